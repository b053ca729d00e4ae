package segment

import (
	"fmt"
	"strings"
	"testing"
)

func TestNumberReadsBothScripts(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
	}{
		{"十六", 16},
		{"两千多", 2000},
		{"3,134", 3134},
		{"１０６２", 1062},
		{"七成", 70},
		{"百分之七十", 70},
		{"百分之三点五", 3.5},
		{"1.2亿", 1.2e8},
		{"三万亿", 3e12},
		{"一亿二千万", 1.2e8},
		{"一亿二千万三百", 120000300},
		{"一百零五", 105},
		{"一百五", 150},
		{"一万零五", 10005},
		{"三万五", 35000},
		{"二〇二二", 2022},
		{"十", 10},
		{"两百万", 2e6},
		{"零", 0},
		{"0", 0},
		{"约300", 300},
		{"16左右", 16},
		{"贰拾叁", 23},
		{"2万5", 25000},
		{"三点一四", 3.14},
	} {
		if got, ok := Number(c.in); !ok || got != c.want {
			t.Errorf("Number(%q) = %v, %v, want %v", c.in, got, ok, c.want)
		}
	}
	for _, in := range []string{"", "百姓", "万灵镇", "公里", "3个", "一二三产业", "几十", "两山"} {
		if v, ok := Number(in); ok {
			t.Errorf("Number(%q) = %v", in, v)
		}
	}
}

func figures(text string) string {
	var out []string
	for _, f := range Quantity(text) {
		s := fmt.Sprintf("%v%s", f.Value, f.Unit)
		if f.Approx {
			s = "~" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestQuantityFindsFiguresWithTheirUnits(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"经费达13.35亿元，占全区GDP的1.64%，到2026年达到3%以上", "13.35亿元 1.64% 3%"},
		{"森林抚育完成2600亩，占全年任务的65％", "2600亩 65%"},
		{"管网完成１２．６公里，总共20km", "12.6公里 20公里"},
		{"两千万元，一亿二千万元", "2000万元 12000万元"},
		{"下降1.5个百分点，增长-3%", "1.5百分点 -3%"},
		{"5-10个，3至5万元", "5个 10个 3万元 5万元"},
		{"约300人，20多家，10户左右", "~300人 ~20家 ~10户"},
		{"Ⅲ类水质，III类，三类", "3类 3类 3类"},
		{"十六户、二十三家、一次会议", "16户 23家 1次"},
		{"完成七成多，一半，百分之八十五", "~70% 50% 85%"},
		{"10个工作日内，3个月，5日内报", "10工作日 3个月 5天"},
		{"100㎡、36平方米、35微克/立方米、12万元/平方公里", "100平方米 36平方米 35微克/立方米 12万元/平方公里"},
		{"口袋公园5个已开工4个", "5个 4个"},
		{"信访0起", "0起"},
		{"36 公里", "36公里"},
		{"支出9.1亿，2万5千人", "9.1亿 2.5万人"},
		{"3134", "3134"},
		{"增绿添园15处，3.5公顷；新增1.2万株", "15处 3.5公顷 1.2万株"},
	} {
		if got := figures(c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestQuantityLeavesOutWhatIsNoAmount(t *testing.T) {
	for _, text := range []string{
		"第1062号提案，第十五次党代会，十六届一次会议",
		"荣环函〔2022〕98号",
		"2022年7月6日，7月中旬，1—6月，7、8月，二〇二二年，8月31号，5日至10日",
		"2022-07-06 17:00，2022/7/6，2022.7.6，（8.8-8.14），上午9点30分，8点半",
		"1．严格全域生态空间管控。2．修复受损的生态系统",
		"一是强化；二、落实；（三）保障",
		"统一部署，两山，三线一单，一河一策，一户一策，五大任务，四大班子，十四五规划",
		"“一圈、两区、三山、四岸、五廊、多点”",
		"PM2.5，A4，5G",
		"百姓富，万灵镇，千方百计，十分重要，一系列，一部分",
	} {
		if got := figures(text); got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestSameFigureIsTolerantOfScriptAndStrictInValue(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1.2亿元", "12000万元", true},
		{"1.2亿元", "一亿二千万元", true},
		{"９．１亿", "9.1亿元", true},
		{"1200米", "1.2公里", true},
		{"20km", "二十公里", true},
		{"14个", "十四个", true},
		{"3%", "百分之三", true},
		{"七成", "70%", true},
		{"3%", "3个百分点", false},
		{"13.35亿元", "35亿元", false},
		{"13.35亿元", "13.35万元", false},
		{"6次", "6场", false},
		{"5天", "5个工作日", false},
		{"9.1亿立方米", "9.1亿元", false},
		{"3134", "3134条", false},
	} {
		a, b := Quantity(c.a), Quantity(c.b)
		if len(a) != 1 || len(b) != 1 {
			t.Fatalf("%s: %v, %s: %v", c.a, a, c.b, b)
		}
		if got := SameFigure(a[0], b[0]); got != c.want {
			t.Errorf("SameFigure(%s, %s) = %v", c.a, c.b, got)
		}
	}
}
