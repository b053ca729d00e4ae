// Package words holds every Chinese sentence that people read, one template file
// per kind of message, and turns a template into what Telegram takes: plain text
// and formatting by offsets. The templates escape whatever is put into them, so
// no name, file or message can forge formatting.
//
// Templates are written in a small HTML: b, i, u, s, code, a href, blockquote,
// "blockquote expandable". Words from outside are escaped by html/template and
// come back verbatim in Text.Plain.
package words

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
)

//go:embed *.tmpl
var files embed.FS

// all is parsed at start: a bad template cannot reach people.
var all *template.Template

func init() {
	all = template.Must(template.New("words").Funcs(funcs()).Funcs(clockFuncs()).ParseFS(files, "*.tmpl"))
}

// Say fills in the template and returns the message.
func Say(name string, data any) (Text, error) {
	var b bytes.Buffer
	if err := all.ExecuteTemplate(&b, name, data); err != nil {
		return Text{}, fmt.Errorf("words: say %s: %w", name, err)
	}
	t, err := parse(b.String())
	if err != nil {
		return Text{}, fmt.Errorf("words: say %s: %w", name, err)
	}
	return t, nil
}

// Has reports whether there are words under this name.
func Has(name string) bool { return all.Lookup(name) != nil }

// Line is Say for short plain sentences: no formatting, one line.
func Line(name string, data any) (string, error) {
	t, err := Say(name, data)
	return strings.TrimSpace(t.Plain), err
}
