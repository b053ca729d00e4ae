package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// ask is what a question wants to know.
type ask string

const (
	askWhen     ask = "when"
	askOften    ask = "often"
	askLeft     ask = "left" // days left
	askWho      ask = "who"
	askMany     ask = "many" // a figure
	askShare    ask = "share"
	askDiff     ask = "diff"
	askSum      ask = "sum"
	askList     ask = "list"
	askTasks    ask = "tasks"  // rows of the register
	askPoints   ask = "points" // milestones of a period
	askNext     ask = "next"
	askYes      ask = "yes"
	askWhere    ask = "where"
	askProgress ask = "progress"
	askAbout    ask = "about"
	askMean     ask = "mean"
	askState    ask = "state" // how far things are by the documents themselves
	askPhone    ask = "phone"
	askHow      ask = "how"
	askWhy      ask = "why"
)

// wording ties words to a kind; the first that matches decides.
type wording struct {
	kind ask
	re   *pattern.Pattern
}

const body = `(?:单位|部门|局|委|办(?:$|[^法事理好完到])|镇街?|街道|领导|人|科室|机构|同志|主体|家)`

// patterns are matched against the standardised question, in order.
var patterns = []wording{
	{askAbout, courtesy},
	{askPoints, lastAsked},
	{askTasks, mostLed},
	{askAbout, pattern.MustCompile(`^(?:你|机器人)(?:到底)?(?:是|算)?(?:真人|人|机器人|不是人|AI|ai|程序|谁做|谁开发)`)},
	{askAbout, reliable},
	{askAbout, howToReport},
	{askAbout, holdingsAsked},
	{askAbout, pattern.MustCompile(`^你?(?:这些|的|说的)*(?:答案|回答|答复|说法|依据)(?:是|都)*(?:从|打)?(?:哪里|来源|哪儿|什么地方|根据什么)`)},
	{askAbout, pattern.MustCompile(`^(?:你(?:是谁|是什么|能做什么|会什么|会做什么|有什么用|可以做什么|能干什么)|帮助|怎么用你|使用说明|有什么功能)$`)},
	{askNext, nextOf},
	{askNext, pattern.MustCompile(`^(?:那|然后|接着)?(?:再往后|往后|再后面|后面|下一个|下一步|再下一个|接下来|然后|之后|再然后|后头)(?:的)?(?:节点|时间节点|是什么|是|还有|有哪些|有什么|要做什么|什么时候)?(?:呢)?$`)},
	{askNext, pattern.MustCompile(`^(?:那么?)?(?:[过审办搞弄做通走批]|完成|通过|结束|审议|审查|发布|征求)(?:过|完|好|了|之后|以后|后)+(?:呢|还?要?[干做]什么|是什么)?$`)},
	{askOften, pattern.MustCompile(`(?:多久|什么时候).{0,8}(?:[一1]次|[一1]回|[一1]遍|[一1]轮)|多长时间.{0,8}(?:[一1]次|[一1]回|[一1]遍|[一1]轮)|(?:几|多少)(?:天|周|个?月|年).{0,6}(?:[一1]次|[一1]回|[一1]遍)|频率|频次|(?:每|一)个?(?:月|年|季度|周|季).{0,8}(?:几|多少)(?:次|回|场|遍)|^[^和与跟、到至相间]*隔(?:多久|多长时间|多少天|几天|几个?月|几年)[^有着的]`)},
	{askMany, apartAsked},
	{askYes, pattern.MustCompile(`^[^多几哪谁什]*(?:是不是|有没有)[^多几哪谁什]*\d[^多几哪谁什]*$|^[^多几哪谁什]*\d[^多几哪谁什]*(?:吗|对不对|是不是|[^不]不)$`)},
	{askWhen, pattern.MustCompile(`(?:什么时候|几号|哪天|哪几天|多久之?前|周几|星期几|礼拜几).{0,6}(?:报|交|汇总|通报).{0,8}(?:进展|进度|情况|材料|报告)?$|(?:进展|进度|情况|材料|报告).{0,4}(?:什么时候|几号|哪天|哪几天|多久|周几|星期几)之?前?(?:报|交|上报|汇总)`)},
	{askWho, pattern.MustCompile(`(?:报|交|送|反馈)(?:送|告)?(?:给|到)?(?:谁|哪个(?:单位|部门)?|哪里|哪家)$|(?:向|给)(?:谁|哪个单位|哪个部门|哪里)(?:报|交|反馈)`)},
	{askList, pattern.MustCompile(`\d%.*哪(?:些|几|[二两三四五六七八九十\d]+)`)},
	{askMany, pattern.MustCompile(`(?:进度|进展).*(?:扣|加|减|得)(?:掉)?(?:多少|几)`)},
	{askProgress, pattern.MustCompile(`(?:进度(?:[^安计要表]|$)|进展|完成情况|推进情况|办得|做得|落实得|推进得|完成得)(?:.{0,4}(?:怎么样|多少|到哪|情况|如何))?|(?:到哪一?步|报了没|报了吗|报没报|报没有报|哪些.{0,4}(?:没报|未报|报了))`)},
	{askWhy, pattern.MustCompile(`(?:^|[^称作命名评定列认视])为什么|为何|什么原因|原因(?:是|在|出在)?(?:什么|哪)?(?:里|儿)?$|怎么回事|凭什么|因为什么|(?:(?:^|[^项题科])目的|用意|初衷)(?:是|为|在于)?(?:什么|哪)`)},
	{askMean, pattern.MustCompile(`什么是|什么叫|什么意思|指的?是?什么|定义|含义|怎么理解`)},
	{askYes, mentionAsked},
	{askWhen, pattern.MustCompile(`(?:电话|热线|邮箱|信箱|留言箱|网站|平台|公众号).{0,6}(?:什么时候|哪天|几月|哪年)`)},
	{askPhone, pattern.MustCompile(`(?:举报|投诉|咨询|监督|服务|值班|报名)(?:的)?(?:电话|热线|号码)|(?:电话|热线|号码|邮箱|网址|传真|邮编)(?:地址)?(?:是)?(?:多少|什么|哪个)|打(?:什么|哪个|多少)电话`)},
	{askLeft, pattern.MustCompile(`(?:还有|还剩|剩下?|距离?|离).{0,24}(?:多少天|几天|多久|多长时间|多少时间|几年|多少年|几个月)|(?:多少|几)天(?:后|之后)?(?:到期|截止)`)},
	{askWhen, pattern.MustCompile(`^[^节列]*(?:什么时候|哪[几两二三四\d]个?[天年]|哪[几两\d]号|哪段时间|哪天|哪一?年|几号|几月|(?:^|[^哪])几点|星期几|周几|礼拜几)[^节列]*$`)},
	{askDiff, pattern.MustCompile(`(?:(?:^|[^占])比[^例重率值]|相比|较|对比).{0,20}(?:多|少|高|低|增|减|提高|提升|下降|降低|涨|上升)|相差|(?:^|[^还尚])差(?:了|距)?(?:多少|几)|增加了?(?:多少|几)个(?:百分)?点|提高了?(?:多少|几)个(?:百分)?点`)},
	{askPoints, pattern.MustCompile(`^(?:所有|全部|[一二三四五六七八九十\d]+个)的?(?:时间)?节点$`)},
	{askPoints, pattern.MustCompile(`(?:排|列|理|梳理).{0,8}节点|节点.{0,10}(?:排|列|理|说|报|过)一?下?$`)},
	{askPoints, pattern.MustCompile(`(?:哪些|几个|多少个?|什么|有没有|所有|全部|哪几个).{0,10}节点|节点.{0,6}(?:哪些|几个|多少|什么)|(?:哪些|什么|几项|多少项?|几个).{0,12}(?:到期|要完成|该完成|完成的)|(?:到期|截止|完成|交差)的?` + dueNoun + `?(?:都|各)?(?:有|是)?(?:哪些|哪几[个项件条]|几[个项件条]|多少[个项件条])|(?:到期|截止|完成|交差|办结)的?` + dueNoun + `(?:都|全部|给我)*(?:列|排|理)(?:一下|一个|1个|个|出|$)`)},
	{askSum, pattern.MustCompile(`加起来|加在一起|合起来|相加`)},
	{askHow, pattern.MustCompile(`做了(?:哪些|什么)`)},
	{askList, pattern.MustCompile(`[二三四五六七八九十\d]大[^牵负责]{0,6}(?:任务|工作)(?:分别)?(?:是|有|指)?(?:哪|什么)`)},
	{askTasks, dueThen},
	{askTasks, pattern.MustCompile(`(?:哪些|什么|多少|几)(?:个|项|条)?.{0,6}(?:任务|工作|活路?|职责|事情?|差事)(?:要|该|是|归|由|$|，)|(?:任务|职责|工作)(?:有|是)?(?:哪些|什么|(?:多少|几)(?:项|个|条|件|$))|(?:牵头|负责|配合|参与|协办|主管|管)的` + dueNoun + `?(?:有|是)(?:哪|几|多少|什么)|(?:哪些|哪几[项个件])(?:(?:任务|工作|事项|项目|事情?)(?:是|由|归|要|需要?)?|是)[^谁哪单部]{2,14}(?:牵头|负责|配合|参与|协办)的?$|(?:参与|协助|协办)(?:哪些|哪几|几|什么)(?:[项个件]|任务|工作|事)|(?:牵头|负责|参与|配合)(?:整改|治理|实施|承担|的)*(?:哪些|哪几[个项件]|几[个项件]|什么)(?:问题|项目|工程|任务)|(?:牵头|负责|参与|配合)(?:整改|治理|实施|承担)?的(?:问题|项目|工程)(?:有|是)?(?:哪|几|什么)|负责(?:哪些|什么|哪几|多少)|(?:要|该|需要)(?:做|干|完成|办)[些点]?(?:哪些|什么)|牵头(?:哪些|哪样|哪一?[项件]|什么|了?哪几|了?几|了?多少)|配合(?:哪些|什么|了?几|哪几?[项件])|任务清单`)},
	{askWhen, pattern.MustCompile(`什么时候|时间段|哪个?时段|(?:^|[^哪])几点|哪天|哪年|哪一年|哪个?月|几月|几号|几时|哪个季度|何时|时间是|什么日子|最迟|最晚|多久(?:之?前|完成|交|报|发|出|建成|办)|(?:截止日?|时限|期限|日期|(?:^|[^长少])时间)(?:是|为|到|在)?(?:什么|多少|几|哪)?$`)},
	{askMany, pattern.MustCompile(`占(?:了|到)?(?:多少|几)(?:分|个|项|条|亩|人|户|家)$`)},
	{askShare, pattern.MustCompile(`占比|比重|比例|占(?:[^地用道压].{0,9})?(?:多少|百分之几|几成)|百分之(?:几|多少)|几成|(?:率|[^制年季月浓温湿高深长宽速厚额]度)(?:(?:到)?(?:20\d\d|[今明去后]|上一|下一)年(?:底|末)?)?(?:是|要|到|达到?|为|有|目标)*(?:多少|几)|(?:[^个些]率|占比)$`)},
	{askList, pattern.MustCompile(`(?:名单|清单|明细)(?:是不是|有没有|有吗|呢|公布没有)?$|(?:有没有|有).{0,3}(?:名单|清单|明细)`)},
	{askList, pattern.MustCompile(`[二三四五六七八九十两\d](?:大|[个` + measureWords + `])[\p{Han}]{2,8}(?:都|各|分别)?(?:叫|是|喊|称)(?:做|成)?什么(?:名字|名称)?$|[二三四五六七八九十两\d](?:大|[个` + measureWords + `])[\p{Han}]{2,8}的?(?:名字|名称|叫法)$`)},
	{askList, numberAlone},
	{askList, objectAsked},
	{askWho, companyAsked},
	{askWho, pattern.MustCompile(`(?:[^部市区县成增]长|主任|书记|主席)(?:是|叫)什么(?:名字)?$`)},
	{askWho, pattern.MustCompile(`(?:哪些|哪几家?)(?:来)?(?:配合|协办|协助)的?$`)},
	{askWho, pattern.MustCompile(`哪(?:些|几个?|家|几家)(?:单位|部门|局|机构|机关|科室|领导|人员?|主体)`)},
	{askList, townsListed},
	{askHow, pattern.MustCompile(`意义(?:是|为|在于)?(?:什么|哪)|(?:有|是)(?:什么|哪些)(?:意义|好处|作用|用意)$`)},
	{askList, pattern.MustCompile(`哪几[^年月天号时点]|哪[二三四五六七八九十两\d]+`)},
	{askHow, degreeAsked},
	{askMany, pattern.MustCompile(`(?:能|可以?|最长|最多|要|需|期限?).{0,4}多久|多少|几[十百千万]?(?:个|分|笔|起|道|株|棵|口|盏|只|宗|项|条|次|期|种|类|家|场|天|晚|回|人|名|位|座|处|公里|亩|吨|级|批|届|号|方面|件|份|篇|年|辆|台|栋|户|间|所|平方|元|块|亿|万|米|层|支|队|区|县|镇|村|步|轮|成)|多(?:大|长|高|远|宽|重|深)|(?:数量|总和|总数|总量)$`)},
	{askHow, pattern.MustCompile(`(?:会|活动|项目|工程|规划|方案|文件|办法|基地|平台|节|仪式|行动)(?:的)?(?:叫什么|名称|名字|全称)`)},
	{askHow, pattern.MustCompile(`(?:和|与|跟|、).+哪个(?:先|后|更?早|更?晚|更?多|更?少|更?大|更?高|.{1,3}得(?:多|少|早|快|好))`)},
	{askHow, pattern.MustCompile(`[受挨遭给]到?(?:什么|哪些)(?:样的)?(?:处罚|惩处|惩罚|处分)`)},
	{askWho, pattern.MustCompile(`谁|叫什么名字|姓名|姓什么|哪个` + body + `|哪(?:些|几个?|家|几家)` + body + `|什么` + body + `|(?:由|归)哪|哪个(?:$|[^牌奖等档流镇街乡村区县市河湖水阶季月年方文项仪活学平指模地小大部环领行时星路类种条款点])|(?:牵头|责任|主管|主办|承办|配合|组织|审批|发证|验收|监管|执法|会办|协办|审议|审查|审定)(?:单位|部门|机关|人)(?:是|有|为)?(?:哪|什么|谁)?|是哪个$|^哪个|(?:牵头|负责)的?$|哪里(?:负责|牵头|管)|哪家(?:在|来|去)?(?:负责|牵头|管|抓|办)`)},
	{askHow, pattern.MustCompile(`(?:问题|短板|差距|困难|不足|优势|亮点|意义|好处|重点|难点|区别|关键|弱项|原因)(?:主要|都)?(?:是|有|在|体现在|出在)?(?:哪|什么)|做了(?:哪些|什么)|(?:有|存在)(?:哪些|什么)(?:主要|突出|明显)?的?问题$|(?:哪些|什么)(?:主要|突出|明显)?的?(?:短板|差距|困难|不足|优势|亮点|难点|弱项)|(?:哪些|什么)(?:措施|举措|做法|办法)|(?:要|该|怎么)(?:做|抓)(?:哪些|什么)?$|做法|大不大|多不多|好不好|难不难`)},
	{askWhere, pattern.MustCompile(`在哪个?(?:镇|村|乡|街道|区|县|地|小区|公园|片区|园区|位置|路段)|哪里|哪儿|什么地方|(?:哪一?|几)(?:层|栋|号?楼|间|排)(?:楼|房|办公室?|上班)*$|(?:^|[^存现用花投抓讲写])在哪(?:$|[^一个些年月天种类项届几次])|何处|哪个地方|地点(?:是|在)?(?:哪|什么)?`)},
	{askYes, pattern.MustCompile(`是不是|有没有|能不能|可不可以|可以不可以|要不要|会不会|该不该|需不需要|是否|能否|可否|用不用|得不得|对不对|够不够|差不差|到没到|达没达|满不满|参不参|归不归|准不准|许不许|吗$|[^什怎那这要]么$|没有?$|(?:算|行)不(?:算|行)|包不包括|在不在|是不$|不$`)},
	{askList, pattern.MustCompile(`哪些|哪几|有些?什么|包括什么|分别是|名单|都有|列|哪个|哪种|哪类|哪项|哪条|是什么|什么内容`)},
}

