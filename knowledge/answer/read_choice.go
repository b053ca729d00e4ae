package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

var (
	// choosing asks which of two: 是10月交还是11月交.
	choosing = pattern.MustCompile(`^(.+?)(?:,|，)?还是(?:在|由|到|归|要)?([^，]+)(?:，.*)?$`)
	beforeIt = pattern.MustCompile(`(?:到底|究竟)?(?:是|就是|只有|有)$`)
	placeTop = pattern.MustCompile(`^[\p{Han}]{1,4}?(?:镇|街道|乡|村|社区|公园|广场|区|县|市)`)
)

// asOpen makes the open question of one that offers two days, figures, bodies or
// places: 申报材料是10月交还是11月交 asks 申报材料什么时候交. What is offered is no
// evidence, and the documents may say a third.
func (s *Shelf) asOpen(text string, now day.Date) string {
	m := choosing.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	for _, open := range []func(string, string, day.Date) (string, bool){s.whichTime, s.whichFigure, s.whichBody, s.whichPlace, whichPost} {
		if out, ok := open(m[1], m[2], now); ok {
			return out
		}
	}
	return text
}

func (s *Shelf) whichTime(a, b string, now day.Date) (string, bool) {
	second := when.Find(b, now, s.Calendar)
	first := when.Find(a, now, s.Calendar)
	if len(second) == 0 || second[0].Pos > 0 || len(first) == 0 {
		return "", false
	}
	e := first[len(first)-1]
	if e.Pos < 0 || e.Pos+len(e.Text) > len(a) {
		return "", false
	}
	word := "什么时候"
	if e.Kind == when.Recurrence {
		word = "多久"
	}
	return openAt(a, e.Pos, e.Pos+len(e.Text), word), true
}

func (s *Shelf) whichFigure(a, b string, _ day.Date) (string, bool) {
	first, second := segment.Quantity(a), segment.Quantity(b)
	if len(first) == 0 || len(second) == 0 || second[0].Start > 0 {
		return "", false
	}
	f := first[len(first)-1]
	if f.Unit != second[0].Unit {
		return "", false
	}
	word := "多少" + f.Unit
	if f.Unit == "%" {
		word = "多少"
	}
	return openAt(a, f.Start, f.End, word), true
}

func (s *Shelf) whichBody(a, b string, _ day.Date) (string, bool) {
	if s.Roster == nil {
		return "", false
	}
	first, second := s.Roster.Find(a), s.Roster.Find(b)
	if len(first) == 0 || len(second) == 0 || second[0].Start > 0 || townName.MatchString(second[0].Text) {
		return "", false
	}
	m := first[len(first)-1]
	return openAt(a, m.Start, m.End, "哪个单位"), true
}

func (s *Shelf) whichPlace(a, b string, _ day.Date) (string, bool) {
	before, offered, ok := strings.Cut(a, "在")
	if !ok || !placeTop.MatchString(offered) || !placeTop.MatchString(b) {
		return "", false
	}
	return before + "在哪里" + placeTop.ReplaceAllString(offered, ""), true
}

// whichPost is asked of two offices: 组长是书记还是区长.
func whichPost(a, b string, _ day.Date) (string, bool) {
	m := postAtEnd.FindStringIndex(a)
	if m == nil || !postAtHead.MatchString(b) {
		return "", false
	}
	return openAt(a, m[0], m[1], "") + "是谁", true
}

var (
	postAtEnd  = pattern.MustCompile(`(?:区委|县委|市委|副)?(?:` + posts + `)$`)
	postAtHead = pattern.MustCompile(`^(?:区委|县委|市委|副)?(?:` + posts + `)`)
)

// openAt puts a question word in the place of what was offered.
func openAt(text string, from, to int, word string) string {
	return beforeIt.ReplaceAllString(text[:from], "") + word + text[to:]
}
