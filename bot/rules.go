package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// isRuleOrder matches a coordinator's words about reminding.
func (b *Bot) isRuleOrder(m Message, _ standing) bool {
	if m.Command != "" || m.What != said || m.Forwarded {
		return false
	}
	o, ok := readRemindOrder(m.Text, b.dayOf(m), b.lib.Calendar())
	if ok && (o.Kind == orderLeave || o.Kind == orderBack) {
		_, ok = b.unit(context.Background(), o.Unit)
	}
	return ok
}

// dayOf is the day that a message's words count from: its own, or the one shown for demonstration.
func (b *Bot) dayOf(m Message) day.Date {
	if b.asOf != "" {
		return day.Of(b.now())
	}
	return day.Of(m.Sent)
}

// rules does what a coordinator orders about reminding, or lists the rules.
func (b *Bot) rules(ctx context.Context, m Message, _ standing) (work, error) {
	o, ok := readRemindOrder(m.Text, b.dayOf(m), b.lib.Calendar())
	switch {
	case !ok && m.Text != "":
		return b.words(m, "rules.unclear", nil), nil
	case o.Fault != "":
		return b.words(m, "rules."+o.Fault, o), nil
	}
	switch o.Kind {
	case orderRule:
		return b.offerRule(m, o.Rule), nil
	case orderPause:
		return b.pause(m, o.To), nil
	case orderResume:
		return b.pause(m, day.Date{Year: -1}), nil
	case orderQuiet:
		return b.setQuiet(m, o.Quiet), nil
	case orderLeave, orderBack:
		return b.leave(ctx, m, o)
	}
	return func(tx *store.Tx) error { return b.sayBook(tx, m, note{}) }, nil
}

// ruleOffer is what a coordinator confirms.
type ruleOffer struct {
	Rule    store.Rule
	Next    foresight
	Instead *store.Rule // the rule in force that this one replaces
}

// offerRule shows what a rule would do, and asks for one press.
func (b *Bot) offerRule(m Message, r store.Rule) work {
	return func(tx *store.Tx) error {
		quiet, err := tx.Quiet()
		if err != nil {
			return err
		}
		if quiet.Holds(r.At) {
			return b.say(tx, m, note{words: "rules.hushed", data: quiet})
		}
		offer := ruleOffer{Rule: r}
		known, err := tx.Rules()
		if err != nil {
			return err
		}
		for _, k := range known {
			if k.Cadence == r.Cadence && k.On {
				offer.Instead = &k
			}
		}
		if offer.Next, err = b.foresee(&tx.View, r, b.now()); err != nil {
			return err
		}
		id, err := tx.OfferRule(r, m.From.ID)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: "rules.offer", data: offer, buttons: confirmButtons(fmt.Sprintf("rule:on:%d", id))})
	}
}

func confirmButtons(data string) [][]button {
	return [][]button{{{Text: mustLine("button.confirm"), Data: data}, {Text: mustLine("button.cancel"), Data: "rule:drop:0"}}}
}

// sayBook says the rules with their buttons, or brings the list up to date.
func (b *Bot) sayBook(tx *store.Tx, m Message, n note) error {
	book, err := b.book(&tx.View, b.now())
	if err != nil {
		return err
	}
	n.words, n.data, n.buttons = "rules", book, nil
	for _, line := range book.Rules {
		verb, word := "on", "button.turnon"
		if line.Rule.On {
			verb, word = "off", "button.turnoff"
		}
		text := mustLine(word) + mustLine("rules.cadence."+string(line.Rule.Cadence))
		n.buttons = append(n.buttons, []button{{Text: text, Data: fmt.Sprintf("rule:%s:%d", verb, line.Rule.ID)}})
	}
	for _, line := range book.Digests {
		row, err := digestSwitch(line.Digest)
		if err != nil {
			return err
		}
		n.buttons = append(n.buttons, row)
	}
	if book.Paused {
		n.buttons = append(n.buttons, []button{{Text: mustLine("button.resume"), Data: "rule:resume:0"}})
	}
	return b.say(tx, m, n)
}

// pause stops reminding until the end of a day, without end for the zero day, or resumes it for a day before all.
func (b *Bot) pause(m Message, last day.Date) work {
	return func(tx *store.Tx) error {
		if last.Year < 0 {
			return errors.Join(tx.Resume(), tx.Log(m.From.ID, "resume", "reminders", nil), b.say(tx, m, note{words: "rules.resumed"}))
		}
		var until time.Time
		if !last.IsZero() {
			until = last.Add(1).Start()
		}
		if err := errors.Join(tx.Pause(until, m.From.ID), tx.Log(m.From.ID, "pause", "reminders", map[string]string{"to": last.String()})); err != nil {
			return err
		}
		resume := [][]button{{{Text: mustLine("button.resume"), Data: "rule:resume:1"}}}
		return b.say(tx, m, note{words: "rules.paused", data: last, buttons: resume})
	}
}

