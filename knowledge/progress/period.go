package progress

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/store/day"
)

// grain says how a period was named, coarser names giving way to finer ones of the same message.
type grain int

const (
	byDefault grain = iota
	byDay           // 今天, 昨天: the day something happened
	byYear
	bySpan    // 1-8月, 上半年, 8.8-8.14
	byQuarter // 三季度
	byMonth   // 7月, 上月
	byWeek    // 本周, 8月第三周
	byDate    // 8月16日, 截至8月10日
)

// period is a time expression in a message that may say what the report covers.
type period struct {
	a, b     int // bytes of the folded text
	key      string
	end      day.Date
	grain    grain
	deadline bool // …前, 底前, or a time to come: when something is due, not what is reported
	running  bool // counts from the beginning of the year on: 1-8月, 今年以来
	marked   bool // dates in brackets after 本周: they say what was meant
	asof     bool // 截至8月10日
	hollow   bool // compared with, or the day of an order: not what is reported
	relative bool // 本周, 本月: what a heading's own time says better
}

var han2digit = map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12, "天": 7, "日": 7, "末": 6}

// number reads a small number in either script.
func number(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if n, ok := han2digit[s]; ok {
		return n
	}
	v, _ := segment.Number(s)
	return int(v)
}

const (
	reYear  = `(?:(\d{4})年)?`
	reMonth = `(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])`
	reDay   = `(3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])`
)

type periodRule struct {
	re   *pattern.Pattern
	read func(m []string, on day.Date) period
}

// rules are tried at each place in this order; the longest match wins, then the first.
var periodRules = []periodRule{
	{pattern.MustCompile(`^` + reYear + reMonth + `[.月]` + reDay + `[日号]?(?:-|至|到)(?:` + reMonth + `[.月])?` + reDay + `[日号]?`), readDayRange},
	{pattern.MustCompile(`^` + reYear + reMonth + `月` + reDay + `[日号]`), readDate},
	{pattern.MustCompile(`^` + reYear + reMonth + `月?(?:份)?(?:-|至|到)` + reMonth + `月份?`), readMonthRange},
	{pattern.MustCompile(`^` + reYear + reMonth + `月份?的?(?:第([一二三四五1-5])(?:个)?(?:周|星期))`), readWeekOfMonth},
	{pattern.MustCompile(`^第([一二三四五])周`), readWeekHere},
	{pattern.MustCompile(`^` + reYear + reMonth + `月(上|中|下)旬`), readTenDays},
	{pattern.MustCompile(`^` + reYear + `(?:` + reMonth + `月份?|本月|这个?月)?(上|下)半月`), readHalfMonth},
	{pattern.MustCompile(`^` + reYear + reMonth + `月(?:份)?(底|末)`), readMonthEnd},
	{pattern.MustCompile(`^` + reYear + reMonth + `月(?:份)?`), readMonth},
	{pattern.MustCompile(`^` + reYear + `(?:第?([一二三四1-4])(?:个)?季度|q([1-4])|(前三)季度)`), readQuarter},
	{pattern.MustCompile(`^` + reYear + `(上|下)半年`), readHalf},
	{pattern.MustCompile(`^(20\d{2})年度?`), readYear},
	{pattern.MustCompile(`^(上上|上|这|本|当|下)个?(周|星期|礼拜)(一样|一致|一般|[一二三四五六日天末])?`), readWeek},
	{pattern.MustCompile(`^(?:周|星期|礼拜)([一二三四五六日天])`), readWeekday},
	{pattern.MustCompile(`^(上上个?|上个?|这个|本|当|下个?)月(底|末)?`), readRelMonth},
	{pattern.MustCompile(`^()月(底|末)`), readRelMonth},
	{pattern.MustCompile(`^(上个?|本|这个|下个?)季度(末)?`), readRelQuarter},
	{pattern.MustCompile(`^()(周|月)报`), readRegular},
	{pattern.MustCompile(`^(今年以来|年初以来|今年至今|年初至今|年初到现在|今年到现在)`), readYearToDate},
	{pattern.MustCompile(`^(去年|今年|明年|全年|年底|年末|年内|年前)(底|末)?`), readRelYear},
	{pattern.MustCompile(`^(大前天|前天|昨天|昨日|昨晚|昨|今天|今日|今早|今晚|今上午|今下午|明天|明日|后天|大后天|刚刚|刚才)`), readRelDay},
	{pattern.MustCompile(`^` + reDay + `[日号]`), readDayOfMonth},
	{pattern.MustCompile(`^(国庆|中秋|春节|元旦|五一|端午|清明|汛期|入汛|入冬|雨季|节)(?:节|假期|长假)?(?:之)?前`), readFestival},
}

