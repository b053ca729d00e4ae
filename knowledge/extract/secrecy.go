package extract

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"liangshan/knowledge/pattern"
)

// Secrecy marks. A level's name is an everyday word, so it counts only as a
// mark is printed: with its star, after the label “密级”, or standing alone in a
// masthead, a page header or a file's name. SecretMark reads chat messages,
// where a sender may also say it in a sentence.

var (
	levels    = `(绝密|機密|机密|秘密|祕密|絕密)`
	duration  = `(?:[0-9一二三四五六七八九十]{1,3}(?:年|个?月)|长期)`
	starred   = pattern.MustCompile(levels + `级?[★☆⭐✩✪🌟](?:` + duration + `|[^\s，。；：、“”《》]{0,4})?|` + levels + `级?[*﹡＊]` + duration)
	labelled  = pattern.MustCompile(`(?:密级|密別|密别|涉密等级|保密等级|秘密等级|定密)[:：=|—\-]{0,3}(?:为|是|属于|定为|确定为)?[“"'‘【\[(〔]*` + levels)
	alone     = pattern.MustCompile(`^(?:特急|加急|特提|平急|急件|[0-9]{3,8}|份号[:：]?[0-9]*)*[【\[(〔《“"]?` + levels + `级?[】\])〕》”"]?[(〔]?` + duration + `?[)〕]?(?:特急|加急|特提|平急|急件|[0-9]{3,8})*$`)
	bracketed = pattern.MustCompile(`^[【\[(〔]` + levels + `级?(?:文件|材料|资料|件)?[】\])〕]`)
	term      = pattern.MustCompile(`^保密期限[:：]?` + duration + `$`)
	apart     = pattern.MustCompile(`^\s*` + levels + `级?[\s]{2,}\S`)

	// Words that make a level's name part of another notion.
	compound    = pattern.MustCompile(`(?:商业|工作|国家|个人|技术|军事|企业|客户|通信|通讯|审计|贸易|内部|行业|经营|重大)$`)
	levelBefore = pattern.MustCompile(`[绝絶絕机機秘祕涉]$`) // 机密级、秘密级: no label
	listing     = pattern.MustCompile(levels + `[、,，和或及与]` + levels)
)

// squeeze folds width and takes out every space and invisible character, so that
// “机 密 ★ １年” reads as “机密★1年”.
func squeeze(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '\ufe0f' {
			return -1
		}
		return r
	}, width.Fold.String(line))
}

// markAnywhere finds what is a mark wherever it stands: a level with its star, or
// after the label.
func markAnywhere(line string) (string, bool) {
	if !strings.ContainsRune(line, '密') {
		return "", false
	}
	s := squeeze(line)
	for _, at := range starred.FindAllStringIndex(s, -1) {
		if !compound.MatchString(s[:at[0]]) {
			return s[at[0]:at[1]], true
		}
	}
	for _, at := range labelled.FindAllStringIndex(s, -1) {
		if !levelBefore.MatchString(s[:at[0]]) && !listed(s, at[0]) {
			return s[at[0]:at[1]], true
		}
	}
	return "", false
}

// listed says that the levels are enumerated there: a text about levels.
func listed(s string, from int) bool {
	end := min(len(s), from+80)
	return listing.MatchString(s[from:end])
}

// markInLine finds a mark in a line of a masthead, in a page header or a name.
func markInLine(line string) (string, bool) {
	if mark, ok := markAnywhere(line); ok {
		return mark, true
	}
	if !strings.ContainsRune(line, '密') {
		return "", false
	}
	s := strings.Trim(squeeze(line), "*_#`|-—~=")
	for _, re := range []*pattern.Pattern{alone, bracketed, term} {
		if m := re.FindString(s); m != "" {
			return strings.Trim(m, "【】[]()〔〕《》“”\""), true
		}
	}
	if m := apart.FindStringSubmatch(width.Fold.String(strings.ReplaceAll(line, "\u3000", "  "))); m != nil {
		return m[1], true
	}
	return "", false
}

// masthead is how many paragraphs at a document's beginning count as its
// masthead: number, level, urgency, issuer, 文号, signer and title.
const masthead = 12

// secret looks for a mark in the whole file.
func (f *File) secret() (string, bool) {
	for _, line := range f.margin {
		if mark, ok := markInLine(line); ok {
			return mark, true
		}
	}
	paragraphs := 0
	for i := range f.Blocks {
		blk := &f.Blocks[i]
		find := markAnywhere
		if paragraphs < masthead || blk.Note && len([]rune(blk.Text)) < 40 {
			find = markInLine
		}
		if blk.Table != nil {
			if mark, ok := blk.Table.secret(find); ok {
				return mark, true
			}
		}
		if strings.TrimSpace(blk.Text) != "" && !blk.Note {
			paragraphs++
		}
		for line := range strings.Lines(blk.Number + blk.Text) {
			if mark, ok := find(line); ok {
				return mark, true
			}
		}
	}
	return "", false
}

