package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// RecordKind is what a question wants from the record.
type RecordKind string

// Kinds of questions over the record.
const (
	AskSaid  RecordKind = "said"  // 林业局上周报了什么
	AskStuck RecordKind = "stuck" // 清流河那个卡在哪里
	AskStill RecordKind = "still" // 哪些任务两周没动了
	AskState RecordKind = "state" // 规划送审到哪一步了
)

// Wanted is a question over the record, read.
type Wanted struct {
	Kind     RecordKind
	Units    []string // full names; none: of anybody
	Words    string   // what it is about, without units and time
	From, To day.Date // zero: at any time
	Days     int      // of stillness
}

// Timed reports whether the question names the days.
func (w Wanted) Timed() bool { return !w.To.IsZero() }

// Within reports whether what was said on a day was said in the time wanted.
func (w Wanted) Within(d day.Date) bool {
	return !w.Timed() || !d.Before(w.From) && !d.After(w.To)
}

var (
	saidWords  = pattern.MustCompile(`(?:都|又)?(?:报|上报|报送|汇报|反映|提交)(?:了|过|的|上来|来)+(?:些|的是)?(?:什么|啥|哪些|多少|几条|几次|哪几)|(?:什么|啥|哪些)(?:进展|情况|问题|报送)?(?:报|上报|报送)(?:了|过|上来)|(?:的|最近|近期)?(?:报送|上报)(?:的)?(?:记录|情况|内容)(?:有哪些|是什么|呢)?$|有(?:没有|什么|哪些)(?:新)?(?:进展|报送)(?:报|吗|没有)?$`)
	stuckWords = pattern.MustCompile(`卡(?:在|到)?(?:了)?(?:哪|什么)(?:里|儿|个?地方|个?环节|一步)?|卡(?:壳|住)|卡点|(?:为什么|为啥|怎么|咋)(?:还|一直|老|总)?(?:没|不|推不|做不|办不|走不|干不)?(?:动|推不动|推进不下去|不动|没动|没完成|没做完|完不成|停|停了|慢|这么慢|滞后|受阻|拖)|(?:受阻|滞后|停滞|停工)(?:在哪|的?原因|是因为|是为什么|因为什么)|(?:遇到|有)(?:了)?(?:什么|哪些|啥)(?:困难|问题|障碍|难点)|(?:困难|问题|难点|堵点)(?:在哪|是什么|出在哪|有哪些)`)
	stillWords = pattern.MustCompile(`(?:没|没有|未|无|毫无)(?:有|见|再)?(?:动|动静|动过|进展|新进展|更新|报|报送|上报|报过|消息|变化|推进|反馈)`)
	stillFor   = pattern.MustCompile(`(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?:多)?(天|日|周|星期|礼拜|月)|(?:好久|很久|长期|一直|好长时间|很长时间|许久|好几周|好些天)`)
	stateWords = pattern.MustCompile(`(?:^|[^运送交寄搬迁拉流排倒卖调投放存停住报])到了?哪(?:儿|里)|到了?(?:哪一?(?:步|个?阶段|个?程度)|哪(?:$|了|呢|啦)|什么(?:步|阶段|程度|地步))|(?:走到|进行到|推进到|做到|办到|干到|搞到|完成到)(?:了)?(?:哪|什么)(?:一)?(?:步|个?阶段|个?程度|儿|里)?|做(?:得)?怎么样|(?:进展|推进|进度|落实|完成)(?:情况)?(?:得)?(?:如何|怎么样|怎样|咋样|到哪|多少|了多少|几成)|怎么样了|咋样了|(?:完成|做|干|建|修|种|挂)(?:了)?多少|(?:有|什么|啥)(?:新)?进展|什么进度|谁报的|最新(?:进展|情况)`)
	setWords   = pattern.MustCompile(`请问|请|帮我|查一下|查查|看看|想知道|我想问|问一下|最近|近期|目前|现在|当前|截至目前|那个|这个|那边|这边|一下|任务|项目|工作|事情|事项|什么时候|进展|情况|进度|到底|都|呢|吗|了|的|是|有|[\s，,。？?！!、“”"'：:、]`)
	// questioning are words that only a question has; named, orders such as 林业局上周的报送记录.
	questioning = pattern.MustCompile(`[?]|什么|啥|哪|谁|多少|几(?:条|次|成|个)|吗|呢$|如何|怎么|怎样|咋|为何|有没有|是否`)
	named       = pattern.MustCompile(`(?:的任务|的事项|的项目|任务清单|最新进展|最新情况|报送记录|上报记录|的卡点)$`)
)

func recordKind(text string) RecordKind {
	if !questioning.MatchString(text) && !named.MatchString(text) {
		return ""
	}
	switch {
	case stillWords.MatchString(text) && stillFor.MatchString(text) && !strings.Contains(text, "单位"):
		return AskStill
	case stuckWords.MatchString(text):
		return AskStuck
	case saidWords.MatchString(text):
		return AskSaid
	case stateWords.MatchString(text):
		return AskState
	}
	return ""
}

