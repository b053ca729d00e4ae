package brief

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"

	"liangshan/store/day"
)

// Picture is what is drawn of a ledger, with its words: progress by department,
// tasks by status, how that changed, and the nodes in time.
type Picture struct {
	Title, Subtitle string
	Progress        Progress
	Statuses        Statuses
	Trend           Trend
	Timeline        Timeline
	Foot            string
}

// Progress is one bar a department, of its tasks by status.
type Progress struct {
	Title string
	Rows  []ProgressRow
	Empty string // said where there are no rows
}

// ProgressRow is one department's tasks by status, in the order of Statuses.Rows.
type ProgressRow struct {
	Name  string
	Parts []int
	Note  string // at the end: 3/12
}

// Statuses is how many tasks there are in each status.
type Statuses struct {
	Title string
	Rows  []StatusRow
}

// StatusRow is one status.
type StatusRow struct {
	Code  string // closed, done, in_progress, behind, blocked, not_started
	Name  string
	Count int
	Note  string // 6项，25%
}

// Timeline is tasks by their days, with a line for today.
type Timeline struct {
	Title, Today, Empty string
	At                  day.Date
	Rows                []TimelineRow
	More                string // what is not shown
	Legend              []LegendRow
	Month               func(d day.Date, year bool) string // a mark on the axis
}

// LegendRow is one light and its word.
type LegendRow struct {
	Light Light
	Name  string
}

// TimelineRow is one task: from From, if it has one, to its due day.
type TimelineRow struct {
	Name, Note string
	From, Due  day.Date
	Light      Light
}

// pictureWidth suits a phone held upright.
const pictureWidth = 1080

// margins and sizes of a picture, in pixels.
const (
	edge      = 48
	titleSize = 46
	headSize  = 38
	textSize  = 30
	smallSize = 26
)

var statusInk = map[string]color.RGBA{
	"closed": rgb(0x1E6B3A), "done": rgb(0x58A65C), "in_progress": rgb(0x5B9BD5), "behind": rgb(0xE8A33D), "blocked": rgb(0xC94A4A), "not_started": rgb(0xBFC7CC),
}

var lightInk = map[Light]color.RGBA{Green: rgb(0x3E9B4F), Yellow: rgb(0xE0A100), Red: rgb(0xC62828), Blue: rgb(0x3C78C8)}

// PNG draws the picture. The same Picture gives the same bytes.
func PNG(p Picture) ([]byte, error) {
	c, err := draft(p)
	if err != nil {
		return nil, fmt.Errorf("brief: picture: %w", err)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, c.RGBA); err != nil {
		return nil, fmt.Errorf("brief: picture: %w", err)
	}
	return out.Bytes(), nil
}

// draft draws twice: once on nothing, to learn the height.
func draft(p Picture) (*canvas, error) {
	c, err := newCanvas(pictureWidth, 1)
	if err != nil {
		return nil, err
	}
	height := c.all(p)
	if c, err = newCanvas(pictureWidth, height); err != nil {
		return nil, err
	}
	c.all(p)
	return c, nil
}

func (c *canvas) all(p Picture) int {
	y := c.title(p)
	y = c.statuses(p.Statuses, y)
	y = c.trend(p.Trend, p.Statuses.Rows, y)
	y = c.progress(p.Progress, p.Statuses.Rows, y)
	y = c.timeline(p.Timeline, y)
	for _, line := range c.wrap(p.Foot, smallSize, pictureWidth-2*edge) {
		y += smallSize + 12
		c.text(line, edge, y, smallSize, faint, left)
	}
	return y + edge
}

func (c *canvas) title(p Picture) int {
	c.box(0, 0, pictureWidth, 14, rgb(0x2F7D4F))
	y := edge + 20
	for _, line := range c.wrap(p.Title, titleSize, pictureWidth-2*edge) {
		y += titleSize
		c.heavy(line, edge, y, titleSize, ink, left)
		y += 14
	}
	for _, line := range c.wrap(p.Subtitle, textSize, pictureWidth-2*edge) {
		y += textSize + 8
		c.text(line, edge, y, textSize, faint, left)
	}
	return y + 30
}

func (c *canvas) heading(s string, y int) int {
	y += 34
	c.box(edge, y, edge+10, y+headSize+4, rgb(0x2F7D4F))
	y += headSize
	c.heavy(s, edge+26, y-2, headSize, ink, left)
	return y + 30
}

// statuses is one bar a status, its count beside it.
func (c *canvas) statuses(s Statuses, y int) int {
	y = c.heading(s.Title, y)
	most := 1
	for _, r := range s.Rows {
		most = max(most, r.Count)
	}
	const label, note, height = 140, 210, 40
	room := pictureWidth - 2*edge - label - note
	for _, r := range s.Rows {
		c.text(r.Name, edge, y+height-9, textSize, ink, left)
		c.box(edge+label, y, edge+label+room, y+height, shade)
		w := room * r.Count / most
		if r.Count > 0 {
			w = max(w, 4)
		}
		c.box(edge+label, y, edge+label+w, y+height, statusInk[r.Code])
		c.text(r.Note, edge+label+room+16, y+height-9, textSize, ink, left)
		y += height + 18
	}
	return y
}

