package units_test

import (
	"slices"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/units"
)

// render prints mentions briefly: names, with ? for unknown, * for groups, | for ambiguous.
func render(ms []units.Mention) string {
	var out []string
	for _, m := range ms {
		switch {
		case m.Group:
			out = append(out, "*"+m.Text)
		case len(m.Ambiguous) > 0:
			out = append(out, strings.Join(m.Ambiguous, "|"))
		case !m.Known:
			out = append(out, "?"+m.Name)
		default:
			out = append(out, m.Name)
		}
	}
	return strings.Join(out, " ")
}

func check(t *testing.T, text string, got []units.Mention, want string) {
	t.Helper()
	if r := render(got); r != want {
		t.Errorf("%s\n got %s\nwant %s", text, r, want)
	}
	end := 0
	for _, m := range got {
		if m.Start < end || text[m.Start:m.End] != m.Text {
			t.Errorf("%s: mention %q does not stand at %d:%d", text, m.Text, m.Start, m.End)
		}
		end = m.End
	}
}

func TestANameResolvesInEverySpellingTheDistrictUses(t *testing.T) {
	r := corpus.Roster()
	for want, names := range map[string]string{
		"区生态环境局":   "区生态环境局 生态环境局 环境局 环保局 生态局 环保 荣昌区生态环境局 重庆市荣昌区生态环境局 荣昌生态环境局",
		"区林业局":     "区林业局 林业局 林业 荣昌区林业局",
		"区水利局":     "水利局 水务局 水利 区水务局",
		"区农业农村委":   "农业农村委 农委 农业委 农业局 区农业农村委员会 农业农村局",
		"区规划自然资源局": "规资局 规自局 国土局 区规划和自然资源局",
		"区住房城乡建委":  "住建委 建委 住建局 区住房和城乡建设委员会",
		"区城市管理局":   "城管局 城管",
		"区发展改革委":   "发改委 发改 区发展和改革委员会",
		"区经济信息委":   "经信委 经信",
		"区文化旅游委":   "文旅委 文旅 旅游局",
		"区卫生健康委":   "卫健委",
		"区人力社保局":   "人社局 人力资源和社会保障局",
		"区市场监管局":   "市监局 市场局 市场监管局",
		"区财政局":     "财政 财政局",
		"区审计局":     "审计",
		"区政府办公室":   "区府办 政府办 区政府办 区人民政府办公室 重庆市荣昌区人民政府办公室",
		"区委宣传部":    "宣传部 宣传 区宣传部",
		"区“两山”创建办": `创建办 两山办 领导小组办 领导小组办公室 区"两山"创建办 区两山创建办 “两山”创建办`,
		"区河长办":     "河长办 区河长办公室 区河长制办公室",
		"荣昌高新区管委会": "高新区 高新区管委会 荣昌高新区",
		"万灵镇":      "万灵 万灵镇 万灵镇人民政府 荣昌区万灵镇 万灵镇政府",
		"昌元街道":     "昌元 昌元街道办 昌元街道办事处 重庆市荣昌区昌元街道办事处",
		"市生态环境局":   "市生态环境局 重庆市生态环境局",
		"区畜牧发展中心":  "畜牧发展中心 畜牧中心",
		"区纪委监委":    "纪委监委 区纪委",
		"区教委":      "教委 区教育委员会 荣昌区教委",
	} {
		for _, n := range strings.Fields(names) {
			if u, ok := r.Resolve(n); !ok || u.Name != want {
				t.Errorf("Resolve(%s) = %q, %v; want %s", n, u.Name, ok, want)
			}
		}
	}
	for _, n := range []string{"", "区", "清流河", "荣昌", "北碚区生态环境局", "督查室", "各镇街", "双微"} {
		if u, ok := r.Resolve(n); ok {
			t.Errorf("Resolve(%q) = %s, want nothing", n, u.Name)
		}
	}
	if m := r.Meanings("督查室"); len(m) != 2 {
		t.Errorf("督查室 may mean two offices, got %v", m)
	}
}

