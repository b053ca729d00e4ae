// Package llm is the only importer of go-openai: it talks to one
// OpenAI-compatible server and expects it to fail.
//
//	New        refuses a public endpoint unless the operator allows it
//	Complete   one answer: masked on the way out, restored on the way in
//	Stream     the same, piece by piece, under an idle watchdog
//	Embed      one vector per text, in batches, counted and measured
//
// Every call has one deadline over all its attempts, so a broken model costs
// seconds. Temporary faults are tried again as the server asks (Retry-After) or
// with growing pauses; after several in a row a breaker answers at once until it
// is time to probe. A reply counts only when it is whole: finish_reason "stop".
// Reasoning is dropped. What the caller sees is an *Error with a Code; the words
// for people live with the bot. Logs carry codes, sizes and a cut of a faulty
// server's body, never a prompt.
package llm

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"liangshan/knowledge/mask"
)

// Prompt is one request.
type Prompt struct {
	System string
	User   string
	Schema []byte // a JSON schema for the reply; nil for plain text
}

// Reply is the model's answer.
type Reply struct {
	Text   string
	Model  string
	Tokens int
	JSON   bool // the server held to the schema; false where it cannot, and Text may be plain
	Masked int  // how many different personal details were replaced on the way out
}

// Doer sends one HTTP request.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Config is what a client needs. Zero durations and counts mean the defaults.
type Config struct {
	BaseURL        string
	APIKey         string
	Model          string
	EmbeddingModel string
	AllowPublic    bool // allow an endpoint that is neither loopback nor private

	Timeout   time.Duration // of one call with all its attempts; 45 s
	Idle      time.Duration // longest silence of a stream; 15 s
	MaxTokens int           // of a reply; 0 leaves it to the server
	Attempts  int           // 3
	Batch     int           // texts in one embedding request; 64

	HTTP  Doer                                 // nil: a client of our own that follows no redirect
	Now   func() time.Time                     // required: clocks are made in cmd
	After func(time.Duration) <-chan time.Time // time.After
	Log   *slog.Logger                         // nil: silent
}

// Client talks to an OpenAI-compatible server. It is safe for concurrent use.
// The zero Client refuses every call with NotConfigured.
type Client struct {
	cfg      Config
	api      *openai.Client
	breaker  *breaker
	noSchema atomic.Bool // the server has refused response_format
}

// New builds a client, or refuses with PublicEndpoint or NotConfigured.
func New(cfg Config) (*Client, error) {
	if cfg.Now == nil || cfg.BaseURL == "" {
		return nil, &Error{Code: NotConfigured, Err: errors.New("a base URL and a clock are required")}
	}
	public := Public(cfg.BaseURL)
	if public && !cfg.AllowPublic {
		return nil, &Error{Code: PublicEndpoint, Err: errors.New("the endpoint is not on this machine or a private network")}
	}
	cfg.defaults(public)
	conf := openai.DefaultConfig(cfg.APIKey)
	conf.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	conf.HTTPClient = wire{next: cfg.HTTP, now: cfg.Now}
	conf.EmptyMessagesLimit = 1 << 20 // keep-alive comments count as empty; the watchdog judges silence
	return &Client{cfg: cfg, api: openai.NewClientWithConfig(conf), breaker: newBreaker(cfg.Now)}, nil
}

func (c *Config) defaults(public bool) {
	def := func(v *time.Duration, d time.Duration) {
		if *v <= 0 {
			*v = d
		}
	}
	count := func(v *int, n int) {
		if *v <= 0 {
			*v = n
		}
	}
	def(&c.Timeout, 45*time.Second)
	def(&c.Idle, 15*time.Second)
	count(&c.Attempts, 3)
	count(&c.Batch, 64)
	if c.After == nil {
		c.After = time.After
	}
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if c.HTTP == nil {
		c.HTTP = direct(public)
	}
}

// Complete asks the model and returns a whole answer or an *Error.
func (c *Client) Complete(ctx context.Context, p Prompt) (Reply, error) {
	table := mask.NewTable()
	p = masked(p, table)
	var reply Reply
	err := c.call(ctx, "complete", func(ctx context.Context) error {
		var err error
		reply, err = c.complete(ctx, p)
		return err
	})
	if err != nil {
		return Reply{}, err
	}
	reply.Text, reply.Masked = table.Restore(reply.Text), table.Len()
	return reply, nil
}

func masked(p Prompt, t *mask.Table) Prompt {
	p.System, p.User = t.Mask(p.System), t.Mask(p.User)
	return p
}

// complete makes one attempt; a server that refuses the schema is asked once more without.
func (c *Client) complete(ctx context.Context, p Prompt) (Reply, error) {
	withSchema := p.Schema != nil && !c.noSchema.Load()
	reply, err := c.ask(ctx, p, withSchema)
	if !withSchema || !refusesFormat(err) {
		return reply, err
	}
	plain, plainErr := c.ask(ctx, p, false)
	if plainErr == nil || CodeOf(plainErr) == TooLong || CodeOf(plainErr) == Empty {
		c.noSchema.Store(true)
	}
	return plain, plainErr
}

func (c *Client) ask(ctx context.Context, p Prompt, withSchema bool) (Reply, error) {
	resp, err := c.api.CreateChatCompletion(ctx, c.request(p, withSchema))
	if err != nil {
		return Reply{}, classify(ctx, err)
	}
	if len(resp.Choices) == 0 {
		return Reply{}, &Error{Code: Empty, temporary: true}
	}
	choice := resp.Choices[0]
	if err := finished(string(choice.FinishReason)); err != nil {
		return Reply{}, err
	}
	reply := Reply{Model: resp.Model, Tokens: resp.Usage.TotalTokens, JSON: withSchema}
	reply.Text, err = clean(choice.Message.Content, withSchema)
	return reply, err
}

func (c *Client) request(p Prompt, withSchema bool) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{Model: c.cfg.Model, Messages: []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: p.System},
		{Role: openai.ChatMessageRoleUser, Content: p.User},
	}}
	if reasons(c.cfg.Model) {
		req.MaxCompletionTokens = c.cfg.MaxTokens
	} else {
		//lint:ignore SA1019 the only name for it that local servers know
		req.MaxTokens = c.cfg.MaxTokens
		req.Temperature = math.SmallestNonzeroFloat32 // a plain 0 is left out of the request
	}
	if withSchema {
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "reply", Schema: rawJSON(p.Schema), Strict: true},
		}
	}
	return req
}

type rawJSON []byte

func (r rawJSON) MarshalJSON() ([]byte, error) { return r, nil }

// reasons reports whether the model is of a family that refuses temperature and max_tokens.
func reasons(model string) bool {
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}

// finished turns a finish_reason that is not a whole answer into a fault.
func finished(reason string) error {
	switch reason {
	case "stop", "":
		return nil // some servers leave it out when not streaming
	case "length":
		return &Error{Code: TooLong}
	case "content_filter":
		return &Error{Code: Filtered}
	}
	return &Error{Code: Unfinished, Err: errors.New("finish_reason " + clip(reason, 40))}
}
