package segment

import (
	"strings"
	"testing"
)

func TestFoldMakesOneKeyOfManySpellings(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"荣环函〔2022〕98号", "荣环函[２０２２]98号"},
		{"“两山”基地", "「两山」 基地"},
		{"生态＋复合产业", "生态+复合产业"},
		{"1—6月", "1-6月"},
		{"1——6月", "1～6月"},
		{"36㎡", "36M2"},
		{"Ⅲ类水质", "III类水质"},
		{"小院\u200b＋", "小院+"},
		{"各级\n\n各部门", "各级各部门"},
		{"Go  lang", "go lang"},
	} {
		if x, y := Fold(c.a).Text, Fold(c.b).Text; x != y {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", c.a, x, c.b, y)
		}
	}
	if Fold("①").Text == Fold("1").Text {
		t.Error("① must stay apart from 1: it is an item's mark, not a figure")
	}
}

// The short way for common marks gives what Unicode's tables give.
func TestCommonMarksFoldAsUnicodeSays(t *testing.T) {
	for r := rune(0x80); r <= 0xFFFF; r++ {
		got, ok := narrow(r)
		if _, own := variants[r]; !ok || own {
			continue
		}
		if want := foldWide(r); len(want) != 1 || want[0] != got {
			t.Errorf("%U %c becomes %c, not %c", r, r, got, want)
		}
	}
}

func TestAKeyIsAFoldWithoutTheWayBack(t *testing.T) {
	for _, s := range []string{
		"", " ", "——", "a  b", " 占全区ＧＤＰ的 １．６４％，到2026年 ", "1 — 6月", "- - x", "各级\n\n各部门", "㎡ m2\u200b", "\xff断", "甲 — — 乙", "go\t lang－—x",
	} {
		if got, want := Key(s), Fold(s).Text; got != want {
			t.Errorf("Key(%q) = %q, Fold gives %q", s, got, want)
		}
	}
}

func TestFoldKnowsTheWayBack(t *testing.T) {
	text := "占全区ＧＤＰ的 １．６４％，到2026年"
	f := Fold(text)
	at := strings.Index(f.Text, "gdp的1.64%")
	if at < 0 {
		t.Fatalf("folded to %q", f.Text)
	}
	from, to := f.Original(at, at+len("gdp的1.64%"))
	if got := text[from:to]; got != "ＧＤＰ的 １．６４％" {
		t.Errorf("original is %q", got)
	}
}

func TestLocateReturnsTheDocumentsOwnBytes(t *testing.T) {
	for _, c := range []struct{ hay, needle, want string }{
		{"力争7月中旬完成征求意见", "7月中旬完成", "7月中旬完成"},
		{"经费达１３．３５亿元，占", "13.35亿元", "１３．３５亿元"},
		{"创建“两山”基地", "创建\"两山\"基地", "创建“两山”基地"},
		{"创建“两山”基地", "创建两山基地", "创建“两山”基地"},
		{"全区上下、各级\n\n各部门齐心协力", "各级各部门齐心协力", "各级\n\n各部门齐心协力"},
		{"政务双微宣传3,134条", "宣传3134条", "宣传3,134条"},
		{"充分运用“小院＋”等平台", "小院+等平台。", "小院＋”等平台"},
	} {
		from, to, ok := Locate(c.hay, c.needle)
		if !ok || c.hay[from:to] != c.want {
			t.Errorf("Locate(%q, %q) = %q, %v", c.hay, c.needle, c.hay[from:to], ok)
		}
	}
}

func TestLocateNeverCutsAFigure(t *testing.T) {
	for _, c := range []struct{ hay, needle string }{
		{"经费达13.35亿元", "35亿元"},
		{"经费达13.35亿元", "3.35亿元"},
		{"宣传3134条", "宣传313"},
		{"宣传3134条", "134条"},
		{"共１０６２件", "62件"},
		{"二十三家企业", "三家企业"},
		{"宣讲6次", "宣讲7次"},
		{"1.64%", "164%"},
		{"什么也没有", "  "},
	} {
		if from, to, ok := Locate(c.hay, c.needle); ok {
			t.Errorf("Locate(%q, %q) found %q", c.hay, c.needle, c.hay[from:to])
		}
	}
	if from, _, ok := Locate("13.35亿元，其中35亿元", "35亿元"); !ok || from != len("13.35亿元，其中") {
		t.Error("a later whole figure must be found")
	}
}

