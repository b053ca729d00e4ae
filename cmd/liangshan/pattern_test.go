package main

import (
	"testing"

	"liangshan/knowledge/pattern"
)

// Patterns are compiled when a text first needs them; none fails on the day it is needed.
func TestEveryPatternCompiles(t *testing.T) {
	if err := pattern.Check(); err != nil {
		t.Fatal(err)
	}
}
