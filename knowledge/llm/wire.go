package llm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"liangshan/knowledge/mask"
)

const bodyLimit = 32 << 20 // bytes of one reply; a batch of vectors is the largest

// wire stands between the library and the network: it keeps what the library
// hides (status, Retry-After), bounds bodies, and tells a watchdog of every byte.
type wire struct {
	next Doer
	now  func() time.Time
}

// note is what the wire saw in one attempt.
type note struct {
	status int
	wait   time.Duration
	alive  func() // called when bytes arrive; nil without a watchdog
}

type noteKey struct{}

func withNote(ctx context.Context) context.Context {
	return context.WithValue(ctx, noteKey{}, &note{})
}

func noteOf(ctx context.Context) *note {
	n, _ := ctx.Value(noteKey{}).(*note)
	return n
}

// Do sends the request and takes notes.
func (w wire) Do(req *http.Request) (*http.Response, error) {
	resp, err := w.next.Do(req)
	n := noteOf(req.Context())
	if err != nil {
		return nil, err
	}
	if n == nil {
		return resp, nil
	}
	n.status, n.wait = resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"), w.now())
	resp.Body = &body{ReadCloser: resp.Body, left: bodyLimit, alive: n.alive}
	if resp.StatusCode/100 == 3 {
		_ = resp.Body.Close() // nothing in it is wanted, and the reply is refused below
		return nil, errors.New("the server redirects; redirects are not followed")
	}
	return resp, nil
}

// retryAfter reads seconds or a date; what it cannot read is 0.
func retryAfter(s string, now time.Time) time.Duration {
	if sec, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil {
		if sec > 0 && sec < 86400 {
			return time.Duration(sec * float64(time.Second))
		}
		return 0
	}
	if t, err := http.ParseTime(s); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}

type body struct {
	io.ReadCloser
	left  int64
	alive func()
}

func (b *body) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("the reply is larger than allowed")
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if n > 0 && b.alive != nil {
		b.alive()
	}
	return n, err
}

// direct is the default HTTP client. It follows no redirect, which could lead a
// private request outside, and for a private endpoint uses no proxy from the
// environment for the same reason.
func direct(public bool) Doer {
	t := http.DefaultTransport.(*http.Transport).Clone()
	if !public {
		t.Proxy = nil
	}
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
}

// Public reports whether an endpoint is outside this machine and private networks.
// Names are not looked up: only localhost, single words (as containers have) and
// endings reserved for local use count as private. What cannot be read is public.
func Public(baseURL string) bool {
	u, err := url.Parse(baseURL)
	if err != nil || u.Hostname() == "" {
		return true
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if addr, err := netip.ParseAddr(host); err == nil {
		addr = addr.Unmap()
		return !addr.IsLoopback() && !addr.IsPrivate() && !addr.IsLinkLocalUnicast()
	}
	if !strings.Contains(host, ".") {
		return !named(host)
	}
	for _, end := range []string{".localhost", ".local", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(host, end) {
			return false
		}
	}
	return true
}

// named: a word with a letter. Digits alone, and 0x7f000001, are addresses in
// notations that netip does not read and resolvers do.
func named(host string) bool {
	return strings.Trim(host, "0123456789") != "" && !strings.HasPrefix(host, "0x")
}

// detail is a cut of what a faulty server said. It may echo the request, so that
// personal data and everything that is not plain ASCII, as prompts are, is left out.
func detail(err error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	var r *openai.RequestError
	if errors.As(err, &r) && len(r.Body) > 0 {
		text = string(r.Body)
	}
	return clip(foreign.ReplaceAllString(mask.Stored(clip(text, 400)), "…"), 200)
}

// foreign is a run of signs that are not ASCII, as they are or as JSON escapes them.
var foreign = regexp.MustCompile(`(?:[^\x00-\x7f]|\\u[0-9a-fA-F]{4})+`)