const (
	ofPeriod  = `(?:月份?|旬|年底|年内|半年|季度|[周日号底末初])(?:以?前|之前|内|里)?(?:都|还|又)?(?:有)?`
	whatWork  = `(?:哪些|什么|哪几[样个件项])(?:事情?|工作|任务|活路?)?`
	workVerbs = `(?:忙|弄|搞|做|干|完成|办|抓)(?:完|好)?`
)

// dueThen asks what there is to do in a period, in any words: 7月中旬要忙哪几样, 8月哪几样要弄完.
var dueThen = pattern.MustCompile(ofPeriod + `(?:(?:要|该|得|需要?)` + workVerbs + `(?:些|点)?` + whatWork + `|` + whatWork + `(?:要|该|得|需要?)` + workVerbs + `的?)$`)

var (
	howToReport   = pattern.MustCompile(`^(?:我|我们)?(?:要|想|该)?(?:怎么|在哪里?)(?:给你)?(?:报|填报|上报|发|交)(?:一下)?(?:进度|进展|情况|更新)$`)
	holdingsAsked = pattern.MustCompile(`^你.{0,6}(?:有|看过|收录了?|读过|知道|学过)(?:了|的)?(?:哪些|什么)(?:文件|资料|材料|文档)$|^(?:一共)?收录了(?:哪些|什么|几份|多少份?)文件`)
)

