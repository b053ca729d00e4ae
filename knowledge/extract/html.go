package extract

import (
	"bytes"
	"context"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a saved web page: paragraphs, headings, lists and tables with
// their spans; scripts, styles, menus and hidden matter are left out.
func readHTML(b *budget, data []byte) (*File, error) {
	text, guessed := decodeHTML(data)
	f, err := parseHTML(b, text)
	if err != nil {
		return nil, err
	}
	if guessed {
		f.note(NoteCharset)
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		f.note(NoteGarbled)
	}
	return f, nil
}

var metaCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([-\w]+)`)

// decodeHTML follows the byte order mark, then what is plainly UTF-8, then the
// page's own declaration, then our guess: declarations are wrong often enough
// that they only decide between readings that are possible.
func decodeHTML(data []byte) (text string, guessed bool) {
	text, name, ok := decodeText(data, false)
	m := metaCharset.FindSubmatch(data[:min(len(data), 4096)])
	if m == nil || strings.HasPrefix(name, "utf-16") {
		return text, !ok || name != "utf-8"
	}
	declared := strings.ToLower(string(m[1]))
	if strings.HasPrefix(declared, "gb") {
		declared = "gb18030"
	}
	if ok && (name == "utf-8" || name == declared) {
		return text, false
	}
	e, _ := charset.Lookup(declared)
	if e == nil {
		return text, true
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(out) || bytes.Count(out, []byte("\ufffd")) > strings.Count(text, "\ufffd")+len(out)/1000 {
		return text, true
	}
	return string(out), false
}

// timely stops a parser that has no other way of being told that time is up.
type timely struct {
	ctx context.Context
	r   io.Reader
}

func (t timely) Read(p []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	return t.r.Read(p[:min(len(p), 4096)])
}

func parseHTML(b *budget, text string) (*File, error) {
	root, err := html.Parse(timely{b.ctx, strings.NewReader(text)})
	if err != nil {
		if b.ctx.Err() == nil && strings.Contains(err.Error(), "stack") {
			return nil, b.tooDeep()
		}
		return nil, err
	}
	w := &page{b: b, f: &File{Format: string(kindHTML)}}
	w.walk(root, 0)
	w.flush()
	return w.f, w.err
}

// page walks a parsed page and collects blocks.
type page struct {
	b    *budget
	f    *File
	text strings.Builder
	blk  Block // of the paragraph being collected
	gap  bool
	list []listState
	err  error
}

type listState struct {
	ordered bool
	next    int
	style   string
}

var skipped = []atom.Atom{
	atom.Script, atom.Style, atom.Nav, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Select,
	atom.Button, atom.Textarea, atom.Object, atom.Embed, atom.Canvas, atom.Audio, atom.Video, atom.Footer, atom.Rp, atom.Rt,
}

var blocks = []atom.Atom{
	atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Aside, atom.Blockquote, atom.Center,
	atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Form, atom.Fieldset, atom.Address, atom.Figure, atom.Figcaption,
	atom.Pre, atom.Hr, atom.Body, atom.Details, atom.Summary, atom.Tr, atom.Td, atom.Th, atom.Caption,
}

func (w *page) walk(n *html.Node, depth int) {
	if w.err != nil {
		return
	}
	if w.err = w.b.alive(); w.err != nil {
		return
	}
	if depth > 4*w.b.lim.Depth {
		w.err = w.b.tooDeep()
		return
	}
	switch n.Type {
	case html.TextNode:
		w.write(n.Data)
	case html.ElementNode:
		w.element(n, depth)
	case html.DocumentNode:
		w.inside(n, depth)
	}
}

func (w *page) inside(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, depth+1)
	}
}

func (w *page) element(n *html.Node, depth int) {
	switch {
	case slices.Contains(skipped, n.DataAtom) || hidden(n):
		return
	case n.DataAtom == atom.Title:
		w.f.Title = strings.Join(strings.Fields(textOf(n)), " ")
	case n.DataAtom == atom.Head:
		w.inside(n, depth)
		w.text.Reset()
	case n.DataAtom == atom.Br:
		w.text.WriteByte('\n')
	case n.DataAtom == atom.Img:
		w.f.note(NotePictures)
	case n.DataAtom == atom.Table:
		w.table(n, depth)
	case n.DataAtom == atom.Li:
		w.item(n, depth)
	case n.DataAtom == atom.Ul || n.DataAtom == atom.Ol:
		w.items(n, depth)
	case level(n) > 0:
		w.flush()
		w.blk.Level = level(n)
		w.inside(n, depth)
		w.flush()
	case slices.Contains(blocks, n.DataAtom):
		w.begin()
		if c := className(n); c != "" {
			w.blk.Style = c
		}
		w.inside(n, depth)
		w.flush()
	default:
		w.inside(n, depth)
	}
}

func level(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

func className(n *html.Node) string {
	if n.DataAtom != atom.P {
		return ""
	}
	return attribute(n, "class")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var invisible = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if invisible.MatchString(a.Val) {
				return true
			}
		case "role":
			if a.Val == "navigation" || a.Val == "menu" || a.Val == "search" {
				return true
			}
		}
	}
	return n.DataAtom == atom.Input
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var sb strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			sb.WriteString(c.Data)
		}
	}
	return sb.String()
}

// write adds text as a browser shows it: runs of white space are one space, and
// none where a source line was broken between Chinese characters.
func (w *page) write(s string) {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			w.space(r == '\n')
		case '\u200b', '\ufeff', '\u00ad':
		default:
			w.text.WriteRune(r)
		}
	}
}

func (w *page) space(newline bool) {
	s := w.text.String()
	if s == "" || strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\n") {
		return
	}
	if r, _ := utf8.DecodeLastRuneInString(s); newline && r >= 0x2e80 {
		return
	}
	w.text.WriteByte(' ')
}

// begin opens a block: what stands before it is a paragraph of its own, but a
// number or a level that waits for its words waits on.
func (w *page) begin() {
	if strings.TrimSpace(w.text.String()) != "" {
		w.flush()
	}
}

// flush ends the paragraph. Line breaks inside it stay, unless they set
// paragraphs apart: after the end of a sentence or before an indent.
func (w *page) flush() {
	blk := w.blk
	text := w.text.String()
	w.text.Reset()
	w.blk = Block{}
	for _, part := range paragraphs(text) {
		part = strings.Trim(strings.ReplaceAll(part, "\u00a0", " "), " \n\t")
		if strings.TrimSpace(part) == "" {
			w.gap = w.gap || strings.ContainsAny(text, "\n\u00a0\u3000")
			continue
		}
		blk.Kind, blk.Text = Paragraph, part
		w.add(blk)
		blk.Number = ""
	}
}

func (w *page) add(blk Block) {
	blk.Gap = w.gap && len(w.f.Blocks) > 0
	w.gap = false
	w.f.Blocks = append(w.f.Blocks, blk)
	if err := w.b.addBlock(); err != nil && w.err == nil {
		w.err = err
	}
}

// paragraphs splits a text at the line breaks that end paragraphs.
func paragraphs(text string) []string {
	lines := strings.Split(text, "\n")
	out := []string{lines[0]}
	for _, l := range lines[1:] {
		last := out[len(out)-1]
		if strings.TrimSpace(last) == "" || strings.TrimSpace(l) == "" || endsSentence(last) || indented(l) {
			out = append(out, l)
		} else {
			out[len(out)-1] = last + "\n" + l
		}
	}
	return out
}

func indented(s string) bool {
	return strings.HasPrefix(s, "\u3000\u3000") || strings.HasPrefix(s, "\u00a0\u00a0") || strings.HasPrefix(s, "\u2003")
}

func (w *page) items(n *html.Node, depth int) {
	w.flush()
	start, _ := strconv.Atoi(attribute(n, "start"))
	if start == 0 {
		start = 1
	}
	style := "decimal"
	switch attribute(n, "type") {
	case "a":
		style = "lowerLetter"
	case "A":
		style = "upperLetter"
	case "i":
		style = "lowerRoman"
	case "I":
		style = "upperRoman"
	}
	w.list = append(w.list, listState{ordered: n.DataAtom == atom.Ol, next: start, style: style})
	w.inside(n, depth)
	w.flush()
	w.list = w.list[:len(w.list)-1]
}

func (w *page) item(n *html.Node, depth int) {
	w.flush()
	w.blk.Style = "list"
	if len(w.list) > 0 {
		l := &w.list[len(w.list)-1]
		if v, err := strconv.Atoi(attribute(n, "value")); err == nil {
			l.next = v
		}
		if l.ordered {
			w.blk.Number = formatNumber(l.style, l.next) + "."
			l.next++
		}
	}
	w.inside(n, depth)
	w.flush()
}

func unescapeEntities(s string) string { return html.UnescapeString(s) }
