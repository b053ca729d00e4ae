package bot

import (
	"encoding/json"
	"fmt"

	"liangshan/bot/words"
	"liangshan/store"
)

// note is something to be said: the name of its words and what goes into them.
type note struct {
	words   string
	data    any
	text    *words.Text // ready-made, in place of words
	buttons [][]button
	key     string // names the intention: said once, found again
	edit    string // key of the message to change instead of saying a new one
	at      int64  // number of the message to change, when it is known
	to      int64  // another chat; 0 for where the message came from
	thread  int64  // the topic there
	quiet   bool   // not as a reply
	file    *attachment
}

// button is one inline button.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

// attachment is a file made for somebody; its bytes travel in the outbox, so
// that what was promised survives a crash.
type attachment struct {
	Name string `json:"name"`
	Data []byte `json:"data,omitempty"`
	Held string `json:"held,omitempty"` // or a pack that the vault keeps until it is sent
}

// Methods of the outbox, in our words: what to do, not how Telegram calls it.
const (
	methodSay   = "say"
	methodEdit  = "edit"
	methodToast = "toast"
	methodFile  = "file"
	methodMenu  = "menu"
)

// payload is a row of the outbox.
type payload struct {
	Text     string         `json:"text,omitempty"`
	Entities []words.Entity `json:"entities,omitempty"`
	Buttons  [][]button     `json:"buttons,omitempty"`
	Thread   int64          `json:"thread,omitempty"`
	ReplyTo  int64          `json:"reply_to,omitempty"`
	Edit     int64          `json:"edit,omitempty"`    // message to change
	EditOf   string         `json:"edit_of,omitempty"` // or the key of it, while it may not be sent yet
	Press    string         `json:"press,omitempty"`
	File     *attachment    `json:"file,omitempty"`
	Menu     role           `json:"menu,omitempty"`
}

// say puts a note into the outbox, in the transaction of the work that it tells of.
func (b *Bot) say(tx *store.Tx, m Message, n note) error {
	text, err := n.render()
	if err != nil {
		return err
	}
	if text.Plain == "" && n.file == nil {
		return nil
	}
	p := payload{Thread: m.Thread, Buttons: n.buttons, Edit: n.at, EditOf: n.edit}
	if !n.quiet && n.to == 0 && m.What != pressed {
		p.ReplyTo = m.ID
	}
	chat := m.Chat.ID
	if n.to != 0 {
		chat, p.Thread = n.to, n.thread
	}
	if chat, err = b.follow(tx, chat, &n, &p); err != nil {
		return err
	}
	if b.asOf != "" {
		text = text.Append(words.Plain(b.asOf), 0)
	}
	if n.edit != "" || n.at != 0 {
		return b.queueEdit(tx, m, n, chat, p, text)
	}
	if n.file != nil {
		p.File, p.Text, p.Entities = n.file, text.Plain, text.Entities
		return b.queue(tx, m.Event, n.key, chat, methodFile, p)
	}
	return b.queueParts(tx, m, n, chat, p, text)
}

// follow finds where a chat is now. Messages of a group that moved stay behind: what
// would change one is said anew, once, and what answers one stands alone.
func (b *Bot) follow(tx *store.Tx, chat int64, n *note, p *payload) (int64, error) {
	now, err := tx.Where(chat)
	if err != nil {
		return chat, err
	}
	if now != chat {
		n.at, p.Edit, p.ReplyTo, p.Thread = 0, 0, 0, 0
	}
	if n.edit == "" {
		return now, nil
	}
	gone, err := tx.LeftBehind(n.edit)
	if err != nil || !gone {
		return now, err
	}
	if err := tx.LetGo(n.edit); err != nil {
		return now, err
	}
	n.key, n.edit, p.EditOf = n.edit, "", ""
	return now, nil
}

func (n note) render() (words.Text, error) {
	if n.text != nil {
		return *n.text, nil
	}
	return words.Say(n.words, n.data)
}

// queueParts says a text, in several messages when it is long; buttons hang on the last.
func (b *Bot) queueParts(tx *store.Tx, m Message, n note, chat int64, p payload, text words.Text) error {
	parts := split(text, maxUnits)
	for i, part := range parts {
		q := p
		q.Text, q.Entities = part.Plain, part.Entities
		key := n.key
		if i < len(parts)-1 {
			q.Buttons = nil
			if key != "" {
				key = fmt.Sprintf("%s/part%d", key, i+1)
			}
		}
		if i > 0 {
			q.ReplyTo = 0
		}
		if err := b.queue(tx, m.Event, key, chat, methodSay, q); err != nil {
			return err
		}
	}
	return nil
}

// queueEdit changes a message. An edit holds one message; what does not fit is cut with a sign.
func (b *Bot) queueEdit(tx *store.Tx, m Message, n note, chat int64, p payload, text words.Text) error {
	parts := split(text, maxUnits)
	p.Text, p.Entities, p.ReplyTo = parts[0].Plain, parts[0].Entities, 0
	if len(parts) > 1 {
		p.Buttons = n.buttons
	}
	if err := b.queue(tx, m.Event, n.key, chat, methodEdit, p); err != nil {
		return err
	}
	for _, rest := range parts[1:] {
		q := payload{Thread: p.Thread, Text: rest.Plain, Entities: rest.Entities}
		if err := b.queue(tx, m.Event, "", chat, methodSay, q); err != nil {
			return err
		}
	}
	return nil
}

// toast answers a press: a short word on the screen, or none. To be turned away is
// noted in the journal.
func (b *Bot) toast(tx *store.Tx, m Message, name string, data any) error {
	if err := b.declined(tx, m, name); err != nil {
		return err
	}
	if m.What != pressed { // the same was said in words
		if name == "" {
			return nil
		}
		return b.say(tx, m, note{words: name, data: data})
	}
	p := payload{Press: m.PressID}
	if name != "" {
		line, err := words.Line(name, data)
		if err != nil {
			return err
		}
		p.Text = words.CutTo(190, line)
	}
	return b.queue(tx, m.Event, "", m.Chat.ID, methodToast, p)
}

func (b *Bot) queue(tx *store.Tx, event int64, key string, chat int64, method string, p payload) error {
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("bot: queue: %w", err)
	}
	_, _, err = tx.Queue(store.Outgoing{Key: key, ChatID: chat, Method: method, Payload: raw, EventID: event})
	return err
}
