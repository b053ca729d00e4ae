package sandbox

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

type rawJSON = json.RawMessage

// Entity is a stretch of text with a meaning. Offset and Length count UTF-16
// units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	User     *User  `json:"user,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
}

// maxEntities is how many Telegram keeps of one message; it drops the rest
// without a word.
const maxEntities = 100

// units is the length of a text as Telegram counts it.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// cut returns the part of a text at UTF-16 units from..from+length, as much of
// it as there is.
func cut(s string, from, length int) string {
	u := utf16.Encode([]rune(s))
	from = min(max(from, 0), len(u))
	to := min(max(from+length, from), len(u))
	return string(utf16.Decode(u[from:to]))
}

func sortEntities(ents []Entity) {
	slices.SortStableFunc(ents, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
}

var (
	webAddress  = regexp.MustCompile(`(?i)(?:https?://(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d+)?|(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io))(?:[/?#][^\s<>"'，。；：、！？（）《》“”]*)?`)
	mailAddress = regexp.MustCompile(`(?i)[a-z0-9._+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}`)
)

// isWord is Telegram's idea of a word character. Chinese characters are
// letters: neither "请@bot" nor "@bot我们" holds a mention.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

func isName(r rune) bool {
	return r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// detect finds the entities that Telegram finds by itself.
func detect(text string) []Entity {
	d := detector{runes: []rune(text)}
	for i := 0; i < len(d.runes); i++ {
		switch d.runes[i] {
		case '@':
			i = d.mention(i)
		case '/':
			i = d.command(i)
		case '#', '$':
			i = d.tag(i)
		}
	}
	d.addresses(text, mailAddress, "email")
	d.addresses(text, webAddress, "url")
	sortEntities(d.found)
	return d.found
}

type detector struct {
	runes []rune
	found []Entity
}

func (d *detector) before(i int) rune {
	if i == 0 {
		return 0
	}
	return d.runes[i-1]
}

// name returns the end of the run of name characters that begins at i.
func (d *detector) name(i int) int {
	for i < len(d.runes) && isName(d.runes[i]) {
		i++
	}
	return i
}

func (d *detector) at(i int) rune {
	if i >= len(d.runes) {
		return 0
	}
	return d.runes[i]
}

// add records an entity over runes from..to and returns the last rune of it.
func (d *detector) add(kind string, from, to int) int {
	e := Entity{Type: kind, Offset: units(string(d.runes[:from])), Length: units(string(d.runes[from:to]))}
	if !slices.ContainsFunc(d.found, e.touches) {
		d.found = append(d.found, e)
	}
	return to - 1
}

func (e Entity) touches(o Entity) bool {
	return e.Offset < o.Offset+o.Length && o.Offset < e.Offset+e.Length
}

func (d *detector) mention(i int) int {
	end := d.name(i + 1)
	size := end - i - 1
	if isWord(d.before(i)) || size < 2 || size > 32 || isWord(d.at(end)) {
		return i
	}
	return d.add("mention", i, end)
}

func (d *detector) command(i int) int {
	end := d.name(i + 1)
	if size := end - i - 1; d.joined(d.before(i)) || size < 1 || size > 64 {
		return i
	}
	if d.at(end) == '@' {
		of := d.name(end + 1)
		if size := of - end - 1; size < 3 || size > 32 {
			return i
		}
		end = of
	}
	if d.joined(d.at(end)) {
		return i
	}
	return d.add("bot_command", i, end)
}

func (d *detector) joined(r rune) bool { return isWord(r) || strings.ContainsRune("/<>", r) }

func (d *detector) tag(i int) int {
	end, letter := i+1, false
	for end < len(d.runes) && isWord(d.runes[end]) {
		letter = letter || unicode.IsLetter(d.runes[end])
		end++
	}
	kind := "hashtag"
	if d.runes[i] == '$' {
		kind = "cashtag"
		if name := string(d.runes[i+1 : end]); name != strings.ToUpper(name) || units(name) > 8 || len(name) != end-i-1 {
			return i
		}
	}
	if !letter || isWord(d.before(i)) || end-i-1 > 256 {
		return i
	}
	return d.add(kind, i, end)
}

func (d *detector) addresses(text string, shape *regexp.Regexp, kind string) {
	for _, at := range shape.FindAllStringIndex(text, -1) {
		from := utf8.RuneCountInString(text[:at[0]])
		to := from + utf8.RuneCountInString(strings.TrimRight(text[at[0]:at[1]], ".,;:!?)"))
		if isName(d.before(from)) || d.before(from) == '@' || isName(d.at(to)) || d.at(to) == '@' {
			continue
		}
		d.drop(from, to)
		d.add(kind, from, to)
	}
}

// drop forgets what lies inside an address: the "/help" of a path is no
// command.
func (d *detector) drop(from, to int) {
	e := Entity{Offset: units(string(d.runes[:from])), Length: units(string(d.runes[from:to]))}
	d.found = slices.DeleteFunc(d.found, func(o Entity) bool {
		return o.Type != "email" && o.Type != "url" && e.touches(o)
	})
}

// merge adds what Telegram finds by itself to what the sender marked, where
// the two do not meet.
func merge(marked, found []Entity) []Entity {
	out := slices.Clone(marked)
	for _, e := range found {
		if !slices.ContainsFunc(marked, func(o Entity) bool { return e.touches(o) && !o.holds(e) }) {
			out = append(out, e)
		}
	}
	sortEntities(out)
	return out[:min(len(out), maxEntities)]
}

// holds says that an entity found inside this one may stay: a mention in bold
// is a mention, one in a link or in code is not.
func (e Entity) holds(o Entity) bool {
	switch e.Type {
	case "code", "pre", "text_link", "text_mention", "mention", "bot_command", "url", "email", "hashtag", "cashtag":
		return false
	}
	return e.Offset <= o.Offset && o.Offset+o.Length <= e.Offset+e.Length
}
