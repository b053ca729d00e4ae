package brief

import (
	_ "embed" // the font
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fontFile is Noto Sans SC, the characters of GB 2312 and some more; see font/OFL.txt.
//
//go:embed font/NotoSansSC-GB2312.ttf
var fontFile []byte

// parsedFont is read once; it is never changed.
var parsedFont = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(fontFile) })

// unknownGlyph stands for a character that the font lacks: a reader sees that one
// is there and not shown, never an empty box.
const unknownGlyph = '〓'

// canvas is a picture that grows no more, with a pen.
type canvas struct {
	*image.RGBA
	font  *opentype.Font
	faces map[float64]font.Face
	buf   sfnt.Buffer
	drawn []string // every text put on it
}

func newCanvas(width, height int) (*canvas, error) {
	f, err := parsedFont()
	if err != nil {
		return nil, err
	}
	c := &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, width, height)), font: f, faces: map[float64]font.Face{}}
	draw.Draw(c.RGBA, c.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	return c, nil
}

func (c *canvas) face(size float64) (font.Face, error) {
	if f, ok := c.faces[size]; ok {
		return f, nil
	}
	f, err := opentype.NewFace(c.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err == nil {
		c.faces[size] = f
	}
	return f, err
}

// shown is s with 〓 for what the font cannot show.
func (c *canvas) shown(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\n' || r == '\t' {
			out[i] = ' '
			continue
		}
		if g, err := c.font.GlyphIndex(&c.buf, r); err != nil || g == 0 {
			out[i] = unknownGlyph
		}
	}
	return string(out)
}

func (c *canvas) width(s string, size float64) int {
	f, err := c.face(size)
	if err != nil {
		return 0
	}
	return font.MeasureString(f, c.shown(s)).Ceil()
}

// fit shortens s to a width, with … where something is left out.
func (c *canvas) fit(s string, size float64, width int) string {
	if c.width(s, size) <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && c.width(string(r)+"…", size) > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// hanging marks do not begin a line; one of them may stand out at the end.
const hanging = "，。；：、！？）】》”’＝%"

func lastOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// wrap breaks s into lines of a width.
func (c *canvas) wrap(s string, size float64, width int) []string {
	var lines []string
	line := ""
	for _, r := range s {
		hangs := strings.ContainsRune(hanging, r) && !strings.ContainsRune(hanging, lastOf(line))
		if r == '\n' || (line != "" && !hangs && c.width(line+string(r), size) > width) {
			head, number := line, ""
			if r != '\n' {
				head, number = beforeNumber(line, r)
			}
			lines = append(lines, head)
			line = number
			if r == '\n' {
				continue
			}
		}
		line += string(r)
	}
	return append(lines, line)
}

// beforeNumber parts a full line before the number that goes on with r: 40项 is
// never torn into 4 and 0项. A number that fills the line stays.
func beforeNumber(line string, r rune) (head, number string) {
	if r < '0' || r > '9' {
		return line, ""
	}
	head = strings.TrimRight(line, "0123456789.")
	if head == "" {
		return line, ""
	}
	return head, line[len(head):]
}

// text writes s with its baseline at y; x is its left, middle or right.
func (c *canvas) text(s string, x, y int, size float64, ink color.Color, at align) {
	f, err := c.face(size)
	if err != nil {
		return
	}
	s = c.shown(s)
	w := font.MeasureString(f, s).Ceil()
	switch at {
	case middle:
		x -= w / 2
	case right:
		x -= w
	}
	d := font.Drawer{Dst: c.RGBA, Src: image.NewUniform(ink), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(s)
	c.drawn = append(c.drawn, s)
}

// heavy is text twice, a hair apart: the font has one weight.
func (c *canvas) heavy(s string, x, y int, size float64, ink color.Color, at align) {
	c.text(s, x, y, size, ink, at)
	c.text(s, x+1, y, size, ink, at)
	c.drawn = c.drawn[:len(c.drawn)-1]
}

type align int

const (
	left align = iota
	middle
	right
)

func (c *canvas) box(x0, y0, x1, y1 int, fill color.Color) {
	draw.Draw(c.RGBA, image.Rect(x0, y0, x1, y1), image.NewUniform(fill), image.Point{}, draw.Src)
}

// dot is a filled circle with smooth edges.
func (c *canvas) dot(x, y int, radius float64, ink color.RGBA) {
	n := int(radius) + 2
	for dy := -n; dy <= n; dy++ {
		for dx := -n; dx <= n; dx++ {
			cover := radius + 0.5 - math.Hypot(float64(dx), float64(dy))
			if cover <= 0 {
				continue
			}
			a := uint8(math.Min(cover, 1) * 255)
			src := image.NewUniform(color.NRGBA{ink.R, ink.G, ink.B, a})
			draw.Draw(c.RGBA, image.Rect(x+dx, y+dy, x+dx+1, y+dy+1), src, image.Point{}, draw.Over)
		}
	}
}

func rgb(v uint32) color.RGBA { return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255} }

var (
	paper = rgb(0xFFFFFF)
	ink   = rgb(0x1F2A30)
	faint = rgb(0x6B777E)
	rule  = rgb(0xE3E8EA)
	shade = rgb(0xF4F7F6)
	alarm = rgb(0xC62828)
)
