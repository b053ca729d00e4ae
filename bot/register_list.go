package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// taskWish is which tasks are asked for.
type taskWish struct {
	own      bool   // the asker's own
	unit     string // as written
	status   string // overdue, doubtful, or a status
	from, to day.Date
	all      bool
}

// statusWords are the words that narrow a list by status. The longer come first.
var statusWords = []struct {
	status string
	words  []string
}{
	{"overdue", []string{"到期未完成", "已逾期", "逾期未完成", "逾期", "超期", "过期"}},
	{"doubtful", []string{"存疑待核", "存疑", "待核对", "未核对", "有疑问"}},
	{"not_started", []string{"未启动", "未开展", "没启动", "尚未启动"}},
	{"closed", []string{"已销号", "销号"}},
	{"done", []string{"已完成", "完成了", "办结"}},
	{"blocked", []string{"受阻", "卡住", "有困难"}},
	{"behind", []string{"滞后", "进度慢"}},
	{"in_progress", []string{"推进中", "进行中", "正在推进", "在办"}},
}

var (
	listing = pattern.MustCompile(`^(.*?)(?:牵头|负责|承担|主办|配合)?(?:的|了|有哪些|有什么|还有哪些|有几项|有多少|哪些|哪几项|什么|几项|多少项)*(?:重点|主要)?(?:任务|工作任务)(?:清单|台账|列表|一览表?|表)?(?:有哪些|有什么|是什么|情况)?$`)
	ours    = []string{"我", "我们", "我局", "本局", "本单位", "本镇", "我镇", "我单位", "我委", "本委", "我办", "本街道", "我街道"}
	every   = pattern.MustCompile(`全部|所有|全区`)
	glue    = pattern.MustCompile(`^(?:的|要|需要|应|在|到期|完成|单位|期间|份|内|以内|共|都|、|,|，|\s)+|(?:的|有|要|需要|应|到期|完成|单位|期间|份|内|以内|共|都|还|、|,|，|\s)+$`)
)

// tasksAsked reads 我的任务, 林业局的任务, 8月的任务, 林业局逾期的任务, 全部任务. What cannot
// be accounted for to the last word is a question, not a list.
func tasksAsked(text string, today day.Date, cal *day.Calendar) (taskWish, bool) {
	m := listing.FindStringSubmatch(bare(text))
	if m == nil {
		return taskWish{}, false
	}
	w, rest := narrowed(m[1], today, cal)
	w.unit = rest
	if slices.Contains(ours, rest) {
		w.own, w.unit = true, ""
	}
	named := w.own || w.unit != "" || w.all || w.status != "" || !w.to.IsZero()
	return w, named
}

// narrowed takes status, days and 全部 out of the words, and returns what is left.
func narrowed(text string, today day.Date, cal *day.Calendar) (taskWish, string) {
	var w taskWish
	for _, s := range statusWords {
		for _, word := range s.words {
			if i := strings.Index(text, word); i >= 0 && w.status == "" {
				w.status, text = s.status, text[:i]+text[i+len(word):]
			}
		}
	}
	for _, e := range when.Find(text, today, cal) {
		if e.End.IsZero() {
			continue
		}
		w.from, w.to = e.Start, e.End
		if w.from.IsZero() {
			w.from = today
		}
		text = text[:e.Pos] + text[e.Pos+len(e.Text):]
		break
	}
	if every.MatchString(text) {
		w.all, text = true, every.ReplaceAllString(text, "")
	}
	for {
		cut := glue.ReplaceAllString(text, "")
		if cut == text {
			return w, text
		}
		text = cut
	}
}

// isTaskList matches a list whose every word is understood, with a unit that we know.
func (b *Bot) isTaskList(m Message, _ standing) bool {
	if m.Command != "" {
		return false
	}
	w, ok := tasksAsked(m.Text, day.Of(b.now()), b.lib.Calendar())
	if !ok || w.unit == "" {
		return ok
	}
	return b.inRegister(context.Background(), w.unit) != ""
}

