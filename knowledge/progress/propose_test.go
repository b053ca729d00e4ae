package progress

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"
)

var greening = []Open{
	{ID: 11, What: "开展国土绿化，完成营造林", Lead: true},
	{ID: 12, What: "古树名木普查建档", Lead: true},
	{ID: 13, What: "松材线虫病防治", Lead: true},
}

// proposing reads a message of the forestry bureau with a proposal about the parts whose texts are given.
func proposing(t *testing.T, text string, say map[string]ProposedPart) (own, with Reading) {
	t.Helper()
	us := roster(t)
	m := Message{Text: text, Department: "区林业局", Sent: time.Date(2022, 8, 16, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))}
	own = Read(m, greening, us)
	var p Proposal
	for i, part := range own.Parts {
		if x, ok := say[part.Text]; ok {
			x.No = i
			p.Parts = append(p.Parts, x)
			delete(say, part.Text)
		}
	}
	if len(say) > 0 {
		t.Fatalf("%s: no such part: %v, there are %+v", text, say, own.Parts)
	}
	return own, Decide(m, greening, us, p)
}

// What no word of the message settles, a proposal may.
func TestAProposalSettlesWhatTheWordsLeaveOpen(t *testing.T) {
	for _, c := range []struct {
		text  string
		say   map[string]ProposedPart
		check func(r Record) bool
	}{
		{
			"松材线虫病枯死木清理680株，施工队和业主不对付",
			map[string]ProposedPart{"施工队和业主不对付": {Is: IsProblem}},
			func(r Record) bool {
				return slices.Equal(r.Problems, []string{"施工队和业主不对付"}) && len(r.Metrics) == 1
			},
		},
		{
			"营造林完成320亩，山上那片接着干",
			map[string]ProposedPart{"山上那片接着干": {Is: IsPlan}},
			func(r Record) bool { return slices.Equal(r.NextSteps, []string{"山上那片接着干"}) },
		},
		{
			"栽树这块搞了320亩",
			map[string]ProposedPart{"栽树这块搞了320亩": {Is: IsProgress, Task: 11}},
			func(r Record) bool { return r.Task == 0 && len(r.Choices) > 0 && r.Choices[0] == 11 },
		},
		{
			"苗圃土壤墒情65%",
			map[string]ProposedPart{"苗圃土壤墒情65%": {Is: IsProgress, Figures: []ProposedFigure{{No: 0, Use: UseRate}}}},
			func(r Record) bool { return r.Percent == nil && len(r.Metrics) == 1 && r.Metrics[0].Unit == "%" },
		},
	} {
		own, with := proposing(t, c.text, c.say)
		if len(with.Records) != 1 || !c.check(with.Records[0]) || !has(with.Flags, FlagProposed) {
			t.Errorf("%s: %+v", c.text, with)
		}
		if has(own.Flags, FlagProposed) || len(own.Records) == 1 && c.check(own.Records[0]) || !own.Doubtful(greening) {
			t.Errorf("%s is read so without a proposal, or held to be beyond doubt: %+v", c.text, own)
		}
	}
}

// What the words settle stands, whatever is proposed.
func TestTheRulesDecide(t *testing.T) {
	for _, c := range []struct {
		text string
		say  map[string]ProposedPart
	}{
		{"营造林完成320亩，资金没有到位", map[string]ProposedPart{"资金没有到位": {Is: IsTalk}}},                                                          // a trouble is not hushed up
		{"营造林完成320亩，资金没有到位", map[string]ProposedPart{"资金没有到位": {Is: IsPlan}}},                                                          //
		{"营造林完成320亩", map[string]ProposedPart{"营造林完成320亩": {Is: IsTalk}}},                                                              // nor a figure
		{"营造林完成320亩", map[string]ProposedPart{"营造林完成320亩": {Is: IsProblem}}},                                                           //
		{"营造林完成80%", map[string]ProposedPart{"营造林完成80%": {Is: IsProgress, Figures: []ProposedFigure{{Use: UseTarget}}}}},               // done is done
		{"苗木成活率92%，营造林320亩", map[string]ProposedPart{"苗木成活率92%": {Is: IsProgress, Figures: []ProposedFigure{{Use: UseProgress}}}}},     // a rate is no progress
		{"古树名木普查建档300株", map[string]ProposedPart{"古树名木普查建档300株": {Is: IsProgress, Task: 13}}},                                          // the words name the task
		{"栽树这块搞了320亩", map[string]ProposedPart{"栽树这块搞了320亩": {Is: IsProgress, Task: 99}}},                                              // no such task
		{"营造林完成320亩，下周验收", map[string]ProposedPart{"下周验收": {Is: IsProgress}}},                                                          // what is meant to be is not done
		{"营造林完成320亩，验收要带啥子材料？", map[string]ProposedPart{"验收要带啥子材料": {Is: IsProgress}}},                                                 // who asks, asks
		{"搞了一半多点", map[string]ProposedPart{"搞了一半多点": {Is: IsProgress, Name: "古树名木普查"}}},                                                // words that were not said
		{"营造林完成320亩，古树挂牌300株", map[string]ProposedPart{"营造林完成320亩": {Name: "古树挂牌", Figures: []ProposedFigure{{Name: "挂牌"}}}}},          // or said of something else
		{"更正：营造林是320亩不是230亩", map[string]ProposedPart{"营造林是320亩不是230亩": {Is: IsProblem, Figures: []ProposedFigure{{Use: UseTarget}}}}}, // corrections are left alone
	} {
		own, with := proposing(t, c.text, c.say)
		if !reflect.DeepEqual(own, with) {
			t.Errorf("%s with %+v:\n%+v, was\n%+v", c.text, c.say, with, own)
		}
	}
}

