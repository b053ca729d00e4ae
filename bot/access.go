package bot

import (
	"context"
	"errors"

	"liangshan/store"
)

// role is what a person may do. Higher includes lower.
type role int

// Roles.
const (
	stranger    role = iota // nobody let this person or chat in
	member                  // may ask, list, and request to report
	reporter                // may report for a department
	coordinator             // 两山创建办
)

// standing is a person's role here and now.
type standing struct {
	role       role
	department store.Department // of a reporter, or of a coordinator who also reports
	open       bool             // the chat is one the bot works in
	behalf     bool             // a coordinator speaks for the department, in this message
	madeUp     bool             // and says that it makes up for an earlier period
	topic      store.Department // whose topic of a forum it is
	standIn    bool             // speaks for the topic's department without being registered for it
}

func (s standing) reports() bool { return s.department.ID != 0 }

// standingOf finds a person's role in a chat. Identity is the number, never a name.
func (b *Bot) standingOf(ctx context.Context, m Message) (standing, error) {
	s := standing{}
	var known bool
	if m.Anonymous {
		return b.anonymousStanding(ctx, m)
	}
	err := b.db.Read(ctx, func(v *store.View) error {
		if err := s.place(v, m); err != nil {
			return err
		}
		who, err := v.Member(m.From.ID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		known = who.Known
		if s.department, err = v.ReportsFor(m.From.ID); errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		return s, err
	}
	switch {
	case b.coordinators[m.From.ID]:
		s.role = coordinator
	case !s.open:
		s.role = stranger
	case s.reports():
		s.role = reporter
	case m.Chat.Kind != "private" || known || b.inOpenGroup(ctx, m.From.ID):
		s.role = member
	}
	return s, nil
}

// place finds whether the bot works in a message's chat, and whose its topic is.
func (s *standing) place(v *store.View, m Message) error {
	now, err := v.Where(m.Chat.ID) // a button of a group that moved
	if err != nil {
		return err
	}
	chat, err := v.Chat(now)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	s.open = m.Chat.Kind == "private" || chat.State == store.ChatOpen
	if m.Thread == 0 {
		return nil
	}
	t, err := v.TopicOf(m.Chat.ID, m.Thread)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	s.topic = t.Department
	return nil
}

// anonymousStanding is a member's where the group is open: who asks is unknown, so
// that nothing can be recorded, bound or ordered.
func (b *Bot) anonymousStanding(ctx context.Context, m Message) (standing, error) {
	var s standing
	err := b.db.Read(ctx, func(v *store.View) error {
		chat, err := v.Chat(m.Chat.ID)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		s.open = chat.State == store.ChatOpen
		return err
	})
	if s.open {
		s.role = member
	}
	return s, err
}

// hidesWhileActing matches what an anonymous administrator cannot do: it needs a person.
func (b *Bot) hidesWhileActing(m Message, s standing) bool {
	if !m.Anonymous {
		return false
	}
	return m.File != nil || b.isCode(m, s) || saysUnit(m, s) || isPeopleOrder(m, s) || isProblemOrder(m, s) || isDocumentOrder(m, s) || ordersTask(m, s) || isTopicOrder(m, s) || b.isBehalf(m, s) ||
		isCommand("bind", "report", "summary", "missing", "open", "rules", "register", "roster")(m, s)
}

// unnamed asks an anonymous administrator to speak as a person.
func (b *Bot) unnamed(_ context.Context, m Message, _ standing) (work, error) {
	return b.refuses(m, "person.anonymous", nil), nil
}

// inOpenGroup asks Telegram whether a person who writes in private belongs to a
// group that the bot works in. When Telegram cannot say, the answer is no.
func (b *Bot) inOpenGroup(ctx context.Context, person int64) bool {
	var open []store.Chat
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		open, err = v.Chats(store.ChatOpen)
		return err
	})
	if err != nil {
		b.log.Error("open chats could not be read", "err", err)
		return false
	}
	for _, c := range open {
		if c.ID > 0 {
			continue
		}
		status, err := b.client.Member(ctx, c.ID, person)
		if err != nil {
			b.log.Warn("membership is unknown", "chat", c.ID, "err", b.redact(err))
			continue
		}
		switch status {
		case "creator", "administrator", "member", "restricted":
			return true
		}
	}
	return false
}
