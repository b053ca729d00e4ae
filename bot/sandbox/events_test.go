package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liangshan/bot/sandbox"
)

// update is as much of an event as these tests look at.
type update struct {
	ID       int64           `json:"update_id"`
	Message  *message        `json:"message"`
	Edited   *message        `json:"edited_message"`
	Callback json.RawMessage `json:"callback_query"`
	Mine     json.RawMessage `json:"my_chat_member"`
	Reaction json.RawMessage `json:"message_reaction"`
	Member   json.RawMessage `json:"chat_member"`
}

type message struct {
	ID         int                `json:"message_id"`
	Thread     int                `json:"message_thread_id"`
	IsTopic    bool               `json:"is_topic_message"`
	Text       string             `json:"text"`
	Caption    string             `json:"caption"`
	Date       int64              `json:"date"`
	EditDate   int64              `json:"edit_date"`
	From       sandbox.User       `json:"from"`
	SenderChat *sandbox.Chat      `json:"sender_chat"`
	Entities   []sandbox.Entity   `json:"entities"`
	Reply      *message           `json:"reply_to_message"`
	Quote      *sandbox.Quote     `json:"quote"`
	Album      string             `json:"media_group_id"`
	Document   *sandbox.File      `json:"document"`
	Photo      []sandbox.File     `json:"photo"`
	Origin     map[string]any     `json:"forward_origin"`
	MigrateTo  int64              `json:"migrate_to_chat_id"`
	MigrateOf  int64              `json:"migrate_from_chat_id"`
	Topic      map[string]any     `json:"forum_topic_created"`
	Joined     []sandbox.User     `json:"new_chat_members"`
	Chat       struct{ ID int64 } `json:"chat"`
}

func (c caller) updates(more args) []update {
	c.t.Helper()
	a := c.call("getUpdates", more)
	var out []update
	if !a.OK || json.Unmarshal(a.Result, &out) != nil {
		c.t.Fatalf("getUpdates: %d %s", a.Code, a.Description)
	}
	return out
}

func say(t *testing.T, s *sandbox.Server, from, chat int64, text string, opts ...sandbox.Option) int {
	t.Helper()
	id, err := s.Say(from, chat, text, opts...)
	must(t, err)
	return id
}

func TestOnlyAnOffsetAcknowledges(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	for _, text := range []string{"一", "二", "三"} {
		say(t, s, forestry, office, text)
	}
	first := c.updates(nil)
	again := c.updates(nil)
	if diff := cmp.Diff(first, again); diff != "" || len(first) != 3 {
		t.Fatalf("events were lost without an offset: %s", diff)
	}
	if got := c.updates(args{"limit": 1}); len(got) != 1 || got[0].Message.Text != "一" {
		t.Errorf("limit: %+v", got)
	}
	rest := c.updates(args{"offset": first[1].ID})
	if len(rest) != 2 || rest[0].Message.Text != "二" || s.Pending() != 2 {
		t.Errorf("after the first is acknowledged: %+v", rest)
	}
	if got := c.updates(args{"offset": -1}); len(got) != 1 || got[0].Message.Text != "三" {
		t.Errorf("the last one: %+v", got)
	}
	if got := c.updates(args{"offset": first[2].ID + 1}); len(got) != 0 || s.Pending() != 0 {
		t.Errorf("all acknowledged: %+v", got)
	}
}

func TestALongPollEndsWithTheNextEvent(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	got := make(chan []update)
	go func() { got <- c.updates(args{"timeout": 50}) }()
	say(t, s, forestry, office, "终于")
	select {
	case u := <-got:
		if len(u) != 1 || u[0].Message.Text != "终于" {
			t.Errorf("%+v", u)
		}
	case <-soon(t).Done():
		t.Fatal("the poll did not end")
	}
}

func TestASecondPollerDisplacesTheFirst(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	first := make(chan answer, 1)
	go func() { first <- c.call("getUpdates", args{"timeout": 50}) }()
	var second chan answer
	for second == nil { // the first may not have arrived yet
		select {
		case a := <-first:
			t.Fatalf("ended alone: %+v", a)
		default:
			if got := c.call("getUpdates", nil); !got.OK {
				t.Fatalf("%+v", got)
			}
		}
		select {
		case a := <-first:
			second = first
			if a.Code != 409 || a.Description != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
				t.Errorf("%+v", a)
			}
		case <-time.After(time.Millisecond):
		}
	}
	if got := c.call("setWebhook", args{"url": "https://example.org/"}); !got.OK {
		t.Fatal(got.Description)
	}
	if got := c.call("getUpdates", nil); got.Code != 409 || got.Description != "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" {
		t.Errorf("%+v", got)
	}
}

