package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"liangshan/knowledge/llm"
	"liangshan/store/day"
)

// settings are read once and passed on as values.
type settings struct {
	token        string
	api          string
	data         string
	coordinators []int64
	chats        []int64
	asOf         time.Time // zero: the real time
	listen       string
	webhook      string
	key          string
	base         string
	model        string
	embedding    string
	publicModel  bool
	perMinute    int // messages of one person; 0 for the bot's own
	journalDays  int // how long journal entries are kept; 0 for ever
	evidenceGB   int // how much evidence is kept
}

// usualEvidence is how many GB of evidence are kept unless it is set: some ten
// thousand photos. Every backup holds them all.
const usualEvidence = 20

// evidenceFolder is where photos and files stand that prove reports, in the data folder.
const evidenceFolder = "evidence"

func (s settings) evidence() string { return filepath.Join(s.data, evidenceFolder) }

// names are the settings of the contract, with what each takes.
var names = []string{
	"TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_API_URL", "LIANGSHAN_DATA", "LIANGSHAN_COORDINATORS", "LIANGSHAN_CHATS",
	"LIANGSHAN_AS_OF", "LIANGSHAN_LISTEN", "LIANGSHAN_WEBHOOK_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_EMBEDDING_MODEL",
	"LIANGSHAN_PUBLIC_MODEL", "LIANGSHAN_PER_MINUTE", "LIANGSHAN_JOURNAL_DAYS", "LIANGSHAN_EVIDENCE_GB",
}

// configFlag adds --config to a command.
func configFlag(f *flag.FlagSet, c console) *string {
	return f.String("config", c.env("LIANGSHAN_CONFIG"), "a TOML `file` of settings; the environment wins")
}

// readSettings reads the file and the environment, and reports every fault at once.
func readSettings(c console, file string) (settings, error) {
	values, faults := fileValues(file)
	get := func(name string) string {
		if v := c.env(name); v != "" {
			return v
		}
		return values[name]
	}
	r := reader{get: get, faults: faults}
	s := settings{
		token: r.secret("TELEGRAM_BOT_TOKEN"), api: r.url("TELEGRAM_API_URL"), data: get("LIANGSHAN_DATA"),
		coordinators: r.numbers("LIANGSHAN_COORDINATORS"), chats: r.numbers("LIANGSHAN_CHATS"), asOf: r.instant("LIANGSHAN_AS_OF"),
		listen: r.listen("LIANGSHAN_LISTEN"), webhook: r.hook("LIANGSHAN_WEBHOOK_URL"),
		key: get("OPENAI_API_KEY"), base: r.url("OPENAI_BASE_URL"), model: get("OPENAI_MODEL"), embedding: get("OPENAI_EMBEDDING_MODEL"),
		publicModel: r.yes("LIANGSHAN_PUBLIC_MODEL"), perMinute: r.count("LIANGSHAN_PER_MINUTE"), journalDays: r.count("LIANGSHAN_JOURNAL_DAYS"), evidenceGB: r.count("LIANGSHAN_EVIDENCE_GB"),
	}
	if s.data == "" {
		s.data = "./data"
	}
	if s.evidenceGB == 0 {
		s.evidenceGB = usualEvidence
	}
	if s.modelHost() != "" && llm.Public(s.modelBase()) && !s.publicModel {
		r.fault("OPENAI_BASE_URL", "abroad", s.modelHost())
	}
	return s, r.faults.asError()
}

// fileValues reads a TOML file of names and values; numbers and lists are taken as text.
func fileValues(file string) (map[string]string, settingFaults) {
	out := map[string]string{}
	if file == "" {
		return out, nil
	}
	var raw map[string]any
	if _, err := toml.DecodeFile(file, &raw); err != nil {
		var wrong toml.ParseError
		if errors.As(err, &wrong) {
			return out, settingFaults{{file, "toml", strconv.Itoa(wrong.Position.Line)}}
		}
		return out, settingFaults{{file, "file", ""}}
	}
	known := map[string]bool{}
	for _, n := range names {
		known[n] = true
	}
	var faults settingFaults
	for k, v := range raw {
		if !known[k] {
			faults = append(faults, settingFault{file, "stranger", k})
			continue
		}
		out[k] = flat(v)
	}
	sort.Slice(faults, func(i, j int) bool { return faults[i].Value < faults[j].Value })
	return out, faults
}

