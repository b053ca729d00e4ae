package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/segment"
)

// longForms are the longer words of the documents that a short form may stand for.
func (d *desk) longForms(w string) []string {
	if runes(w) < 2 {
		return nil
	}
	if alts := d.contracted(w); len(alts) > 0 {
		return alts
	}
	return d.initials(w)
}

var abbreviation = regexp.MustCompile(`^([二三四五六七八九十两])([\p{Han}])$`)

// abbreviated finds the list that an office abbreviation stands for: 五进 is a list
// of five items that each have 进. It returns the list's key, "" if there is none.
func (d *desk) abbreviated(w string) string {
	m := abbreviation.FindStringSubmatch(w)
	if m == nil {
		return ""
	}
	n, _ := segment.Number(m[1])
	return d.listOf(int(n), m[2])
}

// initials finds the compound of two words that an unknown word has the first
// characters of: 医废 is 医疗废物, 环评 is 环境评价.
func (d *desk) initials(w string) []string {
	rs := []rune(w)
	if len(rs) != 2 || tables.noun[w] || properName.MatchString(w) {
		return nil
	}
	full := regexp.MustCompile(regexp.QuoteMeta(string(rs[0])) + `\p{Han}` + regexp.QuoteMeta(string(rs[1])) + `\p{Han}`)
	n := map[string]int{}
	for _, id := range d.where(string(rs[0])) {
		for _, hit := range full.FindAllString(d.sentences[id].key, -1) {
			n[hit]++
		}
	}
	if len(n) != 1 {
		return nil // none, or it could be several
	}
	for hit := range n {
		return []string{hit}
	}
	return nil
}

// mostGap is how many characters a short form may leave out between two of its own.
const mostGap = 4

// contracted finds the longer word that a short form keeps the first and the last
// character of: 动员会 is 动员大会, 县文广旅局 is 县文化广电旅游局, 市局 a body of the 市.
func (d *desk) contracted(w string) []string {
	rs := []rune(w)
	body := strings.ContainsRune(bodyTails, rs[len(rs)-1])
	if len(rs) < 2 || len(rs) > 8 || len(rs) == 2 && !shortLevel.MatchString(w) || !body && (len(rs) != 3 || properName.MatchString(w)) || tables.noun[w] {
		return nil
	}
	var pattern strings.Builder
	for i, r := range rs {
		switch {
		case i == 0:
		case body:
			pattern.WriteString(`\p{Han}{0,` + strconv.Itoa(mostGap) + `}?`)
		case i == len(rs)-1:
			pattern.WriteString(`\p{Han}{1,2}`)
		}
		pattern.WriteString(regexp.QuoteMeta(string(r)))
	}
	full := regexp.MustCompile(pattern.String())
	var out []string
	for _, id := range d.where(string(rs[0])) {
		for _, hit := range full.FindAllString(d.sentences[id].key, -1) {
			if !slices.Contains(out, hit) {
				out = append(out, hit)
			}
		}
	}
	if len(rs) > 2 && len(out) > 2 {
		return nil // it could be any of them
	}
	return out
}

// bodyTails are the characters that names of bodies end in.
const bodyTails = "局委办部厅院队站所会中心公司集团"

// shortLevel is a body or a thing called by its level and last character: 市局, 市媒.
var shortLevel = regexp.MustCompile(`^([国省市区县镇])([局委办媒厅院队])$`)

// countedSlogan calls a list by its number and what each of its items has: 三个必须,
// 三个不, 三管三必须.
var countedSlogan = regexp.MustCompile(`([二三四五六七八九两])个?([\p{Han}]{1,2}?)([二三四五六七八九两])([\p{Han}]{1,2})|([二三四五六七八九两])个([\p{Han}]{1,2})`)

// abbreviations takes out 三个必须 and the like, where some list has that word in each item.
func (d *desk) abbreviations(text string) ([]word, string) {
	b := []byte(text)
	var out []word
	for _, loc := range countedSlogan.FindAllStringSubmatchIndex(text, -1) {
		sub := func(i int) string {
			if loc[2*i] < 0 {
				return ""
			}
			return text[loc[2*i]:loc[2*i+1]]
		}
		if d.goesOn(sub(5), sub(6), text[loc[1]:]) {
			continue
		}
		number, each := sub(1), []string{sub(2), sub(4)}
		if number == "" {
			number, each = sub(5), []string{sub(6)}
		} else if number != sub(3) {
			continue
		}
		if list, end := d.sloganList(number, each, loc[1]); list != "" {
			out = append(out, word{text: text[loc[0]:end], alts: []string{list}, name: true, gap: "words"})
			blank(b, loc[0], end)
		}
	}
	return out, string(b)
}

// goesOn reports whether the word of 三个生态 only begins a longer one that the documents
// have: 三个生态产业 counts, and calls nothing by its number.
func (d *desk) goesOn(number, each, after string) bool {
	rs := []rune(after)
	return number != "" && len(rs) > 1 && d.has(each+string(rs[:2]))
}

// sloganList finds the slogan's list by the last word or, where that holds a character
// too many (三个不怎), by its first character; end is where the slogan ends.
func (d *desk) sloganList(number string, each []string, to int) (list string, end int) {
	n, _ := segment.Number(number)
	if list := d.listOf(int(n), each...); list != "" {
		return list, to
	}
	last := []rune(each[len(each)-1])
	if len(last) < 2 || strings.ContainsRune("月年天周季星小", last[0]) {
		return "", to
	}
	short := append(slices.Clone(each[:len(each)-1]), string(last[:1]))
	return d.listOf(int(n), short...), to - len(string(last[1:]))
}

// listOf finds a list of n items that each have all the words; its key, or "".
func (d *desk) listOf(n int, each ...string) string {
	lacks := func(text string) bool {
		return slices.ContainsFunc(each, func(w string) bool { return !strings.Contains(text, w) })
	}
	for i := range d.sentences {
		st := &d.sentences[i]
		if strings.Count(st.key, each[0]) < n || lacks(st.key) {
			continue
		}
		for _, sp := range segment.Clauses(st.text) {
			items := splitMarks(sp.Of(st.text))
			if last := len(items) - 1; len(items) == n-1 && strings.Contains(items[last], "和") {
				before, after, _ := strings.Cut(items[last], "和")
				items = append(items[:last], before, after)
			}
			if len(items) == n && !slices.ContainsFunc(items, lacks) {
				return bare(sp.Of(st.text))
			}
		}
	}
	return ""
}

func splitMarks(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '、' || r == '，' || r == '。' || r == '；' })
}
