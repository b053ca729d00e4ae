package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
)

// charge is who is responsible, and by when, as a bracket or a label line says it.
type charge struct {
	segment.Span // in the text
	who          actor
	due          *when.Expr
	dueText      string
	target       string
	text         string // verbatim
	strange      bool   // it names, without a word of charge, units that the roster lacks
}

var (
	chargeWord  = pattern.MustCompile(`牵头|负责|责任(?:单位|部门|主体)|配合|主办|协办|承办|落实|分工|(?:完成|整改|办理)?时限|完成时间|参与|参加`)
	labelWord   = `(?:(?:市级|区级|县级)?(?:牵头|责任|配合|主要|共同|协助|协办|主办|承办|会办|参与|参加|实施|监管|主管|落实|督导|报送|主责|整改|包保|分管)+(?:领导|单位|部门|主体|处室|科室|责任人|镇街|乡镇|人)(?:及(?:责任|配合)?(?:单位|部门))?|牵头|配合|责任|主责|责任人|联系人|完成时限|完成时间|完成日期|整改时限|办理时限|办结时限|时间节点|时间要求|时限要求|进度安排|工作时限|目标值|工作目标|整改目标|目标任务|年度目标|目标|整改措施|工作措施|主要措施|具体措施|工作内容|主要内容|工作任务|主要任务|时限|期限|备注|进展情况|整改情况|资金来源|投资)`
	labelled    = pattern.MustCompile(`(?:^|[。；;，,、\s（(【\[])(` + labelWord + `)\s*[】\]]?\s*[：:]`)
	lineLabel   = pattern.MustCompile(`^[（(【\[·•\-—●■◆]?\s*(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）).、．]\s*)?` + labelWord + `\s*[】\]]?\s*[：:]`)
	whoSplit    = pattern.MustCompile(`[；;。\n]|，|,`)
	chargeSplit = pattern.MustCompile(`(?:共同|联合|具体|分别)?(?:牵头负责|牵头|负责落实|负责|主办|承办|主责|配合|协助|协办|参与|参加|落实)(?:单位|部门)?$`)
)

// charges finds the responsibilities that stand in brackets, or behind labels at the end of a text.
func (r *reader) charges(text string) []charge {
	var out []charge
	for _, b := range brackets(text) {
		if c, ok := r.bracketed(inside(b.Of(text))); ok && (chargeWord.MatchString(b.Of(text)) || endsThere(text[b.End:])) && !(c.strange && strings.Trim(text[b.End:], " 。；\n") != "") {
			c.Span, c.text = b, b.Of(text)
			out = append(out, c)
		}
	}
	if c, ok := r.closing(text); ok {
		return append(out, c)
	}
	if at := tailLabels(text); at >= 0 {
		kept := out[:0]
		for _, c := range out {
			if c.End <= at {
				kept = append(kept, c)
			}
		}
		c := r.labels(text[at:])
		c.Span, c.text = segment.Span{Start: at, End: len(text)}, text[at:]
		out = append(kept, c)
	}
	return out
}

// closing reads a last sentence that says nothing but who: …达到42%。县生态环境局、县财政局负责。
func (r *reader) closing(text string) (charge, bool) {
	all := segment.Sentences(text)
	if len(all) < 2 {
		return charge{}, false
	}
	last := shrink(text, all[len(all)-1].Start, all[len(all)-1].End)
	for _, piece := range whoSplit.Split(last.Of(text), -1) {
		if !chargeSplit.MatchString(piece) && !byDutyTail.MatchString(piece) {
			return charge{}, false
		}
		if list := r.roster.Cell(strings.TrimPrefix(piece, "由")); len(list) == 0 || !bodies(list) {
			return charge{}, false
		}
	}
	c := charge{Span: segment.Span{Start: last.Start, End: len(text)}, text: last.Of(text)}
	c.who, c.due = r.sharing(c.text)
	return c, !c.who.empty()
}

// endsThere reports whether a bracket closes its sentence: units in a bracket
// inside one, as in 各乡镇（街道）, are part of a name.
func endsThere(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.HasPrefix(rest, "。") || strings.HasPrefix(rest, "；") || strings.HasPrefix(rest, "\n")
}

// brackets finds the outermost brackets of a text.
func brackets(text string) []segment.Span {
	var out []segment.Span
	depth, start := 0, 0
	for i, c := range text {
		switch c {
		case '（', '(', '【', '[', '［', '〔':
			if depth == 0 {
				start = i
			}
			depth++
		case '）', ')', '】', ']', '］', '〕':
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 && i-start <= longestBracket {
				out = append(out, segment.Span{Start: start, End: i + utf8.RuneLen(c)})
			}
		}
	}
	return out
}

// longestBracket bounds a list of units, in bytes.
const longestBracket = 1200

// inside takes the marks off.
func inside(b string) string {
	_, n := utf8.DecodeRuneInString(b)
	_, m := utf8.DecodeLastRuneInString(b)
	return b[n : len(b)-m]
}

// tailLabels is where a run of labels begins that ends a text, or -1.
func tailLabels(text string) int {
	for _, m := range labelled.FindAllStringSubmatchIndex(text, -1) {
		w := text[m[2]:m[3]]
		if l := labelOf(w); m[2] > 0 && (l == lead || l == responsible || l == support || l == deadline) {
			at := m[2]
			for at > 0 && strings.HasSuffix(text[:at], "（") {
				at -= len("（")
			}
			return at
		}
	}
	return -1
}

