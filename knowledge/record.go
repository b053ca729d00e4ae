package knowledge

import (
	"context"
	"fmt"
	"slices"

	"liangshan/knowledge/answer"
	"liangshan/store"
)

// record looks into what departments reported, for one question. A fault is kept
// for whoever asked: the engine of answers knows nothing of databases.
type record struct {
	ctx context.Context
	db  *store.DB
	err error
}

// consult answers from the shelf and the record as they stand.
func (l *Library) consult(ctx context.Context, shelf *answer.Shelf, q answer.Question) (answer.Answer, error) {
	r := &record{ctx: ctx, db: l.db}
	q.Record = r
	a := shelf.Ask(q)
	if r.err != nil {
		return answer.Answer{}, fmt.Errorf("knowledge: record: %w", r.err)
	}
	return a, nil
}

// Latest is the answers' view of the record.
func (r *record) Latest(departments []string, about func(text string, task int64) bool, n int) (out []answer.Update) {
	err := r.db.Read(r.ctx, func(v *store.View) error {
		var found []store.Statement
		err := v.Statements(departments, func(s store.Statement) bool {
			if about(s.Text, s.TaskID) {
				found = append(found, s)
			}
			return len(found) < n
		})
		for _, s := range found {
			u, failed := v.Update(s.ReportID)
			if failed != nil {
				return failed
			}
			at := slices.IndexFunc(u.Records, func(x store.Record) bool { return x.ID == s.RecordID })
			out = append(out, updateRow(u, u.Records[at]))
		}
		return err
	})
	if err != nil {
		r.err = err
	}
	return out
}

func updateRow(u store.Update, r store.Record) answer.Update {
	row := answer.Update{
		ID: r.ID, TaskID: r.TaskID, Department: r.Department.Name, Status: statusWord(r.Status), Percent: r.Percent, Text: r.Text,
		Problems: r.Problems, SentAt: u.SentAt, Confirmed: u.State == store.ReportConfirmed,
	}
	if row.Text == "" {
		row.Text = u.Text
	}
	for _, m := range r.Metrics {
		row.Metrics = append(row.Metrics, answer.Metric(m))
	}
	return row
}
