package mask

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// A name is masked only beside a mark. Two sorts of mark: one that stands before
// the name (联系人：王波, 村民李明反映) and one after it (刘冬局长, 王波同志).

// labels announce a name; with a colon the whole list behind them is names.
var labels = []string{
	"联系人", "联络员", "经办人", "承办人", "负责人", "签发人", "审签人", "审核人", "填报人", "报送人", "报告人",
	"起草人", "拟稿人", "校对人", "记录人", "主持人", "收件人", "申请人", "举报人", "投诉人", "信访人", "来访人",
	"反映人", "当事人", "受益人", "户主", "姓名", "签发", "审签", "核稿", "网格员", "护林员", "护河员", "巡河员",
	"法定代表人", "责任人", "签收人", "委托人", "被举报人", "被投诉人",
	"群众代表", "村民代表", "村民", "居民", "村民组长", "群众", "党员", "农户", "贫困户", "脱贫户", "低保户", "五保户",
	"养殖户", "种植户", "业主", "商户", "市民", "同事", "驾驶员", "司机", "教师", "医生", "患者", "家属", "老板",
}

// titles follow a name.
var titles = []string{
	"同志", "先生", "女士", "小姐", "老师", "师傅", "医生", "教授", "工程师", "大爷", "大妈", "大娘", "婆婆", "嬢嬢",
	"局长", "副局长", "主任", "副主任", "科长", "副科长", "处长", "副处长", "区长", "副区长", "县长", "镇长", "副镇长",
	"乡长", "街长", "书记", "副书记", "部长", "副部长", "主席", "副主席", "委员", "组长", "副组长", "所长", "副所长",
	"站长", "院长", "校长", "队长", "河长", "社长", "村长", "支书", "经理", "总经理", "董事长", "秘书长", "调研员", "代表",
}

// heads are titles that may also stand before a full name: 局长刘冬, 党委书记王波.
var heads = titles[10:]

const (
	singles   = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥蔺"
	compounds = "欧阳 司马 上官 诸葛 夏侯 皇甫 东方 尉迟 公孙 令狐 慕容 司徒 端木 百里 南宫"
)

// ordinary words whose first character is also a surname: no name begins like this.
var ordinary = words(`高度 高效 高质 高标 方面 方案 方式 于是 向上 向好 成立 成功 成效 成果 成为 常住 常态 安置 安全 安排 金额 文化 文明
 文旅 林业 林长 时间 时任 应急 应当 全体 全区 全面 水质 江河 路口 马上 程序 包括 解决 许多 关于 严格 严禁 计划 管理 管护 习惯 强化 强调
 任务 任何 单位 万元 万人 明确 明显 和睦 和谐 都是 都要 来电 来访 来信 广泛 温馨 连续 保护 保障 保证 官方 原则 原因 应该 盛赞 关心 关注
 关系 康养 白天 石头 田间 田园 古树 古镇 易地 左右 左岸 右岸 时常 商户 商业 商务 商量 宁可 常务 常见 常年 习近 华龙 重庆 荣昌 景区 景观
 车辆 车主 房屋 房子 边界 花卉 花椒 花园 木材 米面 党委 党组 党员 党支 党建 党政 党群 连片 原有 银行 台账 台帐 伏天 沙石 练习 井水 井盖 池塘 乐意
 游客 游览 宁静 查处 查看 查询 卫生 卫健 项目 项下 曲线 童年 关闭 关停 谷物 管网 管委 辛苦 庄稼 梅花 齐心 齐抓 路面 路灯 路线 路段 路况 路边 向区 向村 向镇 章程 季度 温度 牛羊
 安装 施工 施肥 文件 常规 武装 易于 黎明 汤药 钱款 雷雨 段落 万亩 万户 龙头 史料 江水 江边 康复 白色 孔洞 陆续 金融 石材 方便 方可 范围 任命 任职 田地 钟头 夏季 夏天
 戴着 叶片 丁字 苏打 曾经 程度 董事 冯河 唐代 梁上 罗列 马路 郭外 何时 何人 何处 林地 林木 林权 林下 林草 高温 高速 高铁 高升 高新 胡乱 孙子 徐徐 周边 周围 周末 周一 周二 周三 周四 周五 周六 周日 周报
 黄角 黄金 黄土 黄色 黄牌 陈述 陈旧 张贴 张榜 刘海 李子 王牌 和镇 和村 和区 和街 和相 应有 应按 应于 应在 都在 全部 全镇 全村 全程 全力 全域 全员 全年 原告 强烈 明年 明日 明天`)

