package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"liangshan/bot"
	"liangshan/bot/sandbox"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// desk is a bot that talks to nobody: what it would say stands in the outbox.
type desk struct {
	t     *testing.T
	clock *storetest.Clock
	db    *store.DB
	bot   *bot.Bot
}

func newDesk(t *testing.T, at string, rules ...store.Rule) *desk {
	d := &desk{t: t, clock: storetest.At(at)}
	d.db = storetest.Open(t, d.clock)
	d.restart()
	storetest.Write(t, d.db, func(tx *store.Tx) error {
		if _, err := tx.SeeChat(group, "supergroup", "群"); err != nil {
			return err
		}
		if err := tx.SetChat(group, store.ChatOpen); err != nil {
			return err
		}
		for i, name := range []string{"区林业局", "区水利局"} {
			id, err := tx.PutDepartment(store.DepartmentNames{Department: store.Department{Name: name, Kind: "department"}})
			if err != nil {
				return err
			}
			if err := tx.SeeMember(store.Member{ID: int64(7 + i), Name: name}); err != nil {
				return err
			}
			if err := tx.GrantBinding(int64(7+i), id, 0); err != nil {
				return err
			}
		}
		for _, person := range []int64{7, people["老陈"]} { // have written in private
			if _, err := tx.SeeChat(person, "private", ""); err != nil {
				return err
			}
		}
		for _, r := range rules {
			id, err := tx.OfferRule(r, 0)
			if err != nil {
				return err
			}
			if _, err := tx.TurnOn(id, 0); err != nil {
				return err
			}
		}
		return nil
	})
	return d
}

