package duty

import (
	"liangshan/knowledge/outline"
	"liangshan/knowledge/when"
)

// assign gives duties the units and the time of a bracket or a label line.
func (r *reader) assign(list []Duty, ch charge) {
	for i := range list {
		list[i].take(ch)
		if ch.due != nil && (list[i].DueText == "" || limit(list[i].Due) && !ch.due.End.IsZero()) {
			r.setDue(&list[i], ch.dueText, *ch.due)
		} else if ch.due != nil && differentDay(list[i].Due, *ch.due) {
			list[i].doubt("differs", "due", list[i].DueText, ch.dueText)
		}
		if ch.target != "" && list[i].Target == "" {
			list[i].Target = ch.target
		}
	}
}

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
