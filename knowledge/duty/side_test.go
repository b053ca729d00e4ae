package duty

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
)

// Passages are read side by side; what comes out does not depend on how many at once.
func TestTheOrderOfDutiesDoesNotDependOnTheMachine(t *testing.T) {
	var text strings.Builder
	text.WriteString("某项工作方案\n\n")
	for at, n := range "一二三四五六七八九" {
		fmt.Fprintf(&text, "%c、生态保护\n\n2023年底前完成以下工作：\n\n", n)
		for i := 1; i <= 9; i += 2 {
			fmt.Fprintf(&text, "%d．区林业局牵头，完成造林%d亩。\n\n%d．完成河道整治%d公里。\n\n（责任单位：区水利局）\n\n", i, 100*at+i, i+1, 10*at+i)
		}
	}
	file, err := extract.Read(t.Context(), "plan.txt", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	doc := outline.Read(file)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := Read(doc, corpus.Roster(), corpus.Calendar())
	if len(want) < 80 {
		t.Fatalf("%d duties; the test shows little", len(want))
	}
	for _, n := range []int{2, 8} {
		runtime.GOMAXPROCS(n)
		if got := Read(doc, corpus.Roster(), corpus.Calendar()); !reflect.DeepEqual(got, want) {
			t.Errorf("%d at once: %d duties, alone %d", n, len(got), len(want))
		}
	}
}

func TestAFaultInOnePassageIsTheCallers(t *testing.T) {
	defer func() {
		if p := recover(); p != "torn" {
			t.Errorf("recovered %v", p)
		}
	}()
	sideBySide(100, func(i int) {
		if i == 7 {
			panic("torn")
		}
	})
	t.Error("the fault was swallowed")
}
