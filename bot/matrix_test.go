package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"liangshan/bot"
	"liangshan/bot/sandbox"
	"liangshan/store"
	"liangshan/store/storetest"
)

// taken notes which route each event took.
type taken struct {
	mu    sync.Mutex
	names []string
}

func (h *taken) Enabled(context.Context, slog.Level) bool { return true }
func (h *taken) WithAttrs([]slog.Attr) slog.Handler       { return h }
func (h *taken) WithGroup(string) slog.Handler            { return h }

func (h *taken) Handle(_ context.Context, r slog.Record) error {
	if r.Message == "route" {
		r.Attrs(func(a slog.Attr) bool {
			if a.Key == "route" {
				h.mu.Lock()
				h.names = append(h.names, a.Value.String())
				h.mu.Unlock()
			}
			return true
		})
	}
	return nil
}

func (h *taken) last() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.names) == 0 {
		return ""
	}
	return h.names[len(h.names)-1]
}

// row is one line of the matrix: what is said, which route may take it from whom
// on, and which takes it from those below.
type row struct {
	say   string
	route string
	from  int // 1 member, 2 reporter, 3 coordinator
	below string
}

const (
	asMember = iota + 1
	asReporter
	asCoordinator
)

var matrix = []row{
	{"帮助", "help", asMember, ""},
	{"/help", "help", asMember, ""},
	{"/docs", "documents", asMember, ""},
	{"文件目录", "documents", asMember, ""},
	{"未归档", "what is not filed", asCoordinator, "free words"},
	{"报送1归入任务2", "filing a record", asCoordinator, "free words"},
	{"/deadlines", "deadlines", asMember, ""},
	{"近期节点", "deadlines", asMember, ""},
	{"/tasks 区林业局", "tasks", asMember, ""},
	{"区水利局的任务", "tasks", asMember, ""},
	{"/ask 国家级基地哪年创成", "question by command", asMember, ""},
	{"国家级基地哪年创成", "free words", asMember, ""},
	{"林业局上周报了什么", "a question over the record", asMember, ""},
	{"空气质量优良天数的目标和最新值", "a target and what was reached", asMember, ""},
	{"/report 森林抚育完成4000亩", "report by command", asReporter, "report without a department"},
	{"佐证材料包", "evidence pack", asCoordinator, "free words"},
	{"/missing", "missing", asCoordinator, "coordinators' matters"},
	{"谁还没报", "missing", asCoordinator, "coordinators' matters"},
	{"/summary", "summary", asCoordinator, "coordinators' matters"},
	{"本周汇总", "summary", asCoordinator, "coordinators' matters"},
	{"每周五16:00发汇总", "when digests are made", asCoordinator, "free words"},
	{"亮灯规则", "rule of the lights", asCoordinator, "free words"},
	{"简报报送：发：各镇街", "who gets the documents", asCoordinator, "free words"},
	{"/rules", "rules", asCoordinator, "coordinators' matters"},
	{"/register", "register", asCoordinator, "coordinators' matters"},
	{"/roster", "the roster's sheet", asCoordinator, "coordinators' matters"},
	{"名册", "the roster", asCoordinator, "free words"},
	{"/open", "opening a chat", asCoordinator, "coordinators' matters"},
	{"未答问题", "open questions", asCoordinator, "coordinators' matters"},
	{"这份是机密级的文件，拍照发你了", "secret matter", asMember, ""},
	{"我是区水利局的", "bind", asMember, ""},
}

// office for one person in one chat; the third is a member who reports for nobody.
var roles = []struct {
	who   string
	level int
}{{"路人", 0}, {"周敏", asMember}, {"小林", asReporter}, {"老陈", asCoordinator}}

const closedGroup = -1001000000099

