package index

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

var letter = []Entry{
	{ID: 1, Doc: 1, Title: "复函", Head: "前期工作进展顺利 积极创先动员，推动任务落实", Text: "四是强化规划部署。力争7月中旬完成区级部门征求意见及初稿修正，8月中旬通过市生态环境局组织的专家审查及修改，8月底前通过区政府审议并发布实施，11月底前完成市级“两山”基地申报材料的汇编提交工作。"},
	{ID: 2, Doc: 1, Title: "复函", Head: "前期工作进展顺利 积极创先动员，推动任务落实", Text: "六是强化宣传示范引导。1-6月共开展生态文明宣讲6次、召开新闻发布会1次、环保志愿者活动10次，政务双微宣传3134条。"},
	{ID: 3, Doc: 1, Title: "复函", Head: "强化保障措施，落实制度责任", Text: "二是强化资金保障。2021年财政支出用于生态环保的经费达13.35亿元，占全区GDP的1.64%，到2026年生态环保财政支出占比将达到全区GDP的3%以上。"},
	{ID: 4, Doc: 1, Title: "复函", Head: "打造美丽宜居的城乡环境", Text: "三是持续推进美丽乡村建设，推进农村生活废水及黑臭水体整治、生活垃圾分类和资源化利用、“厕所革命”。"},
	{ID: 5, Doc: 2, Title: "濑溪河流域水污染防治办法", Text: "第十六条 违反本办法规定，向濑溪河倾倒垃圾的，由区生态环境局责令改正，处二千元罚款。"},
	{ID: 6, Doc: 2, Title: "濑溪河流域水污染防治办法", Text: "第十七条 河长应当每月巡查河道一次。"},
	{ID: 7, Doc: 3, Title: "大气污染防治办法", Text: "第十六条 建设施工应当采取防尘措施。"},
}

func filled(es ...Entry) *Index {
	x := New()
	x.Add(es...)
	return x
}

func TestAQuestionFindsItsPassage(t *testing.T) {
	x := filled(letter...)
	for _, c := range []struct {
		q    string
		want int64
	}{
		{"规划啥时候发布", 1},
		{"评审会好久开", 1},
		{"征求意见搞到好久截止哦", 1},
		{"宣讲搞了好多次", 2},
		{"ＧＤＰ占比是多少", 3},
		{"GDP占比２０２６年要到多少", 3},
		{"3134条是什么", 2},
		{"改厕的要求", 4},
		{"濑溪河水污染防治办法第16条", 5},
		{"水污染防治办法第十七条", 6},
		{"大气污染防治办法第十六条的内容是什么", 7},
		{"往河里倒垃圾罚多少钱", 5},
		{"濑西河能不能倒垃圾", 5},
	} {
		hits := x.Search(c.q, 3)
		if len(hits) == 0 || hits[0].ID != c.want {
			t.Errorf("%s: %v, want %d first", c.q, hits, c.want)
		}
	}
}

func TestWhatIsNotThereHasLittleCoverage(t *testing.T) {
	x := filled(letter...)
	there, not := x.Search("1-6月开展生态文明宣讲多少次", 1), x.Search("区教委食堂采购了几台烤箱", 1)
	if len(there) == 0 || there[0].Coverage < .7 {
		t.Errorf("there: %v", there)
	}
	if len(not) > 0 && not[0].Coverage > .4 {
		t.Errorf("not there: %v", not)
	}
}

func TestNothingToSearchFor(t *testing.T) {
	x := filled(letter...)
	for _, q := range []string{"", "  \n", "？！", "\xff\xfe", "🙂"} {
		if hits := x.Search(q, 5); len(hits) > 0 && strings.TrimSpace(q) == "" {
			t.Errorf("%q: %v", q, hits)
		}
	}
	if hits := New().Search("规划", 5); len(hits) != 0 {
		t.Errorf("empty index: %v", hits)
	}
	if hits := x.Search("规划", 0); len(hits) != 0 {
		t.Errorf("none asked for: %v", hits)
	}
}

func TestAnEntryIsReplacedAndTakenOut(t *testing.T) {
	x := filled(letter...)
	x.Add(Entry{ID: 2, Text: "新闻发布会改期举行"})
	if hits := x.Search("宣讲多少次", 1); len(hits) > 0 && hits[0].ID == 2 {
		t.Error("the old text is still found")
	}
	if hits := x.Search("新闻发布会改期", 1); len(hits) == 0 || hits[0].ID != 2 {
		t.Errorf("the new text is not found: %v", hits)
	}
	x.Remove(2, 99)
	for _, h := range x.Search("新闻发布会改期", 10) {
		if h.ID == 2 {
			t.Error("found after removal")
		}
	}
	if x.Len() != len(letter)-1 {
		t.Errorf("%d entries", x.Len())
	}
	x.Add(Entry{ID: 8, Text: "甲"}, Entry{ID: 8, Text: "乙丙丁"})
	if hits := x.Search("乙丙丁", 1); len(hits) == 0 || hits[0].ID != 8 {
		t.Error("of entries with one ID the last counts")
	}
}

