package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/cite"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// ledgerLines are the ledger's own lines as a summary has them.
func ledgerLines() []knowledge.Said {
	on := day.Must("2022-10-12")
	return []knowledge.Said{
		{Text: "区林业局：森林抚育：推进中，进度65%，森林抚育面积2600亩（上期2400亩，增加200亩）；下一步：10月底前完成剩余1400亩作业设计。", On: on},
		{Text: "区林业局：古树名木挂牌保护：已完成，进度100%，挂牌126株。", On: on},
		{Text: "区水利局：濑溪河、清流河生态护岸建设：受阻，累计建成12.5公里；问题：万灵镇段用地手续未批复。", Trouble: []string{"受阻", "用地手续未批复"}, On: on},
		{Text: "区水利局：马鞍河清淤疏浚：推进中，清淤4.6公里，投入资金320万元。", On: on},
		{Text: "区生态环境局：餐饮油烟治理“回头看”：推进中，进度55.6%，完成120家；计划12月20日前完成其余96家。", On: on},
		{Text: "区生态环境局：空气质量优良天数不少于320天，目前累计285天，较去年同期增加6天。", On: on},
		{Text: "区住房城乡建委：污水管网新建改造：滞后，完成8公里；问题：汛期停工20天。", Trouble: []string{"滞后", "停工"}, On: on},
		{Text: "区农业农村委：农村户厕改造：推进中，改造1450户，力争11月底前完成2000户。", On: on},
		{Text: "区文化旅游委：生态旅游精品线路：推进中，已推出2条，拟于2023年5月1日前推出第3条。", On: on},
		{Text: "区财政局：生态环保资金：推进中，下达资金1.2亿元，占年度预算的78.5%。", On: on},
		{Text: "万灵镇：持续推进农村人居环境整治：推进中，清理沟渠35公里，不得新增乱堆乱放。", On: on},
		{Text: "昌元街道：口袋公园建设：推进中，建成3个，在建2个，尚未验收。", On: on},
	}
}

func narrator(t *testing.T, m knowledge.Model) *knowledge.Library {
	t.Helper()
	clock := storetest.At("2022-10-14 17:00")
	db := storetest.Open(t, clock)
	if err := knowledge.SeedRoster(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	return knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Model: m, ModelTime: 2 * time.Second, Log: slog.New(slog.DiscardHandler)})
}

// turn is a model whose next reply is set.
type turn struct{ reply string }

func (m *turn) Complete(context.Context, llm.Prompt) (llm.Reply, error) {
	return llm.Reply{Text: m.reply}, nil
}

func asEvidence(lines []knowledge.Said) []cite.Evidence {
	var out []cite.Evidence
	for i, s := range lines {
		out = append(out, cite.Evidence{Mark: fmt.Sprint(i + 1), Text: s.Text, On: s.On})
	}
	return out
}

// believed lists what a narration holds that is not the ledger's own.
func believed(list []knowledge.Told) []string {
	var out []string
	for _, t := range list {
		if !t.Own {
			out = append(out, t.Text)
		}
	}
	return out
}

// A model that lies about the ledger is never believed, and every line is told nevertheless.
func TestNoLieAboutTheLedgerIsTold(t *testing.T) {
	m := &turn{}
	lib, lines := narrator(t, m), ledgerLines()
	told := map[string]int{}
	all := llmtest.Lies(asEvidence(lines), 0)
	for _, l := range all {
		told[l.Kind]++
		m.reply = l.Reply
		list, _ := lib.Narrate(context.Background(), lines)
		for _, text := range believed(list) {
			if strings.Contains(l.Reply, strings.TrimRight(text, "。")) && !stands(text, lines) {
				t.Errorf("%s got through: %s", l.Kind, text)
			}
		}
		allTold(t, list, lines)
	}
	t.Logf("%d lies of %d kinds told", len(all), len(told))
	if len(all) < 300 || len(told) < 15 {
		t.Errorf("only %d lies of %d kinds were told", len(all), len(told))
	}
}

// stands reports whether the words are the ledger's.
func stands(text string, lines []knowledge.Said) bool {
	for _, s := range lines {
		if strings.Contains(s.Text, strings.TrimRight(text, "。")) {
			return true
		}
	}
	return false
}

// allTold: no line of the ledger is lost, and none is told twice by the ledger itself.
func allTold(t *testing.T, list []knowledge.Told, lines []knowledge.Said) {
	t.Helper()
	seen := map[int]int{}
	for _, x := range list {
		for _, i := range x.Lines {
			seen[i]++
			if x.Own && (x.Text != lines[i].Text || seen[i] > 1) {
				t.Errorf("line %d: %q", i, x.Text)
			}
		}
	}
	for i := range lines {
		if seen[i] == 0 {
			t.Errorf("line %d is lost", i)
		}
	}
}

