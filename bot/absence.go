package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// 请假 and 免报: a department asks to owe nothing for some days; a coordinator decides.

var (
	absenceWords = pattern.MustCompile(`(?:申请)?(?:免报|停报|免[于予]报送|暂停报送|暂不报送|请假|休假)(?:申请)?`)
	forReports   = pattern.MustCompile(`免报|停报|报送`)
	ownUnit      = pattern.MustCompile(`^(?:我们?|本|全)(?:单位|局|委|办|镇|街道|中心|公司|室|部|院)$|^(?:我们|单位)$`)
	personal     = pattern.MustCompile(`^(?:我|本人|\p{Han}{2,3})$`)
	ofPeople     = pattern.MustCompile(`(?:\d|[一二两三四五六七八九十])(?:人|名|位)`)
	leavesEnd    = pattern.MustCompile(`^(.{0,14}?)(?:已|已经)?(?:销假|取消请假|恢复报送|取消免报)(?:了)?$`)
)

// absence is a department's words about its own leave.
type absence struct {
	Unit     string // as named; "" for one's own
	Personal bool   // it speaks of a person: the department still owes its report
	Back     bool   // 销假
	Fault    string // leave: no end; past
	From, To day.Date
}

// readAbsence reads words such as 本周无人值守，申请免报; false when they are about something else.
func readAbsence(text string, today day.Date, cal *day.Calendar) (absence, bool) {
	s := bare(strings.ReplaceAll(width.Fold.String(text), " ", ""))
	if len([]rune(s)) > maxOrder || asks(text) || strings.Contains(s, "\n") {
		return absence{}, false
	}
	if m := leavesEnd.FindStringSubmatch(s); m != nil && !forDigits.MatchString(m[1]) {
		return absence{Unit: unitNamed(m[1]), Back: true}, true
	}
	at := absenceWords.FindStringIndex(s)
	if at == nil || ofPeople.MatchString(s) {
		return absence{}, false
	}
	d := daysNamed(s, today, cal)
	a := absence{From: d.from, To: d.to}
	subject := s[:min(at[0], d.pos)]
	if i := strings.IndexAny(subject, ",;。:因由"); i >= 0 {
		subject = subject[:i]
	}
	subject = strings.TrimSuffix(strings.TrimRight(subject, "从自于拟要将"), "申请")
	a.Unit = unitNamed(subject)
	switch {
	case a.Unit == "" || unitEnding.MatchString(a.Unit):
	case forReports.MatchString(s[at[0]:at[1]]):
		a.Unit = "" // 无人值守，申请免报: what stands before is the reason
	case personal.MatchString(a.Unit):
		a.Personal = true
	default:
		return a, false
	}
	switch {
	case a.To.IsZero():
		a.Fault = "leave"
	case a.To.Before(today) || a.To.Before(a.From):
		a.Fault = "past"
	}
	return a, true
}

var forDigits = pattern.MustCompile(`\d`)

func unitNamed(subject string) string {
	if ownUnit.MatchString(subject) {
		return ""
	}
	return subject
}

// asksAbsence matches a reporter's request for leave of the department.
func (b *Bot) asksAbsence(m Message, s standing) bool {
	if !s.reports() || m.Command != "" || m.What != said && m.What != edited || m.Forwarded {
		return false
	}
	a, ok := readAbsence(m.Text, b.dayOf(m), b.lib.Calendar())
	if !ok || a.Unit == "" || a.Personal {
		return ok
	}
	_, known := b.unit(context.Background(), a.Unit)
	return known
}

type absenceData struct {
	Leave store.Leave
	By    string
}

func absenceKey(id int64) string { return fmt.Sprintf("leave/%d", id) }

// askAbsence puts a department's leave to the coordinators, or ends it.
func (b *Bot) askAbsence(ctx context.Context, m Message, s standing) (work, error) {
	a, _ := readAbsence(m.Text, b.dayOf(m), b.lib.Calendar())
	if a.Unit != "" && !a.Personal {
		if unit, ok := b.unit(ctx, a.Unit); ok && unit.Name != s.department.Name {
			return b.words(m, "absence.otherunit", s.department.Name), nil
		}
	}
	switch {
	case a.Back:
		return b.endAbsence(m, s), nil
	case a.Personal:
		return b.words(m, "absence.person", s.department.Name), nil
	case a.Fault != "":
		return b.words(m, "absence."+a.Fault, s.department.Name), nil
	}
	l := store.Leave{
		Department: s.department, From: a.From, To: a.To, Member: m.From.ID, ChatID: m.Chat.ID, MessageID: m.ID, Reason: mask.Stored(bare(m.Text)),
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		var err error
		if l.ID, err = tx.AskLeave(l); errors.Is(err, store.ErrConflict) {
			return b.say(tx, m, note{words: "absence.pending", data: l.Department.Name})
		} else if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "leave_asked", fmt.Sprintf("leave/%d", l.ID), map[string]day.Date{"from": l.From, "to": l.To}); err != nil {
			return err
		}
		return b.putToCoordinators(tx, m, request{
			key: absenceKey(l.ID), words: "absence.request", asked: "absence.asked", data: absenceData{Leave: l},
			buttons: []button{
				{Text: mustLine("button.agree"), Data: fmt.Sprintf("away:%d", l.ID)},
				{Text: mustLine("button.return"), Data: fmt.Sprintf("stay:%d", l.ID)},
			},
		})
	}, nil
}