func flat(v any) string {
	list, ok := v.([]any)
	if !ok {
		if t, ok := v.(time.Time); ok {
			return t.Format(time.RFC3339)
		}
		return fmt.Sprint(v)
	}
	var parts []string
	for _, x := range list {
		parts = append(parts, fmt.Sprint(x))
	}
	return strings.Join(parts, ",")
}

// reader turns values into what they mean and collects the faults.
type reader struct {
	get    func(string) string
	faults settingFaults
}

func (r *reader) fault(name, code, value string) {
	r.faults = append(r.faults, settingFault{name, code, value})
}

// secret reads NAME, or the file that NAME_FILE names. It is never printed.
func (r *reader) secret(name string) string {
	if v := r.get(name); v != "" {
		return v
	}
	file := r.get(name + "_FILE")
	if file == "" {
		return ""
	}
	b, err := os.ReadFile(filepath.Clean(file))
	if err != nil {
		r.fault(name+"_FILE", "secret", "")
		return ""
	}
	return strings.TrimSpace(string(b))
}

func (r *reader) url(name string) string {
	v := r.get(name)
	if v == "" {
		return ""
	}
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		r.fault(name, "url", "")
	}
	return strings.TrimSuffix(v, "/")
}

// plainPath is a path that means itself and nothing else, to us and to a proxy.
var plainPath = regexp.MustCompile(`^[A-Za-z0-9/_.~-]*$`)

// hook is an address that Telegram brings events to.
func (r *reader) hook(name string) string {
	v := r.url(name)
	if u, err := url.Parse(v); v != "" && err == nil && (!plainPath.MatchString(u.EscapedPath()) || strings.Contains(u.Path, "//") || u.RawQuery != "" || u.Fragment != "" || u.User != nil) {
		r.fault(name, "hook", "")
	}
	return v
}

// listen is a local address: a host, which may be empty, and a port.
func (r *reader) listen(name string) string {
	v := r.get(name)
	if v == "" {
		return ""
	}
	if _, port, err := net.SplitHostPort(v); err != nil || port == "" {
		r.fault(name, "listen", "")
	}
	return v
}

func (r *reader) numbers(name string) []int64 {
	var out []int64
	for _, part := range strings.Split(r.get(name), ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			r.fault(name, "numbers", part)
			continue
		}
		out = append(out, n)
	}
	return out
}

// officeOpens is the hour at which a day without a time begins.
const officeOpens = 9 * time.Hour

func (r *reader) instant(name string) time.Time {
	v := r.get(name)
	if v == "" {
		return time.Time{}
	}
	if d, err := day.Parse(v); err == nil {
		return d.Start().Add(officeOpens)
	}
	t, err := time.Parse(time.RFC3339, v)
	if err != nil {
		r.fault(name, "instant", "")
	}
	return t
}

func (r *reader) count(name string) int {
	v := r.get(name)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		r.fault(name, "count", "")
	}
	return n
}

func (r *reader) yes(name string) bool {
	switch v := r.get(name); v {
	case "", "0", "no", "false":
		return false
	case "1", "yes", "true":
		return true
	default:
		r.fault(name, "yes", "")
		return false
	}
}

// forRun names what `run` cannot do without.
func (s settings) forRun() error {
	var faults settingFaults
	if s.token == "" {
		faults = append(faults, settingFault{Name: "TELEGRAM_BOT_TOKEN", Code: "token"})
	}
	if len(s.coordinators) == 0 {
		faults = append(faults, settingFault{Name: "LIANGSHAN_COORDINATORS", Code: "coordinators"})
	}
	if s.webhook != "" && s.listen == "" {
		faults = append(faults, settingFault{Name: "LIANGSHAN_WEBHOOK_URL", Code: "unserved"})
	}
	return faults.asError()
}

// clock is the real time, or the set one running on.
func (s settings) clock(c console) func() time.Time {
	if s.asOf.IsZero() {
		return c.now
	}
	shift := s.asOf.Sub(c.now())
	return func() time.Time { return c.now().Add(shift) }
}
