package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"liangshan/bot"
	"liangshan/bot/sandbox"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/storetest"
)

// The people and the group of every conversation.
const group = -1001000000001

var people = map[string]int64{"周敏": 101, "小林": 102, "阿清": 103, "老陈": 104, "小秦": 105, "老王": 106, "小何": 107, "路人": 900}

var bound = map[string]string{"小林": "区林业局", "阿清": "万灵镇", "小何": "区水利局"}

// office is the real bot on a real store, against the sandbox.
type office struct {
	t     testing.TB
	clock *storetest.Clock
	dir   string
	box   *sandbox.Server
	web   *httptest.Server
	db    *store.DB
	bot   *bot.Bot
	stop  context.CancelFunc
	ended chan error
	with  []func(*bot.Config)
}

func newOffice(t testing.TB, with ...func(*bot.Config)) *office {
	o := &office{t: t, clock: storetest.At("2022-10-10 09:00"), dir: t.TempDir(), with: with}
	o.box = sandbox.New(sandbox.Config{Now: o.clock.Now})
	var ids []int64
	for name, id := range people {
		o.box.AddUser(sandbox.User{ID: id, Name: name})
		o.box.AddChat(sandbox.Chat{ID: id, Kind: sandbox.Private})
		if name != "路人" {
			ids = append(ids, id)
		}
	}
	o.box.AddChat(sandbox.Chat{ID: group, Kind: sandbox.Supergroup, Title: "创建工作群", Members: ids})
	o.web = httptest.NewServer(o.box.Handler())
	o.open(true)
	t.Cleanup(func() {
		o.close()
		err := o.box.Close() // first: it lets go of the calls that hang
		o.web.Close()
		if err != nil {
			t.Error(err)
		}
	})
	return o
}

func (o *office) open(fresh bool) {
	ctx, stop := context.WithCancel(context.Background())
	if fresh {
		o.found()
	}
	var err error
	if o.db, err = store.Open(ctx, filepath.Join(o.dir, store.FileName), o.clock.Now); err != nil {
		o.t.Fatal(err)
	}
	var w io.Writer = io.Discard
	if os.Getenv("LIANGSHAN_TEST_LOG") != "" {
		w = os.Stderr
	}
	log := slog.New(slog.NewTextHandler(w, nil))
	lib := knowledge.New(knowledge.Config{DB: o.db, Calendar: corpus.Calendar(), Log: log})
	config := bot.Config{
		Token: o.box.Token(), API: o.web.URL, DB: o.db, Evidence: filepath.Join(o.dir, "evidence"), Library: lib, Coordinators: []int64{people["老陈"]}, Chats: []int64{group},
		Now: o.clock.Now, Log: log, Pace: bot.Pace{PerSecond: 1000, PerGroupMinute: 1000}, RetryStep: time.Millisecond,
		Rate: bot.Rate{Person: 1_000_000, Chat: 1_000_000}, // people of a test speak faster than people
	}
	for _, change := range o.with {
		change(&config)
	}
	b, err := bot.New(config)
	if err != nil {
		o.t.Fatal(err)
	}
	o.bot, o.stop, o.ended = b, stop, make(chan error, 1)
	go func() { o.ended <- b.Run(ctx) }()
}

// founded is a database with the roster, the letter, the sample plan and the
// reporters: made once, copied for every office.
var founded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "founded-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a passing folder
	ctx := context.Background()
	db, err := store.Open(ctx, filepath.Join(dir, store.FileName), storetest.At("2022-10-10 09:00").Now)
	if err != nil {
		return nil, err
	}
	lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
	file := filepath.Join(dir, "copy.db")
	err = errors.Join(knowledge.SeedRoster(ctx, db), lib.ImportEmbedded(ctx, true), db.Write(ctx, bindAll), db.Backup(ctx, file), db.Close())
	if err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

func bindAll(tx *store.Tx) error {
	for name, dep := range bound {
		d, err := tx.Department(dep)
		if err != nil {
			return err
		}
		if err := tx.SeeMember(store.Member{ID: people[name], Name: name}); err != nil {
			return err
		}
		if err := tx.GrantBinding(people[name], d.ID, 0); err != nil {
			return err
		}
	}
	return nil
}

