package store

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Problem is a difficulty that departments report, carried until it is closed.
// What stands about it is read from the confirmed records that speak of it.
type Problem struct {
	ID         int64
	TaskID     int64  // 0 where the task is in no register
	Hint       string // what the task was called
	Department Department
	Text       string   // as last reported
	Asks       []string // the units whose help was asked, ever
	Since      time.Time
	LastAt     time.Time
	Reports    int // how many confirmed reports speak of it
	AnsweredAt time.Time
	Answer     string
	ClosedAt   time.Time // by a coordinator's word, or by the record that says it is solved
	BySender   bool      // closed by the department's own word
}

// Repeats is how often a problem may be reported before somebody has to decide.
const Repeats = 3

// Open reports whether the problem is carried on.
func (p Problem) Open() bool { return p.ClosedAt.IsZero() }

// Undecided reports whether it was reported so often that somebody has to decide.
func (p Problem) Undecided() bool { return p.Open() && p.Reports >= Repeats }

// Mention is one record's word on a problem.
type Mention struct {
	Problem  int64 // 0 for a new one
	Record   int64
	Position int // among the record's problems; -1 where the record says it is solved
	Text     string
	Asks     []string
}

// AddProblem opens a problem.
func (tx *Tx) AddProblem(p Problem) (int64, error) {
	id, err := tx.insert(`INSERT INTO problem (task_id, hint, department_id) VALUES (?, ?, ?)`, nullID(p.TaskID), p.Hint, p.Department.ID)
	if err != nil {
		return 0, fmt.Errorf("store: add problem: %w", err)
	}
	return id, nil
}

// Mention notes what a record says of a problem. Again is harmless.
func (tx *Tx) Mention(m Mention) error {
	asks, err := jsonText(m.Asks)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT OR IGNORE INTO problem_mention (problem_id, record_id, position, text, asks) VALUES (?, ?, ?, ?, ?)`, m.Problem, m.Record, m.Position, m.Text, asks)
	if err != nil {
		return fmt.Errorf("store: mention problem %d: %w", m.Problem, err)
	}
	return tx.touch("record")
}

// CloseProblem closes a problem by a coordinator's word. A later record that
// speaks of it opens it again.
func (tx *Tx) CloseProblem(id, by int64) error {
	if err := tx.change(`UPDATE problem SET closed_at = ?, closed_by = ? WHERE id = ?`, stamp(tx.now), by, id); err != nil {
		return fmt.Errorf("store: close problem %d: %w", id, err)
	}
	return tx.touch("record")
}

// AnswerProblem notes what was answered to it; it stays open.
func (tx *Tx) AnswerProblem(id, by int64, answer string) error {
	if err := tx.change(`UPDATE problem SET answered_at = ?, answered_by = ?, answer = ? WHERE id = ?`, stamp(tx.now), by, answer, id); err != nil {
		return fmt.Errorf("store: answer problem %d: %w", id, err)
	}
	return tx.touch("record")
}

// Problem finds one by its number; [ErrNotFound] also when no confirmed record speaks of it.
func (v *View) Problem(id int64) (Problem, error) {
	list, err := v.problems(time.Time{}, `p.id = ?`, id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: problem %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Problem{}, err
	}
	return list[0], nil
}

// Problems lists a department's problems, or everybody's for 0, oldest first, the closed ones too.
func (v *View) Problems(departmentID int64) ([]Problem, error) {
	return v.problems(time.Time{}, `(?1 = 0 OR p.department_id = ?1)`, departmentID)
}

// ProblemsAsOf lists everybody's problems as they stood at an instant.
func (v *View) ProblemsAsOf(at time.Time) ([]Problem, error) { return v.problems(at, `1 = 1`) }

// OpenProblems lists what is carried on, of a department or of everybody for 0.
func (v *View) OpenProblems(departmentID int64) ([]Problem, error) {
	list, err := v.Problems(departmentID)
	return slices.DeleteFunc(list, func(p Problem) bool { return !p.Open() }), err
}

// problems reads problems as of an instant, the zero one for now.
func (v *View) problems(until time.Time, where string, args ...any) ([]Problem, error) {
	var out []Problem
	at := map[int64]int{}
	later := func(t time.Time) bool { return !until.IsZero() && t.After(until) }
	err := v.query(`SELECT p.id, p.task_id, p.hint, d.id, d.name, d.kind, p.answered_at, p.answer, p.closed_at FROM problem p
		JOIN department d ON d.id = p.department_id WHERE `+where+` ORDER BY p.id`, args, func(r *sql.Rows) error {
		var p Problem
		var task *int64
		if err := r.Scan(&p.ID, &task, &p.Hint, &p.Department.ID, &p.Department.Name, &p.Department.Kind, scanTime{&p.AnsweredAt}, &p.Answer, scanTime{&p.ClosedAt}); err != nil {
			return err
		}
		p.TaskID = idOrZero(task)
		if later(p.AnsweredAt) {
			p.AnsweredAt, p.Answer = time.Time{}, ""
		}
		if later(p.ClosedAt) {
			p.ClosedAt = time.Time{}
		}
		at[p.ID] = len(out)
		out = append(out, p)
		return nil
	})
	if err == nil {
		err = v.mentions(out, at, until)
	}
	if err != nil {
		return nil, fmt.Errorf("store: problems: %w", err)
	}
	return slices.DeleteFunc(out, func(p Problem) bool { return p.Reports == 0 }), nil
}

// mentions reads off the confirmed records how long each problem stands and where it stands now.
func (v *View) mentions(out []Problem, at map[int64]int, until time.Time) error {
	reports := map[int64]map[int64]bool{}
	last := "9999"
	if !until.IsZero() {
		last = stamp(until)
	}
	err := v.query(`SELECT n.problem_id, n.position, n.text, n.asks, q.id, q.sent_at FROM problem_mention n JOIN record x ON x.id = n.record_id
		JOIN report q ON q.id = x.report_id WHERE q.state = 'confirmed' AND q.sent_at <= ? ORDER BY q.sent_at, q.id, x.part, n.position`, []any{last}, func(r *sql.Rows) error {
		var id, report int64
		var position int
		var text string
		var asks []string
		var sent time.Time
		if err := r.Scan(&id, &position, &text, scanJSON{&asks}, &report, scanTime{&sent}); err != nil {
			return err
		}
		i, ok := at[id]
		if !ok {
			return nil
		}
		out[i].hear(position, text, asks, sent)
		if position >= 0 {
			if reports[id] == nil {
				reports[id] = map[int64]bool{}
			}
			reports[id][report] = true
			out[i].Reports = len(reports[id])
		}
		return nil
	})
	return err
}

// hear takes in one confirmed word, in the order they were sent.
func (p *Problem) hear(position int, text string, asks []string, sent time.Time) {
	if position < 0 {
		if p.ClosedAt.IsZero() || p.ClosedAt.Before(sent) {
			p.ClosedAt, p.BySender = sent, true
		}
		p.LastAt = sent
		return
	}
	if p.Since.IsZero() {
		p.Since = sent
	}
	p.Text, p.LastAt = text, sent
	if !p.ClosedAt.IsZero() && sent.After(p.ClosedAt) {
		p.ClosedAt, p.BySender = time.Time{}, false
	}
	for _, a := range asks {
		if !slices.Contains(p.Asks, a) {
			p.Asks = append(p.Asks, a)
		}
	}
}

// TaskIDInForce is the number of the task that an older number means today.
func (v *View) TaskIDInForce(id int64) (int64, error) {
	t, err := v.TaskInForce(id)
	if errors.Is(err, ErrNotFound) {
		return id, nil
	}
	return t.ID, err
}
