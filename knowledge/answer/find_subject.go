package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// A row of goals names its subject once: 到2023年底，治理率达到45%；到2024年底，达到52%.
const reaches = `(?:达到?|提[高升][到至]|增[加至]到?|控制在|[下降]{1,2}[到至]|不低于|不少于|超过|突破)`

var (
	goalOf    = pattern.MustCompile(`([\p{Han}A-Za-z“”]{2,})` + reaches + `[\d约]`)
	goalAlone = pattern.MustCompile(`^(?:(?:到|至)?\d{4}年(?:底|末|上半年)?(?:前)?[，,]?)?(?:力争|争取|确保|要|再)?` + reaches + `[\d约]`)
	afterTime = pattern.MustCompile(`^.*(?:\d{4}年(?:底|末)?前?|力争|争取|确保)`)
)

// subjectFrom is the subject that a sentence leaves out, by the one before it; folded.
func subjectFrom(before *sentence, text string) string {
	if !strings.HasSuffix(strings.TrimSpace(before.text), "；") || !goalAlone.MatchString(withoutLabel(text)) {
		return ""
	}
	if before.of != "" {
		return before.of
	}
	m := goalOf.FindStringSubmatch(before.text)
	if m == nil {
		return ""
	}
	return bare(afterTime.ReplaceAllString(m[1], ""))
}

// subjectless reports whether a piece is the goal whose subject its sentence leaves out.
func (st *sentence) subjectless(piece string) bool {
	return st.of != "" && goalAlone.MatchString(withoutLabel(piece))
}
