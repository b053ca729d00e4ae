package segment

import (
	"math"
	"strconv"
	"strings"
)

var hanDigits = map[rune]float64{
	'零': 0, '〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '两': 2, '俩': 2,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9, '兩': 2,
}

var hanSteps = map[rune]float64{
	'十': 10, '百': 100, '千': 1000, '拾': 10, '佰': 100, '仟': 1000,
	'万': 1e4, '亿': 1e8, '萬': 1e4, '億': 1e8,
}

func isHanNumeral(r rune) bool {
	_, d := hanDigits[r]
	_, s := hanSteps[r]
	return d || s
}

// Number reads a number in either script: 十六, 两千多, 3,134, １０６２, 1.2亿; 七成 is 70 (with unit "%"), and so is 百分之七十.
// The whole of s must be the number, but for 约, 多, 余, 左右, 以上 and the like around it.
func Number(s string) (value float64, ok bool) {
	gs := glyphs(strings.TrimSpace(s))
	gs = trimWords(gs)
	if len(gs) == 0 {
		return 0, false
	}
	sc := scanner{gs: gs}
	n, ok := sc.number(0)
	if !ok {
		return 0, false
	}
	rest := string(runesOf(gs[n.next:]))
	switch {
	case rest == "" || rest == "%" || rest == "多" || rest == "余" || rest == "几":
		return n.value * n.scale, true
	case rest == "成" && n.value <= 10:
		return n.value * 10, true
	}
	return 0, false
}

func runesOf(gs []glyph) []rune {
	out := make([]rune, len(gs))
	for i, g := range gs {
		out[i] = g.r
	}
	return out
}

var (
	hedgesBefore = []string{"大约", "约", "近", "超过", "超", "达到", "达", "共", "不到", "不足", "不少于", "至少"}
	hedgesAfter  = []string{"左右", "以上", "以下", "以内", "上下"}
)

func trimWords(gs []glyph) []glyph {
	for _, w := range hedgesBefore {
		if r := []rune(w); hasAt(gs, 0, r) {
			gs = gs[len(r):]
			break
		}
	}
	for _, w := range hedgesAfter {
		if r := []rune(w); hasAt(gs, len(gs)-len(r), r) {
			gs = gs[:len(gs)-len(r)]
			break
		}
	}
	return gs
}

func hasAt(gs []glyph, at int, w []rune) bool {
	if at < 0 || at+len(w) > len(gs) {
		return false
	}
	for i, r := range w {
		if gs[at+i].r != r {
			return false
		}
	}
	return true
}

// numeral is a number read at a place: value × scale is the whole of it.
type numeral struct {
	value  float64
	scale  float64 // 1, 万 or 亿, where these words end the number
	word   string  // the words of the scale
	next   int     // the glyph after it
	han    bool    // written in Chinese numerals
	digits int     // Chinese digits read one by one: 二〇二二 has four
}

type scanner struct{ gs []glyph }

func (s scanner) at(i int) rune {
	if i < 0 || i >= len(s.gs) {
		return 0
	}
	return s.gs[i].r
}

// number reads a number that starts at glyph i.
func (s scanner) number(i int) (numeral, bool) {
	if p, ok := s.fraction(i); ok {
		return p, true
	}
	n, ok := s.plain(i)
	if ok && n.word == "" {
		s.scale(&n)
	}
	return n, ok
}

// plain reads digits of either script, without a fraction and without the words behind Arabic digits.
func (s scanner) plain(i int) (numeral, bool) {
	if isDigit(s.at(i)) {
		return s.arabic(i)
	}
	return s.han(i)
}

// fraction reads 百分之三点五 as 3.5 and 三分之二 as 66.67, both of the unit %.
func (s scanner) fraction(i int) (numeral, bool) {
	for _, p := range []struct{ word, unit string }{{"百分之", "%"}, {"千分之", "‰"}} {
		if !hasAt(s.gs, i, []rune(p.word)) {
			continue
		}
		n, ok := s.plain(i + 3)
		if !ok || n.word != "" {
			return numeral{}, false
		}
		n.word, n.han = p.unit, true
		return n, true
	}
	if _, ok := hanDigits[s.at(i)]; !ok && s.at(i) != '十' || isHanNumeral(s.at(i-1)) {
		return numeral{}, false
	}
	den, ok := s.han(i)
	if !ok || !hasAt(s.gs, den.next, []rune("分之")) || den.value == 0 || den.word != "" {
		return numeral{}, false
	}
	num, ok := s.plain(den.next + 2)
	if !ok || num.word != "" {
		return numeral{}, false
	}
	return numeral{value: num.value / den.value * 100, scale: 1, word: "%", next: num.next, han: true}, true
}

