package answer

import (
	"slices"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
)

// strangers lays out papers that come in as they are, each from its text.
func strangers(t *testing.T, texts ...string) *Shelf {
	s := &Shelf{Roster: corpus.Roster(), Calendar: corpus.Calendar()}
	for i, text := range texts {
		s.Docs = append(s.Docs, Doc{ID: int64(i + 1), Outline: outlineOf(t, "paper.txt", []byte(text)), State: Current, Version: 1})
	}
	return s
}

// An item that stands before the bracket that closes its passage is cited with its own
// words, not with those that open the passage.
func TestAnItemIsCitedWithItsOwnWords(t *testing.T) {
	s := strangers(t, "石桥县水环境整治任务\n\n（一）打好碧水保卫战。在老城区新建污水管网68公里，同步更换检查井盖；在城东片区改造雨水口120座，清淤管道9公里。（责任单位：县水利局；完成时限：2025年底前）\n\n（二）打好净土保卫战。开展土壤调查。\n")
	for question, want := range map[string]string{"改造雨水口什么时候完成": "改造雨水口120座", "新建污水管网哪个单位负责": "新建污水管网68公里"} {
		a := s.Ask(Question{Text: question, Now: at("2025-03-01")})
		if !slices.ContainsFunc(a.Lines, func(l Line) bool { return strings.Contains(l.Text, want) }) {
			t.Errorf("%s: %q is not quoted: %+v", question, want, a.Lines)
		}
		for _, l := range a.Lines {
			if l.Code == Quoted && !slices.ContainsFunc(l.Cites, func(i int) bool { return sameWords(a.Citations[i].Quote, l.Text) }) {
				t.Errorf("%s: %q is cited as %q", question, l.Text, a.Citations[l.Cites[0]].Quote)
			}
		}
	}
}

// 加 that is a part of a word adds nothing: figures of two papers are no sum.
func TestAWordWith加IsNoSum(t *testing.T) {
	s := strangers(t, "达加县志\n\n达加县下辖一个乡。达加县是省里的一个文化大县。\n", "石桥站\n\n石桥站位于本州，是两条线路的一个换乘站，州里参加建设的有一个公司。\n")
	for _, question := range []string{"达加州一共多少个", "参加建设的一共多少个", "达加县一共有多少个"} {
		for _, l := range s.Ask(Question{Text: question, Now: at("2025-03-01")}).Lines {
			if l.Code == Sum {
				t.Errorf("%s: added up %v", question, l.Args)
			}
		}
	}
}
