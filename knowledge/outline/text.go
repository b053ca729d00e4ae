package outline

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

func digits(n int) string { return strconv.Itoa(n) }

func isHan(r rune) bool { return unicode.In(r, unicode.Han) }

func runes(s string) int { return utf8.RuneCountInString(s) }

// breadth is a line's length in full-width characters.
func breadth(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0x2000 {
			n++
		}
	}
	return n / 2
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

// spaceAt is the number of bytes of white space at the head of s.
func spaceAt(s string) int { return len(s) - len(strings.TrimLeftFunc(s, blank)) }

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' }

func trim(s string) string { return strings.TrimFunc(s, blank) }

// squeeze drops all white space: 抄　送 is 抄送.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}

// stops end a sentence.
const stops = "。！？!?；;"

// ended tells whether a line ends as a paragraph does.
func ended(s string) bool {
	r := lastRune(s)
	if strings.ContainsRune("”’）)】》」』", r) {
		inner := lastRune(strings.TrimRight(s, "”’）)】》」』"))
		return strings.ContainsRune(stops+"：:…", inner) || r == '）' || r == ')' || r == '》'
	}
	return strings.ContainsRune(stops+"：:….", r)
}

// stopped tells whether a line ends with a sentence's stop, bare of doubt.
func stopped(s string) bool {
	return strings.ContainsRune(stops+"：:", lastRune(strings.TrimRight(s, "”’）)】》」』")))
}

// dangling tells whether a line breaks off in the middle of a phrase.
func dangling(s string) bool {
	if strings.ContainsRune("，、,（(“《【〔—＋+／/的和与及或到被", lastRune(s)) {
		return true
	}
	for _, p := range [][2]string{{"“", "”"}, {"《", "》"}, {"（", "）"}, {"〔", "〕"}} {
		if strings.LastIndex(s, p[0]) > strings.LastIndex(s, p[1]) {
			return true
		}
	}
	return false
}

// firstSentence gives the end of the first sentence of s, with its stop.
func firstSentence(s string, more string) int {
	depth := 0
	for i, r := range s {
		switch {
		case strings.ContainsRune("“《（(「『【", r):
			depth++
		case strings.ContainsRune("”》）)」』】", r):
			depth = max(0, depth-1)
		case depth == 0 && (strings.ContainsRune(stops, r) || strings.ContainsRune(more, r)):
			return i + utf8.RuneLen(r)
		}
	}
	return len(s)
}

func isDebris(s string) bool { return len(s) < 600 && debris.MatchString(s) }

var (
	// labelLine is a line that says who is responsible, or by when, for the item above it.
	labelLine = pattern.MustCompile(`^[（(【\[]?\s*((?:牵头|责任|配合|主要|共同|协助|协办|主办|承办|参与|实施|监管|主管|落实|督导|报送|主责)*(?:领导|单位|部门|主体|处室|科室|责任人|人)|完成(?:时限|时间)|(?:整改|办理)时限|时间节点|进度安排|目标值|工作目标|目标任务)\s*[】\]]?\s*[：:]`)
	// debris is a line that holds nothing but bars and dashes, or a page number between dashes.
	debris = pattern.MustCompile(`^(?:[|｜│┃\-—－–_=*·.…+\s　]+|[—－–\-]\s*[0-9０-９]{1,4}\s*[—－–\-]|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?)$`)
	// clausal is how a sentence begins that says what somebody must do: no heading is written so.
	clausal = pattern.MustCompile(`^(?:各|全|我|本|区|县|市|有关|相关).{1,12}(?:要|应|须|将|负责)\p{Han}{2}`)
	bullet  = pattern.MustCompile(`^(?:——|—|–|•|·|●|■|◆|★|▲|-\s)`)
	summing = pattern.MustCompile(`^(?:总之|综上所述|综上|总的来说|总而言之)`)
	closing = pattern.MustCompile(`^(?:此[答回]?复|特此|专此|以上(?:报告|意见|请示|答复|方案|汇报)|妥否|当否|可否|此函|此件|对以上答复|现予|请予审议|敬请|感谢您|感谢你|衷心感谢)`)
)
