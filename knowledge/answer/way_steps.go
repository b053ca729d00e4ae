package answer

import (
	"iter"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// stepWords are what a way is made of that a matter goes; no document need write them.
const stepWords = `步骤?|程序|流程|环节|手续|关口|阶段|工序`

var (
	stepNoun   = pattern.MustCompile(`^(?:` + stepWords + `|关)$`)
	stepsAsked = pattern.MustCompile(`(?:几|哪些|什么|多少|哪[二三四五六七八九十两\d]+)(?:个|道|大|样)?(?:` + stepWords + `)|几道?关(?:[^系键]|$)|(?:程序|流程|步骤|环节)(?:都|分别|具体)?(?:有|是|要|怎么)?(?:哪|什么|走$)`)
	// nearStep asks for what comes before or after a step, by whatever it is called: 发布前一关是什么, 审议之前先要搞完什么.
	nearStep = pattern.MustCompile(`(?:之前|以前|前)，?(?:先|还|都|得|要|须|需要?|应该?)+(?:过|走|做|搞|办|完成|搞完|做完|弄完|办完|经过|干)(?:完)?(?:些|了)?(?:哪|什么|几)|(?:前|上|后|下)一(?:步|关|环|个环节|道程序|个节点|道关)(?:是|要)?(?:什么|哪|谁|$)|(?:之后|以后|后|完了?)，?(?:紧接着|紧跟着|跟着)`)
	// stepsBetween are the ends of a way: 规划从征求意见到发布有哪几步, 征求意见之后还要走哪些程序, 发布之前要过几关.
	stepsBetween = pattern.MustCompile(`(?:从|由|自)?(.{2,}?)(?:开始|起|之后|以后|后)?，?(?:一直)?[到至](.{2,}?)(?:为止|之前|以前|前)?，?` + stepsTail)
	stepsAfter   = pattern.MustCompile(`^(.*?)(?:完成|结束|通过|完了?|好了?)*(?:之后|以后|过后|后|完了|的?[下后]一(?:步|关|环|个|道))，?(?:到(.{2,}?))??` + stepsTail)
	stepsBefore  = pattern.MustCompile(`^()(.*?)(?:的|之)?(?:之前|以前|前)，?` + stepsTail)
	oneStep      = pattern.MustCompile(`[前上后下]一(?:步|关|环|个|道)|紧接着|紧跟着|哪一(?:步|关|环)`)
)

const stepsTail = `(?:中间|之间|当中|总共|一共|还|都|又|具体|分别|主要|先|紧接着|紧跟着|跟着)*(?:要|得|须|需要?|应当?|会)?(?:先)?(?:[搞做弄办走]完|经过?|走|过|办|做|搞|干|分为?|分成|有|是|包括|经历|完成|履行|剩|差|[一二三]|哪|几|多少|什么).*$`

// betweenSteps answers which steps lie between two: the dated parts of one passage from
// the one that speaks of the first end to the one that speaks of the other.
func (s *Shelf) betweenSteps(q *query) (Answer, bool) {
	if !stepsAsked.MatchString(q.text) && !nearStep.MatchString(q.text) {
		return Answer{}, false
	}
	for _, re := range []*pattern.Pattern{stepsAfter, stepsBetween, stepsBefore} {
		m := re.FindStringSubmatch(q.text)
		if m == nil {
			continue
		}
		from, to := m[1], m[2]
		if re == stepsAfter && from == "" && q.prior != nil {
			from = q.prior.Text
		}
		if re == stepsBefore && to == "" && q.prior != nil {
			to = q.prior.Text
		}
		if from == "" && to == "" {
			continue
		}
		chain := s.chainBetween(q, from, to)
		switch n := len(chain); {
		case n > 1 && re == stepsAfter:
			chain = chain[1:] // what comes after it
		case n > 1 && re == stepsBefore && s.opensWith(&chain[n-1], to):
			chain = chain[:n-1] // what is done before it; what is one of two in the last node has the other before it
		case n > 1 && re == stepsBefore && oneStep.MatchString(q.text):
			return s.sayChain(q, chain[n-2:]), true
		case n < 2:
			continue
		}
		if n := len(chain); oneStep.MatchString(q.text) && re == stepsAfter {
			chain = chain[:1]
		} else if oneStep.MatchString(q.text) {
			chain = chain[n-1:]
		}
		return s.sayChain(q, chain), true
	}
	if chain := s.chainOf(q); stepsAsked.MatchString(q.text) && len(chain) > 1 {
		return s.sayChain(q, chain), true
	}
	return Answer{}, false
}

// opensWith reports whether what is spoken of is the first thing that a milestone has to be done: 审议, of 审议并发布实施.
func (s *Shelf) opensWith(m *milestone, words string) bool {
	first, _, two := strings.Cut(m.key, "并")
	return !two || s.pieceCover(s.understand(words, Question{}), first) >= coverLow
}

// chainBetween is the longest run of milestones of one passage that begins with what is
// spoken of as from and ends with to; an empty end is open.
func (s *Shelf) chainBetween(q *query, from, to string) []milestone {
	var best []milestone
	for run := range s.chains() {
		if p := s.passageOf(run); q.doc != nil && q.doc != p.doc {
			continue
		}
		a, b := s.spokenOf(q, run, from, 0), s.spokenOf(q, run, to, len(run)-1)
		if a >= 0 && b >= a && b-a+1 > len(best) {
			best = run[a : b+1]
		}
	}
	return best
}

// chains are the milestones of every passage that is no row, together.
func (s *Shelf) chains() iter.Seq[[]milestone] {
	return func(yield func([]milestone) bool) {
		all := s.desk.moments()
		for i, j := 0, 0; i < len(all); i = j {
			for j < len(all) && s.passageOf(all[j:]) == s.passageOf(all[i:]) {
				j++
			}
			if s.passageOf(all[i:]).clause.Kind != outline.Row && !yield(all[i:j]) {
				return
			}
		}
	}
}

func (s *Shelf) passageOf(run []milestone) *passage {
	return s.desk.holder(run[0].sentence)
}

// chainOf is the run of milestones of the passage that a question without ends is about.
func (s *Shelf) chainOf(q *query) []milestone {
	list := s.judge(q)
	if len(list) == 0 || len(s.gaps(q, &list[0])) > 0 {
		return nil
	}
	for run := range s.chains() {
		if staged := countWith(textsOfRun(run), stage.MatchString); stage.MatchString(q.text) && staged < 2 {
			continue // a passage for each stage
		}
		if s.passageOf(run) == s.desk.holder(list[0].id) {
			return run
		}
	}
	return nil
}

var stage = pattern.MustCompile(`阶段`)

func textsOfRun(run []milestone) []string {
	var out []string
	for _, m := range run {
		out = append(out, m.text)
	}
	return out
}

// spokenOf is the milestone that holds most of a few words, which its passage has; other
// where none are given, -1 where there is none.
func (s *Shelf) spokenOf(q *query, run []milestone, words string, other int) int {
	if words == "" {
		return other
	}
	of := s.understand(words, Question{Now: q.at})
	at, most := -1, 0.2
	for i, m := range run {
		if got := s.pieceCover(of, m.key); got > most {
			at, most = i, got
		}
	}
	if at >= 0 && s.pieceCover(of, s.passageOf(run).key) < coverLow {
		return -1
	}
	return at
}

// sayChain quotes milestones of one passage and counts them.
func (s *Shelf) sayChain(q *query, chain []milestone) Answer {
	a := Answer{Kind: Answered}
	s.quoteChain(&a, chain)
	if len(chain) > 1 {
		a.Lines = append(a.Lines, Line{Code: Listed, Args: []string{strconv.Itoa(len(chain)), "个节点"}, Cites: []int{0}})
	}
	s.remarkSnapshot(q, &a, s.passageOf(chain))
	return a
}

// quoteChain quotes milestones in their order, those of one sentence in one stretch.
func (s *Shelf) quoteChain(a *Answer, chain []milestone) {
	for i := 0; i < len(chain); {
		id, from := chain[i].sentence, i
		for i < len(chain) && chain[i].sentence == id {
			i++
		}
		st := &s.desk.sentences[id]
		start, end := strings.Index(st.text, chain[from].text), strings.Index(st.text, chain[i-1].text)
		l := Line{Code: Quoted, Text: st.text[start : end+len(chain[i-1].text)], Cites: []int{a.cite(&s.desk.passages[st.at], quoteWhole(st.text))}}
		if chain[from].force != "" {
			l.Args = []string{chain[from].force}
		}
		a.Lines = append(a.Lines, l)
	}
}
