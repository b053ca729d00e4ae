package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"liangshan/store"
)

// events are the kinds that we ask Telegram for.
var events = []string{"message", "edited_message", "callback_query", "my_chat_member", "message_reaction"}

const (
	pollSeconds = 50
	pollBytes   = 32 << 20
)

// poll fetches raw events into the inbox for as long as ctx lives. An offset is
// named to Telegram only after the events before it are committed: a crash at
// any point loses nothing and repeats nothing.
func (b *Bot) poll(ctx context.Context) error {
	var offset int64
	wait := time.Second
	for ctx.Err() == nil {
		next, err := b.pollOnce(ctx, offset)
		if err == nil {
			offset, wait = next, time.Second
			b.cut.Store(false)
			continue
		}
		if ctx.Err() != nil {
			break
		}
		var stop *fatalError
		if errors.As(err, &stop) {
			return err
		}
		b.cut.Store(true)
		b.log.Warn("poll failed, trying again", "wait", wait, "err", err)
		pause(ctx, wait)
		wait = min(2*wait, time.Minute)
	}
	return nil
}

// fatalError is one that trying again cannot mend: a wrong token.
type fatalError struct{ err error }

func (e *fatalError) Error() string { return e.err.Error() }
func (e *fatalError) Unwrap() error { return e.err }

// pollOnce makes one poll and returns the offset of the next. An empty answer says
// that everything before the offset is acknowledged; none is named then, because
// after a silent week Telegram numbers anew, and lower numbers would never come.
func (b *Bot) pollOnce(ctx context.Context, offset int64) (int64, error) {
	batch, err := b.getEvents(ctx, offset)
	if err != nil {
		return offset, err
	}
	if len(batch) == 0 {
		return 0, nil
	}
	next, err := b.receive(ctx, batch)
	if err != nil {
		return offset, err
	}
	return max(offset, next), nil
}

// receive commits raw events and hands the new ones to the queues. It returns
// the offset that acknowledges them.
func (b *Bot) receive(ctx context.Context, batch []json.RawMessage) (int64, error) {
	var list []store.Event
	var next int64
	for _, raw := range batch {
		var id struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &id); err != nil {
			return 0, fmt.Errorf("bot: an event without a number: %w", err)
		}
		list = append(list, store.Event{ID: id.ID, Raw: raw})
		next = max(next, id.ID+1)
	}
	var fresh []store.Event
	// Once received, an event is kept even while the program is being stopped.
	err := b.db.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		var err error
		fresh, err = tx.Receive(list)
		return err
	})
	b.stuck.Store(err != nil)
	if err != nil {
		return 0, fmt.Errorf("bot: receive: %w", err)
	}
	b.meter.add("liangshan_events_total", "received", len(fresh))
	b.enqueue(fresh)
	return next, nil
}

// enqueue hands events to their lanes. A group's move is dealt with at once:
// what is said in the new group must find it open.
func (b *Bot) enqueue(list []store.Event) {
	for _, e := range list {
		l := b.open(e)
		if l.msg.What == moved {
			b.deal(l)
			continue
		}
		b.queues.put(l)
	}
}

// getEvents makes one long poll.
func (b *Bot) getEvents(ctx context.Context, offset int64) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, (pollSeconds+15)*time.Second)
	defer cancel()
	body, err := json.Marshal(map[string]any{"offset": offset, "timeout": pollSeconds, "allowed_updates": events})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.url("getUpdates"), bytes.NewReader(body))
	if err != nil {
		return nil, b.redact(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := b.pollHTTP.Do(req)
	if err != nil {
		return nil, b.redact(err)
	}
	defer resp.Body.Close() //nolint:errcheck // the body was read
	return b.readEvents(ctx, resp)
}

func (b *Bot) readEvents(ctx context.Context, resp *http.Response) ([]json.RawMessage, error) {
	var answer struct {
		OK          bool              `json:"ok"`
		Code        int               `json:"error_code"`
		Description string            `json:"description"`
		Result      []json.RawMessage `json:"result"`
		Parameters  struct {
			RetryAfter int `json:"retry_after"`
		} `json:"parameters"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, pollBytes)).Decode(&answer); err != nil {
		return nil, fmt.Errorf("bot: getUpdates: status %d: %w", resp.StatusCode, b.redact(err))
	}
	if answer.OK {
		return answer.Result, nil
	}
	err := fmt.Errorf("bot: getUpdates: %d %s", answer.Code, answer.Description)
	switch answer.Code {
	case http.StatusUnauthorized, http.StatusNotFound:
		return nil, &fatalError{err}
	case http.StatusTooManyRequests:
		pause(ctx, time.Duration(answer.Parameters.RetryAfter)*time.Second)
	}
	return nil, err
}

func (b *Bot) url(method string) string { return b.api + "/bot" + b.token + "/" + method }

// pause waits, or returns early when ctx ends.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
