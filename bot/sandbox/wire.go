package sandbox

import "time"

// wireMessage is a message as the Bot API writes it.
type wireMessage struct {
	ID              int              `json:"message_id"`
	Thread          int              `json:"message_thread_id,omitempty"`
	From            *User            `json:"from,omitempty"`
	SenderChat      *wireChat        `json:"sender_chat,omitempty"`
	Chat            wireChat         `json:"chat"`
	Date            int64            `json:"date"`
	EditDate        int64            `json:"edit_date,omitempty"`
	IsTopic         bool             `json:"is_topic_message,omitempty"`
	ForwardOrigin   *wireOrigin      `json:"forward_origin,omitempty"`
	Reply           *wireMessage     `json:"reply_to_message,omitempty"`
	Quote           *Quote           `json:"quote,omitempty"`
	Album           string           `json:"media_group_id,omitempty"`
	AuthorSignature string           `json:"author_signature,omitempty"`
	Text            string           `json:"text,omitempty"`
	Entities        []Entity         `json:"entities,omitempty"`
	Document        *wireFile        `json:"document,omitempty"`
	Photo           []wireFile       `json:"photo,omitempty"`
	Caption         string           `json:"caption,omitempty"`
	CaptionEntities []Entity         `json:"caption_entities,omitempty"`
	Joined          []User           `json:"new_chat_members,omitempty"`
	Left            *User            `json:"left_chat_member,omitempty"`
	NewTitle        string           `json:"new_chat_title,omitempty"`
	MigrateTo       int64            `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom     int64            `json:"migrate_from_chat_id,omitempty"`
	Topic           *wireTopic       `json:"forum_topic_created,omitempty"`
	Markup          *wireInlineBoard `json:"reply_markup,omitempty"`
}

type wireChat struct {
	ID       int64  `json:"id"`
	Type     Kind   `json:"type"`
	Title    string `json:"title,omitempty"`
	Username string `json:"username,omitempty"`
	Name     string `json:"first_name,omitempty"`
	LastName string `json:"last_name,omitempty"`
	IsForum  bool   `json:"is_forum,omitempty"`
}

type wireFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Size     int    `json:"file_size"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
}

type wireOrigin struct {
	Type     string `json:"type"`
	Date     int64  `json:"date"`
	User     *User  `json:"sender_user,omitempty"`
	UserName string `json:"sender_user_name,omitempty"`
}

type wireTopic struct {
	Name  string `json:"name"`
	Color int    `json:"icon_color"`
}

type wireInlineBoard struct {
	Rows [][]any `json:"inline_keyboard"`
}

// groupAnonymous is the user that Telegram names as the sender of an
// anonymous administrator's message.
var groupAnonymous = User{ID: 1087968824, IsBot: true, Name: "Group", Username: "GroupAnonymousBot"}

func (s *Server) wireChat(c *chat) wireChat {
	out := wireChat{ID: c.ID, Type: c.Kind, Title: c.Title, Username: c.Username, IsForum: c.Forum}
	if c.Kind == Private {
		u := s.world.Users[c.ID]
		out.Name, out.LastName, out.Username = u.Name, u.LastName, u.Username
	}
	return out
}

// wire writes a message with the one it replies to, and no further.
func (s *Server) wire(m *Message) *wireMessage {
	out := s.wireAlone(m)
	c := s.world.Chats[m.Chat]
	if to := c.message(m.ReplyTo); to != nil {
		out.Reply, out.Quote = s.wireAlone(to), m.Quote
	} else if topic := c.message(m.Thread); topic != nil && topic.ID != m.ID && c.Forum {
		// In a topic Telegram calls everything a reply to the topic's beginning.
		out.Reply = s.wireAlone(topic)
	}
	return out
}

func (s *Server) wireAlone(m *Message) *wireMessage {
	c := s.world.Chats[m.Chat]
	from := m.From
	out := &wireMessage{
		ID: m.ID, Chat: s.wireChat(c), From: &from, Date: m.At.Unix(), Album: m.Album,
		EditDate: unix(m.Edited), Thread: m.Thread, IsTopic: m.Thread != 0 && c.Forum,
		Markup: wireButtons(m.Buttons),
	}
	if m.Anonymous {
		here := out.Chat
		anon := groupAnonymous
		out.From, out.SenderChat = &anon, &here
	}
	if o := m.Origin; o != nil {
		out.ForwardOrigin = wireForward(o)
	}
	out.content(m)
	if m.Service != nil {
		out.service(m.Service)
	}
	return out
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func wireForward(o *Origin) *wireOrigin {
	if o.User == nil {
		return &wireOrigin{Type: "hidden_user", Date: o.At.Unix(), UserName: o.Name}
	}
	return &wireOrigin{Type: "user", Date: o.At.Unix(), User: o.User}
}

func (out *wireMessage) content(m *Message) {
	if m.File == nil {
		out.Text, out.Entities = m.Text, m.Entities
		return
	}
	out.Caption, out.CaptionEntities = m.Text, m.Entities
	f := m.File
	w := wireFile{ID: f.ID, UniqueID: f.UniqueID, Name: f.Name, MIME: f.MIME, Size: f.Size, Width: f.Width, Height: f.Height}
	if f.Photo() {
		w.Name, w.MIME = "", ""
		out.Photo = []wireFile{w}
		return
	}
	out.Document = &w
}

func (out *wireMessage) service(v *Service) {
	out.Joined, out.Left, out.NewTitle = v.Joined, v.Left, v.Title
	out.MigrateTo, out.MigrateFrom = v.MigrateTo, v.MigrateFrom
	if v.Topic != "" {
		out.Topic = &wireTopic{Name: v.Topic, Color: 7322096}
	}
}

func wireButtons(rows [][]Button) *wireInlineBoard {
	if len(rows) == 0 {
		return nil
	}
	out := &wireInlineBoard{}
	for _, row := range rows {
		line := []any{}
		for _, b := range row {
			if b.Rest != nil {
				line = append(line, b.Rest)
				continue
			}
			b.Rest = nil
			line = append(line, b)
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}
