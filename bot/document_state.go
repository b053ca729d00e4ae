package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// documents lists what is indexed, by number.
func (b *Bot) documents(ctx context.Context, m Message, s standing) (work, error) {
	if s.role >= coordinator {
		if _, ok := readDocumentOrder(m.Text); ok {
			return b.documentOrder(ctx, m, s)
		}
	}
	var all []store.Document
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		all, err = v.Documents()
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.words(m, "documents.list", words.DocumentsOf(all, s.role >= coordinator)), nil
}

// documentWish is what a coordinator wants done to a document.
type documentWish struct {
	to   store.DocumentState
	id   int64  // as listed, 0 where it is named
	name string // its number, title or short title
}

var orderingDocument = pattern.MustCompile(`^(?:请)?(废止|作废|停用|恢复|启用)\s*(?:(?:第\s*)?([0-9]+)\s*号文件|(?:第)?文件\s*(?:第)?\s*([0-9]+)\s*[号项份]?|文件?\s*《([^《》]+)》|《([^《》]+)》|(\S+〔[0-9]{4}〕[0-9]+号)(?:文件)?)$`)

// readDocumentOrder reads 废止文件3, 恢复《实施方案》, 废止荣环函〔2022〕98号.
func readDocumentOrder(text string) (documentWish, bool) {
	m := orderingDocument.FindStringSubmatch(bare(widths.Replace(text)))
	if m == nil || asksThis.MatchString(text) {
		return documentWish{}, false
	}
	w := documentWish{to: store.DocumentRepealed, name: m[4] + m[5] + m[6]}
	if m[1] == "恢复" || m[1] == "启用" {
		w.to = store.DocumentCurrent
	}
	if n := m[2] + m[3]; n != "" {
		id, err := strconv.ParseInt(n, 10, 64)
		if err != nil {
			return w, false
		}
		w.id, w.name = id, n
	}
	return w, true
}

func isDocumentOrder(m Message, _ standing) bool {
	if m.Command != "" || m.Forwarded || m.What != said {
		return false
	}
	_, ok := readDocumentOrder(m.Text)
	return ok
}

// documentOrder asks for a press before a document is repealed or restored.
func (b *Bot) documentOrder(_ context.Context, m Message, _ standing) (work, error) {
	w, _ := readDocumentOrder(m.Text)
	return func(tx *store.Tx) error {
		list, err := documentsMeant(&tx.View, w)
		if err != nil {
			return err
		}
		switch len(list) {
		case 0:
			return b.say(tx, m, note{words: "document.unknown", data: w.name})
		case 1:
			return b.askDocument(tx, m, list[0], w.to)
		}
		return b.say(tx, m, note{words: "document.several", data: struct {
			Name string
			List []store.Document
		}{w.name, list}})
	}, nil
}

// documentsMeant finds the documents that a wish names, superseded versions only by number.
func documentsMeant(v *store.View, w documentWish) ([]store.Document, error) {
	all, err := v.Documents()
	var out []store.Document
	for _, d := range all {
		switch {
		case w.id != 0 && d.ID == w.id:
			return []store.Document{d}, err
		case w.id != 0 || d.State == store.DocumentSuperseded:
		case d.Number == w.name, d.Title == w.name, d.Short == w.name:
			out = append(out, d)
		}
	}
	return out, err
}

// documentSaid is what is said of a document's repeal.
type documentSaid struct {
	Document store.Document
	Tasks    int
	By       string
}

// refusedState says why a document cannot come into a state; "" when it can.
func refusedState(v *store.View, d store.Document, to store.DocumentState) (string, error) {
	if d.State == store.DocumentSuperseded && to != store.DocumentCurrent {
		return "document.superseded", nil
	}
	if d.State == to {
		return "document.already", nil
	}
	if to != store.DocumentCurrent {
		return "", nil
	}
	other, err := v.CurrentDocument(d.Key)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	if err == nil && other.ID != d.ID {
		return "document.newer", nil
	}
	return "", err
}

func (b *Bot) askDocument(tx *store.Tx, m Message, d store.Document, to store.DocumentState) error {
	refused, err := refusedState(&tx.View, d, to)
	if err != nil {
		return err
	}
	if refused != "" {
		return b.say(tx, m, note{words: refused, data: d})
	}
	tasks, err := tx.Tasks(store.TaskFilter{Document: d.ID})
	if err != nil {
		return err
	}
	name, verb := "repeal", "end"
	if to == store.DocumentCurrent {
		name, verb = "restore", "back"
	}
	return b.say(tx, m, note{words: "document." + name, data: documentSaid{d, len(tasks), ""}, buttons: [][]button{{
		{mustLine("button." + name), fmt.Sprintf("doc:%s:%d", verb, d.ID)},
		{mustLine("button.keep"), fmt.Sprintf("doc:keep:%d", d.ID)},
	}}})
}

// pressDocument repeals or restores a document. Any coordinator may press; twice is harmless.
func (b *Bot) pressDocument(_ context.Context, m Message, s standing, arg string) (work, error) {
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	verb, rest, _ := strings.Cut(arg, ":")
	id, err := strconv.ParseInt(rest, 10, 64)
	to, known := map[string]store.DocumentState{"end": store.DocumentRepealed, "back": store.DocumentCurrent, "keep": ""}[verb]
	if err != nil || !known {
		return b.toasts(m, "toast.gone", nil), nil
	}
	return func(tx *store.Tx) error {
		d, err := tx.Document(id)
		if errors.Is(err, store.ErrNotFound) {
			return b.toast(tx, m, "toast.gone", nil)
		}
		if err != nil {
			return err
		}
		if to == "" {
			return errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: "document.kept", data: documentSaid{d, 0, m.From.Name}, at: m.ID}))
		}
		refused, err := refusedState(&tx.View, d, to)
		if err != nil {
			return err
		}
		if refused != "" {
			return b.toast(tx, m, "toast.already", nil)
		}
		return b.setDocument(tx, m, d, to)
	}, nil
}

func (b *Bot) setDocument(tx *store.Tx, m Message, d store.Document, to store.DocumentState) error {
	said, name := documentSaid{Document: d, By: m.From.Name}, "repealed"
	if to == store.DocumentRepealed {
		tasks, err := tx.Tasks(store.TaskFilter{Document: d.ID})
		if err != nil {
			return err
		}
		said.Tasks = len(tasks)
		if err := errors.Join(tx.SetDocument(d.ID, to), tx.EndTasks(d.ID)); err != nil {
			return err
		}
	} else {
		name = "restored"
		if err := tx.SetDocument(d.ID, to); err != nil {
			return err
		}
		var err error
		if said.Tasks, err = tx.RestoreTasks(d.ID); err != nil {
			return err
		}
	}
	if err := tx.Log(m.From.ID, name, fmt.Sprintf("document/%d", d.ID), map[string]any{"number": d.Number, "title": d.Title, "tasks": said.Tasks}); err != nil {
		return err
	}
	return errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: "document." + name, data: said, at: m.ID}))
}
