package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"liangshan/knowledge"
	"liangshan/knowledge/progress"
	"liangshan/store"
)

// freeWords are addressed words without a command: a report, a question, or neither.
func (b *Bot) freeWords(ctx context.Context, m Message, s standing) (work, error) {
	if strings.TrimSpace(m.Text) == "" {
		return b.words(m, "ask.empty", nil), nil
	}
	speaks := s.inTopic()
	d, err := b.read(ctx, m, speaks, 0)
	if err != nil {
		return nil, err
	}
	r := d.Reading
	if b.known(ctx, m).question && (!r.ShouldRecord || !speaks.reports()) { // an edited question stays one, unless it became a report
		return b.ask(ctx, m, s)
	}
	switch {
	case r.Intent == progress.IntentCommand && speaks.reports() && !speaks.behalf:
		return b.command(ctx, m, speaks, d)
	case r.ShouldRecord && speaks.reports():
		return b.record(ctx, m, speaks, d)
	case !s.reports() && unbound(r) && !asks(m.Text):
		return b.notBound(ctx, m, s)
	case slices.Contains(r.Flags, progress.FlagNeedsDepartment) && speaks.reports():
		return b.words(m, "report.whose", nil), nil
	case slices.Contains(r.Flags, progress.FlagAttachment) && s.reports():
		return b.words(m, "report.attachment", nil), nil
	case r.Intent == progress.IntentChitchat && s.reports():
		return b.askOr(ctx, m, s, "report.nothing")
	}
	return b.ask(ctx, m, s)
}

// unbound reports whether a message would be a report, had its sender a department.
func unbound(r progress.Reading) bool {
	return r.ShouldRecord || slices.Contains(r.Flags, "unregistered_sender")
}

func asks(text string) bool { return strings.ContainsAny(text, "?？") }

// report records a message as a department's update, because its sender says so
// by the command, by replying to a card, or by editing what was recorded.
func (b *Bot) report(ctx context.Context, m Message, s standing) (work, error) {
	s = s.inTopic()
	corrects, err := b.pointedAt(ctx, m)
	if err != nil {
		return nil, err
	}
	s, foreign, err := b.standsFor(ctx, s, corrects)
	switch {
	case err != nil:
		return nil, err
	case foreign != "":
		return b.refuses(m, "report.otherunit", foreign), nil
	case !s.reports():
		return b.notBound(ctx, m, s)
	}
	d, err := b.read(ctx, m, s, corrects)
	if err != nil {
		return nil, err
	}
	switch {
	case d.Reading.Intent == progress.IntentCommand:
		return b.command(ctx, m, s, d)
	case d.Reading.ShouldRecord:
		if d, err = b.anew(ctx, m, s, d); err != nil {
			return nil, err
		}
		return b.record(ctx, m, s, d)
	case slices.Contains(d.Reading.Flags, progress.FlagNeedsDepartment):
		return b.words(m, "report.whose", nil), nil
	case m.What == edited && corrects != 0:
		return b.stands(ctx, m, s, corrects)
	case s.behalf: // a coordinator's reply may be about anything
		return b.ask(ctx, m, s)
	}
	return b.words(m, "report.nothing", nil), nil
}

// read reads a report. What it corrects is the draft that it replies to, else what
// stands of the message that it points at: a later message may have taken that one's
// place.
func (b *Bot) read(ctx context.Context, m Message, s standing, corrects int64) (knowledge.Draft, error) {
	if corrects != 0 {
		err := b.db.Read(ctx, func(v *store.View) error {
			u, err := v.Update(corrects)
			if err == nil && (m.What == edited || u.State != store.ReportDraft) {
				corrects, err = v.Standing(corrects)
			}
			return err
		})
		if err != nil {
			return knowledge.Draft{}, err
		}
	}
	return b.lib.ReadUpdate(ctx, knowledge.UpdateMessage{
		Text: m.Text, Department: s.department.Name, Sent: m.Sent, Forwarded: m.Forwarded, Corrects: corrects,
	})
}

// command does what a message orders rather than reports: withdrawing what was sent by mistake.
func (b *Bot) command(ctx context.Context, m Message, s standing, d knowledge.Draft) (work, error) {
	if d.Reading.Corrects == 0 {
		return b.words(m, "report.nonetowithdraw", nil), nil
	}
	return b.withdraw(ctx, m, s, d.Reading.Corrects)
}

// record stores a draft and says its card. An edited message gets its new draft
// on the card that it has; one whose words are the same is left alone.
func (b *Bot) record(ctx context.Context, m Message, s standing, d knowledge.Draft) (work, error) {
	if same, err := b.saidSo(ctx, m, d.Update.Text); err != nil || same {
		return nil, err
	}
	files, err := b.quotedFiles(ctx, m, s)
	if err != nil {
		return nil, err
	}
	var answered work
	if d.Reading.Question != "" {
		q := m
		q.Text = d.Reading.Question
		if answered, err = b.ask(ctx, q, s); err != nil {
			return nil, err
		}
	}
	return func(tx *store.Tx) error {
		if err := b.writeDraft(tx, m, s, d, files); err != nil || answered == nil {
			return err
		}
		return answered(tx)
	}, nil
}

