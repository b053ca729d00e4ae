package knowledge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"liangshan/knowledge/duty"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
)

// ImportRequest is a file that comes in.
type ImportRequest struct {
	Name   string
	Data   []byte
	By     int64 // member, 0 for the command line
	Sample bool  // 示例: not an official text
}

// ImportStatus is what became of a file.
type ImportStatus string

// What can become of a file.
const (
	Imported   ImportStatus = "imported"
	Unchanged  ImportStatus = "unchanged"
	NewVersion ImportStatus = "new_version"
	Refused    ImportStatus = "refused"
)

// Receipt says what was read out of a file.
type Receipt struct {
	File     string
	Status   ImportStatus
	Refusal  *extract.Refusal // why, when refused
	Document store.Document
	Clauses  int
	Tables   int
	Tasks    int
	Doubts   []outline.Doubt // of the document and of its duties
	Headline []outline.Doubt // of the document alone
	Review   []store.Task    // tasks in doubt that no coordinator has looked at
	Clear    int             // tasks without doubt that no coordinator has looked at
	Changes  Changes         // against the version that this one supersedes
}

// Changes are the duties that a new version changed, added and dropped. Was[i] is
// what Changed[i] was.
type Changes struct {
	Changed, Was, Added, Dropped []store.Task
}

// Touched lists the units that the changes concern, each once.
func (c Changes) Touched() []string {
	seen := map[string]bool{}
	var out []string
	for _, list := range [][]store.Task{c.Changed, c.Added, c.Dropped} {
		for _, t := range list {
			for _, u := range t.Units {
				if !seen[u.Name] && u.Kind != "member" {
					seen[u.Name] = true
					out = append(out, u.Name)
				}
			}
		}
	}
	return out
}

// Import reads a file into documents, passages and register: fingerprint,
// extract, outline, duties, one Write. The same bytes again change nothing. A
// refused file changes nothing and is no error.
func (l *Library) Import(ctx context.Context, req ImportRequest) (Receipt, error) {
	sum := sha256.Sum256(req.Data)
	r := Receipt{File: req.Name, Document: store.Document{SHA256: hex.EncodeToString(sum[:]), FileName: req.Name, By: req.By}}
	known, err := l.byHash(ctx, r.Document.SHA256)
	if err != nil {
		return r, fmt.Errorf("knowledge: import file %.12s: %w", r.Document.SHA256, err)
	}
	if known.ID != 0 {
		return l.unchanged(ctx, r, known)
	}
	file, err := extract.Read(ctx, req.Name, req.Data)
	var refusal *extract.Refusal
	if errors.As(err, &refusal) {
		return l.refuse(ctx, r, req, refusal)
	}
	if err != nil {
		return r, fmt.Errorf("knowledge: import file %.12s: %w", r.Document.SHA256, err)
	}
	roster, err := l.Roster(ctx)
	if err != nil {
		return r, err
	}
	doc, duties, refusal := understand(file, roster, l.cal)
	if refusal != nil {
		l.log.Error("a document was not understood", "file", r.Document.SHA256, "err", refusal)
		return l.refuse(ctx, r, req, refusal)
	}
	return l.enter(ctx, r, req, doc, duties, roster)
}

// refuse notes in the journal that a file was turned away, and why. Of a secret one
// nothing is kept, not even what it could be recognised by.
func (l *Library) refuse(ctx context.Context, r Receipt, req ImportRequest, refusal *extract.Refusal) (Receipt, error) {
	r.Status, r.Refusal = Refused, refusal
	detail := map[string]any{"reason": refusal.Reason}
	if refusal.Reason != extract.Secret {
		detail["sha256"], detail["size"] = r.Document.SHA256, len(req.Data)
	}
	err := l.db.Write(ctx, func(tx *store.Tx) error { return tx.Log(req.By, "refuse", "import", detail) })
	if err != nil {
		return r, fmt.Errorf("knowledge: import file %.12s: %w", r.Document.SHA256, err)
	}
	return r, nil
}

