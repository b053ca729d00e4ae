package knowledge_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/storetest"
)

// office is a register and a record that change at random, as an office changes them.
type office struct {
	*rand.Rand
	t       *testing.T
	db      *store.DB
	lib     *knowledge.Library
	clock   *storetest.Clock
	said    int
	version int
}

var officeUnits = []string{"区林业局", "区水利局", "区生态环境局", "区农业农村委"}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// change does one thing at random.
func (o *office) change() (what string) {
	o.clock.Add(time.Duration(o.IntN(90)) * time.Minute)
	changes := []struct {
		name string
		do   func(*store.Tx) error
	}{
		{"report", o.report},
		{"report", o.report},
		{"confirm", o.confirm},
		{"confirm", o.confirm},
		{"withdraw", o.withdraw},
		{"file", o.file},
		{"amend", o.amend},
		{"close", o.closeTask},
		{"repeal or restore", o.repeal},
		{"forget", o.forget},
		{"rename", o.rename},
		{"reply", o.reply},
	}
	if o.IntN(12) == 0 {
		o.version++
		imported(o.t, o.lib, plan(fmt.Sprintf("2022年%d月底前", 8+o.version%5), pick(o.Rand, officeUnits)))
		return "import"
	}
	c := pick(o.Rand, changes)
	storetest.Write(o.t, o.db, c.do)
	return c.name
}

// report drafts an update: of a task or of none, new or in place of an earlier one.
func (o *office) report(tx *store.Tx) error {
	o.said++
	dep, err := tx.Department(pick(o.Rand, officeUnits))
	if err != nil {
		return err
	}
	tasks, err := tx.Tasks(store.TaskFilter{})
	if err != nil {
		return err
	}
	u := store.Update{
		ChatID: 1, MessageID: int64(1 + o.IntN(o.said)), Member: store.Member{ID: 1 + int64(o.IntN(3))}, Department: dep, SentAt: tx.Now().Add(-time.Duration(o.IntN(3)) * time.Hour),
		Text: fmt.Sprintf("古树名木挂牌完成%d株", o.said),
	}
	if live, err := tx.LiveUpdates(); err == nil && len(live) > 0 && o.IntN(3) == 0 {
		u.Corrects = pick(o.Rand, live).ID
	}
	for i := range 1 + o.IntN(2) {
		r := store.Record{Department: dep, Status: pick(o.Rand, []store.RecordStatus{store.RecordInProgress, store.RecordDone, store.RecordBehind})}
		if len(tasks) > 0 && o.IntN(4) > 0 {
			r.TaskID = pick(o.Rand, tasks).ID
		}
		if i > 0 {
			r.Text = fmt.Sprintf("第二件事办了%d成", o.said%10)
		}
		u.Records = append(u.Records, r)
	}
	_, err = tx.Draft(u)
	return err
}

func (o *office) one(tx *store.Tx, f func(store.Update) error) error {
	live, err := tx.LiveUpdates()
	if err != nil || len(live) == 0 {
		return err
	}
	if err = f(pick(o.Rand, live)); errors.Is(err, store.ErrState) {
		return nil
	}
	return err
}

func (o *office) confirm(tx *store.Tx) error {
	return o.one(tx, func(u store.Update) error { return tx.Confirm(u.ID, 1) })
}

func (o *office) withdraw(tx *store.Tx) error {
	return o.one(tx, func(u store.Update) error { _, err := tx.Withdraw(u.ID, 1); return err })
}

func (o *office) file(tx *store.Tx) error {
	return o.one(tx, func(u store.Update) error {
		return o.task(tx, func(t store.Task) error { return tx.FileRecord(pick(o.Rand, u.Records).ID, t.ID) })
	})
}

func (o *office) task(tx *store.Tx, f func(store.Task) error) error {
	list, err := tx.Tasks(store.TaskFilter{})
	if err != nil || len(list) == 0 {
		return err
	}
	return f(pick(o.Rand, list))
}

func (o *office) amend(tx *store.Tx) error {
	return o.task(tx, func(t store.Task) error {
		t.Target, t.What = fmt.Sprintf("%d株", o.said), t.What+"工作"
		if o.IntN(5) == 0 {
			t.State = store.TaskRejected
		}
		_, err := tx.Amend(1, t, "更正")
		return err
	})
}

