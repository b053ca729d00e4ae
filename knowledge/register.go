package knowledge

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"liangshan/knowledge/duty"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/store"
)

// Doubts that a new version raises about a task.
const (
	DoubtMerged      = "version_merged"       // the numbers of the tasks that went into this one
	DoubtSplit       = "version_split"        // the number of the task that this one was a part of
	DoubtDoneChanged = "version_done_changed" // it was reported done or closed before the new version changed it
)

// entry is the entering of one document's duties into the register.
type entry struct {
	tx       *store.Tx
	old      store.Document // the version before; no ID if there is none
	document store.Document
	roster   *units.Roster
}

// register enters the duties. One that an earlier version had keeps its number,
// its record and what coordinators decided, as far as the document still says
// what they decided about; the earlier version's own rows end.
func (e *entry) register(doc *outline.Document, duties []duty.Duty) (Changes, error) {
	rows := make([]row, len(duties))
	for i, x := range duties {
		rows[i] = row{now: taskOf(e.document.ID, doc, x, e.roster), restates: -1}
		if x.Restates >= 0 && x.Restates < len(duties) && x.Restates != i {
			rows[i].restates = x.Restates
		}
	}
	before, err := e.before()
	if err != nil {
		return Changes{}, err
	}
	m := newMatcher(before, rows, e.roster)
	m.match()
	if err := e.end(); err != nil {
		return Changes{}, err
	}
	if err := e.elsewhere(rows); err != nil {
		return Changes{}, err
	}
	for i := range rows {
		if err := e.put(&rows[i]); err != nil {
			return Changes{}, err
		}
	}
	if err := e.link(rows); err != nil {
		return Changes{}, err
	}
	return e.changes(before, rows, m)
}

// row is a duty of the new version on its way into the register.
type row struct {
	now      store.Task
	was      *store.Task // the task that it was
	base     store.Task  // as the old version had it, before coordinators changed it
	restates int         // index of the row that it says again, -1 if none
	joined   []int64     // tasks of the old version that went into it
	cutFrom  int64       // task of the old version that it was a part of
	differs  bool        // the document says it differently now
}

// before reads the tasks of the version before, as they were while it was in force.
func (e *entry) before() ([]store.Task, error) {
	if e.old.ID == 0 {
		return nil, nil
	}
	if e.old.State == store.DocumentRepealed {
		if _, err := e.tx.RestoreTasks(e.old.ID); err != nil {
			return nil, err
		}
	}
	all, err := e.tx.Tasks(store.TaskFilter{Document: e.old.ID, All: true})
	var out []store.Task
	for _, t := range all {
		if t.State != store.TaskEnded {
			out = append(out, t)
		}
	}
	return out, err
}

func (e *entry) end() error {
	if e.old.ID == 0 {
		return nil
	}
	return e.tx.EndTasks(e.old.ID)
}

// put enters one row: under its old number, or as a new task.
func (e *entry) put(r *row) error {
	if len(r.joined) > 0 {
		r.doubt(DoubtMerged, r.joined...)
	}
	if r.cutFrom != 0 {
		r.doubt(DoubtSplit, r.cutFrom)
	}
	if r.was == nil {
		id, err := e.tx.AddTask(r.now)
		r.now.ID = id
		return err
	}
	return e.renew(r)
}

func (r *row) doubt(code string, ids ...int64) {
	d := store.Doubt{Code: code}
	for _, id := range ids {
		d.Args = append(d.Args, strconv.FormatInt(id, 10))
	}
	r.now.Doubts = append(r.now.Doubts, d)
	r.differs = true
}

// documented are the fields that a document speaks of.
var documented = []store.Field{store.FieldWhat, store.FieldDue, store.FieldTarget, store.FieldLead, store.FieldSupport}

