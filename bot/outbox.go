package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"liangshan/store"
)

const (
	sendAtOnce = 8 // chats spoken to side by side
	sendBatch  = 300
	giveUpTime = 24 * time.Hour // a message this old helps nobody
)

// send empties the outbox for as long as ctx lives, then once more what is ready.
func (b *Bot) send(ctx context.Context) {
	for {
		sent, next := b.sendReady(b.work)
		if ctx.Err() != nil && sent == 0 {
			return
		}
		if sent > 0 {
			continue
		}
		t := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-b.wake:
		case <-t.C:
		}
		t.Stop()
	}
}

func (b *Bot) wakeSender() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// sendReady sends the first waiting message of each chat that may speak now. It
// returns how many were tried and when to look again.
func (b *Bot) sendReady(ctx context.Context) (int, time.Duration) {
	var rows []store.Outgoing
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		rows, err = v.ToSend(sendBatch)
		return err
	})
	if err != nil {
		b.log.Error("the outbox could not be read", "err", err)
		return 0, time.Second
	}
	next := time.Minute
	seen := map[int64]bool{}
	var ready []store.Outgoing
	now := b.now()
	for _, o := range rows {
		if o.Method != methodToast { // toasts bind to no message and wait for nobody
			if seen[o.ChatID] {
				continue
			}
			seen[o.ChatID] = true
		}
		wait := o.NotBefore.Sub(now)
		if wait <= 0 && o.Method != methodToast {
			wait = b.pace.wait(o.ChatID, now)
		}
		if wait > 0 {
			next = min(next, wait)
			continue
		}
		if o.Method != methodToast {
			b.pace.spend(o.ChatID, now)
		}
		ready = append(ready, o)
	}
	b.sendAll(ctx, ready)
	return len(ready), max(next, 5*time.Millisecond)
}

func (b *Bot) sendAll(ctx context.Context, list []store.Outgoing) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, sendAtOnce)
	for _, o := range list {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			b.sendOne(ctx, o)
		}()
	}
	wg.Wait()
}

func (b *Bot) sendOne(ctx context.Context, o store.Outgoing) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	messageID, err := b.perform(ctx, o)
	var verdict func(*store.Tx) error
	switch {
	case err == nil:
		b.meter.add("liangshan_messages_total", "sent", 1)
		b.meter.observe("liangshan_message_seconds", b.now().Sub(o.Created))
		verdict = func(tx *store.Tx) error { return tx.Sent(o.ID, messageID) }
	default:
		verdict = b.judge(o, err)
	}
	if err := b.db.Write(context.WithoutCancel(ctx), verdict); err != nil {
		b.log.Error("the outbox could not be written", "outgoing", o.ID, "err", err)
		pause(ctx, time.Second)
	}
}

// perform does what a row says.
func (b *Bot) perform(ctx context.Context, o store.Outgoing) (int64, error) {
	var p payload
	if err := json.Unmarshal(o.Payload, &p); err != nil {
		return 0, fmt.Errorf("bot: outbox row: %w", err)
	}
	if p.EditOf != "" {
		err := b.db.Read(ctx, func(v *store.View) (err error) {
			_, p.Edit, err = v.SentMessage(p.EditOf)
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	switch o.Method {
	case methodSay:
		return b.client.Say(ctx, o.ChatID, p)
	case methodEdit:
		return p.Edit, b.client.Edit(ctx, o.ChatID, p)
	case methodToast:
		return 0, b.client.Toast(ctx, p)
	case methodFile:
		return b.client.SendFile(ctx, o.ChatID, p)
	case methodMenu:
		return 0, b.client.Commands(ctx, &models.BotCommandScopeChat{ChatID: o.ChatID}, commandsFor(p.Menu))
	}
	return 0, fmt.Errorf("bot: outbox row: method %q", o.Method)
}

// judge decides what follows from a failed call: another try, another chat, or an end.
func (b *Bot) judge(o store.Outgoing, err error) func(*store.Tx) error {
	fault := b.redact(err).Error()
	var flood *tg.TooManyRequestsError
	var moved *tg.MigrateError
	retry := func(wait time.Duration) func(*store.Tx) error {
		b.meter.add("liangshan_messages_total", "retried", 1)
		return func(tx *store.Tx) error { return tx.Retry(o.ID, b.now().Add(wait), fault) }
	}
	giveUp := func(tx *store.Tx) error {
		b.meter.add("liangshan_messages_total", "failed", 1)
		if err := tx.GiveUp(o.ID, fault); err != nil {
			return err
		}
		return tx.Log(0, "unsent", fmt.Sprintf("outbox/%d", o.ID), map[string]any{"chat": o.ChatID, "fault": fault})
	}
	switch {
	case errors.As(err, &flood):
		return retry(time.Duration(flood.RetryAfter)*time.Second + 100*time.Millisecond)
	case errors.As(err, &moved):
		return func(tx *store.Tx) error { return tx.MoveChat(o.ChatID, int64(moved.MigrateToChatID)) }
	case strings.Contains(fault, "message is not modified"):
		return func(tx *store.Tx) error { return tx.Sent(o.ID, 0) }
	case errors.Is(err, tg.ErrorForbidden):
		b.log.Warn("a chat does not take messages any more", "chat", o.ChatID)
		return func(tx *store.Tx) error { return errors.Join(giveUp(tx), tx.SetChat(o.ChatID, store.ChatLeft)) }
	case errors.Is(err, tg.ErrorBadRequest), errors.Is(err, tg.ErrorNotFound), errors.Is(err, store.ErrNotFound):
		b.log.Error("a message was refused", "outgoing", o.ID, "method", o.Method, "fault", fault)
		return giveUp
	case b.now().Sub(o.Created) > giveUpTime:
		return giveUp
	}
	b.log.Warn("a message was not sent, trying again", "outgoing", o.ID, "attempt", o.Attempts, "fault", fault)
	return retry(min(time.Second<<min(o.Attempts, 6), time.Minute))
}
