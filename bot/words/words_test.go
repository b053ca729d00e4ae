package words

import (
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liangshan/knowledge/outline"
)

func TestTemplatesBecomeTextWithOffsets(t *testing.T) {
	cases := []struct {
		name, in, plain string
		entities        []Entity
	}{
		{"plain", "区林业局", "区林业局", nil},
		{"bold behind an emoji", "🙂<b>8月底前</b>", "🙂8月底前", []Entity{{Type: "bold", Offset: 2, Length: 4}}},
		{"quote that folds", "依据\n<blockquote expandable>力争</blockquote>", "依据\n力争", []Entity{{Type: "expandable_blockquote", Offset: 3, Length: 2}}},
		{"link", `<a href="https://t.me/c/1/2">原话</a>`, "原话", []Entity{{Type: "text_link", Offset: 0, Length: 2, URL: "https://t.me/c/1/2"}}},
		{"escaped words come back verbatim", "&lt;b&gt;“两山”&#43;", "<b>“两山”+", nil},
		{"blank lines folded and ends cut", "\n\n甲\n\n\n\n乙\n\n", "甲\n\n乙", nil},
		{"entity held inside after the cut", "<b>\n甲\n</b>", "甲", []Entity{{Type: "bold", Offset: 0, Length: 1}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := parse(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(Text{Plain: c.plain, Entities: c.entities}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBrokenTemplatesAreRefused(t *testing.T) {
	for _, in := range []string{"<b>甲", "甲</b>", "<b>甲</i>", "<script>", "<b"} {
		if got, err := parse(in); err == nil {
			t.Errorf("parse(%q) = %q, want an error", in, got.Plain)
		}
	}
}

// Whatever stands in a name or a message, it cannot become formatting.
func TestOutsideWordsCannotForgeFormatting(t *testing.T) {
	tm := template.Must(template.New("x").Parse(`<b>{{.}}</b>`))
	for _, evil := range []string{`</b><a href="tg://user?id=1">x</a>`, "<b>", "&lt;", `"'<>&`} {
		b := new(bytesBuffer)
		if err := tm.Execute(b, evil); err != nil {
			t.Fatal(err)
		}
		got, err := parse(string(*b))
		if err != nil {
			t.Fatal(err)
		}
		if got.Plain != evil || len(got.Entities) != 1 {
			t.Errorf("%q became %q with %d entities", evil, got.Plain, len(got.Entities))
		}
	}
}

type bytesBuffer []byte

func (b *bytesBuffer) Write(p []byte) (int, error) { *b = append(*b, p...); return len(p), nil }

func TestPeriodsReadAsPeopleSayThem(t *testing.T) {
	for key, want := range map[string]string{
		"2022": "2022年", "2022-10": "2022年10月", "2022-Q3": "2022年三季度", "2022-08-08/2022-08-14": "2022年8月8日至2022年8月14日",
		"2022-01/2022-08": "2022年1月至2022年8月", "": "", "soon": "soon",
	} {
		if got := Period(key); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("🙂<b>x</b>&amp;")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := parse(s)
		if err != nil {
			return
		}
		size := Len(got.Plain)
		for _, e := range got.Entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > size {
				t.Fatalf("entity %+v outside text of %d units", e, size)
			}
		}
	})
}

// A name that is given twice would silently change words elsewhere.
func TestNoWordsAreNamedTwice(t *testing.T) {
	names, err := filepath.Glob("*.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	define := regexp.MustCompile(`\{\{define "([^"]+)"`)
	in := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range define.FindAllStringSubmatch(string(text), -1) {
			if in[m[1]] != "" {
				t.Errorf("%s is defined in %s and in %s", m[1], in[m[1]], name)
			}
			in[m[1]] = name
		}
	}
}

// The same question is put once, with how often it came up.
func TestADoubtIsSaidOnce(t *testing.T) {
	done := outline.Doubt{Code: "may_be_done"}
	got, err := Doubts([]outline.Doubt{done, {Code: "no_title"}, done, done})
	if err != nil || len(got) != 2 || !strings.Contains(got[0], "共3处") || strings.Contains(got[1], "处）") {
		t.Errorf("%q %v", got, err)
	}
}
