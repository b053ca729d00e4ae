package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Fault is how a Server treats one request.
type Fault string

// Faults, as real servers show them.
const (
	OK              Fault = "ok"
	RateLimit       Fault = "429"              // with Retry-After: 7
	Status500       Fault = "500"              // with an error object
	ErrorString     Fault = "500 string"       // {"error": "words"}
	HTML502         Fault = "502 html"         // a proxy's page
	Unauthorized    Fault = "401"              //
	Redirect        Fault = "307"              // to elsewhere
	Cut             Fault = "cut"              // ends cleanly in the middle
	Reset           Fault = "reset"            // the connection breaks in the middle
	Hang            Fault = "hang"             // nothing, until the caller leaves
	Stall           Fault = "stall"            // some words, then nothing
	WrongJSON       Fault = "wrong json"       // 200 and not JSON
	EmptyChoices    Fault = "empty choices"    // 200 and choices: []
	KeepAlive       Fault = "keep-alive"       // a thousand comments before the first word
	Length          Fault = "length"           // finish_reason length
	Thinking        Fault = "thinking"         // <think>…</think> and reasoning_content
	NoFormat        Fault = "no format"        // 400 where response_format is asked for; stays so
	ShortEmbeddings Fault = "short embeddings" // one vector too few
	OddEmbeddings   Fault = "odd embeddings"   // the last vector has another length
)

// Request is what a Server was asked.
type Request struct {
	Path   string
	Body   string // as sent
	System string
	User   string
	Stream bool
	Schema bool
	Input  []string // of an embedding request
}

// Server is an OpenAI-compatible server that fails on command: the first request
// meets the first fault, and so on; after the last one all is well.
type Server struct {
	URL    string
	Answer func(Request) string // what it says when well; nil: 好。

	mu       sync.Mutex
	faults   []Fault
	noFormat bool
	requests []Request
	closing  chan struct{}
}

// NewServer starts a server on this machine that ends with the test.
func NewServer(t testing.TB, faults ...Fault) *Server {
	t.Helper()
	s := &Server{faults: faults, closing: make(chan struct{})}
	h := httptest.NewServer(s)
	s.URL = h.URL + "/v1"
	t.Cleanup(func() {
		close(s.closing)
		h.CloseClientConnections()
		h.Close()
	})
	return s
}

// Requests returns what was asked so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Fail sets what the next requests meet.
func (s *Server) Fail(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faults
}

// ServeHTTP answers or fails.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req, err := read(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fault := s.next(req)
	if s.refuse(w, r, fault, req) {
		return
	}
	switch {
	case strings.HasSuffix(r.URL.Path, "/embeddings"):
		s.embed(w, fault, req)
	case req.Stream:
		s.stream(w, r, fault, req)
	default:
		s.complete(w, fault, req)
	}
}

func (s *Server) next(req Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, req)
	if len(s.faults) == 0 {
		return OK
	}
	f := s.faults[0]
	s.faults = s.faults[1:]
	s.noFormat = s.noFormat || f == NoFormat
	return f
}

func (s *Server) refuse(w http.ResponseWriter, r *http.Request, f Fault, req Request) bool {
	status, body := 0, ""
	switch f {
	case RateLimit:
		w.Header().Set("Retry-After", "7")
		status, body = http.StatusTooManyRequests, `{"error":{"message":"slow down","type":"rate_limit"}}`
	case Status500:
		status, body = http.StatusInternalServerError, `{"error":{"message":"broken","type":"server_error"}}`
	case ErrorString:
		status, body = http.StatusInternalServerError, `{"error":"model runner has stopped"}`
	case HTML502:
		status, body = http.StatusBadGateway, "<html><body><h1>502 Bad Gateway</h1></body></html>"
	case Unauthorized:
		status, body = http.StatusUnauthorized, `{"error":{"message":"bad key","type":"auth"}}`
	case Redirect:
		w.Header().Set("Location", "/elsewhere")
		status = http.StatusTemporaryRedirect
	case Hang:
		s.hold(r)
		return true
	}
	s.mu.Lock()
	if s.noFormat && req.Schema {
		status, body = http.StatusBadRequest, `{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error"}}`
	}
	s.mu.Unlock()
	if status == 0 {
		return false
	}
	w.WriteHeader(status)
	write(w, body)
	return true
}