// arabic reads 3134, 3,134 and 13.35.
func (s scanner) arabic(i int) (numeral, bool) {
	var b strings.Builder
	j := i
	for ; ; j++ {
		r := s.at(j)
		if isDigit(r) {
			b.WriteRune(r)
			continue
		}
		if r == ',' && s.gs[j].end-s.gs[j].start == 1 && j-i <= 3 && s.group(j) || r == ',' && s.gs[j].end-s.gs[j].start == 1 && j-i > 3 && s.at(j-4) == ',' && s.group(j) {
			continue
		}
		if r == '.' && isDigit(s.at(j+1)) && !strings.Contains(b.String(), ".") {
			b.WriteRune(r)
			continue
		}
		break
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	if err != nil || math.IsInf(v, 0) {
		return numeral{}, false
	}
	return numeral{value: v, scale: 1, next: j}, true
}

// group reports whether exactly three digits follow the comma at j.
func (s scanner) group(j int) bool {
	return isDigit(s.at(j+1)) && isDigit(s.at(j+2)) && isDigit(s.at(j+3)) && !isDigit(s.at(j+4))
}

// scale reads 万, 亿, 百万, 万亿 … after a number; 多, 余 and a space may stand before it.
func (s scanner) scale(n *numeral) {
	j := n.next
	if s.at(j) == ' ' {
		j++
	}
	if r := s.at(j); (r == '多' || r == '余') && hanSteps[s.at(j+1)] >= 1e4 {
		j++
	}
	from, scale := j, 1.0
	for hanSteps[s.at(j)] > 1 && j-from < 2 {
		scale *= hanSteps[s.at(j)]
		j++
	}
	if scale == 1 || hasAt(s.gs, j, []rune("分之")) {
		return
	}
	n.scale, n.word, n.next = scale, string(runesOf(s.gs[from:j])), j
	if scale >= 1e4 && (isHanNumeral(s.at(j)) || isDigit(s.at(j))) {
		s.remainder(n)
	}
}

// remainder reads what follows a scale: 2万5, 2万5千, 3万五千六百.
func (s scanner) remainder(n *numeral) {
	sub, ok := s.plain(n.next)
	if !ok || sub.word != "" {
		return
	}
	add, next := sub.value, sub.next
	if step := hanSteps[s.at(next)]; !sub.han && step > 1 && step < 1e4 {
		add, next = add*step, next+1
	} else if add < 10 && next == n.next+1 {
		add *= n.scale / 10
	}
	if add < n.scale {
		n.value, n.next = n.value+add/n.scale, next
	}
}

// han reads Chinese numerals. 十 may begin a number, 百, 千, 万 and 亿 may not: 百姓, 万灵镇.
func (s scanner) han(i int) (numeral, bool) {
	if _, digit := hanDigits[s.at(i)]; !digit && s.at(i) != '十' && s.at(i) != '拾' {
		return numeral{}, false
	}
	n := numeral{scale: 1, han: true}
	var total, section, digit float64
	var step, pending float64 // the last step read, for 三万五: pending is its tenth
	plain := true
	j := i
	for ; isHanNumeral(s.at(j)); j++ {
		r := s.at(j)
		if d, ok := hanDigits[r]; ok {
			if n.digits > 0 && plain {
				digit = digit*10 + d
			} else {
				digit = d
			}
			if pending = step / 10; d == 0 || s.at(j-1) == '零' || s.at(j-1) == '〇' {
				pending = 1
			}
			n.digits++
			continue
		}
		plain = false
		step = hanSteps[r]
		switch {
		case step >= 1e4 && s.tail(j):
			n.word, n.scale = string(r), step
			n.value = total + section + digit
			if total >= step {
				n.value = total/step + section + digit
			}
			if n.value == 0 {
				return numeral{}, false
			}
			n.next = j + 1
			return n, true
		case step >= 1e4 && total >= step:
			total += (section + digit) * step
			section = 0
		case step >= 1e4:
			total = (total + section + digit) * step
			section = 0
		case digit == 0 && section == 0:
			section += step
		default:
			section += digit * step
		}
		digit = 0
	}
	if !plain && digit > 0 && pending > 1 {
		digit *= pending
	}
	n.value, n.next = total+section+digit, j
	if plain && n.digits > 1 {
		n.value = digit
	}
	s.point(&n)
	return n, true
}

// tail reports whether the 万 or 亿 at j ends the number.
func (s scanner) tail(j int) bool { return !isHanNumeral(s.at(j + 1)) }

// point reads the decimals of 三点五.
func (s scanner) point(n *numeral) {
	if s.at(n.next) != '点' {
		return
	}
	j, unit := n.next+1, 0.1
	value := n.value
	for ; ; j++ {
		d, ok := hanDigits[s.at(j)]
		if !ok {
			break
		}
		value += d * unit
		unit /= 10
	}
	if j == n.next+1 {
		return
	}
	n.value, n.next = math.Round(value*1e9)/1e9, j
}
