package bot

import (
	"fmt"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
)

// inShort writes an order so that a table can hold it: tasks|verb field value|…|reason.
func inShort(o order) string {
	var parts []string
	parts = append(parts, strings.Trim(fmt.Sprint(o.tasks), "[]"))
	for _, s := range o.steps {
		step := string(s.verb)
		if s.field != "" {
			step += " " + string(s.field)
		}
		if s.other != 0 {
			step += fmt.Sprintf(" %d", s.other)
		} else if s.value != "" {
			step += " " + s.value
		}
		parts = append(parts, step)
	}
	if o.reason != "" {
		parts = append(parts, "因:"+o.reason)
	}
	return strings.Join(parts, "|")
}

func TestOrdersAreReadHoweverACoordinatorPutsThem(t *testing.T) {
	for text, want := range map[string]string{
		"第12项不是任务":                     "12|reject",
		"第十二项不是任务。":                    "12|reject",
		"第一百零三项确认":                     "103|confirm",
		"第１２项确认":                       "12|confirm",
		"台账第12号确认":                     "12|confirm",
		"〔12〕不算任务":                     "12|reject",
		"任务12删除":                       "12|reject",
		"12号任务无误":                      "12|confirm",
		"第3、5和7项不是任务":                  "3 5 7|reject",
		"第3至5项确认":                      "3 4 5|confirm",
		"第12项牵头单位改为区水利局":               "12|set lead 区水利局",
		"把第12项的牵头单位调整为区水利局":            "12|set lead 区水利局",
		"第12项牵头单位：区水利局":                "12|set lead 区水利局",
		"第12项配合单位加区财政局、区审计局":           "12|plus support 区财政局、区审计局",
		"第12项配合单位增加区财政局":               "12|plus support 区财政局",
		"第12项配合单位去掉区财政局":               "12|minus support 区财政局",
		"第12项牵头单位加区住房城乡建委":             "12|plus lead 区住房城乡建委",
		"第12项时限改为2023年3月底前":            "12|set due 2023年3月底前",
		"第12项完成时限调整到2023年3月底前，因汛期影响":   "12|set due 2023年3月底前|因:汛期影响",
		"第12项延期到2023年3月底（因汛期）":         "12|extend due 2023年3月底|因:汛期",
		"第12项延期至2023年3月底，原因是征地未完成":     "12|extend due 2023年3月底|因:征地未完成",
		"第12项时限延至2023年3月底":             "12|extend due 2023年3月底",
		"第12项目标值改为38公里":                "12|set target 38公里",
		"第12项目标调整为38公里（含支流）":           "12|set target 38公里（含支流）",
		"第12项改为：建设生态护岸，含支流":            "12|set what 建设生态护岸，含支流",
		"第12项内容改为建设生态护岸":               "12|set what 建设生态护岸",
		"第12项与第3项合并":                   "12|merge 3",
		"第12项和〔3〕重复":                   "12|merge 3",
		"第12项并入第3项":                    "12|merge 3",
		"第12项销号，依据：验收报告（2022年10月8日）":   "12|close 验收报告（2022年10月8日）",
		"第12项销号":                       "12|close",
		"第12项恢复":                       "12|reopen",
		"第12项取消销号":                     "12|reopen",
		"第12项牵头单位改为区水利局，时限改为2023年3月底前": "12|set lead 区水利局|set due 2023年3月底前",
		"第12项牵头单位改为区水利局；配合单位加区财政局，因职能划转":                    "12|set lead 区水利局|plus support 区财政局|因:职能划转",
		"增加任务：开展河道清漂，牵头单位区水利局，时限2022年11月底前":                 "|add|set what 开展河道清漂|set lead 区水利局|set due 2022年11月底前",
		"新增任务:清漂、清障；由区水利局牵头，昌元街道、安富街道配合，2022年11月底前完成":       "|add|set what 清漂、清障|set lead 区水利局|set support 昌元街道、安富街道|set due 2022年11月底前",
		"增加任务：开展河道清漂，确保河面清洁，目标值4次，牵头单位：区水利局、区河长办":           "|add|set what 开展河道清漂，确保河面清洁|set target 4次|set lead 区水利局、区河长办",
		"增加一项任务：开展清漂\n牵头单位：区水利局\n配合单位：各镇街\n完成时限：2022年11月底前": "|add|set what 开展清漂|set lead 区水利局|set support 各镇街|set due 2022年11月底前",
		"增加任务":   "|add|set what",
		"核对任务":   "|review",
		"逐项核对任务": "|review",
		"其余全部确认": "|rest",
	} {
		o, ok := readOrder(text, false)
		if got := inShort(o); !ok || got != want {
			t.Errorf("%s\n got %s %v\nwant %s", text, got, ok, want)
		}
	}
}

