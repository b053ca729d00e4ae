package words

import (
	"fmt"
	"strings"

	"liangshan/bot/brief"
	"liangshan/store"
	"liangshan/store/day"
)

// Workbook writes a brief as an Excel file: 任务台账, 问题台账, 指标台账, 报送数据, 报送情况, 佐证材料目录.
func Workbook(b Brief) ([]byte, error) {
	book, err := Book(b)
	if err != nil {
		return nil, err
	}
	return brief.Excel(book)
}

// Book is the workbook in words, before it is written.
func Book(b Brief) (brief.Book, error) {
	var out brief.Book
	var err error
	if out.Title, err = FileName("", b); err != nil {
		return out, err
	}
	t := table{}
	indicators := b.Indicators()
	for _, sheet := range []struct {
		key     string
		columns []column
		rows    func(Brief) [][]brief.Cell
	}{
		{"tasks", taskColumns, t.tasks},
		{"problems", problemColumns, t.problems},
		{"indicators", indicatorColumns(indicators), func(b Brief) [][]brief.Cell { return t.indicators(b, indicators) }},
		{"metrics", metricColumns, t.metrics},
		{"reports", reportColumns, t.reports},
		{"evidence", evidenceColumns, t.evidence},
	} {
		s := brief.Sheet{Rows: sheet.rows(b)}
		if s.Name, err = Line("sheet."+sheet.key, nil); err != nil {
			return out, err
		}
		if s.Note, err = Line("sheet.note", b); err != nil {
			return out, err
		}
		if sheet.key == "evidence" && len(s.Rows) == 0 {
			s.Note = t.line("sheet.noevidence", nil)
		}
		for _, c := range sheet.columns {
			head, err := Line("col."+c.key, c.year)
			if err != nil {
				return out, err
			}
			s.Columns = append(s.Columns, brief.Column{Head: head, Width: c.width})
		}
		out.Sheets = append(out.Sheets, s)
	}
	return out, t.err
}

// column is a heading by its key, and its width in characters.
type column struct {
	key   string
	width float64
	year  int // that it is about, 0 for none
}

var (
	taskColumns = []column{
		{"no", 6, 0},
		{"what", 26, 0},
		{"source", 20, 0},
		{"lead", 13, 0},
		{"support", 15, 0},
		{"due", 15, 0},
		{"dueday", 14, 0},
		{"left", 10, 0},
		{"workdays", 12, 0},
		{"target", 12, 0},
		{"said", 30, 0},
		{"percent", 8, 0},
		{"pace", 8, 0},
		{"problems", 20, 0},
		{"next", 20, 0},
		{"status", 8, 0},
		{"light", 5, 0},
		{"why", 13, 0},
		{"updated", 14, 0},
		{"message", 8, 0},
	}
	problemColumns = []column{
		{"no", 6, 0},
		{"problem", 32, 0},
		{"task", 24, 0},
		{"unit", 14, 0},
		{"measures", 28, 0},
		{"due", 16, 0},
		{"status", 9, 0},
		{"finished", 7, 0},
		{"since", 14, 0},
		{"times", 7, 0},
		{"asks", 14, 0},
		{"answer", 20, 0},
		{"closed", 7, 0},
		{"closedon", 14, 0},
		{"reasons", 16, 0},
		{"updated", 14, 0},
		{"message", 8, 0},
	}
	metricColumns   = []column{{"no", 6, 0}, {"metric", 26, 0}, {"measure", 10, 0}, {"target", 18, 0}, {"before", 12, 0}, {"value", 12, 0}, {"diff", 12, 0}, {"unit", 16, 0}, {"task", 30, 0}, {"updated", 15, 0}, {"approx", 9, 0}, {"message", 8, 0}}
	reportColumns   = []column{{"no", 6, 0}, {"unit", 20, 0}, {"owes", 10, 0}, {"report", 14, 0}, {"records", 10, 0}, {"pending", 12, 0}, {"led", 18, 0}}
	evidenceColumns = []column{{"no", 6, 0}, {"file", 34, 0}, {"kind", 8, 0}, {"task", 34, 0}, {"unit", 16, 0}, {"updated", 15, 0}, {"place", 34, 0}, {"message", 8, 0}}
)

// table fills rows and keeps the first error of the words.
type table struct{ err error }

func (t *table) line(name string, data any) string {
	var s string
	var err error
	if data == nil {
		s, err = fixed(name)
	} else {
		s, err = Line(name, data)
	}
	if err != nil && t.err == nil {
		t.err = err
	}
	return s
}

func (t *table) yes(v bool) brief.Cell {
	if v {
		return brief.Text(t.line("yes", nil))
	}
	return brief.Text(t.line("no", nil))
}

func (t *table) tasks(b Brief) [][]brief.Cell {
	var rows [][]brief.Cell
	for i, it := range b.Items {
		text := func(key string) brief.Cell { return brief.Text(t.line("cell."+key, it)) }
		row := []brief.Cell{brief.Num(float64(i + 1)), text("what"), text("source"), text("lead"), text("support"), brief.Text(it.Task.DueText), brief.On(it.Task.DueTo), {}, {}, text("target"), text("said"), brief.Share(it.Task.Percent)}
		if it.Open() && !it.Task.DueTo.IsZero() && it.Task.Recurrence == "" {
			row[7] = brief.Num(float64(it.DaysLeft))
			if it.Workdays >= 0 {
				row[8] = brief.Num(float64(it.Workdays))
			}
		}
		pace := brief.Cell{}
		if it.Pace != nil {
			pace = brief.Share(&it.Pace.Elapsed)
		}
		row = append(row, pace, text("problems"), text("next"), brief.Text(t.line("status."+it.Status(), nil)),
			brief.Cell{Text: t.line("light."+string(it.Light), nil), Light: it.Light}, text("why"))
		rows = append(rows, append(row, t.source(it.Last)...))
	}
	return rows
}

