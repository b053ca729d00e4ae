package when

import (
	"time"

	"liangshan/store/day"
)

// plan reads a five-year plan: “十四五”期间, 十四五规划期, 第十四个五年规划, “十五五”末.
func (s *scan) plan(i int) (point, int) {
	n, j := s.planNumber(i)
	if j == 0 {
		return point{}, 0
	}
	from := 1951 + 5*n
	p := point{fixed: &span{day.New(from, 1, 1), day.New(from+4, 12, 31)}}
	for {
		k := s.skip(j, "\"", "规划期", "规划", "计划", "时期", "期间", "期")
		if k == j {
			break
		}
		j = k
	}
	return s.planPart(p, from, j)
}

func (s *scan) planNumber(i int) (int, int) {
	if j := s.lit(i, "第"); j > 0 {
		n, k := s.inRange(j, 10, 20)
		if l := s.any(k, "个五年规划", "个五年计划"); k > 0 && l > 0 {
			return n, l
		}
		return 0, 0
	}
	quoted := s.rune(i) == '"'
	j := s.skip(i, "\"")
	if s.rune(j) != '十' || !quoted && numeral(s.rune(j-1)) || s.is(j-1, "第") {
		return 0, 0
	}
	if s.rune(j+1) == '五' && (quoted && s.rune(j+2) == '"' || !quoted && s.any(j+2, "期间", "时期", "规划", "计划") > 0) {
		return 10, j + 2
	}
	for n, r := range []rune("一二三四五六七八九") {
		if s.rune(j+1) == r && s.rune(j+2) == '五' && !numeral(s.rune(j+3)) {
			return 11 + n, j + 3
		}
	}
	return 0, 0
}

// planPart narrows a plan: 末, 初, 前三年, 后两年, 中期.
func (s *scan) planPart(p point, from, j int) (point, int) {
	year := func(y int, m time.Month, d int) day.Date { return day.New(y, m, d) }
	if k := s.any(j, "末期", "末年", "末", "收官之年"); k > 0 {
		p.fixed, p.kind = &span{year(from+4, 1, 1), year(from+4, 12, 31)}, Deadline
		return p, k
	}
	if k := s.any(j, "初期", "初", "开局之年"); k > 0 {
		p.fixed, p.kind = &span{year(from, 1, 1), year(from, 12, 31)}, Fuzzy
		return p, k
	}
	if k := s.any(j, "中期"); k > 0 {
		p.fixed, p.kind = &span{year(from+2, 1, 1), year(from+2, 12, 31)}, Fuzzy
		return p, k
	}
	if k := s.any(j, "前", "头", "后"); k > 0 {
		if n, l := s.inRange(k, 2, 4); l > 0 && s.rune(l) == '年' {
			a, b := from, from+n-1
			if s.rune(j) == '后' {
				a, b = from+5-n, from+4
			}
			p.fixed = &span{year(a, 1, 1), year(b, 12, 31)}
			return p, l + 1
		}
	}
	return p, j
}
