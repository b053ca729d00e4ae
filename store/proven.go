package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Proven is a photo or file with the confirmed update that it proves today.
type Proven struct {
	Evidence Evidence
	Update   Update
}

// Proven lists what proves confirmed updates and came until an instant, oldest
// first. What belongs to a message that was corrected later proves the correction.
func (v *View) Proven(until time.Time) ([]Proven, error) {
	list, err := v.evidence(`WHERE refused = '' AND report_message <> 0 AND sent_at <= ? ORDER BY sent_at, id`, stamp(until))
	if err != nil {
		return nil, err
	}
	links, err := v.corrections(list)
	if err != nil {
		return nil, err
	}
	found := map[[2]int64]int64{}
	var ids []int64
	for _, e := range list {
		key := [2]int64{e.ReportChat, e.ReportMessage}
		if _, ok := found[key]; !ok {
			found[key] = links.standing(key)
			ids = append(ids, found[key])
		}
	}
	byID, err := v.updatesByID(ids)
	if err != nil {
		return nil, err
	}
	var out []Proven
	for _, e := range list {
		if u, ok := byID[found[[2]int64{e.ReportChat, e.ReportMessage}]]; ok {
			out = append(out, Proven{e, u})
		}
	}
	return out, nil
}

// corrections are reports by message, and what corrects them.
type corrections struct {
	on        map[[2]int64][]int64 // the versions of a message
	by        map[int64][]int64    // what corrects a report
	message   map[int64][2]int64
	confirmed map[int64]bool
}

// corrections reads the reports that evidence came with, and all that correct another.
func (v *View) corrections(list []Evidence) (corrections, error) {
	c := corrections{map[[2]int64][]int64{}, map[int64][]int64{}, map[int64][2]int64{}, map[int64]bool{}}
	keys := make([][2]int64, 0, len(list))
	for _, e := range list {
		keys = append(keys, [2]int64{e.ReportChat, e.ReportMessage})
	}
	text, err := jsonText(keys)
	if err != nil {
		return c, err
	}
	err = v.query(`SELECT id, chat_id, message_id, state = 'confirmed', coalesce(corrects, 0) FROM report
		WHERE corrects IS NOT NULL OR (chat_id, message_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)) ORDER BY id`, []any{text}, func(r *sql.Rows) error {
		var id, corrects int64
		var key [2]int64
		var sure bool
		err := r.Scan(&id, &key[0], &key[1], &sure, &corrects)
		c.on[key], c.message[id], c.confirmed[id] = append(c.on[key], id), key, sure
		if corrects != 0 {
			c.by[corrects] = append(c.by[corrects], id)
		}
		return err
	})
	if err != nil {
		return c, fmt.Errorf("store: corrections: %w", err)
	}
	return c, nil
}

// standing is the last confirmed report of the corrections that begin with a message, 0 for none.
func (c corrections) standing(key [2]int64) int64 {
	var last int64
	seen := map[[2]int64]bool{}
	for open := [][2]int64{key}; len(open) > 0; {
		next := open[0]
		open = open[1:]
		if seen[next] {
			continue
		}
		seen[next] = true
		for _, id := range c.on[next] {
			if c.confirmed[id] {
				last = max(last, id)
			}
			for _, by := range c.by[id] {
				open = append(open, c.message[by])
			}
		}
	}
	return last
}

func (v *View) updatesByID(ids []int64) (map[int64]Update, error) {
	text, err := jsonText(ids)
	if err != nil {
		return nil, err
	}
	list, err := v.updates(`WHERE p.id IN (SELECT value FROM json_each(?))`, text)
	if err != nil {
		return nil, fmt.Errorf("store: updates by id: %w", err)
	}
	out := make(map[int64]Update, len(list))
	for _, u := range list {
		out[u.ID] = u
	}
	return out, nil
}