// past fits a month or a day without a year to the sending day: what is reported lies behind.
func past(on day.Date, year string, month time.Month) int {
	if y, err := strconv.Atoi(year); err == nil {
		return y
	}
	if month > on.Month && int(month)-int(on.Month) > 4 {
		return on.Year - 1
	}
	return on.Year
}

func monthKey(y int, m time.Month) string { return fmt.Sprintf("%04d-%02d", y, int(m)) }

func span(from, to day.Date) string { return from.String() + "/" + to.String() }

func readDayRange(m []string, on day.Date) period {
	m1 := time.Month(number(m[2]))
	m2 := m1
	if m[4] != "" {
		m2 = time.Month(number(m[4]))
	}
	y := past(on, m[1], m2)
	from := day.New(y, m1, number(m[3]))
	to := day.New(y, m2, number(m[5]))
	if to.Before(from) {
		from = day.New(y-1, m1, number(m[3]))
	}
	return period{key: span(from, to), end: to, grain: byWeek}
}

func readDate(m []string, on day.Date) period {
	mon := time.Month(number(m[2]))
	d := day.New(past(on, m[1], mon), mon, number(m[3]))
	return period{key: d.String(), end: d, grain: byDate, deadline: d.After(on)}
}

func readMonthRange(m []string, on day.Date) period {
	a, b := time.Month(number(m[2])), time.Month(number(m[3]))
	y := past(on, m[1], b)
	ya := y
	if a > b {
		ya--
	}
	end := day.New(y, b, 1).MonthEnd()
	return period{key: monthKey(ya, a) + "/" + monthKey(y, b), end: end, grain: bySpan, running: a == time.January}
}

func readWeekOfMonth(m []string, on day.Date) period {
	mon := time.Month(number(m[2]))
	first := day.New(past(on, m[1], mon), mon, 1)
	monday := first.Monday()
	if first.Sub(monday) > 3 { // the month's first week is the one that has most of its days in it
		monday = monday.Add(7)
	}
	from := monday.Add(7 * (number(m[3]) - 1))
	return period{key: span(from, from.Sunday()), end: from.Sunday(), grain: byWeek}
}

// readWeekHere: 第一周 without a month is of the month of sending.
func readWeekHere(m []string, on day.Date) period {
	return readWeekOfMonth([]string{"", strconv.Itoa(on.Year), strconv.Itoa(int(on.Month)), m[1]}, on)
}

func readTenDays(m []string, on day.Date) period {
	mon := time.Month(number(m[2]))
	first := day.New(past(on, m[1], mon), mon, 1)
	from, to := first, first.Add(9)
	switch m[3] {
	case "中":
		from, to = first.Add(10), first.Add(19)
	case "下":
		from, to = first.Add(20), first.MonthEnd()
	}
	return period{key: span(from, to), end: to, grain: byWeek, deadline: from.After(on)}
}

func readHalfMonth(m []string, on day.Date) period {
	first := on.MonthStart()
	if m[2] != "" {
		mon := time.Month(number(m[2]))
		first = day.New(past(on, m[1], mon), mon, 1)
	}
	from, to := first, first.Add(14)
	if m[3] == "下" {
		from, to = first.Add(15), first.MonthEnd()
	}
	return period{key: span(from, to), end: to, grain: byWeek, deadline: from.After(on)}
}

func readMonthEnd(m []string, on day.Date) period {
	mon := time.Month(number(m[2]))
	d := day.New(past(on, m[1], mon), mon, 1).MonthEnd()
	return period{key: d.String(), end: d, grain: byDate, deadline: !d.Before(on)}
}

func readMonth(m []string, on day.Date) period {
	mon := time.Month(number(m[2]))
	y := past(on, m[1], mon)
	d := day.New(y, mon, 1)
	return period{key: monthKey(y, mon), end: d.MonthEnd(), grain: byMonth, deadline: d.After(on)}
}

func readQuarter(m []string, on day.Date) period {
	y := past(on, m[1], on.Month)
	if m[4] != "" {
		end := day.New(y, time.September, 30)
		return period{key: monthKey(y, 1) + "/" + monthKey(y, 9), end: end, grain: bySpan, running: true}
	}
	q := number(m[2] + m[3])
	first := day.New(y, time.Month(q*3-2), 1)
	if m[1] == "" && first.After(on) && q == 4 && on.Month <= time.March {
		y--
		first = day.New(y, time.October, 1)
	}
	return period{key: fmt.Sprintf("%04d-Q%d", y, q), end: first.QuarterEnd(), grain: byQuarter, deadline: first.After(on)}
}