func spans(text string, ss []Span) string {
	var out []string
	for _, s := range ss {
		out = append(out, s.Of(text))
	}
	return strings.Join(out, "|")
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"一是甲。二是乙。三是丙", "一是甲。|二是乙。|三是丙"},
		{"无论多高，红灯不能闯；无论多大，门槛不能降。", "无论多高，红灯不能闯；|无论多大，门槛不能降。"},
		{"落实“管行业必须管环保！管业务必须管环保”的要求。好", "落实“管行业必须管环保！管业务必须管环保”的要求。|好"},
		{"他说：“好。”然后走了。", "他说：“好。”|然后走了。"},
		{"严守“红线！”的要求。", "严守“红线！”的要求。"},
		{"《建设；规划》初稿。（注：略。）完", "《建设；规划》初稿。|（注：略。）完"},
		{"标题\n第一句。\n\n 第二句！！", "标题|第一句。|第二句！！"},
		{"《荣昌区\n规划》印发。", "《荣昌区\n规划》印发。"},
		{"“没有闭合。下一句。", "“没有闭合。|下一句。"},
		{"占1.64%。到2026年", "占1.64%。|到2026年"},
		{"", ""},
	} {
		if got := spans(c.text, Sentences(c.text)); got != c.want {
			t.Errorf("Sentences(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestALostQuoteDoesNotSwallowTheDocument(t *testing.T) {
	text := "“开头。" + strings.Repeat("一句话。", 600) + "”完。"
	if n := len(Sentences(text)); n < 600 {
		t.Errorf("%d sentences", n)
	}
}

func TestClauses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"强化统筹，落实责任；完。", "强化统筹，|落实责任；|完。"},
		{"发布3,134条，完成", "发布3,134条，|完成"},
		{"濑溪河、清流河、马鞍河", "濑溪河、清流河、马鞍河"},
		{"完成规划编制并报审、推进管网建设工作", "完成规划编制并报审、|推进管网建设工作"},
		{"“党政同责，一岗双责”，层层传导", "“党政同责，一岗双责”，|层层传导"},
	} {
		if got := spans(c.text, Clauses(c.text)); got != c.want {
			t.Errorf("Clauses(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzOffsets(f *testing.F) {
	for _, s := range []string{"一是“甲。”（乙）", "１．２亿元\n\n8.8-8.14", "\"'\xff《", "Ⅲ类，三分之二、百分之", "两千万亿点五"} {
		f.Add(s, "亿")
	}
	f.Fuzz(func(t *testing.T, s, needle string) {
		fo := Fold(s)
		for i := range fo.Text {
			if a, b := fo.Original(i, i+1); a < 0 || b > len(s) || a >= b {
				t.Fatalf("Original(%d) = %d, %d of %d", i, a, b, len(s))
			}
		}
		if from, to, ok := Locate(s, needle); ok && (from < 0 || to > len(s) || from >= to) {
			t.Fatalf("Locate = %d, %d of %d", from, to, len(s))
		}
		end := 0
		for _, sp := range Sentences(s) {
			if sp.Start < end || sp.End <= sp.Start || sp.End > len(s) {
				t.Fatalf("span %v after %d of %d", sp, end, len(s))
			}
			end = sp.End
		}
		Clauses(s)
		for _, q := range Quantity(s) {
			if s[q.Start:q.End] != q.Text || q.Text == "" {
				t.Fatalf("figure %+v", q)
			}
		}
		Number(s)
	})
}

func TestSharedCountsWhatTwoSortedListsHaveInCommon(t *testing.T) {
	for _, c := range []struct {
		a, b []uint64
		want int
	}{{nil, nil, 0}, {[]uint64{1, 2}, nil, 0}, {[]uint64{1, 3, 5, 9}, []uint64{2, 3, 4, 5, 6}, 2}, {[]uint64{7}, []uint64{7}, 1}} {
		if got, back := Shared(c.a, c.b), Shared(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("Shared(%v, %v) = %d, and %d the other way round; want %d", c.a, c.b, got, back, c.want)
		}
	}
}
