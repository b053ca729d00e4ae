package answer

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// What names of one sort end in.
const (
	waters  = `河|江|湖|溪|水库`
	towns   = `镇|街道|乡`
	areas   = towns + `|区|县`
	banners = `旗|苏木`
	sites   = `村|社区|山|公园|湿地|桥|园区`
	bodies  = `局|委|办|部|厅|政府|中心|公司|委员会|分局|集团|管委会|办公室`
)

var nameIn = pattern.MustCompile(`[\p{Han}]{1,5}(?:` + waters + `|` + areas + `|` + sites + `|滩|局|委|办)`)

// properNames gathers the names that a question may mistype: quoted words, names
// of rivers and places, and the roster.
func (d *desk) properNames(r *units.Roster) []string {
	set := map[string]bool{}
	for i := range d.sentences {
		text := fold(d.sentences[i].text)
		for _, m := range nameIn.FindAllString(text, -1) {
			addTails(set, m)
		}
		if !strings.Contains(text, `"`) {
			continue
		}
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			if n := utf8.RuneCountInString(m[1]); n >= 3 && n <= 8 {
				set[bare(m[1])] = true
			}
		}
	}
	if r != nil {
		for _, u := range r.All() {
			set[bare(u.Name)] = true
		}
	}
	out := make([]string, 0, len(set))
	for n := range set {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

var quoted = pattern.MustCompile(`"([^"]+)"`)

// addTails keeps every ending of at least three characters: 实施濑溪河 holds 濑溪河.
func addTails(set map[string]bool, s string) {
	rs := []rune(s)
	for i := 0; len(rs)-i >= 3; i++ {
		set[string(rs[i:])] = true
	}
}

// meant finds the one name of the documents that sounds or looks like w. A name
// that is merely near (清江河 for 清流河) is another name, and is not taken.
func (d *desk) meant(w string) (string, bool) {
	rs := []rune(w)
	if len(rs) < 3 {
		return "", false
	}
	found := ""
	for _, n := range d.names() {
		if n == w || !soundsAs(rs, []rune(n)) || !d.has(n) {
			continue
		}
		if found != "" {
			return "", false
		}
		found = n
	}
	return found, found != ""
}

func soundsAs(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	differ := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if !tables.alike(a[i], b[i]) {
			return false
		}
		differ++
	}
	return differ > 0 && differ*2 <= len(a)+1
}

var nameEnd = pattern.MustCompile(`(?:` + waters + `|` + areas + `|` + sites + `|滩|局|委|办)$`)

// mend replaces names that were typed by ear with the documents' own: 濑西河 → 濑溪河.
func (d *desk) mend(text string) string {
	rs := []rune(text)
	for end := len(rs); end >= 3; end-- {
		if !nameEnd.MatchString(string(rs[end-2 : end])) {
			continue
		}
		for n := min(5, end); n >= 3; n-- {
			w := string(rs[end-n : end])
			if d.has(w) {
				break
			}
			if name, ok := d.meant(w); ok {
				copy(rs[end-n:end], []rune(name))
				break
			}
		}
	}
	return string(rs)
}

// hanRun is a run of Han characters.
var hanRun = pattern.MustCompile(`\p{Han}+`)

// respell replaces words typed by ear, wherever they stand, with the one of the tables that
// sounds alike and that a document has: 申抱材料 → 申报材料, 连系人 → 联系人.
func (d *desk) respell(text string) string {
	return hanRun.ReplaceAllStringFunc(text, func(run string) string {
		rs := []rune(run)
		pieces, ends := cutBy(d.valueByEar, rs)
		out := ""
		for i, p := range pieces {
			w := string(rs[p.from:ends[i]])
			if _, _, known := d.value(w, runes(w)); !known {
				if meant, ok := d.misheard(w); ok {
					w = meant
				}
			}
			out += w
		}
		return out
	})
}

// valueByEar is what a candidate word is worth to the cut, one that only sounds like a word a little less.
func (d *desk) valueByEar(w string, n int) (float64, class, bool) {
	if s, c, ok := d.value(w, n); ok {
		return s, c, ok
	}
	_, ok := d.misheard(w)
	return math.Pow(float64(n), 1.8) - 1, content, ok
}

// misheard is the one word of the tables that a document has and that sounds like w, in
// all but one character the same.
func (d *desk) misheard(w string) (string, bool) {
	rs := []rune(w)
	if len(rs) < 2 || len(rs) > 4 || strings.ContainsAny(w, joints) || d.has(w) {
		return "", false
	}
	found := ""
	for i, r := range rs {
		for _, like := range tables.soundingAs(r) {
			c := string(rs[:i]) + string(like) + string(rs[i+1:])
			if like == r || c == found || tables.syn[c] == nil && !tables.noun[c] && !genreNoun.MatchString(c) || !d.has(c) {
				continue
			}
			if found != "" {
				return "", false
			}
			found = c
		}
	}
	return found, found != ""
}

// genreNoun is what papers are called.
var genreNoun = pattern.MustCompile(`^(?:` + letters + `|` + plans + `)$`)