func matrixOffice(t *testing.T) (*stage, *taken) {
	h := &taken{}
	o := newOffice(t, func(c *bot.Config) { c.Log = slog.New(h) })
	var all []int64
	for _, id := range people {
		all = append(all, id)
	}
	o.box.AddChat(sandbox.Chat{ID: closedGroup, Kind: sandbox.Supergroup, Title: "别的群", Members: all})
	return o.stage(), h
}

// line is what a person writes to be heard in a chat.
func (r row) line(who string, private bool) string {
	switch {
	case private:
		return who + ": " + r.say
	case strings.HasPrefix(r.say, "/"):
		name, rest, _ := strings.Cut(r.say, " ")
		return who + ": " + strings.TrimSpace(name+"@liangshan_bot "+rest)
	}
	return who + ": @liangshan_bot " + r.say
}

// Every kind of message, from every kind of person, in every kind of chat: who may,
// is served; who may not, hears so; a stranger hears one neutral sentence, once.
func TestWhoMayWhatWhere(t *testing.T) {
	seen := map[string]bool{}
	for _, chat := range []string{"open group", "closed group", "private"} {
		for _, p := range roles {
			if chat == "open group" && p.level == 0 {
				continue // whoever speaks in an open group is a member
			}
			t.Run(chat+"/"+p.who, func(t *testing.T) {
				s, h := matrixOffice(t)
				switch chat {
				case "closed group":
					s.chat = closedGroup
				case "private":
					s.chat = people[p.who]
				}
				told := 0
				for i, r := range matrix {
					s.play(i, r.line(p.who, chat == "private"))
					seen[h.last()] = true
					told += s.expect(r, chat, p.level, h.last())
					if chat == "closed group" && r.route == "opening a chat" && p.level == asCoordinator {
						break // now it is open
					}
				}
				if outside := chat == "closed group" || p.level == 0; outside && told != 1 {
					t.Errorf("the neutral sentence was said %d times", told)
				}
			})
		}
	}
	for _, r := range matrix {
		if !seen[r.route] {
			t.Errorf("the route %q was never taken", r.route)
		}
	}
}

// expect looks at what one message led to; it returns 1 when that was the neutral sentence.
func (s *stage) expect(r row, chat string, level int, route string) int {
	s.t.Helper()
	text := strings.Join(s.news, "\n")
	want := r.route
	switch {
	case r.route == "opening a chat" && level == asCoordinator:
	case chat == "closed group":
		want = "a chat that is not open"
	case r.route == "secret matter":
	case level == 0:
		want = "a stranger"
	case level < r.from:
		want = r.below
	}
	if route != want {
		s.t.Errorf("%q took the route %q, want %q; it said %q", r.say, route, want, text)
	}
	switch {
	case want == "a chat that is not open" || want == "a stranger":
		if text == "" {
			return 0
		}
		if !strings.Contains(text, "请联系协调员") || len(s.news) != 1 {
			s.t.Errorf("%q: an outsider hears %q", r.say, text)
		}
		return 1
	case text == "":
		s.t.Errorf("%q: silence", r.say)
	case want == "coordinators' matters" && !strings.Contains(text, "由协调员"):
		s.t.Errorf("%q: declined with %q", r.say, text)
	}
	return 0
}

