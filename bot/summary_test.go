package bot_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
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
	d, err := tx.AddDocument(store.Document{
		Key: "荣两山办示例〔2022〕1号", SHA256: "x", FileName: "plan.md", Number: "荣两山办示例〔2022〕1号",
		Title: "实施方案（示例）", Short: "实施方案（示例）", Issuer: "区“两山”创建办", Issued: day.Must("2022-09-15"), Outline: []byte("{}"), Sample: true,
	}, []byte("x"), nil)
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

// The figures of the record are the same in every form.
func TestEveryFormTellsTheSameFigures(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	b := r.brief("本周汇总")
	n := b.Counts
	if n.Total != 9 || n.Done != 1 || n.InProgress != 2 || n.Blocked != 1 || n.NotStarted != 5 || n.Overdue != 2 || len(b.Missing) != 2 {
		t.Fatalf("the ledger itself: %+v, missing %v", n, b.Missing)
	}
	text := sayOf(t, "summary", b)
	doc, err := words.Doc("", b)
	if err != nil {
		t.Fatal(err)
	}
	book, err := words.Book(b)
	if err != nil {
		t.Fatal(err)
	}
	drawing, err := words.Drawing(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"完成1/9项", "推进中2，滞后0，受阻1，未启动5", "逾期2项", "2600亩（上期2400亩，增加200亩）", "序时进度78.6%，落后13.6个百分点", "未报2个：区文化旅游委、昌元街道", "零报告1个：万灵镇"} {
		if !strings.Contains(text, want) {
			t.Errorf("the chat lacks %q", want)
		}
	}
	var body string
	for _, p := range doc.Body {
		body += p.Text + "\n"
	}
	for _, want := range []string{"共9项任务，完成1项", "推进中2项", "受阻1项", "未启动5项", "逾期2项", "2600亩（上期2400亩，增加200亩）", "序时进度78.6%", "未报2个（区文化旅游委、昌元街道）"} {
		if !strings.Contains(body, want) {
			t.Errorf("the document lacks %q in\n%s", want, body)
		}
	}
	if len(doc.Annexes) != 1 || len(doc.Annexes[0].Rows) != n.Total || len(book.Sheets) != 6 || len(book.Sheets[0].Rows) != n.Total {
		t.Errorf("the tables have %d and %d rows, the ledger %d tasks", len(doc.Annexes[0].Rows), len(book.Sheets[0].Rows), n.Total)
	}
	if got := len(book.Sheets[3].Rows); got != 3 {
		t.Errorf("%d figures in the workbook, 3 were reported", got)
	}
	sum := 0
	for _, s := range drawing.Statuses.Rows {
		sum += s.Count
	}
	if sum != n.Total || drawing.Statuses.Rows[1].Count != n.Done || drawing.Statuses.Rows[4].Count != n.Blocked {
		t.Errorf("the picture counts %+v", drawing.Statuses.Rows)
	}
}

// Same ledger, same instant: same bytes, in every form.
func TestTheSameLedgerGivesTheSameBytes(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	forms := map[string]func(words.Brief) ([]byte, error){
		"chat": func(b words.Brief) ([]byte, error) { s, err := words.Say("summary", b); return []byte(s.Plain), err },
		"docx": func(b words.Brief) ([]byte, error) { return words.Document("", b) },
		"xlsx": words.Workbook, "png": words.Picture,
	}
	for name, form := range forms {
		one, err1 := form(r.brief("10月汇总"))
		two, err2 := form(r.brief("10月汇总"))
		if err := errors.Join(err1, err2); err != nil || !bytes.Equal(one, two) || len(one) == 0 {
			t.Errorf("%s: two makings differ (%v)", name, err)
		}
	}
}

func TestEveryLineLinksToItsMessage(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	text, err := words.Say("summary", r.brief("本周汇总"))
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]bool{}
	for _, e := range text.Entities {
		if e.URL != "" {
			links[e.URL] = true
		}
	}
	for _, want := range []string{"https://t.me/c/1000000001/103", "https://t.me/c/1000000001/104", "https://t.me/c/1000000001/105"} {
		if !links[want] {
			t.Errorf("no line links to %s; links: %v", want, links)
		}
	}
}

