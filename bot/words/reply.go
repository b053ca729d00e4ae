package words

import (
	"strings"

	"liangshan/knowledge"
	"liangshan/knowledge/pattern"
)

var oneMark = pattern.MustCompile(`【\d+】`)

// fluentReply is a model's proved wording with its sources.
type fluentReply struct {
	knowledge.Reply
	Wording string
}

// Answer is a reply as the chat shows it.
func Answer(r knowledge.Reply) (Text, error) {
	if !r.Model {
		return Say("answer", r.Answer)
	}
	f := fluentReply{Reply: r, Wording: strings.TrimSpace(r.Prose)}
	if len(r.Citations) == 1 { // with one source a mark tells nothing
		f.Wording = oneMark.ReplaceAllString(f.Wording, "")
	}
	return Say("fluent", f)
}
