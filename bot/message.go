package bot

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"liangshan/bot/words"
	"liangshan/store"
)

// happening says what kind of thing a Message tells.
type happening string

// Kinds of happening. Anything else in Telegram is ignored by name, not by accident.
const (
	said    happening = "said"
	edited  happening = "edited"
	pressed happening = "pressed"
	added   happening = "added"   // the bot came into a chat
	removed happening = "removed" // or left it, or was blocked
	moved   happening = "moved"   // a group became a supergroup
	reacted happening = "reacted" // somebody judged a message by an emoji
	ignored happening = "ignored"
)

// Me is the bot itself, as Telegram knows it.
type Me struct {
	ID       int64
	Username string
}

// Message is an event as the office sees it: who, where, which words, to whom.
type Message struct {
	Event     int64
	What      happening
	Chat      store.Chat
	Thread    int64 // a forum topic, 0 outside
	ID        int64 // counts per chat
	From      store.Member
	Robot     bool // from another bot, a channel, or nobody
	Anonymous bool // from an administrator who hides behind the group: somebody, but nobody knows who
	Sent      time.Time
	Text      string // without our mention and command
	Command   string // without slash, lower case
	Addressed bool
	Forwarded bool
	Reply     *Quoted
	File      *File
	Album     string // what the parts of an album share
	Data      string // of a press
	PressID   string
	MovedTo   int64
}

// Quoted is the message replied to.
type Quoted struct {
	ID    int64
	Ours  bool // said by this bot
	From  int64
	Text  string
	File  *File // what it bears
	Album string
	Sent  time.Time
}

// File is an attachment that was not fetched.
type File struct {
	ID    string
	Name  string
	Size  int64
	Photo bool
}

// read turns an event into a Message. It is total: every event gives one.
func read(e event, me Me) Message {
	switch {
	case e.Press != nil:
		return readPress(e, me)
	case e.Message != nil:
		return readSaid(e.ID, said, e.Message, me)
	case e.Edited != nil:
		return readSaid(e.ID, edited, e.Edited, me)
	case e.MyMember != nil:
		return readMembership(e)
	case e.Reaction != nil:
		return readReaction(e)
	}
	return Message{Event: e.ID, What: ignored}
}

func readSaid(id int64, what happening, r *rawMessage, me Me) Message {
	m := Message{Event: id, What: what, ID: r.ID, Chat: chatOf(r.Chat), Sent: time.Unix(r.Date, 0), Forwarded: r.Origin != nil, MovedTo: r.MoveTo}
	if r.InTopic {
		m.Thread = r.Thread
	}
	if r.MoveTo != 0 {
		m.What = moved
		return m
	}
	m.Anonymous = r.Sender != nil && r.Sender.ID == r.Chat.ID && r.Chat.ID < 0
	m.Robot = !m.Anonymous && (r.From == nil || r.From.Bot || r.Sender != nil)
	if r.From != nil {
		m.From = memberOf(*r.From)
	}
	text, entities := r.Text, r.Entities
	if text == "" {
		text, entities = r.Caption, r.CapEnts
	}
	m.addressing(text, entities, me)
	if r.Reply != nil && r.Reply.From != nil {
		m.Reply = &Quoted{ID: r.Reply.ID, Ours: r.Reply.From.ID == me.ID, From: r.Reply.From.ID, Text: r.Reply.Text + r.Reply.Caption, File: fileOf(r.Reply), Album: r.Reply.Album, Sent: time.Unix(r.Reply.Date, 0)}
		m.Addressed = m.Addressed || m.Reply.Ours
	}
	m.File, m.Album = fileOf(r), r.Album
	return m
}

// addressing finds out whether the words are for us, and which command they bear.
func (m *Message) addressing(text string, entities []rawEntity, me Me) {
	name, rest, foreign := command(text, entities, me)
	_, mentioned := unaddress(text, entities, me)
	m.Command = name
	if name != "" {
		m.Text = stripName(rest, me)
	} else {
		m.Text, _ = unaddress(text, entities, me)
	}
	// Glued to Chinese words our name is no mention to Telegram; people mean one.
	if !mentioned && name == "" && namesUs(m.Text, me) {
		mentioned, m.Text = true, stripName(m.Text, me)
	}
	m.Addressed = mentioned || name != "" || (m.Chat.Kind == "private" && !foreign)
}

// namesUs reports whether our name stands in a text, and not as the beginning of a longer one.
func namesUs(s string, me Me) bool {
	if me.Username == "" {
		return false
	}
	i := strings.Index(strings.ToLower(s), "@"+strings.ToLower(me.Username))
	if i < 0 {
		return false
	}
	rest := s[i+1+len(me.Username):]
	return rest == "" || !isNameByte(rest[0])
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// stripName takes "@our_name" out of words whose offsets a cut command has shifted.
func stripName(s string, me Me) string {
	if me.Username == "" {
		return s
	}
	for {
		i := strings.Index(strings.ToLower(s), "@"+strings.ToLower(me.Username))
		if i < 0 {
			return strings.TrimSpace(s)
		}
		s = s[:i] + s[i+1+len(me.Username):]
	}
}

func readPress(e event, me Me) Message {
	p := e.Press
	m := Message{Event: e.ID, What: pressed, From: memberOf(p.From), Data: p.Data, PressID: p.ID, Addressed: true}
	if p.Message != nil {
		m.Chat, m.ID, m.Sent = chatOf(p.Message.Chat), p.Message.ID, time.Unix(p.Message.Date, 0)
		m.Text = p.Message.Text
		if p.Message.InTopic {
			m.Thread = p.Message.Thread
		}
		if p.Message.Reply != nil {
			m.Reply = &Quoted{ID: p.Message.Reply.ID, Text: p.Message.Reply.Text}
		}
	}
	return m
}

func readMembership(e event) Message {
	m := Message{Event: e.ID, What: ignored, Chat: chatOf(e.MyMember.Chat), From: memberOf(e.MyMember.From), Sent: time.Unix(e.MyMember.Date, 0)}
	switch e.MyMember.New.Status {
	case "member", "administrator", "creator":
		m.What = added
	case "left", "kicked":
		m.What = removed
	}
	return m
}

func chatOf(c rawChat) store.Chat {
	kind := c.Type
	switch kind {
	case "private", "group", "supergroup", "channel":
	default:
		kind = "channel" // unknown kinds get the least trust
	}
	return store.Chat{ID: c.ID, Kind: kind, Title: tame(c.Title)}
}

func memberOf(u rawUser) store.Member {
	name := tame(u.First + " " + u.Last)
	if name == "" {
		name = u.Username
	}
	return store.Member{ID: u.ID, Name: name, Username: u.Username}
}

// tame makes one plain line of a name that a stranger chose: no line feeds, no
// orders to a terminal, nothing that turns the direction of writing.
func tame(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	return words.CutTo(64, strings.Join(strings.Fields(s), " "))
}

func fileOf(r *rawMessage) *File {
	if r.Document != nil {
		return &File{ID: r.Document.ID, Name: r.Document.Name, Size: r.Document.Size}
	}
	if n := len(r.Photo); n > 0 {
		return &File{ID: r.Photo[n-1].ID, Size: r.Photo[n-1].Size, Photo: true}
	}
	return nil
}
