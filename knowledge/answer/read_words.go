package answer

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

var latinRun = pattern.MustCompile(`[a-z][a-z0-9.\-]*|\d+(?:\.\d+)?%?`)

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
	for _, m := range quotedName.FindAllStringSubmatchIndex(rest, -1) {
		if title := bare(rest[m[2]:m[3]]); d.strange(title) {
			out = append(out, word{text: title, name: true, naming: true, gap: "words"})
			blank(b, m[0], m[1])
		}
	}
	if w, ok := d.otherNumbered(rest); ok {
		out = append(out, w)
	} else if m := numbered.FindStringSubmatch(rest); m != nil && m[2] == "大" && !d.saysNumbered(m) {
		i := strings.Index(rest, m[0])
		blank(b, i, i+len(m[1]+m[2])) // 四大污染: the asker's own count
	}
	for _, w := range figs {
		if !d.askersCount(&w, rest) {
			out = append(out, w)
		} else if list := d.countedList(w.text, rest); list != "" {
			out = append(out, word{text: w.text, alts: []string{list}, name: true, gap: "words"})
		}
	}
	for _, loc := range latinRun.FindAllStringIndex(string(b), -1) {
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

// strange reports whether no two characters of a run stand together in any document.
func (d *desk) strange(run string) bool {
	rs := []rune(run)
	for i := 0; i+1 < len(rs); i++ {
		if d.has(string(rs[i : i+2])) {
			return false
		}
	}
	return len(rs) > 1 || len(rs) == 1 && !d.has(run)
}

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

const longestWord = 16

// cut parts a run of Han characters into the words that the documents and the
// tables know, preferring long ones; what nobody knows is kept as unknown.
func (d *desk) cut(run string) []word {
	rs := []rune(run)
	pieces, ends := cutBy(d.value, rs)
	return d.gather(rs, pieces, ends)
}

// cutBy cuts where the pieces are worth most; it returns them and their ends.
func cutBy(value func(w string, n int) (float64, class, bool), rs []rune) (pieces []step, ends []int) {
	best := make([]step, len(rs)+1)
	for i := 1; i <= len(rs); i++ {
		best[i] = step{from: i - 1, score: best[i-1].score, kind: content, loose: true}
		for n := 1; n <= min(i, longestWord); n++ {
			s, c, ok := value(string(rs[i-n:i]), n)
			if ok && !(n > 2 && i < len(rs) && modal.MatchString(string(rs[i-1:i+1]))) && best[i-n].score+s > best[i].score {
				best[i] = step{from: i - n, score: best[i-n].score + s, kind: c}
			}
		}
	}
	for i := len(rs); i > 0; i = best[i].from {
		pieces, ends = append(pieces, best[i]), append(ends, i)
	}
	slices.Reverse(pieces)
	slices.Reverse(ends)
	return pieces, ends
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
		return size + 1.6 + 0.2*float64(max(n-2, 0)), content, true // 来凤|污水厂, not 来凤污|水厂
	}
	if n > 1 && tables.noun[w] {
		return size + 1.6, content, true
	}
	if n > 1 && tables.common[w] {
		return size + 0.6, content, true
	}
	if n < 2 || n > 3 && (strings.HasPrefix(w, "个") && !strings.HasPrefix(w, "个人") && !strings.HasPrefix(w, "个体") || limitAtEnd.MatchString(w)) || edgeParticle(w) || tables.joinsOn(w) || modal.MatchString(w) || strings.Contains(w, "的") || bodyAndVerb(w) || !d.has(w) {
		return 0, content, false
	}
	if _, named := slices.BinarySearch(d.names(), w); named && properName.MatchString(w) {
		return size + 1.6, content, true
	}
	return size - 0.2, content, true
}

// bodyAndVerb reports whether a run is but a word for any body and what it does: 单位|负责.
func bodyAndVerb(w string) bool {
	rs := []rune(w)
	return len(rs) == 4 && tables.class[string(rs[:2])] == faint && leadWord.MatchString(string(rs[2:]))
}

// modal begins a run that is a word and what stands before it: 可以|申请.
var modal = pattern.MustCompile(`^(?:可以|应当|应该|需要|必须|可能|能够|是否|不得)`)

// limitAtEnd ends a run that is a word and how much of it there may be: 贷款|最高, 贷款|每次.
var limitAtEnd = pattern.MustCompile(`(?:最[高低大小长短多少]|至[少多]|每[次年月天人户])$`)

// edgeParticle reports whether a run begins or ends with a character that only joins.
func edgeParticle(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(w, "为")) // 行为
	if !strings.HasSuffix(w, "行为") {
		last, _ = utf8.DecodeLastRuneInString(w)
	}
	return strings.ContainsRune("的了和与及在是为将对并把由从以等之着就也都要号第", first) || strings.ContainsRune("的了和与及在是为将对并把由从以等之着就也都于每最更", last)
}

