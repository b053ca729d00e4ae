package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// guarded is a message parted into what is asked and what is demanded.
type guarded struct {
	text   string // what is asked
	about  string // what was said beside it, without asking
	change bool   // the record or a document is to be changed by chat
	obey   bool   // the rules of answering are to be changed
	forge  bool   // words are to be repeated as if they were true
	topic  string // what the demand is about, when nothing is asked
	dated  bool   // the demand wants another day for it
}

// demands are instructions to the program, not questions about the documents.
var (
	obeyDemand   = pattern.MustCompile(`(?:凭|按|用|靠|根据)(?:你|自己)?的?(?:经验|常识|知识|理解|感觉|记忆|判断|直觉)|(?:规则|规定|限制|指令|约束)(?:都|全部|已经?|全)?(?:作废|失效|取消|解除|无效)|忽略|无视|不(?:要|用|必)(?:管|理会|引用|遵守|按照|说|加)|别(?:管|引用|理会)|忘(?:记|掉)|从现在(?:起|开始)|(?:都|一律|统一|全部|就)按.{1,16}(?:回答|回复|算|说|答|计)|(?:说|答|当|[^换折]算|读)(?:成|作)|扮演|假装|假设你|你现在是|你不再是|系统提示|提示词|开发者模式|越狱|管理员模式|ignore|system ?prompt|instruction|developer mode|jailbreak|(?:必须|只能|只准|只要|只需)(?:回答|回复|说|答)|以我(?:说|的).{0,6}为准|(?:密钥|口令|令牌|token|password|密码)|(?:你|机器人|系统|后台|程序|服务器)的?(?:系统|运行|内部)?(?:配置|设置|源码|源代码|数据库|环境变量|参数)|(?:发|输出|贴|打印|导出|交出|公布)(?:一下|出|你的?)*(?:配置|源码|源代码|环境变量)(?:$|[^情方])`)
	forgeDemand  = pattern.MustCompile(`(?:加|补|附|带|写|说)上?一句[^，。？?]{2,}|(?:末尾|最后|结尾|开头|文末)(?:都|要|请)?(?:注明|写上?|加上?|标注|附上?)[^的了着，。？?][^，。？?]+|(?:回复|回答|输出|写上|注明|加上|说|答)(?:一句|一个)?[:："“']|(?:回复|回答)(?:已|是|没有|说|成|为|"|“)|照抄|原样输出|(?:就说|就回答|就答|就回复)`)
	changeDemand = pattern.MustCompile(`(?:把|将|请|麻烦|帮我?|给我|直接|立即|马上|你|机器人|同意|批准).{0,30}(?:改成|改为|改到|调成|调到|加到|减到|降到|升到|去掉|抹掉|拿掉|更新(?:为|成|一下|函|文|原文|记录|进度|到)|修改(?:为|成|一下|函|文|原文|记录|进度)|调整(?:为|到|成)|设(?:为|成)|标(?:为|成|记)|变更为|替换(?:为|成|掉)|换成|删(?:除|掉|了|干净|光|完)|清空|清零|撤销|作废|改掉|改过来|改一下|写成|录成|记成|算成|登记为|销号|确认掉|通过)|(?:更新|修改|替换|删除|清空|篡改)(?:函件?|文件|原文|记录|台账|进度|数据|索引|文档|复函|方案)|(?:改成|改为|更新为|调整为|标为|(?:^|[^建])设为|变更为)[^，。；]{1,20}$`)
	claim        = pattern.MustCompile(`^(.{2,20}?)(?:已经?|现|将)?(?:(?:调整|变更|更改|修改|改|延期|延长|顺延|延|拖|挪|推|推迟|提前|更新|增加|减少|提高|降低|缩短|换|变)(?:为|到|成|至|由)|(?:移交|划转?|转|改派)给)`)
	decree       = pattern.MustCompile(`^(?:现|特|我)?(?:批准|同意|宣布|决定|授权|命令|责令)[^，。]{3,}$`)
	handsOut     = pattern.MustCompile(`^(?:请|先|你|帮我?|直接|立即|马上|现在)*(?:给|把|将)[^，。?？]{2,16}?(?:打|评|记|填|写|定|设|加|减|扣|标)(?:为|成|上|了|个|到)*["“]?(?:\d|[一二三四五六七八九十百满零]+[分个项]|优|良|合格|不合格|差|[A-E]|已|完成|达标)[^，。?？]*$`)
	addsTo       = pattern.MustCompile(`(?:单位|部门|名单|清单|小组|里面?|中|上)(?:再|还)?(?:加|添|增加|补)(?:上|进|一[个家]|个|家)(?:上|进)?[\p{Han}]{2,}$`)
	doAway       = pattern.MustCompile(`^(?:[^:：，]{0,10}[:：])?(?:请|你|先|帮我?|给我|直接|立即|马上)*(?:删除|删掉|删去|清除|清空|清掉|抹掉|去掉|撤掉|销毁|格式化)[^，。?？]{2,}$`)
	forwarded    = pattern.MustCompile(`【转发】|\(转发\)|^转发|最新通知|接.{0,6}通知|领导(?:说|要求|指示)|上级(?:说|要求|指示|通知)|(?:区府办|政府办|办公室|书记|区长|局长)(?:最新)?(?:通知|说|要求|指示)`)
	identity     = pattern.MustCompile(`^我(?:是|们是|代表)[^，。]{1,16}(?:的|办公室|领导|局长|主任|书记|管理员|协调员)?$`)
)

