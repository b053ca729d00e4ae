package knowledge

import (
	"sync"
	"time"
)

const (
	firstRest = time.Minute
	mostRest  = 15 * time.Minute
)

// patience spares people a helper that keeps them waiting: one that failed is left
// alone for a minute, and twice as long each time that it fails again.
type patience struct {
	mu    sync.Mutex
	until time.Time
	rest  time.Duration
}

// ready reports whether the helper may be asked.
func (p *patience) ready(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !now.Before(p.until)
}

// note tells how it went.
func (p *patience) note(now time.Time, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case ok:
		p.rest, p.until = 0, time.Time{}
	case now.Before(p.until): // others waited at the same time
	default:
		p.rest = min(max(firstRest, 2*p.rest), mostRest)
		p.until = now.Add(p.rest)
	}
}
