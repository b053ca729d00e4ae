package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/store"
	"liangshan/store/day"
)

// The words by which a coordinator orders who reports for whom.
var (
	issuingCode      = pattern.MustCompile(`^(?:请)?(?:生成|发放|发|要|给)?\s*(\p{Han}[\p{Han}“”]{1,20}?)(?:的)?(?:一个)?(?:绑定码|登记码)$`)
	unbinding        = pattern.MustCompile(`^解绑\s*[:：]?\s*@?(\S.{0,30})$|^(?:取消|解除)\s*(.{1,30}?)的?(?:绑定|填报人?资格)$`)
	handingOver      = pattern.MustCompile(`^(?:交接|移交)\s*[:：]?\s*@?(.{1,30}?)\s*(?:→|➡️?|-+>|=+>|移交给|交接给|交给|转给|给)\s*@?(.{1,30})$`)
	namingReviewer   = pattern.MustCompile(`^(\p{Han}[\p{Han}“”]{1,20}?)的?审核人\s*(?:[:：]|设?为|改为|是)\s*@?(\S.{0,30})$`)
	droppingReviewer = pattern.MustCompile(`^(?:取消|撤销)(\p{Han}[\p{Han}“”]{1,20}?)的?审核人$`)
	withNumber       = pattern.MustCompile(`^(.*?)[（(]?\s*(\d{3,16})\s*[)）]?$`)
	oneTimeCode      = pattern.MustCompile(`^[2-9A-HJ-NP-Za-hj-np-z]{8}$`)
)

func isPeopleOrder(m Message, _ standing) bool {
	t := bare(m.Text)
	if m.Command != "" || m.What != said || asksThis.MatchString(t) {
		return false
	}
	for _, re := range []*pattern.Pattern{issuingCode, unbinding, handingOver, namingReviewer, droppingReviewer} {
		if re.MatchString(t) {
			return true
		}
	}
	return false
}

func (b *Bot) peopleOrder(ctx context.Context, m Message, _ standing) (work, error) {
	t := bare(m.Text)
	if w := issuingCode.FindStringSubmatch(t); w != nil {
		return b.issueCode(ctx, m, w[1])
	}
	if w := handingOver.FindStringSubmatch(t); w != nil {
		return b.handOver(m, w[1], w[2]), nil
	}
	if w := droppingReviewer.FindStringSubmatch(t); w != nil {
		return b.setReviewer(ctx, m, w[1], "")
	}
	if w := namingReviewer.FindStringSubmatch(t); w != nil {
		return b.setReviewer(ctx, m, w[1], w[2])
	}
	w := unbinding.FindStringSubmatch(t)
	return b.unbind(m, w[1]+w[2]), nil
}

// codeLife is how long a one-time code may be used.
const codeLife = 7 * 24 * time.Hour

// codeLetters leave out what is mistaken for another: 0 O 1 I.
const codeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

func newCode() (string, error) {
	raw := make([]byte, 8)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("bot: code: %w", err)
	}
	for i, c := range raw {
		raw[i] = codeLetters[int(c)%len(codeLetters)]
	}
	return string(raw), nil
}

type codeWords struct {
	Code, Department string
	Expires          time.Time
}

// issueCode makes a one-time code. In a group it goes to the coordinator alone.
func (b *Bot) issueCode(ctx context.Context, m Message, name string) (work, error) {
	unit, ok := b.unit(ctx, name)
	if !ok {
		return b.words(m, "bind.unknown", unknownUnit{name, true}), nil
	}
	code, err := newCode()
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		dep, err := tx.Department(unit.Name)
		if err != nil {
			return err
		}
		c := codeWords{code, dep.Name, tx.Now().Add(codeLife)}
		if err := tx.IssueCode(code, dep.ID, m.From.ID, c.Expires); err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "code", fmt.Sprintf("department/%d", dep.ID), map[string]string{"department": dep.Name}); err != nil {
			return err
		}
		if m.Chat.Kind == "private" {
			return b.say(tx, m, note{words: "code", data: c})
		}
		return errors.Join(b.say(tx, m, note{words: "code.sent", data: dep.Name}), b.say(tx, m, note{words: "code", data: c, to: m.From.ID}))
	}, nil
}

