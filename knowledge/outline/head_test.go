package outline

import (
	"strings"
	"testing"
)

func TestADocumentNumberIsReadInEveryBracket(t *testing.T) {
	for text, want := range map[string]string{
		"荣环函〔2022〕98号":              "荣环函〔2022〕98号",
		" 环生态[2019]76号":             "环生态〔2019〕76号",
		"渝府办发（2016） 54 号":           "渝府办发〔2016〕54号",
		"某环发［２０２２］１１２号":             "某环发〔2022〕112号",
		"（某府发〔2023〕5号）":             "某府发〔2023〕5号",
		"荣两山办示例〔2022〕1号":            "荣两山办示例〔2022〕1号",
		"某府令第123号":                  "某府令第123号",
		"某环发〔2022〕9号    签发人：张某":     "某环发〔2022〕9号",
		"按照《方案》（某环〔2022〕90号）要求开展工作": "",
		"2022年7月6日":                 "",
		"第1062号":                    "",
	} {
		got, whole := readNumber(text)
		if !whole {
			got = ""
		}
		if got != want {
			t.Errorf("%q: number %q, want %q", text, got, want)
		}
	}
}

func TestADateIsReadInEveryScript(t *testing.T) {
	for text, want := range map[string]string{
		"2022年7月6日": "2022-07-06", "2022年07月06日": "2022-07-06", "２０２２年７月６日": "2022-07-06", "2022 年 7 月 6 日": "2022-07-06",
		"二〇二二年七月六日": "2022-07-06", "二○二二年十二月三十一日": "2022-12-31", "二零二二年十月二十五日": "2022-10-25", "二〇二三年元月廿五日": "2023-01-25",
		"2022-07-06": "2022-07-06", "2022.7.6": "2022-07-06", "2022/7/6": "2022-07-06", "（2022年7月6日）": "2022-07-06",
		"2022年2月30日": "", "2022727": "", "2022年7月": "", "7月6日": "", "2022年13月1日": "",
	} {
		if got := readDate(text).String(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if isDate(text) != (want != "") {
			t.Errorf("%s: alone on its line, isDate is %v", text, isDate(text))
		}
	}
	for _, text := range []string{"2022年7月6日，我区召开动员大会。", "截至2022年7月6日", "2022年7月6日印发"} {
		if isDate(text) {
			t.Errorf("%s is more than a date", text)
		}
	}
}

func TestATitleTellsTheGenreAndTheShortName(t *testing.T) {
	for title, want := range map[string][2]string{
		"关于区政协十六届一次会议第1062号提案的复函":  {"函", "复函"},
		"某某区建设实施方案（示例）":            {"方案", "实施方案（示例）"},
		"某某区水生态环境保护规划（2021—2035年）": {"规划", "规划"},
		"关于印发《某某区水环境整治实施方案》的通知":    {"方案", "实施方案"},
		"关于印发某某区河长制工作要点的通知":        {"要点", "工作要点"},
		"关于转发市生态环境局关于加强监管的意见的通知":   {"意见", "意见"},
		"某某区河道管理办法（试行）":            {"办法", "管理办法（试行）"},
		"关于做好秋冬季大气污染防治工作的通知":       {"通知", "通知"},
		"某某区“十四五”规划（征求意见稿）":        {"规划", "规划（征求意见稿）"},
		"某某区人民政府专题会议纪要":            {"纪要", "会议纪要"},
		"重点任务分解表":                  {"分解表", "分解表"},
		"关于第25号提案办理情况的答复函":         {"函", "答复函"},
		"前期工作进展顺利":                 {"", ""},
	} {
		kind, short := genre(title)
		if kind != want[0] || short != want[1] {
			t.Errorf("%s: %s %s, want %v", title, kind, short, want)
		}
	}
}

func TestTheDayOfPublicationIsNoIssueDate(t *testing.T) {
	doc := Read(fileOf("发布日期：2022年8月5日\n关于加强监管的通知\n各镇街：\n请遵照执行。"))
	if !doc.Issued.IsZero() || !doubts(doc, "no_issue_date") {
		t.Errorf("issued %s, doubts %v", doc.Issued, doc.Doubts)
	}
	doc = Read(fileOf("成文日期：2022年7月26日　发布日期：2022年8月5日\n关于加强监管的通知\n各镇街：\n请遵照执行。\n某某区水利局\n2022年7月27日"))
	if doc.Issued.String() != "2022-07-27" || !doubts(doc, "issue_date_differs") {
		t.Errorf("issued %s, doubts %v", doc.Issued, doc.Doubts)
	}
	doc = Read(fileOf("成文日期：2022727\n关于加强监管的通知\n各镇街：\n请遵照执行。"))
	if !doc.Issued.IsZero() || !doubts(doc, "bad_date") {
		t.Errorf("issued %s, doubts %v", doc.Issued, doc.Doubts)
	}
}

func doubts(doc *Document, code string) bool {
	for _, d := range doc.Doubts {
		if d.Code == code {
			return true
		}
	}
	return false
}

func TestNumeralsAreToldFromQuantities(t *testing.T) {
	for text, want := range map[string]string{
		"一、总体要求": "一、", "（一）目标": "（一）", "(一)目标": "(一)", "㈠目标": "㈠", "1．目标": "1．", "1.目标": "1.", "1、目标": "1、", "⒈目标": "⒈",
		"（1）目标": "（1）", "1)目标": "1)", "⑴目标": "⑴", "①目标": "①", "一是目标": "一是", "二要目标": "二要", "第一，目标": "第一，",
		"第三章　目标": "第三章", "第十二条　目标": "第十二条", "第一百零二条 目标": "第一百零二条", "1.1 目标": "1.1", "2.3.1目标": "2.3.1", "十二、目标": "十二、",
		"1.2022年底前完成": "1.", "2.3月底前完成": "2.", "3、2023年完成": "3、", "一　总体要求": "一", "3．2024年汛期前": "3．",
		"1.2万亩": "", "2022.7": "", "35亿元": "", "（2022年）": "", "一、二、三产业": "", "（含）": "", "2022年": "", "14个镇街": "", "3%以上": "",
	} {
		m, ok := markerAt(text)
		if m.label != want || ok != (want != "") {
			t.Errorf("%s: numeral %q, want %q", text, m.label, want)
		}
	}
}

func TestPlacesAreWhatAClerkWouldWrite(t *testing.T) {
	doc := letter(t)
	for words, want := range map[string]string{
		"开通投诉监督电话":     "“下一步工作打算”（三）四是",
		"8月底前通过区政府审议":  "“前期工作进展顺利”（一）四是",
		"严格全域生态空间管控":   "“前期工作进展顺利”（二）1．",
		"总之创建不是目的":     "“下一步工作打算”末段",
		"现答复如下":        "引言第1段",
		"每月召开生态环境保护专题": "“前期工作进展顺利”（三）一是",
	} {
		if got := placeOf(doc, words); got != want {
			t.Errorf("%s is at %s, want %s", words, got, want)
		}
	}
	plan := "某某区管理办法\n第三章　清理\n第十二条　垃圾应当及时运离。\n附件1\n清单\n附件2\n分解表\nT:序号|任务\n"
	for i := range 12 {
		plan += "T:" + digits(i+1) + "|第" + digits(i+1) + "项工程\n"
	}
	doc = Read(fileOf(plan))
	if got := placeOf(doc, "运离"); got != "第三章第十二条" {
		t.Errorf("the article is at %s", got)
	}
	if got := placeOf(doc, "第12项工程"); got != "附件2第12行" {
		t.Errorf("the row is at %s", got)
	}
}

func placeOf(doc *Document, words string) string {
	for i := range doc.Clauses {
		if strings.Contains(doc.Clauses[i].Text, words) {
			return doc.Clauses[i].Place()
		}
	}
	return "nowhere"
}

func TestWhatIsSaidTwiceIsKnownAsSaidTwice(t *testing.T) {
	doc := letter(t)
	var six, three int
	for i, c := range doc.Clauses {
		switch {
		case strings.HasPrefix(c.Text, "六是强化宣传示范引导"):
			six = i
		case strings.HasPrefix(c.Text, "三是强化宣传引导"):
			three = i
		}
	}
	if doc.Clauses[three].DuplicateOf != six {
		t.Errorf("三是强化宣传引导 repeats clause %d, want %d", doc.Clauses[three].DuplicateOf, six)
	}
	const funding = "目前区“两山”创建办牵头就水气土环境质量改善、生态文明教育基地建设包装策划了一批项目，力争获得中央、市级项目资金支持。"
	for i, c := range doc.Clauses {
		at := strings.Index(c.Text, funding)
		if at < 0 {
			continue
		}
		same := doc.SameSentence(i, at, at+len(funding))
		if len(same) != 1 || doc.Clauses[same[0].Seq].Text[same[0].Start:same[0].End] != funding {
			t.Errorf("%s: the funding sentence stands again at %v", c.Place(), same)
		}
	}
	doc = Read(fileOf("某某区方案\n一、甲\n2023年完成濑溪河第一段生态护岸建设36公里并通过验收。\n二、乙\n2023年完成濑溪河第一段生态护岸建设38公里并通过验收。"))
	for _, c := range doc.Clauses {
		if c.DuplicateOf >= 0 {
			t.Errorf("%s has other figures and is no copy", c.Place())
		}
	}
}

// A letterhead spaces its words out, names two bodies on a line, tells who signs,
// and says what kind of paper it is before the paper's own title.
func TestALetterheadIsReadAsItsClerkMeantIt(t *testing.T) {
	body := "\n何明贵代表：\n您提出的建议收悉。现答复如下：\n一、已开展的工作\n年内完成造林2万亩。\n"
	for _, c := range []struct{ head, title, number, issuer string }{
		{
			"青环函〔2024〕31号\n\n青溪县自然资源和林业局   广安市青溪生态环境局\n\n关于县十八届人大四次会议第52号建议的\n\n答　　复" + body,
			"关于县十八届人大四次会议第52号建议的答复", "青环函〔2024〕31号", "青溪县自然资源和林业局、广安市青溪生态环境局",
		},
		{
			"青 溪 县 林 业 局\n\n青林函〔2023〕46号\n\n签发人：张某某\n\n对市政协六届二次会议第085号提案的答复" + body,
			"对市政协六届二次会议第085号提案的答复", "青林函〔2023〕46号", "青溪县林业局",
		},
		{
			"青溪市人民政府专题会议纪要\n\n〔2024〕9号\n\n青溪市人民政府办公室　　　　2024年5月20日\n\n研究库区清漂保洁与管护工作专题会议纪要\n\n5月16日下午，市长主持召开专题会议。现纪要如下：\n一、关于队伍整合\n6月15日前整合到位。\n",
			"研究库区清漂保洁与管护工作专题会议纪要", "〔2024〕9号", "青溪市人民政府办公室",
		},
		{
			"青溪市水利局\n\n青水函〔2023〕27号　　　　　　　　　　　　分类：B\n\n对市政协六届三次会议第0116号提案的答复" + body,
			"对市政协六届三次会议第0116号提案的答复", "青水函〔2023〕27号", "青溪市水利局",
		},
		{
			"滨湖新区管理委员会专题会议纪要\n\n第14期\n\n滨湖新区管理委员会办公室　　　　　　　2024年6月12日\n\n蓝藻防控专题会议纪要\n\n6月11日上午，副主任主持召开专题会议。现纪要如下：\n一、关于蓝藻\n6月20日前制定预案。\n",
			"蓝藻防控专题会议纪要", "", "滨湖新区管理委员会办公室",
		},
		{
			"青溪县人民政府常务会议纪要\n\n〔2023〕第9期\n\n5月16日下午，县长主持召开常务会议。现纪要如下：\n一、关于队伍整合\n6月15日前整合到位。\n",
			"青溪县人民政府常务会议纪要", "〔2023〕第9期", "",
		},
		{
			"关 于 做 好 防 汛 工 作 的\n通　知\n各镇街：\n一、6月底前完成检查。\n",
			"关于做好防汛工作的通知", "", "",
		},
	} {
		doc := Read(fileOf(c.head))
		if doc.Title != c.title || doc.Number != c.number || doc.Issuer != c.issuer {
			t.Errorf("%q: title %q, number %q, issuer %q", c.head[:30], doc.Title, doc.Number, doc.Issuer)
		}
	}
}

// Minutes and briefs name issuer and day on one line under the masthead; what follows is the body, not an annex.
func TestTheMastheadOfMinutesIsNoSignature(t *testing.T) {
	for name, text := range map[string]string{
		"title first": "某某区专题会议纪要\n〔2024〕第9期\n某某区人民政府办公室　　2024年5月24日\n5月18日，副区长主持召开会议，研究有关问题。纪要如下：\n一、关于清淤。区水利局6月20日前完成方案。\n二、关于资金。区财政局统筹解决。\n出席：略",
		"title below": "会议纪要\n第9期\n某某区人民政府办公室　　2024年5月24日\n关于研究清淤工作的会议纪要\n5月18日，副区长主持召开会议，研究有关问题。纪要如下：\n一、关于清淤。区水利局6月20日前完成方案。\n二、关于资金。区财政局统筹解决。",
	} {
		doc := Read(fileOf(text))
		if want := strings.Split(text, "\n")[0]; name == "title first" && doc.Title != want || name == "title below" && doc.Title != "关于研究清淤工作的会议纪要" {
			t.Errorf("%s: titled %s", name, doc.Title)
		}
		if doc.Issued.String() != "2024-05-24" || doc.Issuer != "某某区人民政府办公室" {
			t.Errorf("%s: issued %s by %s", name, doc.Issued, doc.Issuer)
		}
		if got := placeOf(doc, "6月20日前"); got != "一、" {
			t.Errorf("%s: the first decision is at %s", name, got)
		}
	}
}

// A note across the foot of a table is a passage of its own, and heads nothing.
func TestATablesNoteIsAPassage(t *testing.T) {
	doc := Read(fileOf("某某区任务清单\nT:任务|单位|时限\nT:清淤|区水利局|6月底前\nT:备注：各单位每月5日前报送进展。|<|<"))
	for _, c := range doc.Clauses {
		if strings.Contains(c.Text, "每月5日前") && c.Kind == Heading {
			t.Errorf("the note is a %s", c.Kind)
		}
	}
}

// A short numbered line without a stop heads the paragraph under it, also where the item before was one line.
func TestAShortNumberedLineHeadsItsParagraph(t *testing.T) {
	doc := Read(fileOf("某某区工作方案\n一、任务\n1.开展清淤，6月底前完成。\n2.加强巡查\n各镇街每周开展巡河，发现问题及时处置。\n二、要求\n加强调度。"))
	for _, c := range doc.Clauses {
		if c.Text == "2.加强巡查" && c.Kind != Heading {
			t.Errorf("%s is a %s", c.Text, c.Kind)
		}
	}
}

// A row of periods heads a table of figures; a row of days heads nothing.
func TestYearsHeadATable(t *testing.T) {
	for text, headed := range map[string]bool{
		"T:指标|2021年|2022年|2023年\nT:森林覆盖率（%）|41.2|42.0|43.1\nT:水质类别|Ⅲ类|Ⅲ类|Ⅱ类": true,
		"T:指标|一季度|上半年|前三季度\nT:完成投资（亿元）|1.2|3.4|5.0":                          true,
		"T:项目|2024年底|2025年（目标）\nT:建成公园（座）|3|—":                               true,
		"T:区域|2023|2024\nT:东溪镇|96.5|97.1":                                    true,
		"T:完成清淤|2024年|2025年\nT:完成护岸|2025年|2026年":                             false,
		"T:东溪镇|96.5|2024年\nT:西溪镇|95.1|2023年":                                 false,
	} {
		doc := Read(fileOf("某某区情况\n一、现状\n" + text))
		bare := false
		for _, d := range doc.Doubts {
			bare = bare || d.Code == "table_no_header"
		}
		if bare == headed {
			t.Errorf("%s: headed %v", text, !bare)
		}
	}
}

// What a notice says in parts of its own is the notice's, not the list's that it sends out.
func TestANoticeWithPartsOfItsOwnIsCitedAsOne(t *testing.T) {
	const title, signed, list = "某某区生态办\n关于印发《某某区2025年重点任务清单》的通知\n各镇人民政府：\n", "\n某某区生态办\n2025年2月18日\n附件1\n某某区2025年重点任务清单\n", "T:任务|牵头单位|时限\nT:清淤|区水利局|6月底前"
	for text, want := range map[string]string{
		title + "现将清单印发给你们，请认真贯彻执行。" + signed + list:                                 "清单",
		title + "有关事项通知如下。\n一、报送要求\n各单位每月5日前报送进展。\n二、考核要求\n年底前组织考核。" + signed + list: "通知",
	} {
		if got := Read(fileOf(text)).Short; got != want {
			t.Errorf("%s: cited as %s, not %s", text, got, want)
		}
	}
}
