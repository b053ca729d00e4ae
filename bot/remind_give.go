package bot

import (
	"errors"
	"fmt"

	"liangshan/store"
)

// give says a round: each message in the transaction that takes its claims.
func (b *Bot) give(tx *store.Tx, r round) error {
	named := map[place][]reminder{}
	var groups []place
	for _, x := range r.reminders {
		if len(x.private) == 0 {
			if named[x.group] == nil {
				groups = append(groups, x.group)
			}
			named[x.group] = append(named[x.group], x)
			continue
		}
		key := remindKey(x.claims[0])
		if err := take(tx, x.claims, key); err != nil {
			return err
		}
		for _, person := range x.private {
			n := note{words: "remind.private", data: x, to: person, key: fmt.Sprintf("%s/%d", key, person)}
			if err := b.say(tx, Message{}, n); err != nil {
				return err
			}
		}
	}
	for _, g := range groups {
		key := remindKey(named[g][0].claims[0])
		for _, x := range named[g] {
			if err := take(tx, x.claims, key); err != nil {
				return err
			}
		}
		n := note{words: "remind.group", data: lineOf(named[g]), to: g.chat, thread: g.thread, key: copyKey(key, g.chat)}
		if err := b.say(tx, Message{}, n); err != nil {
			return err
		}
	}
	return errors.Join(b.giveNudges(tx, r.nudges), b.giveLists(tx, r.lists), b.giveUnowned(tx, r.unowned), b.giveDigests(tx, r.now, r.digests))
}

func remindKey(c store.Claim) string {
	return fmt.Sprintf("remind/%s/%s/%d", c.Rule, c.Period, c.Whom)
}

// take takes claims that were free a moment ago, in the same transaction.
func take(tx *store.Tx, list []store.Claim, said string) error {
	for _, c := range list {
		ok, err := tx.ClaimReminder(c, said)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("bot: claim %v was taken: %w", c, store.ErrConflict)
		}
	}
	return nil
}

func (b *Bot) giveNudges(tx *store.Tx, list []nudge) error {
	for _, x := range list {
		key := remindKey(x.claims[0])
		if err := take(tx, x.claims, key); err != nil {
			return err
		}
		card := Message{Chat: store.Chat{ID: x.Update.ChatID}, ID: x.card}
		n := note{words: "remind.nudge", data: x, key: fmt.Sprintf("%s/%d", key, x.Update.ChatID)}
		if err := b.say(tx, card, n); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bot) giveLists(tx *store.Tx, lists []list) error {
	for _, x := range lists {
		for _, c := range x.claims {
			key := fmt.Sprintf("list/%s/%s", x.Rule.Cadence, c.Period)
			if err := take(tx, []store.Claim{c}, key); err != nil {
				return err
			}
			n := note{words: "remind.list", data: x.words(), to: c.Whom, key: fmt.Sprintf("%s/%d", key, c.Whom)}
			if err := b.say(tx, Message{}, n); err != nil {
				return err
			}
		}
	}
	return nil
}
