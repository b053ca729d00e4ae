package outline

import (
	"strings"
	"testing"

	"liangshan/knowledge/extract"
)

// blocksOf makes a document of a fuzzer's text: a line a paragraph, an empty
// line a gap, T: a table's row, N: a number, #: a styled heading, F: a footnote.
func blocksOf(s string) []extract.Block {
	var out []extract.Block
	gap := false
	for i, l := range strings.Split(s, "\n") {
		b := extract.Block{Kind: extract.Paragraph, Text: l, Line: i + 1, Gap: gap}
		switch {
		case strings.TrimSpace(l) == "":
			gap = true
			continue
		case strings.HasPrefix(l, "T:"):
			row := table(l[2:]).Table.Rows[0]
			if n := len(out); n > 0 && out[n-1].Kind == extract.TableKind {
				out[n-1].Table.Rows = append(out[n-1].Table.Rows, row)
				continue
			}
			b = extract.Block{Kind: extract.TableKind, Table: &extract.Table{Rows: [][]extract.Cell{row}}, Line: i + 1}
		case strings.HasPrefix(l, "N:"):
			b.Number, b.Text, _ = strings.Cut(l[2:], " ")
		case strings.HasPrefix(l, "#"):
			b.Text = strings.TrimLeft(l, "#")
			b.Level = min(9, len(l)-len(b.Text))
		case strings.HasPrefix(l, "F:"):
			b.Text, b.Note = l[2:], true
		}
		gap = false
		out = append(out, b)
	}
	return out
}

// whole checks what holds for every document.
func whole(t *testing.T, name string, blocks []extract.Block, doc *Document) {
	t.Helper()
	var in, out strings.Builder
	tables := false
	for _, b := range blocks {
		in.WriteString(squeeze(b.Text))
		tables = tables || b.Table != nil
	}
	places := map[string]int{}
	for i := range doc.Clauses {
		c := &doc.Clauses[i]
		if c.Table == 0 {
			out.WriteString(squeeze(c.Text))
		}
		if c.Seq != i || c.DuplicateOf >= i || c.DuplicateOf < -1 || strings.TrimSpace(c.Text) == "" {
			t.Errorf("%s: clause %d is ill formed: %+v", name, i, c)
		}
		if p := c.Place(); p == "" {
			t.Errorf("%s: clause %d has no place", name, i)
		} else if j, ok := places[p]; ok {
			t.Errorf("%s: clauses %d and %d are both at %s", name, j, i, p)
		} else {
			places[p] = i
		}
	}
	if !tables && in.String() != out.String() {
		t.Errorf("%s: words lost or moved\n in %q\nout %q", name, in.String(), out.String())
	}
}

func TestNothingIsLostAndEveryPlaceIsItsOwn(t *testing.T) {
	for name, doc := range shapes(t) {
		whole(t, name, nil, &Document{Clauses: withoutText(doc)})
	}
	for name, blocks := range blockShapes() {
		whole(t, name, blocks, Read(&extract.File{Blocks: blocks}))
	}
}

// withoutText marks clauses as rows so that only their form and places are checked.
func withoutText(doc *Document) []Clause {
	out := append([]Clause{}, doc.Clauses...)
	for i := range out {
		out[i].Table = max(1, out[i].Table)
	}
	return out
}

func FuzzRead(f *testing.F) {
	f.Add(letterText)
	for _, s := range []string{
		"一、甲\n（一）乙。一是丙。二是丁。\n三、戊\n一、己", "第一章 总则\n第一条 甲\n乙\n第三条 丙",
		"T:序号|任务\nT:1|清淤\nT:<|<\n附件1\n表\nT:1|^", "N:（一） 甲\nN:（一） 乙\n##丙\n丁", "附件：1.甲\n2.乙\n某某局\n2022年1月1日\n关于甲的通知\n一、乙",
		"目录\n一、甲\n一、甲\n乙", "1.1 甲\n1.1.1 乙\n2.3万亩", "“甲（一）乙。（二）丙", "\xff\xfe一、\xe4\xb8", "F:注\n|  |\n— 3 —\n总之。",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd") // as extract decodes
		blocks := blocksOf(s)
		whole(t, "fuzz", blocks, Read(&extract.File{Blocks: blocks}))
	})
}

func fileOf(s string) *extract.File { return &extract.File{Blocks: blocksOf(s)} }
