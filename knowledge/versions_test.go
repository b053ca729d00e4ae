package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"liangshan/knowledge/duty"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/storetest"
)

// said is a duty in a few words; again is the one that it restates, counted from 1.
type said struct {
	what, target string
	lead         string
	again        int
	doubt        string
}

func dutiesOf(list []said) ([]duty.Duty, *outline.Document) {
	doc := &outline.Document{}
	var out []duty.Duty
	for i, s := range list {
		d := duty.Duty{What: s.what, Target: s.target, Seq: i, Source: s.what, Origin: duty.FromClause, Strength: duty.Normal, Restates: s.again - 1}
		if s.lead != "" {
			d.Lead = []units.Mention{{Name: s.lead, Text: s.lead, Known: true}}
		}
		out = append(out, d)
		if s.doubt != "" {
			out[i].Doubts = []outline.Doubt{{Code: s.doubt, Seq: i}}
		}
		doc.Clauses = append(doc.Clauses, outline.Clause{Seq: i, Text: s.what, Spot: "第" + string(rune('1'+i)) + "段"})
	}
	return out, doc
}

// versions enters one reading after another of the same document, and returns the
// register in force with the changes that the last one made.
func versions(t *testing.T, between func(*store.Tx, []store.Task) error, readings ...[]said) ([]store.Task, Changes) {
	t.Helper()
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	roster := units.New(nil)
	var list []store.Task
	var ch Changes
	for i, reading := range readings {
		duties, doc := dutiesOf(reading)
		storetest.Write(t, db, func(tx *store.Tx) error {
			old, err := tx.LatestDocument("甲")
			if err != nil {
				old = store.Document{}
			}
			d, err := tx.AddDocument(store.Document{Key: "甲", SHA256: string(rune('a' + i)), Title: "甲", Outline: []byte("{}")}, []byte{byte(i)}, nil)
			if err != nil {
				return err
			}
			e := entry{tx: tx, old: old, document: d, roster: roster}
			if ch, err = e.register(doc, duties); err != nil {
				return err
			}
			if list, err = tx.Tasks(store.TaskFilter{}); err != nil {
				return err
			}
			if between != nil {
				return between(tx, list)
			}
			return nil
		})
	}
	return list, ch
}

func whats(list []store.Task) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.What)
	}
	return out
}

func TestARowThatSaysAClauseAgainCountsOnceAndCompletesIt(t *testing.T) {
	for name, reading := range map[string][]said{
		"the row behind":           {{what: "建设生态护岸"}, {what: "生态护岸建设", target: "36公里", lead: "区水利局", again: 1}},
		"the row ahead":            {{what: "生态护岸建设", target: "36公里", lead: "区水利局", again: 2}, {what: "建设生态护岸"}},
		"a chain":                  {{what: "建设生态护岸"}, {what: "生态护岸", again: 1}, {what: "生态护岸建设", target: "36公里", lead: "区水利局", again: 2}},
		"a chain told from behind": {{what: "生态护岸建设", target: "36公里", lead: "区水利局", again: 2}, {what: "生态护岸", again: 3}, {what: "建设生态护岸"}},
	} {
		t.Run(name, func(t *testing.T) {
			list, _ := versions(t, nil, reading)
			if len(list) != 1 || list[0].What != "建设生态护岸" {
				t.Fatalf("in force: %q", whats(list))
			}
			if list[0].Target != "36公里" || len(list[0].Names(store.Lead)) != 1 || len(list[0].Also) != len(reading)-1 {
				t.Errorf("what the row tells is lost: %+v", list[0])
			}
		})
	}
}

