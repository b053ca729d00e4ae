package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"liangshan/knowledge"
	"liangshan/store"
	"liangshan/store/storetest"
)

// table is a plan whose duties are the rows given: what｜lead｜due｜target.
func table(rows ...string) []byte {
	var b strings.Builder
	b.WriteString("荣两山办〔2022〕9号\n\n# 荣昌区某项工作方案\n\n各镇街：\n\n现印发给你们。\n\n附件：任务分解表\n\n荣昌区“两山”创建办\n\n2022年8月1日\n\n" +
		"附件\n\n任务分解表\n\n| 序号 | 重点任务 | 牵头单位 | 完成时限 | 目标值 |\n| --- | --- | --- | --- | --- |\n")
	for i, r := range rows {
		fmt.Fprintf(&b, "| %d | %s |\n", i+1, strings.ReplaceAll(r, "｜", " | "))
	}
	return []byte(b.String())
}

// before is the first version in every case below.
var before = []string{
	"完成古树名木挂牌保护｜区林业局｜2022年9月30日前｜126株",
	"建设马鞍河生态护岸｜区水利局｜2023年3月31日前｜36公里",
	"开展餐饮油烟治理｜区生态环境局｜2022年12月31日前｜216家",
	"建设昌元街道口袋公园｜区城市管理局｜2023年9月30日前｜3个",
	"建设安富街道口袋公园｜区城市管理局｜2023年9月30日前｜2个",
	"推进农村户厕改造｜区农业农村委｜2022年12月31日前｜2000户",
	"推进农村黑臭水体整治｜区农业农村委｜2022年12月31日前｜5处",
}

