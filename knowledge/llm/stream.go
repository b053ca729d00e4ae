package llm

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"liangshan/knowledge/mask"
)

// Stream asks like Complete, without a schema, and hands over the answer as it
// grows: every call of grown gets the whole text so far, restored and without
// reasoning. Nothing of a failed stream may be kept: the error says so. After the
// first words have been handed over there is no second attempt.
func (c *Client) Stream(ctx context.Context, p Prompt, grown func(text string)) (Reply, error) {
	table := mask.NewTable()
	p = masked(p, table)
	p.Schema = nil
	var reply Reply
	shown := false
	err := c.call(ctx, "stream", func(ctx context.Context) error {
		var err error
		reply, err = c.stream(ctx, p, func(raw string) {
			if text := settled(raw); text != "" {
				shown = true
				grown(table.Restore(text))
			}
		})
		if shown {
			return lasting(err)
		}
		return err
	})
	if err != nil {
		return Reply{}, err
	}
	reply.Text, reply.Masked = table.Restore(reply.Text), table.Len()
	return reply, nil
}

// lasting takes away the leave to try again.
func lasting(err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	once := *e
	once.temporary = false
	return &once
}

func (c *Client) stream(ctx context.Context, p Prompt, raw func(string)) (Reply, error) {
	ctx, stop := c.watch(ctx)
	defer stop()
	s, err := c.api.CreateChatCompletionStream(ctx, c.request(p, false))
	if err != nil {
		return Reply{}, classify(ctx, err)
	}
	defer s.Close()
	var text strings.Builder
	var reply Reply
	reason := ""
	for {
		chunk, err := s.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Reply{}, classify(ctx, err)
		}
		reply.Model = chunk.Model
		if len(chunk.Choices) == 0 {
			continue // usage, at the end
		}
		if r := string(chunk.Choices[0].FinishReason); r != "" {
			reason = r
		}
		if delta := chunk.Choices[0].Delta.Content; delta != "" {
			text.WriteString(delta)
			raw(text.String())
		}
	}
	return whole(ctx, reply, reason, text.String())
}

// whole accepts a stream only if it said how it finished: one cut cleanly ends
// with io.EOF exactly as a complete one does.
func whole(ctx context.Context, reply Reply, reason, text string) (Reply, error) {
	if context.Cause(ctx) != nil {
		return Reply{}, classify(ctx, ctx.Err())
	}
	if reason == "" {
		return Reply{}, &Error{Code: Unfinished, temporary: true, Err: errors.New("no finish_reason")}
	}
	if err := finished(reason); err != nil {
		return Reply{}, err
	}
	var err error
	reply.Text, err = clean(text, false)
	return reply, err
}

// watch cancels the request when nothing arrives for the idle time. Keep-alive
// comments count as life; the call's deadline bounds them.
func (c *Client) watch(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	alive := make(chan struct{}, 1)
	if n := noteOf(ctx); n != nil {
		n.alive = func() {
			select {
			case alive <- struct{}{}:
			default:
			}
		}
	}
	go guard(ctx, cancel, alive, func() <-chan time.Time { return c.cfg.After(c.cfg.Idle) })
	return ctx, func() { cancel(context.Canceled) }
}

func guard(ctx context.Context, cancel context.CancelCauseFunc, alive <-chan struct{}, idle func() <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-alive:
		case <-idle():
			cancel(errIdle)
			return
		}
	}
}

// settled is the part of a growing text that can be shown: no reasoning, and no
// placeholder or tag whose end has not come.
func settled(raw string) string {
	if head := strings.TrimLeft(raw, " \n"); strings.HasPrefix(thinkOpen, head) {
		return ""
	}
	text := withoutThought(raw)
	for _, open := range []string{"{", "｛", "<"} {
		if i := strings.LastIndex(text, open); i >= 0 && !strings.ContainsAny(text[i:], "}｝>") && utf8.RuneCountInString(text[i:]) < 24 {
			text = text[:i]
		}
	}
	return strings.TrimLeft(text, " \n")
}
