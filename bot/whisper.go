package bot

import (
	"fmt"

	"liangshan/bot/words"
	"liangshan/store"
)

// Contradictions are asked about in private where that is possible: a figure that
// falls may be a slip of the pen, and is nobody else's before it is the record.

// whisper takes the doubts off a card that a group reads, where its sender can be asked in private.
func (c *card) whisper(v *store.View) error {
	doubtful := false
	for _, item := range c.Items {
		doubtful = doubtful || len(item.Doubts) > 0
	}
	if !doubtful || c.Update.ChatID > 0 {
		return nil
	}
	works, err := worksInPrivate(v, c.Update.Member.ID)
	if err != nil || !works {
		return err
	}
	c.Whisper = true
	for i := range c.Items {
		c.Items[i].Doubts = nil
	}
	return nil
}

// askInPrivate shows a draft's sender the card with its doubts, and the same buttons.
func (b *Bot) askInPrivate(tx *store.Tx, m Message, u store.Update) error {
	c, err := cardFor(&tx.View, u)
	if err != nil {
		return err
	}
	text, err := words.Say("card", c)
	if err != nil {
		return err
	}
	return b.say(tx, m, note{text: &text, to: u.Member.ID, buttons: c.buttons(), key: fmt.Sprintf("doubt/%d", u.ID)})
}
