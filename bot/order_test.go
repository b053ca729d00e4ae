package bot_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// deed is one thing that a person does, in a script that can be played twice.
type deed struct {
	what   string // say, edit, press
	who    string
	nth    int    // which of the person's own messages
	text   string // what is said, or the button
	moment int    // minutes since the script began
}

// what each person says of their own department's tasks; %d is a figure.
var phrases = map[string][]string{
	"小林": {"森林抚育完成%d亩，占全年任务的65%%", "古树名木挂牌保护完成%d株", "本周无新进展", "森林抚育完成%d亩，奖补资金未到位，请区财政局支持", "更正：森林抚育是%d亩", "撤回上一条", "矿山和古树都在推进"},
	"小何": {"马鞍河清淤疏浚完成%d公里", "马鞍河清淤疏浚完成%d公里；濑溪河、清流河生态护岸建设完成%d公里", "马鞍河清淤疏浚完成%d公里，管材未到货", "管材已到货，马鞍河清淤疏浚完成%d公里", "9月马鞍河清淤疏浚完成%d公里"},
	"阿清": {"农村户厕改造完成%d户", "粪污资源化利用率达到%d%%", "本周无新进展", "更正：农村户厕改造是%d户"},
}

func scriptOf(r *rand.Rand, length int) []deed {
	names := []string{"小林", "小何", "阿清"}
	said := map[string]int{}
	var out []deed
	for i := range length {
		d := deed{who: names[r.IntN(len(names))], moment: 20 * i}
		text := phrases[d.who][r.IntN(len(phrases[d.who]))]
		for strings.Contains(text, "%d") {
			text = strings.Replace(text, "%d", fmt.Sprint(10+r.IntN(900)), 1)
		}
		text = strings.ReplaceAll(text, "%%", "%")
		switch n := said[d.who]; {
		case n == 0 || r.IntN(10) < 4:
			d.what, d.text = "say", "@liangshan_bot "+text
			said[d.who]++
		case r.IntN(10) < 4:
			d.what, d.nth, d.text = "edit", r.IntN(n), "@liangshan_bot "+text
		default:
			d.what, d.nth, d.text = "press", r.IntN(n), []string{"确认", "确认", "确认", "撤销"}[r.IntN(4)]
		}
		out = append(out, d)
	}
	return out
}

// player plays a script in one office, orderly or in disorder.
type player struct {
	*stage
	said map[string][]int // everyone's messages in order
	r    *rand.Rand       // nil for order
}

func (p *player) play(list []deed) {
	start := p.clock.Now()
	for _, d := range list {
		p.clock.Set(start.Add(time.Duration(d.moment) * time.Minute))
		p.do(d)
		switch {
		case p.r == nil:
			p.settle()
		case p.r.IntN(6) == 0:
			p.close()
			p.office.open(false)
		case p.r.IntN(4) == 0:
			p.redeliver()
		}
	}
	p.settle()
}

func (p *player) do(d deed) {
	p.t.Helper()
	var err error
	switch d.what {
	case "say":
		var id int
		id, err = p.box.Say(people[d.who], group, d.text)
		p.said[d.who] = append(p.said[d.who], id)
	case "edit":
		err = p.box.Edit(people[d.who], group, p.said[d.who][d.nth], d.text)
	case "press":
		p.settle() // nobody presses a button that is not there yet
		for _, m := range p.box.Transcript(group) {
			if m.ReplyTo != p.said[d.who][d.nth] || !hasButton(m.Buttons, d.text) {
				continue
			}
			if _, err = p.box.Press(people[d.who], group, m.ID, d.text); err != nil {
				break
			}
		}
	}
	if err != nil && !strings.Contains(err.Error(), "not modified") {
		p.t.Fatalf("%+v: %v", d, err)
	}
}

func hasButton[B any](rows [][]B, label string) bool {
	return strings.Contains(fmt.Sprint(rows), label)
}

// redeliver delivers again, under its own number, an event that was handled or waits.
func (p *player) redeliver() {
	var raws []string
	storetest.Read(p.t, p.db, func(v *store.View) error {
		all, err := v.Everything()
		for _, s := range all {
			if strings.HasPrefix(s, `{"update_id":`) {
				raws = append(raws, s)
			}
		}
		return err
	})
	if len(raws) == 0 {
		return
	}
	if _, err := p.box.Inject(json.RawMessage(raws[p.r.IntN(len(raws))])); err != nil {
		p.t.Fatal(err)
	}
}

// state is the ledger and all that it is made of, without the numbers that Telegram
// and the database happen to give.
func (p *player) state() []string {
	var out []string
	storetest.Read(p.t, p.db, func(v *store.View) error {
		key := map[int64]string{}
		for who, list := range p.said {
			for i, id := range list {
				key[int64(id)] = fmt.Sprintf("%s's message %d", who, i+1)
			}
		}
		names := map[int64]string{}
		all, err := v.AllUpdates()
		if err != nil {
			return err
		}
		for _, u := range all {
			names[u.ID] = fmt.Sprintf("%s, version %d", key[u.MessageID], u.Version)
		}
		for _, u := range all {
			out = append(out, fmt.Sprintf("%s: %s %s %q at %s, corrects %q, by %s, flags %v", names[u.ID], u.Department.Name, u.State, u.Text, u.SentAt, names[u.Corrects], u.DecidedBy, u.Flags))
			for _, r := range u.Records {
				r.ID = 0
				raw, err := json.Marshal(r)
				if err != nil {
					return err
				}
				out = append(out, names[u.ID]+" "+string(raw))
			}
		}
		problems, err := v.Problems(0)
		if err != nil {
			return err
		}
		for _, x := range problems {
			out = append(out, fmt.Sprintf("problem of %s: %s, %v, %d reports, since %s, closed %s", x.Department.Name, x.Text, x.Asks, x.Reports, x.Since, x.ClosedAt))
		}
		l, err := v.Ledger(store.Week(day.Of(p.clock.Now())), p.clock.Now())
		if err != nil {
			return err
		}
		out = append(out, fmt.Sprintf("ledger %+v %v", l.Counts, l.Missing))
		for _, d := range l.Departments {
			out = append(out, fmt.Sprintf("line %+v", d))
		}
		for _, t := range l.Tasks {
			out = append(out, fmt.Sprintf("task %s %s %v", t.What, t.Status, t.Percent))
		}
		return nil
	})
	sort.Strings(out)
	return out
}

// What the office knows does not depend on when the program ran, stopped, or was told twice.
func TestAnyInterleavingLeavesTheLedgerOfTheOrderlyOne(t *testing.T) {
	const deeds = 40
	for seed := uint64(1); seed <= 3; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			script := scriptOf(rand.New(rand.NewPCG(seed, 7)), deeds)
			var got [2][]string
			for i, r := range []*rand.Rand{nil, rand.New(rand.NewPCG(seed, 11))} {
				p := &player{stage: newOffice(t).stage(), said: map[string][]int{}, r: r}
				p.play(script)
				got[i] = p.state()
			}
			if len(got[0]) < 20 {
				t.Errorf("the script left only %d lines", len(got[0]))
			}
			for _, line := range got[0] {
				if !slices.Contains(got[1], line) {
					t.Errorf("in order only: %s", line)
				}
			}
			for _, line := range got[1] {
				if !slices.Contains(got[0], line) {
					t.Errorf("in disorder only: %s", line)
				}
			}
		})
	}
}