// source is when it was said and where.
func (t *table) source(s *brief.Statement) []brief.Cell {
	if s == nil {
		return []brief.Cell{{}, {}}
	}
	at := brief.Text(s.Source())
	if link := s.Link(); link != "" {
		at = brief.Cell{Text: t.line("source.link", nil), Link: link}
	}
	return []brief.Cell{brief.On(day.Of(s.Update.SentAt)), at}
}

func (t *table) problems(b Brief) [][]brief.Cell {
	reasons := map[string][]string{}
	key := func(p brief.Problem) string { return fmt.Sprintf("%d %s", p.Record.ID, p.Text) }
	for _, d := range b.Decide {
		reasons[key(d.Problem)] = d.Reasons
	}
	var rows [][]brief.Cell
	for i, p := range b.Problems {
		due, status, done, closed := "", string(p.Record.Status), p.Record.Status == store.RecordDone, false
		if p.Item != nil {
			due, status, done, closed = p.Item.Task.DueText, p.Item.Status(), !p.Item.Open(), p.Item.Task.Closed
		}
		row := []brief.Cell{
			brief.Num(float64(i + 1)), brief.Text(flat(p.Text)), brief.Text(flat(p.Name())), brief.Text(p.Record.Department.Name),
			brief.Text(t.line("joined", p.Record.NextSteps)), brief.Text(due),
			{},
			t.yes(done),
			{},
			{},
			{},
			{},
			{},
			{},
			{},
		}
		if status != "" {
			row[6] = brief.Text(t.line("status."+status, nil))
		}
		if c := p.Case; c != nil {
			row[8], row[9], row[10], row[11] = brief.On(day.Of(c.Since)), brief.Num(float64(c.Reports)), brief.Text(strings.Join(c.Asks, "、")), brief.Text(flat(c.Answer))
			if closed = !c.Open(); closed {
				row[13] = brief.On(day.Of(c.ClosedAt))
			}
		}
		row[12], row[14] = t.yes(closed), brief.Text(t.line("reasons", reasons[key(p)]))
		rows = append(rows, append(row, t.source(&p.Statement)...))
	}
	return rows
}

func (t *table) evidence(b Brief) [][]brief.Cell {
	var rows [][]brief.Cell
	for i, e := range b.Evidence {
		var about []string
		for _, s := range e.Said {
			about = append(about, flat(s.Name()))
		}
		row := []brief.Cell{
			brief.Num(float64(i + 1)), brief.Text(flat(e.Name)), brief.Text(e.Kind), brief.Text(strings.Join(about, "；")), brief.Text(e.Unit),
			brief.On(day.Of(e.SentAt)), brief.Text(strings.Join(e.Paths, "；")),
			{},
		}
		if link := brief.Link(e.ChatID, e.MessageID); link != "" {
			row[7] = brief.Cell{Text: t.line("source.link", nil), Link: link}
		}
		rows = append(rows, row)
	}
	return rows
}

// metrics lists the figures, each as it was said last.
func (t *table) metrics(b Brief) [][]brief.Cell {
	var rows [][]brief.Cell
	for _, u := range b.Units {
		last := map[string]int{}
		key := func(s brief.Statement, m store.Metric) string {
			return fmt.Sprintf("%s\x00%s\x00%s", s.Name(), m.Name, m.Unit)
		}
		for i, s := range u.Said {
			for _, m := range s.Record.Metrics {
				last[key(s, m)] = i
			}
		}
		for i, s := range u.Said {
			for _, m := range s.Record.Metrics {
				if last[key(s, m)] != i {
					continue
				}
				row := []brief.Cell{brief.Num(float64(len(rows) + 1)), brief.Text(m.Name), brief.Text(m.Unit), {}, {}, brief.Num(m.Value), {}, brief.Text(u.Department.Name), brief.Text(flat(s.Name())), {}, {}, {}}
				if s.Task != nil {
					row[3] = brief.Text(s.Task.Target)
				}
				for _, c := range s.ChangesOf(m) {
					row[4], row[6] = brief.Num(c.Before), brief.Num(c.Diff)
				}
				if s.Approximate() {
					row[10] = brief.Text(t.line("approximate", nil))
				}
				when := t.source(&s)
				row[9], row[11] = when[0], when[1]
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (t *table) reports(b Brief) [][]brief.Cell {
	var rows [][]brief.Cell
	for i, u := range b.Units {
		rows = append(rows, []brief.Cell{
			brief.Num(float64(i + 1)), brief.Text(u.Department.Name), t.yes(u.Owes), brief.Text(t.line("report.state", u.DepartmentLine)),
			brief.Num(float64(u.Updates)), brief.Num(float64(u.Pending)), brief.Num(float64(u.Led)),
		})
	}
	return rows
}
