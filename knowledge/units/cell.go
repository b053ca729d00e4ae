package units

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

var (
	label     = pattern.MustCompile(`^\s*(?:市级|区级|县级)?(?:牵头|责任|配合|主要|共同|协助|协办|主办|承办|会办|参与|实施|监管|主管|落实|督导|报送|主责)*(?:领导|单位|部门|主体|乡镇|镇街)\s*[：:]`)
	separator = pattern.MustCompile(`[、，,；;／/|｜\n\r\t：:。（）()【】\[\]+＋]+|\s{2,}|　+`)
	joined    = pattern.MustCompile(`以及|会同|和|及|与`)
	filler    = pattern.MustCompile(`^(?:(?:牵头|责任|配合|协办|主办|承办|主责|参与)+(?:单位|部门|领导)|按照?(?:各自)?(?:职责|职能)?(?:分工)?(?:负责|落实)?|按?职责分工|(?:分别|共同|具体|联合|负责|牵头|配合|为主|参与|实施|落实|指导|督促|组织|协助|协同|承办|主办|等|为|由)+|[-—－–/0-9０-９.．、\s]*|无|暂无|空|同上|略|待定|另行明确)$`)
	trimmed   = pattern.MustCompile(`(?:分别|共同|具体|联合)?(?:负责|牵头|配合|为主|参与|实施|落实|承办|主办|协助)+(?:负责|实施|落实)*$`)
	leading   = pattern.MustCompile(`^\s*(?:会同|联合|商请|商|请|向|(?:牵头|配合|责任|主办|协办)[：: ]|由|[0-9０-９]{1,2}[.．、)）]|[①-⑳])\s*`)
)

// Cell reads a unit column or a 牵头单位 list: every name in it, known or not,
// groups kept as groups. An 等 after the names is kept as an open group, so that
// nobody takes the list for complete.
func (r *Roster) Cell(text string) []Mention {
	var out []Mention
	at := 0
	if m := label.FindString(text); m != "" {
		at = len(m)
	}
	whole := disjoint(r.spanning(text, at))
	for _, p := range pieces(text, at, whole) {
		out = append(out, r.piece(text, p[0], p[1])...)
	}
	return r.asWritten(disjoint(append(out, whole...)))
}

// spanning finds names and group words that hold a separator of their own: 各镇（街道）, 区“两山”创建办.
func (r *Roster) spanning(text string, at int) []Mention {
	var out []Mention
	for _, m := range append(groupsIn(text), r.known(text, false)...) {
		if m.Start >= at && (separator.MatchString(m.Text) || joined.MatchString(m.Text)) {
			out = append(out, m)
		}
	}
	return out
}

// pieces cuts at separators, outside the names already taken.
func pieces(text string, at int, taken []Mention) [][2]int {
	var out [][2]int
	cut := func(from, to int) {
		for _, s := range separator.FindAllStringIndex(text[from:to], -1) {
			out = append(out, [2]int{at, from + s[0]})
			at = from + s[1]
		}
	}
	from := at
	for _, m := range taken {
		cut(from, m.Start)
		out = append(out, [2]int{at, m.Start})
		at, from = m.End, m.End
	}
	cut(from, len(text))
	return append(out, [2]int{at, len(text)})
}

// piece reads what stands between two separators.
func (r *Roster) piece(text string, from, to int) []Mention {
	from, to = shrink(text, from, to)
	s := text[from:to]
	if from >= to || filler.MatchString(s) {
		return nil
	}
	if m, ok := r.exactly(s, from); ok {
		return []Mention{m}
	}
	if rest, ok := strings.CutSuffix(s, "等"); ok && rest != "" {
		open := Mention{Name: "等", Text: "等", Start: to - len("等"), End: to, Group: true}
		return append(r.piece(text, from, to-len("等")), open)
	}
	if found := r.inside(text, from, to); len(found) > 0 {
		return found
	}
	if !hasHan(s) {
		return nil
	}
	return []Mention{{Name: s, Text: s, Start: from, End: to}}
}