// endAbsence is 销假 in a department's own words: it owes reports again.
func (b *Bot) endAbsence(m Message, s standing) work {
	return func(tx *store.Tx) error {
		l := store.Leave{Department: s.department}
		had, err := tx.EndLeave(s.department.ID, b.dayOf(m))
		if err != nil {
			return err
		}
		if !had {
			return b.say(tx, m, note{words: "leave.none", data: l})
		}
		return errors.Join(tx.Log(m.From.ID, "leave_ended", fmt.Sprintf("department/%d", s.department.ID), nil), b.say(tx, m, note{words: "leave.ended", data: l}))
	}
}

// decideAbsence is the coordinator's 同意 or 退回.
func (b *Bot) decideAbsence(m Message, s standing, arg string, grant bool) (work, error) {
	return b.decide(m, s, arg, func(tx *store.Tx, id int64) error {
		l, err := tx.DecideLeave(id, m.From.ID, grant)
		if err != nil {
			return err
		}
		verb, words := "leave_returned", "absence.returned"
		if grant {
			verb, words = "leave", "absence.granted"
		}
		if err := tx.Log(m.From.ID, verb, fmt.Sprintf("department/%d", l.Department.ID), map[string]day.Date{"from": l.From, "to": l.To}); err != nil {
			return err
		}
		return b.tellDecision(tx, m, note{words: words, data: absenceData{l, m.From.Name}}, absenceKey(id), l.ChatID)
	})
}

// days are the days that a text names; pos is where it begins to name them.
type days struct {
	from, to day.Date // from is today where the text names only an end
	pos      int
}

var (
	weekdays  = pattern.MustCompile(`((?:本|这|下)?个?(?:周|星期|礼拜)[一二三四五六日天])[至到~—-]{1,2}(?:(?:本|这|下)?个?(?:周|星期|礼拜))?([一二三四五六日天])`)
	dayCounts = pattern.MustCompile(`(?:请假|休假|免报|停报|起|共|连续|为期)(\d{1,2}|[一二两三四五六七八九十]{1,3})个?(工作日|天|日|周)|(\d{1,2}|[一二两三四五六七八九十]{1,3})个?(工作日|天|日|周)$`)
)

// daysNamed finds the days of a leave: 下周, 8月15日至8月20日, 到8月20日, 三天, 下周一至周三.
func daysNamed(s string, today day.Date, cal *day.Calendar) days {
	d := days{from: today, pos: len(s)}
	if m := weekdays.FindStringSubmatchIndex(s); m != nil {
		if first := when.Find(s[m[2]:m[3]], today, cal); len(first) > 0 && !first[0].End.IsZero() {
			d.from, d.pos = first[0].End, m[0]
			last := strings.Index("一二三四五六日", strings.Replace(s[m[4]:m[5]], "天", "日", 1)) / len("一")
			d.to = d.from.Monday().Add(last)
			return d
		}
	}
	for i, e := range when.Find(s, today, cal) {
		if e.Start.IsZero() && e.End.IsZero() || e.Kind == when.Duration {
			continue
		}
		d.pos = min(d.pos, e.Pos)
		if i == 0 && !e.Start.IsZero() { // 从8月15日起请假到8月20日 names them apart
			d.from = e.Start
		}
		if !e.End.IsZero() {
			d.to = e.End
		}
	}
	if m := dayCounts.FindStringSubmatch(s); m != nil && (d.to.IsZero() || d.to == d.from) {
		n, unit := m[1]+m[3], m[2]+m[4]
		d.to = d.from.Add(daysOf(n, unit) - 1)
		if unit == "工作日" {
			d.to = cal.AddWorkdays(d.from, daysOf(n, unit)-1)
		}
	}
	return d
}
