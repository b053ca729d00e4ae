package outline

import (
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	// A document number: 荣环函〔2022〕98号, 环生态[2019]76号, 渝府办发（2016） 54 号.
	docNumber = pattern.MustCompile(`([\p{Han}A-Za-z（）()]{1,20}?)\s*[〔\[［【（(﹝]\s*((?:19|20)\d{2})\s*年?\s*[〕\]］】）)﹞]\s*第?\s*([\p{Han}]{0,4}\d{1,5})\s*号`)
	// bareNumber is one without an agency's word, below the masthead of minutes and bulletins: 〔2024〕9号, 〔2023〕第9期.
	bareNumber = pattern.MustCompile(`^[〔\[［【（(﹝]\s*((?:19|20)\d{2})\s*年?\s*[〕\]］】）)﹞]\s*(第?)\s*(\d{1,4})\s*([号期])$`)
	// besideNumber is what may share its line.
	besideNumber = pattern.MustCompile(`^(?:签发人|(?:办理)?(?:分类|类别|类型|结果)|密级|公开(?:属性|方式|类别)|是否公开|编号|紧急程度)`)
	orderNo      = pattern.MustCompile(`^((?:[\p{Han}]{2,20}令)\s*[（(]?\s*第\s*[0-9一二三四五六七八九十百]{1,5}\s*号)[）)]?$`)
)

// numberLine tells whether a line is a document number and nothing else.
func numberLine(s string) bool {
	n, whole := readNumber(s)
	return n != "" && whole
}

// readNumber reads the first document number of s in its standard form, and whether s holds nothing else.
func readNumber(s string) (number string, whole bool) {
	s = narrow(trim(s))
	if m := orderNo.FindStringSubmatch(s); m != nil {
		return squeeze(m[1]), true
	}
	if m := bareNumber.FindStringSubmatch(s); m != nil {
		return "〔" + m[1] + "〕" + m[2] + m[3] + m[4], true
	}
	at := docNumber.FindStringSubmatchIndex(s)
	if at == nil {
		return "", false
	}
	agency := strings.Trim(s[at[2]:at[3]], "（()）")
	number = squeeze(agency + "〔" + s[at[4]:at[5]] + "〕" + s[at[6]:at[7]] + "号")
	rest := strings.Trim(s[:at[2]]+s[at[1]:], "（）() 　\t文号发字:：")
	return number, rest == "" || besideNumber.MatchString(squeeze(rest))
}
