package knowledge

import (
	"context"
	"slices"
	"strings"

	"liangshan/knowledge/answer"
	"liangshan/knowledge/pattern"
)

// Alike is what questions share that ask the same of the same: kind, content
// words, units and days, and what a follow-up leans on. The names of the place
// that issued the documents tell nothing apart: 荣昌区有几家医院 is 有几家医院.
func (l *Library) Alike(ctx context.Context, c answer.Carry) (string, error) {
	shelf, err := l.current(ctx)
	if err != nil {
		return "", err
	}
	home := homeOf(shelf)
	words := slices.DeleteFunc(append(slices.Clone(c.Words), c.Units...), func(w string) bool { return home[w] })
	if len(words) == 0 {
		words = []string{c.Text}
	}
	slices.Sort(words)
	return strings.Join([]string{c.Ask, strings.Join(slices.Compact(words), " "), c.From.String(), c.To.String(), c.After}, "|"), nil
}

var district = pattern.MustCompile(`(\p{Han}{2,4}?)(?:自治)?[省市区县州旗]`)

// homeOf is the names of the province, city and district in the issuers of the documents.
func homeOf(s *answer.Shelf) map[string]bool {
	out := map[string]bool{"本区": true, "全区": true, "我区": true}
	for _, d := range s.Docs {
		for _, m := range district.FindAllStringSubmatch(d.Outline.Issuer, -1) {
			out[m[0]], out[m[1]] = true, true
		}
	}
	return out
}

// Exact answers from the documents, the record and the replies as they stand, without a model.
func (l *Library) Exact(ctx context.Context, q answer.Question) (answer.Answer, error) {
	shelf, err := l.current(ctx)
	if err != nil {
		return answer.Answer{}, err
	}
	return l.consult(ctx, shelf, q)
}
