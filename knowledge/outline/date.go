package outline

import (
	"strconv"
	"strings"
	"time"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

var (
	// A date in digits of either width, with 年月日, dashes, dots or slashes.
	arabicDate = pattern.MustCompile(`((?:19|20)\d{2})\s*(?:年|[-－.．/])\s*(\d{1,2})\s*(?:月|[-－.．/])\s*(\d{1,2})\s*日?`)
	hanDate    = pattern.MustCompile(`([一二三四五六七八九〇○零Oo０0]{4})\s*年\s*([一二三四五六七八九十元正〇○零]{1,3})\s*月\s*([一二三四五六七八九十廿卅〇○零]{1,4})\s*[日号]`)
	dateAlone  = pattern.MustCompile(`^[（(]?\s*(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:19|20)\d{2}[-.．/]\d{1,2}[-.．/]\d{1,2}|[一二三四五六七八九〇○零Oo0]{4}\s*年\s*[一二三四五六七八九十元正〇○零]{1,3}\s*月\s*[一二三四五六七八九十廿卅〇○零]{1,4}\s*[日号])\s*[）)]?$`)
)

// narrow makes full-width digits, letters and signs narrow, byte lengths aside.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' && r != '（' && r != '）' && r != '，' && r != '：' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// isDate tells whether a line is a date and nothing else.
func isDate(s string) bool {
	s = narrow(trim(s))
	return dateAlone.MatchString(s) && !readDate(s).IsZero()
}

// readDate reads the first full date of s, in either script; the zero Date if there is none.
func readDate(s string) day.Date {
	s = narrow(s)
	if m := arabicDate.FindStringSubmatch(s); m != nil {
		return valid(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := hanDate.FindStringSubmatch(s); m != nil {
		year := 0
		for _, r := range m[1] {
			year = year*10 + hanDigit(r)
		}
		return valid(year, hanDay(m[2]), hanDay(m[3]))
	}
	return day.Date{}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func hanDigit(r rune) int {
	if at := strings.IndexRune(hanDigits, r); at > 0 {
		return at / len("零")
	}
	return 0
}

// hanDay reads 六, 十, 二十五, 廿五, 二五, 元.
func hanDay(s string) int {
	s = strings.NewReplacer("元", "一", "正", "一", "廿", "二十", "卅", "三十", "〇", "", "○", "", "零", "").Replace(s)
	n, _ := hanNumber(s)
	return n
}

// valid drops dates that no calendar has.
func valid(y, m, d int) day.Date {
	date := day.Date{Year: y, Month: time.Month(m), Day: d}
	if y < 1949 || m < 1 || m > 12 || d < 1 || d > date.MonthEnd().Day {
		return day.Date{}
	}
	return date
}
