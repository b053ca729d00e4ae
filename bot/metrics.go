package bot

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/llm"
	"liangshan/store"
)

// Meter counts what the bot does, by numbers only: no text, no name, no token.
// The zero Meter is ready; all its methods may be called from any goroutine.
type Meter struct {
	mu    sync.Mutex
	count map[series]float64
	spans map[string]*histogram
}

// series is one line of a family of counters.
type series struct{ family, label string }

// family is what is counted together.
type family struct{ name, label, help string }

// Families of counters and of histograms.
var (
	counterFamilies = []family{
		{"liangshan_events_total", "result", "Events from Telegram since the start."},
		{"liangshan_messages_total", "result", "Messages of the outbox since the start."},
		{"liangshan_answers_total", "kind", "Answers composed since the start."},
		{"liangshan_model_calls_total", "result", "Calls of the language model since the start: ok, or what went wrong."},
		{"liangshan_webhook_requests_total", "status", "Requests at the webhook since the start."},
	}
	spanFamilies = []family{
		{"liangshan_event_seconds", "", "From an event's arrival to its committed work and reply."},
		{"liangshan_message_seconds", "", "From a reply in the outbox to Telegram's acceptance."},
		{"liangshan_model_seconds", "", "One call of the language model, with its repetitions."},
	}
)

// bounds are the buckets in seconds; what is above the last is slow whatever it is.
var bounds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}

type histogram struct {
	buckets []uint64 // one more than bounds
	sum     float64
	n       uint64
}

func (m *Meter) add(family, label string, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.count == nil {
		m.count = map[series]float64{}
	}
	m.count[series{family, label}] += float64(n)
}

func (m *Meter) observe(family string, d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.spans == nil {
		m.spans = map[string]*histogram{}
	}
	h := m.spans[family]
	if h == nil {
		h = &histogram{buckets: make([]uint64, len(bounds)+1)}
		m.spans[family] = h
	}
	s := max(d.Seconds(), 0) // a clock set back makes no negative time
	at, _ := slices.BinarySearch(bounds, s)
	h.buckets[at]++
	h.sum += s
	h.n++
}

// Model counts the calls of a model and their faults.
func (m *Meter) Model(next knowledge.Model, now func() time.Time) knowledge.Model {
	return meteredModel{next, m, now}
}

type meteredModel struct {
	next  knowledge.Model
	meter *Meter
	now   func() time.Time
}

// Complete asks the model, and counts how that went.
func (m meteredModel) Complete(ctx context.Context, p llm.Prompt) (llm.Reply, error) {
	start := m.now()
	r, err := m.next.Complete(ctx, p)
	m.meter.observe("liangshan_model_seconds", m.now().Sub(start))
	result := "ok"
	if err != nil {
		if result = string(llm.CodeOf(err)); result == "" {
			result = "other"
		}
	}
	m.meter.add("liangshan_model_calls_total", result, 1)
	return r, err
}

// exposition writes Prometheus' text format.
type exposition struct {
	w *bufio.Writer
}

func (e exposition) head(f family, kind string) {
	fmt.Fprintf(e.w, "# HELP %s %s\n# TYPE %s %s\n", f.name, f.help, f.name, kind)
}

func (e exposition) gauge(name, help string, v float64) {
	e.head(family{name: name, help: help}, "gauge")
	fmt.Fprintf(e.w, "%s %s\n", name, number(v))
}

func number(v float64) string {
	if math.IsInf(v, 1) {
		return "+Inf"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

func (m *Meter) write(e exposition) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range counterFamilies {
		var labels []string
		for s := range m.count {
			if s.family == f.name {
				labels = append(labels, s.label)
			}
		}
		slices.Sort(labels)
		e.head(f, "counter")
		for _, l := range labels {
			fmt.Fprintf(e.w, "%s{%s=%q} %s\n", f.name, f.label, l, number(m.count[series{f.name, l}]))
		}
	}
	for _, f := range spanFamilies {
		h := m.spans[f.name]
		if h == nil {
			h = &histogram{buckets: make([]uint64, len(bounds)+1)}
		}
		e.head(f, "histogram")
		h.write(e.w, f.name)
	}
}

func (h *histogram) write(w io.Writer, name string) {
	var below uint64
	for i, n := range h.buckets {
		below += n
		bound := math.Inf(1)
		if i < len(bounds) {
			bound = bounds[i]
		}
		fmt.Fprintf(w, "%s_bucket{le=%q} %d\n", name, number(bound), below)
	}
	fmt.Fprintf(w, "%s_sum %s\n%s_count %d\n", name, number(h.sum), name, h.n)
}

// writeMetrics writes everything that is counted, and how things stand now.
func (b *Bot) writeMetrics(ctx context.Context, w io.Writer) error {
	left, err := b.backlog(ctx)
	if err != nil {
		return err
	}
	e := exposition{bufio.NewWriter(w)}
	b.meter.write(e)
	e.gauge("liangshan_inbox_waiting", "Events that are not ended.", float64(left.Events))
	e.gauge("liangshan_outbox_waiting", "Messages that are not sent.", float64(left.Messages))
	e.gauge("liangshan_outbox_oldest_seconds", "Age of the oldest message that is not sent.", age(b.now(), left.OldestMessage))
	lanes, letters := b.depth()
	e.gauge("liangshan_queue_lanes", "People in chats whose events are being worked on.", float64(lanes))
	e.gauge("liangshan_queue_events", "Events that wait behind others of the same person.", float64(letters))
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	e.gauge("liangshan_heap_bytes", "Memory in use by objects.", float64(mem.HeapAlloc))
	e.gauge("liangshan_goroutines", "Goroutines.", float64(runtime.NumGoroutine()))
	return e.w.Flush()
}

func (b *Bot) backlog(ctx context.Context) (left store.Backlog, err error) {
	err = b.db.Read(ctx, func(v *store.View) error {
		left, err = v.Backlog()
		return err
	})
	return left, err
}

func age(now, then time.Time) float64 {
	if then.IsZero() {
		return 0
	}
	return max(now.Sub(then).Seconds(), 0)
}

// depth is how many lanes are at work and how many letters wait in them.
func (b *Bot) depth() (lanes, letters int) {
	if b.state.Load() == starting {
		return 0, 0
	}
	b.queues.mu.Lock()
	defer b.queues.mu.Unlock()
	for _, l := range b.queues.lanes {
		letters += len(l)
	}
	return len(b.queues.lanes), letters
}
