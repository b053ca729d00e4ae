package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/store"
	"liangshan/store/storetest"
)

// meanings is an embedder that knows a few things by several names.
type meanings struct {
	mu    sync.Mutex
	texts []string // all that was embedded
}

var topics = [][]string{
	{"古树名木", "上了岁数的大木头"}, {"濑溪河", "清流河", "水质", "河里干不干净"}, {"宣传", "喊大家都晓得"}, {"资金", "经费", "钱从哪儿来"}, {"森林", "造林", "绿化"},
}

func (m *meanings) Embed(_ context.Context, texts []string) ([][]float32, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.texts = append(m.texts, texts...)
	var out [][]float32
	for _, t := range texts {
		v := make([]float32, len(topics)+1)
		v[len(topics)] = 0.01
		for i, names := range topics {
			for _, n := range names {
				v[i] += float32(strings.Count(t, n)) * 100 / float32(len(t))
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// embedding is any function as an embedder.
type embedding func(ctx context.Context, texts []string) ([][]float32, error)

func (f embedding) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	return f(ctx, texts)
}

func over(t *testing.T, db *store.DB, e knowledge.Embedder) *knowledge.Library {
	t.Helper()
	return overFor(t, db, e, 30*time.Millisecond)
}

// overFor waits so long for a question's vector.
func overFor(t *testing.T, db *store.DB, e knowledge.Embedder, wait time.Duration) *knowledge.Library {
	t.Helper()
	lib := knowledge.New(knowledge.Config{
		DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler), Embedder: e, EmbeddingModel: "double", EmbedTime: wait,
	})
	if err := errors.Join(knowledge.SeedRoster(t.Context(), db), lib.ImportEmbedded(t.Context(), true)); err != nil {
		t.Fatal(err)
	}
	return lib
}

func embedAll(t *testing.T, lib *knowledge.Library) int {
	t.Helper()
	n, err := lib.EmbedMissing(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAParaphraseWithoutCommonWordsFindsItsPassage(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	lib := over(t, db, &meanings{})
	if lib.Near(t.Context()) != nil {
		t.Error("candidates before anything was embedded")
	}
	if embedAll(t, lib) == 0 {
		t.Fatal("nothing was embedded")
	}
	for ask, says := range map[string]string{"上了岁数的大木头归谁照看": "古树名木", "河里干不干净": "濑溪河"} {
		found := false
		for _, id := range lib.Near(t.Context())(ask) {
			_, doc, err := lib.Document(t.Context(), id>>24)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range doc.Clauses {
				found = found || answer.EntryID(id>>24, c.Seq) == id && strings.Contains(c.Text, says)
			}
		}
		if !found {
			t.Errorf("%s: no passage that says %s", ask, says)
		}
	}
}

func TestWhatTheDocumentsDoNotSayStaysRefusedWhateverIsNear(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	plain, lib := over(t, db, nil), over(t, db, &meanings{})
	embedAll(t, lib)
	for _, ask := range []string{
		"河里干不干净，哪个医生来测", "上了岁数的大木头有好多根", "荣昌区有多少家医院", "濑溪河的船票多少钱", "森林消防队有多少人", "宣传片的导演是谁", "清流河2031年水质达到几类",
	} {
		want, err := plain.Ask(t.Context(), question(ask))
		if err != nil {
			t.Fatal(err)
		}
		got, err := lib.Ask(t.Context(), question(ask))
		if err != nil {
			t.Fatal(err)
		}
		if want.Kind == answer.NotIn && got.Kind != answer.NotIn {
			t.Errorf("%s: %s by likeness alone: %+v", ask, got.Kind, got.Lines)
		}
	}
}

var officials = []string{
	"规划什么时候发布", "国家级两山基地哪年创成", "濑溪河水质要达到几类", "荣昌区有多少家医院", "古树名木挂牌保护由谁牵头", "资金从哪里来", "清流河治理的责任单位", "8月底前要完成哪些工作",
}

func TestABrokenEmbedderCostsNoAnswer(t *testing.T) {
	vector := func(n int) func() []float32 {
		return func() []float32 { return slices.Repeat([]float32{1}, n) }
	}
	each := func(make func() []float32) embedding {
		return func(_ context.Context, texts []string) ([][]float32, error) {
			var out [][]float32
			for range texts {
				out = append(out, make())
			}
			return out, nil
		}
	}
	bad := map[string]embedding{
		"failing":         func(context.Context, []string) ([][]float32, error) { return nil, &llm.Error{Code: llm.Server} },
		"hanging":         func(ctx context.Context, _ []string) ([][]float32, error) { <-ctx.Done(); return nil, ctx.Err() },
		"other dimension": each(vector(3)), "no dimension": each(vector(0)),
		"none":     func(context.Context, []string) ([][]float32, error) { return nil, nil },
		"NaN":      each(func() []float32 { return []float32{1, float32(math.NaN())} }),
		"infinite": each(func() []float32 { return []float32{1, float32(math.Inf(1))} }),
		"zero":     each(func() []float32 { return make([]float32, llmtest.Dimensions) }),
	}
	for name, e := range bad {
		t.Run(name, func(t *testing.T) {
			db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
			plain := over(t, db, nil)
			embedAll(t, over(t, db, llmtest.Embedder{})) // vectors are kept from better days
			broken := false
			lib := over(t, db, embedding(func(ctx context.Context, texts []string) ([][]float32, error) {
				broken = true
				return e(ctx, texts)
			}))
			embedAll(t, lib)
			for _, ask := range officials {
				want, err := plain.Ask(t.Context(), question(ask))
				if err != nil {
					t.Fatal(err)
				}
				got, err := lib.Ask(t.Context(), question(ask))
				if err != nil {
					t.Fatal(err)
				}
				got.Asked = want.Asked // which server was called is no part of the answer
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", ask, diff)
				}
			}
			if !broken {
				t.Error("the embedder was never asked")
			}
		})
	}
}

// The real client against a server that fails as servers do.
func TestAServersFaultsCostNoAnswer(t *testing.T) {
	for _, fault := range []llmtest.Fault{
		llmtest.Status500, llmtest.RateLimit, llmtest.HTML502, llmtest.Unauthorized, llmtest.Hang, llmtest.Redirect, llmtest.ShortEmbeddings,
	} {
		t.Run(string(fault), func(t *testing.T) {
			clock := storetest.At("2022-07-10 09:00")
			db := storetest.Open(t, clock)
			server := llmtest.NewServer(t)
			client, err := llm.New(llm.Config{BaseURL: server.URL, EmbeddingModel: "double", Now: clock.Now, Attempts: 1})
			if err != nil {
				t.Fatal(err)
			}
			wait := time.Minute
			if fault == llmtest.Hang {
				wait = time.Second
			}
			lib := overFor(t, db, client, wait)
			embedAll(t, lib)
			server.Fail(slices.Repeat([]llmtest.Fault{fault}, 50)...)
			if r := ask(t, lib, askedOften); r.Kind != answer.Answered {
				t.Errorf("%+v", r.Lines)
			}
			if got := lib.Near(t.Context())("规划何时印发"); len(got) != 0 {
				t.Errorf("candidates of a broken server: %v", got)
			}
			server.Fail()
			clock.Add(10 * time.Minute)
			if got := lib.Near(t.Context())("规划何时印发"); len(got) == 0 {
				t.Error("the mended server is not asked again")
			}
		})
	}
}

func TestAHangingEmbedderIsWaitedForOnce(t *testing.T) {
	clock := storetest.At("2022-07-10 09:00")
	db := storetest.Open(t, clock)
	embedAll(t, over(t, db, llmtest.Embedder{}))
	asked := 0
	lib := over(t, db, embedding(func(ctx context.Context, _ []string) ([][]float32, error) {
		asked++
		<-ctx.Done()
		return nil, ctx.Err()
	}))
	embedAll(t, lib)
	near := func() { lib.Near(t.Context())(fmt.Sprint("问题", asked)) }
	near()
	near()
	near()
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	clock.Add(2 * time.Minute)
	near()
	if asked != 2 {
		t.Errorf("after a while asked %d times", asked)
	}
}

func TestEmbeddingGoesOnWhereItBrokeOff(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	m := &meanings{}
	calls := 0
	lib := over(t, db, embedding(func(ctx context.Context, texts []string) ([][]float32, error) {
		if calls++; calls == 2 {
			return nil, &llm.Error{Code: llm.Network}
		}
		return m.Embed(ctx, texts)
	}))
	first, err := lib.EmbedMissing(t.Context())
	if err == nil || first == 0 {
		t.Fatalf("%d embedded, %v", first, err)
	}
	again := over(t, db, m)
	if second := embedAll(t, again); second == 0 || len(m.texts) != first+second {
		t.Errorf("%d and %d embedded in %d texts", first, second, len(m.texts))
	}
	if n := embedAll(t, over(t, db, m)); n != 0 {
		t.Errorf("%d embedded a second time", n)
	}
	if len(m.texts) != embedded(t, db) {
		t.Error("a text was embedded twice")
	}
}

func embedded(t *testing.T, db *store.DB) (n int) {
	t.Helper()
	storetest.Read(t, db, func(v *store.View) error {
		all, err := v.Vectors("double")
		n = len(all)
		return err
	})
	return n
}

func TestAnExchangedModelIsNoticedAndItsVectorsMadeAgain(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	n := embedAll(t, over(t, db, &meanings{}))
	lib := over(t, db, llmtest.Embedder{})
	if embedAll(t, lib) != 0 {
		t.Error("the vectors that are there were not used")
	}
	if got := lib.Near(t.Context())("规划什么时候发布"); len(got) != 0 {
		t.Errorf("near in another space: %v", got)
	}
	if again := embedAll(t, lib); again != n {
		t.Errorf("%d made again, want %d", again, n)
	}
	if got := lib.Near(t.Context())("规划什么时候发布"); len(got) == 0 {
		t.Error("nothing is near in the new space")
	}
}

// Bytes in place of floats keep who is nearest.
func TestBytesKeepTheNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const n, dims, k = 2000, 384, 10
	random := func() []float32 {
		v := make([]float32, dims)
		for i := range v {
			v[i] = float32(r.NormFloat64())
		}
		return v
	}
	vectors := make([][]float32, n)
	for i := range vectors {
		vectors[i] = random()
	}
	search := knowledge.Searcher(vectors)
	same, first := 0, 0
	const asked = 100
	for range asked {
		at := r.IntN(n)
		q := random()
		for i := range q {
			q[i] += vectors[at][i]
		}
		got, want := search(q, k), exact(vectors, q, k)
		if got[0] == want[0] {
			first++
		}
		for _, id := range got {
			if slices.Contains(want, id) {
				same++
			}
		}
	}
	t.Logf("first the same %d/%d, of the first ten %d/%d", first, asked, same, asked*k)
	if first < asked*99/100 || same < asked*k*95/100 {
		t.Error("bytes are too coarse")
	}
}

func exact(vectors [][]float32, q []float32, k int) []int64 {
	cosine := func(v []float32) (c float64) {
		norm := 0.0
		for i := range v {
			c += float64(v[i]) * float64(q[i])
			norm += float64(v[i]) * float64(v[i])
		}
		return c / math.Sqrt(norm)
	}
	ids := make([]int64, len(vectors))
	all := make([]float64, len(vectors))
	for i, v := range vectors {
		ids[i], all[i] = int64(i), cosine(v)
	}
	slices.SortFunc(ids, func(a, b int64) int {
		if all[a] > all[b] {
			return -1
		}
		return 1
	})
	return ids[:k]
}

func FuzzQuantise(f *testing.F) {
	f.Add(float32(1), float32(-2), float32(0))
	f.Fuzz(func(t *testing.T, a, b, c float32) {
		codes, ok := knowledge.Quantise([]float32{a, b, c})
		sum := math.Abs(float64(a)) + math.Abs(float64(b)) + math.Abs(float64(c))
		direction := sum > 0 && !math.IsInf(sum, 0) && !math.IsNaN(sum)
		if ok != direction || ok && len(codes) != 3 {
			t.Errorf("%v: %v, %v", []float32{a, b, c}, codes, ok)
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			vectors := make([][]float32, n)
			for i := range vectors {
				vectors[i] = make([]float32, 1024)
				for k := range vectors[i] {
					vectors[i][k] = float32(r.NormFloat64())
				}
			}
			search := knowledge.Searcher(vectors)
			b.ReportAllocs()
			for b.Loop() {
				search(vectors[0], 8)
			}
		})
	}
}
