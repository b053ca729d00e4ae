package bot

import (
	"strings"
	"time"

	"golang.org/x/text/width"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// digestKind is what a coordinator orders about digests.
type digestKind string

// Orders.
const (
	digestList   digestKind = "list"
	digestSet    digestKind = "set"
	digestCancel digestKind = "cancel"
)

// digestOrder is a coordinator's words about digests, read.
type digestOrder struct {
	Kind   digestKind
	Fault  string // names what is missing or impossible, "" when the order is clear
	Digest store.Digest
}

var (
	digestListing = pattern.MustCompile(`^(?:查看|看看|列出)?(?:汇总|周报|月报|简报|会议|会前汇总)(?:的)?(?:安排|计划|设置|规则)$`)
	digestNoun    = pattern.MustCompile(`汇总|周报|月报|简报|小结|综述`)
	digestVerb    = pattern.MustCompile(`发|推送|生成|给我|报给|出|汇总一次|做`)
	digestEvery   = pattern.MustCompile(`每(?:个)?(?:周|月|星期|礼拜)|每逢(?:周|月|星期)`)
	digestStop    = pattern.MustCompile(`^(?:请)?(?:取消|停发|停止|停掉|关闭|不再发?|别再发?|不要再发?)`)
	meetingWords  = pattern.MustCompile(`(?:召开|举行|组织|召集|开|有)(?:个|一次|一个|第.{1,3}次)?\p{Han}{0,14}会(?:议)?(?:[,;。]|$|，)|(?:推进会|专题会|调度会|例会|联席会|工作会|领导小组会|碰头会|协调会)(?:议)?(?:定在|安排在|放在|在|时间|:)`)
	meetingNoun   = pattern.MustCompile(`会(?:议)?(?:的汇总|前汇总)?(?:不开了|取消了?)?$`)
	meetingMoved  = pattern.MustCompile(`改到|改在|推迟到|延到|延期到|提前到|顺延到`)
	aheadOfIt     = pattern.MustCompile(`(?:会前|提前|前)(\d{1,2}|[一二两三四五六七八九十])个?(?:工作日|天|日)|(前一(?:个工作日|天|日))|((?:会议)?当天|当日|会前)`)
	privately     = pattern.MustCompile(`只发我|只发给我|只发协调员|只给我|不发群|不进群|私发|先别发群`)
)

// readDigestOrder reads a coordinator's words; false when they are about something else.
func readDigestOrder(text string, today day.Date, cal *day.Calendar) (digestOrder, bool) {
	s := bare(strings.ReplaceAll(width.Fold.String(text), " ", ""))
	if len([]rune(s)) > maxOrder || strings.Contains(s, "\n") || asking.MatchString(s) || asks(text) || telling.MatchString(s) {
		return digestOrder{}, false
	}
	if digestListing.MatchString(s) {
		return digestOrder{Kind: digestList}, true
	}
	if digestStop.MatchString(s) {
		return readDigestStop(s, today, cal)
	}
	if digestEvery.MatchString(s) && digestNoun.MatchString(s) && digestVerb.MatchString(s) && !strings.Contains(s, "提醒") && !strings.Contains(s, "报送") {
		return readEvery(s), true
	}
	if meetingWords.MatchString(s) {
		return readMeeting(s, today, cal)
	}
	return digestOrder{}, false
}

// readDigestStop reads 取消7月15日的会, 停发每周汇总.
func readDigestStop(s string, today day.Date, cal *day.Calendar) (digestOrder, bool) {
	o := digestOrder{Kind: digestCancel}
	if meetingNoun.MatchString(s) {
		if d, ok := meetingDay(s, today, cal); ok {
			o.Digest.Cadence, o.Digest.Day = store.DigestMeeting, d
			return o, true
		}
	}
	switch {
	case !digestNoun.MatchString(s):
		return o, false
	case strings.Contains(s, "月"):
		o.Digest.Cadence = store.DigestMonthly
	case pattern.MustCompile(`周|星期|礼拜`).MatchString(s):
		o.Digest.Cadence = store.DigestWeekly
	default:
		return o, false
	}
	return o, true
}

// readEvery reads 每周五17:00发汇总, 每月1日发上月月报.
func readEvery(s string) digestOrder {
	o := digestOrder{Kind: digestSet}
	g := &o.Digest
	g.Group = !privately.MatchString(s)
	if pattern.MustCompile(`每(?:个)?月|每逢月`).MatchString(s) {
		g.Cadence = store.DigestMonthly
		o.Fault = readDigestMonthDay(g, s)
	} else {
		g.Cadence = store.DigestWeekly
		o.Fault = readDigestWeekday(g, s)
	}
	g.At = 16 * 60
	if g.Following {
		g.At = defaultAt
	}
	if c := findClocks(s); len(c) > 0 {
		g.At = c[0].asStart()
	}
	return o
}

func readDigestWeekday(g *store.Digest, s string) (fault string) {
	days := weekdayWord.FindAllStringSubmatch(s, -1)
	if len(days) != 1 {
		return "weekday"
	}
	g.Weekday = time.Weekday(strings.Index("日一二三四五六", strings.Replace(days[0][1], "天", "日", 1)) / len("日"))
	g.Following = pattern.MustCompile(`上(?:一|个)*(?:周|星期|期)`).MatchString(s) || (g.Weekday == time.Monday && !pattern.MustCompile(`本周|当周`).MatchString(s))
	return ""
}

func readDigestMonthDay(g *store.Digest, s string) (fault string) {
	days := monthDayWord.FindAllStringSubmatch(lastWorkWord.ReplaceAllString(lastDayWord.ReplaceAllString(s, ""), ""), -1)
	g.Following = pattern.MustCompile(`上(?:一|个)*月|上期`).MatchString(s)
	switch {
	case lastWorkWord.MatchString(s), lastDayWord.MatchString(s):
		g.MonthDay = store.LastWorkday
		return ""
	case len(days) != 1:
		return "monthday"
	}
	g.MonthDay = digits(days[0][1])
	if g.MonthDay < 1 || g.MonthDay > 31 {
		return "monthday"
	}
	g.Following = g.Following || (g.MonthDay <= firstDays && !pattern.MustCompile(`本月|当月`).MatchString(s))
	return ""
}

// readMeeting reads 7月15日开推进会, with when the digest is wanted, if it says so.
func readMeeting(s string, today day.Date, cal *day.Calendar) (digestOrder, bool) {
	o := digestOrder{Kind: digestSet}
	d, ok := meetingDay(s, today, cal)
	if !ok {
		return o, false
	}
	if meetingMoved.MatchString(s) {
		o.Fault = "moved"
		return o, true
	}
	g := &o.Digest
	*g = store.Digest{Cadence: store.DigestMeeting, DigestSchedule: store.DigestSchedule{Day: d, Ahead: 1, At: 16 * 60, Group: !privately.MatchString(s)}}
	rest := s
	if i := strings.IndexAny(s, ",;，"); i > 0 {
		rest = s[i:] // the meeting's own hour stands before it
	}
	if m := aheadOfIt.FindStringSubmatch(rest); m != nil && rest != s {
		switch {
		case m[1] != "":
			g.Ahead = digits(m[1])
		case m[3] != "" && m[3] != "会前":
			g.Ahead, g.At = 0, defaultAt
		}
		if c := findClocks(rest); len(c) > 0 {
			g.At = c[0].asStart()
		}
	}
	return o, true
}

// meetingDay is the day that the words name, from today on.
func meetingDay(s string, today day.Date, cal *day.Calendar) (day.Date, bool) {
	for _, e := range when.Find(s, today, cal) {
		onDay := e.Kind == when.OnDate && e.Start == e.End || e.Kind == when.Deadline && !strings.ContainsAny(e.Text, "前底末内") // 下周五
		if onDay && !e.End.IsZero() && !e.End.Before(today) {
			return e.End, true
		}
	}
	return day.Date{}, false
}
