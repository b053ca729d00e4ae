package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Call is one Bot API call that reached the sandbox.
type Call struct {
	// Seq counts all calls from 1.
	Seq    int
	At     time.Time
	Method string
	Args   map[string]string
	// Files are the names of the uploads by field.
	Files map[string]string
	// Code is 200 or the refusal's; Description is the refusal's text.
	Code        int
	Description string
	Result      json.RawMessage
	// Faulted: a FaultRule kept the true answer from the caller.
	Faulted bool
}

// OK says that the call was carried out. Faulted may still be true.
func (c Call) OK() bool { return c.Code == 200 }

// Calls lists the calls so far, oldest first; with methods named, only those.
// Calls of getUpdates that brought nothing are not kept.
func (s *Server) Calls(methods ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if len(methods) == 0 || slices.Contains(methods, c.Method) {
			out = append(out, c)
		}
	}
	return out
}

func (s *Server) record(q *request, result any, err error, faulted bool) {
	c := Call{Method: q.method, Args: maps.Clone(q.args), Code: 200, Faulted: faulted}
	if len(q.files) > 0 {
		c.Files = map[string]string{}
	}
	for field, f := range q.files {
		c.Files[field] = f.name
	}
	if err != nil {
		r := asRefusal(err)
		c.Code, c.Description = r.Code, r.Text
		s.log.Info("call refused", "method", q.method, "code", r.Code, "why", r.Text)
	} else if c.Result, err = json.Marshal(result); err != nil {
		s.log.Error("result cannot be written", "method", q.method, "err", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if q.method == "getUpdates" && string(c.Result) == "[]" {
		return
	}
	s.remember(c)
}

func (s *Server) remember(c Call) {
	c.At, c.Seq = s.cfg.Now(), 1
	if n := len(s.calls); n > 0 {
		c.Seq = s.calls[n-1].Seq + 1
	}
	if len(s.calls) >= s.cfg.KeepCalls {
		s.calls = slices.Delete(s.calls, 0, len(s.calls)/4+1)
	}
	s.calls = append(s.calls, c)
	s.bump()
}
