package when

// tense looks at the words around runes i to j for the side of the anchor on
// which an unwritten year lies. A deadline lies ahead unless the clause says it is done.
func (s *scan) tense(i, j int, m mark) tense {
	done := s.done(i, j)
	switch {
	case m == asOf:
		return pastFigure
	case done:
		return past
	case s.any(j, "要的", "交的", "报的", "发的", "定的", "那个", "那份", "那次") > 0:
		return anyTime // 11月30号前要的那个: this year's, over or not
	case m == till || m == before || m == within || s.planned(i):
		return future
	}
	return anyTime
}

// done reports whether the clause speaks of something that has happened.
func (s *scan) done(i, j int) bool {
	if _, ok := s.endsWith(i, "已于", "已在", "已", "曾于", "早在", "就在"); ok {
		return true
	}
	for end := min(s.clauseEnd(j), j+24); j < end; j++ {
		if s.is(j, "了") && !s.is(j+1, "解") && !s.is(j-1, "为除") || s.any(j, "已经", "已完成", "已按", "已全部") > 0 {
			return true
		}
	}
	return false
}

// planned reports whether a word of intention stands right before i.
func (s *scan) planned(i int) bool {
	i = s.beforeFiller(i)
	_, ok := s.endsWith(i, "将", "拟", "计划", "力争", "预计", "争取", "即将", "打算", "准备", "确保", "务必", "请")
	return ok
}

func (s *scan) beforeFiller(i int) int {
	for s.is(i-1, "于在到") {
		i--
	}
	return i
}

var softWords = []string{"力争", "争取", "原则上", "努力", "尽量", "力求", "预计", "拟", "计划", "暂定", "基本"}

// soften adds the note of a word of mere intention right before the expression.
func (s *scan) soften(e *Expr, i int) {
	i = s.beforeFiller(i)
	if b, ok := s.endsWith(i, softWords...); ok {
		e.Notes = append(e.Notes, note(Soft, s.words(b, i)))
	}
}

// reports tells a call for papers (报名截止8月10日) from a figure's date (截至8月10日).
func (s *scan) reports(i int) bool {
	_, ok := s.endsWith(i, "报名", "申报", "提交", "报送", "征集", "投标", "受理", "上报", "填报", "意见")
	return ok
}
