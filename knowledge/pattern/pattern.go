// Package pattern is regexp with a quick look first. A reader of Chinese prose tries
// dozens of patterns on every clause and nearly all of them find nothing; what a
// match must begin with, end with or hold is read off the pattern itself when it is
// first used (syntax.go), and a text that lacks it is never searched.
//
// What a Pattern finds is what the regular expression finds, always.
//
// A clause of 30 characters that holds nothing of a pattern is passed over in
// 20–60 ns where regexp takes 1–3 µs: go test ./knowledge/pattern -bench .
package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"sync"
)

// Pattern is a regular expression and what its matches need. It is safe for
// concurrent use.
type Pattern struct {
	expr string

	read         sync.Once // what follows is read off when a text is first searched, not at the program's start
	heads, tails words     // an anchored match begins, or ends, with one of these
	needs        []words   // of each, a match holds at least one

	made sync.Once // and compiled when a text first holds what it needs: of a thousand patterns a question uses few
	re   *regexp.Regexp
}

// written are the program's patterns by their expressions, so that [Check] can try
// what no text has reached yet.
var written struct {
	sync.Mutex
	all map[string]*Pattern
}

// MustCompile takes an expression in regexp's syntax, one that the program's source
// has: patterns are kept for good, and the same expression is the same pattern. One
// that regexp would not compile panics when it is first searched with; [Check] finds
// it before.
func MustCompile(expr string) *Pattern {
	written.Lock()
	defer written.Unlock()
	p := written.all[expr]
	if p == nil {
		if written.all == nil {
			written.all = map[string]*Pattern{}
		}
		p = &Pattern{expr: expr}
		written.all[expr] = p
	}
	return p
}

// Check compiles every pattern of the program and tells which are no expressions.
// It is what a test asks.
func Check() error {
	written.Lock()
	defer written.Unlock()
	var bad []error
	for expr := range written.all {
		if _, err := regexp.Compile(expr); err != nil {
			bad = append(bad, fmt.Errorf("pattern: %w", err))
		}
	}
	return errors.Join(bad...)
}

// regexp is the compiled expression.
func (p *Pattern) regexp() *regexp.Regexp {
	p.made.Do(func() { p.re = regexp.MustCompile(p.expr) })
	return p.re
}

// String is the expression as it was written.
func (p *Pattern) String() string { return p.expr }

// lacks reports whether nothing in text can match.
func (p *Pattern) lacks(text string) bool {
	p.read.Do(p.derive)
	if p.heads != nil && !p.heads.begin(text) || p.tails != nil && !p.tails.end(text) {
		return true
	}
	for _, n := range p.needs {
		if !n.in(text) {
			return true
		}
	}
	return false
}

// MatchString is regexp's.
func (p *Pattern) MatchString(text string) bool {
	return !p.lacks(text) && p.regexp().MatchString(text)
}

// FindString is regexp's.
func (p *Pattern) FindString(text string) string {
	if p.lacks(text) {
		return ""
	}
	return p.regexp().FindString(text)
}

// FindStringIndex is regexp's.
func (p *Pattern) FindStringIndex(text string) []int {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindStringIndex(text)
}

// FindStringSubmatch is regexp's.
func (p *Pattern) FindStringSubmatch(text string) []string {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindStringSubmatch(text)
}

// FindStringSubmatchIndex is regexp's.
func (p *Pattern) FindStringSubmatchIndex(text string) []int {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindStringSubmatchIndex(text)
}

// FindAllString is regexp's.
func (p *Pattern) FindAllString(text string, n int) []string {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindAllString(text, n)
}

// FindAllStringIndex is regexp's.
func (p *Pattern) FindAllStringIndex(text string, n int) [][]int {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindAllStringIndex(text, n)
}

// FindAllStringSubmatch is regexp's.
func (p *Pattern) FindAllStringSubmatch(text string, n int) [][]string {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindAllStringSubmatch(text, n)
}

// FindAllStringSubmatchIndex is regexp's.
func (p *Pattern) FindAllStringSubmatchIndex(text string, n int) [][]int {
	if p.lacks(text) {
		return nil
	}
	return p.regexp().FindAllStringSubmatchIndex(text, n)
}

// ReplaceAllString is regexp's.
func (p *Pattern) ReplaceAllString(text, repl string) string {
	if p.lacks(text) {
		return text
	}
	return p.regexp().ReplaceAllString(text, repl)
}

// ReplaceAllStringFunc is regexp's.
func (p *Pattern) ReplaceAllStringFunc(text string, repl func(string) string) string {
	if p.lacks(text) {
		return text
	}
	return p.regexp().ReplaceAllStringFunc(text, repl)
}

// Split is regexp's.
func (p *Pattern) Split(text string, n int) []string {
	return p.regexp().Split(text, n)
}
