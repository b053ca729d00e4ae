package segment

import (
	"cmp"
	"math"
	"slices"
)

// Figure is a number with its unit, found in running text.
type Figure struct {
	Value      float64 // as said: 1.2 of 1.2亿元
	Text       string  // verbatim, with its unit: １．２亿元
	Unit       string  // standard name: 亿元, 公里, %, 百分点, 类; "" where none follows
	Start, End int     // byte range of Text
	Approx     bool    // 约, 多, 余, 左右 stand with it
	base       string
	size       float64
}

// Quantity finds all figures in running text, in order. Numerals may be ASCII,
// full-width, Chinese or, before 类 and 级, Roman. Left out are ordinals (第1062号,
// 一是, 2．), dates and times of day, document numbers, and Chinese numerals that
// are part of a word (统一, 两山, 一河一策) or have no unit.
func Quantity(text string) []Figure {
	s := scanner{gs: glyphs(text)}
	var out []Figure
	for i := 0; i < len(s.gs); {
		if skip := s.dated(i); skip > i {
			i = skip
			continue
		}
		f, next, ok := s.figure(i, text)
		if ok {
			f.Approx = f.Approx || s.hedged(i, next)
			out = s.inherit(append(out, f), i)
		}
		i = max(next, i+1)
	}
	return out
}

// SameFigure reports whether two figures are the same amount in the same unit:
// 1.2亿元 and 12000万元 are, 3% and 3个百分点 are not. A bare 万 or 亿 is taken for money.
func SameFigure(a, b Figure) bool {
	order, ok := CompareFigures(a, b)
	return ok && order == 0
}

// CompareFigures orders two figures of one unit, as cmp.Compare does; false where their
// units differ.
func CompareFigures(a, b Figure) (int, bool) {
	if a.base != b.base && !(a.bare() && b.base == "元") && !(b.bare() && a.base == "元") {
		return 0, false
	}
	x, y := a.Value*a.size, b.Value*b.size
	if math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y)) {
		return 0, true
	}
	return cmp.Compare(x, y), true
}

func (f Figure) bare() bool { return f.base == "" && f.Unit != "" }

// figure reads one figure that starts at glyph i. next is where to go on in any case.
func (s scanner) figure(i int, text string) (f Figure, next int, ok bool) {
	if n, ok := s.roman(i); ok {
		return s.build(n, i, text), n.next + 1, true
	}
	if n, ok := s.half(i); ok {
		return s.build(n, i, text), n.next, true
	}
	if isDigit(s.at(i)) && isDigit(s.at(i-1)) || isHanNumeral(s.at(i)) && isHanNumeral(s.at(i-1)) {
		return Figure{}, i + 1, false
	}
	n, ok := s.number(i)
	if !ok {
		return Figure{}, i + 1, false
	}
	if s.ordinal(i, n) {
		return Figure{}, n.next, false
	}
	u, end := s.unit(n)
	if n.han && n.word == "" && (u.name == "" || u.weak || s.idiom(i, n, end)) {
		return Figure{}, n.next, false
	}
	if n.digits > 1 && n.han && n.value == float64(int(n.value)) && s.plainDigits(i, n) {
		return Figure{}, end, false // 四五个, 二〇二二
	}
	f = Figure{Value: n.value, Unit: n.word + u.name, base: u.base, size: n.scale * u.size}
	if n.word == "%" || n.word == "‰" {
		f.Unit, f.base, f.size = n.word, n.word, 1
	}
	if u.name == "成" {
		f.Value, f.Unit, f.base = n.value*10, "%", "%"
	}
	return s.place(f, s.minus(i), end, text), end, true
}

func (s scanner) build(n numeral, i int, text string) Figure {
	f := Figure{Value: n.value, Unit: n.word, base: n.word, size: 1}
	end := n.next
	if n.word != "%" {
		end++
	}
	return s.place(f, i, end, text)
}

func (s scanner) place(f Figure, i, end int, text string) Figure {
	if s.at(i) == '-' {
		f.Value = -f.Value
	}
	f.Start, f.End = s.gs[i].start, s.gs[end-1].end
	f.Text = text[f.Start:f.End]
	return f
}

