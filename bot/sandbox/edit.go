package sandbox

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"
)

// ownMessage finds the message of the bot that a call wants to change.
func (s *Server) ownMessage(q *request) (*chat, *Message, error) {
	if q.arg("message_id") == "" {
		return nil, nil, bad("message identifier is not specified")
	}
	c, err := s.writable(q)
	if err != nil {
		return nil, nil, err
	}
	m := c.message(int(q.number("message_id")))
	switch {
	case m == nil:
		return nil, nil, bad("message to edit not found")
	case m.From.ID != s.bot.ID || m.Service != nil || m.Origin != nil:
		return nil, nil, bad("message can't be edited")
	}
	return c, m, nil
}

// change puts new words and buttons into a message, unless they are the ones
// that it has.
func (s *Server) change(q *request, m *Message, f formatted) (any, error) {
	var board Message
	if err := s.markup(q, &board); err != nil {
		return nil, err
	}
	if board.Keyboard != nil {
		return nil, bad("inline keyboard expected")
	}
	if m.Text == f.Text && reflect.DeepEqual(noNil(m.Entities), noNil(f.Entities)) && reflect.DeepEqual(m.Buttons, board.Buttons) {
		return nil, errNotModified
	}
	s.revise(m, f.Text, f.Entities, s.cfg.Now())
	m.Buttons = board.Buttons
	s.publish(feedItem{Kind: "message", Chat: m.Chat, Message: m.ID})
	return s.wire(m), nil
}

func noNil(e []Entity) []Entity {
	if len(e) == 0 {
		return []Entity{}
	}
	return e
}

func (s *Server) editMessageText(q *request) (any, error) {
	f, err := s.messageText(q)
	if err != nil {
		return nil, err
	}
	_, m, err := s.ownMessage(q)
	switch {
	case err != nil:
		return nil, err
	case m.File != nil:
		return nil, bad("there is no text in the message to edit")
	}
	return s.change(q, m, f)
}

func (s *Server) editMessageCaption(q *request) (any, error) {
	f, err := s.caption(q.arg("caption"), q.arg("parse_mode"), q.arg("caption_entities"))
	if err != nil {
		return nil, err
	}
	_, m, err := s.ownMessage(q)
	switch {
	case err != nil:
		return nil, err
	case m.File == nil:
		return nil, bad("there is no caption in the message to edit")
	}
	return s.change(q, m, f)
}

func (s *Server) editMessageReplyMarkup(q *request) (any, error) {
	_, m, err := s.ownMessage(q)
	if err != nil {
		return nil, err
	}
	edited := m.Edited
	out, err := s.change(q, m, formatted{Text: m.Text, Entities: m.Entities})
	if err == nil {
		m.Edited = edited // new buttons alone do not mark a message as edited
		out = s.wire(m)
	}
	return out, err
}

// deletable is how long a bot may take its own words back.
const deletable = 48 * time.Hour

func (s *Server) deleteMessage(q *request) (any, error) {
	if q.arg("message_id") == "" {
		return nil, bad("message identifier is not specified")
	}
	c, err := s.writable(q)
	if err != nil {
		return nil, err
	}
	m := c.message(int(q.number("message_id")))
	if m == nil {
		return nil, bad("message to delete not found")
	}
	if err := s.mayDelete(c, m); err != nil {
		return nil, err
	}
	m.Gone = true
	s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
	return true, nil
}

func (s *Server) mayDelete(c *chat, m *Message) error {
	admin := c.standing(s.bot.ID).admin()
	switch {
	case m.From.ID != s.bot.ID && c.Kind != Private && !admin:
		return bad("message can't be deleted")
	case !admin && s.cfg.Now().Sub(m.At) > deletable:
		return bad("message can't be deleted for everyone")
	}
	return nil
}

func (s *Server) deleteMessages(q *request) (any, error) {
	var ids []int
	if err := q.object("message_ids", "can't parse message_ids JSON object", &ids); err != nil {
		return nil, err
	}
	c, err := s.writable(q)
	switch {
	case err != nil:
		return nil, err
	case len(ids) == 0:
		return nil, bad("message identifiers are not specified")
	case len(ids) > 100:
		return nil, bad("too many message identifiers specified")
	}
	for _, id := range ids { // what cannot be deleted is skipped, as by Telegram
		if m := c.message(id); m != nil && s.mayDelete(c, m) == nil {
			m.Gone = true
			s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
		}
	}
	return true, nil
}

// emoji are the reactions that anybody may set.
var emoji = strings.Fields("❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡")

func (s *Server) setMessageReaction(q *request) (any, error) {
	var want []struct{ Type, Emoji string }
	if err := q.object("reaction", "can't parse reaction types JSON object", &want); err != nil {
		return nil, err
	}
	c, err := s.writable(q)
	if err != nil {
		return nil, err
	}
	m := c.message(int(q.number("message_id")))
	switch {
	case m == nil:
		return nil, bad("message to react not found")
	case len(want) > 1:
		return nil, bad("REACTIONS_TOO_MANY")
	}
	set := []string{}
	for _, r := range want {
		if r.Type != "emoji" || !slices.Contains(emoji, r.Emoji) {
			return nil, bad("REACTION_INVALID")
		}
		set = append(set, r.Emoji)
	}
	m.react(s.bot.ID, set)
	s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
	return true, nil
}

func (m *Message) react(by int64, set []string) (before []string) {
	m.Reactions = slices.DeleteFunc(m.Reactions, func(r Reaction) bool {
		if r.By == by {
			before = append(before, r.Emoji)
		}
		return r.By == by
	})
	for _, e := range set {
		m.Reactions = append(m.Reactions, Reaction{By: by, Emoji: e})
	}
	return before
}

// source finds the message that is to be forwarded or copied.
func (s *Server) source(q *request, what string) (*Message, error) {
	from, err := s.chatArg(q, "from_chat_id")
	if err != nil {
		return nil, err
	}
	m := from.message(int(q.number("message_id")))
	if m == nil || m.Service != nil {
		return nil, bad("message to %s not found", what)
	}
	return m, nil
}

func (s *Server) forwardMessage(q *request) (any, error) {
	from, err := s.source(q, "forward")
	if err != nil {
		return nil, err
	}
	c, m, err := s.compose(q)
	if err != nil {
		return nil, err
	}
	m.Text, m.Entities, m.File = from.Text, from.Entities, from.File
	if m.Origin = from.Origin; m.Origin == nil {
		m.Origin = &Origin{User: &from.From, At: from.At}
	}
	return s.deliverFromBot(c, m), nil
}

func (s *Server) copyMessage(q *request) (any, error) {
	from, err := s.source(q, "copy")
	if err != nil {
		return nil, err
	}
	c, m, err := s.compose(q)
	if err != nil {
		return nil, err
	}
	m.Text, m.Entities, m.File = from.Text, from.Entities, from.File
	return json.RawMessage(`{"message_id":` + itoa(s.deliverFromBot(c, m).ID) + `}`), nil
}