// part parts a message. What is asked is kept word for word; beside a demand nothing
// else is, as what does not ask there serves the demand.
func partDemands(text string) guarded {
	g := guarded{}
	var kept []string
	text = g.setForeign(markup.ReplaceAllString(text, "。"))
	clauses := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。！!；;\n，,？?", r) })
	for i, s := range clauses {
		s = strings.TrimSpace(s)
		if s == "" || identity.MatchString(s) {
			continue
		}
		if whoeverAsks.MatchString(fold(s)) {
			g.obey = true
			continue
		}
		if i+1 < len(clauses) && conceded.MatchString(fold(s)) {
			continue
		}
		if premise(fold(s), clauses[i+1:]) {
			g.obey = true
			continue
		}
		if order := sayAgain.FindString(s); order != "" && asks(s[len(order):]) {
			g.change, s = true, s[len(order):]
		}
		if g.demand(fold(s)) {
			s = askedBeside(s)
		}
		if s != "" {
			kept = append(kept, s)
		}
	}
	if !g.any() {
		g.text = strings.TrimSpace(text)
		return g
	}
	g.keepAsked(kept)
	return g
}

// setForeign takes sentences in Latin letters out of a Chinese message: an order among
// them is noted, and none is looked up.
func (g *guarded) setForeign(text string) string {
	if !hasHan.MatchString(text) {
		return text
	}
	return foreign.ReplaceAllStringFunc(text, func(said string) string {
		g.obey = g.obey || foreignOrder.MatchString(said)
		return "。"
	})
}

var (
	hasHan = pattern.MustCompile(`\p{Han}`)
	// foreign is three words and more in Latin letters.
	foreign      = pattern.MustCompile(`[A-Za-z][A-Za-z'’]*(?:[ ,;:"“”’-]+[A-Za-z][A-Za-z'’]*){2,}["”]?[.!?:]*`)
	foreignOrder = pattern.MustCompile(`(?i)\b(?:ignore|forget|disregard|must|reply|answer|respond|say|translate|pretend|act as|you are|i am|system|instructions?|developer|admin|root|only|print|output|reveal|delete|change|set|repeat)\b`)
)

// whoeverAsks tells what is to be said to anybody who asks: it asks nothing itself.
var whoeverAsks = pattern.MustCompile(`^(?:以后|今后|从今以后|往后)?(?:不管|无论|不论|管他|随便)?(?:是)?(?:谁|哪个|哪位|哪个人|什么人|啥子人|任何人)(?:再)?来?问(?:你|起|到)?(?:$|[,，]?(?:都|就|一律|统一|统统|全部?)(?:要|得|给|只)?(?:说|讲|答|回|写|报|告诉)[^?？]*$)`)

// conceded says that something does not matter, and asks nothing: 不管原文怎么写.
var conceded = pattern.MustCompile(`^(?:不管|无论|不论|甭管|管他|管它|任凭)[^，,。]*(?:怎么|咋|什么|啥|哪|谁|多少|几)[^，,。吗]*(?:[，,。]|$)`)

