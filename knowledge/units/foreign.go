package units

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// particles are the one-rune words after which a name begins.
const particles = "的了和与及在为对由向将要应须把被等各已并或以从到至给请其该本是有会同不可需使让就经按据报送交转赴去往跟替代叫催找问帮因于我你他是全即如含包"

func particle(c rune) bool { return strings.ContainsRune(particles, c) }

// verbs are the two-rune words after which a name begins.
var verbs = wordSet(`牵头 配合 协助 协同 报送 抄送 主送 联系 会同 通过 支持 通知 责成 督促 指导 按照 根据
		组织 邀请 要求 涉及 依托 咨询 商请 提请 函请 报请 设在 位于 以及 包括 其中 关于 对接 反馈 提交 移交 交由 商同 联合 参照
		参加 发送 转发 印发 收到 接受 接到 明确 成立 作为 围绕 依据 落实 推动 推进 加强 目前 当前 现由 建议 申请 补充 抽调 赋予
		委托 授权 呈报 上报 下达 通报 约谈 考核 督导 指定 确定 安排 调度 统筹 负责 承担 敦促 督办 听说 据说 问下 问问 告诉 提醒 麻烦 感谢 等待`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// commonBefore are runes that make a common noun of the level after them: 社区, 园区, 城市.
const commonBefore = "社园景城片辖郊库小厂矿林灌山超都上校街湖库牧灾疫战禁区市县"

// foreignStart returns where the name of another place begins, if one stands
// before the own-looking name at i (北碚|区生态环境局); else i.
func (r *Roster) foreignStart(text string, i int, bare bool) int {
	c, _ := decode(text[i:])
	if !bare && !strings.ContainsRune(levels, c) {
		return i // begins with our own place name, or is 市生态环境局
	}
	before := text[:i]
	if bare {
		return r.placeBefore(before, i)
	}
	if start, ok := r.stem(before); ok {
		return r.wider(text, start)
	}
	return i
}

// wider takes along the place that a place is in: 成都|市武侯.
func (r *Roster) wider(text string, start int) int {
	for {
		c, _ := decode(text[start:])
		if !strings.ContainsRune("市省州", c) {
			return start
		}
		further, ok := r.stem(text[:start])
		if !ok {
			return start
		}
		start = further
	}
}

// placeBefore looks for 泸县, 隆昌市, 四川省 or a neighbour's bare name directly before a bare name.
func (r *Roster) placeBefore(before string, i int) int {
	level, size := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune("市省县州旗", level) {
		rest := before[:len(before)-size]
		if start, ok := r.stem(rest); ok {
			return start
		}
		return len(rest)
	}
	for _, national := range []string{"国家", "全国"} {
		if strings.HasSuffix(before, national) {
			return i - len(national)
		}
	}
	if start, ok := r.neighbour(before); ok {
		return start
	}
	return i
}

// stem finds the stem of a place name at the end of s: 北碚 in “赴北碚”.
func (r *Roster) stem(s string) (int, bool) {
	if start, ok := r.neighbour(s); ok {
		return start, true
	}
	word, start := lastWord(s, 4)
	n := utf8.RuneCountInString(word)
	if n >= 4 { // too long for a stem: only a level inside it tells (成都市武侯)
		k := strings.LastIndexAny(word, "市州省")
		if k <= 0 || len(word)-k-len("市") < 2*len("市") {
			return 0, false
		}
		if further, ok := r.stem(s[:start+k]); ok {
			return further, true
		}
		return start, true
	}
	if n < 2 || verbs[word] || endsInVerb(word) {
		return 0, false
	}
	return start, true
}

func (r *Roster) neighbour(s string) (int, bool) {
	for p := range r.places {
		if strings.HasSuffix(s, p) {
			return len(s) - len(p), true
		}
	}
	return 0, false
}

func endsInVerb(word string) bool {
	return len(word) >= 2*len("区") && verbs[word[len(word)-2*len("区"):]]
}

// lastWord takes the Han runes at the end of s, back to a particle or anything that is not Han, at most limit.
func lastWord(s string, limit int) (word string, start int) {
	start = len(s)
	for n := 0; n < limit && start > 0; n++ {
		c, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.In(c, unicode.Han) || particle(c) {
			break
		}
		start -= size
	}
	return s[start:], start
}

var (
	// A body of some level, in running text: 区数字办, 市委组织部, 省生态环境厅.
	leveled = pattern.MustCompile(`^(?:市委|区委|县委|省委|市政府|区政府|县政府|[区县市省州])` +
		`[^\P{Han}` + particles + `、级域间位划内外]{2,12}?` +
		`(?:常委会|委员会|管委会|办公室|办事处|办公厅|人民政府|指挥部|集团(?:有限公司|公司)?|有限公司|公司|专班|中心|支队|大队|供电|局|委|办|厅|部|镇|乡)(?:办公室|[\p{Han}]{2,5}?分局)?`)
	// The same with 和 inside: 市自然资源和规划局, 县住房和城乡建设局.
	paired = pattern.MustCompile(`^[区县市省州][^\P{Han}` + particles + `、级域间位划内外]{2,6}?[和与][^\P{Han}` + particles + `、]{2,10}?(?:委员会|中心|局|委|厅|部)`)
	// A sub-district office or a company says what it is.
	outright = pattern.MustCompile(`[^\P{Han}` + particles + `]{2,4}街道办事处|[\p{Han}A-Za-z（）()]{2,24}?(?:有限责任公司|有限公司|集团公司)`)
)

// foreign recognises bodies that the roster does not list.
func (r *Roster) foreign(text string) []Mention {
	var out []Mention
	found := scan(text, "区县市省州", leveled)
	if strings.ContainsAny(text, "和与") {
		for _, at := range scan(text, "区县市省州", paired) {
			if r.isOne(text[at[0]:at[1]]) {
				found = append(found, at)
			}
		}
	}
	if strings.Contains(text, "公司") || strings.Contains(text, "街道办事处") {
		found = append(found, outright.FindAllStringIndex(text, -1)...)
	}
	for _, at := range found {
		if m, ok := r.unlisted(text, at[0], at[1]); ok {
			out = append(out, m)
		}
	}
	return out
}

// isOne tells a body with 和 in its name from two: 区财政和林业局 are two where both are ours.
func (r *Roster) isOne(name string) bool {
	first, rest, _ := strings.Cut(name, "和")
	if rest == "" {
		first, _, _ = strings.Cut(name, "与")
	}
	level, size := decode(name)
	own := !r.away && slices.Contains(r.prefixes, string(level))
	return !endsAsBody(first) && !(own && len(r.lookup(first[size:])) > 0)
}

// reach is how far a name or a group word can run, in bytes.
const reach = 120

// scan tries an anchored pattern at every rune that may begin it: much quicker than letting the pattern search.
func scan(text, starts string, re *pattern.Pattern) [][]int {
	var out [][]int
	for i := 0; i < len(text); {
		c, size := decode(text[i:])
		if !strings.ContainsRune(starts, c) || unicode.IsDigit(c) && digitBefore(text, i) {
			i += size
			continue
		}
		window := text[i:min(len(text), i+reach)]
		for len(window) > 0 && !utf8.ValidString(window) && len(window) > reach-utf8.UTFMax {
			window = window[:len(window)-1]
		}
		at := re.FindStringIndex(window)
		if at == nil || at[1] == 0 {
			i += size
			continue
		}
		out = append(out, []int{i, i + at[1]})
		i += at[1]
	}
	return out
}

// digitBefore tells whether a number goes on at i: nothing begins inside one.
func digitBefore(text string, i int) bool {
	c, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsDigit(c)
}

func (r *Roster) unlisted(text string, start, end int) (Mention, bool) {
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	after, _ := decode(text[end:])
	if after != utf8.RuneError && strings.ContainsRune(tails[last], after) {
		return Mention{}, false
	}
	before, size := utf8.DecodeLastRuneInString(text[:start])
	first, _ := decode(text[start:])
	if strings.ContainsRune(levels+"省州", first) {
		if size > 0 && strings.ContainsRune(commonBefore, before) {
			return Mention{}, false
		}
		if s, ok := r.stem(text[:start]); ok {
			start = r.wider(text, s)
		}
	}
	start += firstParticle(text[start:end])
	start += afterFounding(text[start:end])
	name := text[start:end]
	if within, ok := strings.CutSuffix(name, "办公室"); ok && len(r.lookup(within)) > 0 && len(r.lookup(name)) == 0 {
		return Mention{}, false // an office inside one of ours
	}
	return Mention{Name: name, Text: name, Start: start, End: end}, true
}

// founding are the words between who founds or hires a company and its name.
var founding = pattern.MustCompile(`.*(?:设立|组建|成立|出资|注资|委托|引进|招引|授权|聘请)`)

// afterFounding drops what a generous pattern took along before a company's name.
func afterFounding(s string) int {
	if !strings.HasSuffix(s, "公司") {
		return 0
	}
	return len(founding.FindString(s))
}

// firstParticle drops a leading particle that a generous pattern took along.
func firstParticle(s string) int {
	c, size := decode(s)
	if particle(c) {
		return size
	}
	return 0
}
