package bot

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/width"

	"liangshan/bot/brief"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// recordKind is what a question wants from the record.
type recordKind string

// Kinds of questions over the record.
const (
	askSaid  recordKind = "said"  // 林业局上周报了什么
	askStuck recordKind = "stuck" // 清流河那个卡在哪里
	askStill recordKind = "still" // 哪些任务两周没动了
	askState recordKind = "state" // 规划送审到哪一步了
)

// recordQuestion is a question over the record, read.
type recordQuestion struct {
	Kind  recordKind
	Unit  string
	Words string // what it is about, without unit and time
	Span  store.Span
	Timed bool
	Days  int // of stillness
}

var (
	saidWords  = regexp.MustCompile(`(?:都|又)?(?:报|上报|报送|汇报|反映|提交)(?:了|过|的|上来|来)+(?:些|的是)?(?:什么|啥|哪些|多少|几条|几次|哪几)|(?:什么|啥|哪些)(?:进展|情况|问题|报送)?(?:报|上报|报送)(?:了|过|上来)|(?:的|最近|近期)?(?:报送|上报)(?:的)?(?:记录|情况|内容)(?:有哪些|是什么|呢)?$|有(?:没有|什么|哪些)(?:新)?(?:进展|报送)(?:报|吗|没有)?$`)
	stuckWords = regexp.MustCompile(`卡(?:在|到)?(?:了)?(?:哪|什么)(?:里|儿|个?地方|个?环节|一步)?|卡(?:壳|住)|卡点|(?:为什么|为啥|怎么|咋)(?:还|一直|老|总)?(?:没|不|推不|做不|办不|走不|干不)?(?:动|推不动|推进不下去|不动|没动|没完成|没做完|完不成|停|停了|慢|这么慢|滞后|受阻|拖)|(?:受阻|滞后|停滞|停工)(?:在哪|的?原因|是因为|是为什么|因为什么)|(?:遇到|有)(?:了)?(?:什么|哪些|啥)(?:困难|问题|障碍|难点)|(?:困难|问题|难点|堵点)(?:在哪|是什么|出在哪|有哪些)`)
	stillWords = regexp.MustCompile(`(?:没|没有|未|无|毫无)(?:有|见|再)?(?:动|动静|动过|进展|新进展|更新|报|报送|上报|报过|消息|变化|推进|反馈)`)
	stillFor   = regexp.MustCompile(`(\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:多)?(天|日|周|星期|礼拜|月)|(好久|很久|长期|一直|好长时间|很长时间|许久|好几周|好些天)`)
	stateWords = regexp.MustCompile(`(?:到|走到|进行到|推进到|做到|办到|干到|搞到|完成到)(?:了)?(?:哪|什么)(?:一)?(?:步|个?阶段|个?程度|儿|里)?|做(?:得)?怎么样|(?:进展|推进|进度|落实|完成)(?:情况)?(?:得)?(?:如何|怎么样|怎样|咋样|到哪|多少|了多少|几成)|怎么样了|咋样了|(?:完成|做|干|建|修|种|挂)(?:了)?多少|(?:有|什么|啥)(?:新)?进展|什么进度|谁报的|最新(?:进展|情况)`)
	setWords   = regexp.MustCompile(`请问|请|帮我|查一下|查查|看看|想知道|我想问|问一下|最近|近期|目前|现在|当前|截至目前|那个|这个|那边|这边|一下|的任务|任务|项目|工作|事情|事项|什么时候|进展|情况|进度|到底|都|呢|吗|了|的|是|有|[\s，,。？?！!、“”"'：:]`)
)

