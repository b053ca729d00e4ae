package answer

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/segment"
)

var latinRun = regexp.MustCompile(`[a-z][a-z0-9.\-]*|\d+(?:\.\d+)?%?`)

// words cuts what is left of a question (units and times blanked) into content words.
func (d *desk) words(rest, whole string) []word {
	out, rest := d.abbreviations(rest)
	figs, spans := figureWords(rest)
	b := []byte(rest)
	for _, sp := range spans {
		if numberAsked.MatchString(rest[sp.Start:sp.End]) {
			continue
		}
		blank(b, sp.Start, sp.End)
	}
	out = append(out, slices.DeleteFunc(figs, func(w word) bool { return d.askersCount(&w, rest) })...)
	for _, loc := range latinRun.FindAllIndex(b, -1) {
		w := word{text: string(b[loc[0]:loc[1]]), name: true, gap: "words"}
		if w.text[0] >= '0' && w.text[0] <= '9' {
			w.gap = "figure"
		}
		w.alts = tables.syn[w.text]
		out = append(out, w)
		blank(b, loc[0], loc[1])
	}
	for _, run := range strings.FieldsFunc(string(b), notHan) {
		out = append(out, d.cut(run)...)
	}
	return dropRepeats(out)
}

// ownCount is a small number with a word that counts anything: 那两个目标, 三条.
var ownCount = regexp.MustCompile(`^([一二三四五六七八九十两\d]{1,2})(?:个|条|项|点|步|件|样|种|类|块|大|句)(?:方面)?$`)

// askersCount reports whether a figure that no document has is the asker's own count
// of what he sees there: no document counts the same things otherwise.
func (d *desk) askersCount(w *word, text string) bool {
	if !ownCount.MatchString(w.text) || d.says(w) {
		return false
	}
	_, after, _ := strings.Cut(text, w.text)
	noun := nounRun.FindString(strings.TrimSpace(after))
	if runes(noun) < 2 {
		return true
	}
	noun = string([]rune(noun)[:2])
	counted := regexp.MustCompile(`[一二三四五六七八九十两\d](?:个|项|条|种|类|大|点|步|件|块|个方面)` + noun)
	return !slices.ContainsFunc(d.where(noun), func(id int) bool { return counted.MatchString(d.sentences[id].key) })
}

// numberAsked: 几个, 多少项 are no figures.
var numberAsked = regexp.MustCompile(`^[几多]`)

func notHan(r rune) bool { return r < 0x3400 || r > 0x9FFF }

func dropRepeats(ws []word) []word {
	var out []word
	for _, w := range ws {
		if !slices.ContainsFunc(out, func(o word) bool { return o.text == w.text }) {
			out = append(out, w)
		}
	}
	return out
}

// step is one way of cutting: a piece that ends here.
type step struct {
	from  int
	score float64
	kind  class
	loose bool // a single character that nothing explains
}

const longestWord = 10

// cut parts a run of Han characters into the words that the documents and the
// tables know, preferring long ones; what nobody knows is kept as unknown.
func (d *desk) cut(run string) []word {
	rs := []rune(run)
	best := make([]step, len(rs)+1)
	for i := 1; i <= len(rs); i++ {
		best[i] = step{from: i - 1, score: best[i-1].score, kind: content, loose: true}
		for n := 1; n <= min(i, longestWord); n++ {
			s, c, ok := d.value(string(rs[i-n:i]), n)
			if ok && best[i-n].score+s > best[i].score {
				best[i] = step{from: i - n, score: best[i-n].score + s, kind: c}
			}
		}
	}
	var pieces []step
	var ends []int
	for i := len(rs); i > 0; i = best[i].from {
		pieces, ends = append(pieces, best[i]), append(ends, i)
	}
	slices.Reverse(pieces)
	slices.Reverse(ends)
	return d.gather(rs, pieces, ends)
}

// value is what a candidate word is worth to the cut.
func (d *desk) value(w string, n int) (float64, class, bool) {
	size := math.Pow(float64(n), 1.8)
	if c, ok := tables.class[w]; ok {
		if n == 1 {
			return 0.8, c, true
		}
		return size + 1.6, c, true
	}
	if tables.syn[w] != nil {
		if n == 1 {
			return 1, content, true
		}
		return size + 1.6, content, true
	}
	if n > 1 && tables.noun[w] {
		return size + 1.6, content, true
	}
	if n < 2 || edgeParticle(w) || strings.Contains(w, "的") || !d.has(w) {
		return 0, content, false
	}
	if _, named := slices.BinarySearch(d.names(), w); named && properName.MatchString(w) {
		return size + 1.6, content, true
	}
	return size - 0.2, content, true
}

// edgeParticle reports whether a run begins or ends with a character that only joins.
func edgeParticle(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	last, _ := utf8.DecodeLastRuneInString(w)
	return strings.ContainsRune("的了和与及在是为将对并把由从以等之着就也都要号第", first) || strings.ContainsRune("的了和与及在是为将对并把由从以等之着就也都于", last)
}

