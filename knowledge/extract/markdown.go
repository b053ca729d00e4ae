package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"liangshan/knowledge/pattern"
)

var (
	mdHeading  = pattern.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$`)
	mdCramped  = pattern.MustCompile(`^(#{1,6})([\p{Han}（(].*)$`) // "##标题", as people write it
	mdSetext   = pattern.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	mdRule     = pattern.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	mdFence    = pattern.MustCompile("^ {0,3}(```+|~~~+)")
	mdBullet   = pattern.MustCompile(`^[ \t]*[-*+•][ \t]+(.*)$`)
	mdOrdered  = pattern.MustCompile(`^[ \t]*(\d{1,4}[.)])[ \t]+(.*)$`)
	mdQuote    = pattern.MustCompile(`^ {0,3}>[ ]?`)
	mdMarked   = pattern.MustCompile(`^[ \t]*(?:[（(〔]?[一二三四五六七八九十\d]+(?:[）)〕、．]|\.(?:\D|$))|第[一二三四五六七八九十百\d]+[章节条款]|[一二三四五六七八九十]是)`)
	mdFootnote = pattern.MustCompile(`^\[\^([^\]]+)\]:[ \t]*(.*)$`)
)

// markdown reads Markdown by lines: what officials and converters write is
// regular, and each block keeps the line it stands on.
type markdown struct {
	b     *budget
	f     *File
	lines []line
	gap   bool
}

func readMarkdown(b *budget, data []byte) (*File, error) {
	f, lines, err := decoded(data, kindMarkdown)
	if err != nil {
		return nil, err
	}
	m := &markdown{b: b, f: f, lines: frontMatter(lines)}
	for len(m.lines) > 0 {
		n, err := m.block()
		if err != nil {
			return nil, err
		}
		m.lines = m.lines[n:]
	}
	return f, nil
}

// frontMatter drops a leading block of settings between two lines of ---.
func frontMatter(lines []line) []line {
	if len(lines) == 0 || strings.TrimSpace(lines[0].text) != "---" {
		return lines
	}
	for i := 1; i < len(lines) && i < 60; i++ {
		if strings.TrimSpace(lines[i].text) == "---" {
			return lines[i+1:]
		}
	}
	return lines
}

func (m *markdown) add(blk Block) error {
	blk.Gap = m.gap && len(m.f.Blocks) > 0
	m.gap = false
	m.f.Blocks = append(m.f.Blocks, blk)
	return m.b.addBlock()
}

// block reads the next block and gives the number of its lines.
func (m *markdown) block() (int, error) {
	l := m.lines[0]
	if l.blank() || mdRule.MatchString(l.text) {
		m.gap = true
		return 1, nil
	}
	if fence := mdFence.FindStringSubmatch(l.text); fence != nil {
		return m.code(fence[1])
	}
	if s := strings.ToLower(strings.TrimSpace(l.text)); strings.HasPrefix(s, "<table") {
		return m.html()
	}
	if h := mdHeading.FindStringSubmatch(l.text); h != nil {
		return 1, m.heading(len(h[1]), h[2])
	}
	if h := mdCramped.FindStringSubmatch(l.text); h != nil {
		return 1, m.heading(len(h[1]), h[2])
	}
	if blk, n := textTable(m.lines); n > 0 {
		for _, row := range blk.Table.Rows {
			for i := range row {
				row[i].Text = inline(row[i].Text)
			}
		}
		if err := m.b.addCells(blk.Table.size()); err != nil {
			return 0, err
		}
		return n, m.add(blk)
	}
	if len(m.lines) > 1 && mdSetext.MatchString(m.lines[1].text) {
		level := 1
		if strings.Contains(m.lines[1].text, "-") {
			level = 2
		}
		return 2, m.heading(level, l.text)
	}
	return m.paragraph()
}

func (m *markdown) heading(level int, text string) error {
	if text = inline(strings.TrimSpace(text)); text == "" {
		return nil
	}
	return m.add(Block{Kind: Paragraph, Text: text, Level: level, Line: m.lines[0].no})
}

// code keeps a fenced block's lines as they are.
func (m *markdown) code(fence string) (int, error) {
	for i := 1; i < len(m.lines); i++ {
		if strings.HasPrefix(strings.TrimSpace(m.lines[i].text), fence) {
			return i + 1, nil
		}
		if m.lines[i].blank() {
			continue
		}
		if err := m.add(Block{Kind: Paragraph, Text: m.lines[i].text, Style: "code", Line: m.lines[i].no}); err != nil {
			return 0, err
		}
	}
	return len(m.lines), nil
}

// html reads a table written as HTML.
func (m *markdown) html() (int, error) {
	var sb strings.Builder
	n := 0
	for n < len(m.lines) {
		sb.WriteString(m.lines[n].text + "\n")
		n++
		if strings.Contains(strings.ToLower(m.lines[n-1].text), "</table>") {
			break
		}
	}
	sub, err := parseHTML(m.b, sb.String())
	if err != nil {
		return 0, err
	}
	for _, blk := range sub.Blocks {
		blk.Line = m.lines[0].no
		if err := m.add(blk); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// paragraph reads a paragraph or a list item, with the lines that wrap it.
func (m *markdown) paragraph() (int, error) {
	text := mdQuote.ReplaceAllString(m.lines[0].text, "")
	blk := Block{Kind: Paragraph, Line: m.lines[0].no}
	if x := mdFootnote.FindStringSubmatch(text); x != nil {
		blk.Note, blk.Number, text = true, x[1], x[2]
	} else if x := mdOrdered.FindStringSubmatch(text); x != nil {
		blk.Number, text = x[1], x[2]
	} else if x := mdBullet.FindStringSubmatch(text); x != nil {
		blk.Style, text = "list", x[1]
	}
	n := 1
	for n < len(m.lines) && m.wraps(text, m.lines[n].text) {
		text = joinWrapped(text, strings.TrimSpace(m.lines[n].text))
		n++
	}
	broken := strings.HasSuffix(text, "  ") || strings.HasSuffix(text, `\`)
	if broken {
		text = strings.TrimRight(strings.TrimSuffix(text, `\`), " ")
	}
	blk.Text = inline(text)
	if strings.TrimSpace(blk.Text) == "" {
		m.f.note(NotePictures)
		return n, nil
	}
	return n, m.add(blk)
}

// wraps says that next continues a paragraph cut at a column: the line is long,
// ends no sentence, and next begins nothing of its own.
func (m *markdown) wraps(text, next string) bool {
	last := text[strings.LastIndexByte(text, '\n')+1:]
	if strings.TrimSpace(next) == "" || columns(last) < 56 || endsSentence(last) || strings.HasSuffix(last, "  ") {
		return false
	}
	for _, re := range []*pattern.Pattern{mdHeading, mdCramped, mdFence, mdBullet, mdOrdered, mdQuote, mdMarked, mdRule, mdSetext} {
		if re.MatchString(next) {
			return false
		}
	}
	return barCells(next) == nil && !strings.HasPrefix(next, "　")
}

// columns is a line's width as a terminal shows it.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n += 2
		default:
			n++
		}
	}
	return n
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \t\u3000”’）)】》"))
	return strings.ContainsRune("。！？!?；;：:", r)
}

// joinWrapped joins two lines of a paragraph: a space only between words that
// need one.
func joinWrapped(a, b string) string {
	a = strings.TrimRight(a, " \t")
	if spaced([]byte(a), b) {
		return a + " " + b
	}
	return a + b
}

// spaced says that a space belongs between two lines joined.
func spaced(a []byte, b string) bool {
	l, _ := utf8.DecodeLastRune(a)
	r, _ := utf8.DecodeRuneInString(b)
	return isWord(l) && isWord(r) && len(a) > 0
}

func isWord(r rune) bool {
	return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune(",.;:", r)
}

var (
	mdImage  = pattern.MustCompile(`!\[([^\]]*)\]\([^)]*\)`)
	mdLink   = pattern.MustCompile(`\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)`)
	mdRef    = pattern.MustCompile(`\[\^[^\]]+\]`)
	mdStrong = pattern.MustCompile(`\*\*([^*]+)\*\*|__([^_]+)__`)
	mdEm     = pattern.MustCompile(`\*([^*\s][^*]*[^*\s]|[^*\s])\*`)
	mdCode   = pattern.MustCompile("`([^`]+)`")
	mdStrike = pattern.MustCompile(`~~([^~]+)~~`)
	mdTag    = pattern.MustCompile(`</?(?:b|i|u|em|strong|span|font|sup|sub|a|p|div|center)(?:\s[^<>]*)?>`)
	mdBreak  = pattern.MustCompile(`<br\s*/?>`)
	mdEscape = pattern.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!|~<>])")
)

// inline takes the marks of emphasis, links and code out of a text and leaves
// its words.
func inline(s string) string {
	if !strings.ContainsAny(s, "*_`[<~\\&") {
		return s
	}
	s = mdEscape.ReplaceAllStringFunc(s, func(m string) string { return string(rune(0xf000 + int(m[1]))) })
	s = mdImage.ReplaceAllString(s, "$1")
	s = mdLink.ReplaceAllString(s, "$1")
	s = mdRef.ReplaceAllString(s, "")
	s = mdCode.ReplaceAllString(s, "$1")
	s = mdStrong.ReplaceAllString(s, "$1$2")
	s = mdEm.ReplaceAllString(s, "$1")
	s = mdStrike.ReplaceAllString(s, "$1")
	s = mdBreak.ReplaceAllString(s, "\n")
	s = mdTag.ReplaceAllString(s, "")
	s = unescapeEntities(s)
	return strings.Map(func(r rune) rune {
		if r >= 0xf000 && r < 0xf080 {
			return r - 0xf000
		}
		return r
	}, s)
}
