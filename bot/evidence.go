package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"liangshan/bot/vault"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/progress"
	"liangshan/store"
	"liangshan/store/day"
)

// Why a file was not taken as evidence; the words are in the templates.
const (
	refusedLarge  = "large"
	refusedKind   = "kind"
	refusedSecret = "secret"
)

// isEvidence matches a file from somebody who reports, and any file that a
// coordinator hangs on a report. A coordinator's other files are documents.
func (b *Bot) isEvidence(m Message, s standing) bool {
	if m.File == nil || m.What != said && m.What != edited || b.vault == nil || s.role < reporter && s.topic.ID == 0 {
		return false
	}
	if b.isAlbumPart(m, s) {
		return true
	}
	if !s.reports() && s.role < coordinator && m.Text != "" { // in a department's topic
		return !asks(m.Text)
	}
	if !s.reports() || s.role == coordinator {
		id, err := b.pointedAt(context.Background(), m)
		return err == nil && id != 0
	}
	return !asks(m.Text)
}

// evidence takes a file: it proves the report that it replies to, that its caption
// makes, or that its album proves; else its sender is asked which. The parts of its
// album that were said to nobody come with it.
func (b *Bot) evidence(ctx context.Context, m Message, s standing) (work, error) {
	s = s.inTopic()
	for _, p := range b.album(m) {
		if p.Refused == refusedSecret {
			return b.forgetPart(m), nil
		}
	}
	w, err := b.onePart(ctx, m, s)
	if err != nil {
		return nil, err
	}
	return b.withEarlier(ctx, m, s, w)
}

// onePart takes one message's file.
func (b *Bot) onePart(ctx context.Context, m Message, s standing) (work, error) {
	e, err := b.take(ctx, m, s)
	if err != nil {
		return nil, err
	}
	target, err := b.pointedAt(ctx, m)
	if err != nil {
		return nil, err
	}
	report, err := b.captionReport(ctx, m, s, target)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		if report != nil {
			e.ReportChat, e.ReportMessage = m.Chat.ID, m.ID
			return b.proveCaption(tx, m, e, report)
		}
		parts, err := tx.AlbumOf(m.Chat.ID, m.Album)
		if err != nil {
			return err
		}
		return b.prove(tx, m, s, e, target, parts)
	}, nil
}

// captionReport reads a caption that reports; nil when it does not.
func (b *Bot) captionReport(ctx context.Context, m Message, s standing, target int64) (work, error) {
	if strings.TrimSpace(m.Text) == "" || !s.reports() {
		return nil, nil
	}
	d, err := b.read(ctx, m, s, target)
	if err != nil || !d.Reading.ShouldRecord || d.Reading.Intent == progress.IntentCommand {
		return nil, err
	}
	return b.record(ctx, m, s, d)
}

// proveCaption keeps the file first, so that the card of its caption names it.
func (b *Bot) proveCaption(tx *store.Tx, m Message, e store.Evidence, report work) error {
	e, err := tx.AddEvidence(e)
	if err != nil {
		return err
	}
	if m.Album != "" { // parts that came before the one with the words
		if err := errors.Join(b.unask(tx, m), tx.Attach(e, m.Chat.ID, m.ID)); err != nil {
			return err
		}
	}
	return report(tx)
}

// unask takes back the question which report an album's first parts prove: its words tell.
func (b *Bot) unask(tx *store.Tx, m Message) error {
	parts, err := tx.AlbumOf(m.Chat.ID, m.Album)
	for _, p := range parts {
		key := proofKey(p)
		asked, kerr := tx.Queued(key)
		if kerr != nil {
			return kerr
		}
		if asked && p.ReportMessage == 0 {
			err = errors.Join(err, b.say(tx, m, note{words: "evidence.told", edit: key}))
		}
	}
	return err
}

func proofKey(e store.Evidence) string { return fmt.Sprintf("proof/%d", e.ID) }

// prove hangs a file on the report it points at, on its album's, or on none yet.
func (b *Bot) prove(tx *store.Tx, m Message, s standing, e store.Evidence, target int64, parts []store.Evidence) error {
	u, err := b.provenBy(tx, m, target, parts)
	if err != nil {
		return err
	}
	if u.ID != 0 && u.Department.ID != s.department.ID && s.role < coordinator {
		return b.refuses(m, "evidence.otherunit", u.Department.Name)(tx)
	}
	e.ReportChat, e.ReportMessage = u.ChatID, u.MessageID
	if e, err = tx.AddEvidence(e); err != nil {
		return err
	}
	if u.ID == 0 {
		return b.askWhich(tx, m, e, len(parts) > 0)
	}
	return b.proven(tx, m, e, u, len(parts) > 0)
}

// provenBy finds the update that a file proves; a zero one when nothing says.
func (b *Bot) provenBy(tx *store.Tx, m Message, target int64, parts []store.Evidence) (store.Update, error) {
	if target != 0 {
		return tx.Update(target)
	}
	for _, p := range parts {
		if p.ReportMessage != 0 {
			return tx.UpdateOf(p.ReportChat, p.ReportMessage)
		}
	}
	return store.Update{}, nil
}

