package words

import (
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"liangshan/bot/brief"
	"liangshan/store"
	"liangshan/store/day"
)

// funcs are what templates may call; each prints a value the way a clerk writes it.
func funcs() template.FuncMap {
	return template.FuncMap{
		"date":     Date,
		"clock":    func(t time.Time) string { return t.In(day.Beijing).Format("15:04") },
		"dayOf":    func(t time.Time) string { return Date(day.Of(t)) },
		"short":    func(d day.Date) string { return fmt.Sprintf("%d月%d日", d.Month, d.Day) },
		"join":     func(sep string, list []string) string { return strings.Join(list, sep) },
		"list":     func(list []string) string { return strings.Join(list, "、") },
		"book":     book,
		"stop":     stop,
		"size":     size,
		"num":      Number,
		"add":      func(a, b int) int { return a + b },
		"sub":      func(a, b int) int { return a - b },
		"weekday":  func(d day.Date) string { return "周" + string([]rune("日一二三四五六")[d.Weekday()]) },
		"period":   Period,
		"word":     word,
		"cutTo":    CutTo,
		"neg":      func(v float64) float64 { return -v },
		"pair":     func(a, b any) pair { return pair{a, b} },
		"names":    Names,
		"near":     sameYear,
		"numeral":  Numeral,
		"flat":     flat,
		"dueDay":   DueDay,
		"span":     SpanLabel,
		"days":     func(from, to day.Date) string { return SpanLabel(store.Between(from, to)) },
		"link":     brief.Link,
		"state":    stateOf,
		"taskLine": TaskLine,
		"pace":     paceWords,
		"sources":  Sources,
		"table":    tablePlace,
		"past":     func(start, s string) string { return strings.TrimPrefix(s, start) },
	}
}

// size is a number of bytes for people.
func size(n int64) string {
	for _, u := range []struct {
		bytes int64
		name  string
	}{{1 << 30, "GB"}, {1 << 20, "MB"}, {1 << 10, "KB"}} {
		if n >= u.bytes {
			return strconv.FormatFloat(float64(n)/float64(u.bytes), 'f', 1, 64) + u.name
		}
	}
	return strconv.FormatInt(n, 10) + "B"
}

// book puts a title between its marks; those within it become single, as GB/T 15834 has it.
func book(title string) string {
	return "《" + strings.NewReplacer("《", "〈", "》", "〉").Replace(title) + "》"
}

// stop ends verbatim words with a full stop, unless they bring the mark that ends them.
func stop(words string) string {
	words = strings.TrimRight(words, "，、；, ")
	last, size := utf8.DecodeLastRuneInString(words)
	if strings.ContainsRune("”’」", last) {
		last, _ = utf8.DecodeLastRuneInString(words[:len(words)-size])
	}
	if strings.ContainsRune("。？！：…—?!:", last) {
		return words
	}
	return words + "。"
}

// pair hands two things to a template.
type pair struct{ A, B any }

// word says the words of a code: {{word "status" .Status}}, with what goes into
// them as a third argument. A code is a string, of a type of its own or not.
func word(prefix string, code any, data ...any) (string, error) {
	name, ok := code.(string)
	if !ok {
		name = reflect.ValueOf(code).String()
	}
	if name = prefix + "." + name; len(data) == 0 {
		return fixed(name)
	}
	return Line(name, data[0])
}

// constant keeps the words that take no data, which are the same every time.
var constant sync.Map

// fixed is Line for words that take no data.
func fixed(name string) (string, error) {
	if s, ok := constant.Load(name); ok {
		return s.(string), nil
	}
	s, err := Line(name, nil)
	if err == nil {
		constant.Store(name, s)
	}
	return s, err
}

// Date prints 2022年7月6日: no leading zeros.
func Date(d day.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// Period prints a record's period as people say it: 2022年10月, 2022年三季度, 8月8日至8月14日.
func Period(key string) string {
	first, last, both := strings.Cut(key, "/")
	if both {
		return Period(first) + "至" + Period(last)
	}
	var y, n, d int
	switch {
	case scan(key, "%4d-%2d-%2d", &y, &n, &d):
		return fmt.Sprintf("%d年%d月%d日", y, n, d)
	case scan(key, "%4d-Q%1d", &y, &n) && n >= 1 && n <= 4:
		return fmt.Sprintf("%d年%s季度", y, string([]rune("一二三四")[n-1]))
	case scan(key, "%4d-%2d", &y, &n):
		return fmt.Sprintf("%d年%d月", y, n)
	case scan(key, "%4d", &y):
		return fmt.Sprintf("%d年", y)
	}
	return key
}

// scan reports whether the whole of s has the format.
func scan(s, format string, to ...any) bool {
	var rest string
	n, err := fmt.Sscanf(s+" .", format+" %s", append(to, &rest)...)
	return err == nil && n == len(to)+1 && rest == "."
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
