package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"liangshan/bot"
	"liangshan/bot/sandbox"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/store"
	"liangshan/store/storetest"
)

// entries reads the journal.
func (o *office) entries() (list []store.Entry) {
	o.t.Helper()
	storetest.Read(o.t, o.db, func(v *store.View) (err error) {
		if _, err = v.VerifyJournal(); err != nil {
			return err
		}
		list, err = v.Journal(time.Time{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
		return err
	})
	return list
}

// last is the newest entry of a kind.
func (o *office) last(kind string) store.Entry {
	o.t.Helper()
	list := o.entries()
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Kind == kind {
			return list[i]
		}
	}
	o.t.Errorf("the journal has no %q", kind)
	return store.Entry{}
}

// noted checks the newest entry of a kind: who, and pieces of its detail.
func (s *stage) noted(kind, who string, pieces ...string) store.Entry {
	s.t.Helper()
	e := s.last(kind)
	if e.Actor != people[who] {
		s.t.Errorf("%s by %d, want %s", kind, e.Actor, who)
	}
	for _, p := range pieces {
		if !strings.Contains(e.Subject+" "+e.Detail, p) {
			s.t.Errorf("%s: %s %s lacks %s", kind, e.Subject, e.Detail, p)
		}
	}
	return e
}

// A report, its correction and its withdrawal: the journal tells the values before
// and after, and by whom.
func TestTheJournalTellsOldAndNewValues(t *testing.T) {
	s := newOffice(t).stage()
	s.lines("小林: @liangshan_bot 森林抚育完成4000亩", "< 4000亩")
	s.noted("draft", "小林", `"version":1`, `"old":[]`, `"value":4000,"unit":"亩"`)
	s.lines("小林 ▶ 确认")
	s.noted("confirm", "小林", `"state":"confirmed"`, `"value":4000`)
	s.lines("小林 ✎: @liangshan_bot 森林抚育完成4200亩", "< 4200亩", "小林 ▶ 确认")
	e := s.noted("confirm", "小林", `"version":2`)
	var c struct {
		Old, New []struct{ Figures []store.Metric }
	}
	if err := json.Unmarshal([]byte(e.Detail), &c); err != nil || len(c.Old) != 1 || len(c.New) != 1 || c.Old[0].Figures[0].Value != 4000 || c.New[0].Figures[0].Value != 4200 {
		t.Errorf("%s: %v", e.Detail, err)
	}
	s.lines("小林: @liangshan_bot 撤回上一条", "< 撤")
	s.noted("withdraw", "小林", `"state":"withdrawn"`, `"value":4200`, `"new":[]`)
}

// The choice of a task by a button, an edit of the register, 销号 and a later due
// time are there with what stood before, and why.
func TestTheJournalTellsChoicesAndEditsOfTheRegister(t *testing.T) {
	s := newOffice(t).stage()
	s.lines("== private 老陈", "老陈: 第4项牵头单位改为区水利局，因为机构改革", "< 区水利局")
	s.noted("register", "老陈", `"Old"`, `"New"`, "区水利局", "task/4")
	s.lines("老陈: 第4项销号，依据区级验收意见", "< 销号")
	s.noted("register", "老陈", "closed", "true")
}

// Whoever is turned away is on record: a forged press, another unit's button, a
// stranger, a coordinators' command, a file that is not taken.
func TestTheJournalTellsWhoWasTurnedAway(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("小林: @liangshan_bot 森林抚育完成4000亩", "< 4000亩", "周敏 ▶ 确认")
	s.noted("refuse", "周敏", "toast.otherunit", fmt.Sprint(group))
	s.lines("周敏 ⚒ let:1")
	s.noted("refuse", "周敏", "toast.coordinators")
	s.lines("周敏 ⚒ nonsense:1")
	s.noted("refuse", "周敏", "toast.gone")
	s.lines("== private 周敏", "周敏: /missing", "< 由协调员")
	s.noted("refuse", "周敏", "coordinators.only")
	s.lines("== private 路人", "路人: 你好", "< 请联系协调员")
	s.noted("refuse", "路人", "person.unknown")
	if _, err := o.box.SendFile(people["周敏"], people["周敏"], "x.txt", []byte("x"), ""); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.noted("refuse", "周敏", "file.notyours")
	if _, err := o.box.SendFile(people["老陈"], people["老陈"], "坏.docx", []byte("PK\x03\x04 broken"), ""); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.noted("refuse", "老陈", `import`, `"reason"`, `"sha256"`)
	if _, err := o.box.SendFile(people["老陈"], people["老陈"], "密.txt", []byte("机密★10年\n\n关于某事的请示\n\n一、某事如下。"), ""); err != nil {
		t.Fatal(err)
	}
	s.settle()
	if e := s.noted("refuse", "老陈", `import`, `"secret"`); strings.Contains(e.Detail, "sha256") {
		t.Errorf("a secret file can be recognised: %s", e.Detail)
	}
}

// Chats that were added, opened, moved and left.
func TestTheJournalTellsWhatBecameOfChats(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	const old = -556
	o.box.AddChat(sandbox.Chat{ID: old, Kind: sandbox.Group, Title: "另一群", Members: []int64{people["老陈"], people["周敏"]}})
	s.chat = old
	s.lines("老陈: /open@liangshan_bot", "< 已启用")
	s.noted("chat", "老陈", "chat/-556", `"old":"closed"`, `"new":"open"`)
	fresh, err := o.box.Migrate(old)
	if err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.noted("moved", "", "chat/-556", fmt.Sprint(fresh))
	raw := fmt.Sprintf(`{"my_chat_member":{"chat":{"id":%d,"type":"supergroup"},"from":{"id":104,"first_name":"老陈"},"date":1,"new_chat_member":{"status":"left"}}}`, fresh)
	if _, err := o.box.Inject(json.RawMessage(raw)); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.noted("chat", "老陈", fmt.Sprint(fresh), `"new":"left"`)
}

// An answer: its question by fingerprint, the documents, and which server was asked.
func TestTheJournalTellsWhetherAModelWasCalled(t *testing.T) {
	s := newOffice(t).stage()
	s.lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
	s.noted("answer", "周敏", `"called":false`, `"documents":[`, store.Fingerprint("国家级基地哪年创成"))

	lies := llmtest.NewScript("国家级基地2031年建成[1]。", "国家级基地2031年建成[1]。")
	s = newOffice(t, func(c *bot.Config) {
		c.Library = knowledge.New(knowledge.Config{DB: c.DB, Calendar: corpus.Calendar(), Model: lies, Log: c.Log})
		c.ModelHost = "10.0.0.7:8000"
	}).stage()
	s.lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
	s.noted("answer", "周敏", `"called":true`, `"used":false`, `"host":"10.0.0.7:8000"`)
}

// The ledger in a model's words, and files of summaries that were asked for in words.
func TestTheJournalTellsWhenTheLedgerWentToAModelOrLeftAsAFile(t *testing.T) {
	s := newOffice(t, withModel(llmtest.NewScript("无")), func(c *bot.Config) { c.ModelHost = "10.0.0.7:8000" }).stage()
	s.lines("小林: @liangshan_bot 森林抚育完成4000亩", "< 4000亩", "小林 ▶ 确认", "== private 老陈", "老陈: 本周综述", "< 4000亩")
	s.noted("narrate", "老陈", "summary/", `"called":true`, `"used":false`, "10.0.0.7:8000")
	s.lines("老陈: 本周简报", "< 4000亩")
	s.noted("export", "老陈", "summary/", ".docx")
}

// What the words of a report leave open went to a model: the card says so, and the journal.
func TestAProposedReadingIsMarkedOnTheCardAndInTheJournal(t *testing.T) {
	m := &teller{reply: `{"parts":[{"part":2,"is":"problem","task":0,"name":"","figures":[]}]}`}
	s := newOffice(t, withTeller(m), func(c *bot.Config) { c.ModelHost = "10.0.0.7:8000" }).stage()
	s.lines(
		"小林: @liangshan_bot 森林抚育完成2600亩，施工队和业主不对付", "< 问题：施工队和业主不对付", "< 原话没有写明之处由模型辅助辨认，请核对。",
		"小林 ▶ 确认", "!< 辅助辨认",
	)
	s.noted("propose", "小林", "report/", `"called":true`, `"used":true`, "10.0.0.7:8000")
	m.reply = "我不知道"
	s.lines("小林: @liangshan_bot 森林抚育完成2700亩，民工走了大半", "< 2700亩", "!< 辅助辨认")
	s.noted("propose", "小林", "report/", `"called":true`, `"used":false`)
}

// Neither names nor words of messages get into the journal: it can never be cut in the middle.
func TestTheJournalHoldsNumbersNotNamesOrWords(t *testing.T) {
	s := newOffice(t).stage()
	s.lines(
		"小林: @liangshan_bot 森林抚育完成4000亩，存在问题：枇杷坡蓄水池漏水", "< 4000亩", "小林 ▶ 确认",
		"周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争",
		"周敏: @liangshan_bot 我是区水利局的", "< 区水利局", "老陈 ▶ 同意",
		"== private 老陈", "老陈: 区水利局审核人为小秦",
	)
	for _, e := range s.entries() {
		for _, hidden := range []string{"枇杷坡", "哪年创成", "小林", "周敏", "老陈", "小秦"} {
			if strings.Contains(e.Detail+e.Subject, hidden) {
				t.Errorf("entry %d (%s) holds %s: %s", e.ID, e.Kind, hidden, e.Detail)
			}
		}
	}
}

// Entries that are older than the setting go; what stays proves itself. A clock
// that jumped costs nothing.
func TestTheJournalIsKeptAsLongAsItIsSet(t *testing.T) {
	o := newOffice(t, func(c *bot.Config) { c.JournalDays = 200 })
	s := o.stage()
	s.lines("周敏: @liangshan_bot 国家级基地哪年创成", "< 2026年力争")
	before := len(o.entries())
	trim := func() int {
		if err := o.bot.TrimJournal(t.Context(), o.clock.Now()); err != nil {
			t.Fatal(err)
		}
		return len(o.entries())
	}
	o.clock.Add(300 * 24 * time.Hour)
	if n := trim(); n != before {
		t.Errorf("a jump of the clock left %d of %d entries", n, before)
	}
	s.lines("周敏: @liangshan_bot 市级基地哪年创成", "< 年")
	if n := trim(); n != 2 { // the new answer, and the marker
		t.Errorf("%d entries stay", n)
	}
	o.clock.Add(24 * time.Hour)
	if n := trim(); n != 2 {
		t.Errorf("%d entries a day later", n)
	}
}
