package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
)

// act is what a part of a sentence does.
type act int

const (
	nothing   act = iota
	action        // something to be done
	goal          // a measured or dated target
	result        // what the action before is for: 确保…, 形成…
	leadIn        // for what, on what grounds, by what means
	slogan        // words of attitude
	actorOnly     // who, and nothing else
	dueOnly       // by when, and nothing else
	finish        // 于9月底前完成: the end of what was said before
	done          // it has happened
	describe      // how things are
	belonging     // a verdict, or what a thing costs and measures: it belongs to what stands before it
)

var (
	perfect   = pattern.MustCompile(`为了|除了|了解|明了|不了|了然|一目了然|了结|已知|早已`)
	copula    = pattern.MustCompile(`是|处于|正值|被称为|被誉为|堪称|位于|地处|坐落|下辖|意味着|事关|关系到|关乎|标志着|体现了`)
	noCopula  = pattern.MustCompile(`[一二三四五六七八九十]是|凡是|但是|于是|还是|只要是|是否|实事求是|尤其是|特别是|若是|要是|就是|不是|是非|国是`)
	lacking   = pattern.MustCompile(`(?:不足|不够|不高|不强|不突出|不平衡|不充分|不到位|不完善|不健全|不优|不多|较多|较重|较大|较小|较低|较差|较弱|偏小|偏低|偏弱|偏高|偏重|滞后|薄弱|困难|有待(?:提高|加强|提升)|有差距|空间小|难度大|压力大|任务重|基础差|严峻|初显|显著|明显|良好|顺利|喜人)$`)
	gapWord   = pattern.MustCompile(`^[^，]{0,24}(?:存在|面临|缺乏|欠缺|尚未|仍然|依然|还有|仍有|具有|拥有|共有|现有|总面积)`)
	counting  = pattern.MustCompile(`累计|合计|总计|共计|先后|同比|环比`)
	ends      = pattern.MustCompile(`(?:要求|部署|精神|思路|原则|规定|意见|方针|安排|指示|通知|方案|标准|办法|条例|文件|情况|实际|职责|规划|计划|目标|基础上|前提下|建议|提案|议案|过程中|中|下|时|后|之际|期间|为(?:总)?[^，]{0,6}(?:核心|重点|载体|抓手|目标|主线|主|导向|引领|契机|基础|支撑|依托|原则|统领|牵引|根本|主轴|中心|切入点|突破口|着力点|出发点|落脚点|动力|保障|目的|平台|底线|纽带|手段|依据|指引|指导|轴|范围|路径|方向|主体|准则|遵循|主题|主旨))$`)
	grounds   = pattern.MustCompile(`^(?:为|为了|根据|鉴于|由于|因|随着|无论|不论|不管|如|如果|若|当|凡|除|经|正|既|虽|尽管|遇|一旦|对照|严格按照.*要求$)`)
	noGrounds = pattern.MustCompile(`^(?:经营|经费|经济|因地制宜|如期|如实|当好|当[月季日年周天]|正确|正常|除险|除尘|凡是)`)
	means     = pattern.MustCompile(`^(?:按|按照|依照|依据|依|坚持|坚持以|本着|立足|着眼|围绕|聚焦|紧扣|紧盯|依托|结合|通过|采取|采用|利用|运用|充分利用|充分发挥|借助|对|对于|针对|关于|将|把|从|与|向|在|以|就|沿|于|使用|借鉴|充分借鉴|参照|对标|紧紧围绕|突出)`)
	purpose   = pattern.MustCompile(`^(?:着力|努力|切实|全力|不断|共同|积极|有效|稳步|逐步|真正|加快|进一步|最终|持续|全面)*(?:确保|形成|实现|达到|营造|让|使|使得|促进|助力|推动形成|以便|以|从而|进而|做到|维护|提供|展现|彰显|凝聚|汇聚|激发|防止|避免|杜绝|调动|为|得到|取得|巩固|增进|保证|保障|推动.{2,12}(?:形成|提升|发展|转变)$|(?:提高|提升|增强|改善|美化|优化|满足|扩大).{2,24}(?:能力|水平|质量|效率|意识|素质|感|面貌|环境|满意度|影响力|竞争力|率|度|成效|效果|效益|需求|要求)$)`)
	attitude  = pattern.MustCompile(`^(?:全[区县市]|各级|各地|各部门|各镇街)?(?:上下)?(?:要|应)?坚持[^，]{2,16}(?:优先|发展|导向|引领|为本|至上|并重|统筹|结合|第一)$|打(?:好|赢)[^，]{0,16}(?:战|仗)$|(?:压实|扛起|扛牢|落实)[^，]{0,8}责任$|(?:提高|提升)(?:政治|思想)?(?:站位|认识)|(?:抓住|抢抓|把握)[^，]{0,8}(?:窗口期|机遇|契机|机会)$|聚焦[^，]{0,6}(?:短板|弱项|重点|难点)|(?:拿出|发扬|弘扬).{2,16}(?:精神|劲头|作风)|(?:深入|全面)?(?:贯彻|践行|学习|落实)[^，]{0,24}(?:理念|思想|精神)$|树立[^，]{0,16}(?:理念|思想|意识)$|坚持“?.{1,6}”?字当头|(?:深刻|充分)(?:认识|领会|把握)|抓好(?:贯彻)?落实$|按期完成$|落地见效$|落到实处$|加强(?:协作|配合|沟通|沟通协作|协调配合|协同配合)$|把.{2,24}(?:放在|摆在|摆上).{0,16}(?:位置|日程)|增强.{0,10}(?:意识|自觉)`)
	// closings are the words that open or close a document and bind nobody.
	closings = pattern.MustCompile(`特此(?:通知|通告|函告|函复|报告)|贯彻执行$|遵照执行|组织实施$|贯彻落实$|现(?:印发|将|予)|^现.{0,6}(?:答复|通知|报告|公告)|制[定订](?:本(?:方案|办法|规定|意见|计划|规划|通知|细则|要点|清单)|如下|以下)|(?:起|日)(?:施行|实施|执行|生效)|负责解释|有效期|同时废止|此件|收悉|答复如下|通知如下|纪要如下|报告如下|提出(?:如下|以下).{0,4}(?:意见|措施|方案|要求)$|^附件|^联系人|^联系电话|^抄送|所称|是指|^本(?:方案|办法|规定|通知|规划|计划|意见)(?:由|自|中|所|适用|共|分为|未尽)|参照(?:执行|推进|落实|实施|办理)|以下(?:几|各|重点)?(?:项|个|方面)*(?:的)?工作|^原.{0,20}废止|^名词解释`)
	// attendance opens a line of minutes that says who was there, or whom a paper goes to.
	attendance = pattern.MustCompile(`^(?:出席|列席|请假|缺席|参会|参加|主持|记录|分送|主送|抄送|抄报)(?:人员|人|单位|领导|同志)?\s*[：:]`)
	bareDone   = pattern.MustCompile(`^(?:务必)?(?:全部|全面|基本|按期|如期|按时|须|应|前|内|之前|以前|要|并)*(?:并网(?:运行|发电)|投入运行|正式运行|建成运行|通车|通水|开园|完成|完工|办结|落实到位|整改到位|完成整改|整改完成|完成任务|竣工|建成|投用|投入使用|建成投用|投产|交付使用|完成建设|完成验收|验收|落实|到位|见效|提交|报送|上报|印发|实施|启动|开工|启用|达标|达到要求|实施完毕|执行到位|完成到位|\p{Han}{2}到位|办理完毕|取得实效|取得明显成效)$`)
	// condition is a case that a rule is made for: 对督查发现的问题, 对工作推进不力的.
	condition = pattern.MustCompile(`^[^，]{2,24}的$|^(?:连续|累计|排名|(?:年度|年终|季度)?考核|综合?评[价分])[^，]{2,40}的\p{Han}{0,6}$|^[待俟][^，]{2,24}[后时]$|^(?:对|对于|针对|凡|如|若).{2,60}的(?:\p{Han}{0,6})$`)
	former    = pattern.MustCompile(`原定|原计划|原要求|原为`)
	dueLabel  = pattern.MustCompile(`^(?:完成|办结|整改|实施)?(?:时间|时限|期限)(?:定于|定在|为|是|：|:|在)?`)
	verdict   = pattern.MustCompile(`^(?:予以|部分|全部|基本|原则上?|不予|暂不|已)*(?:采纳|吸纳)$`)
	attribute = pattern.MustCompile(`^[^，]{0,12}?(?:总投资|(?:概算|估算)(?:总)?投资|投资(?:概算|估算|总额)|项目总额|注册资本|资金来源|总?占地(?:面积)?|总?建筑面积|总?工期|建设周期|分值|权重|占比|(?:年)?产能|库容)[约为共计：:]*[^达到]*$`)
	countOnly = pattern.MustCompile(`^共(?:计)?[\d一二三四五六七八九十百]+\p{Han}{1,2}$`)
	// setting says where or in how many steps a thing goes on, or how large it is, and asks nothing.
	setting    = pattern.MustCompile(`^(?:比|较)(?:去年|上年|前年|同期|上月)[^，]{0,4}(?:增加|增长|减少|下降|提高|多|少)|^(?:地点|主题|对象)(?:为|是|在|定于|设在)|^(?:创建|规划|行动|试点|建设|实施)(?:期限|周期|年限|期)(?:为|是)|(?:变化|情况|结果|数据|对比|安排|分工)(?:具体)?(?:如下|见(?:附)?[表图件]\d*)$|^均?(?:已)?结转(?:至|到)|^按照?“[^”]{2,40}”的(?:要求|思路|原则)(?:抓好|有序|稳步)?(?:推进|实施|开展|进行)$|^分[一二三四五六两\d]+个?(?:阶段|步|批)(?:推进|实施|进行|开展)?$|^(?:总|国土|辖区|流域|幅员)?(?:面积|人口|涉及人口|覆盖人口|常住人口)(?:约)?[\d.]+[万亿]?\p{Han}{1,4}$`)
	season     = pattern.MustCompile(`^为\p{Han}{2,10}(?:期|日|周|月|年)$`)
	forecast   = pattern.MustCompile(`可能(?:发生|出现)|较常年|将有|将迎来|将出现|预测|预计.{0,12}(?:降雨|气温|过程)`)
	definition = pattern.MustCompile(`^[^，。]{1,24}(?:为|是)[^，。]{1,40}的[^，。的]{1,10}$`)
)