// renew carries over what coordinators decided where the document's own words
// did not change; where they did, the document's new words hold.
func (e *entry) renew(r *row) error {
	changes, err := e.tx.TaskChanges(r.was.ID)
	if err != nil {
		return err
	}
	if r.base, err = asRead(*r.was, changes); err != nil {
		return err
	}
	read := r.now // the reading, before decisions are laid over it
	r.now.ID, r.now.Root = r.was.ID, r.was.Root
	then := read // what the record says it was, where that differs in substance
	for _, f := range documented {
		if !sameValue(r.base, read, f) {
			r.differs = true
			if err := copyValue(&then, *r.was, f); err != nil {
				return err
			}
		} else if !sameValue(r.base, *r.was, f) { // a coordinator's, and the document says nothing new
			if err := errors.Join(copyValue(&r.now, *r.was, f), copyValue(&then, *r.was, f)); err != nil {
				return err
			}
		}
	}
	r.now.Closed, r.now.Evidence = r.was.Closed, r.was.Evidence
	if r.differs {
		if r.was.Closed || r.was.Status == store.RecordDone {
			r.doubt(DoubtDoneChanged)
		}
		r.now.Closed, r.now.Evidence = false, ""
	} else if r.was.State != store.TaskConfirmed || !newDoubt(*r.was, read) {
		r.now.State = r.was.State
	}
	if err := e.tx.Renew(r.was.ID, r.now); err != nil {
		return err
	}
	then.ID, then.State, then.Closed = r.now.ID, r.now.State, r.was.Closed // links and looks are not the document's to change
	if _, err := e.tx.Differ(0, then, r.now, fmt.Sprintf("document/%d", e.document.ID)); err != nil {
		return err
	}
	if r.was.Closed && !r.now.Closed {
		return e.tx.Reopen(r.now.ID)
	}
	return nil
}

// newDoubt reports whether a reading raises a doubt that nobody has looked at yet.
func newDoubt(was, read store.Task) bool {
	return slices.ContainsFunc(read.Doubts, func(d store.Doubt) bool {
		return !slices.ContainsFunc(was.Doubts, func(o store.Doubt) bool { return o.Code == d.Code && slices.Equal(o.Args, d.Args) })
	})
}

func copyValue(to *store.Task, from store.Task, f store.Field) error {
	raw, err := encode(from.Value(f))
	if err != nil {
		return err
	}
	return to.SetValue(f, raw)
}

// asRead is the task as its document had it: what coordinators changed since, undone.
func asRead(t store.Task, changes []store.TaskChange) (store.Task, error) {
	first := map[store.Field]store.TaskChange{}
	for _, c := range changes {
		if c.By == 0 {
			delete(first, c.Field)
		} else if _, ok := first[c.Field]; !ok {
			first[c.Field] = c
		}
	}
	for _, f := range documented {
		if c, ok := first[f]; ok {
			if err := t.SetValue(f, c.Old); err != nil {
				return t, err
			}
		}
	}
	return t, nil
}

// link ties rows that say another again, once all have their numbers. A link that
// a coordinator made stays.
func (e *entry) link(rows []row) error {
	for i := range rows {
		r := &rows[i]
		switch {
		case r.restates >= 0:
			r.now.Restates = rows[r.restates].now.ID
		case r.was != nil && r.was.Restates != 0:
			merged, err := e.mergedByHand(r.was.ID)
			if err != nil {
				return err
			}
			if merged {
				r.now.Restates = r.was.Restates
			}
		}
		if r.now.Restates == 0 || r.now.Restates == r.now.ID {
			continue
		}
		if err := e.tx.Restate(r.now.ID, r.now.Restates); err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) mergedByHand(id int64) (bool, error) {
	changes, err := e.tx.TaskChanges(id)
	by := int64(0)
	for _, c := range changes {
		if c.Field == store.FieldRestates {
			by = c.By
		}
	}
	return by != 0, err
}

// changes lists what the new version changed, and notes where old tasks went.
func (e *entry) changes(before []store.Task, rows []row, m *matcher) (Changes, error) {
	var ch Changes
	if e.old.ID == 0 {
		return ch, nil
	}
	changed := map[int]bool{}
	for i := range rows {
		r := &rows[i]
		switch {
		case r.was == nil && r.now.Restates == 0:
			ch.Added = append(ch.Added, r.now)
		case r.was != nil && r.differs && r.now.Restates == 0 && r.now.State != store.TaskRejected:
			changed[i] = true
			ch.Changed, ch.Was = append(ch.Changed, r.now), append(ch.Was, *r.was)
		}
	}
	for i := range rows { // a table row changed while its clause did not
		r := &rows[i]
		if r.was != nil && r.differs && r.restates >= 0 && !changed[r.restates] {
			changed[r.restates] = true
			ch.Changed, ch.Was = append(ch.Changed, r.now), append(ch.Was, *r.was)
		}
	}
	for i, t := range before {
		if m.taken[i] {
			continue
		}
		if n := m.into[i]; n >= 0 {
			t.Successor = rows[n].now.ID
			if err := e.tx.Succeed(t.ID, t.Successor); err != nil {
				return ch, err
			}
		}
		if t.Restates == 0 && t.State != store.TaskRejected {
			ch.Dropped = append(ch.Dropped, t)
		}
	}
	return ch, nil
}
