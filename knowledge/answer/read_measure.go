package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// money are the units of sums.
var money = []string{"元", "万元", "亿元", "千元", "百万元", "千万元"}

// moneyWord speaks of money, in questions and in the heads of columns.
var moneyWord = pattern.MustCompile(`投资|经费|资金|金额|费用|预算|价格|罚款|补助|奖励|收入|产值|投入|支出|钱|[投花](?:[了费掉销]|多少|几)`)

// measures says which standard units answer which counting word.
var countWords = []struct {
	re    *pattern.Pattern
	units []string
}{
	{pattern.MustCompile(`(?:多少|几)个?(?:百分)?点`), []string{"百分点", "%"}},
	{pattern.MustCompile(`(?:分为?|分成|有|是|包括|共)(?:多少|几)大?(?:类|块|样)`), []string{"类", "种", "方面", "个方面", "大类"}},
	{pattern.MustCompile(`多少钱|几多钱|多少额度|额度.{0,6}多少|(?:贷款?|补贴|补助|奖补|津贴|资助)[^率期年比]{0,8}(?:申请|贷|借|领取?|拿|补|得到?|享受)到?多少$|(?:经费|资金|投资|预算|金额|补助|补贴|奖励|罚款?|费用|支出|投入).{0,8}多少|多少.{0,2}(?:元|[万亿](?:$|[元块钱，])|资金|经费|投资|补助|奖补)|罚多少|补多少[钱元]|奖多少|花了?多少$|花多少|投了?多少|(?:^|[^查])处(?:[^理置]|罚.{0,3})?多少|几(?:万|亿|块|元)`), money},
	{pattern.MustCompile(`补多少`), append([]string{"立方米", "万立方米", "株", "万株"}, money...)}, // grants, or water, or trees
	{pattern.MustCompile(`(?:期限?|时限|时间|年限)(?:各|都|分别)?(?:是|有|要|为)?多长`), []string{"年", "个月", "月", "天", "工作日", "日", "小时"}},
	{pattern.MustCompile(`多少[天日]|几[天日]|多少个?工作日|几个?工作日|多长时间|多久`), []string{"天", "日", "工作日", "个工作日", "年", "月", "个月", "小时", "周"}},
	{pattern.MustCompile(`多少个?小时|几个?小时`), []string{"小时"}},
	{pattern.MustCompile(`多少年|几年`), []string{"年"}},
	{pattern.MustCompile(`多长|多远|多少公里|几公里|多少米|长度`), []string{"公里", "米", "千米", "厘米"}},
	{pattern.MustCompile(`(?:率|占比|比例|比重)[\p{Han}]{0,2}多[高大低]`), []string{"%", "百分点"}},
	{pattern.MustCompile(`多高|多宽|多深`), []string{"米", "公里", "厘米", "毫米"}},
	{pattern.MustCompile(`面积|多少[万千百]?亩|几[万千百]?亩|多少平|几平|多少公顷`), []string{"亩", "平方米", "平方公里", "公顷", "万亩", "万平方米"}},
	{pattern.MustCompile(`几类|多少类|哪一?类`), []string{"类"}},
	{pattern.MustCompile(`几级|多少级`), []string{"级"}},
	{pattern.MustCompile(`(?:多少|几)[万千]?吨`), []string{"吨", "万吨"}},
	{pattern.MustCompile(`(?:[者员工民]|专家|代表)(?:一共|总共|现在|目前|共)?有?(?:多少|几)个?$|(?:多少|几)个?[\p{Han}]{1,3}(?:[者员]|专家|代表)$`), []string{"人", "名", "位", "个", "万人"}},
	{pattern.MustCompile(`(?:多少|几)[万千]?个?(?:人|名|位)`), []string{"人", "名", "位", "万人"}},
	{pattern.MustCompile(`(?:多少|几)[万千]?(?:户)`), []string{"户", "万户"}},
}

var countWord = pattern.MustCompile(`(?:多少|几)个?([` + measureWords + `])`)

// measureWords are the words that count things one by one.
const measureWords = "晚次回趟条项期种类家场座处件份篇辆台栋间所批届级名位层支轮个户村镇区县艘株棵头只套张口盏根分笔宗例枚幅块片眼本册封部匹颗粒瓶箱袋桶桩起盘副"

// countedBy is the measure word of what is to be counted; "" for 个 and for none. In
// 几个项目 and 多少个部门 the noun only begins like one.
func countedBy(text string) string {
	loc := countWord.FindStringSubmatchIndex(text)
	if loc == nil || strings.HasPrefix(text[loc[2]:], "个") || beginsNoun.MatchString(text[loc[2]:]) {
		return ""
	}
	return text[loc[2]:loc[3]]
}

var beginsNoun = pattern.MustCompile(`^(?:分[年别项类区季月]|副[组主书局院校会所队厅部]|项目|条例|条款|部门|场所|处室|区域|区块|家庭|家长|户口|户籍|名单|名称|名额|位置|级别|种类|种子|种植|类别|类型|层级|层次|支部|支队|批次|次数|份额|份数|盘子|段落|点位|期限|间隔|台账|起点|村民|村庄|镇区|县区)`)

// thingWords count things that stand somewhere; before them no other word begins.
const thingWords = "口座处所栋间艘株棵头只"

// sameCount are the measure words that stand for one another: what one counts by
// 座 another counts by 处.
var sameCount = []string{"次回场趟", "名位人", "本册份部", "件起宗桩", "座处所家栋间条口盏台辆套块片株棵头只艘个"}

// unitsAsked lists the standard units that would answer; nil when any will do.
func unitsAsked(text string) []string {
	for _, c := range countWords {
		if c.re.MatchString(text) {
			return c.units
		}
	}
	by := countedBy(text)
	switch {
	case by == "":
		return nil
	case strings.Contains("村镇区县", by):
		return []string{"个", by}
	}
	for _, same := range sameCount {
		if strings.Contains(same, by) {
			return append([]string{by}, strings.Split(strings.Replace(same, by, "", 1), "")...)
		}
	}
	return []string{by}
}
