package answer

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// whichParts asks which parts a matter is laid out in, not what each says.
var whichParts = pattern.MustCompile(`哪(?:几|[二两三四五六七八九十\d]+)大?(?:条|项|点|个方面|方面|个?部分|块|样|类|个|件)(?:事情?|工作|举措|措施|任务)?$`)

// numberedParts names how many parts there are, and asks which: 前期六项工作是哪些.
var numberedParts = pattern.MustCompile(numeral + `大?(?:条|项|点|个?方面|个?部分|块|样|类|件)[^，]{0,8}(?:是|有|指|包括)(?:哪些|什么|哪几)|` + numberAlone.String())

var channelAsked = pattern.MustCompile(`渠道|途径`)

// list is an enumeration in a piece, with what it is a list of.
type list struct {
	items []string
	open  bool // 等 without a count: not exhaustive
}

// levelAsked asks for the names of places of one level: 去了哪几个区.
var levelAsked = pattern.MustCompile(`哪(?:些|几|[二两三四五六七八九十\d]+)个?(区|县|镇|乡|街道|村|河|湖)(?:[^域块间分别级里街\p{Nd}]|$)`)

// noneOfLevel is the fit of what names no place of the level: less than of what lists nothing.
const noneOfLevel = -1.2

// ofLevel matches the name of a place of a level, where it stands by itself or in a list.
var ofLevel = map[string]*pattern.Pattern{"区": placeOf("区县"), "县": placeOf("县区"), "镇": placeOf("镇"), "乡": placeOf("乡镇"), "街道": placeOf("道"), "村": placeOf("村"), "河": placeOf("河江溪"), "湖": placeOf("湖")}

func placeOf(tail string) *pattern.Pattern {
	return pattern.MustCompile(`(?:^|[、和及与赴到在由]|分别)[^全各我本该、和及与赴到在由社园城地片辖别]{2,3}[` + tail + `](?:[、和及与，。；等进的]|$)`)
}

// fitsListed is how well a piece lists what is asked: items in a piece that does
// not name it, nor follows a lead that does, are items of something else.
func (s *Shelf) fitsListed(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	if s.desk.passages[st.at].clause.Kind == outline.Row {
		return 0.2
	}
	text := c.pieces[i].Of(st.text)
	f := fitsList(text)
	if m := levelAsked.FindStringSubmatch(q.text); m != nil {
		f = noneOfLevel
		if ofLevel[m[1]].MatchString(text) {
			f = 1
		}
	}
	if oneThing.MatchString(q.text) && !q.plural && howManyAsked(q.text) == 0 {
		f = max(f, 0.5) // 底线是什么: a list or a sentence
	} else if i > 0 && f > 0 && s.pieceCover(q, c.keys[i]) == 0 && s.pieceCover(q, c.keys[i-1]) < 0.5 {
		f *= 0.4
	}
	if channelAsked.MatchString(q.text) {
		f = max(f, bears(placeWord, text)) // it is told as where one goes
	}
	return f
}

// oneThing asks what one thing is.
var oneThing = pattern.MustCompile(`[^些个](?:是|指)什么$`)

func fitsList(text string) float64 {
	if l, ok := enumeration(text); ok {
		return min(1, 0.6+0.1*float64(len(l.items)))
	}
	return 0
}

// enumeration finds items parted by 、 (the last perhaps by 和) in a piece.
func enumeration(text string) (list, bool) {
	parts := splitList(text)
	if len(parts) < 2 {
		return list{}, false
	}
	return list{items: parts, open: strings.Contains(text, "等")}, true
}

// splitList cuts at 、 outside quotes and brackets, and the last item at 和, 及, 与.
func splitList(text string) []string {
	depth, from := 0, 0
	var out []string
	for i, r := range text {
		switch {
		case strings.ContainsRune("（(《〔", r):
			depth++
		case strings.ContainsRune("）)》〕", r):
			depth--
		case r == '、' && depth <= 0:
			out = append(out, text[from:i])
			from = i + len("、")
		}
	}
	if from == 0 {
		return nil
	}
	last := text[from:]
	for _, sep := range []string{"以及", "和", "及", "与"} {
		if a, b, ok := strings.Cut(last, sep); ok && a != "" && b != "" {
			return append(out, a, b)
		}
	}
	return append(out, last)
}
