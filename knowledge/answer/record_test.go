package answer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
)

func TestQuestionsOverTheRecordAreReadInManyWordings(t *testing.T) {
	today := day.Must("2022-10-10")
	s := &Shelf{Calendar: corpus.Calendar(), Roster: units.New([]units.Unit{{Name: "区林业局", Kind: "department", Aliases: []string{"林业局"}}, {Name: "区水利局", Kind: "department", Aliases: []string{"水利局"}}, {Name: "万灵镇", Kind: "town"}})}
	for text, want := range map[string]string{
		"林业局上周报了什么":      "said 区林业局  2022-W40",
		"上周林业局报送了哪些进展":   "said 区林业局  2022-W40",
		"林业局最近报了啥":       "said 区林业局  ",
		"水利局9月都报了些什么？":   "said 区水利局  2022-09",
		"上周报了什么":         "said   2022-W40",
		"林业局和水利局上周报了什么":  "said 区林业局、区水利局  2022-W40",
		"我们局上周报了什么":      "said 区林业局  2022-W40",
		"半个月没动的任务有哪些":    "still 15",
		"万灵镇报了几次":        "said 万灵镇  ",
		"林业局上周的报送记录":     "said 区林业局  2022-W40",
		"清流河那个卡在哪里":      "stuck  清流河 ",
		"清流河护岸卡在哪儿了":     "stuck  清流河护岸 ",
		"清流河护岸为什么推不动":    "stuck  清流河护岸 ",
		"请问马鞍河清淤为什么还没完成": "stuck  马鞍河清淤 ",
		"污水管网遇到什么困难":     "stuck  污水管网 ",
		"护岸建设受阻的原因是什么":   "stuck  护岸建设 ",
		"哪些任务两周没动了":      "still 14",
		"哪些任务两个星期没有进展":   "still 14",
		"超过14天没报进展的任务":   "still 14",
		"有什么任务好久没更新了":    "still 14",
		"一个月没有报送的任务有哪些":  "still 30",
		"林业局哪些任务十天没动":    "still 10 区林业局",
		"规划送审到哪一步了":      "state  规划送审 ",
		"规划送审进行到哪一步":     "state  规划送审 ",
		"古树挂牌做到哪了":       "state  古树挂牌 ",
		"森林抚育完成多少了":      "state  森林抚育 ",
		"马鞍河清淤进展如何":      "state  马鞍河清淤 ",
		"马鞍河清淤到什么程度了":    "state  马鞍河清淤 ",
		"水利局的护岸建设怎么样了":   "state 区水利局 护岸建设 ",
	} {
		w, ok := s.wanted(text, today, "区林业局")
		got := fmt.Sprintf("%s %s %s ", w.Kind, strings.Join(w.Units, "、"), w.Words)
		if w.Timed() {
			got += store.Between(w.From, w.To).Key
		}
		if w.Kind == AskStill {
			got = strings.TrimSpace(fmt.Sprintf("still %d %s", w.Days, strings.Join(w.Units, "、")))
		}
		if !ok || got != want {
			t.Errorf("%s: %t %q, want %q", text, ok, got, want)
		}
	}
	for _, text := range []string{
		"森林抚育完成2600亩，占全年任务的65%", "护岸建设卡住了，用地没批", "本周无新进展", "林业局有新进展：森林抚育完成2600亩", "任务两周没有进展，因汛期停工", "国家级基地哪年创成",
		"谁还没报", "哪些单位两周没报了", "规划什么时候发布", "什么单位牵头", "本周汇总", "我的任务", "问题清单", "每周二前报送什么", "", "报了",
	} {
		if w, ok := s.wanted(text, today, ""); ok {
			t.Errorf("%s is no question over the record, read %+v", text, w)
		}
	}
}

// reports is a record in memory, latest first.
type reports []Update

