package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// A record that belongs to no task of the register waits until a coordinator files it.

var (
	filingOne   = pattern.MustCompile(`^(?:把|将)?报送\s*([0-9]+)\s*(?:归入|归到|归档到|对应)\s*(?:任务|第|〔)?\s*([0-9]+)\s*[号项〕]?(?:任务)?$`)
	filingReply = pattern.MustCompile(`^(?:归入|归到|归档到|对应)\s*(?:任务|第|〔)?\s*([0-9]+)\s*[号项〕]?(?:任务)?$`)
)

func (b *Bot) isFiling(m Message, _ standing) bool {
	t := bare(m.Text)
	if m.What != said || m.Command != "" {
		return false
	}
	if filingOne.MatchString(t) {
		return true
	}
	if !filingReply.MatchString(t) || m.Reply == nil {
		return false
	}
	id, err := b.pointedAt(context.Background(), m)
	return err == nil && id != 0
}

// unfiled is a record without a task.
type unfiled struct {
	Update store.Update
	Record store.Record
}

// unfiledList lists what waits to be filed, latest first.
func (b *Bot) unfiledList(ctx context.Context, m Message, _ standing) (work, error) {
	var list []unfiled
	err := b.db.Read(ctx, func(v *store.View) error {
		all, err := v.Unfiled(mostUnfiled)
		for _, u := range all {
			for _, r := range u.Records {
				if r.TaskID == 0 {
					list = append(list, unfiled{u, r})
				}
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.words(m, "unfiled", list), nil
}

// mostUnfiled is how many reports a list shows.
const mostUnfiled = 50

// fileRecord puts a record under a task: by its number, or the only one of the card replied to.
func (b *Bot) fileRecord(ctx context.Context, m Message, _ standing) (work, error) {
	t := bare(m.Text)
	var record, task int64
	var err error
	if w := filingOne.FindStringSubmatch(t); w != nil {
		record, err = strconv.ParseInt(w[1], 10, 64)
		if err == nil {
			task, err = strconv.ParseInt(w[2], 10, 64)
		}
	} else {
		task, err = strconv.ParseInt(filingReply.FindStringSubmatch(t)[1], 10, 64)
	}
	if err != nil {
		return b.words(m, "filing.unknown", nil), nil
	}
	target, err := b.pointedAt(ctx, m)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		u, r, err := recordMeant(tx, record, target)
		if errors.Is(err, store.ErrNotFound) {
			return b.say(tx, m, note{words: "filing.unknown"})
		}
		if err != nil {
			return err
		}
		to, err := tx.TaskInForce(task)
		if errors.Is(err, store.ErrNotFound) || err == nil && !to.InForce() {
			return b.say(tx, m, note{words: "filing.notask", data: task})
		}
		if err != nil {
			return err
		}
		return b.fileUnder(tx, m, u, r, to)
	}, nil
}

// recordMeant is the record of a number, or the only unfiled one of an update.
func recordMeant(tx *store.Tx, record, target int64) (u store.Update, r store.Record, err error) {
	if record != 0 {
		u, err = tx.UpdateWith(record)
	} else {
		u, err = tx.Update(target)
	}
	if err != nil {
		return u, r, err
	}
	var open []store.Record
	for _, x := range u.Records {
		if x.ID == record {
			return u, x, nil
		}
		if x.TaskID == 0 {
			open = append(open, x)
		}
	}
	if record != 0 || len(open) != 1 {
		return u, r, store.ErrNotFound
	}
	return u, open[0], nil
}

func (b *Bot) fileUnder(tx *store.Tx, m Message, u store.Update, r store.Record, to store.Task) error {
	err := tx.FileRecord(r.ID, to.ID)
	if errors.Is(err, store.ErrState) {
		return b.say(tx, m, note{words: "filing.unknown"})
	}
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "file", fmt.Sprintf("record/%d", r.ID), map[string]int64{"task": to.ID, "was": r.TaskID}); err != nil {
		return err
	}
	if u, err = tx.Update(u.ID); err != nil {
		return err
	}
	if u.State == store.ReportConfirmed {
		if err := b.fileEvidence(tx, u); err != nil {
			return err
		}
	}
	return errors.Join(b.reshow(tx, m, u.ID), b.say(tx, m, note{words: "filing.done", data: struct {
		Record store.Record
		Task   store.Task
	}{r, to}}))
}
