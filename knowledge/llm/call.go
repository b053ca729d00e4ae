package llm

import (
	"context"
	"errors"
	"time"
)

// The pause before another attempt doubles from firstPause.
const firstPause = 500 * time.Millisecond

// call runs attempts under one deadline until one succeeds, the fault is lasting,
// the attempts are spent, or the server asks for more patience than is left.
func (c *Client) call(ctx context.Context, op string, attempt func(context.Context) error) error {
	if c == nil || c.api == nil {
		return &Error{Code: NotConfigured}
	}
	started := c.cfg.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, c.cfg.Timeout, errDeadline)
	defer cancel()
	var err error
	for n := range c.cfg.Attempts {
		if n > 0 {
			if waitErr := c.pause(ctx, n, err); waitErr != nil {
				return waitErr
			}
		}
		if err = c.once(ctx, attempt); err == nil {
			c.cfg.Log.Info("model", "op", op, "attempt", n+1, "took", c.cfg.Now().Sub(started))
			return nil
		}
		c.logFault(op, n+1, err)
		if !temporary(err) || ctx.Err() != nil || CodeOf(err) == Resting {
			return err
		}
	}
	return err
}

func (c *Client) once(ctx context.Context, attempt func(context.Context) error) error {
	if !c.breaker.enter() {
		return &Error{Code: Resting, temporary: true}
	}
	err := attempt(withNote(ctx))
	c.breaker.leave(err)
	return err
}

// pause waits as the fault asks. Where the deadline comes first it gives the fault
// back at once: nobody gains from waiting for nothing.
func (c *Client) pause(ctx context.Context, n int, fault error) error {
	wait := firstPause << (n - 1)
	var e *Error
	if errors.As(fault, &e) && e.Wait > 0 {
		wait = e.Wait
	}
	if wait >= c.cfg.Timeout {
		return fault
	}
	select {
	case <-ctx.Done():
		return classify(ctx, ctx.Err())
	case <-c.cfg.After(wait):
		return nil
	}
}

func (c *Client) logFault(op string, attempt int, err error) {
	var e *Error
	if !errors.As(err, &e) {
		return
	}
	c.cfg.Log.Warn("model fault", "op", op, "attempt", attempt, "code", e.Code, "status", e.Status,
		"temporary", e.temporary, "detail", detail(e.Err))
}

func temporary(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.temporary
}
