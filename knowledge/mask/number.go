package mask

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// A rule finds one sort of number in folded text. Group 1 is what is masked; valid
// sees the value without separators, and the words around it.
type rule struct {
	kind  Kind
	re    *pattern.Pattern
	valid func(value, before, after string) bool
}

const (
	provinces = `京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼`
	link      = `\s*(?:号码|帐号|账号|号)?\s*(?:是|为)?\s*[:：]?\s*`
	sep       = `[- .·]?`
	country   = `(?:(?:\+|00)?86|\((?:\+|00)?86\))` + sep
	hanDigit  = `[〇零○一二三四五六七八九幺两]`
	born      = `(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
)

var rules = []rule{
	{Mail, pattern.MustCompile(`([A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`), always},
	{Mail, pattern.MustCompile(`([A-Za-z0-9][A-Za-z0-9._%+-]*\s?(?:\((?i:at)\)|\[(?i:at)\]|艾特)\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`), always},
	{Identity, pattern.MustCompile(`([1-9]\d{5}[ -]?` + born + `[ -]?\d{3}[0-9Xx])`), identity},
	{Identity, pattern.MustCompile(`(?:身份证|证件)` + link + `([1-9]\d{14}(?:\d{2}[0-9Xx])?)`), alone},
	{Identity, pattern.MustCompile(`(?:护照|通行证|回乡证|台胞证|居留证|居住证|军官证|士兵证|警官证|残疾证)` + link + `([A-Za-z]{0,2}\d{7,10})`), alone},
	{BankCard, pattern.MustCompile(`([3-69]\d{3}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?|[3-69]\d{14,18})`), card},
	{BankCard, pattern.MustCompile(`(62\d{2}(?:-\d{4}){3}(?:-\d{1,4})?)`), alone},
	{BankCard, pattern.MustCompile(`(?:银行卡|卡号|银行账号|银行帐号|账户|帐户|开户行[^\d\n]{0,20})` + link + `(\d[\d -]{8,28}\d)`), alone},
	{BankCard, pattern.MustCompile(`(?:账号|帐号)\s*(?:是|为)?\s*[:：]?\s*(\d[\d -]{10,28}\d)`), alone},
	{Mobile, pattern.MustCompile(`((?:` + country + `)?1[3-9]\d` + sep + `\d{4}` + sep + `\d{4})`), phone},
	{Mobile, pattern.MustCompile(`((?:` + country + `)?1[3-9]\d{2}[- ]\d{3}[- ]\d{4})`), phone},
	{Mobile, pattern.MustCompile(`([一幺][三四五六七八九]` + hanDigit + `{9})`), hanPhone},
	{Landline, pattern.MustCompile(`(\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-8]\d{2,3}[- ]?\d{4}(?:-\d{1,5})?)`), phone},
	{Landline, pattern.MustCompile(`((?:\+|00)?86[- ]?\(?(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-8]\d{2,3}[- ]?\d{4}(?:-\d{1,5})?)`), abroad},
	{Landline, pattern.MustCompile(`(?:电话|座机|固话|传真|热线|(?i:tel))` + link + `([2-8]\d{2,3}[- ]?\d{4}(?:-\d{1,5})?)`), phone},
	{Plate, pattern.MustCompile(`([` + provinces + `]\s?[A-HJ-NP-Za-hj-np-z]\s?[·•.・-]?\s?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9学警港澳挂])`), plate},
	{Plate, pattern.MustCompile(`(WJ\s?[` + provinces + `]?\s?[·•.・-]?\s?\d{4,5}[0-9A-Z]?)`), plate},
	{Account, pattern.MustCompile(`((?i:wxid)_[A-Za-z0-9]{6,20})`), alone},
	{Account, pattern.MustCompile(`(?:微信|微信号|威信|薇信|V信|v信|加[vV]|(?i:wechat|wx|vx))` + link + `([A-Za-z][A-Za-z0-9_-]{5,19})`), labelled},
	{Account, pattern.MustCompile(`(?i:QQ)` + link + `([1-9]\d{4,11})`), labelled},
}

// numbers finds personal numbers. Rules come in order of certainty; a later one
// may not cut into what an earlier one took.
func numbers(f folded) []Span {
	var out []Span
	taken := make([]bool, len(f.text)+1)
	for _, r := range rules {
		for _, m := range r.re.FindAllStringSubmatchIndex(f.text, -1) {
			start, end := m[2], m[3]
			if taken[start] || taken[end-1] || !r.valid(plain(f.text[start:end]), f.text[:start], f.text[end:]) {
				continue
			}
			for i := start; i < end; i++ {
				taken[i] = true
			}
			out = append(out, f.span(start, end, r.kind))
		}
	}
	return out
}

var plainer = strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", "·", "", "•", "", "・", "", ".", "")

func plain(s string) string { return plainer.Replace(s) }

func always(_, _, _ string) bool { return true }

// alone: the run of letters and digits is not part of a longer one.
func alone(_, before, after string) bool { return !wordEnds(before) && !wordStarts(after) }

var measured = pattern.MustCompile(`^\s?(?:[%‰]|[万亿千百]|元|亩|条|吨|人|户|次|个|项|件|公里|千瓦|平方|立方|公顷|米|度|株|头|只)`)

// labelled: its label may touch it, as in QQ100000001.
func labelled(_, _, after string) bool { return !wordStarts(after) }

// abroad is a fixed line with the country's number; 86 alone begins many a figure.
func abroad(value, before, after string) bool {
	return phone(value, before, after) && (strings.HasPrefix(value, "+") || strings.HasPrefix(value, "00") || len(value) >= 12)
}

// hanPhone is eleven digits in words, and not part of a longer number.
func hanPhone(_, before, after string) bool {
	const more = "〇零○一二三四五六七八九十百千万亿幺两点"
	b, _ := utf8.DecodeLastRuneInString(before)
	a, _ := utf8.DecodeRuneInString(after)
	return !strings.ContainsRune(more, b) && !strings.ContainsRune(more, a) && !measured.MatchString(after)
}

// phone is alone and not a quantity: 13800000000元 is money.
func phone(value, before, after string) bool {
	return alone(value, before, after) && !measured.MatchString(after)
}

func wordEnds(s string) bool {
	if s == "" {
		return false
	}
	c := s[len(s)-1]
	return isWord(c) || c == '.' && len(s) > 1 && isDigit(s[len(s)-2]) || c == '-' && len(s) > 1 && isDigit(s[len(s)-2])
}

func wordStarts(s string) bool {
	if s == "" {
		return false
	}
	return isWord(s[0]) || (s[0] == '.' || s[0] == '-') && len(s) > 1 && isDigit(s[1])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// identity checks the last sign after GB 11643, or, for a number that was mistyped,
// that its beginning is a province's.
func identity(value, before, after string) bool {
	if len(value) != 18 || !alone(value, before, after) {
		return false
	}
	if province[value[:2]] {
		return true
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(value[i]-'0')
	}
	return "10X98765432"[sum%11] == strings.ToUpper(value)[17]
}

// province holds the first two digits of GB/T 2260.
var province = words("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83")

// card checks the Luhn sum.
func card(value, before, after string) bool {
	if len(value) < 15 || len(value) > 19 || !phone(value, before, after) {
		return false
	}
	sum := 0
	for i := range len(value) {
		d, err := strconv.Atoi(value[len(value)-1-i : len(value)-i])
		if err != nil {
			return false
		}
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// plate has a digit, so that a capital after a province's short name is not enough.
func plate(value, before, after string) bool {
	return strings.ContainsAny(value, "0123456789") && !wordStarts(after)
}
