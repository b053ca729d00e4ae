package bot

import (
	"slices"
	"strings"

	"liangshan/bot/words"
)

// maxUnits is what one message holds, in UTF-16 units.
const maxUnits = 4096

// split cuts a text into messages where a reader would: at a blank line, else at
// a line end, else after a sentence, else anywhere but inside a character.
// Formatting that spans a cut goes on in the next message.
func split(t words.Text, limit int) []words.Text {
	var out []words.Text
	for {
		reach := min(limit, reachOf(t))
		if words.Len(t.Plain) <= reach {
			break
		}
		cut := cutAt(t.Plain, reach)
		head, tail := t.Plain[:cut], strings.TrimLeft(t.Plain[cut:], "\n ")
		skipped := len(t.Plain) - len(tail)
		out = append(out, part(t, 0, cut, strings.TrimRight(head, "\n ")))
		t = part(t, skipped, len(t.Plain), tail)
	}
	return append(out, t)
}

// maxEntities is how many pieces of formatting Telegram takes in one message; it drops the rest without a word.
const maxEntities = 100

// reachOf is how far a message may go before it has more formatting than it can hold.
func reachOf(t words.Text) int {
	if len(t.Entities) <= maxEntities {
		return maxUnits
	}
	starts := make([]int, len(t.Entities))
	for i, e := range t.Entities {
		starts[i] = e.Offset
	}
	slices.Sort(starts)
	return max(starts[maxEntities], 2)
}

// cutAt is the byte offset of the best cut within limit units.
func cutAt(s string, limit int) int {
	hard := 0
	for i, r := range s {
		size := 1
		if r > 0xFFFF {
			size = 2
		}
		if limit -= size; limit < 0 {
			break
		}
		hard = i + len(string(r))
	}
	head := s[:hard]
	for _, mark := range []string{"\n\n", "\n", "。", "；", "，"} {
		if i := strings.LastIndex(head, mark); i > hard/3 {
			return i + len(mark)
		}
	}
	return hard
}

// part is t.Plain[from:to], shown as plain, with the entities that reach into it.
func part(t words.Text, from, to int, plain string) words.Text {
	start, size := words.Len(t.Plain[:from]), words.Len(plain)
	out := words.Text{Plain: plain}
	for _, e := range t.Entities {
		first := max(e.Offset-start, 0)
		last := min(e.Offset+e.Length-start, size)
		if last > first {
			e.Offset, e.Length = first, last-first
			out.Entities = append(out.Entities, e)
		}
	}
	return out
}
