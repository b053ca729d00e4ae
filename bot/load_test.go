package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"liangshan/bot"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// wire is Telegram without a network: it hands out events in batches of a hundred
// and accepts every message at once, noting how long each reply took.
type wire struct {
	mu      sync.Mutex
	waiting []string
	handed  map[string]time.Time // by chat and message
	took    []time.Duration
	ends    chan struct{} // closed when everything is replied to
	want    int
	ask     chan struct{}
}

func newWire() *wire {
	return &wire{handed: map[string]time.Time{}, ask: make(chan struct{}, 1)}
}

// burst queues events and returns a channel that closes when all are replied to.
func (w *wire) burst(events []string) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting, w.want, w.took, w.ends = events, len(events), nil, make(chan struct{})
	select {
	case w.ask <- struct{}{}:
	default:
	}
	return w.ends
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	method := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	result := `true`
	switch method {
	case "getMe":
		result = `{"id":1,"is_bot":true,"first_name":"x","username":"liangshan_bot"}`
	case "getUpdates":
		result = w.batch(r.Context())
	case "sendMessage":
		result = w.accept(r.Header.Get("Content-Type"), body)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"ok":true,"result":` + result + `}`)),
	}, nil
}

func (w *wire) batch(ctx context.Context) string {
	w.mu.Lock()
	if len(w.waiting) == 0 {
		w.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-w.ask:
		}
		w.mu.Lock()
	}
	defer w.mu.Unlock()
	n := min(100, len(w.waiting))
	now := time.Now()
	for _, e := range w.waiting[:n] {
		var m struct {
			Message struct {
				ID   int `json:"message_id"`
				Chat struct{ ID int64 }
			}
		}
		if json.Unmarshal([]byte(e), &m) == nil {
			w.handed[fmt.Sprintf("%d/%d", m.Message.Chat.ID, m.Message.ID)] = now
		}
	}
	out := "[" + strings.Join(w.waiting[:n], ",") + "]"
	w.waiting = w.waiting[n:]
	return out
}

func (w *wire) accept(kind string, body []byte) string {
	_, params, err := mime.ParseMediaType(kind)
	fields := map[string]string{}
	if err == nil {
		parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
		for {
			p, err := parts.NextPart()
			if err != nil {
				break
			}
			v, _ := io.ReadAll(p) // in memory
			fields[p.FormName()] = string(v)
		}
	}
	var reply struct {
		ID int `json:"message_id"`
	}
	_ = json.Unmarshal([]byte(fields["reply_parameters"]), &reply) // a message that replies to nothing has none
	w.mu.Lock()
	defer w.mu.Unlock()
	key := fmt.Sprintf("%s/%d", fields["chat_id"], reply.ID)
	if at, ok := w.handed[key]; ok {
		delete(w.handed, key)
		w.took = append(w.took, time.Since(at))
		if len(w.took) == w.want {
			close(w.ends)
		}
	}
	return fmt.Sprintf(`{"message_id":%d,"date":1,"chat":{"id":%s,"type":"private"}}`, 1_000_000+len(w.took), fields["chat_id"])
}

// quantile of the times, in milliseconds.
func (w *wire) quantile(q float64) float64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.Sort(w.took)
	return float64(w.took[int(q*float64(len(w.took)-1))].Microseconds()) / 1000
}

// crowd is a district at work: its departments, people, and years of record.
type crowd struct {
	wire   *wire
	db     *store.DB
	people int
	next   int
	stop   func() error
}

const crowdPeople = 200

func newCrowd(t testing.TB, years int, model knowledge.Model) *crowd {
	c := &crowd{wire: newWire(), people: crowdPeople}
	ctx, cancel := context.WithCancel(context.Background())
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	c.db = db
	lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Model: model, ModelTime: 2 * patience, Log: slog.New(slog.DiscardHandler)})
	if err := errors.Join(knowledge.SeedRoster(ctx, db), lib.ImportEmbedded(ctx, true)); err != nil {
		t.Fatal(err)
	}
	c.settle(t, years)
	if err := lib.Warm(ctx); err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(bot.Config{
		Token: "1:x", API: "http://telegram.invalid", DB: db, Library: lib, Coordinators: []int64{1}, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		HTTP: &http.Client{Transport: c.wire}, Pace: bot.Pace{PerSecond: 1 << 20}, Rate: bot.Rate{Person: 1 << 20, Chat: 1 << 20},
	})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	c.stop = func() error {
		cancel()
		return errors.Join(<-ended, db.Close())
	}
	return c
}

// settle binds two hundred people to the roster's departments and files a report
// a week for each department over some years.
func (c *crowd) settle(t testing.TB, years int) {
	storetest.Write(t, c.db, func(tx *store.Tx) error {
		all, err := tx.Departments()
		if err != nil {
			return err
		}
		tasks, err := tx.Tasks(store.TaskFilter{})
		if err != nil {
			return err
		}
		all = all[:min(60, len(all))]
		for i := range c.people {
			m := store.Member{ID: int64(1000 + i), Name: fmt.Sprintf("某%d", i), Known: true}
			if err := errors.Join(tx.SeeMember(m), tx.GrantBinding(m.ID, all[i%len(all)].ID, 0)); err != nil {
				return err
			}
		}
		week := time.Now().AddDate(-years, 0, 0)
		for i := 0; week.Before(time.Now()); week = week.AddDate(0, 0, 7) {
			for j, names := range all {
				d := names.Department
				i++
				span := day.Of(week)
				u, err := tx.Draft(store.Update{
					ChatID: int64(1000 + j), MessageID: int64(10_000_000 + i), Member: store.Member{ID: int64(1000 + j)}, Department: d,
					Text: fmt.Sprintf("森林抚育完成%d亩", i), SentAt: week,
					Records: []store.Record{{Department: d, TaskID: tasks[i%len(tasks)].ID, Status: store.RecordInProgress, Hint: "森林抚育", Period: "w", From: span, To: span.Add(6)}},
				})
				if err == nil {
					err = tx.Confirm(u.ID, int64(1000+j))
				}
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// morning is a burst of messages: half reports, half questions, by everybody in turn.
func (c *crowd) morning(n int) (out []string) {
	questions := []string{"国家级基地哪年创成？", "规划什么时候发布？", "近期节点", "帮助", "生态环境局的任务", "森林抚育进展怎么样？", "濑溪河治理进度如何？"}
	for range n {
		c.next++
		who, text := 1000+c.next%c.people, fmt.Sprintf("森林抚育完成%d亩", c.next)
		if c.next%2 == 0 {
			text = questions[c.next/2%len(questions)]
		}
		out = append(out, said(c.next, who, text))
	}
	return out
}

func said(n, who int, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"某"},"text":%q}}`,
		n, n, time.Now().Unix(), who, who, text)
}

