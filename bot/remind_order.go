package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// remindKind is what a coordinator orders about reminding.
type remindKind string

// Orders.
const (
	orderList   remindKind = "list"
	orderRule   remindKind = "rule"
	orderPause  remindKind = "pause"
	orderResume remindKind = "resume"
	orderQuiet  remindKind = "quiet"
	orderLeave  remindKind = "leave"
	orderBack   remindKind = "back" // 销假
)

// remindOrder is a coordinator's words about reminding, read.
type remindOrder struct {
	Kind  remindKind
	Fault string // names what is missing or impossible, "" when the order is clear
	Rule  store.Rule
	Quiet store.Quiet
	Unit  string
	From  day.Date
	To    day.Date
}

var (
	listWords   = pattern.MustCompile(`^(?:查看|看看|列出)?(?:提醒|报送|催报)(?:规则|设置|安排)$`)
	pauseWords  = pattern.MustCompile(`^(?:请)?(?:先)?(?:暂停|停止|暂缓|关闭|不要|先别)(?:所有|全部)?(?:的)?提醒(?:了)?`)
	resumeWords = pattern.MustCompile(`^(?:请)?(?:恢复|继续|重新|重启|取消暂停)(?:所有|全部|开始|启用)?(?:的)?提醒(?:了)?$`)
	quietWords  = pattern.MustCompile(`^(?:请)?(?:设置|设|改)?(?:为)?(?:免打扰|勿扰|静默|夜间不提醒)(?:时间|时段)?`)
	backWords   = pattern.MustCompile(`^(.{2,14}?)(?:已|已经)?(?:销假|结束请假|休假结束|取消请假)(?:了)?$`)
	leaveWords  = pattern.MustCompile(`请假|休假`)
	ruleWords   = pattern.MustCompile(`^(?:请|新增|增加|设置|设|改为|改成|调整为|规则:|提醒规则:|报送规则:)*(?:改为|改成)?(?:每(?:个)?(?:两|2|二)?(?:个)?(?:周|月|星期|礼拜)|每(?:一)?(?:个)?(?:季|半年|年|旬|半个?月)|每隔一周|隔周|双周|单周|(?:任务)?(?:节点|到期)(?:前)?提醒|(?:任务)?(?:节点|到期)提前)`)
	ruleVerbs   = pattern.MustCompile(`报送|上报|报|提醒`)
	asking      = pattern.MustCompile(`[?]|什么|哪些|哪个|哪天|谁|吗|呢|如何|怎么|是否|多少|几(?:日|号|点|天)`)
	telling     = pattern.MustCompile(`已|完成|收齐`)
)

// maxOrder is how long an order is at most, in characters; longer words are a notice or a report.
const maxOrder = 48

// readRemindOrder reads a coordinator's words; false when they are about something else.
func readRemindOrder(text string, today day.Date, cal *day.Calendar) (remindOrder, bool) {
	s := bare(strings.ReplaceAll(width.Fold.String(text), " ", ""))
	if len([]rune(s)) > maxOrder || strings.Contains(s, "\n") || asking.MatchString(s) || asks(text) {
		return remindOrder{}, false
	}
	switch {
	case listWords.MatchString(s):
		return remindOrder{Kind: orderList}, true
	case resumeWords.MatchString(s):
		return remindOrder{Kind: orderResume}, true
	case pauseWords.MatchString(s):
		return readPause(s, today, cal), true
	case quietWords.MatchString(s):
		return readQuiet(s), true
	case backWords.MatchString(s):
		return remindOrder{Kind: orderBack, Unit: backWords.FindStringSubmatch(s)[1]}, true
	case leaveWords.MatchString(s):
		return readLeave(s, today, cal)
	case ruleWords.MatchString(s) && ruleVerbs.MatchString(s) && !telling.MatchString(s):
		o := readRule(s, today)
		return o, o.Fault == "" || strings.Contains(s, "提醒") || strings.Contains(s, "规则")
	}
	return remindOrder{}, false
}

func readPause(s string, today day.Date, cal *day.Calendar) remindOrder {
	o := remindOrder{Kind: orderPause}
	for _, e := range when.Find(s, today, cal) {
		if o.To = e.End; !o.To.IsZero() {
			break
		}
	}
	if !o.To.IsZero() && o.To.Before(today) {
		o.Fault = "past"
	}
	return o
}