// after are words that begin what follows a name of two characters: 李明反映, not 李明反.
var after = words(`反映 表示 表达 说 讲 称 来电 来访 来信 投诉 举报 咨询 建议 的 家 在 已 将 于 到 等 和 与 及 或 为 是 因 对 向 把 被 从 按 至 电话 手机
 联系 家里 报告 提出 负责 牵头 带队 主持 参加 出席 同志 审签 签发 审核 签收 要求 强调 指出 介绍 带领 率 组织 前往 赴 任 兼 同意 认为 希望 请 要 不 没 未 有 又 也 都 身份证 微信 邮箱 住 今 昨 现 经`)

// bodies end or fill the name of a body, never of a person.
const bodies = "局委办部科室站所中心区县市省镇乡村街道组队院校会社厂司园处协级第各某该本我你他她贵两几名位全副总"

// public figures are part of the policy's own name, not personal data.
var public = words("习近平")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// names finds names beside marks.
func names(f folded) []Span {
	var out []Span
	for _, label := range labels {
		each(f.text, label, func(_, end int) { out = append(out, f.labelled(end)...) })
	}
	for _, title := range heads {
		each(f.text, title, func(_, end int) {
			if n := nameAt(f.text[end:]); n > 0 && runes(f.text[end:end+n]) >= 2 {
				out = append(out, f.span(end, end+n, Name))
			}
		})
	}
	for _, title := range titles {
		each(f.text, title, func(start, _ int) {
			if n := nameBefore(f.text[:start]); n > 0 {
				out = append(out, f.span(start-n, start, Name))
			}
		})
	}
	each(f.text, "审签", func(start, _ int) {
		if n := nameBefore(f.text[:start]); n > 0 && endsIn(f.text[:start-n], "经", "由") {
			out = append(out, f.span(start-n, start, Name))
		}
	})
	return out
}

// telling are the words that may stand between a name and the number behind it.
var telling = pattern.MustCompile(`[\s:,，、(（]*(?:的)?(?:联系|移动|办公|家庭)?(?:电话|手机|座机|身份证|证件|微信|邮箱)?(?:号码|号)?(?:是|为)?[\s:]*$`)

// nearby is how many bytes before a number are looked at.
const nearby = 96

// owners finds the name that stands alone before a personal number: 王五 138…, 王五（电话138…）.
func owners(f folded, found []Span) []Span {
	var out []Span
	for _, s := range found {
		switch s.Kind {
		case Mobile, Landline, Identity, BankCard, Mail, Account:
		default:
			continue
		}
		end := sort.SearchInts(f.at, s.Start)
		near := f.text[max(0, end-nearby):end]
		near = near[:telling.FindStringIndex(near)[0]]
		n := ownerBefore(near)
		if n > 0 && (n < len(near) || end <= nearby) { // else it may be the end of a longer word
			to := max(0, end-nearby) + len(near)
			out = append(out, f.span(to-n, to, Name))
		}
	}
	return out
}

// ownerBefore is the length of a name that fills what stands since the last sign.
func ownerBefore(s string) int {
	start := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '·' })
	item := s
	if start >= 0 {
		_, w := utf8.DecodeRuneInString(s[start:])
		item = s[start+w:]
	}
	if n := runes(item); n < 2 || n > 4 || ordinary[first(item, 2)] || listed(item) != len(item) {
		return 0
	}
	return len(item)
}

func each(text, word string, do func(start, end int)) {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return
		}
		at += i + len(word)
		do(at-len(word), at)
	}
}

// labelled reads the names behind a label: a list after a colon, else one name.
func (f folded) labelled(at int) []Span {
	rest := strings.TrimLeft(f.text[at:], " (")
	for _, is := range []string{"是", "为", "叫", "系"} { // 联系人是吴九
		if after := strings.TrimPrefix(rest, is); after != rest && nameAt(after) > 0 && !strings.HasPrefix(after, ":") {
			rest = after
			break
		}
	}
	open := strings.TrimLeft(rest, ": ")
	if !strings.HasPrefix(rest, ":") {
		if n := nameAt(rest); n > 0 {
			return []Span{f.span(len(f.text)-len(rest), len(f.text)-len(rest)+n, Name)}
		}
		return nil
	}
	var out []Span
	for {
		start := len(f.text) - len(open)
		n := listed(open)
		if n == 0 {
			return out
		}
		out = append(out, f.span(start, start+n, Name))
		next := strings.TrimLeft(open[n:], " ")
		if !strings.HasPrefix(next, "、") && !strings.HasPrefix(next, ",") && !strings.HasPrefix(next, "/") {
			return out
		}
		open = strings.TrimLeft(next, "、,/ ")
	}
}

