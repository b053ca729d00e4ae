package duty

import (
	"slices"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
	"liangshan/store/day"
)

// read reads one paragraph of a plan issued on 15 September 2022.
func read(text string) []Duty {
	doc := &outline.Document{Issued: day.Date{Year: 2022, Month: 9, Day: 15}, Issuer: "重庆市荣昌区生态环境局"}
	for i, line := range strings.Split(text, "\n") {
		doc.Clauses = append(doc.Clauses, outline.Clause{Seq: i, Kind: outline.Body, Text: line, DuplicateOf: -1})
	}
	return Read(doc, roster(), calendar())
}

func wants(list []Duty) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.What)
	}
	return out
}

func TestEachClauseWithItsOwnActionOrTargetIsOneDuty(t *testing.T) {
	for text, want := range map[string]string{
		"到2025年底，污水集中收集率达到72%。":                              "污水集中收集率达到72%",
		"到2025年底，森林覆盖率达到39%以上，城市生活污水集中收集率达到72%，优良天数不少于320天。": "森林覆盖率达到39%以上/城市生活污水集中收集率达到72%/优良天数不少于320天",
		"2022年底前，完成排查，建立台账，制定方案，开展整治，组织验收。":                  "完成排查/建立台账/制定方案/开展整治/组织验收",
		"新建管网5公里、改造老旧小区30个、建成公园2座。":                          "新建管网5公里/改造老旧小区30个/建成公园2座",
		"开通投诉电话、设立民情留言箱、建设监管平台。":                             "开通投诉电话、设立民情留言箱、建设监管平台",
		"严控红线内的开发建设活动，确保生态功能不降低、面积不减少。":                      "严控红线内的开发建设活动，确保生态功能不降低、面积不减少",
		"严控面源污染，确保2023年底前断面水质达到Ⅲ类。":                          "严控面源污染/确保2023年底前断面水质达到Ⅲ类",
		"新建污水管网5公里，2023年6月底前完工。":                             "新建污水管网5公里，2023年6月底前完工",
		"将5支清漂队伍整合为1支，2023年6月15日前整合到位。":                      "将5支清漂队伍整合为1支，2023年6月15日前整合到位",
		"村级林长每周巡林不少于1次，乡级林长每月巡林不少于2次。":                       "村级林长每周巡林不少于1次/乡级林长每月巡林不少于2次",
		"设置加密监测点，汛期每周监测1次，非汛期每月监测2次。":                        "设置加密监测点/汛期每周监测1次/非汛期每月监测2次",
	} {
		if got := strings.Join(wants(read(text)), "/"); got != want {
			t.Errorf("%s\n  %s\n  not %s", text, got, want)
		}
	}
}

// What nobody, no day and no figure sets apart within a sentence is one thing to keep account of.
func TestClausesThatOnlyGoOnAreOneDuty(t *testing.T) {
	for text, want := range map[string]string{
		"要提升生态工业经济比重，大力引进绿色无污染企业，优化生态产业布局。": "提升生态工业经济比重，大力引进绿色无污染企业，优化生态产业布局",
		"健全考核制度，严格执行离任审计制度。":                "健全考核制度，严格执行离任审计制度",
		"深入推进巡河工作，制定河流健康评价办法。":              "深入推进巡河工作/制定河流健康评价办法",
		"深入推进巡河工作，新建护岸5公里。":                 "深入推进巡河工作/新建护岸5公里",
		"区水利局要深入推进巡河工作，强化水质监测。":             "深入推进巡河工作/强化水质监测",
		"深入推进巡河工作，6月底前完成自查。":                "深入推进巡河工作/完成自查",
		"深入推进巡河工作，力争水质稳定。":                  "深入推进巡河工作/力争水质稳定",
		"开展重点行业废气专项检查工作。强化在线监测数据应用。":        "开展重点行业废气专项检查工作/强化在线监测数据应用",
	} {
		if got := strings.Join(wants(read(text)), "/"); got != want {
			t.Errorf("%s\n  %s\n  not %s", text, got, want)
		}
	}
}

