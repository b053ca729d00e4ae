package answer

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

type asked struct {
	ID, Doc, Question, Kind string
	Context                 []string
}

func readAsked(t testing.TB, file string) []asked {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []asked
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var r asked
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func outlineOf(t testing.TB, name string, b []byte) *outline.Document {
	t.Helper()
	f, err := extract.Read(context.Background(), name, b)
	if err != nil {
		t.Fatal(err)
	}
	return outline.Read(f)
}

func shelfOf(t testing.TB, names ...string) *Shelf {
	t.Helper()
	s := &Shelf{Roster: corpus.Roster(), Calendar: corpus.Calendar()}
	for i, n := range names {
		b := corpus.Letter()
		if n != "letter.txt" {
			var err error
			if b, err = os.ReadFile("testdata/asked/" + n); err != nil {
				t.Fatal(err)
			}
		}
		s.Docs = append(s.Docs, Doc{ID: int64(i + 1), Outline: outlineOf(t, n, b), State: Current, Version: 1})
	}
	return s
}

func at(date string) time.Time { return day.Must(date).Start().Add(9 * time.Hour) }

// everyAnswer asks all composed questions of all documents at once.
func everyAnswer(t *testing.T, check func(t *testing.T, s *Shelf, q asked, a Answer)) {
	s := shelfOf(t, "letter.txt", "plan.md", "notice.txt", "rules.txt")
	for _, file := range []string{"testdata/letter_qa.jsonl", "testdata/asked/tune.jsonl", "testdata/asked/held.jsonl", "testdata/asked/letter2.jsonl", "testdata/asked/letter3.jsonl", "testdata/asked/letter4.jsonl"} {
		for _, q := range readAsked(t, file) {
			question := Question{Text: q.Question, Now: at("2024-03-20")}
			for _, c := range q.Context {
				question.History = append(question.History, Turn{Text: c})
			}
			check(t, s, q, s.Ask(question))
		}
	}
}

// What is quoted stands in the document, character by character.
func TestEveryQuotationIsVerbatim(t *testing.T) {
	everyAnswer(t, func(t *testing.T, s *Shelf, q asked, a Answer) {
		texts := map[int64]string{}
		for _, d := range s.Docs {
			for _, c := range d.Outline.Clauses {
				texts[EntryID(d.ID, c.Seq)] = c.Text
				for _, cell := range c.Cells {
					texts[EntryID(d.ID, c.Seq)] += "\n" + cell.Text
				}
			}
		}
		in := func(c Citation, words string) bool { return strings.Contains(texts[EntryID(c.DocID, c.Seq)], words) }
		for _, c := range append(slices.Clone(a.Citations), near(a)...) {
			if c.Quote == "" || !in(c, c.Quote) {
				t.Errorf("%s %s: %q is not in %s", q.ID, q.Question, c.Quote, c.Place)
			}
		}
		for _, l := range a.Lines {
			if l.Text == "" || l.Code == ByDoc {
				continue
			}
			if !slices.ContainsFunc(l.Cites, func(i int) bool { return in(a.Citations[i], l.Text) }) {
				t.Errorf("%s %s: line %q stands in none of its citations", q.ID, q.Question, l.Text)
			}
			if l.Code == Quoted && !slices.ContainsFunc(l.Cites, func(i int) bool { return sameWords(a.Citations[i].Quote, l.Text) }) {
				t.Errorf("%s %s: line %q is cited with other words of its passage", q.ID, q.Question, l.Text)
			}
		}
	})
}

// sameWords reports whether one stretch of a passage holds the other.
func sameWords(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

func near(a Answer) []Citation {
	if a.Nearest == nil {
		return nil
	}
	return []Citation{*a.Nearest}
}

var digits = regexp.MustCompile(`\d+(?:\.\d+)?`)

// A figure is either in what is cited, or the line's code says how it was computed.
func TestEveryFigureIsCitedOrComputed(t *testing.T) {
	computed := []Code{DueOn, Between, DaysLeft, Passed, Count, Listed, Derived, Converted, Weekday, CountUnit, Difference, Sum, Snapshot, YearRead, Next, NoNext}
	everyAnswer(t, func(t *testing.T, s *Shelf, q asked, a Answer) {
		cited := ""
		for _, c := range a.Citations {
			cited += c.Quote + "\n"
			for _, d := range s.Docs {
				for _, cl := range d.Outline.Clauses {
					if d.ID == c.DocID && cl.Seq == c.Seq {
						cited += cl.Text
					}
				}
			}
		}
		for _, l := range a.Lines {
			if slices.Contains(computed, l.Code) {
				continue
			}
			for _, n := range digits.FindAllString(l.Text+strings.Join(l.Args, " "), -1) {
				if _, _, ok := segment.Locate(cited, n); !ok && !strings.Contains(cited, n) {
					t.Errorf("%s %s: figure %s of %q is not cited", q.ID, q.Question, n, l.Text)
				}
			}
		}
	})
}

// A day that is printed is the reading of words that stand in the line before it.
func TestEveryDayIsReadFromTheWordsShown(t *testing.T) {
	everyAnswer(t, func(t *testing.T, s *Shelf, q asked, a Answer) {
		shown, at := "", 0
		for _, l := range a.Lines {
			switch l.Code {
			case Quoted, RowCell, ByDoc:
				shown, at = l.Text, l.Cites[0]
				continue
			case DueOn, Between, DaysLeft, Passed:
			default:
				continue
			}
			day := l.Dates[len(l.Dates)-1]
			exprs := when.Find(shown, a.Citations[at].Issued, s.Calendar)
			if !slices.ContainsFunc(exprs, func(e when.Expr) bool { return e.End == day || e.Start == day }) {
				t.Errorf("%s %s: %s is not read from %q", q.ID, q.Question, day, shown)
			}
		}
	})
}

// What names, opens or closes a document is nothing to be done.
func TestNoListHoldsAHeadingOrATitle(t *testing.T) {
	everyAnswer(t, func(t *testing.T, s *Shelf, q asked, a Answer) {
		if string(askTasks) != a.Carry.Ask && string(askPoints) != a.Carry.Ask {
			return
		}
		for _, r := range a.Rows {
			c := a.Citations[r.Cite]
			p := s.desk.passages[s.desk.byID[EntryID(c.DocID, c.Seq)]]
			if slices.Contains([]outline.ClauseKind{outline.Head, outline.Tail, outline.Heading}, p.clause.Kind) {
				t.Errorf("%s %s: %q of %s is listed", q.ID, q.Question, r.What, c.Place)
			}
		}
	})
}

// Whatever is refused says what is missing, and an answer always has a source.
func TestARefusalNamesWhatIsMissingAndAnAnswerItsSource(t *testing.T) {
	everyAnswer(t, func(t *testing.T, _ *Shelf, q asked, a Answer) {
		switch {
		case a.Kind == NotIn && len(a.Missing) == 0 && len(a.Lines) == 0:
			t.Errorf("%s %s: refused without a word", q.ID, q.Question)
		case (a.Kind == Answered || a.Kind == Partly) && len(a.Citations) == 0 && a.Nearest == nil && len(a.Missing) == 0:
			t.Errorf("%s %s: answered without a source: %+v", q.ID, q.Question, a.Lines)
		}
	})
}

func FuzzAsk(f *testing.F) {
	s := shelfOf(f, "letter.txt", "plan.md", "rules.txt")
	for _, q := range readAsked(f, "testdata/letter_qa.jsonl") {
		f.Add(q.Question, strings.Join(q.Context, "\n"))
	}
	f.Add("2026比2021", "那呢")
	f.Add("(((和和和、、、比比比", "一")
	f.Fuzz(func(t *testing.T, text, before string) {
		q := Question{Text: text, Now: at("2024-03-20")}
		if before != "" {
			q.History = []Turn{{Text: before}}
		}
		if a := s.Ask(q); a.Kind == "" {
			t.Fatalf("%q: no kind", text)
		}
	})
}

// benchShelf holds n passages of varied official prose.
func benchShelf(n int) *Shelf {
	s := &Shelf{Roster: corpus.Roster(), Calendar: corpus.Calendar()}
	subjects := []string{"污水管网", "口袋公园", "农村公路", "垃圾分类", "水库除险", "造林绿化", "矿山修复", "智慧停车", "养老服务", "学位供给"}
	for d := 0; d*200 < n; d++ {
		o := &outline.Document{Title: fmt.Sprintf("第%d号工作方案", d+1), Short: "工作方案", Number: fmt.Sprintf("示〔2022〕%d号", d+1), Issuer: "区政府办公室", Issued: day.Must("2022-03-01")}
		for i := range min(200, n-d*200) {
			text := fmt.Sprintf("（%d）推进第%d片区%s建设。%d年%d月底前完成%s任务%d处，投资%d万元，由区住房城乡建委牵头，各镇街配合。", i, d*200+i, subjects[i%10], 2022+i%4, 1+i%12, subjects[(i*7+d)%10], 3+i%50, 100+i*d%900)
			o.Clauses = append(o.Clauses, outline.Clause{Seq: i, Kind: outline.Body, Text: text, DuplicateOf: -1, Path: []outline.Step{{Label: fmt.Sprintf("（%d）", i)}}})
		}
		s.Docs = append(s.Docs, Doc{ID: int64(d + 1), Outline: o, State: Current})
	}
	s.read()
	return s
}

// BenchmarkAsk: five questions in turn, of which the last lists milestones.
//
//	go test ./knowledge/answer -run - -bench Ask
func BenchmarkAsk(b *testing.B) {
	questions := []string{"第37片区污水管网什么时候完成", "口袋公园建设哪个牵头", "第120片区养老服务投了好多钱", "濑溪河水质要达到几类", "8月份有哪些节点"}
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := benchShelf(n)
			s.desk.names()
			s.desk.moments()
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				s.Ask(Question{Text: questions[i%len(questions)], Now: at("2022-04-01")})
				i++
			}
			b.StopTimer()
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapInuse)/(1<<20), "MB-heap")
			runtime.KeepAlive(s)
		})
	}
}

// BenchmarkRead reads 10,000 passages: until the first question may be asked, and
// until everything is read.
func BenchmarkRead(b *testing.B) {
	for name, all := range map[string]bool{"start": false, "all": true} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d := benchShelf(10000).desk
				if b.StopTimer(); all {
					b.StartTimer()
				}
				d.names()
				d.moments() // the next start must not run beside it
				b.StartTimer()
			}
		})
	}
}

// What a sentence quotes lends neither its years nor its 力争 to what stands behind it.
func TestAQuotationGovernsNothing(t *testing.T) {
	parts := dated("按照“2024年建成样板、2027年力争全覆盖”的步子走，6月底前完成选点，10月上旬开工建设。", day.New(2023, 4, 3), corpus.Calendar())
	var got []string
	for _, p := range parts {
		if p.when.Text == "6月底前" || p.when.Text == "10月上旬" {
			got = append(got, p.when.End.String()+p.force)
		}
	}
	if want := []string{"2023-06-30", "2023-10-10"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