func readHalf(m []string, on day.Date) period {
	y := past(on, m[1], on.Month)
	if m[2] == "上" {
		return period{key: monthKey(y, 1) + "/" + monthKey(y, 6), end: day.New(y, 6, 30), grain: bySpan, running: true}
	}
	return period{key: monthKey(y, 7) + "/" + monthKey(y, 12), end: day.New(y, 12, 31), grain: bySpan, deadline: on.Month < time.July}
}

func readYear(m []string, _ day.Date) period {
	y := number(m[1])
	return period{key: m[1], end: day.New(y, 12, 31), grain: byYear}
}

func readWeek(m []string, on day.Date) period {
	monday := on.Monday()
	if len(m[3]) > len("一") { // 跟上周一样 compares
		return period{}
	}
	switch m[1] {
	case "上上":
		monday = monday.Add(-14)
	case "上":
		monday = monday.Add(-7)
	case "下":
		monday = monday.Add(7)
	}
	if m[3] != "" {
		d := monday.Add(number(m[3]) - 1)
		return period{key: d.String(), end: d, grain: byDate, deadline: d.After(on)}
	}
	return period{key: span(monday, monday.Sunday()), end: monday.Sunday(), grain: byWeek, deadline: monday.After(on), relative: monday == on.Monday()}
}

func readWeekday(m []string, on day.Date) period {
	d := on.Monday().Add(number(m[1]) - 1)
	return period{key: d.String(), end: d, grain: byDay, deadline: d.After(on)}
}

func readRelMonth(m []string, on day.Date) period {
	d := on.MonthStart()
	switch {
	case strings.HasPrefix(m[1], "上上"):
		d = d.AddMonths(-2)
	case strings.HasPrefix(m[1], "上"):
		d = d.AddMonths(-1)
	case strings.HasPrefix(m[1], "下"):
		d = d.AddMonths(1)
	}
	if m[2] != "" {
		e := d.MonthEnd()
		return period{key: e.String(), end: e, grain: byDate, deadline: !e.Before(on)}
	}
	return period{key: monthKey(d.Year, d.Month), end: d.MonthEnd(), grain: byMonth, deadline: d.After(on), relative: d == on.MonthStart()}
}

// readRegular: 周报： is of the week of sending, 月报： of the month.
func readRegular(m []string, on day.Date) period {
	if m[2] == "周" {
		return readWeek([]string{"", "本", "周", ""}, on)
	}
	return period{key: monthKey(on.Year, on.Month), end: on.MonthEnd(), grain: byMonth, relative: true}
}

func readRelQuarter(m []string, on day.Date) period {
	d := on.QuarterStart()
	switch m[1][:len("上")] {
	case "上":
		d = d.AddMonths(-3)
	case "下":
		d = d.AddMonths(3)
	}
	q := (int(d.Month)-1)/3 + 1
	return period{key: fmt.Sprintf("%04d-Q%d", d.Year, q), end: d.QuarterEnd(), grain: byQuarter, deadline: d.After(on) || m[2] != ""}
}

func readYearToDate(_ []string, on day.Date) period {
	return period{key: monthKey(on.Year, 1) + "/" + monthKey(on.Year, on.Month), end: on, grain: bySpan, running: true}
}

func readRelYear(m []string, on day.Date) period {
	end := day.New(on.Year, 12, 31)
	switch {
	case m[1] == "去年":
		return period{key: strconv.Itoa(on.Year - 1), end: day.New(on.Year-1, 12, 31), grain: byYear}
	case m[1] == "今年" && m[2] == "", m[1] == "全年": // 全年任务: the measure, not the time
		return period{grain: byDefault}
	}
	return period{key: strconv.Itoa(on.Year), end: end, grain: byYear, deadline: true}
}

// readFestival: a deadline whose day is not reckoned.
func readFestival([]string, day.Date) period { return period{grain: byDate, deadline: true} }

var dayShift = map[string]int{"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨": -1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}

func readRelDay(m []string, on day.Date) period {
	d := on.Add(dayShift[m[1]])
	return period{key: d.String(), end: d, grain: byDay, deadline: d.After(on)}
}

func readDayOfMonth(m []string, on day.Date) period {
	d := day.New(on.Year, on.Month, number(m[1]))
	return period{key: d.String(), end: d, grain: byDate, deadline: d.After(on)}
}
