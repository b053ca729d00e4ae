package sandbox

// feedItem is one change as the page needs to know it.
type feedItem struct {
	Seq     int64
	Kind    string // message, answer, typing, draft, world
	Chat    int64
	Message int
	Only    int64 // the one person whom it concerns; 0: all of the chat
	Answer  *Answer
}

// feed keeps the newest changes for pages that come back.
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
