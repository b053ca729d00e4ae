package progress

import (
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// meant finds the earlier record that a message speaks of: the one whose task or figures it names, else the latest.
func (p *parser) meant(m Message, s string) (Prior, bool) {
	if len(m.Previous) == 0 {
		return Prior{}, false
	}
	best, score := 0, 0
	for i, prior := range m.Previous {
		if n := resemblance(prior.Record, s); n > score {
			best, score = i, n
		}
	}
	return m.Previous[best], true
}

// about finds the record of an update that one part of a correction speaks of: the
// only one there is, or the one that it shares most with; false for none.
func about(d *draft, m Message, update int64) (Record, bool) {
	var of []Record
	for _, prior := range m.Previous {
		if prior.ID == update {
			of = append(of, prior.Record)
		}
	}
	best, score := -1, 0
	for i, r := range of {
		if n := resemblance(r, fold(d.TaskHint+" "+d.Text).s); n > score && MayConcern(d.Record, r) {
			best, score = i, n
		}
	}
	switch {
	case best >= 0:
		return of[best], true
	case len(of) == 1:
		return of[0], true
	}
	return Record{}, false
}

// resemblance counts what a text shares with an earlier record: its task's pairs of characters, its figures, its figures' names.
func resemblance(r Record, s string) int {
	n := pairsShared(r.TaskHint, s) * 2
	for _, m := range r.Metrics {
		n += pairsShared(m.Name, s)
		if strings.Contains(s, formatValue(m.Value)) {
			n += 4
		}
		if m.Unit != "" && strings.Contains(s, m.Unit) {
			n++
		}
	}
	return n
}

func pairsShared(a, b string) int {
	ra, n := []rune(a), 0
	for i := 0; i+1 < len(ra); i++ {
		if strings.Contains(b, string(ra[i:i+2])) {
			n++
		}
	}
	return n
}

// isCorrection: 报错了, 更正, 应是, 不是…是….
func isCorrection(s string) bool {
	if !fixWords.MatchString(s) {
		return false
	}
	for _, no := range []string{"没错", "不错", "错峰", "错时", "差错率", "纠错", "整改正", "应为了"} {
		s = strings.ReplaceAll(s, no, "")
	}
	return fixWords.MatchString(s) && !strings.Contains(s, "限期改正")
}

// dropDenied takes out the figures that a correction calls wrong: 是2060亩不是2600亩, 不是2000是2200, 2600改为2060.
func (p *parser) dropDenied(from int) {
	var kept []figure
	for i, f := range p.figs {
		before := strings.TrimRight(p.t.s[from:max(from, f.a)], " ")
		tail := strings.TrimLeft(p.t.s[f.b:], " ，")
		denied := endsAny(before, "不是", "并非", "不应是", "而不是", "误报为", "误报成", "误写为", "误写成", "写成", "报成", "说成", "打成", "写的是", "报的是", "填成", "原来是", "原来报的", "原报", "由", "从", "之前报的", "上次报的", "前面报的", "报的", "把") &&
			!endsAny(before, "应报的")
		denied = denied || startsAny(tail, "改为", "改成", "更正为", "更改为", "修改为", "调整为", "错了", "有误", "写错", "报错", "报的不对", "不对", "应为", "应该是", "应该为", "应是", "调整到") && i+1 < len(p.figs)
		if !denied {
			kept = append(kept, f)
			continue
		}
		p.denied = append(p.denied, f)
	}
	p.figs = kept
	p.lendUnits()
}

// mistaken is what was given wrong, before the figure that is right: 刚才罚款写错了，应该是18.1万.
var mistaken = pattern.MustCompile(`(\p{Han}{2,14})(?:写|报|打|填|说|算|弄|搞|录|输)(?:错|反|多|少)`)

// nameMended gives a sum of money of which nothing else is said the name of what was
// given wrong.
func nameMended(d *draft, s string) {
	m := mistaken.FindStringSubmatch(s)
	if m == nil || len(d.Metrics) != 1 || d.Metrics[0].Name != "金额" && d.Metrics[0].Name != "" {
		return
	}
	name := joinTopic(runs(earlier.ReplaceAllString(m[1], " ")))
	switch {
	case utf8.RuneCountInString(name) < 2:
	case name == "投资" && isMoney(d.Metrics[0].Unit):
		d.Metrics[0].Name = "完成投资"
	default:
		d.Metrics[0].Name = name
	}
}

// dropReferences: in 上周五报的420亩有误 the day is the earlier message's, not what is reported on.
func (p *parser) dropReferences() {
	for i := range p.periods {
		e := &p.periods[i]
		if startsAny(strings.TrimLeft(p.t.s[e.b:], " 我们镇局委上下午"), "报", "发", "说", "填", "那", "交", "写", "的那") && e.grain != byMonth && e.grain != byQuarter && e.grain != bySpan {
			e.grain = byDay
		}
	}
}

func endsAny(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// lendUnits: in 不是2600亩是2060 the new figure counts what the old one did.
func (p *parser) lendUnits() {
	for i := range p.figs {
		f := &p.figs[i]
		if f.unit != "" || f.ordinal {
			continue
		}
		for _, d := range p.denied {
			if d.unit != "" && abs(d.a-f.a) < 40 {
				f.unit, f.percent = d.unit, d.percent
			}
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// amend fills a correction from the record it corrects: the task, the period, and the figures that still
// stand, so that a derived percentage can be worked out anew. A stated percentage is never carried over.
func (p *parser) amend(d *draft, prior Record) {
	if d.TaskHint == "" || resemblance(prior, d.TaskHint) > 0 {
		d.TaskHint = prior.TaskHint
		d.unflag(FlagNeedsTask)
	}
	if prior.Period != "" {
		d.Period = prior.Period
	}
	asked := d.Percent == nil && prior.Percent != nil
	p.rename(d.Metrics, prior.Metrics)
	if !derivedFrom(prior) {
		if asked {
			d.flag(FlagNeedsConfirm)
		}
		return
	}
	d.Metrics, _ = merged(prior.Metrics, d.Metrics)
	v, ok := derive(partsOf(d.Metrics), d.TaskHint)
	if f := pick(partsOf(d.Metrics), done, ""); !ok && f != nil && f.value <= doneAndLeftOf(prior) {
		v, ok = round1(f.value/doneAndLeftOf(prior)*100), true
	}
	said := d.Percent != nil && !has(d.flags, FlagDerivedPercent)
	if ok && !said {
		d.Percent = &v
		d.flag(FlagDerivedPercent)
		d.Status = fitting(InProgress, d.Percent)
	} else if asked {
		d.flag(FlagNeedsConfirm)
	}
}

// rename gives a bare figure the name and unit of the earlier one that it replaces.
func (p *parser) rename(now, was []Metric) {
	for i := range now {
		m := &now[i]
		if slices.ContainsFunc(was, func(old Metric) bool { return old.Name == m.Name && old.Unit == m.Unit }) {
			continue
		}
		if old := slices.IndexFunc(was, func(old Metric) bool { return p.replaces(*m, old) }); old >= 0 {
			m.Name, m.Unit = was[old].Name, was[old].Unit
		} else if name := onlyDone(was, m.Unit); doneWords.without(m.Name) == "" && name != "" { // 应是120株, 完成120株
			m.Name = name
		}
	}
}

// replaces reports whether a figure stands for an earlier one: that one is called wrong,
// or has a name of the same words.
func (p *parser) replaces(m, old Metric) bool {
	wrong := slices.ContainsFunc(p.denied, func(x figure) bool { return x.value == old.Value })
	return wrong && (m.Unit == "" || m.Unit == old.Unit) || m.Unit == old.Unit && pairsShared(m.Name, old.Name) > 0
}

// onlyDone is the name of the one figure of a unit that counts what was done; "" where
// there is none, or more than one.
func onlyDone(ms []Metric, unit string) string {
	name := ""
	for _, m := range ms {
		if p := partIn(m.Name, true); (m.Unit == unit || unit == "") && p != total && p != rest {
			if name != "" {
				return ""
			}
			name = m.Name
		}
	}
	return name
}

// derivedFrom reports whether a record's percentage followed from two of its figures.
func derivedFrom(r Record) bool {
	v, ok := derive(partsOf(r.Metrics), r.TaskHint)
	return ok && r.Percent != nil && v == *r.Percent
}

// doneAndLeftOf is what was done and what was left to do of a record together, 0 where it does not say both.
func doneAndLeftOf(r Record) float64 {
	parts := partsOf(r.Metrics)
	d := pick(parts, done, "")
	left := pick(parts, rest, unitOf(d))
	if d == nil || left == nil {
		return 0
	}
	return d.value + left.value
}

func replaced(ms []Metric, old Metric) bool {
	for _, m := range ms {
		if m.Name == old.Name || m.Unit == old.Unit && partIn(m.Name, true) == partIn(old.Name, true) && partIn(m.Name, true) != other {
			return true
		}
	}
	return false
}

// partsOf reads from the names of metrics what they are of the task.
func partsOf(ms []Metric) []*figure {
	var out []*figure
	for i, m := range ms {
		out = append(out, &figure{a: i, b: i, value: m.Value, unit: m.Unit, percent: m.Unit == "%", part: partIn(m.Name, true)})
	}
	return out
}

func (d *draft) unflag(name string) {
	var kept []string
	for _, f := range d.flags {
		if f != name {
			kept = append(kept, f)
		}
	}
	d.flags = kept
}