func TestOrdersNameDaysAndMatters(t *testing.T) {
	roster := units.New([]units.Unit{{Name: "区林业局", Kind: "department"}, {Name: "万灵镇", Kind: "town"}, {Name: "区规划自然资源局", Kind: "department"}})
	now := storetest.At("2022-10-14 17:00").Now()
	for _, c := range []struct{ text, key, unit, words, kind string }{
		{"", "2022-W41", "", "", ""},
		{"本周汇总", "2022-W41", "", "", ""},
		{"上周", "2022-W40", "", "", ""},
		{"上周的进展情况汇总", "2022-W40", "", "", ""},
		{"7月", "2022-07", "", "", ""},
		{"请汇总一下7月的情况", "2022-07", "", "", ""},
		{"帮我汇总上个月的工作", "2022-09", "", "", ""},
		{"二季度汇总", "2022-Q2", "", "", ""},
		{"今年汇总", "2022", "", "", ""},
		{"去年总结", "2021", "", "", ""},
		{"12月汇总", "2021-12", "", "", ""}, // nobody sums up what has not been
		{"9月1日至9月20日汇总", "2022-09-01/2022-09-20", "", "", ""},
		{"林业局6月以来的汇总", "2022-06-01/2022-10-14", "区林业局", "", ""},
		{"区林业局7月汇总", "2022-07", "区林业局", "", ""},
		{"7月林业局进展小结", "2022-07", "区林业局", "", ""},
		{"万灵镇汇总", "2022-W41", "万灵镇", "", ""},
		{"森林抚育的进展汇总", "2022-W41", "", "森林抚育", ""},
		{"8月森林覆盖率指标汇总", "2022-08", "", "森林覆盖率", ""},
		{"林业局森林抚育三季度汇总", "2022-Q3", "区林业局", "森林抚育", ""},
		{"本周综述", "2022-W41", "", "", ""},
		{"林业局上周综述", "2022-W40", "区林业局", "", ""},
		{"上周简报第12期", "2022-W40", "", "", "bulletin"},
		{"上周简报带综述", "2022-W40", "", "", "bulletin"},
		{"9月通报", "2022-09", "", "", "circular"},
		{"上周简报", "2022-W40", "", "", "bulletin"},
		{"林业局9月专报", "2022-09", "区林业局", "", "report"},
		{"全区各单位本月汇总", "2022-10", "", "", ""},
		{"2022年第40周汇总", "2022-W40", "", "", ""},
		{"第40周汇总", "2022-W40", "", "", ""},
		{"第50周汇总", "2021-W50", "", "", ""}, // nor a week that has not begun
		{"林业局第40周森林抚育汇总", "2022-W40", "区林业局", "森林抚育", ""},
		{"2022年第40周简报第12期", "2022-W40", "", "", "bulletin"},
		{"2020年第53周汇总", "2020-W53", "", "", ""},
	} {
		o := bot.OrderOf(c.text, now, corpus.Calendar(), roster)
		if o.Span.Key != c.key || o.Focus.Unit != c.unit || o.Focus.Words != c.words || o.Kind != c.kind {
			t.Errorf("%q: %s %q %q %q, want %s %q %q %q", c.text, o.Span.Key, o.Focus.Unit, o.Focus.Words, o.Kind, c.key, c.unit, c.words, c.kind)
		}
	}
}

// A press on Word, Excel or 图表 brings the file into the chat; nobody else may press.
func TestButtonsBringTheFiles(t *testing.T) {
	o := newOffice(t)
	s := &stage{office: o, chat: group, seen: map[int64]map[int]string{}, mine: map[string]int{}}
	s.play(1, "小林: @liangshan_bot 森林抚育完成2600亩，占全年任务的65%")
	s.play(2, "小林 ▶ 确认")
	s.play(3, "老陈: @liangshan_bot 林业局本月汇总")
	s.play(4, "周敏 ▶ Word")
	s.play(5, "toast 协调员")
	for form, label := range map[string]string{".docx": "Word", ".xlsx": "Excel", ".png": "图表"} {
		s.play(6, "老陈 ▶ "+label)
		s.play(7, "toast 已生成")
		found := false
		for _, m := range o.box.Transcript(group) {
			if m.File != nil && strings.HasSuffix(m.File.Name, form) && strings.Contains(m.File.Name, "区林业局_2022年10月") && m.File.Size > 1000 {
				found = true
			}
		}
		if !found {
			t.Errorf("%s brought no file", label)
		}
	}
	s.play(8, "老陈: @liangshan_bot 上周通报")
	files := 0
	for _, m := range o.box.Transcript(group) {
		if m.File != nil && strings.HasPrefix(m.File.Name, "通报_2022年第40周") {
			files++
		}
	}
	if files != 1 {
		t.Errorf("an order for a 通报 brought %d", files)
	}
}

// The group gets the short summary; who asked for it, and can be written to, the whole.
func TestTheWholeGoesToTheCoordinatorInPrivate(t *testing.T) {
	o := newOffice(t)
	s := &stage{office: o, chat: group, seen: map[int64]map[int]string{}, mine: map[string]int{}}
	s.play(1, "老陈: @liangshan_bot 本周汇总")
	s.play(2, "messages 1")
	s.play(3, "< 全文请私聊我")
	s.play(4, "== private 老陈")
	s.play(5, "老陈: 帮助")
	s.play(6, "== group")
	s.play(7, "老陈: @liangshan_bot 本周汇总")
	s.play(8, "< 全文已私发")
	private := 0
	for _, m := range o.box.Transcript(people["老陈"]) {
		if strings.HasPrefix(m.Text, "进展汇总") {
			private++
		}
	}
	if private == 0 {
		t.Error("the whole did not come")
	}
	s.play(10, "老陈: @liangshan_bot 火星探测汇总")
	s.play(11, "< 台账中没有与“火星探测”相符")
}

// A 简报 bears the number that its coordinator gives, and later ones count on; one span keeps its number.
func TestBulletinsAreNumberedOnceACoordinatorBegins(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	number := func(span string) (n int) {
		storetest.Read(t, o.db, func(v *store.View) (err error) {
			n, err = v.Issue("bulletin", span+"//")
			return err
		})
		return n
	}
	s.play(1, "老陈: @liangshan_bot 本周简报")
	if n := number("2022-W41"); n != 0 {
		t.Errorf("a number nobody gave: %d", n)
	}
	s.play(2, "老陈: @liangshan_bot 上周简报第12期")
	s.play(3, "老陈: @liangshan_bot 本周简报")
	s.play(4, "老陈: @liangshan_bot 本周简报")
	if a, b := number("2022-W40"), number("2022-W41"); a != 12 || b != 13 {
		t.Errorf("numbers %d and %d, want 12 and 13", a, b)
	}
	s.play(5, "老陈: @liangshan_bot 9月简报第12期")
	s.play(6, "< 第12期已用于另一份文件")
	if n := number("2022-09"); n != 0 {
		t.Errorf("two of one number: %d", n)
	}
}
