package outline

import (
	"fmt"
	"strings"
	"testing"

	"liangshan/knowledge/extract"
)

// longPlan is a plan of about 300 pages: nested headings, items inside
// paragraphs, and a table of 600 rows.
func longPlan() ([]extract.Block, int) {
	blocks := []extract.Block{para("某某区生态文明建设规划（2021—2035年）")}
	for c := range 15 {
		blocks = append(blocks, para("第"+hanNumeral(c+1)+"章　重点领域建设"))
		for s := range 8 {
			blocks = append(blocks, para(hanNumeral(s+1)+"、持续推进重点工程"))
			for p := range 7 {
				text := fmt.Sprintf("（%s）统筹推进第%d类工程。", hanNumeral(p+1), c*s+p)
				for k := range 3 {
					text += fmt.Sprintf("%s是到%d年底前完成濑溪河第%d段治理%d公里，", hanNumeral(k+1), 2022+k, c*100+s*10+p, c+s+p+k) +
						strings.Repeat("由区水利局牵头，各镇街配合，加强巡查管护，落实资金保障。", 2)
				}
				blocks = append(blocks, para(text))
			}
		}
	}
	rows := []string{"序号|重点任务|牵头单位|配合单位|完成时限|目标值"}
	for i := range 600 {
		rows = append(rows, fmt.Sprintf("%d|第%d项治理工程|区水利局|各镇街|%d年12月底前|%d公里", i+1, i+1, 2022+i%10, i))
	}
	blocks = append(blocks, para("附件1"), para("重点任务分解表"), table(rows...))
	n := 0
	for _, b := range blocks {
		n += len(b.Text)
	}
	return blocks, n
}

func BenchmarkReadLongPlan(b *testing.B) {
	blocks, n := longPlan()
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		Read(&extract.File{Blocks: blocks})
	}
}
