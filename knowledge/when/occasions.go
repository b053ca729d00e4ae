package when

import (
	"sort"
	"time"
)

var (
	newYear   = &occasion{name: "元旦", at: fixedDay(1, 1), statutory: true}
	spring    = &occasion{name: "春节", at: lunar("春节", 0), statutory: true}
	qingming  = &occasion{name: "清明", at: term("清明"), statutory: true}
	labour    = &occasion{name: "五一", at: fixedDay(5, 1), statutory: true, cue: true}
	dragon    = &occasion{name: "端午", at: lunar("端午", 0), statutory: true}
	midAutumn = &occasion{name: "中秋", at: lunar("中秋", 0), statutory: true}
	national  = &occasion{name: "国庆", at: fixedDay(10, 1), statutory: true}
	tenOne    = &occasion{name: "十一", at: fixedDay(10, 1), statutory: true, cue: true}

	statutory = []*occasion{newYear, spring, qingming, labour, dragon, midAutumn, national}
)

// occasionWord is one way to write an occasion. Some say the year too: 今冬, 明春.
type occasionWord struct {
	words    string
	occasion *occasion
	said     bool
	add      int // years from the anchor's, if said
}

func dayOf(name string, m time.Month, d int, words ...string) []occasionWord {
	o := &occasion{name: name, at: fixedDay(m, d), kind: Range}
	return spell(o, append(words, name)...)
}

func spell(o *occasion, words ...string) []occasionWord {
	var out []occasionWord
	for _, w := range words {
		out = append(out, occasionWord{words: w, occasion: o})
	}
	return out
}

func season(name string, at func(int) (span, bool), kind Kind, words ...string) []occasionWord {
	return spell(&occasion{name: name, at: at, season: true, kind: kind}, append(words, name)...)
}

// local is a season whose days only a local notice knows.
func local(names ...string) []occasionWord {
	var out []occasionWord
	for _, n := range names {
		out = append(out, occasionWord{words: n, occasion: &occasion{name: n, season: true, kind: Fuzzy}})
	}
	return out
}

// inYear spells a season with its year: 今冬, 明春.
func inYear(name string, at func(int) (span, bool)) []occasionWord {
	o := &occasion{name: name, at: at, season: true, kind: Fuzzy}
	return []occasionWord{
		{words: "去" + name, occasion: o, said: true, add: -1},
		{words: "今" + name, occasion: o, said: true},
		{words: "明" + name, occasion: o, said: true, add: 1},
	}
}

// events have no day of their own and are times only with 前, 后 or 期间.
func events(names ...string) []occasionWord {
	out := local(names...)
	for _, w := range out {
		w.occasion.event = true
	}
	return out
}

