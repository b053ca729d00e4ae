package units

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

const (
	quantifier = `(?:全区|全县|全市|区级|区直|区属|市级|市直|市属|县级|县直|县属|各级|各|所有|全部|相关|有关|涉及|沿线|沿河|属地|所在地?|其他|其它|其余|等|[0-9０-９]{1,6}个?|[一二两三四五六七八九十]{1,6}个)`
	qualifier  = `(?:的|职能|责任|牵头|配合|成员|参与|直属|主管|行业|监管|业务|承办|协办|党政)`
	core       = `(?:镇人民政府[、，]各?街道办事处|镇[（(]街道[)）]|镇[、，]各?街道|乡镇[（(]街道[)）]|乡镇[、，]各?街道|乡镇街道|镇街道办事处|镇街道|镇街办?|街镇|镇办|乡镇办|街道办事处|街道|乡镇人民政府|乡镇|镇人民政府|镇|` +
		`部门单位|部门|委办局|单位|专班|园区|村[（(]社区[)）]|村社区|村居|社区|村|平台公司|国有企业|国企)`
)

// quantifierStarts are the runes that a group word can begin with.
const quantifierStarts = "全区市县各所相有涉沿属其等0123456789０１２３４５６７８９一二两三四五六七八九十"

var (
	groupWord = pattern.MustCompile(`^` + quantifier + `(?:` + quantifier + `|` + qualifier + `){0,4}` + core)
	phrase    = pattern.MustCompile(`^(?:各级各部门|全区上下|全县上下|全市上下|社会各界|(?:行业)?主管部门|领导小组各?成员单位|各级河长)`)
	counted   = pattern.MustCompile(`^[0-9０-９一二两三四五六七八九十]{1,6}个?(?:部门单位|部门|单位|专班|园区|村[（(]社区[)）]|村社区|村居|社区|村|平台公司|国有企业|国企)$`)
	number    = pattern.MustCompile(`[0-9０-９一二两三四五六七八九十]{1,6}个`)
	// closedWord is a group that has exactly the units of the roster. Whatever else a phrase holds opens it.
	closedWord = pattern.MustCompile(`^(?:(?:全区|全县|区级|区直|区属|县级|县直|县属|各|所有|全部|直属)|[0-9一二两三四五六七八九十]{1,6}个?)+(` + core + `)$`)
)

// wider are runes that make another word of a group word's last one: 各街道+路.
var wider = map[string]string{"街道": "路", "单位": "面产能", "镇": "域区长", "村": "庄民", "部门": "规章", "社区": "矫", "园区": "域"}

func groupsIn(text string) []Mention {
	var out []Mention
	for _, at := range append(scan(text, "各全社行主领", phrase), scan(text, quantifierStarts, groupWord)...) {
		start, end := at[0], at[1]
		if counted.MatchString(text[start:end]) {
			continue // 发了38个单位: a count, nobody in particular
		}
		if end = tighten(text, start, end); end > start {
			w := text[start:end]
			out = append(out, Mention{Name: w, Text: w, Start: start, End: end, Group: true})
		}
	}
	return out
}

// tighten gives back what belongs to the next word: 各镇街道路 is 各镇街 and 道路.
func tighten(text string, start, end int) int {
	after, size := decode(text[end:])
	if size == 0 {
		return end
	}
	for last, more := range wider {
		if !strings.HasSuffix(text[start:end], last) || !strings.ContainsRune(more, after) {
			continue
		}
		if last == "街道" && strings.HasSuffix(text[start:end], "镇街道") {
			return end - len("道")
		}
		return start
	}
	return end
}

// Expand lists the units a group word stands for, and whether the word is a
// closed group. 等, 相关, 有关, 沿线 and the like are not: who is meant must be asked.
func (r *Roster) Expand(group string) ([]string, bool) {
	g := key(group)
	if r.away {
		return nil, false
	}
	for _, p := range r.prefixes {
		if rest, ok := strings.CutPrefix(g, p); ok && utf8.RuneCountInString(p) > 1 {
			g = rest // 荣昌区各镇街
			break
		}
	}
	m := closedWord.FindStringSubmatch(g)
	if m == nil {
		return nil, false
	}
	names := r.listed(m[1])
	if n := number.FindString(g); n != "" || strings.ContainsAny(g, "0123456789") {
		if count(g) != len(names) {
			return nil, false
		}
	}
	return names, len(names) > 0
}

// listed names the units of a closed group's core word.
func (r *Roster) listed(core string) []string {
	street, town := strings.Contains(core, "街"), strings.ContainsAny(core, "镇乡")
	var out []string
	for _, u := range r.units {
		if u.Kind == Town && (strings.HasSuffix(u.Name, "街道") && street || !strings.HasSuffix(u.Name, "街道") && town) ||
			u.Kind == Department && strings.HasPrefix(core, "部门") || u.Kind == Department && core == "委办局" {
			out = append(out, u.Name)
		}
	}
	return out
}

// count reads the number of a group word: 21个镇街, 二十一个镇街.
func count(s string) int {
	n, tens, seen := 0, 0, false
	for _, c := range s {
		switch d := strings.IndexRune("零一二三四五六七八九", c) / len("零"); {
		case c >= '0' && c <= '9':
			n, seen = n*10+int(c-'0'), true
		case c == '十' && !seen:
			tens, n = 10, 0
		case c == '十':
			tens, n = n*10, 0
		case c == '两':
			n, seen = 2, true
		case d > 0:
			n, seen = d, true
		}
	}
	return tens + n
}