// writeDraft stores a draft with the files that it answers, and shows its card.
func (b *Bot) writeDraft(tx *store.Tx, m Message, s standing, d knowledge.Draft, files []store.Evidence) error {
	if err := tx.SeeMember(m.From); err != nil {
		return err
	}
	u := d.Update
	u.ChatID, u.MessageID, u.Member, u.Department = m.Chat.ID, m.ID, m.From, s.department
	mark(&u, s)
	if err := carryOver(tx, m, &u); err != nil {
		return err
	}
	u, err := tx.Draft(u)
	if err != nil {
		return err
	}
	for _, e := range files {
		e.ReportChat, e.ReportMessage = u.ChatID, u.MessageID
		if _, err := tx.AddEvidence(e); err != nil {
			return err
		}
	}
	if err := errors.Join(b.showCard(tx, m, u), b.reshowCorrected(tx, m, u)); err != nil {
		return err
	}
	return errors.Join(b.logUpdate(tx, m.From.ID, "draft", u.ID), b.logProposal(tx, m, u.ID, d))
}

// tracks says what an earlier version of a message was.
type tracks struct {
	report   int64
	question bool
	file     int64 // it brought this evidence
	requests []store.Request
}

func (t tracks) none() bool {
	return t.report == 0 && !t.question && t.file == 0 && len(t.requests) == 0
}

// known finds out what the message was before it was edited.
func (b *Bot) known(ctx context.Context, m Message) tracks {
	var t tracks
	if m.What != edited {
		return t
	}
	err := b.db.Read(ctx, func(v *store.View) error {
		if files, err := v.EvidenceFrom(m.Chat.ID, m.ID); err != nil {
			return err
		} else if len(files) > 0 {
			t.file = files[0].ID
		}
		var err error
		if t.requests, err = v.RequestsOf(m.Chat.ID, m.ID); err != nil {
			return err
		}
		u, err := v.UpdateOf(m.Chat.ID, m.ID)
		if err == nil {
			t.report = u.ID
			return nil
		}
		_, err = v.QuestionOf(m.Chat.ID, m.ID)
		t.question = err == nil
		return nil
	})
	if err != nil {
		b.log.Error("what was edited could not be read", "event", m.Event, "err", err)
	}
	return t
}

func (b *Bot) isKnownReport(m Message, s standing) bool {
	return m.What == edited && (s.inTopic().reports() || s.role >= coordinator) && b.known(context.Background(), m).report != 0
}

func (b *Bot) isReplyToCard(m Message, s standing) bool {
	if m.Reply == nil || !m.Reply.Ours || !s.inTopic().reports() && s.role < coordinator || asks(m.Text) {
		return false
	}
	id, err := b.pointedAt(context.Background(), m)
	return err == nil && id != 0
}

// isUnaddressed matches what is not for us. A later wording of what we heard is,
// even where our name was edited out of it.
func (b *Bot) isUnaddressed(m Message, _ standing) bool {
	return !m.Addressed && b.known(context.Background(), m).none()
}

// pointedAt is the update that a message corrects by where it stands: the one
// whose card it replies to, or the earlier version of itself.
func (b *Bot) pointedAt(ctx context.Context, m Message) (int64, error) {
	if id := b.known(ctx, m).report; id != 0 {
		return id, nil
	}
	if m.Reply == nil {
		return 0, nil
	}
	var id int64
	err := b.db.Read(ctx, func(v *store.View) error {
		if !m.Reply.Ours {
			u, err := v.UpdateOf(m.Chat.ID, m.Reply.ID)
			id = u.ID
			return err
		}
		key, err := v.KeyOf(m.Chat.ID, m.Reply.ID)
		if err != nil {
			return err
		}
		chat, message, err := reportOf(v, key)
		if err != nil {
			return err
		}
		u, err := v.UpdateOf(chat, message)
		id = u.ID
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	return id, err
}

// reportOf is the message of the report that one of our messages speaks of: its
// card, or the receipt of its evidence.
func reportOf(v *store.View, key string) (chat, message int64, err error) {
	if _, err := fmt.Sscanf(key, "card/%d/%d", &chat, &message); err == nil {
		return chat, message, nil
	}
	var list []store.Evidence
	if rest, ok := strings.CutPrefix(key, "evidence/"); ok {
		var album string
		if n, _ := fmt.Sscanf(rest, "%d/album/%s", &chat, &album); n == 2 {
			list, err = v.AlbumOf(chat, album)
		} else if n, _ := fmt.Sscanf(rest, "%d/%d", &chat, &message); n == 2 {
			list, err = v.EvidenceFrom(chat, message)
		}
	}
	if err != nil {
		return 0, 0, err
	}
	if len(list) == 0 || list[0].ReportMessage == 0 {
		return 0, 0, store.ErrNotFound
	}
	return list[0].ReportChat, list[0].ReportMessage, nil
}

// secret warns, and keeps nothing of the words.
func (b *Bot) secret(_ context.Context, m Message, _ standing) (work, error) {
	return func(tx *store.Tx) error {
		if err := tx.Forget(m.Event); err != nil {
			return err
		}
		if err := b.refuseAlbum(tx, m); err != nil {
			return err
		}
		if err := b.say(tx, m, note{words: "secret"}); err != nil {
			return err
		}
		return tx.Log(m.From.ID, "secret", fmt.Sprintf("event/%d", m.Event), map[string]int64{"chat": m.Chat.ID, "message": m.ID})
	}, nil
}

// cardKey names the card of a message; all its versions share one card.
func cardKey(chat, message int64) string { return fmt.Sprintf("card/%d/%d", chat, message) }

// showCard says the card, or changes the one that the message has.
func (b *Bot) showCard(tx *store.Tx, m Message, u store.Update) error {
	text, c, err := cardText(&tx.View, u)
	if err != nil {
		return err
	}
	n := note{text: &text, key: cardKey(u.ChatID, u.MessageID), buttons: c.buttons()}
	if u.Version > 1 {
		n.key, n.edit = "", cardKey(u.ChatID, u.MessageID)
	}
	if err := b.say(tx, m, n); err != nil || !c.Whisper {
		return err
	}
	return b.askInPrivate(tx, m, u)
}
