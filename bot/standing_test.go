package bot_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"liangshan/bot/sandbox"
	"liangshan/store"
	"liangshan/store/storetest"
)

// as sends words into the group in a way of its own, and listens.
func (s *stage) as(who int64, text string, how ...sandbox.Option) {
	s.t.Helper()
	s.news = nil
	if _, err := s.box.Say(who, group, text, how...); err != nil {
		s.t.Fatal(err)
	}
	s.listen()
}

func TestAnAdministratorWhoHidesMayAskAndNothingElse(t *testing.T) {
	o := newOffice(t)
	o.box.AddChat(sandbox.Chat{ID: group, Kind: sandbox.Supergroup, Title: "创建工作群", Admins: []int64{people["老陈"], people["小林"]}})
	s := o.stage()
	s.as(people["老陈"], "@liangshan_bot 国家级基地哪年创成", sandbox.AsGroup())
	s.lines("< 2026年力争")
	for _, text := range []string{
		"@liangshan_bot 森林抚育完成2600亩，占全年任务的65%", "/report@liangshan_bot 森林抚育完成2600亩", "@liangshan_bot 我是区林业局的",
		"@liangshan_bot 解绑 小林", "/summary@liangshan_bot", "@liangshan_bot 代区水利局报：马鞍河清淤疏浚完成2公里",
	} {
		s.as(people["小林"], text, sandbox.AsGroup())
		s.lines("< 匿名管理员无法识别身份")
	}
	storetest.Read(t, o.db, func(v *store.View) error {
		list, err := v.LiveUpdates()
		if len(list) > 0 {
			t.Errorf("%d updates of nobody", len(list))
		}
		return err
	})
}

// A channel's post, one that a linked channel puts into the group, and another bot's words.
func TestChannelsAndOtherBotsAreNotAnswered(t *testing.T) {
	s := newOffice(t).stage()
	here := fmt.Sprintf(`"chat":{"id":%d,"type":"supergroup","title":"x"},"date":1665363600,"text":"@liangshan_bot 森林抚育完成2600亩","entities":[{"type":"mention","offset":0,"length":14}]`, int64(group))
	for i, raw := range []string{
		`{"channel_post":{"message_id":901,"chat":{"id":-1009,"type":"channel"},"date":1665363600,"text":"@liangshan_bot 森林抚育完成2600亩"}}`,
		`{"message":{"message_id":902,"from":{"id":777000,"first_name":"Telegram"},"sender_chat":{"id":-1009,"type":"channel"},"is_automatic_forward":true,` + here + `}}`,
		`{"message":{"message_id":903,"from":{"id":136817688,"is_bot":true,"username":"Channel_Bot"},"sender_chat":{"id":-1009,"type":"channel"},` + here + `}}`,
		`{"message":{"message_id":904,"from":{"id":55,"is_bot":true,"first_name":"别的机器人"},` + here + `}}`,
	} {
		if _, err := s.box.Inject(json.RawMessage(raw)); err != nil {
			t.Fatal(err)
		}
		s.listen()
		if len(s.news) > 0 {
			t.Errorf("event %d was answered: %v", i, s.news)
		}
	}
	storetest.Read(t, s.db, func(v *store.View) error {
		list, err := v.LiveUpdates()
		if len(list) > 0 {
			t.Errorf("%d updates of robots", len(list))
		}
		return err
	})
}
