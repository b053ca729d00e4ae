package index

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
)

// language makes text of a fixed vocabulary whose words come as often as words
// do: the n-th is used in proportion to 1/n. The same seed says the same.
type language struct {
	rng   *rand.Rand
	words []string
	zipf  *rand.Zipf
}

func newLanguage(seed uint64) *language {
	fixed := rand.New(rand.NewPCG(7, 7))
	chars := rand.NewZipf(fixed, 1.2, 60, 3500)
	l := &language{rng: rand.New(rand.NewPCG(seed, 1))}
	for range 40000 {
		w := make([]rune, 1+fixed.IntN(3))
		for i := range w {
			w[i] = rune(0x4E00 + (chars.Uint64()*37)%5000)
		}
		l.words = append(l.words, string(w))
	}
	l.zipf = rand.NewZipf(l.rng, 1.05, 8, uint64(len(l.words)-1))
	return l
}

// say is n words, with a comma or full stop now and then, and a number.
func (l *language) say(n int) string {
	var b []byte
	for i := range n {
		b = append(b, l.words[l.zipf.Uint64()]...)
		switch {
		case i%37 == 36:
			b = fmt.Appendf(b, "%d个。", l.rng.IntN(5000))
		case i%9 == 8:
			b = append(b, "，"...)
		}
	}
	return string(b)
}

// synthetic is n passages of about 170 characters, twenty to a document.
func synthetic(n int) []Entry {
	l := newLanguage(1)
	out := make([]Entry, n)
	var title string
	for i := range out {
		if i%20 == 0 {
			title = l.say(6)
		}
		out[i] = Entry{ID: int64(i + 1), Doc: int64(i/20 + 1), Title: title, Head: l.say(3), Text: l.say(40 + l.rng.IntN(80))}
	}
	return out
}

// questions are words of the same language: some short, some long as a told story.
func questions(n int) []string {
	l := newLanguage(2)
	out := make([]string, n)
	for i := range out {
		out[i] = l.say(6+i%5) + "是什么？"
		if i%10 == 9 {
			out[i] = l.say(40) + "，" + out[i]
		}
	}
	return out
}

var scales = []int{1000, 10000, 100000}

func BenchmarkBuild(b *testing.B) {
	for _, n := range scales {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			entries := synthetic(n)
			var x *Index
			for b.Loop() {
				x = filled(entries...)
			}
			clear(entries)
			b.ReportMetric(held(), "MB-heap")
			runtime.KeepAlive(x)
		})
	}
}

// held is the heap in use after a collection, in MB.
func held() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / (1 << 20)
}

func BenchmarkSearch(b *testing.B) {
	qs := questions(200)
	for _, n := range scales {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := filled(synthetic(n)...)
			i := 0
			for b.Loop() {
				x.Search(qs[i%len(qs)], 10)
				i++
			}
		})
	}
}

// BenchmarkAddOne is one more passage in an index that is in use.
func BenchmarkAddOne(b *testing.B) {
	for _, n := range scales[:2] {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := filled(synthetic(n)...)
			more := synthetic(200)
			i := 0
			for b.Loop() {
				e := more[i%len(more)]
				e.ID += int64(n)
				x.Add(e)
				i++
			}
		})
	}
}
