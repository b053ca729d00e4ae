package duty

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
)

// assign gives duties the units and the time of a bracket or a label line.
func (r *reader) assign(list []Duty, ch charge) {
	for i := range list {
		list[i].take(ch)
		if ch.due != nil && list[i].awaits(ch) {
			r.setDue(&list[i], ch.dueText, *ch.due)
		} else if ch.due != nil && !strings.HasPrefix(list[i].What, list[i].DueText) && differentDay(list[i].Due, *ch.due) {
			list[i].doubt("differs", "due", list[i].DueText, ch.dueText)
		}
		if ch.target != "" && list[i].Target == "" {
			list[i].Target = ch.target
		}
	}
}

// awaits reports whether the time of a charge is the duty's: not that of what is forbidden
// at all times, nor of what must follow each event within hours; 每年6月底前 says more than 每年.
func (d *Duty) awaits(ch charge) bool {
	switch {
	case forbids(d.StrengthWord):
		return false
	case d.DueText == "":
		return true
	case d.Due.Kind == when.Recurrence:
		return ch.due.Kind == when.Recurrence && strings.HasPrefix(ch.dueText, d.DueText)
	}
	return limit(d.Due) && !ch.due.End.IsZero() && (d.Due.Kind != when.Anchored || !each.MatchString(d.What))
}

// each is a limit that runs anew each time: 2小时内推送, 须公示7个工作日.
var each = pattern.MustCompile(`\d+个?(?:小时|分钟)(?:之)?内\p{Han}{2}|(?:前|后|应|须|要|时)(?:须|应|要|应当|必须)?(?:公示|公告|报告|告知|通知)(?:不少于)?\d+个?(?:工作日|天|日)`)

// limit reports whether a time is a length that the work is to bring about, not its day: 压缩至20个工作日以内.
func limit(e when.Expr) bool {
	return (e.Kind == when.Duration || e.Kind == when.Anchored) && e.End.IsZero()
}

func differentDay(a, b when.Expr) bool {
	return !a.End.IsZero() && !b.End.IsZero() && a.End != b.End
}

// take enters the units of a charge: a unit that the sentence itself names stays the lead.
func (d *Duty) take(ch charge) {
	d.Doubts = without(d.Doubts, "unit_maybe")
	if len(d.Lead) == 0 {
		d.Doubts = without(d.Doubts, "actor_not_unit")
		d.setUnits(actor{lead: ch.who.lead, support: append(ch.who.support, d.Support...)}, ch.text)
		return
	}
	d.setMore(actor{support: append(append([]name{}, ch.who.lead...), ch.who.support...)}, ch.text)
}

func without(list []outline.Doubt, code string) []outline.Doubt {
	out := list[:0]
	for _, x := range list {
		if x.Code != code {
			out = append(out, x)
		}
	}
	return out
}
