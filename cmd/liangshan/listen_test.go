package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// freeAddress is an address of this machine that nobody listens at.
func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // only to learn the number
	return l.Addr().String()
}

// The whole program, with the webhook of a proxy on this machine: killed and
// started again, it answers everything, and the secret stays the same.
func TestTheProgramTakesEventsAtItsWebhook(t *testing.T) {
	box, web := crashSandbox(t)
	data, address := t.TempDir(), freeAddress(t)
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close() //nolint:errcheck // the test is over
	p := &program{t: t, args: []string{"run"}, log: log, env: []string{
		"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "LIANGSHAN_DATA=" + data,
		fmt.Sprintf("LIANGSHAN_COORDINATORS=%d", crashCoordinator), fmt.Sprintf("LIANGSHAN_CHATS=%d", crashGroup),
		"LIANGSHAN_LISTEN=" + address, "LIANGSHAN_WEBHOOK_URL=http://" + address + "/telegram",
	}}
	p.start()
	bind(t, box)
	secret, err := os.ReadFile(filepath.Join(data, "webhook.secret"))
	if err != nil || len(secret) < 20 {
		t.Fatalf("secret of %d bytes: %v", len(secret), err)
	}
	var asked []int
	for i := range 6 {
		if i == 3 {
			p.kill()
		}
		asked = append(asked, must(box.Say(crashAsker, crashAsker, "规划什么时候发布？"))(t))
	}
	p.start()
	waitAnswers(t, box, crashAsker, len(asked))
	again, err := os.ReadFile(filepath.Join(data, "webhook.secret"))
	if err != nil || string(again) != string(secret) {
		t.Errorf("the secret changed: %v", err)
	}
	if got := fetch(t, "http://"+address+"/readyz"); got != "ready\n" {
		t.Errorf("readyz: %q", got)
	}
	metrics := fetch(t, "http://"+address+"/metrics")
	if !strings.Contains(metrics, "liangshan_events_total") || strings.Contains(metrics, box.Token()) {
		t.Errorf("metrics:\n%s", metrics)
	}
	p.stop()
	text, err := os.ReadFile(log.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{box.Token(), strings.TrimSpace(string(secret))} {
		if strings.Contains(string(text), hidden) {
			t.Error("a secret stands in the log")
		}
	}
}

func fetch(t *testing.T, address string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // the body was read
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
