package bot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"liangshan/bot"
	"liangshan/bot/sandbox"
	"liangshan/knowledge/llm/llmtest"
)

// ledgerLog keeps what is logged, from the finest level on.
type ledgerLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *ledgerLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *ledgerLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// badLine downloads files badly, once each.
type badLine struct{ fault atomic.Value }

func (l *badLine) RoundTrip(r *http.Request) (*http.Response, error) {
	fault, _ := l.fault.Load().(string)
	if fault == "" || !strings.Contains(r.URL.Path, "/file/") {
		return http.DefaultTransport.RoundTrip(r)
	}
	l.fault.Store("")
	answer := &http.Response{StatusCode: http.StatusNotFound, Status: "404 Not Found", Body: io.NopCloser(strings.NewReader("枇杷坡")), Request: r}
	switch fault {
	case "broken":
		return nil, &url.Error{Op: "Get", URL: r.URL.String(), Err: errors.New("connection reset by peer")}
	case "cut":
		answer.StatusCode, answer.Body = http.StatusOK, io.NopCloser(iotest.ErrReader(fmt.Errorf("read %s: unexpected EOF", r.URL)))
	}
	return answer, nil
}

// A whole day of talk, with downloads that fail, servers that answer nonsense and a
// model that lies: the log has numbers and codes, never a word that somebody said,
// a name, a token, or the address of a file. Nor has the journal, nor the outbox's
// note of what went wrong.
func TestTheLogNeverTellsWordsNamesOrTokens(t *testing.T) {
	log := &ledgerLog{}
	lies := llmtest.NewScript("国家级基地2031年建成【1】。", "国家级基地2031年建成【1】。")
	line := &badLine{}
	o := newOffice(t, withModel(lies), func(c *bot.Config) {
		c.HTTP = &http.Client{Transport: line}
		c.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	done := make(chan struct{})
	defer close(done)
	go o.clock.Run(done)
	s := o.stage()
	s.lines("小林: @liangshan_bot 森林抚育完成4000亩，存在问题：枇杷坡蓄水池漏水", "< 4000亩", "小林 ▶ 确认", "周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年")

	echo := func(method, text string) string {
		b, err := json.Marshal(map[string]any{"ok": true, "result": map[string]any{"message_id": "odd", "text": text}})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, rule := range []sandbox.FaultRule{
		{Method: "sendMessage", Code: 200, Body: echo("sendMessage", "枇杷坡蓄水池漏水，小林报")},
		{Method: "sendMessage", Code: 200, Body: `{"ok":true,"result":{"message_id":9,"text":"枇杷坡蓄水池漏水`},
		{Method: "sendMessage", ResetMidBody: true},
		{Method: "sendMessage", Code: 502, Body: "<html>枇杷坡蓄水池漏水</html>"},
		{Method: "getUpdates", Code: 200, Body: `{"ok":true,"result":[{"message":{"text":"枇杷坡蓄水池漏水"}}]}`},
		{Method: "getUpdates", Code: 200, Body: `{"ok":true,"result":[{"message":{"text":"枇杷坡蓄水池漏水"}`},
		{Method: "getFile", Code: 500},
	} {
		o.box.Fail(rule)
		s.lines("周敏: @liangshan_bot 市级基地哪年创成", "< 年")
	}
	// downloads that fail: the file is gone, the line breaks, the server hangs up
	for _, fault := range []string{"broken", "gone", "cut"} {
		line.fault.Store(fault)
		if _, err := o.box.SendFile(people["老陈"], people["老陈"], "枇杷坡.txt", []byte(strings.Repeat("枇杷坡蓄水池漏水。", 50)), "枇杷坡蓄水池漏水"); err != nil {
			t.Fatal(err)
		}
		s.settle()
	}
	// what cannot be read, and what makes the program stumble
	for _, raw := range []string{`{"message":{"text":["枇杷坡蓄水池漏水"]}}`, `{"message":"枇杷坡蓄水池漏水"}`} {
		if _, err := o.box.Inject(json.RawMessage(raw)); err != nil {
			t.Fatal(err)
		}
	}
	s.settle()
	time.Sleep(10 * time.Millisecond)
	text := log.String()
	for _, e := range s.entries() {
		if e.Kind != "import" && e.Kind != "draft" && e.Kind != "confirm" { // the names of files and of figures
			text += e.Detail + "\n"
		}
	}
	for _, hidden := range []string{o.box.Token(), "/file/", "枇杷坡", "哪年创成", "抚育", "小林", "周敏", "老陈", "创建工作群", "2031"} {
		for _, line := range strings.Split(text, "\n") {
			if strings.Contains(line, hidden) {
				t.Errorf("%q is told: %s", hidden, line)
			}
		}
	}
	if !strings.Contains(text, "trying again") || !strings.Contains(text, "was not handled") {
		t.Error("the faults were not met")
	}
}
