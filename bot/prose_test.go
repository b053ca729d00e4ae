package bot_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"liangshan/bot"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
)

// teller is a model with one reply.
type teller struct {
	reply string
	slow  chan struct{} // closed when it may answer; nil for at once
}

func (m *teller) Complete(ctx context.Context, _ llm.Prompt) (llm.Reply, error) {
	if m.slow != nil {
		select {
		case <-m.slow:
		case <-ctx.Done():
			return llm.Reply{}, ctx.Err()
		}
	}
	return llm.Reply{Text: m.reply}, nil
}

func withTeller(m knowledge.Model) func(*bot.Config) {
	return func(c *bot.Config) {
		c.Library = knowledge.New(knowledge.Config{DB: c.DB, Calendar: corpus.Calendar(), Model: m, ModelTime: 300 * time.Millisecond, Log: slog.New(slog.DiscardHandler)})
	}
}

// A coordinator asks for fluent words: what the model says wrong is the ledger's own line, and the whole is marked.
func TestProseIsMarkedAndProvedAgainstTheLedger(t *testing.T) {
	m := &teller{}
	o := newOffice(t, withTeller(m))
	s := o.stage()
	s.play(1, "小林: @liangshan_bot 森林抚育完成2600亩，占全年任务的65%")
	s.play(2, "小林 ▶ 确认")
	m.reply = `{"sentences":[{"text":"区林业局森林抚育推进中，进度65%","marks":["1"]}]}`
	s.play(3, "老陈: @liangshan_bot 本周综述")
	s.play(4, "< 区林业局森林抚育推进中，进度65%。")
	s.play(5, "< 辅助生成，以台账为准")
	m.reply = `{"sentences":[{"text":"区林业局森林抚育推进中，进度85%","marks":["1"]}]}`
	s.play(6, "老陈: @liangshan_bot 本周综述")
	s.play(7, "!< 85%")
	s.play(8, "< 区林业局：森林抚育：推进中，进度65%")
	s.play(9, "< 未使用语言模型，均为台账原句")
	s.play(10, "老陈: @liangshan_bot 本周简报带综述")
	files := 0
	for _, x := range o.box.Transcript(group) {
		if x.File != nil && strings.HasPrefix(x.File.Name, "工作简报") {
			files++
		}
	}
	if files != 1 {
		t.Errorf("%d files came", files)
	}
}

// The figures never wait for a model: a summary is there while it hangs.
func TestFiguresDoNotWaitForAModel(t *testing.T) {
	m := &teller{slow: make(chan struct{})}
	defer close(m.slow)
	o := newOffice(t, withTeller(m))
	s := o.stage()
	s.play(1, "老陈: @liangshan_bot 本周汇总")
	s.play(2, "< 完成0/")
	s.play(3, "老陈: @liangshan_bot 本周综述")
	s.play(4, "< 未使用语言模型")
}
