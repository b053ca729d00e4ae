package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"liangshan/knowledge/mask"
	"liangshan/store"
	"liangshan/store/day"
)

// A request may be worded anew as long as nobody has decided it: what was asked for
// is taken back, and what the words come to now takes its place.

const editedRequestRoute = "an edited request"

func (b *Bot) isEditedRequest(m Message, _ standing) bool {
	return m.What == edited && len(b.known(context.Background(), m).requests) > 0
}

// editedRequest puts the later wording in the place of the first. What was decided
// before stays as it was decided.
func (b *Bot) editedRequest(ctx context.Context, m Message, s standing) (work, error) {
	list := b.known(ctx, m).requests
	decided := func(q store.Request) bool { return !q.Waiting }
	if slices.ContainsFunc(list, decided) {
		return b.words(m, "request.decided", nil), nil
	}
	again := m
	again.What = said
	for _, q := range list {
		if same, err := b.sameRequest(ctx, again, s, q); err != nil || same {
			return nil, err
		}
	}
	if !b.makesRequest(again, s) {
		again = m
	}
	at := slices.IndexFunc(b.table, func(r route) bool { return r.name == editedRequestRoute })
	now, err := b.handled(ctx, b.table[at+1:], again, s)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		for _, q := range list {
			if err := b.takeBack(tx, m, q); err != nil {
				return err
			}
		}
		if now == nil {
			return nil
		}
		return now(tx)
	}, nil
}

func (b *Bot) makesRequest(m Message, s standing) bool {
	return saysUnit(m, s) || s.reports() && (asksLater(m, s) || b.asksAbsence(m, s))
}

// sameRequest reports whether words ask for what was asked for already: Telegram tells
// of edits that change no word.
func (b *Bot) sameRequest(ctx context.Context, m Message, s standing, q store.Request) (same bool, err error) {
	later := readLater(m.Text, day.Of(m.Sent), b.lib.Calendar())
	task, _, err := b.lib.FindTask(ctx, s.department.Name, later.task)
	if err != nil {
		return false, err
	}
	unit, known := b.unit(ctx, unitSaid(m.Text))
	err = b.db.Read(ctx, func(v *store.View) error {
		switch q.Kind {
		case store.RequestExtension:
			e, err := v.Extension(q.ID)
			same = asksLater(m, s) && later.due.To == e.Due.To && mask.Stored(later.reason) == e.Reason && task == e.TaskID
			return err
		case store.RequestLeave:
			l, err := v.Leave(q.ID)
			same = mask.Stored(bare(m.Text)) == l.Reason
			return err
		}
		was, err := v.Binding(q.ID)
		same = known && unit.Name == was.Department.Name
		return err
	})
	return same, err
}

// takeBack ends a request and says so wherever it is put to a coordinator.
func (b *Bot) takeBack(tx *store.Tx, m Message, q store.Request) error {
	err := tx.TakeBack(q)
	if errors.Is(err, store.ErrState) { // decided in between
		return nil
	}
	if err == nil {
		err = tx.Log(m.From.ID, string(q.Kind)+"_taken_back", fmt.Sprintf("%s/%d", q.Kind, q.ID), nil)
	}
	if err != nil {
		return err
	}
	key := map[store.RequestKind]string{store.RequestBinding: bindKey(q.ID), store.RequestExtension: laterKey(q.ID), store.RequestLeave: absenceKey(q.ID)}[q.Kind]
	places := []note{{edit: key}, {edit: choiceKey(q.ID)}}
	if q.Kind != store.RequestExtension {
		places = places[:1]
	}
	for _, c := range b.coordinatorsInOrder() {
		places = append(places, note{edit: copyKey(key, c), to: c})
	}
	for _, n := range places {
		there, err := tx.Queued(n.edit)
		if err == nil && there {
			n.words = "request.changed"
			err = b.say(tx, m, n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