// elsewhere are the routes that no words take; each has its conversation or test.
var elsewhere = map[string]string{
	"nothing of ours":                  "TestWhatIsNotForUsIsMetWithSilence",
	"a group became a supergroup":      "TestAGroupThatMovesIsFollowed",
	"added to a chat":                  "chats/coordinator",
	"removed from a chat":              "TestWhatIsNotForUsIsMetWithSilence",
	"another bot or a channel":         "TestWhatIsNotForUsIsMetWithSilence",
	"not said to us":                   "TestWhatIsNotForUsIsMetWithSilence",
	"a press":                          "TestForgedPressesAreDeclined",
	"a reaction":                       "feedback_test.go",
	"more of an album":                 "evidence_test.go",
	"an edited caption or file":        "evidence_test.go",
	"evidence":                         "evidence_test.go",
	"files":                            "document_test.go",
	"a one-time code":                  "chats/people",
	"an administrator who hides":       "standing_test",
	"who reports for whom":             "chats/people",
	"what is handed over":              "chats/people",
	"an answer to an open question":    "chats/unanswered",
	"order about a problem":            "chats/problems",
	"problems":                         "chats/problems",
	"a later due time":                 "chats/extension",
	"on behalf of a department":        "chats/behalf",
	"on behalf of nobody we know":      "chats/behalf",
	"words below a question called up": "chats/unanswered",
	"units for the roster":             "chats/people",
	"an order about a document":        "chats/documents",
	"确认 in words":                      "chats/odd",
	"whose a topic is":                 "chats/topics",
	"an order about the register":      "chats/register",
	"leave that a department asks for": "chats/leave",
	"one task":                         "chats/register",
	"an edited report":                 "chats/updates",
	"an edited request":                "chats/extension",
	"a reply to a card":                "chats/cards",
}

func TestEveryRouteIsTested(t *testing.T) {
	known := map[string]bool{}
	for _, r := range matrix {
		known[r.route], known[r.below] = true, true
	}
	known["a chat that is not open"], known["a stranger"] = true, true
	for _, name := range bot.RouteNames() {
		if !known[name] && elsewhere[name] == "" {
			t.Errorf("the route %q is in no test of who may what", name)
		}
	}
}

func TestWhatIsNotForUsIsMetWithSilence(t *testing.T) {
	s, h := matrixOffice(t)
	s.play(1, "小林: 森林抚育完成4000亩，大家辛苦了")
	if h.last() != "not said to us" || len(s.news) > 0 {
		t.Errorf("route %q, said %q", h.last(), s.news)
	}
	for _, c := range []struct{ raw, route string }{
		{`"channel_post":{"message_id":1,"date":1,"chat":{"id":-100777,"type":"channel"},"text":"/help"}`, "nothing of ours"},
		{`"message":{"message_id":901,"date":1,"chat":{"id":%d,"type":"supergroup"},"from":{"id":5,"is_bot":true,"first_name":"x"},"text":"/help"}`, "another bot or a channel"},
		{`"message":{"message_id":902,"date":1,"chat":{"id":%d,"type":"supergroup"},"sender_chat":{"id":-100777,"type":"channel"},"from":{"id":136817688,"is_bot":true,"first_name":"x"},"text":"/summary@liangshan_bot"}`, "another bot or a channel"},
		{`"my_chat_member":{"chat":{"id":-100888,"type":"supergroup"},"from":{"id":900},"date":1,"new_chat_member":{"status":"left"}}`, "removed from a chat"},
		{`"poll":{"id":"1"}`, "nothing of ours"},
	} {
		raw := c.raw
		if strings.Contains(raw, "%d") {
			raw = fmt.Sprintf(raw, group)
		}
		if _, err := s.box.Inject(json.RawMessage("{" + raw + "}")); err != nil {
			t.Fatal(err)
		}
		s.news = nil
		s.listen()
		if h.last() != c.route || len(s.news) > 0 {
			t.Errorf("%s: route %q, want %q; said %q", raw, h.last(), c.route, s.news)
		}
	}
	storetest.Read(t, s.db, func(v *store.View) error {
		n, err := v.InboxCount()
		if n["dead"] > 0 {
			t.Errorf("inbox %v", n)
		}
		return err
	})
}

