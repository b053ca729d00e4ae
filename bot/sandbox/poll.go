package sandbox

import (
	"context"
	"time"
)

// poller is the one getUpdates call that may wait at a time.
type poller struct {
	displaced chan struct{}
	why       error
}

func (s *Server) displace(why error) {
	if s.poller != nil {
		s.poller.why = why
		close(s.poller.displaced)
		s.poller = nil
	}
}

// getUpdates hands out events again and again until an offset acknowledges
// them. A second poller displaces the first, which hears 409.
func (s *Server) getUpdates(ctx context.Context, q *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, errGoingAway
	case s.world.Webhook.URL != "":
		return nil, errWebhookSet
	}
	if err := s.allow(q); err != nil {
		return nil, err
	}
	s.displace(errOtherPoller)
	s.acknowledge(q.number("offset"))
	me := &poller{displaced: make(chan struct{})}
	s.poller = me
	defer func() {
		if s.poller == me {
			s.poller = nil
		}
	}()
	return s.await(ctx, me, q)
}

// await is called and returns with the lock held.
func (s *Server) await(ctx context.Context, me *poller, q *request) (any, error) {
	wait := min(max(q.number("timeout"), 0), 50)
	timer := time.NewTimer(time.Duration(wait) * time.Second)
	defer timer.Stop()
	for {
		if batch := s.batch(int(q.number("limit"))); len(batch) > 0 || wait == 0 {
			return batch, nil
		}
		changed := s.changed
		s.mu.Unlock()
		var over bool
		var err error
		select {
		case <-changed:
		case <-me.displaced:
			over, err = true, me.why
		case <-timer.C:
			over = true
		case <-ctx.Done():
			over = true
		case <-s.done:
			over, err = true, errGoingAway
		}
		s.mu.Lock()
		if over {
			return []rawJSON{}, err
		}
	}
}

func (s *Server) batch(limit int) []rawJSON {
	if limit <= 0 || limit > 100 {
		limit = 100
	}
	out := []rawJSON{}
	for _, e := range s.world.Events[:min(limit, len(s.world.Events))] {
		out = append(out, e.Raw)
	}
	return out
}
