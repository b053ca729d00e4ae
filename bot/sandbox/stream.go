package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// feedItem is one change as the page needs to know it.
type feedItem struct {
	Seq     int64
	Kind    string // message, answer, typing, draft, world
	Chat    int64
	Message int
	Only    int64 // the one person whom it concerns; 0: all of the chat
	Answer  *Answer
}

// feed keeps the newest changes for pages that come back. The epoch tells a
// page that its place is one of another run.
type feed struct {
	epoch string
	next  int64
	items []feedItem
}

const feedLength = 2000

func (s *Server) publish(it feedItem) {
	s.feed.next++
	it.Seq = s.feed.next
	s.feed.items = append(s.feed.items, it)
	if n := len(s.feed.items); n > 2*feedLength {
		s.feed.items = append([]feedItem(nil), s.feed.items[n-feedLength:]...)
	}
	s.bump()
}

func (f *feed) mark(seq int64) string { return f.epoch + "-" + strconv.FormatInt(seq, 10) }

// place reads a mark. False: it is unknown or too old, and the page must read
// everything anew.
func (f *feed) place(mark string) (int64, bool) {
	epoch, seq, _ := strings.Cut(mark, "-")
	n, err := strconv.ParseInt(seq, 10, 64)
	oldest := f.next - int64(len(f.items))
	return n, err == nil && epoch == f.epoch && n >= oldest && n <= f.next
}

func (f *feed) after(seq int64) []feedItem {
	n := min(f.next-seq, int64(len(f.items)))
	return f.items[int64(len(f.items))-n:]
}

// pageEvents is the stream of changes as server-sent events. Last-Event-ID,
// or ?after= on the first connection, says where to go on.
func (s *Server) pageEvents(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Type", "text/event-stream; charset=utf-8")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no") // for proxies in between
	mark := r.Header.Get("Last-Event-ID")
	if mark == "" {
		mark = r.FormValue("after")
	}
	st := stream{s: s, as: number(r, "as"), w: w, flush: http.NewResponseController(w).Flush}
	st.run(r, mark)
}

type stream struct {
	s     *Server
	as    int64
	w     http.ResponseWriter
	flush func() error
	at    int64
}

func (st *stream) run(r *http.Request, mark string) {
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	text := "retry: 1000\n\n"
	st.s.mu.Lock()
	at, ok := st.s.feed.place(mark)
	if st.at = at; !ok {
		st.at = st.s.feed.next
		text += fmt.Sprintf("id: %s\nevent: reset\ndata: {}\n\n", st.s.feed.mark(st.at))
	}
	st.s.mu.Unlock()
	for {
		more, changed := st.news()
		if _, err := st.w.Write([]byte(text + more)); err != nil || st.flush() != nil {
			return
		}
		text = ""
		select {
		case <-changed:
		case <-beat.C:
			text = ": still here\n\n"
		case <-r.Context().Done():
			return
		case <-st.s.done:
			return
		}
	}
}

// news writes what happened since the last time as events.
func (st *stream) news() (string, <-chan struct{}) {
	s := st.s
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for _, it := range s.feed.after(st.at) {
		data := s.itemData(it, st.as)
		if data == nil {
			continue
		}
		raw, err := json.Marshal(data)
		if err != nil {
			s.log.Error("event cannot be written", "kind", it.Kind, "err", err)
			continue
		}
		fmt.Fprintf(&b, "id: %s\nevent: %s\ndata: %s\n\n", s.feed.mark(it.Seq), it.Kind, raw)
	}
	st.at = s.feed.next
	return b.String(), s.changed
}

// itemData is what a person may see of a change; nil is nothing. Messages are
// shown as they are now, so that a late reader skips what was passed over.
func (s *Server) itemData(it feedItem, as int64) any {
	if it.Only != 0 && it.Only != as {
		return nil
	}
	if it.Kind == "world" {
		return struct{}{}
	}
	c, ok := s.world.Chats[it.Chat]
	if !ok || !c.standing(as).present() {
		return nil
	}
	switch it.Kind {
	case "message":
		if at := c.find(it.Message); at != nil {
			return s.view(at, as)
		}
	case "answer":
		return map[string]any{
			"chat": it.Chat, "message": it.Message, "press": it.Answer.Press,
			"text": it.Answer.Text, "alert": it.Answer.Alert,
		}
	case "typing":
		return map[string]any{"chat": it.Chat}
	case "draft":
		return map[string]any{"chat": it.Chat, "text": c.Draft}
	}
	return nil
}
