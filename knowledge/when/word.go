package when

import (
	"fmt"

	"liangshan/store/day"
)

// fixedWord is a word whose reading is known beforehand.
type fixedWord struct {
	words      string
	kind       Kind
	start, end bool // whether the anchor's day is its start, its end
	note       string
	recur      string
	after, not string // runes before, runes after that make it another word
}

var fixedWords = flatWords(
	words(fixedWord{kind: Open, start: true, note: NoEnd},
		"长期坚持", "长期", "常态化", "常态", "常态长效", "常抓不懈", "持之以恒", "久久为功", "坚持不懈", "一以贯之", "长效", "不断", "继续", "常年", "日常", "始终", "永久", "毫不松懈", "一抓到底", "永远在路上", "全天候"),
	words(fixedWord{kind: Open, start: true, note: NoEnd, after: "可", not: "时"}, "持续"),
	words(fixedWord{kind: Open, start: true, note: NoEnd}, "从现在起", "现在起", "今后"),
	words(fixedWord{kind: Urgent, start: true, end: true, note: NeedsDate},
		"立即", "立行立改", "立改立行", "立查立改", "边查边改", "边督边改", "边整边改", "即知即改", "立说立行", "立整立改", "立马", "立刻", "立时", "马上", "即刻", "第一时间", "当场", "当即", "随即", "即时", "随时", "即行", "即"),
	words(fixedWord{kind: Urgent, note: NeedsDate},
		"尽快", "尽早", "及早", "从速", "抓紧", "迅速", "火速", "及时", "早日", "从快", "尽速", "提早", "加快", "限时"),
	words(fixedWord{kind: Fuzzy, note: NeedsDate},
		"适时", "择机", "择期", "择日", "过几天", "改天", "过段时间", "下一步", "下一阶段", "短期内", "短时间内", "条件成熟时", "条件成熟后", "待条件成熟", "近中期", "本世纪中叶", "中远期", "远期", "中期", "近期", "中长期", "一段时间内", "适当时候", "有条件时", "按需", "视情", "根据需要", "根据工作需要", "逐步", "分期分批", "分批", "分阶段", "分步"),
	words(fixedWord{kind: Anchored, note: NeedsDate},
		"限期整改", "限期", "逾期", "到期", "届时", "按期", "如期", "按时", "准时", "按期限", "规定时限内", "规定时间内", "规定期限内", "法定时限内", "法定期限内", "时限内", "期限内", "期满", "届满", "任期内", "建设期内", "规划期内", "会后", "会前", "试点期内", "有效期内", "同步"),
	words(fixedWord{kind: Past, end: true}, "近日", "近来", "近段时间", "近一段时间", "不久前", "前不久", "前段时间", "前期", "此前", "前阵子", "近年来", "近几年来", "近几年", "这几天", "这两天", "近几天", "近两天", "近些年", "多年来", "历年", "长期以来", "一直以来", "日前", "刚刚", "刚才", "最近"),
	words(fixedWord{kind: AsOf, end: true},
		"截至目前", "截止目前", "截至现在", "截止现在", "截至当前", "截至今日", "截至今天", "截止今日", "截止今天", "到目前为止", "迄今为止", "迄今", "目前为止", "截至发稿", "至今", "目前", "当前", "现阶段", "眼下", "现在"),
	words(fixedWord{kind: Recurrence, recur: "定期", note: NoInterval}, "定期", "不定期"),
	words(fixedWord{kind: Computed, note: NeedsPeriod}, "同比", "环比", "较上年同期", "比上年同期", "较去年同期", "比去年同期", "去年同期", "上年同期", "同期"),
)

// words spells one reading in several ways.
func words(w fixedWord, spellings ...string) []fixedWord {
	var out []fixedWord
	for _, s := range spellings {
		v := w
		v.words = s
		if g, ok := wordGuards[s]; ok {
			v.after, v.not = g.after, g.not
		}
		out = append(out, v)
	}
	return out
}

// wordGuards keep short words from being found inside other ones.
var wordGuards = map[string]struct{ after, not string }{
	"日前":  {"目生明当节今次翌本末止期假作境水每工休定单纪诞忌地态灾灯湿土0123456789〇一二三四五六七八九十", "往后"},
	"前期":  {"", "工"},
	"即":   {"立随当", "将使便可是日时使刻行"},
	"同步":  {"", "卫"},
	"同期":  {"年去上比较", "声"},
	"随时":  {"伴", ""},
	"长期":  {"中", "以来"},
	"中期":  {"近", "评"},
	"近期":  {"", "为目规"},
	"常态":  {"新非", ""},
	"远期":  {"中", ""},
	"目前":  {"至止到", ""},
	"当前":  {"至止到", ""},
	"现在":  {"至止从到出体表", ""},
	"同比":  {"", "例"},
	"限期":  {"年权期", ""},
	"到期":  {"", ""},
	"今后":  {"", ""},
	"日常":  {"", "生"},
	"持续":  {"可", "时"},
	"加快":  {"", ""},
	"当场":  {"", ""},
	"按时":  {"", "间序限"},
	"永久":  {"", "基性"},
	"始终":  {"", ""},
	"此前":  {"", ""},
	"限时":  {"", ""},
	"逐步":  {"", ""},
	"即时":  {"", "通"},
	"到期日": {"", ""},
}

