package bot

import (
	"context"
	"sync"
	"time"

	"liangshan/store"
)

// Rate is how many messages are worked on in a minute. More are not dropped:
// they wait their turn in the order they came, and the sender is told so, once.
type Rate struct {
	Person int // from one person: 20
	Chat   int // from all people of one group: 60
}

// limiter holds a bucket for each person and each group. Full buckets are forgotten.
type limiter struct {
	rate    Rate
	mu      sync.Mutex
	buckets map[int64]*bucket
}

// bucket is what a person or a group may still say, refilled evenly.
type bucket struct {
	left float64
	at   time.Time
	told bool // since it was last full
}

func newLimiter(r Rate) *limiter {
	if r.Person == 0 {
		r.Person = 20
	}
	if r.Chat == 0 {
		r.Chat = 60
	}
	return &limiter{rate: r, buckets: map[int64]*bucket{}}
}

// take takes one message of a person in a chat, or says how long it must wait
// and whether this is the first to wait.
func (l *limiter) take(person, chat int64, now time.Time) (wait time.Duration, first bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.bucket(person, l.rate.Person, now)
	wait = p.wait(l.rate.Person)
	var c *bucket
	if chat < 0 {
		c = l.bucket(chat, l.rate.Chat, now)
		wait = max(wait, c.wait(l.rate.Chat))
	}
	if wait > 0 {
		first, p.told = !p.told, true
		return wait, first
	}
	p.left--
	if c != nil {
		c.left--
	}
	return 0, false
}

func (l *limiter) bucket(id int64, perMinute int, now time.Time) *bucket {
	b := l.buckets[id]
	if b == nil {
		l.sweep(now)
		b = &bucket{left: float64(perMinute), at: now}
		l.buckets[id] = b
	}
	if d := now.Sub(b.at); d > 0 { // a clock set back refills nothing, and takes nothing
		b.left += d.Minutes() * float64(perMinute)
	}
	b.at = now
	if b.left >= float64(perMinute) {
		b.left, b.told = float64(perMinute), false
	}
	return b
}

const maxBuckets = 10_000

// sweep forgets whoever has been silent for a minute: their buckets are full.
func (l *limiter) sweep(now time.Time) {
	if len(l.buckets) < maxBuckets {
		return
	}
	for id, b := range l.buckets {
		if now.Sub(b.at) > time.Minute {
			delete(l.buckets, id)
		}
	}
}

func (b *bucket) wait(perMinute int) time.Duration {
	if b.left >= 1 {
		return 0
	}
	return time.Duration((1 - b.left) / float64(perMinute) * float64(time.Minute))
}

// admit waits until a message may be worked on. It takes nobody else's turn.
func (b *Bot) admit(l letter) {
	m := l.msg
	if !m.Addressed || m.Robot || (m.What != said && m.What != edited) {
		return
	}
	for b.life.Err() == nil {
		wait, first := b.limit.take(m.From.ID, m.Chat.ID, b.now())
		if wait == 0 {
			return
		}
		if first {
			b.tellToWait(m)
		}
		pause(b.life, wait)
	}
}

func (b *Bot) tellToWait(m Message) {
	ctx, cancel := context.WithTimeout(b.work, callTime)
	defer cancel()
	s, err := b.standingOf(ctx, m)
	if err == nil && s.role >= member && s.open {
		err = b.db.Write(ctx, func(tx *store.Tx) error { return b.say(tx, m, note{words: "slow"}) })
		b.wakeSender()
	}
	if err != nil {
		b.log.Warn("who sends too fast was not told", "event", m.Event, "err", b.redact(err))
	}
}
