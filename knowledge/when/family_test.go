package when_test

import (
	"os"
	"strings"
	"testing"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// reading is the part of an expression that the contract promises.
type reading struct{ kind, start, end, recur string }

func readingOf(e when.Expr) reading {
	return reading{string(e.Kind), e.Start.String(), e.End.String(), e.Recur}
}

// The whole family, far beyond the catalogue: how clerks write dates, ranges,
// deadlines, rhythms, counts and words without a number.
func TestFamily(t *testing.T) {
	b, err := os.ReadFile("testdata/family.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cal, on := calendar(t), day.Must("2022-07-06")
	n := 0
	for _, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("not five columns: %q", line)
		}
		n++
		want := reading{f[1], f[2], f[3], f[4]}
		if got := readingOf(when.Parse(f[0], on, cal)); got != want {
			t.Errorf("%s = %+v, want %+v", f[0], got, want)
		}
	}
	t.Logf("%d expressions", n)
}

// The same words said on other days: the turn of the year, a Sunday, a leap year.
func TestTheAnchorDecides(t *testing.T) {
	cal := calendar(t)
	for _, c := range []struct{ on, text, kind, start, end string }{
		{"2022-12-20", "1月10日前", "deadline", "", "2023-01-10"},
		{"2022-12-20", "12月底前", "deadline", "", "2022-12-31"},
		{"2022-12-20", "下月5日前", "deadline", "", "2023-01-05"},
		{"2022-12-20", "春节前", "deadline", "", "2023-01-21"},
		{"2022-12-20", "春节", "range", "2023-01-22", "2023-01-22"},
		{"2022-12-20", "汛期前", "deadline", "", "2023-04-30"},
		{"2022-12-20", "明年3月底前", "deadline", "", "2023-03-31"},
		{"2022-12-20", "次年3月底前", "deadline", "", "2023-03-31"},
		{"2022-12-20", "次季度首月10日前", "recurrence", "", "2023-01-10"},
		{"2022-12-20", "12月5日前", "deadline", "", "2022-12-05"},
		{"2023-01-10", "截至12月底", "asof", "", "2022-12-31"},
		{"2023-01-10", "已于12月底前", "deadline", "", "2022-12-31"},
		{"2023-01-10", "12月底前完成了", "deadline", "", "2022-12-31"},
		{"2023-01-10", "12月底前", "deadline", "", "2023-12-31"},
		{"2023-01-10", "年前", "deadline", "", "2023-01-21"},
		{"2023-01-10", "上月", "range", "2022-12-01", "2022-12-31"},
		{"2023-01-10", "上季度", "range", "2022-10-01", "2022-12-31"},
		{"2022-04-10", "汛期前", "deadline", "", "2022-04-30"},
		{"2022-04-10", "汛后", "range", "2022-10-01", ""},
		{"2022-04-10", "6月5日和12月5日前", "recurrence", "", "2022-06-05"},
		{"2022-12-06", "6月5日和12月5日前", "recurrence", "", "2023-06-05"},
		{"2022-07-10", "本周五", "date", "2022-07-08", "2022-07-08"},
		{"2022-07-10", "周五前", "deadline", "", "2022-07-15"},
		{"2022-07-10", "上周", "range", "2022-06-27", "2022-07-03"},
		{"2024-02-10", "2月下旬", "range", "2024-02-21", "2024-02-29"},
		{"2023-02-10", "2月底前", "deadline", "", "2023-02-28"},
		{"2022-09-29", "5个工作日内", "duration", "", "2022-10-11"},
		{"2022-09-08", "2个工作日内", "duration", "", "2022-09-13"},
		{"2022-08-31", "一个月内", "duration", "", "2022-09-30"},
		{"2022-07-29", "3日前", "deadline", "", "2022-08-03"},
		{"2022-07-29", "月底前", "deadline", "", "2022-07-31"},
		{"2022-09-20", "国庆前", "deadline", "", "2022-09-30"},
		{"2022-10-02", "国庆前", "deadline", "", "2023-09-30"},
		{"2022-10-02", "国庆期间", "range", "2022-10-01", "2022-10-07"},
		{"2030-03-01", "端午前", "deadline", "", "2030-06-04"},
		{"2035-11-01", "春节前", "deadline", "", "2036-01-27"},
	} {
		e := when.Parse(c.text, day.Must(c.on), cal)
		got := reading{string(e.Kind), e.Start.String(), e.End.String(), ""}
		if want := (reading{c.kind, c.start, c.end, ""}); got != want {
			t.Errorf("%s on %s = %+v, want %+v", c.text, c.on, got, want)
		}
	}
}