func readQuiet(s string) remindOrder {
	o := remindOrder{Kind: orderQuiet}
	clocks := findClocks(s)
	if len(clocks) != 2 || clocks[0].at == clocks[1].at {
		o.Fault = "quiet"
		return o
	}
	o.Quiet = store.Quiet{From: clocks[0].at % store.EndOfDay, To: clocks[1].at % store.EndOfDay}
	return o
}

// readLeave reads 林业局请假到8月20日. Words that name no unit are not about leave.
func readLeave(s string, today day.Date, cal *day.Calendar) (remindOrder, bool) {
	d := daysNamed(s, today, cal)
	o := remindOrder{Kind: orderLeave, From: d.from, To: d.to}
	end := min(leaveWords.FindStringIndex(s)[0], d.pos)
	o.Unit = strings.TrimRight(s[:end], "从自于拟要将因申请全体,、")
	switch {
	case len([]rune(o.Unit)) < 2:
		return o, false
	case o.To.IsZero():
		o.Fault = "leave"
	case o.To.Before(today) || o.To.Before(o.From):
		o.Fault = "past"
	}
	return o, true
}

var (
	weekdayWord  = pattern.MustCompile(`(?:周|星期|礼拜)([一二三四五六日天])`)
	monthDayWord = pattern.MustCompile(`(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]`)
	lastDayWord  = pattern.MustCompile(`月底|月末|最后一[天日]`)
	lastWorkWord = pattern.MustCompile(`最后一?个?工作日`)
	aheadWord    = pattern.MustCompile(`(?:提前|前)(\d{1,2}|[一二两三四五六七八九十]{1,3})个?(工作日|天|日|周|星期|月)`)
	moreAhead    = pattern.MustCompile(`(?:和|、|及|与|,)(?:提前)?(\d{1,2}|[一二两三四五六七八九十]{1,3})个?(天|日|周|星期|月)`)
	sameDayWord  = pattern.MustCompile(`当[天日]`)
	unitlessList = pattern.MustCompile(`(\d{1,2})(?:、|/)(\d{1,2}(?:(?:、|/)\d{1,2})*)(?:和|及)?(\d{1,2})?天`)
)

func readRule(s string, today day.Date) remindOrder {
	o := remindOrder{Kind: orderRule}
	s = commaDays.ReplaceAllString(s, "$1、$2")
	switch {
	case pattern.MustCompile(`节点|到期`).MatchString(s):
		o.Rule = readNodes(s)
	case pattern.MustCompile(`每(?:两|2|二)周|每隔一周|隔周|双周|单周`).MatchString(s):
		o.Rule.Cadence = store.Fortnightly
	case pattern.MustCompile(`每(?:一)?(?:个)?(?:旬|半个?月)`).MatchString(s):
		o.Rule.Cadence = store.ByDays
	case pattern.MustCompile(`每(?:个)?月`).MatchString(s):
		o.Rule.Cadence = store.Monthly
	case longWord.MatchString(s):
		o.Rule.Cadence = longCadence(s)
	case pattern.MustCompile(`每(?:个)?(?:周|星期|礼拜)`).MatchString(s):
		o.Rule.Cadence = store.Weekly
	default:
		o.Fault = "unclear"
		return o
	}
	if o.Rule.Cadence != store.ByTask {
		o.Fault = readPeriodic(&o.Rule, s, today)
	}
	return o
}

// readPeriodic reads when reports are due and when they are asked for.
func readPeriodic(r *store.Rule, s string, today day.Date) (fault string) {
	dueWords, remindWords := clausesOf(s)
	if dueWords == "" {
		return "nodue"
	}
	if fault := readDue(r, dueWords, today); fault != "" {
		return fault
	}
	r.Due, r.At, r.Ahead, r.Workdays = store.EndOfDay, defaultAt, 1, true
	clocks := findClocks(dueWords)
	if dueWords == remindWords { // one clause for both: the second hour is the reminder's
		if i := strings.LastIndex(dueWords, "提前"); i > 0 {
			clocks, remindWords = findClocks(dueWords[:i]), dueWords[i:]
		}
	}
	if len(clocks) > 0 {
		r.Due = clocks[0].asDue()
	}
	if remindWords != "" {
		if !readAhead(r, dueWords, remindWords) {
			return "noahead"
		}
		if c := findClocks(remindWords); len(c) > 0 && remindWords != dueWords {
			r.At = c[0].asStart()
		}
	}
	if r.Ahead == 0 && r.At >= r.Due {
		return "toolate"
	}
	return ""
}

const defaultAt store.Clock = 9 * 60

