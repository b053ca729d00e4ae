package bot_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"liangshan/store"
	"liangshan/store/storetest"
)

var codeSaid = regexp.MustCompile(`绑定码：([2-9A-Z]{8})`)

// code orders a one-time code and reads it where only the coordinator can.
func (s *stage) code(unit string) string {
	s.t.Helper()
	s.lines("== group", "老陈: @liangshan_bot 生成"+unit+"绑定码", "< "+unit+"的绑定码已私信发给您")
	for _, m := range s.box.Transcript(group) {
		if codeSaid.MatchString(m.Text) {
			s.t.Error("the code stands in the group")
		}
	}
	m := codeSaid.FindStringSubmatch(strings.Join(s.news, "\n"))
	if m == nil {
		s.t.Fatalf("no code in %v", s.news)
	}
	return m[1]
}

func TestACodeBindsOnceAndNotForEver(t *testing.T) {
	s := newOffice(t).stage()
	code := s.code("区水利局")
	s.lines("== private 路人", "路人: "+strings.ToLower(code), "< 路人 已登记为区水利局填报人", "路人: 马鞍河清淤疏浚完成2公里", "< 待确认 · 区水利局")
	s.lines("== private 周敏", "周敏: "+code, "< 已用过或已过期", "周敏: 马鞍河清淤疏浚完成2公里", "< 填报单位")
	late := s.code("区财政局")
	s.clock.Add(8 * 24 * time.Hour)
	s.lines("== private 周敏", "周敏: "+late, "< 已用过或已过期")
	s.lines("周敏: ABCDEFGH", "!< 绑定码")
}

func TestAStrangersGuessGetsTheNeutralSentence(t *testing.T) {
	s := newOffice(t).stage()
	s.code("区水利局")
	s.lines("== private 路人", "路人: ABCDEFGH", "< 本助手仅供已登记人员使用", "路人: ABCDEFGJ", "silence")
}

// lastFile is the last file that the bot sent into a chat.
func (s *stage) lastFile(chat int64) []byte {
	s.t.Helper()
	var data []byte
	for _, m := range s.box.Transcript(chat) {
		if m.File != nil && m.From.ID == s.box.Bot().ID {
			data = m.File.Data
		}
	}
	if data == nil {
		s.t.Fatal("no file was sent")
	}
	return data
}

// edited writes cells of a workbook's first sheet: by unit, column and words.
func edited(t *testing.T, data []byte, cells ...[3]string) []byte {
	t.Helper()
	return editedSheet(t, data, 0, cells...)
}

func editedSheet(t *testing.T, data []byte, number int, cells ...[3]string) []byte {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close() //nolint:errcheck // in memory
	sheet := x.GetSheetName(number)
	rows, err := x.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		line := len(rows) + 1
		for i, r := range rows {
			if len(r) > 0 && r[0] == c[0] {
				line = i + 1
			}
		}
		if err := x.SetCellStr(sheet, c[1]+itoa(line), c[2]); err != nil {
			t.Fatal(err)
		}
		if rows, err = x.GetRows(sheet); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func itoa(n int) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

func TestTheRosterGoesOutIsEditedAndComesBack(t *testing.T) {
	s := newOffice(t).stage()
	s.lines("小秦: 路过", "== private 老陈", "老陈: /roster", "< 改动后发回")
	sheet := s.lastFile(people["老陈"])
	back := func(name string, data []byte) {
		t.Helper()
		s.news = nil
		if _, err := s.box.SendFile(people["老陈"], people["老陈"], name, data, ""); err != nil {
			t.Fatal(err)
		}
		s.listen()
	}
	back("名册.xlsx", sheet)
	s.lines("< 与现有名册、台账相同")

	back("名册.xlsx", edited(t, sheet, [3]string{"区林业局", "E", "小秦（105）"}, [3]string{"区林业局", "C", "林业局、林草局"},
		[3]string{"区数字办", "A", "区数字办"}, [3]string{"区数字办", "B", "办事机构"}))
	s.lines("< 有以下改动", "< 区林业局：减去填报人小林（102）", "< 区林业局：增加填报人小秦（105）", "< 简称", "< 区数字办：新增单位")
	storetest.Read(t, s.db, func(v *store.View) error {
		if d, err := v.ReportsFor(people["小林"]); err != nil || d.Name != "区林业局" {
			t.Errorf("before 确认: %v, %v", d, err)
		}
		return nil
	})
	s.lines("== private 老陈", "老陈 ▶ 确认", "< 已更新")
	s.lines("== group", "小秦: @liangshan_bot 森林抚育完成2700亩", "< 待确认 · 区林业局", "老陈: @liangshan_bot 林草局的任务", "< 森林抚育")

	s.lines("== private 老陈")
	back("名册.xlsx", edited(t, sheet, [3]string{"区林业局", "E", "老李"}, [3]string{"区水利局", "E", "某人（999999）"}))
	s.lines("< 名册没有采用", "< “老李”没有编号")
	back("名册.xlsx", edited(t, sheet, [3]string{"区水利局", "E", "某人（999999）"}))
	s.lines("< 助手没有见过某人（999999）")
}

// The register goes out beside the roster, and what is edited there comes back as a
// question; all of it is taken over, or none.
func TestTheRegisterGoesOutIsEditedAndComesBack(t *testing.T) {
	s := newOffice(t).stage()
	s.lines("== private 老陈", "老陈: /roster", "< 任务台账")
	sheet := s.lastFile(people["老陈"])
	back := func(cells ...[3]string) {
		t.Helper()
		s.news = nil
		if _, err := s.box.SendFile(people["老陈"], people["老陈"], "名册.xlsx", editedSheet(t, sheet, 1, cells...), ""); err != nil {
			t.Fatal(err)
		}
		s.listen()
	}
	wood, tree, bank := taskNumber(t, sheet, "森林抚育"), taskNumber(t, sheet, "古树名木挂牌保护"), taskNumber(t, sheet, "濑溪河两岸补植补造")
	back([3]string{wood, "C", "区水利局"}, [3]string{wood, "F", "5000亩/年"}, [3]string{tree, "E", "2022年11月底前"})
	s.lines("< 有以下改动", "< 〔"+wood+"〕森林抚育：牵头单位 区林业局 → 区水利局", "< 目标值 4000亩/年 → 5000亩/年", "< 〔"+tree+"〕古树名木挂牌保护：完成时限 2022年10月底前 → 2022年11月底前")
	s.lines("== group", "周敏: @liangshan_bot 第"+wood+"项", "< 牵头：区林业局")
	s.lines("== private 老陈", "老陈 ▶ 确认", "< 已更新")
	s.lines("== group", "周敏: @liangshan_bot 第"+wood+"项", "< 牵头：区水利局", "< 5000亩/年", "< 电子台账发回")

	s.lines("== private 老陈")
	back([3]string{bank, "C", "火星局"}, [3]string{tree, "F", "130株"})
	s.lines("< 火星局")
	s.lines("== group", "周敏: @liangshan_bot 第"+tree+"项", "!< 130株")
	s.lines("== private 老陈")
	back([3]string{"9999", "A", "9999"}, [3]string{"9999", "B", "不存在的任务"})
	s.lines("< 台账没有第9999项")
}

// taskNumber is a task's number in the register's sheet.
func taskNumber(t *testing.T, data []byte, what string) string {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close() //nolint:errcheck // in memory
	rows, err := x.GetRows(x.GetSheetName(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if len(r) > 1 && r[1] == what {
			return r[0]
		}
	}
	t.Fatal("not in the sheet: " + what)
	return ""
}
