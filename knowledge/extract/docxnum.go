package extract

import (
	"encoding/xml"
	"strings"
)

// numLevel is one level of a numbering.
type numLevel struct {
	start   int
	format  string
	custom  string // "001, 002, 003, ..." of a custom format
	text    string // "第%1条", "%1.%2"
	restart int    // after which level it starts afresh, from 1; 0 never; -1 after any higher one
	legal   bool   // all levels shown as decimals
	style   string // the paragraph style tied to this level
}

const numLevels = 9

// numScheme is an abstract numbering; its counters are shared by all lists
// that use it.
type numScheme struct {
	levels    [numLevels]numLevel
	link      string // the style whose numbering it stands for
	styleLink string // the style that it defines
	count     [numLevels]int
	used      [numLevels]bool
}

// numList is a numbering instance: a scheme with levels overridden.
type numList struct {
	scheme    *numScheme
	overrides map[int]numLevel
	starts    map[int]int
	begun     map[int]bool // which start overrides have had their effect
}

type numbering struct {
	lists map[string]*numList
}

// readNumbering reads numbering.xml.
func readNumbering(b *budget, data []byte, ss styles) (*numbering, error) {
	n := &numbering{lists: map[string]*numList{}}
	schemes := map[string]*numScheme{}
	s := newScanner(b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "abstractNum":
			schemes[attr(e, "abstractNumId")] = readScheme(s)
		case "num":
			id := attr(e, "numId")
			n.lists[id] = readList(s, schemes)
		case "numPicBullet":
			s.skip()
		}
	}
	n.link(ss, schemes)
	return n, s.err
}

// link follows a scheme that only names the style in which it is defined.
func (n *numbering) link(ss styles, schemes map[string]*numScheme) {
	defined := map[string]*numScheme{}
	for _, sc := range schemes {
		if sc.styleLink != "" {
			defined[sc.styleLink] = sc
		}
	}
	for _, l := range n.lists {
		if l.scheme == nil || l.scheme.link == "" {
			continue
		}
		if sc := defined[l.scheme.link]; sc != nil {
			l.scheme = sc
		} else if via := n.lists[ss.byID[l.scheme.link].numID]; via != nil && via.scheme != nil {
			l.scheme = via.scheme
		}
	}
}

func readScheme(s *scanner) *numScheme {
	sc := &numScheme{}
	for i := range sc.levels {
		sc.levels[i] = numLevel{start: 1, restart: -1, format: "decimal"}
	}
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "lvl":
			if i := atoi(attr(e, "ilvl")); i >= 0 && i < numLevels {
				sc.levels[i] = readLevel(s)
				return
			}
		case "numStyleLink":
			sc.link = attr(e, "val")
		case "styleLink":
			sc.styleLink = attr(e, "val")
		}
		s.skip()
	})
	return sc
}

func readLevel(s *scanner) numLevel {
	l := numLevel{start: 0, restart: -1, format: "decimal"}
	var look func(e xml.StartElement)
	look = func(e xml.StartElement) {
		switch e.Name.Local {
		case "start":
			l.start = atoi(attr(e, "val"))
		case "numFmt":
			l.format, l.custom = attr(e, "val"), attr(e, "format")
		case "lvlText":
			l.text = attr(e, "val")
		case "lvlRestart":
			l.restart = atoi(attr(e, "val"))
		case "isLgl":
			l.legal = on(e)
		case "pStyle":
			l.style = attr(e, "val")
		case "AlternateContent":
			first := true
			s.children(func(c xml.StartElement) {
				if first {
					first = false
					s.children(look)
					return
				}
				s.skip()
			})
			return
		}
		s.skip()
	}
	s.children(look)
	return l
}

func readList(s *scanner, schemes map[string]*numScheme) *numList {
	l := &numList{overrides: map[int]numLevel{}, starts: map[int]int{}, begun: map[int]bool{}}
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "abstractNumId":
			l.scheme = schemes[attr(e, "val")]
		case "lvlOverride":
			i := atoi(attr(e, "ilvl"))
			s.children(func(o xml.StartElement) {
				switch o.Name.Local {
				case "startOverride":
					l.starts[i] = atoi(attr(o, "val"))
				case "lvl":
					l.overrides[i] = readLevel(s)
					return
				}
				s.skip()
			})
			return
		}
		s.skip()
	})
	return l
}

func (l *numList) level(i int) numLevel {
	if lv, ok := l.overrides[i]; ok {
		return lv
	}
	return l.scheme.levels[i]
}

// styleLevel is the level tied to a paragraph style; -1 if none.
func (l *numList) styleLevel(styleID string) int {
	for i := range numLevels {
		if styleID != "" && l.level(i).style == styleID {
			return i
		}
	}
	return -1
}

// list gives the list of an id, nil where the id means no numbering.
func (n *numbering) list(id string) *numList {
	if l := n.lists[id]; l != nil && l.scheme != nil {
		return l
	}
	return nil
}

// next counts a paragraph and gives its number as the reader sees it.
func (n *numbering) next(id string, level int) string {
	l := n.list(id)
	if l == nil || level < 0 || level >= numLevels {
		return ""
	}
	l.count(level)
	lv := l.level(level)
	if lv.format == "bullet" || lv.format == "none" && !strings.Contains(lv.text, "%") {
		return ""
	}
	return l.show(lv)
}

// count moves the counter of a level on and resets those below it.
func (l *numList) count(level int) {
	sc := l.scheme
	start := l.level(level).start
	if v, ok := l.starts[level]; ok && !l.begun[level] {
		start = v
		sc.used[level] = false
		l.begun[level] = true
	}
	if sc.used[level] {
		sc.count[level]++
	} else {
		sc.count[level], sc.used[level] = start, true
	}
	for i := level + 1; i < numLevels; i++ {
		if r := l.level(i).restart; r < 0 || r > level {
			sc.used[i] = false
		}
	}
}

// show fills a level's pattern with the counters.
func (l *numList) show(lv numLevel) string {
	var sb strings.Builder
	for i := 0; i < len(lv.text); i++ {
		c := lv.text[i]
		if c != '%' || i+1 >= len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			sb.WriteByte(c)
			continue
		}
		i++
		at := int(lv.text[i] - '1')
		of := l.level(at)
		if lv.legal {
			of.format = "decimal"
		}
		n := of.start // of a level that has not been used yet
		if l.scheme.used[at] {
			n = l.scheme.count[at]
		}
		sb.WriteString(of.shown(n))
	}
	return strings.TrimSpace(sb.String())
}

// shown gives a counter in the level's format.
func (lv numLevel) shown(n int) string {
	if lv.format == "custom" {
		first, _, _ := strings.Cut(lv.custom, ",")
		if width := len(strings.TrimSpace(first)); strings.Trim(strings.TrimSpace(first), "0123456789") == "" && width > 1 {
			return zeroPad(n, width)
		}
		return formatNumber("decimal", n)
	}
	return formatNumber(lv.format, n)
}
