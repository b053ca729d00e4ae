package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Statement is a record with no more than what a search of the record looks at.
type Statement struct {
	RecordID, ReportID, TaskID int64
	Text                       string // the record's own words, else its report's
	SentAt                     time.Time
}

// errEnough ends a query whose caller has found what it wants.
var errEnough = errors.New("store: enough")

// statementsIn reads the statements of reports in one state, in the order of an index.
const statementsIn = `SELECT x.id, p.id AS report, x.task_id, CASE x.text WHEN '' THEN p.text ELSE x.text END, p.sent_at AS sent, x.part AS part
	FROM report p CROSS JOIN record x ON x.report_id = p.id WHERE p.state = `

// Statements goes through what drafts and confirmed updates of these departments
// say, of all where none is named, latest first, until more says no.
func (v *View) Statements(departments []string, more func(Statement) bool) error {
	var of string
	var args []any
	if len(departments) > 0 {
		names, err := jsonText(departments)
		if err != nil {
			return err
		}
		of, args = ` AND x.department_id IN (SELECT d.id FROM department d JOIN json_each(?1) e ON e.value = d.name)`, []any{names}
	}
	err := v.query(statementsIn+`'confirmed'`+of+` UNION ALL `+statementsIn+`'draft'`+of+` ORDER BY sent DESC, report DESC, part`, args, func(r *sql.Rows) error {
		var s Statement
		var task *int64
		var part int
		if err := r.Scan(&s.RecordID, &s.ReportID, &task, &s.Text, scanTime{&s.SentAt}, &part); err != nil {
			return err
		}
		s.TaskID = idOrZero(task)
		if !more(s) {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return fmt.Errorf("store: statements: %w", err)
	}
	return nil
}