// kindOf decides what a part is. Its head is read off already.
func (s *scanner) kindOf(p *part) act {
	core := strings.TrimSpace(s.text[p.core:p.span.End])
	whole := s.text[p.at:p.span.End]
	switch {
	case p.role && core == "":
		return actorOnly
	case p.aloneDue:
		return dueOnly
	case core == "" && len(p.who.lead) > 0 && p.due != nil && p.due.Kind != when.Urgent && p.at >= p.span.End:
		return actorOnly // 各责任单位自4月起，…
	case core == "":
		if p.due != nil && p.due.Kind == when.Urgent && utf8.RuneCountInString(p.due.Text) > 3 { // 立行立改 says what as well
			p.at = p.due.Pos
			return action
		}
		return nothing
	case condition.MatchString(s.text[s.afterUnits(p):p.span.End]), former.MatchString(whole):
		p.due, p.at = nil, s.afterUnits(p) // a time here says when the case arises
		return leadIn
	case verdict.MatchString(core), s.isAttribute(p, core):
		return belonging
	case s.isDone(p, core):
		return done
	case len(p.who.lead) > 0 && proposal.MatchString(s.text[p.at:p.span.End]), appoints.MatchString(s.text[p.span.Start:p.span.End]), len(p.who.lead) == 0 && p.due == nil && s.penal(p):
		return describe
	case p.due != nil && s.labelsDue(p):
		return dueOnly
	case bareDone.MatchString(strings.TrimLeft(core, "前内")) && p.due != nil:
		return finish
	case s.isDescription(p, core):
		return describe
	case p.due == nil && len(p.figures) == 0 && isAttitude(whole):
		return slogan
	case s.isLeadIn(p, core):
		return leadIn
	case s.measured(p):
		return s.measuredKind(p, core)
	case purpose.MatchString(whole) && p.due == nil && !p.plain && p.word != "力争":
		return result
	case s.isAction(p, core):
		return action
	}
	return nothing
}

