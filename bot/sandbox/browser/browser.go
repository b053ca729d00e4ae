// Package browser drives a headless Chromium through chromedriver's plain
// HTTP interface, for tests that look at a page. It has no dependency, and
// tests skip where the two programs are not installed.
package browser

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// Screen is what the page believes to be shown on.
type Screen struct {
	Width, Height int
	Dark          bool
	// Touch is a phone: no mouse, twice the density.
	Touch bool
}

// Page is one browser with one tab.
type Page struct {
	t        testing.TB
	session  string // address of the WebDriver session
	patience time.Duration
}

var flags = []string{
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync",
	"--disable-dev-shm-usage", "--hide-scrollbars", "--lang=zh-CN",
}

// Open starts a browser for one test and ends it with the test. It skips the
// test where Chromium or chromedriver is absent.
func Open(t testing.TB, screen Screen) *Page {
	t.Helper()
	chrome, driver := find(t, "chromium", "chromium-browser", "google-chrome"), find(t, "chromedriver")
	p := &Page{t: t, patience: 20 * time.Second}
	base := p.start(driver)
	profile := filepath.Join(t.TempDir(), "profile")
	var made struct{ SessionID string }
	p.call(http.MethodPost, base+"/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"browserName":        "chrome",
		"goog:chromeOptions": map[string]any{"binary": chrome, "args": append(flags[:len(flags):len(flags)], "--user-data-dir="+profile)},
		"goog:loggingPrefs":  map[string]string{"browser": "ALL"},
	}}}, &made)
	p.session = base + "/session/" + made.SessionID
	t.Cleanup(func() { p.call(http.MethodDelete, p.session, nil, nil) })
	p.Resize(screen)
	return p
}

func find(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("%s is not installed", names[0])
	return ""
}

var listening = regexp.MustCompile(`started successfully on port (\d+)`)

// start runs chromedriver on a port of its choice and returns its address.
func (p *Page) start(driver string) string {
	p.t.Helper()
	cmd := exec.Command(driver, "--port=0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		if err := cmd.Process.Kill(); err == nil {
			_ = cmd.Wait() // killed, as asked
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the process
			return "http://127.0.0.1:" + m[1]
		}
	}
	p.t.Fatal("chromedriver did not start: ", lines.Err())
	return ""
}

// call makes one WebDriver request; a fault of the driver fails the test.
func (p *Page) call(method, url string, body, into any) {
	p.t.Helper()
	if err := call(method, url, body, into); err != nil {
		p.t.Fatal(err)
	}
}

func call(method, url string, body, into any) error {
	var payload io.Reader
	if method == http.MethodPost {
		raw, err := json.Marshal(body)
		if err != nil {
			return err
		}
		payload = bytes.NewReader(raw)
	}
	r, err := http.NewRequest(method, url, payload)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var out struct{ Value json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil {
		return fmt.Errorf("webdriver: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("webdriver: %s", out.Value)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(out.Value, into)
}

// devtools sends one command of Chrome's own protocol.
func (p *Page) devtools(command string, params map[string]any) {
	p.t.Helper()
	p.call(http.MethodPost, p.session+"/goog/cdp/execute", map[string]any{"cmd": command, "params": params}, nil)
}

// Resize changes the screen.
func (p *Page) Resize(s Screen) {
	p.t.Helper()
	density, scheme, hover, pointer := 1, "light", "hover", "fine"
	if s.Touch {
		density, hover, pointer = 2, "none", "coarse"
	}
	if s.Dark {
		scheme = "dark"
	}
	p.devtools("Emulation.setDeviceMetricsOverride", map[string]any{
		"width": s.Width, "height": s.Height, "deviceScaleFactor": density, "mobile": s.Touch,
	})
	p.devtools("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": s.Touch})
	p.devtools("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{
		{"name": "prefers-color-scheme", "value": scheme},
		{"name": "hover", "value": hover},
		{"name": "pointer", "value": pointer},
	}})
}

