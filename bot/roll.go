package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"liangshan/bot/brief"
	"liangshan/bot/roster"
	"liangshan/knowledge/extract"
	"liangshan/store"
)

// rollLine is a department in the list of who reports.
type rollLine struct {
	Department string
	Liaisons   []string
	Reviewer   string
}

// rollList is who reports for whom, and who leads tasks without anybody.
type rollList struct {
	Lines    []rollLine
	Without  []string
	Unlisted []string // named by documents, and not in the roster
}

// roll lists the roster: who reports, who reviews, and which lead unit has nobody.
func (b *Bot) roll(ctx context.Context, m Message, _ standing) (work, error) {
	var list rollList
	err := b.db.Read(ctx, func(v *store.View) error {
		rows, err := rosterRows(v)
		if err != nil {
			return err
		}
		tasks, err := v.Tasks(store.TaskFilter{})
		if err != nil {
			return err
		}
		for _, r := range rows {
			line := rollLine{Department: r.Name}
			for _, p := range r.Liaisons {
				line.Liaisons = append(line.Liaisons, p.Name)
			}
			for _, p := range r.Reviewers {
				line.Reviewer = p.Name
			}
			switch {
			case len(line.Liaisons) > 0 || line.Reviewer != "":
				list.Lines = append(list.Lines, line)
			case leadsAny(tasks, r.Name):
				list.Without = append(list.Without, r.Name)
			}
		}
		list.Unlisted, err = unlisted(v, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		return b.say(tx, m, note{words: "roll", data: list, buttons: unlistedButton(0, list.Unlisted)})
	}, nil
}

func leadsAny(tasks []store.Task, unit string) bool {
	for _, t := range tasks {
		if t.Has(store.Lead, unit) && !t.Closed {
			return true
		}
	}
	return false
}

// rosterRows reads the roster as the sheet has it.
func rosterRows(v *store.View) ([]roster.Row, error) {
	deps, err := v.Departments()
	if err != nil {
		return nil, err
	}
	bindings, err := v.Reporters()
	if err != nil {
		return nil, err
	}
	var out []roster.Row
	for _, d := range deps {
		r := roster.Row{Name: d.Name, Kind: d.Kind, Short: d.Short, Old: d.Old}
		for _, x := range bindings {
			if x.Department.ID == d.ID {
				r.Liaisons = append(r.Liaisons, roster.Person{ID: x.Member.ID, Name: x.Member.Name})
			}
		}
		who, err := v.Reviewer(d.ID)
		if err == nil {
			r.Reviewers = []roster.Person{{ID: who.ID, Name: who.Name}}
		} else if !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// rosterSheet sends the roster as a workbook to be edited and sent back.
func (b *Bot) rosterSheet(ctx context.Context, m Message, _ standing) (work, error) {
	var rows []roster.Row
	var tasks []roster.TaskRow
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		if rows, err = rosterRows(v); err == nil {
			tasks, err = taskRows(v)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	sheet := brief.Sheet{Name: mustLine("roster.sheet"), Note: mustLine("roster.note")}
	for i, head := range roster.Heads {
		sheet.Columns = append(sheet.Columns, brief.Column{Head: head, Width: []float64{26, 10, 30, 24, 36, 20, 8}[i]})
	}
	for _, r := range rows {
		var cells []brief.Cell
		for _, c := range r.Cells() {
			cells = append(cells, brief.Text(c))
		}
		sheet.Rows = append(sheet.Rows, cells)
	}
	data, err := brief.Excel(brief.Book{Title: sheet.Name, Sheets: []brief.Sheet{sheet, taskSheet(tasks)}})
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if err := tx.Log(m.From.ID, "roster", "roster", map[string]int{"departments": len(rows)}); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "roster.sent", file: &attachment{Name: mustLine("roster.file"), Data: data}})
	}, nil
}

// rosterBack reads a file that may be the roster sent back; nil when it is another.
func (b *Bot) rosterBack(ctx context.Context, m Message) (work, error) {
	if strings.ToLower(path.Ext(m.File.Name)) != ".xlsx" || m.File.Size > maxFile {
		return nil, nil
	}
	data, err := b.client.Fetch(ctx, b.http, m.File.ID, maxFile)
	if errors.Is(err, errTooLarge) {
		return nil, nil
	}
	if err != nil {
		return nil, b.redact(err)
	}
	back, ok := readBack(ctx, m.File.Name, data)
	if !ok {
		return nil, nil
	}
	known, err := b.lib.Roster(ctx)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		list, faults, err := back.changes(&tx.View)
		if err != nil {
			return err
		}
		if len(faults) > 0 {
			return b.say(tx, m, note{words: "roster.faults", data: faults})
		}
		if _, err := b.sheetClerk(m, known).prepareSheet(tx, list); err != nil {
			return b.sayFault(tx, m, err)
		}
		if len(list) == 0 {
			return b.say(tx, m, note{words: "roster.same"})
		}
		id, err := tx.KeepRosterChange(m.From.ID, list)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: "roster.differs", data: list, key: fmt.Sprintf("roster/%d", id), buttons: [][]button{{
			{Text: mustLine("button.confirm"), Data: fmt.Sprintf("roster:%d", id)},
			{Text: mustLine("button.withdraw"), Data: fmt.Sprintf("unroster:%d", id)},
		}}})
	}, nil
}

