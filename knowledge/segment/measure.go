package segment

// measure is a unit's standard name and its size in the base of its kind.
type measure struct {
	name string // as shown: 公里, 亿元
	base string // what it is compared by: 米, 元
	size float64
	weak bool // a word of other meanings too: counts only behind Arabic digits
}

// measures lists the units as they are written in folded text. Units of one base
// compare by value: 1200米 is 1.2公里.
var measures = buildMeasures()

func buildMeasures() map[string]measure {
	m := map[string]measure{}
	group := func(base string, size float64, name string, spellings ...string) {
		for _, s := range append(spellings, name) {
			m[s] = measure{name: name, base: base, size: size}
		}
	}
	group("%", 1, "%", "百分号")
	group("‰", 1, "‰")
	group("百分点", 1, "百分点", "个百分点", "个点", "pct")
	group("百分点", 0.01, "基点", "个基点", "bp")
	group("元", 1, "元", "块钱", "元人民币", "块")
	group("米", 1, "米", "m")
	group("米", 1000, "公里", "千米", "km")
	group("米", 0.01, "厘米", "cm", "公分")
	group("米", 0.001, "毫米", "mm")
	group("平方米", 1, "平方米", "m2", "平米", "平方", "个平方")
	group("平方米", 1e6, "平方公里", "km2", "平方千米")
	group("平方米", 1e4, "公顷", "hm2", "ha")
	group("亩", 1, "亩", "亩地")
	group("立方米", 1, "立方米", "m3", "立方", "方", "个立方")
	group("克", 1e6, "吨", "t")
	group("克", 1000, "公斤", "千克", "kg")
	group("克", 500, "斤")
	group("克", 1, "克")
	group("升", 1, "升", "l")
	group("毫克/升", 1, "毫克/升", "mg/l")
	group("微克/立方米", 1, "微克/立方米", "μg/m3", "ug/m3", "微克每立方米", "微克")
	group("毫克/立方米", 1, "毫克/立方米", "mg/m3")
	group("千瓦时", 1, "千瓦时", "kwh", "度电")
	group("千瓦", 1, "千瓦", "kw")
	group("千瓦", 1000, "兆瓦", "mw")
	group("摄氏度", 1, "摄氏度", "°c", "℃")
	group("分贝", 1, "分贝", "db")
	group("天", 1, "天", "日内")
	group("工作日", 1, "工作日", "个工作日")
	group("个月", 1, "个月")
	group("周", 1, "周", "个星期", "星期", "个周", "个礼拜")
	group("季度", 1, "个季度")
	group("小时", 1, "小时", "个小时", "个钟头", "h")
	group("分钟", 1, "分钟")
	group("年", 1, "年")
	group("倍", 1, "倍")
	group("岁", 1, "岁", "周岁")
	group("人", 1, "人", "个人")
	for _, u := range []string{
		"家", "条", "次", "期", "项", "个", "户", "名", "位", "类", "株", "棵", "场", "场次", "人次", "辆", "辆次", "车次", "座",
		"处", "所", "栋", "幢", "件", "份", "篇", "宗", "例", "起", "只", "羽", "尾", "轮", "笔", "盏", "艘", "吨标准煤", "成",
		"台", "套", "台套", "人天", "工日", "亩次", "户次", "家次", "批次", "张", "字",
	} {
		group(u, 1, u)
	}
	for _, u := range []string{
		"块", "方", "m", "t", "l", "h", "ha", "起", "分", "级", "批", "片", "段", "面", "支", "本", "册", "部", "间", "头", "匹",
		"口", "眼", "组", "对", "队", "步", "点位", "行", "度", "折", "种", "门", "根", "届", "岁", "班", "班次", "趟", "回",
	} {
		v, ok := m[u]
		if !ok {
			v = measure{name: u, base: u, size: 1}
		}
		v.weak = true
		m[u] = v
	}
	return m
}

// longestMeasure is in runes.
const longestMeasure = 6

// tails are words in which a unit's character means something else: 一部分, 一级保护, 三年级.
var tails = map[string][]string{
	"个": {"性", "体", "别"},
	"次": {"要", "生", "级", "日", "年", "月"},
	"条": {"件", "例", "款"},
	"期": {"工程", "间", "限", "末", "初"},
	"人": {"民", "均", "大", "才", "社", "居"},
	"家": {"庭", "长"},
	"名": {"称", "录", "单"},
	"天": {"然", "气"},
	"米": {"线"},
	"类": {"型"},
	"年": {"级", "代", "度"},
	"周": {"年", "边"},
	"分": {"之", "局", "管", "别", "类", "区", "析"},
	"成": {"不", "立", "员", "为", "效", "果", "就", "功", "本"},
}
