package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"liangshan/bot/sandbox"
)

func TestAReplyFollowsAGroupThatMoved(t *testing.T) {
	o := newOffice(t)
	const old = -556
	o.box.AddChat(sandbox.Chat{ID: old, Kind: sandbox.Group, Title: "老群", Members: []int64{people["老陈"], people["周敏"]}})
	s := o.stage()
	s.chat = old
	s.lines("老陈: /open@liangshan_bot", "< 已启用", "周敏: @liangshan_bot 本区有多少家医院？", "< 没有载明")
	fresh, err := o.box.Migrate(old)
	if err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.lines("== private 老陈", "老陈: 答复1：共3家。", "< 发给1处", "老陈 ▶ 确认")
	s.chat = fresh
	if last := s.box.Transcript(fresh); !strings.Contains(last[len(last)-1].Text, "共3家") {
		t.Errorf("the new group was told %q", last[len(last)-1].Text)
	}
}

func TestAGroupThatShutTheBotOutIsNotToldAndOthersAre(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("周敏: @liangshan_bot 本区有多少家医院？", "== private 阿清", "阿清: 本区有多少家医院？")
	if err := o.box.RemoveBot(people["老陈"], group); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.lines("== private 老陈", "老陈: 答复1：共3家。", "< 发给1处", "老陈 ▶ 确认", "messages 2")
}

func TestALongListIsCutAndSaysSo(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("== private 周敏")
	for i := range 15 {
		s.lines(fmt.Sprintf("周敏: 第%d号仓库的钥匙在谁手里？", i+101), "< 没有载明")
	}
	s.lines("== private 老陈", "老陈: 未答问题", "messages 1", "< 另有3个", "< 115号仓库", "!< 101号仓库", "老陈: 未答问题1", "< 101号仓库")
}

func TestWhatAsksNothingOfTheListIsNoReply(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines(
		"== private 周敏", "周敏: 本区有多少家医院？",
		"== private 老陈", "老陈: 未答问题", "老陈 ↩: 国家级基地哪年创成", "< 2026年力争", "!< 待确认",
		"老陈: 答复99：共3家。", "< 没有编号为99的", "老陈: 答复：共3家。", "!< 待确认",
		"老陈: 答复999999999999：共3家。", "!< 待确认", "老陈: 答复1：", "!< 待确认",
	)
}
