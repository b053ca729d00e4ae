package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"liangshan/bot/vault"
	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/store"
	"liangshan/store/day"
)

// OfficialAPI is Telegram's own Bot API server.
const OfficialAPI = "https://api.telegram.org"

// Config is what a Bot needs.
type Config struct {
	Token        string
	API          string // Bot API server; empty for the official one
	DB           *store.DB
	Evidence     string // folder for photos and files that prove reports; "" takes none
	Library      *knowledge.Library
	Coordinators []int64
	Chats        []int64 // groups that are open from the start
	Now          func() time.Time
	AsOf         bool // the clock is set for demonstration: every message says so
	Pace         Pace
	HTTP         *http.Client // for tests; nil for one of our own
	Log          *slog.Logger
	RetryStep    time.Duration // between tries of an event that failed; 0 for a second
	Webhook      Webhook       // zero: polling
	Meter        *Meter        // nil for one of our own
	Rate         Rate
	ModelHost    string // where questions go that a model words; for the journal
	JournalDays  int    // how long journal entries are kept; 0 for ever
	Quota        int64  // bytes of evidence that are kept; 0 for no bound
}

// Bot is the assistant in its chats.
type Bot struct {
	token, api   string
	db           *store.DB
	lib          *knowledge.Library
	now          func() time.Time
	asOf         string
	log          *slog.Logger
	vault        *vault.Vault // nil when no evidence is taken
	quota        int64        // bytes of it; 0 for no bound
	coordinators map[int64]bool
	chats        []int64
	retryStep    time.Duration

	client   *client
	http     *http.Client
	pollHTTP *http.Client
	me       Me
	table    []route
	queues   *queues
	pace     *pacer
	wake     chan struct{}
	meter    *Meter
	limit    *limiter

	modelHost   string
	journalDays int

	hook     Webhook
	arriving sync.Mutex
	state    atomic.Int32 // starting, working, stopping
	stuck    atomic.Bool  // the database took no writes when last tried
	cut      atomic.Bool  // Telegram did not answer when last asked

	life context.Context // ends when the bot is asked to stop
	work context.Context // outlives it, so that what was begun is finished
}

// New builds a bot. Nothing is sent or fetched before Run.
func New(c Config) (*Bot, error) {
	api := strings.TrimSuffix(c.API, "/")
	if api == "" {
		api = OfficialAPI
	}
	b := &Bot{
		token: c.Token, api: api, db: c.DB, lib: c.Library, now: c.Now, log: c.Log, chats: c.Chats,
		coordinators: map[int64]bool{}, pace: newPacer(c.Pace), wake: make(chan struct{}, 1), retryStep: c.RetryStep,
		hook: c.Webhook, meter: c.Meter, limit: newLimiter(c.Rate), modelHost: c.ModelHost, journalDays: c.JournalDays,
	}
	if b.meter == nil {
		b.meter = &Meter{}
	}
	if b.retryStep == 0 {
		b.retryStep = time.Second
	}
	if c.Evidence != "" {
		b.vault, b.quota = vault.Open(c.Evidence), c.Quota
	}
	for _, id := range c.Coordinators {
		b.coordinators[id] = true
	}
	if c.AsOf {
		line, err := words.Line("general.asof", day.Of(c.Now()))
		if err != nil {
			return nil, err
		}
		b.asOf = line
	}
	b.pollHTTP, b.http = c.HTTP, c.HTTP
	if c.HTTP == nil {
		b.pollHTTP, b.http = &http.Client{}, &http.Client{Timeout: 2 * time.Minute}
	}
	var err error
	if b.client, err = newClient(c.Token, api, b.http); err != nil {
		return nil, b.redact(err)
	}
	b.table = routes(b)
	return b, nil
}

const (
	lanesAtOnce = 16
	drainTime   = 8 * time.Second
)

// Run works until ctx ends, then finishes what it has begun and returns.
func (b *Bot) Run(ctx context.Context) error {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	b.life, b.work = ctx, work
	if err := b.introduce(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	b.queues = newQueues(lanesAtOnce, b.admit, b.deal)
	if err := b.resume(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	sending, stopSending := context.WithCancel(work)
	defer stopSending()
	var sender sync.WaitGroup
	sender.Add(1)
	go func() { defer sender.Done(); b.send(sending) }()
	embedding, stopEmbedding := context.WithCancel(ctx)
	var embedder sync.WaitGroup
	embedder.Add(1)
	go func() { defer embedder.Done(); b.lib.KeepEmbedded(embedding) }()
	defer embedder.Wait()
	defer stopEmbedding()
	ticking, stopTicking := context.WithCancel(ctx)
	defer stopTicking()
	var jobs sync.WaitGroup
	jobs.Go(func() { b.tick(ticking) })

	b.state.Store(working)
	err := b.fetch(ctx)

	b.state.Store(stopping)
	stopTicking()
	jobs.Wait()
	late := time.AfterFunc(drainTime, stop) // a hanging model or server does not hold up the end for ever
	defer late.Stop()
	b.queues.close()
	stopSending()
	sender.Wait()
	return err
}

// introduce asks who we are, as often as it takes, and opens the configured chats.
func (b *Bot) introduce(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		me, err := b.client.Me(ctx)
		if err == nil {
			err = b.begin(ctx)
		}
		if err == nil {
			b.me = me
			break
		}
		if fatal(err) {
			return fmt.Errorf("bot: getMe: %w", b.redact(err))
		}
		b.log.Warn("Telegram does not answer, trying again", "wait", wait, "err", b.redact(err))
		pause(ctx, wait)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if err := b.openChats(ctx); err != nil {
		return err
	}
	b.setMenus(ctx)
	b.log.Info("at work", "bot", b.me.Username)
	return nil
}

// begin tells Telegram how we want events.
func (b *Bot) begin(ctx context.Context) error {
	if b.hook.URL != "" {
		return b.client.Hook(ctx, b.hook)
	}
	return b.client.Poll(ctx)
}

// fetch brings events in for as long as ctx lives.
func (b *Bot) fetch(ctx context.Context) error {
	if b.hook.URL != "" {
		return b.listen(ctx)
	}
	return b.poll(ctx)
}

func (b *Bot) openChats(ctx context.Context) error {
	return b.db.Write(ctx, func(tx *store.Tx) error {
		for _, id := range b.chats {
			c, err := tx.Chat(id)
			if errors.Is(err, store.ErrNotFound) {
				c, err = tx.SeeChat(id, "supergroup", "")
			}
			if err != nil {
				return err
			}
			if c.MovedTo != 0 {
				continue // the supergroup it became carries on
			}
			if c.State == store.ChatOpen {
				continue
			}
			if err := b.setChat(tx, 0, id, store.ChatOpen); err != nil {
				return err
			}
		}
		return nil
	})
}

// resume queues the events that an earlier run left.
func (b *Bot) resume(ctx context.Context) error {
	var left []store.Event
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		left, err = v.Waiting()
		return err
	})
	if err != nil {
		return fmt.Errorf("bot: resume: %w", err)
	}
	b.enqueue(left)
	if len(left) > 0 {
		b.log.Info("events left by an earlier run", "count", len(left))
	}
	return nil
}
