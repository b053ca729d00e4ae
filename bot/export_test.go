package bot

import (
	"context"
	"time"

	"liangshan/knowledge"
	"liangshan/store"
)

// RouteNames lists the table of routes, in order.
func RouteNames() []string {
	var out []string
	for _, r := range routes(&Bot{}) {
		out = append(out, r.name)
	}
	return out
}

// FromRecord answers a question over the record without a chat; false when it is none.
func FromRecord(ctx context.Context, db *store.DB, lib *knowledge.Library, text string, now time.Time) (lines int, ok bool, err error) {
	b := &Bot{db: db, lib: lib, now: func() time.Time { return now }}
	q, ok, err := b.recordQuestion(ctx, Message{Text: text, Sent: now})
	if !ok || err != nil {
		return 0, ok, err
	}
	a, err := b.fromRecord(ctx, q)
	return len(a.Lines) + len(a.Still), true, err
}