// numberAlone asks for as many things as it says, without a question word: 强化责任制度四条，概括一下.
var numberAlone = pattern.MustCompile(`[二三四五六七八九十]大?(?:条|点|项|件|块|步|个?方面)[\p{Han}]{0,4}(?:，|\s)*(?:概括|列|念|说|报|讲|摆|总结|介绍|逐[条项]|分别)?(?:一下|出来|报|列|说)?$`)

// objectAsked asks whom or what something is done to: 对哪些人问责, 针对哪类单位.
var objectAsked = pattern.MustCompile(`(?:对|针对|面向|围绕|聚焦|盯住|盯着)(?:哪些|哪类|哪几[类种]|什么样的|什么)(?:人员?|单位|部门|机构|企业|主体)`)

// townsListed asks which towns there are, not who does a thing: 创建范围是哪些镇街.
var townsListed = pattern.MustCompile(`^[^牵负责管配组承抓]*(?:是|有|包括|包含|涉及|为)哪(?:些|几个?|\d+个)(?:镇街?|乡镇|镇乡|街道|乡|村|社区)$`)

// degreeAsked asks how strong a thing is, which documents tell in words: 处罚力度大不大, 问责有多重.
var degreeAsked = pattern.MustCompile(degreeWord + degreeTail + `|(?:差距|困难|影响|潜力|风险|矛盾|作用|好处)` + degreeTail + `|(?:罚|惩处|惩治|问责|追责|追究|责任|任务|负担|要求|管|查)得?(?:是|有)?多(?:[重严狠]|严格|严重)$|多(?:重要|关键|突出|明显|紧迫|迫切|不足|落后)$`)

