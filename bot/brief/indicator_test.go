package brief

import (
	"testing"
	"time"

	"liangshan/store"
)

// What is left to do is not what was reached; a total is the thing itself; and what
// cannot be held against a target is shown as it was said, not passed over.
func TestWhichReportedFigureIsAnIndicators(t *testing.T) {
	at := time.Date(2026, 10, 9, 9, 0, 0, 0, time.UTC)
	said := func(task int64, name string, value float64, unit string, after time.Duration) store.Measurement {
		return store.Measurement{TaskID: task, Year: 2026, Metric: store.Metric{Name: name, Value: value, Unit: unit}, SentAt: at.Add(after)}
	}
	trees := Indicator{Name: "完成古树名木挂牌保护86株", Tasks: []int64{1}, Targets: []Target{{Goal: ReadGoal("86株")}}}
	days := Indicator{Name: "空气质量优良天数", Unit: "天", Table: true, Tasks: []int64{2}, Targets: []Target{{Goal: ReadGoal("325天")}}}
	for _, c := range []struct {
		name   string
		x      Indicator
		said   []store.Measurement
		latest float64
		aside  int
	}{
		{"done and left", trees, []store.Measurement{said(1, "挂牌", 52, "株", 0), said(1, "剩余", 34, "株", 0)}, 52, 0},
		{"the total, filed under nothing", days, []store.Measurement{said(0, "累计优良天数", 268, "天", 0)}, 268, 0},
		{"two things of one unit", trees, []store.Measurement{said(1, "挂牌", 52, "株", 0), said(1, "修枝", 9, "株", time.Hour)}, 0, 1},
		{"something else under the indicator", days, []store.Measurement{said(2, "重污染天数", 2, "天", 0)}, 0, 1},
		{"nothing", days, []store.Measurement{said(1, "挂牌", 52, "株", 0)}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Figures{}
			f.Rows = map[int64]int64{1: 1, 2: 2}
			c.x.take(f, c.said)
			var got float64
			if c.x.Latest != nil {
				got = c.x.Latest.Metric.Value
			}
			if got != c.latest || len(c.x.Aside) != c.aside {
				t.Errorf("latest %v, aside %+v, want %v and %d", got, c.x.Aside, c.latest, c.aside)
			}
		})
	}
}
