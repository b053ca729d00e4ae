package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"liangshan/bot"
)

// Who sends a flood is told once that all of it is kept; all of it is answered,
// in order, and nobody else waits.
func TestAFloodIsKeptAndWorkedOffWithoutDelayingOthers(t *testing.T) {
	o := newOffice(t, func(c *bot.Config) { c.Rate = bot.Rate{Person: 60, Chat: 1000} })
	const rate, flood = 60, 62
	for i := range flood {
		if _, err := o.box.Say(people["小林"], people["小林"], fmt.Sprintf("森林抚育完成%d亩", 1000+i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.box.Say(people["周敏"], people["周敏"], "国家级基地哪年创成"); err != nil {
		t.Fatal(err)
	}
	said := func(who, words string) (n int) {
		for _, m := range o.box.Transcript(people[who]) {
			if m.From.ID == o.box.Bot().ID && strings.Contains(m.Text, words) {
				n++
			}
		}
		return n
	}
	wait := func(what string, ok func() bool) {
		t.Helper()
		for range 4000 {
			if ok() {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
		t.Fatal(what)
	}
	// the clock stands: what is over the rate waits, the other person does not
	wait("another person waits for the flood", func() bool { return said("周敏", "2026年") == 1 })
	wait("nobody is told", func() bool { return said("小林", "不必重发") == 1 })
	wait("the first are not answered", func() bool { return said("小林", "亩") == rate })
	if n := said("小林", "亩"); n != rate {
		t.Errorf("%d of a rate of %d", n, rate)
	}
	done := make(chan struct{})
	defer close(done)
	go o.clock.Run(done)
	wait("the rest is not answered", func() bool { return said("小林", "亩") == flood })
	if n := said("小林", "不必重发"); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// Talk that is not for the bot counts for nothing.
func TestTalkAmongPeopleIsNotCounted(t *testing.T) {
	o := newOffice(t, func(c *bot.Config) { c.Rate = bot.Rate{Person: 2, Chat: 2} })
	for range 10 {
		if _, err := o.box.Say(people["小林"], group, "大家辛苦了"); err != nil {
			t.Fatal(err)
		}
	}
	o.stage().lines("小林: @liangshan_bot 国家级基地哪年创成", "< 2026年力争", "messages 1")
}