// bracketed reads what stands inside brackets, if it says who is responsible.
func (r *reader) bracketed(inner string) (charge, bool) {
	if labelled.MatchString(inner) {
		c := r.labels(inner)
		return c, !c.who.empty() || c.due != nil
	}
	c := charge{}
	if !chargeWord.MatchString(inner) {
		return r.bareUnits(inner)
	}
	c.who, c.due = r.sharing(inner)
	if c.due != nil {
		c.dueText = c.due.Text
	}
	return c, !c.who.empty()
}

// bareUnits reads a bracket that holds units alone, perhaps with a date: （区水利局，12月底前）.
func (r *reader) bareUnits(inner string) (charge, bool) {
	var c charge
	var list []units.Mention
	for _, piece := range whoSplit.Split(inner, -1) {
		piece = strings.TrimSpace(piece)
		if e := when.Parse(piece, r.doc.Issued, r.cal); e.Kind != when.Unknown && len(e.Text)*2 >= len(piece) && binds(e) {
			c.due, c.dueText = &e, piece
			continue
		}
		found := r.roster.Cell(piece)
		if len(found) == 0 || !bodies(found) {
			return c, false
		}
		for _, m := range found {
			c.strange = c.strange || !m.Known && !m.Group && !m.Elsewhere
		}
		list = append(list, found...)
	}
	c.who = firstLeads(list)
	return c, len(list) > 0
}

// sharing reads 区水利局牵头，区财政局、各镇街配合.
func (r *reader) sharing(text string) (actor, *when.Expr) {
	var a actor
	var free []units.Mention
	var due *when.Expr
	led := false
	for _, piece := range whoSplit.Split(text, -1) {
		piece = strings.TrimSpace(piece)
		if e := when.Parse(piece, r.doc.Issued, r.cal); due == nil && e.Kind != when.Unknown && binds(e) && len(r.roster.Find(piece)) == 0 {
			due = &e
			continue
		}
		list := r.roster.Cell(strings.TrimPrefix(piece, "由"))
		if !bodies(list) {
			continue
		}
		w := chargeSplit.FindString(piece)
		free = append(free, list...)
		switch {
		case byDutyTail.MatchString(piece):
			if led {
				a.support, free = append(a.support, free...), nil
			}
		case strings.Contains(w, "牵头") || strings.Contains(w, "主办") || strings.Contains(w, "主责"):
			a.lead, free, led = append(a.lead, free...), nil, true
		case supports(strings.TrimSuffix(strings.TrimSuffix(w, "单位"), "部门")) || strings.Contains(w, "参加"):
			a.support, free = append(a.support, free...), nil
		}
	}
	if led {
		a.support = append(a.support, free...)
		return a, due
	}
	rest := firstLeads(free)
	a.lead = append(a.lead, rest.lead...)
	a.support = append(rest.support, a.support...)
	return a, due
}

var byDutyTail = pattern.MustCompile(`(?:职责|职能)(?:任务)?(?:分工)?.{0,6}(?:负责|落实|推进|实施)?$`)

// labels reads 牵头单位：… 责任单位：… 完成时限：….
func (r *reader) labels(text string) charge {
	c := charge{text: text}
	var resp []units.Mention
	all := labelled.FindAllStringSubmatchIndex(text, -1)
	for i, m := range all {
		end := len(text)
		if i+1 < len(all) {
			end = all[i+1][2]
		}
		raw := text[m[1]:end]
		if b := brackets(raw); len(b) > 0 && strings.HasSuffix(strings.TrimSpace(raw[:b[0].Start]), "。") { // 2024年10月。（区水利局负责）
			if x, ok := r.bracketed(inside(b[0].Of(raw))); ok {
				c.who.lead, c.who.support = append(c.who.lead, x.who.lead...), append(c.who.support, x.who.support...)
				raw = raw[:b[0].Start]
			}
		}
		value := strings.Trim(raw, " \t\n\u3000，,；;。（(）)】]【[、")
		switch labelOf(text[m[2]:m[3]]) {
		case lead:
			a, due := r.labelUnits(value)
			c.who.lead, c.who.support = append(c.who.lead, a.lead...), append(c.who.support, a.support...)
			c.setDue(due)
		case support:
			c.who.support = append(c.who.support, r.roster.Cell(value)...)
		case responsible:
			resp = append(resp, r.roster.Cell(value)...)
		case deadline:
			e := when.Parse(value, r.doc.Issued, r.cal)
			c.due, c.dueText = &e, value
		case target:
			c.target = value
		}
	}
	c.addResponsible(resp)
	return c
}

func (c *charge) setDue(e *when.Expr) {
	if e != nil && c.due == nil {
		c.due, c.dueText = e, e.Text
	}
}

// addResponsible enters 责任单位: it leads where no 牵头单位 does.
func (c *charge) addResponsible(list []units.Mention) {
	if len(c.who.lead) > 0 {
		c.who.support = append(list, c.who.support...)
		return
	}
	a := firstLeads(list)
	c.who.lead, c.who.support = a.lead, append(a.support, c.who.support...)
}

// labelUnits reads the value of a 牵头单位 label; words of sharing may stand in it too.
func (r *reader) labelUnits(value string) (actor, *when.Expr) {
	if strings.Contains(value, "配合") {
		return r.sharing(value)
	}
	return actor{lead: r.roster.Cell(value)}, nil
}

// labelOf says what a label's words mean.
func labelOf(w string) column {
	switch m := meaning(w); {
	case strings.Contains(w, "措施") || strings.Contains(w, "内容") || strings.Contains(w, "任务"):
		return work
	case m == other && (strings.HasPrefix(w, "责任") || strings.HasPrefix(w, "主管") || strings.HasPrefix(w, "监管")):
		return responsible
	default:
		return m
	}
}