func TestAPollerThatLeftLosesNothing(t *testing.T) {
	s, web := open(t)
	say(t, s, forestry, office, "别丢")
	ctx, leave := context.WithCancel(soon(t))
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, web.URL+"/bot"+s.Token()+"/getUpdates?timeout=50&offset=-1", nil)
	must(t, err)
	answer, err := http.DefaultClient.Do(r)
	must(t, err)
	leave()
	answer.Body.Close()
	if got := calls(t, s, web.URL).updates(nil); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAllowedUpdatesAreRemembered(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	must(t, s.Promote(official, office, s.Bot().ID))
	id := say(t, s, forestry, office, "一")
	must(t, s.React(official, office, id, "👍"))
	must(t, s.Join(stranger, office))
	kinds := func(all []update) (out []string) {
		for _, u := range all {
			switch {
			case u.Message != nil:
				out = append(out, "message")
			case u.Reaction != nil:
				out = append(out, "message_reaction")
			case u.Member != nil:
				out = append(out, "chat_member")
			case u.Mine != nil:
				out = append(out, "my_chat_member")
			}
		}
		return out
	}
	all := c.updates(nil)
	if diff := cmp.Diff([]string{"my_chat_member", "message", "message"}, kinds(all)); diff != "" {
		t.Errorf("by default: %s", diff)
	}
	c.updates(args{"offset": all[len(all)-1].ID + 1, "allowed_updates": []string{"message_reaction", "chat_member"}})
	must(t, s.React(official, office, id))
	must(t, s.Leave(stranger, office))
	say(t, s, forestry, office, "听不到")
	if diff := cmp.Diff([]string{"message_reaction", "chat_member"}, kinds(c.updates(nil))); diff != "" {
		t.Errorf("when asked for: %s", diff)
	}
}

// TestMessagesArriveAsTelegramWritesThem goes through all that a person's
// message can carry.
func TestMessagesArriveAsTelegramWritesThem(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	s.AddChat(sandbox.Chat{ID: -1009, Kind: sandbox.Supergroup, Title: "论坛", Forum: true, Members: []int64{forestry}})
	topic, err := s.AddTopic(forestry, -1009, "进展")
	must(t, err)
	late := clock().Add(-48 * time.Hour)
	other := sandbox.User{ID: stranger, Name: "路人"}
	asked := say(t, s, official, office, "林业局进展如何？抚育多少亩？")
	say(t, s, forestry, office, "@liangshan_bot 李林报：2600亩", sandbox.ReplyTo(asked), sandbox.Quoting("抚育多少亩？"), sandbox.Naming(forestry, "李林"))
	say(t, s, forestry, office, "转来的", sandbox.Forwarded(sandbox.Origin{User: &other, At: late}))
	say(t, s, forestry, office, "隐藏了身份", sandbox.Forwarded(sandbox.Origin{Name: "某人", At: late}))
	say(t, s, official, office, "以群的名义", sandbox.AsGroup())
	say(t, s, forestry, office, "迟到的", sandbox.At(late))
	say(t, s, forestry, -1009, "在话题里", sandbox.InThread(topic))
	_, err = s.SendFile(forestry, office, "照片.png", picture(t), "现场", sandbox.AsPhoto(), sandbox.InAlbum("9"))
	must(t, err)
	_, err = s.SendFile(forestry, office, "表.xlsx", []byte("x"), "")
	must(t, err)

	got := map[string]*message{}
	for _, u := range c.updates(nil) {
		got[u.Message.Text+u.Message.Caption] = u.Message
		if u.Message.Document != nil {
			got["file"] = u.Message
		}
	}
	reply := got["@liangshan_bot 李林报：2600亩"]
	if reply.Reply == nil || reply.Reply.ID != asked || reply.Quote.Text != "抚育多少亩？" || reply.Quote.Position != 8 {
		t.Errorf("reply = %+v, %+v", reply.Reply, reply.Quote)
	}
	li := sandbox.User{ID: forestry, Name: "李林"}
	want := []sandbox.Entity{{Type: "mention", Length: 14}, {Type: "text_mention", Offset: 15, Length: 2, User: &li}}
	if diff := cmp.Diff(want, reply.Entities); diff != "" {
		t.Error(diff)
	}
	if o := got["转来的"].Origin; o["type"] != "user" || o["date"] != float64(late.Unix()) {
		t.Errorf("forward = %+v", o)
	}
	if o := got["隐藏了身份"].Origin; o["type"] != "hidden_user" || o["sender_user_name"] != "某人" {
		t.Errorf("hidden forward = %+v", o)
	}
	if m := got["以群的名义"]; m.SenderChat == nil || m.SenderChat.ID != office || m.From.Username != "GroupAnonymousBot" {
		t.Errorf("anonymous = %+v", m)
	}
	if m := got["迟到的"]; m.Date != late.Unix() || m.EditDate != 0 {
		t.Errorf("late = %+v", m)
	}
	if m := got["在话题里"]; m.Thread != topic || !m.IsTopic || m.Reply == nil || m.Reply.Topic["name"] != "进展" {
		t.Errorf("topic = %+v", m)
	}
	if m := got["现场"]; len(m.Photo) != 1 || m.Album != "9" || m.Photo[0].Width != 3 {
		t.Errorf("photo = %+v", m)
	}
	if m := got["file"]; m.Document.Name != "表.xlsx" || m.Text != "" {
		t.Errorf("document = %+v", m)
	}
}

