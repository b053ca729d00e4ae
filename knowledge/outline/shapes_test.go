package outline

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangshan/knowledge/extract"
)

var update = flag.Bool("update", false, "write the golden outlines anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := 0; i < max(len(g), len(w)); i++ {
		a, b := at(g, i), at(w, i)
		if a != b {
			t.Errorf("%s line %d\n got %s\nwant %s", name, i+1, a, b)
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(nothing)"
}

// para and number are the blocks of a word processor's file.
func para(text string) extract.Block { return extract.Block{Kind: extract.Paragraph, Text: text} }

func auto(number, text string) extract.Block {
	return extract.Block{Kind: extract.Paragraph, Text: text, Number: number}
}

func styled(level int, text string) extract.Block {
	return extract.Block{Kind: extract.Paragraph, Text: text, Level: level, Style: "heading"}
}

// table makes a grid of cells: ^ goes on with the cell above, < with the cell to the left, by real merges.
func table(rows ...string) extract.Block {
	t := &extract.Table{}
	for i, r := range rows {
		var cells []extract.Cell
		for j, s := range strings.Split(r, "|") {
			c := extract.Cell{Text: s, RowOrigin: i, ColOrigin: j}
			switch {
			case s == "^" && i > 0 && j < len(t.Rows[i-1]):
				c = t.Rows[i-1][j]
				c.Merged = true
			case s == "<" && j > 0:
				c = cells[j-1]
				c.Merged = true
			}
			cells = append(cells, c)
		}
		t.Rows = append(t.Rows, cells)
	}
	return extract.Block{Kind: extract.TableKind, Table: t}
}

// shapes are documents that differ in shape from one another.
func shapes(t testing.TB) map[string]*Document {
	out := map[string]*Document{}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		out[name] = read(t, name+".txt")
	}
	for name, blocks := range blockShapes() {
		out[name] = Read(&extract.File{Format: "docx", Blocks: blocks})
	}
	return out
}

func blockShapes() map[string][]extract.Block {
	sheet := func(name string, b extract.Block) extract.Block {
		b.Sheet = name
		for i, r := range b.Table.Rows {
			for j := range r {
				r[j].Ref = string(rune('A'+j)) + digits(i+1)
			}
		}
		return b
	}
	tasks := table("序号|任务|完成时限", "1|清淤|2022年9月底前", "2|植树|每年3月")
	page := func(n int, b extract.Block) extract.Block { b.Page = n; return b }
	return map[string][]extract.Block{
		"docx-automatic-numbers": {
			para("某某区“无废城市”建设工作方案"),
			para("为推进“无废城市”建设，制定本方案。"),
			auto("一、", "总体目标"),
			para("到2025年，一般工业固体废物综合利用率达到90%。"),
			auto("二、", "重点任务"),
			auto("（一）", "推动源头减量"),
			auto("1.", "推行清洁生产。2023年底前完成审核20家。"),
			auto("2.", "发展生态农业。"),
			auto("（二）", "提升处置能力"),
			auto("•", "建设焚烧设施1座。"),
			para("新建填埋场1座。"),
			auto("三、", "保障措施"),
			para("各部门要密切配合。"),
		},
		"docx-styles-no-numerals": {
			styled(1, "某某镇河长制工作总结"),
			styled(2, "工作成效"),
			styled(3, "巡河情况"),
			para("全年巡河1200次。"),
			styled(3, "问题整改"),
			para("整改问题56个。"),
			styled(2, "下一步计划"),
			para("2023年3月底前完成清淤。"),
		},
		"plan-with-annexes": {
			para("某某区农村人居环境整治提升实施方案"),
			para("一、目标任务"),
			para("2023年底前完成附件1所列任务。"),
			para("附件所列指标为约束性指标。"),
			para("二、工作要求"),
			para("各镇街要按附件2的格式报送进展。"),
			para("附件：1.重点任务分解表"),
			para("2.进展情况报送表"),
			para("3.某某指标解释"),
			para("某某区农业农村委员会"),
			para("2022年11月1日"),
			para("附件1"),
			para("重点任务分解表"),
			table("类别|序号|重点任务|责任单位|<|完成时限", "^|^|^|牵头|配合|^",
				"一、农村厕所革命|<|<|<|<|<",
				"户厕|1|改造户厕2000户|区农业农村委|各镇街|2022年12月底前",
				"^|2|维护公厕|^|区卫生健康委|长期坚持",
				"二、农村污水治理|<|<|<|<|<",
				"污水|3|建设管网36公里|区生态环境局|各镇街|2023年6月底前"),
			page(5, table("序号|联系人|联系电话")),
			para("附件2：进展情况报送表"),
			table("填报单位：|<|<", "序号|任务|进展", "1||", "2||"),
			para("填表人：　　　　审核人："),
			table("问题|措施", "资金不足|争取项目"),
			para("某某镇人民政府"),
			para("2022年12月5日"),
			para("附件3"),
			para("指标解释"),
			para("一、户厕普及率"),
			para("指使用卫生厕所的农户占比。"),
			para("二、污水治理率"),
			para("指完成治理的行政村占比。"),
		},
		"table-over-pages": {
			para("某某区2023年重点工作清单"),
			page(1, table("2023年重点工作清单|<|<", "序号|工作任务|责任单位", "1|清淤|区水利局", "2|植树|区林业局")),
			page(2, table("序号|工作任务|责任单位", "3|宣讲|区委宣传部")),
			page(3, table("4|巡河|区河长办", "6|督查|区政府督查室")),
			page(3, extract.Block{Kind: extract.Paragraph, Text: "注：责任单位排第一位的为牵头单位。", Page: 3}),
		},
		"sheets": {
			sheet("任务", tasks),
			sheet("指标", table("指标|目标值", "森林覆盖率|39%", "优良天数|320天")),
		},
		"table-without-header": {
			para("某某工作安排"),
			table("1|清淤|区水利局|9月底前", "2|植树|区林业局|3月底前"),
		},
		"notes-and-nested": {
			para("某某区水质情况通报"),
			para("一、总体情况"),
			{Kind: extract.Paragraph, Text: "断面达标率为90%。", Page: 2},
			{Kind: extract.Paragraph, Text: "数据来自区监测站。", Number: "1", Note: true, Page: 2},
			{Kind: extract.TableKind, Page: 3, Table: &extract.Table{Rows: [][]extract.Cell{
				{{Text: "断面"}, {Text: "指标"}},
				{{Text: "甲断面"}, {Text: "见内表", Nested: &extract.Table{Rows: [][]extract.Cell{{{Text: "指标"}, {Text: "数值"}}, {{Text: "氨氮"}, {Text: "0.8"}}}}}},
			}}},
		},
	}
}

func TestDocumentsOfEveryShapeAreOutlined(t *testing.T) {
	for name, doc := range shapes(t) {
		golden(t, name, dump(doc))
	}
}
