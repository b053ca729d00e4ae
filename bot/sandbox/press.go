package sandbox

import (
	"fmt"
	"strconv"
	"time"
)

// press is a pressed button that waits for answerCallbackQuery.
type press struct {
	ID      string    `json:"id"`
	By      int64     `json:"by"`
	Chat    int64     `json:"chat"`
	Message int       `json:"message"`
	Data    string    `json:"data"`
	At      time.Time `json:"at"`
}

// Press lets a person press a button of a message, named by its text or its
// callback data, and returns the id of the callback query.
func (s *Server) Press(from, chat int64, message int, button string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.inChat(from, chat, message)
	if err != nil {
		return "", err
	}
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Data != "" && (b.Text == button || b.Data == button) {
				return s.press(from, c, m, b), nil
			}
		}
	}
	return "", fmt.Errorf("sandbox: message %d has no button %q", message, button)
}

func (s *Server) press(from int64, c *chat, m *Message, b Button) string {
	p := &press{
		ID: strconv.FormatInt(4_500_000_000_000_000_000+s.world.NextPres, 10),
		By: from, Chat: c.ID, Message: m.ID, Data: b.Data, At: s.cfg.Now(),
	}
	s.world.NextPres++
	s.world.Presses[p.ID] = p
	s.emit("callback_query", map[string]any{
		"id": p.ID, "from": s.world.Users[from], "message": s.wire(m),
		"chat_instance": strconv.FormatInt(c.ID^0x5a5a5a5a, 10), "data": b.Data,
	})
	s.bump()
	return p.ID
}

func (s *Server) answerCallbackQuery(q *request) (any, error) {
	p, ok := s.world.Presses[q.arg("callback_query_id")]
	switch {
	case !ok || s.cfg.Now().Sub(p.At) > s.cfg.CallbackLife:
		return nil, errQueryTooOld
	case units(q.arg("text")) > 200:
		return nil, bad("MESSAGE_TOO_LONG")
	}
	delete(s.world.Presses, p.ID)
	a := Answer{
		Press: p.ID, By: p.By, Data: p.Data, Text: q.arg("text"),
		Alert: q.yes("show_alert"), URL: q.arg("url"), At: s.cfg.Now(),
	}
	if m := s.world.Chats[p.Chat].message(p.Message); m != nil {
		m.Answers = append(m.Answers, a)
	}
	s.publish(feedItem{Kind: "answer", Chat: p.Chat, Message: p.Message, Only: p.By, Answer: &a})
	return true, nil
}