// exactly reads a piece that is one name or one group word as a whole.
func (r *Roster) exactly(s string, from int) (Mention, bool) {
	to := from + len(s)
	if ids := r.lookup(s); len(ids) > 0 {
		return r.mention(ids, s, from, to), true
	}
	if rest, ok := strings.CutSuffix(s, "部门"); ok {
		if ids := r.lookup(rest); len(ids) > 0 { // 水利部门
			return r.mention(ids, s, from, to), true
		}
	}
	for _, g := range groupsIn(s) {
		if g.End == len(s) && (g.Start == 0 || len(r.Find(s)) == 1) { // 全区经济运行各专班
			return Mention{Name: s, Text: s, Start: from, End: to, Group: true}, true
		}
	}
	switch s {
	case "镇街", "乡镇", "街道", "部门", "相关", "有关": // a group word whose 各 stands further left, or nowhere
		return Mention{Name: s, Text: s, Start: from, End: to, Group: true}, true
	}
	return Mention{}, false
}

// inside reads a piece of several words: 区林业局牵头, 财政局和审计局, 区水利局等有关部门.
func (r *Roster) inside(text string, from, to int) []Mention {
	s := text[from:to]
	if t := trimmed.FindStringIndex(s); t != nil && t[0] > 0 {
		return r.piece(text, from, from+t[0])
	}
	if l := leading.FindString(s); l != "" && len(l) < len(s) {
		return r.piece(text, from+len(l), to)
	}
	if cuts := r.conjunctions(s); len(cuts) > 0 {
		var out []Mention
		at := 0
		for _, c := range append(cuts, []int{len(s), len(s)}) {
			out = append(out, r.piece(text, from+at, from+c[0])...)
			at = c[1]
		}
		return out
	}
	if !strings.ContainsAny(s, " ") && endsAsBody(s) && len(r.Find(s)) < 2 && !r.ownInside(s) {
		return nil // one body that is not in the roster
	}
	found := r.Find(s)
	for i := range found {
		found[i].Start, found[i].End = found[i].Start+from, found[i].End+from
	}
	return found
}

// ownInside tells whether a roster name or a group word stands at an end of the
// piece, so that the rest is no part of a name. In a column, 青川生态环境局 is
// another place's body even where nothing else tells that 青川 is a place.
func (r *Roster) ownInside(s string) bool {
	for _, m := range r.Find(s) {
		if (m.Known || m.Group) && (m.Start == 0 || m.End == len(s) && (m.Group || begins(s, m.Start))) {
			return true
		}
	}
	return false
}

// conjunctions finds 和, 及, 与 between two names; inside one (人力资源和社会保障局) they do not count.
func (r *Roster) conjunctions(s string) [][]int {
	var out [][]int
	for _, c := range joined.FindAllStringIndex(s, -1) {
		if c[0] > 0 && c[1] < len(s) && r.nameEndsAt(s[:c[0]]) {
			out = append(out, c)
		}
	}
	return out
}

func (r *Roster) nameEndsAt(s string) bool {
	return len(r.lookup(s)) > 0 || endsAsBody(s) || strings.HasSuffix(s, "部门") || strings.HasSuffix(s, "单位") || strings.HasSuffix(s, "镇街")
}

func shrink(text string, from, to int) (int, int) {
	for from < to {
		c, size := decode(text[from:])
		if !unicode.IsSpace(c) {
			break
		}
		from += size
	}
	for from < to {
		c, size := utf8.DecodeLastRuneInString(text[:to])
		if !unicode.IsSpace(c) && !strings.ContainsRune("。.；;", c) {
			break
		}
		to -= size
	}
	return from, to
}

func hasHan(s string) bool {
	for _, c := range s {
		if unicode.In(c, unicode.Han) {
			return true
		}
	}
	return false
}
