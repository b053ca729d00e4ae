package answer

import (
	"regexp"
	"strings"
)

// guarded is a message parted into what is asked and what is demanded.
type guarded struct {
	text   string // what is asked
	change bool   // the record or a document is to be changed by chat
	obey   bool   // the rules of answering are to be changed
	forge  bool   // words are to be repeated as if they were true
	topic  string // what the demand is about, when nothing is asked
}

// demands are instructions to the program, not questions about the documents.
var (
	obeyDemand   = regexp.MustCompile(`忽略|无视|不(?:要|用|必)(?:管|理会|引用|遵守|按照|说|加)|别(?:管|引用|理会)|忘(?:记|掉)|从现在(?:起|开始)|(?:都|一律|统一|全部|就)按.{1,16}(?:回答|回复|算|说|答|计)|(?:说|答|当|算|读)(?:成|作)|扮演|假装|假设你|你现在是|你不再是|系统提示|提示词|开发者模式|越狱|管理员模式|ignore|system ?prompt|instruction|developer mode|jailbreak|(?:必须|只能|只准|只要|只需)(?:回答|回复|说|答)|以我(?:说|的).{0,6}为准|(?:密钥|口令|令牌|token|password|密码)`)
	forgeDemand  = regexp.MustCompile(`(?:回复|回答|输出|写上|注明|加上|说|答)(?:一句|一个)?[:："“']|直接(?:回答|回复|说|答)|(?:回复|回答)(?:已|是|没有|说|成|为|"|“)|照抄|原样输出|(?:就说|就回答|就答|就回复)`)
	changeDemand = regexp.MustCompile(`(?:把|将|请|麻烦|帮我?|给我|直接|立即|马上|你|机器人|同意|批准).{0,30}(?:改成|改为|改到|更新(?:为|成|一下|函|文|原文|记录|进度|到)|修改(?:为|成|一下|函|文|原文|记录|进度)|调整(?:为|到|成)|设(?:为|成)|标(?:为|成|记)|变更为|替换(?:为|成|掉)|换成|删(?:除|掉|了)|清空|清零|撤销|作废|改掉|改一下|写成|录成|记成|算成|登记为|销号|确认掉|通过)|(?:更新|修改|替换|删除|清空|篡改)(?:函件?|文件|原文|记录|台账|进度|数据|索引|文档|复函|方案)|(?:改成|改为|更新为|调整为|标为|设为|变更为)[^，。；]{1,20}$`)
	claim        = regexp.MustCompile(`^(.{2,20}?)(?:已经?|现|将)?(?:调整|变更|更改|修改|改|延期|延长|顺延|推迟|提前|更新|增加|减少|提高|降低|缩短)(?:为|到|成|至)`)
	decree       = regexp.MustCompile(`^(?:现|特|我)?(?:批准|同意|宣布|决定|授权|命令|责令)[^，。]{3,}$`)
	forwarded    = regexp.MustCompile(`【转发】|\(转发\)|^转发|最新通知|接.{0,6}通知|领导(?:说|要求|指示)|上级(?:说|要求|指示|通知)|(?:区府办|政府办|办公室|书记|区长|局长)(?:最新)?(?:通知|说|要求|指示)`)
	askMark      = regexp.MustCompile(`[?？]|什么|多少|谁|哪|几|吗|怎么|如何|好久|啥|好多|何时|有没有|是否|有没得|咋`)
	identity     = regexp.MustCompile(`^我(?:是|们是|代表)[^，。]{1,16}(?:的|办公室|领导|局长|主任|书记|管理员|协调员)?$`)
)

// part parts a message. What is asked is kept word for word.
func partDemands(text string) guarded {
	g := guarded{}
	var kept []string
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。！!；;\n，,？?", r) }) {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		if !g.demand(fold(s)) && !identity.MatchString(s) {
			kept = append(kept, s)
		}
	}
	g.text = strings.Join(kept, "，")
	if !g.any() {
		g.text = strings.TrimSpace(text)
		return g
	}
	g.cleanForwarded()
	return g
}

// demand notes an instruction and reports whether the clause is nothing else.
func (g *guarded) demand(s string) bool {
	switch {
	case obeyDemand.MatchString(s):
		g.obey = true
	case changeDemand.MatchString(s):
		g.change = true
	case forgeDemand.MatchString(s):
		g.forge = true
	case claim.MatchString(s) && !askMark.MatchString(s):
		g.change = true
	case decree.MatchString(s) && !askMark.MatchString(s):
		g.change = true
	default:
		return false
	}
	g.note(s)
	return true
}

var demandTopic = regexp.MustCompile(`(?:把|将|请)(?:机器人)?(.{2,20}?)(?:的?(?:进度|时间|数据))?(?:直接)?(?:改|更新|调整|设|标|删|换|变更|写|记)`)

// note keeps what a demand is about, never the value that it wants.
func (g *guarded) note(s string) {
	if g.topic != "" {
		return
	}
	s = forwarded.ReplaceAllString(s, "")
	s = strings.TrimLeft(s, ":： )】")
	if m := claim.FindStringSubmatch(s); m != nil {
		if i := strings.LastIndexAny(m[1], ":："); i >= 0 {
			m[1] = m[1][i+1:]
		}
		g.topic = strings.TrimLeft(m[1], ":：")
	} else if m := demandTopic.FindStringSubmatch(s); m != nil {
		g.topic = m[1]
	}
}

// cleanForwarded drops what is left of a demand when nothing is asked in it.
func (g *guarded) cleanForwarded() {
	if !askMark.MatchString(g.text) {
		g.text = ""
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
