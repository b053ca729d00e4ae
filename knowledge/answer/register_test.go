package answer

import (
	"slices"
	"strings"
	"testing"

	"liangshan/store/day"
)

// withRegister is the plan with a register and a record as the library fills them.
func withRegister(t *testing.T) *Shelf {
	s := shelfOf(t, "plan.md")
	row := func(id int64, seq int, what, due, lead string, support ...string) Task {
		return Task{
			ID: id, DocID: 1, Seq: seq, What: what, DueText: due, DueTo: day.Must("2024-12-31"), Lead: []string{lead}, Support: support,
			Source: what, Origin: "row", Confirmed: true,
		}
	}
	seq := func(what string) int {
		for _, c := range s.Docs[0].Outline.Clauses {
			if c.Row > 0 && strings.Contains(c.Text, what) {
				return c.Seq
			}
		}
		t.Fatalf("no row %s", what)
		return 0
	}
	tasks := []Task{
		row(1, seq("集镇污水"), "集镇污水处理厂提标改造", "2024年12月底前", "县住房城乡建设局", "县发展改革局"),
		row(2, seq("植树"), "“四旁”植树", "2026年3月底前", "县林业局", "县交通运输局", "县水利局"),
		row(3, seq("公厕"), "新建农村公厕", "2024年10月底前", "县农业农村局", "各乡镇人民政府"),
	}
	tasks[1].DueTo, tasks[2].DueTo = day.Must("2026-03-31"), day.Must("2024-10-31")
	tasks[2].Status = "done"
	again := tasks[2]
	again.ID, again.Restates = 4, 3
	replies := []Reply{{ID: 1, Question: "保洁员工资多少", Text: "保洁员工资由各乡镇另行核定。", By: "协调员", At: at("2024-05-20")}}
	return s.With(append(tasks, again), replies)
}

func TestListsComeFromTheRegisterWholeAndCited(t *testing.T) {
	s := withRegister(t)
	for _, c := range []struct {
		ask  string
		want []string
		not  []string
	}{
		{"县水利局有哪些任务", []string{"“四旁”植树"}, []string{"公厕"}},
		{"竹园镇有哪些任务", []string{"新建农村公厕"}, []string{"植树"}},
		{"县农业农村局还有哪些没完成的任务", nil, []string{"新建农村公厕"}},
		{"2026年到期的任务有哪些", []string{"“四旁”植树"}, []string{"公厕"}},
		{"10月有哪些节点", []string{"新建农村公厕"}, []string{"植树"}},
	} {
		a := s.Ask(Question{Text: c.ask, Now: at("2024-06-10")})
		var got []string
		for _, r := range a.Rows {
			got = append(got, r.What)
			if cite := a.Citations[r.Cite]; cite.Place == "" || cite.Quote == "" {
				t.Errorf("%s: row %q is not cited", c.ask, r.What)
			}
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is not listed in %q", c.ask, w, got)
			}
		}
		for _, w := range c.not {
			if slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, w) }) {
				t.Errorf("%s: %q is listed in %q", c.ask, w, got)
			}
		}
		if n := len(got); n > 0 && slices.Index(got, "新建农村公厕") >= 0 && count(got, "新建农村公厕") > 1 {
			t.Errorf("%s: a restated row is counted twice: %q", c.ask, got)
		}
	}
}

func count(list []string, w string) (n int) {
	for _, x := range list {
		if x == w {
			n++
		}
	}
	return n
}

func TestAnAskerMeansHisOwnDepartment(t *testing.T) {
	a := withRegister(t).Ask(Question{Text: "我们局有哪些任务", Now: at("2024-06-10"), Unit: "县林业局"})
	if len(a.Rows) != 1 || a.Rows[0].Role != "lead" {
		t.Errorf("rows %+v, want the one that 县林业局 leads", a.Rows)
	}
}

func TestACoordinatorsReplyIsMarkedAsSuch(t *testing.T) {
	a := withRegister(t).Ask(Question{Text: "保洁员工资多少", Now: at("2024-06-10")})
	if len(a.Lines) == 0 || a.Lines[0].Code != FromReply || a.Citations[0].Replied != "协调员" {
		t.Errorf("%s %+v, want the coordinator's reply", a.Kind, a.Lines)
	}
}

func TestRepealedAndSupersededDocumentsAreNotConsulted(t *testing.T) {
	for _, state := range []State{Repealed, Superseded} {
		s := shelfOf(t, "rules.txt")
		s.Docs[0].State = state
		if a := s.Ask(Question{Text: "最高时速多少", Now: at("2024-06-10")}); a.Kind != NotIn {
			t.Errorf("%s: answered from a document out of force: %+v", state, a.Lines)
		}
	}
}

func TestAnEmptyShelfSaysSo(t *testing.T) {
	a := (&Shelf{}).Ask(Question{Text: "规划什么时候发", Now: at("2024-06-10")})
	if a.Kind != NotIn {
		t.Errorf("kind %s", a.Kind)
	}
}