func (b *Bot) setQuiet(m Message, q store.Quiet) work {
	return func(tx *store.Tx) error {
		was, err := tx.Quiet()
		if err != nil {
			return err
		}
		if err := errors.Join(tx.SetQuiet(q, m.From.ID), tx.Log(m.From.ID, "quiet", "reminders", map[string]store.Quiet{"old": was, "new": q})); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "rules.quieted", data: q})
	}
}

// leave offers a department's leave for one press, or ends it.
func (b *Bot) leave(ctx context.Context, m Message, o remindOrder) (work, error) {
	unit, ok := b.unit(ctx, o.Unit)
	if !ok {
		return b.words(m, "bind.unknown", unknownUnit{o.Unit, true}), nil
	}
	return func(tx *store.Tx) error {
		dep, err := tx.Department(unit.Name)
		if err != nil {
			return err
		}
		l := store.Leave{Department: dep, From: o.From, To: o.To}
		if o.Kind == orderBack {
			had, err := tx.EndLeave(dep.ID, day.Of(b.now()))
			if err != nil {
				return err
			}
			if !had {
				return b.say(tx, m, note{words: "leave.none", data: l})
			}
			return errors.Join(tx.Log(m.From.ID, "leave_ended", fmt.Sprintf("department/%d", dep.ID), nil), b.say(tx, m, note{words: "leave.ended", data: l}))
		}
		id, err := tx.OfferLeave(dep.ID, o.From, o.To, m.From.ID)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: "leave.offer", data: l, buttons: confirmButtons(fmt.Sprintf("rule:leave:%d", id))})
	}, nil
}

// pressRule handles the buttons about reminding: a coordinator's only, twice is harmless.
func (b *Bot) pressRule(m Message, s standing, arg string) (work, error) {
	verb, number, _ := strings.Cut(arg, ":")
	id, err := strconv.ParseInt(number, 10, 64)
	switch {
	case s.role < coordinator:
		return b.toasts(m, "toast.coordinators", nil), nil
	case err != nil:
		return b.toasts(m, "toast.gone", nil), nil
	}
	do := map[string]func(*store.Tx, Message, int64) error{
		"on": b.turnOn, "off": b.turnOff, "digest": b.turnOnDigest, "nodigest": b.turnOffDigest, "leave": b.grantLeave, "resume": b.resumed, "drop": b.dropOffer,
	}[verb]
	if do == nil {
		return b.toasts(m, "toast.gone", nil), nil
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		err := do(tx, m, id)
		switch {
		case errors.Is(err, store.ErrState):
			return b.toast(tx, m, "toast.already", nil)
		case errors.Is(err, store.ErrNotFound):
			return b.toast(tx, m, "toast.gone", nil)
		case err != nil:
			return err
		}
		return b.toast(tx, m, "", nil)
	}, nil
}

func (b *Bot) turnOn(tx *store.Tx, m Message, id int64) error {
	r, err := tx.TurnOn(id, m.From.ID)
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "rule_on", fmt.Sprintf("rule/%d", r.ID), r.Schedule); err != nil {
		return err
	}
	return b.sayBook(tx, m, note{at: m.ID})
}

func (b *Bot) turnOff(tx *store.Tx, m Message, id int64) error {
	r, err := tx.TurnOff(id)
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "rule_off", fmt.Sprintf("rule/%d", r.ID), nil); err != nil {
		return err
	}
	return b.sayBook(tx, m, note{at: m.ID})
}

func (b *Bot) grantLeave(tx *store.Tx, m Message, id int64) error {
	l, err := tx.GrantLeave(id, m.From.ID)
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "leave", fmt.Sprintf("department/%d", l.Department.ID), map[string]day.Date{"from": l.From, "to": l.To}); err != nil {
		return err
	}
	return b.say(tx, m, note{words: "leave.granted", data: l, at: m.ID})
}

// resumed ends a pause, from the list (0) or from under its own message.
func (b *Bot) resumed(tx *store.Tx, m Message, from int64) error {
	if _, paused, err := tx.Paused(tx.Now()); err != nil || !paused {
		return errors.Join(err, store.ErrState)
	}
	if err := errors.Join(tx.Resume(), tx.Log(m.From.ID, "resume", "reminders", nil)); err != nil {
		return err
	}
	if from == 0 {
		return b.sayBook(tx, m, note{at: m.ID})
	}
	return b.say(tx, m, note{words: "rules.resumed", at: m.ID})
}

func (b *Bot) dropOffer(tx *store.Tx, m Message, _ int64) error {
	return b.say(tx, m, note{words: "rules.dropped", at: m.ID})
}
