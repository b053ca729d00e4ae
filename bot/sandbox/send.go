package sandbox

import (
	"slices"
	"strconv"
	"strings"
)

// chatArg finds the chat that a call names, by id or by @username.
func (s *Server) chatArg(q *request, field string) (*chat, error) {
	name := q.arg(field)
	if name == "" {
		return nil, bad("%s is empty", field)
	}
	if user, ok := strings.CutPrefix(name, "@"); ok {
		for _, c := range s.world.Chats {
			if c.Kind == Supergroup && strings.EqualFold(c.Username, user) {
				return c, nil
			}
		}
		return nil, errChatNotFound
	}
	id, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		return nil, errChatNotFound
	}
	if c, ok := s.world.Chats[id]; ok {
		return c, nil
	}
	if _, ok := s.world.Users[id]; ok {
		return nil, errNotForTheBot
	}
	return nil, errChatNotFound
}

// writable is a chat in which the bot may write now.
func (s *Server) writable(q *request) (*chat, error) {
	c, err := s.chatArg(q, "chat_id")
	if err != nil {
		return nil, err
	}
	return c, s.mayWrite(c)
}

func (s *Server) mayWrite(c *chat) error {
	if c.MigratedTo != 0 {
		return &refusal{Code: 400, Text: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: c.MigratedTo}
	}
	standing := c.standing(s.bot.ID)
	switch {
	case standing.present():
		return nil
	case c.Kind == Private && standing == Kicked:
		return forbidden("bot was blocked by the user")
	case c.Kind == Private:
		return errNotForTheBot
	case standing == Kicked:
		return forbidden("bot was kicked from the %s chat", c.Kind)
	}
	return forbidden("bot is not a member of the %s chat", c.Kind)
}

// compose judges what every sending method has in common, in Telegram's
// order, and returns the message to be posted.
func (s *Server) compose(q *request) (*chat, *Message, error) {
	m := &Message{From: s.bot, Silent: q.yes("disable_notification")}
	if err := s.markup(q, m); err != nil {
		return nil, nil, err
	}
	c, err := s.writable(q)
	if err != nil {
		return nil, nil, err
	}
	if err := s.thread(q, c, m); err != nil {
		return nil, nil, err
	}
	return c, m, s.replyTo(q, c, m)
}

func (s *Server) thread(q *request, c *chat, m *Message) error {
	m.Thread = int(q.number("message_thread_id"))
	if m.Thread == 0 {
		return nil
	}
	if _, ok := c.Topics[m.Thread]; !ok && c.message(m.Thread) == nil {
		return bad("message thread not found")
	}
	return nil
}

type replyParameters struct {
	Message       int     `json:"message_id"`
	WithoutReply  bool    `json:"allow_sending_without_reply"`
	Quote         string  `json:"quote"`
	QuoteMode     string  `json:"quote_parse_mode"`
	QuoteEntities rawJSON `json:"quote_entities"`
	Position      int     `json:"quote_position"`
	Chat          rawJSON `json:"chat_id"`
}

func (s *Server) replyTo(q *request, c *chat, m *Message) error {
	r := replyParameters{
		Message:      int(q.number("reply_to_message_id")), // as old clients say it
		WithoutReply: q.yes("allow_sending_without_reply"),
	}
	if err := q.object("reply_parameters", "can't parse reply parameters JSON object", &r); err != nil {
		return err
	}
	if r.Message == 0 {
		return nil
	}
	to := c.message(r.Message)
	switch {
	case to == nil && r.WithoutReply:
		return nil
	case to == nil:
		return bad("message to be replied not found")
	}
	m.ReplyTo = to.ID
	if m.Thread == 0 && c.Forum {
		m.Thread = to.Thread
	}
	return s.quote(r, to, m)
}

// quote refuses a quotation that the quoted message does not hold.
func (s *Server) quote(r replyParameters, to, m *Message) error {
	if r.Quote == "" {
		return nil
	}
	f, err := s.readText(r.Quote, r.QuoteMode, string(r.QuoteEntities))
	if err != nil {
		return err
	}
	at := strings.Index(to.Text, f.Text)
	if at < 0 || f.isEmpty() || units(f.Text) > maxCaption {
		return bad("QUOTE_TEXT_INVALID")
	}
	f.Entities = slices.DeleteFunc(f.Entities, func(e Entity) bool { return e.Type == "url" || e.Type == "bot_command" })
	m.Quote = &Quote{Text: f.Text, Entities: f.Entities, Position: units(to.Text[:at]), IsManual: true}
	return nil
}