// isCode matches words that are nothing but a code that was issued.
func (b *Bot) isCode(m Message, _ standing) bool {
	t := strings.ToUpper(bare(m.Text))
	if m.Command != "" || m.What != said || m.From.ID == 0 || !oneTimeCode.MatchString(t) {
		return false
	}
	var known bool
	err := b.db.Read(context.Background(), func(v *store.View) (err error) {
		known, err = v.HasCode(t)
		return err
	})
	if err != nil {
		b.log.Error("a code could not be looked up", "event", m.Event, "err", err)
	}
	return known
}

// useCode binds whoever says a one-time code, at once.
func (b *Bot) useCode(ctx context.Context, m Message, _ standing) (work, error) {
	code := strings.ToUpper(bare(m.Text))
	var dep store.Department
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		dep, err = v.CodeOf(code)
		return err
	})
	if err != nil {
		return nil, err
	}
	earlier, err := b.takeUp(ctx, m.From.ID, dep)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		who := m.From
		who.Known = true
		if err := tx.SeeMember(who); err != nil {
			return err
		}
		dep, err := tx.UseCode(code, m.From.ID)
		if errors.Is(err, store.ErrState) {
			return b.refuses(m, "code.spent", nil)(tx)
		}
		if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "bind", fmt.Sprintf("member/%d", m.From.ID), map[string]string{"department": dep.Name, "by": "code"}); err != nil {
			return err
		}
		if err := errors.Join(b.showMenu(tx, m, m.From.ID), b.say(tx, m, note{words: "bind.granted", data: bindingWords{Person: m.From.Name, Department: dep.Name}})); err != nil {
			return err
		}
		return earlier(tx)
	}, nil
}

// person finds whom a name means; a sentence says why not. Bound keeps those who report.
func person(v *store.View, name string, bound bool) (store.Member, *note, error) {
	name = strings.TrimSpace(name)
	if w := withNumber.FindStringSubmatch(name); w != nil {
		id, err := strconv.ParseInt(w[2], 10, 64)
		if err == nil {
			m, err := v.Member(id)
			if errors.Is(err, store.ErrNotFound) {
				return m, &note{words: "person.unmet", data: name}, nil
			}
			return m, nil, err
		}
	}
	list, err := v.MembersNamed(name)
	if err != nil {
		return store.Member{}, nil, err
	}
	var fit []store.Member
	for _, m := range list {
		if _, err := v.ReportsFor(m.ID); bound && errors.Is(err, store.ErrNotFound) {
			continue
		} else if bound && err != nil {
			return m, nil, err
		}
		fit = append(fit, m)
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil, nil
	case len(fit) > 1:
		return store.Member{}, &note{words: "person.several", data: fit}, nil
	case len(list) > 0:
		return store.Member{}, &note{words: "person.unbound", data: name}, nil
	}
	return store.Member{}, &note{words: "person.unmet", data: name}, nil
}

func (b *Bot) unbind(m Message, name string) work {
	return func(tx *store.Tx) error {
		who, sorry, err := person(&tx.View, name, true)
		if err != nil {
			return err
		}
		if sorry != nil {
			return b.say(tx, m, *sorry)
		}
		dep, err := tx.EndBinding(who.ID, m.From.ID)
		if errors.Is(err, store.ErrNotFound) {
			return b.say(tx, m, note{words: "person.unbound", data: who.Name})
		}
		if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "unbind", fmt.Sprintf("member/%d", who.ID), map[string]string{"department": dep.Name}); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "bind.ended", data: bindingWords{Person: who.Name, Department: dep.Name, By: m.From.Name}})
	}
}

