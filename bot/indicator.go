package bot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/bot/brief"
	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/store"
	"liangshan/store/day"
)

// Questions that want a target and what was reported of it side by side. What only
// asks for the target is the documents' to answer.
var (
	asksIndicator = pattern.MustCompile(`(?:目标(?:值|数)?|指标(?:值|要求)?|要求(?:值)?|任务(?:数|值)).{0,6}(?:最新|当前|现在|目前|现状|实际|完成|报送)(?:的)?(?:值|数|数据|情况|水平)?|` +
		`(?:最新|当前|现在|目前|现状|实际|完成|报送)(?:的)?(?:值|数|数据|情况|水平)?.{0,6}目标(?:值|数)?|最新(?:值|数值|数据|报送值)|(?:离|距|距离|对照|对比)目标|达标(?:了)?(?:吗|没有|没|了没)|是否达标|达没达标|(?:差|还差)多少(?:才)?(?:达标|到目标|达到目标)`)
	indicatorAsk = pattern.MustCompile(`(?:各项?|全部|所有)?指标(?:的)?(?:台账|清单|完成情况|达标情况)`)
	aroundName   = pattern.MustCompile(`^(?:[\s，,。？?！!“”"'、的]|请问|请|帮我|查一下|查询|查|看看|看|一下|我们|我区|全区|区里)+|` +
		`(?:[\s，,。？?！!“”"'、的]|和|与|及|是|各是|分别|分别是|多少|几|什么|怎么样|怎样|如何|呢|吗|了|离|距离|距|对照|对比|值|数|多大|情况|还|现在|目前|当前|20\d\d年|今年|去年|明年)+$`)
)

// mostIndicators is how many an answer in chat shows; more are in the workbook.
const mostIndicators = 8

// nameAsked is what a question names when its set words are taken away.
func nameAsked(text string) (name string, all, ok bool) {
	t := bare(text)
	if utf8.RuneCountInString(t) > 48 || strings.Contains(t, "\n") {
		return "", false, false
	}
	if indicatorAsk.MatchString(t) && utf8.RuneCountInString(t) < 16 {
		return "", true, true
	}
	at := asksIndicator.FindStringIndex(t)
	if at == nil {
		return "", false, false
	}
	name = strings.TrimSpace(t[:at[0]])
	if name == "" {
		name = t[at[1]:]
	}
	for {
		shorter := aroundName.ReplaceAllString(name, "")
		if shorter == name {
			break
		}
		name = shorter
	}
	return name, false, utf8.RuneCountInString(name) >= 3
}

// isIndicator matches a question about an indicator that the register has.
func (b *Bot) isIndicator(m Message, _ standing) bool {
	if m.What != said || m.Command != "" || m.Forwarded {
		return false
	}
	name, all, ok := nameAsked(m.Text)
	if !ok {
		return false
	}
	tasks, err := b.targetsOf(context.Background(), name, all)
	return err == nil && len(tasks) > 0
}

// targetsOf lists the tasks with targets that a name means: those called so, else
// those whose names hold it.
func (b *Bot) targetsOf(ctx context.Context, name string, all bool) (out []store.Task, err error) {
	err = b.db.Read(ctx, func(v *store.View) error {
		list, err := v.Tasks(store.TaskFilter{})
		if err != nil {
			return err
		}
		var exact, holding []store.Task
		for _, t := range list {
			switch {
			case t.Target == "" && t.Origin != "indicator":
			case all && t.Origin == "indicator", t.What == name, t.Indicator == name:
				exact = append(exact, t)
			case !all && (strings.Contains(t.What, name) || strings.Contains(t.Indicator, name)):
				holding = append(holding, t)
			}
		}
		if out = exact; len(out) == 0 {
			out = holding
		}
		return nil
	})
	return out, err
}

// indicatorList is what is said of indicators.
type indicatorList struct {
	List []*brief.Indicator
	More int
	Year int
}

// indicator tells targets with their places in the documents, and the latest
// confirmed values with who, when and the source message.
func (b *Bot) indicator(ctx context.Context, m Message, _ standing) (work, error) {
	name, all, _ := nameAsked(m.Text)
	tasks, err := b.targetsOf(ctx, name, all)
	if err != nil {
		return nil, err
	}
	var list []brief.Indicator
	err = b.db.Read(ctx, func(v *store.View) error {
		list, err = b.indicatorsAmong(v, tasks)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := indicatorList{Year: day.Of(b.now()).Year}
	for i := range list[:min(len(list), mostIndicators)] {
		out.List = append(out.List, &list[i])
	}
	out.More = len(list) - len(out.List)
	return b.words(m, "indicator", out), nil
}

// indicatorsAmong reads the indicators of some tasks of the register.
func (b *Bot) indicatorsAmong(v *store.View, tasks []store.Task) ([]brief.Indicator, error) {
	now := b.now()
	f, err := Figures(v, Order{Span: store.Week(day.Of(now))}, now, b.lib.Calendar())
	if err != nil {
		return nil, err
	}
	f.Items = slices.DeleteFunc(f.Items, func(it brief.Item) bool {
		return !slices.ContainsFunc(tasks, func(t store.Task) bool {
			return t.ID == it.Task.ID || t.DocumentID != 0 && t.DocumentID == it.Task.DocumentID && t.Seq == it.Task.Seq && t.Origin == "indicator"
		})
	})
	measured, err := v.Measurements(f.Until, nil)
	if err != nil {
		return nil, err
	}
	w := words.Brief{Figures: f, Measured: measured}
	return w.Indicators(), nil
}
