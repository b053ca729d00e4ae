package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
)

// maxTurns bounds how far back a conversation reaches.
const maxTurns = 6

// inConversation reads a question, taking over from the earlier ones what it leaves out.
func (s *Shelf) inConversation(text string, q Question) *query {
	qu := s.understand(text, q)
	prior := s.priorOf(q)
	if prior == nil {
		return qu
	}
	if m := corrected.FindStringSubmatch(qu.text); m != nil {
		text = "那" + m[1]
		qu = s.understand(text, q)
	}
	qu.prior = prior
	if nth, ok := s.ofShown(qu, q); ok {
		return nth
	}
	if qu.kind == askNext || qu.kind == askAbout {
		qu.home = s.homeOf(prior)
		return qu
	}
	if whole, ok := itemsOf(qu.text, prior.Text); ok {
		again := s.understand(whole, q)
		again.prior, again.home = prior, s.homeOf(prior)
		return again
	}
	if whole, ok := ofSamePaper(qu.text, prior.Text); ok {
		again := s.understand(whole, q)
		again.prior, again.home = prior, s.homeOf(prior)
		return again
	}
	if !s.leans(qu) {
		if runes(qu.text) <= 10 && len(qu.units) == 0 && qu.doc == nil && !slices.ContainsFunc(qu.words, func(w word) bool { return w.name }) {
			qu.near = s.shownIn(prior) // of two that answer as well, the one spoken of
		}
		return qu
	}
	return s.inherit(qu, prior, q)
}

// priorOf is what the last turn of the conversation carries; a turn known by its text only is read again.
func (s *Shelf) priorOf(q Question) *Carry {
	n := len(q.History)
	if n == 0 {
		return nil
	}
	last := q.History[n-1]
	if last.Carry != nil {
		return last.Carry
	}
	again := q
	again.Text, again.History = last.Text, q.History[max(0, n-1-maxTurns):n-1]
	a := s.Ask(again)
	return &a.Carry
}

var (
	leansOn  = pattern.MustCompile(`^(?:比|那么?|还有|另外|再|以及|其中|它|这个|该|此|具体|然后|而)|(?:呢|的呢)$|^(?:这|它们?|这些|这里面|里面|其)`)
	stripped = pattern.MustCompile(`^(?:那么?|还有|另外|再说|以及|其中|然后|而)|呢$`)
)

// afterwards begins what came of what was spoken of: 回来以后形成了什么材料.
var afterwards = pattern.MustCompile(`^(?:去|看|学|考察|学习|开|发|办|做|走|回来?|过|完成?|了|结束| )+(?:以后|之后|过后|后来)`)

// corrected says that something else was meant: 不是，我问的是征求意见.
var corrected = pattern.MustCompile(`^(?:(?:不是|不对|不|[搞弄说问打听]?错了?|[搞弄说问打听]岔了?)(?:这个|那个|的|了)?，?(?:不是(?:问|说)?[^，]+，)?(?:我|俺)?(?:是|要|想|刚才)?(?:问|说|指|查|要)?的?(?:是|应该是)?|(?:我|俺)?(?:们)?(?:是|要|想|刚才)?(?:问|说|指)的?是)([^，]{2,}.*)$`)

// leans reports whether the question cannot stand alone: it points back, or has no subject of its own.
func (s *Shelf) leans(q *query) bool {
	if leansOn.MatchString(q.text) || afterwards.MatchString(q.text) && !needsFit(q.kind) {
		return true
	}
	n := min(1, runes(q.strays))
	for _, w := range q.words {
		if w.telling() {
			n++
		}
	}
	return n == 0 && len(q.times) == 0 || q.kind == askWho && !q.ofMatter() && len(q.units) == 0 || n <= 1 && runes(q.text) <= 9 && q.kind != askTasks && q.kind != askPoints && !selfContained(q)
}

// selfContained: a question with a question word and a telling noun stands alone.
func selfContained(q *query) bool {
	telling := slices.ContainsFunc(q.words, func(w word) bool { return w.telling() && w.known })
	return telling && q.kind != askHow && q.kind != askYes && q.kind != askShare
}

