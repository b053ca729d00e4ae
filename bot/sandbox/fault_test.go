package sandbox_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"

	"liangshan/bot/sandbox"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))))
	return b.Bytes()
}

// TestFaults tells how a call ends under each kind of rule, and whether the
// message is there all the same.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		what   string
		rule   sandbox.FaultRule
		status int // 0: the connection broke
		body   string
		posted bool
	}{
		{"the zero rule", sandbox.FaultRule{}, 500, `"Internal Server Error"`, false},
		{"told to wait", sandbox.FaultRule{RetryAfter: 7}, 429, `"parameters":{"retry_after":7}`, false},
		{"a proxy's page", sandbox.FaultRule{Code: 502, Body: "<html>Bad Gateway</html>"}, 502, "<html>", false},
		{"other words", sandbox.FaultRule{Code: 403, Description: "Forbidden: user is deactivated"}, 403, "deactivated", false},
		{"cut before the work", sandbox.FaultRule{ResetMidBody: true}, 0, "", false},
		{"cut after the work", sandbox.FaultRule{ResetMidBody: true, AfterAccept: true}, 0, "", true},
		{"accepted without a word", sandbox.FaultRule{AfterAccept: true}, 0, "", true},
		{"accepted, then 500", sandbox.FaultRule{AfterAccept: true, Code: 500}, 500, `"error_code":500`, true},
		{"only slow", sandbox.FaultRule{Delay: time.Millisecond}, 200, `"ok":true`, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			s, web := open(t)
			c.rule.Method = "sendMessage"
			s.Fail(c.rule)
			status, body := raw(t, web.URL+"/bot"+s.Token()+"/sendMessage")
			if status != c.status || !strings.Contains(body, c.body) {
				t.Errorf("status %d, %q", status, body)
			}
			if posted := len(s.Transcript(office)) == 1; posted != c.posted {
				t.Errorf("posted = %v", posted)
			}
			if call := s.Calls("sendMessage")[0]; call.OK() != c.posted || call.Faulted == (c.status == 200) {
				t.Errorf("call = %+v", call)
			}
			if status, _ := raw(t, web.URL+"/bot"+s.Token()+"/sendMessage"); status != 200 {
				t.Errorf("the rule outlived its one time: %d", status)
			}
		})
	}
}

// raw posts "x" to the office; status 0 is a broken connection.
func raw(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Post(address, "application/json", strings.NewReader(`{"chat_id":-1001234567890,"text":"x"}`))
	if err != nil {
		return 0, ""
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return 0, ""
	}
	return r.StatusCode, string(body)
}

func TestFaultsMeetTheCallsTheyName(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	s.Fail(sandbox.FaultRule{
		Method: "sendMessage", Skip: 1, Times: 2,
		When: func(c sandbox.Call) bool { return c.Args["text"] == "坏" },
	})
	var got []bool
	for _, text := range []string{"坏", "好", "坏", "坏", "坏"} {
		got = append(got, c.call("sendMessage", args{"chat_id": office, "text": text}).OK)
	}
	if want := [5]bool{true, true, false, false, true}; [5]bool(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
	s.Fail(sandbox.FaultRule{Times: -1})
	for range 3 {
		if c.call("getMe", nil).OK {
			t.Error("spared")
		}
	}
	if !c.call("getUpdates", nil).OK {
		t.Error("a rule without a method met getUpdates")
	}
	s.Heal()
	if !c.call("getMe", nil).OK {
		t.Error("not healed")
	}
}

func TestACallThatHangsEndsWithTheCallersPatience(t *testing.T) {
	s, web := open(t)
	s.Fail(sandbox.FaultRule{Method: "getMe", Hang: true})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, web.URL+"/bot"+s.Token()+"/getMe", nil)
	must(t, err)
	if _, err := http.DefaultClient.Do(r); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// TestFlood: a moving clock shows when the next one passes.
func TestFlood(t *testing.T) {
	now := clock()
	s, web := open(t, func(c *sandbox.Config) {
		c.Now = func() time.Time { return now }
		c.Pace = sandbox.TelegramPace()
	})
	c := calls(t, s, web.URL)
	must(t, s.UnblockBot(forestry)) // opens the private chat
	post := func(chat int64) answer { return c.call("sendMessage", args{"chat_id": chat, "text": "x"}) }
	for i := range 20 {
		now = now.Add(100 * time.Millisecond)
		if got := post(office); !got.OK {
			t.Fatalf("message %d: %+v", i+1, got)
		}
	}
	if got := post(office); got.Code != 429 || got.Description != "Too Many Requests: retry after 59" || got.Parameters.RetryAfter != 59 {
		t.Errorf("21st in the group: %+v", got)
	}
	if got := post(oldGroup); !got.OK {
		t.Errorf("another group: %+v", got)
	}
	now = now.Add(59 * time.Second)
	if got := post(office); !got.OK {
		t.Errorf("after the wait: %+v", got)
	}
	var last answer
	for range 6 {
		last = post(forestry)
	}
	if last.Code != 429 || last.Parameters.RetryAfter != 5 {
		t.Errorf("sixth at once to one person: %+v", last)
	}
	s.SetPace(sandbox.Pace{PerSecond: 3})
	for i := range 4 {
		if got := post([]int64{office, oldGroup, forestry, office}[i]); got.OK != (i < 3) {
			t.Errorf("overall, message %d: %+v", i+1, got)
		}
	}
}

func TestGoTelegramBotUnderstandsTheRefusals(t *testing.T) {
	s, web := open(t)
	b, err := tg.New(s.Token(), tg.WithServerURL(web.URL), tg.WithSkipGetMe())
	must(t, err)
	send := func(chat int64) error {
		_, err := b.SendMessage(soon(t), &tg.SendMessageParams{ChatID: chat, Text: "x"})
		return err
	}
	s.Fail(sandbox.FaultRule{RetryAfter: 3})
	if wait, ok := errors.AsType[*tg.TooManyRequestsError](send(office)); !ok || wait.RetryAfter != 3 {
		t.Errorf("flood: %+v", wait)
	}
	moved, err := s.Migrate(oldGroup)
	must(t, err)
	if gone, ok := errors.AsType[*tg.MigrateError](send(oldGroup)); !ok || int64(gone.MigrateToChatID) != moved {
		t.Errorf("migration: %+v", gone)
	}
	must(t, s.BlockBot(forestry))
	if err := send(forestry); !errors.Is(err, tg.ErrorForbidden) {
		t.Errorf("block: %v", err)
	}
	if err := send(-1); !errors.Is(err, tg.ErrorBadRequest) {
		t.Errorf("unknown chat: %v", err)
	}
}