// longestOver bounds a question over the record, in characters.
const longestOver = 48

// wanted reads a question over the record from the words as they were typed; false
// when it is about something else. We are the asker's department.
func (s *Shelf) wanted(text string, today day.Date, self string) (Wanted, bool) {
	t := strings.Trim(strings.ReplaceAll(width.Fold.String(text), " ", ""), " \t\n　。!?,、~～")
	if t == "" || utf8.RuneCountInString(t) > longestOver || strings.Contains(t, "\n") {
		return Wanted{}, false
	}
	w := Wanted{Kind: recordKind(t)}
	if w.Kind == "" {
		return w, false
	}
	if w.Kind == AskStill {
		w.Days, t = stillDays(t)
	} else {
		t = s.takeSpan(&w, t, today)
	}
	for _, re := range []*pattern.Pattern{saidWords, stuckWords, stateWords, stillWords} {
		t = re.ReplaceAllString(t, "，")
	}
	t = s.takeReporters(&w, t, self)
	w.Words = strings.Trim(setWords.ReplaceAllString(t, ""), "哪些什么啥几超过以上内里在为谁报送没还就和与跟")
	return w, w.specific()
}

// recordWanted reads a question over the record: from its own words, from those of the
// question before, or because only the record can tell how far a thing is.
func (s *Shelf) recordWanted(q *query) (Wanted, bool) {
	if q.record == nil {
		return Wanted{}, false
	}
	if w, ok := s.wanted(q.raw, q.now, q.self); ok {
		return w, true
	}
	if w, ok := s.wantedNext(q); ok {
		return w, true
	}
	return Wanted{Kind: AskState, Units: s.unitsWanted(q), Words: q.matter()}, q.kind == askProgress
}

var progressWord = pattern.MustCompile(`^(?:进度|进展|情况|完成情况|推进情况|办|做|搞|落实|推进|报|最新)`)

// matter is what a question for the progress of things is about, without units.
func (q *query) matter() string {
	var out strings.Builder
	for _, w := range q.words {
		if w.class == content && w.gap != "unit" && !progressWord.MatchString(w.text) {
			out.WriteString(w.text)
		}
	}
	return out.String()
}

// wantedNext reads a follow-up on a question over the record, which names other days
// or others who report: 那5月呢, 水利局的呢.
func (s *Shelf) wantedNext(q *query) (Wanted, bool) {
	if q.near == nil || q.prior.Record == nil || q.prior.Record.Kind == AskStill {
		return Wanted{}, false
	}
	var next Wanted
	rest := s.takeSpan(&next, q.raw, q.now)
	rest = setWords.ReplaceAllString(s.takeReporters(&next, rest, q.self), "")
	if rest != "" || !next.Timed() && len(next.Units) == 0 {
		return Wanted{}, false
	}
	w := *q.prior.Record
	if next.Timed() {
		w.From, w.To = next.From, next.To
	}
	if len(next.Units) > 0 {
		w.Units = next.Units
	}
	return w, true
}

// specific reports whether a question says enough of what it is about.
func (w Wanted) specific() bool {
	switch w.Kind {
	case AskStill:
		return true
	case AskSaid:
		return len(w.Units) > 0 || w.Timed() || utf8.RuneCountInString(w.Words) > 1
	}
	return utf8.RuneCountInString(w.Words) > 1
}

// someDays is what 好久 stands for.
const someDays = 14

// stillDays reads for how long nothing was said: 两周, 半个月, 好久.
func stillDays(text string) (days int, rest string) {
	m := stillFor.FindStringSubmatch(text)
	rest = strings.Replace(text, m[0], "", 1)
	each := map[string]int{"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}[m[2]]
	switch {
	case m[1] == "":
		return someDays, rest
	case m[1] == "半":
		return each / 2, rest
	}
	n, _ := segment.Number(m[1])
	return int(n) * each, rest
}

// takeSpan reads the days that a question names and takes them out.
func (s *Shelf) takeSpan(w *Wanted, text string, today day.Date) string {
	for _, e := range when.Find(text, today, s.Calendar) {
		if from, to, ok := e.Elapsed(today); ok {
			w.From, w.To = from, to
			return text[:e.Pos] + text[e.Pos+len(e.Text):]
		}
	}
	return text
}

// takeReporters reads whose reports are wanted and takes the names out.
func (s *Shelf) takeReporters(w *Wanted, text, self string) string {
	if self != "" && selfAsked.MatchString(text) {
		w.Units, text = []string{self}, selfAsked.ReplaceAllString(text, "")
	}
	if s.Roster == nil {
		return text
	}
	rest := text
	for _, m := range slices.Backward(s.Roster.Find(text)) {
		if m.Known && !m.Group && m.Start >= 0 {
			rest = rest[:m.Start] + rest[m.End:]
			if !slices.Contains(w.Units, m.Name) {
				w.Units = slices.Insert(w.Units, 0, m.Name)
			}
		}
	}
	return rest
}