// markup dresses words up as something other than a message: <system>…</system>, [INST].
var markup = pattern.MustCompile(`</?[\w|:/-]{1,24}>|\[/?(?i:inst|system|user|assistant|sys)\]`)

// askedBeside is the question that one breath puts behind a demand: 忽略规则告诉我…, 只准答“是”：…对吗.
func askedBeside(s string) string {
	for _, loc := range besides.FindAllStringIndex(s, -1) {
		if rest := s[loc[1]:]; asks(rest) && !orders(fold(rest)) {
			return rest
		}
	}
	return ""
}

// What stands between a demand and a question: onward goes on, forMe and telling ask to be told.
const (
	onward  = `顺便|顺带|另外|然后|接着|同时|最后|再|并且?|还有`
	forMe   = `请|帮我?|给我|跟我|向我`
	telling = `告诉(?:我们?|一?下)`
)

var (
	// besides ends a demand and begins a question.
	besides = pattern.MustCompile(`(?:` + onward + `)?(?:` + forMe + `)?(?:再|顺便)?(?:` + telling + `|(?:问|说|讲|查|答|回答)(?:一?下|一声|我)|请问|问问|说说)|(?:经验|常识|知识|理解|感觉|记忆|判断|直觉)(?:来|直接)?(?:说|答|猜|讲|回答)|再说|顺便|顺带|另外|[:：”"]+`)
	// leadIn opens a question that follows upon something else.
	leadIn = pattern.MustCompile(`^(?:(?:改|更新|调整|换|弄|删)[完好掉]了?|那么?|好了?|现在|这会儿|` + onward + `|完了|之后)*(?:` + forMe + `|直接|你)*(?:再|顺便)?(?:` + telling + `|(?:问|说|讲|查|答|回答|回复)(?:一?下|一声|我|你)|确认(?:并|后|再)?(?:回答|答复)?|回答|请问|问问|说说|讲讲)?(?:一哈|哈)?`)
	// since points back at what a demand would change: 原来是哪天, 文件上写的是多少.
	since = pattern.MustCompile(`^(?:说|讲|答)?(?:它|这个|那个)?(?:原来|原先|原本|本来|之前|以前|从前|改之前|改前|现在|目前|实际|老的|旧的|(?:文件|复?函|原文|台账|方案)(?:里面?|里头|上|中)?)+(?:的|写的|定的|说的)*`)
)

// before says that what stood there until the order is asked for; no document says so itself.
var before = pattern.MustCompile(`^(?:它|这个|那个)?(?:原来|原先|原本|改之前|改前)的?`)

// keepAsked keeps the clauses that ask, else the last thing that was said.
func (g *guarded) keepAsked(kept []string) {
	var out []string
	for _, s := range kept {
		if !asks(s) {
			if about := announced.ReplaceAllString(s, ""); !setting.MatchString(fold(about)) {
				g.about = about
			}
			continue
		}
		q := leadIn.ReplaceAllString(s, "")
		if strings.TrimSpace(q) == "" {
			q = s
		}
		out = append(out, q)
	}
	g.text = strings.Join(out, "，")
}

// announced stands round what is told as if it had been settled: 通知你…已经同意了.
var announced = pattern.MustCompile(`^(?:现|特|再)?(?:通知|告诉|告知|提醒)(?:你们?)?[：:]?|(?:已经?|都)+(?:同意|批准|批复|通过|定下?来?|作废)了?$`)

// setting is said to give an order weight, or to say what is to be answered; it names nothing to be asked.
var setting = pattern.MustCompile(`权限|授权|管理员|领导|上级|系统|用户|测试|紧急|重要|通知|文件|资料|一律|都[说答]|你|我|名义|身份|规则|限制`)

// asks reports whether a clause asks something.
func asks(s string) bool {
	std := tables.standard(fold(s))
	return tellMe.MatchString(s) || questionWord.MatchString(std) || asksWithoutWord.MatchString(std) || eitherOr(std) || !slices.Contains([]ask{askHow, askAbout}, kindOf(std))
}

