package mask

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestMasks: each line's words between ⟦ ⟧ are personal data and nothing else is.
func TestMasks(t *testing.T) {
	for _, line := range []string{
		"（联系人：⟦王波⟧，联系电话：⟦13800000000⟧）",
		"联系人:⟦王波⟧、⟦李小四⟧，电话 ⟦138 0000 0000⟧",
		"联系人： ⟦王 波⟧，⟦１３８００００００００⟧",
		"打⟦+86 138-0000-0000⟧找⟦张⟧主任",
		"座机⟦023-46000000⟧，传真：⟦46000001⟧",
		"电话⟦（023）46000000⟧，下班打⟦138-0000-0000⟧",
		"身份证⟦110101199003070134⟧，卡号⟦6222 0000 0000 0000⟧",
		"银行卡⟦4111111111111111⟧已登记",
		"邮箱 ⟦wang.bo@example.gov.cn⟧ 收",
		"车牌⟦渝C·12345⟧、⟦渝CD12345⟧停在河边",
		"微信号：⟦liangshan_2022⟧，QQ：⟦100000001⟧",
		"村民⟦李明⟧反映河水发黑",
		"村民⟦欧阳建国⟧家的鱼塘",
		"群众代表：⟦张三⟧、⟦赵小六⟧",
		"此复函已经⟦刘冬⟧局长审签。",
		"请⟦陈建华⟧同志于8月底前完成",
		"区林业局局长⟦周小明⟧带队巡查",
		"由⟦王建⟧审签后印发",
		"签发人：⟦刘冬⟧",
		"负责人：⟦阿依古丽·买买提⟧",
		"问一下⟦王⟧老师",
		// the ways of writing a mobile number
		"⟦0086 13800000000⟧、⟦008613800000000⟧、⟦(+86)13800000000⟧、⟦+86-138-0000-0000⟧",
		"⟦138.0000.0000⟧，⟦138·0000·0000⟧，⟦1380 000 0000⟧，tel:⟦13800000000⟧",
		"打⟦一三八〇〇〇〇〇〇〇〇⟧或者⟦幺三八零零零零零零零零⟧",
		"⟦138０００００００0⟧／⟦19900000000⟧",
		// a fixed line
		"⟦023 4600 0000⟧，⟦(023)46000000⟧，⟦023—46000000-801⟧，⟦+86 23 4600 0000⟧，⟦86-23-46000000⟧",
		"座机 ⟦4600-0000⟧，办公室电话：⟦46000000⟧转801",
		// cards and papers
		"⟦110101 19900307 0134⟧，⟦110101-19900307-0134⟧，打错一位⟦110101199003070135⟧",
		"身份证号：⟦11010119900307013X⟧，老身份证⟦110101900307013⟧",
		"护照号：⟦EA1234567⟧，港澳通行证⟦C12345678⟧",
		"账号：⟦31001500500050000001⟧，⟦6222-0212-3456-7890⟧",
		// mail
		"⟦wang.bo(at)example.com⟧、⟦WANG@EXAMPLE.COM⟧、⟦wang＠example.com⟧",
		// plates: new energy, learner, police, across the border, lower case, with signs
		"⟦渝C12345D⟧、⟦渝AF12345⟧、⟦川A·F1234学⟧、⟦渝C1234警⟧、⟦粤Z1234港⟧",
		"⟦渝c12345⟧，车牌号⟦渝C-12345⟧，⟦渝 C 12345⟧，⟦WJ渝12345⟧",
		// accounts
		"wx: ⟦wangbo_88⟧，VX：⟦wangbo88⟧，加V⟦wangbo88⟧，⟦wxid_abcdef123456⟧，QQ⟦100000001⟧，威信⟦wangbo88⟧",
		// names beside a verb of being, and beside their number
		"联系人是⟦吴刚⟧，负责人为⟦周涛⟧",
		"⟦王五⟧ ⟦13800000000⟧；⟦李四⟧：⟦13900000000⟧；⟦王五⟧（电话⟦13800000000⟧）",
		"⟦赵敏⟧，身份证号⟦110101199003070134⟧；⟦钱多多⟧的手机是⟦13800000000⟧",
	} {
		want := strings.NewReplacer("⟦", "", "⟧", "").Replace(line)
		if got := marked(want); got != line {
			t.Errorf("found\n  %s, want\n  %s", got, line)
		}
	}
}

func marked(s string) string {
	return replace(s, Find(s), func(p Span) string { return "⟦" + s[p.Start:p.End] + "⟧" })
}

