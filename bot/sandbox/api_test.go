package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liangshan/bot/sandbox"
)

// answer is what the Bot API says to a call.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// caller makes calls in JSON.
type caller struct {
	t    *testing.T
	base string
}

func calls(t *testing.T, s *sandbox.Server, base string) caller {
	return caller{t, base + "/bot" + s.Token() + "/"}
}

func (c caller) call(method string, args map[string]any) answer {
	c.t.Helper()
	body, err := json.Marshal(args)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.post(method, "application/json", bytes.NewReader(body))
}

func (c caller) post(method, kind string, body io.Reader) answer {
	c.t.Helper()
	r, err := http.Post(c.base+method, kind, body)
	if err != nil {
		c.t.Fatal(err)
	}
	defer r.Body.Close()
	var a answer
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		c.t.Fatal(err)
	}
	if want := map[bool]int{true: 200, false: a.Code}[a.OK]; r.StatusCode != want {
		c.t.Errorf("%s: status %d, body says %d", method, r.StatusCode, want)
	}
	return a
}

type args = map[string]any

func keyboard(rows ...[]args) args { return args{"inline_keyboard": rows} }

func manyButtons(n int) [][]args {
	var rows [][]args
	for i := range n {
		rows = append(rows, []args{{"text": fmt.Sprint(i), "callback_data": "x"}})
	}
	return rows
}