// progress is one bar a department, its statuses side by side, with the legend above.
func (c *canvas) progress(p Progress, statuses []StatusRow, y int) int {
	y = c.heading(p.Title, y)
	if len(p.Rows) == 0 {
		c.text(p.Empty, edge, y+textSize, textSize, faint, left)
		return y + textSize + 20
	}
	y = c.legend(statuses, y)
	const label, note, height = 330, 110, 38
	room := pictureWidth - 2*edge - label - note
	for _, r := range p.Rows {
		c.text(c.fit(r.Name, textSize, label-16), edge, y+height-8, textSize, ink, left)
		c.parts(r, statuses, edge+label, y, room, height)
		c.text(r.Note, pictureWidth-edge, y+height-8, textSize, ink, right)
		y += height + 18
	}
	return y
}

func (c *canvas) parts(r ProgressRow, statuses []StatusRow, x, y, room, height int) {
	sum := 0
	for _, n := range r.Parts {
		sum += n
	}
	c.box(x, y, x+room, y+height, shade)
	at := 0
	for i, n := range r.Parts {
		from, to := x+room*at/max(sum, 1), x+room*(at+n)/max(sum, 1)
		at += n
		c.box(from, y, to, y+height, statusInk[statuses[i].Code])
		if label := fmt.Sprint(n); n > 0 && to-from > c.width(label, smallSize)+8 {
			on := paper
			if statuses[i].Code == "not_started" {
				on = ink
			}
			c.text(label, (from+to)/2, y+height-9, smallSize, on, middle)
		}
	}
}

// timeline is one row a task: its name, and below it its time on the axis.
func (c *canvas) timeline(t Timeline, y int) int {
	y = c.heading(t.Title, y)
	if len(t.Rows) == 0 {
		c.text(t.Empty, edge, y+textSize, textSize, faint, left)
		return y + textSize + 20
	}
	x := edge
	for _, l := range t.Legend {
		c.dot(x+12, y+12, 11, lightInk[l.Light])
		c.text(l.Name, x+32, y+22, smallSize, faint, left)
		x += 32 + c.width(l.Name, smallSize) + 30
	}
	y += smallSize + 30
	a := t.axis()
	y = c.months(t, a, y)
	for _, r := range t.Rows {
		y = c.span(r, a, t.At, y)
	}
	now := a.x(t.At)
	c.text(t.Today, min(max(now, edge+c.width(t.Today, smallSize)/2), pictureWidth-edge-c.width(t.Today, smallSize)/2), y+smallSize+6, smallSize, alarm, middle)
	y += smallSize + 16
	if t.More != "" {
		y += smallSize + 8
		c.text(t.More, edge, y, smallSize, faint, left)
	}
	return y + 10
}

// axis maps days to pixels, linearly.
type axis struct{ from, to day.Date }

func (t Timeline) axis() axis {
	a := axis{t.At, t.At}
	for _, r := range t.Rows {
		if r.Due.Before(a.from) {
			a.from = r.Due
		}
		if r.Due.After(a.to) {
			a.to = r.Due
		}
	}
	a.from, a.to = a.from.MonthStart(), a.to.MonthEnd()
	return a
}

func (a axis) x(d day.Date) int {
	const inner = 16
	past := min(max(d.Sub(a.from), 0), a.to.Sub(a.from))
	return edge + inner + (pictureWidth-2*edge-2*inner)*past/max(a.to.Sub(a.from), 1)
}

// months marks the axis, as many months apart as their names need.
func (c *canvas) months(t Timeline, a axis, y int) int {
	step, last, year := 1, 0, 0
	for n := (a.to.Year-a.from.Year)*12 + int(a.to.Month-a.from.Month) + 1; n/step > 6; {
		step++
	}
	for d, i := a.from, 0; !d.After(a.to); d, i = d.AddMonths(1), i+1 {
		if i%step != 0 {
			continue
		}
		label := t.Month(d, d.Year != year)
		if x := a.x(d); (i == 0 || x > last) && x+c.width(label, smallSize) <= pictureWidth-edge {
			c.text(label, x, y+smallSize, smallSize, faint, left)
			c.box(x-6, y+6, x-4, y+smallSize+14, rule)
			last, year = x+c.width(label, smallSize)+14, d.Year
		}
	}
	y += smallSize + 14
	c.box(edge, y, pictureWidth-edge, y+2, rule)
	return y + 8
}

// span draws one task; today's line is broken at the names, so that it hides none.
func (c *canvas) span(r TimelineRow, a axis, today day.Date, y int) int {
	noteWidth := c.width(r.Note, smallSize)
	y += textSize + 6
	c.text(c.fit(r.Name, textSize, pictureWidth-2*edge-noteWidth-24), edge, y, textSize, ink, left)
	c.text(r.Note, pictureWidth-edge, y, smallSize, faint, right)
	y += 18
	due := a.x(r.Due)
	c.box(edge, y+9, pictureWidth-edge, y+11, rule)
	from := due
	if !r.From.IsZero() && r.From.Before(r.Due) {
		from = a.x(r.From)
	}
	pale := lightInk[r.Light]
	pale.R, pale.G, pale.B = lighten(pale.R), lighten(pale.G), lighten(pale.B)
	c.box(from, y+4, due, y+16, pale)
	c.box(a.x(today)-1, y-4, a.x(today)+2, y+26, alarm)
	c.dot(due, y+10, 12, lightInk[r.Light])
	return y + 30
}

func lighten(v uint8) uint8 { return uint8((int(v) + 2*255) / 3) }
