package extract

import (
	"encoding/xml"
	"strconv"

	"liangshan/knowledge/pattern"
)

// style is a paragraph style with what it inherits.
type style struct {
	name    string
	based   string
	outline int // 1 to 9; 0 says nothing; -1 body text
	numID   string
	level   string

	numStyle string // the style that numID comes from
}

type styles struct {
	byID     map[string]style
	fallback string // the default paragraph style
}

var headingStyle = pattern.MustCompile(`(?i)^(?:heading|标题)\s*([1-9])$`)

// readStyles reads the paragraph styles.
func readStyles(b *budget, data []byte) (styles, error) {
	out := styles{byID: map[string]style{}}
	s := newScanner(b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "style" {
			continue
		}
		id := attr(e, "styleId")
		if attr(e, "type") == "paragraph" && attr(e, "default") == "1" {
			out.fallback = id
		}
		out.byID[id] = readStyle(s)
	}
	return out, s.err
}

func readStyle(s *scanner) style {
	var st style
	var look func(e xml.StartElement)
	look = func(e xml.StartElement) {
		switch e.Name.Local {
		case "name":
			st.name = attr(e, "val")
		case "basedOn":
			st.based = attr(e, "val")
		case "outlineLvl":
			st.outline = outlineLevel(attr(e, "val"))
		case "numId":
			st.numID = attr(e, "val")
		case "ilvl":
			st.level = attr(e, "val")
		case "pPr", "numPr":
			s.children(look)
			return
		}
		s.skip()
	}
	s.children(look)
	return st
}

// resolve gives a style with what it inherits filled in. Chains of styles are
// short; a longer one is a circle.
func (ss styles) resolve(id string) style {
	if id == "" {
		id = ss.fallback
	}
	st, ok := ss.byID[id]
	if !ok {
		st.name = id
	}
	st.numStyle = id
	for base, n := st.based, 0; base != "" && n < 20; n++ {
		up := ss.byID[base]
		if st.outline == 0 {
			if st.outline = up.outline; st.outline == 0 {
				st.outline = headingLevel(up.name)
			}
		}
		if st.numID == "" {
			st.numID, st.numStyle = up.numID, base
			if st.level == "" {
				st.level = up.level
			}
		}
		base = up.based
	}
	if own := headingLevel(st.name); own > 0 && ss.byID[id].outline == 0 {
		st.outline = own
	}
	return st
}

func headingLevel(name string) int {
	m := headingStyle.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}
