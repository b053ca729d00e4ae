package bot_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What the README tells coordinators to write is heard as what it says, and stands
// in both languages.
func TestTheWordsOfTheReadmeAreHeard(t *testing.T) {
	words := map[string]string{
		"名册": "the roster", "/roster": "the roster's sheet", "生成区林业局绑定码": "who reports for whom", "取消区林业局审核人": "who reports for whom",
		"本话题归区林业局": "whose a topic is", "取消本话题归属": "whose a topic is", "本话题归谁": "whose a topic is",
		"未归档": "what is not filed", "报送3归入任务12": "filing a record", "问题3已解决": "order about a problem", "需要决策": "problems",
		"节点提醒：提前7天和1天，逾期每周": "rules", "免打扰20:00到8:00": "rules", "恢复提醒": "rules", "林业局销假": "rules",
		"每周五16:00发汇总": "when digests are made", "亮灯规则": "rule of the lights",
		"佐证材料包": "evidence pack",
	}
	said := map[string]string{ // where the README leaves something open
		"解绑 小林": "who reports for whom", "交接：小林 → 小何": "who reports for whom", "区林业局审核人：小林": "who reports for whom", "问题3答复：月底前拨付": "order about a problem", "12月15日开推进会": "when digests are made", "简报版记": "who gets the documents",
	}
	rhythms := []string{"每周二", "每两周周五", "每月25日", "每月10日、25日", "每旬末", "每季度末月25日", "每年6月底、12月底", "每年12月20日"}
	for _, name := range []string{"../README.md", "../README.zh-CN.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for w := range words {
			if !strings.Contains(string(text), w) {
				t.Errorf("%s does not name %q", name, w)
			}
		}
		for _, r := range regexp.MustCompile(`每季度末月25日|每年6月底、12月底|每年12月20日|每月10日、25日`).FindAllString(string(text), -1) {
			said[r+"前报送，提前2天提醒"] = "rules"
		}
	}
	for _, r := range rhythms {
		said[r+"前报送，提前2天提醒"] = "rules"
	}
	for w, route := range words {
		said[w] = route
	}
	s, h := matrixOffice(t)
	s.chat = people["老陈"]
	for w, route := range said {
		s.play(0, "老陈: "+w)
		if h.last() != route {
			t.Errorf("%q took the route %q, want %q; it said %q", w, h.last(), route, s.news)
		}
	}
}