// secret looks into a table: a mark in a cell, or a level beside or below a
// cell that says 密级. A table that names all three levels explains them.
func (t *Table) secret(find func(string) (string, bool)) (string, bool) {
	label := pattern.MustCompile(`^(?:密级|涉密等级|保密等级|秘密等级)[:：]?$`)
	level := pattern.MustCompile(`^` + levels + `级?(?:[(]?` + duration + `[)]?)?$`)
	seen, found := map[string]bool{}, ""
	heads := map[int]bool{}
	for _, row := range t.Rows {
		for c := range row {
			s := squeeze(row[c].Text)
			if label.MatchString(s) {
				heads[c] = true
			}
			if m := level.FindStringSubmatch(s); m != nil {
				seen[m[1]] = true
				if beside := c > 0 && label.MatchString(squeeze(row[c-1].Text)); beside || heads[c] {
					found = "密级：" + s
				}
			}
		}
	}
	if found != "" && len(seen) < 3 {
		return found, true
	}
	return t.secretCell(find, len(seen) < 2)
}

func (t *Table) secretCell(find func(string) (string, bool), levelAlone bool) (string, bool) {
	for _, row := range t.Rows {
		for c := range row {
			if row[c].Merged {
				continue
			}
			for line := range strings.Lines(row[c].Text) {
				mark, ok := find(line)
				if strong, is := markAnywhere(line); ok && (levelAlone || is) {
					if is {
						return strong, true
					}
					return mark, true
				}
			}
			if row[c].Nested != nil {
				if mark, ok := row[c].Nested.secret(find); ok {
					return mark, true
				}
			}
		}
	}
	return "", false
}

var (
	asks    = pattern.MustCompile(`[?？]|吗|呢|什么|怎么|怎样|如何|是否|哪些|哪个|多少|为何|为什么|能不能|可不可以|要不要|有没有`)
	forbids = pattern.MustCompile(`严禁|禁止|不得|不要|不能|不准|不许|不可|请勿|切勿|勿|严格|规定|制度|办法|条例|法律|培训|学习|宣传|教育|检查|自查|排查|没有|未发现|不涉及|不涉|不属于|不是|并非|无`)
	rated   = pattern.MustCompile(levels + `级?(?:的)?(?:文件|材料|资料|公文|文电|电报|信息|内容|通知|图纸|数据|档案|件|文)`)
	levelOf = pattern.MustCompile(levels + `级(?:的|别)?`)
	gives   = pattern.MustCompile(`这份|这个|这是|这几份|这些|该份|此件|附件|本文件|发你|发给|发了|发来|发到|发群|发出|传你|传给|传了|传来|拍照|拍了|照片|截图|转发|转你|转给|请查收|查收|上传|见附|收一下|接收|看下|看一下|看完|请阅|内部看|别外传|勿外传|不要外传|不得外传`)
	thisOne = pattern.MustCompile(`(?:这|此|该|本|附)(?:份|个|是|件|些|几份)?[^，。]{0,3}涉密(?:文件|材料|件|资料)`)
	among   = pattern.MustCompile(`(?:请勿|切勿|不要|不得|勿|别)(?:外传|转发|外发|扩散|传播|传)`) // said of the thing at hand, not a rule
	atHand  = pattern.MustCompile(`这份|这个|这是|这几份|该份|此件|附件|本文件|发你|传你|拍照|内部看|已上传|已发|发来了|刚收`)
)

// SecretMark finds in a chat message what says that it, or what it sends, is
// classified: a printed mark, a stated level, or words such as
// “这份是秘密级的文件，拍照发你了”. Questions and rules about secrecy are not marks.
func SecretMark(text string) (mark string, found bool) {
	if !strings.ContainsRune(text, '密') {
		return "", false
	}
	for line := range strings.Lines(text) {
		if mark, ok := starredMark(line); ok {
			return mark, true
		}
		for _, part := range sentences(line) {
			if mark, ok := saidToBe(part); ok {
				return mark, true
			}
		}
		if mark, ok := markInLine(line); ok && !asks.MatchString(line) {
			return mark, true
		}
	}
	return "", false
}

func starredMark(line string) (string, bool) {
	s := squeeze(line)
	if at := starred.FindStringIndex(s); at != nil && !compound.MatchString(s[:at[0]]) && !asks.MatchString(s) {
		return s[at[0]:at[1]], true
	}
	return "", false
}

func sentences(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("。！!；;\n", r) })
}

// saidToBe reads one sentence that says so in words.
func saidToBe(s string) (string, bool) {
	s = squeeze(s)
	plain := among.ReplaceAllString(s, "")
	rule := forbids.MatchString(plain) || plain != s && !atHand.MatchString(s)
	if asks.MatchString(s) || rule {
		return "", false
	}
	if m := thisOne.FindString(s); m != "" {
		return m, true
	}
	for _, re := range []*pattern.Pattern{rated, levelOf} {
		at := re.FindStringIndex(s)
		if at == nil || compound.MatchString(s[:at[0]]) || listed(s, at[0]) {
			continue
		}
		if gives.MatchString(s) {
			return s[at[0]:at[1]], true
		}
	}
	return "", false
}
