package extract

import (
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"headings and paragraphs", "<h1>通知</h1><p>各单位：</p><h3>一、要求</h3>正文", "- h1 通知\n- 各单位：\n- h3 一、要求\n- 正文"},
		{"scripts, styles, menus and hidden matter are no text", "<script>a</script><style>b</style><nav>首页</nav><div style='display: none'>隐</div><div hidden>藏</div><div role=navigation>栏目</div><noscript>无</noscript><footer>版权</footer><p>正文</p>", "- 正文"},
		{"source line ends are no spaces in Chinese", "<p>绿水\n青山</p><p>GDP\ngrowth 3%</p>", "- 绿水青山\n- GDP growth 3%"},
		{"breaks inside a sentence stay", "<p>重庆市<br>荣昌区</p>", "- 重庆市⏎荣昌区"},
		{"breaks after a sentence or before an indent part paragraphs", "<div>　　一是治理。<br>　　二是修复<br/>&nbsp;&nbsp;三是推进。<br><br>完</div>", "- 　　一是治理。\n- 　　二是修复\n- 三是推进。\n+ 完"},
		{"spans of cells", "<table><tr><th rowspan=2>序号<th colspan=2>单位<tr><td>牵头<td>配合<tr><td>1<td>甲<td>乙</table>", "- table header 0\n    序号 | 单位 | [单位 0,1] | \n    [序号 0,0] | 牵头 | 配合 | \n    1 | 甲 | 乙 | "},
		{"a row span of nothing reaches the end", "<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>", "- table header 0\n    甲 | 1 | \n    [甲 0,0] | 2 | \n    [甲 0,0] | 3 | "},
		{"a span too long stops at the last row", "<table><tr><td rowspan=60000>甲<td>1<tr><td>2</table>", "- table header 0\n    甲 | 1 | \n    [甲 0,0] | 2 | "},
		{"head rows and a caption", "<table><caption>任务表</caption><thead><tr><th>甲<th>乙</thead><tbody><tr><td>1<td>2</table>", "- 任务表\n- table header 1\n    甲 | 乙 | \n    1 | 2 | "},
		{"a table that lays out the page", "<table><tr><td><h2>标题</h2><p>正文</p></td></tr></table>", "- h2 标题\n- 正文"},
		{"paragraphs of a cell", "<table><tr><td><p>区水利局</p><p>区林业局</p><td>乙<tr><td>1<td>2</table>", "- table header 0\n    区水利局⏎区林业局 | 乙 | \n    1 | 2 | "},
		{"a table inside a cell", "<table><tr><td>甲<table><tr><td>1<td>2<tr><td>3<td>4</table><td>乙<tr><td>丙<td>丁</table>", "- table header 0\n    甲 | 乙 | \n        1 | 2 | \n        3 | 4 | \n    丙 | 丁 | "},
		{"lists", "<ol start=3><li>甲<li><p>乙</p><ol type=a><li>丙</ol><li value=9>丁</ol><ul><li>戊</ul>", "- <list> {3.} 甲\n- <list> {4.} 乙\n- <list> {a.} 丙\n- <list> {9.} 丁\n- <list> 戊"},
		{"entities and invisible characters", "<p>a&lt;b&nbsp;&amp;\u200b c</p>", "- a<b & c"},
		{"unclosed and crossed tags", "<p>甲<b>乙<p>丙</b>丁</div></p>", "- 甲乙\n- 丙丁"},
		{"ruby gives its base", "<p><ruby>荣<rp>(</rp><rt>róng</rt><rp>)</rp></ruby>昌</p>", "- 荣昌"},
	}
	for _, tt := range tests {
		f := mustRead(t, "a.html", []byte("<html><body>"+tt.body+"</body></html>"))
		if got := blocksOf(f); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestHTMLCharsets(t *testing.T) {
	const body = "<title>荣昌区人民政府</title></head><body><p>关于建设“两山”基地的复函</p></body></html>"
	tests := map[string]string{
		"declared gb2312":                 gbk(`<html><head><meta charset="gb2312">` + body),
		"declared gbk by http-equiv":      gbk(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=GBK">` + body),
		"undeclared gb18030":              gbk(`<html><head>` + body),
		"undeclared utf-8":                `<html><head>` + body,
		"utf-8 wrongly declared gb2312":   `<html><head><meta charset="gb2312">` + body,
		"gb18030 wrongly declared utf-8":  gbk(`<html><head><meta charset="utf-8">` + body),
		"utf-16 with a mark":              "\xff\xfe" + wide(`<html><head><meta charset="gb2312">`+body, false),
		"utf-8 with a mark, declared gbk": "\xef\xbb\xbf" + `<html><head><meta charset="gbk">` + body,
	}
	for name, data := range tests {
		f := mustRead(t, "a.htm", []byte(data))
		if f.Title != "荣昌区人民政府" || blocksOf(f) != "- 关于建设“两山”基地的复函" {
			t.Errorf("%s: title %q, %s", name, f.Title, dump(f))
		}
	}
}

// A page as government sites serve them: hundreds of empty bars, a block of
// metadata, the document, a block of links.
func TestMessyPage(t *testing.T) {
	var sb strings.Builder
	sb.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于印发方案的通知_某区人民政府</title><script>var a="<p>x</p>";</script></head><body>`)
	for range 300 {
		sb.WriteString(`<div class="bar"><span>&nbsp;</span></div>`)
	}
	sb.WriteString(`<div class="nav" role="navigation"><a>首页</a></div><table class="meta"><tr><td>索引号</td><td>11500226/2022-001</td></tr><tr><td>发文机关</td><td>某区人民政府办公室</td></tr></table>`)
	sb.WriteString(`<div id="zoom"><p style="text-align:center"><strong>关于印发方案的通知</strong></p><p>　　各镇街：</p><p>&nbsp;</p><p>　　一、<span>总体</span>要求</p></div></body></html>`)
	f := mustRead(t, "page.html", []byte(sb.String()))
	want := "+ table header 0\n    索引号 | 11500226/2022-001 | \n    发文机关 | 某区人民政府办公室 | \n- 关于印发方案的通知\n- 　　各镇街：\n+ 　　一、总体要求"
	if got := "+" + blocksOf(f)[1:]; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPageSavedAsOneFile(t *testing.T) {
	data := "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--B\"\r\n\r\n----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><head><meta charset=3Dutf-8></head><body><p>=E5=A4=8D=E5=87=BD</p></body></html>\r\n----B--\r\n"
	f := mustRead(t, "页.mht", []byte(data))
	if got := blocksOf(f); got != "- 复函" || f.Format != "mht" || len(f.Notes) > 0 {
		t.Errorf("%s", dump(f))
	}
}
