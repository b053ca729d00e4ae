// Package prompts holds the wording for the model, and reads what comes back. The
// templates are parsed at start: a broken one stops the program, not an answer.
//
//	Answer      passages and a question → system and user message
//	Narrate     lines of the ledger → system and user message
//	Parse       a reply by schema, or in plain words → sentences with marks 【1】
//	Understand  a department's message, cut and numbered → system and user message
//	ParseReport a reply by schema → what its parts and figures are taken for
package prompts

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"liangshan/knowledge/pattern"
)

//go:embed *.tmpl
var sources embed.FS

var templates = template.Must(template.New("prompts").Funcs(template.FuncMap{"line": line, "inc": func(i int) int { return i + 1 }}).ParseFS(sources, "*.tmpl"))

// AnswerSchema is the JSON schema of a reply: sentences, each with its marks.
var AnswerSchema = []byte(`{"type":"object","properties":{"sentences":{"type":"array","items":{"type":"object",` +
	`"properties":{"text":{"type":"string"},"marks":{"type":"array","items":{"type":"string"}}},` +
	`"required":["text","marks"],"additionalProperties":false}}},"required":["sentences"],"additionalProperties":false}`)

// Passage is what the model may cite.
type Passage struct {
	Mark  string // "1"
	Place string // where it stands, as a clerk writes it
	Text  string // verbatim, or a computed row
}

// Question is what an answer is asked for with.
type Question struct {
	Question string
	Earlier  []string // earlier questions of the conversation
	Today    string   // as people read it; "" where it does not matter
	Passages []Passage
	Faults   []string // why the reply before this one was refused
	Schema   bool     // ask for JSON
}

// Answer renders both messages.
func Answer(q Question) (system, user string, err error) {
	if system, err = render("system", q); err != nil {
		return "", "", err
	}
	user, err = render("user", q)
	return system, user, err
}

// Narrate renders both messages that ask for the ledger's lines in fluent words.
func Narrate(lines []Passage) (system, user string, err error) {
	if system, err = render("narrate.system", lines); err != nil {
		return "", "", err
	}
	user, err = render("narrate.user", lines)
	return system, user, err
}

func render(name string, q any) (string, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, q); err != nil {
		return "", fmt.Errorf("prompts: render %s: %w", name, err)
	}
	return strings.TrimSpace(b.String()), nil
}

var forged = pattern.MustCompile(`【(\s*\d+\s*)】`)

// line makes data one line and takes the force out of marks that stand in it, so
// that a document cannot pose as a numbered passage.
func line(s string) string {
	return forged.ReplaceAllString(strings.Join(strings.Fields(s), " "), "〖$1〗")
}

// ErrNothing is a reply that says the passages hold no answer.
var ErrNothing = errors.New("prompts: the passages hold no answer")

type sentence struct {
	Text  string            `json:"text"`
	Marks []json.RawMessage `json:"marks"`
}

// Parse turns a reply into plain sentences with marks, one a line. A reply that
// is not the JSON asked for is taken as plain words: not every server holds to a schema.
func Parse(reply string) (string, error) {
	reply = strings.TrimSpace(reply)
	if strings.Trim(reply, "。.！ \n\"“”") == "没有" || reply == "" {
		return "", ErrNothing
	}
	var in struct {
		Sentences *[]sentence `json:"sentences"`
	}
	body := object(reply)
	if body == "" || json.Unmarshal([]byte(body), &in) != nil || in.Sentences == nil {
		return reply, nil
	}
	var out []string
	for _, s := range *in.Sentences {
		if text := strings.TrimSpace(s.Text); text != "" {
			out = append(out, join(text, s.Marks))
		}
	}
	if len(out) == 0 {
		return "", ErrNothing
	}
	return strings.Join(out, "\n"), nil
}

// object is the JSON object in a reply that may be fenced or introduced.
func object(reply string) string {
	i, j := strings.IndexByte(reply, '{'), strings.LastIndexByte(reply, '}')
	if i < 0 || j < i {
		return ""
	}
	return reply[i : j+1]
}

var stops = pattern.MustCompile(`[。！？；\n]+`)

// join puts the marks before the full stop. Several sentences in one text all get them.
func join(text string, marks []json.RawMessage) string {
	var cited strings.Builder
	for _, m := range marks {
		mark := strings.Trim(string(m), `"【】[] `)
		if !strings.Contains(text, "【"+mark+"】") {
			cited.WriteString("【" + mark + "】")
		}
	}
	body := strings.TrimRight(text, "。；;")
	return stops.ReplaceAllStringFunc(body, func(stop string) string { return cited.String() + stop }) + cited.String() + "。"
}