// proven files new evidence and says so: on the report's card, and to its sender
// once per album, unless the card is the answer to the album itself.
func (b *Bot) proven(tx *store.Tx, m Message, e store.Evidence, u store.Update, again bool) error {
	if u.State == store.ReportConfirmed {
		if err := b.fileEvidence(tx, u); err != nil {
			return err
		}
	}
	if err := tx.Log(m.From.ID, "evidence", fmt.Sprintf("report/%d", u.ID), map[string]any{"evidence": e.ID, "kind": e.Kind, "size": e.Size, "refused": e.Refused}); err != nil {
		return err
	}
	if err := b.reshow(tx, m, u.ID); err != nil {
		return err
	}
	if again && e.Refused == "" && b.cardAnswers(tx, m, u) {
		return nil
	}
	return b.acknowledge(tx, m, e, u, again)
}

// cardAnswers reports whether the report's card answers the album that a part
// belongs to: its caption was the report.
func (b *Bot) cardAnswers(tx *store.Tx, m Message, u store.Update) bool {
	if u.ChatID != m.Chat.ID {
		return false
	}
	list, err := tx.AlbumOf(m.Chat.ID, m.Album)
	for _, p := range list {
		if p.MessageID == u.MessageID {
			return true
		}
	}
	return err != nil
}

// receipt is what is said of files that were taken.
type receipt struct {
	Title string // of the task
	State store.ReportState
	Proof proof
}

func (b *Bot) acknowledge(tx *store.Tx, m Message, e store.Evidence, u store.Update, again bool) error {
	list := []store.Evidence{e}
	key := fmt.Sprintf("evidence/%d/%d", e.ChatID, e.MessageID)
	if e.Album != "" {
		var err error
		if list, err = tx.AlbumOf(e.ChatID, e.Album); err != nil {
			return err
		}
		key = fmt.Sprintf("evidence/%d/album/%s", e.ChatID, e.Album)
	}
	c, err := cardFor(&tx.View, u)
	if err != nil {
		return err
	}
	n := note{words: "evidence.taken", data: receipt{c.title(), u.State, proofOf(list)}, key: key}
	if _, _, err := tx.SentMessage(key); err == nil || again && !errors.Is(err, store.ErrNotFound) {
		n.key, n.edit = "", key
	}
	return b.say(tx, m, n)
}

// take fetches a file and keeps its bytes, or says why not. A file that cannot be
// fetched now is an error, and the event is tried again.
func (b *Bot) take(ctx context.Context, m Message, s standing) (store.Evidence, error) {
	e := store.Evidence{
		ChatID: m.Chat.ID, MessageID: m.ID, Album: m.Album, Member: m.From.ID, Department: s.department.ID, SentAt: m.Sent,
		Name: m.File.Name, Size: m.File.Size,
	}
	if m.File.Size > maxFile {
		e.Refused = refusedLarge
		return e, nil
	}
	data, err := b.client.Fetch(ctx, b.http, m.File.ID, maxFile)
	if errors.Is(err, errTooLarge) {
		e.Refused = refusedLarge
		return e, nil
	}
	if err != nil {
		return e, b.redact(err)
	}
	e.Size, e.Kind = int64(len(data)), vault.Kind(m.File.Name, data)
	if e.Name == "" {
		e.Name = fmt.Sprintf("%d.%s", m.ID, e.Kind)
	}
	switch {
	case e.Kind == "":
		e.Refused = refusedKind
	case secretInside(ctx, m.File.Name, data):
		e.Refused, e.Name = refusedSecret, ""
	default:
		var room bool
		if room, err = b.hasRoom(ctx, m, e.Size); err == nil && !room {
			e.Refused = refusedFull
		} else if err == nil {
			e.SHA256, err = b.vault.Hold(data)
		}
	}
	return e, err
}

// secretInside looks for a secrecy mark in what can be read of a file, without
// any outside program.
func secretInside(ctx context.Context, name string, data []byte) bool {
	r := extract.Reader{Limits: extract.DefaultLimits()}
	_, err := r.Read(ctx, name, data)
	var ref *extract.Refusal
	return errors.As(err, &ref) && ref.Reason == extract.Secret
}

// maxReports is how many reports a file without words is offered to.
const maxReports = 4

// askWhich asks once per album what its files prove.
func (b *Bot) askWhich(tx *store.Tx, m Message, e store.Evidence, again bool) error {
	if again && e.Refused == "" {
		return nil
	}
	if e.Refused != "" {
		return b.refuses(m, "evidence.refused", proofOf([]store.Evidence{e}))(tx)
	}
	recent, err := tx.RecentUpdates(e.Department, maxReports)
	if err != nil {
		return err
	}
	var rows [][]button
	for _, u := range recent {
		c, err := cardFor(&tx.View, u)
		if err != nil {
			return err
		}
		rows = append(rows, []button{{Text: c.title(), Data: fmt.Sprintf("proof:%d:%d", e.ID, u.ID)}})
	}
	return b.say(tx, m, note{words: "evidence.which", data: len(rows) > 0, buttons: rows, key: proofKey(e)})
}