// with is before with rows replaced; "" takes one out, a number past the end adds one.
func with(change map[int]string) []string {
	var out []string
	for i := range len(before) + len(change) {
		s, ok := change[i+1]
		if !ok && i < len(before) {
			s = before[i]
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// shop is a library with the first version in it, and its tasks by their words.
type shop struct {
	t   *testing.T
	lib *knowledge.Library
	db  *store.DB
	doc int64
}

func newShop(t *testing.T, rows ...string) *shop {
	lib, db := library(t, nil, false)
	s := &shop{t: t, lib: lib, db: db}
	s.doc = imported(t, lib, table(rows...)).Document.ID
	return s
}

func (s *shop) next(rows ...string) knowledge.Receipt {
	s.t.Helper()
	r := imported(s.t, s.lib, table(rows...))
	s.doc = r.Document.ID
	return r
}

func (s *shop) list() []store.Task {
	var list []store.Task
	storetest.Read(s.t, s.db, func(v *store.View) (err error) {
		list, err = v.Tasks(store.TaskFilter{Document: s.doc})
		return err
	})
	return list
}

// task finds the one in force whose words hold the words given.
func (s *shop) task(words string) store.Task {
	s.t.Helper()
	for _, t := range s.list() {
		if strings.Contains(t.What, words) {
			return t
		}
	}
	s.t.Fatalf("no task in force says %q", words)
	return store.Task{}
}

// report confirms a record of a task.
func (s *shop) report(task int64, status store.RecordStatus) {
	s.t.Helper()
	storetest.Write(s.t, s.db, func(tx *store.Tx) error {
		dep, err := tx.Department("区林业局")
		if err != nil {
			return err
		}
		if err := tx.SeeMember(store.Member{ID: 1, Name: "甲"}); err != nil {
			return err
		}
		u, err := tx.Draft(store.Update{
			ChatID: 1, MessageID: task, Member: store.Member{ID: 1}, Department: dep, SentAt: tx.Now(),
			Records: []store.Record{{Department: dep, TaskID: task, Status: status}},
		})
		if err != nil {
			return err
		}
		return tx.Confirm(u.ID, 1)
	})
}

// decide is what a coordinator does to a task.
func (s *shop) decide(words string, what func(*store.Task)) {
	s.t.Helper()
	t := s.task(words)
	storetest.Write(s.t, s.db, func(tx *store.Tx) error {
		if err := tx.SeeMember(store.Member{ID: 9, Name: "老陈"}); err != nil {
			return err
		}
		now, err := tx.Task(t.ID)
		if err != nil {
			return err
		}
		what(&now)
		_, err = tx.Amend(9, now, "")
		return err
	})
}

func names(list []store.Task) string {
	var out []string
	for _, t := range list {
		out = append(out, t.What)
	}
	return strings.Join(out, "；")
}

func TestANewVersionIsComparedRowByRowWhereverTheRowsStand(t *testing.T) {
	reversed := with(nil)
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	cases := []struct {
		name                    string
		rows                    []string
		changed, added, dropped string
	}{
		{"rows in another order", reversed, "", "", ""},
		{"a row put in above", append([]string{"编制河湖健康档案｜区水利局｜2023年12月31日前｜12条"}, before...), "", "编制河湖健康档案", ""},
		{"a row taken out", with(map[int]string{3: ""}), "", "", "开展餐饮油烟治理"},
		{"another due day", with(map[int]string{1: "完成古树名木挂牌保护｜区林业局｜2022年10月31日前｜126株"}), "完成古树名木挂牌保护", "", ""},
		{"the due day written otherwise", with(map[int]string{1: "完成古树名木挂牌保护｜区林业局｜2022年9月底前｜126株"}), "", "", ""},
		{"another target", with(map[int]string{2: "建设马鞍河生态护岸｜区水利局｜2023年3月31日前｜38公里"}), "建设马鞍河生态护岸", "", ""},
		{"another lead unit", with(map[int]string{2: "建设马鞍河生态护岸｜区住房城乡建委｜2023年3月31日前｜36公里"}), "建设马鞍河生态护岸", "", ""},
		{"words changed slightly", with(map[int]string{1: "全面完成全区古树名木挂牌保护工作｜区林业局｜2022年9月30日前｜126株"}), "全面完成全区古树名木挂牌保护工作", "", ""},
		{"words changed and moved", append(with(map[int]string{1: ""}), "全面完成古树名木挂牌保护工作｜区林业局｜2022年9月30日前｜126株"), "全面完成古树名木挂牌保护工作", "", ""},
		{"one of two alike rows taken out", with(map[int]string{4: ""}), "", "", "建设昌元街道口袋公园"},
		{"one of two alike rows for another place", with(map[int]string{4: "建设双河街道口袋公园｜区城市管理局｜2023年9月30日前｜3个"}), "", "建设双河街道口袋公园", "建设昌元街道口袋公园"},
		{"figures in the words", with(map[int]string{6: "推进农村户厕改造｜区农业农村委｜2022年12月31日前｜2600户"}), "推进农村户厕改造", "", ""},
		{"white space and widths", with(map[int]string{2: "建设 马鞍河 生态护岸｜区水利局｜２０２３年３月３１日前｜３６公里"}), "", "", ""},
		{"everything new", []string{"编制河湖健康档案｜区水利局｜2023年12月31日前｜12条"}, "", "编制河湖健康档案", names7()},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t, before...)
			ids := map[string]int64{}
			for _, x := range s.list() {
				ids[x.What] = x.ID
			}
			r := s.next(c.rows...)
			if r.Status != knowledge.NewVersion {
				t.Fatalf("status %s", r.Status)
			}
			for _, x := range []struct{ what, got, want string }{
				{"changed", names(r.Changes.Changed), c.changed}, {"added", names(r.Changes.Added), c.added}, {"dropped", names(r.Changes.Dropped), c.dropped},
			} {
				if x.got != x.want {
					t.Errorf("%s: %q, want %q", x.what, x.got, x.want)
				}
			}
			for _, x := range s.list() { // a duty keeps the number that people know
				if id, ok := ids[x.What]; ok && id != x.ID {
					t.Errorf("%s was 〔%d〕 and is 〔%d〕", x.What, id, x.ID)
				}
			}
			if want := len(c.rows); len(s.list()) != want || r.Tasks != want {
				t.Errorf("%d tasks in force, %d in the receipt, want %d", len(s.list()), r.Tasks, want)
			}
		})
	}
}