func TestNumbersCountPerSupergroupAndTogetherElsewhere(t *testing.T) {
	s, _ := open(t)
	if a, b := say(t, s, forestry, office, "一"), say(t, s, forestry, office, "二"); a != 1 || b != 2 {
		t.Errorf("supergroup: %d, %d", a, b)
	}
	if a, b, c := say(t, s, forestry, oldGroup, "一"), say(t, s, forestry, forestry, "二"), say(t, s, official, official, "三"); a != 1 || b != 2 || c != 3 {
		t.Errorf("elsewhere: %d, %d, %d", a, b, c)
	}
}

func TestAnEditIsAnEventAndADeletionIsNone(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	id := say(t, s, forestry, office, "完成65%")
	must(t, s.Edit(forestry, office, id, "完成60%"))
	must(t, s.Delete(forestry, office, id))
	got := c.updates(nil)
	if len(got) != 2 || got[1].Edited == nil || got[1].Edited.Text != "完成60%" || got[1].Edited.EditDate == 0 || got[1].Edited.ID != id {
		t.Errorf("%+v", got)
	}
	if err := s.Edit(official, office, id, "替别人改"); err == nil {
		t.Error("somebody else's message was edited")
	}
}

// TestPrivacyMode: in a group the bot hears what is meant for it.
func TestPrivacyMode(t *testing.T) {
	s, web := open(t, func(c *sandbox.Config) { c.Privacy = true })
	c := calls(t, s, web.URL)
	bots := sent(t, c.call("sendMessage", args{"chat_id": office, "text": "请确认"}))
	say(t, s, forestry, office, "大家好")
	say(t, s, forestry, office, "请问@liangshan_bot 不算提到")
	say(t, s, forestry, office, "/help@other_bot")
	say(t, s, forestry, office, "@LiangShan_Bot 提到")
	say(t, s, forestry, office, "/help")
	say(t, s, forestry, office, "好的", sandbox.ReplyTo(bots))
	say(t, s, forestry, forestry, "私聊")
	must(t, s.Promote(official, office, s.Bot().ID))
	say(t, s, forestry, office, "管理员都听得到")
	var heard []string
	for _, u := range c.updates(nil) {
		if u.Message != nil {
			heard = append(heard, u.Message.Text)
		}
	}
	if diff := cmp.Diff([]string{"@LiangShan_Bot 提到", "/help", "好的", "私聊", "管理员都听得到"}, heard); diff != "" {
		t.Error(diff)
	}
}

func TestAGroupMoves(t *testing.T) {
	s, web := open(t)
	moved, err := s.Migrate(oldGroup)
	must(t, err)
	got := calls(t, s, web.URL).updates(nil)
	if len(got) != 2 || got[0].Message.MigrateTo != moved || got[0].Message.Chat.ID != oldGroup ||
		got[1].Message.MigrateOf != oldGroup || got[1].Message.Chat.ID != moved {
		t.Errorf("%+v", got)
	}
	if _, err := s.Say(forestry, oldGroup, "还在旧群"); err == nil {
		t.Error("somebody wrote into a group that has moved")
	}
	say(t, s, forestry, moved, "在新群")
}