func TestRunningTextGivesUnitsAndNotOrdinaryWords(t *testing.T) {
	r := corpus.Roster()
	for text, want := range map[string]string{
		"经与区林业局、区河长办等单位共同研究办理":        "区林业局 区河长办 *等单位",
		"8月中旬通过市生态环境局组织的专家审查":         "市生态环境局",
		"领导小组办公室设在区生态环境局，人员配置已经到位":    "区“两山”创建办 区生态环境局",
		"目前区“两山”创建办牵头":                "区“两山”创建办",
		"抓好林业产业发展，环保红灯不能闯，生态环保财政支出占比": "",
		"水利工程、财政支出、审计监督、宣传引导、交通污染":    "",
		"清流河水生态修复，在万灵镇举办了活动":          "万灵镇",
		"政务双微宣传3134条，双河这边报一下":         "",
		"分别赴武隆区、北碚区、渝北区和南岸区考察":        "",
		"北碚区生态环境局来函":                  "?北碚区生态环境局",
		"与武隆区林业局对接，请区林业局配合":           "?武隆区林业局 区林业局",
		"成都市武侯区水务局":                   "?成都市武侯区水务局",
		"请各镇街、各部门于8月25日前报送":           "*各镇街 *各部门",
		"责成相关单位限期整改":                  "*相关单位",
		"各职能部门和镇街组成":                  "*各职能部门",
		"需要全区上下、各级各部门齐心协力":            "*全区上下 *各级各部门",
		"替环保局报一下":                     "区生态环境局",
		"水务局的水土保持我看也差不多完了":            "区水利局",
		"【转】区水利局：截至8月10日":             "区水利局",
		"我是区林业局的":                     "区林业局",
		"依据创建办法开展，财政局面临压力，宣传部署已完成":    "",
		"各镇街道路硬化":                     "*各镇街",
		"各街道路面保洁":                     "",
		"市委宣传部、市场监管局":                 "?市委宣传部 区市场监管局",
		"泸县水务局与清江镇":                   "?泸县水务局 清江镇",
		"宗教委员和教委参加":                   "区教委",
		"由区数字办牵头":                     "?区数字办",
		"社区居委会、城市管理水平、园区建设局面":         "",
		"重庆市荣昌区人民政府办公室印发":             "区政府办公室",
		"区生态环境局局长审签":                  "区生态环境局",
		"昌州街道办事处、玄滩街道办事处":             "昌州街道 ?玄滩街道办事处",
		"国家林业局、省林业局、林业局":              "?国家林业局 ?省林业局 区林业局",
		"荣昌高新区管委会负责高新区内企业":            "荣昌高新区管委会",
		"区政协人口资源环境建设委员会来函":            "?区政协人口资源环境建设委员会",
		"区人大常委会、区政协办公室":               "?区人大常委会 ?区政协办公室",
		"牵头林业局、协助水利局，问下财政局":           "区林业局 区水利局 区财政局",
		"听说林业局的造林都干完了，据说住建委也是":        "区林业局 区住房城乡建委",
		"乡村振兴领导小组办公室、领导小组办公室":         "区“两山”创建办",
		"征求意见函发了38个单位，覆盖21个镇街":        "*21个镇街",
		"清江镇、清升镇、清流镇，清江村、清流河":         "清江镇 清升镇 清流镇",
		"荣昌国家高新区管委会":                  "荣昌高新区管委会",
	} {
		check(t, text, r.Find(text), want)
	}
}

func TestAUnitColumnIsReadToTheLastName(t *testing.T) {
	r := corpus.Roster()
	for text, want := range map[string]string{
		"区林业局":     "区林业局",
		"林业、水利，财政": "区林业局 区水利局 区财政局",
		"区发改局":     "?区发改局",
		"各街道，区市场局": "*各街道 区市场监管局",
		"牵头单位：区生态环境局；配合单位：区水利局、各镇街":        "区生态环境局 区水利局 *各镇街",
		"区农业农村委、区水利局等":                     "区农业农村委 区水利局 *等",
		"区水利局等有关部门，各镇（街道）":                 "区水利局 *等有关部门 *各镇（街道）",
		"区规划自然\n资源局":                       "区规划自然资源局",
		"区林业局\n区水利局":                       "区林业局 区水利局",
		"（市政府办公室、市发展改革委牵头，市级各有关部门按职责分工负责）": "?市政府办公室 市发展改革委 *市级各有关部门",
		"全区经济运行各专班":                        "*全区经济运行各专班",
		"区林业局（牵头）、万灵镇、清流镇、区人力资源和社会保障局":     "区林业局 万灵镇 清流镇 区人力社保局",
		"生态环境部门、水利部门":                      "区生态环境局 区水利局",
		"国网荣昌供电公司、濑溪河流域管理处":                "?国网荣昌供电公司 ?濑溪河流域管理处",
		"区“两山”创建办":                         "区“两山”创建办",
		"督查室":                              "区委督查室|区政府督查室",
		"按职责分工负责":                          "",
		"—":                                "",
		"":                                 "",
		"区财政局和区审计局":                        "区财政局 区审计局",
		"由区水利局牵头负责，各镇街配合":                  "区水利局 *各镇街",
		"1.区水利局 2.区林业局":                    "区水利局 区林业局",
		"泸县水务局":                            "?泸县水务局",
		"青川生态环境局、县林业局":                     "?青川生态环境局 ?县林业局",
		"各职能部门、镇街":                         "*各职能部门 *镇街",
		"区水利局 区林业局":                        "区水利局 区林业局",
	} {
		check(t, text, r.Cell(text), want)
	}
}

