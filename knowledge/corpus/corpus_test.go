package corpus_test

import (
	"context"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
)

func TestTheRosterIsTheDistrictsOwn(t *testing.T) {
	streets, towns := 0, 0
	for _, u := range corpus.Units() {
		switch {
		case u.Kind == units.Town && strings.HasSuffix(u.Name, "街道"):
			streets++
		case u.Kind == units.Town:
			towns++
		}
	}
	if streets != 6 || towns != 15 {
		t.Errorf("%d 街道 and %d 镇, want 6 and 15", streets, towns)
	}
}

func TestTheSamplePlanSaysThatItIsASample(t *testing.T) {
	name, data := corpus.SamplePlan()
	f, err := extract.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	doc := outline.Read(f)
	for what, s := range map[string]string{"title": doc.Title, "number": doc.Number, "short name": doc.Short, "issuer": doc.Issuer} {
		if !strings.Contains(s, "示例") {
			t.Errorf("the %s %q does not say 示例", what, s)
		}
	}
	if doc.Issued.String() != "2022-09-15" {
		t.Errorf("issued %s", doc.Issued)
	}
}

func TestTheSamplePlansTableNamesUnitsOfTheRoster(t *testing.T) {
	name, data := corpus.SamplePlan()
	f, err := extract.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	roster, rows := corpus.Roster(), 0
	for _, c := range outline.Read(f).Clauses {
		if c.Kind != outline.Row {
			continue
		}
		rows++
		for _, cell := range c.Cells {
			if cell.Header != "牵头单位" && cell.Header != "配合单位" {
				continue
			}
			found := roster.Cell(cell.Text)
			if len(found) == 0 {
				t.Errorf("%s: nobody in %q", c.Place(), cell.Text)
			}
			for _, m := range found {
				if !m.Known && !m.Group {
					t.Errorf("%s: %s is not in the roster", c.Place(), m.Text)
				}
			}
		}
	}
	if rows != 22 {
		t.Errorf("%d rows, want 22", rows)
	}
}
