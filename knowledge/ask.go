package knowledge

import (
	"context"
	"slices"
	"strings"

	"liangshan/knowledge/answer"
)

// Reply is an answer, and where a model gave it a fluent wording that was proved, that wording.
type Reply struct {
	answer.Answer
	Prose string // with marks 【1】 that count the citations; empty without a model
	Model bool
}

// Alike is what questions share that ask the same of the same: kind, content
// words, units and days, and what a follow-up leans on.
func Alike(c answer.Carry) string {
	words := append(slices.Clone(c.Words), c.Units...)
	if len(words) == 0 {
		words = []string{c.Text}
	}
	slices.Sort(words)
	return strings.Join([]string{c.Ask, strings.Join(slices.Compact(words), " "), c.From.String(), c.To.String(), c.After}, "|")
}

// Ask answers a question. Without a model, or when its wording cannot be proved,
// the exact sentences are the answer. No lock is held while a model or an
// embedding is waited for.
func (l *Library) Ask(ctx context.Context, q answer.Question) (Reply, error) {
	shelf, err := l.current(ctx)
	if err != nil {
		return Reply{}, err
	}
	q.Near = l.like.near(ctx)
	r := Reply{Answer: shelf.Ask(q)}
	r.Prose, r.Model = l.fluent(ctx, q, shelf, r.Answer)
	return r, nil
}
