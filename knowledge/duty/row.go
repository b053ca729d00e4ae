package duty

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
)

// register reads the rows of a table behind those already read.
func (r *reader) register(t *table, out []Duty) []Duty {
	first := len(out)
	for _, c := range t.rows {
		if c.DuplicateOf >= 0 && has(out[:first], c.DuplicateOf) {
			continue
		}
		if len(out) > first && t.continues(c) {
			r.addUnits(&out[len(out)-1], t, c)
			continue
		}
		if !t.isData(c) {
			out = append(out, r.remark(c)...)
			continue
		}
		out = append(out, r.row(t, c)...)
	}
	return out
}

func has(list []Duty, seq int) bool {
	for i := range list {
		if list[i].Seq == seq {
			return true
		}
	}
	return false
}

var (
	totalWord = pattern.MustCompile(`^(?:合\s*计|总\s*计|小\s*计|共\s*计|平均|汇总)$`)
	noteRow   = pattern.MustCompile(`^(?:注|备注|说明|填表说明|填报人|审核人|制表)[：:]`)
)

// isData tells rows that hold a duty from headers, totals and remarks.
func (t *table) isData(c *outline.Clause) bool {
	seen := map[string]bool{}
	letters := false
	for _, x := range c.Cells {
		v := strings.TrimSpace(x.Text)
		if totalWord.MatchString(v) || noteRow.MatchString(v) {
			return false
		}
		if v != "" {
			seen[v] = true
		}
		letters = letters || strings.ContainsFunc(v, unicode.IsLetter)
	}
	return len(seen) > 0 && letters && (len(seen) > 1 || len(c.Cells) < 3)
}

// remark reads the duties of a note in a table: 备注：各牵头单位每季度末月20日前报送进展。
func (r *reader) remark(c *outline.Clause) []Duty {
	for _, x := range c.Cells {
		text := strings.TrimSpace(x.Text)
		m := noteRow.FindString(text)
		if m == "" || strings.Contains(m, "人") || strings.Contains(m, "制表") {
			continue
		}
		note := outline.Clause{Seq: c.Seq, Kind: outline.Body, Path: c.Path, Text: strings.TrimSpace(text[len(m):]), DuplicateOf: -1}
		return r.prose(&note, false, nil).list
	}
	return nil
}

// continues reports a row that only adds units to the one above it.
func (t *table) continues(c *outline.Clause) bool {
	more := false
	for j, m := range t.means {
		v := cell(c, j)
		switch m {
		case lead, support, responsible:
			more = more || v != "" && !c.Cells[j].Merged
		default:
			if m != person && m != contact && v != "" && j < len(c.Cells) && !c.Cells[j].Merged {
				return false
			}
		}
	}
	return more
}

func (r *reader) addUnits(d *Duty, t *table, c *outline.Clause) {
	a := r.rowUnits(t, c)
	if len(d.Lead) == 0 {
		d.setUnits(a, c.Text)
		return
	}
	if t.has[lead] {
		for _, m := range d.named(a.lead, c.Text) {
			if !contains(d.Lead, m) {
				d.Lead = append(d.Lead, m)
			}
		}
		a.lead = nil
	}
	d.setMore(actor{support: append(a.lead, a.support...)}, c.Text)
}

// row reads one row; one with a target for each of several years is several duties.
func (r *reader) row(t *table, c *outline.Clause) []Duty {
	d := Duty{Origin: FromRow, Seq: c.Seq, Source: c.Text, Restates: -1, Where: t.text(c, place)}
	t.what(&d, c)
	if d.What == "" || totalWord.MatchString(d.What) {
		return nil
	}
	a := r.rowUnits(t, c)
	d.setUnits(a, t.unitText(c))
	if len(d.Lead) == 0 && (t.has[lead] || t.has[responsible]) {
		r.doubtUnit(&d, t, c)
	}
	t.remember(c)
	var out []Duty
	ofPlace := strings.TrimSpace(d.Where + " " + t.text(c, target))
	for _, goal := range r.dueGoals(t, c) {
		x := d
		if goal.year != "" && d.What == ofPlace {
			x.What = strings.TrimSpace(d.Where + " " + goal.text) // of this year alone
		}
		x.Doubts = append([]outline.Doubt(nil), d.Doubts...)
		x.Target = goal.text
		if x.Target == "" && !t.has[target] {
			r.measureFrom(&x, x.What)
			if x.Target == "" {
				r.measureFrom(&x, t.asideText(c))
			}
		}
		r.rowDue(&x, t, c, goal.year)
		x.Strength, x.StrengthWord = strengthOf(x.What + "，" + x.Target + "，" + x.DueText)
		out = append(out, x)
	}
	return out
}

