package bot_test

import (
	"strconv"
	"strings"
	"testing"

	"liangshan/bot"
)

// The folder of evidence does not fill the disk: beyond its bound a file is declined
// politely, the coordinator hears of it once that day, and words are taken as ever.
func TestEvidenceHasABound(t *testing.T) {
	o := newOffice(t, func(c *bot.Config) { c.Quota = 100 })
	s := o.stage()
	s.lines(
		"小林: @liangshan_bot 森林抚育完成2600亩", "小林 ▶ 确认",
		"小林 📎 a.png: @liangshan_bot 古树名木挂牌保护完成86株", "< 佐证1件", "!< 未收",
		"小林 📎 bbb.png: @liangshan_bot 古树名木挂牌保护完成90株", "< 古树名木挂牌", "< 1件未收（佐证存储空间已满，暂不能接收，已告知协调员；文字进展照常可报）",
		"小林 📎 ccccc.png: @liangshan_bot 古树名木挂牌保护完成92株", "< 1件未收",
		"== private 老陈", "老陈: 帮助", "< 查询",
	)
	told := 0
	for _, c := range o.box.Calls() {
		if c.Method == "sendMessage" && c.Args["chat_id"] == strconv.FormatInt(people["老陈"], 10) && strings.Contains(c.Args["text"], "LIANGSHAN_EVIDENCE_GB") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the coordinator heard of it %d times", told)
	}
}