// attitudes are words of attitude that need no pattern.
var attitudes = strings.Fields(`政治站位 思想认识 责任感 使命感 紧迫感 齐心协力 攻坚克难 动真碰硬 密切配合 协调作战 协同作战 同心同德 统一思想 提高认识 高度重视 倒排工期 挂图作战 严明纪律 真抓实干 奋勇争先 担当作为 敢于担当 勇于担当 凝心聚力 众志成城 久久为功 善作善成 绝不姑息 齐上阵 大局意识 “一盘棋” 责任意识 狠抓落实 一张蓝图 以上率下 上下联动 形成合力 齐抓共管 意义重大 十分重要 至关重要 麻痹思想 侥幸心理 抓实抓细 亲自抓 负总责 树牢`)

// labelsDue reports whether a part is a label and its time, and nothing else: 完成时限为2024年底.
func (s *scanner) labelsDue(p *part) bool {
	text := s.text[p.span.Start:p.span.End]
	m := dueLabel.FindString(text)
	return m != "" && utf8.RuneCountInString(text[len(m):]) <= utf8.RuneCountInString(p.due.Text)+4
}

// proposal is something that a unit put forward, not something it is to do: 区生态环境局提出的调整方案.
var proposal = pattern.MustCompile(`^(?:所)?(?:提出|提交|报送|起草|编制|拟定|拟订|制定|上报|申报|建议|汇报|反映|提供)的[^，]{2,24}$`)