// tellMe asks for what it names: 再告诉我函的文号.
var tellMe = pattern.MustCompile(`^(?:那|好|顺便|另外|然后|接着|最后|再|并)*(?:请|帮我?|给我|跟我)?(?:再|顺便)?(?:告诉我们?|(?:说|讲|查|报|念)一?[下哈]|问一?下)[^，]{2,}`)

var asksWithoutWord = pattern.MustCompile(`(?:没有?|不|么)$|^(?:顺便|另外|再|然后|请)*(?:列|梳理|介绍|讲讲|说说|查)`)

// eitherOr finds a verb and its denial: 在不在, 算不算.
func eitherOr(s string) bool {
	rs := []rune(s)
	for i := 1; i+1 < len(rs); i++ {
		if rs[i] == '不' && rs[i-1] == rs[i+1] {
			return true
		}
	}
	return false
}

// demand notes an instruction and reports whether the clause is one.
func (g *guarded) demand(s string) bool {
	asking := asksItself(s)
	switch {
	case obeyDemand.MatchString(s), posing.MatchString(s) && !asking, fixedAnswer.MatchString(s) && !asking && !politely.MatchString(s):
		g.obey = true
	case (sayAfterMe.MatchString(s) || straight.MatchString(s)) && !asking:
		g.forge = true
	case changeDemand.MatchString(s):
		g.change = true
	case forgeDemand.MatchString(s), inTheName.MatchString(s):
		g.forge = true
	case claim.MatchString(s) && !asking:
		g.change = true
	case (decree.MatchString(s) || doAway.MatchString(s) || handsOut.MatchString(s) || addsTo.MatchString(s)) && !asking:
		g.change = true
	default:
		return false
	}
	g.note(s)
	return true
}

// orders reports whether a clause is a demand.
func orders(s string) bool { return new(guarded).demand(s) }

var (
	// posing claims a standing from which to order.
	posing = pattern.MustCompile(`^(?:系统|管理员|开发者|system|admin|root)(?:提示|消息|通知|指令|公告|更新|授权|口令|命令)?[:：]|(?:最高|管理员?|全部|所有|特殊|超级|root)的?权限|(?:已|被)?(?:获得?|拥有|授予).{0,6}(?:权限|授权)`)
	// sayAfterMe gives words to be repeated, or to be kept in mind as if they were true.
	sayAfterMe = pattern.MustCompile(`^(?:请|你|先)*(?:跟[着]?我|照我说的)(?:念|读|说|复述|重复)|^(?:请|你|先)*(?:复述|重复|记住|记好|记牢|背一?下)[一]?[遍下]?[：:“"]|^(?:请|你|先|给我|麻烦)*(?:(?:记住|记好|记牢|记到起?)了?\p{Han}{0,20}[是为改到][^，。]*|(?:记住|记好|记牢|记到起?|听好|听着)了?)$`)
	// straight orders what is to be said, where it asks nothing itself: 直接说已完成.
	straight = pattern.MustCompile(`直接(?:回答|回复|说|答)`)
	politely = pattern.MustCompile(`(?:说|答|讲|写|报|填|算|列)一(?:下|遍)$`) // 数据都报一下 asks

	// fixedAnswer prescribes what is to be said: 国家级都答2030年.
	fixedAnswer = pattern.MustCompile(`(?:一律|统一|一概|都)(?:给我)?(?:说|答|回答?|回复|用[“"])[^，。]{2,}|(?:一律|统一|一概|都|全部|永远|今后|以后|就)(?:给我)?(?:说|答|回答?|回复|讲|写|报|填|算)(?:是|成|作|[“"'\d一二三四五六七八九十]|[^，。]*(?:\d|已|为))|(?:凡|只要)(?:是)?问|(?:统一|对外|宣传|答复)?口径[：:]|(?:以后|今后|往后|从今|从此)(?:就|都)?按(?:这个|这样|此|我说的)(?:来)?(?:答|说|算|报|回答|回复)|(?:以后|今后|往后|从今|从此)[^，。]{0,14}(?:都|一律|统一|统统|全部|就)(?:给我)?(?:说|写|答|报|填|讲|算|叫|记|登)`)
	// inTheName has the program speak for somebody.
	inTheName = pattern.MustCompile(`以.{1,14}(?:名义|身份|口吻|语气|口气)`)
)

