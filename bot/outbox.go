package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
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
	giveUpTime = 24 * time.Hour // a message this old helps nobody,
	giveUpTrys = 100            // unless it is old by a jump of the clock only
	clockJump  = 6 * time.Hour  // longer than anything is put off
)

// send empties the outbox for as long as ctx lives, then once more what is ready.
func (b *Bot) send(ctx context.Context) {
	f := flights{chats: map[flight]bool{}}
	for {
		started, next := b.sendReady(b.work, &f)
		switch {
		case started > 0:
		case ctx.Err() == nil:
			b.idle(ctx, next)
		case len(f.flying()) == 0:
			return
		default:
			f.all.Wait()
		}
	}
}

func (b *Bot) idle(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-b.wake:
	case <-t.C:
	}
}

func (b *Bot) wakeSender() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// flight is a chat that is being spoken to, or one toast: toasts bind to no
// message and wait for nobody.
type flight struct{ chat, toast int64 }

func flightOf(o store.Outgoing) flight {
	if o.Method == methodToast {
		return flight{o.ChatID, o.ID}
	}
	return flight{chat: o.ChatID}
}

// flights are the calls under way: one per chat, so that its order is kept, and
// none waits for another chat's slow one.
type flights struct {
	mu    sync.Mutex
	chats map[flight]bool
	all   sync.WaitGroup
}

func (f *flights) flying() map[flight]bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.chats)
}

// take books a flight, unless it is under way or too many are.
func (f *flights) take(key flight) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.chats[key] || len(f.chats) >= sendAtOnce {
		return false
	}
	f.chats[key] = true
	f.all.Add(1)
	return true
}

func (f *flights) land(key flight) {
	f.mu.Lock()
	delete(f.chats, key)
	f.mu.Unlock()
	f.all.Done()
}

// sendReady starts to send the first waiting message of each chat that may speak
// now. It returns how many it started and when to look again.
func (b *Bot) sendReady(ctx context.Context, f *flights) (started int, next time.Duration) {
	flying := f.flying() // what lands while the outbox is read may be read as waiting still
	next = time.Minute
	now := b.now()
	var ready []store.Outgoing
	looked := 0
	err := b.db.Read(ctx, func(v *store.View) error {
		return v.Heads(methodToast, func(o store.Outgoing) bool {
			looked++
			switch wait := b.delay(o, now); {
			case wait > 0:
				next = min(next, wait)
			case flying[flightOf(o)]: // its landing wakes us
			case !f.take(flightOf(o)):
				return false // as many as may are on their way; the next to land wakes us
			default:
				if o.Method != methodToast {
					b.pace.spend(o.ChatID, now)
				}
				ready = append(ready, o)
			}
			return looked < sendBatch
		})
	})
	if err != nil {
		b.log.Error("the outbox could not be read", "err", err)
		next = time.Second
	}
	for _, o := range ready {
		go func() {
			defer b.wakeSender()
			defer f.land(flightOf(o))
			b.sendOne(ctx, o)
		}()
	}
	return len(ready), max(next, 5*time.Millisecond)
}

// delay is how long a message must wait yet.
func (b *Bot) delay(o store.Outgoing, now time.Time) time.Duration {
	wait := o.NotBefore.Sub(now)
	if wait > clockJump {
		wait = 0 // the clock was set back since this was put off
	}
	if wait > 0 || o.Method == methodToast {
		return wait
	}
	return b.pace.wait(o.ChatID, now)
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
	case b.work.Err() != nil: // the end came first: it waits for the next start
		return
	default:
		verdict = b.judge(o, err)
	}
	b.write(o, verdict)
}

// write notes what became of a call. While the database takes no writes it waits:
// to send the next messages without noting this one would send it again and again.
func (b *Bot) write(o store.Outgoing, verdict func(*store.Tx) error) {
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 5*time.Second) {
		err := b.db.Write(context.WithoutCancel(b.work), verdict)
		if err == nil {
			return
		}
		b.log.Error("the outbox could not be written", "outgoing", o.ID, "err", err)
		if !b.held(err) { // no other try would end otherwise
			verdict = func(tx *store.Tx) error { return tx.GiveUp(o.ID, err.Error()) }
		}
		pause(b.work, wait)
		if b.work.Err() != nil {
			return
		}
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
			chat, id, err := v.SentMessage(p.EditOf)
			if err == nil && chat != o.ChatID { // its group has moved
				err = store.ErrNotFound
			}
			p.Edit = id
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
		return b.sendFile(ctx, o.ChatID, p)
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
		return func(tx *store.Tx) error { return b.moveChat(tx, o.ChatID, int64(moved.MigrateToChatID)) }
	case strings.Contains(fault, "message is not modified"):
		return func(tx *store.Tx) error { return tx.Sent(o.ID, 0) }
	case o.Method == methodEdit && cannotEdit(err, fault):
		return func(tx *store.Tx) error { return sayAnew(tx, o) }
	case strings.Contains(fault, "message thread not found"):
		return func(tx *store.Tx) error { return outsideTopic(tx, o) }
	case errors.Is(err, tg.ErrorForbidden):
		b.log.Warn("a chat does not take messages any more", "chat", o.ChatID)
		return func(tx *store.Tx) error {
			err := b.setChat(tx, 0, o.ChatID, store.ChatLeft)
			if errors.Is(err, store.ErrNotFound) { // somebody who never spoke to the bot
				err = nil
			}
			return errors.Join(giveUp(tx), err)
		}
	case errors.Is(err, tg.ErrorBadRequest), errors.Is(err, tg.ErrorNotFound), errors.Is(err, store.ErrNotFound):
		b.log.Error("a message was refused", "outgoing", o.ID, "method", o.Method, "fault", fault)
		return giveUp
	case b.now().Sub(o.Created) > giveUpTime && o.Attempts >= giveUpTrys:
		return giveUp
	}
	b.log.Warn("a message was not sent, trying again", "outgoing", o.ID, "attempt", o.Attempts, "fault", fault)
	return retry(min(time.Second<<min(o.Attempts, 6), time.Minute))
}

// cannotEdit reports that the message to be changed is gone: deleted by an
// administrator, never sent, or left behind by a group that moved.
func cannotEdit(err error, fault string) bool {
	return errors.Is(err, store.ErrNotFound) || strings.Contains(fault, "message to edit not found") || strings.Contains(fault, "message can't be edited")
}

// sayAnew says what a message should have become as a message of its own, which
// takes over from the one that is gone.
func sayAnew(tx *store.Tx, o store.Outgoing) error {
	var p payload
	if err := json.Unmarshal(o.Payload, &p); err != nil {
		return fmt.Errorf("bot: say anew: %w", err)
	}
	key := p.EditOf
	if key == "" {
		var err error
		if key, err = tx.KeyOf(o.ChatID, p.Edit); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	p.Edit, p.EditOf = 0, ""
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("bot: say anew: %w", err)
	}
	return tx.SayAnew(o.ID, key, raw)
}

// outsideTopic says in the group itself what its topic, deleted meanwhile, cannot take.
func outsideTopic(tx *store.Tx, o store.Outgoing) error {
	var p payload
	if err := json.Unmarshal(o.Payload, &p); err != nil {
		return fmt.Errorf("bot: outside a topic: %w", err)
	}
	p.Thread = 0
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("bot: outside a topic: %w", err)
	}
	return tx.Rewrite(o.ID, raw)
}
