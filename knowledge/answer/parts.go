package answer

import (
	"regexp"
	"strings"
)

// mostParts bounds how many questions one message may ask.
const mostParts = 4

// questionsIn parts a message that asks several things: 规划好久发，申报材料好久交.
// What asks nothing belongs to the question that follows it, else to the one before.
func questionsIn(text string) []string {
	var out []string
	held := ""
	for _, c := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，。！!；;\n,？?", r) }) {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if !asksItself(tables.standard(fold(c))) {
			held += c + "，"
			continue
		}
		out = append(out, cutInside(held+c)...)
		held = ""
	}
	if len(out) < 2 || len(out) > mostParts {
		return []string{text}
	}
	out[len(out)-1] += strings.TrimSuffix("，"+held, "，")
	return out
}

var (
	questionWord = regexp.MustCompile(`什么|多少|谁|哪|几[个项条次天号月年种类家期场人分点]|怎么|多久|吗$|没有$|是不是|有没有|是否`)
	// secondAsk begins another question in the same breath: 什么时候开工|哪个负责, 哪天发的|文号多少.
	secondAsk = regexp.MustCompile(`(?:什么时候|哪天|哪年|几号|几月|多少|谁|哪里|哪个(?:单位|部门|局)?)[^谁哪，]{0,8}?((?:由|归)?(?:谁|哪个(?:单位|部门|局)?|哪家)(?:牵头|负责|管|组织|审批|审议|承办|参加)|(?:文号|电话|占比|比例|地点|联系人)(?:是)?(?:多少|什么|哪)|(?:什么时候|哪天)(?:完成|发|开工|建成|交|搞))`)
)

func asksItself(std string) bool { return questionWord.MatchString(std) }

// cutInside parts a clause in which a second question begins without a mark.
func cutInside(clause string) []string {
	std := tables.standard(fold(clause))
	loc := secondAsk.FindStringSubmatchIndex(std)
	if loc == nil {
		return []string{clause}
	}
	return []string{std[:loc[2]], std[loc[2]:]}
}

// replyEach answers each question of a message by itself; a later one may lean on the one before.
func (s *Shelf) replyEach(asked []string, q Question) Answer {
	if len(asked) == 1 {
		return s.replyShared(asked[0], q)
	}
	var out Answer
	for i, text := range asked {
		a := s.reply(text, q)
		q.History = append(q.History[:len(q.History):len(q.History)], Turn{Text: text, Carry: &a.Carry})
		if i == 0 {
			out = a
			continue
		}
		out.join(a)
	}
	return out
}

// shared is one question put to two things: A和B分别在哪天.
var shared = regexp.MustCompile(`^(.{2,12}?)(?:以及|和|与|跟|、)(.{2,12}?)(?:分别|各自|各)(.*(?:什么|哪|谁|多少|几).*)$`)

// replyShared asks such a question of each thing by itself where it has no answer as a whole.
func (s *Shelf) replyShared(text string, q Question) Answer {
	a := s.reply(text, q)
	m := shared.FindStringSubmatch(tables.standard(fold(text)))
	if a.Kind != NotIn || m == nil {
		return a
	}
	first, second := s.reply(m[1]+m[3], q), s.reply(m[2]+m[3], q)
	if first.Kind == NotIn && second.Kind == NotIn {
		return a
	}
	first.join(second)
	return first
}

// join puts another answer behind this one.
func (a *Answer) join(b Answer) {
	moved := make([]int, len(b.Citations))
	for i, c := range b.Citations {
		moved[i] = a.take(c)
	}
	for _, l := range b.Lines {
		l.Cites = renumbered(l.Cites, moved)
		a.sayOnce(l)
	}
	for _, r := range b.Rows {
		r.Cite = moved[r.Cite]
		a.Rows = append(a.Rows, r)
	}
	a.Missing = append(a.Missing, b.Missing...)
	if len(a.AskWhom) == 0 {
		a.AskWhom = b.AskWhom
	}
	if a.Nearest == nil {
		a.Nearest = b.Nearest
	}
	if a.Kind != b.Kind {
		a.Kind = Partly
	}
	if len(a.Citations) > 0 {
		a.Nearest = nil // one half is answered: the footer is of that
	}
	a.Carry = b.Carry
}

// take adds a citation unless the same one stands already, and returns its index.
func (a *Answer) take(c Citation) int {
	for i, o := range a.Citations {
		if o == c {
			return i
		}
	}
	a.Citations = append(a.Citations, c)
	return len(a.Citations) - 1
}

func renumbered(cites, moved []int) []int {
	var out []int
	for _, c := range cites {
		out = append(out, moved[c])
	}
	return out
}
