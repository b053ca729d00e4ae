package extract

import "math"

// pathOp follows the construction of paths, for the lines of tables.
func (p *painter) pathOp(op string, args []any) {
	switch op {
	case "m":
		p.px, p.py = num(args, 0), num(args, 1)
		p.sx, p.sy = p.px, p.py
	case "l":
		p.line(num(args, 0), num(args, 1))
	case "c":
		p.px, p.py = num(args, 4), num(args, 5)
	case "v", "y":
		p.px, p.py = num(args, 2), num(args, 3)
	case "h":
		p.line(p.sx, p.sy)
	case "re":
		p.rectangle(num(args, 0), num(args, 1), num(args, 2), num(args, 3))
	case "s", "b", "b*":
		p.line(p.sx, p.sy)
		p.paint()
	case "S", "f", "F", "f*", "B", "B*":
		p.paint()
	case "n":
		p.path = p.path[:0]
	}
}

func (p *painter) line(x, y float64) {
	p.segment(p.px, p.py, x, y)
	p.px, p.py = x, y
}

func (p *painter) segment(x1, y1, x2, y2 float64) {
	x1, y1 = p.gs.ctm.at(x1, y1)
	x2, y2 = p.gs.ctm.at(x2, y2)
	if len(p.path) < 100_000 {
		p.path = append(p.path, rule{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)})
	}
}

func (p *painter) rectangle(x, y, w, h float64) {
	p.segment(x, y, x+w, y)
	p.segment(x+w, y, x+w, y+h)
	p.segment(x, y+h, x+w, y+h)
	p.segment(x, y, x, y+h)
	p.px, p.py, p.sx, p.sy = x, y, x, y
}

// paint keeps the straight lines of the path. A thin rectangle is a line too:
// its long sides come to lie on one another.
func (p *painter) paint() {
	p.sh.paths++
	const long, flat = 3, 1.5
	for _, r := range p.path {
		w, h := r.x2-r.x1, r.y2-r.y1
		if (w >= long && h <= flat || h >= long && w <= flat) && len(p.sh.rules) < 50_000 {
			p.sh.rules = append(p.sh.rules, r)
		}
	}
	p.path = p.path[:0]
}

// straighten turns a page on which most text runs up or down, and takes out
// what is written askew: a watermark.
func (s *sheet) straighten() {
	var votes [4]int
	for i := range s.glyphs {
		if a := s.glyphs[i].angle; a >= 0 {
			votes[a]++
		}
	}
	best := 0
	for a, n := range votes {
		if n > votes[best] {
			best = a
		}
	}
	for range (4 - best) % 4 {
		s.turn()
	}
}

// turn rotates the page a quarter to the left.
func (s *sheet) turn() {
	for i := range s.glyphs {
		g := &s.glyphs[i]
		g.x, g.y = s.height-g.y, g.x
		if g.angle >= 0 {
			g.angle = (g.angle + 1) % 4
		}
	}
	for i := range s.rules {
		r := &s.rules[i]
		*r = rule{s.height - r.y2, r.x1, s.height - r.y1, r.x2}
	}
	s.width, s.height = s.height, s.width
}

func near(a, b, d float64) bool { return math.Abs(a-b) <= d }
