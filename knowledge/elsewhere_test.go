package knowledge_test

import (
	"strings"
	"testing"

	"liangshan/knowledge"
	"liangshan/store"
	"liangshan/store/storetest"
)

// another is a second paper in force beside the plan of table().
func another(issued string, rows ...string) []byte {
	s := string(table(rows...))
	return []byte(strings.NewReplacer("荣两山办〔2022〕9号", "荣府办〔2022〕31号", "某项工作方案", "年度工作要点", "荣昌区“两山”创建办", "荣昌区人民政府办公室", "2022年8月1日", issued).Replace(s))
}

// Two papers that set different days for one task are shown to whoever looks at the register, with both.
func TestDifferentDaysInTwoPapersAreADoubt(t *testing.T) {
	for _, c := range []struct {
		name, row, issued string
		want              []string
	}{
		{"another day", "开展马鞍河生态护岸建设｜区水利局｜2022年12月底前｜36公里", "2022年8月20日", []string{"荣昌区某项工作方案", "附件", "2023年3月31日前", "2022年12月底前"}},
		{"the same day", "开展马鞍河生态护岸建设｜区水利局｜2023年3月底前｜36公里", "2022年8月20日", nil},
		{"another lead", "开展马鞍河生态护岸建设｜区林业局｜2022年12月底前｜36公里", "2022年8月20日", nil},
		{"another task", "建设濑溪河生态护岸｜区水利局｜2022年12月底前｜36公里", "2022年8月20日", nil},
		{"a round that was over", "推进古树名木挂牌保护｜区林业局｜2023年9月底前｜130株", "2023年1月10日", nil},
	} {
		lib, db := library(t, nil, false)
		imported(t, lib, table(before...))
		r := imported(t, lib, another(c.issued, c.row))
		var got []string
		storetest.Read(t, db, func(v *store.View) error {
			list, err := v.Tasks(store.TaskFilter{Document: r.Document.ID})
			for _, task := range list {
				for _, d := range task.Doubts {
					if d.Code == knowledge.DoubtElsewhere {
						got = d.Args
					}
				}
			}
			return err
		})
		if len(got) != len(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
			continue
		}
		for i := range got {
			if !strings.Contains(got[i], c.want[i]) {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}
