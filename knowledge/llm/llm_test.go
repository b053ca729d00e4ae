package llm_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"liangshan/knowledge/llm"
	"liangshan/knowledge/llm/llmtest"
)

// clock is a time that passes only when somebody waits.
type clock struct {
	mu    sync.Mutex
	t     time.Time
	waits []time.Duration
}

func newClock() *clock { return &clock{t: time.Date(2022, 7, 6, 8, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) after(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
	c.waits = append(c.waits, d)
	ch := make(chan time.Time, 1)
	ch <- c.t
	return ch
}

func client(t *testing.T, s *llmtest.Server, c *clock, edit func(*llm.Config)) *llm.Client {
	t.Helper()
	cfg := llm.Config{
		BaseURL: s.URL, Model: "double", EmbeddingModel: "vectors", Timeout: 20 * time.Second,
		Now: c.now, After: c.after,
	}
	if edit != nil {
		edit(&cfg)
	}
	cl, err := llm.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return cl
}

var prompt = llm.Prompt{System: "只依据材料回答", User: "规划何时发布？"}

// TestFaults: what each fault of a server becomes, and how often it is tried.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		faults   []llmtest.Fault
		code     llm.Code // "" when the answer arrives
		requests int
	}{
		{nil, "", 1},
		{[]llmtest.Fault{llmtest.RateLimit}, "", 2},
		{[]llmtest.Fault{llmtest.Status500, llmtest.HTML502}, "", 3},
		{[]llmtest.Fault{llmtest.ErrorString, llmtest.ErrorString, llmtest.ErrorString}, llm.Server, 3},
		{[]llmtest.Fault{llmtest.HTML502, llmtest.HTML502, llmtest.HTML502}, llm.Server, 3},
		{[]llmtest.Fault{llmtest.Unauthorized}, llm.Denied, 1},
		{[]llmtest.Fault{llmtest.Redirect, llmtest.Redirect, llmtest.Redirect}, llm.Refused, 1},
		{[]llmtest.Fault{llmtest.WrongJSON}, "", 2},
		{[]llmtest.Fault{llmtest.EmptyChoices}, "", 2},
		{[]llmtest.Fault{llmtest.EmptyChoices, llmtest.EmptyChoices, llmtest.EmptyChoices}, llm.Empty, 3},
		{[]llmtest.Fault{llmtest.Length}, llm.TooLong, 1},
		{[]llmtest.Fault{llmtest.Reset}, "", 2},
	} {
		s := llmtest.NewServer(t, tt.faults...)
		reply, err := client(t, s, newClock(), nil).Complete(t.Context(), prompt)
		if llm.CodeOf(err) != tt.code || len(s.Requests()) != tt.requests {
			t.Errorf("%v: %v after %d requests, want %q after %d", tt.faults, err, len(s.Requests()), tt.code, tt.requests)
		}
		if tt.code == "" && reply.Text != "好。" {
			t.Errorf("%v: reply %q", tt.faults, reply.Text)
		}
	}
}

// TestRetryAfter: the server's own pause is kept; without one pauses double; a
// pause longer than the deadline is not begun.
func TestRetryAfter(t *testing.T) {
	c := newClock()
	s := llmtest.NewServer(t, llmtest.RateLimit, llmtest.Status500)
	if _, err := client(t, s, c, nil).Complete(t.Context(), prompt); err != nil {
		t.Fatal(err)
	}
	if len(c.waits) != 2 || c.waits[0] != 7*time.Second || c.waits[1] != time.Second {
		t.Errorf("waited %v", c.waits)
	}
	c = newClock()
	s = llmtest.NewServer(t, llmtest.RateLimit)
	cl := client(t, s, c, func(cfg *llm.Config) { cfg.Timeout = 5 * time.Second })
	_, err := cl.Complete(t.Context(), prompt)
	var e *llm.Error
	if !errors.As(err, &e) || e.Code != llm.RateLimited || e.Wait != 7*time.Second || !e.Temporary() || len(c.waits) != 0 {
		t.Errorf("error %v after waits %v", err, c.waits)
	}
}

