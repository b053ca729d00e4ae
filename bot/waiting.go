package bot

import (
	"slices"

	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

// waiting is a department whose reports of earlier periods wait for 确认 still: a
// draft is listed until somebody decides about it.
type waiting struct {
	Department string
	Count      int
	Since      day.Date
}

// waitingBefore finds the drafts of departments from before a span.
func waitingBefore(v *store.View, s store.Span) ([]waiting, error) {
	list, err := v.Drafts(s.From.Start())
	var out []waiting
	for _, u := range list {
		i := slices.IndexFunc(out, func(w waiting) bool { return w.Department == u.Department.Name })
		if i < 0 {
			i = len(out)
			out = append(out, waiting{Department: u.Department.Name, Since: day.Of(u.SentAt)})
		}
		out[i].Count++
	}
	return out, err
}

// missingList is who has not reported, and what waits from before.
type missingList struct {
	words.Brief
	Before []waiting
}