// inherit completes a leaning question from what came before it.
func (s *Shelf) inherit(q *query, prior *Carry, orig Question) *query {
	bare := stripped.ReplaceAllString(q.text, "")
	bare = thisPart.ReplaceAllString(strings.TrimSuffix(bare, "的"), "$1")
	if m := chief.FindString(prior.Text); deputy.MatchString(bare) && m != "" {
		again := s.understand(strings.Replace(prior.Text, m, "副"+m, 1), orig)
		again.prior, again.home = prior, s.homeOf(prior)
		return again
	}
	old := s.understand(prior.Text, Question{Now: orig.Now, Unit: orig.Unit})
	if text, ok := s.parallel(bare, prior.Text, old); ok {
		again := s.understand(text, orig) // 那市级呢: the earlier question about another of the same sort
		again.prior, again.home = prior, s.homeOf(prior)
		return again
	}
	if against.MatchString(bare) && (old.kind == askMany || old.kind == askDiff) {
		bare = howMany.ReplaceAllString(prior.Text, "") + bare // 比志愿者活动少几次, after 宣讲了几次
	}
	again := s.understand(bare, orig)
	again.prior = prior
	if k := ask(prior.Ask); old.kind == askHow && k != "" && !questionWord.MatchString(prior.Text) {
		old.kind = k // two steps back: 那实施方案呢 asked for the day as well
	}
	if again.kind == askHow && !asksSomething(bare) && !afterwards.MatchString(bare) {
		again.kind, again.measure, again.lent = old.kind, old.measure, true
		again.byAttribute(bare)
	}
	if old.kind == askShare && again.kind == askMany && len(again.measure) == 0 {
		again.kind = askShare // 那2026年要到多少, of a share
	}
	again.lost = again.lostWith(old, prior)
	again.takeOver(old, prior)
	if again.kind == askWho && heldBy.MatchString(again.text) && !again.ofMatter() {
		again.ofSubject()
	}
	again.home = s.homeOf(prior)
	again.near = s.shownIn(prior)
	return again
}

// lostWith is the thing that no document knows and an earlier question was refused for, where
// a question leans on it with nothing of its own: 什么时候完成, after 骑行绿道要通多少公里. "" if there is none.
func (q *query) lostWith(old *query, prior *Carry) string {
	if len(prior.At) > 0 || len(q.units) > 0 || len(q.times) > 0 || slices.ContainsFunc(q.words, func(w word) bool { return w.telling() && !w.spare && !leadWord.MatchString(w.text) }) {
		return ""
	}
	for i := range old.words {
		if w := &old.words[i]; w.class == content && w.name && !w.known && (w.isThing() || !tables.ordinary(w.text)) {
			return w.text
		}
	}
	return ""
}

// reach asks how to get hold of somebody; itsOwn only points back at what was spoken of.
var (
	reach  = pattern.MustCompile(`电话|号码|手机|联系|找[他她]`)
	itsOwn = pattern.MustCompile(`^(?:那么?|它|他|她|其|这人|此人|的)+|呢$`)
)

// ofSamePaper completes what asks by its noun alone for another thing that a paper says of
// itself, after a question for such a one: 日期呢 after 文号是多少, 他的电话 after 联系人是谁.
func ofSamePaper(text, earlier string) (string, bool) {
	before := fieldsAsked(earlier)
	bare := itsOwn.ReplaceAllString(text, "")
	switch {
	case len(before) == 0 || runes(bare) > 8 || personAsked.MatchString(text):
	case slices.Contains(before, "contact") && reach.MatchString(bare) && !publicLine.MatchString(bare):
		return "联系电话", true
	case len(fieldsAsked(bare)) == 0 && len(fieldsAsked("这份文件的"+bare)) > 0:
		return "这份文件的" + bare, true
	}
	return "", false
}

// shownIn are the passages that the conversation showed.
func (s *Shelf) shownIn(prior *Carry) map[int]bool {
	out := map[int]bool{}
	for _, id := range prior.At {
		if at, ok := s.desk.byID[id]; ok {
			out[at] = true
		}
	}
	return out
}

// thisPart only points at a part of what is spoken of: 旅游这块.
var thisPart = pattern.MustCompile(`(.{2,})(?:这|那)(?:一)?(?:块|方面|个|边|项|条|头|部分)$`)

var (
	// against holds what was spoken of against something else; howMany is what asked for its number.
	against = pattern.MustCompile(`^(?:比|跟|和|与)[^现去今上].+?(?:多|少|高|低|差)(?:了|出)?(?:多少|几)`)
	howMany = pattern.MustCompile(`(?:开展|举办|召开)?(?:了|过|有|是|要|共|一共|总共)*(?:多少|几).*$`)
)

// deputy asks for the deputy of whoever was asked about: 副的呢.
var (
	deputy = pattern.MustCompile(`^副(?:职|手|的)?(?:是谁|有哪些|哪些人)?$`)
	chief  = pattern.MustCompile(`组长|总指挥|指挥长|` + posts)
)

