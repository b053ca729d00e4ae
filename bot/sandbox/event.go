package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// event is what Telegram calls an update: written when it happened, kept
// until the bot acknowledges it.
type event struct {
	ID   int64   `json:"id"`
	Kind string  `json:"kind"`
	Raw  rawJSON `json:"raw"`
}

// onRequest are the kinds that must be asked for by name in allowed_updates.
var onRequest = []string{"chat_member", "message_reaction", "message_reaction_count"}

// emit queues an event for the bot if the bot asked for its kind. As with
// Telegram, that is decided now and not when the bot fetches.
func (s *Server) emit(kind string, payload any) {
	if !s.wants(kind) {
		return
	}
	raw, err := json.Marshal(payload)
	if err != nil {
		s.log.Error("event cannot be written", "kind", kind, "err", err)
		return
	}
	id := s.world.NextEvt
	s.world.NextEvt++
	s.queue(event{ID: id, Kind: kind, Raw: fmt.Appendf(nil, `{"update_id":%d,%q:%s}`, id, kind, raw)})
}

func (s *Server) wants(kind string) bool {
	if s.world.Allowed == nil {
		return !slices.Contains(onRequest, kind)
	}
	return slices.Contains(s.world.Allowed, kind)
}

func (s *Server) queue(e event) {
	s.world.Events = append(s.world.Events, e)
	s.bump()
}

// Inject queues an event as it is given: for kinds that nobody knows yet, for
// poison, for doubles. Without an update_id it gets the next one; with one
// it keeps it, even an old one. It returns the update_id.
func (s *Server) Inject(raw json.RawMessage) (int64, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return 0, fmt.Errorf("sandbox: inject: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.world.NextEvt
	if given, ok := fields["update_id"]; ok {
		if err := json.Unmarshal(given, &id); err != nil {
			return 0, fmt.Errorf("sandbox: inject: update_id: %w", err)
		}
	} else {
		raw = withID(raw, id)
	}
	s.world.NextEvt = max(s.world.NextEvt, id+1)
	s.queue(event{ID: id, Kind: "injected", Raw: raw})
	return id, nil
}

func withID(raw json.RawMessage, id int64) json.RawMessage {
	rest := bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(raw), []byte("{")))
	comma := ","
	if len(rest) > 0 && rest[0] == '}' {
		comma = ""
	}
	return fmt.Appendf(nil, `{"update_id":%d%s%s`, id, comma, rest)
}

// Pending is how many events the bot has not acknowledged.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.world.Events)
}

// acknowledge forgets what lies before the offset; below zero it forgets all
// but the last that many.
func (s *Server) acknowledge(offset int64) {
	before := len(s.world.Events)
	switch {
	case offset > 0:
		s.world.Events = slices.DeleteFunc(s.world.Events, func(e event) bool { return e.ID < offset })
	case offset < 0:
		keep := min(int64(len(s.world.Events)), -offset)
		s.world.Events = slices.Clone(s.world.Events[int64(len(s.world.Events))-keep:])
	}
	if len(s.world.Events) != before {
		s.bump()
	}
}

// allow takes allowed_updates of a call. Absent leaves what was; an empty
// list is the default.
func (s *Server) allow(q *request) error {
	src := q.arg("allowed_updates")
	if src == "" || src == "null" {
		return nil
	}
	var kinds []string
	if err := json.Unmarshal([]byte(src), &kinds); err != nil {
		return bad("can't parse allowed_updates JSON object")
	}
	s.world.Allowed = kinds
	if len(kinds) == 0 {
		s.world.Allowed = nil
	}
	return nil
}
