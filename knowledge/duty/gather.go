package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// means is how long, in characters, a clause may be that only goes on about the one before it.
const meansLength = 16

// yields begins what has a result of its own to show.
var yields = pattern.MustCompile(`^(?:实施|开展|建立|建成|新建|制定|出台|编制|成立|举办|召开|完成|印发|组建|设立|探索|责成|责令)`)

// gather puts the clauses of one sentence together that nobody, no day and no figure sets apart:
// 要提升生态工业经济比重，引进企业和项目，优化产业布局 is one thing to keep account of, not three.
func gather(list []Duty) []Duty {
	var out []Duty
	for _, d := range list {
		if n := len(out); n > 0 {
			if what, ok := together(&out[n-1], &d); ok {
				out[n-1].What = what
				out[n-1].firmer(&d)
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

func together(a, b *Duty) (string, bool) {
	if a.Seq != b.Seq || a.Source != b.Source || !a.loose() || !b.loose() || b.Strength != Direction && b.Strength != Normal || yields.MatchString(b.What) {
		return "", false
	}
	if utf8.RuneCountInString(b.What) > meansLength {
		return "", false
	}
	from, to := strings.Index(a.Source, a.What), strings.LastIndex(a.Source, b.What)
	if from < 0 || to < from+len(a.What) || strings.ContainsAny(a.Source[from:to], "；;。") {
		return "", false
	}
	return a.Source[from : to+len(b.What)], true
}

// loose reports whether nothing but its words is known of a duty.
func (d *Duty) loose() bool {
	return d.Origin == FromClause && len(d.Lead)+len(d.Support) == 0 && d.DueText == "" && d.Target == "" && d.Recurrence == "" &&
		d.Strength != Hard && d.Strength != Effort && d.Strength != Optional
}

func (d *Duty) firmer(b *Duty) {
	if d.StrengthWord == "" {
		d.Strength, d.StrengthWord = b.Strength, b.StrengthWord
	}
}
