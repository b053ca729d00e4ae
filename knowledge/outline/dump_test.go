package outline

import (
	"fmt"
	"strings"
)

// dump prints a document as the golden outlines hold it.
func dump(d *Document) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "文号 %s\n标题 %s\n机关 %s\n成文 %s\n主送 %s\n抄送 %s\n联系 %s\n文种 %s\n简称 %s\n\n", d.Number, d.Title, d.Issuer, d.Issued, d.Addressee, d.CopyTo, d.Contact, d.Genre, d.Short)
	for i := range d.Clauses {
		c := &d.Clauses[i]
		fmt.Fprintf(&sb, "%d %s L%d P%d %s", c.Seq, c.Kind, c.Line, c.Page, c.Place())
		if c.DuplicateOf >= 0 {
			fmt.Fprintf(&sb, " =%d", c.DuplicateOf)
		}
		if c.Table > 0 {
			fmt.Fprintf(&sb, " T%d %s", c.Table, c.TableTitle)
		}
		fmt.Fprintf(&sb, " | %s\n", brief(c.Text))
	}
	for _, x := range d.Doubts {
		fmt.Fprintf(&sb, "? %s %q %d\n", x.Code, x.Args, x.Seq)
	}
	return sb.String()
}

// brief shortens a text to both its ends.
func brief(s string) string {
	r := []rune(s)
	if len(r) <= 36 {
		return s
	}
	return string(r[:22]) + "…" + string(r[len(r)-10:])
}
