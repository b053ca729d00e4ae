package sandbox

import (
	"context"
	"fmt"
	"slices"
)

// Transcript is all that was said in a chat, oldest first, with what was
// deleted marked Gone.
func (s *Server) Transcript(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.world.Chats[chat]
	if !ok {
		return nil
	}
	out := make([]Message, 0, len(c.Messages))
	for _, m := range c.Messages {
		out = append(out, m.clone())
	}
	return out
}

// Wait returns when cond holds. It asks at once, and again after every change
// of the sandbox; cond may use all of the Server's methods. The error is the
// context's.
func (s *Server) Wait(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("sandbox: waiting: %w", ctx.Err())
		}
	}
}

// WaitBot waits for a message of the bot with a number above after for which
// match holds; nil matches every message. A message that is edited later is
// looked at again.
func (s *Server) WaitBot(ctx context.Context, chat int64, after int, match func(Message) bool) (Message, error) {
	var found Message
	err := s.Wait(ctx, func() bool {
		for _, m := range s.Transcript(chat) {
			if m.ID > after && m.From.ID == s.bot.ID && !m.Gone && m.Service == nil && (match == nil || match(m)) {
				found = m
				return true
			}
		}
		return false
	})
	return found, err
}

// WaitAnswer waits until a press is answered.
func (s *Server) WaitAnswer(ctx context.Context, chat int64, press string) (Answer, error) {
	var found Answer
	err := s.Wait(ctx, func() bool {
		for _, m := range s.Transcript(chat) {
			if at := slices.IndexFunc(m.Answers, func(a Answer) bool { return a.Press == press }); at >= 0 {
				found = m.Answers[at]
				return true
			}
		}
		return false
	})
	return found, err
}

// WaitCall waits for a call for which match holds, past ones included.
func (s *Server) WaitCall(ctx context.Context, match func(Call) bool) (Call, error) {
	var found Call
	err := s.Wait(ctx, func() bool {
		for _, c := range s.Calls() {
			if match(c) {
				found = c
				return true
			}
		}
		return false
	})
	return found, err
}
