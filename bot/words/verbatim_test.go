package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"liangshan/knowledge/answer"
	"liangshan/store/day"
)

// packed drops what the layout of a text may change: spaces and breaks.
func packed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// goalsAsked are asked of papers whose goals stand row by row, firm ones beside soft ones.
var goalsAsked = []string{
	"高标准农田占比要达到多少", "粮食产量要到好多", "示范区哪年创成", "2026年要完成哪些任务", "新增多少监测点位", "智慧平台好久上线",
	"2025年改造率要到好多", "满意率要到好多", "受益居民新增多少户", "2025年要完成哪些任务", "养老服务站好久建成", "下半年有哪些节点",
}

// Every quotation in every answer stands in a document as it is shown, and a word such
// as 力争, parted from it by an ellipsis, or in front of a row of a list, stands before
// it in its own sentence there.
func TestEveryQuotationIsVerbatim(t *testing.T) {
	asks := 0
	for _, set := range []string{"tune", "fresh", "letter2", "held", "last", "bracket", "letter3", "letter4", "field", "matrix", "rep"} {
		byDoc := map[string][]askedRow{}
		for _, r := range readRows(t, asked+"asked/"+set+".jsonl") {
			byDoc[r.Doc] = append(byDoc[r.Doc], r)
		}
		for name, rows := range byDoc {
			asks += len(rows)
			quotesOf(t, shelfOf(t, name), rows)
		}
	}
	for _, name := range []string{"fields.txt", "estates.txt"} {
		var rows []askedRow
		for _, q := range goalsAsked {
			rows = append(rows, askedRow{Question: q})
		}
		quotesOf(t, shelfOf(t, name), rows)
	}
	if asks < 100 {
		t.Errorf("only %d questions were read", asks)
	}
}

func quotesOf(t *testing.T, shelf *answer.Shelf, rows []askedRow) {
	t.Helper()
	var all strings.Builder
	for _, d := range shelf.Docs {
		for _, c := range d.Outline.Clauses {
			all.WriteString(c.Text)
			for _, cell := range c.Cells {
				all.WriteString("\n" + cell.Text)
			}
		}
	}
	whole := packed(all.String())
	for _, r := range rows {
		q := answer.Question{Text: r.Question, Now: day.Must("2024-06-10").Start().Add(9 * time.Hour)}
		for _, c := range r.Context {
			q.History = append(q.History, answer.Turn{Text: c})
		}
		got := shelf.Ask(q)
		for _, l := range got.Lines {
			if l.Code == answer.Quoted && !strings.Contains(whole, packed(l.Text)) {
				t.Errorf("%s: quotes what stands nowhere: %s", r.Question, l.Text)
			}
			if l.Code == answer.Quoted && len(l.Args) > 0 && !regexp.MustCompile(l.Args[0]+`[^。]*`+regexp.QuoteMeta(packed(l.Text))).MatchString(whole) {
				t.Errorf("%s: says %s before what it does not stand before: %s", r.Question, l.Args[0], l.Text)
			}
		}
		for _, row := range got.Rows {
			if !slices.ContainsFunc(strings.Split(all.String(), "\n"), func(line string) bool { return firmlyMeant(line, row) }) && row.Force != "" && !strings.Contains(whole, packed(row.Force+row.What)) {
				t.Errorf("%s: says %s of a row for which no text says it: %s", r.Question, row.Force, row.What)
			}
		}
	}
}

// firmlyMeant reports whether a line has a word of firmness before a row's own words, in
// one sentence, and not behind the date of something else.
func firmlyMeant(line string, row answer.Row) bool {
	i := strings.Index(line, row.What)
	if i < 0 {
		return false
	}
	before := line[:i]
	if j := strings.LastIndex(before, "。"); j >= 0 {
		before = before[j:]
	}
	return strings.Contains(before, row.Force)
}
