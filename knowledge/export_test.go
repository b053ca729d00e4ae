package knowledge

import "context"

// Near is what a question may ask of the embeddings; nil when there is nothing to ask.
func (l *Library) Near(ctx context.Context) func(string) []int64 { return l.like.near(ctx, new(bool)) }

// Quantise is how a vector is kept.
func Quantise(v []float32) ([]byte, bool) { return quantise(v) }

// Searcher searches vectors whose ids are their places.
func Searcher(vectors [][]float32) func(query []float32, k int) []int64 {
	s := &space{}
	for i, v := range vectors {
		codes, _ := quantise(v)
		s.add(int64(i), codes)
	}
	return func(query []float32, k int) []int64 {
		codes, _ := quantise(query)
		return s.nearest(codes, k)
	}
}
