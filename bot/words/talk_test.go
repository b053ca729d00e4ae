package words

import (
	"slices"
	"testing"
)

// What follows leans on what was said: the nth of a list, another of the same sort, and
// what was meant instead.
func TestConversationGoesOn(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"the nth of those shown": slices.Concat(
			after("三个保卫战分别是啥", each(letter, then, []string{"碧水保卫战", "一河一策"}, []string{"没有载明", "净土"}, "第二个呢", "第二个具体咋搞", "那第二个要干啥")),
			after("生态文化五进是进哪些", each(letter, then, []string{"· 进机关"}, []string{"没有载明"}, "第三个是啥", "第三个呢")),
			after("监督渠道有哪几个", each(letter, then, []string{"· 设立民情民意留言箱"}, []string{"没有载明"}, "第三条是什么")),
			after("8个方面是些啥子", each(letter, then, []string{"· 资金保障"}, []string{"没有载明"}, "最后一个呢")),
			after("8月份有哪些节点", each(letter, then, []string{"8月底前", "截止2022年8月31日"}, []string{"没有载明"}, "第二个呢"))),
		"another with the same head": slices.Concat(
			after("生态农业靠啥发展", each(letter, then, []string{"无烟工业"}, []string{"初稿"}, "旅游呢", "那旅游这块呢")),
			after("生态旅游是咋个写的", each(letter, then, []string{"环保红灯不能闯"}, []string{"初稿"}, "工业呢"))),
		"what was meant instead": slices.Concat(
			after("规划啥时候发", each(letter, then, []string{"7月中旬"}, []string{"没有载明", "8月"}, "不是，我问的是征求意见", "我问的是征求意见")),
			after("规划啥时候发", each(letter, then, []string{"8月中旬", "专家审查"}, []string{"没有载明"}, "不对，我说的是专家审查", "搞错了，是专家审查")),
			after("规划啥时候发", each(letter, then, []string{"11月底前"}, []string{"没有载明"}, "问错了，我是问申报材料"))),
	})
}
