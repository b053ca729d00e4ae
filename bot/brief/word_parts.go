package brief

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// part is one file inside a .docx.
type part struct{ name, text string }

// writeZip writes the parts in the order given and without a time, so that the
// bytes depend on nothing else.
func writeZip(out io.Writer, parts []part) error {
	z := zip.NewWriter(out)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// escape makes words safe in XML; characters that XML cannot hold become U+FFFD.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return strings.NewReplacer("&#xA;", " ", "&#xD;", "", "&#x9;", " ").Replace(b.String())
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	typeNS  = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// fixedParts are the parts that are the same in every document.
func fixedParts() []part {
	return []part{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + relNS + `officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rIdStyles" Type="` + relNS + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rIdSettings" Type="` + relNS + `settings" Target="settings.xml"/>` +
			`<Relationship Id="rIdFonts" Type="` + relNS + `fontTable" Target="fontTable.xml"/>` +
			`<Relationship Id="rIdOdd" Type="` + relNS + `footer" Target="footer1.xml"/>` +
			`<Relationship Id="rIdEven" Type="` + relNS + `footer" Target="footer2.xml"/></Relationships>`},
		{"word/settings.xml", xmlHead + `<w:settings ` + wordNS + `><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
			`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
			`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`},
		{"word/styles.xml", styles()},
		{"word/fontTable.xml", fontTable()},
		{"word/footer1.xml", footer("right", `w:rightChars="100" w:right="280"`)},
		{"word/footer2.xml", footer("left", `w:leftChars="100" w:left="280"`)},
	}
}

func contentTypes() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range [][2]string{
		{"word/document.xml", typeNS + "document.main+xml"},
		{"word/styles.xml", typeNS + "styles+xml"},
		{"word/settings.xml", typeNS + "settings+xml"},
		{"word/fontTable.xml", typeNS + "fontTable+xml"},
		{"word/footer1.xml", typeNS + "footer+xml"},
		{"word/footer2.xml", typeNS + "footer+xml"},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
	} {
		b.WriteString(`<Override PartName="/` + p[0] + `" ContentType="` + p[1] + `"/>`)
	}
	return b.String() + `</Types>`
}

func core(title, creator string) string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escape(title) + `</dc:title><dc:creator>` + escape(creator) + `</dc:creator></cp:coreProperties>`
}

// fontTable names the fonts and what stands in for each where it is not installed.
func fontTable() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:fonts ` + wordNS + `>`)
	for _, f := range [][2]string{
		{fontTitle, "方正小标宋_GBK,华文中宋,宋体,SimSun,Noto Serif CJK SC"},
		{fontBody, "仿宋,FangSong,FangSong_GB2312,华文仿宋,Noto Serif CJK SC"},
		{fontKai, "楷体,KaiTi,KaiTi_GB2312,华文楷体,Noto Serif CJK SC"},
		{fontHei, "SimHei,方正黑体_GBK,Noto Sans CJK SC"},
		{fontSong, "SimSun,方正书宋_GBK,Noto Serif CJK SC"},
	} {
		b.WriteString(`<w:font w:name="` + f[0] + `"><w:altName w:val="` + f[1] + `"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`)
	}
	return b.String() + `</w:fonts>`
}

// style is one paragraph style.
type style struct {
	id, name   string
	outline    int // 1 to 3, 0 for none
	font       string
	size       int // half points
	color      string
	paragraph  string // of pPr, after the spacing
	line       int    // twentieths of a point, exact; 0 for single
	before     string // of pPr, before the spacing
	characters int    // twentieths between characters
}

const twoCharacters = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`

