package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"liangshan/bot"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/llm/llmtest"
)

// To the model go the question and the passages that answer it, with everything
// personal out of them; nothing else of what the office holds.
func TestOnlyTheQuestionAndItsPassagesGoToTheModel(t *testing.T) {
	server := llmtest.NewServer(t)
	server.Answer = func(llmtest.Request) string {
		return `{"sentences":[{"text":"2026年力争成功创建。","marks":["1"]}]}`
	}
	o := newOffice(t, func(c *bot.Config) {
		client, err := llm.New(llm.Config{BaseURL: server.URL, Model: "double", EmbeddingModel: "double", Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		c.Library = knowledge.New(knowledge.Config{DB: c.DB, Calendar: corpus.Calendar(), Model: client, Embedder: client, EmbeddingModel: "double", Log: c.Log})
		if _, err := c.Library.EmbedMissing(t.Context()); err != nil { // so that questions are embedded too
			t.Fatal(err)
		}
	})
	s := o.stage()
	s.lines(
		"== private 小林", "小林: 森林抚育完成4321亩，存在问题：枇杷坡蓄水池漏水", "< 4321亩", "小林 ▶ 确认",
		"== private 阿清", "阿清: 市级基地哪年创成", "< 年",
		"== private 周敏", "周敏: 我是村民李明，电话13800000000，身份证110101199003070134，车牌渝AD12345，微信号liming_88，国家级基地哪年创成？", "< 文件没有载明",
		"周敏: 国家级基地哪年创成？", "< 2026年",
		"周敏: 那市级呢", "< 年",
	)
	worded, masked := 0, 0
	for _, r := range server.Requests() {
		text := r.Body + r.System + r.User + strings.Join(r.Input, "\n")
		if strings.Contains(r.User, "国家级基地哪年创成") {
			worded++
		}
		if strings.Contains(text, "{手机号1}") && strings.Contains(text, "{姓名1}") && strings.Contains(text, "{车牌1}") {
			masked++
		}
		for _, hidden := range []string{
			"13800000000", "110101199003070134", "渝AD12345", "liming_88", "李明", // of the question
			"枇杷坡", "4321", // of a report
			"周敏", "小林", "阿清", "老陈", "创建工作群", // people and chats
			fmt.Sprint(group), o.box.Token(), "18983131278", "王波", // numbers; the letter's own contact
		} {
			if strings.Contains(text, hidden) {
				t.Errorf("%s goes to %s: %.300s", hidden, r.Path, text)
			}
		}
		if len(r.User) > 16<<10 {
			t.Errorf("%d bytes in one prompt", len(r.User))
		}
	}
	if worded == 0 || masked == 0 {
		t.Errorf("%d questions for their wording, %d masked, of %d requests", worded, masked, len(server.Requests()))
	}
	// what was masked for the model stands in the answer as it was asked
	s.lines("周敏: 联系人是谁", "< 王波")
}

// What people say among themselves is not kept, even where Telegram brings it; what
// was said to the bot is kept as it came for a month, and as a masked record after.
func TestRawWordsAreNotKeptForEver(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	if _, err := o.box.Say(people["小林"], group, "枇杷坡的事我们私下说，电话13800000000"); err != nil {
		t.Fatal(err)
	}
	s.lines("小林: @liangshan_bot 森林抚育完成4321亩，联系村民李明，电话13900000000", "< 4321亩", "小林 ▶ 确认")
	if n := o.grep("枇杷坡"); n > 0 {
		t.Errorf("talk among people stands in %d rows", n)
	}
	tidy := func() {
		if err := o.bot.Tidy(t.Context(), o.clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	tidy()
	if n := o.grep("13900000000"); n == 0 {
		t.Errorf("the event as it came stands in %d rows", n)
	}
	o.clock.Add(31 * 24 * time.Hour)
	tidy()
	if n := o.grep("13900000000"); n > 0 {
		t.Errorf("unmasked words stand in %d rows after a month", n)
	}
	if n := o.grep("4321"); n == 0 {
		t.Error("the record is gone")
	}
	s.lines("小林 ✎: @liangshan_bot 森林抚育完成4400亩", "< 4400亩") // a correction after that is one still
}

// A file that was sent is not kept a second time.
func TestFilesThatWereSentAreLetGo(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.lines("小林: @liangshan_bot 森林抚育完成4000亩", "< 4000亩", "小林 ▶ 确认", "== private 老陈", "老陈: 本周汇总", "< 林业局", "老陈 ▶ Word")
	if n := o.grep(`"file":{"name":`); n != 1 {
		t.Fatalf("%d files were sent", n)
	}
	if n := o.grep(`"data":"UEsD`); n > 0 { // a zip archive, as Word's files are
		t.Errorf("the bytes stand in %d rows", n)
	}
}

// A telephone number from a document, and who has not reported, are told where the
// bot was let in and to whom it may be told; nowhere else.
func TestPhoneNumbersAndMissingListsAreToldWhereTheyMayBe(t *testing.T) {
	const phone, silent = "18983131278", "未报"
	for _, c := range []struct {
		who, chat, say string
		phone, missing bool
	}{
		{"周敏", "open", "@liangshan_bot 联系人是谁", true, false},
		{"周敏", "private", "联系人是谁", true, false},
		{"路人", "private", "联系人是谁", false, false},
		{"周敏", "closed", "@liangshan_bot 联系人是谁", false, false},
		{"老陈", "closed", "@liangshan_bot 联系人是谁", false, false},
		{"老陈", "open", "@liangshan_bot 谁还没报", false, true},
		{"老陈", "private", "谁还没报", false, true},
		{"老陈", "closed", "@liangshan_bot 谁还没报", false, false},
		{"小林", "open", "@liangshan_bot 谁还没报", false, false},
		{"小林", "private", "/missing", false, false},
		{"周敏", "private", "哪些单位没报", false, false},
		{"路人", "private", "谁还没报", false, false},
	} {
		t.Run(c.who+"/"+c.chat, func(t *testing.T) {
			t.Parallel()
			s, _ := matrixOffice(t)
			s.chat = map[string]int64{"open": group, "closed": closedGroup, "private": people[c.who]}[c.chat]
			s.lines(c.who + ": " + c.say)
			said := strings.Join(s.news, "\n")
			if got := strings.Contains(said, phone); got != c.phone {
				t.Errorf("the number: %v, want %v: %s", got, c.phone, said)
			}
			if got := strings.Contains(said, silent) && strings.Contains(said, "区水利局"); got != c.missing {
				t.Errorf("the list: %v, want %v: %s", got, c.missing, said)
			}
		})
	}
}