// notInRunningText are words that Parse reads but that are noise in prose.
var notInRunningText = map[string]bool{
	"即": true, "同步": true, "逐步": true, "加快": true, "迅速": true, "日常": true, "始终": true, "随时": true, "前期": true,
	"当前": true, "现在": true, "中期": true, "远期": true, "同期": true, "永久": true, "到期": true, "分步": true, "按需": true, "视情": true, "根据需要": true, "根据工作需要": true, "一抓到底": true, "永远在路上": true, "全天候": true, "下一步": true, "下一阶段": true, "常态": true, "分阶段": true, "今后": true,
	"刚才": true, "刚刚": true, "长期": true, "长效": true, "抓紧": true, "按时": true, "准时": true, "如期": true, "按期": true,
}

func flatWords(groups ...[]fixedWord) map[rune][]fixedWord {
	out := map[rune][]fixedWord{}
	for _, g := range groups {
		for _, w := range g {
			r := []rune(w.words)[0]
			out[r] = append(out[r], w)
		}
	}
	return out
}

// word reads the longest fixed word at i.
func (s *scan) word(i int) ([]found, int) {
	if e, j := s.elapsed(i); j > 0 {
		return e, j
	}
	if e, j := s.properPeriod(i); j > 0 {
		return e, j
	}
	var best fixedWord
	end := 0
	for _, w := range fixedWords[s.rune(i)] {
		j := s.lit(i, w.words)
		if j > end && !s.is(i-1, w.after) && !s.is(j, w.not) && (s.whole || !notInRunningText[w.words]) {
			best, end = w, j
		}
	}
	if end == 0 {
		return nil, 0
	}
	return []found{s.fixed(best, i, end)}, end
}

func (s *scan) fixed(w fixedWord, i, j int) found {
	var sp span
	if w.start {
		sp.from = s.on
	}
	if w.end {
		sp.to = s.on
	}
	f := s.expr(w.kind, i, j, sp)
	f.Recur = w.recur
	switch w.note {
	case "":
	case NoEnd:
		f.Notes = append(f.Notes, note(NoEnd))
	default:
		f.Notes = append(f.Notes, note(w.note, f.Text))
	}
	if w.kind == Anchored {
		f.Event = f.Text
	}
	f.loose = true
	return f
}

// elapsed reads 序时进度: the share of the year that has passed.
func (s *scan) elapsed(i int) ([]found, int) {
	j := s.any(i, "序时进度", "时序进度", "序时")
	if j == 0 {
		return nil, 0
	}
	jan := day.New(s.on.Year, 1, 1)
	n, total := s.on.Sub(jan)+1, day.New(s.on.Year, 12, 31).Sub(jan)+1
	whole := int(s.on.Month) - 1
	if s.on == s.on.MonthEnd() {
		whole++
	}
	byDays, byMonths := percent(n, total), percent(whole, 12)
	return []found{s.expr(Computed, i, j, span{jan, s.on}, note(Elapsed, byDays, byMonths))}, j
}

func percent(n, of int) string { return fmt.Sprintf("%.1f", float64(n)*100/float64(of)) }

// properPeriods are named periods that a reader would take for a span from now.
var properPeriods = []struct{ words, from, to string }{
	{"长江十年禁渔", "2021-01-01", "2030-12-31"},
	{"长江十年禁捕", "2021-01-01", "2030-12-31"},
	{"十年禁渔", "2021-01-01", "2030-12-31"},
	{"十年禁捕", "2021-01-01", "2030-12-31"},
}

func (s *scan) properPeriod(i int) ([]found, int) {
	for _, p := range properPeriods {
		j := s.lit(i, p.words)
		if j == 0 {
			continue
		}
		sp := span{day.Must(p.from), day.Must(p.to)}
		return []found{s.expr(Range, i, j, sp, note(ProperName, p.words))}, j
	}
	if f, j := s.beforeNewYear(i); j > 0 {
		return f, j
	}
	return s.actionPeriod(i)
}

// beforeNewYear reads 年前 without a number: the earlier of its two readings,
// before the Spring Festival or before 1 January.
func (s *scan) beforeNewYear(i int) ([]found, int) {
	j := s.any(i, "年前")
	if j == 0 || digit(s.rune(i-1)) || numeral(s.rune(i-1)) || s.is(i-1, "今明去本当前后几多数成全往历半周") || s.is(j, "期后") {
		return nil, 0
	}
	lunar, _, ok := s.resolveOccasion(point{occasion: spring}, before)
	solar, _, _ := s.resolveOccasion(point{occasion: newYear}, before)
	a, b := lunar.from.Add(-1), solar.from.Add(-1)
	if !ok {
		a = b
	}
	end := a
	if b.Before(end) {
		end = b
	}
	return []found{s.expr(Deadline, i, j, span{to: end}, note(NewYearWhich, inFull(a), inFull(b)))}, j
}

// actionPeriod reads 三年行动: its years stand in its document, not in the words.
func (s *scan) actionPeriod(i int) ([]found, int) {
	n, j := s.inRange(i, 2, 10)
	k := s.any(j, "年行动计划", "年行动方案", "年行动", "年攻坚", "年计划", "年规划")
	if j == 0 || k == 0 || !s.fresh(i) || numeral(s.rune(i-1)) {
		return nil, 0
	}
	f := s.expr(Anchored, i, k, span{}, note(NeedsPeriod, s.words(i, k)))
	f.Event, f.Term = f.Text, Term{n, years}
	return []found{f}, k
}