// sheets are what came back of a roster's file: either table may be missing.
type sheets struct {
	rows   []roster.Row
	tasks  []roster.TaskRow
	faults []roster.Fault
}

// readBack finds the tables of a roster's file. A workbook that cannot be read is
// none of ours: the import says what is wrong with it.
func readBack(ctx context.Context, name string, data []byte) (out sheets, ok bool) {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return out, false
	}
	r := extract.Reader{Limits: extract.DefaultLimits()}
	f, err := r.Read(ctx, name, data)
	if err != nil {
		return out, false
	}
	for _, block := range f.Blocks {
		if block.Table == nil {
			continue
		}
		rows := texts(block.Table)
		if list, faults, found := roster.Read(rows); found {
			out.rows, out.faults, ok = list, append(out.faults, faults...), true
		}
		if list, faults, found := roster.ReadTasks(rows); found {
			out.tasks, out.faults, ok = list, append(out.faults, faults...), true
		}
	}
	return out, ok
}

func texts(t *extract.Table) [][]string {
	var rows [][]string
	for _, cells := range t.Rows {
		var row []string
		for _, c := range cells {
			row = append(row, c.Text)
		}
		rows = append(rows, row)
	}
	return rows
}

// changes compares what came back with what is.
func (s sheets) changes(v *store.View) ([]roster.Change, []roster.Fault, error) {
	now, err := rosterRows(v)
	if err != nil {
		return nil, nil, err
	}
	list := roster.Diff(now, s.rows)
	unmet, err := strangers(v, list)
	if err != nil {
		return nil, nil, err
	}
	faults := append(append(s.faults, unmet...), roster.Clashes(now, s.rows)...)
	tasks, err := taskRows(v)
	if err != nil {
		return nil, nil, err
	}
	amended, unknown := roster.DiffTasks(tasks, s.tasks)
	return append(list, amended...), append(faults, unknown...), nil
}

// strangers are the people whom a sheet binds and whom nobody has met: a number
// alone is not a person.
func strangers(v *store.View, list []roster.Change) ([]roster.Fault, error) {
	var out []roster.Fault
	for _, c := range list {
		if c.Code != "bind" && c.Code != "review" {
			continue
		}
		_, err := v.Member(c.Person)
		if errors.Is(err, store.ErrNotFound) {
			out = append(out, roster.Fault{Code: "unmet", Word: fmt.Sprintf("%s（%d）", c.New, c.Person)})
		} else if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pressRoster applies the changes of a sheet, or drops them.
func (b *Bot) pressRoster(ctx context.Context, m Message, s standing, arg string, apply bool) (work, error) {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return b.toasts(m, "toast.gone", nil), nil
	}
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	known, err := b.lib.Roster(ctx)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		var list []roster.Change
		err := tx.TakeRosterChange(id, &list)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return b.toast(tx, m, "toast.gone", nil)
		case errors.Is(err, store.ErrState):
			return b.toast(tx, m, "toast.already", nil)
		case err != nil:
			return err
		}
		words := "roster.dropped"
		if apply {
			words = "roster.applied"
			c := b.sheetClerk(m, known)
			jobs, err := c.prepareSheet(tx, list)
			if err != nil { // the register has changed since the sheet came back
				return errors.Join(b.toast(tx, m, "", nil), b.sayFault(tx, m, err))
			}
			if _, err := c.carry(jobs, mustLine("register.bysheet")); err != nil {
				return err
			}
			for _, c := range list {
				if err := b.applyRoster(tx, m, c); err != nil {
					return err
				}
			}
		}
		if err := tx.Log(m.From.ID, words, fmt.Sprintf("roster/%d", id), namelessChanges(list)); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: words, data: list, at: m.ID}))
	}, nil
}

// rosterEntry is a change of the roster as the journal keeps it: people by number.
type rosterEntry struct {
	Code   string `json:"code"`
	Unit   string `json:"department"`
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
	Person int64  `json:"member,omitempty"`
}

func namelessChanges(list []roster.Change) []rosterEntry {
	out := []rosterEntry{}
	for _, c := range list {
		e := rosterEntry{Code: c.Code, Unit: c.Unit, Person: c.Person}
		if c.Person == 0 && c.Code != "unreview" {
			e.Old, e.New = c.Old, c.New
		}
		out = append(out, e)
	}
	return out
}

func (b *Bot) applyRoster(tx *store.Tx, m Message, c roster.Change) error {
	if c.Task != 0 {
		return nil // the clerk has done it
	}
	switch c.Code {
	case "add", "kind", "short", "old":
		_, err := tx.PutDepartment(store.DepartmentNames{Department: store.Department{Name: c.Unit, Kind: c.Row.Kind}, Short: c.Row.Short, Old: c.Row.Old})
		return err
	case "stop", "resume":
		return tx.StopDepartment(c.Unit, c.Code == "stop")
	case "unbind":
		_, err := tx.EndBinding(c.Person, m.From.ID)
		if errors.Is(err, store.ErrNotFound) { // ended meanwhile
			return nil
		}
		return err
	}
	dep, err := tx.Department(c.Unit)
	if err != nil {
		return err
	}
	if c.Code == "bind" {
		return errors.Join(tx.GrantBinding(c.Person, dep.ID, m.From.ID), b.showMenu(tx, m, c.Person))
	}
	return tx.SetReviewer(dep.ID, c.Person)
}