var sayingWhen = pattern.MustCompile(`\d|[一二两三四五六七八九十][日号点月]|[周期拜][一二三四五六日天]|[底末]|首月|工作日|最后|半个?月|旬`)

// clausesOf finds the clause that says when reports are due, and the one that
// says when they are asked for; they may be the same. 每半年报送一次 says no when,
// where a later clause does.
func clausesOf(s string) (due, remind string) {
	for _, c := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;。", r) }) {
		asks := strings.Contains(c, "提醒")
		if asks && remind == "" {
			remind = c
		}
		if (!asks || strings.Contains(strings.ReplaceAll(c, "提醒", ""), "报")) && (due == "" || !asks && !sayingWhen.MatchString(due)) {
			due = c
		}
	}
	return due, remind
}

// readDue reads the day by which reports are due, and which period they speak of.
func readDue(r *store.Rule, s string, today day.Date) (fault string) {
	r.Following = pattern.MustCompile(`上(?:一|个)*(?:周|月|期)|次(?:周|月)|下(?:一|个)*(?:周|月)`).MatchString(s)
	switch {
	case r.Cadence == store.ByDays:
		return readHalves(r, s)
	case r.Cadence == store.Monthly:
		return readMonthDay(r, s)
	case r.Cadence.Months() > 0:
		return readSeason(r, s)
	}
	days := weekdayWord.FindAllStringSubmatch(s, -1)
	if len(days) != 1 {
		return "day"
	}
	r.Weekday = time.Weekday(strings.Index("日一二三四五六", strings.Replace(days[0][1], "天", "日", 1)) / len("日"))
	if r.Cadence == store.Fortnightly {
		r.Anchor = fortnightFrom(*r, s, today)
		return ""
	}
	// What is due on a Monday speaks of the week that is over.
	r.Following = r.Following || (r.Weekday == time.Monday && !strings.Contains(s, "本周"))
	return ""
}

// fortnightFrom finds where the two weeks begin of which the next due day is in the second.
func fortnightFrom(r store.Rule, s string, today day.Date) day.Date {
	monday := today.Monday()
	due := monday.Add((int(r.Weekday) + 6) % 7)
	_, week := monday.Start().ISOWeek()
	odd := week%2 == 1
	if due.Before(today) || (strings.Contains(s, "双周") && odd) || (strings.Contains(s, "单周") && !odd) {
		monday = monday.Add(7)
		_, week = monday.Start().ISOWeek()
		if (strings.Contains(s, "双周") && week%2 == 1) || (strings.Contains(s, "单周") && week%2 == 0) {
			monday = monday.Add(7)
		}
	}
	if r.Following {
		return monday
	}
	return monday.Add(-7)
}

// firstDays are due days that speak of the month that is over, unless they say otherwise.
const firstDays = 10

func readMonthDay(r *store.Rule, s string) (fault string) {
	days, ok := monthDays(s)
	switch {
	case !ok || len(days) == 0 || len(days) > 1 && (r.Following || slices.Contains(days, store.LastWorkday)):
		return "day"
	case len(days) > 1:
		r.Cadence, r.Days = store.ByDays, days
		return ""
	}
	r.MonthDay = days[0]
	if r.MonthDay == store.LastWorkday || r.MonthDay == 31 {
		return ""
	}
	r.Following = r.Following || (r.MonthDay <= firstDays && !pattern.MustCompile(`本月|当月`).MatchString(s))
	return ""
}

// readAhead reads how long before the due day the one reminder is given.
func readAhead(r *store.Rule, dueWords, s string) bool {
	m := aheadWord.FindAllStringSubmatch(s, -1)
	switch {
	case len(m) > 0:
		r.Ahead, r.Workdays = daysOf(m[0][1], m[0][2]), m[0][2] == "工作日"
		for _, more := range append(m[1:], moreAhead.FindAllStringSubmatch(s, -1)...) {
			r.Ahead = min(r.Ahead, daysOf(more[1], more[2])) // nobody is asked twice
		}
		return true
	case sameDayWord.MatchString(s):
		r.Ahead, r.Workdays = 0, false
		return true
	case strings.Contains(s, "前一个工作日"):
		return true
	}
	r.Workdays = false
	if d := weekdayWord.FindStringSubmatch(s); d != nil && (r.Cadence == store.Weekly || r.Cadence == store.Fortnightly) && s != dueWords {
		on := strings.Index("日一二三四五六", strings.Replace(d[1], "天", "日", 1)) / len("日")
		r.Ahead = (int(r.Weekday) - on + 7) % 7
		return true
	}
	if d := monthDayWord.FindStringSubmatch(s); d != nil && r.Cadence.Months() > 0 && r.MonthDay > 0 && s != dueWords {
		r.Ahead = r.MonthDay - digits(d[1])
		return r.Ahead >= 0
	}
	if monthDayWord.MatchString(s) && s != dueWords { // a day that no due day is near to
		return false
	}
	r.Workdays = true // only an hour, or nothing: the workday before
	return !strings.Contains(s, "每天")
}

