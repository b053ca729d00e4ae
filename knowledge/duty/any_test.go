package duty

import (
	"math/rand"
	"strings"
	"testing"
)

// pieces are what official sentences are made of; put together at random they
// break every assumption about order and brackets.
var pieces = strings.Split("区水利局 区财政局 各镇街 等 相关单位 我局 由 牵头 负责 配合 会同 要 应 须 力争 不得 将 拟 鼓励 于 到 2023年底前 每月25日前 立即 立行立改 持续 "+
	"15个工作日内 自印发之日起30日内 完成 建设 治理 建立 确保 形成 污水管网 森林覆盖率 达到 不低于 39%以上 36公里 Ⅲ类 ， 。 ； 、 ： （ ） 【 】 “ ” 《 》 \n 一、 （一） 1． ① "+
	"牵头单位： 责任单位： 完成时限： 整改目标： | ｜ 了 已 是 的 对 为 按照 要求 问题 前 后 调整为 原定 截至 累计 全覆盖 清零 \xff 😀 \u200b 1-6月 a 0", " ")

func TestAnyTextIsReadWithoutHarm(t *testing.T) {
	rng := rand.New(rand.NewSource(7))
	for range 1200 {
		var sb strings.Builder
		for range rng.Intn(60) + 1 {
			sb.WriteString(pieces[rng.Intn(len(pieces))])
		}
		text := sb.String()
		for i, d := range read(text) {
			if d.Restates >= i || strings.TrimSpace(d.What) == "" {
				t.Errorf("%q: %+v", text, d)
			}
			if d.Origin == FromClause && !strings.Contains(text, d.What) {
				t.Errorf("%q is not in %q", d.What, text)
			}
		}
	}
}

// A paper whose lines were run together with commas, contact line and all, gives no
// duty without words.
func TestMarksAloneAreNoDuty(t *testing.T) {
	for _, text := range []string{
		"请于12月底前报送情况，，石桥县水利局，2025年1月16日，，（联系人：某某；联系电话：13800000000），，抄送：县委办公室，县政府办公室。",
		"，，县水利局，2025年1月16日，，（联系人：某某；联系电话：13800000000），，抄送：县委办公室。",
	} {
		for _, d := range read(text) {
			if strings.Trim(d.What, "，。 （）") == "" {
				t.Errorf("%q: a duty of %q", text, d.What)
			}
		}
	}
}
