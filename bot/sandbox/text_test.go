package sandbox

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func noUser(int64) *User { return nil }

// TestHTML reads what Telegram reads, and counts as it counts.
func TestHTML(t *testing.T) {
	li := &User{ID: 102, Name: "李林"}
	for _, c := range []struct {
		src, text string
		ents      []Entity
	}{
		{"没有标签", "没有标签", nil},
		{"<b>森林</b>🌲<i>抚育</i>", "森林🌲抚育", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 4, Length: 2}}},
		{"<STRONG>大写</STRONG>", "大写", []Entity{{Type: "bold", Length: 2}}},
		{"<b>外<i>内</i></b>", "外内", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"<b>省略</>的名字", "省略的名字", []Entity{{Type: "bold", Length: 2}}},
		{"1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#20004;&#x5c71;", `1 < 2 && 3 > 2 "两山`, nil},
		{"AT&T &nbsp; &copy &#0; &", "AT&T &nbsp; &copy &#0; &", nil},
		{"<b></b>空", "空", nil},
		{`<a href="https://example.org/?a=1&amp;b=2">出处</a>`, "出处", []Entity{{Type: "text_link", Length: 2, URL: "https://example.org/?a=1&b=2"}}},
		{`<a href="tg://user?id=102">李林</a>`, "李林", []Entity{{Type: "text_mention", Length: 2, User: li}}},
		{`<a href="tg://user?id=999">陌生人</a>`, "陌生人", nil},
		{"<a>example.org</a>", "example.org", []Entity{{Type: "text_link", Length: 11, URL: "http://example.org"}}},
		{"<blockquote>引文</blockquote>", "引文", []Entity{{Type: "blockquote", Length: 2}}},
		{"<blockquote expandable>引文</blockquote>", "引文", []Entity{{Type: "expandable_blockquote", Length: 2}}},
		{`<blockquote expandable="">引文</blockquote>`, "引文", []Entity{{Type: "expandable_blockquote", Length: 2}}},
		{"<tg-spoiler>遮</tg-spoiler><span class='tg-spoiler'>住</span>", "遮住", []Entity{{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1}}},
		{`<pre><code class="language-go">x := 1</code></pre>`, "x := 1", []Entity{{Type: "pre", Length: 6, Language: "go"}}},
		{"<code>x</code><pre>y</pre>", "xy", []Entity{{Type: "code", Length: 1}, {Type: "pre", Offset: 1, Length: 1}}},
		{"<u>下</u><ins>划</ins><s>删</s><del>除</del><strike>线</strike>", "下划删除线", []Entity{
			{Type: "underline", Length: 1},
			{Type: "underline", Offset: 1, Length: 1},
			{Type: "strikethrough", Offset: 2, Length: 1},
			{Type: "strikethrough", Offset: 3, Length: 1},
			{Type: "strikethrough", Offset: 4, Length: 1},
		}},
	} {
		known := func(id int64) *User { return map[int64]*User{102: li}[id] }
		text, ents, err := parseHTML(c.src, known)
		if err != nil || text != c.text {
			t.Errorf("%s: %q, %v", c.src, text, err)
		}
		if diff := cmp.Diff(c.ents, ents); diff != "" {
			t.Errorf("%s: %s", c.src, diff)
		}
	}
}

func TestBrokenHTMLIsRefusedAsTelegramRefusesIt(t *testing.T) {
	for src, want := range map[string]string{
		"<b>没有结束":                             `Can't find end tag corresponding to start tag "b"`,
		"完成率<65%":                             `Unclosed start tag at byte offset 9`,
		"完成率<65%> ":                           `Unsupported start tag "65%" at byte offset 9`,
		"<p>段落</p>":                           `Unsupported start tag "p" at byte offset 0`,
		"<br/>":                               `Unsupported start tag "br/" at byte offset 0`,
		"两山</b>":                              `Unexpected end tag at byte offset 6`,
		"<b>交<i>叉</b></i>":                    `Unmatched end tag at byte offset 12, expected "</i>", found "</b>"`,
		"<b":                                  `Unclosed start tag at byte offset 0`,
		"<b>x</b":                             `Unclosed end tag at byte offset 4`,
		"<span>x</span>":                      `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		`<a href="x`:                          `Unclosed start tag at byte offset 0`,
		"<a href=没有引号>x</a>":                  `Unexpected end of name token at byte offset 8`,
		`<a ="x">y</a>`:                       `Empty attribute name in the tag "a" at byte offset 0`,
		"<a href>x":                           `Can't find end tag corresponding to start tag "a"`,
		`<tg-emoji emoji-id="x">🌲</tg-emoji>`: `Invalid custom emoji identifier specified`,
	} {
		_, _, err := parseHTML(src, noUser)
		if want := "Bad Request: can't parse entities: " + want; err == nil || err.Error() != want {
			t.Errorf("%s: %v\nwant %s", src, err, want)
		}
	}
}