// readRecordQuestion reads a question over the record; false when it is about something else.
func readRecordQuestion(text string, today day.Date, cal *day.Calendar, roster *units.Roster) (recordQuestion, bool) {
	s := bare(strings.ReplaceAll(width.Fold.String(text), " ", ""))
	var q recordQuestion
	if s == "" || utf8.RuneCountInString(s) > 48 || strings.Contains(s, "\n") {
		return q, false
	}
	q.Kind = kindOfQuestion(s)
	if q.Kind == "" {
		return q, false
	}
	if m := stillFor.FindStringSubmatch(s); q.Kind == askStill {
		q.Days = 14
		if m[1] == "半" {
			q.Days = 15
		} else if m[1] != "" {
			q.Days = daysOf(m[1], strings.Replace(m[2], "礼拜", "周", 1))
		}
		s = strings.Replace(s, m[0], "", 1)
	} else {
		for _, e := range when.Find(s, today, cal) {
			if span, ok := spanOf(e, today); ok {
				q.Span, q.Timed = span, true
				s = s[:e.Pos] + s[e.Pos+len(e.Text):]
				break
			}
		}
	}
	for _, re := range []*regexp.Regexp{saidWords, stuckWords, stateWords, stillWords} {
		s = re.ReplaceAllString(s, "，")
	}
	for _, m := range roster.Find(s) {
		if m.Known && !m.Group {
			q.Unit, s = m.Name, s[:m.Start]+s[m.End:]
			break
		}
	}
	q.Words = strings.Trim(setWords.ReplaceAllString(s, ""), "哪些什么啥几超过以上内里在为谁报送没还就")
	return q, q.Kind == askStill || q.Kind == askSaid && (q.Unit != "" || q.Timed || len([]rune(q.Words)) > 1) || q.Kind != askSaid && utf8.RuneCountInString(q.Words) > 1
}

// questioning are words that only a question has; named, orders such as 林业局上周的报送记录.
var (
	questioning = regexp.MustCompile(`[?]|什么|啥|哪|谁|多少|几(?:条|次|成|个)|吗|呢$|如何|怎么|怎样|咋|为何|有没有|是否`)
	named       = regexp.MustCompile(`(?:的任务|的事项|的项目|任务清单|最新进展|最新情况|报送记录|上报记录|的卡点)$`)
)

func kindOfQuestion(s string) recordKind {
	if !questioning.MatchString(s) && !named.MatchString(s) {
		return ""
	}
	switch {
	case stillWords.MatchString(s) && stillFor.MatchString(s) && !strings.Contains(s, "单位"):
		return askStill
	case stuckWords.MatchString(s):
		return askStuck
	case saidWords.MatchString(s):
		return askSaid
	case stateWords.MatchString(s):
		return askState
	}
	return ""
}

// recordLine is one record as an answer shows it.
type recordLine struct {
	statement
	Task *store.Task
	Case *store.Problem // what is carried on of its problems
}

// recordAnswer is what the record says to a question.
type recordAnswer struct {
	recordQuestion
	Lines    []recordLine
	More     int
	Still    []stillTask
	Troubled bool // any of the lines tells of a problem
}

// stillTask is an open task that nothing was said of for long.
type stillTask struct {
	Task store.Task
	Last time.Time // zero: never
}

// Lead is who leads the task.
func (t stillTask) Lead() []string { return t.Task.Names(store.Lead) }

const (
	mostSaid    = 12     // lines of what was said
	mostLatest  = 3      // of where a thing stands
	mostLooked  = 40_000 // records that are looked through, where no time is named
	alikeEnough = 0.6    // of the pairs of characters that are asked for
)

// isRecordQuestion matches a question that the record answers. Where things stand
// is the documents' to tell while nobody has reported.
func (b *Bot) isRecordQuestion(m Message, _ standing) bool {
	if m.What != said || m.Command != "" || m.Forwarded {
		return false
	}
	ctx := context.Background()
	q, ok, err := b.recordQuestion(ctx, m)
	if err != nil || !ok {
		return false
	}
	if q.Kind == askSaid || q.Kind == askStill {
		return true
	}
	a, err := b.fromRecord(ctx, q)
	return err == nil && len(a.Lines) > 0
}

func (b *Bot) recordQuestion(ctx context.Context, m Message) (recordQuestion, bool, error) {
	roster, err := b.lib.Roster(ctx)
	if err != nil {
		return recordQuestion{}, false, err
	}
	q, ok := readRecordQuestion(m.Text, b.dayOf(m), b.lib.Calendar(), roster)
	return q, ok, nil
}

// answerFromRecord answers from what departments reported, with who, when, whether
// it is confirmed, and the source message.
func (b *Bot) answerFromRecord(ctx context.Context, m Message, _ standing) (work, error) {
	q, _, err := b.recordQuestion(ctx, m)
	if err != nil {
		return nil, err
	}
	a, err := b.fromRecord(ctx, q)
	if err != nil {
		return nil, err
	}
	return b.words(m, "record."+string(q.Kind), a), nil
}

func (b *Bot) fromRecord(ctx context.Context, q recordQuestion) (recordAnswer, error) {
	a := recordAnswer{recordQuestion: q}
	err := b.db.Read(ctx, func(v *store.View) error {
		if q.Kind == askStill {
			return b.stillTasks(v, &a)
		}
		return b.lines(v, &a)
	})
	return a, err
}