// pressVerbs are the verbs that buttons bear, as the program lists them.
func pressVerbs(t *testing.T) (out []string) {
	t.Helper()
	source, err := os.ReadFile("confirm.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(source), "func (b *Bot) press(")
	body, _, _ := strings.Cut(rest, "\nfunc ")
	for _, line := range regexp.MustCompile(`(?m)^\tcase (.+):$`).FindAllStringSubmatch(body, -1) {
		for _, v := range strings.Split(line[1], ", ") {
			out = append(out, strings.Trim(v, `"`))
		}
	}
	if len(out) < 25 {
		t.Fatalf("only %d verbs: %v", len(out), out)
	}
	return out
}

// A press with data that no button bore, or from somebody it is not for, changes nothing.
func TestForgedPressesAreDeclined(t *testing.T) {
	s, _ := matrixOffice(t)
	s.lines(
		"小林: @liangshan_bot 森林抚育完成4000亩", "< 4000亩",
		"周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争",
		"周敏: @liangshan_bot 我是区水利局的", "< 区水利局",
	)
	before := s.state()
	verbs := append(pressVerbs(t), "", "task", "reg", "docx", "done", "behalf")
	args := []string{
		":1", ":0", ":-1", ":9999999", ":x", ":1:1:1", ":1:1:999", "", ":1' OR 1=1 --", ":" + strings.Repeat("9", 40), ":-1001000000099",
		":ok:1:0", ":no:1:1", ":rest:1", ":end:1", ":back:1", ":on:1", ":off:1", ":leave:1", ":resume:0", ":yes", ":docx", ":xlsx",
	}
	var list []string
	for _, v := range verbs {
		for _, a := range args {
			list = append(list, v+a)
		}
	}
	list = append(list, "no", ":", "::::", "\x00", "确认", strings.Repeat("x", 64))
	for i, data := range list {
		for _, who := range []string{"周敏", "路人", "阿清"} {
			// in private, where no such button is: neither a member nor a stranger nor
			// another department's reporter may press it there
			raw, err := json.Marshal(map[string]any{"callback_query": map[string]any{
				"id": fmt.Sprint(10_000+i, who), "from": map[string]any{"id": people[who], "first_name": who}, "data": data,
				"message": map[string]any{"message_id": 500 + i, "date": 1, "chat": map[string]any{"id": people[who], "type": "private"}},
			}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.box.Inject(raw); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.news = nil
	s.listen()
	for _, text := range s.news {
		t.Errorf("a forged press led to a message: %q", text)
	}
	if after := s.state(); !slices.Equal(before, after) {
		t.Errorf("a forged press changed something:\n%v\n%v", before, after)
	}
	// the true buttons work as before, for whom they are
	s.lines("周敏 ▶ 确认", "toast 须由", "小林 ▶ 确认", "toast 已", "周敏 ▶ 同意", "toast 须由协调员", "老陈 ▶ 同意")
}

// state is everything that a chat could change, in a form to compare.
func (s *stage) state() (out []string) {
	s.t.Helper()
	storetest.Read(s.t, s.db, func(v *store.View) error {
		live, err := v.LiveUpdates()
		if err != nil {
			return err
		}
		for _, u := range live {
			out = append(out, fmt.Sprintf("update %d v%d %s by %d for %s: %s", u.ID, u.Version, u.State, u.Member.ID, u.Department.Name, u.Text))
		}
		reporters, err := v.Reporters()
		if err != nil {
			return err
		}
		for _, b := range reporters {
			out = append(out, fmt.Sprintf("reports %d for %s", b.Member.ID, b.Department.Name))
		}
		for _, state := range []store.ChatState{store.ChatOpen, store.ChatClosed, store.ChatLeft} {
			chats, err := v.Chats(state)
			if err != nil {
				return err
			}
			for _, c := range chats {
				if c.ID < 0 { // private chats are known by being spoken in
					out = append(out, fmt.Sprintf("chat %d %s", c.ID, state))
				}
			}
		}
		docs, err := v.Documents()
		if err != nil {
			return err
		}
		for _, d := range docs {
			out = append(out, fmt.Sprintf("document %d %s %s", d.ID, d.Title, d.State))
		}
		tasks, err := v.Tasks(store.TaskFilter{})
		for _, x := range tasks {
			out = append(out, fmt.Sprintf("task %d %s %s", x.ID, x.What, x.State))
		}
		return err
	})
	return out
}