const (
	// degreeWord is a noun that only measures what stands before it.
	degreeWord = `(力度|强度|压力|难度|程度|效果|幅度|成效)`
	degreeTail = `(?:上|方面)?(?:是|有|到底)?(?:多|够)?(?:大不大|高不高|强不强|重不重|好不好|严不严|够不够|多[大高强重深严]|怎么样?|[大高强重严好]吗?)$`
)

// effectAsked asks what is to come of a thing; effectTold says so.
var (
	effectAsked = pattern.MustCompile(`(?:达到|做到|实现|取得|收到|起到|见到|有|要)(?:个|一个)?(?:什么|怎么样?|哪些)(?:样)?的?` + degreeWord)
	effectTold  = pattern.MustCompile(`^(?:努力|力争|从而|最终|方能)?(?:实现|形成|达到|让|使|确保|推动形成)`)
)

var (
	degreeNoun   = pattern.MustCompile(degreeWord)
	degreeAtTail = pattern.MustCompile(degreeWord + degreeTail)
)

var (
	// whatIs asks what a thing is: 林长制是什么; a number in front asks for a list.
	whatIs = pattern.MustCompile(`^(?:这个|那个|所谓的?|(?:文件|函|通知|方案)里?(?:面|头)?(?:说|提到)?的?)?"?([^一二三四五六七八九十\d，"这那要][^，的一二三四五六七八九]{1,11}?)"?(?:到底|具体)?(?:是|指)的?个?什么(?:东西|意思|概念)?$`)
	// aspect ends a question for one side of a matter: 总目标是什么.
	aspect = pattern.MustCompile(`(?:目标|任务|重点|标准|要求|原因|措施|举措|内容|时间|日期|地点|地方|职责|责任|范围|依据|原则|方式|方法|办法|问题|困难|短板|差距|弱项|不足|主题|抓手|核心|主线|主攻|定位|思路|关键|结果|结论|情况|状态|流程|程序|步骤|条件|指标|主体|对象|来源|目的|意义|作用|好处|优势|区别|关系|名称|名字|题目|标题|文号|单位|部门|机构|底线|红线|格局|模式|路径|机制|载体|口号|理念|节点|做法|成效|数字|期限|周期|后果|处罚|罚则|奖励|政策|工作|事项|项目|原话|意见|建议|主要|首要|最后|接下来|下一步|电话|热线|号码|邮箱|网址|的)$`)
)