// However entries came in and went, the ranking is that of an index built at once,
// to the last figure.
func TestTheWayItWasFilledDoesNotMatter(t *testing.T) {
	entries, asked := synthetic(120), questions(12)
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 3))
		x, living := New(), map[int64]Entry{}
		for step := range 30 {
			var add []Entry
			var remove []int64
			for range r.IntN(40) {
				e := entries[r.IntN(len(entries))]
				if r.IntN(4) == 0 {
					e.Text = entries[r.IntN(len(entries))].Text // a new wording under the same ID
				}
				add = append(add, e)
			}
			for range r.IntN(30) {
				remove = append(remove, entries[r.IntN(len(entries))].ID)
			}
			x.Change(add, remove)
			for _, id := range remove {
				delete(living, id)
			}
			for _, e := range add {
				living[e.ID] = e
			}
			if step%6 == 5 {
				sameRanking(t, x, living, asked)
			}
		}
		x.Remove(slices.Collect(maps.Keys(living))...)
		if x.Len() != 0 || len(x.View().pieces) != 0 || len(x.where) != 0 {
			t.Errorf("emptied, and there is left: %d entries, %d pieces", x.Len(), len(x.View().pieces))
		}
	}
}

func sameRanking(t *testing.T, x *Index, living map[int64]Entry, asked []string) {
	t.Helper()
	whole := filled(slices.Collect(maps.Values(living))...)
	if x.Len() != len(living) || whole.Len() != len(living) {
		t.Fatalf("%d entries, %d built at once, not %d", x.Len(), whole.Len(), len(living))
	}
	for _, q := range asked {
		for _, k := range []int{3, 30, 300} {
			if a, b := x.Search(q, k), whole.Search(q, k); !slices.Equal(a, b) {
				t.Fatalf("%s, %d passages:\n%v\nbuilt at once:\n%v", q, k, a, b)
			}
		}
	}
}

// A document that comes in again and again takes no more room than once.
func TestComingInAgainTakesNoMoreRoom(t *testing.T) {
	all := synthetic(420)
	x := filled(all...)
	for round := range int64(20) {
		var add []Entry
		var remove []int64
		for _, e := range all[300:] { // the same document, as a new one each time
			remove = append(remove, e.ID+1000*round)
			e.ID += 1000 * (round + 1)
			add = append(add, e)
		}
		x.Change(add, remove)
		held := 0
		for _, p := range x.View().pieces {
			held += p.len()
		}
		if n := len(x.View().pieces); n > 8 || held > 2*x.Len() || x.Len() != 420 {
			t.Fatalf("round %d: %d pieces hold %d for %d", round, n, held, x.Len())
		}
	}
}

// Who holds a view sees nothing of what changes after, and no search sees a
// document half replaced.
func TestAViewDoesNotChange(t *testing.T) {
	x := filled(letter...)
	for i := range 40 {
		x.Add(Entry{ID: int64(1000 + i), Text: "旧版：第" + fmt.Sprint(i) + "项任务"})
	}
	before := x.View()
	was := before.Search("旧版任务", 60)
	var wait sync.WaitGroup
	wait.Go(func() {
		for round := range 60 {
			word := []string{"旧版", "新版"}[(round+1)%2]
			var add []Entry
			for i := range 40 {
				add = append(add, Entry{ID: int64(1000 + i), Text: word + "：第" + fmt.Sprint(i) + "项任务"})
			}
			x.Change(add, nil)
		}
	})
	wait.Go(func() {
		for range 60 {
			if hits := x.View().Search("旧版", 60); len(hits) != 0 && len(hits) != 40 {
				t.Errorf("a torn view: %d of 40 passages are of the old version", len(hits))
			}
			if hits := before.Search("旧版任务", 60); !slices.Equal(hits, was) {
				t.Errorf("a view changed: %v, not %v", hits, was)
			}
		}
	})
	wait.Wait()
}

func TestSearchingWhileWriting(t *testing.T) {
	x := filled(letter...)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				switch {
				case w == 0:
					x.Add(Entry{ID: int64(100 + i%7), Text: fmt.Sprintf("第%d次调度会", i)})
				case w == 1:
					x.Remove(int64(100 + i%5))
				default:
					if hits := x.Search("濑溪河水污染防治办法第16条", 3); len(hits) == 0 || hits[0].ID != 5 {
						t.Errorf("lost while writing: %v", hits)
					}
				}
			}
		}()
	}
	wg.Wait()
}

func TestTheTablesAreClean(t *testing.T) {
	for line := range strings.Lines(wordsText + synonymsText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		said, _, _ := strings.Cut(line, ">")
		for _, w := range strings.Fields(said) {
			if len(fold(w)) > longest {
				t.Errorf("%q is longer than %d characters and would never be found", w, longest)
			}
		}
	}
	for line := range strings.Lines(synonymsText) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && strings.Count(line, ">")+strings.Count(line, "=")+strings.Count(line, "~") != 1 {
			t.Errorf("%q is no line of synonyms", line)
		}
	}
}

func FuzzSearch(f *testing.F) {
	x := filled(letter...)
	f.Add("第十六条", "第一条 甲乙丙")
	f.Add("GDP是多少？\xff", "🙂𠀀𠀁\x00")
	f.Fuzz(func(t *testing.T, query, text string) {
		y := filled(Entry{ID: 1, Title: query, Head: text, Text: text})
		for _, i := range []*Index{x, y} {
			hits := i.Search(query, 25)
			if !slices.IsSortedFunc(hits, func(a, b Hit) int { return int(b.Score*1e6) - int(a.Score*1e6) }) {
				t.Fatalf("not sorted: %v", hits)
			}
		}
	})
}
