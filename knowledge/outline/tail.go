package outline

import (
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	contactLine = pattern.MustCompile(`^[（(]?\s*(?:联\s*系\s*人|联系电话|联系方式|经\s*办\s*人|承\s*办\s*人)(?:及?(?:电话|联系方式))?\s*[：:]`)
	remarkLine  = pattern.MustCompile(`^[（(]\s*(?:此件|此页|本件|主动公开|依申请|注\s*[：:]|信息公开)[^（）()]{0,60}[）)]$`)
	copyLine    = pattern.MustCompile(`^(?:抄\s*送|抄\s*报|主\s*送|分\s*送|抄\s*发)\s*(?:单位)?\s*[：:]|^[报送发]\s*[：:]`)
	copyValue   = pattern.MustCompile(`^抄\s*[送报发]\s*(?:单位)?\s*[：:]\s*`)
	printLine   = pattern.MustCompile(`^.{0,60}(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*[发制]\s*$`)
	signDated   = pattern.MustCompile(`^(.{4,40}?)[\s　,，]*((?:19|20)[0-9０-９]{2}\s*年\s*[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十元]{1,3}月[一二三四五六七八九十廿卅〇○零]{1,4}日)\s*$`)
	footLine    = pattern.MustCompile(`扫一扫|打印本页|关闭窗口|【打印】|【关闭】|上一篇|下一篇|相关附件|相关链接|版权所有|网站地图|ICP备|公网安备|主办单位：.*承办|返回顶部|分享到|责任编辑|点击下载|附件下载`)
)

// isTailLine tells whether a line belongs below the signature, wherever it stands.
func isTailLine(s string) bool {
	return len(s) < 900 && (contactLine.MatchString(s) || remarkLine.MatchString(s) || copyLine.MatchString(s) || printLine.MatchString(s))
}

// signDate tells whether lines[i] is the date below a signature: the body's end.
func signDate(lines []line, i int) bool {
	l := &lines[i]
	if l.table != nil || l.note || l.level > 0 || len(l.text) > 240 {
		return false
	}
	if m := signDated.FindStringSubmatch(l.text); m != nil && orgLike(m[1]) {
		return true
	}
	if !isDate(l.text) || strings.ContainsAny(l.text, "（(") {
		return false
	}
	if i > 0 && lines[i-1].table == nil && signs(lines[i-1].text) {
		return true
	}
	for k := i + 1; k < len(lines); k++ {
		next := &lines[k]
		if next.table == nil && isDebris(next.text) {
			continue
		}
		return next.table == nil && (isTailLine(next.text) || annexAt(next.text).ok || footLine.MatchString(next.text))
	}
	return true // the last line of all
}

// signs tells whether a line belongs to who signs: a body's name, or whose seal
// stands for its own: （区生态环境局代章）.
func signs(s string) bool {
	return orgLike(s) || sealNote.MatchString(squeeze(s)) || strings.HasSuffix(s, "（盖章）")
}

// signature is how many lines above the date at i name who signs.
func signature(lines []line, i int) int {
	n := 0
	for n < 6 && i-n-1 >= 0 && lines[i-n-1].table == nil && !lines[i-n-1].note && signs(lines[i-n-1].text) {
		n++
	}
	return n
}

// spotOf names a line's place in the tail.
func spotOf(s string) string {
	switch {
	case copyLine.MatchString(s):
		return spotCopies
	case printLine.MatchString(s):
		return spotPrinted
	case contactLine.MatchString(s), remarkLine.MatchString(s):
		return spotNote
	case footLine.MatchString(s):
		return spotFoot
	}
	return ""
}