// appoints names who holds an office; it asks nothing of anybody.
var appoints = pattern.MustCompile(`(?:办公室|专班|指挥部|领导小组)(?:设在|设于|挂靠)|兼任|(?:任|担任|为)(?:办公室|领导小组)?(?:常务|执行)?(?:组长|副组长|主任|副主任|总指挥|副总指挥|指挥长|召集人|总召集人|联络员|秘书长|成员|成员单位|总河长|总林长)$|^(?:组长|副组长|主任|副主任|成员)[：:]|^负责(?:领导小组|办公室|专班)?的?日常(?:工作|事务|协调|运转)(?:工作)?$`)

// punishes is what follows for those who fail; who is to punish is not said.
var punishes = pattern.MustCompile(`(?:^|[，；。、）)])(?:对|对于|凡|如|若)?[^，；。]{0,60}(?:不力|不到位|未按|未完成|不落实|落实不|失职|渎职|弄虚作假|敷衍|推诿|滞后|不及时|情节严重|迟报|漏报|瞒报|违反|造成[^，；。]{0,12}(?:后果|影响|损失)|履职不)[^；。]*(?:通报|约谈|问责|追责|追究|处分|取消[^，；。]{0,10}(?:资格|评优|评先)|扣分|扣减|处理|惩处)`)

// penal reports whether a part belongs to a clause that only says what befalls those who fail.
func (s *scanner) penal(p *part) bool {
	from, to := p.span.Start, p.span.End
	for from > 0 && !strings.HasSuffix(s.text[:from], "。") {
		_, n := utf8.DecodeLastRuneInString(s.text[:from])
		from -= n
	}
	return sanction.MatchString(s.text[p.at:to]) && punishes.MatchString(s.text[from:to])
}

var sanction = pattern.MustCompile(`通报|约谈|问责|追责|追究|处分|取消[^，；。]{0,10}(?:资格|评优|评先)|扣分|扣减|严肃处理|惩处`)

func isAttitude(text string) bool {
	for _, w := range attitudes {
		if strings.Contains(text, w) {
			return true
		}
	}
	return attitude.MatchString(text)
}

func (s *scanner) measuredKind(p *part, core string) act {
	if leading(core, verbs) != "" && !reach.MatchString(core) {
		return action
	}
	return goal
}

// afterUnits is where a part's words begin when a time at its head belongs to them.
func (s *scanner) afterUnits(p *part) int {
	at := p.span.Start
	for _, m := range p.who.lead {
		if m.End > at && m.End <= p.at {
			at = m.End
		}
	}
	return at
}

// dated reports whether a time binds the part that is more than an adverb: 立即 and 持续 are not.
func (p *part) dated() bool {
	return p.due != nil && p.due.Kind != when.Open && p.due.Kind != when.Urgent && p.due.Kind != when.Fuzzy
}

