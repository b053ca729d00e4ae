package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

// edition is one digest that is to be shown to coordinators.
type edition struct {
	Digest store.Digest
	Turn   store.Turn
	Missed []store.Span // earlier ones that were never shown, and are not any more
	Late   bool         // it comes after its time
	Again  bool         // the record has changed since it was shown last

	claims []store.Claim // one for each coordinator
	missed []store.Claim
	ask    []int64 // groups that are asked for a coordinator, because none can be reached
}

// punctual is how late a digest may come without saying so.
const punctual = 30 * time.Minute

// digests adds what the arrangements have to show at now.
func (p *planner) digests() error {
	list, err := p.v.Digests()
	if err != nil {
		return err
	}
	for _, g := range list {
		if !g.On {
			continue
		}
		if err := p.edition(g); err != nil {
			return err
		}
	}
	return nil
}

func digestClaim(g store.Digest, t store.Turn, to int64) store.Claim {
	c := store.Claim{Rule: "digest/" + string(g.Cadence), Period: t.Span.Key, Whom: to}
	if g.Cadence == store.DigestMeeting {
		c.Period = g.Day.String()
	}
	return c
}

// edition finds the latest digest that came due and was not shown; earlier ones
// that were not shown either are named with it.
func (p *planner) edition(g store.Digest) error {
	turns := g.Turns(p.now, p.v.Calendar())
	if len(turns) == 0 {
		return nil
	}
	e := edition{Digest: g, Turn: turns[0], Late: p.now.Sub(turns[0].Due) > punctual}
	to, err := p.reachableCoordinators()
	if err != nil {
		return err
	}
	for _, id := range to {
		c := digestClaim(g, e.Turn, id)
		ok, err := p.free(c)
		if err != nil {
			return err
		}
		if ok {
			e.claims = append(e.claims, c)
		}
	}
	if len(to) == 0 {
		return p.askForCoordinator(e)
	}
	if len(e.claims) == 0 {
		return nil
	}
	if err := p.skipped(&e, turns[1:], to); err != nil {
		return err
	}
	p.round.digests = append(p.round.digests, e)
	return nil
}

// skipped names the earlier turns that no coordinator has seen.
func (p *planner) skipped(e *edition, turns []store.Turn, to []int64) error {
	for _, t := range turns {
		seen := false
		var free []store.Claim
		for _, id := range to {
			c := digestClaim(e.Digest, t, id)
			ok, err := p.free(c)
			if err != nil {
				return err
			}
			if ok {
				free = append(free, c)
			}
			seen = seen || !ok
		}
		e.missed = append(e.missed, free...)
		if !seen {
			e.Missed = append(e.Missed, t.Span)
		}
	}
	slices.Reverse(e.Missed)
	return nil
}

// askForCoordinator asks in the open groups for a coordinator who can be shown the
// digest, once for each.
func (p *planner) askForCoordinator(e edition) error {
	groups, err := openGroups(p.v)
	if err != nil {
		return err
	}
	for _, id := range groups {
		c := digestClaim(e.Digest, e.Turn, id)
		ok, err := p.free(c)
		if err != nil {
			return err
		}
		if ok {
			e.claims, e.ask = append(e.claims, c), append(e.ask, id)
		}
	}
	if len(e.ask) > 0 {
		p.round.digests = append(p.round.digests, e)
	}
	return nil
}

