package duty

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// row reads one row of a task or indicator table.
func (r *reader) row(c outline.Clause) (Duty, bool) {
	cols := columnsOf(c)
	what := cols.text(work)
	origin := FromRow
	if what == "" {
		what, origin = cols.text(indicator), FromIndicator
	}
	if !cols.isRegister() || what == "" || isTotal(what) || isTotal(cols.text(serial)) {
		return Duty{}, false
	}
	if cell, ok := cols.last(work); ok {
		what = strings.TrimSpace(cell.Text)
	}
	d := Duty{What: what, Indicator: cols.text(indicator), Where: cols.text(place), Origin: origin, Seq: c.Seq, Source: c.Text, Restates: -1}
	d.Target = cols.text(target)
	r.rowUnits(&d, cols)
	r.rowDue(&d, cols)
	d.Strength, d.StrengthWord = strengthOf(what + "，" + d.Target)
	return d, true
}

func isTotal(s string) bool {
	switch strings.TrimSpace(s) {
	case "合计", "总计", "小计", "合 计":
		return true
	}
	return false
}

// rowUnits reads the unit columns. A single 责任单位 column names the lead first.
func (r *reader) rowUnits(d *Duty, cols columns) {
	d.Lead = r.roster.Cell(cols.text(lead))
	d.Support = r.roster.Cell(cols.text(support))
	if len(d.Lead) == 0 {
		if list := r.roster.Cell(cols.text(responsible)); len(list) > 0 {
			d.Lead, d.Support = list[:1], append(list[1:], d.Support...)
		}
	}
	if len(d.Lead) == 0 && len(cols[lead])+len(cols[responsible]) > 0 {
		d.doubt("unit_missing")
	}
	for _, m := range append(append([]units.Mention{}, d.Lead...), d.Support...) {
		switch {
		case len(m.Ambiguous) > 1:
			d.doubt("unit_ambiguous", m.Text)
		case !m.Group && !m.Known:
			d.doubt("unit_unknown", m.Text)
		}
	}
}

func (d *Duty) doubt(code string, args ...string) {
	d.Doubts = append(d.Doubts, outline.Doubt{Code: code, Args: args, Seq: d.Seq})
}

// rowDue reads the deadline column, else a time in the words of the work or the target.
func (r *reader) rowDue(d *Duty, cols columns) {
	if text := cols.text(deadline); text != "" {
		d.setDue(text, when.Parse(text, r.doc.Issued, r.cal))
		if d.Due.Kind == when.Unknown {
			d.doubt("due_unknown", text)
		}
		return
	}
	for _, text := range []string{d.Target, d.What} {
		for _, e := range when.Find(text, r.doc.Issued, r.cal) {
			if binds(e) {
				d.setDue(e.Text, e)
				return
			}
		}
	}
}

func (d *Duty) setDue(text string, e when.Expr) {
	d.DueText, d.Due, d.Recurrence = strings.TrimSpace(text), e, e.Recur
	if e.Kind == when.Open || e.Kind == when.Urgent {
		d.Due.Start, d.Due.End = day.Date{}, day.Date{} // no number, no date: it never turns overdue by itself
	}
}

// binds reports whether a time can be a due time, and not merely one that is spoken of.
func binds(e when.Expr) bool {
	switch e.Kind {
	case when.Past, when.AsOf, when.Computed, when.Unknown:
		return false
	}
	return true
}