// isDone reports what has happened: 了, 已, a day gone by, a count without a time to come.
func (s *scanner) isDone(p *part, core string) bool {
	if strings.Contains(core, "正在") || strings.Contains(core, "正按") {
		return !p.plain && !p.strong && !p.dated()
	}
	if p.plain || p.strong || p.dated() && !p.past {
		return false
	}
	text := s.unquoted(p.at, p.span.End)
	if strings.Contains(text, "了") {
		text = perfect.ReplaceAllString(text, "")
	}
	if p.past && p.due == nil {
		return true
	}
	if strings.Contains(text, "了") {
		return true
	}
	if at := strings.Index(text, "已"); at >= 0 && leading(core, verbs) == "" {
		return true
	}
	return counting.MatchString(text) && len(p.figures) > 0 && !ahead.MatchString(text)
}

// ahead is a sum over the time that a plan runs: 三年累计投放鱼苗150万尾.
var ahead = pattern.MustCompile(`^(?:[一二三四五六七八九十两\d]年|全年|年内|到期|期内|规划期)(?:内|间)?(?:累计|合计|总计|共计)`)

// isAttribute reports what a thing costs, measures or weighs, how many there are or
// what a season is called, where nothing is to be reached.
func (s *scanner) isAttribute(p *part, core string) bool {
	if p.plain || p.strong || leading(core, verbs) != "" {
		return false
	}
	whole := s.text[p.at:p.span.End]
	if season.MatchString(core) || countOnly.MatchString(whole) {
		return true
	}
	return p.due == nil && attribute.MatchString(whole) && !reach.MatchString(core)
}

// isDescription reports how things are: a copula, a shortcoming.
func (s *scanner) isDescription(p *part, core string) bool {
	text := s.unquoted(p.at, p.span.End)
	if definition.MatchString(text) || forecast.MatchString(text) || setting.MatchString(s.text[p.span.Start:p.span.End]) {
		return true
	}
	if p.plain || p.strong {
		return false
	}
	if lacking.MatchString(text) && !p.dated() {
		return true
	}
	if copula.MatchString(text) && copula.MatchString(noCopula.ReplaceAllString(text, "")) {
		return true
	}
	if p.due != nil || leading(core, verbs) != "" {
		return false
	}
	return gapWord.MatchString(text)
}

// matter is what a sentence is about before it says what to do: 对省级评估反馈的7个方面23个问题，….
var matter = pattern.MustCompile(`^(?:对|对于|针对|围绕|其中)[^，]{4,40}(?:问题|事项|点位|企业|线索|意见|图斑|隐患|项目)$`)

// isLeadIn reports grounds, purpose or means without an action of their own.
func (s *scanner) isLeadIn(p *part, core string) bool {
	if p.due != nil && !p.aloneDue || len(p.figures) > 0 && reach.MatchString(core) {
		return false
	}
	if forbids(p.word) && p.strong {
		return false // 严禁使用外来物种
	}
	text := s.text[p.at:p.span.End]
	if matter.MatchString(s.text[p.span.Start:p.span.End]) && !p.plain && !p.strong {
		return true
	}
	if grounds.MatchString(text) && !noGrounds.MatchString(text) {
		return true
	}
	body := text
	if means.MatchString(core) {
		body = core
	} else if !means.MatchString(text) {
		return false
	}
	if leading(core, verbs) != "" && !means.MatchString(core) {
		return false
	}
	return ends.MatchString(body) || verbIn(body) < 0
}

// ruled says what is done in a case: 当月无进展的实行零报告.
var ruled = pattern.MustCompile(`^[^，。；]{2,20}的(?:实行|一律|予以|给予|不予|按照?|依照?|须|应当?|要|由)\p{Han}`)

// isAction reports whether a clause says what is to be done.
func (s *scanner) isAction(p *part, core string) bool {
	switch {
	case leading(core, verbs) != "", p.strong, p.plain:
		return true
	case p.due != nil, len(p.who.lead) > 0:
		return true
	case ruled.MatchString(core):
		return true
	case p.core > p.at && leading(s.text[p.at:p.span.End], adverbs) != "":
		return true
	}
	return means.MatchString(core) && verbIn(core) > 0
}
