package llm

import (
	"sync"
	"time"
)

const (
	breakAfter = 3                // temporary faults in a row
	restFor    = 30 * time.Second // before a probe
)

// breaker spares a server that fails, and the people who would wait for it.
// Closed it lets everything pass; open it refuses until rested; then, half open,
// one probe at a time decides.
type breaker struct {
	mu      sync.Mutex
	now     func() time.Time
	faults  int
	until   time.Time // open until; zero when closed
	probing bool
}

func newBreaker(now func() time.Time) *breaker { return &breaker{now: now} }

// enter reports whether an attempt may be made; one that may must end in leave.
func (b *breaker) enter() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.until.IsZero() {
		return true
	}
	if b.probing || b.now().Before(b.until) {
		return false
	}
	b.probing = true
	return true
}

// leave says how the attempt ended. A cancelled attempt or a refusal of the
// request proves the server neither sick nor well.
func (b *breaker) leave(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	probe := b.probing
	b.probing = false
	switch {
	case err == nil:
		b.faults, b.until = 0, time.Time{}
	case !temporary(err):
		return
	default:
		b.faults++
		if probe || b.faults >= breakAfter {
			b.until = b.now().Add(restFor)
		}
	}
}
