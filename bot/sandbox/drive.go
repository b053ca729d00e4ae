package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// said is what Options change about a message of a person.
type said struct {
	Message
	quote string
	photo bool
	names []nameMention
}

type nameMention struct {
	user int64
	name string
}

// Option changes how a person's message is sent.
type Option func(*said)

// ReplyTo makes it a reply.
func ReplyTo(message int) Option { return func(o *said) { o.ReplyTo = message } }

// Quoting makes the reply quote a part of the message it replies to.
func Quoting(part string) Option { return func(o *said) { o.quote = part } }

// InThread puts it into a topic of a forum.
func InThread(topic int) Option { return func(o *said) { o.Thread = topic } }

// Forwarded makes it a forward of what somebody said elsewhere.
func Forwarded(from Origin) Option { return func(o *said) { o.Origin = &from } }

// At dates it, as when it arrives late.
func At(t time.Time) Option { return func(o *said) { o.At, o.Edited = t, t } }

// AsGroup sends it as an anonymous administrator does.
func AsGroup() Option { return func(o *said) { o.Anonymous = true } }

// Naming turns the first occurrence of name in the text into a mention of a
// person without a username.
func Naming(user int64, name string) Option {
	return func(o *said) { o.names = append(o.names, nameMention{user, name}) }
}

// InAlbum makes a file part of an album; parts share the album's name.
func InAlbum(album string) Option { return func(o *said) { o.Album = album } }

// AsPhoto sends a file as a picture.
func AsPhoto() Option { return func(o *said) { o.photo = true } }

// Say lets a person write into a chat and returns the message's number. It
// refuses what the person's app would refuse.
func (s *Server) Say(from, chat int64, text string, opts ...Option) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.say(from, chat, text, nil, opts)
}

// SendFile lets a person send a file; caption may be empty.
func (s *Server) SendFile(from, chat int64, name string, data []byte, caption string, opts ...Option) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var o said
	for _, opt := range opts {
		opt(&o)
	}
	f, err := s.keep(name, "", data, o.photo)
	if err != nil {
		return 0, fmt.Errorf("sandbox: send %s: %w", name, err)
	}
	return s.say(from, chat, caption, f, opts)
}

func (s *Server) say(from, chatID int64, text string, file *File, opts []Option) (int, error) {
	c, err := s.chatOf(chatID)
	if err != nil {
		return 0, err
	}
	if err := s.maySpeak(from, c); err != nil {
		return 0, err
	}
	o := said{Message: Message{From: s.world.Users[from], File: file}}
	for _, opt := range opts {
		opt(&o)
	}
	o.Edited = time.Time{}
	if err := s.words(&o, c, text); err != nil {
		return 0, err
	}
	if err := o.refers(c); err != nil {
		return 0, err
	}
	s.unblock(c)
	m := s.post(c, &o.Message)
	s.tell("message", c, m)
	return m.ID, nil
}

func (s *Server) maySpeak(from int64, c *chat) error {
	switch {
	case c.MigratedTo != 0:
		return fmt.Errorf("sandbox: chat %d has moved to %d", c.ID, c.MigratedTo)
	case !c.standing(from).present():
		return fmt.Errorf("sandbox: user %d is not in chat %d", from, c.ID)
	}
	return nil
}

// words tidies a person's text and finds what Telegram finds in it.
func (s *Server) words(o *said, c *chat, text string) error {
	for _, n := range o.names {
		at := strings.Index(text, n.name)
		if at < 0 {
			return fmt.Errorf("sandbox: %q does not name %q", text, n.name)
		}
		u := s.mustUser(n.user)
		o.Entities = append(o.Entities, Entity{Type: "text_mention", Offset: units(text[:at]), Length: units(n.name), User: &u})
	}
	sortEntities(o.Entities)
	f, err := tidy(text, o.Entities)
	if err != nil {
		return fmt.Errorf("sandbox: chat %d: %w", c.ID, err)
	}
	most := maxText
	if o.File != nil {
		most = maxCaption
	}
	switch {
	case f.isEmpty() && o.File == nil:
		return fmt.Errorf("sandbox: an empty message")
	case units(f.Text) > most:
		return fmt.Errorf("sandbox: %d characters are too many for one message", units(f.Text))
	}
	o.Text, o.Entities = f.Text, merge(f.Entities, detect(f.Text))
	return nil
}

// refers checks what a message points at.
func (o *said) refers(c *chat) error {
	if _, ok := c.Topics[o.Thread]; o.Thread != 0 && !ok {
		return fmt.Errorf("sandbox: chat %d has no topic %d", c.ID, o.Thread)
	}
	if o.ReplyTo == 0 {
		return nil
	}
	to := c.message(o.ReplyTo)
	if to == nil {
		return fmt.Errorf("sandbox: no message %d to reply to", o.ReplyTo)
	}
	if o.quote == "" {
		return nil
	}
	at := strings.Index(to.Text, o.quote)
	if at < 0 {
		return fmt.Errorf("sandbox: message %d does not say %q", o.ReplyTo, o.quote)
	}
	o.Quote = &Quote{Text: o.quote, Position: units(to.Text[:at]), IsManual: true}
	return nil
}

