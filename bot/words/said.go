package words

import (
	"errors"
	"strconv"
	"strings"
	"sync"

	"liangshan/bot/brief"
	"liangshan/store/day"
)

// What stands in every line of a summary is filled in without the template engine:
// there may be thousands of lines. The words are in the templates, with {0} and {1}
// where something goes in.

// blank is words cut at their {0}, {1}: pieces[i] stands before the argument holes[i].
type blank struct {
	pieces []string
	holes  []int
}

var blanks sync.Map

func blankOf(name string) (blank, error) {
	if b, ok := blanks.Load(name); ok {
		return b.(blank), nil
	}
	text, err := fixed(name)
	if err != nil {
		return blank{}, err
	}
	var b blank
	for {
		i := strings.IndexByte(text, '{')
		if i < 0 || i+2 >= len(text) || text[i+2] != '}' {
			break
		}
		b.pieces, b.holes = append(b.pieces, text[:i]), append(b.holes, int(text[i+1]-'0'))
		text = text[i+3:]
	}
	b.pieces = append(b.pieces, text)
	blanks.Store(name, b)
	return b, nil
}

// filler collects words and keeps the first error.
type filler struct {
	strings.Builder
	err error
}

func (f *filler) fill(name string, args ...string) {
	b, err := blankOf(name)
	if err != nil && f.err == nil {
		f.err = err
	}
	for i, hole := range b.holes {
		f.WriteString(b.pieces[i])
		if hole < len(args) {
			f.WriteString(args[hole])
		}
	}
	if len(b.pieces) > 0 {
		f.WriteString(b.pieces[len(b.pieces)-1])
	}
}

// stateOf is what a statement says, without its matter: 推进中，进度65%，面积2600亩.
func stateOf(s brief.Statement) (string, error) {
	f := &filler{}
	f.fill("status." + string(s.Record.Status))
	if p := s.Record.Percent; p != nil {
		f.fill("said.percent", Number(*p))
	}
	if s.Derived() {
		f.fill("said.derived")
	}
	for _, m := range s.Record.Metrics {
		f.fill("said.metric", m.Name, Number(m.Value), m.Unit)
		for _, c := range s.ChangesOf(m) {
			name, diff := "said.same", c.Diff
			switch {
			case diff > 0:
				name = "said.more"
			case diff < 0:
				name, diff = "said.less", -diff
			}
			f.fill(name, Number(c.Before), m.Unit, Number(diff))
		}
	}
	if s.Approximate() {
		f.fill("said.approx")
	}
	return f.String(), f.err
}

// paceWords is 序时进度, and how far behind or ahead the task is.
func paceWords(p *brief.Pace) (string, error) {
	f := &filler{}
	f.fill("pace.elapsed", Number(p.Elapsed))
	switch {
	case p.Lag > 0:
		f.fill("pace.behind", Number(p.Lag))
	case p.Lag < 0:
		f.fill("pace.ahead", Number(-p.Lag))
	default:
		f.fill("pace.even")
	}
	f.fill("pace.days", Date(p.From), Date(p.To), strconv.Itoa(p.Past), strconv.Itoa(p.Whole))
	return f.String(), f.err
}

// LightWord is the word of a statement's light, "" where it is under no task.
func (b Brief) LightWord(s brief.Statement) (string, error) {
	l := b.Light(s)
	if l == "" {
		return "", nil
	}
	return fixed("light." + string(l))
}

// Told is a statement as a line of the summary, up to its link.
func (b Brief) Told(s brief.Statement) (string, error) {
	f := &filler{}
	light, err := b.LightWord(s)
	if light != "" {
		f.fill("told.light", light)
	}
	state, err2 := stateOf(s)
	f.fill("told.state", s.Name(), state)
	if p := b.Pace(s); p != nil {
		pace, err := paceWords(p)
		if err != nil {
			return "", err
		}
		f.fill("told.pace", pace)
	}
	if len(s.Record.Problems) > 0 {
		f.fill("told.problems", strings.Join(s.Record.Problems, "；"))
	}
	if len(s.Record.NextSteps) > 0 {
		f.fill("told.next", strings.Join(s.Record.NextSteps, "；"))
	}
	f.fill("told.on", Date(day.Of(s.Update.SentAt)))
	if s.Times > 1 {
		f.fill("told.times", strconv.Itoa(s.Times))
	}
	return f.String(), errors.Join(f.err, err, err2)
}

// TaskLine is a task as a line of the summary's lists, under its number.
func TaskLine(it brief.Item) (string, error) {
	f := &filler{}
	light, err1 := fixed("light." + string(it.Light))
	status, err2 := fixed("status." + it.Status())
	who := strings.Join(it.Lead(), "、")
	if who == "" {
		f.fill("who.none")
		who = f.String()
		f.Reset()
	}
	f.fill("row.head", light, strconv.FormatInt(it.Task.ID, 10), it.Task.What, who)
	if it.Task.DueText != "" {
		f.fill("row.due", it.Task.DueText)
	}
	switch {
	case it.DaysLeft < 0:
		f.fill("left.over", strconv.Itoa(-it.DaysLeft))
	case it.DaysLeft == 0:
		f.fill("left.today")
	default:
		f.fill("left.days", strconv.Itoa(it.DaysLeft))
		if it.Workdays >= 0 {
			f.fill("left.workdays", strconv.Itoa(it.Workdays))
		}
	}
	percent := ""
	if p := it.Task.Percent; p != nil {
		percent = " " + Number(*p) + "%"
	}
	f.fill("row.status", status, percent)
	return f.String(), errors.Join(f.err, err1, err2)
}
