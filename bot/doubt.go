package bot

import (
	"strings"

	"liangshan/store"
)

// doubt is what the sender should look at before others read it: a figure that
// falls, work that is undone, another department with another figure.
type doubt struct {
	Code     string
	Name     string // of the figure
	Old, New string
	From     string // the other department
}

func doubts(item cardItem, others []statement) []doubt {
	var out []doubt
	r := item.Record
	if item.Last != nil {
		out = fallen(item.Last.Record, r)
	}
	if item.Task == nil {
		return out
	}
	for _, o := range others {
		if sharesOut(*item.Task, r.Department) || sharesOut(*item.Task, o.Record.Department) {
			continue
		}
		for _, m := range r.Metrics {
			if v, ok := figureOf(o.Record, m); ok && v != m.Value && o.Record.Period == r.Period {
				out = append(out, doubt{"differs", m.Name, metricWords(store.Metric{Value: v, Unit: m.Unit}), metricWords(m), o.Record.Department.Name})
			}
		}
	}
	return out
}

func fallen(was, now store.Record) []doubt {
	var out []doubt
	if was.Status == store.RecordDone && now.Status != store.RecordDone {
		out = append(out, doubt{Code: "undone"})
	}
	if was.Percent != nil && now.Percent != nil && *now.Percent < *was.Percent {
		out = append(out, doubt{"percent", "", percentWords(was.Percent), percentWords(now.Percent), ""})
	}
	for _, m := range now.Metrics {
		if v, ok := figureOf(was, m); ok && m.Value < v && accrues(was, now, m) {
			out = append(out, doubt{"fell", m.Name, metricWords(store.Metric{Value: v, Unit: m.Unit}), metricWords(m), ""})
		}
	}
	return out
}

func figureOf(r store.Record, m store.Metric) (float64, bool) {
	for _, o := range r.Metrics {
		if o.Unit == m.Unit && strings.TrimPrefix(o.Name, "完成") == strings.TrimPrefix(m.Name, "完成") {
			return o.Value, true
		}
	}
	return 0, false
}

// Figures of these kinds go up and down by themselves, or count one period's events.
var (
	fluctuating = []string{"%", "微克", "毫克", "名", "位", "分", "次", "人次", "起", "场", "期", "天", "度", "倍"}
	ofPeriod    = []string{"本周", "本月", "本期", "本季", "当月", "当周", "上周", "上月", "今日", "今天", "昨天", "新增", "新发现"}
	remaining   = []string{"剩余", "还剩", "存量", "未完成", "余下"}
)

// accrues reports whether a figure only grows: work done so far, not the events of
// a period, a rate, or what is left to do.
func accrues(was, now store.Record, m store.Metric) bool {
	for _, u := range fluctuating {
		if m.Unit == u || strings.HasPrefix(m.Unit, u+"/") {
			return false
		}
	}
	for _, w := range remaining {
		if strings.Contains(m.Name, w) {
			return false
		}
	}
	for _, w := range ofPeriod {
		if strings.Contains(was.Text, w) || strings.Contains(now.Text, w) {
			return strings.Contains(was.Text, "累计") && strings.Contains(now.Text, "累计")
		}
	}
	return true
}

// sharesOut reports whether a department's figures are its own share of a task and
// not the whole: a town's, and those of whoever is named only as one of a group.
func sharesOut(t store.Task, d store.Department) bool {
	if d.Kind == "town" {
		return true
	}
	for _, u := range t.Units {
		if u.Name == d.Name && u.Kind == "member" {
			return true
		}
	}
	return false
}