// tell queues a message for the bot if the bot is there and may hear it.
func (s *Server) tell(kind string, c *chat, m *Message) {
	if c.standing(s.bot.ID).present() && s.hears(c, m) {
		s.emit(kind, s.wire(m))
	}
}

// hears is privacy mode: in a group the bot hears what is meant for it.
func (s *Server) hears(c *chat, m *Message) bool {
	if !s.cfg.Privacy || c.Kind == Private || m.Service != nil || c.standing(s.bot.ID).admin() {
		return true
	}
	if to := c.message(m.ReplyTo); to != nil && to.From.ID == s.bot.ID {
		return true
	}
	return slices.ContainsFunc(m.Entities, func(e Entity) bool {
		said := strings.ToLower(cut(m.Text, e.Offset, e.Length))
		name := "@" + strings.ToLower(s.bot.Username)
		switch e.Type {
		case "mention":
			return said == name
		case "text_mention":
			return e.User != nil && e.User.ID == s.bot.ID
		case "bot_command":
			return !strings.Contains(said, "@") || strings.HasSuffix(said, name)
		}
		return false
	})
}

// inChat finds a message for a person who must be in its chat.
func (s *Server) inChat(from, chatID int64, message int) (*chat, *Message, error) {
	c, err := s.chatOf(chatID)
	if err != nil {
		return nil, nil, err
	}
	if err := s.maySpeak(from, c); err != nil {
		return nil, nil, err
	}
	m := c.message(message)
	if m == nil {
		return nil, nil, fmt.Errorf("sandbox: chat %d has no message %d", chatID, message)
	}
	return c, m, nil
}

// Edit lets a person change a message of their own. At dates the edit.
func (s *Server) Edit(from, chat int64, message int, text string, opts ...Option) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.inChat(from, chat, message)
	switch {
	case err != nil:
		return err
	case m.From.ID != from || m.Service != nil || m.Origin != nil:
		return fmt.Errorf("sandbox: message %d is not user %d's to edit", message, from)
	}
	o := said{Message: Message{File: m.File}}
	for _, opt := range opts {
		opt(&o)
	}
	if err := s.words(&o, c, text); err != nil {
		return err
	}
	if o.Edited.IsZero() {
		o.Edited = s.cfg.Now()
	}
	s.revise(m, o.Text, o.Entities, o.Edited)
	s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
	s.tell("edited_message", c, m)
	return nil
}

// EditFile lets a person put another file in the place of a message's, with its words.
func (s *Server) EditFile(from, chat int64, message int, name string, data []byte, caption string, opts ...Option) error {
	s.mu.Lock()
	var o said
	for _, opt := range opts {
		opt(&o)
	}
	_, m, err := s.inChat(from, chat, message)
	if err == nil && m.File == nil {
		err = fmt.Errorf("sandbox: message %d bears no file", message)
	}
	var f *File
	if err == nil {
		f, err = s.keep(name, "", data, o.photo)
	}
	if err == nil {
		m.File = f
	}
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return s.Edit(from, chat, message, caption)
}

// Delete lets a person take a message back. Telegram tells bots nothing of
// it.
func (s *Server) Delete(from, chat int64, message int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.inChat(from, chat, message)
	switch {
	case err != nil:
		return err
	case m.From.ID != from && !c.standing(from).admin() && c.Kind != Private:
		return fmt.Errorf("sandbox: message %d is not user %d's to delete", message, from)
	}
	m.Gone = true
	s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
	return nil
}

// React sets a person's reactions to a message; none takes them away. The bot
// hears of it only as an administrator that asked for message_reaction, or in
// private.
func (s *Server) React(from, chat int64, message int, set ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.inChat(from, chat, message)
	if err != nil {
		return err
	}
	before := m.react(from, set)
	s.publish(feedItem{Kind: "message", Chat: c.ID, Message: m.ID})
	if st := c.standing(s.bot.ID); st.admin() || c.Kind == Private && st.present() {
		s.emit("message_reaction", map[string]any{
			"chat": s.wireChat(c), "message_id": m.ID, "user": s.world.Users[from], "date": s.cfg.Now().Unix(),
			"old_reaction": wireReactions(before), "new_reaction": wireReactions(set),
		})
	}
	return nil
}

func wireReactions(set []string) []map[string]string {
	out := []map[string]string{}
	for _, e := range set {
		out = append(out, map[string]string{"type": "emoji", "emoji": e})
	}
	return out
}
