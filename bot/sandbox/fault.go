package sandbox

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// FaultRule makes calls fail. The zero rule makes the next call, whichever it
// is, end in 500.
type FaultRule struct {
	// Method is the method it applies to; empty is any but getUpdates.
	Method string
	// When narrows the rule to some calls; nil is all of Method. It is asked
	// with Method, Args and Files only, and must not call the Server.
	When func(Call) bool
	// Skip lets that many calls pass first.
	Skip int
	// Times is how many calls it spoils; 0 is one, below 0 all.
	Times int
	// Code is the answer's status, 500 unless set; Description its text.
	Code        int
	Description string
	// RetryAfter in seconds goes with 429, which Code then need not say.
	RetryAfter int
	// Body replaces the answer's body, for pages of proxies and other
	// rubbish.
	Body string
	// Hang never answers: it waits until the caller leaves.
	Hang bool
	// ResetMidBody sends half of the answer and then breaks the connection.
	ResetMidBody bool
	// Delay comes before anything else. A rule with nothing but Method, When,
	// Skip, Times and Delay only delays.
	Delay time.Duration
	// AfterAccept carries the call out first and then spoils the answer: the
	// message is there, and the bot does not know. With neither Hang nor
	// ResetMidBody nor Code nor Body the connection breaks before a word.
	AfterAccept bool

	seen, done int
}

// Fail adds a rule. Rules are tried in the order they were added.
func (s *Server) Fail(rule FaultRule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &rule)
}

// Heal takes all rules away.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault finds the rule that meets this call, and counts it.
func (s *Server) fault(q *request) *FaultRule {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := Call{Method: q.method, Args: q.args}
	for i, rule := range s.faults {
		if !rule.meets(seen) {
			continue
		}
		if rule.seen++; rule.seen <= rule.Skip {
			continue
		}
		rule.done++
		hit := *rule
		if rule.Times >= 0 && rule.done >= max(rule.Times, 1) {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		return &hit
	}
	return nil
}

func (r *FaultRule) meets(c Call) bool {
	if r.Method == "" && strings.EqualFold(c.Method, "getUpdates") {
		return false
	}
	return (r.Method == "" || strings.EqualFold(r.Method, c.Method)) && (r.When == nil || r.When(c))
}

func (r *FaultRule) silent() bool {
	return r.Code == 0 && r.Description == "" && r.RetryAfter == 0 && r.Body == "" && !r.Hang && !r.ResetMidBody
}

// instead: the call is not carried out at all.
func (r *FaultRule) instead() bool {
	return r != nil && !r.AfterAccept && (!r.silent() || r.Delay == 0)
}

// breaks: the call is carried out, its answer lost.
func (r *FaultRule) breaks() bool { return r != nil && r.AfterAccept }

func (r *FaultRule) refusal() *refusal {
	out := &refusal{Code: r.Code, Text: r.Description, RetryAfter: r.RetryAfter}
	if r.RetryAfter > 0 {
		out = tooMany(r.RetryAfter).(*refusal)
	}
	orInt(&out.Code, http.StatusInternalServerError)
	orString(&out.Text, "Internal Server Error")
	return out
}

func (r *FaultRule) body() []byte { return answerBody(nil, r.refusal()) }

// inflict gives the caller what the rule says in place of the body.
func (s *Server) inflict(w http.ResponseWriter, r *http.Request, rule *FaultRule, body []byte) {
	switch {
	case rule.Hang:
		s.hang(r.Context())
	case rule.ResetMidBody:
		s.half(w, body)
	case rule.silent() && rule.AfterAccept:
	case rule.Body != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(rule.refusal().Code)
		_, _ = w.Write([]byte(rule.Body))
		return
	default:
		writeRefusal(w, rule.refusal())
		return
	}
	panic(http.ErrAbortHandler) // net/http's way to break a connection
}

func (s *Server) hang(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-s.done:
	}
}

func (s *Server) half(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body[:len(body)/2])
	_ = http.NewResponseController(w).Flush()
}

// pause waits; false means that the caller left meanwhile.
func (s *Server) pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
	case <-s.done:
	}
	return false
}