// Of as many honest sentences none is held back. One that keeps silent about what is wrong is none.
func TestHonestSentencesAboutTheLedgerAreTold(t *testing.T) {
	m := &turn{}
	lib, lines := narrator(t, m), ledgerLines()
	for i := range lines {
		lines[i].Trouble = nil
	}
	all := llmtest.Honest(asEvidence(lines), 0)
	n := 0
	for _, h := range all {
		if strings.Count(h.Reply, "\n") > 0 {
			continue
		}
		n++
		m.reply = h.Reply
		if list, model := lib.Narrate(context.Background(), lines); !model || len(believed(list)) == 0 {
			t.Errorf("%s held back: %s", h.Kind, h.Reply)
		}
	}
	t.Logf("%d honest sentences told", n)
	if n < 60 {
		t.Errorf("only %d honest sentences were told", n)
	}
}

// Sentences as a good model words them.
func TestNaturalSentencesAboutTheLedgerAreTold(t *testing.T) {
	m := &turn{}
	lib, lines := narrator(t, m), ledgerLines()
	held := 0
	natural := []string{
		"区林业局森林抚育推进中，进度65%，森林抚育面积2600亩，上期2400亩，增加200亩【1】。",
		"区林业局古树名木挂牌保护已完成，挂牌126株【2】。",
		"区水利局濑溪河、清流河生态护岸建设受阻，累计建成12.5公里，万灵镇段用地手续未批复【3】。",
		"区水利局马鞍河清淤疏浚推进中，清淤4.6公里，投入资金320万元【4】。",
		"区生态环境局餐饮油烟治理“回头看”推进中，完成120家，进度55.6%，计划12月20日前完成其余96家【5】。",
		"区住房城乡建委污水管网新建改造滞后，完成8公里，问题是汛期停工20天【7】。",
		"区农业农村委农村户厕改造推进中，改造1450户，力争11月底前完成2000户【8】。",
		"区财政局下达资金1.2亿元，占年度预算的78.5%【10】。",
		"昌元街道口袋公园建成3个，在建2个，尚未验收【12】。",
	}
	for _, reply := range natural {
		m.reply = reply
		if list, _ := lib.Narrate(context.Background(), lines); len(believed(list)) == 0 {
			held++
			t.Logf("held back: %s", reply)
		}
	}
	if held > 1 {
		t.Errorf("%d of %d natural sentences were held back", held, len(natural))
	}
}

func TestWhatAModelLeavesOutTheLedgerTells(t *testing.T) {
	m := &turn{reply: `{"sentences":[{"text":"区林业局古树名木挂牌保护已完成，挂牌126株","marks":["2"]},{"text":"区水利局濑溪河、清流河生态护岸建设累计建成12.5公里","marks":["3"]},{"text":"以上工作成效显著","marks":["1"]},{"text":"区林业局完成2600亩","marks":[]},{"text":"区林业局森林抚育进度56%","marks":["1"]}]}`}
	lib, lines := narrator(t, m), ledgerLines()
	list, model := lib.Narrate(context.Background(), lines)
	if got := believed(list); !model || len(got) != 1 || !strings.Contains(got[0], "126株") {
		t.Errorf("believed %q", got)
	}
	allTold(t, list, lines)
	if list[0].Text != lines[0].Text || !list[0].Own || list[2].Text != lines[2].Text {
		t.Errorf("a sentence that hides what is wrong, or fails, is the ledger's own line: %+v", list[:3])
	}
}

// Without a model, or with one that fails or dawdles, the ledger speaks for itself.
func TestTheLedgerSpeaksWhereNoModelDoes(t *testing.T) {
	lines := ledgerLines()
	for name, m := range map[string]knowledge.Model{"none": nil, "failing": llmtest.NewScript().Then(llmtest.Line{Err: errors.New("down")}), "empty": &turn{}, "silent": &turn{reply: "没有"}, "chatter": &turn{reply: "好的，以下是综述：\n各项工作成效显著。"}} {
		list, model := narrator(t, m).Narrate(context.Background(), lines)
		if model || len(list) != len(lines) {
			t.Errorf("%s: %t, %d lines", name, model, len(list))
		}
		allTold(t, list, lines)
	}
}

// What departments reported goes to no model outside the house, whoever asks.
func TestTheRecordGoesToNoModelOutside(t *testing.T) {
	asked := 0
	m := speaking(func(context.Context, llm.Prompt) (llm.Reply, error) {
		asked++
		return llm.Reply{Text: "x"}, nil
	})
	lib := knowledge.New(knowledge.Config{DB: storetest.Open(t, storetest.At("2022-10-14 09:00")), Calendar: corpus.Calendar(), Model: m, Abroad: true, Log: slog.New(slog.DiscardHandler)})
	lines := ledgerLines()
	told, model := lib.Narrate(t.Context(), lines)
	if asked > 0 || model || len(told) != len(lines) || !told[0].Own {
		t.Errorf("asked %d times; %d of %d lines, model %v", asked, len(told), len(lines), model)
	}
}
