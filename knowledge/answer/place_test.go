package answer

import (
	"testing"

	"liangshan/knowledge/outline"
)

// Whose documents a question means, where they come from several districts.
func TestTheHouseIsWhereMostDocumentsComeFrom(t *testing.T) {
	from := func(id int64, issuer, title string) *Doc {
		return &Doc{ID: id, Outline: &outline.Document{Issuer: issuer, Title: title}}
	}
	ours, plan := from(1, "重庆市荣昌区生态环境局", "复函"), from(2, "", "荣昌区建设基地实施方案")
	away, city := from(3, "青川县人民政府", "工作方案"), from(4, "重庆市人民政府", "意见")
	for name, c := range map[string]struct {
		docs   []*Doc
		guests []*Doc
	}{
		"one place":                             {[]*Doc{ours, plan, city}, nil},
		"the larger holding":                    {[]*Doc{ours, plan, away, city}, []*Doc{away}},
		"of as many, the one that came in last": {[]*Doc{ours, away, city}, []*Doc{ours}},
	} {
		got := guestsAmong(c.docs)
		if len(got) != len(c.guests) {
			t.Errorf("%s: %d guests, want %d", name, len(got), len(c.guests))
		}
		for _, g := range c.guests {
			if !got[g] {
				t.Errorf("%s: %s is no guest", name, g.Outline.Title)
			}
		}
	}
}
