package when

// afterEvent are the words that end an event from which time is counted on.
var afterEvent = []string{"之日后", "之日起", "当日起", "之时起", "次日起", "日起", "文到", "函到", "见文", "接函", "接文", "起", "之后", "以后", "后的", "后"}

// aheadEvent are the words that end an event before which time is counted.
var aheadEvent = []string{"之前", "以前", "前", "前至少", "前的"}

// eventBefore reports whether an event ends right before the amount at i, and
// where its words begin.
func (s *scan) eventBefore(i int) (int, bool) {
	k := i
	if s.is(k-1, ",的") {
		k--
	}
	b, ok := s.endsWith(k, afterEvent...)
	if !ok || s.is(b-1, "今最以随然此前其先") {
		return 0, false
	}
	if s.rune(k-1) == '到' || s.is(k-1, "文函") {
		return b, b >= s.floor // 文到3日内: the word is the event itself
	}
	return s.eventStart(b)
}

// eventAhead does the same for 会前3天, 会议召开3日前 and 提前3天.
func (s *scan) eventAhead(i int, agoFollows bool) (int, bool) {
	if b, ok := s.endsWith(i, "至少提前", "提前至少", "应提前", "提前"); ok {
		return b, b >= s.floor
	}
	if b, ok := s.endsWith(i, aheadEvent...); ok && !s.is(b-1, "目日以此之先空年元") && !agoFollows {
		return s.eventStart(b)
	}
	if !agoFollows {
		return 0, false
	}
	if b, ok := s.endsWith(i, "召开", "举行", "届满", "期满", "到期", "开标", "开工", "实施", "施行", "开始", "开幕", "审议", "听证的", "召开的", "听证会", "会议", "验收"); ok && b >= s.floor {
		return s.eventStart(i)
	}
	return 0, false
}

const longestEvent = 24 // runes

// eventStart goes back from an event's last rune to where its words begin.
func (s *scan) eventStart(end int) (int, bool) {
	b := end
	for b > s.floor && end-b < longestEvent && !s.is(b-1, clauseEnds+"、()\"《》.") && !letter(s.rune(b-1)) && !s.blankBefore(b) {
		if s.fromWord(b - 1) {
			return b - 1, true
		}
		if b < end-1 && s.is(b-1, "在于应须请并要由") && !s.is(b-2, "存所现至由等对属位关") {
			break
		}
		b--
	}
	return b, b < end
}

// blankBefore reports whether the source has a blank right before rune i.
func (s *scan) blankBefore(i int) bool { return i < len(s.at) && s.at[i] != s.end[i-1] }

// fromWord reports whether 自 or 从 at i means "from" and is not part of 自动, 从事.
func (s *scan) fromWord(i int) bool {
	return s.rune(i) == '自' && !s.is(i-1, "各亲来独") && !s.is(i+1, "动然主行身己我觉愿来治用由查检贡建") ||
		s.rune(i) == '从' && !s.is(i-1, "服听遵") && !s.is(i+1, "事业严而速快优重轻中根")
}

// validities are spans whose own beginning is another event.
var validities = []string{"有效期限", "有效期", "试行期", "过渡期", "公示期", "公示时间", "公示", "公告", "试行", "建设工期", "工期", "服务期", "施工期", "建设期", "实施期限", "整改期限", "办理期限", "办结时限", "办理时限", "整改时限", "时限", "期限"}

// validity reads 有效期5年, 公示期不少于5个工作日.
func (s *scan) validity(i int) ([]found, int) {
	j := s.any(i, validities...)
	if j == 0 {
		return nil, 0
	}
	t, _, k := s.amount(s.skip(s.skip(j, "为", "是", ":"), "不少于", "不超过", "至少"))
	if k == 0 {
		return nil, 0
	}
	f := s.expr(Anchored, i, k, span{}, note(NeedsEvent, s.words(i, j)))
	f.Event, f.Term = s.words(i, j), t
	return []found{f}, k
}

// anchored makes an expression that counts from an event whose day is not known.
func (s *scan) anchored(from, at, j int, t Term) found {
	f := s.expr(Anchored, from, j, span{})
	f.Term = t
	f.Event = s.eventName(from, at)
	f.Notes = append(f.Notes, note(NeedsEvent, f.Event))
	return f
}

// eventName strips the counting words from an event: 自印发之日起 is 印发.
func (s *scan) eventName(i, j int) string {
	if s.is(i, "自从") {
		i++
	}
	if s.is(j-1, ",的") {
		j--
	}
	if _, ok := s.endsWith(j, "提前"); ok {
		return s.words(j-2, j)
	}
	for _, list := range [][]string{afterEvent, aheadEvent} {
		if b, ok := s.endsWith(j, list...); ok && b > i && !s.is(j-1, "到文函") {
			j = b
			break
		}
	}
	return s.words(i, j)
}

// takesEffect are the words after 起 that say something is in force from then.
var takesEffect = []string{"正式施行", "开始施行", "施行", "正式实施", "实施", "执行", "生效"}

// fromEvent reads 自印发之日起30日内, 自发布之日起施行, from 自 on.
func (s *scan) fromEvent(i int) ([]found, int) {
	if !s.fromWord(i) {
		return nil, 0
	}
	if _, j := s.point(i + 1); j > 0 {
		return nil, 0
	}
	for j := i + 1; j < len(s.r) && j-i < longestEvent+6 && !s.is(j, clauseEnds); j++ {
		k := s.any(j, "之日起", "之时起", "当日起", "之日", "次日起", "后")
		if k == 0 || j == i+1 {
			continue
		}
		return s.fromEventEnd(i, j, k)
	}
	return nil, 0
}

func (s *scan) fromEventEnd(i, j, k int) ([]found, int) {
	event := s.words(i+1, j)
	k = s.skip(k, "起", "计算", "起计算", ",")
	if t, _, l := s.amount(k); l > 0 {
		m := s.skip(l, "以内", "之内", "内", "后")
		f := s.anchored(i, k, m, t)
		f.Event, f.Notes = event, []Note{note(NeedsEvent, event)}
		return []found{f}, m
	}
	if s.rune(j) == '后' {
		return nil, 0
	}
	end := s.skip(k, takesEffect...)
	if s.is(k-1, ",") && end == k {
		end = k - 1
	}
	f := s.expr(Anchored, i, end, span{}, note(NeedsEvent, event))
	if end > k {
		f.Notes = append(f.Notes, note(StartsNotDue))
	}
	f.Event = event
	return []found{f}, end
}