func styles() string {
	list := []style{
		{id: "Normal", name: "Normal", font: fontBody, size: sizeBody, line: lineHeight, before: `<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`, paragraph: twoCharacters + `<w:jc w:val="both"/>`, characters: closer},
		{id: "Heading1", name: "heading 1", outline: 1, font: fontHei, size: sizeBody, line: lineHeight, paragraph: twoCharacters, before: `<w:keepNext/>`, characters: closer},
		{id: "Heading2", name: "heading 2", outline: 2, font: fontKai, size: sizeBody, line: lineHeight, paragraph: twoCharacters, before: `<w:keepNext/>`, characters: closer},
		{id: "Heading3", name: "heading 3", outline: 3, font: fontBody, size: sizeBody, line: lineHeight, paragraph: twoCharacters + `<w:jc w:val="both"/>`, characters: closer},
		{id: "Masthead", name: "Masthead", font: fontTitle, size: sizeMasthead, line: 1300, color: "FF0000", paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, characters: 120},
		{id: "Issue", name: "Issue", font: fontBody, size: sizeBody, line: lineHeight, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`},
		{
			id: "Issuer", name: "Issuer", font: fontBody, size: sizeBody, line: lineHeight, paragraph: `<w:ind w:leftChars="100" w:left="320" w:rightChars="100" w:right="320" w:firstLineChars="0" w:firstLine="0"/>`,
			before: `<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8500"/></w:tabs>`,
		},
		{id: "Title", name: "Title", font: fontTitle, size: sizeTitle, line: 640, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, before: `<w:keepNext/><w:snapToGrid w:val="0"/>`},
		{id: "Flush", name: "Flush", font: fontBody, size: sizeBody, line: lineHeight, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/>`, characters: closer},
		{id: "Signature", name: "Signature", font: fontBody, size: sizeBody, line: lineHeight, paragraph: `<w:ind w:rightChars="400" w:right="1280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>`},
		{id: "Foot", name: "Foot", font: fontBody, size: sizeFoot, line: 500, paragraph: `<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280" w:firstLineChars="0" w:firstLine="0"/>`},
		{id: "Annex", name: "Annex", font: fontHei, size: sizeBody, line: lineHeight, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/>`, before: `<w:keepNext/>`},
		{id: "AnnexTitle", name: "Annex Title", outline: 1, font: fontTitle, size: 36, line: 560, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, before: `<w:keepNext/>`},
		{id: "AnnexNote", name: "Annex Note", font: fontBody, size: sizeRow, line: 280, before: `<w:snapToGrid w:val="0"/>`, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/>`},
		{id: "Cell", name: "Cell", font: fontBody, size: sizeRow, line: 240, before: `<w:snapToGrid w:val="0"/>`, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>`},
		{id: "CellShort", name: "Cell Short", font: fontBody, size: sizeRow, line: 240, before: `<w:snapToGrid w:val="0"/>`, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`},
		{id: "CellHead", name: "Cell Head", font: fontHei, size: sizeRow, line: 260, before: `<w:snapToGrid w:val="0"/>`, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`},
		{id: "End", name: "End of Section", font: fontBody, size: 2, line: 20, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/>`},
		{id: "Footer", name: "footer", font: fontSong, size: sizeFoot, line: 400, paragraph: `<w:ind w:firstLineChars="0" w:firstLine="0"/>`},
	}
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + wordNS + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts(fontBody) +
		fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>`, sizeBody, sizeBody) + `</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	for _, s := range list {
		s.xml(&b)
	}
	return b.String() + `</w:styles>`
}

func fonts(name string) string {
	return fmt.Sprintf(`<w:rFonts w:ascii="%[1]s" w:eastAsia="%[1]s" w:hAnsi="%[1]s" w:cs="%[1]s"/>`, name)
}

func (s style) xml(b *strings.Builder) {
	normal := ""
	if s.id == "Normal" {
		normal = ` w:default="1"`
	}
	fmt.Fprintf(b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/>`, normal, s.id, s.name)
	if s.id != "Normal" {
		b.WriteString(`<w:basedOn w:val="Normal"/>`)
	}
	if s.outline > 0 {
		b.WriteString(`<w:next w:val="Normal"/>`)
	}
	b.WriteString(`<w:qFormat/><w:pPr>` + s.before)
	fmt.Fprintf(b, `<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>%s`, s.line, s.paragraph)
	if s.outline > 0 {
		fmt.Fprintf(b, `<w:outlineLvl w:val="%d"/>`, s.outline-1)
	}
	b.WriteString(`</w:pPr><w:rPr>` + fonts(s.font) + `<w:b w:val="0"/>`)
	if s.color != "" {
		b.WriteString(`<w:color w:val="` + s.color + `"/>`)
	}
	fmt.Fprintf(b, `<w:spacing w:val="%d"/><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`, s.characters, s.size, s.size)
}

// footer is the page number: — 1 —, outward.
func footer(side, indent string) string {
	field := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	return xmlHead + `<w:ftr ` + wordNS + `><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind ` + indent + ` w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="` + side + `"/></w:pPr>` +
		`<w:r><w:t xml:space="preserve">— </w:t></w:r>` + field + `<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}