// TestWhatTelegramFindsByItself: in Chinese a name or command is found only
// with something that is no letter on both sides.
func TestWhatTelegramFindsByItself(t *testing.T) {
	for text, want := range map[string][]string{
		"@liangshan_bot 森林抚育":    {"mention @liangshan_bot"},
		"请问 @liangshan_bot，怎么报":  {"mention @liangshan_bot"},
		"请问@liangshan_bot 怎么报":   nil,
		"@liangshan_bot怎么报":      nil,
		"🌲@liangshan_bot":        {"mention @liangshan_bot"},
		"/help":                  {"bot_command /help"},
		"/help@liangshan_bot 谢谢": {"bot_command /help@liangshan_bot"},
		"请看 /tasks":              {"bot_command /tasks"},
		"请看/tasks":               nil,
		"8/11":                   nil,
		"2022/7/8":               nil,
		"#两山 进展":                 {"hashtag #两山"},
		"#123":                   nil,
		"$USD":                   {"cashtag $USD"},
		"见 https://www.example.gov.cn/a/b.html。": {"url https://www.example.gov.cn/a/b.html"},
		"发到 office@example.org 谢谢":               {"email office@example.org"},
		"a.b@c":                                  nil,
	} {
		var got []string
		for _, e := range detect(text) {
			got = append(got, e.Type+" "+cut(text, e.Offset, e.Length))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestTidyMovesEntitiesWithTheText(t *testing.T) {
	got, err := tidy("  \r\n两\r山 转\t化 \n", []Entity{{Type: "bold", Offset: 4, Length: 3}, {Type: "italic", Offset: 8, Length: 5}})
	if err != nil {
		t.Fatal(err)
	}
	want := formatted{Text: "两山 转 化", Entities: []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 3, Length: 3}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzHTML: whatever comes, the reader ends, and what it accepts is valid
// UTF-8 with entities inside the text and nested.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<b>森林</b>", "<a href='x&lt;y'>z</a>", "&#x1F332;", "<pre><code class=language-go>x</code></pre>",
		"<blockquote expandable>引</blockquote>", "<b><i></b>", "&#xd800;", "<a href=\x00>", "<b\x00", "\xff<b>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) {
			return // readText refuses it first
		}
		text, ents, err := parseHTML(src, noUser)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "Bad Request: can't parse entities: ") {
				t.Fatalf("%q: %v", src, err)
			}
			return
		}
		if _, err := tidy(text, ents); err != nil {
			t.Fatalf("%q: own entities refused: %v", src, err)
		}
		if err := nested(ents); err != nil || !utf8.ValidString(text) {
			t.Fatalf("%q: %q, %v", src, text, err)
		}
	})
}

// FuzzTidy: entities that anybody may send end inside the text or are
// refused.
func FuzzTidy(f *testing.F) {
	f.Add("两\r山🌲 ", 0, 3)
	f.Add(" \n\u2028x", 1, 2)
	f.Fuzz(func(t *testing.T, text string, offset, length int) {
		if !utf8.ValidString(text) || offset < 0 || length < 0 || offset > 1_000_000 || length > 1_000_000 {
			return
		}
		got, err := tidy(text, []Entity{{Type: "bold", Offset: offset, Length: length}})
		if err != nil {
			return
		}
		for _, e := range append(got.Entities, detect(got.Text)...) {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > units(got.Text) {
				t.Fatalf("%q %d+%d: %+v outside %q", text, offset, length, e, got.Text)
			}
		}
	})
}