// TestDeadline: a server that hangs costs the deadline once; a caller who leaves is told so.
func TestDeadline(t *testing.T) {
	s := llmtest.NewServer(t, llmtest.Hang)
	cl := client(t, s, newClock(), func(cfg *llm.Config) { cfg.Timeout = 50 * time.Millisecond })
	if _, err := cl.Complete(t.Context(), prompt); llm.CodeOf(err) != llm.Timeout || len(s.Requests()) != 1 {
		t.Errorf("error %v after %d requests", err, len(s.Requests()))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := cl.Complete(ctx, prompt); llm.CodeOf(err) != llm.Cancelled || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestBreaker: after three faults in a row nobody waits; after the rest one probe decides.
func TestBreaker(t *testing.T) {
	c := newClock()
	bad := []llmtest.Fault{llmtest.Status500, llmtest.Status500, llmtest.Status500, llmtest.Status500}
	s := llmtest.NewServer(t, bad...)
	cl := client(t, s, c, func(cfg *llm.Config) { cfg.Attempts = 1 })
	want := func(code llm.Code, requests int) {
		t.Helper()
		if _, err := cl.Complete(t.Context(), prompt); llm.CodeOf(err) != code || len(s.Requests()) != requests {
			t.Fatalf("error %v after %d requests, want %q after %d", err, len(s.Requests()), code, requests)
		}
	}
	want(llm.Server, 1)
	want(llm.Server, 2)
	want(llm.Server, 3)
	want(llm.Resting, 3)
	c.after(31 * time.Second)
	want(llm.Server, 4) // the probe fails
	want(llm.Resting, 4)
	c.after(31 * time.Second)
	want("", 5)
	want("", 6)
}

// TestSchema: asked by schema; a server that refuses it is asked without, and never bothered with it again.
func TestSchema(t *testing.T) {
	p := prompt
	p.Schema = []byte(`{"type":"object"}`)
	s := llmtest.NewServer(t, llmtest.NoFormat)
	s.Answer = func(llmtest.Request) string { return `{"sentences":[]}` }
	cl := client(t, s, newClock(), nil)
	for range 2 {
		reply, err := cl.Complete(t.Context(), p)
		if err != nil || reply.JSON {
			t.Fatalf("reply %+v, %v", reply, err)
		}
	}
	var asked []bool
	for _, r := range s.Requests() {
		asked = append(asked, r.Schema)
	}
	if len(asked) != 3 || !asked[0] || asked[1] || asked[2] {
		t.Errorf("schema sent %v", asked)
	}

	s = llmtest.NewServer(t)
	n := 0
	s.Answer = func(llmtest.Request) string {
		if n++; n == 1 {
			return "不是JSON"
		}
		return "```json\n{\"sentences\":[]}\n```"
	}
	reply, err := client(t, s, newClock(), nil).Complete(t.Context(), p)
	if err != nil || !reply.JSON || reply.Text != `{"sentences":[]}` || n != 2 {
		t.Errorf("reply %+v, %v after %d", reply, err, n)
	}
}

// TestRequest: temperature is really sent, personal data and reasoning are not.
func TestRequest(t *testing.T) {
	s := llmtest.NewServer(t, llmtest.Thinking)
	s.Answer = func(r llmtest.Request) string {
		_, after, _ := strings.Cut(r.User, "；")
		return after + "。"
	}
	reply, err := client(t, s, newClock(), nil).Complete(t.Context(), llm.Prompt{User: "联系人：王波，电话13800000000；找王波打13800000000"})
	if err != nil {
		t.Fatal(err)
	}
	if reply.Text != "找王波打13800000000。" || reply.Masked != 2 || reply.Tokens != 42 {
		t.Errorf("reply %+v", reply)
	}
	sent := s.Requests()[0].Body
	if strings.Contains(sent, "王波") || strings.Contains(sent, "13800000000") || !strings.Contains(sent, `"temperature":1e-45`) {
		t.Errorf("sent %s", sent)
	}
	cl := client(t, s, newClock(), func(cfg *llm.Config) { cfg.Model = "o3-mini" })
	if _, err := cl.Complete(t.Context(), prompt); err != nil {
		t.Error(err)
	}
}

// TestLog: the log has codes, never the prompt nor what a faulty server echoes of a person.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	s := llmtest.NewServer(t, llmtest.HTML502)
	cl := client(t, s, newClock(), func(cfg *llm.Config) {
		cfg.Log = slog.New(slog.NewTextHandler(&log, nil))
		cfg.APIKey = "sk-very-secret"
	})
	if _, err := cl.Complete(t.Context(), prompt); err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"规划", "材料", "sk-very"} {
		if strings.Contains(log.String(), never) {
			t.Errorf("the log has %s: %s", never, log.String())
		}
	}
	if !strings.Contains(log.String(), "Bad Gateway") || !strings.Contains(log.String(), "code=server") {
		t.Errorf("log %s", log.String())
	}
}

