package words

import "testing"

// families are ways of asking, each by wordings that share no more than what is asked.
func runFamilies(t *testing.T, families map[string][]mechanism) {
	t.Helper()
	for name, list := range families {
		t.Run(name, func(t *testing.T) {
			for _, m := range list {
				m.run(t)
			}
		})
	}
}

// each puts the same expectation on several wordings.
func each(docs []string, now string, want []string, not []string, asks ...string) []mechanism {
	var out []mechanism
	for _, a := range asks {
		out = append(out, mechanism{docs: docs, ask: a, now: now, want: want, not: not})
	}
	return out
}

var other = []string{"reply3.txt"}

// A document's own day, sender and addressee: whichever is asked for is given, by
// whatever name the document is called.
func TestFrameOfADocument(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"the day": each(letter, then, []string{"成文日期：2022年7月6日"}, []string{"发文单位", "主送"},
			"这封信啥子时候寄出来的", "答复几时写的", "落款是几月几号", "发文日期", "复函是2022年几月份出的", "答复是哪天给的", "函是好多号发的"),
		"the sender": each(letter, then, []string{"发文单位：重庆市荣昌区生态环境局"}, []string{"8月底", "刘冬"},
			"哪家回的函", "发函的机关是哪个", "这份答复是哪个局写的", "发文的是谁", "哪个部门盖的章"),
		"the addressee": each(letter, then, []string{"主送：区政协人口资源环境建设委员会"}, []string{"刘冬", "8月底"},
			"函回给哪家", "这个答复给的是谁", "函寄给了哪个单位", "复函的收件人是谁", "这份函回复哪个的", "贵委指的是哪个"),
		"both under the signature":     each(letter, then, []string{"重庆市荣昌区生态环境局", "2022年7月6日"}, nil, "落款写的啥", "落款"),
		"the number and the title":     {{docs: letter, ask: "这是几号文", now: then, want: []string{"98号"}}, {docs: letter, ask: "复函是关于什么的", now: then, want: []string{"第1062号提案"}}},
		"another letter":               each(other, "2024-06-10", []string{"成文日期："}, nil, "这份答复是哪天出的", "复函日期是哪天", "落款是几号"),
		"what is still to be sent out": each(letter, then, []string{"8月底前"}, []string{"成文日期"}, "规划几号发", "实施方案哪天印出来"),
	})
}
