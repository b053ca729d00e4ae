package bot

import (
	"errors"
	"slices"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// round is what is to be said at one instant.
type round struct {
	now       time.Time
	reminders []reminder
	nudges    []nudge
	lists     []list
	unowned   []unowned
	digests   []edition
}

func (r round) empty() bool {
	return len(r.reminders)+len(r.nudges)+len(r.lists)+len(r.digests)+len(r.unowned) == 0
}

// reminder is one department's, whatever it owes, said once.
type reminder struct {
	Department store.Department
	Dues       []due
	Nodes      []node
	Last       []statement // what it said last, of each task

	claims  []store.Claim
	public  bool    // it could not be told in private
	private []int64 // its reporters who have written to the bot in private
	group   place   // else where it is named: its topic, or a group
}

// place is a group, or a topic of one.
type place struct{ chat, thread int64 }

// due is a period's report that is owed.
type due struct {
	Rule   store.Rule
	Span   store.Span
	CutOff time.Time
}

// node is a task whose due day is spoken of.
type node struct {
	Task store.Task
	Days int // until the due day; negative: overdue
	Last *statement
}

// nudge asks a department once to confirm what it sent.
type nudge struct {
	Update store.Update // the earliest that waits
	More   int          // others of the department
	CutOff time.Time

	claims []store.Claim
	card   int64
}

// list is who is silent, for the coordinators alone.
type list struct {
	Rule   store.Rule
	Ledger store.Ledger
	Before []waiting

	claims []store.Claim // one for each coordinator
}

const (
	nudgeAhead = 2 * time.Hour
	nudgeRests = 30 * time.Minute // who has just sent a draft sees its card
	listLife   = 10 * 24 * time.Hour
)

// speakable reports whether the bot may speak unasked: on workdays, outside the quiet hours.
func speakable(v *store.View, q store.Quiet, at time.Time) bool {
	return v.Calendar().IsWorkday(day.Of(at)) && !q.Holds(store.ClockOf(at))
}

// planner looks up what one round needs.
type planner struct {
	*Bot
	v     *store.View
	now   time.Time
	quiet store.Quiet
	round round
	at    map[int64]int // reminders by department
	mine  map[store.Claim]bool
	tasks []store.Task
}

// free reports whether a claim is still to be had, and keeps it for this round.
func (p *planner) free(c store.Claim) (bool, error) {
	taken, err := p.v.Claimed(c)
	if err != nil || taken || p.mine[c] {
		return false, err
	}
	p.mine[c] = true
	return true, nil
}

// plan finds what the rules have to say at now.
func (b *Bot) plan(v *store.View, rules []store.Rule, quiet store.Quiet, now time.Time) (round, error) {
	p := &planner{Bot: b, v: v, now: now, quiet: quiet, round: round{now: now}, at: map[int64]int{}, mine: map[store.Claim]bool{}}
	for _, r := range rules {
		run := p.periods
		if r.Cadence == store.ByTask {
			run = p.byTask
		}
		if err := run(r); err != nil {
			return round{}, err
		}
	}
	if err := p.digests(); err != nil {
		return round{}, err
	}
	return p.round, p.address()
}

// nearby is how many periods before and after today may have a window open: due
// days and reminders wander over holidays.
const nearby = 3

func periodsAround(r store.Rule, today day.Date) []store.Span {
	s := r.Period(today)
	for range nearby {
		s = r.Before(s)
	}
	out := []store.Span{s}
	for range 2 * nearby {
		s = r.Next(s)
		out = append(out, s)
	}
	return out
}

func within(now, from, until time.Time) bool { return !now.Before(from) && now.Before(until) }

// periods looks at each period of a rule whose window is open.
func (p *planner) periods(r store.Rule) error {
	cal := p.v.Calendar()
	for _, s := range periodsAround(r, day.Of(p.now)) {
		d := due{r, s, r.CutOff(s, cal)}
		if within(p.now, r.RemindAt(s, cal), d.CutOff) {
			if err := p.owing(d); err != nil {
				return err
			}
		}
		if within(p.now, p.nudgeAt(d.CutOff), d.CutOff) {
			if err := p.unconfirmed(d); err != nil {
				return err
			}
		}
		if err := p.listing(s); err != nil {
			return err
		}
	}
	return nil
}

// nudgeAt is when drafts are asked about: two hours before the cut-off, earlier
// where that is no hour to speak.
func (p *planner) nudgeAt(cutOff time.Time) time.Time {
	at := cutOff.Add(-nudgeAhead)
	for range 60 * 24 {
		if speakable(p.v, p.quiet, at) {
			break
		}
		at = at.Add(-time.Hour)
	}
	return at
}

// owing adds the departments that owe a period's report and have sent nothing.
func (p *planner) owing(d due) error {
	l, err := p.v.LedgerUnder(d.Rule, d.Span, p.now)
	if err != nil {
		return err
	}
	for _, line := range l.Departments {
		if !line.Owes || line.Reported || line.Pending > 0 {
			continue
		}
		c := store.Claim{Rule: string(d.Rule.Cadence), Period: d.Span.Key, Whom: line.Department.ID}
		r, err := p.claim(line.Department, c)
		if err != nil {
			return err
		}
		if r != nil {
			r.Dues = append(r.Dues, d)
		}
	}
	return nil
}

// claim finds the department's reminder, nil if this claim was taken before. What
// was refused by Telegram, because a person has shut the bot out, is said in the
// group instead.
func (p *planner) claim(d store.Department, c store.Claim) (*reminder, error) {
	free, err := p.free(c)
	if err != nil {
		return nil, err
	}
	if !free {
		lost, err := p.v.Unsent(c)
		if err != nil || !lost {
			return nil, err
		}
		c.Rule += "/again"
		if ok, err := p.free(c); err != nil || !ok {
			return nil, err
		}
	}
	i, ok := p.at[d.ID]
	if !ok {
		i = len(p.round.reminders)
		p.at[d.ID] = i
		p.round.reminders = append(p.round.reminders, reminder{Department: d})
	}
	r := &p.round.reminders[i]
	r.claims = append(r.claims, c)
	r.public = r.public || !free
	return r, nil
}

// byTask adds the tasks whose due days are near or past, for those who lead them.
func (p *planner) byTask(rule store.Rule) error {
	today := day.Of(p.now)
	tasks, err := p.allTasks()
	if err != nil {
		return err
	}
	away, err := p.away(today)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		open := openNodes(rule, t, p.now, p.v.Calendar())
		if len(open) == 0 {
			continue
		}
		ours := false
		for _, u := range t.Units {
			if u.Role != store.Lead || u.Kind == "group" {
				continue
			}
			here, err := p.spoken(t, u.Name, open, away[u.Name])
			if err != nil {
				return err
			}
			ours = ours || here
		}
		if !ours {
			if err := p.nobodys(t, open); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *planner) allTasks() ([]store.Task, error) {
	if p.tasks != nil {
		return p.tasks, nil
	}
	var err error
	p.tasks, err = p.v.Tasks(store.TaskFilter{AsOf: p.now})
	return p.tasks, err
}

func (p *planner) away(today day.Date) (map[string]bool, error) {
	list, err := p.v.Leaves(today)
	out := map[string]bool{}
	for _, l := range list {
		out[l.Department.Name] = out[l.Department.Name] || l.Covers(today)
	}
	return out, err
}

// stands reports whether a task has a due day and is not done.
func stands(t store.Task) bool {
	return !t.DueTo.IsZero() && t.Recurrence == "" && !t.Closed && t.Status != store.RecordDone
}

// openNodes are the moments of a task that are open at now.
func openNodes(r store.Rule, t store.Task, now time.Time, cal *day.Calendar) []store.Node {
	if !stands(t) {
		return nil
	}
	var out []store.Node
	for _, n := range r.Nodes(t.DueTo, day.Of(now), cal) {
		if within(now, n.At, n.Until) {
			out = append(out, n)
		}
	}
	return out
}

// spoken adds a task to its lead unit's reminder; false when that is nobody of ours.
// Who is away is ours all the same.
func (p *planner) spoken(t store.Task, unit string, open []store.Node, away bool) (ours bool, err error) {
	dep, err := p.v.Department(unit)
	if errors.Is(err, store.ErrNotFound) || err == nil && dep.Kind == "outside" {
		return false, nil
	}
	if err != nil || away {
		return true, err
	}
	var to *reminder
	for _, n := range open {
		r, err := p.claim(dep, store.Claim{Rule: string(store.ByTask), Period: nodePeriod(t, n), Whom: dep.ID})
		if err != nil {
			return true, err
		}
		if r != nil {
			to = r
		}
	}
	if to == nil {
		return true, nil
	}
	last, err := lastAbout(p.v, t)
	to.Nodes = append(to.Nodes, node{Task: t, Days: t.DueTo.Sub(day.Of(p.now)), Last: last})
	return true, err
}

// lastAbout is the latest confirmed statement on a task.
func lastAbout(v *store.View, t store.Task) (*statement, error) {
	list, err := v.TaskUpdates(t.ID)
	for _, u := range list {
		if u.State != store.ReportConfirmed {
			continue
		}
		for _, r := range u.Records {
			same, err := sameTask(v, r, store.Record{TaskID: t.ID})
			if err != nil || same {
				return &statement{u, r}, err
			}
		}
	}
	return nil, err
}

// unconfirmed adds the departments whose drafts for a period wait for 确认.
func (p *planner) unconfirmed(d due) error {
	l, err := p.v.LedgerUnder(d.Rule, d.Span, p.now)
	if err != nil {
		return err
	}
	at := map[int64]int{}
	for _, u := range l.Pending {
		if u.SentAt.After(p.now.Add(-nudgeRests)) {
			continue
		}
		key := cardKey(u.ChatID, u.MessageID)
		_, card, err := p.v.SentMessage(key)
		if errors.Is(err, store.ErrNotFound) {
			continue // its card is still on the way
		}
		if err != nil {
			return err
		}
		c := store.Claim{Rule: "nudge", Period: key, Whom: u.Department.ID}
		if ok, err := p.free(c); err != nil || !ok {
			if err != nil {
				return err
			}
			continue
		}
		i, ok := at[u.Department.ID]
		if !ok {
			i = len(p.round.nudges)
			at[u.Department.ID] = i
			p.round.nudges = append(p.round.nudges, nudge{Update: u, CutOff: d.CutOff, card: card})
		}
		n := &p.round.nudges[i]
		n.claims = append(n.claims, c)
		n.More = len(n.claims) - 1
	}
	return nil
}

// listing adds the list of a period whose cut-off came while a rule was in force,
// for the coordinators who can be told.
func (p *planner) listing(s store.Span) error {
	r, ok, err := p.v.RuleFor(s)
	if err != nil || !ok {
		return err
	}
	cutOff := r.CutOff(s, p.v.Calendar())
	end := cutOff.Add(listLife)
	if next := r.CutOff(r.Next(s), p.v.Calendar()); next.After(cutOff) && next.Before(end) {
		end = next
	}
	if !within(p.now, cutOff, end) {
		return nil
	}
	d := due{r, s, cutOff}
	out := list{Rule: r}
	for id := range p.coordinators {
		c := store.Claim{Rule: string(d.Rule.Cadence) + "/list", Period: d.Span.Key, Whom: id}
		works, err := worksInPrivate(p.v, id)
		if err != nil {
			return err
		}
		if !works {
			continue
		}
		ok, err := p.free(c)
		if err != nil {
			return err
		}
		if ok {
			out.claims = append(out.claims, c)
		}
	}
	if len(out.claims) == 0 {
		return nil
	}
	slices.SortFunc(out.claims, func(a, b store.Claim) int { return int(a.Whom - b.Whom) })
	if out.Ledger, err = p.v.Ledger(d.Span, p.now); err != nil {
		return err
	}
	if out.Before, err = waitingBefore(p.v, d.Span); err != nil {
		return err
	}
	p.round.lists = append(p.round.lists, out)
	return nil
}

// worksInPrivate reports whether a person has written to the bot in private and not shut it out since.
func worksInPrivate(v *store.View, person int64) (bool, error) {
	c, err := v.Chat(person)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return c.Kind == "private" && c.State != store.ChatLeft, err
}

// address finds where each department is reached. One that cannot be reached is
// left out, unclaimed, so that it is reminded as soon as it can be.
func (p *planner) address() error {
	if len(p.round.reminders) == 0 {
		return nil
	}
	reporters, err := p.v.Reporters()
	if err != nil {
		return err
	}
	groups, err := openGroups(p.v)
	if err != nil {
		return err
	}
	topics, err := p.v.Topics()
	if err != nil {
		return err
	}
	kept := p.round.reminders[:0]
	for _, r := range p.round.reminders {
		if err := p.reach(&r, reporters, groups); err != nil {
			return err
		}
		if i := slices.IndexFunc(topics, func(t store.Topic) bool { return t.Department.ID == r.Department.ID }); i >= 0 {
			r.group = place{topics[i].ChatID, topics[i].ThreadID}
		}
		if len(r.private) > 0 || r.group.chat != 0 {
			kept = append(kept, r)
		}
	}
	p.round.reminders = kept
	return nil
}

func openGroups(v *store.View) ([]int64, error) {
	chats, err := v.Chats(store.ChatOpen)
	var out []int64
	for _, c := range chats {
		if c.Kind == "group" || c.Kind == "supergroup" {
			out = append(out, c.ID)
		}
	}
	return out, err
}

func (p *planner) reach(r *reminder, reporters []store.Binding, groups []int64) error {
	said, err := p.v.RecentUpdates(r.Department.ID, 10)
	if err != nil {
		return err
	}
	r.Last = lastStatements(said)
	var seen []int64 // where the department has been met, the surest first
	for _, b := range reporters {
		if b.Department.ID != r.Department.ID {
			continue
		}
		works, err := worksInPrivate(p.v, b.Member.ID)
		if err != nil {
			return err
		}
		if works && !r.public && !slices.Contains(r.private, b.Member.ID) {
			r.private = append(r.private, b.Member.ID)
		}
		seen = append(seen, b.ChatID)
	}
	for _, u := range said {
		now, err := p.v.Where(u.ChatID)
		if err != nil {
			return err
		}
		seen = append(seen, now)
	}
	for _, chat := range append(seen, groups...) {
		if slices.Contains(groups, chat) {
			r.group = place{chat: chat}
			break
		}
	}
	return nil
}

// maxLast is how much of the last report is repeated.
const maxLast = 3

// lastStatements is what a department's latest confirmed report said.
func lastStatements(said []store.Update) []statement {
	for _, u := range said {
		if u.State != store.ReportConfirmed || len(u.Records) == 0 {
			continue
		}
		var out []statement
		for _, r := range u.Records[:min(len(u.Records), maxLast)] {
			out = append(out, statement{u, r})
		}
		return out
	}
	return nil
}
