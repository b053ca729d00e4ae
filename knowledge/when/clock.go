package when

import "fmt"

// clock reads an hour: 18:00, 下午3点半, 24时, 下班. It returns "15:30", or the
// words where they are no number.
func (s *scan) clock(i int) (string, int) {
	j := s.skip(i, "的")
	half, j := s.halfDay(j)
	for _, w := range []string{"下班", "上班"} {
		if k := s.lit(j, w); k > 0 && s.any(k, "前", "之前", "以前") > 0 {
			return w, k
		}
	}
	h, m, k := s.hourMinute(j)
	if k == 0 {
		if half != "" && (half != "晚" || s.any(j, "前", "之前") > 0 || s.is(j, clauseEnds) || j == len(s.r)) {
			return half, j
		}
		return "", 0
	}
	if afternoon[half] && h < 12 {
		h += 12
	}
	return fmt.Sprintf("%02d:%02d", h, m), k
}

var afternoon = map[string]bool{"下午": true, "晚上": true, "傍晚": true, "晚": true, "夜间": true}

func (s *scan) halfDay(i int) (string, int) {
	for _, w := range []string{"上午", "下午", "中午", "晚上", "凌晨", "早上", "傍晚", "晚", "夜间"} {
		if j := s.lit(i, w); j > 0 {
			return w, j
		}
	}
	return "", i
}

func (s *scan) hourMinute(i int) (h, m, j int) {
	h, j = s.inRange(i, 0, 24)
	if j == 0 || !s.fresh(i) {
		return 0, 0, 0
	}
	if s.rune(j) == ':' && digit(s.rune(j+1)) && digit(s.rune(j+2)) {
		m, j = s.inRange(j+1, 0, 59)
		return h, m, j
	}
	k := s.any(j, "时整", "点整", "点钟", "时", "点")
	if k == 0 || s.is(k, "间期段候") {
		return 0, 0, 0
	}
	if l := s.lit(k, "半"); l > 0 {
		return h, 30, l
	}
	if n, l := s.inRange(k, 0, 59); l > 0 && s.is(l, "分") {
		return h, n, l + 1
	}
	return h, 0, k
}

// bareClock reads an hour of the anchor's day where 前 follows: 下班前, 18:00前.
func (s *scan) bareClock(i int) (point, int) {
	c, j := s.clock(i)
	if j == 0 || s.any(j, "前", "之前", "以前") == 0 || s.is(i-1, "日号天") {
		return point{}, 0
	}
	sp := oneDay(s.on)
	return point{fixed: &sp, kind: Deadline, clock: c}, j
}
