package progress

import (
	"strings"
)

// common words of troubles: sharing only these, two troubles are not one.
var troubleWords = words(`问题 困难 不足 缺少 缺乏 没有 未能 尚未 未到 到位 未批 未批复 批复 无法 影响 进度 推进 缓慢 滞后 较慢 较大 较多 落实 目前 仍然 仍未 依然 存在 导致 造成 部分 需要 协调 解决 支持 工作 完成 办理 未完成 未签 未定 未出 难度 停滞 停工 施工 项目 工程 任务`)

// Alike reports whether two troubles of one task are one: what is left of them
// without the words that all troubles share has a third of its pairs in common.
func Alike(a, b string) bool {
	a, b = fold(a).s, fold(b).s
	if a == b {
		return true
	}
	pa, pb := telling(a), telling(b)
	if len(pa) == 0 || len(pb) == 0 {
		return false
	}
	n := 0
	for p := range pa {
		if pb[p] {
			n++
		}
	}
	return 3*n >= min(len(pa), len(pb))
}

// telling is the pairs of a trouble that tell it from others.
func telling(s string) map[string]bool {
	out := map[string]bool{}
	for _, part := range strings.FieldsFunc(blankOut(s, troubleWords), func(r rune) bool { return !isWordRune(r) }) {
		for _, p := range pairsOf(part) {
			out[p] = true
		}
	}
	return out
}

// blankOut puts blanks where a word of the table stands; lengths stay.
func blankOut(s string, l lexicon) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if w := l.at(s[i:]); w != "" {
			b.WriteString(strings.Repeat(" ", len(w)))
			i += len(w)
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

var (
	solvedWords = words(`已解决 已经解决 得到解决 已协调解决 已到位 已经到位 已批复 已经批复 已下达 已复工 已经复工 已恢复 已签订 已经签订 已谈妥 已办结 已落实 已经落实 已消除 已打通 已排除 问题解决`)
	allSolved   = words(`问题已解决 问题已经解决 问题解决了 困难已解决 问题均已解决 问题全部解决 问题都已解决 上述问题已解决`)
	denials     = words(`未解决 没解决 没有解决 尚未 还没 仍未 待解决 未完全 没有到位 未到位`)
)

// Solves reports whether a text says that a trouble is over: 资金已到位 of 资金未到位,
// or 问题已解决 of any trouble of the task.
func Solves(text, trouble string) bool {
	for _, c := range strings.FieldsFunc(fold(text).s, func(r rune) bool { return strings.ContainsRune("，。；！\n", r) }) {
		if denials.in(c) {
			continue
		}
		if allSolved.in(c) || solvedWords.in(c) && Alike(blankOut(c, solvedWords), trouble) {
			return true
		}
	}
	return false
}

var asksHelp = words(`请 恳请 商请 提请 需 需要 协调 对接 支持 配合 帮助 争取 沟通 会商 答复 批复 拨付`)

// AsksHelp reports whether words ask somebody for help.
func AsksHelp(s string) bool { return asksHelp.in(fold(s).s) }
