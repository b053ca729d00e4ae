// Package sandbox is a local Bot API server with people in it. A bot speaks
// to it over HTTP as it does to Telegram; a test or a visitor speaks to it as
// the people of a chat do.
//
// The tour:
//
//   - sandbox.go, route.go: Server, and who answers which path.
//   - decode.go, call.go, methods.go: one Bot API call, from its bytes to its
//     answer; refusal.go holds Telegram's ways of saying no.
//   - people.go, message.go, file.go: what the sandbox remembers; wire.go is
//     how Telegram writes it.
//   - entity.go, html.go, tidy.go, markup.go: text and buttons, judged as
//     Telegram judges them.
//   - event.go, poll.go, webhook.go: what happened, told to the bot until it
//     says that it knows.
//   - drive.go, member.go, press.go, transcript.go, wait.go, fault.go: the
//     driving interface for tests and the demonstration.
//   - page.go, pageapi.go, view.go, stream.go, guard.go and page/: the group chat in the browser.
//   - state.go: everything as one JSON value.
//
// The sandbox refuses what Telegram refuses, in Telegram's words, and where it
// cannot know, it is the stricter of the two: MarkdownV2 is refused as
// unsupported, and formatting that overlaps without nesting, which Telegram
// would quietly cut, is refused too.
package sandbox

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DefaultToken is used when a Config names none.
const DefaultToken = "1000000001:sandbox-token-not-a-secret"

// Config says what a Server is. Now is required; everything else has a
// default.
type Config struct {
	// Token is what the bot puts into the path; its digits before the colon
	// are the bot's id.
	Token string
	// BotName and BotUsername default to 两山助手's own.
	BotName, BotUsername string
	// Now is the clock of every message.
	Now func() time.Time
	// Log hears of refusals and lost webhooks, never of texts. Nil is silence.
	Log *slog.Logger
	// Privacy turns Telegram's privacy mode on: in a group the bot then hears
	// only commands, mentions of it and replies to it.
	Privacy bool
	// Pace is the flood limit; the zero value is none. See TelegramPace.
	Pace Pace
	// CallbackLife is how long a pressed button waits for its answer by the
	// sandbox's clock. Default one minute.
	CallbackLife time.Duration
	// WebhookRetry is the first pause after a webhook failed; it doubles up
	// to a minute. Default one second.
	WebhookRetry time.Duration
	// MaxUpload and MaxDownload are Telegram's 50 and 20 million bytes unless
	// set.
	MaxUpload, MaxDownload int64
	// FirstEvent is the least number that a new event gets; Load keeps to it
	// too. Bots that remember events across runs need numbers that never come
	// again: the start's Unix time will do.
	FirstEvent int64
	// KeepCalls is how many calls Calls remembers. Default 5000.
	KeepCalls int
	// Page is the group chat in the browser.
	Page Page
}

// Server is the Bot API, the people and the page. All its methods may be
// called from any goroutine.
type Server struct {
	cfg  Config
	bot  User
	log  *slog.Logger
	done chan struct{}

	mu      sync.Mutex
	changed chan struct{} // closed and replaced at every change
	world   world
	poller  *poller
	hook    *hook
	faults  []*FaultRule
	calls   []Call
	pace    meter
	feed    feed
	closed  bool
	hooks   sync.WaitGroup
}

// New builds a Server. It panics without a clock, the one setting that has no
// honest default.
func New(cfg Config) *Server {
	if cfg.Now == nil {
		panic("sandbox: Config.Now is required")
	}
	cfg = cfg.withDefaults()
	s := &Server{
		cfg:     cfg,
		log:     cfg.Log,
		done:    make(chan struct{}),
		changed: make(chan struct{}),
		world:   newWorld(),
		pace:    meter{pace: cfg.Pace},
	}
	s.bot = User{ID: botID(cfg.Token), IsBot: true, Name: cfg.BotName, Username: cfg.BotUsername}
	s.world.Users[s.bot.ID] = s.bot
	s.world.NextEvt = max(s.world.NextEvt, cfg.FirstEvent)
	s.feed.epoch = nonce()
	return s
}

func (c Config) withDefaults() Config {
	orString(&c.Token, DefaultToken)
	orString(&c.BotName, "两山助手")
	orString(&c.BotUsername, "liangshan_bot")
	orInt(&c.MaxUpload, 50_000_000)
	orInt(&c.MaxDownload, 20_000_000)
	orInt(&c.KeepCalls, 5000)
	orInt(&c.CallbackLife, time.Minute)
	orInt(&c.WebhookRetry, time.Second)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

func orString(at *string, value string) {
	if *at == "" {
		*at = value
	}
}

func orInt[N ~int | ~int64](at *N, value N) {
	if *at == 0 {
		*at = value
	}
}

// botID reads the number that every token begins with.
func botID(token string) int64 {
	head, _, _ := strings.Cut(token, ":")
	id, err := strconv.ParseInt(head, 10, 64)
	if err != nil || id <= 0 {
		panic("sandbox: a token begins with the bot's number and a colon")
	}
	return id
}

func nonce() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}

// Bot is the bot's own user.
func (s *Server) Bot() User { return s.bot }

// Token is the token that the bot must use.
func (s *Server) Token() string { return s.cfg.Token }

// Close ends long polls, streams and webhook deliveries. Calls that come
// later are answered as by a server that is going away.
func (s *Server) Close() error {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.done)
		s.dropHook()
	}
	s.mu.Unlock()
	s.hooks.Wait()
	return nil
}

// bump tells everybody who waits that something is different. The caller
// holds the lock.
func (s *Server) bump() {
	close(s.changed)
	s.changed = make(chan struct{})
}

var _ http.Handler = (*Server)(nil)