// parallel puts what is asked now in the place of its like in the earlier
// question: 那清流河呢 after 濑溪河水质要达到几类 asks 清流河水质要达到几类, and needs
// evidence of its own. Likes end in the same character, one that names a sort.
func (s *Shelf) parallel(bare, earlier string, old *query) (string, bool) {
	if n := runes(bare); n < 2 || n > 6 || asksSomething(bare) {
		return "", false
	}
	if like, full := s.ofSameHead(bare, old); full != "" && strings.Contains(earlier, like) {
		return strings.Replace(earlier, like, full, 1), true
	}
	tail, _ := utf8.DecodeLastRuneInString(bare)
	if full := s.fullName(bare, old); full != "" {
		bare = full
		tail, _ = utf8.DecodeLastRuneInString(bare)
	}
	if !strings.ContainsRune(sorts, tail) {
		return "", false
	}
	for _, w := range old.words {
		i := strings.IndexRune(w.text, tail)
		if i < 0 {
			continue
		}
		like := w.text[:i+utf8.RuneLen(tail)]
		if runes(like) >= 2 && !strings.HasSuffix(like, bare) && strings.Contains(earlier, like) {
			return strings.Replace(earlier, like, bare, 1), true
		}
	}
	return "", false
}

// ofSameHead is the compound of the documents that bare ends, with the head of a word of
// the earlier question: 生态旅游, of 旅游 after 生态农业; with that word.
func (s *Shelf) ofSameHead(bare string, old *query) (like, full string) {
	for _, w := range old.words {
		if rs := []rune(w.text); w.class == content && len(rs) >= runes(bare)+2 {
			full := string(rs[:len(rs)-runes(bare)]) + bare
			if full != w.text && slices.ContainsFunc(s.desk.where(full), func(id int) bool { return strings.Contains(fold(s.desk.sentences[id].text), full) }) {
				return w.text, full
			}
		}
	}
	return "", ""
}

// fullName is the name of the documents that bare begins, of the same sort as a word of
// the earlier question: 下符桥 for 下符桥镇, after 衡山镇.
func (s *Shelf) fullName(bare string, old *query) string {
	for _, w := range old.words {
		tail, _ := utf8.DecodeLastRuneInString(w.text)
		if full := bare + string(tail); strings.ContainsRune(sorts, tail) && !strings.HasSuffix(bare, string(tail)) && s.desk.has(full) {
			return full
		}
	}
	return ""
}

// sorts are the characters in which names of one sort end: levels, waters, places, bodies.
const sorts = "级河湖库江溪镇乡村县区市局委街道山园校院厂站线路桥段"

// strays reports whether the answer to a leaning question has left its subject:
// it stands neither in a passage that the conversation showed nor in one that
// speaks of what is asked, or was asked about before.
func (s *Shelf) strays(q *query, a *Answer) bool {
	if len(q.near) == 0 || a.Kind != Answered || len(a.Rows) > 0 || len(q.context) == 0 {
		return false
	}
	if slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == Field }) {
		return false // what a paper says of itself
	}
	for _, c := range a.Citations {
		at, ok := s.desk.byID[EntryID(c.DocID, c.Seq)]
		if !ok || q.near[at] || s.speaksOf(at, q.words) || s.speaksOf(at, q.context) {
			return false
		}
	}
	return len(a.Citations) > 0
}

// speaksOf reports whether a passage, or a heading above it, has one of the words that tell what a question was about.
func (s *Shelf) speaksOf(at int, words []word) bool {
	p := &s.desk.passages[at]
	text := fold(p.clause.Text + p.clause.Place())
	for _, w := range words {
		if w.telling() && met(&w, text) >= metAlt {
			return true
		}
	}
	return false
}

// attributes are nouns that ask by themselves when they follow up: 投资呢, 时间呢.
var attributes = []struct {
	re      *pattern.Pattern
	kind    ask
	measure []string
}{
	{shareWord, askShare, nil},
	{moneyWord, askMany, money},
	{pattern.MustCompile(`面积|长度|规模|数量|人数|个数|次数|高度|里程`), askMany, nil},
	{aimAsked, askMany, nil},
	{pattern.MustCompile(`时间|时限|期限|日期`), askWhen, nil},
	{pattern.MustCompile(`牵头|责任单位|负责人|配合|主管`), askWho, nil},
	{pattern.MustCompile(`地点|地方|位置`), askWhere, nil},
	{pattern.MustCompile(`频次|频率`), askOften, nil},
	{pattern.MustCompile(`名单|清单`), askList, nil},
}

var aimAsked = pattern.MustCompile(`目标|指标|标准|要求`)

func (q *query) byAttribute(text string) {
	for _, a := range attributes {
		if a.re.MatchString(text) {
			q.kind, q.measure, q.lent = a.kind, a.measure, false
			if aimAsked.MatchString(text) { // no document need write the word
				q.words = slices.DeleteFunc(q.words, func(w word) bool { return w.class == faint && aimAsked.MatchString(w.text) })
			}
			return
		}
	}
}