// TestLogOfAnEcho: a server that gives the request back in its fault gets none of it into the log.
func TestLogOfAnEcho(t *testing.T) {
	for _, body := range []string{
		`{"error":{"message":"cannot parse: 规划什么时候发布，电话13800000000","type":"invalid_request_error"}}`,
		`{"error":{"message":"cannot parse: \u89c4\u5212","type":"invalid_request_error"}}`,
		`<html>规划什么时候发布</html>`, `规划什么时候发布`,
	} {
		var log bytes.Buffer
		h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(body))
		}))
		cl, err := llm.New(llm.Config{BaseURL: h.URL, Model: "m", Now: newClock().now, Log: slog.New(slog.NewTextHandler(&log, nil))})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cl.Complete(t.Context(), prompt); err == nil {
			t.Error("no fault")
		}
		h.Close()
		for _, never := range []string{"规划", "1380000", "89c4"} {
			if strings.Contains(log.String(), never) {
				t.Errorf("%s: the log has %s: %s", body, never, log.String())
			}
		}
		if !strings.Contains(log.String(), "status=400") {
			t.Errorf("log %s", log.String())
		}
	}
}

// TestStream: only a whole stream is an answer.
func TestStream(t *testing.T) {
	for _, tt := range []struct {
		fault    llmtest.Fault
		code     llm.Code
		requests int
	}{
		{llmtest.OK, "", 1},
		{llmtest.KeepAlive, "", 1},
		{llmtest.Thinking, "", 1},
		{llmtest.RateLimit, "", 2},
		{llmtest.HTML502, "", 2},
		{llmtest.Cut, llm.Unfinished, 1},
		{llmtest.Reset, llm.Unfinished, 1},
		{llmtest.Length, llm.TooLong, 1},
	} {
		s := llmtest.NewServer(t, tt.fault)
		s.Answer = func(llmtest.Request) string { return "力争8月底前发布实施，找{姓名1}【1】。" }
		// real pauses: with the test's clock the watchdog would bark at once
		cl := client(t, s, newClock(), func(cfg *llm.Config) { cfg.After = patient })
		var seen []string
		reply, err := cl.Stream(t.Context(), llm.Prompt{User: "联系人：王波"}, func(text string) { seen = append(seen, text) })
		if llm.CodeOf(err) != tt.code || len(s.Requests()) != tt.requests {
			t.Errorf("%s: %v after %d requests", tt.fault, err, len(s.Requests()))
		}
		if want := "力争8月底前发布实施，找王波【1】。"; tt.code == "" && (reply.Text != want || seen[len(seen)-1] != want) {
			t.Errorf("%s: reply %q, seen %q", tt.fault, reply.Text, seen)
		}
		for _, text := range seen {
			if strings.ContainsAny(text, "{<") || strings.Contains(text, "想") {
				t.Errorf("%s: showed %q", tt.fault, text)
			}
		}
	}
}

// patient shortens pauses between attempts, never the watchdog's.
func patient(d time.Duration) <-chan time.Time {
	if d < 10*time.Second {
		return time.After(0)
	}
	return time.After(d)
}

// TestIdle: a stream that falls silent is given up, whether before or after the first words.
func TestIdle(t *testing.T) {
	for _, fault := range []llmtest.Fault{llmtest.Hang, llmtest.Stall} {
		s := llmtest.NewServer(t, fault)
		cl := client(t, s, newClock(), func(cfg *llm.Config) {
			cfg.After, cfg.Idle, cfg.Attempts = time.After, 200*time.Millisecond, 1
		})
		if _, err := cl.Stream(t.Context(), prompt, func(string) {}); llm.CodeOf(err) != llm.Idle {
			t.Errorf("%s: %v", fault, err)
		}
	}
}

