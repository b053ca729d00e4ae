package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/progress"
	"liangshan/store"
)

// noteProblems opens or carries on a problem for each trouble of a confirmed
// update, and closes those that it says are over.
func (b *Bot) noteProblems(ctx context.Context, tx *store.Tx, u store.Update) error {
	for _, r := range u.Records {
		if err := b.noteRecord(ctx, tx, r); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bot) noteRecord(ctx context.Context, tx *store.Tx, r store.Record) error {
	task, err := taskOf(tx, r)
	if err != nil {
		return err
	}
	known, err := tx.Problems(r.Department.ID)
	if err != nil {
		return err
	}
	known = slices.DeleteFunc(known, func(p store.Problem) bool { return !ofTask(tx, p, task, r.Hint) })
	for i, text := range r.Problems {
		m := store.Mention{Record: r.ID, Position: i, Text: text, Asks: b.asked(ctx, r, text)}
		for _, p := range known {
			if progress.Alike(p.Text, text) {
				m.Problem = p.ID
				break
			}
		}
		if m.Problem == 0 {
			if m.Problem, err = tx.AddProblem(store.Problem{TaskID: task, Hint: r.Hint, Department: r.Department}); err != nil {
				return err
			}
		}
		if err := tx.Mention(m); err != nil {
			return err
		}
	}
	return solve(tx, r, known)
}

// solve closes what a record says is over: done with the task, or in so many words.
func solve(tx *store.Tx, r store.Record, known []store.Problem) error {
	for _, p := range known {
		again := slices.ContainsFunc(r.Problems, func(t string) bool { return progress.Alike(p.Text, t) })
		if !p.Open() || again || r.Status != store.RecordDone && !progress.Solves(r.Text, p.Text) {
			continue
		}
		if err := tx.Mention(store.Mention{Problem: p.ID, Record: r.ID, Position: -1, Text: r.Text}); err != nil {
			return err
		}
	}
	return nil
}

func taskOf(tx *store.Tx, r store.Record) (int64, error) {
	if r.TaskID == 0 {
		return 0, nil
	}
	return tx.TaskIDInForce(r.TaskID)
}

// ofTask reports whether a problem is one of a task, under any of the task's numbers.
func ofTask(tx *store.Tx, p store.Problem, task int64, hint string) bool {
	if p.TaskID == 0 || task == 0 {
		return p.TaskID == task && p.Hint == hint
	}
	id, err := tx.TaskIDInForce(p.TaskID)
	return err == nil && id == task
}

// asked lists the units whose help a record asks for: those that its trouble
// names, and those that its next steps turn to.
func (b *Bot) asked(ctx context.Context, r store.Record, text string) []string {
	roster, err := b.lib.Roster(ctx)
	if err != nil {
		b.log.Error("the roster could not be read", "err", err)
		return nil
	}
	var out []string
	for _, s := range append([]string{text}, r.NextSteps...) {
		if s != text && !progress.AsksHelp(s) {
			continue
		}
		for _, u := range roster.Find(s) {
			if u.Known && !u.Group && u.Name != r.Department.Name && !slices.Contains(out, u.Name) {
				out = append(out, u.Name)
			}
		}
	}
	return out
}

var (
	closingProblem   = pattern.MustCompile(`^(?:把|将)?问题\s*([0-9]+)\s*(?:号)?\s*(?:已经|已)?(?:得到)?(?:解决|办结|关闭|销号|销账)(?:了)?$`)
	answeringProblem = pattern.MustCompile(`(?s)^问题\s*([0-9]+)\s*(?:号)?\s*(?:已)?(?:答复|回复)\s*[：:，,]\s*(.+)$`)
	listingProblems  = []string{"问题清单", "问题台账", "卡点清单", "需要决策", "待决策事项", "需要决策事项"}
)

func isProblemOrder(m Message, _ standing) bool {
	t := bare(m.Text)
	return m.Command == "" && (closingProblem.MatchString(t) || answeringProblem.MatchString(t))
}

// problemOrder closes a problem, or notes what was answered to it.
func (b *Bot) problemOrder(_ context.Context, m Message, _ standing) (work, error) {
	t := bare(m.Text)
	match, words := closingProblem.FindStringSubmatch(t), "problem.closed"
	if match == nil {
		match, words = answeringProblem.FindStringSubmatch(t), "problem.answered"
	}
	id, err := strconv.ParseInt(match[1], 10, 64)
	if err != nil {
		return b.words(m, "problem.unknown", match[1]), nil
	}
	return func(tx *store.Tx) error {
		was, err := tx.Problem(id)
		if errors.Is(err, store.ErrNotFound) {
			return b.say(tx, m, note{words: "problem.unknown", data: match[1]})
		}
		if err == nil && words == "problem.closed" {
			err = tx.CloseProblem(id, m.From.ID)
		} else if err == nil {
			err = tx.AnswerProblem(id, m.From.ID, mask.Stored(match[2]))
		}
		if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, words, fmt.Sprintf("problem/%d", id), map[string]string{"old": problemState(was), "new": strings.TrimPrefix(words, "problem.")}); err != nil {
			return err
		}
		p, err := tx.Problem(id)
		if err != nil {
			return err
		}
		line, err := problemLine(&tx.View, p)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: words, data: line})
	}, nil
}

// problemState is how far a problem is, for the journal.
func problemState(p store.Problem) string {
	switch {
	case !p.Open():
		return "closed"
	case !p.AnsweredAt.IsZero():
		return "answered"
	}
	return "open"
}

// problemItem is a problem with the name of its task.
type problemItem struct {
	store.Problem
	Task string
}

// problemList is the carried problems: those that need a decision first.
type problemList struct {
	Unit      string
	Decisions bool // only what needs a decision was asked for
	Undecided []problemItem
	Others    []problemItem
}

// needsDecision reports whether somebody above the department has to act: it was
// reported again and again, or asks for help that nobody has answered.
func needsDecision(p store.Problem) bool {
	return p.Undecided() || p.Open() && len(p.Asks) > 0 && p.Answer == ""
}

// Count is how many are carried on.
func (l problemList) Count() int { return len(l.Undecided) + len(l.Others) }

// problems lists what is carried on: everybody's for a coordinator, else one's own.
func (b *Bot) problems(ctx context.Context, m Message, s standing) (work, error) {
	list := problemList{Decisions: strings.Contains(bare(m.Text), "决策")}
	var dep int64
	if s.role < coordinator {
		dep, list.Unit = s.department.ID, s.department.Name
	}
	err := b.db.Read(ctx, func(v *store.View) error {
		all, err := v.OpenProblems(dep)
		if err != nil {
			return err
		}
		for _, p := range all {
			item, err := problemLine(v, p)
			switch {
			case err != nil:
				return err
			case needsDecision(p):
				list.Undecided = append(list.Undecided, item)
			default:
				list.Others = append(list.Others, item)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.words(m, "problems", list), nil
}

func problemLine(v *store.View, p store.Problem) (problemItem, error) {
	item := problemItem{p, p.Hint}
	if p.TaskID == 0 {
		return item, nil
	}
	t, err := v.TaskInForce(p.TaskID)
	item.Task = t.What
	return item, err
}
