package extract

import (
	"os"
	"strings"
	"testing"
)

func TestTextKeepsLinesAndGaps(t *testing.T) {
	data, err := os.ReadFile("testdata/reply-letter.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	f := mustRead(t, "复函.txt", data)
	if len(f.Blocks) < 35 {
		t.Fatalf("%d blocks", len(f.Blocks))
	}
	seen := map[int]bool{}
	for _, b := range f.Blocks {
		if b.Text != lines[b.Line-1] {
			t.Errorf("line %d: %q is not the line as written", b.Line, b.Text)
		}
		seen[b.Line] = true
		if blank := b.Line > 1 && strings.TrimSpace(lines[b.Line-2]) == ""; blank != b.Gap {
			t.Errorf("line %d: gap %v, want %v", b.Line, b.Gap, blank)
		}
	}
	for i, l := range lines {
		if strings.TrimSpace(l) != "" && !seen[i+1] {
			t.Errorf("line %d is lost: %q", i+1, l)
		}
	}
}

// The same letter in every encoding gives the same blocks.
func TestTextInEveryEncoding(t *testing.T) {
	data, err := os.ReadFile("testdata/reply-letter.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := string(data)
	want := blocksOf(mustRead(t, "a.txt", data))
	for name, enc := range map[string]string{
		"utf-8 with a mark": "\xef\xbb\xbf" + s, "utf-16le": "\xff\xfe" + wide(s, false), "utf-16be": "\xfe\xff" + wide(s, true),
		"utf-16le unmarked": wide(s, false), "utf-16be unmarked": wide(s, true), "gb18030": gbk(s),
		"dos line ends": strings.ReplaceAll(s, "\n", "\r\n"), "old mac line ends": strings.ReplaceAll(s, "\n", "\r"),
	} {
		if got := blocksOf(mustRead(t, "a.txt", []byte(enc))); got != want {
			t.Errorf("%s: differs", name)
		}
	}
}

func TestTablesInText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"bars", "前\n| 序号 | 任务 |\n| 1 | 治理 |\n后", "- l1 前\n- l2 table header 0\n    序号 | 任务 | \n    1 | 治理 | \n- l4 后"},
		{"bars with a ruler", "序号 | 任务\n---|:--:\n1 | 治理\n2 | 修复", "- l1 table header 1\n    序号 | 任务 | \n    1 | 治理 | \n    2 | 修复 | "},
		{"an escaped bar", "| a\\|b | c |\n|---|---|\n| d | e |", "- l1 table header 1\n    a|b | c | \n    d | e | "},
		{"empty cells", "| 甲 |  | 丙 |\n|---|---|---|\n|  | 乙 |  |", "- l1 table header 1\n    甲 |  | 丙 | \n     | 乙 |  | "},
		{"a drawn frame", "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│丙│丁│\n└──┴──┘", "- l1 table header 1\n    甲 | 乙 | \n    丙 | 丁 | "},
		{"tabs", "序号\t任务\t单位\n1\t治理\t区水利局\n完", "- l1 table header 0\n    序号 | 任务 | 单位 | \n    1 | 治理 | 区水利局 | \n- l3 完"},
		{"columns set with blanks", "排名  镇别    得分\n1    半江镇    96.5\n2    新回龙镇    94.8\n完", "- l1 table header 0\n    排名 | 镇别 | 得分 | \n    1 | 半江镇 | 96.5 | \n    2 | 新回龙镇 | 94.8 | \n- l4 完"},
		{"columns parted by one blank", "镇别 管网（公里） 得分\n半江镇 12.6 96.5\n新回龙镇 9 94.8\n合计 21.6 —", "- l1 table header 0\n    镇别 | 管网（公里） | 得分 | \n    半江镇 | 12.6 | 96.5 | \n    新回龙镇 | 9 | 94.8 | \n    合计 | 21.6 | — | "},
		{"a column of days", "任务 单位 时限\n拆除码头 区交通局 2024年6月底\n修复矿山 区林业局 9月底前", "- l1 table header 0\n    任务 | 单位 | 时限 | \n    拆除码头 | 区交通局 | 2024年6月底 | \n    修复矿山 | 区林业局 | 9月底前 | "},
		{"a head with years", "指标  2023年  2024年目标\n森林覆盖率（%）  61.2  62\n湿地（亩）  800  950", "- l1 table header 0\n    指标 | 2023年 | 2024年目标 | \n    森林覆盖率（%） | 61.2 | 62 | \n    湿地（亩） | 800 | 950 | "},
		{"blanks inside lines are no columns", "甲镇 乙镇 丙镇\n2024年3月 完成治理 验收\n2024年5月 完成修复 验收", "- l1 甲镇 乙镇 丙镇\n- l2 2024年3月 完成治理 验收\n- l3 2024年5月 完成修复 验收"},
		{"a letterhead is no table", "甲局   乙局   丙局\n甲办   乙办   丙办\n甲委   乙委   丙委", "- l1 甲局   乙局   丙局\n- l2 甲办   乙办   丙办\n- l3 甲委   乙委   丙委"},
		{"one line with a bar is a line", "甲|乙", "- l1 甲|乙"},
		{"two lines with one tab are lines", "甲\t乙\n丙\t丁", "- l1 甲\t乙\n- l2 丙\t丁"},
		{"an indent by tab is no table", "\t甲\n\t乙\n\t丙", "- l1 \t甲\n- l2 \t乙\n- l3 \t丙"},
		{"a rule is a line", "甲\n----------\n乙", "- l1 甲\n- l2 ----------\n- l3 乙"},
	}
	for _, tt := range tests {
		if got := blocksOf(mustRead(t, "a.txt", []byte(tt.text))); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"headings", "# 方案\n\n## 一、要求 ##\n正文\n###（一）目标\n", "- l1 h1 方案\n+ l3 h2 一、要求\n- l4 正文\n- l5 h3 （一）目标"},
		{"underlined headings", "方案\n====\n要求\n----\n正文", "- l1 h1 方案\n- l3 h2 要求\n- l5 正文"},
		{"lists", "1. 治理\n2. 修复\n   - 矿山\n* 河道", "- l1 {1.} 治理\n- l2 {2.} 修复\n- l3 <list> 矿山\n- l4 <list> 河道"},
		{"emphasis, links, code, pictures", "**“两山”**基地[复函](http://a.b/c)第`3`条 ![图](x.png)~~旧~~", "- l1 “两山”基地复函第3条 图旧"},
		{"escapes stay what they are", `3\*4 a\_b \# c`, "- l1 3*4 a_b # c"},
		{"underscores inside words", "file_name_x 和 a*b", "- l1 file_name_x 和 a*b"},
		{"a table", "|任务|**单位**|\n|:--|--:|\n|治理|区水利局<br>区林业局|", "- l1 table header 1\n    任务 | 单位 | \n    治理 | 区水利局⏎区林业局 | "},
		{"an HTML table", "<table>\n<tr><td rowspan=2>甲</td><td>乙</td></tr>\n<tr><td>丙</td></tr>\n</table>\n后", "- l1 table header 0\n    甲 | 乙 | \n    [甲 0,0] | 丙 | \n- l5 后"},
		{"front matter is no text", "---\ntitle: x\n---\n正文", "- l4 正文"},
		{"lines of their own stay apart", "一是治理。\n二是修复。", "- l1 一是治理。\n- l2 二是修复。"},
		{"a line cut at a column is healed", "建设绿水青山就是金山银山实践创新基地是深学笃用习近平生态文\n明思想的实践探索。\n下一段", "- l1 建设绿水青山就是金山银山实践创新基地是深学笃用习近平生态文明思想的实践探索。\n- l3 下一段"},
		{"a footnote", "正文[^1]\n\n[^1]: 指2022年数。", "- l1 正文\n+ note l3 {1} 指2022年数。"},
		{"code keeps its lines", "```\na | b\n# c\n```\n后", "- l2 <code> a | b\n- l3 <code> # c\n- l5 后"},
		{"quotes", "> 原文如此", "- l1 原文如此"},
	}
	for _, tt := range tests {
		if got := blocksOf(mustRead(t, "a.md", []byte(tt.text))); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestCSV(t *testing.T) {
	f := mustRead(t, "清单.csv", []byte(gbk("序号,任务,\"牵头,配合\"\r\n1,\"治理\n二期\",区水利局\r\n2,修复\r\n")))
	want := "- l1 table header 0\n    序号 | 任务 | 牵头,配合 | \n    1 | 治理⏎二期 | 区水利局 | \n    2 | 修复 |  | "
	if got := blocksOf(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