// listed is the length of a name that fills a list item: 王波, 王 波, 阿依古丽·买买提.
func listed(s string) int {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '·' && r != ' ' })
	if end < 0 {
		end = len(s)
	}
	item := strings.TrimRight(s[:end], " ")
	name := strings.ReplaceAll(item, " ", "")
	if strings.Contains(name, "·") && runes(name) <= 15 {
		return len(item)
	}
	if n := runes(name); n >= 2 && n <= 4 && surname(name) > 0 && !ordinary[first(name, 2)] && !public[name] {
		if k := nameAt(name); k > 0 && k < len(name) && item == name {
			return k // 王波同志, 王波电话
		}
		if !strings.ContainsAny(name[len(first(name, 1)):], bodies) {
			return len(item)
		}
		return 0
	}
	return nameAt(item)
}

// nameAt is the length in bytes of the name that s begins with, 0 if none.
func nameAt(s string) int {
	n := surname(s)
	if n == 0 || ordinary[first(s, 2)] || public[first(s, 3)] {
		return 0
	}
	one := given(s[n:])
	if one == 0 || counted(s[n:]) {
		return 0
	}
	two := given(s[n+one:])
	if two == 0 || begins(s[n+one:]) {
		return n + one
	}
	return n + one + two
}

func given(s string) int {
	r, width := utf8.DecodeRuneInString(s)
	if !unicode.Is(unicode.Han, r) || strings.ContainsRune(bodies, r) || strings.ContainsRune("十百千万亿的了在是和与及等也都就不没未有", r) {
		return 0
	}
	return width
}

// counted: a numeral and what it counts follow, as in 万三千人.
func counted(s string) bool {
	rest := strings.TrimLeft(s, "一二三四五六七八九十百千万两")
	return len(rest) < len(s) && strings.ContainsAny(first(rest, 1), "人户名个家次项亩年月日天")
}

func begins(s string) bool {
	for n := 1; n <= 3; n++ {
		if w := first(s, n); after[w] {
			return true
		}
	}
	for _, t := range titles {
		if strings.HasPrefix(s, t) {
			return true
		}
	}
	return false
}

// nameBefore is the length in bytes of the name that s ends with: three or two
// characters, or a surname alone that stands by itself.
func nameBefore(s string) int {
	s = strings.TrimRight(s, " ")
	for _, n := range []int{4, 3, 2} {
		name := last(s, n)
		if runes(name) != n || !fits(name, n) {
			continue
		}
		return len(name)
	}
	one := last(s, 1)
	if surname(one) > 0 && edge(s[:len(s)-len(one)]) && !strings.Contains("任为由经和应都全党", one) {
		return len(one)
	}
	return 0
}

func fits(name string, n int) bool {
	k := surname(name)
	if k == 0 || n == 4 && runes(name[:k]) == 1 || ordinary[first(name, 2)] || public[name] {
		return false
	}
	for rest := name[k:]; rest != ""; {
		w := given(rest)
		if w == 0 {
			return false
		}
		rest = rest[w:]
	}
	return name[k:] != "" && !strings.ContainsAny(name[k:], "任为由经责导席行业政代主")
}

// edge reports whether a lone surname may begin here: after punctuation or a word of speech.
func edge(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || !unicode.Is(unicode.Han, r) && !unicode.IsDigit(r) || strings.ContainsRune("由经请找问跟和与及向给对是下", r)
}

func surname(s string) int {
	if c := first(s, 2); c != "" && strings.Contains(compounds, c) && runes(c) == 2 {
		return len(c)
	}
	if c := first(s, 1); c != "" && strings.Contains(singles, c) {
		return len(c)
	}
	return 0
}

func endsIn(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func first(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, w := utf8.DecodeRuneInString(s[at:])
		at += w
	}
	return s[:at]
}

func last(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:at])
		at -= w
	}
	return s[at:]
}

func runes(s string) int { return utf8.RuneCountInString(s) }
