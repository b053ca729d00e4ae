package knowledge_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/store/storetest"
)

var dayAnswered = regexp.MustCompile(`2022年9月(\d+)日`)

// Whoever asks while a new version comes in is answered from the one or from the
// other; whoever asks after the receipt, from the new one.
func TestWhoAsksWhileDocumentsChangeIsAnsweredFromOneVersion(t *testing.T) {
	lib, _ := library(t, nil, false)
	imported(t, lib, plan("2022年9月1日前", "区林业局"))
	due := func() string {
		a, err := lib.Exact(t.Context(), question("古树名木挂牌保护什么时候完成"))
		raw, _ := json.Marshal(a)
		days := dayAnswered.FindAllStringSubmatch(string(raw), -1)
		if err != nil || a.Kind != answer.Answered || len(days) == 0 {
			t.Errorf("%s, %v", raw, err)
			return ""
		}
		for _, day := range days {
			if day[1] != days[0][1] {
				t.Errorf("two versions in one answer: %s", raw)
			}
		}
		return days[0][1]
	}
	var asking sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		asking.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					due()
				}
			}
		})
	}
	for v := 2; v <= 12; v++ {
		imported(t, lib, plan(fmt.Sprintf("2022年9月%d日前", v), "区林业局"))
		if day := due(); day != fmt.Sprint(v) {
			t.Errorf("version %d is in, and the answer says %s", v, day)
		}
	}
	close(stop)
	asking.Wait()
}

// BenchmarkNewVersion is a short plan that comes in anew beside 10,000 passages:
// from its bytes until questions are answered from it.
func BenchmarkNewVersion(b *testing.B) {
	db := storetest.Open(b, storetest.At("2022-09-10 09:00"))
	lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
	if err := errors.Join(knowledge.SeedRoster(b.Context(), db), lib.ImportEmbedded(b.Context(), false)); err != nil {
		b.Fatal(err)
	}
	for d := range 50 {
		var text strings.Builder
		fmt.Fprintf(&text, "# 第%d号情况汇编\n\n", d+1)
		for i := range 200 {
			fmt.Fprintf(&text, "第%d片区共有%d户，其中%d户已接入污水管网，面积%d亩，由社区%d网格管理。\n\n", 200*d+i, 20+i, i%20, 3+i%70, i%9)
		}
		if r, err := lib.Import(b.Context(), knowledge.ImportRequest{Name: "a.md", Data: []byte(text.String())}); err != nil || r.Refusal != nil {
			b.Fatal(err, r.Refusal)
		}
	}
	if err := lib.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		r, err := lib.Import(b.Context(), knowledge.ImportRequest{Name: "plan.md", Data: plan(fmt.Sprintf("2022年9月%d日前", 1+n%28), fmt.Sprintf("第%d工作组", n))})
		if err := errors.Join(err, lib.Warm(b.Context())); err != nil || r.Refusal != nil {
			b.Fatal(err, r.Refusal)
		}
	}
}
