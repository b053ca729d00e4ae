package sandbox

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFileNamesAreReadAsClientsWriteThem(t *testing.T) {
	for head, want := range map[string][2]string{
		`form-data; name="text"`:                                             {"text", ""},
		`form-data; name=document; filename=回 复.pdf`:                         {"document", "回 复.pdf"},
		`form-data;name="a";filename="表;一.xlsx"`:                             {"a", "表;一.xlsx"},
		`form-data; name="a"; filename="带\"引号\".txt"`:                        {"a", `带"引号".txt`},
		`form-data; name="a"; filename="x"; filename*=UTF-8''%E8%A1%A8.xlsx`: {"a", "表.xlsx"},
	} {
		name, file, isFile := disposition(head)
		if name != want[0] || file != want[1] || isFile != (want[1] != "") {
			t.Errorf("%s: %q, %q, %v", head, name, file, isFile)
		}
	}
}

// FuzzRequest: whatever a client sends, the answer is one of the Bot API's
// and what was posted is valid.
func FuzzRequest(f *testing.F) {
	f.Add("application/json", "sendMessage", `{"chat_id":-100,"text":"<b>两山</b>","parse_mode":"HTML","entities":[]}`)
	f.Add("application/x-www-form-urlencoded", "editMessageText", "chat_id=-100&message_id=1&text=%e4%b8%a4")
	f.Add("multipart/form-data; boundary=x", "sendDocument", "--x\r\nContent-Disposition: form-data; name=chat_id\r\n\r\n-100\r\n--x\r\nContent-Disposition: form-data; name=document; filename=a\r\n\r\nz\r\n--x--")
	f.Add("application/json", "sendMessage", `{"chat_id":-100,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"x","callback_data":"y"}]]}}`)
	f.Add("application/json", "sendMessage", `{"chat_id":-100,"text":"x","entities":[{"type":"text_mention","offset":0,"length":1,"user":{"id":1}}]}`)
	f.Add("application/json", "setMyCommands", `{"commands":[{"command":"a","description":"b"}],"scope":{"type":"chat_member","chat_id":-100,"user_id":1}}`)
	f.Add("application/json", "setMessageReaction", `{"chat_id":-100,"message_id":1,"reaction":[{"type":"emoji","emoji":"👍"}]}`)
	f.Add("application/json", "sendMediaGroup", `{"chat_id":-100,"media":[{"type":"photo","media":"attach://a"}]}`)
	f.Fuzz(func(t *testing.T, kind, method, body string) {
		if strings.EqualFold(method, "setWebhook") || strings.EqualFold(method, "getUpdates") {
			return // these speak to others and wait
		}
		s := New(Config{Now: func() time.Time { return time.Unix(1_790_000_000, 0) }})
		defer s.Close()
		s.AddUser(User{ID: 1, Name: "李林"})
		s.AddChat(Chat{ID: -100, Kind: Group, Title: "群", Members: []int64{1}})
		r := httptest.NewRequest(http.MethodPost, "http://localhost/", strings.NewReader(body))
		r.URL.Path = "/bot" + s.Token() + "/" + method
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := w.Body.String(); !strings.HasPrefix(got, `{"ok":`) || w.Code == http.StatusInternalServerError {
			t.Fatalf("%s: %d %s", method, w.Code, got)
		}
		for _, m := range s.Transcript(-100) {
			if !utf8.ValidString(m.Text) || units(m.Text) > maxText || nested(m.Entities) != nil {
				t.Fatalf("posted %q with %+v", m.Text, m.Entities)
			}
		}
	})
}
