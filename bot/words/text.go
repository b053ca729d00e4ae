package words

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf16"
)

// Text is a message: plain text and its formatting.
type Text struct {
	Plain    string
	Entities []Entity
}

// Entity is formatting over a stretch of Plain, in UTF-16 units as Telegram counts.
type Entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
}

// Len is the length of s as Telegram counts it.
func Len(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// Plain makes a Text without formatting.
func Plain(s string) Text { return Text{Plain: s} }

// Append adds u behind t on a new line, blank lines between.
func (t Text) Append(u Text, blank int) Text {
	if t.Plain == "" {
		return u
	}
	plain := t.Plain + strings.Repeat("\n", blank+1)
	shift := Len(plain)
	out := Text{Plain: plain + u.Plain, Entities: append([]Entity(nil), t.Entities...)}
	for _, e := range u.Entities {
		e.Offset += shift
		out.Entities = append(out.Entities, e)
	}
	return out
}

var tags = map[string]string{
	"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "code": "code", "pre": "pre", "a": "text_link",
	"blockquote": "blockquote", "blockquote expandable": "expandable_blockquote",
}

// reader walks over rendered HTML and collects text and entities.
type reader struct {
	out  strings.Builder
	at   int // UTF-16 offset of out
	open []Entity
	done []Entity
}

// parse reads the small HTML of the templates. Blank lines at the ends are cut,
// more than two line ends in a row become two.
func parse(s string) (Text, error) {
	var r reader
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			r.text(s)
			break
		}
		r.text(s[:i])
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			return Text{}, fmt.Errorf("tag %q is not closed", cut(s[i:]))
		}
		if err := r.tag(s[i+1 : i+j]); err != nil {
			return Text{}, err
		}
		s = s[i+j+1:]
	}
	if len(r.open) > 0 {
		return Text{}, fmt.Errorf("<%s> is not ended", r.open[0].Type)
	}
	return trim(Text{Plain: r.out.String(), Entities: r.done}), nil
}

func (r *reader) text(s string) {
	s = html.UnescapeString(s)
	for _, ru := range s {
		if ru == '\n' && (r.out.Len() == 0 || strings.HasSuffix(r.out.String(), "\n\n")) {
			continue
		}
		r.out.WriteRune(ru)
		r.at += max(utf16.RuneLen(ru), 1)
	}
}

func (r *reader) tag(t string) error {
	if name, ok := strings.CutPrefix(t, "/"); ok {
		return r.end(name)
	}
	name, attr, _ := strings.Cut(t, " ")
	e := Entity{Offset: r.at}
	switch {
	case name == "a":
		e.URL = html.UnescapeString(strings.Trim(strings.TrimPrefix(attr, "href="), `"'`))
		e.Type = "text_link"
	default:
		e.Type = tags[t]
	}
	if e.Type == "" {
		return fmt.Errorf("<%s> is not a tag of ours", t)
	}
	r.open = append(r.open, e)
	return nil
}

func (r *reader) end(name string) error {
	if len(r.open) == 0 {
		return fmt.Errorf("</%s> ends nothing", name)
	}
	e := r.open[len(r.open)-1]
	if want := tags[name]; e.Type != want && e.Type != "expandable_"+want {
		return fmt.Errorf("</%s> ends %s", name, e.Type)
	}
	r.open = r.open[:len(r.open)-1]
	if e.Length = r.at - e.Offset; e.Length > 0 {
		r.done = append(r.done, e)
	}
	return nil
}

// trim cuts space at the end (the start has none) and holds entities inside.
func trim(t Text) Text {
	lead := len(t.Plain) - len(strings.TrimLeft(t.Plain, " \n\t"))
	shift := Len(t.Plain[:lead])
	plain := strings.TrimSpace(t.Plain)
	size := Len(plain)
	out := Text{Plain: plain}
	for _, e := range t.Entities {
		end := min(e.Offset+e.Length-shift, size)
		e.Offset = max(e.Offset-shift, 0)
		if e.Length = end - e.Offset; e.Length > 0 {
			out.Entities = append(out.Entities, e)
		}
	}
	return out
}

func cut(s string) string {
	if len(s) > 30 {
		return s[:30]
	}
	return s
}