// pressProof hangs a file without words on the report that its sender chose.
func (b *Bot) pressProof(_ context.Context, m Message, s standing, arg string) (work, error) {
	id, report, ok := twoNumbers(arg)
	if !ok {
		return b.toasts(m, "toast.gone", nil), nil
	}
	return func(tx *store.Tx) error {
		e, err := tx.Evidence(id)
		if errors.Is(err, store.ErrNotFound) {
			return b.toast(tx, m, "toast.gone", nil)
		}
		if err != nil {
			return err
		}
		u, err := tx.Update(report)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return b.toast(tx, m, "toast.gone", nil)
		case err != nil:
			return err
		case s.role < coordinator && (s.department.ID != u.Department.ID || s.department.ID != e.Department):
			return b.toast(tx, m, "toast.otherunit", u.Department.Name)
		case e.ReportMessage != 0:
			return b.toast(tx, m, "toast.already", nil)
		}
		if err := errors.Join(tx.Attach(e, u.ChatID, u.MessageID), b.toast(tx, m, "", nil)); err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "evidence", fmt.Sprintf("report/%d", u.ID), map[string]any{"evidence": e.ID, "kind": e.Kind, "size": e.Size}); err != nil {
			return err
		}
		list, err := tx.AlbumOf(e.ChatID, e.Album)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			list = []store.Evidence{e}
		}
		c, err := cardFor(&tx.View, u)
		if err != nil {
			return err
		}
		if u.State == store.ReportConfirmed {
			if err := b.fileEvidence(tx, u); err != nil {
				return err
			}
		}
		return errors.Join(b.reshow(tx, m, u.ID), b.say(tx, m, note{words: "evidence.taken", data: receipt{c.title(), u.State, proofOf(list)}, at: m.ID}))
	}, nil
}

// forgetPart keeps nothing of a further part of an album that is secret.
func (b *Bot) forgetPart(m Message) work {
	return func(tx *store.Tx) error { return tx.Forget(m.Event) }
}

// fileEvidence puts what proves a confirmed update under department, task and
// period, for each of its tasks, and takes it from where it stood before.
func (b *Bot) fileEvidence(tx *store.Tx, u store.Update) error {
	if b.vault == nil {
		return nil
	}
	list, err := tx.EvidenceOf(u)
	if err != nil {
		return err
	}
	folders, err := foldersOf(&tx.View, u)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Refused != "" {
			continue
		}
		if err := b.fileOne(tx, e, folders); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bot) fileOne(tx *store.Tx, e store.Evidence, folders []string) error {
	var paths []string
	for _, f := range folders {
		p := f + "/" + vault.FileName(fileNumber(e)+"-"+e.Name, e.Kind)
		if err := b.vault.File(e.SHA256, p); err != nil {
			return err
		}
		paths = append(paths, p)
	}
	for _, old := range e.Paths {
		if !slices.Contains(paths, old) {
			if err := b.vault.Unfile(old); err != nil {
				return err
			}
		}
	}
	return tx.FileEvidence(e.ID, paths)
}

// fileNumber is a file's number in the evidence folder: 12, and 12.2 once it was replaced.
func fileNumber(e store.Evidence) string {
	if e.Version < 2 {
		return strconv.FormatInt(e.ID, 10)
	}
	return fmt.Sprintf("%d.%d", e.ID, e.Version)
}

// foldersOf is one folder for each task of an update.
func foldersOf(v *store.View, u store.Update) ([]string, error) {
	if len(u.Records) == 0 {
		return []string{vault.Path(u.Department.Name, mustLine("evidence.notask"), store.Month(day.Of(u.SentAt)).Key)}, nil
	}
	var out []string
	for _, r := range u.Records {
		task := mustLine("evidence.notask")
		if r.TaskID != 0 {
			t, err := v.TaskInForce(r.TaskID)
			if err != nil {
				return nil, err
			}
			task = fmt.Sprintf("%d-%s", t.ID, t.What)
		}
		period := r.Period
		if period == "" {
			period = store.Month(day.Of(u.SentAt)).Key
		}
		if f := vault.Path(r.Department.Name, task, period); !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out, nil
}

// proof counts evidence for people.
type proof struct {
	Kept     int
	Replaced int            // of those kept
	Refused  map[string]int // by reason
}

func proofOf(list []store.Evidence) proof {
	p := proof{Refused: map[string]int{}}
	for _, e := range list {
		if e.Refused == "" {
			p.Kept++
			if e.Version > 1 {
				p.Replaced++
			}
		} else {
			p.Refused[e.Refused]++
		}
	}
	return p
}