// restart forgets everything that is not in the database.
func (d *desk) restart() {
	lib := knowledge.New(knowledge.Config{DB: d.db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
	var err error
	d.bot, err = bot.New(bot.Config{
		Token: "1:x", DB: d.db, Library: lib, Coordinators: []int64{people["老陈"]}, Now: d.clock.Now, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// tick runs what is due, n at once.
func (d *desk) tick(n int) {
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			if err := d.bot.RunDue(context.Background(), d.clock.Now()); err != nil {
				d.t.Error(err)
			}
		})
	}
	all.Wait()
}

// said counts messages by what their keys begin with, up to the period.
func (d *desk) said() map[string]int {
	out := map[string]int{}
	storetest.Read(d.t, d.db, func(v *store.View) error {
		rows, err := v.ToSend(100000)
		for _, o := range rows {
			out[fmt.Sprintf("%s → %d", strings.Join(strings.Split(o.Key, "/")[:3], "/"), o.ChatID)]++
		}
		return err
	})
	return out
}

func weekly(d time.Weekday, ahead int, following bool) store.Rule {
	return store.Rule{Cadence: store.Weekly, Schedule: store.Schedule{Weekday: d, Due: 17 * 60, Ahead: ahead, At: 9 * 60, Following: following}}
}

// Any sequence of ticks, restarts and clock jumps, forward and backward, one tick
// or several at once: what is due is said at most once, and exactly once if any
// tick fell into its window.
func TestTicksRestartsAndJumpsSayEachReminderOnce(t *testing.T) {
	cal := corpus.Calendar()
	start := day.Must("2022-09-19")
	for seed := range uint64(16) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		rules := []store.Rule{
			weekly(time.Weekday(rnd.IntN(7)), rnd.IntN(4)+1, rnd.IntN(2) == 0),
			{Cadence: store.Monthly, Schedule: store.Schedule{MonthDay: rnd.IntN(31) + 1, Due: 17 * 60, Ahead: rnd.IntN(6) + 1, At: 10 * 60, Following: rnd.IntN(2) == 0}},
			{Cadence: store.Fortnightly, Schedule: store.Schedule{Weekday: time.Weekday(rnd.IntN(7)), Anchor: day.Must("2022-01-03"), Due: store.EndOfDay, Ahead: 2, Workdays: true, At: 9 * 60}},
		}
		d := newDesk(t, "2022-06-01 09:00", rules...)
		var ticks []time.Time
		for range 60 {
			at := start.Start().Add(time.Duration(rnd.IntN(45*24*60)) * time.Minute) // no order: the clock jumps
			if rnd.IntN(2) == 0 {
				at = day.Of(at).Start().Add(time.Duration(8*60+rnd.IntN(11*60)) * time.Minute)
			}
			d.clock.Set(at)
			if rnd.IntN(5) == 0 {
				d.restart()
			}
			d.tick(1 + rnd.IntN(3)/2)
			ticks = append(ticks, at)
		}
		for c, want := range expected(rules, start, ticks, cal) {
			storetest.Read(t, d.db, func(v *store.View) error {
				got, err := v.Claimed(c)
				if got != want {
					t.Errorf("seed %d: %+v given %v, want %v; %+v", seed, c, got, want, rules)
				}
				return err
			})
		}
		for key, n := range d.said() {
			if n != 1 {
				t.Errorf("seed %d: %s was said %d times", seed, key, n)
			}
		}
	}
}

// expected says of each claim whether a tick fell into its window.
func expected(rules []store.Rule, start day.Date, ticks []time.Time, cal *day.Calendar) map[store.Claim]bool {
	want := map[store.Claim]bool{}
	hit := func(from, until time.Time) bool {
		return slices.ContainsFunc(ticks, func(x time.Time) bool {
			hour := x.In(day.Beijing).Hour()
			return !x.Before(from) && x.Before(until) && cal.IsWorkday(day.Of(x)) && hour >= 8 && hour < 20
		})
	}
	for _, r := range rules {
		for s := r.Period(start.Add(-70)); s.From.Before(start.Add(120)); s = r.Next(s) {
			at, end := r.RemindAt(s, cal), r.CutOff(s, cal)
			listEnd := end.Add(10 * 24 * time.Hour)
			if next := r.CutOff(r.Next(s), cal); next.After(end) && next.Before(listEnd) {
				listEnd = next
			}
			for dep := range int64(2) {
				want[store.Claim{Rule: string(r.Cadence), Period: s.Key, Whom: dep + 1}] = hit(at, end)
			}
			want[store.Claim{Rule: string(r.Cadence) + "/list", Period: s.Key, Whom: people["老陈"]}] = hit(end, listEnd)
		}
	}
	return want
}

// A tick at every quarter of an hour and a tick in a hundred say the same.
func TestSlowTicksSayTheSame(t *testing.T) {
	run := func(step time.Duration) map[string]int {
		d := newDesk(t, "2022-09-01 09:00", weekly(time.Tuesday, 1, false))
		for at := storetest.At("2022-09-19 00:00").Now(); at.Before(storetest.At("2022-10-31 00:00").Now()); at = at.Add(step) {
			d.clock.Set(at)
			d.tick(1)
		}
		return d.said()
	}
	fast, slow := run(30*time.Minute), run(7*time.Hour)
	if len(fast) != 6*3+1 { // six cut-offs, 09-20 to 10-25: private, group, list; and the list of 09-13
		t.Errorf("%d messages: %v", len(fast), fast)
	}
	for k := range fast {
		if slow[k] != 1 {
			t.Errorf("%s was not said by slow ticks", k)
		}
	}
}

// Who has shut the bot out in private is named in the group instead, once.
func TestAReminderThatIsRefusedIsSaidInTheGroup(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("== private 小林", "小林: 我的任务", "== group", "老陈: @liangshan_bot 每周二17:00前报送，周一上午提醒", "老陈 ▶ 确认")
	o.box.Fail(sandbox.FaultRule{Method: "sendMessage", When: toPrivate(people["小林"]), Code: 403})
	s.lines("tick", "!< 林业局", "tick", "messages 1", "< 尚未收到：区林业局。", "tick", "silence")
}

func toPrivate(person int64) func(sandbox.Call) bool {
	return func(c sandbox.Call) bool { return fmt.Sprint(c.Args["chat_id"]) == fmt.Sprint(person) }
}

func BenchmarkTick(b *testing.B) {
	d := &desk{t: &testing.T{}, clock: storetest.At("2022-10-10 09:00")}
	d.db = storetest.Open(b, d.clock)
	d.restart()
	storetest.Write(b, d.db, func(tx *store.Tx) error {
		id, err := tx.OfferRule(weekly(time.Tuesday, 1, false), 0)
		if err == nil {
			_, err = tx.TurnOn(id, 0)
		}
		return err
	})
	if err := knowledge.SeedRoster(context.Background(), d.db); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := d.bot.RunDue(context.Background(), d.clock.Now()); err != nil {
			b.Fatal(err)
		}
	}
}
