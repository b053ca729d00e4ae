package units_test

import (
	"testing"

	"liangshan/knowledge/corpus"
)

// In another place's paper nobody of ours is made responsible.
func TestAnotherPlacesPaperNamesItsOwnBodies(t *testing.T) {
	own := corpus.Roster()
	for _, c := range []struct {
		issuer, title string
		away          bool
	}{
		{"重庆市荣昌区生态环境局", "关于第1062号提案的复函", false},
		{"荣昌区人民政府办公室", "", false},
		{"", "荣昌区“两山”实践创新基地建设实施方案", false},
		{"重庆市人民政府", "关于加强生态环境保护的意见", false},
		{"生态环境部", "", false},
		{"", "全市自然保护区管理办法", false},
		{"", "经济开发区环境整治方案", false},
		{"", "", false},
		{"青溪县人民政府办公室", "", true},
		{"中共青溪县委办公室", "", true},
		{"四川省广元市青川县林业局", "", true},
		{"赤水市林业局", "", true},
		{"恩施土家族苗族自治州利川市水利局", "", true},
		{"石柱土家族自治县林业局", "", true},
		{"重庆市北碚区生态环境局", "", true},
		{"", "关于印发《青溪县2024年工作要点》的通知", true},
		{"办公室", "丹江区2024年城市生活垃圾分类工作要点", true},
	} {
		r := own.For(c.issuer, c.title)
		found := r.Cell("林业局、区财政局")
		if len(found) != 2 {
			t.Fatalf("%s %s: found %v", c.issuer, c.title, found)
		}
		want := [2]string{"区林业局", "区财政局"}
		if c.away {
			want = [2]string{"林业局", "区财政局"}
		}
		for i, m := range found {
			if m.Name != want[i] || m.Known == c.away || m.Elsewhere != c.away {
				t.Errorf("%q %q: %+v, want %s", c.issuer, c.title, m, want[i])
			}
		}
		if _, closed := r.Expand("各镇街"); closed == c.away {
			t.Errorf("%q %q: 各镇街 are ours: %t", c.issuer, c.title, closed)
		}
	}
	if m := own.For("青溪县林业局", "").Find("赴荣昌区林业局学习"); len(m) != 1 || m[0].Name != "区林业局" || !m[0].Known {
		t.Errorf("our own place's bureau in another's paper: %+v", m)
	}
}

// A branch is another body than its bureau, and 和 may stand in one body's name.
func TestABodyIsReadWhole(t *testing.T) {
	r := corpus.Roster()
	if found := r.Find("区财政局和区林业局"); len(found) != 2 {
		t.Errorf("%+v", found)
	}
	for text, want := range map[string]string{
		"由市生态环境局柞水分局负责":  "市生态环境局柞水分局",
		"县生环委办公室每半年通报一次": "县生环委办公室",
		"区发展改革委办公室负责汇总":  "区发展改革委",
		"由市生态环境局组织审查":    "市生态环境局",
		"各镇办配合":          "各镇办",
		"县住房和城乡建设局牵头":    "县住房和城乡建设局",
		"市自然资源和规划局配合":    "市自然资源和规划局",
	} {
		found := r.Find(text)
		if len(found) != 1 || found[0].Name != want {
			t.Errorf("%s: %+v, want %s", text, found, want)
		}
	}
}
