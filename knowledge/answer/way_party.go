package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

var (
	// partyAsked asks for all that rules give to somebody or lay on him: 用水户的权利有哪些, 镇政府有哪些职责.
	partyAsked = pattern.MustCompile(`^([^，]{2,20}?)(?:有|是|包括|享有|享受|承担|履行|负有|应|要|需)*(?:哪些|什么|哪几[项条种])(?:具体|主要|法定|基本)?的?((?:权利|权益|义务|职责)(?:[和及与、](?:权利|权益|义务|职责))?)$|^([^，]{2,20}?)的?((?:权利|权益|义务|职责)(?:[和及与、](?:权利|权益|义务|职责))?)(?:(?:具体|主要|都|分别)*(?:有|是|包括|包含)(?:哪些|什么))?$`)
	// partyRest is what stands between somebody and what he has: 依法享有的, 应当履行的.
	partyRest = pattern.MustCompile(`的|依法|应当?|享有|享受|承担|履行|负有|具体|主要|法定|基本|都|要|需|有`)
	// grants are the words by which a rule gives or lays on what is asked for.
	grants = map[rune]*pattern.Pattern{
		'权': pattern.MustCompile(`有权|享有|享受|可以|的权利|得到尊重|不受|受.{0,4}保护`),
		'义': pattern.MustCompile(`应[当该按在将向对由]|必须|不得|禁止`),
		'职': pattern.MustCompile(`应[当该按在将向对由]|负责|主管|承担|组织|指导|协调|监督|牵头`),
	}
)

// mostGrants bounds the sentences of such a list.
const mostGrants = 20

// ofParty lists the sentences of which somebody is the subject and that give him a right or
// lay a duty on him, wherever they stand.
func (s *Shelf) ofParty(q *query) (Answer, bool) {
	m := partyAsked.FindStringSubmatch(q.text)
	if m == nil || slices.ContainsFunc(q.units, func(u units.Mention) bool { return u.Known }) {
		return Answer{}, false // the register has what a department is to do
	}
	who, what := []rune(m[1]+m[3]), m[2]+m[4]
	for n := len(who); n >= 2; n-- {
		of := partyRest.ReplaceAllString(string(who[n:]), "")
		if runes(of) == 1 {
			continue // 驾驶|人
		}
		if ids := s.granted(q, bare(string(who[:n])), what, of); len(ids) > 1 || len(ids) == 1 && of == "" {
			a := Answer{Kind: Answered}
			if st := &s.desk.sentences[ids[0]]; len(ids) == 1 && opensList.MatchString(strings.TrimSpace(st.text)) {
				return Answer{}, false // what it opens is the list
			}
			for _, id := range ids[:min(len(ids), mostGrants)] {
				p := s.desk.holder(id)
				t := quoteWhole(s.desk.sentences[id].text)
				a.say(Item, p, t)
				if opensList.MatchString(strings.TrimSpace(s.desk.sentences[id].text)) {
					s.childItems(&a, s.desk.sentences[id].at)
				}
			}
			return a, true
		}
	}
	return Answer{}, false
}

// granted are the sentences of somebody that grant; of narrows them down to one sort.
func (s *Shelf) granted(q *query, who, what, of string) []int {
	var out []int
	for _, id := range s.desk.where(who) {
		st := &s.desk.sentences[id]
		p := &s.desk.passages[st.at]
		if p.clause.Kind == outline.Row || p.clause.Kind == outline.Heading || q.another(p.doc) || st.repeat >= 0 || !slices.ContainsFunc([]rune(what), func(r rune) bool { return grants[r] != nil && grantsTo(who, grants[r], st.text) }) {
			continue
		}
		if rs := []rune(of); len(rs) == 0 || strings.Contains(st.key, string(rs[:2])) {
			out = append(out, id)
		}
	}
	return out
}

// grantsTo reports whether somebody is the subject of a piece of a sentence that grants, in
// the piece itself or, before another is named, at the beginning of a later one.
func grantsTo(who string, grant *pattern.Pattern, text string) bool {
	text, subject := withoutLabel(text), false
	for _, piece := range pieceEnd.Split(text, -1) {
		if before, after, ok := strings.Cut(piece, who); ok && (before == "" || strings.HasSuffix(before, "、") || strings.HasSuffix(before, "等")) {
			if subject = true; grant.MatchString(after) {
				return true
			}
			continue
		} else if loc := grant.FindStringIndex(after); ok && loc != nil && loc[0] == 0 && strings.HasSuffix(before, "由") {
			return true // 由县水利局牵头组织
		}
		if loc := grant.FindStringIndex(piece); subject && loc != nil && (loc[0] == 0 || strings.HasPrefix(piece, "有")) {
			return true
		}
	}
	return false
}