// measureFrom takes the target out of words.
func (r *reader) measureFrom(d *Duty, text string) {
	s := r.scan(text)
	p := s.part(shrink(text, 0, len(text)))
	s.setMeasure(d, &p)
}

// asideText is what a column of requirements says beside the work.
func (t *table) asideText(c *outline.Clause) string {
	for j, m := range t.means {
		if m == work && aside.MatchString(t.headers[j]) {
			return cell(c, j)
		}
	}
	return ""
}

// what finds the words of a row's duty.
func (t *table) what(d *Duty, c *outline.Clause) {
	d.Indicator = t.innermost(c, indicator)
	w := t.workText(c)
	switch p := t.innermost(c, project); {
	case d.Indicator != "" && (t.has[target] || w == ""):
		d.What, d.Origin = d.Indicator, FromIndicator
	case p != "":
		d.What = p
	case w != "":
		d.What = w
	case t.has[place] && t.has[target] && d.Where != "":
		d.What, d.Origin = strings.TrimSpace(d.Where+" "+t.text(c, target)), FromIndicator
	default:
		d.What = t.text(c, target)
	}
}

func (t *table) innermost(c *outline.Clause, m column) string {
	if j := t.last(c, m); j >= 0 {
		return cell(c, j)
	}
	return ""
}

// workText is the innermost of the work columns: a measure before the problem it answers.
func (t *table) workText(c *outline.Clause) string {
	best := -1
	for j, m := range t.means {
		if m != work || cell(c, j) == "" {
			continue
		}
		if best < 0 || inner.MatchString(t.headers[j]) || !inner.MatchString(t.headers[best]) && !aside.MatchString(t.headers[j]) {
			best = j
		}
	}
	if best < 0 {
		return ""
	}
	return cell(c, best)
}

// aside are work columns that only say more about the work.
var aside = pattern.MustCompile(`要求|问题|政策|备注`)

// goal is a target of a row, with the year that its header names.
type rowGoal struct{ text, year string }

func (t *table) goals(c *outline.Clause) []rowGoal {
	var dated, plain []rowGoal
	unit := t.text(c, measure)
	for j, m := range t.means {
		v := cell(c, j)
		if m != target || strings.Trim(v, "-—－–/／\\ ") == "" {
			continue
		}
		if y := yearOf(t.headers[j]); y != "" {
			dated = append(dated, rowGoal{withUnit(v, unit), y})
		} else if len(plain) == 0 || plain[0].text != v {
			plain = append(plain, rowGoal{withUnit(v, unit), ""})
		}
	}
	switch {
	case len(dated) > 0:
		return dated
	case len(plain) == 0:
		return []rowGoal{{}}
	}
	text := plain[0].text
	for _, g := range plain[1:] {
		text += " " + g.text
	}
	return []rowGoal{{text, ""}}
}

// dueGoals are the goals that a row is one duty each for. Where it is due by a day of its
// own, of the years in its columns that one's goal is the duty: the others are due later.
func (r *reader) dueGoals(t *table, c *outline.Clause) []rowGoal {
	goals := t.goals(c)
	due := when.Parse(t.text(c, deadline), r.doc.Issued, r.cal)
	if due.End.IsZero() {
		return goals
	}
	for _, g := range goals {
		if y := when.Parse(g.year, r.doc.Issued, r.cal); g.year != "" && y.End.Year == due.End.Year {
			return []rowGoal{g}
		}
	}
	return goals
}

// withUnit puts the unit of measure behind a bare figure.
func withUnit(v, unit string) string {
	last, _ := utf8.DecodeLastRuneInString(v)
	if !unicode.IsDigit(last) || unit == "" || strings.ContainsAny(unit, "-—–－/／无") && utf8.RuneCountInString(unit) < 3 {
		return v
	}
	return v + unit
}

// rowUnits reads the unit columns. A single 责任单位 column names the lead first.
func (r *reader) rowUnits(t *table, c *outline.Clause) actor {
	var a actor
	for j, m := range t.means {
		v := cell(c, j)
		if v == "" || m != lead && m != support && m != responsible {
			continue
		}
		x := r.unitCell(v, m)
		if m == responsible && len(a.lead) > 0 {
			x.support, x.lead = append(x.lead, x.support...), nil
		}
		a.lead, a.support = append(a.lead, x.lead...), append(a.support, x.support...)
	}
	if len(a.lead) == 0 && len(a.support) > 0 && !t.has[lead] && !t.has[responsible] {
		return actor{support: a.support}
	}
	return a
}

