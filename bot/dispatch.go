package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"liangshan/store"
)

// lane is what keeps its order: one person in one chat.
type lane struct{ chat, person int64 }

// letter is an event with what was read of it.
type letter struct {
	event store.Event
	msg   Message
	bad   error // it could not be decoded
	at    time.Time
}

// open reads an event from the inbox.
func (b *Bot) open(e store.Event) letter {
	ev, err := decode(e.Raw)
	if err != nil {
		return letter{event: e, msg: Message{Event: e.ID, What: ignored}, bad: err, at: b.now()}
	}
	ev.ID = e.ID
	return letter{event: e, msg: read(ev, b.me), at: b.now()}
}

// queues keeps one ordered queue per lane and a cap on lanes at work.
type queues struct {
	admit func(letter) // waits until a lane may go on
	work  func(letter)
	slots chan struct{}

	mu     sync.Mutex
	lanes  map[lane][]letter // a lane is in the map while somebody works on it
	closed bool
	busy   sync.WaitGroup
}

func newQueues(atOnce int, admit, work func(letter)) *queues {
	return &queues{admit: admit, work: work, slots: make(chan struct{}, atOnce), lanes: map[lane][]letter{}}
}

// put queues a letter behind the earlier ones of its lane. After close it is
// left in the inbox for the next start.
func (q *queues) put(l letter) {
	key := lane{l.msg.Chat.ID, l.msg.From.ID}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	if waiting, running := q.lanes[key]; running {
		q.lanes[key] = append(waiting, l)
		return
	}
	q.lanes[key] = []letter{l}
	q.busy.Add(1)
	go q.drain(key)
}

func (q *queues) drain(key lane) {
	defer q.busy.Done()
	for q.one(key) {
	}
}

// one works on a lane's next letter, when a slot is free.
func (q *queues) one(key lane) bool {
	if l, ok := q.peek(key); ok {
		q.admit(l)
	}
	q.slots <- struct{}{}
	defer func() { <-q.slots }()
	l, ok := q.next(key)
	if ok {
		q.work(l)
	}
	return ok
}

func (q *queues) peek(key lane) (letter, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if waiting := q.lanes[key]; len(waiting) > 0 {
		return waiting[0], true
	}
	return letter{}, false
}

func (q *queues) next(key lane) (letter, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	waiting := q.lanes[key]
	if len(waiting) == 0 || q.closed {
		delete(q.lanes, key)
		return letter{}, false
	}
	q.lanes[key] = waiting[1:]
	return waiting[0], true
}

// close stops taking letters and waits for those at work.
func (q *queues) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.busy.Wait()
}

const (
	workTime = 90 * time.Second // one piece of work, a slow model included
	maxTries = 5
)

// deal handles one event to its end: done, or dead after several tries. What is
// not ended when the program stops is dealt with at the next start.
func (b *Bot) deal(l letter) {
	for try := 1; ; try++ {
		err := b.attempt(l)
		if err == nil {
			b.wakeSender()
			return
		}
		b.log.Error("an event was not handled; it is kept", "event", l.msg.Event, "try", try, "err", b.redact(err))
		if b.life.Err() != nil {
			return // still in the inbox
		}
		pause(b.life, time.Duration(min(try*try, 30))*b.retryStep)
	}
}

// attempt handles an event once. The last of several failures buries it; but what
// the database's trouble prevents says nothing about the event, and is not counted.
func (b *Bot) attempt(l letter) error {
	if l.bad != nil {
		return b.bury(l, fmt.Errorf("undecodable: %w", l.bad))
	}
	err := b.once(l.msg)
	if err == nil {
		b.stuck.Store(false)
		b.meter.add("liangshan_events_total", "done", 1)
		b.meter.observe("liangshan_event_seconds", b.now().Sub(l.at))
		return nil
	}
	if b.held(err) {
		return err
	}
	n, ferr := b.countFailure(l.msg.Event, err)
	if ferr == nil && n >= maxTries {
		b.log.Error("an event was put aside", "event", l.msg.Event, "err", b.redact(err))
		return b.bury(l, err)
	}
	return err
}

// held reports the database's trouble: a full disk, another program's lock, a
// file system that became read-only. It passes; what waits for it is kept.
func (b *Bot) held(err error) bool {
	held := errors.Is(err, store.ErrFull) || errors.Is(err, store.ErrBusy) || errors.Is(err, store.ErrReadOnly)
	if held {
		b.stuck.Store(true)
	}
	return held
}

func (b *Bot) countFailure(event int64, cause error) (n int, err error) {
	err = b.db.Write(b.work, func(tx *store.Tx) error {
		n, err = tx.Failed(event, b.redact(cause).Error())
		return err
	})
	return n, err
}

// once runs the route of a message and commits its work, its messages and its
// end in one transaction.
func (b *Bot) once(m Message) (err error) {
	ctx, cancel := context.WithTimeout(b.work, workTime)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bot: panic: %v\n%s", p, debug.Stack())
		}
	}()
	w, err := b.route(ctx, m)
	if err != nil {
		return err
	}
	return b.db.Write(ctx, func(tx *store.Tx) error {
		if err := b.see(tx, m); err != nil {
			return err
		}
		if w != nil {
			if err := w(tx); err != nil {
				return err
			}
		}
		if overheard(m) {
			if err := tx.Forget(m.Event); err != nil {
				return err
			}
		}
		return tx.Done(m.Event)
	})
}

// overheard reports words among people that were not for us: nothing of them is kept.
func overheard(m Message) bool {
	return (m.What == said || m.What == edited) && !m.Addressed && m.File == nil && m.Album == ""
}

// bury ends an event that cannot be handled, and says so to whoever waits.
func (b *Bot) bury(l letter, cause error) error {
	err := b.db.Write(b.work, func(tx *store.Tx) error {
		if l.msg.Addressed && l.msg.Chat.ID != 0 {
			if err := b.see(tx, l.msg); err != nil {
				return err
			}
			if err := b.say(tx, l.msg, note{words: "oops"}); err != nil {
				return err
			}
		}
		if err := tx.Log(0, "dead", fmt.Sprintf("event/%d", l.event.ID), map[string]string{"fault": b.redact(cause).Error()}); err != nil {
			return err
		}
		return tx.Bury(l.event.ID, b.redact(cause).Error())
	})
	if err != nil {
		b.held(err)
		return fmt.Errorf("bot: put aside: %w", err)
	}
	b.meter.add("liangshan_events_total", "dead", 1)
	return nil
}

// see notes who spoke and where.
func (b *Bot) see(tx *store.Tx, m Message) error {
	if m.From.ID != 0 {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
	}
	if m.Chat.ID == 0 {
		return nil
	}
	_, err := tx.SeeChat(m.Chat.ID, m.Chat.Kind, m.Chat.Title)
	return err
}
