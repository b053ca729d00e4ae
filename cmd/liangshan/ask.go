package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"liangshan/bot"
	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/store"
)

// answerJSON is the contract's form of an answer.
type answerJSON struct {
	Kind      answer.Kind    `json:"kind"`
	Text      string         `json:"text"`
	Citations []citationJSON `json:"citations"`
	Model     bool           `json:"model"`
}

type citationJSON struct {
	Document string `json:"document"`
	Number   string `json:"number"`
	Place    string `json:"place"`
	Quote    string `json:"quote"`
}

func ask(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("ask", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	var after listFlag
	f.Var(&after, "after", "an earlier `question` of the conversation; may be repeated")
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		question := strings.TrimSpace(strings.Join(rest, " "))
		if question == "" {
			return usage("ask: a question is missing")
		}
		reply, text, err := o.answer(ctx, question, after)
		if err != nil {
			return err
		}
		if err := o.noteAnswer(ctx, question, reply); err != nil {
			return err
		}
		if *asJSON {
			err = printJSON(c.out, answerAsJSON(reply, text))
		} else {
			_, err = fmt.Fprintln(c.out, text)
		}
		if err == nil && reply.Kind == answer.NotIn {
			return &statusError{exitNotFound, errors.New("")}
		}
		return err
	})
}

// answer asks the library as a chat would, and gives the text that a chat would show.
func (o *office) answer(ctx context.Context, question string, after []string) (knowledge.Reply, string, error) {
	q := answer.Question{Text: question, Now: o.now()}
	for _, a := range after {
		q.History = append(q.History, answer.Turn{Text: a})
	}
	reply, err := o.lib.Ask(ctx, q)
	if err != nil {
		return reply, "", err
	}
	text, err := words.Answer(reply)
	return reply, text.Plain, err
}

// noteAnswer notes in the journal what was asked at the terminal. The question has
// no row of its own there: its fingerprint stands for it.
func (o *office) noteAnswer(ctx context.Context, question string, r knowledge.Reply) error {
	entry := bot.AnswerEntry(r, question, o.settings.modelHost())
	return o.db.Write(ctx, func(tx *store.Tx) error { return tx.Log(0, "answer", "terminal", entry) })
}

func answerAsJSON(r knowledge.Reply, text string) answerJSON {
	out := answerJSON{Kind: r.Kind, Text: text, Citations: []citationJSON{}, Model: r.Model}
	for _, c := range r.Citations {
		out.Citations = append(out.Citations, citationJSON{c.Title, c.Number, c.Place, c.Quote})
	}
	return out
}
