package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// remarkList says when the number of things is given but not which they are.
func remarkList(q *query, a *Answer, c *judged, p *passage) {
	if p.clause.Kind == outline.Row || q.kind == askMany && !eachOfThem.MatchString(q.text) || q.kind == askWho && !q.plural && !called.MatchString(q.text) && !sortAsked.MatchString(q.text) {
		return
	}
	if l, ok := unlisted(q, a); ok && !slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == Item }) {
		a.Lines = append(a.Lines, Line{Code: NoList, Args: []string{l}})
		a.Kind = Partly
	}
}

var (
	called     = pattern.MustCompile(`\d.*(?:叫什么|名字|名称)`)
	eachOfThem = pattern.MustCompile(`\d.*(?:` + each + `)`)
)

// countedOnly is a counted noun of a text that lists nothing before or behind it: 14个镇街.
func countedOnly(text string) (string, bool) {
	for _, f := range segment.Quantity(text) {
		noun := nounAfter(text[f.End:])
		if noun != "" && f.Value >= 2 && !measured.MatchString(f.Unit) && !strings.Contains(text, "、") {
			return f.Text + noun, true
		}
	}
	return "", false
}

// unlisted finds a counted noun that the question asks to have listed, without items before it: 濑溪河14个镇街.
func unlisted(q *query, a *Answer) (string, bool) {
	for _, l := range a.Lines {
		if l.Code != Quoted {
			continue
		}
		last := 0 // items before an earlier figure belong to that one
		figures := segment.Quantity(l.Text)
		for i, f := range figures {
			if strings.ContainsAny(f.Text, "ⅠⅡⅢⅣⅤ") {
				continue // a grade counts nothing: 优于Ⅲ类水体比例
			}
			from := last
			last = f.End
			noun := nounAfter(l.Text[f.End:])
			if noun == "" || f.Value < 2 || measured.MatchString(f.Unit) || !asksFor(q, f.Text, noun) {
				continue
			}
			before := lastPiece(l.Text[from:f.Start])
			if !listsBefore(before) && !strings.Contains(l.Text[f.End:], "：") && (from > 0 || !repeatsItems(ownWords(l.Text, figures, i))) {
				return f.Text + noun, true
			}
			return "", false
		}
		if m := numbered.FindStringSubmatch(l.Text); m != nil && m[2] == "大" && membersAsked.MatchString(q.text) && strings.Contains(q.text, m[2]+m[3]) {
			if _, behind, _ := strings.Cut(l.Text, m[0]); !strings.ContainsAny(behind, "、：") {
				return m[1] + m[2] + nounAfter(m[0][len(m[1]+m[2]):]), true
			}
		}
		if m := uncounted.FindStringSubmatch(l.Text); m != nil && strings.Contains(q.text, bare(nounAfter(m[2]))) && membersAsked.MatchString(q.text) {
			return m[1] + nounAfter(m[2]), true
		}
		if t := unnamedSort(q.text, l.Text); t != "" {
			return t, true
		}
		if t := inSlogan(q, l.Text); t != "" {
			return t, true
		}
	}
	return "", false
}

// countedWord is a word of a slogan that counts things it does not name: 三山.
var countedWord = pattern.MustCompile(`^[二两三四五六七八九十]\p{Han}{1,2}$`)

// whichOfThem asks for the members of what is counted: 是哪三座山.
var whichOfThem = pattern.MustCompile(`哪(?:些|几|\d|[一二两三四五六七八九十])|名单|名字|名称|分别`)

// inSlogan is the counted word that was asked about, where a text has it only as one of a
// quoted row of such words: “一圈、两区、三山”.
func inSlogan(q *query, text string) string {
	if !whichOfThem.MatchString(q.text) {
		return ""
	}
	for i := range q.words {
		w := q.words[i].text
		if !countedWord.MatchString(w) {
			continue
		}
		for _, m := range quotation.FindAllString(text, -1) {
			if strings.Contains(m, w) && strings.Contains(m, "、") && strings.Count(text, w) == 1 {
				return w
			}
		}
	}
	return ""
}

// listsBefore reports whether what stands before a figure lists what it counts: 甲、乙等4种, “甲”“乙”2种,
// not 区委、区政府确定的六个….
func listsBefore(text string) bool {
	at := strings.LastIndex(text, "、")
	return strings.Contains(text, "”“") || at >= 0 && !strings.Contains(text[at:], "的")
}

// uncounted are several things without a number: 一批项目.
var uncounted = pattern.MustCompile(`(一批|一系列|若干个?|多个)([\p{Han}]{2,6})`)

// persons are people of a sort who may be told by name.
const persons = `专家|志愿者|代表|记者|党员`

var personsNamed = pattern.MustCompile(persons)

