package llm

import (
	"context"
	"fmt"

	openai "github.com/sashabaranov/go-openai"

	"liangshan/knowledge/mask"
)

// Embed returns one vector per text, in order and all of one length. Texts are
// masked first, each by itself, so that a text's vector does not depend on its
// neighbours and may be kept.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if c == nil || c.api == nil || c.cfg.EmbeddingModel == "" {
		return nil, &Error{Code: NotConfigured}
	}
	out := make([][]float32, 0, len(texts))
	for start := 0; start < len(texts); start += c.cfg.Batch {
		part := texts[start:min(start+c.cfg.Batch, len(texts))]
		err := c.call(ctx, "embed", func(ctx context.Context) error {
			vectors, err := c.embed(ctx, part)
			if err == nil {
				out = append(out, vectors...)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, sameLength(out)
}

func (c *Client) embed(ctx context.Context, texts []string) ([][]float32, error) {
	in := make([]string, len(texts))
	for i, t := range texts {
		in[i], _ = mask.Mask(t)
	}
	resp, err := c.api.CreateEmbeddings(ctx, openai.EmbeddingRequest{
		Input: in, Model: openai.EmbeddingModel(c.cfg.EmbeddingModel),
		EncodingFormat: openai.EmbeddingEncodingFormatFloat,
	})
	if err != nil {
		return nil, classify(ctx, err)
	}
	if len(resp.Data) != len(texts) {
		return nil, &Error{Code: Mismatch, Err: fmt.Errorf("%d vectors for %d texts", len(resp.Data), len(texts))}
	}
	return inOrder(resp.Data)
}

// inOrder sorts by the index that the server gives, each exactly once. A server
// that numbers nothing (all 0) is taken in the order it sends.
func inOrder(data []openai.Embedding) ([][]float32, error) {
	numbered := false
	for _, d := range data {
		numbered = numbered || d.Index != 0
	}
	out := make([][]float32, len(data))
	for i, d := range data {
		at := i
		if numbered {
			at = d.Index
		}
		if at < 0 || at >= len(out) || out[at] != nil || len(d.Embedding) == 0 {
			return nil, &Error{Code: Mismatch, Err: fmt.Errorf("vector %d is empty, repeated or out of range", at)}
		}
		out[at] = d.Embedding
	}
	return out, sameLength(out)
}

func sameLength(vectors [][]float32) error {
	for i, v := range vectors {
		if len(v) != len(vectors[0]) {
			return &Error{Code: Mismatch, Err: fmt.Errorf("vector %d has %d dimensions, the first %d", i, len(v), len(vectors[0]))}
		}
	}
	return nil
}