func (r reports) Said(w Wanted, about func(text string, task int64) bool, n int) (out []Update, older int) {
	for _, u := range r {
		switch {
		case len(w.Units) > 0 && !slices.Contains(w.Units, u.Department), !w.Within(day.Of(u.SentAt)), !about(u.Text, u.TaskID):
		case len(out) < n:
			out = append(out, u)
		default:
			older++
		}
	}
	return out, older
}

func (r reports) Idle(Wanted) []Idle { return nil }

func ofTrees() reports {
	percent := 40.0
	return reports{
		{TaskID: 2, Department: "县林业局", Status: "in_progress", Percent: &percent, Text: "四旁植树完成14万株", SentAt: at("2024-06-03"), Confirmed: true},
		{TaskID: 2, Department: "县林业局", Text: "四旁植树完成9万株", SentAt: at("2024-05-03"), Confirmed: true},
	}
}

func TestProgressComesFromTheRecordLatestFirst(t *testing.T) {
	s := withRegister(t)
	a := s.Ask(Question{Text: "四旁植树进度怎么样了", Now: at("2024-06-10"), Record: ofTrees()})
	if len(a.Record) != 1 || len(a.Record[0].Updates) != 2 || !strings.Contains(a.Record[0].Updates[0].Text, "14万株") {
		t.Fatalf("record %+v, want the report of June first", a.Record)
	}
	a = s.Ask(Question{Text: "县住房城乡建设局污水处理厂提标改造进展如何", Now: at("2024-06-10"), Record: ofTrees()})
	if a.Kind == Answered || !slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == NoRecord }) {
		t.Errorf("%s %+v, want: nothing on record", a.Kind, a.Lines)
	}
}

// Where a task of the register stands, and nobody has reported: that is said before
// what the documents require, however it was asked.
func TestNobodyHasReportedIsSaidBesideThePlan(t *testing.T) {
	s := withRegister(t)
	for _, text := range []string{"污水处理厂提标改造做到哪了", "污水处理厂提标改造怎么样了？", "污水处理厂提标改造卡在哪里", "污水处理厂提标改造完成多少了"} {
		q := Question{Text: text, Now: at("2024-06-10"), Record: ofTrees()}
		a := s.Ask(q)
		if !s.AsksRecord(q) || !slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == NoRecord }) || len(a.Record) > 0 {
			t.Errorf("%s: %s %+v, want: nothing on record", text, a.Kind, a.Lines)
		}
	}
	if a := s.Ask(Question{Text: "污水处理厂提标改造什么时候完成", Now: at("2024-06-10"), Record: ofTrees()}); slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == NoRecord }) {
		t.Errorf("%+v: nobody asked for the record", a.Lines)
	}
}

// The words of a follow-up, and several questions in one breath, ask the record too.
func TestTheRecordIsAskedInAConversation(t *testing.T) {
	s, said := withRegister(t), ofTrees()
	for i := range said {
		said[i].Department = "区林业局" // of the roster
	}
	for _, c := range []struct {
		before, ask string
		want        []string // of each question over the record, the first update
	}{
		{"", "四旁植树卡在哪里", []string{"四旁植树完成14万株"}},
		{"", "区林业局5月报了什么", []string{"四旁植树完成9万株"}},
		{"区林业局6月报了什么", "那5月呢", []string{"四旁植树完成9万株"}},
		{"区水利局5月报了什么", "那林业局呢", []string{"四旁植树完成9万株"}},
		{"", "区林业局5月报了什么，6月报了什么", []string{"四旁植树完成9万株", "四旁植树完成14万株"}},
	} {
		q := Question{Text: c.ask, Now: at("2024-06-10"), Record: said}
		if c.before != "" {
			q.History = []Turn{{Text: c.before}}
		}
		var got []string
		for _, r := range s.Ask(q).Record {
			for _, u := range r.Updates[:min(1, len(r.Updates))] {
				got = append(got, u.Text)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s → %s: %q, want %q", c.before, c.ask, got, c.want)
		}
	}
}
