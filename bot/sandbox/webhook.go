package sandbox

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// webhook is what setWebhook said, and how deliveries went.
type webhook struct {
	URL       string    `json:"url,omitempty"`
	Secret    string    `json:"secret,omitempty"`
	Most      int       `json:"max_connections,omitempty"`
	LastFault string    `json:"last_fault,omitempty"`
	FaultAt   time.Time `json:"fault_at,omitzero"`
}

// hook is the running delivery.
type hook struct{ stop context.CancelFunc }

func (s *Server) setWebhook(q *request) (any, error) {
	to := q.arg("url")
	if to == "" {
		return s.deleteWebhook(q)
	}
	if err := s.hookURL(to); err != nil {
		return nil, err
	}
	secret := q.arg("secret_token")
	switch {
	case len(secret) > 256:
		return nil, bad("secret token is too long")
	case !plainSecret(secret):
		return nil, bad("secret token contains unallowed characters")
	}
	if err := s.allow(q); err != nil {
		return nil, err
	}
	if q.yes("drop_pending_updates") {
		s.world.Events = nil
	}
	s.dropHook()
	s.displace(errBySetWebhook)
	s.world.Webhook = webhook{URL: to, Secret: secret, Most: int(q.number("max_connections"))}
	orInt(&s.world.Webhook.Most, 40)
	s.startHook()
	return true, nil
}

// hookURL wants https as Telegram does, except for this machine itself.
func (s *Server) hookURL(to string) error {
	u, err := url.Parse(to)
	if err != nil || u.Host == "" {
		return bad("invalid webhook URL specified")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme != "https" && !(u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())) {
		return bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	return nil
}

func plainSecret(secret string) bool {
	for _, r := range secret {
		if !isName(r) && r != '-' {
			return false
		}
	}
	return true
}

func (s *Server) deleteWebhook(q *request) (any, error) {
	if q.yes("drop_pending_updates") {
		s.world.Events = nil
	}
	s.dropHook()
	s.world.Webhook = webhook{}
	return true, nil
}

func (s *Server) getWebhookInfo(*request) (any, error) {
	h := s.world.Webhook
	out := map[string]any{"url": h.URL, "has_custom_certificate": false, "pending_update_count": len(s.world.Events)}
	if h.URL != "" {
		out["max_connections"] = h.Most
	}
	if h.LastFault != "" {
		out["last_error_message"], out["last_error_date"] = h.LastFault, h.FaultAt.Unix()
	}
	if s.world.Allowed != nil {
		out["allowed_updates"] = s.world.Allowed
	}
	return out, nil
}

func (s *Server) dropHook() {
	if s.hook != nil {
		s.hook.stop()
		s.hook = nil
	}
}

func (s *Server) startHook() {
	ctx, stop := context.WithCancel(context.Background())
	s.hook = &hook{stop: stop}
	s.hooks.Add(1)
	go func() {
		defer s.hooks.Done()
		s.deliver(ctx, s.cfg.WebhookRetry)
	}()
}

// deliver posts event after event; what is not answered with 2xx is posted
// again, later and later.
func (s *Server) deliver(ctx context.Context, first time.Duration) {
	pause := first
	for ctx.Err() == nil {
		e, hook, ok := s.nextDelivery(ctx)
		if !ok {
			return
		}
		if err := post(ctx, hook, e.Raw); err != nil {
			s.hookFault(ctx, err)
			s.pause(ctx, pause)
			pause = min(2*pause, time.Minute)
			continue
		}
		pause = first
		s.mu.Lock()
		if ctx.Err() == nil {
			s.acknowledge(e.ID + 1)
		}
		s.mu.Unlock()
	}
}

func (s *Server) nextDelivery(ctx context.Context) (event, webhook, bool) {
	for {
		s.mu.Lock()
		hook, changed := s.world.Webhook, s.changed
		if len(s.world.Events) > 0 {
			e := s.world.Events[0]
			s.mu.Unlock()
			return e, hook, ctx.Err() == nil
		}
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return event{}, hook, false
		}
	}
}

func (s *Server) hookFault(ctx context.Context, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() == nil {
		s.world.Webhook.LastFault, s.world.Webhook.FaultAt = err.Error(), s.cfg.Now()
		s.bump()
	}
}

var hookClient = &http.Client{Timeout: time.Minute}

func post(ctx context.Context, to webhook, body []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if to.Secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", to.Secret)
	}
	answer, err := hookClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<20)) // so that the connection can serve again
	if answer.StatusCode/100 != 2 {
		return hookStatus(answer.Status)
	}
	return nil
}

// hookStatus is an answer that is not 2xx, told as getWebhookInfo tells it.
type hookStatus string

func (h hookStatus) Error() string { return "Wrong response from the webhook: " + string(h) }
