package llmtest

import (
	"regexp"
	"strconv"
	"strings"

	"liangshan/knowledge/cite"
)

// A telling puts a true sentence in another honest way; none where it does not apply.
type telling struct {
	kind string
	tell func(f fact) []string // whole replies
}

var tellings = []telling{
	{"verbatim", func(f fact) []string {
		return []string{f.text + "【" + f.mark + "】。", f.text + "[" + f.mark + "]。", f.text + "。【" + f.mark + "】", f.text + "［" + f.mark + "］。", f.text + "【" + f.mark + "】【" + f.mark + "】"}
	}},
	{"width", func(f fact) []string { return cited(f, wide(f.text), narrow(f.text)) }},
	{"other quotes", func(f fact) []string {
		return cited(f, strings.NewReplacer("“", "「", "”", "」").Replace(f.text))
	}},
	{"numerals in Chinese", func(f fact) []string { return cited(f, hanFigures(f.text)...) }},
	{"date written out", func(f fact) []string { return cited(f, monthEnds(f.text)...) }},
	{"short unit", func(f fact) []string { return cited(f, shortUnits(f.text)...) }},
	{"money unit", func(f fact) []string { return cited(f, moneyUnits(f.text)...) }},
	{"introduced", func(f fact) []string {
		return cited(f, "根据文件，"+f.text, "文件中载明："+f.text, "其中，"+f.text)
	}},
	{"listed", func(f fact) []string {
		return []string{"- " + f.text + "【" + f.mark + "】", "1. " + f.text + "【" + f.mark + "】。", "具体如下：\n（1）" + f.text + "【" + f.mark + "】；"}
	}},
	{"beginning", func(f fact) []string { return cited(f, beginnings(f.text)...) }},
	{"items in other order", func(f fact) []string { return cited(f, reordered(f.text)...) }},
	{"quoted", func(f fact) []string {
		if strings.ContainsAny(f.text, "“”") {
			return nil
		}
		return cited(f, "原文为“"+f.text+"”")
	}},
}

// Honest tells the evidence's sentences truly in other ways. At most perKind of
// one kind are told; 0 means all.
func Honest(evidence []cite.Evidence, perKind int) []Case {
	var out []Case
	all := facts(evidence)
	for _, t := range tellings {
		n := 0
		for _, f := range all {
			for _, reply := range t.tell(f) {
				if perKind > 0 && n == perKind {
					break
				}
				n++
				out = append(out, Case{t.kind, "", reply, evidence})
			}
		}
	}
	for i := 0; i+1 < len(all) && (perKind == 0 || i < perKind); i++ {
		a, b := all[i], all[(i+3)%len(all)]
		out = append(out,
			Case{"two passages", "", a.text + "【" + a.mark + "】；" + b.text + "【" + b.mark + "】。", evidence},
			Case{"two passages", "", b.text + "【" + b.mark + "】。" + a.text + "【" + a.mark + "】。", evidence},
			Case{"two passages", "", a.text + "；" + b.text + "【" + a.mark + "、" + b.mark + "】。", evidence})
	}
	return out
}

func cited(f fact, texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t+"【"+f.mark+"】。")
		}
	}
	return out
}

func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '%' {
			return r - '!' + '！'
		}
		return r
	}, s)
}

func narrow(s string) string {
	return strings.NewReplacer("，", ",", "；", ";", "：", ":", "（", "(", "）", ")", "—", "-").Replace(s)
}

func hanFigures(s string) []string {
	out := amount.ReplaceAllStringFunc(s, func(a string) string {
		m := amount.FindStringSubmatch(a)
		n, err := strconv.Atoi(m[1])
		if err != nil || n > 9999 || n == 0 || n == 2 || strings.HasPrefix(m[2], "%") || strings.HasPrefix(m[2], "万") || strings.HasPrefix(m[2], "亿") {
			return a
		}
		return Han(n) + m[2]
	})
	if out == s {
		return nil
	}
	return []string{out}
}

var monthEnd = regexp.MustCompile(`(\d{1,2})月底前`)

func monthEnds(s string) []string {
	last := map[string]string{"1": "31", "3": "31", "4": "30", "5": "31", "6": "30", "7": "31", "8": "31", "9": "30", "10": "31", "11": "30", "12": "31"}
	out := monthEnd.ReplaceAllStringFunc(s, func(d string) string {
		m := monthEnd.FindStringSubmatch(d)
		if last[m[1]] == "" {
			return d // February depends on the year
		}
		return m[1] + "月" + last[m[1]] + "日前"
	})
	if out == s {
		return nil
	}
	return []string{out}
}

func shortUnits(s string) []string {
	out := bodies.ReplaceAllStringFunc(s, func(u string) string {
		if strings.HasPrefix(u, "区") {
			return strings.TrimPrefix(u, "区")
		}
		return u
	})
	if out == s {
		return nil
	}
	return []string{out}
}

var hundredMillions = regexp.MustCompile(`(\d+)\.(\d\d)亿元`)

func moneyUnits(s string) []string {
	out := hundredMillions.ReplaceAllString(s, "$1${2}00万元")
	if out == s {
		return nil
	}
	return []string{out}
}

// beginnings cut a sentence at its commas: what is kept stands as it stood.
func beginnings(s string) []string {
	parts := strings.Split(s, "，")
	var out []string
	for i := 1; i < len(parts); i++ {
		if head := strings.Join(parts[:i], "，"); len([]rune(head)) >= 8 && strings.Count(head, "（") == strings.Count(head, "）") &&
			strings.Count(head, "“") == strings.Count(head, "”") {
			out = append(out, head)
		}
	}
	return out
}

var counted = regexp.MustCompile(`[^，；：、。]*\d[^，；：、。]*`)

// reordered turns the order of counted items in a list: 6次、1次、10次.
func reordered(s string) []string {
	var out []string
	for _, part := range strings.Split(s, "，") {
		items := strings.Split(part, "、")
		if len(items) < 2 || !allCounted(items[1:]) || strings.Contains(items[0], "其中") || dated.MatchString(part) {
			continue
		}
		if m := amount.FindAllString(items[0], -1); len(m) != 1 {
			continue
		}
		rest := append([]string(nil), items[1:]...)
		rest[0], rest[len(rest)-1] = rest[len(rest)-1], rest[0]
		out = append(out, strings.Join(append(rest, items[0]), "、"))
	}
	return out
}

func allCounted(items []string) bool {
	for _, i := range items {
		if !counted.MatchString(i) || len(amount.FindAllString(i, -1)) != 1 {
			return false
		}
	}
	return true
}