func (o *office) found() {
	data, err := founded()
	if err == nil {
		err = os.WriteFile(filepath.Join(o.dir, store.FileName), data, 0o600)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) close() {
	o.stop()
	if err := <-o.ended; err != nil {
		o.t.Errorf("Run: %v", err)
	}
	if err := o.db.Close(); err != nil {
		o.t.Error(err)
	}
}

// settle waits until nothing is left to be done: no event unread, unhandled or unsent.
// Slow is allowed, standing still for a minute is not.
func (o *office) settle() {
	o.t.Helper()
	deadline, last := time.Now().Add(time.Minute), ""
	for quiet := 0; quiet < 2; {
		var in, out map[string]int
		storetest.Read(o.t, o.db, func(v *store.View) (err error) {
			if in, err = v.InboxCount(); err != nil {
				return err
			}
			out, err = v.OutboxCount()
			return err
		})
		if o.box.Pending() == 0 && in["waiting"] == 0 && out["waiting"] == 0 {
			quiet++
		} else {
			quiet = 0
		}
		if now := fmt.Sprintf("%d unread, inbox %v, outbox %v", o.box.Pending(), in, out); now != last {
			deadline, last = time.Now().Add(time.Minute), now
		}
		if time.Now().After(deadline) {
			o.t.Fatal("not settled: " + last)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// stage plays one conversation.
type stage struct {
	*office
	chat  int64
	seen  map[int64]map[int]string // what the bot's messages said, by chat and number
	mine  map[string]int           // everyone's last message
	toast string
	news  []string
	thread
	names map[string]string // what a conversation calls the numbers that it was told
}

var (
	saying   = regexp.MustCompile(`^(\p{Han}+)( ↩| ↩\S+| ✎(?:-1)?| →)?: (.*)$`)
	sending  = regexp.MustCompile(`^(\p{Han}+) 📎( ↩| ✎)?( album\d+)? (\S+):(.*)$`)
	pressing = regexp.MustCompile(`^(\p{Han}+) ▶ (.+)$`)
	forging  = regexp.MustCompile(`^(\p{Han}+) ⚒ (\S+)$`)
	naming   = regexp.MustCompile(`^name (\w+) (.+)$`)
)

func (s *stage) play(n int, line string) {
	s.t.Helper()
	fail := func(format string, args ...any) {
		s.t.Helper()
		s.t.Fatalf("line %d: %s\n%s\nthe bot said:\n%s", n, line, fmt.Sprintf(format, args...), strings.Join(s.news, "\n---\n"))
	}
	for name, number := range s.names {
		line = strings.ReplaceAll(line, "{"+name+"}", number)
	}
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
	case naming.MatchString(line):
		m := naming.FindStringSubmatch(line)
		number := regexp.MustCompile(`〔(\d+)〕` + regexp.QuoteMeta(m[2])).FindStringSubmatch(strings.Join(s.news, "\n"))
		if number == nil {
			fail("no number before %q", m[2])
		}
		s.names[m[1]] = number[1]
	case strings.HasPrefix(line, "== topic "):
		if err := s.enter(strings.TrimPrefix(line, "== topic ")); err != nil {
			fail("%v", err)
		}
	case line == "== group":
		s.chat = group
	case strings.HasPrefix(line, "== private "):
		s.chat = people[strings.TrimPrefix(line, "== private ")]
	case strings.HasPrefix(line, "clock "):
		s.clock.Set(storetest.At(strings.TrimPrefix(line, "clock ")).Now())
	case line == "tick":
		s.toast, s.news = "", nil
		if err := s.bot.RunDue(context.Background(), s.clock.Now()); err != nil {
			fail("%v", err)
		}
		s.listen()
	case line == "restart":
		s.close()
		s.open(false)
	case line == "silence":
		if len(s.news) > 0 || s.toast != "" {
			fail("want silence")
		}
	case strings.HasPrefix(line, "< "):
		if want := strings.TrimPrefix(line, "< "); !strings.Contains(strings.Join(s.news, "\n"), want) {
			fail("want %q", want)
		}
	case strings.HasPrefix(line, "!< "):
		if bad := strings.TrimPrefix(line, "!< "); strings.Contains(strings.Join(s.news, "\n"), bad) {
			fail("must not say %q", bad)
		}
	case strings.HasPrefix(line, "messages "):
		if want := strings.TrimPrefix(line, "messages "); want != fmt.Sprint(len(s.news)) {
			fail("want %s messages, got %d", want, len(s.news))
		}
	case strings.HasPrefix(line, "filed "):
		if want := strings.TrimPrefix(line, "filed "); len(s.filed(want)) != 1 {
			fail("want one file %s, got %v of %v", want, s.filed(want), s.filed("*/*/*/*"))
		}
	case line == "nothing filed":
		if got := append(s.filed("*/*/*/*"), s.filed(".held/*")...); len(got) > 0 {
			fail("want no file, got %v", got)
		}
	case strings.HasPrefix(line, "toast "):
		if want := strings.TrimPrefix(line, "toast "); !strings.Contains(s.toast, want) {
			fail("want the toast %q, got %q", want, s.toast)
		}
	default:
		if err := s.act(line); err != nil {
			fail("%v", err)
		}
	}
}

// act does what a person does, waits for the bot, and collects what it said.
func (s *stage) act(line string) error {
	if strings.HasPrefix(line, "in topic ") || strings.HasPrefix(line, "unasked in topic ") {
		_, err := s.aside(line)
		return err
	}
	s.toast, s.news = "", nil
	if done, err := s.aside(line); done {
		return err
	}
	if m := pressing.FindStringSubmatch(line); m != nil {
		id, err := s.withButton(m[2])
		if err != nil {
			return err
		}
		press, err := s.box.Press(people[m[1]], s.chat, id, m[2])
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		a, err := s.box.WaitAnswer(ctx, s.chat, press)
		if err != nil {
			return err
		}
		s.toast = a.Text
		s.listen()
		return nil
	}
	if m := forging.FindStringSubmatch(line); m != nil {
		return s.forge(people[m[1]], m[2])
	}
	if m := sending.FindStringSubmatch(line); m != nil {
		return s.send(m)
	}
	m := saying.FindStringSubmatch(line)
	if m == nil {
		return errors.New("not a line of a conversation")
	}
	who, how, text := m[1], strings.TrimSpace(m[2]), strings.ReplaceAll(m[3], `\n`, "\n")
	var err error
	var id int
	switch {
	case how == "✎":
		err = s.box.Edit(people[who], s.chat, s.mine[who], text)
	case how == "✎-1":
		err = s.box.Edit(people[who], s.chat, s.before[who], text)
	case how == "→":
		id, err = s.say(people[who], text, sandbox.Forwarded(sandbox.Origin{}))
	case strings.HasPrefix(how, "↩“"):
		id, err = s.say(people[who], text, sandbox.ReplyTo(s.lastSaying(strings.Trim(how, "↩“”"))))
	case how == "↩":
		id, err = s.say(people[who], text, sandbox.ReplyTo(s.lastOfBot()))
	case how != "":
		id, err = s.say(people[who], text, sandbox.ReplyTo(s.mine[strings.TrimPrefix(how, "↩")]))
	default:
		id, err = s.say(people[who], text)
	}
	if err != nil {
		return err
	}
	if id != 0 {
		if s.before == nil {
			s.before = map[string]int{}
		}
		s.before[who], s.mine[who] = s.mine[who], id
	}
	s.listen()
	return nil
}

// listen settles, and notes what the bot said or changed, in any chat.
func (s *stage) listen() {
	s.settle()
	chats := []int64{group, s.chat}
	for _, id := range people {
		chats = append(chats, id)
	}
	for _, chat := range chats {
		if s.seen[chat] == nil {
			s.seen[chat] = map[int]string{}
		}
		for _, m := range s.box.Transcript(chat) {
			if m.From.ID != s.box.Bot().ID {
				continue
			}
			now := m.Text + fmt.Sprint(m.Buttons)
			if s.seen[chat][m.ID] != now {
				s.seen[chat][m.ID] = now
				s.news = append(s.news, m.Text)
			}
		}
	}
}

func (s *stage) lastOfBot() int { return s.lastSaying("") }

// lastSaying is the bot's last message in the chat that holds the words.
func (s *stage) lastSaying(words string) int {
	last := 0
	for _, m := range s.box.Transcript(s.chat) {
		if m.From.ID == s.box.Bot().ID && strings.Contains(m.Text, words) {
			last = m.ID
		}
	}
	return last
}

// forge presses a button that is on no message of the chat, on the bot's last one.
func (s *stage) forge(who int64, data string) error {
	press := fmt.Sprintf("forged-%d-%s", len(s.box.Calls()), data)
	raw, err := json.Marshal(map[string]any{"callback_query": map[string]any{
		"id": press, "from": map[string]any{"id": who, "first_name": "x"}, "data": data, "chat_instance": "1",
		"message": map[string]any{"message_id": s.lastOfBot(), "date": s.clock.Now().Unix(), "chat": map[string]any{"id": s.chat, "type": "supergroup"}},
	}})
	if err != nil {
		return err
	}
	if _, err := s.box.Inject(raw); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	call, err := s.box.WaitCall(ctx, func(c sandbox.Call) bool { return c.Args["callback_query_id"] == press })
	if err != nil {
		return err
	}
	s.toast = call.Args["text"]
	s.listen()
	return nil
}

func (s *stage) withButton(label string) (int, error) {
	found := 0
	for _, m := range s.box.Transcript(s.chat) {
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Text == label {
					found = m.ID
				}
			}
		}
	}
	if found == 0 {
		return 0, fmt.Errorf("no message has the button %s", label)
	}
	return found, nil
}

// Every file in testdata/chats is a conversation; see its first lines for what it promises.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/chats/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+f.Name, func(t *testing.T) {
				t.Parallel()
				s := &stage{office: newOffice(t), chat: group, seen: map[int64]map[int]string{}, mine: map[string]int{}, names: map[string]string{}}
				for i, line := range strings.Split(string(f.Data), "\n") {
					s.play(i+1, strings.TrimRight(line, " "))
				}
			})
		}
	}
}

// A conversation waits more than it works: more of them run side by side than
// there are cores.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