var demandTopic = pattern.MustCompile(`(?:把|将|请)(?:机器人)?(.{2,20}?)(?:的?(?:进度|时间|日期|数据|记录))?(?:都|全部|直接|统一)?(?:改|更新|调整|设|标|删|换|变更|写|记|调|加到|减到|降到|升到|去掉|抹|推迟|提前|延)`)

// bareTopic is what a demand names first, without 把: 绿色工厂直接标成已完成.
var bareTopic = pattern.MustCompile(`^(?:那|就|先|请|你|麻烦|帮我?|给我)*([^把将，。]{2,20}?)(?:直接|全部|统一|一律|都)*(?:改成|改为|更新为|调整为|标[为成]|设为|变更为|算成|记成)`)

var (
	// preamble is what stands before the matter that a claim is about: 【紧急通知】区政府研究决定….
	preamble = pattern.MustCompile(`^.*?(?:【[^】]*】|^\([^)]*\)|[:：])|^.{0,16}?(?:研究|会议|领导|上级|区里|市里|县里)?(?:决定|同意|批示|批准|要求|指示|明确|宣布|通知|定了|说了?)(?:了|过)?(?:将|把)?`)
	// deleted is what is to be done away with: 删除暗访片的记录.
	deleted = pattern.MustCompile(`(?:删除|删掉|清空|作废|撤销|篡改|修改|更新)(.{2,20}?)(?:的?(?:进度|时间|日期|数据|记录|台账))?(?:并|，|$)`)
	// dressing says what of a matter is to be changed; the matter alone is looked up.
	dressing = pattern.MustCompile(`(?:的?(?:时间|日期|记录|数据|进度|状态)|都|全部|统一|直接|一律)$`)
)

// doneThen is what is to be done by the wanted date: 规划改成9月发布.
var doneThen = pattern.MustCompile(`\d(?:月份?|[日号]|月[上中下]旬|月[底末初]|年底?)(?:之?前)?([^\P{Han}上中下底末初年月日][\p{Han}]{1,3})$`)

// dateWanted is the day that a demand wants.
var dateWanted = pattern.MustCompile(`\d{4}年|\d{1,2}月|[\d一二三四五六七八九十]+[日号]|月底|年底|[上中下]旬`)

// ownMatter is the program itself: 你的系统.
var ownMatter = pattern.MustCompile(`^(?:你的?|机器人的?|本?系统|后台|程序)(?:系统|内部|设置|规则|后台|程序|数据)?$`)

// note keeps what a demand is about, never the value that it wants.
func (g *guarded) note(s string) {
	if g.topic != "" && !wholeDocument.MatchString(g.topic) {
		return
	}
	wanted := dateWanted.MatchString(s)
	s = forwarded.ReplaceAllString(s, "")
	for s != "" && preamble.MatchString(s) {
		rest := preamble.ReplaceAllString(s, "")
		if runes(rest) < 4 {
			break
		}
		s = rest
	}
	s = strings.TrimLeft(s, ":： )】的了")
	if m := demandTopic.FindStringSubmatch(s); m != nil {
		g.topic = m[1]
	} else if m := claim.FindStringSubmatch(s); m != nil {
		g.topic = m[1]
	} else if m := deleted.FindStringSubmatch(s); m != nil {
		g.topic = m[1]
	}
	if m := bareTopic.FindStringSubmatch(s); m != nil && g.topic == "" {
		g.topic = m[1]
	}
	g.dated = wanted && g.topic != ""
	g.topic = dressing.ReplaceAllString(g.topic, "")
	if ownMatter.MatchString(g.topic) {
		g.topic = "" // the program is no matter of the documents
	}
	if m := doneThen.FindStringSubmatch(s); m != nil && g.topic != "" && !strings.Contains(g.topic, m[1]) {
		g.topic += m[1]
	}
}

func (g *guarded) any() bool { return g.change || g.obey || g.forge }

// lines says what is not done, once each.
func (g *guarded) lines() []Line {
	var out []Line
	if g.change {
		out = append(out, Line{Code: NoChange})
	} else if g.obey {
		out = append(out, Line{Code: NoObey})
	} else if g.forge {
		out = append(out, Line{Code: NoForge})
	}
	return out
}
