package brief

import (
	"fmt"

	"liangshan/store"
	"liangshan/store/day"
)

// Point is how the tasks stood at the end of a day.
type Point struct {
	Day    day.Date
	Counts store.Counts
}

// mostPoints is how many columns a phone can show.
const mostPoints = 12

// TrendDays are the days at whose end the tasks are counted for the trend: the
// Sundays before the span's last day and that day; of a long span, the ends of months.
func TrendDays(s store.Span, asOf day.Date) []day.Date {
	days := []day.Date{asOf}
	weekly := s.To.Sub(s.From) < 7*mostPoints
	for len(days) < mostPoints {
		d := days[0].Monday().Add(-1)
		if !weekly {
			d = days[0].MonthStart().Add(-1)
		}
		if !weekly && d.Before(s.From) {
			break
		}
		days = append([]day.Date{d}, days...)
	}
	return days
}

// heard leaves out the beginning, in which nobody had reported anything.
func heard(list []Point) []Point {
	for len(list) > 2 && list[1].Counts.NotStarted == list[1].Counts.Total {
		list = list[1:]
	}
	return list
}

// NewTrend joins days and counts, from when something was first reported.
func NewTrend(days []day.Date, counts []store.Counts) []Point {
	out := make([]Point, len(days))
	for i := range days {
		out[i] = Point{days[i], counts[i]}
	}
	return heard(out)
}

// Trend is one column a day, of the tasks by status as they stood.
type Trend struct {
	Title string
	Empty string // said where there are no columns
	Rows  []TrendRow
}

// TrendRow is one column: its day, and the tasks in the order of Statuses.Rows.
type TrendRow struct {
	Name  string
	Parts []int
	Note  string // above the column: 3/12
}

// trend draws the columns, the finished tasks at their feet.
func (c *canvas) trend(t Trend, statuses []StatusRow, y int) int {
	y = c.heading(t.Title, y)
	if len(t.Rows) == 0 {
		c.text(t.Empty, edge, y+textSize, textSize, faint, left)
		return y + textSize + 20
	}
	y = c.legend(statuses, y)
	const height, gap = 360, 26
	pitch := (pictureWidth - 2*edge) / max(len(t.Rows), 6)
	y += smallSize + 8
	for i, r := range t.Rows {
		x0, x1 := edge+i*pitch+gap/2, edge+(i+1)*pitch-gap/2
		c.text(r.Note, (x0+x1)/2, y-8, smallSize, ink, middle)
		c.column(r, statuses, x0, x1, y, height)
		c.text(r.Name, (x0+x1)/2, y+height+smallSize+10, smallSize, faint, middle)
	}
	return y + height + smallSize + 30
}

func (c *canvas) column(r TrendRow, statuses []StatusRow, x0, x1, y, height int) {
	sum := 0
	for _, n := range r.Parts {
		sum += n
	}
	c.box(x0, y, x1, y+height, shade)
	at := 0
	for i, n := range r.Parts {
		bottom, top := y+height-height*at/max(sum, 1), y+height-height*(at+n)/max(sum, 1)
		at += n
		c.box(x0, top, x1, bottom, statusInk[statuses[i].Code])
		if label := fmt.Sprint(n); n > 0 && bottom-top > smallSize+6 && x1-x0 > c.width(label, smallSize) {
			on := paper
			if statuses[i].Code == "not_started" {
				on = ink
			}
			c.text(label, (x0+x1)/2, (top+bottom+smallSize)/2-4, smallSize, on, middle)
		}
	}
}

// legend is the statuses with their colours; it returns where what follows may begin.
func (c *canvas) legend(statuses []StatusRow, y int) int {
	x := edge
	for _, s := range statuses {
		w := 34 + c.width(s.Name, smallSize) + 28
		if x+w > pictureWidth-edge {
			x, y = edge, y+smallSize+16
		}
		c.box(x, y, x+24, y+24, statusInk[s.Code])
		c.text(s.Name, x+34, y+23, smallSize, faint, left)
		x += w
	}
	return y + smallSize + 34
}