// lines finds the records that a question is about, latest first.
func (b *Bot) lines(v *store.View, a *recordAnswer) error {
	tasks, err := v.Tasks(store.TaskFilter{})
	if err != nil {
		return err
	}
	about := aboutOf(a.Words, tasks)
	var of []string
	if a.Unit != "" {
		of = []string{a.Unit}
	}
	most := mostLatest
	if a.Kind == askSaid {
		most = mostSaid
	}
	var found []store.Statement
	looked := 0
	err = v.Statements(of, func(s store.Statement) bool {
		sent := day.Of(s.SentAt)
		if (!a.Timed || a.Span.Contains(sent)) && about(s) {
			found = append(found, s)
		}
		looked++
		if a.Timed {
			return !sent.Before(a.Span.From) // the latest come first
		}
		return looked < mostLooked && len(found) <= most
	})
	if err != nil {
		return err
	}
	return fillLines(v, a, found, most)
}

// aboutOf tells whether a record is about the words: by its task's name, or by its own.
func aboutOf(words string, tasks []store.Task) func(store.Statement) bool {
	if words == "" {
		return func(store.Statement) bool { return true }
	}
	meant := map[int64]bool{}
	for _, t := range tasks {
		if alike(t.What+t.Indicator, words) {
			meant[t.ID] = true
		}
	}
	return func(s store.Statement) bool { return meant[s.TaskID] || alike(s.Text, words) }
}

// alike reports whether a text has most of the pairs of characters that the words have.
func alike(text, words string) bool {
	w := []rune(words)
	if strings.Contains(text, words) {
		return true
	}
	if len(w) < 3 {
		return false
	}
	n := 0
	for i := range len(w) - 1 {
		if strings.Contains(text, string(w[i:i+2])) {
			n++
		}
	}
	return float64(n) >= alikeEnough*float64(len(w)-1)
}

func fillLines(v *store.View, a *recordAnswer, found []store.Statement, most int) error {
	cases, err := v.OpenProblems(0)
	if err != nil {
		return err
	}
	a.More = max(0, len(found)-most)
	for _, s := range found[:min(most, len(found))] {
		u, err := v.Update(s.ReportID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(u.Records, func(r store.Record) bool { return r.ID == s.RecordID })
		line := recordLine{statement: statement{u, u.Records[at]}}
		if s.TaskID != 0 {
			t, err := v.TaskInForce(s.TaskID)
			if err != nil {
				return err
			}
			line.Task = &t
		}
		for i, c := range cases {
			if line.Task != nil && c.TaskID == line.Task.ID && c.Department.ID == line.Record.Department.ID {
				line.Case = &cases[i]
			}
		}
		a.Troubled = a.Troubled || len(line.Record.Problems) > 0 || line.Record.Status == store.RecordBlocked || line.Record.Status == store.RecordBehind
		a.Lines = append(a.Lines, line)
	}
	return nil
}

// stillTasks lists the open tasks of which nothing was confirmed for so many days.
func (b *Bot) stillTasks(v *store.View, a *recordAnswer) error {
	now := b.now()
	tasks, err := v.Tasks(store.TaskFilter{Unit: a.Unit, AsOf: now})
	if err != nil {
		return err
	}
	sources, err := v.Sources(tasks)
	if err != nil {
		return err
	}
	last := map[int64]time.Time{}
	for _, u := range sources {
		for _, r := range u.Records {
			last[r.ID] = u.SentAt
		}
	}
	for _, t := range tasks {
		at := last[t.Latest]
		if t.Closed || t.Status == store.RecordDone || day.Of(now).Sub(day.Of(at)) < a.Days && !at.IsZero() {
			continue
		}
		a.Still = append(a.Still, stillTask{t, at})
	}
	slices.SortStableFunc(a.Still, func(x, y stillTask) int { return x.Last.Compare(y.Last) })
	return nil
}

// Confirmed reports whether its sender has pressed 确认.
func (l recordLine) Confirmed() bool { return l.Update.State == store.ReportConfirmed }

// Said is the words themselves.
func (l recordLine) Said() string {
	if l.Record.Text != "" {
		return l.Record.Text
	}
	return l.Update.Text
}

// Link is the address of the source message, "" where Telegram has none.
func (l recordLine) Link() string { return brief.Link(l.Update.ChatID, l.Update.MessageID) }