// unitCell reads one unit cell, which may hold labels or words of sharing of its own.
func (r *reader) unitCell(v string, m column) actor {
	switch {
	case labelled.MatchString(v):
		return r.labels(v).who
	case m == responsible && (strings.Contains(v, "牵头") || strings.Contains(v, "配合")):
		a, _ := r.sharing(v)
		return a
	case m == responsible:
		return firstLeads(r.roster.Cell(v))
	case m == support:
		return actor{support: r.roster.Cell(v)}
	}
	return actor{lead: r.roster.Cell(v)}
}

func (t *table) unitText(c *outline.Clause) string {
	return strings.TrimSpace(t.text(c, lead) + " " + t.text(c, responsible) + " " + t.text(c, support))
}

// doubtUnit asks for the unit of a row that has none: perhaps the merged cell above it was lost.
func (r *reader) doubtUnit(d *Duty, t *table, c *outline.Clause) {
	for _, m := range []column{lead, responsible} {
		if t.text(c, m) == "" && t.before[m] != "" {
			d.doubt("unit_maybe", t.before[m])
			return
		}
	}
	if len(d.Doubts) == 0 || d.Doubts[0].Code != "open_list" {
		d.doubt("unit_missing")
	}
}

func (t *table) remember(c *outline.Clause) {
	for _, m := range []column{lead, responsible} {
		if v := t.text(c, m); v != "" {
			t.before[m] = v
		}
	}
}

// rowDue reads the deadline column, else a time in the target or the work, else the year in the target's header.
func (r *reader) rowDue(d *Duty, t *table, c *outline.Clause, year string) {
	if text := t.text(c, deadline); text != "" {
		r.dueCell(d, text)
		return
	}
	for _, text := range []string{d.Target, d.What} {
		s := r.scan(text)
		for _, e := range s.times {
			if year != "" && !strings.ContainsAny(e.Text, "0123456789") {
				continue // 全年接待游客, in a column of 2026
			}
			if binds(e) && e.Kind != when.Urgent && (e.Kind != when.Open || e.Text == text) && !s.gone(e) {
				r.setDue(d, e.Text, e)
				return
			}
		}
	}
	if year != "" {
		if e := when.Parse(year, r.doc.Issued, r.cal); e.Kind != when.Unknown {
			r.setDue(d, year, e)
		}
	}
}

// dueCell reads a deadline cell; of several dates the last one finishes the work.
func (r *reader) dueCell(d *Duty, text string) {
	best, n := when.Expr{}, 0
	for _, e := range when.Find(text, r.doc.Issued, r.cal) {
		if !e.End.IsZero() && (e.Kind == when.OnDate || e.Kind == when.Range || e.Kind == when.Deadline) {
			if n++; best.End.IsZero() || best.End.Before(e.End) {
				best = e
			}
		}
	}
	if n > 1 {
		r.setDue(d, text, best)
		d.doubt("due_several", text)
		return
	}
	if e, stage, ok := r.stage(text); ok {
		if d.Target == "" {
			d.Target = stage
		}
		r.setDue(d, e.Text, e)
		return
	}
	spoken := text
	if yearSpan.MatchString(strings.TrimSpace(text)) {
		spoken += "年"
	}
	r.setDue(d, text, when.Parse(spoken, r.doc.Issued, r.cal))
}

// stage reads a cell that says what is to be done by its day: 3月底 完成施工图设计.
func (r *reader) stage(text string) (e when.Expr, words string, ok bool) {
	all := when.Find(text, r.doc.Issued, r.cal)
	if len(all) != 1 || all[0].End.IsZero() {
		return e, "", false
	}
	e = all[0]
	words = strings.Trim(text[:e.Pos]+text[e.Pos+len(e.Text):], " \n\u3000，：:、|｜")
	return e, words, utf8.RuneCountInString(words) >= 4 && !bareDone.MatchString(words) && leading(words, verbs) != ""
}

// yearSpan is a stretch of years without the word: 2023-2025.
var yearSpan = pattern.MustCompile(`^(?:19|20)\d\d\s*[-—–~～至]{1,2}\s*(?:19|20)\d\d$`)
