package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// head is what stands before the report: who is spoken to, for whom, passed on from whom.
type head struct {
	body      int    // byte of the folded text where the report begins
	dept      string // whose report it is
	forwarded bool
	behalf    bool
	confused  bool      // another unit's name before a colon, which is the addressee
	called    int       // where that name begins
	misfiled  bool      // 我们水利局 from another unit's member
	ordered   bool      // it tells the reader what to write
	named     bool      // the text names a unit of its own
	depts     []string  // all whose report it is, where they are several
	partners  []stretch // with whom the work was done: 配合区林业局
}

// readHead strips greetings, addressees, 转 and 代 from the beginning of a message.
func readHead(s string, m Message, roster *units.Roster) head {
	h := head{dept: m.Department, forwarded: m.Forwarded}
	for range 8 {
		from := h.body
		h.skipBlank(s)
		for _, step := range []func(string, *units.Roster){h.addressed, h.forward, h.asked, h.onBehalf, h.mention, h.greeting, h.colon, h.wanted, h.ownName} {
			step(s, roster)
			if len(h.depts) > 0 || h.body != from && h.body >= len(s) { // a unit named next is one of the several
				return h
			}
		}
		if h.body == from {
			break
		}
	}
	return h
}

func (h *head) skipBlank(s string) {
	h.body += len(s[h.body:]) - len(strings.TrimLeft(s[h.body:], " ，。！、\n："))
}

func (h *head) forward(s string, roster *units.Roster) {
	rest := s[h.body:]
	if m := forwardFrom.FindStringSubmatch(rest); m != nil {
		if name, n := unitAt(m[1], roster); n > 0 {
			h.dept, h.named = name, true
		}
		h.forwarded = true
		h.body += len(m[0])
		return
	}
	if m := forwardMark.FindString(rest); m != "" && !startsAny(rest, "转化", "转型", "转移", "转运", "转变", "转办", "转产", "转为") {
		h.forwarded = true
		h.body += len(m)
		return
	}
	if m := outsider.FindStringSubmatch(rest); m != nil {
		if _, n := unitAt(m[1], roster); n == 0 { // not in the roster, and the report is its all the same
			h.dept, h.named, h.forwarded = m[1], true, true
			h.body += len(m[0])
			return
		}
	}
	if after, ok := strings.CutPrefix(rest, "转"); ok {
		after = strings.TrimLeft(after, " ")
		if _, n := unitAt(after, roster); n > 0 && forwardedFrom(after[n:]) {
			h.forwarded = true
			h.body += len(rest) - len(after)
		}
	}
}

// outsider is whose report is passed on, by what its name ends with.
var outsider = pattern.MustCompile(`^转(?:自|报)?(\p{Han}{2,12}(?:局|委|办|中心|镇|街道|公司|医院|学校|支队|大队|协会))[：]`)

// unitAt resolves the unit whose name starts s; n is the length of the name.
func unitAt(s string, roster *units.Roster) (name string, n int) {
	if roster == nil {
		return "", 0
	}
	head := firstRunes(s, 24)
	if ms := roster.Find(head); len(ms) > 0 && ms[0].Start == 0 && ms[0].Known && !ms[0].Group {
		return ms[0].Name, ms[0].End
	}
	return barePlace(head, roster)
}

// barePlace resolves 双河 in 双河这边： — a place's name without 镇 or 街道 is its office only where a speaker is named.
func barePlace(s string, roster *units.Roster) (name string, n int) {
	for k := 2; k <= 4; k++ {
		w := firstRunes(s, k)
		if !startsAny(s[len(w):], "：", "这边", "这里", "报一下", "报：", "报个", "报下", "报送", "报数", "那边报", "的同志") {
			continue
		}
		if u, ok := roster.Resolve(w); ok {
			return u.Name, len(w)
		}
	}
	return "", 0
}

// onBehalf reads 替X报一下：, 代X报送, 转X： — the record is X's.
func (h *head) onBehalf(s string, roster *units.Roster) {
	rest := s[h.body:]
	m := behalfWords.FindString(rest)
	if m == "" {
		if !h.forwarded {
			return
		}
		if name, n := unitAt(rest, roster); n > 0 && forwardedFrom(rest[n:]) {
			h.dept, h.named = name, true
			h.body += n + len(reportVerb.FindString(rest[n:]))
			h.body += len(sourceWord.FindString(s[h.body:]))
			h.skipBlank(s)
		}
		return
	}
	m = rest[:len(rest)-len(strings.TrimLeft(rest[len(m):], " "))]
	name, n := unitAt(rest[len(m):], roster)
	if n == 0 {
		return
	}
	tail := rest[len(m)+n:]
	n += len(tail) - len(strings.TrimLeft(tail, " "))
	tail = rest[len(m)+n:]
	v := reportVerb.FindString(tail)
	if v == "" && !startsAny(tail, "：", "，", " ") {
		return
	}
	h.dept, h.behalf, h.named = name, true, true
	h.body += len(m) + n + len(v)
	h.skipBlank(s)
}

