package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"liangshan/bot/brief"
	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// indicatorTable is a plan's table of several years: thresholds, a trend, a state, and a target by terrain.
var indicatorTable = []struct{ name, unit, base, target2023, target2025, lead string }{
	{"环境空气质量优良天数比例", "%", "88.2", "90", "≥92", "区生态环境局"},
	{"林草覆盖率", "%", "39.5", "", "山区>60，丘陵区>40", "区林业局"},
	{"物种丰富度", "-", "-", "稳定提高", "稳定提高", "区林业局"},
	{"“两山”基地制度建设", "-", "-", "", "建立实施", "区生态环境局"},
}

func addIndicators(tx *store.Tx) error {
	d, err := tx.AddDocument(store.Document{
		Key: "荣规示例〔2021〕9号", SHA256: "y", FileName: "ind.md", Number: "荣规示例〔2021〕9号", Title: "规划指标表（示例）", Short: "规划指标表（示例）",
		Issuer: "区“两山”创建办", Issued: day.Must("2021-12-15"), Outline: []byte("{}"), Sample: true,
	}, []byte("y"), nil)
	if err != nil {
		return err
	}
	for i, x := range indicatorTable {
		source := fmt.Sprintf("序号 %d｜指标名称 %s｜单位 %s｜2020年现状值 %s｜2023年目标值 %s｜2025年目标值 %s｜责任单位 %s", i+1, x.name, x.unit, x.base, x.target2023, x.target2025, x.lead)
		for _, year := range []int{2023, 2025} {
			target := x.target2023
			if year == 2025 {
				target = x.target2025
			}
			if target == "" {
				continue
			}
			if _, err := tx.AddTask(store.Task{
				DocumentID: d.ID, Seq: i + 1, Place: fmt.Sprintf("附件1第%d行", i+1), What: x.name, Indicator: x.name, Target: target, Origin: "indicator", Source: source,
				DueText: fmt.Sprintf("%d年", year), DueTo: day.New(year, 12, 31), State: store.TaskConfirmed, Units: []store.TaskUnit{{Role: store.Lead, Name: x.lead, Kind: "unit"}},
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *ledgerRoom) indicators() {
	storetest.Write(r.t, r.db, addIndicators)
	year := func(y int) (from, to day.Date) { return day.New(y, 1, 1), day.New(y, 12, 31) }
	said := func(at, unit, name string, value float64, u string, y int) {
		from, to := year(y)
		r.says(at, unit, store.Record{Hint: name, Status: store.RecordInProgress, Text: name, From: from, To: to, Period: fmt.Sprint(y), Metrics: []store.Metric{{Name: name, Value: value, Unit: u}}})
	}
	said("2022-10-10 09:00", "区生态环境局", "优良天数比例", 89.1, "%", 2021)
	said("2022-10-11 09:00", "区生态环境局", "环境空气质量优良天数比例", 90.5, "%", 2022)
	said("2022-10-11 10:00", "区生态环境局", "优良天数比例", 91, "天", 2022) // another unit: no value of this indicator
	said("2022-10-12 09:00", "区林业局", "林草覆盖率", 40.9, "%", 2022)
	said("2022-10-12 10:00", "区林业局", "林草覆盖率", 41.2, "%", 2022)
	said("2022-10-12 11:00", "区林业局", "森林覆盖率", 55, "%", 2022) // another indicator
	r.clock.Set(storetest.At("2022-10-14 17:00").Now())
}

func TestIndicatorsStandBesideTheirTargetsYearByYear(t *testing.T) {
	r := newLedgerRoom(t)
	r.indicators()
	b := r.brief("本月汇总")
	storetest.Read(t, r.db, func(v *store.View) (err error) {
		b.Measured, err = v.Measurements(b.Until, nil)
		return err
	})
	book, err := words.Book(b)
	if err != nil {
		t.Fatal(err)
	}
	var sheet brief.Sheet
	for _, s := range book.Sheets {
		if s.Name == "指标台账" {
			sheet = s
		}
	}
	golden(t, "indicators.txt", []byte(sheetText(sheet)))
}

// sheetText is a sheet as lines, a cell's heading before what stands in it.
func sheetText(s brief.Sheet) string {
	var b strings.Builder
	for _, row := range s.Rows {
		for j, c := range row {
			text := c.Text
			switch {
			case c.Number != nil:
				text = words.Number(*c.Number)
			case !c.Day.IsZero():
				text = words.Date(c.Day)
			case c.Link != "":
				text = c.Link
			}
			if text != "" {
				fmt.Fprintf(&b, "%s：%s\n", s.Columns[j].Head, text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestATargetAndItsLatestValueAreAnsweredTogether(t *testing.T) {
	o := newOffice(t)
	storetest.Write(t, o.db, addIndicators)
	s := o.stage()
	s.play(1, "小林: @liangshan_bot 林草覆盖率的目标和最新值")
	s.play(2, "< 目标：2025年，山区>60，丘陵区>40（《规划指标表（示例）》附件1第2行，荣规示例〔2021〕9号）")
	s.play(3, "< 文件所列：2020年现状值：39.5")
	s.play(4, "< 还没有归入本项的已确认报送值")
	s.play(5, "小林: @liangshan_bot 林草覆盖率达到41.2%")
	s.play(6, "小林: @liangshan_bot 林草覆盖率的目标和最新值")
	s.play(7, "< 还没有归入本项的已确认报送值") // a draft is no value
	storetest.Write(t, o.db, func(tx *store.Tx) error {
		d, err := tx.Department("区林业局")
		if err != nil {
			return err
		}
		u, err := tx.Draft(store.Update{ChatID: group, MessageID: 900, Member: store.Member{ID: people["小林"]}, Department: d, SentAt: o.clock.Now(), Records: []store.Record{
			{Department: d, Hint: "林草覆盖率", Status: store.RecordInProgress, Metrics: []store.Metric{{Name: "林草覆盖率", Value: 41.2, Unit: "%"}}},
		}})
		if err != nil {
			return err
		}
		return tx.Confirm(u.ID, people["小林"])
	})
	for i, q := range []string{"林草覆盖率的目标和最新值", "请问林草覆盖率目标值与当前值各是多少？", "林草覆盖率最新值是多少", "林草覆盖率达标了吗", "林草覆盖率离目标还差多少", "林草覆盖率现在多少，目标多少"} {
		s.play(10*i+10, "小林: @liangshan_bot "+q)
		s.play(10*i+11, "< 最新：2022年，林草覆盖率41.2%（区林业局，2022年10月10日报，已确认，原话）")
		s.play(10*i+12, "< 对照2025年目标：山区：未达到，差18.8个百分点；丘陵区：已达到")
	}
	s.play(90, "小林: @liangshan_bot 指标台账")
	s.play(91, "< 物种丰富度")
	s.play(92, "小林: @liangshan_bot 火星覆盖率的目标和最新值")
	s.play(93, "!< 对照")
}
