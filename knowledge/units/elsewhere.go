package units

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// For returns the roster as a document of an issuer, or else of a title, is to be
// read with. In the paper of another place 林业局 is that place's bureau: names are
// found as ever, but stand as written, and group words stand for nobody of ours.
func (r *Roster) For(issuer, title string) *Roster {
	if !r.elsewhere(issuer, title) {
		return r
	}
	other := *r
	other.away = true
	return &other
}

var (
	// issuedBy is the place at the head of an issuer's name: 四川省广元市|青川县.
	issuedBy = pattern.MustCompile(`^(?:中共)?(?:[\p{Han}]{2,7}?(?:省|自治区|市|州|盟))?([\p{Han}]{1,8}?(?:自治[县州旗]|[县区旗市]))`)
	// titled is the same at the head of a title, perhaps that of the paper it passes on.
	titled = pattern.MustCompile(`^(?:关于(?:印发|报送|公布|转发)?)?[《“]?(?:[\p{Han}]{2,7}?(?:省|自治区|市|州|盟))?([\p{Han}]{1,8}?(?:自治[县州旗]|[县区旗市]))`)
	// noPlace are words that end as a place does: 全市, 城区, 自然保护区.
	noPlace = pattern.MustCompile(`^(?:[全我本各该两]|.*(?:[城景社园片辖郊库牧矿灾疫老新]|保护|开发|高新|经开|示范|试验|试点|先行|功能|风景|度假|湿地|创建|工业|建设|集聚|自贸|合作|旅游)[区县市]$)`)
)

// elsewhere reports whether a paper comes from a place of our own level that is
// not ours. A paper from above, or one that names no place, is read as our own.
func (r *Roster) elsewhere(issuer, title string) bool {
	own := r.ownPlaces()
	if len(own) == 0 {
		return false
	}
	for _, p := range own {
		if strings.Contains(issuer, p) || issuer == "" && strings.Contains(title, p) {
			return false
		}
	}
	place := Place(issuer, title)
	return place != "" && !r.above(place)
}

// Place is the district or county that a paper comes from by its issuer, or else by its
// title: 青川县. "" where neither names one.
func Place(issuer, title string) string {
	return cmp.Or(placeIn(issuedBy, issuer), placeIn(titled, title))
}

func placeIn(re *pattern.Pattern, s string) string {
	m := re.FindStringSubmatch(key(s))
	if m == nil || noPlace.MatchString(m[1]) || utf8.RuneCountInString(m[1]) < 2 {
		return ""
	}
	return m[1]
}

// ownPlaces are the spellings of our place with its level: 重庆市荣昌区, 荣昌区.
func (r *Roster) ownPlaces() []string {
	var out []string
	for _, p := range r.prefixes {
		if utf8.RuneCountInString(p) > 1 {
			out = append(out, p)
		}
	}
	return out
}

// above reports whether a place is one that ours lies in.
func (r *Roster) above(place string) bool {
	for _, p := range r.prefixes {
		if strings.HasPrefix(p, place) {
			return true
		}
	}
	return false
}

// asWritten takes our names back from what stands in another place's paper, unless
// the paper says whose they are: 荣昌区林业局.
func (r *Roster) asWritten(list []Mention) []Mention {
	if !r.away {
		return list
	}
	for i := range list {
		m := &list[i]
		if r.namesUs(m.Text) {
			continue
		}
		m.Name, m.Known, m.Ambiguous, m.Elsewhere = m.Text, false, nil, true
	}
	return list
}

func (r *Roster) namesUs(text string) bool {
	for _, p := range r.ownPlaces() {
		if strings.HasPrefix(key(text), p) {
			return true
		}
	}
	return false
}

// onlyPlace is a place and its level, and nothing else.
var onlyPlace = pattern.MustCompile(`^[\p{Han}]{0,6}[省市区县旗]$`)

// Short reports whether word names the body without its place, or as it is: 林业局 for 县林业局.
func Short(word, name string) bool {
	rest, ok := strings.CutSuffix(name, word)
	return ok && utf8.RuneCountInString(word) >= 2 && (rest == "" || onlyPlace.MatchString(rest))
}