// A liar tells of every message of the samples that each of its parts is each thing
// in turn, of each task, with names from elsewhere. What was recorded stays recorded,
// no figure comes in or goes, no task is chosen and no trouble is hushed up.
func TestALiarBringsNothingInAndTakesNothingAway(t *testing.T) {
	us := roster(t)
	told, moved := 0, 0
	for _, name := range []string{"examples.jsonl", "own.jsonl", "fresh.jsonl", "later.jsonl"} {
		for _, s := range load(t, name) {
			m := Message{Text: s.Text, Department: s.Dept, Sent: s.SentAt}
			own := Read(m, greening, us)
			for i, lie := range lies(own) {
				told++
				with := Decide(m, greening, us, lie)
				if has(with.Flags, FlagProposed) {
					moved++
				}
				if fault := harmed(own, with); fault != "" {
					t.Errorf("%s, lie %d: %s\n%+v\n%+v", s.Text, i, fault, own, with)
				}
			}
		}
	}
	if t.Logf("%d proposals, %d of them moved something that was open", told, moved); told < 200 || moved == 0 {
		t.Error("too few lies")
	}
}

// lies about a reading: all its parts at once as each thing, and each part alone as a trouble and as talk.
func lies(r Reading) []Proposal {
	var out []Proposal
	turns := []Use{UseProgress, UseRate, UsePiece, UseTarget, "nonsense"}
	for n, is := range []Is{IsProgress, IsProblem, IsPlan, IsQuestion, IsTalk, "nonsense"} {
		var all Proposal
		for i, part := range r.Parts {
			x := ProposedPart{No: i, Is: is, Task: int64(11 + i%4), Name: r.Parts[(i+1)%len(r.Parts)].Text}
			for j := range part.Figures {
				x.Figures = append(x.Figures, ProposedFigure{No: j, Use: turns[(n+i+j)%len(turns)], Name: "100亩"})
			}
			all.Parts = append(all.Parts, x)
			if len(r.Parts) > 1 && (is == IsProblem || is == IsTalk) {
				out = append(out, Proposal{Parts: []ProposedPart{x, {No: 999, Is: is}, {No: -1, Is: is}}})
			}
		}
		out = append(out, all)
	}
	return out
}

// harmed names what a proposal did to a reading that none may do, "" if nothing.
func harmed(own, with Reading) string {
	if own.ShouldRecord != with.ShouldRecord || own.Intent != with.Intent || len(own.Records) != len(with.Records) {
		return "another kind of message"
	}
	for i := range own.Records {
		a, b := own.Records[i], with.Records[i]
		switch {
		case a.Department != b.Department || a.Period != b.Period:
			return "another department or period"
		case a.Task != b.Task:
			return "a task was chosen"
		case b.Status == Done && a.Status != Done || a.Status != InProgress && a.Status != b.Status:
			return "a state was made better"
		}
		said := fmt.Sprint(b.Problems, b.NextSteps)
		for _, x := range append(slices.Clone(a.Metrics), asMetric(a)...) {
			if v := formatValue(x.Value); !slices.ContainsFunc(append(slices.Clone(b.Metrics), asMetric(b)...), func(y Metric) bool { return x.Value == y.Value }) && !slices.ContainsFunc(findFigures(fold(said).s, nil), func(f figure) bool { return f.value == x.Value }) {
				return v + " is lost"
			}
		}
		for _, x := range append(slices.Clone(b.Metrics), asMetric(b)...) {
			if !slices.ContainsFunc(append(slices.Clone(a.Metrics), asMetric(a)...), func(y Metric) bool { return x.Value == y.Value }) {
				return formatValue(x.Value) + " is new"
			}
		}
		if len(b.Problems) < len(a.Problems) {
			return "a trouble was hushed up"
		}
	}
	return ""
}

func asMetric(r Record) []Metric {
	if r.Percent == nil {
		return nil
	}
	return []Metric{{Value: *r.Percent, Unit: "%"}}
}
