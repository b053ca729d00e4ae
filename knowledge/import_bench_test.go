package knowledge_test

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"testing"

	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/store/storetest"
)

// longPlan is a plan of about 300 printed pages: 180,000 characters of numbered
// prose and a table of 600 duties, thousands of duties in all.
func longPlan(version int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "荣两山办〔2022〕%d号\n\n# 荣昌区某项工作规划\n\n各镇街，区级各部门：\n\n", version)
	for part := 1; part <= 9; part++ {
		fmt.Fprintf(&b, "## %s、重点工作\n\n", string([]rune("一二三四五六七八九")[part-1]))
		for item := 1; item <= 110; item++ {
			at := 110*(part-1) + item // no duty is said twice
			fmt.Fprintf(&b, "%[1]d．推进第%[2]d片区综合治理。区水利局牵头，%[3]d年%[4]d月底前完成第%[2]d片区生态护岸建设%[5]d公里，区林业局配合完成第%[2]d片区补植补造%[6]d亩。"+
				"加强沿线农村面源污染治理，健全长效管护机制，各镇街每月25日前报送第%[2]d片区进展情况，对第%[2]d片区的问题应在15个工作日内完成整改。"+
				"深入推进河长制工作，强化一河一策方案实施，严格水域岸线空间管控，持续改善水环境质量，努力营造全社会共同参与的良好氛围。\n\n",
				item, at, 2022+item%4, 1+item%12, 3+item%40, 100+item)
		}
	}
	b.WriteString("荣昌区“两山”创建办\n\n2022年9月1日\n\n附件1\n\n任务分解表\n\n| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 | 目标值 |\n| --- | --- | --- | --- | --- | --- |\n")
	for row := 1; row <= 600; row++ {
		fmt.Fprintf(&b, "| %d | 完成第%d号地块治理 | 区规划自然资源局 | 区林业局、各镇街 | %d年%d月底前 | %d亩 |\n", row, row, 2022+row%4, 1+row%12, 10+row)
	}
	return []byte(b.String())
}

// BenchmarkImportLongPlan reads, outlines, registers, stores and indexes it.
func BenchmarkImportLongPlan(b *testing.B) {
	db := storetest.Open(b, storetest.At("2022-09-10 09:00"))
	lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
	if err := errors.Join(knowledge.SeedRoster(b.Context(), db), lib.ImportEmbedded(b.Context(), false)); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		r, err := lib.Import(b.Context(), knowledge.ImportRequest{Name: "plan.md", Data: longPlan(n)})
		if err != nil || r.Refusal != nil {
			b.Fatal(err, r.Refusal)
		}
		if err := lib.Warm(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(r.Tasks), "tasks")
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB-from-OS")
}
