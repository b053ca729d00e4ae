// Package llmtest holds deterministic doubles of a language model and its server.
//
//	Echo     answers with the numbered passages themselves, correctly cited
//	Script   gives canned replies in order
//	Embedder gives vectors that depend only on a text's characters
//	Server   speaks the protocol, and fails on command
//	Lies     a lying model: false replies built from honest evidence
//	Honest   an honest one: true replies in other words, scripts and widths
package llmtest

import (
	"context"
	"errors"
	"hash/fnv"
	"math"
	"regexp"
	"strings"
	"sync"

	"liangshan/knowledge/llm"
)

// Echo answers with the first passages of the prompt, word for word and cited.
type Echo struct {
	Most int // how many passages to repeat; 0 means one
}

var numbered = regexp.MustCompile(`(?m)^【(\d+)】(.*)$`)

// Complete repeats passages that stand in the prompt as lines 【1】….
func (e Echo) Complete(_ context.Context, p llm.Prompt) (llm.Reply, error) {
	var b strings.Builder
	for i, m := range numbered.FindAllStringSubmatch(p.User, -1) {
		if i >= max(e.Most, 1) {
			break
		}
		for _, s := range ends.Split(m[2], -1) {
			if s = strings.TrimSpace(s); s != "" {
				b.WriteString(s + "【" + m[1] + "】。\n")
			}
		}
	}
	if b.Len() == 0 {
		return llm.Reply{}, &llm.Error{Code: llm.Empty}
	}
	return llm.Reply{Text: strings.TrimSpace(b.String()), Model: "echo"}, nil
}

// Line is one turn of a Script.
type Line struct {
	Text string
	Err  error
}

// Script gives its lines in order, then fails.
type Script struct {
	mu      sync.Mutex
	lines   []Line
	Prompts []llm.Prompt // what was asked; read it when the calls are over
}

// NewScript returns a script of replies.
func NewScript(replies ...string) *Script {
	s := &Script{}
	for _, r := range replies {
		s.lines = append(s.lines, Line{Text: r})
	}
	return s
}

// Then adds a line.
func (s *Script) Then(l Line) *Script {
	s.lines = append(s.lines, l)
	return s
}

// Complete gives the next line.
func (s *Script) Complete(_ context.Context, p llm.Prompt) (llm.Reply, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Prompts = append(s.Prompts, p)
	if len(s.lines) == 0 {
		return llm.Reply{}, errors.New("llmtest: the script has ended")
	}
	l := s.lines[0]
	s.lines = s.lines[1:]
	return llm.Reply{Text: l.Text, Model: "script"}, l.Err
}

// Dimensions of the doubles' vectors.
const Dimensions = 64

// Vector is a text's vector: its characters and pairs hashed and normalised, so
// that like texts are near and the same text is the same anywhere.
func Vector(text string) []float32 {
	v := make([]float64, Dimensions)
	rs := []rune(text)
	for i := range rs {
		v[slot(string(rs[i]))]++
		if i+1 < len(rs) {
			v[slot(string(rs[i:i+2]))] += 2
		}
	}
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	out := make([]float32, Dimensions)
	for i, x := range v {
		if sum > 0 {
			out[i] = float32(x / math.Sqrt(sum))
		}
	}
	return out
}

func slot(s string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s)) // a hash in memory cannot fail
	return int(h.Sum32() % Dimensions)
}

// Embedder gives Vector for every text.
type Embedder struct{}

// Embed returns the vectors in order.
func (Embedder) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, t := range texts {
		out[i] = Vector(t)
	}
	return out, nil
}
