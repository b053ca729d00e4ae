package extract

import (
	"context"
	"strings"
	"testing"
)

func mustRead(t testing.TB, name string, data []byte) *File {
	t.Helper()
	f, err := Read(context.Background(), name, data)
	if err != nil {
		t.Fatalf("Read(%s): %v", name, err)
	}
	return f
}

// blocksOf gives the dump without its first line.
func blocksOf(f *File) string {
	_, blocks, _ := strings.Cut(dump(f), "\n")
	return strings.TrimSuffix(blocks, "\n")
}

func TestDocxParagraphs(t *testing.T) {
	tests := []struct {
		name, body, want, note string
	}{
		{"a line break stays inside the paragraph", `<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>`, "- 甲⏎乙", ""},
		{"a page break is no text", `<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>`, "- 甲乙", ""},
		{"tabs", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>`, "- 甲\t乙", ""},
		{"an empty paragraph is remembered", p("甲") + `<w:p/>` + p("乙"), "- 甲\n+ 乙", ""},
		{"insertions are kept", `<w:p>` + r("甲") + `<w:ins w:id="1">` + r("乙") + `</w:ins></w:p>`, "- 甲乙", ""},
		{"deletions are left out", `<w:p>` + r("甲") + `<w:del w:id="1"><w:r><w:delText>丙</w:delText></w:r></w:del>` + r("乙") + `</w:p>`, "- 甲乙", NoteTrackedDeletions},
		{"moved text stands once, where it went", `<w:p><w:moveFrom>` + r("甲") + `</w:moveFrom></w:p><w:p><w:moveTo>` + r("甲") + `</w:moveTo></w:p>`, "- 甲", NoteTrackedDeletions},
		{"a deleted paragraph mark joins two paragraphs", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("需要全区上下、各级") + `</w:p>` + p("各部门齐心协力"), "- 需要全区上下、各级各部门齐心协力", NoteTrackedDeletions},
		{"links, smart tags, content controls and fields are read", `<w:p><w:hyperlink>` + r("甲") + `</w:hyperlink><w:smartTag>` + r("乙") + `</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>` + r("丙") + `</w:sdtContent></w:sdt><w:fldSimple w:instr="DATE">` + r("丁") + `</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`, "- 甲乙丙丁", ""},
		{"a control round paragraphs", `<w:sdt><w:sdtPr/><w:sdtContent>` + p("甲") + p("乙") + `</w:sdtContent></w:sdt>`, "- 甲\n- 乙", ""},
		{"a placeholder is nobody's words", `<w:p>` + r("负责人：") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + r("单击此处输入文字") + `</w:sdtContent></w:sdt></w:p>`, "- 负责人：", ""},
		{"hidden text is left out", `<w:p>` + r("甲") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>`, "- 甲", NoteHiddenText},
		{"a switch that is off", `<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "- 甲", ""},
		{"symbols of symbol fonts", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>不同意</w:t></w:r></w:p>`, "- ☑同意□不同意", ""},
		{"an unknown symbol is said to be one", `<w:p><w:r><w:t>甲</w:t><w:sym w:font="Webdings" w:char="F021"/></w:r></w:p>`, "- 甲\ufffd", NoteUnknownSymbol},
		{"ruby gives its base", `<w:p><w:r><w:ruby><w:rt>` + r("róng") + `</w:rt><w:rubyBase>` + r("荣") + `</w:rubyBase></w:ruby><w:t>昌</w:t></w:r></w:p>`, "- 荣昌", ""},
		{"formulas give their text", `<w:p>` + r("增长") + `<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>`, "- 增长a/b", ""},
		{
			"a text box stands once, after its paragraph",
			`<w:p>` + r("甲") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><wps:wsp><wps:txbx><w:txbxContent>` + p("框内") + `</w:txbxContent></wps:txbx></wps:wsp></a:graphic></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("框内") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r("乙") + `</w:p>` + p("丙"),
			"- 甲乙\n- note <textbox> 框内\n- 丙", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := mustRead(t, "a.docx", docxOf(t, tt.body, nil))
			if got := blocksOf(f); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if got := strings.Join(f.Notes, ","); got != tt.note {
				t.Errorf("notes %q, want %q", got, tt.note)
			}
		})
	}
}

