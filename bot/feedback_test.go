package bot_test

import (
	"testing"

	"liangshan/bot/sandbox"
	"liangshan/store"
	"liangshan/store/storetest"
)

// In a group Telegram tells of reactions only to administrators.
func TestReactionsInAGroupAreCountedSilently(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	const staff = -1001000000003
	o.box.AddChat(sandbox.Chat{ID: staff, Kind: sandbox.Supergroup, Title: "二群", Members: []int64{people["老陈"], people["周敏"], people["阿清"]}, Admins: []int64{people["老陈"]}})
	s.chat = staff
	s.lines("老陈: /open@liangshan_bot", "< 已启用")
	if err := o.box.Promote(people["老陈"], staff, o.box.Bot().ID); err != nil {
		t.Fatal(err)
	}
	s.lines(
		"周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争",
		"周敏 👍", "silence", "阿清 👎", "silence",
		"老陈: @liangshan_bot 未答问题", "< 有人认为答得不对", "< 👎1", "< 👍1",
		"阿清 👍", // of the list: no answer to judge
		"老陈: @liangshan_bot 未答问题", "< 👍1",
	)
}

// Whatever Telegram calls a reaction, and on whatever message, nothing breaks.
func TestOddReactionsAreNoVerdicts(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("== private 周敏", "周敏: 国家级基地哪年创成", "< 2026年力争")
	answer := s.lastOfBot()
	for _, set := range [][]string{{"🔥"}, {}, {"👍", "👎"}, {"👎"}, nil} {
		if err := o.box.React(people["周敏"], people["周敏"], answer, set...); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.box.React(people["周敏"], people["周敏"], s.mine["周敏"], "👎"); err != nil { // their own question
		t.Fatal(err)
	}
	for _, raw := range []string{
		`{"message_reaction":{"chat":{"id":101,"type":"private"},"message_id":9999,"user":{"id":101},"date":1,"new_reaction":[{"type":"emoji","emoji":"👎"}]}}`,
		`{"message_reaction":{"chat":{"id":101,"type":"private"},"message_id":1,"date":1,"actor_chat":{"id":101,"type":"private"},"new_reaction":[{"type":"paid"}]}}`,
		`{"message_reaction":{"chat":{"id":900,"type":"private"},"message_id":1,"user":{"id":900},"date":1,"new_reaction":[{"type":"custom_emoji","custom_emoji_id":"5"}]}}`,
		`{"message_reaction":{}}`,
	} {
		if _, err := o.box.Inject([]byte(raw)); err != nil {
			t.Fatal(err)
		}
	}
	s.lines("== private 老陈", "老陈: 未答问题", "< 没有未答问题", "!< 👍")
	storetest.Read(t, o.db, func(v *store.View) error {
		n, err := v.InboxCount()
		if n["dead"] != 0 {
			t.Errorf("inbox %v", n)
		}
		return err
	})
}