func TestWhatBindsNobodyIsNoDuty(t *testing.T) {
	for _, text := range []string{
		"2022年2月21日，我区召开动员大会，会议对创建工作作了安排和部署。",
		"1-6月共开展宣讲6次、召开新闻发布会1次。",
		"生态环境基础设施短板较多，跨界保护任务较重。",
		"旅游产业被称为“无烟工业”，有带动效应。",
		"建设“两山”基地是贯彻落实习近平生态文明思想的重要举措。",
		"各级各部门要提高政治站位，密切配合，攻坚克难。",
		"本方案自印发之日起施行。",
		"本办法所称河道，是指河流、湖泊、人工水道。",
		"总之，要通过创建促进生态环境质量改善。",
		"规划正按程序征求意见。",
		"已完成投资2.3亿元。",
		"特此通知。",
		"领导小组办公室设在区生态环境局，由区生态环境局局长兼任办公室主任，负责日常工作。",
		"由区政府主要领导任组长，区政府分管领导任副组长，各有关部门主要负责人为成员。",
		"对工作推进不力、未按时完成任务的单位，予以通报批评；情节严重的，依规依纪追究责任。",
		"对弄虚作假的，取消评优资格。",
		"全区要坚持生态优先、绿色发展。",
		"会议同意区生态环境局提出的监测点位调整方案。",
		"关于设立发展基金的建议。采纳。",
		"关于引进人才的建议，部分采纳。",
		"一期工程总投资3.8亿元，占地1200亩。",
		"概算投资1460万元，资金来源为后期扶持结余资金960万元。",
		"公司注册资本2亿元。",
		"每年4月5日至6月18日为春季休牧期，共75天。",
		"出席：张涛（市政府办）",
		"请假：陈波（区林业局）",
		"2021年以来营造水源涵养林2.3万亩，治理石漠化面积14平方公里。",
		"2025年各镇（街道）生态环境主要指标任务表",
	} {
		if got := read(text); len(got) > 0 {
			t.Errorf("%s: %q", text, wants(got))
		}
	}
}

func TestUnitsInASentence(t *testing.T) {
	for text, want := range map[string]string{
		"区水利局牵头，2023年底前完成护岸36公里。":                      "区水利局|",
		"由区水利局牵头，区财政局配合，开展清淤。":                         "区水利局|区财政局",
		"开展清淤疏浚，由区水利局牵头，区财政局配合。":                       "区水利局|区财政局",
		"区林业局会同区水利局、各镇街开展巡查。":                          "区林业局|区水利局、各镇街",
		"区林业局、区水利局要开展联合巡查。":                            "区林业局、区水利局|",
		"各镇街负责农村生活垃圾分类示范。":                             "各镇街|",
		"通过市生态环境局组织的专家审查，8月底前通过区政府审议。":                 "|",
		"培育区域公用品牌。〔区农业农村委〕":                            "区农业农村委|",
		"创建国家4A级旅游景区。（区文化旅游委、白沙镇）":                     "区文化旅游委|白沙镇",
		"开展碳汇计量监测。（区林业局，持续推进）":                         "区林业局|",
		"区纪委监委要对失职渎职行为严肃追责。":                           "区纪委监委|",
		"向区政府报告进展。":                                    "|",
		"由区文旅集团出资设立荣昌生态资产运营有限公司，对资源进行收储整合。":            "区文旅集团|",
		"开展清淤。（区水利局牵头，区财政局、各镇街按职责分工负责）":                "区水利局|区财政局、各镇街",
		"开展清淤（牵头单位：区水利局；配合单位：区财政局；完成时限：2022年12月底前）。":   "区水利局|区财政局",
		"开展清淤。\n牵头单位：区水利局\n配合单位：区财政局、区审计局等\n完成时限：持续推进": "区水利局|区财政局、区审计局",
		"由区城管局牵头，区规划自然资源局、区生态环境局配合，8月30日前提出选址方案。":      "区城市管理局|区规划自然资源局、区生态环境局",
		"名单由区“两山”创建办另行印发。":                             "区“两山”创建办|",

		"我局将开展巡查。":         "区生态环境局|",
		"请各单位于9月20日前报送名单。": "各单位|",
		"开展清淤。区水利局、区财政局负责": "区水利局|区财政局",
	} {
		for _, d := range read(text) {
			if got := names(d.Lead) + "|" + names(d.Support); got != want {
				t.Errorf("%s: %s, not %s", text, got, want)
			}
		}
		if len(read(text)) == 0 {
			t.Errorf("%s: no duty", text)
		}
	}
}