// placeInText asks where in a document something is said: its citation answers.
var placeInText = pattern.MustCompile(`(?:第几|哪一?)(?:条|部分|章|节|段|款|页|项|处)(?:里面?|中)?(?:写|讲|说|提|规定|要求|有)(?:的|到|了)*$|(?:写|讲|说|提|规定)(?:在|到)(?:了)?(?:第几|哪一?)(?:条|部分|章|节|段|款|页)`)

// section asks what a part of a document says: 督查考核那块写了哪些制度.
var section = pattern.MustCompile(`(?:[那这]一?(?:块|部分|段|条|节|章|点)|部分|章节)(?:里面?|中)?(?:都|主要)?(?:写|讲|说|提|规定|要求|安排)了?(?:些)?(?:什么|哪些|怎么)`)

// questionWord is in whatever asks.
var questionWord = pattern.MustCompile(`什么|多少|谁|哪|几[天号月年人分点` + measureWords + `]|怎么|多[久高大长远宽深重]|吗$|没有$|是不是|有没有|是否`)

// asksItself reports whether a folded clause asks, in any spelling.
func asksItself(clause string) bool { return questionWord.MatchString(tables.standard(clause)) }

// kindOf reads the kind from the standardised question.
func kindOf(text string) ask {
	if section.MatchString(text) || placeInText.MatchString(text) {
		return askHow
	}
	if m := whatIs.FindStringSubmatch(text); m != nil && !aspect.MatchString(m[1]) && !numberWanted.MatchString(m[1]) {
		return askMean
	}
	k := kindIn(text)
	if k == askWho {
		return kindIn(whichThing(text))
	}
	return k
}