var (
	placeLike   = pattern.MustCompile(`\p{Han}{2}(?:河|江|湖|水库|` + areas + `|` + banners + `)|\p{Han}(?:河|江|湖|溪)`)
	placeKind   = pattern.MustCompile(`(?:` + waters + `|` + areas + `|` + banners + `)$`)
	placeLonger = pattern.MustCompile(`^(?:流|道|长|湖|岸|段|街|村|域|镇|办|级|里|内|直|委|政)`)
	placeAny    = pattern.MustCompile(`[要大小内各全外些条]江$|^[去赴到往在从是和与及过沿离]|沿线|重点|主要|跨界|城区|农村|小微|大小|中小|境内|示范|相关|有关|各个|所有|全部|城市|集中|饮用|大型|中型|小型|全区|全县|全市|[条些的个这那哪几各每管是有沿该本多少和与及跟到在我全外邻大小内运园景社地辖库城校片厂矿牧湖山林灾疫新老特专郊里功开高保护]$`)
)

const (
	// setsApart are characters that make another name of the one behind them: 黑龙潭.
	setsApart = `黑白红青绿小老东西南北石金银`
	// opens does so at the beginning only: 目前濑溪河, 提高濑溪河水质 have the name itself.
	opens = `大新上下前后高中`
)

// namePrefix ends the text before a name that is a part of another: 小|白云镇.
var namePrefix = pattern.MustCompile(`[` + setsApart + `]$|^[` + opens + `]$`)

// otherName begins a name that is not the one behind it: 小东江 is no 东江.
var otherName = pattern.MustCompile(`^[` + setsApart + opens + `]`)

// inLonger reports whether a name is only the beginning of a longer word: 濑溪|河岸.
func (d *desk) inLonger(name, stem, after string) bool {
	if runes(name) <= 2 || !placeLonger.MatchString(after) {
		return false
	}
	return d.has(stem) || tables.class[stem] != content || !strings.ContainsAny(name, "河江湖溪")
}

// isRiver reports whether a word before 江 is no part of the river's name: 看长江 is 长江.
func (d *desk) isRiver(name string) bool {
	return strings.HasSuffix(name, "江") && runes(name) > 2 && !otherName.MatchString(name) && d.has(string([]rune(name)[1:]))
}

// strangePlaces takes out names of rivers, towns and districts that no document has as
// they stand: 清江河 is not met by 清江镇 and some other 河.
func (d *desk) strangePlaces(text string) ([]word, string) {
	rest := []byte(text)
	var out []word
	for _, loc := range placeLike.FindAllStringIndex(text, -1) {
		name := text[loc[0]:loc[1]]
		if m := namePrefix.FindString(text[:loc[0]]); m != "" && d.has(name) && !d.has(m+name) {
			loc[0], name = loc[0]-len(m), m+name // 黑龙潭水库 is not 龙潭水库
		}
		if m := beforePlace.FindString(name); m != "" && runes(name) > 2 && (m == "有" || d.has(name[len(m):])) {
			loc[0], name = loc[0]+len(m), name[len(m):] // 有沱江没, 给泸县的补偿
		}
		cut := nounBefore(text, loc[0], name) // 无人机巡河
		loc[0], name = loc[0]+cut, name[cut:]
		stem := placeKind.ReplaceAllString(name, "")
		if d.has(name) || placeAny.MatchString(stem) || d.inLonger(name, stem, text[loc[1]:]) || d.isRiver(name) {
			continue
		}
		if _, known := tables.class[stem]; known && runes(stem) > 1 || tables.syn[stem] != nil || tables.noun[name] || strings.Contains(joints, stem) {
			continue
		}
		from := loc[0]
		if cut == 0 {
			from = d.nameFrom(text, from)
		}
		out = append(out, word{text: text[from:loc[1]], name: true, gap: "place"})
		blank(rest, from, loc[1])
	}
	return out, string(rest)
}

// beforePlace only joins the name of a place to what stands before it.
var beforePlace = pattern.MustCompile(`^[有给跟和与同向对]`)

// nounBefore is how many bytes of a name belong to an everyday noun that begins before it.
func nounBefore(text string, at int, name string) int {
	before, own := []rune(text[:at]), []rune(name)
	for j := min(2, len(own)-1); j > 0; j-- {
		for i := 1; i <= min(2, len(before)); i++ {
			if tables.noun[string(before[len(before)-i:])+string(own[:j])] {
				return len(string(own[:j]))
			}
		}
	}
	return 0
}

// nameFrom is where a name begins that is cut at the front: 诸佛庵镇, not 佛庵镇.
func (d *desk) nameFrom(text string, at int) int {
	for range mostBefore {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if n == 0 || notHan(r) || strings.ContainsRune(joints, r) || tables.class[string(r)] != content || tables.syn[string(r)] != nil {
			return at
		}
		if before, k := utf8.DecodeLastRuneInString(text[:at-n]); k > 0 && (d.has(string(before)+string(r)) || tables.class[string(before)+string(r)] != content) {
			return at
		}
		at -= n
	}
	return at
}

// mostBefore is how many characters of a name may stand before what is known as one: 乌力吉木仁河.
const mostBefore = 3
