package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"liangshan/bot/sandbox"
	"liangshan/store"
	"liangshan/store/storetest"
)

// said plays lines before a fault is looked at.
func (o *office) stage() *stage {
	return &stage{office: o, chat: group, seen: map[int64]map[int]string{}, mine: map[string]int{}}
}

func (s *stage) lines(list ...string) {
	s.t.Helper()
	for i, line := range list {
		s.play(i+1, line)
	}
}

func TestTelegramsFaultsCostTimeNotWords(t *testing.T) {
	cases := map[string]sandbox.FaultRule{
		"flood":              {Method: "sendMessage", Times: 1, Code: 429, RetryAfter: 1},
		"server error":       {Method: "sendMessage", Times: 2, Code: 500},
		"page of a proxy":    {Method: "sendMessage", Times: 1, Code: 502, Body: "<html>bad gateway</html>"},
		"reset in mid-body":  {Method: "getUpdates", Times: 2, ResetMidBody: true},
		"polling refused":    {Method: "getUpdates", Times: 1, Code: 500},
		"answer of nonsense": {Method: "getUpdates", Times: 1, Code: 200, Body: `{"ok":true,"result":7}`},
	}
	for name, rule := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.box.Fail(rule)
			// the sender waits by the clock: let it run
			done := make(chan struct{})
			defer close(done)
			go o.clock.Run(done)
			s := o.stage()
			s.lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
		})
	}
}

func TestAnEventOfUnknownShapeIsPutAsideAndTheNextIsHandled(t *testing.T) {
	o := newOffice(t)
	for _, raw := range []string{
		`{"my_chat_member":{"chat":{"id":-1001000000001,"type":"supergroup"},"from":{"id":101},"date":1,"new_chat_member":{"status":"unheard_of"}}}`,
		`{"message":"not an object"}`,
		`{"something_new":{"x":[1,2,3]}}`,
	} {
		if _, err := o.box.Inject(json.RawMessage(raw)); err != nil {
			t.Fatal(err)
		}
	}
	o.stage().lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
	storetest.Read(t, o.db, func(v *store.View) error {
		n, err := v.InboxCount()
		if n["dead"] != 1 || n["waiting"] != 0 {
			t.Errorf("inbox %v, want one dead letter", n)
		}
		return err
	})
}

// After a week of silence Telegram may number events anew, and lower.
func TestEventsThatAreNumberedAnewAreHeard(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("== private 周敏")
	o.box.Fail(sandbox.FaultRule{Method: "getUpdates", Skip: 1, Code: 200, Body: `{"ok":true,"result":[]}`})
	s.lines("周敏: 国家级基地哪年创成", "< 2026年力争", "周敏: 市级基地哪年创成", "< 年")
	raw := fmt.Sprintf(`{"update_id":5,"message":{"message_id":4000,"date":1665370000,"chat":{"id":%[1]d,"type":"private"},"from":{"id":%[1]d,"first_name":"周敏"},"text":"规划什么时候发布"}}`, people["周敏"])
	if _, err := o.box.Inject(json.RawMessage(raw)); err != nil {
		t.Fatal(err)
	}
	s.listen()
	if !strings.Contains(strings.Join(s.news, "\n"), "《") {
		t.Errorf("the event was not heard: %q", s.news)
	}
	anew := 0
	for _, c := range o.box.Calls("getUpdates") {
		if c.Args["offset"] == "0" {
			anew++
		}
	}
	if anew < 2 { // the first, and the one after the empty answer
		t.Error("after an empty answer it polls from where it was: a lower number would never come")
	}
}

func TestAGroupThatMovesIsFollowed(t *testing.T) {
	o := newOffice(t)
	const old = -555
	o.box.AddChat(sandbox.Chat{ID: old, Kind: sandbox.Group, Title: "老群", Members: []int64{people["老陈"], people["周敏"]}})
	s := o.stage()
	s.chat = old
	s.lines("老陈: /open@liangshan_bot", "< 已启用")
	fresh, err := o.box.Migrate(old)
	if err != nil {
		t.Fatal(err)
	}
	s.chat = fresh
	s.lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
}

