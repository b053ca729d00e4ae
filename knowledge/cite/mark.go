package cite

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// sentence is one sentence of a reply, its marks taken out.
type sentence struct {
	raw   string // as the model wrote it
	text  string
	marks []string
	intro bool // a line that only announces the items below it, and borrows their marks
}

var (
	mark      = pattern.MustCompile(`[【\[［]\s*((?:[A-Za-z]?[0-9０-９]{1,3})(?:\s*[、,，;；]\s*(?:[A-Za-z]?[0-9０-９]{1,3}))*)\s*[】\]］]`)
	afterEnd  = pattern.MustCompile(`([。！？；!?;]+)((?:\s*[【\[［]\s*(?:[A-Za-z]?[0-9０-９]{1,3})(?:\s*[、,，;；]\s*(?:[A-Za-z]?[0-9０-９]{1,3}))*\s*[】\]］])+)`)
	bullet    = pattern.MustCompile(`^\s*(?:[-*•·#>]+\s*|[（(]\d{1,2}[)）]\s*|\d{1,2}[、．)）]\s*|\d{1,2}\.\s+|[①-⑳]\s*)`)
	markComma = pattern.MustCompile(`(?:[【\[［][^】\]］]{1,20}[】\]］])+\s*[，,]`)
	between   = pattern.MustCompile(`[、,，;；]\s*`)
)

// split cuts a reply into sentences. A mark behind the full stop belongs before
// it; a part before ；without
// marks of its own shares those of its sentence.
func split(reply string) []sentence {
	reply = afterEnd.ReplaceAllString(strings.ReplaceAll(reply, "**", ""), "$2$1")
	var out []sentence
	for _, line := range strings.Split(reply, "\n") {
		line = bullet.ReplaceAllString(line, "")
		for _, s := range stopped(line) {
			if s := one(s); strings.TrimFunc(s.text, isPunct) != "" || len(s.marks) > 0 {
				out = append(out, s)
			}
		}
	}
	lend(out)
	return out
}

// stopped cuts a line at full stops only: what ends in ；without a
// mark goes with what follows.
func stopped(line string) []string {
	var out []string
	open := false
	for _, span := range segment.Sentences(line) {
		s := span.Of(line)
		if open {
			out[len(out)-1] += s
		} else {
			out = append(out, s)
		}
		open = (strings.HasSuffix(s, "；") || strings.HasSuffix(s, ";")) && !mark.MatchString(s)
	}
	return out
}

func one(raw string) sentence {
	s := sentence{raw: raw}
	for _, m := range mark.FindAllStringSubmatch(raw, -1) {
		for _, name := range between.Split(m[1], -1) {
			s.marks = append(s.marks, fold(name))
		}
	}
	if several(s.marks) {
		raw = markComma.ReplaceAllString(raw, "；") // each mark proves what stands before it
	}
	s.text = strings.TrimSpace(mark.ReplaceAllString(raw, ""))
	r, _ := utf8.DecodeLastRuneInString(s.text)
	s.intro = (r == '：' || r == ':') && len(s.marks) == 0
	return s
}

func several(marks []string) bool {
	for _, m := range marks {
		if m != marks[0] {
			return true
		}
	}
	return false
}

// lend gives an announcing line the marks of all items that follow it.
func lend(all []sentence) {
	for i := range all {
		for j := i + 1; all[i].intro && j < len(all) && !all[j].intro; j++ {
			all[i].marks = append(all[i].marks, all[j].marks...)
		}
	}
}

func fold(s string) string { return segment.Key(s) }

// Piece is a sentence of a reply with its marks taken out.
type Piece struct {
	Raw   string // as the model wrote it, marks and all
	Text  string
	Marks []string
}

// Pieces cuts a reply into sentences, as Check does.
func Pieces(reply string) []Piece {
	var out []Piece
	for _, s := range split(reply) {
		out = append(out, Piece{s.raw, s.text, s.marks})
	}
	return out
}