// tasks lists the register: a department's, what it leads and what it supports
// apart; or everybody's, by month or status.
func (b *Bot) tasks(ctx context.Context, m Message, s standing) (work, error) {
	today := day.Of(b.now())
	w, ok := tasksAsked(m.Text, today, b.lib.Calendar())
	if !ok {
		w, w.unit = narrowed(bare(m.Text), today, b.lib.Calendar())
		w.unit = strings.TrimSuffix(w.unit, "任务")
		if bare(m.Text) == "" || slices.Contains(ours, w.unit) {
			w.own, w.unit = true, ""
		}
	}
	var unit string
	switch {
	case w.own && s.department.Name == "":
		return b.words(m, "tasks.which", nil), nil
	case w.own:
		unit = s.department.Name
	case w.unit != "":
		if unit = b.inRegister(ctx, w.unit); unit == "" {
			return b.words(m, "tasks.unknown", w.unit), nil
		}
	}
	list := words.TaskList{Unit: unit, Status: w.status, From: w.from, To: w.to, Today: today}
	if err := b.fill(ctx, &list); err != nil {
		return nil, err
	}
	if list.Unit == "" {
		return b.words(m, "tasks.all", list), nil
	}
	return b.words(m, "tasks", list), nil
}

// inRegister is the one name under which the register has a unit; "" for none or several.
func (b *Bot) inRegister(ctx context.Context, name string) string {
	found, err := b.lib.Named(ctx, name)
	if err != nil {
		b.log.Error("the register could not be read", "err", err)
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// fill reads the tasks that a list is of.
func (b *Bot) fill(ctx context.Context, list *words.TaskList) error {
	return b.db.Read(ctx, func(v *store.View) error {
		all, err := v.Tasks(store.TaskFilter{Unit: list.Unit})
		if err != nil {
			return err
		}
		for _, t := range all {
			if !hasStatus(t, list.Status, list.Today) {
				continue
			}
			switch {
			case list.To.IsZero(), !t.DueTo.IsZero() && !t.DueTo.Before(list.From) && !t.DueTo.After(list.To):
				list.Tasks = append(list.Tasks, t)
			case list.Status == "" && comesRound(t, list.From, list.To):
				list.Rhythms = append(list.Rhythms, t)
			}
		}
		return list.Cite(v)
	})
}

func hasStatus(t store.Task, status string, today day.Date) bool {
	switch status {
	case "":
		return true
	case "overdue":
		return t.Overdue(today)
	case "doubtful":
		return t.State == store.TaskProposed && len(t.Doubts) > 0
	}
	item := words.Item{Task: t, Today: today}
	return item.Status() == status
}

var yearly = pattern.MustCompile(`^每年([0-9]+)月([0-9]+)日`)

// comesRound reports whether a rhythm may fall into the days. One that names a
// day of the year is looked up; of the others nothing is left out.
func comesRound(t store.Task, from, to day.Date) bool {
	if t.Recurrence == "" || t.Closed {
		return false
	}
	m := yearly.FindStringSubmatch(t.Recurrence)
	if m == nil {
		return true
	}
	month, errM := strconv.Atoi(m[1])
	d, errD := strconv.Atoi(m[2])
	if errM != nil || errD != nil {
		return true
	}
	for y := from.Year; y <= to.Year; y++ {
		on := day.New(y, time.Month(month), d)
		if !on.Before(from) && !on.After(to) {
			return true
		}
	}
	return false
}

var nodes = pattern.MustCompile(`^(.*?)(?:的|有哪些|有什么|还有哪些|有几个)*(?:重要|关键|主要)?(?:时间)?节点(?:有哪些|有什么|是什么)?$`)

// isDeadlines matches 8月有哪些节点: days, and not a word more.
func (b *Bot) isDeadlines(m Message, _ standing) bool {
	if m.Command != "" {
		return false
	}
	found := nodes.FindStringSubmatch(bare(m.Text))
	if found == nil {
		return false
	}
	w, rest := narrowed(found[1], day.Of(b.now()), b.lib.Calendar())
	return rest == "" && w.status == "" && !w.to.IsZero()
}

// deadlines lists what falls due in the days asked for, else in the next two months, and what is overdue.
func (b *Bot) deadlines(ctx context.Context, m Message, _ standing) (work, error) {
	today := day.Of(b.now())
	w, _ := narrowed(m.Text, today, b.lib.Calendar())
	list := words.TaskList{From: today, To: today.Add(60), Today: today}
	if !w.to.IsZero() {
		list.From, list.To = w.from, w.to
	}
	if err := b.fill(ctx, &list); err != nil {
		return nil, err
	}
	list.Sort()
	if w.to.IsZero() {
		before := words.TaskList{Status: "overdue", Today: today}
		if err := b.fill(ctx, &before); err != nil {
			return nil, err
		}
		before.Sort()
		list.Overdue = before.Tasks
	}
	return b.words(m, "deadlines", list), nil
}
