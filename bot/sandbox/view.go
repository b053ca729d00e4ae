package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// What follows is the page's own form of the world: what one person sees.

type worldView struct {
	At     string       `json:"at"` // where the stream goes on from here
	Title  string       `json:"title"`
	Banner string       `json:"banner"`
	Now    int64        `json:"now"` // the sandbox's clock, Unix milliseconds
	Bot    personView   `json:"bot"`
	People []personView `json:"people"`
	Chats  []chatView   `json:"chats"`
}

type personView struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username,omitempty"`
	Role     string `json:"role,omitempty"`
	Note     string `json:"note,omitempty"`
	Bot      bool   `json:"bot,omitempty"`
}

type chatView struct {
	ID       int64        `json:"id"`
	Kind     Kind         `json:"kind"`
	Title    string       `json:"title"`
	Members  []personView `json:"members"`
	Last     *messageView `json:"last,omitempty"`
	Commands []Command    `json:"commands"`
	Try      []string     `json:"try"`
	Draft    string       `json:"draft,omitempty"`
	Typing   bool         `json:"typing,omitempty"`
}

type messageView struct {
	ID        int            `json:"id"`
	Chat      int64          `json:"chat"`
	Thread    int            `json:"thread,omitempty"`
	From      personView     `json:"from"`
	Mine      bool           `json:"mine,omitempty"`
	At        int64          `json:"at"`
	Edited    int64          `json:"edited,omitempty"`
	Text      string         `json:"text,omitempty"`
	Entities  []Entity       `json:"entities,omitempty"`
	File      *fileView      `json:"file,omitempty"`
	Album     string         `json:"album,omitempty"`
	Reply     *replyView     `json:"reply,omitempty"`
	Origin    string         `json:"origin,omitempty"`
	Buttons   [][]buttonView `json:"buttons,omitempty"`
	Reactions []reactionView `json:"reactions,omitempty"`
	Service   *serviceView   `json:"service,omitempty"`
	Gone      bool           `json:"gone,omitempty"`
}

