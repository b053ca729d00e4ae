package bot_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"liangshan/bot"
	"liangshan/bot/words"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files anew")

// ledgerRoom is a small office of its own: a plan of nine tasks and two weeks of reports.
type ledgerRoom struct {
	t      testing.TB
	db     *store.DB
	clock  *storetest.Clock
	roster *units.Roster
	deps   map[string]store.Department
	tasks  map[string]int64
	next   int64
}

func newLedgerRoom(t testing.TB) *ledgerRoom {
	clock := storetest.At("2022-10-01 09:00")
	r := &ledgerRoom{t: t, clock: clock, db: storetest.Open(t, clock), deps: map[string]store.Department{}, tasks: map[string]int64{}, next: 100}
	var list []units.Unit
	storetest.Write(t, r.db, func(tx *store.Tx) error {
		for _, name := range []string{"区林业局", "区水利局", "区生态环境局", "区住房城乡建委", "区文化旅游委", "万灵镇", "昌元街道"} {
			list = append(list, units.Unit{Name: name, Kind: "department"})
			d := store.DepartmentNames{Department: store.Department{Name: name, Kind: "department"}}
			if _, err := tx.PutDepartment(d); err != nil {
				return err
			}
			got, err := tx.Department(name)
			if err != nil {
				return err
			}
			r.deps[name] = got
			who := store.Member{ID: got.ID + 1000, Name: "联络员", Known: true}
			if err := tx.SeeMember(who); err != nil {
				return err
			}
			if err := tx.GrantBinding(who.ID, got.ID, 0); err != nil {
				return err
			}
		}
		return r.plan(tx)
	})
	r.roster = units.New(list)
	return r
}

func (r *ledgerRoom) plan(tx *store.Tx) error {
	d, err := tx.AddDocument(store.Document{Key: "荣两山办示例〔2022〕1号", SHA256: "x", FileName: "plan.md", Number: "荣两山办示例〔2022〕1号",
		Title: "实施方案（示例）", Short: "实施方案（示例）", Issuer: "区“两山”创建办", Issued: day.Must("2022-09-15"), Outline: []byte("{}"), Sample: true}, []byte("x"), nil)
	if err != nil {
		return err
	}
	for i, x := range []struct{ what, lead, support, dueText, from, to, recur, target string }{
		{"森林抚育", "区林业局", "万灵镇", "每年12月底前", "", "", "每年12月31日", "4000亩/年"},
		{"古树名木挂牌保护", "区林业局", "", "2022年10月20日前", "", "2022-10-20", "", "126株"},
		{"濑溪河、清流河生态护岸建设", "区水利局", "万灵镇", "2022年10月10日前", "", "2022-10-10", "", "38公里"},
		{"马鞍河清淤疏浚", "区水利局", "", "2023年汛期前", "", "2023-04-30", "", "4.6公里"},
		{"餐饮油烟治理“回头看”", "区生态环境局", "", "2022年四季度", "2022-10-01", "2022-12-31", "", "216家"},
		{"印发“两山”基地建设规划", "区生态环境局", "", "2022年9月30日前", "", "2022-09-30", "", "规划印发实施"},
		{"污水管网新建改造", "区住房城乡建委", "昌元街道", "2023年6月底前", "", "2023-06-30", "", "20公里"},
		{"生态旅游精品线路", "区文化旅游委", "万灵镇", "2023年5月1日前", "", "2023-05-01", "", "3条"},
		{"持续推进农村人居环境整治", "昌元街道", "", "持续", "", "", "", ""},
	} {
		t := store.Task{
			DocumentID: d.ID, Seq: i + 1, Place: "附件1第" + words.Number(float64(i+1)) + "行", What: x.what, DueText: x.dueText, DueFrom: day.Date{}, Recurrence: x.recur,
			Target: x.target, Origin: "row", Source: x.what, State: store.TaskConfirmed, Units: []store.TaskUnit{{Role: store.Lead, Name: x.lead, Kind: "unit"}},
		}
		if x.from != "" {
			t.DueFrom = day.Must(x.from)
		}
		if x.to != "" {
			t.DueTo = day.Must(x.to)
		}
		if x.support != "" {
			t.Units = append(t.Units, store.TaskUnit{Role: store.Support, Name: x.support, Kind: "unit"})
		}
		if r.tasks[x.what], err = tx.AddTask(t); err != nil {
			return err
		}
	}
	return nil
}

