package progress

import (
	"strings"
	"testing"
	"time"

	"liangshan/store/day"
)

// teller reads messages that departments send on an ordinary Monday.
func teller(t testing.TB) func(dept, text string) Reading {
	t.Helper()
	at := time.Date(2023, 5, 22, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))
	us, cal := roster(t), day.NewCalendar()
	return func(dept, text string) Reading {
		return Read(Message{Text: text, Department: dept, Sent: at}, nil, us, cal)
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
	reports := []struct{ text, task string }{{"清淤完成5公里", "清淤"}, {"口袋公园建成5个", "口袋公园"}, {"户厕改造完成5户", "户厕改造"}}
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
