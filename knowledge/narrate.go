package knowledge

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/cite"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/prompts"
	"liangshan/knowledge/units"
	"liangshan/store/day"
)

// Said is one line of the ledger that is to be put into fluent words.
type Said struct {
	Text    string   // the ledger's own line: a whole sentence, with every figure
	Quote   string   // what the department wrote; may add words, "" for none
	Trouble []string // of these words one must not be lost, none where nothing is wrong
	On      day.Date // the day it was said
}

// Told is a sentence of a narration.
type Told struct {
	Text  string
	Lines []int // which of the lines it tells
	Own   bool  // the ledger's own words
}

const (
	linesAtOnce = 12 // of one request
	mostTold    = 48 // beyond them the ledger speaks for itself
)

// Narrate puts lines of the ledger into a model's words. Each of its sentences is
// proved against the lines that it cites: every figure, date, unit and percent. A
// sentence that fails, and a line that no proved sentence tells, is replaced by the
// ledger's own line, so that nothing is lost and nothing is added. model reports
// whether any of its sentences stand. Without a model, all are the ledger's.
func (l *Library) Narrate(ctx context.Context, lines []Said) (out []Told, model bool) {
	var told []Told
	if l.Narrates() {
		roster, err := l.Roster(ctx)
		if err == nil {
			told = l.narrated(ctx, lines[:min(len(lines), mostTold)], roster)
		}
	}
	return whole(lines, told), len(told) > 0
}

// Narrates reports whether the record would go to a model: never to one outside.
func (l *Library) Narrates() bool {
	return l.model != nil && !l.away && l.slow.ready(l.db.Now())
}

// narrated asks for the lines in turn and keeps what is proved.
func (l *Library) narrated(ctx context.Context, lines []Said, roster *units.Roster) []Told {
	timed, cancel := context.WithTimeout(ctx, l.limit)
	defer cancel()
	var out []Told
	for from := 0; from < len(lines) && timed.Err() == nil; from += linesAtOnce {
		part := lines[from:min(len(lines), from+linesAtOnce)]
		reply, err := l.phrase(timed, part)
		if err != nil {
			if !errors.Is(err, prompts.ErrNothing) {
				l.log.Warn("the model did not narrate; the ledger's lines go out", "code", llm.CodeOf(err))
			}
			break
		}
		for _, t := range prove(reply, part, cite.Checker{Roster: roster, Calendar: l.cal}) {
			for i := range t.Lines {
				t.Lines[i] += from
			}
			out = append(out, t)
		}
	}
	if ctx.Err() == nil {
		l.slow.note(l.db.Now(), timed.Err() == nil)
	}
	return out
}

func (l *Library) phrase(ctx context.Context, lines []Said) (string, error) {
	var asked []prompts.Passage
	for i, s := range lines {
		asked = append(asked, prompts.Passage{Mark: strconv.Itoa(i + 1), Text: s.evidence()})
	}
	system, user, err := prompts.Narrate(asked)
	if err != nil {
		return "", err
	}
	return l.complete(ctx, system, user)
}

// evidence is all that a sentence about the line may say.
func (s Said) evidence() string {
	if s.Quote == "" || strings.Contains(s.Text, strings.TrimRight(s.Quote, "。")) {
		return s.Text
	}
	return s.Text + s.Quote
}

// prove keeps the sentences of a reply that stand in the lines that they cite.
func prove(reply string, lines []Said, checker cite.Checker) []Told {
	var out []Told
	seen := map[string]bool{}
	for _, piece := range cite.Pieces(reply) {
		cited, text := linesOf(piece.Marks, len(lines)), piece.Text
		if len(cited) == 0 || text == "" || seen[text] {
			continue
		}
		var evidence []cite.Evidence
		for _, i := range cited {
			evidence = append(evidence, cite.Evidence{Mark: strconv.Itoa(i + 1), Text: lines[i].evidence(), On: lines[i].On})
		}
		if len(checker.Check(piece.Raw, "", evidence)) > 0 || hides(text, lines, cited) {
			continue
		}
		seen[text] = true
		out = append(out, Told{Text: text, Lines: cited})
	}
	return out
}

// hides reports whether a sentence keeps silent about what is wrong with a line that it tells.
func hides(text string, lines []Said, cited []int) bool {
	for _, i := range cited {
		if len(lines[i].Trouble) > 0 && !slices.ContainsFunc(lines[i].Trouble, func(w string) bool { return strings.Contains(text, w) }) {
			return true
		}
	}
	return false
}

// whole puts the proved sentences in the lines' order, and the ledger's own words
// where no sentence tells a line.
func whole(lines []Said, told []Told) []Told {
	slices.SortStableFunc(told, func(a, b Told) int { return slices.Min(a.Lines) - slices.Min(b.Lines) })
	covered := make([]bool, len(lines))
	for _, t := range told {
		for _, i := range t.Lines {
			covered[i] = true
		}
	}
	var out []Told
	next := 0
	own := func(until int) {
		for ; next < until; next++ {
			if !covered[next] {
				out = append(out, Told{Text: lines[next].Text, Lines: []int{next}, Own: true})
			}
		}
	}
	for _, t := range told {
		own(slices.Min(t.Lines))
		out = append(out, t)
	}
	own(len(lines))
	return out
}

// linesOf lists the lines that marks name, from 0; none where a mark is of no line.
func linesOf(marks []string, n int) []int {
	var out []int
	for _, m := range marks {
		i, err := strconv.Atoi(m)
		if err != nil || i < 1 || i > n {
			return nil
		}
		if !slices.Contains(out, i-1) {
			out = append(out, i-1)
		}
	}
	return out
}
