package sandbox

import (
	"fmt"
	"slices"
)

// becomes changes what somebody is in a chat and tells the bot: of itself
// always, of others only as an administrator that asked for chat_member.
func (s *Server) becomes(c *chat, by, who User, st Standing) {
	old := c.standing(who.ID)
	c.Standings[who.ID] = st
	s.publish(feedItem{Kind: "world"})
	if old == st {
		return
	}
	payload := map[string]any{
		"chat": s.wireChat(c), "from": by, "date": s.cfg.Now().Unix(),
		"old_chat_member": wireMember(who, old), "new_chat_member": wireMember(who, st),
	}
	switch {
	case who.ID == s.bot.ID:
		s.emit("my_chat_member", payload)
	case c.standing(s.bot.ID).admin():
		s.emit("chat_member", payload)
	}
}

func (s *Server) botBecomes(c *chat, by User, st Standing) { s.becomes(c, by, s.bot, st) }

// notice posts a service message and tells the bot if it is there.
func (s *Server) notice(c *chat, by User, what Service) *Message {
	m := s.post(c, &Message{From: by, Service: &what})
	s.tell("message", c, m)
	return m
}

func (s *Server) member(by, chatID int64) (*chat, User, error) {
	c, ok := s.world.Chats[chatID]
	if !ok {
		return nil, User{}, fmt.Errorf("sandbox: no chat %d", chatID)
	}
	u, ok := s.world.Users[by]
	if !ok {
		return nil, User{}, fmt.Errorf("sandbox: no user %d", by)
	}
	return c, u, nil
}

// AddBotTo lets a person add the bot to a group.
func (s *Server) AddBotTo(by, chat int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u, err := s.member(by, chat)
	if err != nil {
		return err
	}
	s.botBecomes(c, u, Member)
	s.notice(c, u, Service{Joined: []User{s.bot}})
	return nil
}

// RemoveBot lets a person throw the bot out of a group.
func (s *Server) RemoveBot(by, chat int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u, err := s.member(by, chat)
	if err != nil {
		return err
	}
	s.botBecomes(c, u, Kicked)
	s.post(c, &Message{From: u, Service: &Service{Left: &s.bot}})
	return nil
}

// Promote makes somebody, perhaps the bot, an administrator; Demote takes it
// back.
func (s *Server) Promote(by, chat, who int64) error { return s.rank(by, chat, who, Administrator) }

// Demote makes an administrator a member again.
func (s *Server) Demote(by, chat, who int64) error { return s.rank(by, chat, who, Member) }

func (s *Server) rank(by, chat, who int64, st Standing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u, err := s.member(by, chat)
	if err != nil {
		return err
	}
	if !c.standing(who).present() {
		return fmt.Errorf("sandbox: user %d is not in chat %d", who, chat)
	}
	s.becomes(c, u, s.world.Users[who], st)
	return nil
}

// Join lets a person come into a group; Leave lets them go.
func (s *Server) Join(who, chat int64) error { return s.door(who, chat, Member) }

// Leave lets a person leave a group.
func (s *Server) Leave(who, chat int64) error { return s.door(who, chat, Left) }

func (s *Server) door(who, chat int64, st Standing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u, err := s.member(who, chat)
	if err != nil {
		return err
	}
	s.becomes(c, u, u, st)
	what := Service{Joined: []User{u}}
	if st == Left {
		what = Service{Left: &u}
	}
	s.notice(c, u, what)
	return nil
}

// BlockBot lets a person block the bot; UnblockBot, or writing to it, ends
// that.
func (s *Server) BlockBot(user int64) error { return s.block(user, Kicked) }

// UnblockBot ends a block.
func (s *Server) UnblockBot(user int64) error { return s.block(user, Member) }

func (s *Server) block(user int64, st Standing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.chatOf(user)
	if err != nil {
		return err
	}
	s.botBecomes(c, s.world.Users[user], st)
	return nil
}

// unblock: who writes to a bot in private has unblocked it.
func (s *Server) unblock(c *chat) {
	if c.Kind == Private && !c.standing(s.bot.ID).present() {
		s.botBecomes(c, s.world.Users[c.ID], Member)
	}
}

// Migrate turns a group into a supergroup and returns the new chat's id. The
// old one refuses every message with migrate_to_chat_id from then on.
func (s *Server) Migrate(group int64) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, ok := s.world.Chats[group]
	if !ok || old.Kind != Group || old.MigratedTo != 0 {
		return 0, fmt.Errorf("sandbox: chat %d is no group that can move", group)
	}
	id := -1_000_000_000_000 + group // -123 becomes -1000000000123
	fresh := s.openChat(Chat{ID: id, Kind: Supergroup, Title: old.Title})
	for who, st := range old.Standings {
		fresh.Standings[who] = st
	}
	s.notice(old, groupAnonymous, Service{MigrateTo: id})
	old.MigratedTo = id
	s.notice(fresh, groupAnonymous, Service{MigrateFrom: group})
	s.publish(feedItem{Kind: "world"})
	return id, nil
}

// AddTopic opens a topic in a forum and returns its thread id.
func (s *Server) AddTopic(by, chat int64, name string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u, err := s.member(by, chat)
	switch {
	case err != nil:
		return 0, err
	case !c.Forum:
		return 0, fmt.Errorf("sandbox: chat %d is no forum", chat)
	}
	m := s.post(c, &Message{From: u, Service: &Service{Topic: name}})
	m.Thread = m.ID
	c.Topics[m.ID] = name
	s.tell("message", c, m)
	return m.ID, nil
}

// Rename gives a group a new title.
func (s *Server) Rename(by, chat int64, title string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u, err := s.member(by, chat)
	if err != nil {
		return err
	}
	c.Title = title
	s.notice(c, u, Service{Title: title})
	s.publish(feedItem{Kind: "world"})
	return nil
}

// Chats lists the chats that a person is in, in the order they came.
func (s *Server) Chats(user int64) []Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Chat
	for _, id := range s.world.Order {
		c := s.world.Chats[id]
		if c.standing(user).present() && c.MigratedTo == 0 {
			copied := c.Chat
			copied.Members, copied.Admins = c.roll(Member), c.roll(Creator, Administrator)
			out = append(out, copied)
		}
	}
	return out
}

func (c *chat) roll(of ...Standing) []int64 {
	var out []int64
	for who, st := range c.Standings {
		if slices.Contains(of, st) {
			out = append(out, who)
		}
	}
	slices.Sort(out)
	return out
}
