package progress

import (
	"strings"
	"testing"
	"time"
)

// teller reads messages that departments send on an ordinary Monday.
func teller(t testing.TB) func(dept, text string) Reading {
	t.Helper()
	at := time.Date(2023, 5, 22, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))
	us := roster(t)
	return func(dept, text string) Reading {
		return Read(Message{Text: text, Department: dept, Sent: at}, nil, us)
	}
}

// Whoever is spoken for owns the figure; whoever is spoken to, or worked with, owns
// nothing and is no part of the task's name.
func TestWhoseReport(t *testing.T) {
	tell := teller(t)
	const sender = "区教委"
	theirs := []string{
		"代{}：{r}", "替{}报送：{r}", "帮{}报一下，{r}", "受{}委托，现报：{r}", "{}请我代报：{r}", "{}那边让我帮忙报一下：{r}",
		"{}托我们代填：{r}", "转报{}数据：{r}", "转报{}的情况：{r}", "转{}：{r}", "【转{}】{r}", "转发 {}：{r}", "以下转自{}：{r}",
		"以下为{}数据：{r}", "以下是{}的进展情况：{r}", "（代{}报）{r}", "（我代{}填报）{r}", "{r}（代{}报）", "{r}（替{}报的）", "{r}。（转自{}）",
		"{r}，以上为{}数据", "{r}。以上是{}的情况。", "{r}，以上数据由{}提供", "代报：{}{r}", "代录 {} 电话报：{r}", "代填 {}：{r}",
		"{}联络员请假，我代他们报：{r}", "{}{r}，他们让我发的", "{}{r}，我代他们报的", "{r}，{}托我报的", "{r}，我替{}报一下",
	}
	ours := []string{
		"{}：{r}", "@{} {r}", "报{}：{r}", "呈{}：{r}", "抄送{}：{r}", "主送{}：{r}", "致{}：\n{r}", "{}你好，我们{r}", "{}领导您好！{r}",
		"配合{}{r}", "我们会同{}{r}", "联合{}共同{r}", "协助{}{r}", "在{}指导下{r}", "在{}的大力支持下，{r}", "{r}，请{}审核", "{r}，请{}核实",
	}
	reports := []struct{ text, task string }{{"清淤完成5公里", "清淤"}, {"口袋公园建成5个", "口袋公园建设"}, {"户厕改造完成5户", "户厕改造"}}
	units := []struct{ said, name string }{{"区水利局", "区水利局"}, {"水利局", "区水利局"}, {"区林业局", "区林业局"}, {"万灵镇", "万灵镇"}, {"昌元街道", "昌元街道"}}
	right, asked := 0, 0
	probe := func(form, dept, said string, behalf bool, report, task string) {
		text := strings.NewReplacer("{}", said, "{r}", report).Replace(form)
		got := tell(sender, text)
		asked++
		if len(got.Records) != 1 || !got.ShouldRecord {
			t.Errorf("%s: records %+v", text, got.Records)
			return
		}
		rec := got.Records[0]
		passed := has(got.Flags, FlagOnBehalf) || has(got.Flags, FlagForwarded)
		if rec.Department != dept || passed != behalf || rec.TaskHint != task || len(rec.Metrics) != 1 || rec.Metrics[0].Value != 5 {
			t.Errorf("%s: %s %q %v %v", text, rec.Department, rec.TaskHint, rec.Metrics, got.Flags)
			return
		}
		right++
	}
	for _, u := range units {
		for _, r := range reports {
			for _, form := range theirs {
				probe(form, u.name, u.said, true, r.text, r.task)
			}
			for _, form := range ours {
				probe(form, sender, u.said, false, r.text, r.task)
			}
		}
	}
	t.Logf("whose report: %d of %d", right, asked)
}

// Several units spoken for in one breath each get their record; where nothing says
// whose figure is whose, nobody's record is guessed.
func TestSeveralUnitsSpokenFor(t *testing.T) {
	tell := teller(t)
	const one, other = "区林业局", "区水利局"
	for _, form := range []string{"我代林业局、水利局报：{}", "代区林业局和区水利局报送，{}", "受区林业局、区水利局委托，现报：{}", "替林业局、水利局报一下：{}", "帮区林业局、区水利局报个数：{}", "{}（代区林业局、区水利局报）"} {
		for _, c := range []struct {
			text  string
			depts string // of the records in order
		}{
			{"林业局森林抚育完成2600亩；水利局马鞍河清淤完成3.2公里", one + " " + other},
			{"林业局：森林抚育完成2600亩，造林完成300亩；水利局：马鞍河清淤完成3.2公里", one + " " + one + " " + other},
			{"水利局马鞍河清淤完成3.2公里，林业局森林抚育完成2600亩", other + " " + one},
			{"松材线虫病防治宣传完成80%", one + " " + other},
			{"森林抚育完成2600亩；马鞍河清淤完成3.2公里", ""},
		} {
			text := strings.ReplaceAll(form, "{}", c.text)
			got := tell("区政府办公室", text)
			var depts []string
			for _, r := range got.Records {
				depts = append(depts, r.Department)
				if strings.Contains(r.TaskHint, "局") || strings.Contains(r.TaskHint, "报") {
					t.Errorf("%s: task %q", text, r.TaskHint)
				}
			}
			if strings.Join(depts, " ") != c.depts || got.ShouldRecord != (c.depts != "") || !has(got.Flags, FlagOnBehalf) || has(got.Flags, FlagNeedsDepartment) != (c.depts == "") {
				t.Errorf("%s: %v %v %v", text, got.ShouldRecord, depts, got.Flags)
			}
		}
	}
}

// Work done with another unit keeps a name, if only that unit's.
func TestWorkWithOthersHasAName(t *testing.T) {
	tell := teller(t)
	for text, task := range map[string]string{
		"配合区林业局完成验收": "配合区林业局验收", "协助水利局开展巡查": "协助水利局巡查", "会同区城市管理局完成检查": "会同区城市管理局检查", "已配合区林业局完成验收": "配合区林业局验收",
		"配合区林业局完成森林抚育验收": "森林抚育验收", "联合水利局清淤2公里": "清淤",
	} {
		rs := tell("区教委", text).Records
		if len(rs) != 1 || rs[0].TaskHint != task || rs[0].Department != "区教委" {
			t.Errorf("%s: %+v", text, rs)
		}
	}
}