// What is uncertain is said.
func TestNotes(t *testing.T) {
	cal, on := calendar(t), day.Must("2022-07-06")
	for _, c := range []struct {
		text, code, args string
	}{
		{"7月20日前", when.InclusiveDay, "2022年7月20日"},
		{"7月20日（不含）前", when.ExclusiveDay, "2022年7月19日"},
		{"8月前", when.BeforeUnit, "2022年7月31日 2022年8月31日"},
		{"8月中旬", when.EndAsDeadline, "2022年8月20日"},
		{"8月底前", when.YearAssumed, "2022"},
		{"6月底前", when.YearRolled, "2023"},
		{"截至12月底", when.YearBack, "2021"},
		{"周一前", when.WeekRolled, "2022年7月11日"},
		{"20日前", when.MonthAssumed, "2022年7月"},
		{"22年底前", when.ShortYear, "2022"},
		{"7月初", when.PartAssumed, "2022年7月1日 2022年7月5日"},
		{"7月20日左右", when.Approximate, ""},
		{"3日内", when.CountedFrom, "2022年7月6日"},
		{"三年内", when.WholeYears, "2025年12月31日"},
		{"48小时内", when.HoursRounded, "48"},
		{"5个工作日内", when.CountedFrom, "2022年7月6日"},
		{"7月底前", when.RestDay, "2022年7月31日 2022年7月29日"},
		{"自印发之日起30日内", when.NeedsEvent, "印发"},
		{"会后7日内", when.NeedsEvent, "会"},
		{"三年行动", when.NeedsPeriod, "三年行动"},
		{"尽快", when.NeedsDate, "尽快"},
		{"自发布之日起施行", when.StartsNotDue, ""},
		{"长期坚持", when.NoEnd, ""},
		{"定期", when.NoInterval, "定期"},
		{"秸秆禁烧期", when.LocalNotice, "秸秆禁烧期"},
		{"汛期前", when.FloodSeason, "2023年5月1日 2023年9月30日"},
		{"节前", when.FestivalAssumed, "中秋 2022年9月10日"},
		{"2050年春节前", when.OccasionMissing, "春节 2050"},
		{"长江十年禁渔", when.ProperName, "长江十年禁渔"},
		{"8.8-8.14", when.Dotted, "8.8"},
		{"7月15日（星期四）前", when.WeekdayMismatch, "周四 周五"},
		{"7月第一周", when.WeekOfMonth, "2022年6月27日"},
		{"本周内", when.WeekEndsSunday, "2022年7月10日"},
		{"年前", when.NewYearWhich, "2023年1月21日 2022年12月31日"},
		{"每旬", when.HabitualRhythm, "每月10日、20日、月末"},
		{"3至5个工作日内", when.Ceiling, "5"},
		{"序时进度", when.Elapsed, "51.2 50.0"},
		{"7月20日18:00前", when.Hour, "18:00"},
		{"周五下班前", when.AfterWork, ""},
		{"到2026年", when.AnnualFigure, "2027"},
		{"原则上8月底前", when.Soft, "原则上"},
		{"力争8月中旬", when.Soft, "力争"},
		{"7月底前、9月底前", when.Several, "2"},
		{"两山基地", when.NotUnderstood, ""},
		{"2月30日前", when.InvalidDate, "2月30日前"},
		{"6月31日", when.InvalidDate, "6月31日"},
	} {
		e := when.Parse(c.text, on, cal)
		if args, ok := argsOf(e, c.code); !ok || args != c.args {
			t.Errorf("%s: note %s = %q (%v), want %q; all: %v", c.text, c.code, args, ok, c.args, e.Notes)
		}
	}
}

