package duty

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

var (
	placeWord = pattern.MustCompile(`(?:^|[、，在于沿和及对的至到与由“])(\p{Han}{1,6}?(?:河|江|溪|湖|水库|电站|断面|湿地|公园|景区|林场|村|社区|园区|流域|高新区|开发区|污水处理厂|垃圾填埋场))`)
	noPlace   = pattern.MustCompile(`[得在的把应内于用将和及与全各本个一两某等治管巡护进入沿]|^(?:山河|江河|入河|巡河|治河|管河|护河|清河|美丽乡村|乡村|农村|智慧社区|各村|行政村|自然村|社区|园区|景区|各园区|工业园区|断面|流域|水库|湿地|公园|口袋公园|湖|河|江|村|河湖|江湖|进农村|进社区|.*(?:个|条|座|处)(?:村|社区|公园|湿地).*)$`)
)

// whereIn finds the places named in a range: towns that do not act, rivers and the like.
func (s *scanner) whereIn(from, to int, d *Duty) string {
	var out []string
	add := func(w string) {
		for _, x := range out {
			if x == w {
				return
			}
		}
		out = append(out, w)
	}
	for _, m := range s.names {
		if m.Start >= from && m.End <= to && m.Known && s.isTown(m) && !contains(d.Lead, m) && !contains(d.Support, m) {
			add(m.Text)
		}
	}
	text := s.text[from:to]
	if v := leading(text[skipAdverbs(text):], verbs); v != "" {
		text = text[skipAdverbs(text)+len(v):]
	}
	for at := 0; at < len(text); {
		m := placeWord.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		if w := text[at+m[2] : at+m[3]]; !noPlace.MatchString(w) && verbIn("　"+w) < 0 {
			add(w)
		}
		at += m[3]
	}
	return strings.Join(out, "、")
}

func (s *scanner) isTown(m name) bool {
	u, ok := s.roster.Resolve(m.Name)
	return ok && u.Kind == units.Town
}