// understand reads the outline and the duties. A fault in a reader refuses the
// file; it never reaches whoever sent it, nor leaves half a register.
func understand(file *extract.File, roster *units.Roster, cal *day.Calendar) (doc *outline.Document, duties []duty.Duty, refusal *extract.Refusal) {
	defer func() {
		if p := recover(); p != nil {
			refusal = &extract.Refusal{Reason: extract.Damaged, Detail: file.Format, Err: fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
		}
	}()
	doc = outline.Read(file)
	if len(doc.Clauses) == 0 {
		return doc, nil, &extract.Refusal{Reason: extract.Empty, Detail: file.Format}
	}
	return doc, duty.Read(doc, roster, cal), nil
}

func (l *Library) byHash(ctx context.Context, sum string) (d store.Document, err error) {
	err = l.db.Read(ctx, func(v *store.View) error {
		d, err = v.DocumentByHash(sum)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	})
	return d, err
}

func (l *Library) unchanged(ctx context.Context, r Receipt, d store.Document) (Receipt, error) {
	r.Status, r.Document = Unchanged, d
	err := l.db.Read(ctx, func(v *store.View) error {
		o, err := outlineOf(v, d)
		if err != nil {
			return err
		}
		r.count(o)
		return r.review(v)
	})
	return r, err
}

func (r *Receipt) count(doc *outline.Document) {
	r.Clauses, r.Tables, r.Headline = len(doc.Clauses), tables(doc), doc.Doubts
	r.Doubts = append([]outline.Doubt(nil), doc.Doubts...)
}

// review reads from the register what there is to look at.
func (r *Receipt) review(v *store.View) error {
	list, err := v.Tasks(store.TaskFilter{Document: r.Document.ID, All: true, Doubted: true})
	if err != nil {
		return err
	}
	for _, t := range list {
		if t.State == store.TaskProposed {
			r.Review = append(r.Review, t)
		}
		for _, d := range t.Doubts {
			if t.InForce() {
				r.Doubts = append(r.Doubts, outline.Doubt{Code: d.Code, Args: d.Args, Seq: t.Seq})
			}
		}
	}
	r.Tasks, r.Clear, err = v.CountTasks(r.Document.ID)
	return err
}

// enter stores what was read, in one Write.
func (l *Library) enter(ctx context.Context, r Receipt, req ImportRequest, doc *outline.Document, duties []duty.Duty, roster *units.Roster) (Receipt, error) {
	d, passages, err := rowsOf(r.Document, doc, req)
	if err != nil {
		return r, err
	}
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		r.Status = Imported // whatever an earlier try left
		r.count(doc)
		old, err := tx.CurrentDocument(d.Key)
		if errors.Is(err, store.ErrNotFound) { // repealed, and its tasks are still known
			old, err = tx.LatestDocument(d.Key)
		}
		switch {
		case err == nil:
			r.Status = NewVersion
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		if r.Document, err = tx.AddDocument(d, req.Data, passages); err != nil {
			return err
		}
		e := entry{tx: tx, old: old, document: r.Document, roster: roster}
		if r.Changes, err = e.register(doc, duties); err != nil {
			return err
		}
		if err := r.review(&tx.View); err != nil {
			return err
		}
		return tx.Log(req.By, "import", fmt.Sprintf("document/%d", r.Document.ID), map[string]any{
			"file": req.Name, "sha256": d.SHA256, "number": d.Number, "version": r.Document.Version, "tasks": r.Tasks,
		})
	})
	if errors.Is(err, store.ErrConflict) { // the same bytes came in side by side
		if known, herr := l.byHash(ctx, d.SHA256); herr == nil && known.ID != 0 {
			return l.unchanged(ctx, r, known)
		}
	}
	if err != nil {
		return r, fmt.Errorf("knowledge: import file %.12s: %w", r.Document.SHA256, err)
	}
	return r, nil
}

func rowsOf(d store.Document, doc *outline.Document, req ImportRequest) (store.Document, []store.Passage, error) {
	d.Number, d.Title, d.Short, d.Issuer, d.Issued = doc.Number, doc.Title, doc.Short, doc.Issuer, doc.Issued
	if d.Title == "" {
		d.Title = strings.TrimSuffix(req.Name, extension(req.Name))
	}
	if d.Short == "" {
		d.Short = d.Title
	}
	d.Sample = req.Sample || strings.Contains(doc.Title, "示例")
	d.Key = d.Number
	if d.Key == "" {
		d.Key = d.Title
	}
	head := *doc
	head.Clauses, head.Title, head.Short = nil, d.Title, d.Short
	var err error
	if d.Outline, err = json.Marshal(head); err != nil {
		return d, nil, fmt.Errorf("knowledge: encode outline: %w", err)
	}
	var passages []store.Passage
	for i := range doc.Clauses {
		c := &doc.Clauses[i]
		raw, err := json.Marshal(c)
		if err != nil {
			return d, nil, fmt.Errorf("knowledge: encode clause: %w", err)
		}
		passages = append(passages, store.Passage{Seq: c.Seq, Place: c.Place(), Text: c.Text, Clause: raw})
	}
	return d, passages, nil
}

func extension(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[i:]
	}
	return ""
}

func tables(doc *outline.Document) int {
	n := 0
	for _, c := range doc.Clauses {
		n = max(n, c.Table)
	}
	return n
}

func taskOf(document int64, doc *outline.Document, x duty.Duty, roster *units.Roster) store.Task {
	t := store.Task{
		DocumentID: document, Seq: x.Seq, What: x.What, DueText: x.DueText, DueKind: string(x.Due.Kind), DueFrom: x.Due.Start, DueTo: x.Due.End,
		Recurrence: x.Recurrence, Strength: string(x.Strength), StrengthWord: x.StrengthWord, Target: x.Target, Indicator: x.Indicator,
		Origin: string(x.Origin), Source: x.Source, State: store.TaskProposed,
	}
	if x.Seq >= 0 && x.Seq < len(doc.Clauses) {
		t.Place = doc.Clauses[x.Seq].Place()
	}
	for _, d := range x.Doubts {
		t.Doubts = append(t.Doubts, store.Doubt{Code: d.Code, Args: d.Args})
	}
	t.Units = append(UnitRows(store.Lead, x.Lead, roster), UnitRows(store.Support, x.Support, roster)...)
	return t
}

// UnitRows is how the register keeps units: a group as a group, with the members of a closed one behind it.
func UnitRows(role store.Role, list []units.Mention, roster *units.Roster) []store.TaskUnit {
	var out []store.TaskUnit
	seen := map[string]bool{}
	add := func(name, kind string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, store.TaskUnit{Role: role, Name: name, Kind: kind})
		}
	}
	for _, m := range list {
		switch {
		case m.Group:
			add(m.Name, "group")
			if members, closed := roster.Expand(m.Name); closed && !m.Elsewhere {
				for _, name := range members {
					add(name, "member")
				}
			}
		case m.Known:
			add(m.Name, "unit")
		default:
			add(m.Name, "unknown")
		}
	}
	return out
}
