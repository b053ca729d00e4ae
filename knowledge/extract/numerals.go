package extract

import (
	"strconv"
	"strings"
)

const (
	plainDigits = "〇一二三四五六七八九"
	legalDigits = "零壹贰叁肆伍陆柒捌玖"
	tradDigits  = "零壹貳參肆伍陸柒捌玖"
	stems       = "甲乙丙丁戊己庚辛壬癸"
	branches    = "子丑寅卯辰巳午未申酉戌亥"
)

// formatNumber writes a counter in one of WordprocessingML's number formats; one
// that it does not know is written in digits.
func formatNumber(format string, n int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		return zeroPad(n, 2)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n)
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "chineseCounting", "taiwaneseCounting":
		return countingTo99(n)
	case "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting", "koreanCounting":
		return counting(n, plainDigits, "十百千", "零", "万")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return digits(n, plainDigits)
	case "chineseLegalSimplified":
		return counting(n, legalDigits, "拾佰仟", "零", "万")
	case "ideographLegalTraditional":
		return counting(n, tradDigits, "拾佰仟", "零", "萬")
	}
	return formatSymbol(format, n)
}

// formatSymbol writes the formats that take one character a number, or digits of
// another shape.
func formatSymbol(format string, n int) string {
	switch format {
	case "ideographTraditional":
		return nth(stems, n)
	case "ideographZodiac":
		return nth(branches, n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return circled(n)
	case "decimalEnclosedFullstop":
		return ranged(n, 20, '⒈')
	case "decimalEnclosedParen":
		return ranged(n, 20, '⑴')
	case "ideographEnclosedCircle":
		return ranged(n, 10, '㊀')
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	}
	return strconv.Itoa(n)
}

func zeroPad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

func ranged(n, last int, first rune) string {
	if n < 1 || n > last {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

func circled(n int) string {
	switch {
	case n >= 21 && n <= 35:
		return string('㉑' + rune(n-21))
	case n >= 36 && n <= 50:
		return string('㊱' + rune(n-36))
	}
	return ranged(n, 20, '①')
}

func nth(names string, n int) string {
	r := []rune(names)
	if n < 1 || n > len(r) {
		return strconv.Itoa(n)
	}
	return string(r[n-1])
}

func digits(n int, names string) string {
	r := []rune(names)
	var sb strings.Builder
	for _, d := range strconv.Itoa(max(n, 0)) {
		sb.WriteRune(r[d-'0'])
	}
	return sb.String()
}

// countingTo99 counts with 十 up to ninety-nine, and digit by digit above, as
// word processors do for these formats.
func countingTo99(n int) string {
	if n > 99 {
		return digits(n, plainDigits)
	}
	return counting(n, plainDigits, "十百千", "〇", "万")
}

// counting writes a number in words: 十二, 一百零五, 一万零三.
func counting(n int, names, tens, zero, myriad string) string {
	if n <= 0 {
		return zero
	}
	if n >= 10_000 {
		rest := n % 10_000
		out := counting(n/10_000, names, tens, zero, myriad) + myriad
		switch {
		case rest == 0:
			return out
		case rest < 1000:
			return out + zero + below10000(rest, names, tens, zero)
		}
		return out + below10000(rest, names, tens, zero)
	}
	s := below10000(n, names, tens, zero)
	if rest, ok := strings.CutPrefix(s, "一十"); ok {
		return "十" + rest
	}
	return s
}

func below10000(n int, names, tens, zero string) string {
	d, unit := []rune(names), []rune(tens)
	var sb strings.Builder
	gap := false
	for i, div := 3, 1000; div > 0; i, div = i-1, div/10 {
		v := n / div % 10
		switch {
		case v == 0:
			gap = sb.Len() > 0
			continue
		case gap:
			sb.WriteString(zero)
			gap = false
		}
		sb.WriteRune(d[v])
		if i > 0 {
			sb.WriteRune(unit[i-1])
		}
	}
	return sb.String()
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var sb strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for n >= r.v {
			sb.WriteString(r.s)
			n -= r.v
		}
	}
	return sb.String()
}

// letters counts A to Z, then AA, BB, as word processors do.
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}