// setReviewer makes a person the department's 审核人, or takes the review away.
func (b *Bot) setReviewer(ctx context.Context, m Message, unitName, name string) (work, error) {
	unit, ok := b.unit(ctx, unitName)
	if !ok {
		return b.words(m, "bind.unknown", unknownUnit{unitName, true}), nil
	}
	return func(tx *store.Tx) error {
		dep, err := tx.Department(unit.Name)
		if err != nil {
			return err
		}
		var who store.Member
		if name != "" {
			var sorry *note
			if who, sorry, err = person(&tx.View, name, false); err != nil {
				return err
			}
			if sorry != nil {
				return b.say(tx, m, *sorry)
			}
			who.Known = true
			if err := tx.SeeMember(who); err != nil {
				return err
			}
		}
		was, err := tx.Reviewer(dep.ID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err := tx.SetReviewer(dep.ID, who.ID); err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "reviewer", fmt.Sprintf("department/%d", dep.ID), map[string]int64{"old": was.ID, "new": who.ID}); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "reviewer.set", data: bindingWords{Person: who.Name, Department: dep.Name}})
	}, nil
}

// handOver ends one person's reporting and begins another's, with what is at hand.
func (b *Bot) handOver(m Message, from, to string) work {
	return func(tx *store.Tx) error {
		old, sorry, err := person(&tx.View, from, true)
		if err != nil {
			return err
		}
		var next store.Member
		if sorry == nil {
			if next, sorry, err = person(&tx.View, to, false); err != nil {
				return err
			}
		}
		if sorry != nil {
			return b.say(tx, m, *sorry)
		}
		dep, err := tx.EndBinding(old.ID, m.From.ID)
		if errors.Is(err, store.ErrNotFound) {
			return b.say(tx, m, note{words: "person.unbound", data: old.Name})
		}
		if err != nil {
			return err
		}
		next.Known = true
		if err := errors.Join(tx.SeeMember(next), tx.GrantBinding(next.ID, dep.ID, m.From.ID), b.showMenu(tx, m, next.ID)); err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "handover", fmt.Sprintf("member/%d", old.ID), map[string]any{"department": dep.Name, "to": next.ID}); err != nil {
			return err
		}
		data := handoverWords{From: old.Name, To: next.Name, Department: dep.Name}
		return errors.Join(b.say(tx, m, note{words: "handover.done", data: data}), b.sayPacket(tx, m, dep, next.ID))
	}
}

type handoverWords struct{ From, To, Department string }

// packet is what whoever takes over has to know.
type packet struct {
	Department string
	Tasks      words.TaskList
	Problems   []problemItem
	Reports    []card
}

// packetReports is how many of a department's last reports are handed over.
const packetReports = 5

// sayPacket sends a department's tasks, open problems and last reports to a person.
func (b *Bot) sayPacket(tx *store.Tx, m Message, dep store.Department, to int64) error {
	p, err := packetOf(&tx.View, dep, day.Of(tx.Now()))
	if err != nil {
		return err
	}
	return errors.Join(
		b.say(tx, m, note{words: "handover.packet", data: p, to: to}),
		b.say(tx, m, note{words: "tasks", data: p.Tasks, to: to}),
	)
}

func packetOf(v *store.View, dep store.Department, today day.Date) (packet, error) {
	p := packet{Department: dep.Name, Tasks: words.TaskList{Unit: dep.Name, Today: today}}
	all, err := v.Tasks(store.TaskFilter{Unit: dep.Name})
	if err != nil {
		return p, err
	}
	for _, t := range all {
		if !t.Closed {
			p.Tasks.Tasks = append(p.Tasks.Tasks, t)
		}
	}
	open, err := v.OpenProblems(dep.ID)
	if err != nil {
		return p, err
	}
	for _, x := range open {
		item, err := problemLine(v, x)
		if err != nil {
			return p, err
		}
		p.Problems = append(p.Problems, item)
	}
	recent, err := v.RecentUpdates(dep.ID, packetReports)
	if err != nil {
		return p, err
	}
	for _, u := range recent {
		c, err := cardFor(v, u)
		if err != nil {
			return p, err
		}
		p.Reports = append(p.Reports, c)
	}
	return p, p.Tasks.Cite(v)
}

// packetAgain gives a reporter what a handover would.
func (b *Bot) packetAgain(_ context.Context, m Message, s standing) (work, error) {
	return func(tx *store.Tx) error { return b.sayPacket(tx, m, s.department, m.From.ID) }, nil
}