func names7() string {
	var out []string
	for _, r := range before {
		what, _, _ := strings.Cut(r, "｜")
		out = append(out, what)
	}
	return strings.Join(out, "；")
}

func TestTheRecordFollowsATaskThroughSeveralVersions(t *testing.T) {
	s := newShop(t, before...)
	bank := s.task("护岸")
	s.report(bank.ID, store.RecordInProgress)
	s.next(with(map[int]string{1: "", 2: "加快建设马鞍河生态护岸｜区水利局｜2023年3月31日前｜36公里"})...)
	s.next(with(map[int]string{1: "", 2: "加快建设马鞍河生态护岸工程｜区水利局｜2023年6月30日前｜38公里"})...)
	now := s.task("护岸")
	if now.ID != bank.ID || now.Status != store.RecordInProgress {
		t.Errorf("〔%d〕 %s, want 〔%d〕 in progress", now.ID, now.Status, bank.ID)
	}
	if now.FirstDue != "2023年3月31日前" {
		t.Errorf("the first due time on record is %q", now.FirstDue)
	}
	storetest.Read(t, s.db, func(v *store.View) error {
		said, err := v.TaskUpdates(now.ID)
		if len(said) != 1 {
			t.Errorf("%d updates on record", len(said))
		}
		return err
	})
}

func TestMergedRowsKeepBothRecordsAndHalfIsNotTakenForWhole(t *testing.T) {
	s := newShop(t, before...)
	toilets, water := s.task("户厕"), s.task("黑臭")
	s.report(toilets.ID, store.RecordDone)
	s.report(water.ID, store.RecordInProgress)
	r := s.next(with(map[int]string{6: "推进农村户厕改造，推进农村黑臭水体整治｜区农业农村委｜2022年12月31日前｜2000户、5处", 7: ""})...)
	now := s.task("黑臭")
	if now.Status == store.RecordDone {
		t.Error("one half is done, and the whole says so")
	}
	storetest.Read(t, s.db, func(v *store.View) error {
		said, err := v.TaskUpdates(now.ID)
		if len(said) != 2 {
			t.Errorf("%d updates speak of the merged task, want 2", len(said))
		}
		return err
	})
	if len(now.Doubts) == 0 || now.Doubts[0].Code != knowledge.DoubtMerged {
		t.Errorf("doubts %+v", now.Doubts)
	}
	if len(r.Changes.Dropped) != 1 || r.Changes.Dropped[0].Successor != now.ID {
		t.Errorf("dropped %+v", r.Changes.Dropped)
	}
	storetest.Read(t, s.db, func(v *store.View) error {
		for _, id := range []int64{toilets.ID, water.ID} {
			got, err := v.TaskInForce(id)
			if err != nil || got.ID != now.ID {
				t.Errorf("〔%d〕 means 〔%d〕 today, want 〔%d〕: %v", id, got.ID, now.ID, err)
			}
		}
		return nil
	})
}

func TestASplitRowKeepsItsRecordAndTheNewPartIsInDoubt(t *testing.T) {
	s := newShop(t, with(map[int]string{6: "推进农村户厕改造，推进农村黑臭水体整治｜区农业农村委｜2022年12月31日前｜2000户、5处", 7: ""})...)
	whole := s.task("户厕")
	s.report(whole.ID, store.RecordInProgress)
	r := s.next(before...)
	var kept, parts int
	for _, x := range s.list() {
		if !strings.Contains(x.What, "户厕") && !strings.Contains(x.What, "黑臭") {
			continue
		}
		if x.ID == whole.ID && x.Status == store.RecordInProgress {
			kept++
		}
		for _, d := range x.Doubts {
			if d.Code == knowledge.DoubtSplit && d.Args[0] == fmt.Sprint(whole.ID) {
				parts++
			}
		}
	}
	if kept != 1 || parts != 1 || len(r.Changes.Added) != 1 {
		t.Errorf("%d kept the record, %d are known as a part, added %q", kept, parts, names(r.Changes.Added))
	}
}

