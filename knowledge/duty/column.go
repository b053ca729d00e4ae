package duty

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// column says what the cells under a header mean.
type column int

const (
	other column = iota
	serial
	category
	work
	project // 项目名称: names the work
	indicator
	lead
	support
	responsible // one column for all units: the first leads
	deadline
	target
	measure // 单位, beside an indicator: of measure
	place
	person
	contact
	baseline // how things stand: no target
	score    // points of an assessment
	meeting  // 地点, 议程: a schedule
)

// headers are the words by which plans call their columns; the first that fits counts.
var headers = []struct {
	means column
	words *pattern.Pattern
}{
	{serial, pattern.MustCompile(`^(?:序号|编号|序|№|NO\.?|No\.?|项次|行次|顺序号|任务编号)$`)},
	{contact, pattern.MustCompile(`电话|手机|邮箱|传真|联系方式|QQ|微信`)},
	{score, pattern.MustCompile(`分值|得分|评分|扣分|自评|赋分|权重`)},
	{meeting, pattern.MustCompile(`议程|主持|座位|席位|桌号|车号|房号|参会|参加人员|会议室|报到|发言`)},
	{baseline, pattern.MustCompile(`现状|基准|基期|上年|实绩|实际(?:值|完成)|当前|本期|累计|进展|完成情况|落实情况|是否|销号情况|整改情况|完成进度|完成率|完成比例|存在困难|备注|说明|依据|来源|投资|资金|金额|属性|权限|解释|计算`)},
	{support, pattern.MustCompile(`配合|参与(?:单位|部门)|参加(?:单位|部门)|协办|协同|协助|协作|会办|支持单位`)},
	{lead, pattern.MustCompile(`(?:牵头|主责|主办|主体责任|首要责任|主要责任)(?:$|单位|部门|科室|镇街|责任)`)},
	{responsible, pattern.MustCompile(`(?:责任|承办|落实|实施|负责|建设|整改|报送|主管|监管|监督|督导|完成|执行|组织|填报|业主|管护|治理|考核对象)(?:主体|单位|部门|科室|处室|镇街|乡镇)|责任(?:主体|方)|业主|实施主体|牵头.*单位`)},
	{person, pattern.MustCompile(`领导|责任人|联系人|联络员|负责人|经办人|姓名|职务|河长|林长|田长|职级|人员`)},
	{deadline, pattern.MustCompile(`时限|期限|完成时间|完成日期|时间节点|时间要求|时间安排|时间进度|进度安排|进度要求|实施时间|办结时间|整改时间|完成时|节点|建设年限|起止|计划(?:完成|竣工|开工)|竣工时间|截止`)},
	{target, pattern.MustCompile(`^(?:19|20)\d\d年度?(?:工作|建设|预期|计划|主要|重点)?(?:目标|任务)`)},
	{work, pattern.MustCompile(`内容(?:及|和|与|、)?.{0,4}规模|目标及?(?:和|与)?(?:措施|任务)|目标任务|任务目标|任务及?(?:和|与)?(?:目标|指标|要求)|工作目标及`)},
	{indicator, pattern.MustCompile(`指标名称|指标内容|^(?:[一二三]级|具体|主要|核心|重点|评估|评价|约束性|预期性)?指标$|考核指标|监测指标|评价指标|评估指标|考核项目`)},
	{target, pattern.MustCompile(`目标|指标值|参考值|标准值|规划值|预期值|考核要求|量化|标准|成效|成果|^(?:“?十[三四五六]五”?)?(?:19|20)\d\d年$|指标$|工作量|数量|规模|任务数|计划数|任务量`)},
	{category, pattern.MustCompile(`类别|领域|分类|方面|板块|类型|类$|维度|层级|性质`)},
	{place, pattern.MustCompile(`断面|河流|河段|河湖|水体|点位|地点|位置|所在|适用范围|区域|实施范围|涉及(?:镇|乡|村|区|流域)|乡镇名称|镇街名称|流域`)},
	{project, pattern.MustCompile(`项目名称|工程名称|^项目$|^工程$`)},
	{work, pattern.MustCompile(`任务|措施|内容|事项|工作|项目|问题|举措|做法|要点|清单|行动|工程|要求|活动|主题|政策`)},
	{measure, pattern.MustCompile(`^(?:计量|计算|度量)?单位$`)},
	{responsible, pattern.MustCompile(`(?:单位|部门)$`)},
	{deadline, pattern.MustCompile(`^(?:时间|日期)$`)},
}

var clutter = strings.NewReplacer(" ", "", "\n", "", "　", "", "\t", "", "（", "(", "）", ")")

// ranked says in a header of one column which of its units leads: 责任单位（排第一的为牵头单位）.
var ranked = pattern.MustCompile(`\([^()]*(?:第一|首位|排名?在?前|居首|列首)[^()]*\)`)

// meaning finds what a header means. Of several levels the innermost tells most.
func meaning(header string) column {
	h := ranked.ReplaceAllString(clutter.Replace(header), "")
	levels := strings.Split(h, "·")
	for i := len(levels) - 1; i >= 0; i-- {
		for _, x := range headers {
			if levels[i] != "" && x.words.MatchString(levels[i]) {
				if i > 0 && meaning(levels[0]) == baseline && (x.means == work || x.means == target && bareYear.MatchString(levels[i])) {
					return baseline // 现状值·2020年, 进展情况·存在问题
				}
				return x.means
			}
		}
	}
	if strings.Contains(h, "责任单位") || strings.Contains(h, "责任部门") {
		return responsible
	}
	return other
}

var bareYear = pattern.MustCompile(`^(?:19|20)\d\d年?$`)

// inner are work columns that say what is done, rather than what it is for or about.
var inner = pattern.MustCompile(`措施|举措|具体|主要内容|工作内容|建设内容|任务内容|做法`)

var yearHeader = pattern.MustCompile(`(?:19|20)\d\d年?(?:底|末)?|“?十[三四五六]五”?(?:末|期末)?`)

// yearOf is the year that a target's header names: 2025年目标值.
func yearOf(header string) string {
	return yearHeader.FindString(clutter.Replace(header))
}