func (o *office) closeTask(tx *store.Tx) error {
	return o.task(tx, func(t store.Task) error {
		t.Closed = !t.Closed
		_, err := tx.Amend(1, t, "销号")
		return err
	})
}

func (o *office) repeal(tx *store.Tx) error {
	docs, err := tx.Documents()
	if err != nil {
		return err
	}
	d := docs[len(docs)-1]
	if d.State == store.DocumentRepealed {
		_, err = tx.RestoreTasks(d.ID)
		return errors.Join(err, tx.SetDocument(d.ID, store.DocumentCurrent))
	}
	return errors.Join(tx.EndTasks(d.ID), tx.SetDocument(d.ID, store.DocumentRepealed))
}

func (o *office) forget(tx *store.Tx) error {
	_, err := tx.ForgetMember(1, 1+int64(o.IntN(3)), "某人")
	return err
}

func (o *office) rename(tx *store.Tx) error {
	_, err := tx.PutDepartment(store.DepartmentNames{
		Department: store.Department{Name: "区林业局", Kind: "department"}, Short: []string{"林业局", fmt.Sprintf("林%d", o.said)},
	})
	return err
}

func (o *office) reply(tx *store.Tx) error {
	o.said++
	q, err := tx.Asked(store.Question{ChatID: 1, MessageID: int64(o.said), MemberID: 1, Text: "挂牌用什么牌子", Kind: "not_in_documents", Reply: "{}", Citations: []byte("[]"), Carry: []byte("{}")})
	if err != nil {
		return err
	}
	id, err := tx.LeaveOpen(q.ID, fmt.Sprint(o.said), q.Text, store.Silent)
	if err != nil {
		return err
	}
	r, err := tx.DraftReply(store.Reply{Unanswered: id, ChatID: 1, MessageID: int64(o.said), Member: store.Member{ID: 1}, Text: fmt.Sprintf("用%d号牌子。", o.said)})
	if err != nil {
		return err
	}
	return tx.ConfirmReply(r.ID, 1)
}

// everything that a library says now.
func (o *office) everything(lib *knowledge.Library) string {
	var out []any
	for _, text := range []string{
		"古树名木挂牌进展怎么样", "区林业局最近进展如何", "区水利局有哪些任务", "区林业局还有哪些没完成的任务", "近期节点", "挂牌用什么牌子", "古树名木挂牌什么时候完成", "林1的进展",
	} {
		a, err := lib.Exact(o.t.Context(), answer.Question{Text: text, Now: o.clock.Now()})
		if err != nil {
			o.t.Fatal(err)
		}
		out = append(out, a)
	}
	for _, unit := range officeUnits {
		d, err := lib.ReadUpdate(o.t.Context(), knowledge.UpdateMessage{Text: "古树名木挂牌完成300株", Department: unit, Sent: o.clock.Now()})
		if err != nil {
			o.t.Fatal(err)
		}
		out = append(out, d.Reading, d.Update)
	}
	raw, err := json.Marshal(out)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(raw)
}

// What a library holds in memory is derived: whatever happens, it says what one
// started this moment would say.
func TestALibraryThatRunsForLongSaysWhatAFreshOneSays(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			clock := storetest.At("2022-08-10 09:00")
			db := storetest.Open(t, clock)
			fresh := func() *knowledge.Library {
				return knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
			}
			o := &office{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, db: db, lib: fresh(), clock: clock}
			if err := knowledge.SeedRoster(t.Context(), db); err != nil {
				t.Fatal(err)
			}
			imported(t, o.lib, plan("2022年9月30日前", "区林业局"))
			storetest.Write(t, db, func(tx *store.Tx) error {
				return errors.Join(tx.SeeMember(store.Member{ID: 1, Name: "甲某"}), tx.SeeMember(store.Member{ID: 2, Name: "乙某"}), tx.SeeMember(store.Member{ID: 3, Name: "丙某"}))
			})
			var done []string
			last, different := "", 0
			for range 50 {
				done = append(done, o.change())
				got, want := o.everything(o.lib), o.everything(fresh())
				if got != want {
					t.Fatalf("after %v\n got %s\nwant %s", done, got, want)
				}
				if got != last {
					last, different = got, different+1
				}
			}
			if different < 15 {
				t.Errorf("only %d of the changes were to be seen; the test shows little", different)
			}
		})
	}
}