// What was said in the old group cannot be changed there: a card whose button is
// still pressed, or whose report is corrected, is said anew in the new group, once.
func TestOldCardsOfAGroupThatMovedAreSaidAnewOnce(t *testing.T) {
	o := newOffice(t)
	const old = -557
	o.box.AddChat(sandbox.Chat{ID: old, Kind: sandbox.Group, Title: "老群", Members: []int64{people["老陈"], people["小林"]}})
	s := o.stage()
	s.chat = old
	s.lines("老陈: /open@liangshan_bot", "< 已启用", "小林: @liangshan_bot 森林抚育完成2600亩，占全年任务的65%", "< 待确认")
	card := s.lastOfBot()
	fresh, err := o.box.Migrate(old)
	if err != nil {
		t.Fatal(err)
	}
	s.settle()
	raw, err := json.Marshal(map[string]any{"callback_query": map[string]any{
		"id": "old", "from": map[string]any{"id": people["小林"], "first_name": "小林"}, "data": "ok:1", "chat_instance": "1",
		"message": map[string]any{"message_id": card, "date": 1, "chat": map[string]any{"id": old, "type": "group", "title": "老群"}},
	}})
	if err == nil {
		_, err = o.box.Inject(raw)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.chat = fresh
	s.listen()
	s.play(1, "< 已记录 · 区林业局")
	cards := func() (n int) {
		for _, m := range o.box.Transcript(fresh) {
			if strings.Contains(m.Text, "· 区林业局") {
				n++
			}
		}
		return n
	}
	if cards() != 1 {
		t.Errorf("%d cards in the new group, want one", cards())
	}
	s.lines("小林 ↩: 更正：森林抚育是2060亩，占全年任务的51.5%", "< 2600亩 → 2060亩", "小林 ▶ 确认", "< 已被更正")
	if cards() != 2 { // the one that was said anew, and the correction's
		t.Errorf("%d cards in the new group, want two", cards())
	}
}

// A card that an administrator deleted comes back when there is something to show on it.
func TestADeletedCardIsSaidAnew(t *testing.T) {
	o := newOffice(t)
	const governed = -1000000000558
	o.box.AddChat(sandbox.Chat{ID: governed, Kind: sandbox.Supergroup, Title: "有管理员的群", Members: []int64{people["小林"]}, Admins: []int64{people["老陈"]}})
	s := o.stage()
	s.chat = governed
	s.lines("老陈: /open@liangshan_bot", "< 已启用", "小林: @liangshan_bot 森林抚育完成2600亩，占全年任务的65%", "< 待确认")
	if err := o.box.Delete(people["老陈"], governed, s.lastOfBot()); err != nil {
		t.Fatal(err)
	}
	s.lines("小林 ✎: @liangshan_bot 森林抚育完成2700亩，占全年任务的67.5%", "messages 1", "< 第2稿", "小林 ▶ 确认", "< 已记录")
}

func TestWhoBlocksTheBotIsLeftAloneAndOthersAreServed(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("== private 周敏", "周敏: 国家级基地哪年创成", "< 2026年力争")
	o.box.Fail(sandbox.FaultRule{Method: "sendMessage", Times: 1, Code: 403})
	if _, err := o.box.Say(people["周敏"], people["周敏"], "市级基地哪年创成"); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.lines("== private 小林", "小林: 国家级基地哪年创成", "< 2026年力争")
}

func TestSecretWordsStandNowhereInTheDatabase(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("小林: @liangshan_bot 这份是机密级的文件，拍照发你了，内容是某某专项", "< 立即撤回")
	storetest.Read(t, o.db, func(v *store.View) error {
		list, err := v.LiveUpdates()
		if len(list) > 0 {
			t.Error("secret matter became an update")
		}
		return err
	})
	if n := o.grep("某某专项"); n > 0 {
		t.Errorf("the words stand in %d rows", n)
	}
	if n := o.grep(o.box.Token()); n > 0 {
		t.Errorf("the token stands in %d rows", n)
	}
}

// grep counts the rows of inbox, outbox and journal that hold some words.
func (o *office) grep(words string) int {
	n := 0
	storetest.Read(o.t, o.db, func(v *store.View) error {
		texts, err := v.Everything()
		for _, s := range texts {
			if strings.Contains(s, words) {
				n++
			}
		}
		return err
	})
	return n
}

// The bot is down over the cut-off and the week's end: what was said meanwhile was
// said in time, in its own week.
func TestWhatWasSentWhileTheBotWasDownCountsAtItsOwnTime(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("老陈: @liangshan_bot 每周二17:00前报送，周一上午提醒", "老陈 ▶ 确认")
	o.close()
	o.clock.Set(storetest.At("2022-10-11 16:59").Now())
	id, err := o.box.Say(people["小林"], group, "@liangshan_bot 森林抚育完成2600亩，占全年任务的65%")
	if err != nil {
		t.Fatal(err)
	}
	o.clock.Set(storetest.At("2022-10-17 10:00").Now())
	o.open(false)
	s.mine["小林"] = id
	s.listen()
	s.lines(
		"< 待确认 · 区林业局", "!< 迟报", "!< 补报", "小林 ▶ 确认", "< 已记录",
		"老陈: @liangshan_bot 上周汇总", "< 2600亩", "!< 迟报1",
		"老陈: @liangshan_bot 本周汇总", "!< 2600亩（原话）",
	)
}

// A topic may be deleted under a reminder: the group hears it then, once.
func TestATopicThatIsGoneLosesNoWord(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("== topic 林业", "老陈: @liangshan_bot 本话题归区林业局", "老陈: @liangshan_bot 每周二17:00前报送，周一上午提醒", "老陈 ▶ 确认")
	o.box.Fail(sandbox.FaultRule{
		Method: "sendMessage", Times: 1, Code: 400, Description: "Bad Request: message thread not found",
		When: func(c sandbox.Call) bool { return c.Args["message_thread_id"] != "" },
	})
	s.lines("tick", "< 尚未收到：区林业局。")
	for _, m := range o.box.Transcript(forum) {
		if strings.Contains(m.Text, "尚未收到：区林业局。") && m.Thread != 0 {
			t.Error("said in the topic that is gone")
		}
	}
	s.lines("tick", "silence")
}
