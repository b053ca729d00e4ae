package bot

import (
	"context"
	"errors"
	"fmt"

	"liangshan/store"
)

// isEditedFile matches a message whose file or caption we took, edited.
func (b *Bot) isEditedFile(m Message, s standing) bool {
	if m.What != edited || m.File == nil || !s.inTopic().reports() && s.role < coordinator {
		return false
	}
	t := b.known(context.Background(), m)
	return t.report != 0 || t.file != 0
}

// editedFile corrects by the caption and replaces the file, whichever was edited.
func (b *Bot) editedFile(ctx context.Context, m Message, s standing) (work, error) {
	var report work
	var err error
	t := b.known(ctx, m)
	if t.report != 0 {
		report, err = b.report(ctx, m, s)
	} else {
		report, err = b.captionNow(ctx, m, s.inTopic())
	}
	if err != nil || b.vault == nil {
		return report, err
	}
	e, err := b.take(ctx, m, s.inTopic())
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		changed, err := b.replace(tx, m, t, e, report != nil)
		if err != nil {
			return err
		}
		if t.file != 0 && e.Refused != "" {
			if err := b.say(tx, m, note{words: "evidence.kept", data: proofOf([]store.Evidence{e})}); err != nil {
				return err
			}
		}
		if report != nil {
			return report(tx)
		}
		if !changed {
			return nil
		}
		return b.tellReplaced(tx, m)
	}, nil
}

// captionNow reads the words that a file got later.
func (b *Bot) captionNow(ctx context.Context, m Message, s standing) (work, error) {
	target, err := b.pointedAt(ctx, m)
	if err != nil {
		return nil, err
	}
	return b.captionReport(ctx, m, s, target)
}

// replace notes what the message's file is now; false when it is what it was, and
// where the new one is not taken. With words that report, the file proves them.
func (b *Bot) replace(tx *store.Tx, m Message, t tracks, e store.Evidence, reports bool) (changed bool, err error) {
	if t.file == 0 {
		e.ReportChat, e.ReportMessage = m.Chat.ID, m.ID
		_, err := tx.AddEvidence(e)
		return true, err
	}
	was, err := tx.Evidence(t.file)
	if err != nil {
		return false, err
	}
	if reports && was.ReportMessage == 0 {
		if err := tx.Attach(was, m.Chat.ID, m.ID); err != nil {
			return false, err
		}
	}
	if was.SHA256 == e.SHA256 || e.Refused != "" {
		return false, nil
	}
	if _, err := tx.ReplaceEvidence(was.ID, e); err != nil {
		return false, err
	}
	return true, tx.Log(m.From.ID, "evidence_replaced", fmt.Sprintf("evidence/%d", was.ID), map[string]any{"old": was.SHA256, "new": e.SHA256, "kind": e.Kind, "size": e.Size})
}

// tellReplaced says that a file took another's place, on the card of what it proves.
func (b *Bot) tellReplaced(tx *store.Tx, m Message) error {
	list, err := tx.EvidenceFrom(m.Chat.ID, m.ID)
	if err != nil || len(list) == 0 {
		return err
	}
	e := list[0]
	if e.ReportMessage == 0 { // it is still asked which report it proves
		return nil
	}
	u, err := tx.UpdateOf(e.ReportChat, e.ReportMessage)
	if err != nil {
		return err
	}
	if u.State == store.ReportConfirmed {
		if err := b.fileEvidence(tx, u); err != nil {
			return err
		}
	}
	c, err := cardFor(&tx.View, u)
	if err != nil {
		return err
	}
	return errors.Join(b.reshow(tx, m, u.ID), b.say(tx, m, note{words: "evidence.replaced", data: receipt{c.title(), u.State, proofOf([]store.Evidence{e})}}))
}
