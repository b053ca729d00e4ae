package progress

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// 今天太热了，大家注意防暑 holds a word of trouble and is no report: what anybody may
// say of the weather, the traffic or oneself is in the way only beside work.

var (
	// everyday words are troubles of work only where work is named.
	everyday = words(`雨太大 雨水多 雨天多 下雨 雨季 暴雨 连续降雨 高温 停电 坏了 太难 来不及 恼火 恼火得很 搞不赢 搞不到 紧张 赶不上 难找 找不到 联系不上 不得行 慢了 晚了 耽搁 耽误 遗失 被盗 堵塞`)
	// remark is what is said of how things are, of nothing: 外面风太大, 热得很, 堵死了.
	remark = pattern.MustCompile(`太\p{Han}{1,3}$|(?:得很|死了?|惨了?|得要命|得不得了|得恼火)$|^(?:今天|昨天|这几天|这两天|最近|外面|路上|外头|我|我们|大家|都|又|好|真的?|确实|天气|有点|有些)*(?:热|冷|忙|累|困|晒|闷|堵|饿|感冒|头痛|不舒服|下雨|暴雨|停电|断网|高温|大雾|起雾|打雷|刮风|降温|下雪)\p{Han}{0,2}$`)
	// wish is what one says to everybody: 注意防暑, 大家早点休息, 路上慢点.
	wish = pattern.MustCompile(`^(?:请|望|祝|愿|各位|同志们|同事们|你们|出门|外出|路上|开车|下班|上班|回家|出行|记得|一定|要|都|也|多多|多|再|今天|今晚|晚上|明天|大家|辛苦|自己)*(?:注意(?:防暑|降温|安全|身体|保暖|休息|防寒|避暑|防晒|防雨|防滑|防雷|健康|防护|保重|补水|多?喝水|带伞|穿衣|加衣|脚下|慢行|行车|避让|点)|保重|小心|当心|慢点|慢些|慢一点|加(?:件|点)?衣|添(?:件|点)?衣|多?喝(?:点)?(?:热)?水|带(?:好)?(?:雨)?伞|早点(?:休息|回|睡|走|下班)|关好|关(?:一下)?(?:门|窗)|穿(?:多|厚|暖)|(?:休息|歇歇|歇会儿?|顺利|平安|愉快|保重)(?:了|哈|哦|啊|！)*$|辛苦|大家)`)
	// labour is what only work has: its means, those whom it concerns, its deeds and its places.
	labour = pattern.MustCompile(resources + `|施工|工程|项目|任务|作业|工地|工期|进场|整改|验收|审批|批复|手续|征地|用地|供电|图纸|机械|挖机|挖掘机|机器|吊车|罐车|货车|渣土|农户|村民|群众|居民|商户|企业|业主|业委会|老百姓|用户|养殖户|施工方|承包|[砌挖铺修建装栽种拆埋浇钻刷]不|入户|进度|工序|路面|道路|\p{Han}[站厂池渠坝沟井塘桥闸园林厕河湖库棚窑]`)
)

// pledge is what one says to an order or a decision, of no work: 100%拥护, 保证高质量完成任务, 坚决贯彻会议精神.
var pledge = pattern.MustCompile(`^(?:我们|我[局镇委办街道]+|全[局镇体]|大家|请(?:领导|组织|大家)?放心|一定|肯定|保证|坚决|坚定|坚持|全力以赴|全力|确保|必须|必将|必|会|将|都|努力|争取|按时|按期|如期|高质量|保质保量|圆满|不折不扣|不打折扣|绝对|完全|严格|抓紧|认真|加油|百分之百|百分百|100%|地|[， ！])+` +
	`(?:拥护|支持|服从|赞成|同意|响应|照办|照做|贯彻|落实|执行|配合|完成|做好|办好|干好|抓好|推进|拿下)*(?:好|到位)?` +
	`(?:各项|目标|全部|本职|这次|本次|[区市县里上级领导党委政府会议文件通知]*的?(?:精神|部署|要求|决定|决策|安排|指示|号召|任务|工作|目标))*[。~]*$`)

// pledges reports whether a clause only promises to obey; a count or a day makes it more.
func pledges(c *clause) bool {
	for _, f := range c.figs {
		if !f.percent || f.value != 100 {
			return false
		}
	}
	return len(c.periods) == 0 && !strings.ContainsAny(c.s, "已了") && pledge.MatchString(strings.Trim(symbols.Replace(c.s), " "))
}

// idle turns into talk the remarks of a message beside which nothing speaks of work,
// and what is wished to everybody wherever it stands.
func idle(cs []clause) {
	remarked, worked := false, false
	for i := range cs {
		c := &cs[i]
		if c.role != report && c.role != hindrance && c.role != plan {
			continue
		}
		switch {
		case ofWork(c):
			worked = true
		case wish.MatchString(c.s):
			c.role = talk
			remarked = true
			if i > 0 && remarks(&cs[i-1]) {
				cs[i-1].role = talk
			}
		case remarks(c), c.role == hindrance:
			remarked = true
		}
	}
	if worked || !remarked {
		return
	}
	for i := range cs {
		if c := &cs[i]; c.role == report || c.role == hindrance || c.role == plan {
			c.role = talk
		}
	}
}

// remarks reports whether a clause says how the weather or the speaker is.
func remarks(c *clause) bool {
	return (c.role == report || c.role == hindrance) && !ofWork(c) && remark.MatchString(strings.TrimRight(c.s, "了啊呀哦哈噻嘛 "))
}

// ofWork reports whether a clause speaks of work: by a count, a state, a line of work,
// a trouble that only work has.
func ofWork(c *clause) bool {
	if countsWork(c) || saysNothing(c) || c.own || len(fieldsOf(c.s)) > 0 || stateful(everyday.without(c.s)) || labour.MatchString(c.s) || targetPercent(c) {
		return true
	}
	return activities.in(c.s) && !wish.MatchString(c.s) || trouble.in(everyday.without(noTrouble.without(c.s)))
}