func TestARowIsNotLostWhenTheClauseThatItRestatesDrops(t *testing.T) {
	clause, row := said{what: "建设生态护岸"}, said{what: "马鞍河生态护岸建设", target: "36公里", again: 1}
	alone := said{what: "马鞍河生态护岸建设", target: "36公里"}
	other := said{what: "开展餐饮油烟治理"}

	one, ch := versions(t, nil, []said{clause, row, other}, []said{other, alone})
	if diff := cmp.Diff([]string{"开展餐饮油烟治理", "马鞍河生态护岸建设"}, whats(one)); diff != "" {
		t.Error(diff)
	}
	if len(ch.Added)+len(ch.Dropped) != 0 {
		t.Errorf("added %q, dropped %q: the duty is the same one", whats(ch.Added), whats(ch.Dropped))
	}
	first, _ := versions(t, nil, []said{clause, row, other})
	if one[1].ID != first[0].ID {
		t.Errorf("the row is 〔%d〕, want the number of the clause, 〔%d〕", one[1].ID, first[0].ID)
	}
	back, ch := versions(t, nil, []said{clause, row, other}, []said{other, alone}, []said{clause, row, other})
	if len(back) != 2 || back[0].ID != first[0].ID || len(ch.Added)+len(ch.Dropped) != 0 {
		t.Errorf("after the clause came back: %q, added %q, dropped %q", whats(back), whats(ch.Added), whats(ch.Dropped))
	}
}

func TestAClauseThatCountsNowTakesTheNumberOfItsRow(t *testing.T) {
	alone := said{what: "马鞍河生态护岸建设", target: "36公里"}
	first, _ := versions(t, nil, []said{alone})
	now, ch := versions(t, nil, []said{alone}, []said{{what: "实施清流河、马鞍河护岸工程"}, {what: "马鞍河生态护岸建设", target: "36公里", again: 1}})
	if len(now) != 1 || now[0].ID != first[0].ID || now[0].Target != "36公里" {
		t.Errorf("%+v", now)
	}
	if len(ch.Added)+len(ch.Dropped) != 0 {
		t.Errorf("added %q, dropped %q", whats(ch.Added), whats(ch.Dropped))
	}
}

func TestARejectedClauseGivesItsPlaceToTheRow(t *testing.T) {
	reading := []said{{what: "建设生态护岸"}, {what: "马鞍河生态护岸建设", again: 1}}
	var after []store.Task
	versions(t, func(tx *store.Tx, list []store.Task) error {
		now := list[0]
		now.State = store.TaskRejected
		if err := tx.SeeMember(store.Member{ID: 9, Name: "老陈"}); err != nil {
			return err
		}
		if _, err := tx.Amend(9, now, ""); err != nil {
			return err
		}
		var err error
		after, err = tx.Tasks(store.TaskFilter{})
		return err
	}, reading)
	if diff := cmp.Diff([]string{"马鞍河生态护岸建设"}, whats(after)); diff != "" {
		t.Error(diff)
	}
}

func TestAConfirmedTaskIsAskedAboutAgainOnlyWhenANewDoubtArises(t *testing.T) {
	confirmAll := func(tx *store.Tx, list []store.Task) error {
		if err := tx.SeeMember(store.Member{ID: 9, Name: "老陈"}); err != nil {
			return err
		}
		for _, x := range list {
			if x.State = store.TaskConfirmed; x.DocumentID == 1 {
				if _, err := tx.Amend(9, x, ""); err != nil {
					return err
				}
			}
		}
		return nil
	}
	looked, fresh := said{what: "建设生态护岸", doubt: "unit_missing"}, said{what: "开展餐饮油烟治理"}
	raised := fresh
	raised.doubt = "conflict_due"
	list, ch := versions(t, confirmAll, []said{looked, fresh}, []said{looked, raised})
	if list[0].State != store.TaskConfirmed || list[1].State != store.TaskProposed {
		t.Errorf("%s is %s, %s is %s", list[0].What, list[0].State, list[1].What, list[1].State)
	}
	if len(ch.Changed) != 0 {
		t.Errorf("a doubt is no change of the document: %q", whats(ch.Changed))
	}
}

func BenchmarkEnterANewVersion(b *testing.B) {
	var old []store.Task
	var rows []row
	for i := range 400 {
		what := string([]rune("推进河道治理完成护岸建设实施水质监测落实巡查制度开展专项整治")[i%20:]) + string(rune('一'+i))
		old = append(old, store.Task{ID: int64(i + 1), What: what})
		rows = append(rows, row{now: store.Task{What: what + "工作"}, restates: -1})
	}
	roster := units.New(nil)
	for b.Loop() {
		fresh := append([]row(nil), rows...)
		newMatcher(old, fresh, roster).match()
	}
}