// gather turns the cut into words; characters that nothing explains are joined to unknown words.
func (d *desk) gather(rs []rune, pieces []step, ends []int) []word {
	var out []word
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if n := compound(rs, pieces[i:], ends[i:]); n > 0 {
			out = append(out, d.unknown(string(rs[p.from:ends[i+n-1]]))...)
			i += n - 1
			continue
		}
		if !p.loose {
			if p.kind == content || p.kind == faint {
				for _, w := range d.parted(string(rs[p.from:ends[i]])) {
					if tables.common[w] && p.kind == content && !d.says(&word{text: w, alts: tables.syn[w]}) {
						out = append(out, d.unknown(w)...)
						continue
					}
					out = append(out, d.plain(w, p.kind))
				}
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

// compound is how many single characters in a row make a name that nobody knows: 回收物中转站,
// not 收, 物, 转 and 站. 0 if they are words of their own.
func compound(rs []rune, pieces []step, ends []int) int {
	n, loose := 0, 0
	for n < len(pieces) && ends[n]-pieces[n].from == 1 && pieces[n].kind != asking && !strings.ContainsRune(joints+complements+oneToNine, rs[pieces[n].from]) {
		if pieces[n].loose {
			loose++
		}
		n++
	}
	for n > 0 && pieces[n-1].kind == faint {
		n-- // 市局|找: what is done to it is a word of its own
	}
	if n < 3 || loose < 2 {
		return 0
	}
	return n
}

// parted takes a long run apart that stands in few places, where both its parts are words
// that stand in many: 电动自行车|登记.
func (d *desk) parted(run string) []string {
	rs := []rune(run)
	if len(rs) < 5 || tables.syn[run] != nil || tables.noun[run] {
		return []string{run}
	}
	at, most, n := 0, 0, len(d.where(run))
	for i := 2; i <= len(rs)-2; i++ {
		head, tail := string(rs[:i]), string(rs[i:])
		if edgeParticle(head) || edgeParticle(tail) {
			continue
		}
		if k := min(len(d.where(head)), len(d.where(tail))); k >= 4*n && k >= most {
			at, most = i, k
		}
	}
	if at == 0 {
		return []string{run}
	}
	return []string{string(rs[:at]), string(rs[at:])}
}

// lone reads a single character that nothing explains. It may make a short form or an
// unknown word with a single character beside it, or name a thing behind a measure word
// (几头猪). Else it is a word of the asker's own: no evidence can be asked for it.
func (d *desk) lone(rs []rune, pieces []step, ends []int, i int) []word {
	char := string(rs[pieces[i].from:ends[i]])
	if strings.ContainsRune(oneToNine, rs[pieces[i].from]) && ends[i] < len(rs) {
		if slogan := char + string(rs[ends[i]]); d.abbreviated(slogan) != "" {
			return d.unknown(slogan)
		}
	}
	if strings.Contains(joints+oneToNine, char) {
		return nil
	}
	single := func(k int) (string, bool) {
		if k < 0 || k >= len(pieces) || ends[k]-pieces[k].from != 1 || pieces[k].kind == join || pieces[k].kind == asking || strings.ContainsRune(joints+complements, rs[pieces[k].from]) {
			return "", false
		}
		if k > 0 && pieces[k-1].kind == asking && strings.ContainsRune(measureWords, rs[pieces[k].from]) {
			return "", false // 多少种|鸟
		}
		if pieces[k].kind == faint && !tables.hasWord(string(rs[min(pieces[k].from, pieces[i].from):max(ends[k], ends[i])])) {
			return "", false // 哪个区|看过
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
	case d.has(char) && !left && !right:
		return []word{{text: char}} // it may tell one sentence from another, and is no evidence
	case left && right:
		return d.unknown(before + char + after)
	case left:
		return d.unknown(before + char)
	case right:
		return d.unknown(char + after)
	case i > 0 && pieces[i-1].kind == asking && strings.ContainsAny(string(rs[pieces[i-1].from:ends[i-1]]), "几多"):
		return []word{{text: char, name: true, gap: "words"}}
	case strings.Contains(measureWords+complements, char):
		return nil
	}
	return []word{{text: char, stray: true}}
}

// joints only join; they never are a part of a name.
const joints = "的地得了着过是在有和与及或跟同把被给让将从向往对至于以为因但而且也都就才又再还已曾正之其该此这那它他她你我吗呢么没不几多哪要能会可想让最很太些怎"

// complements end a verb, or begin the next.
const complements = "到完好成掉起下上出开来去住走满够齐清透列第"

func (d *desk) plain(w string, c class) word {
	out := word{text: w, class: c, alts: tables.syn[w]}
	if tables.noun[w] && c == content && !d.says(&out) {
		return word{text: w, name: true, gap: "words"}
	}
	if namesPlace(w) {
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
	if thing, ok := strings.CutSuffix(w, "子"); ok && runes(thing) == 1 && d.has(thing) {
		return []word{{text: thing}} // 笋子, as people call 笋
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
	if namesPlace(w) {
		gap = "place"
	}
	return []word{{text: w, gap: gap, name: true}}
}

// properName ends like the name of a river, a place or a body.
var properName = pattern.MustCompile(`^.{1,5}(?:` + waters + `|` + areas + `|` + banners + `|` + sites + `|公司|学校|医院)$`)

// namesPlace reports whether a word ends like a name and not in a word of the tables: 创建两山.
func namesPlace(w string) bool {
	rs := []rune(w)
	for i := 1; i+1 < len(rs); i++ {
		if end := string(rs[i:]); tables.syn[end] != nil && !placeSort.MatchString(end) {
			return false
		}
	}
	return properName.MatchString(w)
}

var placeSort = pattern.MustCompile(`^(?:` + waters + `|` + areas + `|` + sites + `)$`)

// says reports whether any document has the word in any spelling.
func (d *desk) says(w *word) bool { return slices.ContainsFunc(w.spellings(), d.has) }
