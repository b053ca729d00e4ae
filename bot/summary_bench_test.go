package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"

	"liangshan/bot"
	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// A district over three years: 60 departments, 500 tasks, a report a week of
// each department on all that it leads and one more: about 90,000 records.
const (
	manyDepartments = 60
	manyTasks       = 500
	manyWeeks       = 156
)

// bigRoom builds that ledger as of a Friday at the end.
func bigRoom(b *testing.B) (*store.DB, *storetest.Clock) {
	b.Helper()
	clock := storetest.At("2022-01-03 09:00")
	db, err := store.Open(context.Background(), filepath.Join(b.TempDir(), store.FileName), clock.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	var deps []store.Department
	led := make([][]int64, manyDepartments)
	storetest.Write(b, db, func(tx *store.Tx) error {
		for i := range manyDepartments {
			d := store.Department{Name: fmt.Sprintf("区%c%c局", []rune("甲乙丙丁戊己庚辛壬癸")[i%10], []rune("子丑寅卯辰巳")[i/10]), Kind: "department"}
			if d.ID, err = tx.PutDepartment(store.DepartmentNames{Department: d}); err != nil {
				return err
			}
			deps = append(deps, d)
			if err := tx.SeeMember(store.Member{ID: 1000 + d.ID, Name: "联络员", Known: true}); err != nil {
				return err
			}
			if err := tx.GrantBinding(1000+d.ID, d.ID, 0); err != nil {
				return err
			}
		}
		for i := range manyTasks {
			lead, support := deps[i%manyDepartments], deps[(i*7+3)%manyDepartments]
			id, err := tx.AddTask(store.Task{
				Place: fmt.Sprintf("附件1第%d行", i+1), What: fmt.Sprintf("第%d项重点任务建设", i+1), DueText: "2024年12月底前", DueTo: day.New(2024, 12, 31).Add(-i % 400),
				Target: "38公里", Origin: "row", Source: "第" + fmt.Sprint(i), State: store.TaskConfirmed,
				Units: []store.TaskUnit{{Role: store.Lead, Name: lead.Name, Kind: "unit"}, {Role: store.Support, Name: support.Name, Kind: "unit"}},
			})
			if err != nil {
				return err
			}
			led[i%manyDepartments] = append(led[i%manyDepartments], id)
		}
		return nil
	})
	message := int64(0)
	for week := range manyWeeks {
		storetest.Write(b, db, func(tx *store.Tx) error {
			for i, d := range deps {
				message++
				at := storetest.At("2022-01-06 10:00").Now().AddDate(0, 0, 7*week)
				u := store.Update{ChatID: -1001000000001, MessageID: message, Member: store.Member{ID: 1000 + d.ID}, Department: d, Text: "各项任务按计划推进", SentAt: at}
				for j, task := range append(led[i], 0) {
					p := float64(week*100) / manyWeeks
					r := store.Record{Department: d, TaskID: task, Hint: "其他", Text: "按计划推进，完成若干", Status: store.RecordInProgress, Percent: &p, Metrics: []store.Metric{{Name: "完成", Value: float64(week), Unit: "公里"}}, NextSteps: []string{"继续推进剩余工程"}}
					if (i+j+week)%40 == 0 {
						r.Status, r.Problems = store.RecordBlocked, []string{"用地手续未批复，请区政府协调"}
					}
					u.Records = append(u.Records, r)
				}
				u, err := tx.Draft(u)
				if err != nil {
					return err
				}
				if err := tx.Confirm(u.ID, 1000+d.ID); err != nil {
					return err
				}
			}
			return nil
		})
	}
	clock.Set(storetest.At("2022-01-07 17:00").Now().AddDate(0, 0, 7*(manyWeeks-1)))
	return db, clock
}

func BenchmarkBig(b *testing.B) {
	db, clock := bigRoom(b)
	now := clock.Now()
	figures := func(b *testing.B, words_ string) (out words.Brief) {
		err := db.Read(context.Background(), func(v *store.View) (err error) {
			out.Figures, err = bot.Figures(v, bot.OrderOf(words_, now, corpus.Calendar(), nil), now, corpus.Calendar())
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		return out
	}
	for name, order := range map[string]string{"week": "本周", "month": "本月", "year": "今年", "long ago": "2022年3月"} {
		b.Run("figures/"+name, func(b *testing.B) {
			for b.Loop() {
				figures(b, order)
			}
		})
	}
	b.Run("ledger/week", func(b *testing.B) {
		for b.Loop() {
			if err := db.Read(context.Background(), func(v *store.View) error {
				_, err := v.Ledger(store.Week(day.Of(now)), now)
				return err
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
	lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
	for name, text := range map[string]string{"unit": "区庚子局上周报了什么", "task": "第21项重点任务建设到哪一步了", "stuck": "第21项重点任务卡在哪里", "still": "哪些任务两周没动了"} {
		b.Run("question/"+name, func(b *testing.B) {
			for b.Loop() {
				r, err := lib.Ask(context.Background(), answer.Question{Text: text, Now: now})
				if err != nil || len(r.Record) != 1 || len(r.Record[0].Updates) == 0 && name != "still" {
					b.Fatalf("%s: %+v, %v", text, r.Record, err)
				}
			}
		})
	}
	w := figures(b, "本周")
	for name, form := range map[string]func() error{
		"chat":  func() error { _, err := words.Say("summary", w); return err },
		"short": func() error { _, err := words.Short(w, 4096); return err },
		"docx":  func() error { _, err := words.Document("", w); return err },
		"xlsx":  func() error { _, err := words.Workbook(w); return err },
		"png":   func() error { _, err := words.Picture(w); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := form(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
