package bot

import (
	"errors"
	"strings"

	"liangshan/bot/brief"
	"liangshan/bot/roster"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
)

// The register as the second sheet of the roster's file: what is edited there comes
// back as the orders that a coordinator could have said.

// taskRows reads the register as its sheet has it: closed tasks are past editing.
func taskRows(v *store.View) ([]roster.TaskRow, error) {
	list, err := v.Tasks(store.TaskFilter{})
	if err != nil {
		return nil, err
	}
	var out []roster.TaskRow
	for _, t := range list {
		if !t.Closed {
			out = append(out, roster.TaskRow{ID: t.ID, Cells: [5]string{
				t.What, strings.Join(t.Names(store.Lead), "、"), strings.Join(t.Names(store.Support), "、"), t.DueText, t.Target,
			}})
		}
	}
	return out, nil
}

func taskSheet(rows []roster.TaskRow) brief.Sheet {
	sheet := brief.Sheet{Name: mustLine("register.sheet"), Note: mustLine("register.sheetnote")}
	for i, head := range roster.TaskHeads {
		sheet.Columns = append(sheet.Columns, brief.Column{Head: head, Width: []float64{8, 48, 26, 30, 22, 20}[i]})
	}
	for _, r := range rows {
		cells := []brief.Cell{brief.Num(float64(r.ID))}
		for _, c := range r.Cells {
			cells = append(cells, brief.Text(c))
		}
		sheet.Rows = append(sheet.Rows, cells)
	}
	return sheet
}

func (b *Bot) sheetClerk(m Message, known *units.Roster) clerk {
	return clerk{roster: known, lib: b.lib, today: day.Of(b.now()), by: m.From}
}

// prepareSheet works out what a sheet's changes make of the tasks, or says why one cannot be.
func (c clerk) prepareSheet(tx *store.Tx, list []roster.Change) ([]*job, error) {
	var orders []order
	for _, x := range list {
		field, ok := strings.CutPrefix(x.Code, "task.")
		if !ok {
			continue
		}
		s := step{verb: toSet, field: store.Field(field), value: x.New}
		if n := len(orders); n > 0 && orders[n-1].tasks[0] == x.Task {
			orders[n-1].steps = append(orders[n-1].steps, s)
			continue
		}
		orders = append(orders, order{tasks: []int64{x.Task}, steps: []step{s}})
	}
	var out []*job
	for _, o := range orders {
		jobs, err := c.prepare(tx, o)
		if err != nil {
			return nil, err
		}
		out = append(out, jobs...)
	}
	return out, nil
}

// sayFault tells why an order was not carried out; other errors go on.
func (b *Bot) sayFault(tx *store.Tx, m Message, err error) error {
	var f *fault
	if errors.As(err, &f) {
		return b.say(tx, m, note{words: f.words, data: f.data})
	}
	return err
}
