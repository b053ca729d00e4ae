package roster

import (
	"strconv"
	"strings"
)

// TaskHeads are the headings of the register's sheet, in order.
var TaskHeads = []string{"编号", "任务", "牵头单位", "配合单位", "完成时限", "目标值"}

// fields are what the columns behind the number change.
var fields = []string{"what", "lead", "support", "due", "target"}

// TaskRow is one task of the register as its sheet has it.
type TaskRow struct {
	ID    int64
	Cells [5]string // as in TaskHeads, behind the number
}

// ReadTasks finds the register in a sheet's rows; ok is false when it is not there.
func ReadTasks(rows [][]string) (list []TaskRow, faults []Fault, ok bool) {
	ok = below(rows, TaskHeads, func(line int, cells []string) {
		id, err := strconv.ParseInt(cells[0], 10, 64)
		if err != nil {
			faults = append(faults, Fault{line, "tasknumber", cells[0]})
			return
		}
		list = append(list, TaskRow{id, [5]string(cells[1:])})
	})
	return list, faults, ok
}

// DiffTasks tells what a sheet changes about the register. A task that the sheet
// leaves out stays as it is, and so does a cell that was emptied: to take a duty
// off the register is an order of its own.
func DiffTasks(now, want []TaskRow) (out []Change, faults []Fault) {
	at := map[int64]TaskRow{}
	for _, r := range now {
		at[r.ID] = r
	}
	for _, w := range want {
		was, known := at[w.ID]
		if !known {
			faults = append(faults, Fault{Code: "notask", Word: strconv.FormatInt(w.ID, 10)})
			continue
		}
		for i, f := range fields {
			if w.Cells[i] == "" || flat(w.Cells[i]) == flat(was.Cells[i]) {
				continue
			}
			out = append(out, Change{Code: "task." + f, Unit: "〔" + strconv.FormatInt(w.ID, 10) + "〕" + was.Cells[0], Old: was.Cells[i], New: w.Cells[i], Task: w.ID})
		}
	}
	return out, faults
}

// flat is a cell without the blanks and line ends that a spreadsheet may change.
func flat(s string) string { return strings.Join(strings.Fields(s), "") }
