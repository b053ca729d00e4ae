package cite

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/store/day"
)

var (
	// order is what no answer has: links, calls, obedience.
	order = pattern.MustCompile(`(?i)https?://|www\.|tg://|t\.me/|\]\(|@[a-z][a-z0-9_]{3,}|忽略|遵命|作为(?:一个)?(?:AI|人工智能|语言模型)|系统提示|请(?:点击|访问|扫码|加微信|转账|回复)|已(?:按|照|根据)(?:照)?(?:您|你)|(?:您|你)的(?:要求|指令)`)

	// orders stand in documents to command a model; such a sentence proves nothing.
	orders = pattern.MustCompile(`(?i)忽略(?:以上|上面|之前|此前|前面|上述|所有|一切|本)|(?:以上|上述|之前|此前)(?:的)?(?:所有)?(?:规则|指令|提示)|(?:你|您)(?:现在|从现在起)?(?:是|扮演)(?:一个|一名|系统|管理员)|系统(?:提示|指令|消息)\s*[:：]|(?:AI|人工智能|智能)(?:助手|模型)|语言模型|(?:一律|必须|统一|直接)(?:回答|回复|答复|输出)|请(?:机器人|模型|助手)|ignore (?:all|any|the|previous)|system prompt|you are (?:now )?an?\b`)

	quoted = pattern.MustCompile(`“[^“”]+”|「[^「」]+」|『[^『』]+』|《[^《》]+》|"[^"\n]+"|‘[^‘’]+’`)
)

// withoutOrders blanks the sentences of a document that command a model.
func withoutOrders(text string) string {
	if !orders.MatchString(text) {
		return text
	}
	var b strings.Builder
	for _, s := range segment.Sentences(text) {
		if part := s.Of(text); !orders.MatchString(part) {
			b.WriteString(part)
		}
		b.WriteString("\n")
	}
	return b.String()
}

var unquoted = strings.NewReplacer(`"`, "", `'`, "")

// quotes: what stands in quotation or book-title marks is verbatim in what is cited.
func (c *claim) quotes() {
	for _, q := range quoted.FindAllString(c.text.raw, -1) {
		inner := unquoted.Replace(fold(strings.Trim(q, "“”「」『』《》\"‘’")))
		if inner == "" || c.stands(inner) {
			continue
		}
		c.fault(BadQuote, q)
	}
}

func (c *claim) stands(folded string) bool {
	for _, p := range c.cited {
		if strings.Contains(unquoted.Replace(p.folded), folded) {
			return true
		}
	}
	return false
}

var missing = pattern.MustCompile(`(?:没有|尚未|并未|均未|都未|未|没)(?:具体|明确|直接|单独|逐一)?(?:载明|写明|列明|列出|列示|提及|提到|说明|写出|给出|涉及|写|列|提)`)

// absence proves a clause that says what the document does not have: its
// figures, dates and units must be there or asked for, and the words said to be
// missing must not all stand in what is cited. What else the sentence says is
// left to the other rules.
func (c *claim) absence(on day.Date) {
	m := missing.FindStringIndex(c.text.raw)
	if m == nil || c.stands(fold(c.text.raw[m[0]:m[1]])) {
		return
	}
	raw := c.text.raw
	from := strings.LastIndexAny(raw[:m[0]], "，；：,;:")
	if from >= 0 {
		_, n := utf8.DecodeRuneInString(raw[from:])
		from += n
	}
	from = max(from, 0)
	to := len(raw)
	if i := strings.IndexAny(raw[m[1]:], "，；。,;"); i >= 0 {
		to = m[1] + i
	}
	object := strings.TrimFunc(raw[m[1]:to], isPunct)
	if object == "" {
		object = raw[from:m[0]]
	}
	if ts := c.proof.read(object, on).tokens; c.covered(ts) {
		c.fault(Absence, object)
	}
	c.text = c.proof.read(raw[from:to], on)
	c.anchors()
	c.text = c.proof.read(raw[:from]+raw[to:], on)
}

// covered reports whether every run of two in ts, labels such as 比例 aside, stands in what is cited.
func (c *claim) covered(ts []token) bool {
	n := 0
	label := glued(ts, group{0, len(ts)})
	for i := 0; i+1 < len(ts); i++ {
		if ts[i].class == pause || ts[i+1].class == pause || label[i] || label[i+1] {
			continue
		}
		if n++; !c.grams.has2(ts[i], ts[i+1]) {
			return false
		}
	}
	return n > 0
}
