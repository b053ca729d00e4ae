package bot_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"liangshan/bot"
	"liangshan/store"
	"liangshan/store/storetest"
)

const hookSecret = "a-secret-of-the-test"

// door stands where the proxy would: it passes requests to the bot that is now at work.
type door struct {
	*httptest.Server
	to atomic.Pointer[bot.Bot]
}

// hookOffice is an office whose events are brought to it.
func hookOffice(t *testing.T) (*office, *door) {
	d := &door{}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b := d.to.Load(); b != nil {
			b.Handler().ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(d.Close)
	o := newOffice(t, func(c *bot.Config) { c.Webhook = bot.Webhook{URL: d.URL + "/telegram/x", Secret: hookSecret} })
	d.to.Store(o.bot)
	return o, d
}

// knock posts to the webhook as anybody could.
func (d *door) knock(t *testing.T, secret, body string) int {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, d.URL+"/telegram/x", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

func (d *door) get(t *testing.T, path string) (int, string) {
	t.Helper()
	answer, err := http.Get(d.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func (d *door) ready(t *testing.T) {
	t.Helper()
	for range 2000 {
		if status, _ := d.get(t, "/readyz"); status == http.StatusOK {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never ready")
}

func TestEventsThatTelegramBringsAreHandledAsThoseThatWeFetch(t *testing.T) {
	o, d := hookOffice(t)
	s := o.stage()
	s.lines(
		"周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争",
		"== private 小林", "小林: 森林抚育完成4000亩", "< 4000亩", "小林 ▶ 确认", "toast 已",
	)
	// a restart with events waiting: none is lost, none is told twice
	d.to.Store(nil)
	o.close()
	for i := range 5 {
		if _, err := o.box.Say(people["小林"], people["小林"], fmt.Sprintf("石漠化治理完成%d公顷", 100+i)); err != nil {
			t.Fatal(err)
		}
	}
	o.open(false)
	d.to.Store(o.bot)
	s.settle()
	storetest.Read(t, o.db, func(v *store.View) error {
		live, err := v.LiveUpdates()
		if len(live) != 6 {
			t.Errorf("%d updates", len(live))
		}
		return err
	})
	for _, c := range o.box.Calls("getUpdates") {
		t.Errorf("polled beside the webhook: %v", c.Method)
	}
}

func TestOnlyTelegramIsLetInAtTheWebhook(t *testing.T) {
	o, d := hookOffice(t)
	d.ready(t)
	event := func(id int) string {
		return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"date":1,"chat":{"id":%d,"type":"supergroup"},"from":{"id":101},"text":"x"}}`, id, group)
	}
	for _, c := range []struct {
		what, secret, body string
		status             int
	}{
		{"no secret", "", event(9000), 401},
		{"a wrong secret", "wrong", event(9000), 401},
		{"a beginning of the secret", hookSecret[:5], event(9000), 401},
		{"no secret and too much", "", strings.Repeat("x", 5<<20), 401},
		{"too much", hookSecret, strings.Repeat(" ", 5<<20), 413},
		{"no JSON", hookSecret, "<html>", 400},
		{"no number", hookSecret, `{"message":{}}`, 400},
		{"an event", hookSecret, event(9001), 200},
		{"the same event again", hookSecret, event(9001), 200},
		{"an event of no known kind", hookSecret, `{"update_id":9002,"news":[1]}`, 200},
	} {
		if got := d.knock(t, c.secret, c.body); got != c.status {
			t.Errorf("%s: status %d, want %d", c.what, got, c.status)
		}
	}
	for path, want := range map[string]int{"/": 404, "/telegram/x": 405, "/telegram": 404, "/telegram/x/y": 404} {
		if status, _ := d.get(t, path); status != want {
			t.Errorf("GET %s: %d, want %d", path, status, want)
		}
	}
	o.stage().settle()
	storetest.Read(t, o.db, func(v *store.View) error {
		n, err := v.InboxCount()
		if n["done"] != 2 {
			t.Errorf("inbox %v", n)
		}
		return err
	})
}

func TestAnEventThatCannotBeKeptIsNotAcknowledged(t *testing.T) {
	o, d := hookOffice(t)
	d.ready(t)
	if err := o.db.Close(); err != nil { // as if the disk were gone
		t.Fatal(err)
	}
	body := fmt.Sprintf(`{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":%d,"type":"supergroup"}}}`, group)
	if got := d.knock(t, hookSecret, body); got != http.StatusInternalServerError {
		t.Errorf("status %d", got)
	}
	if status, body := d.get(t, "/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "database") {
		t.Errorf("ready: %d %s", status, body)
	}
	if status, _ := d.get(t, "/healthz"); status != http.StatusOK {
		t.Errorf("alive: %d", status)
	}
}

func TestMetricsTellNumbersAndNothingElse(t *testing.T) {
	o, d := hookOffice(t)
	o.stage().lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争", "周敏: @liangshan_bot 火星基地哪年创成", "< 文件")
	status, text := d.get(t, "/metrics")
	if status != http.StatusOK {
		t.Fatal(status)
	}
	for _, want := range []string{
		`liangshan_events_total{result="received"} 2`, `liangshan_events_total{result="done"} 2`,
		`liangshan_messages_total{result="sent"} 2`, `liangshan_answers_total{kind="answered"} 1`,
		"liangshan_inbox_waiting 0", "liangshan_outbox_waiting 0", "liangshan_queue_lanes 0",
		`liangshan_event_seconds_bucket{le="+Inf"} 2`, "liangshan_event_seconds_count 2", "# TYPE liangshan_message_seconds histogram",
		`liangshan_webhook_requests_total{status="200"} 2`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, bad := range []string{"周敏", "火星", "2026年", o.box.Token(), hookSecret} {
		if strings.Contains(text, bad) {
			t.Errorf("metrics tell %s", bad)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "# HELP ") || strings.HasPrefix(line, "# TYPE ") {
			continue
		}
		var v float64
		i := strings.LastIndex(line, " ")
		if _, err := fmt.Sscan(strings.Replace(line[i+1:], "+Inf", "1", 1), &v); err != nil {
			t.Errorf("not a line of the format: %q", line)
		}
	}
}

func TestAWebhookThatFailsIsTriedAgainAndNothingIsLost(t *testing.T) {
	o, d := hookOffice(t)
	d.to.Store(nil) // the proxy answers 502
	if _, err := o.box.Say(people["周敏"], group, "@liangshan_bot 国家级基地哪年创成"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(20 * time.Millisecond)
	d.to.Store(o.bot)
	s := o.stage()
	s.listen()
	if len(s.news) != 1 || !strings.Contains(s.news[0], "2026年") {
		t.Errorf("%q", s.news)
	}
}
