package extract

import (
	"strings"
	"testing"
)

func TestOFD(t *testing.T) {
	full := "各单位要高度重视生态环境保护工作，切实加强组织领导，细化工"
	first := ofdLine(60, 30, 7, "关于印发方案的通知") +
		ofdLine(41.2, 50, 5.6, "各单位要高度重视生态环境保护工作，切实加强组织领导，") +
		ofdLine(30, 60, 5.6, full) + ofdLine(30, 70, 5.6, "作措施。") + ofdLine(100, 285, 4, "— 1 —")
	table := `<ofd:PathObject ID="8" Boundary="30 90 156.8 40"><ofd:AbbreviatedData>M 0 0 L 156.8 0 M 0 20 L 156.8 20 M 0 40 L 156.8 40 M 0 0 L 0 40 M 70 0 L 70 40 M 156.8 0 L 156.8 40</ofd:AbbreviatedData></ofd:PathObject>` +
		ofdLine(35, 95, 5.6, "任务") + ofdLine(105, 95, 5.6, "单位") + ofdLine(35, 115, 5.6, "治理") + ofdLine(105, 115, 5.6, "区水利局")
	second := ofdLine(41.2, 30, 5.6, "第二页的正文。") + table + ofdLine(100, 285, 4, "— 2 —")
	f := mustRead(t, "a.ofd", ofdOf(t, first, second))
	want := "- p1 关于印发方案的通知\n- p1 各单位要高度重视生态环境保护工作，切实加强组织领导，" + full + "作措施。\n- p2 第二页的正文。\n- p2 table header 0\n    任务 | 单位 | \n    治理 | 区水利局 | "
	if got := strings.ReplaceAll(blocksOf(f), "\n+", "\n-"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if f.Pages != 2 {
		t.Errorf("%d pages", f.Pages)
	}
}

func TestOFDTextWithoutDistances(t *testing.T) {
	page := `<ofd:TextObject Boundary="30 30 100 6" Size="5"><ofd:TextCode X="0" Y="5">甲乙丙2022年</ofd:TextCode></ofd:TextObject>` +
		`<ofd:TextObject Boundary="30 40 100 6" Size="5" CTM="2 0 0 2 0 0"><ofd:TextCode X="0" Y="3" DeltaX="5 5">丁戊己</ofd:TextCode></ofd:TextObject>`
	if got := blocksOf(mustRead(t, "a.ofd", ofdOf(t, page))); got != "- p1 甲乙丙2022年\n- p1 丁戊己" {
		t.Errorf("got %s", got)
	}
}
