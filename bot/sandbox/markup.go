package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

const (
	maxButtons      = 100
	maxButtonsInRow = 8
	maxCallbackData = 64 // bytes
)

// markup reads reply_markup into the message: inline buttons, or any other
// keyboard as it came.
func (s *Server) markup(q *request, m *Message) error {
	src := q.arg("reply_markup")
	if src == "" || src == "null" {
		return nil
	}
	var fields map[string]json.RawMessage
	if !json.Valid([]byte(src)) {
		return bad("can't parse reply keyboard markup JSON object")
	}
	if json.Unmarshal([]byte(src), &fields) != nil {
		return bad("object expected as reply markup")
	}
	board, inline := fields["inline_keyboard"]
	if !inline {
		if len(fields) > 0 {
			m.Keyboard = rawJSON(src)
		}
		return nil
	}
	var rows [][]json.RawMessage
	if json.Unmarshal(board, &rows) != nil {
		return bad(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
	}
	var err error
	m.Buttons, err = readButtons(rows)
	return err
}

func readButtons(rows [][]json.RawMessage) ([][]Button, error) {
	var out [][]Button
	total := 0
	for _, row := range rows {
		var line []Button
		for _, raw := range row {
			b, err := readButton(raw)
			if err != nil {
				return nil, err
			}
			line = append(line, b)
		}
		total += len(line)
		if len(line) > maxButtonsInRow || total > maxButtons {
			return nil, bad("reply markup is too long")
		}
		if len(line) > 0 {
			out = append(out, line)
		}
	}
	return out, nil
}

var otherButtons = []string{
	"callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
	"switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text",
}

func readButton(raw json.RawMessage) (Button, error) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || fields == nil {
		return Button{}, bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
	}
	text, ok := fields["text"]
	if !ok {
		return Button{}, bad(`can't parse inline keyboard button: Can't find field "text"`)
	}
	b := Button{Text: plain(text), Data: plain(fields["callback_data"]), URL: plain(fields["url"])}
	if strings.TrimSpace(b.Text) == "" {
		return b, bad("inline keyboard button text must be non-empty")
	}
	switch {
	case b.URL != "":
		b.Data = ""
		return b, buttonLink(b.URL)
	case len(b.Data) > maxCallbackData:
		return b, bad("BUTTON_DATA_INVALID")
	case b.Data != "":
		return b, nil
	}
	for _, kind := range otherButtons {
		if _, ok := fields[kind]; ok {
			b.Rest = rawJSON(raw)
			return b, nil
		}
	}
	return b, bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
}

func buttonLink(url string) error {
	if checkedLink(url) == "" {
		return bad("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", url)
	}
	return nil
}