// readNodes reads which days around a task's due day are spoken of.
func readNodes(s string) store.Rule {
	r := store.Rule{Cadence: store.ByTask, Schedule: store.Schedule{At: defaultAt}}
	if m := unitlessList.FindString(s); m != "" {
		for _, n := range pattern.MustCompile(`\d{1,2}`).FindAllString(m, -1) {
			r.Steps = append(r.Steps, digits(n))
		}
	}
	for _, re := range []*pattern.Pattern{aheadWord, moreAhead} {
		for _, m := range re.FindAllStringSubmatch(s, -1) {
			r.Steps = append(r.Steps, daysOf(m[1], m[2]))
		}
	}
	if pattern.MustCompile(`当[天日]|到期日`).MatchString(s) {
		r.Steps = append(r.Steps, 0)
	}
	r.Overdue = strings.Contains(s, "逾期")
	if len(r.Steps) == 0 {
		r.Steps, r.Overdue = []int{30, 7, 1, 0}, true
	}
	slices.Sort(r.Steps)
	slices.Reverse(r.Steps)
	r.Steps = slices.Compact(r.Steps)
	if c := findClocks(s); len(c) > 0 {
		r.At = c[0].asStart()
	}
	return r
}

// daysOf is a number of days: 两周 is 14.
func daysOf(n, unit string) int {
	switch unit {
	case "周", "星期":
		return 7 * digits(n)
	case "月":
		return 30 * digits(n)
	}
	return digits(n)
}

// digits reads 25, 十五, 两.
func digits(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	total, digit := 0, 0
	for _, r := range s {
		if r == '十' {
			total += max(digit, 1) * 10
			digit = 0
			continue
		}
		digit = max(strings.Index("零一二三四五六七八九", strings.Replace(string(r), "两", "二", 1))/len("零"), 0)
	}
	return total + digit
}

// clockWord is a time of day as found: an hour, or half a day.
type clockWord struct {
	at   store.Clock
	half string
}

var clockWords = pattern.MustCompile(`(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里)?(?:(\d{1,2})(?::(\d{2})|[点时](半|\d{1,2}分?)?)|([一二两三四五六七八九十]{1,3})[点时](半)?)|(下班|上班|上午|中午|下午|晚上|早上)`)

// findClocks finds the times of day in s.
func findClocks(s string) []clockWord {
	var out []clockWord
	for _, m := range clockWords.FindAllStringSubmatch(s, -1) {
		if m[7] != "" {
			out = append(out, clockWord{at: -1, half: m[7]})
			continue
		}
		h, minutes := digits(m[2]+m[5]), digits(strings.TrimSuffix(m[3]+m[4], "分"))
		if m[4] == "半" || m[6] == "半" {
			minutes = 30
		}
		if slices.Contains([]string{"下午", "傍晚", "晚上", "晚", "夜里"}, m[1]) && h < 12 {
			h += 12
		}
		if c := store.Clock(h*60 + minutes); minutes < 60 && c <= store.EndOfDay {
			out = append(out, clockWord{at: c})
		}
	}
	return out
}

// asDue is the end of the half day, asStart its beginning.
func (c clockWord) asDue() store.Clock {
	if c.at >= 0 {
		return c.at
	}
	return map[string]store.Clock{"上班": 9 * 60, "早上": 9 * 60, "上午": 12 * 60, "中午": 12 * 60, "晚上": store.EndOfDay}[c.half] |
		map[string]store.Clock{"下午": 18 * 60, "下班": 18 * 60}[c.half]
}

func (c clockWord) asStart() store.Clock {
	if c.at >= 0 {
		return c.at
	}
	if s, ok := map[string]store.Clock{"中午": 12 * 60, "下午": 15 * 60, "下班": 17 * 60, "晚上": 19 * 60}[c.half]; ok {
		return s
	}
	return defaultAt
}