// reachableCoordinators lists the coordinators who can be written to, in order.
func (p *planner) reachableCoordinators() ([]int64, error) {
	var out []int64
	for id := range p.coordinators {
		works, err := worksInPrivate(p.v, id)
		if err != nil {
			return nil, err
		}
		if works {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

// giveDigests shows what is due, each in the transaction that takes its claims.
func (b *Bot) giveDigests(tx *store.Tx, now time.Time, list []edition) error {
	for _, e := range list {
		key := fmt.Sprintf("digest/%s/%s", e.Digest.Cadence, e.claims[0].Period)
		if err := take(tx, append(e.claims, e.missed...), key); err != nil {
			return err
		}
		if len(e.ask) > 0 {
			for _, id := range e.ask {
				if err := b.say(tx, Message{}, note{words: "digest.nobody", data: e.Turn.Span, to: id, key: fmt.Sprintf("%s/%d", key, id)}); err != nil {
					return err
				}
			}
			continue
		}
		if err := b.show(tx, now, e); err != nil {
			return err
		}
	}
	return nil
}

// preview is a digest as a coordinator sees it before it is published.
type preview struct {
	words.Brief
	edition
}

// show puts a digest before the coordinators of its claims: the whole of it, with
// 发布 and 不发 below where it is meant for the groups.
func (b *Bot) show(tx *store.Tx, now time.Time, e edition) error {
	o := Order{Span: e.Turn.Span}
	w, short, err := b.digestAt(&tx.View, o, now)
	if err != nil {
		return err
	}
	buttons := summaryButtons(w)
	if e.Digest.Group {
		buttons = append(buttons, digestButtons()...)
	}
	for _, c := range e.claims {
		n := note{words: "digest", data: preview{w, e}, to: c.Whom, key: o.key(0, shownAs(c.Whom, now, short)), buttons: buttons}
		if err := b.say(tx, Message{}, n); err != nil {
			return err
		}
	}
	return nil
}

// digestAt is a digest as of an instant: the whole, and what a group would read.
func (b *Bot) digestAt(v *store.View, o Order, at time.Time) (words.Brief, words.Text, error) {
	f, err := Figures(v, o, at, b.lib.Calendar())
	if err != nil {
		return words.Brief{}, words.Text{}, err
	}
	w := words.Brief{Figures: f, Posted: true}
	short, err := words.Short(w, maxUnits)
	return w, short, err
}

// shownAs names a preview: to whom, as of when, and of which words for the group.
func shownAs(to int64, at time.Time, short words.Text) string {
	sum := sha256.Sum256([]byte(short.Plain))
	return fmt.Sprintf("digest%d.%d.%s", to, at.Unix(), hex.EncodeToString(sum[:6]))
}

// shownOf reads what shownAs wrote out of a message's key; false for a summary that is no preview.
func shownOf(key string) (at time.Time, sum string, ok bool) {
	p := strings.Split(key, "/")
	if len(p) < 3 {
		return at, "", false
	}
	parts := strings.Split(p[2], ".")
	if !strings.HasPrefix(p[2], "digest") || len(parts) != 3 {
		return at, "", false
	}
	sec, err := strconv.ParseInt(parts[1], 10, 64)
	return time.Unix(sec, 0), parts[2], err == nil
}

func digestButtons() [][]button {
	return [][]button{{{Text: mustLine("button.publish"), Data: "pub:yes"}, {Text: mustLine("button.nopublish"), Data: "pub:no"}}}
}

// pressDigest publishes the short digest in every open group, once, exactly as it
// was shown; where the record has changed since, it is shown again instead.
func (b *Bot) pressDigest(ctx context.Context, m Message, s standing, yes bool) (work, error) {
	key, err := b.keyOfMessage(ctx, m)
	if err != nil {
		return nil, err
	}
	o, ok := orderOfKey(key)
	at, sum, shown := shownOf(key)
	switch {
	case s.role < coordinator:
		return b.toasts(m, "toast.coordinators", nil), nil
	case !ok || !shown:
		return b.toasts(m, "toast.nosummary", nil), nil
	case !yes:
		return func(tx *store.Tx) error {
			return errors.Join(tx.Log(m.From.ID, "keep", o.Span.Key, nil), b.toast(tx, m, "toast.kept", nil))
		}, nil
	}
	return func(tx *store.Tx) error {
		w, short, err := b.digestAt(&tx.View, o, at)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(shownAs(0, at, short), sum) {
			return b.showAgain(tx, m, o)
		}
		return b.publishAll(tx, m, o, w, short)
	}, nil
}

// showAgain shows a digest anew to who wanted to publish the old one.
func (b *Bot) showAgain(tx *store.Tx, m Message, o Order) error {
	e := edition{Digest: store.Digest{DigestSchedule: store.DigestSchedule{Group: true}}, Turn: store.Turn{Span: o.Span}, Again: true, claims: []store.Claim{{Whom: m.Chat.ID}}}
	return errors.Join(b.toast(tx, m, "toast.changed", nil), b.show(tx, tx.Now(), e))
}

func (b *Bot) publishAll(tx *store.Tx, m Message, o Order, w words.Brief, short words.Text) error {
	open, err := openGroups(&tx.View)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		return b.toast(tx, m, "toast.nogroup", nil)
	}
	said := false
	for _, id := range open {
		fresh, err := b.publish(tx, m, o, id, short, summaryButtons(w))
		if err != nil {
			return err
		}
		said = said || fresh
	}
	if !said {
		return b.toast(tx, m, "toast.already", nil)
	}
	return errors.Join(tx.Log(m.From.ID, "publish", o.Span.Key, map[string]int{"groups": len(open)}), b.toast(tx, m, "toast.published", nil))
}

// publish says the digest in one group, unless it was said there before.
func (b *Bot) publish(tx *store.Tx, m Message, o Order, group int64, text words.Text, buttons [][]button) (bool, error) {
	key := o.key(0, fmt.Sprintf("group%d", group))
	if _, _, err := tx.SentMessage(key); !errors.Is(err, store.ErrNotFound) {
		return false, err
	}
	return true, b.say(tx, m, note{text: &text, key: key, to: group, buttons: buttons})
}

// isDigestOrder matches a coordinator's words about when digests are made.
func (b *Bot) isDigestOrder(m Message, _ standing) bool {
	if m.Command != "" || m.What != said || m.Forwarded {
		return false
	}
	_, ok := readDigestOrder(m.Text, b.dayOf(m), b.lib.Calendar())
	return ok
}

// digestOrder does what a coordinator orders about digests.
func (b *Bot) digestOrder(_ context.Context, m Message, _ standing) (work, error) {
	o, ok := readDigestOrder(m.Text, b.dayOf(m), b.lib.Calendar())
	switch {
	case !ok:
		return b.words(m, "digest.unclear", nil), nil
	case o.Fault != "":
		return b.words(m, "digest."+o.Fault, o.Digest), nil
	case o.Kind == digestCancel:
		return b.cancelDigest(m, o.Digest), nil
	case o.Kind == digestSet:
		return b.offerDigest(m, o.Digest), nil
	}
	return func(tx *store.Tx) error { return b.sayBook(tx, m, note{}) }, nil
}

// digestOffer is what a coordinator confirms.
type digestOffer struct {
	Digest  store.Digest
	Next    store.Turn
	Now     bool          // it is due already
	Instead *store.Digest // the one in force that it replaces
}

// longestGap is how far back a meeting's digest reaches to the meeting before, in days.
const longestGap = 92

// offerDigest shows when the digest would come, and asks for one press.
func (b *Bot) offerDigest(m Message, g store.Digest) work {
	return func(tx *store.Tx) error {
		quiet, err := tx.Quiet()
		if err != nil {
			return err
		}
		if quiet.Holds(g.At) {
			return b.say(tx, m, note{words: "rules.hushed", data: quiet})
		}
		if err := sinceLast(tx, &g); err != nil {
			return err
		}
		offer := digestOffer{Digest: g}
		now := b.now()
		var ahead bool
		if offer.Next, ahead = g.NextTurn(now, tx.Calendar()); !ahead {
			offer.Now = true
		}
		known, err := tx.Digests()
		if err != nil {
			return err
		}
		for _, k := range known {
			if k.On && k.Cadence == g.Cadence && k.Day == g.Day {
				offer.Instead = &k
			}
		}
		id, err := tx.OfferDigest(g, m.From.ID)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: "digest.offer", data: offer, buttons: confirmButtons(fmt.Sprintf("rule:digest:%d", id))})
	}
}

