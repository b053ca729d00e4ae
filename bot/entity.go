package bot

import (
	"strings"
	"unicode/utf16"
)

// words16 is a text in UTF-16 units, as Telegram counts offsets. Offsets from
// outside are never trusted: slices are held inside the text.
type words16 []uint16

func (w words16) slice(offset, length int) string {
	start := min(max(offset, 0), len(w))
	end := min(max(offset+length, start), len(w))
	return string(utf16.Decode(w[start:end]))
}

// unaddress takes our own mentions out of a text, wherever they stand, and says
// whether there was one. Other people's mentions stay.
func unaddress(text string, entities []rawEntity, me Me) (rest string, addressed bool) {
	w := words16(utf16.Encode([]rune(text)))
	var b strings.Builder
	at := 0
	for _, e := range entities {
		if e.Offset < at || !mentionsMe(w, e, me) {
			continue
		}
		b.WriteString(w.slice(at, e.Offset-at))
		at = e.Offset + e.Length
		addressed = true
	}
	b.WriteString(w.slice(at, len(w)-at))
	return strings.TrimSpace(b.String()), addressed
}

func mentionsMe(w words16, e rawEntity, me Me) bool {
	switch e.Type {
	case "mention":
		return me.Username != "" && strings.EqualFold(w.slice(e.Offset, e.Length), "@"+me.Username)
	case "text_mention":
		return e.User != nil && e.User.ID == me.ID
	}
	return false
}

// command finds the first bot command that is ours (/ask, /ask@me) and returns
// it with the words around it. One for another bot is reported as foreign.
func command(text string, entities []rawEntity, me Me) (name, rest string, foreign bool) {
	w := words16(utf16.Encode([]rune(text)))
	for _, e := range entities {
		if e.Type != "bot_command" {
			continue
		}
		word := strings.TrimPrefix(w.slice(e.Offset, e.Length), "/")
		word, whom, named := strings.Cut(word, "@")
		if named && !strings.EqualFold(whom, me.Username) {
			foreign = true
			continue
		}
		rest = w.slice(0, e.Offset) + " " + w.slice(e.Offset+e.Length, len(w))
		return strings.ToLower(word), strings.TrimSpace(rest), false
	}
	return "", text, foreign
}
