package progress

import "testing"

// What anybody says of the weather, the traffic or oneself is no report, with or without
// a wish behind it.
func TestSmallTalkOfTroublesIsNotRecorded(t *testing.T) {
	tell := teller(t)
	for _, text := range []string{
		"今天太热了，大家注意防暑", "今天太热了", "今天太热了，注意防暑", "今天太冷了，大家加件衣服", "雨太大了，路上注意安全", "这两天太忙了，辛苦大家", "外面风太大了，关好窗户",
		"暴雨来了，大家开车慢点", "高温天气，各位保重身体", "今天人太多了，排不上号", "停电了，热得很", "我这边网络太差了，发不出去", "今天路上太堵，晚到一会儿", "会议室太小了，坐不下", "手机坏了，才看到",
		"雾太大，出门小心", "累死了", "忙得很，改天聊", "太晒了，记得带伞", "昨晚没睡好，太困了", "这几天太闷了，大家多喝水", "外面下雨了，早点回家",
	} {
		if r := tell("荣隆镇", text); r.ShouldRecord || r.Intent != IntentChitchat || len(r.Flags) > 0 {
			t.Errorf("%s: %s %v %s", text, r.Intent, r.Flags, sketch(r))
		}
	}
}

// Beside work the same words are in its way; a wish never is.
func TestWeatherBesideWorkIsInTheWay(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"雨太大，没法施工":            " blocked !雨太大",
		"清淤：雨太大了，停工":          "清淤 blocked !雨太大",
		"路太烂，机械进不去":           " in_progress !路太烂 !机械进不去",
		"苗木太贵，买不起":            " in_progress !苗木太贵 !买不起",
		"资金没到位":               " in_progress !资金未到位",
		"今天太热，护林员巡山推迟到早上6点":   "护林员巡山 delayed !今天太热",
		"雨太大了，路上注意安全，清漂完成3公里": "清漂 in_progress 3公里",
		"清漂完成3公里，天太热了，大家注意防暑": "清漂 in_progress 3公里",
		"清漂完成3公里，雨太大，推不动":     "清漂 blocked 3公里 !雨太大",
		"验收顺利，管网完成40%":        "管网 in_progress 40%",
		"方案还没定":               " in_progress !方案尚未定",
	} {
		if got := sketch(tell("荣隆镇", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}
