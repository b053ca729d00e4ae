package segment

// ordinal reports whether the number n at glyph i counts a place rather than an amount.
func (s scanner) ordinal(i int, n numeral) bool {
	before, after := s.at(i-1), s.at(n.next)
	switch {
	case before == '第' || before == ' ' && s.at(i-2) == '第' || before == '届' && after == '次':
		return true
	case isLatin(before) || isLatin(after) && s.wordAfter(n):
		return true // PM2.5, A4, 5G
	case after == '号' || after == '届' || after == '#':
		return true
	case before == '(' && after == ')':
		return true // （1）, 〔2022〕
	case n.han && (after == '是' || after == '、'):
		return true // 一是, 二、
	case s.listMark(i, n):
		return true
	case before == '.' && isDigit(s.at(i-2)) || after == '.' && isDigit(s.at(n.next+1)):
		return true // 3.2.1
	}
	return false
}

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' }

// wordAfter reports whether the letters behind a number are no unit: 5G, 3D.
func (s scanner) wordAfter(n numeral) bool {
	u, _ := s.unit(n)
	return u.name == ""
}

// listMark reports whether the number opens an item: 1．严格, 2、修复, 3)打好.
func (s scanner) listMark(i int, n numeral) bool {
	switch s.at(n.next) {
	case '.', '、', ')':
	default:
		return false
	}
	if n.han || n.value > 99 {
		return n.han
	}
	switch s.at(i - 1) {
	case 0, ' ', '。', ';', ':', '(', '|':
		return true
	}
	return false
}

// idiom reports Chinese numerals in set phrases: 一河一策, 三线一单, 一个一个, 十六届一次会议.
func (s scanner) idiom(i int, n numeral, end int) bool {
	if n.next-i != 1 {
		return false
	}
	if s.at(i-1) == '统' || s.at(i-1) == '唯' || s.at(i-1) == '同' && s.at(i) == '一' {
		return true
	}
	if s.at(end) == '一' && s.at(i) == '一' {
		return true
	}
	if s.at(i) == '一' && s.at(i-2) == '一' && !isHanNumeral(s.at(i-1)) {
		return end-n.next == 1 && s.at(n.next) != '次'
	}
	if s.at(i) == '一' && s.at(n.next) == '年' && s.at(n.next+1) == '一' {
		return true
	}
	return s.at(n.next) == '期' || s.at(n.next) == '年' && s.at(i-1) == '十'
}

// dated moves over dates and times of day that start at glyph i: 2022年7月6日,
// 7月中旬, 1—6月, 2022-07-06, 8.8-8.14, 17:00, 上午9点. It returns i where there is none.
func (s scanner) dated(i int) int {
	if isDigit(s.at(i-1)) || isLatin(s.at(i-1)) || s.at(i-1) == '.' && isDigit(s.at(i-2)) {
		return i
	}
	if j := s.numericDate(i); j > i {
		return j
	}
	j, v, ok := s.short(i)
	if !ok {
		return i
	}
	switch r := s.at(j); {
	case r == '年' && s.yearDigits(i, j) && s.at(j+1) != '级':
		return j + 1
	case r == '年' && s.at(j+1) == '代':
		return j + 2
	case r == '月' && v >= 1 && v <= 12:
		return j + 1
	case r == '日' && v >= 1 && v <= 31 && s.at(j+1) != '内' || r == '号' && v >= 1 && v <= 31:
		return j + 1
	case (r == '时' || r == '点') && v <= 24 && s.at(i-1) != '.' && !isNumeralRune(s.at(j+1)) && !hasAt(s.gs, j, []rune("点位")):
		return j + 1
	case r == '时' && v <= 24 || r == '点' && v <= 24 && s.clock(j+1):
		return s.minutes(j + 1)
	case r == '-' || r == '至' || r == '到' || r == '、':
		return s.dateRange(i, j)
	}
	return i
}

func isNumeralRune(r rune) bool { return isDigit(r) || isHanNumeral(r) }

// short reads up to four numerals of either script.
func (s scanner) short(i int) (end int, value float64, ok bool) {
	if isDigit(s.at(i)) {
		for end = i; isDigit(s.at(end)) && end-i < 5; end++ {
			value = value*10 + float64(s.at(end)-'0')
		}
		return end, value, end-i <= 4
	}
	if !isHanNumeral(s.at(i)) || isHanNumeral(s.at(i-1)) {
		return i, 0, false
	}
	n, ok := s.han(i)
	if !ok || n.word != "" || n.next-i > 4 {
		return i, 0, false
	}
	return n.next, n.value, true
}

// yearDigits reports four digits, or two in Arabic that follow nothing numeric: 2022年, 二〇二二年, 22年.
func (s scanner) yearDigits(i, j int) bool {
	if j-i != 4 {
		return false
	}
	r := s.at(i)
	return r == '1' || r == '2' || r == '一' || r == '二'
}

// clock reports minutes behind 点: two digits, 半 or 一刻.
func (s scanner) clock(j int) bool {
	end, v, ok := s.short(j)
	return ok && v < 60 && (end-j == 2 || s.at(end) == '分') && s.at(end) != '%'
}

func (s scanner) minutes(j int) int {
	end, v, ok := s.short(j)
	if !ok || v >= 60 {
		return j
	}
	if s.at(end) == '分' {
		end++
	}
	return end
}

// dateRange moves over the first half of 1—6月, 7、8月, 5日至10日.
func (s scanner) dateRange(i, j int) int {
	end, v, ok := s.short(j + 1)
	if !ok {
		return i
	}
	switch r := s.at(end); {
	case r == '月' && v <= 12, r == '日' && v <= 31 && s.at(end+1) != '内', r == '年' && s.yearDigits(j+1, end), r == '号':
		return j
	}
	return i
}

// numericDate moves over 2022-07-06, 2022/7/6, 2022.7.6, 8.8-8.14 and 17:00.
func (s scanner) numericDate(i int) int {
	a, ok := s.digits(i)
	if !ok {
		return i
	}
	sep := s.at(a)
	if sep == ':' && a-i <= 2 {
		if b, ok := s.digits(a + 1); ok && b-a == 3 {
			return b
		}
		return i
	}
	if sep != '-' && sep != '/' && sep != '.' {
		return i
	}
	b, ok := s.digits(a + 1)
	if !ok {
		return i
	}
	if a-i == 4 && s.at(b) == sep {
		if c, ok := s.digits(b + 1); ok && b-a <= 3 && c-b <= 3 {
			return c
		}
	}
	if sep == '.' && s.at(b) == '-' && a-i <= 2 && b-a <= 3 {
		return s.secondDate(i, b)
	}
	return i
}

// secondDate reads the second half of 8.8-8.14; the whole is no date if a unit follows.
func (s scanner) secondDate(i, b int) int {
	c, ok := s.digits(b + 1)
	if !ok || s.at(c) != '.' {
		return i
	}
	d, ok := s.digits(c + 1)
	if !ok {
		return i
	}
	if u, _ := s.unit(numeral{next: d}); u.name != "" || hanSteps[s.at(d)] > 1 {
		return i
	}
	return d
}

func (s scanner) digits(i int) (end int, ok bool) {
	for end = i; isDigit(s.at(end)); end++ {
	}
	return end, end > i
}
