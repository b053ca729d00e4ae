package when

import (
	"fmt"

	"liangshan/store/day"
)

// Note explains what is uncertain, as a code with arguments; words for people live with the bot.
type Note struct {
	Code string   // one of Codes
	Args []string // what the sentence needs, in the order the code's comment gives
}

// The note codes. Days among the arguments are written 2022年8月31日, months 2022年8月.
const (
	InclusiveDay    = "inclusive_day"    // "前" is read as including the day, by administrative habit; args: the day
	ExclusiveDay    = "exclusive_day"    // the words exclude the day itself; args: the last day that counts
	BeforeUnit      = "before_unit"      // 8月前, 2025年前: read as before it begins; args: the last day if it is left out, the last day if it is included
	EndAsDeadline   = "end_as_deadline"  // a range or a fuzzy end: as a deadline its last day counts; args: the day
	YearAssumed     = "year_assumed"     // no year was written; args: the year taken
	YearRolled      = "year_rolled"      // the month has passed, so the next year was taken; args: the year
	YearBack        = "year_back"        // it lies in the past, so the year before was taken; args: the year
	MonthAssumed    = "month_assumed"    // no month was written; args: the month taken
	WeekRolled      = "week_rolled"      // this week's weekday has passed, so next week's was taken; args: the day
	ShortYear       = "short_year"       // 22年 read as a year; args: the year
	PartAssumed     = "part_assumed"     // 初, 中, 底 have no fixed days; args: first day, last day taken
	Approximate     = "approximate"      // 左右, 前后; args: none
	CountedFrom     = "counted_from"     // counted from this day, which itself does not count; args: the day
	WholeYears      = "whole_years"      // 三年内 may also mean to the end of a year; args: that year's last day
	HoursRounded    = "hours_rounded"    // hours were rounded to days; args: the hours
	CalendarMissing = "calendar_missing" // workdays were counted Monday to Friday, the year's notice is not loaded; args: the year
	RestDay         = "rest_day"         // the last day is not worked and is not postponed; args: the day, the workday before
	NeedsEvent      = "needs_event"      // cannot be computed without the date of an event; args: the event
	NeedsPeriod     = "needs_period"     // cannot be computed without the period it refers to; args: the words
	NeedsDate       = "needs_date"       // no number and no date: ask for one; args: the words
	StartsNotDue    = "starts_not_due"   // says when something takes effect, not when it is due; args: none
	NoEnd           = "no_end"           // has no end; args: none
	NoInterval      = "no_interval"      // 定期: a rhythm without an interval; args: the words
	LocalNotice     = "local_notice"     // the dates are set by local notice; args: the words
	FloodSeason     = "flood_season"     // the flood season taken, differs by place; args: first day, last day
	FestivalAssumed = "festival_assumed" // 节前 names no festival, the next one was taken; args: the festival, its day
	OccasionMissing = "occasion_missing" // the festival's date in that year is not in the table; args: the festival, the year
	ProperName      = "proper_name"      // a named period, not a span counted from now; args: the name
	Passed          = "passed"           // the last day lies before the anchor; args: the day
	LunarDate       = "lunar_date"       // a day of the lunar calendar that is no festival is not converted; args: the words
	Dotted          = "dotted"           // 8.8, 7/6 may be a decimal or a fraction; args: the words
	InvalidDate     = "invalid_date"     // there is no such day; args: the words
	WeekdayMismatch = "weekday_mismatch" // the weekday written is not that day's; args: the weekday written, the real one, as 周三
	WeekOfMonth     = "week_of_month"    // the month does not begin on Monday, so its weeks are counted in two ways; args: the other reading's Monday
	WeekEndsSunday  = "week_ends_sunday" // 周末前 and 周内 are read up to Sunday; args: the Sunday
	NewYearWhich    = "new_year_which"   // 年前 may mean before the Spring Festival or before 1 January; args: the two last days
	HabitualRhythm  = "habitual_rhythm"  // the days of a rhythm are taken by habit; args: the rule
	RhythmCarried   = "rhythm_carried"   // the 每年 or 每月 before it in the sentence is taken to govern it too; args: the rule
	FromList        = "from_list"        // several dates in one list share one word; args: how many
	Ceiling         = "ceiling"          // 3—5日内: the larger number was taken; args: the number
	Elapsed         = "elapsed"          // 序时进度; args: percent by days, percent by whole months
	Hour            = "hour"             // an hour is named; args: as written
	AfterWork       = "after_work"       // 下班前: the office's own hours; args: none
	AnnualFigure    = "annual_figure"    // a year's figure is known early in the next year; args: that next year
	Soft            = "soft"             // 力争, 原则上: a target, exceptions allowed; args: the word
	InTitle         = "in_title"         // stands inside a document's title; args: none
	Several         = "several"          // Parse met more than one expression; args: how many
	NoAnchor        = "no_anchor"        // counted from the day it was written, which is not known; args: the words
	NotUnderstood   = "not_understood"   // no expression was recognised; args: none
)

// Codes lists every note code, for those who render them.
var Codes = []string{
	InclusiveDay, ExclusiveDay, BeforeUnit, EndAsDeadline, YearAssumed, YearRolled, YearBack, WeekRolled, MonthAssumed,
	ShortYear, PartAssumed, Approximate, CountedFrom, WholeYears, HoursRounded, CalendarMissing, RestDay,
	NeedsEvent, NeedsPeriod, NeedsDate, StartsNotDue, NoEnd, NoInterval, LocalNotice, FloodSeason,
	FestivalAssumed, OccasionMissing, ProperName, Passed, LunarDate, Dotted, InvalidDate, WeekdayMismatch, WeekOfMonth,
	WeekEndsSunday, NewYearWhich, HabitualRhythm, RhythmCarried, FromList, Ceiling, Elapsed, Hour, AfterWork, AnnualFigure,
	Soft, InTitle, Several, NoAnchor, NotUnderstood,
}

func note(code string, args ...string) Note { return Note{Code: code, Args: args} }

// inFull writes a day as notes give it.
func inFull(d day.Date) string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }
