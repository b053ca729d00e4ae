package units

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tails are runes that make another word of a name's last one: 财政局+面, 创建办+法.
var tails = map[rune]string{
	'委': "托派任员培", '办': "法理公事学好结成案件展", '局': "面限势部域",
	'部': "门署分队级件位落", '镇': "域", '道': "路", '心': "城组思任", '站': "位点", '队': "伍", '室': "内外",
	'会': "议商", '处': "理置罚于在", '所': "有以需在谓属", '社': "会区保",
}

// generic tells whether a name ends as many bodies do, so that what stands before it matters:
// 领导小组办公室 is ours, 乡村振兴领导小组办公室 is another's.
func generic(name string) bool {
	for _, end := range []string{"委员会", "办公室", "中心", "部", "小组办"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// Find returns the units mentioned in running text, longest match first, in
// order, not overlapping. Bare stems (林业, 财政) do not count here.
func (r *Roster) Find(text string) []Mention {
	found := groupsIn(text)
	found = append(found, r.known(text, false)...)
	found = append(found, r.foreign(text)...)
	return r.asWritten(disjoint(found))
}

// disjoint keeps the leftmost, then the longest, then the known.
func disjoint(found []Mention) []Mention {
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		if a.End != b.End {
			return a.End > b.End
		}
		return a.Known && !b.Known
	})
	out, end := found[:0], 0
	for _, m := range found {
		if m.Start >= end {
			out = append(out, m)
			end = m.End
		}
	}
	return out
}

// known finds roster names. Lenient is for columns, where 林业 is a unit.
func (r *Roster) known(text string, lenient bool) []Mention {
	var out []Mention
	for i := 0; i < len(text); {
		c, size := decode(text[i:])
		if !unicode.In(c, unicode.Han) && r.root.next[narrow(c)] == nil {
			i += size
			continue
		}
		end, n := r.longest(text, i, lenient)
		if n == nil {
			i += size
			continue
		}
		if start := r.foreignStart(text, i, n.bare); start < i {
			out = append(out, Mention{Name: text[start:end], Text: text[start:end], Start: start, End: end})
		} else {
			out = append(out, r.mention(n.settled(), text[i:end], i, end))
		}
		i = end
	}
	return out
}

// longest walks the trie from i and returns the end of the longest acceptable name.
func (r *Roster) longest(text string, i int, lenient bool) (end int, best *node) {
	n := r.root
	for j := i; j < len(text); {
		c, size := decode(text[j:])
		if skipped(c) && j > i {
			j += size
			continue
		}
		if n = n.next[narrow(c)]; n == nil {
			break
		}
		j += size
		if len(n.ids) > 0 && (lenient || n.strict && fits(text, i, j) && (!n.bare || n.full || begins(text, i) || !generic(text[i:j]))) {
			end, best = j, n
		}
	}
	return end, best
}

// fits tells whether a name stands as a word of its own at text[i:j].
func fits(text string, i, j int) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:j])
	after, _ := decode(text[j:])
	if after != utf8.RuneError && strings.ContainsRune(tails[last], after) {
		return false
	}
	return utf8.RuneCountInString(text[i:j]) > 2 || begins(text, i)
}

// begins tells whether a name without 区 can begin at i, or is the end of a
// longer one: 建设委员会 in 人口资源环境建设委员会.
func begins(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if !unicode.In(before, unicode.Han) || particle(before) || strings.ContainsRune("市省县州旗", before) {
		return true
	}
	word, _ := lastWord(text[:i], 4)
	return endsInVerb(word) || strings.HasSuffix(word, "国家") || strings.HasSuffix(word, "全国")
}

func decode(s string) (rune, int) { return utf8.DecodeRuneInString(s) }