// TestEmbed: one vector per text, whatever the batches; anything else is a fault.
func TestEmbed(t *testing.T) {
	s := llmtest.NewServer(t)
	cl := client(t, s, newClock(), func(cfg *llm.Config) { cfg.Batch = 2 })
	texts := []string{"濑溪河", "清流河", "马鞍河", "联系人：王波", "高升桥水库"}
	got, err := cl.Embed(t.Context(), texts)
	if err != nil || len(got) != 5 || len(s.Requests()) != 3 {
		t.Fatalf("%d vectors, %v, %d requests", len(got), err, len(s.Requests()))
	}
	for i, v := range llmtest.Vector("清流河") {
		if got[1][i] != v {
			t.Fatal("the second vector is not the second text's")
		}
	}
	if strings.Contains(s.Requests()[1].Body, "王波") {
		t.Error("a name went out")
	}
	for _, f := range []llmtest.Fault{llmtest.ShortEmbeddings, llmtest.OddEmbeddings} {
		s.Fail(f)
		if _, err := cl.Embed(t.Context(), texts[:2]); llm.CodeOf(err) != llm.Mismatch {
			t.Errorf("%s: %v", f, err)
		}
	}
	if got, err := cl.Embed(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("no texts: %v, %v", got, err)
	}
}

// TestPublic: only this machine and private networks are private.
func TestPublic(t *testing.T) {
	for url, public := range map[string]bool{
		"http://127.0.0.1:11434/v1": false, "http://localhost:8000": false, "http://[::1]:8000/v1": false,
		"http://10.1.2.3/v1": false, "http://192.168.0.7:8000": false, "http://172.16.0.1": false, "http://[fd00::1]": false,
		"http://ollama:11434/v1": false, "http://gpu.lan/v1": false, "http://model.svc.internal": false,
		"https://api.example.com/v1": true, "http://8.8.8.8/v1": true, "http://172.32.0.1": true, "http://134744072/v1": true,
		"http://0x08080808/": true, "": true, "not a url": true, "https://localhost.example.com": true, "http://10.1.2.3.example.com": true,
		"http://127.0.0.1@example.com/": true, "http://[::ffff:8.8.8.8]/": true, "http://[::ffff:10.0.0.1]/": false, "http://0.0.0.0/": true,
	} {
		if got := llm.Public(url); got != public {
			t.Errorf("Public(%q) = %v", url, got)
		}
	}
	_, err := llm.New(llm.Config{BaseURL: "https://api.example.com/v1", Now: newClock().now})
	if llm.CodeOf(err) != llm.PublicEndpoint {
		t.Errorf("a public endpoint without leave: %v", err)
	}
	if _, err := llm.New(llm.Config{BaseURL: "https://api.example.com/v1", Now: newClock().now, AllowPublic: true}); err != nil {
		t.Errorf("with leave: %v", err)
	}
}

// TestUnset: a client that was never built says so.
func TestUnset(t *testing.T) {
	if _, err := (&llm.Client{}).Complete(t.Context(), prompt); llm.CodeOf(err) != llm.NotConfigured {
		t.Errorf("error %v", err)
	}
}

// TestNoRedirect: a redirect is never followed, so a private request stays inside.
func TestNoRedirect(t *testing.T) {
	s := llmtest.NewServer(t, llmtest.Redirect)
	_, err := client(t, s, newClock(), nil).Complete(t.Context(), prompt)
	if llm.CodeOf(err) != llm.Refused || len(s.Requests()) != 1 {
		t.Errorf("error %v after %d requests", err, len(s.Requests()))
	}
}

func FuzzReply(f *testing.F) {
	f.Add("<think>a</think>b")
	f.Add("{姓名1}<th")
	f.Fuzz(func(t *testing.T, text string) {
		s := llmtest.NewServer(t)
		s.Answer = func(llmtest.Request) string { return text }
		reply, err := client(t, s, newClock(), nil).Complete(t.Context(), prompt)
		if err == nil && strings.TrimSpace(reply.Text) == "" {
			t.Errorf("an empty answer from %q", text)
		}
	})
}
