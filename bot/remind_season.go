package bot

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// The longer rhythms of reporting: several days a month, quarters, half-years, years.

var (
	longWord  = pattern.MustCompile(`每(?:一)?(?:个)?(?:季|半年|年)`)
	commaDays = pattern.MustCompile(`([日号底末]),((?:\d{1,2}月)?\d{1,2}[日号]|(?:\d{1,2}月)?月?[底末])`)
	dayList   = pattern.MustCompile(`((?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[日号]?[、和及与/])+)+(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]`)
	dayNumber = pattern.MustCompile(`\d{1,2}|[一二三四五六七八九十]{1,3}`)
	monthWord = pattern.MustCompile(`(\d{1,2}|[一二三四五六七八九十]{1,3})月`)
	monthList = pattern.MustCompile(`(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月?[、和及与/])+(?:\d{1,2}|[一二三四五六七八九十]{1,3})月`)
	monthsEnd = pattern.MustCompile(`月[底末]|[季年]度?[底末]|末[日天]|最后一[天日]`)
	daysAfter = pattern.MustCompile(`(?:结束|届满|期满|季|半年|年)后?的?(\d{1,2}|[一二三四五六七八九十]{1,3})[日天]内`)
	lastMonth = pattern.MustCompile(`末月|最后一?个?月|[季年]末月|第三个?月|第六个?月`)
	nextMonth = pattern.MustCompile(`次月|下(?:一)?个?(?:季度?|半年|年度?)|次年|次季度?`)
	openMonth = pattern.MustCompile(`首月|第一个?月`)
	pastWord  = pattern.MustCompile(`上(?:一)?(?:个)?(?:季度?|半年|年度?)`)
)

// monthDays finds the days of a month that a text names, in order: 31 is the last,
// LastWorkday stands for itself. False for a day that no month has.
func monthDays(s string) (days []int, ok bool) {
	if lastWorkWord.MatchString(s) {
		days, s = append(days, store.LastWorkday), lastWorkWord.ReplaceAllString(s, "")
	}
	if monthsEnd.MatchString(s) {
		days, s = append(days, 31), monthsEnd.ReplaceAllString(s, "")
	}
	for _, list := range dayList.FindAllString(s, -1) {
		for _, n := range dayNumber.FindAllString(list, -1) {
			days = append(days, digits(n))
		}
	}
	for _, m := range monthDayWord.FindAllStringSubmatch(dayList.ReplaceAllString(s, ""), -1) {
		days = append(days, digits(m[1]))
	}
	slices.Sort(days)
	days = slices.Compact(days)
	return days, !slices.ContainsFunc(days, func(n int) bool { return n == 0 || n > 31 })
}

// readHalves reads 每旬 and 每半月: their days are known, unless others are named.
func readHalves(r *store.Rule, s string) (fault string) {
	r.Days = []int{15, 31}
	if strings.Contains(s, "旬") {
		r.Days = []int{10, 20, 31}
	}
	days, ok := monthDays(pattern.MustCompile(`旬[底末]|半个?月[底末]`).ReplaceAllString(s, ""))
	switch {
	case !ok || r.Following || len(days) == 1 || slices.Contains(days, store.LastWorkday):
		return "day"
	case len(days) > 1:
		r.Days = days
	}
	return ""
}

// longCadence is which of the long rhythms a text means: the months that it names
// tell, where 每年6月底、12月底 are half-years.
func longCadence(s string) store.Cadence {
	switch {
	case pattern.MustCompile(`每(?:一)?(?:个)?季`).MatchString(s):
		return store.Quarterly
	case pattern.MustCompile(`每(?:一)?(?:个)?半年`).MatchString(s):
		return store.HalfYearly
	}
	switch months := monthsNamed(s); {
	case everyOther(months, 3):
		return store.Quarterly
	case everyOther(months, 6):
		return store.HalfYearly
	}
	return store.Yearly
}

// monthsNamed are the months of the year that a text names, in order.
func monthsNamed(s string) (out []int) {
	s = openMonth.ReplaceAllString(lastMonth.ReplaceAllString(s, ""), "")
	for _, list := range monthList.FindAllString(s, -1) {
		for _, n := range dayNumber.FindAllString(list, -1) {
			out = append(out, digits(n))
		}
	}
	for _, m := range monthWord.FindAllStringSubmatch(monthList.ReplaceAllString(s, ""), -1) {
		out = append(out, digits(m[1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// everyOther reports whether months are all those of a year that lie n apart.
func everyOther(months []int, n int) bool {
	if len(months) != 12/n {
		return false
	}
	for i, m := range months {
		if m < 1 || m > 12 || i > 0 && m != months[i-1]+n {
			return false
		}
	}
	return true
}

// readSeason reads the month of a quarter, half-year or year, and its day. What is
// due in the first month speaks of the period that is over, unless it says otherwise.
func readSeason(r *store.Rule, s string) (fault string) {
	n := r.Cadence.Months()
	s = pastWord.ReplaceAllString(s, "")
	if m := daysAfter.FindStringSubmatch(s); m != nil {
		r.Month, r.MonthDay, r.Following = 1, digits(m[1]), true
		return dayFault(r)
	}
	months := monthsNamed(s)
	switch {
	case lastMonth.MatchString(s):
		r.Month = n
	case openMonth.MatchString(s):
		r.Month = 1
	case len(months) > 0:
		if n < 12 && !everyOther(months, n) || n == 12 && (len(months) != 1 || months[0] < 1 || months[0] > 12) {
			return "nomonth"
		}
		r.Month = (months[0]-1)%n + 1
	case pattern.MustCompile(`第二个?月`).MatchString(s):
		r.Month = 2
	case nextMonth.MatchString(s):
		r.Month = 1
	case pattern.MustCompile(`[季年]度?[底末]|最后一`).MatchString(s):
		r.Month = n
	default:
		return "nomonth"
	}
	first := r.Month == 1 || n == 12 && r.Month == 2
	r.Following = r.Following || nextMonth.MatchString(s) || first && !pattern.MustCompile(`本季|本半年|本年|当年|当季`).MatchString(s)
	return readSeasonDay(r, s, months)
}

// readSeasonDay reads the day: 6月30日、12月31日 are the last days of their months.
func readSeasonDay(r *store.Rule, s string, months []int) (fault string) {
	s = openMonth.ReplaceAllString(lastMonth.ReplaceAllString(s, ""), "")
	days, ok := monthDays(s)
	if len(days) > 1 && days[0] >= 28 && len(months) > 1 { // each the end of its month
		days = []int{31}
	}
	switch {
	case len(days) == 0 && pattern.MustCompile(`[季年]度?[底末]`).MatchString(s):
		days = []int{31}
	case !ok || len(days) != 1:
		return "day"
	}
	r.MonthDay = days[0]
	return dayFault(r)
}

func dayFault(r *store.Rule) string {
	if r.MonthDay == store.LastWorkday || r.MonthDay >= 1 && r.MonthDay <= 31 {
		return ""
	}
	return "day"
}
