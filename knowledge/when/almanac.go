package when

import (
	"strconv"
	"strings"
	"time"

	"liangshan/store/day"
)

// The tables below cover 2020 to 2036. They were computed by one published
// almanac library and compared, day by day and without a difference, with a second
// one that shares no code with it. No date in them is a guess; a year outside
// them is not computed.
const (
	almanacFrom = 2020
	almanacTo   = 2036
)

// lunarDays are festivals of the lunar calendar, one MMDD for each year.
var lunarDays = map[string]string{
	"春节":  "0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128",
	"端午":  "0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610 0530",
	"七夕":  "0825 0814 0804 0822 0810 0829 0819 0808 0826 0816 0805 0824 0812 0801 0820 0810 0828",
	"中元":  "0902 0822 0812 0830 0818 0906 0827 0816 0903 0824 0813 0901 0820 0809 0828 0818 0905",
	"中秋":  "1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916 1004",
	"重阳":  "1025 1014 1004 1023 1011 1029 1018 1008 1026 1016 1005 1024 1012 1001 1020 1009 1027",
	"龙抬头": "0224 0314 0304 0221 0311 0301 0320 0309 0226 0316 0305 0222 0313 0302 0321 0311 0228",
}

// solarTerms give the month and, one digit for each year, how many days after
// the first day named the term falls.
var solarTerms = map[string]struct {
	month time.Month
	day   int
	plus  string
}{
	"小寒": {1, 5, "10001000100010001"},
	"大寒": {1, 20, "00000000000000000"},
	"立春": {2, 3, "10111011101110111"},
	"雨水": {2, 18, "10111001100110011"},
	"惊蛰": {3, 5, "00010001000100010"},
	"春分": {3, 20, "00010001000100010"},
	"清明": {4, 4, "00110011001100110"},
	"谷雨": {4, 19, "01110111011101110"},
	"立夏": {5, 5, "00010001000100000"},
	"小满": {5, 20, "01110111011101110"},
	"芒种": {6, 5, "00110001000100010"},
	"夏至": {6, 21, "00000000000000000"},
	"小暑": {7, 6, "01110111011101110"},
	"大暑": {7, 22, "00110011001100110"},
	"立秋": {8, 7, "00010001000100000"},
	"处暑": {8, 22, "01110111011101110"},
	"白露": {9, 7, "00010001000100010"},
	"秋分": {9, 22, "01110111011101110"},
	"寒露": {10, 8, "00000000000000000"},
	"霜降": {10, 23, "00010000000000000"},
	"立冬": {11, 7, "00010000000000000"},
	"小雪": {11, 22, "00000000000000000"},
	"大雪": {12, 6, "11110111011101110"},
	"冬至": {12, 21, "00110011001100110"},
}

// lunarDay is the day of a lunar festival; false outside the table.
func lunarDay(name string, year int) (day.Date, bool) {
	if year < almanacFrom || year > almanacTo {
		return day.Date{}, false
	}
	f := strings.Fields(lunarDays[name])[year-almanacFrom]
	n, err := strconv.Atoi(f)
	if err != nil {
		panic("when: a fault in the lunar table: " + f)
	}
	return day.Date{Year: year, Month: time.Month(n / 100), Day: n % 100}, true
}

// solarTerm is the day of one of the 24 terms; false outside the table.
func solarTerm(name string, year int) (day.Date, bool) {
	if year < almanacFrom || year > almanacTo {
		return day.Date{}, false
	}
	t := solarTerms[name]
	return day.Date{Year: year, Month: t.month, Day: t.day + int(t.plus[year-almanacFrom]-'0')}, true
}