// sortAsked asks which bodies or people of a sort are meant: 哪些单位, where 相关单位 is written.
var (
	sortAsked = pattern.MustCompile(`(?:哪些|哪几[个家位])(单位|部门|镇街|乡镇|企业|公司|专家|人员|领导|媒体|村|社区)|(名单)|(` + persons + `)组?(?:都|各|分别|到底)*(?:是|有|包括|叫)*(?:谁|哪些|哪几|什么名字)`)
	ofSort    = pattern.MustCompile(`(?:各(?:职能|级|相关|有关)?|相关|有关)(单位|部门|镇街|乡镇|企业|公司|专家|人员|领导|负责人)`)
)

// unnamedSort is what a text writes for the bodies or people asked about, where it names none of them.
func unnamedSort(asked, text string) string {
	sort := sortAsked.FindStringSubmatch(asked)
	if sort == nil {
		return ""
	}
	sort[1] += sort[3]
	if sort[2] != "" {
		sort[1] = personsNamed.FindString(asked)
	}
	for _, m := range ofSort.FindAllStringSubmatch(text, -1) {
		if m[1] == sort[1] || sort[2] != "" && m[1] != "领导" { // of leaders an office is written, which is said so
			return m[0]
		}
	}
	if at := strings.Index(text, sort[1]); at >= 0 && sort[1] != "" && strings.Contains("企业公司"+persons, sort[1]) && !strings.Contains(lastPiece(text[:at]), "、") {
		return sort[1]
	}
	return ""
}

// measured are units of things that have no list: money, lengths, shares, times.
var measured = pattern.MustCompile(`元|%|‰|米|里|亩|公顷|吨|升|克|[年月日天周]|小时|分钟?$|百分点`)

// ownWords is the text without what the next figure counts: 14个镇街，突出甲、乙等4种模式.
func ownWords(text string, figures []segment.Figure, i int) string {
	if i+1 < len(figures) {
		if cut := strings.LastIndex(text[:figures[i+1].Start], "，"); cut > figures[i].End {
			return text[:cut]
		}
	}
	return text
}

// repeatsItems reports whether the words hold a list in the manner of 进社区、进校园.
func repeatsItems(text string) bool { return len(splitList(text)) >= 3 }

var nounRun = pattern.MustCompile(`^[\p{Han}]{1,6}`)

// nounAfter is what a figure counts: 14个〔镇街〕为创建范围.
func nounAfter(rest string) string {
	m := nounRun.FindString(rest)
	if i := strings.IndexAny(m, "为的是作在和与及以纳被"); i >= 0 {
		m = m[:i]
	}
	return m
}

// townsCounted are towns by any of their words.
var townsCounted = pattern.MustCompile(`^(?:镇街道?|乡镇|镇乡|街道|镇|乡)`)

// membersAsked asks which they are, or what they are called.
var membersAsked = pattern.MustCompile(`哪些|哪几|哪\d+|叫什么|名单|名字|名称|` + each)

// asksFor reports whether a counted noun is what the question asks to have listed: it
// stands behind 哪些, or nothing does.
func asksFor(q *query, figure, noun string) bool {
	f, text := bare(noun), q.text
	if membersAsked.MatchString(text) && strings.Contains(text, bare(figure)) {
		return true
	}
	if tail := behindAsking(text); tail != "" && (q.kind == askWho || q.kind == askList && strings.Contains(text, "哪个")) {
		text = tail
	}
	if strings.Contains(text, f) || townsCounted.MatchString(f) && townsListed.MatchString(text) {
		return true
	}
	rs := []rune(f)
	return len(rs) > 2 && strings.Contains(text, string(rs[len(rs)-2:]))
}

func lastPiece(s string) string {
	if i := strings.LastIndexAny(s, "，；。"); i >= 0 {
		return s[i:]
	}
	return s
}

// remarkJoint says that a figure is the total of several things, where one was asked for.
func remarkJoint(q *query, a *Answer, text string) {
	loc := together.FindStringIndex(text)
	if loc == nil {
		return
	}
	var asked []string
	items := splitList(text[:loc[0]])
	for _, item := range items {
		key := bare(item)
		if i := slices.IndexFunc(q.words, func(w word) bool {
			return w.class == content && metIn(&w, key) >= metAlt && strings.Count(bare(text), w.text) < 2
		}); i >= 0 && !slices.Contains(asked, q.words[i].text) {
			asked = append(asked, q.words[i].text)
		}
	}
	if len(asked) == 1 && len(items) > 1 {
		a.Kind = Partly
		a.Lines = append(a.Lines, Line{Code: Jointly, Args: asked})
	}
}

// together stands between several things and the one figure that is theirs.
var together = pattern.MustCompile(`(?:合计|共计|总计|合共|加起来)[\p{Han}]{0,4}[\d.]`)
