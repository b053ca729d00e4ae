package knowledge

import (
	"liangshan/knowledge/answer"
	"liangshan/knowledge/index"
	"liangshan/store"
)

// documents is every version of every document, as it was read, and the index over
// those that are consulted. A document never changes under its number, so one that
// came in is read once and put into the index in its place; one that no longer
// speaks for today is taken out.
type documents struct {
	read  map[int64]document // never written to: a change makes another
	index *index.Index
}

// document is one of them.
type document struct {
	row    store.Document
	answer answer.Doc
}

// follow brings all to where the store stands, and lists them for answers with the
// index as it is with them.
func (d *documents) follow(v *store.View) ([]answer.Doc, *index.View, error) {
	rows, err := v.Documents()
	if err != nil {
		return nil, nil, err
	}
	now := make(map[int64]document, len(rows))
	list := make([]answer.Doc, 0, len(rows))
	var add []index.Entry
	for _, row := range rows {
		x, err := d.document(v, row)
		if err != nil {
			return nil, nil, err
		}
		now[row.ID], list = x, append(list, x.answer)
		if x.consulted() && !d.read[row.ID].consulted() {
			add = append(add, answer.Entries(&x.answer)...)
		}
	}
	if d.index == nil {
		d.index = index.New()
	}
	d.index.Change(add, d.ended(now))
	d.read = now
	return list, d.index.View(), nil
}

// document is a row with its text, which is at hand if it was read before.
func (d *documents) document(v *store.View, row store.Document) (document, error) {
	o := d.read[row.ID].answer.Outline
	if o == nil {
		var err error
		if o, err = outlineOf(v, row); err != nil {
			return document{}, err
		}
	}
	return document{row, answer.Doc{ID: row.ID, Outline: o, State: answer.State(row.State), Sample: row.Sample, Version: row.Version}}, nil
}

func (d document) consulted() bool { return d.answer.Outline != nil && d.answer.State.Consulted() }

// ended lists the passages of the documents that were consulted and are no more.
func (d *documents) ended(now map[int64]document) []int64 {
	var out []int64
	for id, was := range d.read {
		if !was.consulted() || now[id].consulted() {
			continue
		}
		for _, c := range was.answer.Outline.Clauses {
			out = append(out, answer.EntryID(id, c.Seq))
		}
	}
	return out
}