func TestAnOpenListIsNeverTakenForComplete(t *testing.T) {
	d := read("开展清淤。（区水利局牵头，区财政局、区“两山”创建办等配合）")[0]
	if names(d.Support) != "区财政局、区“两山”创建办" || !doubted(d, "open_list") {
		t.Errorf("%s %v", names(d.Support), d.Doubts)
	}
	if d = read("相关镇街要开展清淤。")[0]; names(d.Lead) != "相关镇街" || !d.Lead[0].Group || !doubted(d, "group_open") {
		t.Errorf("%+v %v", d.Lead, d.Doubts)
	}
}

func TestWhoIsNoUnitIsAsked(t *testing.T) {
	d := read("区四大家领导齐上阵，每月召开专题会议1次。")[0]
	if len(d.Lead) != 0 || !doubted(d, "actor_not_unit") || d.What != "召开专题会议1次" {
		t.Errorf("%q %v %v", d.What, d.Lead, d.Doubts)
	}
}

func TestAUnitIsNotInheritedFromTheSentenceBefore(t *testing.T) {
	list := read("区财政局要安排资金。及时拨付到位。组织绩效评价。")
	if len(list) < 2 || len(list[1].Lead) != 0 || !doubted(list[1], "unit_maybe") {
		t.Errorf("%+v", list)
	}
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		"2022年12月底前完成排查。":                "2022-12-31 ",
		"完成时间为2022年12月31日，完成排查。":         "2022-12-31 ",
		"自本方案印发之日起30个工作日内完成清单更新。":        "2022-11-01 ",
		"对发现的问题，应在15个工作日内完成整改。":          " ",
		"区水利局要立行立改。":                     " ",
		"每月25日前报送进展。":                    " 每月25日",
		"长期坚持巡河。":                        " ",
		"2023年“五一”前推出线路3条。":              "2023-04-30 ",
		"11月30日前提交申报材料。":                 "2022-11-30 ",
		"规划印发时间由8月底前调整为2022年9月30日前。":     "2022-09-30 ",
		"编制2023年度计划。":                    " ",
		"待条件成熟后，再研究设立基金事宜。":              " ",
		"汛期每周监测1次。":                      " 每周1次",
		"2022年底前，完成排查，建立台账。":             "2022-12-31 ",
		"到2025年，森林覆盖率达到39%；优良天数不少于320天。": "2025-12-31 ",
	} {
		for _, d := range read(text) {
			if got := d.Due.End.String() + " " + d.Recurrence; got != want && !strings.Contains(d.What, "完成时间") {
				t.Errorf("%s: %q %s, not %s", text, d.What, got, want)
			}
		}
		if len(read(text)) == 0 {
			t.Errorf("%s: no duty", text)
		}
	}
}

// A stage's own dates tell the year of what is to be done in it.
func TestAStageGivesItsYear(t *testing.T) {
	doc := &outline.Document{Issued: day.Date{Year: 2022, Month: 9, Day: 15}, Clauses: []outline.Clause{{
		Kind: outline.Body, Text: "各单位认真总结经验，12月15日前报送总结。", DuplicateOf: -1,
		Path: []outline.Step{{Label: "（四）", Title: "总结评估阶段（2024年12月）。"}},
	}}}
	list := Read(doc, roster(), calendar())
	if n := len(list); n == 0 || list[n-1].Due.End.String() != "2024-12-15" {
		t.Errorf("%+v", list)
	}
}

