package knowledge

import (
	"fmt"
	"slices"
	"strings"

	"liangshan/knowledge/progress"
	"liangshan/store"
	"liangshan/store/day"
)

// Amend completes an update that speaks of part of an earlier one, by a reply or as
// 更正: each of its records keeps what it leaves alone of the one that it is about,
// and the records that it does not speak of stay where they were.
func Amend(u *store.Update, was store.Update) {
	about := matching(u.Records, was.Records)
	on := day.Of(u.SentAt)
	records := slices.Clone(was.Records)
	flags := slices.DeleteFunc(slices.Clone(u.Flags), func(f string) bool { return strings.HasPrefix(f, AskPeriod+"/") })
	for i, r := range u.Records {
		j := about[i]
		if j < 0 {
			if j = len(records); slices.Contains(u.Flags, fmt.Sprintf("%s/%d", AskPeriod, i+1)) {
				flags = append(flags, fmt.Sprintf("%s/%d", AskPeriod, j+1))
			}
			records = append(records, r)
			continue
		}
		rec, asks := progress.Amend(complete(r), complete(was.Records[j]), on)
		if records[j] = amended(r, rec); asks {
			flags = append(flags, fmt.Sprintf("%s/%d", PercentStands, j+1))
		}
	}
	u.Records, u.Flags = records, flags
}

// PercentStands marks a record whose percentage is the earlier version's, said with a
// figure that has changed: this flag, a slash and its part's number.
const PercentStands = "percent_stands"

// matching finds for each record the earlier one that it is about, -1 for none: of
// its task, else of its name, else, when it names no task of its own or one in other
// words, the one that it shares most with.
func matching(now, was []store.Record) []int {
	of := make([]int, len(now))
	taken := make([]bool, len(was))
	for i := range of {
		of[i] = -1
	}
	take := func(score func(a, b store.Record) int) {
		for i, a := range now {
			best, most, tied := -1, 0, false
			for j, b := range was {
				if of[i] >= 0 || taken[j] {
					continue
				}
				n := score(a, b)
				tied = n == most && n > 0 || tied && n < most
				if n > most {
					best, most = j, n
				}
			}
			if best >= 0 && !tied {
				of[i], taken[best] = best, true
			}
		}
	}
	take(func(a, b store.Record) int { return one(a.TaskID != 0 && a.TaskID == b.TaskID) })
	take(func(a, b store.Record) int { return one(a.Hint != "" && a.Hint == b.Hint) })
	take(func(a, b store.Record) int {
		if !progress.MayConcern(complete(a), complete(b)) {
			return 0
		}
		return one(len(was) == 1) + progress.Resemblance(complete(a), complete(b))
	})
	return of
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func complete(r store.Record) progress.Record {
	out := recordBack(r)
	out.Choices = r.Choices
	return out
}

// amended writes what was completed back into the stored form.
func amended(r store.Record, rec progress.Record) store.Record {
	r.TaskID, r.Choices, r.Hint = rec.Task, rec.Choices, rec.TaskHint
	r.Status, r.Percent, r.Problems, r.NextSteps = recordStatus(rec.Status), rec.Percent, rec.Problems, rec.NextSteps
	r.Metrics = nil
	for _, m := range rec.Metrics {
		r.Metrics = append(r.Metrics, store.Metric(m))
	}
	if rec.Period != r.Period {
		r.Period = rec.Period
		r.From, r.To = PeriodDays(rec.Period)
	}
	return r
}
