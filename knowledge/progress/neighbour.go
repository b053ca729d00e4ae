package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// In talk a neighbour goes by its place alone: 双河的清漂我看也差不多了. What one supposes of
// it is hearsay; 双河泵站 and 清流河 are things and nobody's name.

var (
	// placeTails follow a place that stands for its office.
	placeTails = []string{"的", "那", "他们", "镇上", "街上", "我看", "我觉得", "我感觉", "我猜", "好像", "估计", "可能", "大概", "貌似", "怕是", "应该"}
	// seen is what one has gathered oneself; a count makes no report of it.
	seen = words(`我看 我觉得 我感觉 感觉 我猜 好像 貌似 看样子 看起来 看着 怕是 据我所知 据我了解 据我看 依我看 照我看 估摸 听 传`)
	// ownSide turns from the neighbour to oneself.
	ownSide = pattern.MustCompile(`我们|咱们|我[镇局委办处]|我街道|本(?:镇|局|委|街道)`)
	// maybe words may also be meant otherwise: 应该改造12公里.
	maybe = words(`估计 可能 大概 应该 说不定 多半 恐怕 想必`)
)

// neighbour reports whether words name another town by its place alone.
func neighbour(s, dept string, roster *units.Roster) bool {
	if roster == nil {
		return false
	}
	for i := 0; i < len(s); {
		for k := 2; k <= 4; k++ {
			w := firstRunes(s[i:], k)
			if !startsAny(s[i+len(w):], placeTails...) {
				continue
			}
			if u, ok := roster.Resolve(w); ok && u.Name != dept && isTown(u.Name) {
				return true
			}
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return false
}

func isTown(unit string) bool {
	return strings.HasSuffix(unit, "镇") || strings.HasSuffix(unit, "街道")
}

// guessed reports whether a clause says what the sender supposes of a neighbour. A
// district office speaks of the towns as well; its counts and plans are its own.
func guessed(c *clause, dept string, roster *units.Roster) bool {
	if !seen.in(c.s) && (!maybe.in(c.s) || countsWork(c)) || !neighbour(c.s, dept, roster) {
		return false
	}
	return isTown(dept) || c.role != plan && !countsWork(c)
}
