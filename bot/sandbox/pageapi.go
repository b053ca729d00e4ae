package sandbox

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func (s *Server) pageWorld(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	out := s.viewWorld(number(r, "as"))
	s.mu.Unlock()
	pageJSON(w, http.StatusOK, out)
}

// pageMessages hands out a chat from the newest message backwards, a page at
// a time, oldest first within the page.
func (s *Server) pageMessages(w http.ResponseWriter, r *http.Request) {
	as, chatID, before := number(r, "as"), number(r, "chat"), int(number(r, "before"))
	s.mu.Lock()
	c, ok := s.world.Chats[chatID]
	if ok && !c.standing(as).present() {
		s.mu.Unlock()
		pageFault(w, http.StatusForbidden, "not_a_member")
		return
	}
	out := struct {
		Messages []messageView `json:"messages"`
		More     bool          `json:"more"`
		At       string        `json:"at"`
	}{Messages: []messageView{}, At: s.feed.mark(s.feed.next)}
	if ok {
		out.Messages, out.More = s.viewBefore(c, as, before, 60)
	}
	s.mu.Unlock()
	pageJSON(w, http.StatusOK, out)
}

func (s *Server) viewBefore(c *chat, as int64, before, most int) (out []messageView, more bool) {
	end := len(c.Messages)
	for before > 0 && end > 0 && c.Messages[end-1].ID >= before {
		end--
	}
	out = []messageView{}
	start := end
	for start > 0 && len(out) < most {
		start--
		if m := c.Messages[start]; !m.Gone {
			out = append(out, s.view(m, as))
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out, start > 0
}

// pageDone answers a change: with its result, or with why not.
func (s *Server) pageDone(w http.ResponseWriter, result any, err error) {
	if err != nil {
		s.log.Info("page call refused", "why", err)
		pageFault(w, http.StatusBadRequest, "refused")
		return
	}
	pageJSON(w, http.StatusOK, result)
}

// mine refuses visitors who would be somebody that the page does not offer.
func (s *Server) mine(w http.ResponseWriter, as int64) bool {
	if s.person(as) == nil {
		pageFault(w, http.StatusForbidden, "nobody")
		return false
	}
	return true
}

func (s *Server) pageSay(w http.ResponseWriter, r *http.Request) {
	in, ok := readWish(w, r)
	if !ok || !s.mine(w, in.As) {
		return
	}
	id, err := s.Say(in.As, in.Chat, in.Text, in.options()...)
	s.pageDone(w, map[string]int{"id": id}, err)
}

func (s *Server) pageEdit(w http.ResponseWriter, r *http.Request) {
	in, ok := readWish(w, r)
	if !ok || !s.mine(w, in.As) {
		return
	}
	s.pageDone(w, struct{}{}, s.Edit(in.As, in.Chat, in.Message, in.Text))
}

func (s *Server) pageDelete(w http.ResponseWriter, r *http.Request) {
	in, ok := readWish(w, r)
	if !ok || !s.mine(w, in.As) {
		return
	}
	s.pageDone(w, struct{}{}, s.Delete(in.As, in.Chat, in.Message))
}

func (s *Server) pageReact(w http.ResponseWriter, r *http.Request) {
	in, ok := readWish(w, r)
	if !ok || !s.mine(w, in.As) {
		return
	}
	s.pageDone(w, struct{}{}, s.React(in.As, in.Chat, in.Message, in.Emoji...))
}

// pagePress names a button by its place: two may bear the same words.
func (s *Server) pagePress(w http.ResponseWriter, r *http.Request) {
	in, ok := readWish(w, r)
	if !ok || !s.mine(w, in.As) {
		return
	}
	id, err := s.pressAt(in)
	s.pageDone(w, map[string]string{"press": id}, err)
}

func (s *Server) pressAt(in wish) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.inChat(in.As, in.Chat, in.Message)
	if err != nil {
		return "", err
	}
	if in.Row < 0 || in.Row >= len(m.Buttons) || in.Column < 0 || in.Column >= len(m.Buttons[in.Row]) {
		return "", errors.New("sandbox: no such button")
	}
	b := m.Buttons[in.Row][in.Column]
	if b.Data == "" {
		return "", errors.New("sandbox: not a button to press")
	}
	return s.press(in.As, c, m, b), nil
}

// pageSend takes a file. The header keeps plain HTML forms of other sites out.
func (s *Server) pageSend(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Sandbox") == "" {
		pageFault(w, http.StatusForbidden, "header")
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, s.cfg.MaxUpload+maxField)
	f, head, err := r.FormFile("file")
	if err != nil {
		pageFault(w, http.StatusRequestEntityTooLarge, "file")
		return
	}
	defer f.Close()
	as := number(r, "as")
	if !s.mine(w, as) {
		return
	}
	data, err := io.ReadAll(f)
	if err != nil || len(data) == 0 {
		pageFault(w, http.StatusBadRequest, "file")
		return
	}
	in := wish{ReplyTo: int(number(r, "reply_to")), Thread: int(number(r, "thread"))}
	opts := in.options()
	if strings.HasPrefix(http.DetectContentType(data), "image/") && r.FormValue("photo") == "1" {
		opts = append(opts, AsPhoto())
	}
	id, err := s.SendFile(as, number(r, "chat"), head.Filename, data, r.FormValue("caption"), opts...)
	s.pageDone(w, map[string]int{"id": id}, err)
}

// pageFile hands a file to the visitor: pictures to look at, all else only to
// keep.
func (s *Server) pageFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f, ok := s.world.Files[r.FormValue("id")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	if f.Photo() {
		w.Header().Set("Content-Type", f.MIME)
	} else {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(f.Name))
	}
	w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	http.ServeContent(w, r, "", s.cfg.Now(), bytes.NewReader(f.Data))
}
