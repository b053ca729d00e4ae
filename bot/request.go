package bot

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"liangshan/store"
)

// request is something that is asked for and that a coordinator decides by one of
// two buttons: to report for a department, a later due time, leave.
type request struct {
	key     string // of its messages: bind/12
	words   string // with the two buttons
	asked   string // what its sender hears when the coordinators are asked in private
	data    any
	buttons []button
}

// putToCoordinators shows a request: in a group under the words that made it, in
// private to each coordinator. A press that completed it is answered in its place.
func (b *Bot) putToCoordinators(tx *store.Tx, m Message, r request) error {
	n := note{words: r.words, data: r.data, buttons: [][]button{r.buttons}, key: r.key}
	reply := note{words: r.asked, data: r.data}
	if m.What == pressed {
		n.at, reply.at = m.ID, m.ID
	}
	if m.Chat.Kind != "private" {
		return b.say(tx, m, n)
	}
	n.at = 0
	for _, c := range b.coordinatorsInOrder() {
		n.to, n.key = c, copyKey(r.key, c)
		if err := b.say(tx, m, n); err != nil {
			return err
		}
	}
	return b.say(tx, m, reply)
}

func copyKey(key string, coordinator int64) string { return fmt.Sprintf("%s/%d", key, coordinator) }

func (b *Bot) coordinatorsInOrder() []int64 {
	out := make([]int64, 0, len(b.coordinators))
	for c := range b.coordinators {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

// decide handles a coordinator's press on a request: others are declined, twice is harmless.
func (b *Bot) decide(m Message, s standing, arg string, do func(tx *store.Tx, id int64) error) (work, error) {
	id, err := strconv.ParseInt(arg, 10, 64)
	switch {
	case err != nil:
		return b.toasts(m, "toast.gone", nil), nil
	case s.role < coordinator:
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		err := do(tx, id)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return b.toast(tx, m, "toast.gone", nil)
		case errors.Is(err, store.ErrState):
			return b.toast(tx, m, "toast.already", nil)
		}
		return err
	}, nil
}

// tellDecision says what was decided: in place of the request and of the other
// coordinators' copies of it, and where it was asked.
func (b *Bot) tellDecision(tx *store.Tx, m Message, n note, key string, askedIn int64) error {
	n.at = m.ID
	if err := errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, n)); err != nil {
		return err
	}
	n.at = 0
	for _, c := range b.coordinatorsInOrder() {
		there, err := tx.Queued(copyKey(key, c))
		if err != nil {
			return err
		}
		if there && c != m.Chat.ID {
			n.to, n.edit = c, copyKey(key, c)
			if err := b.say(tx, m, n); err != nil {
				return err
			}
		}
	}
	if askedIn == m.Chat.ID {
		return nil
	}
	n.to, n.edit = askedIn, ""
	return b.say(tx, m, n)
}

// pressNumbers reads the numbers that a button bears: all of them, or none.
func pressNumbers(arg string) ([]int64, bool) {
	var out []int64
	for _, s := range strings.Split(arg, ":") {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}

// twoNumbers reads the numbers of a button that says which of two things belong together.
func twoNumbers(arg string) (a, b int64, ok bool) {
	list, ok := pressNumbers(arg)
	if !ok || len(list) != 2 {
		return 0, 0, false
	}
	return list[0], list[1], true
}