// asked reads X让我代报： and 以下为X的数据：.
func (h *head) asked(s string, roster *units.Roster) {
	rest := s[h.body:]
	lead := len(theirs.FindString(rest))
	name, n := unitAt(rest[lead:], roster)
	if n == 0 {
		return
	}
	tail := rest[lead+n:]
	m := askedTo.FindString(tail)
	if lead > 0 {
		m = theirData.FindString(tail)
	}
	if m == "" {
		return
	}
	h.dept, h.behalf, h.named = name, true, true
	h.body += lead + n + len(m)
	h.skipBlank(s)
}

var (
	askedTo   = pattern.MustCompile(`^(?:那边)?(?:让|叫|托|请|委托)(?:我|我们|我局|我镇|咱们)?(?:代|帮忙|帮|代为)(?:报|填|转|说|录)(?:送|报|一下|个)?[：，]`)
	theirs    = pattern.MustCompile(`^(?:以下|下面)(?:是|为)`)
	theirData = pattern.MustCompile(`^的?(?:数据|情况|进展|进度)[^：\n]{0,14}：`)
)

// forwardedFrom reports whether the words behind a unit's name make it the source of what is passed on.
func forwardedFrom(tail string) bool {
	return startsAny(tail, "：", "，", " ", "报", "的", "来", "上报", "反馈", "进展", "消息", "信息", "通报", "数据", "情况", "回复", "那边", "\n")
}

// mention strips @name.
func (h *head) mention(s string, roster *units.Roster) {
	rest := s[h.body:]
	if !strings.HasPrefix(rest, "@") {
		return
	}
	if _, n := unitAt(rest[1:], roster); n > 0 {
		h.body += 1 + n
		return
	}
	end := strings.IndexAny(rest, " ，：。\n")
	if end < 0 {
		end = len(rest)
	}
	h.body += end
}

func (h *head) greeting(s string, _ *units.Roster) {
	rest := s[h.body:]
	w := greetings.at(rest)
	if w == "" {
		if w = acks.at(rest); w == "" {
			return
		}
	}
	tail := rest[len(w):]
	if tail == "" || startsAny(tail, "，", "。", "！", " ", "：", "\n", "、") || isSymbol(first(tail)) {
		h.body += len(w)
		h.skipBlank(s)
	}
}

// isSymbol reports an emoji or other sign that is no word.
func isSymbol(r rune) bool {
	return r >= 0x2190 && r <= 0x2BFF && !(r >= 0x2460 && r <= 0x24FF) || r >= 0x1F000 || r == 0x200D || r == 0xFE0F
}

// colon reads NAME：. The sender's own name says nothing new; another's is whom the sender speaks to.
func (h *head) colon(s string, roster *units.Roster) {
	rest := s[h.body:]
	name, n := unitAt(rest, roster)
	if n == 0 {
		return
	}
	tail := rest[n:]
	for _, w := range []string{"领导", "各位", "这边", "这里", "老师", "同志", "的同志", "，", "你好", "您好", "报", "汇报", "报告", "进展", "情况"} {
		tail = strings.TrimPrefix(tail, w)
	}
	if !strings.HasPrefix(tail, "：") {
		return
	}
	if name != h.dept && h.dept != "" && !strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(tail, "："), " "), "\n") { // a letter begins so
		h.confused, h.called = true, h.body
	}
	h.named = true
	h.body += len(rest) - len(tail)
	h.skipBlank(s)
}

// wanted strips 创建办让报的: who wants to know is not what is reported.
func (h *head) wanted(s string, roster *units.Roster) {
	rest := s[h.body:]
	_, n := unitAt(rest, roster)
	if n == 0 {
		return
	}
	h.body += len(wantedBy.FindString(rest[n:])) + n*btoi(wantedBy.MatchString(rest[n:]))
}

var wantedBy = pattern.MustCompile(`^(?:那边)?(?:让|要|叫|催|要求|通知|安排|布置)(?:我们|我局|我镇|我委)?(?:报|上报|报送|填|统计|提供)?的(?:那个)?`)

// ownName strips 我们林业局, 双河这边, 我镇 from the front and notices another unit's.
func (h *head) ownName(s string, roster *units.Roster) {
	rest := s[h.body:]
	lead := ""
	for _, w := range []string{"我们这边是", "我们", "我是", "这里是", "咱们", "我方", "我"} {
		if strings.HasPrefix(rest, w) {
			lead = w
			break
		}
	}
	name, n := unitAt(rest[len(lead):], roster)
	if n == 0 {
		return
	}
	if lead != "" && h.dept != "" && name != h.dept {
		h.misfiled = true
	}
	if lead == "" && name != h.dept {
		return
	}
	tail := rest[len(lead)+n:]
	if r, _ := utf8.DecodeRuneInString(tail); lead == "" && strings.ContainsRune("河的", r) && r != 0 {
		return
	}
	h.named = true
	h.body += len(lead) + n
	for _, w := range []string{"这边", "这里", "的", "：", "，"} {
		if strings.HasPrefix(s[h.body:], w) {
			h.body += len(w)
		}
	}
}