func (s *Server) hold(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.closing:
	}
}

func (s *Server) answer(req Request) string {
	if s.Answer == nil {
		return "好。"
	}
	return s.Answer(req)
}

func (s *Server) complete(w http.ResponseWriter, f Fault, req Request) {
	text, reason, reasoning := s.answer(req), "stop", ""
	switch f {
	case WrongJSON:
		write(w, `{"choices":[{"message":`)
		return
	case EmptyChoices:
		write(w, `{"id":"1","choices":[]}`)
		return
	case Length:
		reason = "length"
	case Thinking:
		text, reasoning = "<think>先想一想：3135条？</think>\n"+text, "内心独白"
	}
	write(w, marshal(map[string]any{
		"id": "1", "model": "double", "usage": map[string]int{"total_tokens": 42},
		"choices": []any{map[string]any{"index": 0, "finish_reason": reason, "message": map[string]string{
			"role": "assistant", "content": text, "reasoning_content": reasoning,
		}}},
	}))
	if f == Reset {
		panic(http.ErrAbortHandler)
	}
}

func (s *Server) stream(w http.ResponseWriter, r *http.Request, f Fault, req Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	text, reason := s.answer(req), "stop"
	switch f {
	case KeepAlive:
		write(w, strings.Repeat(": keep-alive\n\n", 1000))
	case Length:
		reason = "length"
	case Thinking:
		text = "<think>先想一想</think>" + text
	}
	pieces := []rune(text)
	for i, p := range pieces {
		if i == len(pieces)/2 && s.broken(w, r, f) {
			return
		}
		chunk(w, string(p), "")
	}
	chunk(w, "", reason)
	write(w, "data: [DONE]\n\n")
}

// broken ends a stream in the middle.
func (s *Server) broken(w http.ResponseWriter, r *http.Request, f Fault) bool {
	if flusher, ok := w.(http.Flusher); ok {
		flusher.Flush()
	}
	switch f {
	case Cut:
		return true
	case Reset:
		panic(http.ErrAbortHandler)
	case Stall:
		s.hold(r)
		return true
	}
	return false
}

func chunk(w io.Writer, text, reason string) {
	choice := map[string]any{"index": 0, "delta": map[string]string{"content": text}}
	if reason != "" {
		choice["finish_reason"] = reason
	}
	write(w, "data: "+marshal(map[string]any{"id": "1", "model": "double", "choices": []any{choice}})+"\n\n")
}

func (s *Server) embed(w http.ResponseWriter, f Fault, req Request) {
	var data []any
	for i, text := range req.Input {
		v := Vector(text)
		if f == ShortEmbeddings && i == len(req.Input)-1 {
			continue
		}
		if f == OddEmbeddings && i == len(req.Input)-1 {
			v = v[:len(v)-1]
		}
		data = append(data, map[string]any{"index": i, "embedding": v})
	}
	write(w, marshal(map[string]any{"data": data, "model": "double"}))
}

func read(r *http.Request) (Request, error) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return Request{}, fmt.Errorf("llmtest: read request: %w", err)
	}
	var in struct {
		Messages []struct{ Role, Content string }
		Stream   bool
		Format   json.RawMessage `json:"response_format"`
		Input    []string
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return Request{}, fmt.Errorf("llmtest: decode request: %w", err)
	}
	req := Request{Path: r.URL.Path, Body: string(b), Stream: in.Stream, Schema: in.Format != nil, Input: in.Input}
	for _, m := range in.Messages {
		if m.Role == "system" {
			req.System = m.Content
		} else {
			req.User = m.Content
		}
	}
	return req, nil
}

func write(w io.Writer, s string) { _, _ = io.WriteString(w, s) } // a caller that has left is part of the play

func marshal(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only our own values come here
	}
	return string(b)
}
