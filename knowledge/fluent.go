package knowledge

import (
	"context"
	"errors"
	"strconv"
	"time"

	"liangshan/knowledge/answer"
	"liangshan/knowledge/cite"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/prompts"
	"liangshan/store/day"
)

const (
	modelTime  = 20 * time.Second // a slow model costs this much, then it is left alone for a while
	modelTries = 2
)

// words reports whether the model is to be asked for the wording of an answer.
func (l *Library) words(a answer.Answer) bool {
	return l.model != nil && wordable(a) && l.slow.ready(l.db.Now())
}

// fluent asks the model to word an answer that already stands, from the same
// passages, and proves every sentence. What cannot be proved is asked for once
// more with the reasons; then the exact sentences stay the answer.
func (l *Library) fluent(ctx context.Context, q answer.Question, shelf *answer.Shelf, a answer.Answer) (string, bool) {
	timed, cancel := context.WithTimeout(ctx, l.limit)
	defer cancel()
	prose, ok := l.proved(timed, q, shelf, a)
	if ctx.Err() == nil { // who stopped waiting proves nothing about the model
		l.slow.note(l.db.Now(), timed.Err() == nil)
	}
	return prose, ok
}

// proved makes the tries.
func (l *Library) proved(ctx context.Context, q answer.Question, shelf *answer.Shelf, a answer.Answer) (string, bool) {
	evidence, asked := evidenceOf(q, shelf, a)
	checker := cite.Checker{Roster: shelf.Roster, Calendar: l.cal, On: day.Of(q.Now)}
	for range modelTries {
		prose, err := l.word(ctx, asked)
		if err != nil {
			if !errors.Is(err, prompts.ErrNothing) {
				l.log.Warn("the model did not answer; the exact sentences go out", "code", llm.CodeOf(err))
			}
			return "", false
		}
		faults := checker.Check(prose, q.Text, evidence)
		if len(faults) == 0 {
			return prose, true
		}
		asked.Faults = nil
		for _, f := range faults {
			asked.Faults = append(asked.Faults, f.Code+" "+f.Detail)
		}
		l.log.Info("the model's wording was not proved", "faults", len(faults), "first", faults[0].Code)
	}
	return "", false
}

// word makes one request.
func (l *Library) word(ctx context.Context, asked prompts.Question) (string, error) {
	system, user, err := prompts.Answer(asked)
	if err != nil {
		return "", err
	}
	return l.complete(ctx, system, user)
}

// complete asks the model for sentences with marks.
func (l *Library) complete(ctx context.Context, system, user string) (string, error) {
	r, err := l.model.Complete(ctx, llm.Prompt{System: system, User: user, Schema: prompts.AnswerSchema})
	if err != nil {
		return "", err
	}
	return prompts.Parse(r.Text)
}

// wordable reports whether an answer consists of quotations only: lists, sums,
// refusals and the record are said by code, complete and as they stand.
func wordable(a answer.Answer) bool {
	if a.Kind != answer.Answered || len(a.Rows) > 0 || len(a.Missing) > 0 || len(a.Citations) == 0 {
		return false
	}
	for _, c := range a.Citations {
		if c.DocID == 0 {
			return false
		}
	}
	for _, line := range a.Lines {
		switch line.Code {
		case answer.Quoted, answer.ByDoc, answer.DueOn, answer.Between, answer.DaysLeft, answer.Passed, answer.Snapshot:
		default:
			return false
		}
	}
	return true
}

// evidenceOf numbers the cited passages as the citations are numbered.
func evidenceOf(q answer.Question, shelf *answer.Shelf, a answer.Answer) ([]cite.Evidence, prompts.Question) {
	asked := prompts.Question{Question: q.Text, Schema: true}
	for _, t := range q.History {
		asked.Earlier = append(asked.Earlier, t.Text)
	}
	var list []cite.Evidence
	for i, c := range a.Citations {
		text := c.Quote
		if clause := clauseOf(shelf, c); clause != nil {
			text = clause.Text
		}
		mark := strconv.Itoa(i + 1)
		list = append(list, cite.Evidence{Mark: mark, Text: text, On: c.Issued})
		asked.Passages = append(asked.Passages, prompts.Passage{Mark: mark, Place: c.Short + c.Place, Text: text})
	}
	return list, asked
}

func clauseOf(shelf *answer.Shelf, c answer.Citation) *outline.Clause {
	for _, d := range shelf.Docs {
		if d.ID != c.DocID {
			continue
		}
		for i := range d.Outline.Clauses {
			if d.Outline.Clauses[i].Seq == c.Seq {
				return &d.Outline.Clauses[i]
			}
		}
	}
	return nil
}
