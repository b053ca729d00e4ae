package words

import (
	"strings"

	"liangshan/bot/brief"
	"liangshan/store"
)

// FileName names a brief's file, without its ending: 工作简报_2022年第41周.
func FileName(kind string, b Brief) (string, error) {
	name, err := Line("doc.file", docWords{Brief: b, Kind: kind})
	return strings.NewReplacer("/", "-", "\\", "-", ":", "-", "\n", " ").Replace(name), err
}

// docWords is what the templates of a document see.
type docWords struct {
	Brief
	Kind string
}

// Document writes a brief as a Word file. The kind is a bulletin, a report on one
// matter, or a circular; when none is named, one matter gives a report.
func Document(kind string, b Brief) ([]byte, error) {
	d, err := Doc(kind, b)
	if err != nil {
		return nil, err
	}
	return brief.Word(d)
}

// Doc is the document in words, before it is written.
func Doc(kind string, b Brief) (brief.Doc, error) {
	w := docWords{b, KindFor(kind, b)}
	var d brief.Doc
	for _, f := range []struct {
		name string
		to   *string
	}{
		{"doc.masthead", &d.Masthead},
		{"doc.issue", &d.Issue},
		{"doc.issuer", &d.Issuer},
		{"doc.title", &d.Title},
		{"doc.addressee", &d.Addressee},
		{"doc.note", &d.Note},
		{"doc.annex", &d.Label},
		{"doc.date", &d.Date},
	} {
		line, err := Line(f.name, w)
		if err != nil {
			return d, err
		}
		*f.to = flat(line)
	}
	d.Title = breakTitle(d.Title)
	foot, err := Say("doc.foot", w)
	if err != nil {
		return d, err
	}
	for _, p := range paragraphs(foot.Plain) {
		d.Foot = append(d.Foot, strings.ReplaceAll(p.Text, "｜", "\t"))
	}
	if d.Masthead == "" {
		d.Signature = d.Issuer
	}
	body, err := Say("doc."+w.Kind, w)
	if err != nil {
		return d, err
	}
	d.Body = paragraphs(body.Plain)
	annex, err := progressTable(b)
	d.Annexes = []brief.Annex{annex}
	return d, err
}

// KindFor is the kind of document that is made: the one named, else by what the brief is about.
func KindFor(kind string, b Brief) string {
	switch {
	case kind != "":
		return kind
	case !b.Focus.IsZero():
		return brief.Report
	}
	return brief.Bulletin
}

// paragraphs reads the lines of a document's template: "#1 " and "#2 " and "#3 " begin headings.
// Words from outside are flat, so that they cannot begin one.
func paragraphs(text string) []brief.Paragraph {
	var out []brief.Paragraph
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		p := brief.Paragraph{Text: line}
		for level, mark := range []string{"#1 ", "#2 ", "#3 "} {
			if rest, ok := strings.CutPrefix(line, mark); ok {
				p = brief.Paragraph{Level: level + 1, Text: rest}
			}
		}
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// flat puts words on one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// annexColumns are the columns of the annex, with their share of the page.
var annexColumns = []struct {
	key   string
	share int
}{
	{"no", 5}, {"what", 13}, {"origin", 10}, {"lead", 8}, {"support", 9}, {"due", 12}, {"target", 7}, {"said", 14}, {"percent", 6}, {"problems", 10}, {"next", 10}, {"light", 8}, {"updated", 8},
}

func progressTable(b Brief) (brief.Annex, error) {
	var a brief.Annex
	var err error
	if a.Title, err = Line("doc.table", b); err != nil {
		return a, err
	}
	if a.Note, err = Line("lights", b.Rules); err != nil {
		return a, err
	}
	for _, c := range annexColumns {
		head, err := Line("col."+c.key, nil)
		if err != nil {
			return a, err
		}
		a.Head, a.Widths = append(a.Head, head), append(a.Widths, c.share)
	}
	for _, it := range b.Items {
		var row []string
		for _, c := range annexColumns {
			cell, err := Line("cell."+c.key, it)
			if err != nil {
				return a, err
			}
			row = append(row, cell)
		}
		a.Rows = append(a.Rows, row)
	}
	return a, nil
}

// Numeral is a number in Chinese, for headings: 一, 十二, 二十.
func Numeral(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 10:
		return string(digits[n])
	case n < 20:
		return "十" + strings.TrimSuffix(string(digits[n-10]), "零")
	case n < 100:
		return string(digits[n/10]) + "十" + strings.TrimSuffix(string(digits[n%10]), "零")
	}
	return Number(float64(n))
}

// Behind is the open tasks that are yellow or red, for a circular.
func (b Brief) Behind() []brief.Item {
	var out []brief.Item
	for _, it := range b.Items {
		if it.Light == brief.Yellow || it.Light == brief.Red {
			out = append(out, it)
		}
	}
	return out
}

// OnLeave is who is on leave and owes nothing.
func (b Brief) OnLeave() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.OnLeave })
}

// DueDay adds the day to a due time as written, where the words do not name it.
func DueDay(it brief.Item) string {
	t := it.Task
	if t.DueTo.IsZero() || t.Recurrence != "" || strings.Contains(t.DueText, Date(t.DueTo)) {
		return t.DueText
	}
	return t.DueText + "（" + Date(t.DueTo) + "）"
}

// titleLine is how many characters of a title fit into one line.
const titleLine = 19

// breakTitle breaks a title that is longer than a line where its template marks
// that a reader would (｜); a title that fits is not broken.
func breakTitle(s string) string {
	whole := strings.ReplaceAll(s, "｜", "")
	units := 0
	for _, r := range whole {
		units++
		if r > 0xFF {
			units++
		}
	}
	if units <= 2*titleLine {
		return whole
	}
	return strings.Replace(s, "｜", "\n", 1)
}
