package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
)

// Handler serves the Bot API under /bot<token>/ and /file/bot<token>/, and
// the page everywhere else.
func (s *Server) Handler() http.Handler { return s }

// ServeHTTP is Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case strings.HasPrefix(path, "/bot"):
		s.serveBot(w, r, path[len("/bot"):])
	case strings.HasPrefix(path, "/file/bot"):
		token, at, _ := strings.Cut(path[len("/file/bot"):], "/")
		if token != s.cfg.Token {
			writeRefusal(w, errUnauthorized)
			return
		}
		s.serveFile(w, r, at)
	default:
		s.servePage(w, r)
	}
}

func (s *Server) serveBot(w http.ResponseWriter, r *http.Request, rest string) {
	token, method, found := strings.Cut(rest, "/")
	switch {
	case !found:
		writeRefusal(w, errNoPath)
		return
	case token != s.cfg.Token:
		writeRefusal(w, errUnauthorized)
		return
	}
	q, err := decode(r, s.cfg.MaxUpload)
	q.method = method
	if err != nil {
		s.record(q, nil, err, false)
		writeRefusal(w, asRefusal(err))
		return
	}
	s.answer(w, r, q)
}

// answer carries a call out, unless a fault is in its way.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, q *request) {
	rule := s.fault(q)
	if rule != nil && !s.pause(r.Context(), rule.Delay) {
		return
	}
	if rule.instead() {
		s.record(q, nil, rule.refusal(), true)
		s.inflict(w, r, rule, rule.body())
		return
	}
	result, err := s.call(r.Context(), q)
	s.record(q, result, err, rule.breaks())
	body := answerBody(result, err)
	if rule.breaks() {
		s.inflict(w, r, rule, body)
		return
	}
	writeAnswer(w, body, err)
}

func (s *Server) call(ctx context.Context, q *request) (any, error) {
	if strings.EqualFold(q.method, "getUpdates") {
		return s.getUpdates(ctx, q)
	}
	m, ok := methods[strings.ToLower(q.method)]
	if !ok {
		return nil, errNoMethod
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errGoingAway
	}
	if m.paced {
		if err := s.flood(q); err != nil {
			return nil, err
		}
	}
	result, err := m.do(s, q)
	if err == nil {
		s.bump()
	}
	return result, err
}

type okAnswer struct {
	OK     bool `json:"ok"`
	Result any  `json:"result"`
}

type badAnswer struct {
	OK          bool        `json:"ok"`
	Code        int         `json:"error_code"`
	Description string      `json:"description"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

func answerBody(result any, err error) []byte {
	var answer any = okAnswer{OK: true, Result: result}
	if err != nil {
		answer = badBody(asRefusal(err))
	}
	body, err := json.Marshal(answer)
	if err != nil {
		return []byte(`{"ok":false,"error_code":500,"description":"Internal Server Error: unwritable result"}`)
	}
	return body
}

func badBody(r *refusal) badAnswer {
	out := badAnswer{Code: r.Code, Description: r.Text}
	if r.RetryAfter != 0 || r.MigrateTo != 0 {
		out.Parameters = &parameters{RetryAfter: r.RetryAfter, MigrateTo: r.MigrateTo}
	}
	return out
}

func writeRefusal(w http.ResponseWriter, r *refusal) { writeAnswer(w, answerBody(nil, r), r) }

func writeAnswer(w http.ResponseWriter, body []byte, err error) {
	code := http.StatusOK
	if err != nil {
		code = asRefusal(err).Code
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, _ = w.Write(body) // a client that left is no fault of ours
}
