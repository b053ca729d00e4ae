package sandbox

import (
	"math"
	"slices"
	"time"
)

// Pace is a flood limit. A zero number is no limit of that kind.
type Pace struct {
	// GroupPerMinute counts what goes to one group or supergroup.
	GroupPerMinute int
	// PrivatePerSecond counts what goes to one person, with PrivateBurst
	// allowed at once.
	PrivatePerSecond, PrivateBurst int
	// PerSecond counts everything.
	PerSecond int
}

// TelegramPace is what Telegram's own documentation names: 20 a minute in a
// group, about one a second to a person, about 30 a second in all.
func TelegramPace() Pace {
	return Pace{GroupPerMinute: 20, PrivatePerSecond: 1, PrivateBurst: 5, PerSecond: 30}
}

// SetPace changes the flood limit and forgets what was counted.
func (s *Server) SetPace(p Pace) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pace = meter{pace: p}
}

// meter remembers when what was sent where.
type meter struct {
	pace Pace
	all  []time.Time
	chat map[int64][]time.Time
}

// flood counts a call that sends or edits, or refuses it with the seconds
// after which it would pass. Refused calls are not counted.
func (s *Server) flood(q *request) error {
	m, now := &s.pace, s.cfg.Now()
	chat := q.number("chat_id")
	if m.pace == (Pace{}) || chat == 0 {
		return nil
	}
	most, window := m.pace.PrivatePerSecond, time.Second
	if burst := m.pace.PrivateBurst; burst > 1 {
		most, window = most*burst, time.Duration(burst)*time.Second
	}
	if chat < 0 {
		most, window = m.pace.GroupPerMinute, time.Minute
	}
	wait := max(excess(m.chat[chat], most, window, now), excess(m.all, m.pace.PerSecond, time.Second, now))
	if wait > 0 {
		return tooMany(int(math.Ceil(wait.Seconds())))
	}
	m.count(chat, now, window)
	return nil
}

func (m *meter) count(chat int64, now time.Time, window time.Duration) {
	if m.chat == nil {
		m.chat = map[int64][]time.Time{}
	}
	m.chat[chat] = append(younger(m.chat[chat], now.Add(-window)), now)
	m.all = append(younger(m.all, now.Add(-time.Second)), now)
}

func younger(sent []time.Time, than time.Time) []time.Time {
	return slices.DeleteFunc(sent, func(t time.Time) bool { return !t.After(than) })
}

// excess is how long one more must wait so that no window holds more than
// most.
func excess(sent []time.Time, most int, window time.Duration, now time.Time) time.Duration {
	if most <= 0 || len(sent) < most {
		return 0
	}
	return max(sent[len(sent)-most].Add(window).Sub(now), 0)
}
