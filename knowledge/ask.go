package knowledge

import (
	"context"

	"liangshan/knowledge/answer"
)

// Reply is an answer, and where a model gave it a fluent wording that was proved, that wording.
type Reply struct {
	answer.Answer
	Prose string // with marks 【1】 that count the citations; empty without a model
	Model bool
	Asked Asked
}

// Asked is which servers an answer took to: the question, masked, was sent there,
// and to the model the cited passages.
type Asked struct {
	Model     bool // whatever became of its wording
	Embedding bool
}

// Ask answers a question. Without a model, or when its wording cannot be proved,
// the exact sentences are the answer. No lock is held while a model or an
// embedding is waited for.
func (l *Library) Ask(ctx context.Context, q answer.Question) (Reply, error) {
	shelf, err := l.current(ctx)
	if err != nil {
		return Reply{}, err
	}
	var r Reply
	q.Near = l.like.near(ctx, &r.Asked.Embedding)
	if r.Answer, err = l.consult(ctx, shelf, q); err != nil {
		return Reply{}, err
	}
	if r.Asked.Model = l.words(r.Answer); r.Asked.Model {
		r.Prose, r.Model = l.fluent(ctx, q, shelf, r.Answer)
	}
	return r, nil
}
