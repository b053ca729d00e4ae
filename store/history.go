package store

import (
	"database/sql"
	"fmt"
	"time"

	"liangshan/store/day"
)

// Previous is the span before: the week, month, quarter or year before, else as
// many days as this one has, ending the day before it starts.
func (s Span) Previous() Span {
	last := s.From.Add(-1)
	whole := Between(s.From, s.To)
	for _, p := range []struct{ this, before Span }{
		{Week(s.From), Week(last)},
		{Month(s.From), Month(last)},
		{Between(s.From.QuarterStart(), s.From.QuarterEnd()), Between(last.QuarterStart(), last.QuarterEnd())},
		{yearOf(s.From), yearOf(last)},
	} {
		if p.this.From == whole.From && p.this.To == whole.To {
			return p.before
		}
	}
	return Between(last.Add(s.From.Sub(s.To)), last)
}

func yearOf(d day.Date) Span {
	return Between(day.New(d.Year, time.January, 1), day.New(d.Year, time.December, 31))
}

// UpdatesOf lists the confirmed updates, sent until at, that count for the span;
// oldest first.
func (v *View) UpdatesOf(s Span, at time.Time) ([]Update, error) {
	l := Ledger{Span: s}
	takes, err := v.taking(&l)
	if err != nil {
		return nil, err
	}
	where, args := concerns(s, l.CutOff, at)
	list, err := v.updates(`WHERE p.state = 'confirmed' AND `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("store: updates of %s: %w", s.Key, err)
	}
	var out []Update
	for _, u := range list {
		if takes(&u) {
			out = append(out, u)
		}
	}
	return out, nil
}

// Sources lists the updates that the tasks' status comes from, oldest first.
func (v *View) Sources(tasks []Task) ([]Update, error) {
	var ids []int64
	for _, t := range tasks {
		if t.Latest != 0 {
			ids = append(ids, t.Latest)
		}
	}
	list, err := jsonText(ids)
	if err != nil {
		return nil, err
	}
	out, err := v.updates(`WHERE p.id IN (SELECT report_id FROM record WHERE id IN (SELECT value FROM json_each(?))) ORDER BY p.sent_at, p.id`, list)
	if err != nil {
		return nil, fmt.Errorf("store: sources: %w", err)
	}
	return out, nil
}

// rowsOf maps every row of the tasks' duties, over versions and over places that
// say a duty again, to the task that is counted: records speak of any of them.
func (v *View) rowsOf(tasks []Task) (map[int64]int64, error) {
	counted := map[int64]int64{} // by root
	for _, t := range tasks {
		counted[t.Root] = t.ID
	}
	type row struct{ id, root, restates int64 }
	var rows []row
	rootOf, says := map[int64]int64{}, map[int64]int64{}
	err := v.query(`SELECT id, coalesce(root, id), coalesce(restates, 0) FROM task ORDER BY id`, nil, func(r *sql.Rows) error {
		var x row
		if err := r.Scan(&x.id, &x.root, &x.restates); err != nil {
			return err
		}
		rows = append(rows, x)
		rootOf[x.id] = x.root
		if x.restates != 0 {
			says[x.root] = x.restates
		}
		return nil
	})
	out := map[int64]int64{}
	for _, x := range rows {
		root := x.root
		for range rows { // a restatement of a restatement; no further than there are rows
			if id, ok := counted[root]; ok {
				out[x.id] = id
				break
			}
			if says[root] == 0 {
				break
			}
			root = rootOf[says[root]]
		}
	}
	return out, err
}

// Proofs lists what came as evidence with the messages of some updates, in the order it came.
func (v *View) Proofs(list []Update) ([]Evidence, error) {
	keys := make([][2]int64, 0, len(list))
	for _, u := range list {
		keys = append(keys, [2]int64{u.ChatID, u.MessageID})
	}
	text, err := jsonText(keys)
	if err != nil {
		return nil, err
	}
	return v.evidence(`WHERE (report_chat, report_message) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)) ORDER BY sent_at, id`, text)
}
