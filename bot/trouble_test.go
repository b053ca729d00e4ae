package bot_test

import (
	"strings"
	"testing"
	"time"

	"liangshan/bot/sandbox"
	"liangshan/store"
	"liangshan/store/storetest"
)

// outbox is how many messages stand in each state.
func (o *office) outbox() (n map[string]int) {
	o.t.Helper()
	storetest.Read(o.t, o.db, func(v *store.View) (err error) {
		n, err = v.OutboxCount()
		return err
	})
	return n
}

func TestAClockThatJumpsHoldsNothingUpAndLosesNothing(t *testing.T) {
	for name, jump := range map[string]time.Duration{
		"set back a day": -30 * time.Hour, "set back a year": -365 * 24 * time.Hour, "set on a day": 30 * time.Hour, "set on a year": 365 * 24 * time.Hour,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			s := o.stage()
			s.lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
			o.box.Fail(sandbox.FaultRule{Method: "sendMessage", Times: 1, Code: 500}) // puts a message off
			if _, err := o.box.Say(people["小林"], group, "@liangshan_bot 森林抚育完成4000亩"); err != nil {
				t.Fatal(err)
			}
			o.clock.Add(jump)
			o.box.Fail(sandbox.FaultRule{Method: "sendMessage", Times: 1, Code: 502, Body: "<html>"})
			done := make(chan struct{})
			defer close(done)
			go o.clock.Run(done)
			s.listen()
			if !strings.Contains(strings.Join(s.news, "\n"), "4000亩") {
				t.Errorf("the card is missing: %q", s.news)
			}
			if n := o.outbox(); n["failed"] > 0 {
				t.Errorf("outbox %v", n)
			}
			s.lines("周敏: @liangshan_bot 市级基地哪年创成", "< 年")
		})
	}
}

// A coordinator who never opened a chat with the bot cannot be written to.
func TestWhoCannotBeReachedIsTriedOnce(t *testing.T) {
	o := newOffice(t)
	o.box.Fail(sandbox.FaultRule{Method: "sendMessage", Code: 403, Description: "Forbidden: bot can't initiate conversation with a user", Times: -1, When: func(c sandbox.Call) bool {
		return c.Args["chat_id"] == "104"
	}})
	s := o.stage()
	s.lines("== private 周敏", "周敏: 我是区林业局的", "< 区林业局")
	n := 0
	for _, c := range o.box.Calls("sendMessage") {
		if c.Args["chat_id"] == "104" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("tried %d times", n)
	}
	if got := o.outbox(); got["failed"] != 1 || got["waiting"] != 0 {
		t.Errorf("outbox %v", got)
	}
}

// A call that hangs holds up its own chat only.
func TestAHangingCallDelaysNobodyElse(t *testing.T) {
	o := newOffice(t)
	o.box.Fail(sandbox.FaultRule{Method: "sendMessage", Hang: true, When: func(c sandbox.Call) bool { return c.Args["chat_id"] == "101" }})
	if _, err := o.box.Say(people["周敏"], people["周敏"], "国家级基地哪年创成"); err != nil {
		t.Fatal(err)
	}
	for o.outbox()["waiting"] == 0 {
		time.Sleep(time.Millisecond)
	}
	if _, err := o.box.Say(people["小林"], people["小林"], "国家级基地哪年创成"); err != nil {
		t.Fatal(err)
	}
	for range 2000 { // far less than the call may hang
		for _, m := range o.box.Transcript(people["小林"]) {
			if m.From.ID == o.box.Bot().ID && strings.Contains(m.Text, "2026年") {
				o.web.CloseClientConnections()
				return
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("another chat's answer waits for a hanging call")
}

// However much waits for one paced group, other chats are served.
func TestABusyGroupStarvesNoOtherChat(t *testing.T) {
	o := newOffice(t)
	storetest.Write(t, o.db, func(tx *store.Tx) error {
		for range 400 {
			q := store.Outgoing{ChatID: group, Method: "say", Payload: []byte(`{"text":"x"}`), NotBefore: o.clock.Now().Add(time.Hour)}
			if _, _, err := tx.Queue(q); err != nil {
				return err
			}
		}
		return nil
	})
	if _, err := o.box.Say(people["小林"], people["小林"], "国家级基地哪年创成"); err != nil {
		t.Fatal(err)
	}
	for range 2000 {
		for _, m := range o.box.Transcript(people["小林"]) {
			if m.From.ID == o.box.Bot().ID {
				return
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("starved")
}

// A message that was just sent may be read as waiting still; it is not sent again.
func TestNothingIsSentTwiceWhileAllGoesWell(t *testing.T) {
	o := newOffice(t)
	const each = 25
	for range each {
		for who, id := range people {
			if who == "路人" {
				continue
			}
			if _, err := o.box.Say(id, id, "国家级基地哪年创成"); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Duration(each%3) * time.Millisecond)
	}
	o.stage().settle()
	sent := map[string]int{}
	for _, c := range o.box.Calls("sendMessage") {
		sent[c.Args["chat_id"]+c.Args["reply_parameters"]]++
	}
	for key, n := range sent {
		if n > 1 {
			t.Errorf("%s: sent %d times", key, n)
		}
	}
	if want := each * (len(people) - 1); len(sent) != want {
		t.Errorf("%d replies, want %d", len(sent), want)
	}
}
