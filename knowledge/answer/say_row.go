package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
)

// sayRow answers from a table row: the cell that was asked for, else what, who and by when.
func (s *Shelf) sayRow(q *query, a *Answer, p *passage) {
	at := a.cite(p, rowWhat(p.clause))
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: rowWhat(p.clause), Cites: []int{at}})
	said := false
	asked := rowCells(q, p.clause)
	for i, cell := range p.clause.Cells {
		if len(asked) > 0 && !slices.Contains(asked, i) && !companion(q, cell.Header) && !alsoTarget(q, p.clause.Cells[asked[0]].Header, cell.Header) {
			continue
		}
		if numberHeader.MatchString(cell.Header) || strings.TrimSpace(cell.Text) == rowWhat(p.clause) || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if unitHeader.MatchString(cell.Header) {
			continue
		}
		l := Line{Code: RowCell, Args: []string{strings.TrimSpace(cell.Header)}, Text: strings.TrimSpace(cell.Text), Cites: []int{at}}
		if u := unitOf(p.clause); u != "" && (yearIn.MatchString(cell.Header) || baseHeader.MatchString(cell.Header) && isFigure(strings.TrimSpace(cell.Text))) {
			l.Args = append(l.Args, u)
		}
		a.Lines = append(a.Lines, l)
		said = true
	}
	if !said {
		a.Kind = NotIn
		a.Missing = append(a.Missing, Gap{Code: "attribute", Args: []string{string(q.kind)}})
	}
}

// companion columns are shown beside the one asked for: the supporting unit beside the lead.
func companion(q *query, header string) bool {
	return q.kind == askWho && supportHeader.MatchString(header) && (!supportAsked.MatchString(q.text) || strings.Contains(q.text, "牵头"))
}

// alsoTarget: where no year was asked, the targets of all years are said.
func alsoTarget(q *query, asked, header string) bool {
	return len(q.times) == 0 && targetColumn.MatchString(asked) && yearIn.MatchString(asked) && targetColumn.MatchString(header) && yearIn.MatchString(header)
}

func otherCell(q *query, c *outline.Clause) string {
	cell, _ := rowCell(q, c)
	return cell.Header + "：" + cell.Text
}
