package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

var us = Me{ID: 42, Username: "liangshan_bot"}

// entity marks the first occurrence of part in text, as Telegram would.
func entity(kind, text, part string) rawEntity {
	at := 0
	for i := range text {
		if len(text)-i >= len(part) && text[i:i+len(part)] == part {
			break
		}
		at = len(utf16.Encode([]rune(text[:i]))) + 1
		if r := []rune(text[i:])[0]; r > 0xFFFF {
			at++
		}
	}
	return rawEntity{Type: kind, Offset: at, Length: len(utf16.Encode([]rune(part)))}
}

func groupMessage(text string, entities ...rawEntity) event {
	return event{ID: 1, Message: &rawMessage{
		ID: 7, Chat: rawChat{ID: -100, Type: "supergroup"}, From: &rawUser{ID: 5, First: "周", Last: "敏"}, Text: text, Entities: entities,
	}}
}

func TestInAGroupOnlyWordsToUsAreHeard(t *testing.T) {
	cases := []struct {
		text      string
		entities  []rawEntity
		addressed bool
		command   string
		rest      string
	}{
		{"大家好", nil, false, "", "大家好"},
		{"@liangshan_bot 规划啥时候发", []rawEntity{entity("mention", "@liangshan_bot 规划啥时候发", "@liangshan_bot")}, true, "", "规划啥时候发"},
		{"🙂请@LiangShan_Bot看", []rawEntity{entity("mention", "🙂请@LiangShan_Bot看", "@LiangShan_Bot")}, true, "", "🙂请看"},
		{"@other_bot 看", []rawEntity{entity("mention", "@other_bot 看", "@other_bot")}, false, "", "@other_bot 看"},
		{"/ask 规划", []rawEntity{entity("bot_command", "/ask 规划", "/ask")}, true, "ask", "规划"},
		{"/ask@liangshan_bot 规划", []rawEntity{entity("bot_command", "/ask@liangshan_bot 规划", "/ask@liangshan_bot")}, true, "ask", "规划"},
		{"/ask@other_bot 规划", []rawEntity{entity("bot_command", "/ask@other_bot 规划", "/ask@other_bot")}, false, "", "/ask@other_bot 规划"},
		{"请 /help", []rawEntity{entity("bot_command", "请 /help", "/help")}, true, "help", "请"},
		{"名字提及", []rawEntity{{Type: "text_mention", Offset: 0, Length: 2, User: &rawUser{ID: 42}}}, true, "", "提及"},
		{"请@liangshan_bot看下规划", nil, true, "", "请看下规划"},
		{"@liangshan_bot2 看", nil, false, "", "@liangshan_bot2 看"},
		{"短", []rawEntity{{Type: "mention", Offset: 0, Length: 99}}, false, "", "短"},
		{"负", []rawEntity{{Type: "bot_command", Offset: -5, Length: 99}}, true, "负", ""},
	}
	for _, c := range cases {
		m := read(groupMessage(c.text, c.entities...), us)
		if m.Addressed != c.addressed || m.Command != c.command || m.Text != c.rest {
			t.Errorf("%q: addressed %v command %q text %q; want %v %q %q", c.text, m.Addressed, m.Command, m.Text, c.addressed, c.command, c.rest)
		}
	}
}

func TestAReplyToUsAddressesUsAndKeepsWhatItRepliesTo(t *testing.T) {
	e := groupMessage("那实施方案呢")
	e.Message.Reply = &rawMessage{ID: 3, From: &rawUser{ID: us.ID, Bot: true}, Text: "8月底前"}
	m := read(e, us)
	if !m.Addressed || m.Reply == nil || !m.Reply.Ours || m.Reply.ID != 3 {
		t.Errorf("%+v", m)
	}
}

func TestNamesThatStrangersChooseAreOnePlainLine(t *testing.T) {
	for name, want := range map[string]string{
		"王 局长": "王 局长", "老陈\n（协调员）": "老陈 （协调员）", "\u202e林小\u202c": "林小", "\x1b[2J小林": "[2J小林", "\u200b\u200b": "lin88", "": "lin88",
		strings.Repeat("长", 300): strings.Repeat("长", 63) + "…",
	} {
		b, err := json.Marshal(map[string]any{"message": map[string]any{"chat": map[string]any{"id": 1, "type": "private", "title": name}, "from": map[string]any{"id": 1, "first_name": name, "username": "lin88"}, "text": "x"}})
		if err != nil {
			t.Fatal(err)
		}
		e, err := decode(b)
		if err != nil {
			t.Fatal(err)
		}
		if m := read(e, Me{ID: 9}); m.From.Name != want {
			t.Errorf("%q: %q, want %q", name, m.From.Name, want)
		}
	}
}

func TestBotsChannelsAndNobodyAreRobots(t *testing.T) {
	bot := groupMessage("x")
	bot.Message.From.Bot = true
	nobody := groupMessage("x")
	nobody.Message.From = nil
	channel := groupMessage("x")
	channel.Message.Sender = &rawChat{ID: -1009999999999, Type: "channel"}
	for _, e := range []event{bot, nobody, channel} {
		if m := read(e, us); !m.Robot || m.Anonymous {
			t.Errorf("%+v is no robot", e.Message)
		}
	}
}

func TestAnAdministratorWhoHidesIsSomebodyUnknown(t *testing.T) {
	e := groupMessage("x")
	e.Message.Sender = &rawChat{ID: e.Message.Chat.ID, Type: "supergroup"}
	e.Message.From = &rawUser{ID: 1087968824, Bot: true, Username: "GroupAnonymousBot"}
	if m := read(e, us); m.Robot || !m.Anonymous {
		t.Errorf("%+v", m)
	}
}

// Whatever Telegram or a forger sends, it becomes a Message.
func FuzzEveryEventIsRead(f *testing.F) {
	for _, s := range []string{
		`{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"/ask 规划","entities":[{"type":"bot_command","offset":0,"length":4}]}}`,
		`{"update_id":2,"callback_query":{"id":"1","from":{"id":1},"data":"ok:1"}}`,
		`{"update_id":3,"my_chat_member":{"chat":{"id":-1},"new_chat_member":{"status":"unheard_of"}}}`,
		`{"update_id":4,"poll":{}}`, `{}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := decode(raw)
		if err != nil {
			return
		}
		m := read(e, us)
		if m.What == "" {
			t.Fatal("an event without a kind")
		}
	})
}

func TestAnUnknownKindOfMemberDoesNotSpoilAnEvent(t *testing.T) {
	raw := json.RawMessage(`{"update_id":9,"my_chat_member":{"chat":{"id":-1,"type":"supergroup"},"from":{"id":5},"new_chat_member":{"status":"unheard_of","new":{"x":1}}}}`)
	e, err := decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if m := read(e, us); m.What != ignored {
		t.Error(fmt.Sprint(m))
	}
}
