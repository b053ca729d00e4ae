package knowledge

import (
	"cmp"
	"math"
	"slices"
)

// A vector is kept as a signed byte for each dimension, scaled to its greatest: a
// quarter of the memory, and the order of the nearest is the same but for ties.

// quantise makes bytes of a vector; false where it has no direction.
func quantise(v []float32) ([]byte, bool) {
	top := 0.0
	for _, x := range v {
		top = max(top, math.Abs(float64(x))) // a NaN stays a NaN
	}
	if !(top > 0) || math.IsInf(top, 0) {
		return nil, false
	}
	out := make([]byte, len(v))
	for i, x := range v {
		out[i] = byte(int8(math.Round(float64(x) / top * math.MaxInt8)))
	}
	return out, true
}

// space is passages as vectors of one length. It does not change.
type space struct {
	dims  int
	ids   []int64   // EntryIDs
	codes []int8    // dims for each id
	norms []float32 // of the codes
}

func (s *space) add(id int64, codes []byte) {
	s.dims = len(codes)
	s.ids = append(s.ids, id)
	sum := 0.0
	for _, b := range codes {
		c := int8(b)
		s.codes = append(s.codes, c)
		sum += float64(c) * float64(c)
	}
	s.norms = append(s.norms, float32(math.Sqrt(sum)))
}

// likest is a passage with its cosine.
type likest struct {
	id     int64
	cosine float32
}

// nearest lists the k passages that point most nearly where codes do, best first.
// Codes of another length are near nothing.
func (s *space) nearest(codes []byte, k int) []int64 {
	if s == nil || len(codes) != s.dims || k <= 0 {
		return nil
	}
	q := make([]int8, len(codes))
	for i, b := range codes {
		q[i] = int8(b)
	}
	var best []likest
	for i, id := range s.ids {
		c := float32(dot(q, s.codes[i*s.dims:(i+1)*s.dims])) / s.norms[i]
		if len(best) == k && c <= best[k-1].cosine {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, c, func(b likest, c float32) int { return cmp.Compare(c, b.cosine) })
		best = slices.Insert(best, at, likest{id, c})[:min(len(best)+1, k)]
	}
	out := make([]int64, len(best))
	for i, b := range best {
		out[i] = b.id
	}
	return out
}

func dot(a, b []int8) int32 {
	var s0, s1, s2, s3 int32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += int32(a[i]) * int32(b[i])
		s1 += int32(a[i+1]) * int32(b[i+1])
		s2 += int32(a[i+2]) * int32(b[i+2])
		s3 += int32(a[i+3]) * int32(b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += int32(a[i]) * int32(b[i])
	}
	return s0 + s1 + s2 + s3
}
