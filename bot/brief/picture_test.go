package brief

import (
	"bytes"
	"errors"
	"image/png"
	"slices"
	"strings"
	"testing"

	"liangshan/store/day"
)

func picture(rows int) Picture {
	p := Picture{
		Title: "“两山”基地建设进展", Subtitle: "2022年第41周，截至2022年10月14日", Foot: "灯：绿＝按期；黄＝7日内到期；红＝逾期。",
		Statuses: Statuses{Title: "任务状态", Rows: []StatusRow{{"done", "已完成", 3, "3项"}, {"in_progress", "推进中", 5, "5项"}, {"not_started", "未启动", 0, "0项"}}},
		Progress: Progress{Title: "各单位", Empty: "没有"},
		Timeline: Timeline{
			Title: "时间节点", Today: "截至10月14日", Empty: "没有节点", At: day.Must("2022-10-14"),
			Month:  func(d day.Date, _ bool) string { return d.String()[:7] },
			Legend: []LegendRow{{Red, "红 逾期"}},
		},
	}
	for i := range rows {
		p.Progress.Rows = append(p.Progress.Rows, ProgressRow{"区林业局" + strings.Repeat("长", i), []int{1, i, 2}, "1/9"})
		p.Timeline.Rows = append(p.Timeline.Rows, TimelineRow{Name: "喆㎡𠮷公司\U0001F600节点", Note: "还有1天", Due: day.Must("2022-09-01").AddMonths(i), Light: Red})
	}
	return p
}

func TestThePictureSuitsAPhone(t *testing.T) {
	for _, rows := range []int{0, 1, 60} {
		data, err := PNG(picture(rows))
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if m.Bounds().Dx() != 1080 || m.Bounds().Dy() < 600+rows*100 {
			t.Errorf("%d rows: %v", rows, m.Bounds())
		}
		blank := true
		for y := 0; y < m.Bounds().Dy() && blank; y += 7 {
			for x := 0; x < 1080; x += 7 {
				if r, g, b, _ := m.At(x, y).RGBA(); r+g+b < 3*0x4000 {
					blank = false
				}
			}
		}
		if blank {
			t.Errorf("%d rows: nothing is drawn", rows)
		}
	}
}

func TestEveryWordIsDrawnAndNoneAsABox(t *testing.T) {
	c, err := draft(picture(3))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"“两山”基地建设进展", "任务状态", "5项", "区林业局", "红 逾期", "截至10月14日", "2022-09", "喆㎡〓公司〓节点"} {
		if !slices.Contains(c.drawn, want) {
			t.Errorf("%q is not drawn; drawn: %q", want, c.drawn)
		}
	}
	for _, s := range c.drawn {
		for _, r := range s {
			if g, err := c.font.GlyphIndex(&c.buf, r); err != nil || g == 0 {
				t.Errorf("%q in %q is drawn as a box", r, s)
			}
		}
	}
}

func TestTheFontHoldsWhatClerksWrite(t *testing.T) {
	c, err := newCanvas(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"绿水青山就是金山银山", "濑溪河、马鞍河、荣昌区", "〔2022〕98号", "①②③ⅠⅡⅢⅣ", "㎡℃％‰≥≤±×", "“”‘’《》—…·", "镕喆堃犇", "0123456789.,%+-/()"} {
		if got := c.shown(s); got != s {
			t.Errorf("%q is shown as %q", s, got)
		}
	}
}

func TestLinesBreakBeforeNoMark(t *testing.T) {
	c, err := newCanvas(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("绿水青山就是金山银山，", 20)
	lines := c.wrap(text, textSize, 500)
	if strings.Join(lines, "") != text || len(lines) < 5 {
		t.Fatalf("%q", lines)
	}
	for _, l := range lines {
		if strings.HasPrefix(l, "，") {
			t.Errorf("a line begins with a mark: %q", l)
		}
	}
}

func TestNoNumberIsTornAcrossLines(t *testing.T) {
	c, err := newCanvas(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	for width := 150; width < 600; width += 7 {
		lines := c.wrap("截至2026年10月12日，共1240项任务，完成37.5%，逾期208项", textSize, width)
		for i, l := range lines[1:] {
			last, first := lastOf(lines[i]), []rune(l)[0]
			if strings.ContainsRune("0123456789", last) && strings.ContainsRune("0123456789", first) {
				t.Errorf("at %d a number is torn: %q", width, lines)
			}
		}
	}
}

func TestTheSamePictureGivesTheSameBytes(t *testing.T) {
	a, err1 := PNG(picture(5))
	b, err2 := PNG(picture(5))
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(a, b) {
		t.Errorf("two drawings differ (%v)", err)
	}
}