func kindIn(text string) ask {
	for _, p := range patterns {
		if p.re.MatchString(text) {
			return p.kind
		}
	}
	return askHow
}

// whichThing tells 哪个断面 from 哪个负责: before a thing it asks which one, not who.
func whichThing(text string) string {
	before, after, ok := strings.Cut(text, "哪个")
	if !ok {
		return text
	}
	r := []rune(after)
	for n := min(4, len(r)); n >= 2; n-- {
		if w := string(r[:n]); (tables.noun[w] || n <= 3 && siteTail.MatchString(w)) && !personTail.MatchString(w) {
			return before + "哪种" + after
		}
	}
	return before + "哪个" + whichThing(after)
}

var (
	siteTail   = pattern.MustCompile(`^\p{Han}{1,2}[库厂桥坝塘渠泵园段点]$`)
	personTail = pattern.MustCompile(`(?:长|书记|主任|主席|委员|代表|专家|顾问|经理|法人|老师|教师|医生|护士|[员工者人民])$`)
)

var (
	exactDay = pattern.MustCompile(`哪天|几号|哪一天|哪日|具体(?:日期|时间|哪)|几月几`)
	byName   = pattern.MustCompile(`谁|名单|哪个领导|哪位|哪个人|姓名|名字|叫什么|哪个当|姓什么|哪个同志|(?:长|人)是哪个$`)
	outcome  = pattern.MustCompile(`(?:了没有?|了吗|没有|了不|了没)$|(?:批|通过|创|建|评|验收|完成|拿|发|办|命名|授牌|获批|到位|达标|实现)[^，]{0,6}(?:没有|没|了吗|了没)$|最后.{0,8}(?:没有|了吗|结果)|结果(?:怎么样|如何|是什么|呢)?$|成功了|(?:过没过|批没批|定没定|成没成|办没办下来)了?$`)
)

