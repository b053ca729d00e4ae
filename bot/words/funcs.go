package words

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"liangshan/store/day"
)

// funcs are what templates may call; each prints a value the way a clerk writes it.
func funcs() template.FuncMap {
	return template.FuncMap{
		"date":    Date,
		"clock":   func(t time.Time) string { return t.In(day.Beijing).Format("15:04") },
		"dayOf":   func(t time.Time) string { return Date(day.Of(t)) },
		"short":   func(d day.Date) string { return fmt.Sprintf("%d月%d日", d.Month, d.Day) },
		"join":    func(sep string, list []string) string { return strings.Join(list, sep) },
		"list":    func(list []string) string { return strings.Join(list, "、") },
		"num":     Number,
		"add":     func(a, b int) int { return a + b },
		"sub":     func(a, b int) int { return a - b },
		"weekday": func(d day.Date) string { return "周" + string([]rune("日一二三四五六")[d.Weekday()]) },
		"word":    word,
		"cutTo":   CutTo,
	}
}

// word says the words of a code: {{word "status" .Status}}, with what goes into them as a third argument.
func word(prefix, code string, data ...any) (string, error) {
	if len(data) == 0 {
		return Line(prefix+"."+code, nil)
	}
	return Line(prefix+"."+code, data[0])
}

// Date prints 2022年7月6日: no leading zeros.
func Date(d day.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// Number prints a figure without a trailing ".0" and without thousands marks.
func Number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// CutTo shortens s to n characters, with … when something is left out.
func CutTo(n int, s string) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