func TestARosterKeptWithoutFormalNamesStillKnowsItsDistrict(t *testing.T) {
	var kept []units.Unit // as the store keeps them
	for _, u := range corpus.Units() {
		kept = append(kept, units.Unit{Name: u.Name, Kind: u.Kind, Aliases: u.Aliases, Old: u.Old})
	}
	r := units.New(kept)
	for text, want := range map[string]string{
		"重庆市荣昌区林业局、荣昌区水利局":     "区林业局 区水利局",
		"北碚区生态环境局来函，请区生态环境局办理": "?北碚区生态环境局 区生态环境局",
		"区妇联、团区委和区总工会":         "区妇联 团区委 区总工会",
		"荣昌区万灵镇":               "万灵镇",
	} {
		check(t, text, r.Find(text), want)
	}
}

func TestOnlyClosedGroupsExpand(t *testing.T) {
	r := corpus.Roster()
	for word, want := range map[string]int{
		"各镇街": 21, "各镇（街道）": 21, "各街镇": 21, "全区各镇街": 21, "21个镇街": 21, "各乡镇（街道）": 21, "所有镇街": 21,
		"各街道": 6, "各镇": 15, "各乡镇": 15, "各街道办事处": 6, "各镇人民政府、各街道办事处": 21, "二十一个镇街": 21, "荣昌区各镇街": 21,
	} {
		if got, ok := r.Expand(word); !ok || len(got) != want {
			t.Errorf("Expand(%s): %d units, %v; want %d", word, len(got), ok, want)
		}
	}
	for _, word := range []string{"各部门", "区级部门", "区直各部门", "区级各部门", "各区级部门"} {
		got, ok := r.Expand(word)
		if !ok || !slices.Contains(got, "区林业局") || slices.Contains(got, "万灵镇") || slices.Contains(got, "市生态环境局") {
			t.Errorf("Expand(%s) = %v, %v", word, got, ok)
		}
	}
	for _, word := range []string{
		"相关单位", "有关部门", "等单位", "等", "各相关部门", "各有关单位", "全区上下", "各级各部门", "14个镇街",
		"沿线镇街", "市级部门", "各职能部门", "各村（社区）", "区林业局", "", "有关镇街", "各责任单位", "其他镇街",
	} {
		if got, ok := r.Expand(word); ok || len(got) > 0 {
			t.Errorf("Expand(%s) = %v; want nothing: who is meant must be asked", word, got)
		}
	}
}

func TestAnotherDistrictIsOnlyOtherData(t *testing.T) {
	r := units.New([]units.Unit{
		{Name: "县水务局", Kind: units.Department, Formal: "四川省泸州市泸县水务局", Aliases: []string{"水务局", "水务"}},
		{Name: "玄滩镇", Kind: units.Town},
		{Name: "玉蟾街道", Kind: units.Town},
		{Name: "市水务局", Kind: units.Outside},
	}, "荣昌")
	check(t, "泸县水务局", r.Find("泸县水务局"), "县水务局")
	check(t, "四川省泸州市泸县水务局", r.Find("四川省泸州市泸县水务局"), "县水务局")
	check(t, "报县水务局和市水务局", r.Find("报县水务局和市水务局"), "县水务局 市水务局")
	check(t, "荣昌区水务局", r.Find("荣昌区水务局"), "?荣昌区水务局")
	if got, ok := r.Expand("各镇街"); !ok || len(got) != 2 {
		t.Errorf("Expand(各镇街) = %v, %v", got, ok)
	}
}

func FuzzUnits(f *testing.F) {
	for _, s := range []string{"区林业局、区水利局等", "各镇街道路", "（市政府办公室牵头）", "区“两山”创建办\n", "\xff区林\xe5业局"} {
		f.Add(s)
	}
	r := corpus.Roster()
	f.Fuzz(func(t *testing.T, s string) {
		for _, ms := range [][]units.Mention{r.Find(s), r.Cell(s)} {
			end := 0
			for _, m := range ms {
				if m.Start < end || m.End <= m.Start || s[m.Start:m.End] != m.Text {
					t.Fatalf("%q: mention %+v out of order or not verbatim", s, m)
				}
				end = m.End
			}
		}
		r.Expand(s)
		r.Resolve(s)
	})
}

func BenchmarkFind(b *testing.B) {
	r := corpus.Roster()
	text := string(corpus.Letter())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.Find(text)
	}
}
