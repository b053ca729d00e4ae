package bot

import (
	"context"
	"errors"
	"fmt"

	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// A forum's topic may belong to a department: who has no department of their own
// speaks for it there, and its reminders come there.

var (
	givingTopic = pattern.MustCompile(`^(?:请)?(?:把|将)?(?:本|这个|此|该)?话题(?:划)?(?:归属|归|属于|绑定|绑|交给|给|是)(?:到|给|为)?\s*(\p{Han}[\p{Han}“”]{1,20}?)(?:的)?(?:话题|使用|填报|报送)?$`)
	takingTopic = pattern.MustCompile(`^(?:请)?(?:取消|解除|撤销)(?:本|这个|此|该)?话题(?:的)?(?:归属|绑定)$|^(?:本|这个|此|该)话题不(?:再)?(?:归属|归|属于)(?:\p{Han}{2,20}?)?(?:了)?$`)
	whoseTopic  = pattern.MustCompile(`^(?:本|这个|此|该)话题(?:归谁|归哪个单位|属于哪个单位|是哪个单位的|归属)$`)
)

func isTopicOrder(m Message, _ standing) bool {
	t := bare(m.Text)
	if m.Command != "" || m.What != said || m.Forwarded {
		return false
	}
	return takingTopic.MatchString(t) || whoseTopic.MatchString(t) || givingTopic.MatchString(t)
}

// topicOrder gives the topic that it is said in to a department, or takes it back.
func (b *Bot) topicOrder(ctx context.Context, m Message, s standing) (work, error) {
	t := bare(m.Text)
	switch {
	case m.Thread == 0:
		return b.words(m, "topic.outside", nil), nil
	case whoseTopic.MatchString(t):
		return b.words(m, "topic.whose", s.topic.Name), nil
	case takingTopic.MatchString(t):
		return b.takeTopic(m), nil
	}
	name := givingTopic.FindStringSubmatch(t)[1]
	unit, ok := b.unit(ctx, name)
	if !ok {
		return b.words(m, "bind.unknown", unknownUnit{name, true}), nil
	}
	return func(tx *store.Tx) error {
		dep, err := tx.Department(unit.Name)
		if err != nil {
			return err
		}
		if err := tx.BindTopic(store.Topic{ChatID: m.Chat.ID, ThreadID: m.Thread, Department: dep}, m.From.ID); err != nil {
			return err
		}
		return errors.Join(b.logTopic(tx, m, s.topic.Name, dep.Name), b.say(tx, m, note{words: "topic.given", data: dep.Name}))
	}, nil
}

func (b *Bot) takeTopic(m Message) work {
	return func(tx *store.Tx) error {
		dep, err := tx.UnbindTopic(m.Chat.ID, m.Thread)
		if errors.Is(err, store.ErrNotFound) {
			return b.say(tx, m, note{words: "topic.whose", data: ""})
		}
		if err != nil {
			return err
		}
		return errors.Join(b.logTopic(tx, m, dep.Name, ""), b.say(tx, m, note{words: "topic.taken", data: dep.Name}))
	}
}

func (b *Bot) logTopic(tx *store.Tx, m Message, was, now string) error {
	return tx.Log(m.From.ID, "topic", fmt.Sprintf("chat/%d/%d", m.Chat.ID, m.Thread), map[string]string{"old": was, "new": now})
}

// inTopic is a person's standing for words that report: in a department's topic
// somebody who reports for none speaks for it, a coordinator by 代报, others as a
// stand-in whose words the department confirms. One's own department comes first.
func (s standing) inTopic() standing {
	if s.reports() || s.topic.ID == 0 || s.role < member {
		return s
	}
	s.department, s.behalf, s.standIn = s.topic, s.role >= coordinator, s.role < coordinator
	return s
}

// mayReport matches who reports for a department, or speaks in one's topic.
func mayReport(_ Message, s standing) bool { return s.role >= reporter || s.inTopic().reports() }
