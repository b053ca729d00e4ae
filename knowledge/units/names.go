package units

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// node is one step of the trie. Quotes and spaces are not in the trie: a walk passes over them.
type node struct {
	next   map[rune]*node
	ids    []int // units that the name up to here means
	strict bool  // counts in running text
	bare   bool  // has no 区 before it
	full   bool  // is the unit's own name all the same: 万灵镇
	old    []int // units for which the name up to here is an old one
}

// levels are the words by which a place name ends, and by which a unit says whose it is.
const levels = "区县市旗"

// suffixes end the name of a body. Longer ones first.
var suffixes = []string{
	"委员会", "管委会", "指挥部", "办事处", "办公室", "人民政府", "工作委", "居委会", "村委会", "领导小组",
	"有限公司", "公司", "集团", "中心", "街道", "街道办", "支队", "大队", "法院", "检察院", "医院", "银行", "供电", "专班",
	"政府", "管理处", "管理所", "研究院", "学院", "学校", "总队",
	"局", "委", "办", "部", "镇", "乡", "厅", "室", "站", "处", "所", "院", "社", "会",
}

func endsAsBody(s string) bool {
	return slices.ContainsFunc(suffixes, func(x string) bool { return strings.HasSuffix(s, x) && s != x })
}

// prefixesOf gathers what may stand before a unit's bare name: 区, and the place names of the formal names.
func prefixesOf(units []Unit) []string {
	set := map[string]bool{}
	for _, u := range units {
		level, base := splitLevel(u)
		if level == "" {
			continue
		}
		set[level] = true
		for _, name := range append([]string{u.Formal}, u.Aliases...) {
			if place, ok := strings.CutSuffix(name, base); ok && strings.HasSuffix(place, level) {
				addPlaces(set, place)
			}
		}
	}
	return longestFirst(set)
}

// addPlaces adds 重庆市荣昌区, and 荣昌区 within it.
func addPlaces(set map[string]bool, place string) {
	for {
		set[place] = true
		i := strings.IndexAny(place, "省市州")
		if i < 0 || i+len("市") >= len(place) {
			return
		}
		place = place[i+len("市"):]
	}
}

func longestFirst(set map[string]bool) []string {
	var out []string
	for s := range set {
		out = append(out, s)
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i]) != len(out[j]) {
			return len(out[i]) > len(out[j])
		}
		return out[i] < out[j]
	})
	return out
}

// splitLevel splits 区林业局 into 区 and 林业局. Bodies of other levels keep their whole name.
func splitLevel(u Unit) (level, base string) {
	if u.Kind == Outside || u.Kind == Town {
		return "", u.Name
	}
	first, size := decode(u.Name)
	if strings.ContainsRune(levels, first) {
		return u.Name[:size], u.Name[size:]
	}
	return "", u.Name
}

func (r *Roster) addUnit(id int) {
	u := r.units[id]
	for _, f := range slices.Concat([]string{u.Name, u.Formal}, u.Aliases, u.Safe) {
		whole := f == u.Name && utf8.RuneCountInString(f) > 2 // 区妇联: a full name needs no suffix
		r.addForms(id, f, whole || slices.Contains(u.Safe, f), false)
	}
	for _, f := range u.Old {
		r.addForms(id, f, false, true)
	}
}

// addForms enters a name with and without the place before it, and in its longer spelling.
func (r *Roster) addForms(id int, form string, safe, old bool) {
	if form = key(form); form == "" {
		return
	}
	if r.units[id].Kind == Outside {
		r.put(form, id, safe || endsAsBody(form), false, old)
		return
	}
	base := r.strip(form)
	for _, b := range spellings(base) {
		strict := safe || endsAsBody(b)
		r.put(b, id, endsAsBody(b) || safe && b == form, true, old)
		for _, p := range r.prefixes {
			r.put(p+b, id, strict, false, old)
			if place := strings.TrimRight(p, levels); place != "" && strict {
				r.put(place+b, id, true, false, old) // 荣昌林业局
			}
		}
	}
}

// spellings adds the longer or formal forms that any office or town has.
func spellings(base string) []string {
	out := []string{base}
	for _, s := range []struct{ end, more string }{
		{"委", "员会"},
		{"办", "公室"},
		{"镇", "政府"},
		{"镇", "人民政府"},
		{"乡", "政府"},
		{"乡", "人民政府"},
		{"街道", "办"},
		{"街道", "办事处"},
	} {
		if strings.HasSuffix(base, s.end) {
			out = append(out, base+s.more)
		}
	}
	return out
}

func (r *Roster) strip(name string) string {
	for _, p := range r.prefixes {
		if rest, ok := strings.CutPrefix(name, p); ok && len(rest) >= 2*len("区") {
			return rest
		}
	}
	return name
}

func (r *Roster) put(name string, id int, strict, bare, old bool) {
	n := r.root
	for _, c := range name {
		if n.next == nil {
			n.next = map[rune]*node{}
		}
		m := n.next[c]
		if m == nil {
			m = &node{}
			n.next[c] = m
		}
		n = m
	}
	if !slices.Contains(n.ids, id) {
		n.ids = append(n.ids, id)
		n.bare = bare
		n.full = name == key(r.units[id].Name)
		if old {
			n.old = append(n.old, id)
		}
	}
	n.strict = n.strict || strict
}

// settled drops the units for which the name is only an old one, where another bears it today.
func (n *node) settled() []int {
	if len(n.ids) == 1 || len(n.old) == 0 || len(n.old) == len(n.ids) {
		return n.ids
	}
	return slices.DeleteFunc(slices.Clone(n.ids), func(id int) bool { return slices.Contains(n.old, id) })
}

// lookup finds a whole name.
func (r *Roster) lookup(name string) []int {
	n := r.root
	for _, c := range key(name) {
		if n = n.next[c]; n == nil {
			return nil
		}
	}
	return n.settled()
}

// key drops what writers leave out or write differently: quotes, spaces, width.
func key(s string) string {
	return strings.Map(func(c rune) rune {
		if skipped(c) {
			return -1
		}
		return narrow(c)
	}, s)
}

func skipped(c rune) bool {
	return strings.ContainsRune("“”\"＂'‘’「」『』", c) || unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff'
}

func narrow(c rune) rune {
	if c >= '！' && c <= '～' {
		return c - '！' + '!'
	}
	return c
}