func TestThePoisonThatIsInjectedArrivesAsItIs(t *testing.T) {
	s, web := open(t)
	id, err := s.Inject(json.RawMessage(`{"my_chat_member":{"new_chat_member":{"status":"ascended"}}}`))
	must(t, err)
	_, err = s.Inject(json.RawMessage(`{}`))
	must(t, err)
	old, err := s.Inject(json.RawMessage(`{"update_id": 5, "from_the_future": true}`))
	must(t, err)
	if _, err := s.Inject(json.RawMessage(`[1]`)); err == nil {
		t.Error("an event that is no object was queued")
	}
	got := calls(t, s, web.URL).updates(nil)
	if len(got) != 3 || got[0].ID != id || string(got[0].Mine) == "" || got[1].ID != id+1 || got[2].ID != 5 || old != 5 {
		t.Errorf("%+v", got)
	}
}

// TestAWebhookIsCalledUntilItIsPleased: in order, with the secret, again
// after a fault.
func TestAWebhookIsCalledUntilItIsPleased(t *testing.T) {
	s, web := open(t, func(c *sandbox.Config) { c.WebhookRetry = time.Millisecond })
	type delivery struct {
		secret string
		update update
	}
	fails := 2
	arrived := make(chan delivery, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var d delivery
		if err != nil || json.Unmarshal(body, &d.update) != nil {
			t.Errorf("%s, %v", body, err)
		}
		d.secret = r.Header.Get("X-Telegram-Bot-Api-Secret-Token")
		arrived <- d
		if fails > 0 {
			fails--
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	defer hook.Close()
	c := calls(t, s, web.URL)
	if got := c.call("setWebhook", args{"url": hook.URL, "secret_token": "s3cret_-"}); !got.OK {
		t.Fatal(got.Description)
	}
	say(t, s, forestry, office, "一")
	say(t, s, forestry, office, "二")
	var texts []string
	for len(texts) < 4 {
		select {
		case d := <-arrived:
			texts = append(texts, d.update.Message.Text)
			if d.secret != "s3cret_-" {
				t.Errorf("secret %q", d.secret)
			}
		case <-soon(t).Done():
			t.Fatalf("only %v arrived", texts)
		}
	}
	if diff := cmp.Diff([]string{"一", "一", "一", "二"}, texts); diff != "" {
		t.Error(diff)
	}
	must(t, s.Wait(soon(t), func() bool { return s.Pending() == 0 }))
	info := c.call("getWebhookInfo", nil)
	if !strings.Contains(string(info.Result), `"last_error_message":"Wrong response from the webhook: 500 Internal Server Error"`) {
		t.Errorf("%s", info.Result)
	}
	if got := c.call("deleteWebhook", nil); !got.OK {
		t.Error(got.Description)
	}
	say(t, s, forestry, office, "三")
	if got := c.updates(nil); len(got) != 1 || got[0].Message.Text != "三" {
		t.Errorf("%+v", got)
	}
}

func TestEverythingSurvivesARestart(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	_, err := s.SendFile(forestry, office, "佐证.pdf", []byte("内容"), "附件")
	must(t, err)
	card := sent(t, c.call("sendMessage", args{"chat_id": office, "text": "确认？", "reply_markup": keyboard([]args{{"text": "确认", "callback_data": "1"}})}))
	press, err := s.Press(forestry, office, card, "确认")
	must(t, err)
	c.call("setMyCommands", args{"commands": []args{{"command": "help", "description": "说明"}}})
	file := filepath.Join(t.TempDir(), "sandbox.json")
	must(t, s.SaveFile(file))

	again, web2 := open(t, func(c *sandbox.Config) { c.FirstEvent = 1_790_000_000 })
	if found, err := again.LoadFile(file + ".other"); found || err != nil {
		t.Error("a file that is not there was found: ", err)
	}
	if found, err := again.LoadFile(file); !found || err != nil {
		t.Fatal(found, err)
	}
	if diff := cmp.Diff(s.Transcript(office), again.Transcript(office)); diff != "" {
		t.Error(diff)
	}
	c = calls(t, again, web2.URL)
	if got := c.updates(nil); len(got) != 2 || got[1].Callback == nil {
		t.Errorf("pending: %+v", got)
	}
	if got := c.call("answerCallbackQuery", args{"callback_query_id": press}); !got.OK {
		t.Error(got.Description)
	}
	next := say(t, again, forestry, office, "下一条")
	if all := c.updates(nil); all[len(all)-1].ID < 1_790_000_000 {
		t.Errorf("event numbers may come again: %d", all[len(all)-1].ID)
	}
	if next != card+1 || len(again.CommandsFor(official, office)) != 1 {
		t.Error("numbers or menus began anew")
	}
	if err := again.Load(strings.NewReader(`{"version":99}`)); err == nil {
		t.Error("a newer file was loaded")
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	s, _ := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.WaitBot(ctx, office, 0, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
