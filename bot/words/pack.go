package words

import (
	"fmt"
	"strings"

	"liangshan/bot/brief"
	"liangshan/store"
	"liangshan/store/day"
)

// Pack is the catalogue of an evidence pack.
type Pack struct {
	Focus store.Focus
	Span  store.Span // without a first day: everything until its last
	AsOf  day.Date
	Rows  []PackRow
	Parts int
}

// PackRow is one file under one task.
type PackRow struct {
	store.Evidence
	No     int
	Task   store.Task // zero under none
	Hint   string
	Unit   string
	Period string
	Place  string // in the pack
	Part   int
	Gone   bool // the file is no longer there
}

// About is what the pack is narrowed to.
func (p Pack) About() string { return Brief{Figures: brief.Figures{Focus: p.Focus}}.About() }

// Label is the time that it is of, "" for everything.
func (p Pack) Label() string {
	if p.Span.From.IsZero() {
		return ""
	}
	return SpanLabel(p.Span)
}

// Files is how many files it holds.
func (p Pack) Files() int {
	seen := map[int64]bool{}
	for _, r := range p.Rows {
		if !r.Gone {
			seen[r.ID] = true
		}
	}
	return len(seen)
}

// Lost is the rows whose file is gone.
func (p Pack) Lost() []PackRow {
	var out []PackRow
	for _, r := range p.Rows {
		if r.Gone {
			out = append(out, r)
		}
	}
	return out
}

// Name is what a row proves: its task, else the words that name it.
func (r PackRow) Name() string {
	if r.Task.ID != 0 {
		return r.Task.What
	}
	return r.Hint
}

// Megabytes is the file's size as people say it.
func (r PackRow) Megabytes() string { return Number(float64((r.Size*100)>>20) / 100) }

// PackName names one part, without its ending.
func PackName(p Pack, part int) (string, error) {
	return Line("pack.name", struct {
		Pack
		N int
	}{p, part})
}

var packColumns = []column{{"no", 6, 0}, {"file", 34, 0}, {"kind", 8, 0}, {"task", 30, 0}, {"unit", 16, 0}, {"updated", 15, 0}, {"period", 12, 0}, {"place", 46, 0}, {"part", 7, 0}, {"sum", 30, 0}, {"message", 8, 0}}

// Catalogue is 佐证材料目录 of a pack as an Excel file.
func Catalogue(p Pack) ([]byte, error) {
	t := table{}
	s := brief.Sheet{Name: t.line("sheet.evidence", nil), Note: t.line("pack.note", p)}
	for _, c := range packColumns {
		s.Columns = append(s.Columns, brief.Column{Head: t.line("col."+c.key, nil), Width: c.width})
	}
	for _, r := range p.Rows {
		row := []brief.Cell{
			brief.Num(float64(r.No)), brief.Text(flat(r.Evidence.Name)), brief.Text(r.Kind), brief.Text(flat(r.Name())), brief.Text(r.Unit), brief.On(day.Of(r.SentAt)),
			brief.Text(Period(r.Period)), brief.Text(r.Place), brief.Num(float64(r.Part)), brief.Text(r.SHA256),
			{},
		}
		if r.Gone {
			row[7], row[8] = brief.Text(t.line("pack.gone", nil)), brief.Cell{}
		}
		if link := brief.Link(r.ChatID, r.MessageID); link != "" {
			row[10] = brief.Cell{Text: t.line("source.link", nil), Link: link}
		}
		s.Rows = append(s.Rows, row)
	}
	if t.err != nil {
		return nil, t.err
	}
	return brief.Excel(brief.Book{Title: s.Name, Sheets: []brief.Sheet{s}})
}

// CatalogueText is the same for any editor, one line a file.
func CatalogueText(p Pack) (string, error) {
	t := table{}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\r\n\r\n", t.line("pack.note", p))
	for _, r := range p.Rows {
		fmt.Fprintf(&b, "%s\r\n", t.line("pack.row", r))
	}
	return b.String(), t.err
}
