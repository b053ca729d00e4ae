package sandbox_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"liangshan/bot/sandbox"
)

// TestForgedRequestsAreRefused: what another site makes a visitor's browser
// do changes nothing and shows nothing.
func TestForgedRequestsAreRefused(t *testing.T) {
	s, web := open(t, visitors)
	host := strings.TrimPrefix(web.URL, "http://")
	ours := map[string]string{"Origin": web.URL, "Content-Type": "application/json"}
	with := func(more map[string]string) map[string]string {
		out := map[string]string{}
		for k, v := range ours {
			out[k] = v
		}
		for k, v := range more {
			out[k] = v
		}
		return out
	}
	for _, c := range []struct {
		what, method, path string
		headers            map[string]string
		status             int
	}{
		{"the page's own script", "POST", "/sandbox/api/say", ours, 200},
		{"with fetch metadata", "POST", "/sandbox/api/say", with(map[string]string{"Sec-Fetch-Site": "same-origin"}), 200},
		{"another origin", "POST", "/sandbox/api/say", with(map[string]string{"Origin": "https://evil.example"}), 403},
		{"a sandboxed frame", "POST", "/sandbox/api/say", with(map[string]string{"Origin": "null"}), 403},
		{"the same host, another port", "POST", "/sandbox/api/say", with(map[string]string{"Origin": "http://127.0.0.1:1"}), 403},
		{"cross-site", "POST", "/sandbox/api/say", with(map[string]string{"Sec-Fetch-Site": "cross-site"}), 403},
		{"same-site", "POST", "/sandbox/api/say", with(map[string]string{"Sec-Fetch-Site": "same-site"}), 403},
		{"from the address bar", "POST", "/sandbox/api/say", with(map[string]string{"Sec-Fetch-Site": "none"}), 403},
		{"without saying where from", "POST", "/sandbox/api/say", map[string]string{"Content-Type": "application/json"}, 403},
		{"a form's content type", "POST", "/sandbox/api/say", with(map[string]string{"Content-Type": "text/plain"}), 415},
		{"a rebound name", "POST", "/sandbox/api/say", with(map[string]string{"Host": "evil.example", "Origin": "http://evil.example"}), 403},
		{"a name for this machine", "POST", "/sandbox/api/say", with(map[string]string{"Host": "localhost:80", "Origin": "http://localhost:80"}), 200},
		{"a file without the header", "POST", "/sandbox/api/file", ours, 403},
		{"reading from elsewhere", "GET", "/sandbox/api/world?as=101", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"following a link", "GET", "/", map[string]string{"Sec-Fetch-Site": "cross-site"}, 200},
		{"reading", "GET", "/sandbox/api/world?as=101", map[string]string{"Host": host}, 200},
		{"reading a chat one is not in", "GET", "/sandbox/api/messages?as=103&chat=-1001234567890", nil, 403},
		{"nothing there", "GET", "/sandbox/assets/../page.go", nil, 404},
	} {
		t.Run(c.what, func(t *testing.T) {
			before := len(s.Transcript(office))
			status := ask(t, c.method, web.URL+c.path, `{"as":101,"chat":-1001234567890,"text":"你好"}`, c.headers)
			if status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			said := len(s.Transcript(office)) > before
			if said != (c.method == "POST" && c.status == 200) {
				t.Errorf("said = %v", said)
			}
		})
	}
}

func ask(t *testing.T, method, address, body string, headers map[string]string) int {
	t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	must(t, err)
	for k, v := range headers {
		if k == "Host" {
			r.Host = v
			continue
		}
		r.Header.Set(k, v)
	}
	answer, err := http.DefaultClient.Do(r)
	must(t, err)
	defer answer.Body.Close()
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("content policy %q", policy)
	}
	return answer.StatusCode
}

func TestNobodySpeaksAsSomebodyThatThePageDoesNotOffer(t *testing.T) {
	s, web := open(t, visitors)
	s.AddUser(sandbox.User{ID: 999, Name: "不在名单"})
	s.AddChat(sandbox.Chat{ID: office, Kind: sandbox.Supergroup, Members: []int64{999}})
	headers := map[string]string{"Origin": web.URL, "Content-Type": "application/json"}
	if status := ask(t, "POST", web.URL+"/sandbox/api/say", `{"as":999,"chat":-1001234567890,"text":"x"}`, headers); status != 403 {
		t.Errorf("status %d", status)
	}
}