var shareWord = pattern.MustCompile(`占比|比例|比重|率$`)

func asksSomething(text string) bool { return kindOf(text) != askHow }

// takeOver fills the slots that the question leaves empty. Words come as context:
// they rank, but need no evidence of their own.
func (q *query) takeOver(old *query, prior *Carry) {
	if len(q.units) == 0 && (q.kind == askTasks || q.kind == askPoints || q.kind == askProgress) {
		q.units = old.units
		for _, w := range old.words {
			if w.gap == "unit" {
				q.words = append(q.words, w)
			}
		}
	}
	if len(q.times) == 0 && q.kind == old.kind && (q.kind == askTasks || q.kind == askPoints) {
		q.times = old.times
	}
	if len(q.times) == 0 && !samePlaceAsked(q) && !nowAsked.MatchString(q.text) {
		q.times = slices.DeleteFunc(slices.Clone(old.times), func(e when.Expr) bool { return !relativeYear.MatchString(e.Text) && !yearIn.MatchString(e.Text) })
	}
	if q.doc == nil {
		q.doc = old.doc
	}
	if len(joined(q.words)) == 0 {
		for i := range q.words {
			q.words[i].class = content
			q.words[i].weight *= 5
		}
	}
	own := len(joined(q.words))
	for _, w := range old.words {
		if w.class == faint || slices.ContainsFunc(q.words, func(o word) bool { return o.text == w.text || o.displaces(&w) }) {
			continue
		}
		if own == 0 {
			q.words = append(q.words, w)
			continue
		}
		q.context = append(q.context, w)
	}
}

// displaces reports whether a word stands in the place of an earlier one of its sort: 市级, of 国家级.
func (w *word) displaces(old *word) bool {
	a, _ := utf8.DecodeLastRuneInString(w.text)
	b, _ := utf8.DecodeLastRuneInString(old.text)
	return a == b && strings.ContainsRune(sorts, a) && w.telling()
}

// ofSubject asks what was spoken of, and nothing else, who did it: 哪个组织的.
func (q *query) ofSubject() {
	for i := range q.words {
		q.words[i].class = faint
		q.words[i].weight /= 5
	}
	q.words, q.context = append(q.words, q.context...), nil
}

// samePlaceAsked: a share or a figure that follows may stand for another year.
func samePlaceAsked(q *query) bool { return q.kind == askWhen || q.kind == askNext || q.kind == askWho }

// carryOn notes what a follow-up may take over.
func (s *Shelf) carryOn(q *query, a *Answer) {
	c := &a.Carry
	c.Text, c.Ask, c.Words = q.text, string(q.kind), joined(q.words)
	if q.prior != nil && len(q.context) > 0 {
		c.Text = strings.TrimSpace(strings.Join(contextWords(q), "") + q.text)
	}
	if q.near != nil {
		c.After = q.prior.Text
	}
	for _, u := range q.units {
		c.Units = append(c.Units, u.Name)
	}
	for _, ci := range a.Citations {
		if ci.DocID != 0 {
			if id := EntryID(ci.DocID, ci.Seq); !slices.Contains(c.At, id) {
				c.At = append(c.At, id)
			}
			if c.DocID == 0 {
				c.DocID = ci.DocID
			}
			if ci.DocID == c.DocID && !slices.Contains(c.Seqs, ci.Seq) {
				c.Seqs = append(c.Seqs, ci.Seq)
			}
		}
	}
	if a.Nearest != nil && c.DocID == 0 {
		c.DocID, c.Seqs = a.Nearest.DocID, []int{a.Nearest.Seq}
		c.At = []int64{EntryID(c.DocID, a.Nearest.Seq)}
	}
	if len(q.times) > 0 {
		c.From, c.To = bounds(q.times[0])
	}
}

func contextWords(q *query) []string {
	var out []string
	for _, w := range q.context {
		out = append(out, w.text)
	}
	return out
}

// homeOf lists the documents that the conversation has shown.
func (s *Shelf) homeOf(prior *Carry) []int64 {
	var out []int64
	for _, id := range prior.At {
		if at, ok := s.desk.byID[id]; ok && !slices.Contains(out, s.desk.passages[at].doc.ID) {
			out = append(out, s.desk.passages[at].doc.ID)
		}
	}
	return out
}

// elsewhere reports whether the conversation is about other documents than this one.
func (q *query) elsewhere(doc int64) bool { return len(q.home) > 0 && !slices.Contains(q.home, doc) }