func argsOf(e when.Expr, code string) (string, bool) {
	for _, n := range e.Notes {
		if n.Code == code {
			return strings.Join(n.Args, " "), true
		}
	}
	return "", false
}

// A year without its notice is counted Monday to Friday, and says so.
func TestWorkdaysWithoutANotice(t *testing.T) {
	cal := calendar(t)
	for _, c := range []struct{ on, end, missing string }{
		{"2022-12-29", "2023-01-06", ""},
		{"2024-12-30", "2025-01-06", "2024"},
		{"2023-12-28", "2024-01-04", "2024"},
	} {
		e := when.Parse("5个工作日内", day.Must(c.on), cal)
		args, _ := argsOf(e, when.CalendarMissing)
		if e.End.String() != c.end || args != c.missing {
			t.Errorf("on %s: %s, missing %q; want %s, %q", c.on, e.End, args, c.end, c.missing)
		}
	}
}

// A year's length from an event is computed as soon as the event's day is known.
func TestFrom(t *testing.T) {
	cal, on := calendar(t), day.Must("2022-07-06")
	for _, c := range []struct{ text, event, kind, end string }{
		{"自印发之日起30日内", "2022-07-06", "duration", "2022-08-05"},
		{"收到通知后5个工作日内", "2022-09-29", "duration", "2022-10-11"},
		{"会前3天", "2022-07-20", "deadline", "2022-07-17"},
		{"会议召开前2个工作日", "2022-10-10", "deadline", "2022-10-08"},
		{"有效期5年", "2022-08-01", "duration", "2027-07-31"},
		{"自发布之日起施行", "2022-07-06", "anchored", ""},
	} {
		e := when.Parse(c.text, on, cal).From(day.Must(c.event), cal)
		if string(e.Kind) != c.kind || e.End.String() != c.end {
			t.Errorf("%s from %s = %s %s, want %s %s", c.text, c.event, e.Kind, e.End, c.kind, c.end)
		}
	}
}

// What would be counted from a day that nobody wrote has no day; what names its year has.
func TestWithoutAnchor(t *testing.T) {
	cal := calendar(t)
	for _, text := range []string{
		"十年来", "近三年", "去年", "前年底", "明年6月底前", "8月底前", "7月中旬", "本周五前", "下个月", "3个工作日内", "48小时内",
		"未来五年", "三年内", "一百年来", "上半年", "12月31日前", "月底前", "半年内", "20日前", "截至目前", "截至12月底", "国庆节前", "今冬明春",
	} {
		for _, e := range append(when.Find(text, day.Date{}, cal), when.Parse(text, day.Date{}, cal)) {
			if !e.Start.IsZero() || !e.End.IsZero() {
				t.Errorf("%s: %s to %s from no day at all", text, e.Start, e.End)
			}
		}
	}
	for text, want := range map[string]string{"2025年8月底前": "2025-08-31", "1998年": "1998-12-31", "2026年10月1日": "2026-10-01"} {
		if e := when.Parse(text, day.Date{}, cal); e.End.String() != want {
			t.Errorf("%s: %s, want %s", text, e.End, want)
		}
	}
}

// A term beyond every calendar is no day.
func TestBeyondTheCalendar(t *testing.T) {
	for _, text := range []string{"未来9999年", "一万年内", "过去五千年", "99999年内", "九千九百九十九年来", "120000个月内", "9999999天内"} {
		for _, e := range when.Find(text, day.Must("2022-07-06"), calendar(t)) {
			for _, d := range []day.Date{e.Start, e.End} {
				if _, err := day.Parse(d.String()); err != nil {
					t.Errorf("%s: %v", text, err)
				}
			}
		}
	}
}
