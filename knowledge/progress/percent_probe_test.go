package progress

import (
	"math"
	"strings"
	"testing"
)

// A percentage is the task's only where the words say the task's own completion. Means
// that came or were cut, shares that are denied, planned or rates, and pairs of unlike
// things are none.
func TestWhosePercent(t *testing.T) {
	tell := teller(t)
	tasks := []string{"污水管网", "户厕改造", "口袋公园", "清流河清淤", "古树保护", "路灯更换"}
	shares := []struct {
		said  string
		value float64
	}{{"45%", 45}, {"一半", 50}, {"六成", 60}, {"百分之三十", 30}}
	none := []string{
		"{}资金砍了{p}", "{}经费压减了{p}", "{}预算少了{p}", "{}人手减了{p}", "{}材料到位{p}", "{}设备进场{p}", "{}资金到位{p}", "{}苗木到货{p}",
		"{}{p}进场", "{}{p}已开工", "{}达不到{p}", "{}今年达不到{p}", "{}没达到{p}", "{}未完成{p}", "{}争取年底完成{p}", "{}计划明年完成{p}", "{}预计月底达到{p}",
		"{}力争完成{p}", "如果资金到位，{}能完成{p}", "{}完成率争取年底达到{p}", "{}合格率{p}", "{}覆盖率{p}", "{}满意度{p}", "{}投诉下降{p}",
	}
	said := []string{"{}完成{p}", "{}已完成{p}", "{}进度{p}", "{}总体进度{p}", "{}完成率{p}", "{}完成了任务的{p}", "{}目前完成{p}", "{}完成{p}，资金砍了一半", "{}形象进度达{p}", "{}材料到位80%，总体进度{p}"}
	n := 0
	for _, task := range tasks {
		for _, p := range shares {
			fill := strings.NewReplacer("{}", task, "{p}", p.said)
			for _, form := range none {
				n++
				for _, rec := range tell("万灵镇", fill.Replace(form)).Records {
					if rec.Percent != nil || rec.Status == Done {
						t.Errorf("%s: %v %s", fill.Replace(form), *rec.Percent, rec.Status)
					}
				}
			}
			for _, form := range said {
				n++
				rs := tell("万灵镇", fill.Replace(form)).Records
				if len(rs) != 1 || rs[0].Percent == nil || math.Abs(*rs[0].Percent-p.value) > 0.5 {
					t.Errorf("%s: %+v", fill.Replace(form), rs)
				}
			}
		}
	}
	t.Logf("whose percent: %d", n)
}

// n of m finished makes a share; n and m of unlike things, or of things begun, do not.
func TestShareOfCounts(t *testing.T) {
	tell := teller(t)
	yes := []string{
		"{}55{u}中已建成34{u}", "{}55{u}，其中已完成34{u}", "{}要做55{u}，做完了34{u}", "{}共55{u}，完成34{u}", "{}任务55{u}，已完成34{u}",
		"{}34/55{u}", "{}完成34{u}，还剩21{u}", "{}应完成55{u}，实际完成34{u}", "{}55{u}里面完成了34{u}", "{}完成34{u}，总共55{u}",
	}
	no := []string{"{}55{u}，已开工34{u}", "{}55{u}，停用34{u}", "{}完成55{u}，还有34个部门没交", "{}任务55{u}，签约34{u}", "{}55{u}中已开工34{u}", "{}完成55{u}，较上周增加34{u}"}
	tasks := []struct{ name, unit string }{{"户厕改造", "户"}, {"路灯更换", "盏"}, {"口袋公园", "处"}, {"污水管网", "公里"}, {"矿山修复", "座"}}
	for _, x := range tasks {
		fill := strings.NewReplacer("{}", x.name, "{u}", x.unit)
		for _, form := range yes {
			rs := tell("万灵镇", fill.Replace(form)).Records
			if len(rs) != 1 || rs[0].Percent == nil || math.Abs(*rs[0].Percent-61.8) > 0.1 {
				t.Errorf("%s: %+v", fill.Replace(form), rs)
			}
		}
		for _, form := range no {
			for _, rec := range tell("万灵镇", fill.Replace(form)).Records {
				if rec.Percent != nil {
					t.Errorf("%s: %v", fill.Replace(form), *rec.Percent)
				}
			}
		}
	}
}
