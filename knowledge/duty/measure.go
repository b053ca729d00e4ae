package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

var (
	// reach are the words that make a figure a target.
	reach   = pattern.MustCompile(`(?:稳定|力争|总体|基本|均|全部|平均|分别)*(?:达到|达|不低于|不少于|不小于|不超过|不高于|不大于|不得低于|不得少于|不得超过|控制在|稳定在|保持在|维持在|保持|提高到|提高至|提升到|提升至|增加到|增加至|降低到|降低至|降到|降至|下降到|下降至|减少到|减少至|压减至|突破|超过|高于|低于|优于|大于|小于|实现|下降|降低|减少|增长|提高|提升|增加|≥|≤|>|<|＞|＜|力争)`)
	bound   = pattern.MustCompile(`^(?:瓦时|瓦)?(?:及)?(?:以上|以下|以内|之内|左右|以外|[、，；和及]|/年|／年|次|个标准|（含）|\(含\))+`)
	lower   = pattern.MustCompile(`(?:不低于|不少于|不小于|不超过|不高于|不大于|不得低于|不得少于|不得超过|至少|超过|优于|高于|低于|大于|小于|≥|≤|>|<|＞|＜)$`)
	grade   = pattern.MustCompile(`(?:达到|优于|符合)(\S{2,24}(?:标准|要求|水平|类|级))$`)
	atLeast = pattern.MustCompile(`(?:至少|不少于|不低于)\p{Han}{0,4}$`)
	watt    = pattern.MustCompile(`^瓦时?`)
	state   = pattern.MustCompile(`全覆盖|动态清零|清零|稳定提高|稳步提高|不减少|只增不减|零增长|零容忍`)
)

// measured reports whether a part carries a target of its own.
func (s *scanner) measured(p *part) bool {
	text := s.text[p.at:p.span.End]
	if strings.Contains(text, "全覆盖") || strings.Contains(text, "清零") {
		return true
	}
	for _, f := range p.figures {
		if s.target(f, p.span.End) {
			return true
		}
	}
	m := grade.FindStringIndex(text)
	return m != nil && m[0] > len("水质") && leading(s.text[p.core:p.span.End], verbs) == ""
}

// endOf is the end of what stands before a figure: no word that leads to one is longer.
// Of a passage of many pages each figure would else be searched from its first character.
func endOf(before string) string {
	from := max(0, len(before)-120)
	for from < len(before) && !utf8.RuneStart(before[from]) {
		from++
	}
	return before[from:]
}

// target reports whether a figure is what is to be reached, and no part of a name or a rule.
func (s *scanner) target(f segment.Figure, stop int) bool {
	after := strings.TrimPrefix(s.text[f.End:stop], "瓦")
	if f.Unit != "" && (bound.MatchString(after) || after == "") {
		return true
	}
	before := endOf(s.text[:f.Start])
	if atLeast.MatchString(before) {
		return true
	}
	if w := reach.FindAllStringIndex(before, -1); len(w) > 0 && w[len(w)-1][1] == len(before) {
		return true
	}
	return false
}

// setMeasure enters the target and what it measures.
func (s *scanner) setMeasure(d *Duty, p *part) {
	d.Target = ""
	if oneByOne.MatchString(p.span.Of(s.text)) {
		return
	}
	for i, f := range p.figures {
		if i > 0 && s.isRange(p.figures[i-1], f) && strings.HasSuffix(d.Target, s.text[p.figures[i-1].Start:p.figures[i-1].End]) {
			d.Target += s.text[p.figures[i-1].End:f.End]
			continue
		}
		if per.MatchString(s.text[p.span.Start:f.Start]) && i+1 < len(p.figures) || inCase.MatchString(s.text[f.End:p.span.End]) || isSpan(f.Unit) && !s.target(f, p.span.End) || d.Target != "" && !s.target(f, p.span.End) || f.Unit == "" && !s.target(f, p.span.End) || isNameFigure(s.text[f.End:p.span.End], f.Unit) {
			continue
		}
		from, to := f.Start, f.End
		if w := lower.FindStringIndex(s.text[p.span.Start:from]); w != nil {
			from = p.span.Start + w[0]
		}
		to += len(watt.FindString(s.text[to:p.span.End]))
		to += len(strings.TrimRight(bound.FindString(s.text[to:p.span.End]), "、，；和及"))
		if d.Target != "" {
			d.Target += "、"
		} else {
			d.Indicator = s.measures(p, f.Start)
		}
		d.Target += s.text[from:to]
	}
	if d.Target == "" {
		d.Target = state.FindString(s.text[p.at:p.span.End])
	}
	if m := grade.FindStringSubmatch(s.text[p.at:p.span.End]); d.Target == "" && m != nil && p.kind == goal {
		d.Target = m[1]
	}
}

// isRange reports whether two figures are the ends of one: 200元至5000元.
func (s *scanner) isRange(from, to segment.Figure) bool {
	switch s.text[from.End:to.Start] {
	case "至", "到", "-", "—", "－", "～", "~":
		return from.Unit == to.Unit
	}
	return false
}

// per is before a figure that another is counted by: 每500人配备1名.
var per = pattern.MustCompile(`每$`)

// inCase is what follows a figure that is part of a condition: 两次排名末位的.
var inCase = pattern.MustCompile(`^\p{Han}{1,10}的(?:\p{Han}|$)`)

// isSpan reports units of time, which rarely are what is to be reached.
func isSpan(unit string) bool {
	switch unit {
	case "小时", "分钟", "日", "天", "年", "个月", "月", "个工作日", "工作日", "周":
		return true
	}
	return false
}

// isNameFigure reports figures that count the parts of a name: 14个镇街, 3方面.
func isNameFigure(after, unit string) bool {
	switch unit {
	case "类", "级", "期", "届", "号", "条例":
		return after != ""
	}
	return false
}

// rateNoun ends what is measured, though it may hold a verb: 粪污资源化利用率.
var rateNoun = pattern.MustCompile(`(?:率|度|比例|比重|占比|天数|浓度|面积|产值|水质|总量|数量|规模|能力|收入|指数|项目|强度|长度|时间|时限|断面|支出|投资|得分)$`)

// measures is the noun before 达到: what the figure measures.
func (s *scanner) measures(p *part, figure int) string {
	if figure < p.at {
		return ""
	}
	text := s.text[p.at:figure]
	all := reach.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return ""
	}
	last := all[len(all)-1]
	noun := strings.TrimSpace(text[:last[0]])
	if last[1] != len(text) || utf8.RuneCountInString(noun) < 2 || verbIn("　"+noun) >= 0 && !rateNoun.MatchString(noun) {
		return ""
	}
	for _, w := range []string{"确保", "力争", "使", "实现"} {
		noun = strings.TrimPrefix(noun, w)
	}
	if i := strings.LastIndexAny(noun, "，；"); i >= 0 {
		noun = noun[i+len("，"):]
	}
	return noun
}
