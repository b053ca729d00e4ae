package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Measurement is a figure as a department gave it last for a year: who, of what,
// when, and in which message.
type Measurement struct {
	TaskID     int64 // 0 where the record is under no task
	Year       int   // that the record speaks of
	Metric     Metric
	Department string
	ChatID     int64
	MessageID  int64
	SentAt     time.Time
	About      bool // said to be about so much
}

// Measurements lists the latest confirmed figures of each task, year, name and unit,
// of what was sent until an instant: of some rows of the register, or of all for none.
func (v *View) Measurements(until time.Time, rows []int64) ([]Measurement, error) {
	where, args := "", []any{stamp(until)}
	if len(rows) > 0 {
		text, err := jsonText(rows)
		if err != nil {
			return nil, err
		}
		where, args = ` AND x.task_id IN (SELECT value FROM json_each(?))`, append(args, text)
	}
	var out []Measurement
	// SQLite gives the other columns of the row that has the greatest moment.
	err := v.query(`SELECT coalesce(x.task_id, 0), CAST(substr(CASE x.period_to WHEN '' THEN datetime(p.sent_at, '+8 hours') ELSE x.period_to END, 1, 4) AS INTEGER) AS of_year,
			json_extract(m.value, '$.name') AS called, json_extract(m.value, '$.unit') AS measure, json_extract(m.value, '$.value'), d.name, p.chat_id, p.message_id, p.sent_at,
			p.flags LIKE '%"approx"%', max(p.sent_at || printf('%020d', x.id))
		FROM record x JOIN report p ON p.id = x.report_id JOIN department d ON d.id = x.department_id, json_each(x.metrics) m
		WHERE p.state = 'confirmed' AND p.sent_at <= ? AND x.metrics <> '[]'`+where+`
		GROUP BY x.task_id, of_year, called, measure ORDER BY x.task_id, of_year, called, measure`, args, func(r *sql.Rows) error {
		var m Measurement
		var last string
		err := r.Scan(&m.TaskID, &m.Year, &m.Metric.Name, &m.Metric.Unit, &m.Metric.Value, &m.Department, &m.ChatID, &m.MessageID, scanTime{&m.SentAt}, &m.About, &last)
		out = append(out, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: measurements: %w", err)
	}
	return out, nil
}