// TestNeverMasks: figures, dates, numbers of documents and ordinary words.
func TestNeverMasks(t *testing.T) {
	for _, s := range []string{
		"荣环函〔2022〕98号，第1062号提案", "政务双微宣传3134条", "经费达13.35亿元，占全区GDP的1.64%",
		"2022年7月6日", "2022-07-06至2022-08-31", "20220706", "总投资13800000000元", "投资15000000000.5万元",
		"项目代码2020-500153-77-03-123456", "统一社会信用代码91500153MA5U0000XX", "举报电话12369，热线12345",
		"8个方面20项评估指标", "1—6月", "PM2.5均值28微克", "微信和微博平台", "政务微博、微信、环保屏等载体",
		"微信公众号推送128条", "成立由区委、区政府主要领导为组长，区四大班子相关领导为副组长的领导小组",
		"区林业局局长带队", "全体同志参加", "负责同志", "老同志座谈", "各级河长", "党委书记", "时任局长", "担任组长",
		"群众高度评价", "群众万人签名", "村民于三十日前搬迁", "党员程序", "村民和干部", "群众关注的环境突出问题", "居民安置房", "群众路线", "业主单位", "农户安装水表",
		"习近平生态文明思想", "习近平总书记", "联系人：区林业局", "责任人：各镇街", "渝A区", "第十五次党代会", "14个镇街",
		"0.0231234567", "经度105.1234567890123", "村民代表大会", "党员干部", "居民小区", "贫困户32户", "新党员5名",
		"完成3200 4100 3900 5200四个季度", "3134 3210 4000 5000", "86个村2346000000元", "8623460000", "新建3条", "云A级景区12个", "一三五年规划", "第一三八条",
		"一三八〇〇〇〇〇〇〇〇〇亩", "账号共31个", "开通微信 hello", "举报电话 12369", "管委会 13800000000元", "林业局：1380000000立方米", "1.38.0", "2022.07.06-2022.08.31",
		"渝C区", "川渝2022年", "新B2地块", "QQ群5个", "联系人为区林业局", "负责人是各镇街", "总投资 8600万元", "面积13800.0000亩",
		"绿水青山就是金山银山", "濑溪河、清流河、马鞍河、黄角滩、高升桥水库", "委员会主任会议", "人大代表", "领衔委员填写", "下设办公室主任1名",
	} {
		if got := marked(s); got != s {
			t.Errorf("masked too much: %s", got)
		}
	}
}

// TestLetter: in the published letter only its contact line and the signing name are personal.
func TestLetter(t *testing.T) {
	b, err := os.ReadFile("testdata/letter.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range Find(string(b)) {
		got = append(got, string(b[s.Start:s.End]))
	}
	if want := "刘冬 王波 18983131278"; strings.Join(got, " ") != want {
		t.Errorf("found %q, want %s", got, want)
	}
}

// TestRestore: what goes out comes back, the same words under the same placeholder.
func TestRestore(t *testing.T) {
	table := NewTable()
	a := table.Mask("联系人：王波，电话13800000000。")
	b := table.Mask("再打13800000000，王波会接；另一个是13900000000")
	if a != "联系人：{姓名1}，电话{手机号1}。" || b != "再打{手机号1}，{姓名1}会接；另一个是{手机号2}" {
		t.Errorf("masked %q, %q", a, b)
	}
	for masked, want := range map[string]string{
		"找{姓名1}，{手机号1}":       "找王波，13800000000",
		"找｛ 姓名１ ｝":            "找王波",
		"{手机号9}{x}{":          "{手机号9}{x}{",
		`{"text":"{姓名1}【1】"}`: `{"text":"王波【1】"}`,
	} {
		if got := table.Restore(masked); got != want {
			t.Errorf("Restore(%q) = %q, want %q", masked, got, want)
		}
	}
}

// TestPlaceholderTaken: a text that already holds the words of a placeholder is not confused with it.
func TestPlaceholderTaken(t *testing.T) {
	in := "{手机号1}是模板，真的是13800000000"
	masked, table := Mask(in)
	if got := table.Restore(masked); got != in {
		t.Errorf("restored %q, want %q", got, in)
	}
}

// TestStored: nothing personal is left, and storing again changes nothing.
func TestStored(t *testing.T) {
	got := Stored("村民李明反映，电话13800000000，森林抚育2600亩")
	if want := "村民＊＊反映，电话＊＊＊＊＊＊＊＊＊＊＊，森林抚育2600亩"; got != want {
		t.Errorf("Stored = %q, want %q", got, want)
	}
	if again := Stored(got); again != got {
		t.Errorf("stored twice: %q", again)
	}
}

func FuzzMask(f *testing.F) {
	f.Add("联系人：王波，联系电话：13800000000")
	f.Add("{姓名1}村民\xffé局长１３８")
	f.Fuzz(func(t *testing.T, s string) {
		masked, table := Mask(s)
		if strings.ContainsAny(s, "{｛}｝") {
			return // the text's own braces may join with a placeholder's neighbours
		}
		if got := table.Restore(masked); got != s {
			t.Errorf("restored %q, want %q", got, s)
		}
		if utf8.ValidString(s) && !utf8.ValidString(Stored(s)) {
			t.Errorf("Stored breaks %q", s)
		}
	})
}

func BenchmarkMask(b *testing.B) {
	letter, err := os.ReadFile("testdata/letter.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(letter)))
	for b.Loop() {
		Mask(string(letter))
	}
}
