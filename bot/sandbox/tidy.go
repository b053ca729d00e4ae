package sandbox

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// formatted is a text with its entities, as the bot meant it.
type formatted struct {
	Text     string
	Entities []Entity
}

const (
	maxText    = 4096
	maxCaption = 1024
	maxBytes   = 1 << 15 // Telegram looks no further into a request's text
)

// readText judges text, parse_mode and entities of a call, and tidies them as
// Telegram does.
func (s *Server) readText(text, mode, entities string) (formatted, error) {
	if len(text) > maxBytes {
		return formatted{}, bad("text is too long")
	}
	if !utf8.ValidString(text) {
		return formatted{}, bad("strings must be encoded in UTF-8")
	}
	text, ents, err := s.parse(text, mode, entities)
	if err != nil {
		return formatted{}, err
	}
	out, err := tidy(text, ents)
	if err != nil {
		return formatted{}, err
	}
	out.Entities = merge(out.Entities, detect(out.Text))
	return out, nil
}

func (s *Server) parse(text, mode, entities string) (string, []Entity, error) {
	switch mode = strings.ToLower(mode); {
	case mode == "html" && text != "":
		return parseHTML(text, s.knownUser)
	case mode == "markdown" || mode == "markdownv2":
		return "", nil, errMarkdown
	case mode != "" && mode != "none" && mode != "html":
		return "", nil, bad("unsupported parse_mode")
	}
	ents, err := s.readEntities(entities)
	return text, ents, err
}

func (s *Server) knownUser(id int64) *User {
	if u, ok := s.world.Users[id]; ok {
		return &u
	}
	return nil
}

// foundAlone are the entity types that a bot may name but that Telegram finds
// by itself.
var foundAlone = []string{"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}

var markable = []string{
	"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "text_mention",
	"custom_emoji", "blockquote", "expandable_blockquote", "date_time",
}

func (s *Server) readEntities(src string) ([]Entity, error) {
	if src == "" || src == "null" {
		return nil, nil
	}
	var raw []json.RawMessage
	if json.Unmarshal([]byte(src), &raw) != nil {
		return nil, nil // Telegram ignores what is no array
	}
	var out []Entity
	for _, one := range raw {
		e, err := s.readEntity(one)
		if err != nil {
			return nil, err
		}
		if e.Type != "" && e.Length > 0 {
			out = append(out, e)
		}
	}
	sortEntities(out)
	return out, nested(out)
}

func (s *Server) readEntity(one json.RawMessage) (Entity, error) {
	var e Entity
	if len(one) == 0 || one[0] != '{' {
		return e, bad("can't parse MessageEntity: expected an Object")
	}
	if err := json.Unmarshal(one, &e); err != nil {
		return e, bad("can't parse MessageEntity: %v", err)
	}
	switch {
	case slices.Contains(foundAlone, e.Type):
		return Entity{}, nil
	case !slices.Contains(markable, e.Type):
		return e, bad("can't parse MessageEntity: Unsupported type specified")
	case e.Offset < 0 || e.Offset > 1_000_000:
		return e, bad("receive an entity with incorrect offset %d", e.Offset)
	case e.Length < 0 || e.Length > 1_000_000:
		return e, bad("receive an entity with incorrect length %d", e.Length)
	case e.Type == "text_mention" && e.User == nil:
		return e, bad(`can't parse MessageEntity: Can't find field "user"`)
	case e.Type == "text_link" && e.URL == "":
		return e, bad(`can't parse MessageEntity: Can't find field "url"`)
	case e.Type == "text_mention":
		e.User = s.knownUser(e.User.ID)
		if e.User == nil {
			return Entity{}, nil // a mention of a stranger is plain text
		}
	}
	return e, nil
}

// nested refuses entities that cross. Telegram would cut them in two.
func nested(ents []Entity) error {
	for i, a := range ents {
		for _, b := range ents[i+1:] {
			if b.Offset > a.Offset && b.Offset < a.Offset+a.Length && b.Offset+b.Length > a.Offset+a.Length {
				return bad("can't parse entities: entity %q at UTF-16 offset %d overlaps entity %q at UTF-16 offset %d", b.Type, b.Offset, a.Type, a.Offset)
			}
		}
	}
	return nil
}

// tidy drops what Telegram drops from a text (control characters, white space
// at both ends) and moves the entities with it. Entities that begin or end
// outside the text, or inside a character, are refused.
func tidy(text string, ents []Entity) (formatted, error) {
	var b strings.Builder
	at := []place{}
	unit := 0
	for i, r := range text {
		at = append(at, place{unit: unit})
		if units(string(r)) == 2 {
			at = append(at, place{inside: true, next: i + utf8.RuneLen(r)})
		}
		switch {
		case r == '\r' || r >= 0x2028 && r <= 0x202e || r == 0x033f || r == 0x0333 || r == 0x030a:
			continue
		case r < ' ' && r != '\n':
			r = ' '
		}
		b.WriteRune(r)
		unit += units(string(r))
	}
	at = append(at, place{unit: unit})
	moved, err := move(ents, at)
	if err != nil {
		return formatted{}, err
	}
	return trim(b.String(), moved), nil
}

// place is where a UTF-16 unit of the raw text went; next is the byte at which
// the character after it began, if the unit is inside one.
type place struct {
	unit, next int
	inside     bool
}

func move(ents []Entity, at []place) ([]Entity, error) {
	var out []Entity
	for _, e := range ents {
		end := e.Offset + e.Length
		switch {
		case e.Offset >= len(at)-1:
			return nil, bad("entity begins after the end of the text at UTF-16 offset %d", e.Offset)
		case end >= len(at):
			return nil, bad("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, end)
		case at[e.Offset].inside:
			return nil, bad("entity begins in a middle of a UTF-16 symbol at byte offset %d", at[e.Offset].next)
		case at[end].inside:
			return nil, bad("entity beginning at UTF-16 offset %d ends in a middle of a UTF-16 symbol at byte offset %d", e.Offset, at[end].next)
		}
		from := at[e.Offset].unit
		e.Offset, e.Length = from, at[end].unit-from
		if e.Length > 0 {
			out = append(out, e)
		}
	}
	return out, nil
}

// trim cuts white space off the end, and off the beginning as far as the
// first entity.
func trim(text string, ents []Entity) formatted {
	text = strings.TrimRight(text, " \n")
	size := units(text)
	ents = slices.DeleteFunc(ents, func(e Entity) bool { return e.Offset >= size })
	for i := range ents {
		ents[i].Length = min(ents[i].Length, size-ents[i].Offset)
	}
	free := size
	if len(ents) > 0 {
		free = slices.MinFunc(ents, func(a, b Entity) int { return cmp.Compare(a.Offset, b.Offset) }).Offset
	}
	lead := 0
	for lead < free && lead < len(text) && (text[lead] == ' ' || text[lead] == '\n') {
		lead++
	}
	for i := range ents {
		ents[i].Offset -= lead
	}
	return formatted{Text: text[lead:], Entities: ents}
}

// isEmpty: nothing that can be seen.
func (f formatted) isEmpty() bool { return strings.Trim(f.Text, " \n\u200b\u2060\ufeff") == "" }
