package bot

import (
	"fmt"
	"slices"

	"liangshan/store"
	"liangshan/store/day"
)

// unowned is what a coordinator is told of tasks whose due days come and whom
// nobody can be reminded of: no lead unit stands in the document, or only a group
// of units, or one of another house.
type unowned struct {
	Coordinator int64
	Nodes       []node

	claims []store.Claim
}

// nobodys adds a task to the lists of the coordinators who can be told.
func (p *planner) nobodys(t store.Task, open []store.Node) error {
	list, err := p.reachableCoordinators()
	if err != nil {
		return err
	}
	for _, id := range list {
		var fresh []store.Claim
		for _, n := range open {
			c := store.Claim{Rule: string(store.ByTask) + "/unowned", Period: nodePeriod(t, n), Whom: id}
			ok, err := p.free(c)
			if err != nil {
				return err
			}
			if ok {
				fresh = append(fresh, c)
			}
		}
		if len(fresh) == 0 {
			continue
		}
		last, err := lastAbout(p.v, t)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(p.round.unowned, func(u unowned) bool { return u.Coordinator == id })
		if i < 0 {
			i = len(p.round.unowned)
			p.round.unowned = append(p.round.unowned, unowned{Coordinator: id})
		}
		u := &p.round.unowned[i]
		u.claims = append(u.claims, fresh...)
		u.Nodes = append(u.Nodes, node{Task: t, Days: t.DueTo.Sub(day.Of(p.now)), Last: last})
	}
	return nil
}

// nodePeriod names a moment of a task's due day, over the task's versions.
func nodePeriod(t store.Task, n store.Node) string {
	return fmt.Sprintf("%d/%s/%s", t.Root, t.DueTo, n.Key)
}

func (b *Bot) giveUnowned(tx *store.Tx, list []unowned) error {
	for _, u := range list {
		key := remindKey(u.claims[0])
		if err := take(tx, u.claims, key); err != nil {
			return err
		}
		n := note{words: "remind.unowned", data: u, to: u.Coordinator, key: copyKey(key, u.Coordinator)}
		if err := b.say(tx, Message{}, n); err != nil {
			return err
		}
	}
	return nil
}