func flat(groups ...[]occasionWord) []occasionWord {
	var out []occasionWord
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

var occasionTable = flat(
	spell(newYear, "元旦"),
	spell(spring, "新春佳节", "春节", "大年初一", "农历正月初一", "正月初一"),
	spell(&occasion{name: "除夕", at: lunar("春节", -1), kind: Range}, "除夕", "大年三十"),
	spell(&occasion{name: "元宵节", at: lunar("春节", 14), kind: Range}, "元宵", "农历正月十五", "正月十五"),
	spell(&occasion{name: "龙抬头", at: lunar("龙抬头", 0), kind: Range}, "龙抬头", "农历二月初二"),
	spell(qingming, "清明"),
	spell(labour, "国际劳动节", "劳动节", "五一"),
	spell(dragon, "端午", "农历五月初五"),
	spell(&occasion{name: "七夕", at: lunar("七夕", 0), kind: Range}, "七夕", "农历七月初七"),
	spell(&occasion{name: "中元节", at: lunar("中元", 0), kind: Range}, "中元", "农历七月十五"),
	spell(midAutumn, "中秋", "农历八月十五"),
	spell(&occasion{name: "重阳", at: lunar("重阳", 0), kind: Range}, "重阳", "农历九月初九"),
	spell(national, "国庆"),
	spell(tenOne, "十一"),
	spell(&occasion{name: "六一", at: fixedDay(6, 1), cue: true, kind: Range}, "六一"),
	spell(&occasion{name: "七一", at: fixedDay(7, 1), cue: true, kind: Range}, "七一"),
	spell(&occasion{name: "八一", at: fixedDay(8, 1), cue: true, kind: Range}, "八一"),
	dayOf("妇女节", 3, 8, "三八国际妇女节", "三八妇女节", "国际妇女节"),
	dayOf("植树节", 3, 12, "全民义务植树日", "义务植树节"),
	dayOf("消费者权益日", 3, 15, "国际消费者权益日", "3·15"),
	dayOf("国际森林日", 3, 21, "世界森林日"),
	dayOf("世界水日", 3, 22),
	season("中国水周", fromTo(3, 22, 3, 28), Range),
	dayOf("世界气象日", 3, 23),
	dayOf("世界地球日", 4, 22, "地球日"),
	dayOf("世界湿地日", 2, 2, "湿地日"),
	dayOf("世界野生动植物日", 3, 3, "野生动植物日"),
	dayOf("全民国家安全教育日", 4, 15, "国家安全教育日"),
	dayOf("世界读书日", 4, 23),
	dayOf("青年节", 5, 4, "五四青年节"),
	spell(&occasion{name: "五四", at: fixedDay(5, 4), cue: true, kind: Range}, "五四"),
	dayOf("全国防灾减灾日", 5, 12, "防灾减灾日"),
	dayOf("国际生物多样性日", 5, 22, "生物多样性日"),
	dayOf("世界无烟日", 5, 31),
	dayOf("儿童节", 6, 1, "国际儿童节"),
	dayOf("六五环境日", 6, 5, "六五世界环境日", "六·五环境日", "六五\"环境日", "6·5环境日", "6.5环境日", "六·五世界环境日", "世界环境日", "六五国家环境日", "国家环境日", "环境日"),
	dayOf("全国放鱼日", 6, 6, "放鱼日"),
	dayOf("世界海洋日", 6, 8),
	dayOf("世界防治荒漠化和干旱日", 6, 17, "世界防治荒漠化与干旱日", "防治荒漠化和干旱日"),
	dayOf("全国土地日", 6, 25, "土地日"),
	dayOf("建党节", 7, 1, "党的生日", "建党纪念日"),
	dayOf("建军节", 8, 1),
	dayOf("全国生态日", 8, 15, "生态日"),
	dayOf("教师节", 9, 10),
	dayOf("国际臭氧层保护日", 9, 16, "国际保护臭氧层日"),
	dayOf("烈士纪念日", 9, 30),
	dayOf("世界粮食日", 10, 16),
	dayOf("国家扶贫日", 10, 17),
	dayOf("全国消防日", 11, 9, "消防日"),
	dayOf("世界土壤日", 12, 5),
	dayOf("国家宪法日", 12, 4, "宪法日"),
	dayOf("国家公祭日", 12, 13),
	spell(&occasion{name: "记者节", at: fixedDay(11, 8), kind: Range}, "记者节"),
	terms("立春", "雨水节气", "惊蛰", "春分", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒"),
	spell(&occasion{name: "主汛期", at: wholeMonths(6, 8), season: true, assumed: true, kind: Fuzzy}, "主汛期"),
	spell(&occasion{name: "汛期", at: wholeMonths(5, 9), season: true, assumed: true, kind: Range}, "汛期"),
	spell(&occasion{name: "汛期", at: wholeMonths(5, 9), season: true, assumed: true, event: true}, "入汛", "汛"),
	spell(&occasion{name: "春季", at: wholeMonths(3, 5), season: true, event: true}, "入春"),
	spell(&occasion{name: "夏季", at: wholeMonths(6, 8), season: true, event: true}, "入夏"),
	spell(&occasion{name: "秋季", at: wholeMonths(9, 11), season: true, event: true}, "入秋"),
	spell(&occasion{name: "冬季", at: wholeMonths(12, 2), season: true, event: true}, "入冬"),
	season("安全生产月", wholeMonths(6, 6), Range),
	season("爱国卫生月", wholeMonths(4, 4), Range),
	season("春季", wholeMonths(3, 5), Fuzzy, "春天"),
	inYear("春", wholeMonths(3, 5)),
	season("夏季", wholeMonths(6, 8), Fuzzy),
	inYear("夏", wholeMonths(6, 8)),
	season("秋冬季", wholeMonths(10, 3), Fuzzy),
	season("秋季", wholeMonths(9, 11), Fuzzy),
	inYear("秋", wholeMonths(9, 11)),
	season("冬春季", wholeMonths(11, 5), Fuzzy),
	season("冬季", wholeMonths(12, 2), Fuzzy),
	inYear("冬", wholeMonths(12, 2)),
	local("秸秆禁烧期", "禁烧期", "禁渔期", "休渔期", "禁捕期", "禁猎期", "禁牧期", "封山育林期", "森林防火期", "防火期", "森林高火险期", "高火险期",
		"枯水期", "丰水期", "平水期", "供暖季", "采暖季", "供暖期", "采暖期", "梅雨期", "梅雨季节", "伏季", "高温季节", "主产季", "蓄水期", "今冬明春", "冬春季节",
		"春耕", "春播", "夏收", "夏种", "双抢", "秋收", "秋种", "三秋", "三夏", "农忙"),
	events("寒假", "暑假", "暑期", "开学", "两会", "党代会", "高考", "中考", "双节", "两节", "重污染天气", "重要节点", "敏感期", "节假日", "节日", "假期", "任期", "换届", "年会", "评审会", "审查会", "推进会", "动员会", "现场会", "督察"),
)

func terms(names ...string) []occasionWord {
	var out []occasionWord
	for _, n := range names {
		t := n
		if n == "雨水节气" { // 雨水 alone is rain
			t = "雨水"
		}
		out = append(out, occasionWord{words: n, occasion: &occasion{name: t, at: term(t), kind: Range, cue: n == "小满" || n == "大雪" || n == "小雪" || n == "白露"}})
	}
	return out
}

// occasionsByRune finds the words by their first rune.
var occasionsByRune = byRune(occasionTable)

func byRune(table []occasionWord) map[rune][]occasionWord {
	out := map[rune][]occasionWord{}
	for _, w := range table {
		r := []rune(w.words)[0]
		out[r] = append(out[r], w)
	}
	for _, list := range out {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
	}
	return out
}