func TestWhatACoordinatorDecidedHoldsUntilTheDocumentSpeaksOfIt(t *testing.T) {
	s := newShop(t, before...)
	s.decide("古树", func(t *store.Task) {
		t.SetUnits(store.Lead, []store.TaskUnit{{Role: store.Lead, Name: "区城市管理局", Kind: "unit"}})
	})
	s.decide("护岸", func(t *store.Task) { t.Target = "40公里" })
	s.decide("油烟", func(t *store.Task) { t.State = store.TaskConfirmed })
	s.decide("户厕", func(t *store.Task) { t.State = store.TaskRejected })
	s.decide("黑臭", func(t *store.Task) { t.Closed, t.Evidence = true, "验收报告" })
	s.decide("昌元街道", func(t *store.Task) { t.Closed, t.Evidence = true, "验收报告" })
	s.next(with(map[int]string{
		2: "建设马鞍河生态护岸｜区水利局｜2023年3月31日前｜38公里",
		4: "建设昌元街道口袋公园｜区城市管理局｜2023年9月30日前｜5个",
	})...)
	if got := s.task("古树"); got.Names(store.Lead)[0] != "区城市管理局" {
		t.Errorf("the assigned unit was lost: %v", got.Names(store.Lead))
	}
	if got := s.task("护岸"); got.Target != "38公里" {
		t.Errorf("the document says 38公里 now, the register %s", got.Target)
	}
	if got := s.task("油烟"); got.State != store.TaskConfirmed {
		t.Errorf("a confirmed task is %s", got.State)
	}
	for _, x := range s.list() {
		if strings.Contains(x.What, "户厕") {
			t.Error("what was no task is one again")
		}
	}
	if got := s.task("黑臭"); !got.Closed || got.Evidence != "验收报告" {
		t.Errorf("销号 was lost: %+v", got)
	}
	got := s.task("昌元街道")
	if got.Closed || len(got.Doubts) == 0 || got.Doubts[0].Code != knowledge.DoubtDoneChanged {
		t.Errorf("what was closed was changed by the document, and nobody is asked: %+v", got)
	}
	storetest.Read(t, s.db, func(v *store.View) error {
		changes, err := v.TaskChanges(s.task("古树").ID)
		if len(changes) != 1 || changes[0].By != 9 {
			t.Errorf("changes on record: %+v", changes)
		}
		return err
	})
}

func TestALinkMadeByHandHoldsOverVersionsAndNothingIsLostWithItsHead(t *testing.T) {
	s := newShop(t, before...)
	head := s.task("昌元街道")
	s.decide("安富街道", func(t *store.Task) { t.Restates = head.ID })
	s.next(with(map[int]string{1: "完成古树名木挂牌保护｜区林业局｜2022年10月31日前｜126株"})...)
	for _, x := range s.list() {
		if strings.Contains(x.What, "安富街道") {
			t.Error("the merged task counts again")
		}
	}
	s.next(with(map[int]string{4: ""})...)
	if got := s.task("安富街道"); got.ID != head.ID {
		t.Errorf("the task that says it again is 〔%d〕, want the number 〔%d〕 and the record of the one that dropped", got.ID, head.ID)
	}
}

func TestARepealedDocumentsNewVersionStillKnowsItsTasks(t *testing.T) {
	s := newShop(t, before...)
	tree := s.task("古树")
	s.report(tree.ID, store.RecordInProgress)
	storetest.Write(t, s.db, func(tx *store.Tx) error {
		if err := tx.SetDocument(s.doc, store.DocumentRepealed); err != nil {
			return err
		}
		return tx.EndTasks(s.doc)
	})
	r := s.next(with(map[int]string{1: "完成古树名木挂牌保护｜区林业局｜2022年10月31日前｜126株"})...)
	if got := s.task("古树"); got.ID != tree.ID || got.Status != store.RecordInProgress || len(r.Changes.Changed) != 1 {
		t.Errorf("%+v, changed %q", got, names(r.Changes.Changed))
	}
}