// TestTelegramsRefusals is the sandbox's reason to be: what Telegram refuses
// is refused here, in the same words.
func TestTelegramsRefusals(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	mine := sent(t, c.call("sendMessage", args{"chat_id": office, "text": "原来的话"}))
	theirs, err := s.Say(forestry, office, "别人的话")
	if err != nil {
		t.Fatal(err)
	}
	file := sent(t, c.upload("sendDocument", args{"chat_id": office}, "document", "a.txt", "内容"))
	emoji := "🌲"
	long := strings.Repeat("字", 4097)
	for _, refusal := range []struct {
		what, method string
		args         args
		code         int
		description  string
	}{
		{"no such method", "sendTelepathy", args{}, 404, "Not Found: method not found"},

		{"no text", "sendMessage", args{"chat_id": office}, 400, "Bad Request: message text is empty"},
		{"only white space", "sendMessage", args{"chat_id": office, "text": " \n\u200b "}, 400, "Bad Request: message text is empty"},
		{"only tags", "sendMessage", args{"chat_id": office, "text": "<b></b>", "parse_mode": "HTML"}, 400, "Bad Request: message text is empty"},
		{"too long", "sendMessage", args{"chat_id": office, "text": long}, 400, "Bad Request: message is too long"},
		{"too long in UTF-16", "sendMessage", args{"chat_id": office, "text": strings.Repeat(emoji, 2049)}, 400, "Bad Request: message is too long"},
		{"too many bytes", "sendMessage", args{"chat_id": office, "text": strings.Repeat("字", 12000)}, 400, "Bad Request: text is too long"},
		{"caption too long", "sendDocument", args{"chat_id": office, "document": "x", "caption": strings.Repeat("字", 1025)}, 400, "Bad Request: message caption is too long"},
		{"parse mode", "sendMessage", args{"chat_id": office, "text": "x", "parse_mode": "BBCode"}, 400, "Bad Request: unsupported parse_mode"},
		{"Markdown, which the sandbox does not read", "sendMessage", args{"chat_id": office, "text": "x", "parse_mode": "MarkdownV2"}, 400, "Bad Request: can't parse entities: the sandbox does not read Markdown; use HTML or entities"},

		{"unknown chat", "sendMessage", args{"chat_id": -100777, "text": "x"}, 400, "Bad Request: chat not found"},
		{"no chat", "sendMessage", args{"text": "x"}, 400, "Bad Request: chat_id is empty"},
		{"unknown name", "sendMessage", args{"chat_id": "@nobody_here", "text": "x"}, 400, "Bad Request: chat not found"},
		{"never spoken", "sendMessage", args{"chat_id": stranger, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"},
		{"unknown topic", "sendMessage", args{"chat_id": office, "text": "x", "message_thread_id": 999}, 400, "Bad Request: message thread not found"},

		{"reply to nothing", "sendMessage", args{"chat_id": office, "text": "x", "reply_parameters": args{"message_id": 999}}, 400, "Bad Request: message to be replied not found"},
		{"wrong quote", "sendMessage", args{"chat_id": office, "text": "x", "reply_parameters": args{"message_id": theirs, "quote": "没说过"}}, 400, "Bad Request: QUOTE_TEXT_INVALID"},

		{"entity begins too late", "sendMessage", args{"chat_id": office, "text": "两山", "entities": []args{{"type": "bold", "offset": 2, "length": 1}}}, 400, "Bad Request: entity begins after the end of the text at UTF-16 offset 2"},
		{"entity too long", "sendMessage", args{"chat_id": office, "text": "两山", "entities": []args{{"type": "bold", "offset": 1, "length": 2}}}, 400, "Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3"},
		{"entity inside a character", "sendMessage", args{"chat_id": office, "text": emoji + "树", "entities": []args{{"type": "bold", "offset": 1, "length": 2}}}, 400, "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4"},
		{"entity ends inside a character", "sendMessage", args{"chat_id": office, "text": "树" + emoji, "entities": []args{{"type": "bold", "offset": 0, "length": 2}}}, 400, "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 7"},
		{"negative offset", "sendMessage", args{"chat_id": office, "text": "两山", "entities": []args{{"type": "bold", "offset": -1, "length": 1}}}, 400, "Bad Request: receive an entity with incorrect offset -1"},
		{"unknown entity", "sendMessage", args{"chat_id": office, "text": "两山", "entities": []args{{"type": "blink", "offset": 0, "length": 1}}}, 400, "Bad Request: can't parse MessageEntity: Unsupported type specified"},
		{"crossing entities", "sendMessage", args{"chat_id": office, "text": "两山转化", "entities": []args{{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 2, "length": 2}}}, 400, `Bad Request: can't parse entities: entity "italic" at UTF-16 offset 2 overlaps entity "bold" at UTF-16 offset 0`},

		{"callback data", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": keyboard([]args{{"text": "确认", "callback_data": strings.Repeat("字", 22)}})}, 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"too many buttons", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": args{"inline_keyboard": manyButtons(101)}}, 400, "Bad Request: reply markup is too long"},
		{"button without words", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": keyboard([]args{{"text": " ", "callback_data": "x"}})}, 400, "Bad Request: inline keyboard button text must be non-empty"},
		{"button without purpose", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": keyboard([]args{{"text": "x"}})}, 400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"button with a bad link", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": keyboard([]args{{"text": "x", "url": "没有链接"}})}, 400, "Bad Request: inline keyboard button URL '没有链接' is invalid: Wrong HTTP URL"},
		{"markup is no object", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": "[]"}, 400, "Bad Request: object expected as reply markup"},
		{"markup is no JSON", "sendMessage", args{"chat_id": office, "text": "x", "reply_markup": "{"}, 400, "Bad Request: can't parse reply keyboard markup JSON object"},

		{"edit of nothing", "editMessageText", args{"chat_id": office, "message_id": 999, "text": "x"}, 400, "Bad Request: message to edit not found"},
		{"edit without a number", "editMessageText", args{"chat_id": office, "text": "x"}, 400, "Bad Request: message identifier is not specified"},
		{"edit of another's", "editMessageText", args{"chat_id": office, "message_id": theirs, "text": "x"}, 400, "Bad Request: message can't be edited"},
		{"edit without change", "editMessageText", args{"chat_id": office, "message_id": mine, "text": "原来的话"}, 400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
		{"buttons without change", "editMessageReplyMarkup", args{"chat_id": office, "message_id": mine}, 400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
		{"text of a file", "editMessageText", args{"chat_id": office, "message_id": file, "text": "x"}, 400, "Bad Request: there is no text in the message to edit"},
		{"caption of a text", "editMessageCaption", args{"chat_id": office, "message_id": mine, "caption": "x"}, 400, "Bad Request: there is no caption in the message to edit"},
		{"delete nothing", "deleteMessage", args{"chat_id": office, "message_id": 999}, 400, "Bad Request: message to delete not found"},
		{"delete another's", "deleteMessage", args{"chat_id": office, "message_id": theirs}, 400, "Bad Request: message can't be deleted"},

		{"unknown press", "answerCallbackQuery", args{"callback_query_id": "1"}, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"no document", "sendDocument", args{"chat_id": office}, 400, "Bad Request: there is no document in the request"},
		{"unknown document", "sendDocument", args{"chat_id": office, "document": "BQAC-unknown"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"no photo", "sendPhoto", args{"chat_id": office}, 400, "Bad Request: there is no photo in the request"},
		{"no file", "getFile", args{}, 400, "Bad Request: file_id not specified"},
		{"unknown file", "getFile", args{"file_id": "x"}, 400, "Bad Request: invalid file_id"},
		{"empty album", "sendMediaGroup", args{"chat_id": office}, 400, "Bad Request: there are no messages to send"},

		{"unknown reaction", "setMessageReaction", args{"chat_id": office, "message_id": theirs, "reaction": []args{{"type": "emoji", "emoji": "🧾"}}}, 400, "Bad Request: REACTION_INVALID"},
		{"unknown action", "sendChatAction", args{"chat_id": office, "action": "sleeping"}, 400, "Bad Request: wrong parameter action in request"},
		{"draft in a group", "sendMessageDraft", args{"chat_id": office, "draft_id": 1, "text": "x"}, 400, "Bad Request: TEXTDRAFT_PEER_INVALID"},
		{"bad command", "setMyCommands", args{"commands": []args{{"command": "汇总", "description": "x"}}}, 400, "Bad Request: BOT_COMMAND_INVALID"},
		{"bad scope", "setMyCommands", args{"scope": args{"type": "everywhere"}}, 400, "Bad Request: can't parse BotCommandScope: Unsupported type specified"},
		{"unknown member", "getChatMember", args{"chat_id": office, "user_id": 999}, 400, "Bad Request: user not found"},
		{"webhook without TLS", "setWebhook", args{"url": "http://example.org/"}, 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{"webhook secret", "setWebhook", args{"url": "https://example.org/", "secret_token": "密"}, 400, "Bad Request: secret token contains unallowed characters"},
	} {
		t.Run(refusal.what, func(t *testing.T) {
			before := len(s.Transcript(office))
			got := calls(t, s, web.URL).call(refusal.method, refusal.args)
			if got.OK || got.Code != refusal.code || got.Description != refusal.description {
				t.Errorf("got %d %q, want %d %q", got.Code, got.Description, refusal.code, refusal.description)
			}
			if len(s.Transcript(office)) != before {
				t.Error("refused, and yet something was posted")
			}
		})
	}
}

// sent is the number of the message that a call posted.
func sent(t *testing.T, a answer) int {
	t.Helper()
	var m struct {
		ID int `json:"message_id"`
	}
	if !a.OK || json.Unmarshal(a.Result, &m) != nil {
		t.Fatalf("not sent: %d %s", a.Code, a.Description)
	}
	return m.ID
}

// upload makes a call with one file.
func (c caller) upload(method string, fields args, field, name, content string) answer {
	c.t.Helper()
	kind, body := multi(c.t, fields, field, name, content)
	return c.post(method, kind, body)
}

// multi is a multipart body with one file.
func multi(t *testing.T, fields args, field, name, content string) (string, io.Reader) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := w.WriteField(k, fmt.Sprint(v)); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), &b
}

func TestWhoIsGoneIsToldInTelegramsWords(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	must(t, s.BlockBot(forestry))
	got := c.call("sendMessage", args{"chat_id": forestry, "text": "x"})
	if got.Code != 403 || got.Description != "Forbidden: bot was blocked by the user" {
		t.Errorf("blocked: %+v", got)
	}
	must(t, s.RemoveBot(official, office))
	got = c.call("sendMessage", args{"chat_id": office, "text": "x"})
	if got.Code != 403 || got.Description != "Forbidden: bot was kicked from the supergroup chat" {
		t.Errorf("kicked: %+v", got)
	}
	must(t, s.AddBotTo(official, office))
	if got = c.call("leaveChat", args{"chat_id": office}); !got.OK {
		t.Errorf("leaveChat: %+v", got)
	}
	got = c.call("sendMessage", args{"chat_id": office, "text": "x"})
	if got.Code != 403 || got.Description != "Forbidden: bot is not a member of the supergroup chat" {
		t.Errorf("left: %+v", got)
	}
	moved, err := s.Migrate(oldGroup)
	must(t, err)
	got = c.call("sendMessage", args{"chat_id": oldGroup, "text": "x"})
	if got.Code != 400 || got.Description != "Bad Request: group chat was upgraded to a supergroup chat" || got.Parameters.MigrateTo != moved {
		t.Errorf("moved: %+v", got)
	}
	if got = c.call("sendMessage", args{"chat_id": moved, "text": "x"}); !got.OK {
		t.Errorf("in the new group: %+v", got)
	}
	wrong := caller{t, web.URL + "/bot1:other/"}
	if got = wrong.call("getMe", nil); got.Code != 401 || got.Description != "Unauthorized" {
		t.Errorf("wrong token: %+v", got)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAMissingMessageCanBeRepliedToIfOneSaysSo(t *testing.T) {
	s, web := open(t)
	got := calls(t, s, web.URL).call("sendMessage", args{
		"chat_id": office, "text": "x", "reply_parameters": args{"message_id": 999, "allow_sending_without_reply": true},
	})
	if !got.OK || s.Transcript(office)[0].ReplyTo != 0 {
		t.Errorf("%+v", got)
	}
}

// TestEveryFormOfRequestIsRead sends the same call in the four forms that
// Telegram accepts.
func TestEveryFormOfRequestIsRead(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	fields := url.Values{"chat_id": {fmt.Sprint(office)}, "text": {"两山 & 转化"}, "reply_markup": {`{"inline_keyboard":[[{"text":"原文","callback_data":"s:1"}]]}`}}
	sent(t, c.post("sendMessage", "application/x-www-form-urlencoded", strings.NewReader(fields.Encode())))
	kind, body := multi(t, args{"chat_id": office, "text": "两山 & 转化", "reply_markup": fields.Get("reply_markup")}, "unused", "x", "x")
	sent(t, c.post("sendmessage", kind, body)) // the name in any case
	sent(t, c.call("sendMessage", args{"chat_id": office, "text": "两山 & 转化", "reply_markup": keyboard([]args{{"text": "原文", "callback_data": "s:1"}})}))
	r, err := http.Get(c.base + "sendMessage?" + fields.Encode())
	must(t, err)
	r.Body.Close()
	all := s.Transcript(office)
	if len(all) != 4 {
		t.Fatalf("%d messages, want 4", len(all))
	}
	for _, m := range all {
		if m.Text != "两山 & 转化" || m.Buttons[0][0].Data != "s:1" {
			t.Errorf("message %d = %+v", m.ID, m)
		}
	}
}

func TestFilesKeepTheirNameAndContent(t *testing.T) {
	s, web := open(t, func(c *sandbox.Config) { c.MaxUpload, c.MaxDownload = 1000, 500 })
	c := calls(t, s, web.URL)
	sent(t, c.upload("sendDocument", args{"chat_id": office, "caption": "见附件"}, "document", "任务分解表（示例）.xlsx", strings.Repeat("x", 600)))
	m := s.Transcript(office)[0]
	if m.File.Name != "任务分解表（示例）.xlsx" || m.File.Size != 600 || m.Text != "见附件" {
		t.Errorf("file = %+v", m.File)
	}
	if got := c.call("getFile", args{"file_id": m.File.ID}); got.Description != "Bad Request: file is too big" {
		t.Errorf("download limit: %+v", got)
	}
	if got := c.upload("sendDocument", args{"chat_id": office}, "document", "大.bin", strings.Repeat("x", 1001)); got.Code != 413 || got.Description != "Request Entity Too Large" {
		t.Errorf("upload limit: %+v", got)
	}
	if got := c.upload("sendDocument", args{"chat_id": office}, "document", "空.txt", ""); got.Description != "Bad Request: file must be non-empty" {
		t.Errorf("empty file: %+v", got)
	}
	if got := c.upload("sendPhoto", args{"chat_id": office}, "photo", "图.png", "不是图"); got.Description != "Bad Request: IMAGE_PROCESS_FAILED" {
		t.Errorf("no picture: %+v", got)
	}
	again := sent(t, c.call("sendDocument", args{"chat_id": office, "document": m.File.ID}))
	if all := s.Transcript(office); all[len(all)-1].ID != again || all[len(all)-1].File.ID != m.File.ID {
		t.Error("a file is not sent again by its id")
	}
	r, err := http.Get(web.URL + "/file/bot" + s.Token() + "/documents/" + m.File.ID + ".xlsx")
	must(t, err)
	defer r.Body.Close()
	if data, _ := io.ReadAll(r.Body); len(data) != 600 {
		t.Errorf("download: %s, %d bytes", r.Status, len(data))
	}
}

func TestAnEditKeepsWhatWas(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	id := sent(t, c.call("sendMessage", args{"chat_id": office, "text": "第一版", "reply_markup": keyboard([]args{{"text": "确认", "callback_data": "1"}})}))
	sent(t, c.call("editMessageText", args{"chat_id": office, "message_id": id, "text": "第<b>二</b>版", "parse_mode": "HTML"}))
	m := s.Transcript(office)[0]
	want := []sandbox.Version{{At: clock(), Text: "第一版", Buttons: [][]sandbox.Button{{{Text: "确认", Data: "1"}}}}}
	if diff := cmp.Diff(want, m.History); diff != "" {
		t.Error(diff)
	}
	if m.Text != "第二版" || m.Buttons != nil || m.Edited.IsZero() {
		t.Errorf("after the edit: %+v", m)
	}
}

func TestMenusAreShownByScope(t *testing.T) {
	s, web := open(t)
	c := calls(t, s, web.URL)
	for scope, name := range map[string]args{
		"everybody": {"type": "default"},
		"groups":    {"type": "all_group_chats"},
		"privately": {"type": "all_private_chats"},
		"admins":    {"type": "chat_administrators", "chat_id": office},
		"one":       {"type": "chat_member", "chat_id": fmt.Sprint(oldGroup), "user_id": forestry},
	} {
		if got := c.call("setMyCommands", args{"scope": name, "commands": []args{{"command": scope, "description": "说明"}}}); !got.OK {
			t.Fatal(got.Description)
		}
	}
	for _, menu := range []struct {
		user, chat int64
		want       string
	}{
		{official, office, "admins"},
		{forestry, office, "groups"},
		{forestry, oldGroup, "one"},
		{official, oldGroup, "groups"},
		{official, official, "privately"},
	} {
		if got := s.CommandsFor(menu.user, menu.chat); len(got) != 1 || got[0].Name != menu.want {
			t.Errorf("user %d in %d sees %v, want %s", menu.user, menu.chat, got, menu.want)
		}
	}
}
