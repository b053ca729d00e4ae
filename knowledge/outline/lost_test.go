package outline

import (
	"context"
	"os"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
)

// numberedDocs are texts whose headings all have their numerals.
func numberedDocs(t *testing.T) map[string]string {
	_, plan := corpus.SamplePlan()
	out := map[string]string{"sample plan": strings.ReplaceAll(string(plan), "#", "")}
	out["letter"] = strings.NewReplacer("\n前期工作进展顺利", "\n一、前期工作进展顺利", "\n下一步工作打算", "\n二、下一步工作打算",
		"\n围绕落实责任制度抓创建。", "\n（三）围绕落实责任制度抓创建。").Replace(letterText)
	for _, name := range []string{"webpage", "wrapped", "speech", "notice"} {
		b, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(b)
	}
	return out
}

func TestAHeadingThatLosesItsNumeralKeepsItsPlace(t *testing.T) {
	tried, right := 0, 0
	for name, text := range numberedDocs(t) {
		lines := strings.Split(text, "\n")
		for i, l := range lines {
			s := trim(l)
			m, ok := markerAt(s)
			words := ""
			if ok {
				words = s[m.size:]
			}
			if !ok || m.kind != han && m.kind != hanParen || runes(words) > 30 || firstSentence(words, "") != len(words) {
				continue
			}
			tried++
			cut := append(append(append([]string{}, lines[:i]...), strings.Replace(l, s, words, 1)), lines[i+1:]...)
			f, err := extract.Read(context.Background(), "x.txt", []byte(strings.Join(cut, "\n")))
			if err != nil {
				t.Fatal(err)
			}
			if got := supplied(Read(f), words); got == strings.NewReplacer("(", "（", ")", "）").Replace(m.label) {
				right++
			} else {
				t.Logf("%s: %s lost %s, supplied %q", name, words, m.label, got)
			}
		}
	}
	t.Logf("lost numerals supplied: %d of %d", right, tried)
	if right*10 < tried*9 {
		t.Errorf("only %d of %d", right, tried)
	}
}

// supplied is the numeral given to the heading of these words.
func supplied(doc *Document, words string) string {
	for _, c := range doc.Clauses {
		if n := len(c.Path); n > 0 && c.Kind == Heading && c.Text == words {
			return c.Path[n-1].Supplied
		}
	}
	return ""
}