// says records a confirmed update of a unit.
func (r *ledgerRoom) says(at, unit string, records ...store.Record) { r.put(at, unit, true, records) }

func (r *ledgerRoom) put(at, unit string, confirm bool, records []store.Record) {
	r.t.Helper()
	sent := storetest.At(at).Now()
	r.clock.Set(sent)
	r.next++
	storetest.Write(r.t, r.db, func(tx *store.Tx) error {
		dep := r.deps[unit]
		u := store.Update{ChatID: -1001000000001, MessageID: r.next, Member: store.Member{ID: dep.ID + 1000}, Department: dep, SentAt: sent, Nil: len(records) == 0}
		for _, x := range records {
			x.Department = dep
			u.Records = append(u.Records, x)
			u.Text += x.Text
		}
		u, err := tx.Draft(u)
		if err != nil || !confirm {
			return err
		}
		return tx.Confirm(u.ID, dep.ID+1000)
	})
}

func percent(v float64) *float64 { return &v }

// fill is two weeks of reports.
func (r *ledgerRoom) fill() {
	t := r.tasks
	r.says("2022-10-05 10:00", "区林业局", store.Record{TaskID: t["森林抚育"], Status: store.RecordInProgress, Percent: percent(60), Text: "森林抚育完成2400亩", Metrics: []store.Metric{{Name: "森林抚育面积", Value: 2400, Unit: "亩"}}})
	r.says("2022-10-06 15:30", "区水利局", store.Record{TaskID: t["濑溪河、清流河生态护岸建设"], Status: store.RecordBlocked, Text: "护岸受阻", Problems: []string{"用地手续未批复"}})
	r.says("2022-10-11 09:20", "区林业局",
		store.Record{TaskID: t["森林抚育"], Status: store.RecordInProgress, Percent: percent(65), Text: "森林抚育完成2600亩", Metrics: []store.Metric{{Name: "森林抚育面积", Value: 2600, Unit: "亩"}}, NextSteps: []string{"10月底前完成剩余地块作业设计"}},
		store.Record{TaskID: t["古树名木挂牌保护"], Status: store.RecordDone, Percent: percent(100), Text: "古树名木已全部挂牌", Metrics: []store.Metric{{Name: "挂牌", Value: 126, Unit: "株"}}})
	r.says("2022-10-12 11:00", "区水利局",
		store.Record{TaskID: t["濑溪河、清流河生态护岸建设"], Status: store.RecordBlocked, Text: "护岸仍受阻", Problems: []string{"用地手续未批复"}, NextSteps: []string{"请区政府协调用地"}},
		store.Record{Hint: "河道保洁", Status: store.RecordInProgress, Text: "=HYPERLINK(\"x\")河道保洁正常"})
	r.says("2022-10-12 16:40", "区生态环境局", store.Record{TaskID: t["餐饮油烟治理“回头看”"], Status: store.RecordInProgress, Percent: percent(55.6), Text: "已完成120家", Metrics: []store.Metric{{Name: "完成", Value: 120, Unit: "家"}}})
	r.says("2022-10-13 17:05", "万灵镇")
	r.put("2022-10-14 09:00", "区住房城乡建委", false, []store.Record{{TaskID: t["污水管网新建改造"], Status: store.RecordInProgress, Text: "完成6公里"}})
	r.clock.Set(storetest.At("2022-10-14 17:00").Now())
}

func (r *ledgerRoom) brief(order string) words.Brief {
	r.t.Helper()
	var b words.Brief
	now := r.clock.Now()
	err := r.db.Read(context.Background(), func(v *store.View) (err error) {
		b.Figures, err = bot.Figures(v, bot.OrderOf(order, now, corpus.Calendar(), r.roster), now, corpus.Calendar())
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return b
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "summary", name)
	if *rewrite {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s changed; it is now:\n%s", name, got)
	}
}

func sayOf(t *testing.T, name string, b words.Brief) string {
	t.Helper()
	text, err := words.Say(name, b)
	if err != nil {
		t.Fatal(err)
	}
	return text.Plain + "\n"
}

func TestTheSummaryReadsAsItStands(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	for name, order := range map[string]string{"week": "本周汇总", "month": "10月汇总", "unit": "林业局9月以来的汇总", "task": "生态护岸的进展汇总", "nothing": "火星探测汇总"} {
		b := r.brief(order)
		golden(t, name+".txt", []byte(sayOf(t, "summary", b)))
		golden(t, name+"-short.txt", []byte(sayOf(t, "summary.short", b)))
	}
}
