package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// User is a person, or the bot.
type User struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	Name     string `json:"first_name"`
	LastName string `json:"last_name,omitempty"`
	Username string `json:"username,omitempty"`
	Language string `json:"language_code,omitempty"`
}

// Kind is the kind of a chat.
type Kind string

// The kinds of chat that a bot of this product meets.
const (
	Private    Kind = "private"
	Group      Kind = "group"
	Supergroup Kind = "supergroup"
)

// Standing is what somebody is in a chat, in Telegram's words.
type Standing string

// What somebody can be in a chat. A user who blocks the bot makes it Kicked
// in their private chat.
const (
	Creator       Standing = "creator"
	Administrator Standing = "administrator"
	Member        Standing = "member"
	Left          Standing = "left"
	Kicked        Standing = "kicked"
)

func (s Standing) present() bool { return s == Creator || s == Administrator || s == Member }

func (s Standing) admin() bool { return s == Creator || s == Administrator }

// Chat is what AddChat needs. A group's ID is negative, a supergroup's begins
// with -100, a private chat's is its user's.
type Chat struct {
	ID       int64   `json:"id"`
	Kind     Kind    `json:"kind"`
	Title    string  `json:"title,omitempty"`
	Username string  `json:"username,omitempty"`
	Members  []int64 `json:"members,omitempty"`
	// Admins are members too.
	Admins []int64 `json:"admins,omitempty"`
	// Forum lets messages carry a topic.
	Forum bool `json:"forum,omitempty"`
	// WithoutBot leaves the bot outside until AddBotTo.
	WithoutBot bool `json:"without_bot,omitempty"`
}

// chat is a Chat and all that happened in it.
type chat struct {
	Chat
	Standings  map[int64]Standing `json:"standings"`
	Messages   []*Message         `json:"messages"`
	Topics     map[int]string     `json:"topics,omitempty"`
	NextID     int                `json:"next_id"` // supergroups count for themselves
	MigratedTo int64              `json:"migrated_to,omitempty"`
	// Draft is the unfinished answer that the bot is writing.
	Draft string `json:"-"`
	// Typing is when the bot last said that it is busy here.
	Typing time.Time `json:"-"`
}

// message finds a message that has not been deleted.
func (c *chat) message(id int) *Message {
	if m := c.find(id); m != nil && !m.Gone {
		return m
	}
	return nil
}

func (c *chat) find(id int) *Message {
	at, ok := slices.BinarySearchFunc(c.Messages, id, func(m *Message, id int) int { return m.ID - id })
	if !ok {
		return nil
	}
	return c.Messages[at]
}

func (c *chat) standing(user int64) Standing {
	if st, ok := c.Standings[user]; ok {
		return st
	}
	return Left
}

// world is everything that Save keeps.
type world struct {
	Users    map[int64]User       `json:"users"`
	Chats    map[int64]*chat      `json:"chats"`
	Order    []int64              `json:"order"` // chats in the order they came
	Files    map[string]*File     `json:"files"`
	Presses  map[string]*press    `json:"presses"`
	Commands map[string][]Command `json:"commands"` // by scope and language
	Profile  map[string]string    `json:"profile"`  // name, description, by language
	Events   []event              `json:"events"`   // not yet acknowledged
	Allowed  []string             `json:"allowed"`  // nil: Telegram's default
	NextID   int                  `json:"next_id"`  // messages of private chats and groups
	NextEvt  int64                `json:"next_event"`
	NextFile int                  `json:"next_file"`
	NextPres int64                `json:"next_press"`
	Webhook  webhook              `json:"webhook"`
}

func newWorld() world {
	return world{
		Users:    map[int64]User{},
		Chats:    map[int64]*chat{},
		Files:    map[string]*File{},
		Presses:  map[string]*press{},
		Commands: map[string][]Command{},
		Profile:  map[string]string{},
		NextID:   1,
		NextEvt:  700_000_001,
		NextFile: 1,
		NextPres: 1,
	}
}

// AddUser makes a person known, or renames one.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.Users[u.ID] = u
	s.publish(feedItem{Kind: "world"})
}

// AddChat opens a chat with its members, without telling the bot. Adding the
// same chat again changes its title and adds members, and keeps its messages.
// It panics on a member whom AddUser has not made known.
func (s *Server) AddChat(c Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.Kind == Private {
		c.Members = []int64{c.ID}
	}
	for _, id := range slices.Concat(c.Members, c.Admins) {
		s.mustUser(id)
	}
	known := s.world.Chats[c.ID]
	if known == nil {
		known = s.openChat(c)
	}
	known.Title, known.Username, known.Forum = c.Title, c.Username, c.Forum
	known.seat(c)
	s.publish(feedItem{Kind: "world"})
}

func (s *Server) openChat(c Chat) *chat {
	opened := &chat{Chat: c, Standings: map[int64]Standing{}, Topics: map[int]string{}, NextID: 1}
	opened.Members, opened.Admins = nil, nil
	if !c.WithoutBot {
		opened.Standings[s.bot.ID] = Member
	}
	s.world.Chats[c.ID] = opened
	s.world.Order = append(s.world.Order, c.ID)
	return opened
}

func (c *chat) seat(asked Chat) {
	for _, id := range asked.Members {
		if !c.standing(id).present() {
			c.Standings[id] = Member
		}
	}
	for _, id := range asked.Admins {
		c.Standings[id] = Administrator
	}
}

func (s *Server) mustUser(id int64) User {
	u, ok := s.world.Users[id]
	if !ok {
		panic(fmt.Sprintf("sandbox: user %d is not known; AddUser comes first", id))
	}
	return u
}

// chatOf finds the chat in which a driving call happens. A person's private
// chat with the bot opens by itself.
func (s *Server) chatOf(id int64) (*chat, error) {
	if c, ok := s.world.Chats[id]; ok {
		return c, nil
	}
	if u, ok := s.world.Users[id]; ok && !u.IsBot {
		c := s.openChat(Chat{ID: id, Kind: Private})
		c.Standings[id] = Member
		return c, nil
	}
	return nil, fmt.Errorf("sandbox: no chat %d", id)
}
