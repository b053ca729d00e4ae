package answer

import "testing"

// What the letter has nothing of is not answered from words that it shares with any text.
func TestQuestionsOfOtherWorldsAreRefused(t *testing.T) {
	s := shelfOf(t, "letter.txt")
	for _, text := range []string{
		"钓鱼岛海战发生在哪一年", "成渝高速的终点在哪里", "蓝鲸分布在哪些海域", "《雷雨》是谁写的", "雷峰塔有多少层", "王安石的字是什么", "乒乓球拍用什么胶皮",
		"电视怎么连接手机", "扫地机器人怎么充电", "回执单怎么退税", "葡萄用什么肥料", "哈尔滨冰雪节办到几月", "信用卡逾期怎么处理", "苏州园林的代表有哪些",
		"火锅底料怎么做", "三星堆是什么时期的遗址", "西游记的作者是谁", "宁波舟山港的吞吐量是多少", "高考语文考几门", "牡丹江的源头在哪里", "洛阳铲是做什么用的",
		"青蒿素是谁发现的", "辛亥革命爆发于哪年", "动车组的时速是多少", "双十一几点开始", "藏羚羊有多少只", "景德镇在哪个省", "房贷利率降到多少了",
		"该书描述了什么内容", "回租怎么做账", "夜来香开在哪些地区", "宏都阿里山公司的主要业务是什么", "什么是个人使用",
		"王波担任什么职务", "联系人王波是什么职位", "到安吉要住几晚", "浙江那边住几个晚上",
	} {
		if a := s.Ask(Question{Text: text, Now: at("2022-07-10")}); a.Kind != NotIn && a.Kind != Declined {
			t.Errorf("%s: %s %+v", text, a.Kind, a.Lines)
		}
	}
}
