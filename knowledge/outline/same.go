package outline

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"liangshan/knowledge/segment"
)

// SentenceRef is a sentence of a document: byte offsets into a clause's text.
type SentenceRef struct{ Seq, Start, End int }

// fold reduces text to what two copies of a passage share: no space, no
// punctuation but what joins digits, one width. 1-6月 and 1—6月 are the same.
func fold(s string) string {
	var sb strings.Builder
	for _, r := range s {
		if r >= '！' && r <= '～' {
			r = r - '！' + '!'
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			sb.WriteRune(unicode.ToLower(r))
		case strings.ContainsRune("—–-~～至", r):
			sb.WriteByte('-')
		case strings.ContainsRune(".%％‰", r):
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// shortest is how many runes a passage needs for its likeness to mean anything.
const shortest = 12

// bare is a clause's words without its numeral, folded.
func bare(c *Clause) string {
	if c.Kind == Row {
		var sb strings.Builder
		for _, x := range c.Cells {
			if x.Header != "序号" && x.Header != "编号" {
				sb.WriteString(fold(x.Text) + "|")
			}
		}
		return sb.String()
	}
	if m, ok := markerAt(c.Text); ok {
		return fold(c.Text[m.size:])
	}
	return fold(c.Text)
}

// markDuplicates links a clause to the first that says the same, or nearly so
// with the same figures.
func markDuplicates(doc *Document) {
	first := map[uint64]int{}
	near := newLikeness()
	for i := range doc.Clauses {
		c := &doc.Clauses[i]
		if c.Kind == Debris || c.Kind == Head || c.Kind == Heading {
			continue
		}
		s := bare(c)
		if runes(s) < shortest {
			continue
		}
		key := hash(string(c.Kind[:1]) + s)
		if at, ok := first[key]; ok {
			c.DuplicateOf = at
			continue
		}
		first[key] = i
		if c.Kind != Row {
			c.DuplicateOf = near.like(i, s)
		}
	}
}

// likeness finds earlier passages that share most of their character runs.
type likeness struct {
	at    map[uint64][]int // sampled run → passages that hold it
	runs  map[int][]uint64
	count map[int]string // the figures of a passage
}

func newLikeness() *likeness {
	return &likeness{at: map[uint64][]int{}, runs: map[int][]uint64{}, count: map[int]string{}}
}

// like returns the earlier passage that i nearly repeats, or -1, and remembers i.
func (k *likeness) like(i int, s string) int {
	if runes(s) < 2*shortest {
		return -1
	}
	runs, figures := shingles(s), figuresOf(s)
	shared := map[int]int{}
	for _, r := range runs {
		if r%4 != 0 {
			continue
		}
		if len(k.at[r]) < 32 { // what stands everywhere tells nothing
			for _, j := range k.at[r] {
				shared[j]++
			}
		}
		k.at[r] = append(k.at[r], i)
	}
	k.runs[i], k.count[i] = runs, figures
	best := -1
	for j, n := range shared {
		if n*8 >= len(runs)/2 && k.count[j] == figures && segment.Shared(k.runs[j], runs)*10 >= 9*(len(k.runs[j])+len(runs))/2 && (best < 0 || j < best) {
			best = j
		}
	}
	return best
}

// shingles are the sorted hashes of all runs of four runes.
func shingles(s string) []uint64 {
	r := []rune(s)
	var out []uint64
	for i := 0; i+4 <= len(r); i++ {
		h := uint64(14695981039346656037)
		for _, c := range r[i : i+4] {
			h = (h ^ uint64(c)) * 1099511628211
		}
		out = append(out, h>>8)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// figuresOf is the sequence of numbers in s: passages with other figures are no copies.
func figuresOf(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' }), " ")
}

// SameSentence lists the other sentences of the document that say exactly what
// the text of clause seq says from start to end, width and dashes aside, in
// reading order; sentences of fewer than twelve characters have none. Totals in
// them must be counted once.
func (d *Document) SameSentence(seq, start, end int) []SentenceRef {
	if seq < 0 || seq >= len(d.Clauses) || start < 0 || end > len(d.Clauses[seq].Text) || start >= end {
		return nil
	}
	want := foldSentence(d.Clauses[seq].Text[start:end])
	if runes(want) < shortest {
		return nil
	}
	var out []SentenceRef
	for i := range d.Clauses {
		c := &d.Clauses[i]
		if c.Kind == Row || c.Kind == Debris {
			continue
		}
		for _, s := range sentences(c.Text) {
			if i == seq && s.Start < end && s.End > start {
				continue
			}
			if s.End-s.Start >= len(want) && foldSentence(c.Text[s.Start:s.End]) == want {
				out = append(out, SentenceRef{Seq: i, Start: s.Start, End: s.End})
			}
		}
	}
	return out
}

func foldSentence(s string) string {
	if m, ok := markerAt(s); ok {
		s = s[m.size:]
	}
	return fold(s)
}

// sentences cuts text at its stops, outside quotes and brackets.
func sentences(text string) []SentenceRef {
	var out []SentenceRef
	for at := 0; at < len(text); {
		end := at + firstSentence(text[at:], "")
		for end < len(text) && strings.ContainsRune("”’）)", firstRune(text[end:])) {
			end += len(string(firstRune(text[end:])))
		}
		out = append(out, SentenceRef{Start: at, End: end})
		at = end
	}
	return out
}
