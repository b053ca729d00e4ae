package sandbox

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parseHTML reads Telegram's HTML: a handful of tags, four named references
// and the numeric ones. Its faults are Telegram's, byte offsets included.
func parseHTML(src string, user func(id int64) *User) (string, []Entity, error) {
	p := htmlReader{src: src, user: user}
	for p.at < len(p.src) && p.err == nil {
		p.step()
	}
	if p.err == nil && len(p.open) > 0 {
		p.fail("Can't find end tag corresponding to start tag %q", p.open[len(p.open)-1].name)
	}
	if p.err != nil {
		return "", nil, p.err
	}
	if text := p.out.String(); !utf8.ValidString(text) {
		return "", nil, bad("can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	sortEntities(p.done)
	return p.out.String(), p.done, nil
}

type htmlReader struct {
	src  string
	at   int
	out  strings.Builder
	unit int // UTF-16 units written so far
	open []htmlTag
	done []Entity
	user func(int64) *User
	// language is that of the code element that ended last.
	language string
	err      error
}

type htmlTag struct {
	name, argument string
	unit, byte     int // where its content begins in the output
	from           int // where the tag begins in the source
}

func (p *htmlReader) fail(format string, args ...any) {
	p.err = bad("can't parse entities: %s", fmt.Sprintf(format, args...))
}

// peek is the byte i places ahead, 0 past the end.
func (p *htmlReader) peek(i int) byte {
	if p.at+i >= len(p.src) {
		return 0
	}
	return p.src[p.at+i]
}

func (p *htmlReader) step() {
	switch p.src[p.at] {
	case '&':
		if r := p.reference(); r != 0 {
			p.write(r)
			return
		}
		p.copyRune()
	case '<':
		if p.peek(1) == '/' {
			p.endTag()
		} else {
			p.startTag()
		}
	default:
		p.copyRune()
	}
}

func (p *htmlReader) copyRune() {
	r, size := utf8.DecodeRuneInString(p.src[p.at:])
	p.at += size
	p.write(r)
}

func (p *htmlReader) write(r rune) {
	if r >= 0xd800 && r <= 0xdfff {
		p.out.WriteByte(0xed) // half a surrogate pair: found out at the end
		return
	}
	p.out.WriteRune(r)
	p.unit += units(string(r))
}

var namedReferences = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}

// reference reads &lt; and its kin, moves past it and returns its rune; for
// anything else it returns 0 and stays, and the ampersand is only that.
func (p *htmlReader) reference() rune {
	end, r := p.at+1, rune(0)
	if p.peek(1) == '#' {
		end, r = p.numeric()
	} else {
		for end < len(p.src) && isAlpha(p.src[end]) {
			end++
		}
		r = namedReferences[p.src[p.at+1:end]]
	}
	if r == 0 {
		return 0
	}
	if end < len(p.src) && p.src[end] == ';' {
		end++
	}
	p.at = end
	return r
}

func (p *htmlReader) numeric() (end int, r rune) {
	from, base, digits := p.at+2, 10, "0123456789"
	if p.peek(2) == 'x' {
		from, base, digits = p.at+3, 16, "0123456789abcdefABCDEF"
	}
	end = from
	for end < len(p.src) && strings.IndexByte(digits, p.src[end]) >= 0 {
		end++
	}
	n, err := strconv.ParseUint(p.src[from:end], base, 32)
	if err != nil || n == 0 || n >= 0x10ffff || end-p.at >= 10 {
		return end, 0
	}
	return end, rune(n)
}

func isAlpha(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// isSpace follows Telegram, for which the end of the text is one too.
func isSpace(c byte) bool { return c == ' ' || c >= 9 && c <= 13 || c == 0 }

var htmlTags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji",
	"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}

func (p *htmlReader) startTag() {
	tag := htmlTag{from: p.at, unit: p.unit, byte: p.out.Len()}
	p.at++
	tag.name = strings.ToLower(p.until(func(c byte) bool { return isSpace(c) || c == '>' }))
	switch {
	case p.peek(0) == 0:
		p.fail("Unclosed start tag at byte offset %d", tag.from)
		return
	case htmlTags[tag.name] == "":
		p.fail("Unsupported start tag %q at byte offset %d", tag.name, tag.from)
		return
	}
	for p.err == nil && p.peek(0) != '>' {
		p.attribute(&tag)
	}
	if p.err != nil {
		return
	}
	p.at++
	if tag.name == "span" && tag.argument != "spoiler" {
		p.fail(`Tag "span" must have class "tg-spoiler" at byte offset %d`, tag.from)
		return
	}
	p.open = append(p.open, tag)
}

func (p *htmlReader) until(stop func(byte) bool) string {
	from := p.at
	for p.at < len(p.src) && !stop(p.src[p.at]) {
		p.at++
	}
	return p.src[from:p.at]
}

func (p *htmlReader) spaces() { p.until(func(c byte) bool { return !isSpace(c) }) }

func (p *htmlReader) attribute(tag *htmlTag) {
	p.spaces()
	if p.peek(0) == '>' {
		return
	}
	name := p.until(func(c byte) bool { return isSpace(c) || strings.IndexByte("=>/\"'", c) >= 0 })
	if name == "" {
		p.fail("Empty attribute name in the tag %q at byte offset %d", tag.name, tag.from)
		return
	}
	p.spaces()
	if p.peek(0) != '=' {
		p.bare(tag, name)
		return
	}
	p.at++
	p.spaces()
	if p.peek(0) == 0 {
		p.fail("Unclosed start tag %q at byte offset %d", tag.name, tag.from)
		return
	}
	if value := p.value(tag); p.err == nil {
		tag.set(name, value)
	}
}

// bare is an attribute without a value; only one means something.
func (p *htmlReader) bare(tag *htmlTag, name string) {
	if p.peek(0) == 0 {
		p.fail("Unclosed start tag %q at byte offset %d", tag.name, tag.from)
		return
	}
	tag.set(name, "1")
}

func (p *htmlReader) value(tag *htmlTag) string {
	if q := p.peek(0); q == '"' || q == '\'' {
		return p.quoted(tag, q)
	}
	from := p.at
	value := p.until(func(c byte) bool { return !isAlpha(c) && (c < '0' || c > '9') && c != '.' && c != '-' })
	if !isSpace(p.peek(0)) && p.peek(0) != '>' {
		p.fail("Unexpected end of name token at byte offset %d", from)
	} else if p.peek(0) == 0 {
		p.fail("Unclosed start tag at byte offset %d", tag.from)
	}
	return strings.ToLower(value)
}

func (p *htmlReader) quoted(tag *htmlTag, quote byte) string {
	var b strings.Builder
	for p.at++; p.at < len(p.src) && p.src[p.at] != quote; {
		if p.src[p.at] == '&' {
			if r := p.reference(); r != 0 {
				b.WriteRune(r)
				continue
			}
		}
		b.WriteByte(p.src[p.at])
		p.at++
	}
	p.at++
	if p.peek(0) == 0 {
		p.fail("Unclosed start tag at byte offset %d", tag.from)
	}
	return b.String()
}

func (t *htmlTag) set(name, value string) {
	switch {
	case t.name == "a" && name == "href", t.name == "tg-emoji" && name == "emoji-id":
		t.argument = value
	case t.name == "code" && name == "class" && strings.HasPrefix(value, "language-"):
		t.argument = strings.TrimPrefix(value, "language-")
	case t.name == "span" && name == "class" && strings.HasPrefix(value, "tg-"):
		t.argument = strings.TrimPrefix(value, "tg-")
	case t.name == "blockquote" && name == "expandable":
		t.argument = "1"
	}
}

func (p *htmlReader) endTag() {
	from := p.at
	if len(p.open) == 0 {
		p.fail("Unexpected end tag at byte offset %d", from)
		return
	}
	p.at += 2
	name := strings.ToLower(p.until(func(c byte) bool { return isSpace(c) || c == '>' }))
	p.spaces()
	tag := p.open[len(p.open)-1]
	switch {
	case p.peek(0) != '>':
		p.fail("Unclosed end tag at byte offset %d", from)
		return
	case name != "" && name != tag.name:
		p.fail(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, from, tag.name, name)
		return
	}
	p.at++
	p.open = p.open[:len(p.open)-1]
	if p.unit > tag.unit {
		p.close(tag)
	}
}

// close turns a finished tag into an entity.
func (p *htmlReader) close(tag htmlTag) {
	e := Entity{Type: htmlTags[tag.name], Offset: tag.unit, Length: p.unit - tag.unit}
	switch tag.name {
	case "a":
		p.link(e, tag)
		return
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.argument, 10, 64); err != nil || id == 0 {
			p.fail("Invalid custom emoji identifier specified")
			return
		}
		e.EmojiID = tag.argument
	case "pre", "code":
		p.code(e, tag)
		return
	case "blockquote":
		if tag.argument != "" {
			e.Type = "expandable_blockquote"
		}
	}
	p.done = append(p.done, e)
}

// link keeps a link, a mention of a known person, or, like Telegram, nothing.
func (p *htmlReader) link(e Entity, tag htmlTag) {
	url := tag.argument
	if url == "" {
		url = p.out.String()[tag.byte:]
	}
	if id, ok := strings.CutPrefix(url, "tg://user?id="); ok {
		n, err := strconv.ParseInt(id, 10, 64)
		if u := p.user(n); err == nil && u != nil {
			e.Type, e.User = "text_mention", u
			p.done = append(p.done, e)
		}
		return
	}
	if e.URL = checkedLink(url); e.URL != "" {
		p.done = append(p.done, e)
	}
}

// checkedLink completes an address as Telegram does, or returns "" for what
// is none.
func checkedLink(url string) string {
	lower := strings.ToLower(url)
	for _, scheme := range []string{"http://", "https://", "tg://", "ton://", "tonsite://"} {
		if strings.HasPrefix(lower, scheme) && len(url) > len(scheme) && !strings.ContainsAny(url, " \n\t") {
			return url
		}
	}
	if strings.Contains(lower, "://") || strings.ContainsAny(url, " \n\t") || !strings.Contains(url, ".") {
		return ""
	}
	return "http://" + url
}

// code joins <pre><code class="language-x"> into one entity.
func (p *htmlReader) code(e Entity, tag htmlTag) {
	if last := len(p.done) - 1; tag.name == "pre" && last >= 0 {
		if in := &p.done[last]; in.Type == "code" && in.Offset == e.Offset && in.Length == e.Length && p.language != "" {
			in.Type, in.Language = "pre", p.language
			p.language = ""
			return
		}
	}
	if tag.name == "code" {
		p.language = tag.argument
	}
	p.done = append(p.done, e)
}