// sinceLast lets a meeting's digest begin where the last meeting was, else with its month.
func sinceLast(tx *store.Tx, g *store.Digest) error {
	if g.Cadence != store.DigestMeeting {
		return nil
	}
	last, err := tx.LastMeeting(g.Day)
	if err != nil {
		return err
	}
	switch {
	case !last.IsZero() && g.Day.Sub(last) <= longestGap:
		g.Since = last
	case g.Day.Day > firstDays:
		g.Since = g.Day.MonthStart()
	default:
		g.Since = g.Day.AddMonths(-1).MonthStart()
	}
	return nil
}

// cancelDigest ends the arrangement that the words name.
func (b *Bot) cancelDigest(m Message, g store.Digest) work {
	return func(tx *store.Tx) error {
		known, err := tx.Digests()
		if err != nil {
			return err
		}
		for _, k := range known {
			if !k.On || k.Cadence != g.Cadence || k.Day != g.Day {
				continue
			}
			if _, err := tx.TurnOffDigest(k.ID); err != nil {
				return err
			}
			return errors.Join(tx.Log(m.From.ID, "digest_off", fmt.Sprintf("digest/%d", k.ID), nil), b.say(tx, m, note{words: "digest.ended", data: k}))
		}
		return b.say(tx, m, note{words: "digest.none", data: g})
	}
}

func (b *Bot) turnOnDigest(tx *store.Tx, m Message, id int64) error {
	g, err := tx.TurnOnDigest(id, m.From.ID)
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "digest_on", fmt.Sprintf("digest/%d", g.ID), g.DigestSchedule); err != nil {
		return err
	}
	return b.sayBook(tx, m, note{at: m.ID})
}

func (b *Bot) turnOffDigest(tx *store.Tx, m Message, id int64) error {
	g, err := tx.TurnOffDigest(id)
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "digest_off", fmt.Sprintf("digest/%d", g.ID), nil); err != nil {
		return err
	}
	return b.sayBook(tx, m, note{at: m.ID})
}

// digestLine is one arrangement with its next turn, for the list.
type digestLine struct {
	Digest store.Digest
	Next   store.Turn
	Ahead  bool // there is a next turn
}

// digestLines lists the arrangements; a meeting that is over is left out.
func digestLines(v *store.View, now time.Time) ([]digestLine, error) {
	list, err := v.Digests()
	var out []digestLine
	for _, g := range list {
		if g.Cadence == store.DigestMeeting && g.Day.Before(day.Of(now)) {
			continue
		}
		l := digestLine{Digest: g}
		l.Next, l.Ahead = g.NextTurn(now, v.Calendar())
		out = append(out, l)
	}
	return out, err
}

// digestSwitch is the button that turns an arrangement on or off.
func digestSwitch(g store.Digest) ([]button, error) {
	verb, word := "digest", "button.turnon"
	if g.On {
		verb, word = "nodigest", "button.turnoff"
	}
	name, err := words.Line("digest.name", g)
	return []button{{Text: mustLine(word) + name, Data: fmt.Sprintf("rule:%s:%d", verb, g.ID)}}, err
}
