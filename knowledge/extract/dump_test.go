package extract

import (
	"fmt"
	"strings"
)

// dump writes a file as a reader would check it: one line a block, tables row by
// row, merged cells in brackets.
func dump(f *File) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "format %s", f.Format)
	if f.Pages > 0 {
		fmt.Fprintf(&sb, " pages %d", f.Pages)
	}
	if f.Title != "" {
		fmt.Fprintf(&sb, " title %s", f.Title)
	}
	fmt.Fprintf(&sb, " notes %s\n", strings.Join(f.Notes, ","))
	for i := range f.Blocks {
		dumpBlock(&sb, &f.Blocks[i])
	}
	return sb.String()
}

func dumpBlock(sb *strings.Builder, b *Block) {
	mark := map[bool]string{true: "+", false: "-"}[b.Gap]
	sb.WriteString(mark)
	if b.Note {
		sb.WriteString(" note")
	}
	for _, x := range []struct {
		name string
		n    int
	}{{"p", b.Page}, {"l", b.Line}, {"h", b.Level}} {
		if x.n > 0 {
			fmt.Fprintf(sb, " %s%d", x.name, x.n)
		}
	}
	if b.Style != "" {
		fmt.Fprintf(sb, " <%s>", b.Style)
	}
	if b.Sheet != "" {
		fmt.Fprintf(sb, " [%s]", b.Sheet)
	}
	if b.Number != "" {
		fmt.Fprintf(sb, " {%s}", b.Number)
	}
	if b.Table == nil {
		fmt.Fprintf(sb, " %s\n", strings.ReplaceAll(b.Text, "\n", "⏎"))
		return
	}
	fmt.Fprintf(sb, " table header %d\n", b.Table.HeaderRows)
	dumpTable(sb, b.Table, "    ")
}

func dumpTable(sb *strings.Builder, t *Table, indent string) {
	for _, row := range t.Rows {
		sb.WriteString(indent)
		for _, c := range row {
			text := strings.ReplaceAll(c.Text, "\n", "⏎")
			if c.Merged {
				text = fmt.Sprintf("[%s %d,%d]", text, c.RowOrigin, c.ColOrigin)
			}
			fmt.Fprintf(sb, "%s%s | ", map[bool]string{true: c.Ref + "=", false: ""}[c.Ref != "" && !c.Merged], text)
		}
		sb.WriteString("\n")
		for _, c := range row {
			if c.Nested != nil && !c.Merged {
				dumpTable(sb, c.Nested, indent+"    ")
			}
		}
	}
}