// Who does it and when stand in many forms, and what sets the stage asks nothing.
func TestRolesAndTimesInOneClause(t *testing.T) {
	for text, want := range map[string][]string{
		"由区气象局牵头、区融媒体中心和通信运营企业配合，建立全网预警机制。":       {"建立全网预警机制|区气象局|区融媒体中心、通信运营企业|"},
		"由区发展改革委（粮食和物资储备局）牵头，4月底前补充救生衣5000件。":     {"补充救生衣5000件|区发展改革委||4月底前"},
		"区水利局于10月中旬和12月上旬各开展1次专项督查。":              {"开展1次专项督查|区水利局||10月中旬", "开展1次专项督查|区水利局||12月上旬"},
		"专项考核分别于10月下旬、12月上旬进行。":                   {"专项考核分别于10月下旬、12月上旬进行|||10月下旬", "专项考核分别于10月下旬、12月上旬进行|||12月上旬"},
		"智慧平台由区水利局牵头，区大数据局提供技术支撑，务必于9月15日前上线试运行。": {"智慧平台由区水利局牵头，区大数据局提供技术支撑，务必于9月15日前上线试运行|区水利局|区大数据局|9月15日前"},
		"扩建工程10月底前投运，由区水利局牵头；连通工程11月开工，由区财政局牵头。":  {"扩建工程10月底前投运|区水利局||10月底前", "连通工程11月开工|区财政局||11月"},
		"综合演练由区水利局组织，时间定于10月下旬，地点为濑溪河广场。":         {"综合演练由区水利局组织|区水利局||10月下旬"},
		"区级综合演练由区防指办公室组织。":                        {"区级综合演练由区防指办公室组织|区防指办公室||"},
		"审批时限压缩至20个工作日以内。（区财政局牵头，11月底前完成）":        {"审批时限压缩至20个工作日以内|区财政局||11月底前"},
		"2023年起每年安排380万元，由区财政局于10月10日前提出管理办法。":    {"2023年起每年安排380万元|||每年", "提出管理办法|区财政局||10月10日前"},
		"创建期限为2023年4月至2026年12月，分三个阶段推进。":          nil,
		"示范村达到64个，比去年底增加19个。":                     {"示范村达到64个|||"},
		"涉及人口41.3万人。":       nil,
		"主汛期可能发生区域性暴雨4至5次。": nil,
	} {
		var got []string
		for _, d := range read(text) {
			got = append(got, d.What+"|"+names(d.Lead)+"|"+names(d.Support)+"|"+d.DueText)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestATargetMayBeARange(t *testing.T) {
	if got := read("对举报人给予200元至5000元奖励。"); len(got) != 1 || got[0].Target != "200元至5000元" {
		t.Errorf("%+v", got)
	}
}

func TestOneWordGovernsSeveralClauses(t *testing.T) {
	for _, d := range read("力争10月中旬完成征求意见，11月中旬通过专家审查，11月底前完成汇编提交。") {
		if d.Strength != Effort || d.StrengthWord != "力争" {
			t.Errorf("%s: %s %s", d.What, d.Strength, d.StrengthWord)
		}
	}
	for text, want := range map[string]Strength{
		"必须完成排查。": Hard, "不得新增违法行为。": Hard, "要完成排查。": Normal, "拟开展调查。": Intention,
		"鼓励各镇街探索林下经济。": Optional, "持续加强监管。": Direction, "完成重要河流排查。": Normal,
	} {
		if d := read(text); len(d) != 1 || d[0].Strength != want {
			t.Errorf("%s: %+v", text, d)
		}
	}
}

func TestARowCountsAndItsClauseOnlySaysItAgain(t *testing.T) {
	list := readPaper(t, "sample-plan.md")
	rows, again := 0, 0
	for i, d := range list {
		if d.Origin != FromClause {
			rows++
		}
		if d.Restates >= i {
			t.Errorf("%d restates %d, which comes later", i, d.Restates)
		}
		if d.Restates >= 0 {
			again++
		}
	}
	if rows != 22 || again < 20 {
		t.Errorf("%d rows, %d clauses that restate one", rows, again)
	}
	for i := range list {
		if d := &list[i]; d.What == "濑溪河、清流河生态护岸建设" {
			if d.Target != "38公里" || !differs(d, "target", "38公里", "36公里") {
				t.Errorf("%+v", d)
			}
		}
	}
}

func TestTablesThatAssignNothingAreLeftOut(t *testing.T) {
	for _, header := range []string{"序号|姓名|单位|职务|联系电话", "时间|地点|会议内容|参加人员", "序号|考核内容|分值|评分标准|责任单位", "座位|姓名|单位|备注", "序号|企业名称|所在镇街"} {
		if got := Read(outline.Read(grid(header+"\n1|张某|区林业局|科长|13800000000")), roster(), calendar()); len(got) > 0 {
			t.Errorf("%s: %q", header, wants(got))
		}
	}
}

func TestAUnitComesDownOnlyByARealMerge(t *testing.T) {
	list := Read(outline.Read(grid("任务|责任单位|完成时限\n完成清淤|区水利局|2022年12月底前\n完成护岸|^|2022年12月底前\n完成绿化||2022年12月底前")), roster(), calendar())
	if len(list) != 3 || names(list[1].Lead) != "区水利局" || len(list[2].Lead) != 0 || !doubted(list[2], "unit_maybe") {
		t.Errorf("%+v", list)
	}
}

// Of the years in its columns a row is the duty of the one in which it is due.
func TestARowWithADayOfItsOwnIsOneDuty(t *testing.T) {
	list := Read(outline.Read(grid("指标名称|单位|2023年（实绩）|2024年|2025年|牵头单位|存在问题|完成时限\n复垦面积|亩|40|60|90|区林业局|缺土源|2024年11月底")), roster(), calendar())
	if len(list) != 1 || list[0].What != "复垦面积" || list[0].Target != "60亩" || list[0].Due.End.String() != "2024-11-30" {
		t.Errorf("%+v", list)
	}
}

func TestHeaders(t *testing.T) {
	for header, want := range map[string]column{
		"序号": serial, "类别": category, "领域": category, "工作任务": work, "重点工作": work, "主要内容": work, "目标及措施": work,
		"牵头单位": lead, "主责单位": lead, "主办单位": lead, "责任单位·牵头": lead, "配合单位": support, "协办单位": support, "责任单位·配合": support,
		"责任单位": responsible, "责任部门": responsible, "实施主体": responsible, "责任领导": person, "责任人": person, "联系电话": contact,
		"完成时限": deadline, "整改时限": deadline, "时间节点": deadline, "完成时间": deadline, "目标值": target, "2022年预期目标": target,
		"年度考核目标": target, "指标值": target, "指标名称": indicator, "指标属性": baseline, "单位": measure, "适用范围": place,
		"考核断面": place, "考核河流": place, "备注": baseline, "2020年现状值": baseline, "评分标准": score,
		"现状值·2020年": baseline, "目标值·2025年": target, "目标值·2023年（实绩）": baseline, "进展情况·存在问题": baseline,
	} {
		if got := meaning(header); got != want {
			t.Errorf("%s: %d, not %d", header, got, want)
		}
	}
}

func TestEveryDutyIsVerbatim(t *testing.T) {
	for _, p := range papers {
		doc := documentOf(t, p.name)
		for _, d := range Read(doc, roster(), calendar()) {
			if d.Origin == FromClause && !strings.Contains(doc.Clauses[d.Seq].Text, d.What) {
				t.Errorf("%s: %q is not in %q", p.name, d.What, doc.Clauses[d.Seq].Text)
			}
			if d.Target != "" && d.Origin == FromClause {
				for _, part := range strings.Split(d.Target, "、") {
					if !strings.Contains(doc.Clauses[d.Seq].Text, part) {
						t.Errorf("%s: target %q is not in %q", p.name, part, doc.Clauses[d.Seq].Text)
					}
				}
			}
		}
	}
}

func doubted(d Duty, code string) bool {
	for _, x := range d.Doubts {
		if x.Code == code {
			return true
		}
	}
	return false
}

func differs(d *Duty, args ...string) bool {
	for _, x := range d.Doubts {
		if x.Code == "differs" && strings.Join(x.Args, "|") == strings.Join(args, "|") {
			return true
		}
	}
	return false
}

func FuzzRead(f *testing.F) {
	f.Add("（一）推进整治。区水利局牵头，2023年底前完成清淤12公里（区财政局、各镇街等配合）。\n牵头单位：区水利局\n完成时限：立行立改")
	f.Add("对督查发现的问题，应在15个工作日内完成整改；1．2022年6月底前前提交，力争达到39%以上、")
	f.Add("序号|任务|责任单位|完成时限\n1|清淤|区水利局|每月\n")
	f.Add("由（【牵头单位：】）负责，，。；到2025年，：")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 3000 {
			return
		}
		list := read(text)
		for i, d := range list {
			if d.Restates >= i || strings.TrimSpace(d.What) == "" && d.Origin == FromClause {
				t.Errorf("%q: %+v", text, d)
			}
		}
	})
}

func BenchmarkPlanOf300Pages(b *testing.B) {
	one, err := extract.Read(b.Context(), "plan.md", samplePlan())
	if err != nil {
		b.Fatal(err)
	}
	doc := outline.Read(one)
	big := *doc
	big.Clauses = nil
	chars := 0
	for n := 0; chars < 300*600; n++ { // some 600 characters a page
		for _, c := range doc.Clauses {
			c.Seq, c.DuplicateOf = len(big.Clauses), -1
			if c.Table > 0 {
				c.Table += n
			}
			c.Text = strings.ReplaceAll(c.Text, "完成", "完成"+strings.Repeat("第", n%3)+string(rune('甲'+n%40)))
			big.Clauses = append(big.Clauses, c)
			chars += len([]rune(c.Text))
		}
	}
	r, c := roster(), calendar()
	for b.Loop() {
		Read(&big, r, c)
	}
}

func samplePlan() []byte { _, data := corpus.SamplePlan(); return data }

// A header may say which unit of a column leads, a deadline cell how firmly it is meant, and a note what else is due.
func TestATableSaysMoreThanItsColumns(t *testing.T) {
	list := Read(outline.Read(grid("主要任务|年度目标|责任单位（排第一的为牵头单位）|完成时限\n建设交易平台|——|区发展改革委、区科技局|力争2024年四季度\n实施退化林修复|2万亩|区林业局、各镇街|2023年12月底前\n备注：各牵头单位每季度末月20日前报送进展。|<|<|<")), roster(), calendar())
	if len(list) != 3 {
		t.Fatalf("%d duties: %q", len(list), wants(list))
	}
	if d := list[0]; names(d.Lead)+"|"+names(d.Support) != "区发展改革委|区科技局" || d.Strength != Effort || d.Target != "" {
		t.Errorf("%s, %s, target %q", names(d.Lead)+"|"+names(d.Support), d.Strength, d.Target)
	}
	if d := list[2]; !strings.HasSuffix(d.What, "报送进展") || names(d.Lead) != "各牵头单位" || d.Recurrence != "3、6、9、12月20日" {
		t.Errorf("the note: %q %q %q", d.What, d.Recurrence, names(d.Lead))
	}
}

// A count of days to be reached is a target and no due time; a rhythm behind an action is that action's.
func TestLengthsAndRhythmsBelongToTheirClause(t *testing.T) {
	list := read("2022年10月至2023年3月，PM2.5平均浓度控制在38微克/立方米以内，重污染天数不超过2天。")
	if len(list) != 2 || list[1].Target != "不超过2天" || list[1].Due.End.String() != "2023-03-31" {
		t.Errorf("%+v", list)
	}
	list = read("区公安局、区交通局联合开展路检路查，每月不少于4次，全年淘汰柴油货车60辆。")
	if len(list) != 2 || list[0].Recurrence == "" || list[1].Recurrence != "" || list[1].Target != "60辆" {
		t.Errorf("%+v", list)
	}
	list = read("10月底前，县经济和信息化局完成2家企业方案编制；力争年底前完成3家企业改造。")
	if len(list) != 2 || names(list[0].Lead) != "县经济和信息化局" || names(list[1].Lead) != "县经济和信息化局" {
		t.Errorf("%+v", list)
	}
}

func TestAChargeAndItsObjectAreKeptWhole(t *testing.T) {
	for text, want := range map[string]string{
		"建设生态缓冲带15公里。完成时间：2024年10月。（区水利局、区林业局负责）":   "建设生态缓冲带15公里|区水利局|区林业局|2024年10月",
		"各责任单位自2024年4月起，于每月5日前将上月进展报县创建办。":          "将上月进展报县创建办|各责任单位||每月5日前",
		"其中涉及畜禽养殖污染的4个问题，由区农业农村委负责，务必于10月20日前完成整改。": "涉及畜禽养殖污染的4个问题，由区农业农村委负责，务必于10月20日前完成整改|区农业农村委||10月20日前",
		"区教委、团区委联合举办主题活动3场。":                        "联合举办主题活动3场|区教委、团区委||",
		"对省级评估反馈的23个问题，区生态环境局要于10月30日前全部销号。":        "",
	} {
		list := read(text)
		if len(list) != 1 {
			t.Errorf("%s: %q", text, wants(list))
			continue
		}
		d := list[0]
		if got := d.What + "|" + names(d.Lead) + "|" + names(d.Support) + "|" + d.DueText; want != "" && got != want {
			t.Errorf("%s\n  %s\n  not %s", text, got, want)
		}
	}
}

// What holds at all times, or anew each time, has not the one day of the work it goes with.
func TestAStandingRuleHasNotTheDayOfItsItem(t *testing.T) {
	for text, want := range map[string]string{
		"建设中转站12座，禁止露天焚烧。（牵头单位：区城市管理局；完成时限：2023年6月底前）":          "建设中转站12座=2023年6月底前/禁止露天焚烧=",
		"建成监测平台，预警信息1小时内推送至各镇街。（牵头单位：区生态环境局；完成时限：2023年10月底前）":   "建成监测平台=2023年10月底前/预警信息1小时内推送至各镇街=1小时内",
		"每年开展放流2次，不得投放外来物种。（牵头单位：区农业农村局；完成时限：每年5月底前）":           "开展放流2次=每年5月底前/不得投放外来物种=",
		"将审批时限压缩至20个工作日以内。（牵头单位：区生态环境局；完成时限：2023年3月底前）":         "审批时限压缩至20个工作日以内=2023年3月底前",
		"各镇街每月28日前报送任务进展表；当月无进展的实行零报告。":                         "报送任务进展表=每月28日前/当月无进展的实行零报告=",
		"五年累计植树60万株。（牵头单位：区林业局；完成时限：2025年底前）":                   "五年累计植树60万株=2025年底前",
		"对8个问题点位逐个建档，整改一个、验收一个、销号一个。（牵头单位：区水利局；完成时限：2023年9月底前）": "对8个问题点位逐个建档=2023年9月底前/整改一个、验收一个、销号一个=2023年9月底前",
		"注册“棠香”公用品牌，授权企业10家。（牵头单位：区商务委；完成时限：2023年9月底前）":         "注册“棠香”公用品牌=2023年9月底前/授权企业10家=2023年9月底前",
		"近五年来，水质持续改善，主要指标对比如下。":                                 "",
	} {
		var got []string
		for _, d := range read(text) {
			got = append(got, d.What+"="+d.DueText)
		}
		if s := strings.Join(got, "/"); s != want {
			t.Errorf("%s\n  %s\n  not %s", text, s, want)
		}
	}
}

// A unit that is named for one date is not taken for the lead of the next one; a class
// of units leads where it is the subject.
func TestWhoActsOnItsOwnDate(t *testing.T) {
	for text, want := range map[string]string{
		"2023年8月底前各镇街完成自查；10月中旬区级验收组逐镇验收；12月15日前形成总结报告。": "各镇街/区级验收组/",
		"各镇街要在3月7日前制定方案；责任单位要主动配合。":                      "各镇街/责任单位",
		"区水利局6月底前完成排查；9月底前完成整改。":                         "区水利局/区水利局",
	} {
		var got []string
		for _, d := range read(text) {
			name := ""
			if len(d.Lead) > 0 {
				name = d.Lead[0].Name
			}
			got = append(got, name)
		}
		if s := strings.Join(got, "/"); s != want {
			t.Errorf("%s\n  %s\n  not %s", text, s, want)
		}
	}
	if d := read("区水利局会同指挥部办公室每季度开展一次检查。"); len(d) != 1 || len(d[0].Support) != 1 || d[0].Support[0].Name != "指挥部办公室" {
		t.Errorf("%+v", d)
	}
	if d := read("按每300人配备2名的标准落实保洁员。"); len(d) != 1 || d[0].Target != "2名" {
		t.Errorf("%+v", d)
	}
}

// What each year or season has of a whole is a duty of its own, and keeps what it is of.
func TestSharesOfAWhole(t *testing.T) {
	for text, want := range map[string]string{
		"新建护岸38公里，其中2023年10公里、2024年16公里、2025年12公里。（牵头单位：区水利局；完成时限：2025年9月底前）": "新建护岸38公里=2025年9月底前=/2023年10公里=2023年=护岸/2024年16公里=2024年=护岸/2025年12公里=2025年=护岸",
		"2023年计划完成投资6亿元，其中上半年不低于48%，前三季度不低于78%。":                              "完成投资6亿元=2023年=/上半年不低于48%=上半年=投资/前三季度不低于78%=前三季度=投资",
	} {
		var got []string
		for _, d := range read(text) {
			got = append(got, d.What+"="+d.DueText+"="+d.Indicator)
			if len(d.Doubts) > 0 && strings.Contains(text, "区水利局") && d.Doubts[0].Code == "differs" {
				t.Errorf("%s: %v", d.What, d.Doubts)
			}
		}
		if s := strings.Join(got, "/"); s != want {
			t.Errorf("%s\n  %s\n  not %s", text, s, want)
		}
	}
}