// Visit opens an address.
func (p *Page) Visit(url string) {
	p.t.Helper()
	p.call(http.MethodPost, p.session+"/url", map[string]string{"url": url}, nil)
}

// Eval runs the body of a function in the page, with args as its arguments,
// and puts what it returns into the target, which may be nil.
func (p *Page) Eval(into any, body string, args ...any) {
	p.t.Helper()
	p.call(http.MethodPost, p.session+"/execute/sync", script(body, args), into)
}

func script(body string, args []any) map[string]any {
	if args == nil {
		args = []any{}
	}
	return map[string]any{"script": body, "args": args}
}

// Await repeats a script until it returns something true. What it waited for
// stands in the failure.
func (p *Page) Await(what, body string, args ...any) {
	p.t.Helper()
	var last error
	for range int(p.patience / (25 * time.Millisecond)) {
		var value any
		last = call(http.MethodPost, p.session+"/execute/sync", script(body, args), &value)
		if last == nil && value != nil && value != false && value != "" && value != 0.0 {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	p.t.Fatalf("waited in vain for %s (last fault: %v)", what, last)
}

// AwaitText waits until an element's text holds words.
func (p *Page) AwaitText(css, words string) {
	p.t.Helper()
	p.Await(fmt.Sprintf("%q in %s", words, css),
		`return [...document.querySelectorAll(arguments[0])].some(n => n.checkVisibility() && n.innerText.includes(arguments[1]))`, css, words)
}

const elementKey = "element-6066-11e4-a52e-4f735466cecf"

// element waits for one that can be seen and returns its address.
func (p *Page) element(css string) string {
	p.t.Helper()
	p.Await("an element "+css, `const n = document.querySelector(arguments[0]); return n && n.checkVisibility()`, css)
	var found map[string]string
	p.call(http.MethodPost, p.session+"/element", map[string]string{"using": "css selector", "value": css}, &found)
	return p.session + "/element/" + found[elementKey]
}

// Click clicks the first element that a CSS selector names.
func (p *Page) Click(css string) {
	p.t.Helper()
	p.call(http.MethodPost, p.element(css)+"/click", map[string]any{}, nil)
}

// ClickText clicks the last element of a selector whose text is words.
func (p *Page) ClickText(css, words string) {
	p.t.Helper()
	p.Await(fmt.Sprintf("%s with %q", css, words),
		`const n = [...document.querySelectorAll(arguments[0])].findLast(n => n.innerText.trim() === arguments[1] && !n.disabled);
		if (n) n.click(); return !!n`, css, words)
}

// Keys that Type understands inside its text.
const (
	Enter  = "\ue007"
	Escape = "\ue00c"
	Up     = "\ue013"
	Down   = "\ue015"
	Tab    = "\ue004"
)

// Type types into an element.
func (p *Page) Type(css, text string) {
	p.t.Helper()
	p.call(http.MethodPost, p.element(css)+"/value", map[string]string{"text": text}, nil)
}

// Upload chooses a file in a file field, which need not be visible.
func (p *Page) Upload(css, file string) {
	p.t.Helper()
	var found map[string]string
	p.call(http.MethodPost, p.session+"/element", map[string]string{"using": "css selector", "value": css}, &found)
	p.call(http.MethodPost, p.session+"/element/"+found[elementKey]+"/value", map[string]string{"text": file}, nil)
}

// Screenshot writes what is shown as a PNG file.
func (p *Page) Screenshot(path string) {
	p.t.Helper()
	var encoded string
	p.call(http.MethodGet, p.session+"/screenshot", nil, &encoded)
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Complaints returns the errors that the page wrote to its console since the
// last time, such as faults of scripts and refusals of its content policy.
func (p *Page) Complaints() []string {
	p.t.Helper()
	var entries []struct{ Level, Message string }
	p.call(http.MethodPost, p.session+"/se/log", map[string]string{"type": "browser"}, &entries)
	var out []string
	for _, e := range entries {
		if e.Level == "SEVERE" {
			out = append(out, e.Message)
		}
	}
	return out
}