// unit reads the unit behind a number, longest match first, and says where it ends.
func (s scanner) unit(n numeral) (measure, int) {
	j := n.next
	if s.at(j) == ' ' {
		j++
	}
	if r := s.at(j); (r == '多' || r == '余') && j == n.next {
		j++
	}
	for k := min(longestMeasure, len(s.gs)-j); k > 0; k-- {
		w := string(runesOf(s.gs[j : j+k]))
		u, ok := measures[w]
		if !ok || k == 1 && s.otherWord(w, j+1) || isRun(s.at(j+k-1)) && isRun(s.at(j+k)) {
			continue
		}
		return s.per(u, j+k)
	}
	if n.next < len(s.gs) && (s.at(n.next) == '多' || s.at(n.next) == '余') {
		return measure{size: 1}, n.next + 1
	}
	return measure{size: 1}, n.next
}

// per reads the second half of 万元/平方公里.
func (s scanner) per(u measure, j int) (measure, int) {
	if s.at(j) != '/' {
		return u, j
	}
	for k := min(longestMeasure, len(s.gs)-j-1); k > 0; k-- {
		if v, ok := measures[string(runesOf(s.gs[j+1:j+1+k]))]; ok {
			return measure{name: u.name + "/" + v.name, base: u.base + "/" + v.base, size: u.size / v.size}, j + 1 + k
		}
	}
	return u, j
}

func (s scanner) otherWord(w string, j int) bool {
	return slices.ContainsFunc(tails[w], func(t string) bool { return hasAt(s.gs, j, []rune(t)) })
}

// roman reads Ⅲ and III before 类 or 级.
func (s scanner) roman(i int) (numeral, bool) {
	if isRun(s.at(i - 1)) {
		return numeral{}, false
	}
	j := i
	for j-i < 4 && (s.at(j) == 'i' || s.at(j) == 'v' || s.at(j) == 'x') {
		j++
	}
	unit := s.at(j)
	if j == i || unit != '类' && unit != '级' {
		return numeral{}, false
	}
	v := slices.Index([]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}, string(runesOf(s.gs[i:j])))
	return numeral{value: float64(v), word: string(unit), next: j}, v > 0
}

// half reads 一半 and 过半 is not one: it names no amount.
func (s scanner) half(i int) (numeral, bool) {
	if !hasAt(s.gs, i, []rune("一半")) || isHanNumeral(s.at(i-1)) {
		return numeral{}, false
	}
	return numeral{value: 50, word: "%", next: i + 2}, true
}

// plainDigits reports whether Chinese digits stand in a row without 十, 百, 千.
func (s scanner) plainDigits(i int, n numeral) bool {
	run := 0
	for j := i; j < n.next; j++ {
		if _, ok := hanDigits[s.at(j)]; ok {
			if run++; run > 1 && s.at(j-1) != '零' && s.at(j-1) != '〇' {
				return true
			}
			continue
		}
		run = 0
	}
	return false
}

// minus takes in a sign, not a dash: 增长-3%, but not 5-10个, ——3项 or a bullet.
func (s scanner) minus(i int) int {
	if s.at(i-1) != '-' {
		return i
	}
	switch before := s.at(i - 2); {
	case isHan(before) && before != '月' && before != '日' && before != '年' && !isHanNumeral(before), before == ':', before == '(':
		if _, isUnit := measures[string(before)]; !isUnit {
			return i - 1
		}
	}
	return i
}

// hedged reports 约, 近, 多, 余, 左右, 上下 at a figure.
func (s scanner) hedged(i, end int) bool {
	for j := i; j < end; j++ {
		if s.at(j) == '多' || s.at(j) == '余' {
			return true
		}
	}
	switch s.at(i - 1) {
	case '约', '近':
		return true
	}
	return hasAt(s.gs, end, []rune("左右")) || hasAt(s.gs, end, []rune("上下")) || hasAt(s.gs, end, []rune("多"))
}

// inherit gives the first number of a range the unit of the second: 5-10个, 3至5万元.
func (s scanner) inherit(fs []Figure, i int) []Figure {
	if len(fs) < 2 {
		return fs
	}
	last, prev := fs[len(fs)-1], &fs[len(fs)-2]
	if prev.Unit != "" || last.Unit == "" {
		return fs
	}
	if r := s.at(i - 1); r != '-' && r != '至' && r != '到' || s.gs[i-1].start != prev.End {
		return fs
	}
	prev.Unit, prev.base, prev.size = last.Unit, last.base, last.size
	return fs
}
