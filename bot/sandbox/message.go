package sandbox

import (
	"slices"
	"time"
)

// Message is one message as the sandbox remembers it. Transcript hands out
// copies.
type Message struct {
	ID     int   `json:"id"`
	Chat   int64 `json:"chat"`
	Thread int   `json:"thread,omitempty"`
	From   User  `json:"from"`
	// Anonymous: an administrator wrote as the group itself.
	Anonymous bool      `json:"anonymous,omitempty"`
	At        time.Time `json:"at"`
	// Edited is zero until the words change.
	Edited time.Time `json:"edited,omitzero"`
	// Text is the text, or the caption of File.
	Text     string     `json:"text,omitempty"`
	Entities []Entity   `json:"entities,omitempty"`
	File     *File      `json:"file,omitempty"`
	Album    string     `json:"album,omitempty"`
	ReplyTo  int        `json:"reply_to,omitempty"`
	Quote    *Quote     `json:"quote,omitempty"`
	Origin   *Origin    `json:"origin,omitempty"`
	Buttons  [][]Button `json:"buttons,omitempty"`
	// Keyboard is any other reply_markup, as it came.
	Keyboard rawJSON `json:"keyboard,omitempty"`
	// History holds the earlier versions, oldest first.
	History []Version `json:"history,omitempty"`
	// Answers are what presses of this message's buttons brought.
	Answers   []Answer   `json:"answers,omitempty"`
	Reactions []Reaction `json:"reactions,omitempty"`
	Service   *Service   `json:"service,omitempty"`
	// Gone: deleted. It stays in the transcript.
	Gone bool `json:"gone,omitempty"`
	// Silent: sent with disable_notification.
	Silent bool `json:"silent,omitempty"`
}

// Version is what a message was before an edit.
type Version struct {
	At       time.Time  `json:"at"`
	Text     string     `json:"text"`
	Entities []Entity   `json:"entities,omitempty"`
	Buttons  [][]Button `json:"buttons,omitempty"`
}

// Button is one inline button.
type Button struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"`
	URL  string `json:"url,omitempty"`
	// Rest is any other kind of button, as it came.
	Rest rawJSON `json:"rest,omitempty"`
}

// Quote is the part of a message that a reply repeats. Position counts UTF-16
// units.
type Quote struct {
	Text     string   `json:"text"`
	Entities []Entity `json:"entities,omitempty"`
	Position int      `json:"position"`
	IsManual bool     `json:"is_manual,omitempty"`
}

// Origin says where a forwarded message comes from. Without a User only the
// name is known, as with people who hide themselves.
type Origin struct {
	User *User     `json:"user,omitempty"`
	Name string    `json:"name,omitempty"`
	At   time.Time `json:"at"`
}

// Answer is what the presser of a button was shown.
type Answer struct {
	Press string    `json:"press"`
	By    int64     `json:"by"`
	Data  string    `json:"data"`
	Text  string    `json:"text"`
	Alert bool      `json:"alert,omitempty"`
	URL   string    `json:"url,omitempty"`
	At    time.Time `json:"at"`
}

// Reaction is one person's emoji under a message.
type Reaction struct {
	By    int64  `json:"by"`
	Emoji string `json:"emoji"`
}

// Service is a message that nobody wrote: somebody came, left, or the chat
// itself changed.
type Service struct {
	Joined      []User `json:"joined,omitempty"`
	Left        *User  `json:"left,omitempty"`
	MigrateTo   int64  `json:"migrate_to,omitempty"`
	MigrateFrom int64  `json:"migrate_from,omitempty"`
	Topic       string `json:"topic,omitempty"`
	Title       string `json:"title,omitempty"`
}

func (m *Message) clone() Message {
	out := *m
	out.Entities = slices.Clone(m.Entities)
	out.Buttons = cloneRows(m.Buttons)
	out.History = slices.Clone(m.History)
	out.Answers = slices.Clone(m.Answers)
	out.Reactions = slices.Clone(m.Reactions)
	return out
}

func cloneRows(rows [][]Button) [][]Button {
	out := make([][]Button, 0, len(rows))
	for _, row := range rows {
		out = append(out, slices.Clone(row))
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// post gives a message its number and puts it into its chat.
func (s *Server) post(c *chat, m *Message) *Message {
	m.Chat = c.ID
	if m.At.IsZero() {
		m.At = s.cfg.Now()
	}
	m.ID = s.nextID(c)
	c.Messages = append(c.Messages, m)
	s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
	return m
}

// nextID counts as Telegram does: a supergroup for itself, everything else of
// one account together.
func (s *Server) nextID(c *chat) int {
	at := &s.world.NextID
	if c.Kind == Supergroup {
		at = &c.NextID
	}
	id := *at
	*at++
	return id
}

// revise keeps what the message was and makes it what it shall be.
func (s *Server) revise(m *Message, text string, ents []Entity, at time.Time) {
	m.History = append(m.History, Version{At: m.lastAt(), Text: m.Text, Entities: m.Entities, Buttons: m.Buttons})
	m.Text, m.Entities, m.Edited = text, ents, at
}

func (m *Message) lastAt() time.Time {
	if m.Edited.IsZero() {
		return m.At
	}
	return m.Edited
}
