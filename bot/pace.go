package bot

import (
	"slices"
	"sync"
	"time"
)

// Pace is how fast the bot may speak. Telegram's limits are these defaults; it
// counts edits too.
type Pace struct {
	PerSecond      int // over all chats: 30
	PerGroupMinute int // in one group: 20
}

// pacer holds the times of the last messages in windows, so that a burst within
// the limits is not slowed and nothing over them is sent.
type pacer struct {
	limit Pace
	mu    sync.Mutex
	all   []time.Time
	group map[int64][]time.Time
}

func newPacer(limit Pace) *pacer {
	if limit.PerSecond == 0 {
		limit.PerSecond = 30
	}
	if limit.PerGroupMinute == 0 {
		limit.PerGroupMinute = 20
	}
	return &pacer{limit: limit, group: map[int64][]time.Time{}}
}

// wait is how long this chat has to wait, 0 if it may speak now. Groups have negative numbers.
func (p *pacer) wait(chat int64, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = recent(p.all, now, time.Second)
	w := until(p.all, p.limit.PerSecond, now, time.Second)
	if chat < 0 {
		p.group[chat] = recent(p.group[chat], now, time.Minute)
		w = max(w, until(p.group[chat], p.limit.PerGroupMinute, now, time.Minute))
	}
	return w
}

func (p *pacer) spend(chat int64, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, now)
	if chat < 0 {
		p.group[chat] = append(p.group[chat], now)
	}
}

// recent drops what is older than the window, and what lies ahead: the clock was set back.
func recent(times []time.Time, now time.Time, window time.Duration) []time.Time {
	return slices.DeleteFunc(times, func(t time.Time) bool { return t.After(now) || !t.After(now.Add(-window)) })
}

func until(times []time.Time, limit int, now time.Time, window time.Duration) time.Duration {
	if len(times) < limit {
		return 0
	}
	return times[len(times)-limit].Add(window).Sub(now) + time.Millisecond
}
