// Package eval asks every question of a set as a chat would, and says which
// answers were right: all that must be in the text is there, and nothing that
// must not.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"liangshan/knowledge/answer"
)

// Case is one question of a set.
type Case struct {
	ID       string     `json:"id"`
	Question string     `json:"question"`
	Kind     string     `json:"kind"`
	Must     [][]string `json:"must"` // of each group, one must be in the text
	MustNot  []string   `json:"must_not"`
	Evidence string     `json:"evidence"`
	Context  []string   `json:"context"` // earlier questions of the conversation
}

// Read reads a set, one JSON case a line.
func Read(r io.Reader) ([]Case, error) {
	var out []Case
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("eval: line %d: %w", n, err)
		}
		out = append(out, c)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	return out, nil
}

// Asker answers a question in a conversation: the kind, and the text that a chat would show.
type Asker func(ctx context.Context, question string, after []string) (answer.Kind, string, error)

// Row is what came of one case.
type Row struct {
	ID       string      `json:"id"`
	Kind     string      `json:"kind"`
	Question string      `json:"question"`
	Right    bool        `json:"right"`
	Answer   answer.Kind `json:"answer"`
	Text     string      `json:"text"`
	Missing  []string    `json:"missing"` // groups of which nothing is in the text
	Wrong    []string    `json:"wrong"`   // what must not be there, and is
}

// Tally counts one kind of question.
type Tally struct {
	Asked   int `json:"asked"`
	Right   int `json:"right"`
	Wrong   int `json:"wrong"`
	Refused int `json:"refused"` // of those not right: nothing was answered
}

// Report is what came of a set.
type Report struct {
	Asked  int               `json:"asked"`
	Right  int               `json:"right"`
	ByKind map[string]*Tally `json:"by_kind"`
	Rows   []Row             `json:"rows"`
}

// Run asks every case.
func Run(ctx context.Context, cases []Case, ask Asker) (Report, error) {
	r := Report{ByKind: map[string]*Tally{}, Rows: []Row{}}
	for _, c := range cases {
		kind, text, err := ask(ctx, c.Question, c.Context)
		if err != nil {
			return r, fmt.Errorf("eval: %s: %w", c.ID, err)
		}
		r.add(judge(c, kind, text))
	}
	return r, nil
}

func judge(c Case, kind answer.Kind, text string) Row {
	row := Row{ID: c.ID, Kind: c.Kind, Question: c.Question, Answer: kind, Text: text, Missing: []string{}, Wrong: []string{}}
	for _, group := range c.Must {
		if !containsAny(text, group) {
			row.Missing = append(row.Missing, strings.Join(group[:min(len(group), 3)], "|"))
		}
	}
	for _, bad := range c.MustNot {
		if strings.Contains(text, bad) {
			row.Wrong = append(row.Wrong, bad)
		}
	}
	row.Right = len(row.Missing) == 0 && len(row.Wrong) == 0
	return row
}

func containsAny(text string, list []string) bool {
	for _, s := range list {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

func (r *Report) add(row Row) {
	t := r.ByKind[row.Kind]
	if t == nil {
		t = &Tally{}
		r.ByKind[row.Kind] = t
	}
	r.Asked++
	t.Asked++
	switch {
	case row.Right:
		r.Right++
		t.Right++
	case row.Answer == answer.NotIn || row.Answer == answer.Declined:
		t.Refused++
	default:
		t.Wrong++
	}
	r.Rows = append(r.Rows, row)
}
