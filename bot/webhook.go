package bot

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	tg "github.com/go-telegram/bot"
)

// Webhook is where Telegram brings events, in place of polling. The zero value
// means polling.
type Webhook struct {
	URL    string // public, https; its path is what Handler serves
	Secret string // letters, digits, _ and -; Telegram shows it with each event
}

// States of a bot, for those who watch it.
const (
	starting int32 = iota
	working
	stopping
)

const (
	hookBytes  = 4 << 20 // an event is text and names; files are fetched
	hookCheck  = 10 * time.Minute
	secretHead = "X-Telegram-Bot-Api-Secret-Token"
)

// Handler serves /healthz, /readyz and /metrics, and the webhook's path when
// there is a webhook. It belongs behind a proxy that speaks TLS.
func (b *Bot) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok\n") }) //nolint:errcheck // the caller has left
	mux.HandleFunc("GET /readyz", b.serveReady)
	mux.HandleFunc("GET /metrics", b.serveMetrics)
	if b.hook.URL != "" {
		mux.HandleFunc("POST "+hookPath(b.hook.URL), b.serveEvent)
	}
	return mux
}

// hookPath is the path of the public address. A proxy passes it on as it is.
func hookPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/{$}"
	}
	if u.Path[len(u.Path)-1] == '/' {
		return u.Path + "{$}"
	}
	return u.Path
}

// serveReady says whether events are being worked on, and if not, why not.
func (b *Bot) serveReady(w http.ResponseWriter, r *http.Request) {
	why := b.unready(r.Context())
	if why == "" {
		fmt.Fprintln(w, "ready")
		return
	}
	http.Error(w, why, http.StatusServiceUnavailable)
}

func (b *Bot) unready(ctx context.Context) string {
	switch b.state.Load() {
	case starting:
		return "starting"
	case stopping:
		return "stopping"
	}
	if _, err := b.backlog(ctx); err != nil {
		return "the database does not answer"
	}
	if b.stuck.Load() {
		return "the database takes no writes"
	}
	if b.cut.Load() {
		return "Telegram does not answer"
	}
	return ""
}

func (b *Bot) serveMetrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	if err := b.writeMetrics(r.Context(), w); err != nil {
		b.log.Error("metrics were not written", "err", err)
		http.Error(w, "the database does not answer", http.StatusInternalServerError)
	}
}

// serveEvent takes one event. 200 is said only after it is on disk; anything
// else makes Telegram bring it again.
func (b *Bot) serveEvent(w http.ResponseWriter, r *http.Request) {
	status := b.takeEvent(w, r)
	b.meter.add("liangshan_webhook_requests_total", strconv.Itoa(status), 1)
	if status != http.StatusOK {
		http.Error(w, http.StatusText(status), status)
	}
}

func (b *Bot) takeEvent(w http.ResponseWriter, r *http.Request) int {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHead)), []byte(b.hook.Secret)) != 1 || b.hook.Secret == "" {
		return http.StatusUnauthorized
	}
	if b.state.Load() != working {
		return http.StatusServiceUnavailable
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, hookBytes))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge
	case err != nil:
		return http.StatusBadRequest
	}
	if !isEvent(raw) {
		return http.StatusBadRequest
	}
	b.arriving.Lock() // what arrives side by side is queued as it was committed
	defer b.arriving.Unlock()
	if _, err := b.receive(r.Context(), []json.RawMessage{raw}); err != nil {
		b.log.Error("an event was not kept; Telegram will bring it again", "err", err)
		return http.StatusInternalServerError
	}
	return http.StatusOK
}

// isEvent reports whether something is an event at all.
func isEvent(raw []byte) bool {
	var id struct {
		ID *int64 `json:"update_id"`
	}
	return json.Unmarshal(raw, &id) == nil && id.ID != nil
}

// listen waits for events at the webhook for as long as ctx lives, and looks
// after the webhook: another program with the same token may take it away.
func (b *Bot) listen(ctx context.Context) error {
	for ctx.Err() == nil {
		pause(ctx, hookCheck)
		if ctx.Err() != nil {
			break
		}
		lost, err := b.client.hookLost(ctx, b.hook.URL)
		if err == nil && lost {
			b.log.Warn("the webhook was taken away, setting it again; does another program use this token?")
			err = b.client.Hook(ctx, b.hook)
		}
		b.cut.Store(err != nil)
		if err != nil {
			b.log.Warn("the webhook could not be checked", "err", b.redact(err))
		}
	}
	return nil
}

// Hook makes Telegram bring events to us, one after another: side by side they
// could overtake each other.
func (c *client) Hook(ctx context.Context, h Webhook) error {
	_, err := c.tg.SetWebhook(ctx, &tg.SetWebhookParams{URL: h.URL, SecretToken: h.Secret, MaxConnections: 1, AllowedUpdates: events})
	return err
}

func (c *client) hookLost(ctx context.Context, address string) (bool, error) {
	info, err := c.tg.GetWebhookInfo(ctx)
	if err != nil {
		return false, err
	}
	return info.URL != address, nil
}