func TestUnderACardTheTaskNeedsNoNumber(t *testing.T) {
	for text, want := range map[string]string{
		"牵头单位改为区水利局": "|set lead 区水利局", "时限改为2023年3月底前": "|set due 2023年3月底前", "目标值改为38公里": "|set target 38公里",
		"配合单位加区财政局": "|plus support 区财政局", "改为：建设护岸": "|set what 建设护岸", "与第3项合并": "|merge 3", "确认": "|confirm", "不是任务": "|reject",
		"这项不是任务": "|reject", "销号，依据验收报告": "|close 验收报告", "第5项确认": "5|confirm",
	} {
		o, ok := readOrder(text, true)
		if got := inShort(o); !ok || got != want {
			t.Errorf("%s\n got %s %v\nwant %s", text, got, ok, want)
		}
	}
}

// What is a question, a report or talk must never change the register.
func TestWhatIsNoOrderIsNone(t *testing.T) {
	for _, text := range []string{
		"第12项牵头单位是谁？", "第12项是不是任务", "第12项销号了吗", "第12项销号了没有", "第12项什么时候完成", "第12项延期到什么时候", "第12项已完成，申请销号", "第12项完成65%",
		"第12项", "第12项推进顺利，配合单位很支持", "森林抚育完成2600亩", "本周新增任务3项", "增加任务量", "我们增加了任务", "不是任务", "确认", "牵头单位改为区水利局",
		"核对任务了吗", "第12项配合单位有哪些", "第12项目标是什么", "第3项与第5项有什么不同", "第12项是否延期", "销号的依据是什么", "第12项可以延期吗", "", "第项不是任务", "第0到99999项确认",
	} {
		if o, ok := readOrder(text, false); ok && (len(o.tasks) > 0 || o.steps[0].verb == toAdd || o.steps[0].verb == toReview || o.steps[0].verb == toRest) {
			t.Errorf("%s was read as %s", text, inShort(o))
		}
	}
}

func FuzzReadOrder(f *testing.F) {
	f.Add("第12项牵头单位改为区水利局，时限改为2023年3月底前（因汛期）", true)
	f.Add("增加任务：开展河道清漂，牵头单位区水利局", false)
	f.Fuzz(func(t *testing.T, text string, under bool) {
		o, ok := readOrder(text, under)
		if ok && len(o.steps) == 0 {
			t.Errorf("%q is an order to do nothing", text)
		}
		if len(o.tasks) > mostTasks {
			t.Errorf("%q names %d tasks", text, len(o.tasks))
		}
	})
}

func TestListsOfTasksAreReadToTheLastWord(t *testing.T) {
	today := day.Must("2022-10-10")
	for text, want := range map[string]string{
		"我的任务": "own", "我们有哪些任务": "own", "本局任务清单": "own", "林业局的任务": "林业局", "区林业局有哪些任务？": "区林业局", "全部任务": "all", "所有任务清单": "all",
		"逾期的任务": "overdue", "受阻任务": "blocked", "未启动的任务": "not_started", "已销号任务": "closed", "存疑任务": "doubtful", "林业局逾期的任务": "林业局 overdue",
		"11月的任务": "2022-11-01..2022-11-30", "2023年3月份有哪些任务": "2023-03-01..2023-03-31", "林业局11月的任务": "林业局 2022-11-01..2022-11-30",
		"我局11月到期的任务": "own 2022-11-01..2022-11-30", "11月逾期任务": "overdue 2022-11-01..2022-11-30", "全部受阻任务": "all blocked",
	} {
		w, ok := tasksAsked(text, today, corpus.Calendar())
		if got := wishWords(w); !ok || got != want {
			t.Errorf("%s: %s %v, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"任务", "规划什么时候发布", "任务怎么分解的？", "任务由谁负责", "今天天气", "完成了任务的65%"} {
		if w, ok := tasksAsked(text, today, corpus.Calendar()); ok {
			t.Errorf("%s was read as %s", text, wishWords(w))
		}
	}
}

func wishWords(w taskWish) string {
	var out []string
	if w.own {
		out = append(out, "own")
	}
	if w.all {
		out = append(out, "all")
	}
	if w.unit != "" {
		out = append(out, w.unit)
	}
	if w.status != "" {
		out = append(out, w.status)
	}
	if !w.to.IsZero() {
		out = append(out, w.from.String()+".."+w.to.String())
	}
	return strings.Join(out, " ")
}

func TestDocumentOrdersNameADocument(t *testing.T) {
	for text, want := range map[string]documentWish{
		"废止文件3": {store.DocumentRepealed, 3, "3"}, "恢复文件3": {store.DocumentCurrent, 3, "3"}, "废止第3号文件": {store.DocumentRepealed, 3, "3"},
		"停用文件 12": {store.DocumentRepealed, 12, "12"}, "废止《实施方案》": {store.DocumentRepealed, 0, "实施方案"}, "恢复文件《实施方案》": {store.DocumentCurrent, 0, "实施方案"},
		"废止荣环函〔2022〕98号": {store.DocumentRepealed, 0, "荣环函〔2022〕98号"},
	} {
		got, ok := readDocumentOrder(text)
		if !ok || got != want {
			t.Errorf("%s: %+v %v", text, got, ok)
		}
	}
	for _, text := range []string{"废止文件3了吗", "文件3废止了没有", "废止", "哪些文件废止了", "恢复生态环境", "文件3"} {
		if got, ok := readDocumentOrder(text); ok {
			t.Errorf("%s was read as %+v", text, got)
		}
	}
}