func TestDocxNotesStandWhereTheyAreCalled(t *testing.T) {
	f := mustRead(t, "a.docx", docxOf(t, `<w:p>`+r("甲")+`<w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p>`+r("乙")+`<w:r><w:endnoteReference w:id="3"/></w:r></w:p>`, map[string]string{
		"footnotes": `<w:footnote w:type="separator" w:id="0">` + p("线") + `</w:footnote><w:footnote w:id="2">` + p(" 指2022年数。") + `</w:footnote>`,
		"endnotes":  `<w:endnote w:id="3">` + p("来源：统计局。") + `</w:endnote>`,
	}))
	want := "- 甲\n- note <footnote> 指2022年数。\n- 乙\n- note <endnote> 来源：统计局。"
	if got := blocksOf(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDocxStyles(t *testing.T) {
	styles := `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="公文一级标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="正文样式"/><w:basedOn w:val="x"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="z"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="圈"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>`
	st := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	f := mustRead(t, "a.docx", docxOf(t, p("甲", st("x"))+p("乙", st("y"))+p("丙", st("z"))+p("丁", st("loop"))+p("戊", `<w:outlineLvl w:val="2"/>`)+p("总则…………3", st("t"))+p("己", st("不在")), map[string]string{"styles": styles}))
	want := "- h1 <公文一级标题> 甲\n- <正文样式> 乙\n- h2 <标题 2> 丙\n- <圈> 丁\n- h3 <Normal> 戊\n- <不在> 己"
	if got := blocksOf(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if strings.Join(f.Notes, ",") != NoteContents {
		t.Errorf("notes %v", f.Notes)
	}
}

func TestDocxNumbering(t *testing.T) {
	abs := func(id int, levels ...string) string {
		return `<w:abstractNum w:abstractNumId="` + itoa(id) + `">` + strings.Join(levels, "") + `</w:abstractNum>`
	}
	list := func(id, abstract int, more ...string) string {
		return `<w:num w:numId="` + itoa(id) + `"><w:abstractNumId w:val="` + itoa(abstract) + `"/>` + strings.Join(more, "") + `</w:num>`
	}
	three := abs(1, lvl(0, "chineseCounting", "%1、"), lvl(1, "chineseCounting", "（%2）"), lvl(2, "decimal", "%3."))
	tests := []struct {
		name, numbering string
		body            []string
		want            string
	}{
		{
			"levels of official prose, each restarting under the one above", three + list(1, 1),
			[]string{p("a", numbered(1, 0)), p("b", numbered(1, 1)), p("c", numbered(1, 1)), p("d", numbered(1, 2)), p("e", numbered(1, 0)), p("f", numbered(1, 1))},
			"一、|（一）|（二）|1.|二、|（一）",
		},
		{
			"chapters and articles: articles run on through chapters", abs(1, lvl(0, "chineseCountingThousand", "第%1章"), lvl(1, "chineseCountingThousand", "第%2条", `<w:lvlRestart w:val="0"/>`)) + list(1, 1),
			[]string{p("a", numbered(1, 0)), p("b", numbered(1, 1)), p("c", numbered(1, 1)), p("d", numbered(1, 0)), p("e", numbered(1, 1))},
			"第一章|第一条|第二条|第二章|第三条",
		},
		{
			"decimals of all levels", abs(1, lvl(0, "chineseCounting", "%1"), lvl(1, "decimal", "%1.%2", `<w:isLgl/>`), lvl(2, "decimal", "%1.%2.%3", `<w:isLgl/>`)) + list(1, 1),
			[]string{p("a", numbered(1, 0)), p("b", numbered(1, 1)), p("c", numbered(1, 2)), p("d", numbered(1, 2))},
			"一|1.1|1.1.1|1.1.2",
		},
		{
			"an empty numbered paragraph takes its number", three + list(1, 1),
			[]string{p("a", numbered(1, 0)), p("", numbered(1, 0)), p("c", numbered(1, 0))},
			"一、|三、",
		},
		{
			"two lists of one scheme count on", three + list(1, 1) + list(2, 1),
			[]string{p("a", numbered(1, 0)), p("b", numbered(2, 0))},
			"一、|二、",
		},
		{
			"unless the second says where to start", three + list(1, 1) + list(2, 1, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`),
			[]string{p("a", numbered(1, 0)), p("b", numbered(2, 0)), p("c", numbered(2, 0))},
			"一、|五、|六、",
		},
		{
			"a level overridden", three + list(1, 1, `<w:lvlOverride w:ilvl="0">`+lvl(0, "decimalEnclosedCircle", "%1")+`</w:lvlOverride>`),
			[]string{p("a", numbered(1, 0)), p("b", numbered(1, 0))},
			"①|②",
		},
		{
			"a level used before the one above it", three + list(1, 1),
			[]string{p("a", numbered(1, 1)), p("b", numbered(1, 0)), p("c", numbered(1, 1))},
			"（一）|一、|（一）",
		},
		{
			"bullets and no numbering have none", abs(1, lvl(0, "bullet", "")) + list(1, 1),
			[]string{p("a", numbered(1, 0)), p("b", numbered(0, 0)), p("c", numbered(77, 0))},
			"||",
		},
		{
			"a custom format", abs(1, `<w:lvl w:ilvl="0"><w:start w:val="8"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>`) + list(1, 1),
			[]string{p("a", numbered(1, 0)), p("b", numbered(1, 0))},
			"008|009",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := mustRead(t, "a.docx", docxOf(t, strings.Join(tt.body, ""), map[string]string{"numbering": tt.numbering}))
			var got []string
			for _, b := range f.Blocks {
				got = append(got, b.Number)
			}
			if s := strings.Join(got, "|"); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

func TestDocxNumberingOfStyles(t *testing.T) {
	styles := `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="三级"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="三级甲"/><w:basedOn w:val="3"/></w:style>`
	numbering := `<w:abstractNum w:abstractNumId="1">` + lvl(0, "japaneseCounting", "%1、", `<w:pStyle w:val="1"/>`) + lvl(1, "japaneseCounting", "（%2）", `<w:pStyle w:val="2"/>`) + lvl(2, "decimalFullWidth", "%3．", `<w:pStyle w:val="3"/>`) + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
	st := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	f := mustRead(t, "a.docx", docxOf(t, p("甲", st("1"))+p("乙", st("2"))+p("丙", st("3"))+p("丁", st("4"))+p("戊", st("2"))+p("己", st("1")+numbered(0, 0)), map[string]string{"styles": styles, "numbering": numbering}))
	want := "- h1 <heading 1> {一、} 甲\n- h2 <heading 2> {（一）} 乙\n- <三级> {１．} 丙\n- <三级甲> {２．} 丁\n- h2 <heading 2> {（二）} 戊\n- h1 <heading 1> 己"
	if got := blocksOf(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNumberFormats(t *testing.T) {
	tests := []struct {
		format string
		n      int
		want   string
	}{
		{"chineseCounting", 1, "一"},
		{"chineseCounting", 10, "十"},
		{"chineseCounting", 12, "十二"},
		{"chineseCounting", 20, "二十"},
		{"chineseCounting", 99, "九十九"},
		{"chineseCountingThousand", 100, "一百"},
		{"chineseCountingThousand", 101, "一百零一"},
		{"chineseCountingThousand", 110, "一百一十"},
		{"chineseCountingThousand", 1005, "一千零五"},
		{"chineseCountingThousand", 10010, "一万零一十"},
		{"japaneseCounting", 21, "二十一"},
		{"ideographDigital", 10, "一〇"},
		{"ideographDigital", 21, "二一"},
		{"chineseLegalSimplified", 12, "壹拾贰"},
		{"ideographTraditional", 3, "丙"},
		{"ideographZodiac", 12, "亥"},
		{"decimalEnclosedCircle", 1, "①"},
		{"decimalEnclosedCircle", 20, "⑳"},
		{"decimalEnclosedCircle", 21, "㉑"},
		{"decimalEnclosedCircle", 51, "51"},
		{"decimalEnclosedCircleChinese", 3, "③"},
		{"decimalFullWidth", 12, "１２"},
		{"decimalEnclosedParen", 4, "⑷"},
		{"decimalEnclosedFullstop", 4, "⒋"},
		{"decimalZero", 7, "07"},
		{"upperRoman", 14, "XIV"},
		{"lowerRoman", 4, "iv"},
		{"upperLetter", 27, "AA"},
		{"lowerLetter", 2, "b"},
		{"numberInDash", 3, "- 3 -"},
		{"somethingNew", 5, "5"},
	}
	for _, tt := range tests {
		if got := formatNumber(tt.format, tt.n); got != tt.want {
			t.Errorf("%s of %d: got %s, want %s", tt.format, tt.n, got, tt.want)
		}
	}
}

func TestDocxTables(t *testing.T) {
	numbering := `<w:abstractNum w:abstractNumId="1">` + lvl(0, "decimal", "%1") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
	tests := []struct{ name, body, want string }{
		{
			"spans over columns and rows",
			tbl(tr(tc(`<w:vMerge w:val="restart"/>`, p("序号")), tc(`<w:gridSpan w:val="2"/>`, p("责任单位"))),
				tr(tc(`<w:vMerge/>`, p("")), tc("", p("牵头单位")), tc("", p("配合单位"))),
				tr(tc("", p("1")), tc("", p("区林业局")), tc("", p("各镇街")))),
			"    序号 | 责任单位 | [责任单位 0,1] | \n    [序号 0,0] | 牵头单位 | 配合单位 | \n    1 | 区林业局 | 各镇街 | ",
		},
		{
			"a block of two by two",
			tbl(tr(tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, p("甲")), tc("", p("乙"))), tr(tc(`<w:gridSpan w:val="2"/><w:vMerge/>`, p("")), tc("", p("丙")))),
			"    甲 | [甲 0,0] | 乙 | \n    [甲 0,0] | [甲 0,0] | 丙 | ",
		},
		{
			"a column of automatic numbers",
			tbl(tr(tc("", p("", numbered(1, 0))), tc("", p("甲"))), tr(tc("", p("", numbered(1, 0))), tc("", p("乙")))),
			"    1 | 甲 | \n    2 | 乙 | ",
		},
		{
			"a table inside a cell",
			tbl(tr(tc("", p("甲"), tbl(tr(tc("", p("内一")), tc("", p("内二")))), p("尾")), tc("", p("乙")))),
			"    甲⏎尾 | 乙 | \n        内一 | 内二 | ",
		},
		{
			"paragraphs of a cell on lines of their own",
			tbl(tr(tc("", p("区水利局"), p("区农业农村委")), tc("", p("乙")))),
			"    区水利局⏎区农业农村委 | 乙 | ",
		},
		{
			"a row that begins further right, and a shorter one",
			tbl(tr(tc("", p("甲")), tc("", p("乙"))), `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc("", p("丙"))+`</w:tr>`, tr(tc("", p("丁")))),
			"    甲 | 乙 | \n     | 丙 | \n    丁 |  | ",
		},
		{
			"a deleted row is left out, controls round cells are read",
			tbl(tr(tc("", p("甲")), `<w:sdt><w:sdtContent>`+tc("", p("乙"))+`</w:sdtContent></w:sdt>`), `<w:tr><w:trPr><w:del/></w:trPr>`+tc("", p("旧"))+`</w:tr>`),
			"    甲 | 乙 | ",
		},
		{
			"a continuation with nothing above it stands for itself",
			tbl(tr(tc(`<w:vMerge/>`, p("甲")), tc("", p("乙")))),
			"    甲 | 乙 | ",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := mustRead(t, "a.docx", docxOf(t, tt.body, map[string]string{"numbering": numbering}))
			_, got, _ := strings.Cut(blocksOf(f), "\n")
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestDocxHeaderRows(t *testing.T) {
	head := `<w:tr><w:trPr><w:tblHeader/></w:trPr>` + tc("", p("序号")) + `</w:tr>`
	f := mustRead(t, "a.docx", docxOf(t, tbl(head, head, tr(tc("", p("1")))), nil))
	if got := f.Blocks[0].Table.HeaderRows; got != 2 {
		t.Errorf("header rows %d, want 2", got)
	}
}
