package sandbox

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// Command is one entry of the bot's menu.
type Command struct {
	Name string `json:"command"`
	What string `json:"description"`
}

// commandScope is a BotCommandScope.
type commandScope struct {
	Type string  `json:"type"`
	Chat rawJSON `json:"chat_id"`
	User int64   `json:"user_id"`
}

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

// scopeKey names a scope and language in the table of commands.
func (s *Server) scopeKey(q *request) (string, error) {
	scope := commandScope{Type: "default"}
	if err := q.object("scope", "can't parse BotCommandScope JSON object", &scope); err != nil {
		return "", err
	}
	language := q.arg("language_code")
	switch scope.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return scope.Type + "/" + language, nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return "", bad("can't parse BotCommandScope: Unsupported type specified")
	}
	c, err := s.chatArg(&request{args: map[string]string{"chat_id": plain(scope.Chat)}}, "chat_id")
	switch {
	case err != nil:
		return "", err
	case scope.Type != "chat" && c.Kind == Private:
		return "", bad("can't use specified scope in private chats")
	case scope.Type == "chat_member" && scope.User <= 0:
		return "", bad("can't parse BotCommandScope: Invalid user_id specified")
	}
	return scopeOf(scope.Type, c.ID, scope.User) + "/" + language, nil
}

func scopeOf(kind string, chat, user int64) string {
	if kind == "chat_member" {
		return fmt.Sprintf("%s:%d:%d", kind, chat, user)
	}
	return kind + ":" + strconv.FormatInt(chat, 10)
}

func (s *Server) setMyCommands(q *request) (any, error) {
	key, err := s.scopeKey(q)
	if err != nil {
		return nil, err
	}
	var list []Command
	if err := q.object("commands", "can't parse commands JSON object", &list); err != nil {
		return nil, err
	}
	if len(list) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, c := range list {
		switch {
		case !commandName.MatchString(c.Name):
			return nil, bad("BOT_COMMAND_INVALID")
		case c.What == "" || units(c.What) > 256:
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.world.Commands[key] = list
	s.publish(feedItem{Kind: "world"})
	return true, nil
}

func (s *Server) getMyCommands(q *request) (any, error) {
	key, err := s.scopeKey(q)
	if err != nil {
		return nil, err
	}
	return append([]Command{}, s.world.Commands[key]...), nil
}

func (s *Server) deleteMyCommands(q *request) (any, error) {
	key, err := s.scopeKey(q)
	if err != nil {
		return nil, err
	}
	delete(s.world.Commands, key)
	s.publish(feedItem{Kind: "world"})
	return true, nil
}

// CommandsFor is the menu that a person sees in a chat: the narrowest scope
// that holds anything, in the person's language before any.
func (s *Server) CommandsFor(user, chat int64) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commandsFor(user, chat)
}

func (s *Server) commandsFor(user, chatID int64) []Command {
	c, ok := s.world.Chats[chatID]
	if !ok {
		c = &chat{Chat: Chat{ID: chatID, Kind: Private}}
	}
	for _, scope := range scopesFor(c, user) {
		for _, language := range []string{s.world.Users[user].Language, ""} {
			if list := s.world.Commands[scope+"/"+language]; len(list) > 0 {
				return slices.Clone(list)
			}
		}
	}
	return nil
}

// scopesFor lists the scopes that apply, narrowest first.
func scopesFor(c *chat, user int64) []string {
	if c.Kind == Private {
		return []string{scopeOf("chat", c.ID, 0), "all_private_chats", "default"}
	}
	admin := c.standing(user).admin()
	out := []string{scopeOf("chat_member", c.ID, user)}
	if admin {
		out = append(out, scopeOf("chat_administrators", c.ID, 0))
	}
	out = append(out, scopeOf("chat", c.ID, 0))
	if admin {
		out = append(out, "all_chat_administrators")
	}
	return append(out, "all_group_chats", "default")
}
