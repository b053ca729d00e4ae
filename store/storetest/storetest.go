// Package storetest opens fresh databases for tests: the real store, a file in a
// temporary folder, a clock that the test sets.
package storetest

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// Clock is a clock that stands until it is moved.
type Clock struct {
	mu sync.Mutex
	t  time.Time
}

// At makes a clock that shows a time in Beijing such as "2022-07-06 09:00".
func At(s string) *Clock {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, day.Beijing)
	if err != nil {
		panic(err)
	}
	return &Clock{t: t}
}

// Now is what the clock shows.
func (c *Clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

// Set moves the clock.
func (c *Clock) Set(t time.Time) { c.mu.Lock(); defer c.mu.Unlock(); c.t = t }

// Add moves the clock on.
func (c *Clock) Add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.t = c.t.Add(d) }

// Open opens a fresh database, closed when the test ends.
func Open(t testing.TB, c *Clock) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), store.FileName), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Write runs f in a Write and fails the test on an error.
func Write(t testing.TB, db *store.DB, f func(*store.Tx) error) {
	t.Helper()
	if err := db.Write(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// Read runs f in a Read and fails the test on an error.
func Read(t testing.TB, db *store.DB, f func(*store.View) error) {
	t.Helper()
	if err := db.Read(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// Run lets the clock go on in real time until done is closed.
func (c *Clock) Run(done <-chan struct{}) {
	t := time.NewTicker(5 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-done:
			return
		case <-t.C:
			c.Add(5 * time.Millisecond)
		}
	}
}