type fileView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Size   int    `json:"size"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

type replyView struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	Text  string `json:"text"`
	Quote bool   `json:"quote,omitempty"`
	Gone  bool   `json:"gone,omitempty"`
}

type buttonView struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
}

type reactionView struct {
	Emoji string `json:"emoji"`
	Count int    `json:"count"`
	Mine  bool   `json:"mine,omitempty"`
}

type serviceView struct {
	By     string   `json:"by"`
	Joined []string `json:"joined,omitempty"`
	Left   string   `json:"left,omitempty"`
	Topic  string   `json:"topic,omitempty"`
	Title  string   `json:"title,omitempty"`
	Moved  bool     `json:"moved,omitempty"`
}

func (s *Server) viewWorld(as int64) worldView {
	out := worldView{
		At: s.feed.mark(s.feed.next), Title: s.cfg.Page.Title, Banner: s.cfg.Page.Banner,
		Now: s.cfg.Now().UnixMilli(), Bot: s.viewPerson(s.bot), Chats: []chatView{}, People: []personView{},
	}
	for _, p := range s.cfg.Page.People {
		out.People = append(out.People, s.viewPerson(s.world.Users[p.ID]))
	}
	for _, id := range s.world.Order {
		if c := s.world.Chats[id]; c.Kind != Private && c.standing(as).present() && c.MigratedTo == 0 {
			out.Chats = append(out.Chats, s.viewChat(c, as))
		}
	}
	if u, ok := s.world.Users[as]; ok && !u.IsBot {
		out.Chats = append(out.Chats, s.viewPrivate(u))
	}
	return out
}

// viewPrivate is the chat with the bot, which need not have begun.
func (s *Server) viewPrivate(u User) chatView {
	c, ok := s.world.Chats[u.ID]
	if !ok {
		c = &chat{Chat: Chat{ID: u.ID, Kind: Private}, Standings: map[int64]Standing{u.ID: Member, s.bot.ID: Member}}
	}
	return s.viewChat(c, u.ID)
}

func (s *Server) viewPerson(u User) personView {
	out := personView{ID: u.ID, Name: u.Name + u.LastName, Username: u.Username, Bot: u.IsBot}
	if p := s.person(u.ID); p != nil {
		out.Role, out.Note = p.Role, p.Note
	}
	return out
}

func (s *Server) person(id int64) *Person {
	at := slices.IndexFunc(s.cfg.Page.People, func(p Person) bool { return p.ID == id })
	if at < 0 {
		return nil
	}
	return &s.cfg.Page.People[at]
}

func (s *Server) viewChat(c *chat, as int64) chatView {
	out := chatView{
		ID: c.ID, Kind: c.Kind, Title: c.Title, Commands: s.commandsFor(as, c.ID), Try: []string{},
		Draft: c.Draft, Typing: s.cfg.Now().Sub(c.Typing) < 5*time.Second,
	}
	if c.Kind == Private {
		out.Title = s.bot.Name
	}
	for _, id := range slices.Sorted(maps.Keys(c.Standings)) {
		if c.Standings[id].present() {
			out.Members = append(out.Members, s.viewPerson(s.world.Users[id]))
		}
	}
	for _, m := range slices.Backward(c.Messages) {
		if !m.Gone {
			last := s.view(m, as)
			out.Last = &last
			break
		}
	}
	if p := s.person(as); p != nil {
		for _, e := range p.Try {
			if e.In == "" || e.In == c.Kind || e.In == Group && c.Kind == Supergroup {
				out.Try = append(out.Try, e.Text)
			}
		}
	}
	if out.Commands == nil {
		out.Commands = []Command{}
	}
	return out
}

func (s *Server) view(m *Message, as int64) messageView {
	out := messageView{ID: m.ID, Chat: m.Chat, Thread: m.Thread, From: s.viewPerson(m.From), At: m.At.UnixMilli(), Gone: m.Gone}
	if m.Gone {
		return out
	}
	c := s.world.Chats[m.Chat]
	out.Mine, out.Text, out.Entities, out.Album = m.From.ID == as, m.Text, m.Entities, m.Album
	if m.Anonymous {
		out.From = personView{ID: c.ID, Name: c.Title}
	}
	if !m.Edited.IsZero() {
		out.Edited = m.Edited.UnixMilli()
	}
	if f := m.File; f != nil {
		out.File = &fileView{f.ID, f.Name, f.Size, f.Width, f.Height}
	}
	if o := m.Origin; o != nil {
		out.Origin = o.Name
		if o.User != nil {
			out.Origin = o.User.Name
		}
	}
	out.Reply = s.viewReply(c, m)
	out.Buttons, out.Reactions = viewButtons(m.Buttons), viewReactions(m.Reactions, as)
	out.Service = viewService(m)
	return out
}

func (s *Server) viewReply(c *chat, m *Message) *replyView {
	if m.ReplyTo == 0 {
		return nil
	}
	out := &replyView{ID: m.ReplyTo}
	to := c.message(m.ReplyTo)
	if to == nil {
		out.Gone = true
		return out
	}
	out.Name, out.Text = to.From.Name, to.Text
	if to.File != nil && out.Text == "" {
		out.Text = to.File.Name
	}
	if m.Quote != nil {
		out.Text, out.Quote = m.Quote.Text, true
	}
	out.Text = cut(out.Text, 0, 160)
	return out
}

func viewButtons(rows [][]Button) [][]buttonView {
	var out [][]buttonView
	for _, row := range rows {
		var line []buttonView
		for _, b := range row {
			line = append(line, buttonView{b.Text, b.URL})
		}
		out = append(out, line)
	}
	return out
}

func viewReactions(all []Reaction, as int64) []reactionView {
	var out []reactionView
	for _, r := range all {
		at := slices.IndexFunc(out, func(v reactionView) bool { return v.Emoji == r.Emoji })
		if at < 0 {
			out = append(out, reactionView{Emoji: r.Emoji})
			at = len(out) - 1
		}
		out[at].Count++
		out[at].Mine = out[at].Mine || r.By == as
	}
	slices.SortStableFunc(out, func(a, b reactionView) int { return cmp.Compare(b.Count, a.Count) })
	return out
}

func viewService(m *Message) *serviceView {
	v := m.Service
	if v == nil {
		return nil
	}
	out := &serviceView{By: m.From.Name, Topic: v.Topic, Title: v.Title, Moved: v.MigrateTo != 0 || v.MigrateFrom != 0}
	for _, u := range v.Joined {
		out.Joined = append(out.Joined, u.Name)
	}
	if v.Left != nil {
		out.Left = v.Left.Name
	}
	return out
}
