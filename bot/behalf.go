package bot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/progress"
	"liangshan/store"
)

// 代报: a coordinator enters what a department said by telephone. It is recorded
// for the department, marked, and confirmed by the coordinator's press.

var (
	speakingFor = pattern.MustCompile(`(?s)^(?:请)?(?:代|替|帮)\s*(\p{Han}[\p{Han}“”、]{1,60}?)(?:同志)?\s*(?:填报|补报|上报|报送|汇报|报)(?:一下|进展)?\s*[：:，,]?\s*(.+)$`)
	betweenThem = pattern.MustCompile(`[、和与及]`)
)

// behalf is the department that words are entered for, and the words. Of several
// departments it is the first, and the words are all of the message: who said what
// stands in them.
func (b *Bot) behalf(ctx context.Context, text string) (name, rest string, ok bool) {
	m := speakingFor.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return "", "", false
	}
	if u, ok := b.unit(ctx, m[1]); ok {
		return u.Name, m[2], true
	}
	for _, s := range betweenThem.Split(m[1], -1) {
		u, known := b.unit(ctx, s)
		if !known {
			return "", "", false
		}
		if name == "" {
			name = u.Name
		}
	}
	return name, text, true
}

func (b *Bot) isBehalf(m Message, _ standing) bool {
	if m.What != said && m.What != edited || m.Command != "" && m.Command != "report" || asks(m.Text) {
		return false
	}
	_, _, ok := b.behalf(context.Background(), m.Text)
	return ok
}

// isBehalfOfNobody matches 代报 for a unit that the roster does not have.
func isBehalfOfNobody(m Message, _ standing) bool {
	if m.What != said || m.Command != "" || asks(m.Text) {
		return false
	}
	w := speakingFor.FindStringSubmatch(strings.TrimSpace(m.Text))
	return w != nil && unitEnding.MatchString(w[1])
}

func (b *Bot) behalfOfNobody(_ context.Context, m Message, _ standing) (work, error) {
	return b.words(m, "behalf.unknown", speakingFor.FindStringSubmatch(strings.TrimSpace(m.Text))[1]), nil
}

// onBehalf records for the department that a coordinator names.
func (b *Bot) onBehalf(ctx context.Context, m Message, s standing) (work, error) {
	name, rest, _ := b.behalf(ctx, m.Text)
	if err := b.becomes(ctx, &s, name); err != nil {
		return nil, err
	}
	if strings.Contains(strings.TrimSuffix(m.Text, rest), "补报") {
		s.madeUp = true
	}
	corrects, err := b.pointedAt(ctx, m)
	if err != nil {
		return nil, err
	}
	words := m
	words.Text = rest
	d, err := b.read(ctx, words, s, corrects)
	if err != nil {
		return nil, err
	}
	switch {
	case slices.Contains(d.Reading.Flags, progress.FlagNeedsDepartment):
		return b.words(m, "report.whose", nil), nil
	case !d.Reading.ShouldRecord:
		return b.words(m, "report.nothing", nil), nil
	}
	return b.record(ctx, m, s, d)
}

// becomes lets a coordinator speak for a department, for one message.
func (b *Bot) becomes(ctx context.Context, s *standing, name string) error {
	s.behalf = true
	return b.db.Read(ctx, func(v *store.View) (err error) {
		s.department, err = v.Department(name)
		return err
	})
}

// standsFor settles for whom a message that points at a report speaks: its own
// department, or for a coordinator the report's. Another department's report is
// nobody else's to change.
func (b *Bot) standsFor(ctx context.Context, s standing, target int64) (_ standing, foreign string, err error) {
	if target == 0 {
		return s, "", nil
	}
	var u store.Update
	if err := b.db.Read(ctx, func(v *store.View) (err error) { u, err = v.Update(target); return err }); err != nil {
		return s, "", err
	}
	switch {
	case u.Department.ID == s.department.ID:
		return s, "", nil
	case s.role >= coordinator:
		return s, "", b.becomes(ctx, &s, u.Department.Name)
	}
	return s, u.Department.Name, nil
}

// mark adds to a draft what its words alone do not tell.
func mark(u *store.Update, s standing) {
	add := func(flag string, when bool) {
		if when && !slices.Contains(u.Flags, flag) {
			u.Flags = append(u.Flags, flag)
		}
	}
	add(progress.FlagOnBehalf, s.behalf)
	add(store.FlagMadeUp, s.madeUp)
	add(store.FlagStandIn, s.standIn)
}

// speaksForOthers lists the departments that a record is entered for and that are
// not its sender's: they or a coordinator confirm it.
func speaksForOthers(u store.Update) (out []store.Department) {
	for _, r := range u.Records {
		if r.Department.ID != u.Department.ID {
			out = append(out, r.Department)
		}
	}
	return out
}

// judge is what a person may do with a card.
type judge struct {
	member      int64
	coordinator bool
	department  store.Department
	reviewer    bool // of the update's department
}

func (b *Bot) judgeOf(v *store.View, m Message, s standing, u store.Update) (judge, error) {
	who, err := v.Reviewer(u.Department.ID)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return judge{m.From.ID, s.role >= coordinator, s.department, who.ID == m.From.ID && who.ID != 0}, err
}

// may reports whether a person may press at all: a liaison of the department, its
// reviewer, a coordinator; to confirm also whom the record speaks for; and a
// stand-in all but confirm what they wrote.
func (j judge) may(u store.Update, verb string) bool {
	if j.coordinator || j.reviewer || j.department.ID != 0 && j.department.ID == u.Department.ID {
		return true
	}
	if verb != "ok" && slices.Contains(u.Flags, store.FlagStandIn) && u.Member.ID == j.member {
		return true
	}
	return verb == "ok" && slices.ContainsFunc(speaksForOthers(u), func(d store.Department) bool { return d.ID == j.department.ID })
}

// mustAsk is the department whose word a confirmation needs beside the presser's; "" for none.
func (j judge) mustAsk(u store.Update) string {
	if j.coordinator {
		return ""
	}
	for _, d := range speaksForOthers(u) {
		if d.ID != j.department.ID {
			return d.Name
		}
	}
	return ""
}
