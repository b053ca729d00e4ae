package when_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

func TestProbe(t *testing.T) {
	f, err := os.Open(os.Getenv("PROBE"))
	if err != nil {
		t.Skip()
	}
	cal := calendar(t)
	on := day.Must("2022-07-06")
	for sc := bufio.NewScanner(f); sc.Scan(); {
		l := sc.Text()
		if strings.HasPrefix(l, "@") {
			on = day.Must(l[1:])
			continue
		}
		if strings.HasPrefix(l, "~") {
			fmt.Println(l)
			for _, e := range when.Find(l[1:], on, cal) {
				fmt.Printf("      [%s] %s %s..%s %s %s %s\n", e.Text, e.Kind, e.Start, e.End, e.Recur, e.Clock, codes(e))
			}
			continue
		}
		e := when.Parse(l, on, cal)
		fmt.Printf("%s\t[%s] %s %s..%s %s %s %s\n", l, e.Text, e.Kind, e.Start, e.End, e.Recur, e.Clock, codes(e))
	}
}

func codes(e when.Expr) string {
	var s []string
	for _, n := range e.Notes {
		s = append(s, n.Code+strings.Join(n.Args, ","))
	}
	return strings.Join(s, " ")
}
