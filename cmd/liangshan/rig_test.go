package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"liangshan/bot/sandbox"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/store"
)

var (
	rigEvents = flag.Int("events", 60, "events of the crash rig")
	rigKills  = flag.Int("kills", 6, "kills of the crash rig")
	rigSeed   = flag.Uint64("rigseed", 1, "seed of the crash rig")
)

// rig drives the program while everything around it fails.
type rig struct {
	t     *testing.T
	box   *sandbox.Server
	model *llmtest.Server
	p     *program
	data  string
	rnd   *rand.Rand

	reports   map[int64]map[int]string // by person: message and its text
	questions map[int64][]int
	strange   int // events of no use to anybody
	hangs     int
}

// The rig's departments; the i-th reporter is person 600+i, the i-th asker 700+i.
var rigUnits = []string{"区林业局", "区水利局", "区农业农村委", "万灵镇", "区生态环境局"}

const rigAskers = 5

func newRig(t *testing.T) *rig {
	r := &rig{t: t, data: t.TempDir(), rnd: rand.New(rand.NewPCG(*rigSeed, 2)), reports: map[int64]map[int]string{}, questions: map[int64][]int{}}
	box, env := station(t, r.data)
	r.box, r.model = box, llmtest.NewServer(t)
	r.model.Answer = func(llmtest.Request) string { // when it is well, it lies
		return `{"sentences":[{"text":"规划已于2031年发布，投资99亿元。","marks":["1"]}]}`
	}
	r.p = &program{t: t, args: []string{"run"}, env: append(env, "OPENAI_BASE_URL="+r.model.URL, "OPENAI_MODEL=double", "LIANGSHAN_PER_MINUTE=1000000")}
	if out, status := runs(t, env, "documents"); status != 0 {
		t.Fatal(out)
	}
	db, err := store.Open(context.Background(), filepath.Join(r.data, store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(context.Background(), func(tx *store.Tx) error {
		for i, unit := range rigUnits {
			if err := r.enter(tx, int64(600+i), unit); err != nil {
				return err
			}
		}
		for i := range rigAskers {
			if err := r.enter(tx, int64(700+i), ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return r
}

// enter makes a person known, and a reporter where there is a department.
func (r *rig) enter(tx *store.Tx, id int64, unit string) error {
	name := fmt.Sprintf("某%d", id)
	r.box.AddUser(sandbox.User{ID: id, Name: name})
	r.box.AddChat(sandbox.Chat{ID: id, Kind: sandbox.Private})
	if err := tx.SeeMember(store.Member{ID: id, Name: name, Known: true}); err != nil || unit == "" {
		return err
	}
	r.reports[id] = map[int]string{}
	d, err := tx.Department(unit)
	if err != nil {
		return err
	}
	return tx.GrantBinding(id, d.ID, 0)
}

// happen makes the i-th event.
func (r *rig) happen(i int) {
	switch who := int64(600 + r.rnd.IntN(len(rigUnits))); r.rnd.IntN(10) {
	case 0, 1, 2, 3:
		text := fmt.Sprintf("森林抚育完成%d亩", 1000+i)
		r.reports[who][must(r.box.Say(who, who, text))(r.t)] = text
	case 4:
		r.twice(who, i)
	case 5:
		r.oddity(i)
	default:
		who = int64(700 + r.rnd.IntN(rigAskers))
		id := must(r.box.Say(who, who, "规划什么时候发布？"))(r.t)
		r.questions[who] = append(r.questions[who], id)
	}
}

// twice brings the same report in two events of one number.
func (r *rig) twice(who int64, i int) {
	text, message := fmt.Sprintf("石漠化治理完成%d公顷", 1000+i), 1_000_000+i
	raw := fmt.Sprintf(`"message":{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"某"},"text":%q}}`,
		message, time.Now().Unix(), who, who, text)
	id, err := r.box.Inject(json.RawMessage("{" + raw))
	if err == nil {
		_, err = r.box.Inject(json.RawMessage(fmt.Sprintf(`{"update_id":%d,%s`, id, raw)))
	}
	if err != nil {
		r.t.Fatal(err)
	}
	r.reports[who][message] = text
}

// oddity brings what nobody has seen before.
func (r *rig) oddity(i int) {
	odd := []string{
		`{"message":"not an object"}`, `{"message":[1,2]}`, `{"something_new":{"x":1}}`, `{}`,
		`{"callback_query":{"id":5}}`, `{"message":{"message_id":"one","chat":{"id":"two"}}}`,
		`{"edited_message":{"message_id":1,"chat":{"id":600,"type":"private"},"entities":[{"type":"mention","offset":99,"length":99}]}}`,
		`{"my_chat_member":{"chat":{"id":-9,"type":"supergroup"},"from":{"id":600},"date":1,"new_chat_member":{"status":"unheard_of"}}}`,
		`{"message":{"message_id":5,"date":1,"chat":{"id":-9,"type":"galaxy"},"from":{"id":600,"first_name":"x"},"text":"@liangshan_bot x","entities":[{"type":"mention","offset":-5,"length":900}]}}`,
	}
	if _, err := r.box.Inject(json.RawMessage(odd[i%len(odd)])); err != nil {
		r.t.Fatal(err)
	}
	r.strange++
}

// fail sets a fault of the Bot API and one of the model.
func (r *rig) fail() {
	rules := []sandbox.FaultRule{
		{Method: "sendMessage", RetryAfter: 1},
		{Method: "sendMessage", Code: 500, Times: 2},
		{Method: "sendMessage", Code: 502, Body: "<html><h1>502 Bad Gateway</h1></html>"},
		{Method: "sendMessage", ResetMidBody: true},
		{Method: "sendMessage", ResetMidBody: true, AfterAccept: true},
		{Method: "sendMessage", Code: 200, Body: `{"ok":true,"result":"nonsense"}`},
		{Method: "getUpdates", Code: 500},
		{Method: "getUpdates", Code: 502, Body: "<html>"},
		{Method: "getUpdates", ResetMidBody: true, Times: 2},
		{Method: "getUpdates", Code: 200, Body: `{"ok":true,"result":7}`},
		{Method: "getUpdates", RetryAfter: 1},
		{Method: "getMe", Code: 500},
		{Method: "deleteWebhook", Code: 429, RetryAfter: 1},
		{Method: "sendMessage", Code: 200, Body: `{"ok":true,"result":{"message_id":7`},
		{Method: "getUpdates", Code: 200, Body: `not JSON at all`},
		{Method: "setMyCommands", ResetMidBody: true},
	}
	r.box.Heal() // what nobody met is over: each failure has its own pause before the next try
	if r.hangs++; r.hangs%40 == 0 {
		r.box.Fail(sandbox.FaultRule{Method: "sendMessage", Hang: true})
	}
	r.box.Fail(rules[r.rnd.IntN(len(rules))])
	models := []llmtest.Fault{
		llmtest.OK, llmtest.RateLimit, llmtest.Status500, llmtest.ErrorString, llmtest.HTML502, llmtest.Unauthorized, llmtest.Redirect,
		llmtest.Cut, llmtest.Reset, llmtest.WrongJSON, llmtest.EmptyChoices, llmtest.Length, llmtest.Thinking, llmtest.NoFormat,
	}
	faults := []llmtest.Fault{models[r.rnd.IntN(len(models))], models[r.rnd.IntN(len(models))]}
	switch r.hangs % 40 {
	case 20:
		faults = append(faults, llmtest.Hang)
	case 30:
		faults = append(faults, llmtest.Stall)
	}
	if *rigEvents >= 1000 && r.hangs == 100 { // costs a minute
		r.box.Fail(sandbox.FaultRule{Method: "getUpdates", Hang: true})
	}
	r.model.Fail(faults...)
}

// The program is killed at random instants in the middle of its work, while
// Telegram and the model fail. Nothing that was said is lost, nothing is recorded
// twice, every question is answered, and nobody's words change their order.
//
//	go test ./cmd/liangshan -run KilledMidWork -events 1000 -kills 50
func TestKilledMidWorkNothingIsLostOrDoubled(t *testing.T) {
	r := newRig(t)
	log := r.p.logOf()
	r.p.start()
	every := max(*rigEvents / *rigKills, 1)
	for i := range *rigEvents {
		if i%every == every/2 {
			time.Sleep(time.Duration(r.rnd.IntN(2000)) * time.Millisecond) // some fall into its start
			r.p.kill()
			r.p.start()
		}
		if i%5 == 0 {
			r.fail()
		}
		r.happen(i)
	}
	r.settle(log)
	r.p.stop()
	r.check()
}

// settle waits until everybody has been answered.
func (r *rig) settle(log func() string) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute+time.Duration(*rigEvents)*300*time.Millisecond)
	defer cancel()
	err := r.box.Wait(ctx, func() bool {
		for who, ids := range r.questions {
			if len(r.answered(who)) < len(ids) {
				return false
			}
		}
		for who := range r.reports {
			if len(r.answered(who)) < r.said(who) {
				return false
			}
		}
		return r.box.Pending() == 0
	})
	if err != nil {
		text := log()
		r.t.Fatalf("not settled: %v\n%s", err, text[max(0, len(text)-4000):])
	}
}

// said counts the messages of a reporter that stand in the chat and can be replied to.
func (r *rig) said(who int64) int {
	n := 0
	for id := range r.reports[who] {
		if id < 1_000_000 {
			n++
		}
	}
	return n
}

// answered lists a person's messages in the order of their first replies.
func (r *rig) answered(who int64) []int {
	var out []int
	for _, m := range r.box.Transcript(who) {
		if m.From.ID == r.box.Bot().ID && m.ReplyTo != 0 && !slices.Contains(out, m.ReplyTo) {
			out = append(out, m.ReplyTo)
		}
	}
	return out
}

func (r *rig) check() {
	t, total, doubled := r.t, 0, 0
	for _, who := range append(ids(r.questions), ids(r.reports)...) {
		if list := r.answered(who); !slices.IsSorted(list) {
			t.Errorf("person %d was answered out of order: %v", who, list)
		}
		total += len(r.answered(who))
		doubled += r.doubles(who)
	}
	r.checkLies()
	db, err := store.Open(context.Background(), filepath.Join(r.data, store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the test is over
	if err := db.Check(context.Background()); err != nil {
		t.Error(err)
	}
	want := 0
	for _, list := range r.reports {
		want += len(list)
	}
	err = db.Read(context.Background(), func(v *store.View) error {
		if _, err := v.VerifyJournal(); err != nil {
			t.Error(err)
		}
		r.checkReports(v, want)
		r.checkQuestions(v)
		n, err := v.InboxCount()
		if n["waiting"] > 0 || n["dead"] > r.strange {
			t.Errorf("inbox %v, %d strange events", n, r.strange)
		}
		t.Logf("%d events, %d kills: %d reports recorded once, %d questions answered, %d replied to in order, %d replies said twice, inbox %v",
			*rigEvents, *rigKills, want, len(slices.Concat(values(r.questions)...)), total, doubled, n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkLies sees that nothing went out that the model made up.
func (r *rig) checkLies() {
	for who := range r.questions {
		for _, m := range r.box.Transcript(who) {
			if m.From.ID == r.box.Bot().ID && (strings.Contains(m.Text, "2031年") || strings.Contains(m.Text, "99亿")) {
				r.t.Errorf("the model was believed: %s", m.Text)
			}
		}
	}
}

func (r *rig) checkReports(v *store.View, want int) {
	live, err := v.LiveUpdates()
	if err != nil {
		r.t.Fatal(err)
	}
	if len(live) != want {
		r.t.Errorf("%d updates recorded for %d reports", len(live), want)
	}
	for _, u := range live {
		if text := r.reports[u.Member.ID][int(u.MessageID)]; u.Text != text || u.Version != 1 {
			r.t.Errorf("message %d of %d: %q version %d, want %q version 1", u.MessageID, u.Member.ID, u.Text, u.Version, text)
		}
	}
}

func (r *rig) checkQuestions(v *store.View) {
	for who, list := range r.questions {
		for _, id := range list {
			if q, err := v.QuestionOf(who, int64(id)); err != nil || q.Version != 1 {
				r.t.Errorf("question %d of %d: version %d, %v", id, who, q.Version, err)
			}
		}
	}
}

// doubles counts replies that a kill between Telegram's acceptance and its note repeated.
func (r *rig) doubles(who int64) int {
	seen, n := map[string]bool{}, 0
	for _, m := range r.box.Transcript(who) {
		if m.From.ID == r.box.Bot().ID && m.ReplyTo != 0 {
			key := fmt.Sprint(m.ReplyTo, m.Text)
			if seen[key] {
				n++
			}
			seen[key] = true
		}
	}
	return n
}

func ids[T any](m map[int64]T) (out []int64) {
	for id := range m {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

func values[T any](m map[int64]T) (out []T) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// Under load, with Telegram and the model hanging, the program ends within ten
// seconds of being asked, and the next start does what was left.
func TestItStopsInTimeUnderLoadAndLeavesNothingUndone(t *testing.T) {
	r := newRig(t)
	r.model.Fail(slices.Repeat([]llmtest.Fault{llmtest.Hang}, 500)...)
	log := r.p.logOf()
	r.p.start()
	if _, err := r.box.WaitCall(deadline(t, time.Minute), func(c sandbox.Call) bool { return c.Method == "getMe" }); err != nil {
		t.Fatal(err)
	}
	r.box.Fail(sandbox.FaultRule{Method: "sendMessage", Hang: true, Times: 3})
	for i := range 300 {
		r.happen(i)
	}
	time.Sleep(500 * time.Millisecond)
	begin := time.Now()
	r.p.stop()
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("it took %s to stop", took)
	} else {
		t.Logf("stopped after %s", took)
	}
	if strings.Contains(log(), "panic") {
		t.Error(log())
	}
	r.box.Heal()
	r.model.Fail()
	r.p.start()
	r.settle(log)
	r.p.stop()
	r.check()
}

func deadline(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}
