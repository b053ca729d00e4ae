package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// personAsked asks what somebody is who was just named: 他是哪个单位的.
var personAsked = pattern.MustCompile(`^(?:他|她|这人|这个人|那个人|此人).{0,3}(?:哪个?|什么)(?:单位|部门|科室|科|局|职务|职位|岗位)`)

// ofPerson shows the line that names the person, and says that no more is written: the
// unit of another sentence is not his.
func (s *Shelf) ofPerson(q *query) (Answer, bool) {
	if q.prior == nil || len(q.prior.At) == 0 || !personAsked.MatchString(q.text) {
		return Answer{}, false
	}
	at, ok := s.desk.byID[q.prior.At[0]]
	if !ok {
		return Answer{}, false
	}
	p := &s.desk.passages[at]
	near := citation(p, strings.TrimSpace(p.clause.Text))
	return Answer{Kind: NotIn, Missing: []Gap{{Code: "words"}}, Nearest: &near, AskWhom: s.askWhom(p.doc)}, true
}