// gather turns the cut into words; characters that nothing explains are joined to unknown words.
func (d *desk) gather(rs []rune, pieces []step, ends []int) []word {
	var out []word
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if !p.loose {
			if p.kind == content || p.kind == faint {
				out = append(out, d.plain(string(rs[p.from:ends[i]]), p.kind))
			}
			continue
		}
		j := i
		for j+1 < len(pieces) && pieces[j+1].loose {
			j++
		}
		if j == i {
			out = append(out, d.lone(rs, pieces, ends, i)...)
		} else {
			out = append(out, d.unknown(string(rs[p.from:ends[j]]))...)
		}
		i = j
	}
	return out
}

// lone reads a single character that nothing explains. It may make a short form or an
// unknown word with a single character beside it, or name a thing behind a measure word
// (几头猪). Else it is a word of the asker's own: no evidence can be asked for it.
func (d *desk) lone(rs []rune, pieces []step, ends []int, i int) []word {
	char := string(rs[pieces[i].from:ends[i]])
	if digitsOf[rs[pieces[i].from]] != "" && ends[i] < len(rs) {
		if slogan := char + string(rs[ends[i]]); d.abbreviated(slogan) != "" {
			return d.unknown(slogan)
		}
	}
	if strings.Contains(joints, char) || digitsOf[rs[pieces[i].from]] != "" {
		return nil
	}
	single := func(k int) (string, bool) {
		if k < 0 || k >= len(pieces) || ends[k]-pieces[k].from != 1 || strings.ContainsRune(joints, rs[pieces[k].from]) {
			return "", false
		}
		return string(rs[pieces[k].from:ends[k]]), true
	}
	before, left := single(i - 1)
	after, right := single(i + 1)
	for _, joined := range []string{before + char, char + after} {
		if alts := d.longForms(joined); len(alts) > 0 {
			return []word{{text: joined, alts: alts, name: true, gap: "words"}}
		}
	}
	switch {
	case d.has(char):
		return []word{{text: char}} // it may tell one sentence from another, and is no evidence
	case left && right:
		return d.unknown(before + char + after)
	case left:
		return d.unknown(before + char)
	case right:
		return d.unknown(char + after)
	case i > 0 && pieces[i-1].kind == asking && strings.ContainsAny(string(rs[pieces[i-1].from:ends[i-1]]), "几多"):
		return []word{{text: char, name: true, gap: "words"}}
	}
	return nil
}

// joints only join; they never are a part of a name.
const joints = "的地得了着过是在有和与及或跟同把被给让将从向往对至于以为因但而且也都就才又再还已曾正之其该此这那它他她你我吗呢么没不几多哪要能会可想让最很太些怎"

func (d *desk) plain(w string, c class) word {
	out := word{text: w, class: c, alts: tables.syn[w]}
	if tables.noun[w] && c == content && !d.says(&out) {
		return word{text: w, name: true, gap: "words"}
	}
	if properName.MatchString(w) {
		out.name, out.gap = true, "place"
	}
	return out
}

// unknown is a run that no document and no table has: perhaps a name that was
// mistyped, perhaps something that the documents do not speak of.
func (d *desk) unknown(w string) []word {
	if n := utf8.RuneCountInString(w); n < 2 {
		return nil
	}
	if name, ok := d.meant(w); ok {
		return []word{{text: name, name: true, gap: "words"}}
	}
	if alts := d.longForms(w); len(alts) > 0 {
		return []word{{text: w, alts: alts, name: true, gap: "words"}}
	}
	if list := d.abbreviated(w); list != "" {
		return []word{{text: w, alts: []string{list}, name: true, gap: "words"}}
	}
	gap := "words"
	if properName.MatchString(w) {
		gap = "place"
	}
	return []word{{text: w, gap: gap, name: true}}
}

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

// properName ends like the name of a river, a place or a body.
var properName = regexp.MustCompile(`^.{1,5}(?:河|江|湖|溪|水库|镇|街道|乡|村|社区|区|县|旗|苏木|山|公园|湿地|桥|园区|公司|学校|医院)$`)

var abbreviation = regexp.MustCompile(`^([二三四五六七八九十两])([\p{Han}])$`)

// abbreviated finds the list that an office abbreviation stands for: 五进 is a list
// of five items that each have 进. It returns the list's key, "" if there is none.
func (d *desk) abbreviated(w string) string {
	m := abbreviation.FindStringSubmatch(w)
	if m == nil {
		return ""
	}
	n, _ := segment.Number(strings.Replace(m[1], "两", "二", 1))
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

// sloganList finds the slogan's list by the last word or, where that holds a character
// too many (三个不怎), by its first character; end is where the slogan ends.
func (d *desk) sloganList(number string, each []string, to int) (list string, end int) {
	n, _ := segment.Number(strings.Replace(number, "两", "二", 1))
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

// says reports whether any document has the word in any spelling.
func (d *desk) says(w *word) bool { return slices.ContainsFunc(w.spellings(), d.has) }