// sse is one event of the page's stream.
type sse struct{ id, kind, data string }

// listen reads n events, from a place on.
func listen(t *testing.T, base string, as, lastID string, n int) []sse {
	t.Helper()
	r, err := http.NewRequestWithContext(soon(t), http.MethodGet, base+"/sandbox/api/events?as="+as, nil)
	must(t, err)
	r.Header.Set("Last-Event-ID", lastID)
	answer, err := http.DefaultClient.Do(r)
	must(t, err)
	defer answer.Body.Close()
	var out []sse
	var now sse
	lines := bufio.NewScanner(answer.Body)
	for len(out) < n && lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "id":
			now.id = value
		case "event":
			now.kind = value
		case "data":
			now.data = value
		case "":
			if now.kind != "" {
				out = append(out, now)
			}
			now = sse{}
		}
	}
	if len(out) < n {
		t.Fatalf("the stream ended after %d of %d events: %v", len(out), n, lines.Err())
	}
	return out
}

func world(t *testing.T, base, as string) (at string) {
	t.Helper()
	answer, err := http.Get(base + "/sandbox/api/world?as=" + as)
	must(t, err)
	defer answer.Body.Close()
	var w struct{ At string }
	must(t, json.NewDecoder(answer.Body).Decode(&w))
	return w.At
}

// TestAStreamGoesOnWhereItBroke: nothing is missed and nothing comes twice.
func TestAStreamGoesOnWhereItBroke(t *testing.T) {
	s, web := open(t, visitors)
	at := world(t, web.URL, "101")
	for _, text := range []string{"一", "二", "三"} {
		say(t, s, forestry, office, text)
	}
	first := listen(t, web.URL, "101", at, 2)
	if !strings.Contains(first[0].data, `"一"`) || !strings.Contains(first[1].data, `"二"`) {
		t.Fatalf("%+v", first)
	}
	say(t, s, forestry, office, "四")
	rest := listen(t, web.URL, "101", first[1].id, 2)
	if !strings.Contains(rest[0].data, `"三"`) || !strings.Contains(rest[1].data, `"四"`) {
		t.Errorf("%+v", rest)
	}
}

func TestAStreamOfAnotherRunBeginsAnew(t *testing.T) {
	_, web := open(t, visitors)
	for _, mark := range []string{"", "elsewhere-3", "nonsense"} {
		if got := listen(t, web.URL, "101", mark, 1); got[0].kind != "reset" {
			t.Errorf("%q: %+v", mark, got)
		}
	}
}

func TestAStreamShowsEachPersonTheirOwn(t *testing.T) {
	s, web := open(t, visitors)
	c := calls(t, s, web.URL)
	at := world(t, web.URL, "101")
	card := sent(t, c.call("sendMessage", args{"chat_id": office, "text": "确认？", "reply_markup": keyboard([]args{{"text": "确认", "callback_data": "秘"}})}))
	say(t, s, forestry, forestry, "只有李林看得到")
	press, err := s.Press(forestry, office, card, "确认")
	must(t, err)
	if got := c.call("answerCallbackQuery", args{"callback_query_id": press, "text": "已确认"}); !got.OK {
		t.Fatal(got.Description)
	}
	say(t, s, official, office, "完")
	for _, e := range listen(t, web.URL, "101", at, 2) {
		if e.kind != "message" || strings.Contains(e.data, "只有李林") || strings.Contains(e.data, "秘") {
			t.Errorf("王主任 sees %+v", e)
		}
	}
	his := listen(t, web.URL, "102", at, 4)
	if his[2].kind != "answer" || !strings.Contains(his[2].data, "已确认") {
		t.Errorf("李林 sees %+v", his)
	}
}

func TestFilesComeDownAsFiles(t *testing.T) {
	s, web := open(t, visitors)
	_, err := s.SendFile(forestry, office, "页面.html", []byte("<script>alert(1)</script>"), "")
	must(t, err)
	id := s.Transcript(office)[0].File.ID
	answer, err := http.Get(web.URL + "/sandbox/api/file?id=" + id)
	must(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(t, err)
	if answer.Header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") || len(body) == 0 {
		t.Errorf("a page would be shown: %v", answer.Header)
	}
}
