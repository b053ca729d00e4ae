package llm

import (
	"encoding/json"
	"errors"
	"strings"
)

// clean takes a reply's reasoning and code fences away and checks that something is left.
func clean(text string, wantJSON bool) (string, error) {
	text = strings.TrimSpace(withoutThought(text))
	if wantJSON {
		text = unfence(text)
	}
	if text == "" {
		return "", &Error{Code: Empty, temporary: true}
	}
	if wantJSON && !json.Valid([]byte(text)) {
		return "", &Error{Code: BadReply, temporary: true, Err: errors.New("the reply is not JSON")}
	}
	return text, nil
}

const thinkOpen, thinkClose = "<think>", "</think>"

// withoutThought drops <think>…</think>. A template may swallow the opening tag;
// what is opened and never closed was cut off inside the thought.
func withoutThought(text string) string {
	for {
		open, end := strings.Index(text, thinkOpen), strings.Index(text, thinkClose)
		switch {
		case end >= 0 && (open < 0 || open > end):
			text = text[end+len(thinkClose):]
		case open >= 0 && end > open:
			text = text[:open] + text[end+len(thinkClose):]
		case open >= 0:
			return text[:open]
		default:
			return text
		}
	}
}

func unfence(text string) string {
	if !strings.HasPrefix(text, "```") {
		return text
	}
	body := strings.TrimSuffix(strings.TrimSpace(text[3:]), "```")
	if i := strings.IndexByte(body, '\n'); i >= 0 && !strings.ContainsAny(body[:i], "{[") {
		body = body[i+1:]
	}
	return strings.TrimSpace(body)
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