// figurative counts things by a picture of the asker's own: 打哪三场仗, 出哪几张牌.
const figurative = `场(?:硬|攻坚|漂亮)?仗|场(?:硬战|战役|攻坚战)|张(?:王|金|好|大)?牌|件套|把火|板斧|步棋|手棋|篇(?:大)?文章|道关口?|[套记]组合拳|件[大实]事|根支柱|驾马车|条腿|出戏|句话?`

var pictured = pattern.MustCompile(`几(?:` + figurative + `)`)

// askingWords hold no evidence of their own and would confuse the cut: 哪4个方面 leaves 4个方面.
var askingWords = pattern.MustCompile(`(?:第几|哪一?)(?:段|部分|章|节|条|款|处|页)(?:里面?|中)?(?:写|讲|说|提)(?:的|到|了)*|(?:多少|几)个?(?:工作日|[日天年月]|小时)(?:之|以)?内|哪[几一]?[` + thingWords + `]|[一1]个?(?:月|年|周|季度|星期)|哪(?:一)?个?(?:镇街?|乡镇?|街道|村|区县?|县|市|河|湖|季度|时间段|时段)|到?哪一?步了?|哪?几(?:` + figurative + `)|哪[二三四五六七八九十两\d]+(?:` + figurative + `|个|种|类|项|条|块|大块|点|场|步|件|样|张|座|处)?|[二两三四五六七八九十]句(?:话|口号)?|[二两三四五六七八九十]个字(?:的话)?|哪一?(?:年|天|月|级|步|样|种|类|点|层|栋|间|排)|[这那哪](?:几|一)?(?:个|种|类|项|条|句话?|点|样|些|里|儿|次|趟|期|家|块|边|方面)?|哪(?:个|些|几个|家|几家|位)?(?:单位|部门|科室|处室|机构|领导|人员|人|同志|主体)|几成|几个?(?:百分)?点|几(?:句话|样|块|大|方面|分|[艘座辆台栋间所株棵头只口眼盏根张份件套支部处级层步轮批届回场户人名位岁])|[编开办报搞发][一1](?:期|次|回|轮|场)|频次|频率|句话|(?:办|做|搞|落实|推进|完成)得?(?:怎么样|如何)了?|(?:最新)?(?:进度|进展)(?:情况)?(?:怎么样|如何|是?多少)|到什么程度`)

// blankAsking takes the asking words out.
func blankAsking(text string) string {
	b := []byte(text)
	for _, loc := range askingWords.FindAllStringIndex(text, -1) {
		blank(b, loc[0], loc[1])
	}
	return string(b)
}

// mentionAsked asks whether the documents speak of a thing, not what came of it.
var mentionAsked = pattern.MustCompile(`(?:提到?|提及|写明?|说到?|讲到?|列|规定|明确|涉及|包括|包含)了?(?:没有?|吗)$`)

// needsFit lists the kinds of question that only their own kind of thing answers.
func needsFit(k ask) bool {
	return slices.Contains([]ask{askWhen, askLeft, askOften, askMany, askShare, askWho, askWhere, askPhone, askWhy}, k)
}