// BenchmarkMondayMorning: 2,000 messages of 200 people at once, from their arrival
// to the reply in Telegram's hands, with all pacing taken away.
//
//	go test ./bot -run - -bench MondayMorning -benchtime 1x
func BenchmarkMondayMorning(b *testing.B) {
	const messages = 2000
	for _, years := range []int{0, 10} {
		b.Run(fmt.Sprintf("years=%d", years), func(b *testing.B) {
			c := newCrowd(b, years, nil)
			b.ResetTimer()
			for range b.N {
				<-c.wire.burst(c.morning(messages))
			}
			b.StopTimer()
			var mem runtime.MemStats
			runtime.ReadMemStats(&mem)
			b.ReportMetric(float64(messages*b.N)/b.Elapsed().Seconds(), "events/s")
			b.ReportMetric(c.wire.quantile(0.5), "p50-ms")
			b.ReportMetric(c.wire.quantile(0.99), "p99-ms")
			b.ReportMetric(float64(mem.HeapAlloc)/(1<<20), "heap-MB")
			if err := c.stop(); err != nil {
				b.Fatal(err)
			}
			file, err := os.Stat(c.db.Path())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(file.Size())/(1<<20), "db-MB")
		})
	}
}

// BenchmarkOneMessage: one message on a quiet day.
func BenchmarkOneMessage(b *testing.B) {
	for _, years := range []int{0, 10} {
		b.Run(fmt.Sprintf("years=%d", years), func(b *testing.B) {
			c := newCrowd(b, years, nil)
			for b.Loop() {
				<-c.wire.burst(c.morning(1))
			}
			if err := c.stop(); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// patience is how long a test waits for what needs no model; the model has twice as
// long, so that who waits for it is found out.
const patience = 40 * time.Second

// hanging is a model that never answers.
type hanging struct{ asked chan struct{} }

func (h hanging) Complete(ctx context.Context, _ llm.Prompt) (llm.Reply, error) {
	select {
	case h.asked <- struct{}{}:
	default:
	}
	<-ctx.Done()
	return llm.Reply{}, ctx.Err()
}

// Somebody's question waits for a model that hangs. Everybody else's reports are
// recorded and answered meanwhile.
func TestASlowModelDelaysNobodyElse(t *testing.T) {
	h := hanging{make(chan struct{}, 1)}
	c := newCrowd(t, 0, h)
	c.next = 100_000
	questions := c.wire.burst([]string{said(1, 1000, "国家级基地哪年创成？")})
	select {
	case <-h.asked:
	case <-questions:
		t.Fatal("this question asks no model; the test shows nothing")
	}
	var reports []string
	for i := 1; i < 40; i++ {
		reports = append(reports, said(100+i, 1000+i, fmt.Sprintf("森林抚育完成%d亩", i)))
	}
	select {
	case <-c.wire.burst(reports):
	case <-time.After(patience):
		t.Error("reports wait for another person's model call")
	}
	if err := c.stop(); err != nil {
		t.Fatal(err)
	}
}
