// Package mask keeps personal data inside the house. Numbers that belong to a
// person (mobile, fixed line, identity card, bank card, plate, mailbox, chat
// account) and names that stand next to a mark such as 联系人 or 村民 are replaced.
//
//	Table   replaces reversibly for one request to a model, and restores the reply
//	Stored  replaces for good, in what is kept of people's messages
//
// Figures, dates, document numbers and proposal numbers are not personal and are
// never touched: a masked figure would be a wrong answer. The package is pure and
// a Table is for one request, by one goroutine.
package mask

import (
	"fmt"
	"sort"
	"strings"
)

// Kind says what was masked. The values stand inside the placeholders, so that a
// model can still tell a telephone from a name.
type Kind string

// Kinds.
const (
	Mobile   Kind = "手机号"
	Landline Kind = "座机"
	Identity Kind = "证件号"
	Mail     Kind = "邮箱"
	BankCard Kind = "银行卡"
	Plate    Kind = "车牌"
	Account  Kind = "账号"
	Name     Kind = "姓名"
)

// Span is a piece of personal data: a byte range of the text searched.
type Span struct {
	Start, End int
	Kind       Kind
}

// Find returns the personal data in text, in order, not overlapping.
func Find(text string) []Span {
	f := fold(text)
	found := numbers(f)
	return ordered(append(append(found, names(f)...), owners(f, found)...))
}

// Names returns only the marked personal names, in order.
func Names(text string) []Span { return ordered(names(fold(text))) }

func ordered(spans []Span) []Span {
	sort.SliceStable(spans, func(i, j int) bool {
		if spans[i].Start != spans[j].Start {
			return spans[i].Start < spans[j].Start
		}
		return spans[i].End > spans[j].End
	})
	var out []Span
	end := 0
	for _, s := range spans {
		if s.Start >= end {
			out = append(out, s)
			end = s.End
		}
	}
	return out
}

// Table remembers what stands behind each placeholder of one request. The same
// words get the same placeholder in every text of the request.
type Table struct {
	byValue map[string]string // the words → placeholder
	byMark  map[string]string // placeholder → the words
	count   map[Kind]int
}

// NewTable returns an empty table.
func NewTable() *Table {
	return &Table{byValue: map[string]string{}, byMark: map[string]string{}, count: map[Kind]int{}}
}

// Mask replaces personal data in one text with a new table.
func Mask(text string) (string, *Table) {
	t := NewTable()
	return t.Mask(text), t
}

// Len is the number of different things masked.
func (t *Table) Len() int { return len(t.byMark) }

// Mask replaces personal data in text by placeholders like {手机号1}. A name found
// in one text is masked wherever it stands again in that text or a later one.
func (t *Table) Mask(text string) string {
	spans := Find(text)
	for _, s := range spans {
		t.placeholder(s.Kind, text[s.Start:s.End], text)
	}
	masked := replace(text, spans, func(s Span) string {
		return t.placeholder(s.Kind, text[s.Start:s.End], text)
	})
	return t.repeated(masked)
}

// repeated masks full names that are known from a marked place and stand here unmarked.
func (t *Table) repeated(text string) string {
	for _, value := range t.fullNames() {
		text = strings.ReplaceAll(text, value, t.byValue[value])
	}
	return text
}

func (t *Table) fullNames() []string {
	var out []string
	for value, mark := range t.byValue {
		if strings.HasPrefix(mark, "{"+string(Name)) && len([]rune(value)) >= 2 {
			out = append(out, value)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i]) != len(out[j]) {
			return len(out[i]) > len(out[j])
		}
		return out[i] < out[j]
	})
	return out
}

// placeholder never reuses words that the text itself already holds.
func (t *Table) placeholder(kind Kind, value, text string) string {
	if mark, ok := t.byValue[value]; ok {
		return mark
	}
	for {
		t.count[kind]++
		mark := fmt.Sprintf("{%s%d}", kind, t.count[kind])
		if strings.Contains(text, mark) {
			continue
		}
		t.byValue[value], t.byMark[mark] = mark, value
		return mark
	}
}

// Restore puts the words back. It tolerates what models do to a placeholder:
// full-width braces or digits and spaces inside. An unknown placeholder stays.
func (t *Table) Restore(text string) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(text, "{｛")
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		text = text[i:]
		value, width := t.restoreOne(text)
		b.WriteString(value)
		text = text[width:]
	}
}

// restoreOne reads the placeholder at the start of text; without one it gives back the brace itself.
func (t *Table) restoreOne(text string) (value string, width int) {
	const longest = 48 // bytes: a placeholder with spaces and full-width signs is shorter
	head := text[:min(len(text), longest)]
	end, stop := strings.IndexAny(head, "}｝"), 0
	if end >= 0 {
		stop = end + len("}")
		if strings.HasPrefix(head[end:], "｝") {
			stop = end + len("｝")
		}
		mark := strings.Join(strings.Fields(fold(head[:stop]).text), "")
		if v, ok := t.byMark[mark]; ok {
			return v, stop
		}
	}
	brace := len("{")
	if strings.HasPrefix(text, "｛") {
		brace = len("｛")
	}
	return text[:brace], brace
}

// Stored replaces personal data for good: one ＊ for each character. It is what
// may be kept of a message; applying it again changes nothing.
func Stored(text string) string {
	return replace(text, Find(text), func(s Span) string {
		return strings.Repeat("＊", len([]rune(text[s.Start:s.End])))
	})
}

func replace(text string, spans []Span, with func(Span) string) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start])
		b.WriteString(with(s))
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}