// messageText judges the text of sendMessage and editMessageText.
func (s *Server) messageText(q *request) (formatted, error) {
	if q.arg("text") == "" {
		return formatted{}, bad("message text is empty")
	}
	f, err := s.readText(q.arg("text"), q.arg("parse_mode"), q.arg("entities"))
	switch {
	case err != nil:
		return f, err
	case f.isEmpty():
		return f, bad("message text is empty")
	case units(f.Text) > maxText:
		return f, errMessageLength
	}
	return f, nil
}

func (s *Server) caption(text, mode, entities string) (formatted, error) {
	f, err := s.readText(text, mode, entities)
	if err == nil && units(f.Text) > maxCaption {
		err = bad("message caption is too long")
	}
	return f, err
}

func (s *Server) sendMessage(q *request) (any, error) {
	f, err := s.messageText(q)
	if err != nil {
		return nil, err
	}
	c, m, err := s.compose(q)
	if err != nil {
		return nil, err
	}
	m.Text, m.Entities = f.Text, f.Entities
	return s.deliverFromBot(c, m), nil
}

// deliverFromBot posts what the bot wrote and ends its typing.
func (s *Server) deliverFromBot(c *chat, m *Message) *wireMessage {
	c.Draft = ""
	s.post(c, m)
	return s.wire(m)
}

// sendMessageDraft shows an answer while it grows; private chats only.
func (s *Server) sendMessageDraft(q *request) (any, error) {
	c, err := s.writable(q)
	switch {
	case err != nil:
		return nil, err
	case c.Kind != Private:
		return nil, bad("TEXTDRAFT_PEER_INVALID")
	case q.number("draft_id") == 0:
		return nil, bad("TEXTDRAFT_ID_INVALID")
	}
	f, err := s.readText(q.arg("text"), q.arg("parse_mode"), q.arg("entities"))
	switch {
	case err != nil:
		return nil, err
	case units(f.Text) > maxText:
		return nil, errMessageLength
	}
	c.Draft = f.Text
	s.publish(feedItem{Kind: "draft", Chat: c.ID})
	return true, nil
}

var chatActions = []string{
	"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
	"choose_sticker", "find_location", "record_video_note", "upload_video_note",
}

func (s *Server) sendChatAction(q *request) (any, error) {
	if !slices.Contains(chatActions, q.arg("action")) {
		return nil, bad("wrong parameter action in request")
	}
	c, err := s.writable(q)
	if err != nil {
		return nil, err
	}
	c.Typing = s.cfg.Now()
	s.publish(feedItem{Kind: "typing", Chat: c.ID})
	return true, nil
}

func (s *Server) sendDocument(q *request) (any, error) { return s.sendFile(q, "document", false) }

func (s *Server) sendPhoto(q *request) (any, error) { return s.sendFile(q, "photo", true) }

func (s *Server) sendFile(q *request, field string, photo bool) (any, error) {
	f, err := s.caption(q.arg("caption"), q.arg("parse_mode"), q.arg("caption_entities"))
	if err != nil {
		return nil, err
	}
	c, m, err := s.compose(q)
	if err != nil {
		return nil, err
	}
	if m.File, err = s.attached(q, field, q.arg(field), photo); err != nil {
		return nil, err
	}
	m.Text, m.Entities = f.Text, f.Entities
	return s.deliverFromBot(c, m), nil
}

type inputMedia struct {
	Type     string  `json:"type"`
	Media    string  `json:"media"`
	Caption  string  `json:"caption"`
	Mode     string  `json:"parse_mode"`
	Entities rawJSON `json:"caption_entities"`
}

// sendMediaGroup posts 2 to 10 documents or photos as one album, all or none.
func (s *Server) sendMediaGroup(q *request) (any, error) {
	var media []inputMedia
	if err := q.object("media", "can't parse media JSON object", &media); err != nil {
		return nil, err
	}
	switch n := len(media); {
	case n == 0:
		return nil, bad("there are no messages to send")
	case n > 10:
		return nil, bad("too many messages to send as an album")
	}
	c, first, err := s.compose(q)
	if err != nil {
		return nil, err
	}
	var ready []*Message
	for _, one := range media {
		m := *first
		if err := s.albumPart(q, one, media[0].Type, &m); err != nil {
			return nil, err
		}
		ready = append(ready, &m)
	}
	out := []*wireMessage{}
	album := "album" + nonce()
	for _, m := range ready {
		m.Album = album
		out = append(out, s.deliverFromBot(c, m))
	}
	return out, nil
}

func (s *Server) albumPart(q *request, one inputMedia, kind string, m *Message) error {
	if one.Type != kind || one.Type != "photo" && one.Type != "document" {
		return bad("can't use the media of the specified type in the album")
	}
	f, err := s.caption(one.Caption, one.Mode, string(one.Entities))
	if err != nil {
		return err
	}
	m.Text, m.Entities = f.Text, f.Entities
	m.File, err = s.attached(q, "", one.Media, one.Type == "photo")
	return err
}
