package outline

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// genres are what an official document can be; longer words first where one ends another.
const genres = `答复函|复函|批复|通知书|通知|通报|意见|决定|公告|通告|公报|报告|请示|议案|命令|函|实施方案|工作方案|行动方案|方案|` +
	`行动计划|工作计划|计划|规划纲要|规划|纲要|管理办法|实施办法|办法|实施细则|细则|规定|条例|规则|章程|制度|工作要点|要点|会议纪要|纪要|` +
	`预案|总结|清单|分解表|任务表|一览表|台账|名单|目录|标准|指南|导则|规程|协议|答复|令|简报|信息|汇报|讲话|说明|安排|部署|措施|举措|分工|责任书|倡议书|公开信|须知|手册|提纲|台帐|表`

var (
	genreEnd  = pattern.MustCompile(`(` + genres + `)\s*((?:[（(〔\[][^（）()]{1,20}[）)〕\]])*)\s*$`)
	yearsOnly = pattern.MustCompile(`^[（(〔\[]\s*\d{4}\s*(?:年)?(?:\s*[—－–\-~～至]+\s*\d{4}\s*年?)?\s*[）)〕\]]$`)
	brackets  = pattern.MustCompile(`[（(〔\[][^（）()]{1,20}[）)〕\]]`)
	// issuing is a notice that sends out another document.
	issuing = pattern.MustCompile(`(?:印发|转发|发布|下发|公布|批转)\s*[〈《<]?(.{2,80}?)[〉》>]?\s*的\s*(?:通知|通告|公告|函|意见|批复)\s*$`)
	about   = pattern.MustCompile(`^(.{4,40}?)\s*关于`)
)

// genre gives the kind of a document and what a clerk calls it.
func genre(title string) (kind, short string) {
	title = trim(title)
	if m := issuing.FindStringSubmatch(title); m != nil {
		if k, s := genre(strings.Trim(m[1], "《》〈〉<>“”")); s != "" {
			return k, s
		}
	}
	m := genreEnd.FindStringSubmatch(title)
	if m == nil {
		return "", ""
	}
	short = m[1]
	for _, b := range brackets.FindAllString(m[2], -1) {
		if !yearsOnly.MatchString(b) {
			short += b
		}
	}
	return plainGenre(m[1]), short
}

// plainGenre drops what narrows a genre: 实施方案 is a 方案, 复函 a 函.
func plainGenre(g string) string {
	for _, k := range []string{"方案", "计划", "规划", "办法", "细则", "要点", "纪要"} {
		if strings.HasSuffix(g, k) {
			return k
		}
	}
	switch g {
	case "复函", "答复函":
		return "函"
	case "规划纲要":
		return "规划"
	}
	return g
}

// inner is the title of the document that a notice sends out; "" if it sends none.
func inner(title string) string {
	m := issuing.FindStringSubmatch(trim(title))
	if m == nil {
		return ""
	}
	return strings.Trim(m[1], "《》〈〉<>“”")
}

// titleRun finds a title that begins at lines[i]: how many lines it takes, 0 if none does.
func titleRun(lines []line, i int) int {
	text := ""
	for n := 0; n < 6 && i+n < len(lines); n++ {
		l := lines[i+n]
		if !titleLine(&l) || n > 0 && l.level != lines[i].level && lines[i].level > 0 {
			return 0
		}
		text += together(l.text)
		if runes(text) > 140 {
			return 0
		}
		if genreEnd.MatchString(text) && !goesOn(lines, i+n) {
			return n + 1
		}
	}
	return 0
}

// goesOn tells whether the line after a possible title end is still title: 实施方案 / （2021—2025年）, …规划 / 编制工作的通知.
func goesOn(lines []line, i int) bool {
	if i+1 >= len(lines) || !titleLine(&lines[i+1]) || lines[i+1].gap && !lines[i].gap {
		return false
	}
	next := lines[i+1].text
	if brackets.FindString(next) == next {
		return !isDate(next) && !numberLine(next)
	}
	return strings.HasPrefix(next, "的") || dangling(lines[i].text)
}

// spaced is a word set letter by letter: 答　　复, 通 知.
var spaced = pattern.MustCompile(`^\p{Han}(?:[\s　]+\p{Han}){1,60}$`)

// together closes up a line that is set letter by letter.
func together(s string) string {
	if spaced.MatchString(trim(s)) {
		return squeeze(s)
	}
	return s
}

func titleLine(l *line) bool {
	if l.table != nil || l.note || l.number != "" || isDebris(l.text) {
		return false
	}
	if _, ok := l.marker(); ok {
		return false
	}
	s := l.text
	return !strings.ContainsAny(s, "。；！|｜") && !strings.HasSuffix(s, "：") && !strings.HasSuffix(s, "，") &&
		!isDate(s) && !numberLine(s) && !issueNo.MatchString(s) && !isDateline(s) && !isTailLine(s) && !metaLine.MatchString(s) && runes(s) <= 80
}
