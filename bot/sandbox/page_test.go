package sandbox_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"liangshan/bot/sandbox"
	"liangshan/bot/sandbox/browser"
)

const (
	town        = 104
	coordinator = 105
)

// visitors makes a page as the demonstration does.
func visitors(c *sandbox.Config) {
	c.Privacy = true
	c.Page = sandbox.Page{
		Title: "两山助手 · 本地演示", Banner: "本地演示：示例计划不是正式文件",
		People: []sandbox.Person{
			{ID: official, Role: "干部", Note: "提问，查任务和期限", Try: []sandbox.Example{
				{Text: "@liangshan_bot 森林抚育今年要完成多少？", In: sandbox.Group},
				{Text: "森林抚育由谁牵头？", In: sandbox.Private},
				{Text: "/deadlines 近期有哪些节点"},
			}},
			{ID: forestry, Role: "区林业局填报员", Note: "报送进展，确认或修改草稿", Try: []sandbox.Example{
				{Text: "@liangshan_bot 森林抚育完成2600亩，占全年任务的65%"}, {Text: "@liangshan_bot 本周无新进展"}, {Text: "我的任务", In: sandbox.Private},
			}},
			{ID: town, Role: "万灵镇填报员", Note: "报送进展，说明困难"},
			{ID: coordinator, Role: "协调员", Note: "看汇总，同意绑定，导入文件"},
		},
	}
}

func openPage(t *testing.T) (*sandbox.Server, string) {
	t.Helper()
	s, web := open(t, visitors)
	s.AddUser(sandbox.User{ID: town, Name: "周敏"})
	s.AddUser(sandbox.User{ID: coordinator, Name: "陈协调", Username: "chen_office"})
	s.AddChat(sandbox.Chat{
		ID: office, Kind: sandbox.Supergroup, Title: "荣昌区“两山”基地建设工作群",
		Members: []int64{official, forestry, town, coordinator}, Admins: []int64{coordinator},
	})
	for _, id := range []int64{official, forestry} {
		if err := s.Leave(id, oldGroup); err != nil {
			t.Fatal(err)
		}
	}
	echo(t, s, web.URL, concierge(t))
	b, err := tg.New(s.Token(), tg.WithServerURL(web.URL), tg.WithSkipGetMe())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.SetMyCommands(soon(t), &tg.SetMyCommandsParams{Commands: []models.BotCommand{
		{Command: "ask", Description: "提问，答案附原文出处"},
		{Command: "report", Description: "报送进展"},
		{Command: "tasks", Description: "查任务"},
		{Command: "deadlines", Description: "近期节点"},
		{Command: "help", Description: "使用说明"},
	}}); err != nil {
		t.Fatal(err)
	}
	return s, web.URL
}

const quotation = "持续推进国土绿化，加强森林资源保护，力争到2025年全区森林覆盖率达到46%以上。\n落实林长制，健全区、镇、村三级管护体系。\n推进历史遗留和关闭矿山生态修复，年底前完成11个。\n完善以竹产业为重点的生态产品价值实现机制，推动一二三产业融合发展。"

// concierge is a bot that shows everything that a page must be able to show.
func concierge(t *testing.T) tg.HandlerFunc {
	return func(ctx context.Context, b *tg.Bot, u *models.Update) {
		var err error
		switch {
		case u.CallbackQuery != nil:
			err = pressed(ctx, b, u.CallbackQuery)
		case u.Message != nil && strings.Contains(u.Message.Text, "亩"):
			err = card(ctx, b, u.Message)
		case u.Message != nil && u.Message.Text != "":
			err = reply(ctx, b, u.Message)
		}
		if err != nil {
			t.Error(err)
		}
	}
}

func reply(ctx context.Context, b *tg.Bot, m *models.Message) error {
	_, err := b.SendMessage(ctx, &tg.SendMessageParams{
		ChatID: m.Chat.ID, ParseMode: models.ParseModeHTML, ReplyParameters: &models.ReplyParameters{MessageID: m.ID},
		Text: "森林抚育全年任务为<b>4000亩</b>，牵头单位是区林业局，完成时限为<b>2026年12月底前</b>。\n\n" +
			"出处：《示例计划》附件1第3行；渝环函〔2022〕123号第二条第（一）项。\n<blockquote expandable>" + quotation + "</blockquote>",
		ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "原文", CallbackData: "source:3"}}}},
	})
	return err
}

func card(ctx context.Context, b *tg.Bot, m *models.Message) error {
	_, err := b.SendMessage(ctx, &tg.SendMessageParams{
		ChatID: m.Chat.ID, ParseMode: models.ParseModeHTML, ReplyParameters: &models.ReplyParameters{MessageID: m.ID},
		Text: "<b>进展草稿</b>　待确认\n任务：森林抚育\n单位：区林业局\n进度：65%（推进中）\n数据：森林抚育面积 2600亩\n期间：2026年11月",
		ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{
			{{Text: "确认", CallbackData: "ok"}, {Text: "修改", CallbackData: "edit"}, {Text: "撤销", CallbackData: "no"}},
		}},
	})
	return err
}

func pressed(ctx context.Context, b *tg.Bot, q *models.CallbackQuery) error {
	if _, err := b.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: q.ID, Text: "已记录，可随时编辑原消息更正。"}); err != nil {
		return err
	}
	if q.Data != "ok" {
		return nil
	}
	m := q.Message.Message
	_, err := b.EditMessageText(ctx, &tg.EditMessageTextParams{
		ChatID: m.Chat.ID, MessageID: m.ID, ParseMode: models.ParseModeHTML,
		Text: "<b>进展已记录</b>　第 1 版\n任务：森林抚育\n单位：区林业局\n进度：65%（推进中）\n数据：森林抚育面积 2600亩\n期间：2026年11月\n确认人：李林",
	})
	if err == nil {
		_, err = b.SendDocument(ctx, &tg.SendDocumentParams{
			ChatID: m.Chat.ID, Document: &models.InputFileUpload{Filename: "本周汇总（第47周）.docx", Data: strings.NewReader(strings.Repeat("x", 48_600))},
		})
	}
	return err
}

// shots is where screenshots go; SANDBOX_SHOTS names a folder that outlives
// the test.
func shots(t *testing.T, name string) string {
	dir := os.Getenv("SANDBOX_SHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	return filepath.Join(dir, name)
}

func TestAVisitorAsksReportsAndConfirms(t *testing.T) {
	s, url := openPage(t)
	p := browser.Open(t, browser.Screen{Width: 1280, Height: 800})
	p.Visit(url)
	p.AwaitText("#banner", "示例计划不是正式文件")
	p.Screenshot(shots(t, "who.png"))
	p.Click(`[data-person="101"]`)
	p.AwaitText("#title", "工作群")
	p.Screenshot(shots(t, "empty.png"))

	p.ClickText("#try button", "森林抚育今年要完成多少？")
	p.Type("#input", browser.Enter)
	p.AwaitText(".msg .text", "4000亩")
	p.Screenshot(shots(t, "answer.png"))
	p.ClickText(".fold-key", "展开全文")
	p.AwaitText(".fold-key", "收起")

	p.Click("#me")
	p.Click(`[data-person="102"]`)
	p.AwaitText("#me-role", "区林业局填报员")
	p.Type("#input", "@lia")
	p.AwaitText("#picks", "两山助手")
	p.Type("#input", browser.Enter)
	p.Screenshot(shots(t, "complete.png"))
	p.Type("#input", "森林抚育完成2600亩，占全年任务的65%"+browser.Enter)
	p.AwaitText(".msg .text", "进展草稿")
	p.ClickText(".keys button", "确认")
	p.AwaitText("#toast", "已记录")
	p.AwaitText(".msg .text", "进展已记录")
	p.AwaitText(".msg .meta", "已编辑")
	p.AwaitText(".paper", "本周汇总")
	p.Screenshot(shots(t, "wide-light.png"))
	p.Resize(browser.Screen{Width: 1280, Height: 800, Dark: true})
	p.Screenshot(shots(t, "wide-dark.png"))
	p.Resize(browser.Screen{Width: 390, Height: 844, Touch: true})
	p.Await("the side to be away", `return !document.querySelector("#side").checkVisibility({visibilityProperty: true})`)
	p.Screenshot(shots(t, "phone-light.png"))
	p.Resize(browser.Screen{Width: 390, Height: 844, Touch: true, Dark: true})
	p.Screenshot(shots(t, "phone-dark.png"))
	p.Click("#side-open")
	p.Await("the side to be there", `return document.querySelector("#side").getBoundingClientRect().left === 0`)
	p.Screenshot(shots(t, "phone-side.png"))
	p.Resize(browser.Screen{Width: 360, Height: 740, Touch: true})
	p.Await("no sideways scrolling", `return document.documentElement.scrollWidth <= 360`)
	for _, fault := range p.Complaints() {
		t.Error(fault)
	}
	if n := len(s.Transcript(office)); n != 5 {
		t.Errorf("%d messages, want question, answer, report, card and file", n)
	}
}

func TestAVisitorRepliesEditsAndSendsFiles(t *testing.T) {
	s, url := openPage(t)
	p := browser.Open(t, browser.Screen{Width: 390, Height: 844, Touch: true})
	p.Visit(url + "/#as=102")
	p.AwaitText("#title", "工作群")
	first, err := s.Say(coordinator, office, "各单位请于周五前报送本周进展，未开工的请说明原因。\n联系人：@wang_office")
	if err != nil {
		t.Fatal(err)
	}
	p.AwaitText(".msg .text", "各单位请于周五前")
	p.Eval(nil, `const n = document.querySelector(".msg"); n.focus();
		n.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}))`)
	p.AwaitText("#menu", "回复")
	p.Screenshot(shots(t, "phone-menu.png"))
	p.ClickText("#menu button", "回复")
	p.AwaitText("#context", "回复 陈协调")
	p.Type("#input", "收到，林业局周四报")
	p.Screenshot(shots(t, "phone-reply.png"))
	p.Click("#send")
	p.AwaitText(".msg.mine .reply", "陈协调")
	p.Type("#input", browser.Up)
	p.AwaitText("#context", "编辑消息")
	p.Eval(nil, `const i = document.querySelector("#input"); i.value = "收到，林业局周三报"; i.dispatchEvent(new Event("input"))`)
	p.Click("#send")
	p.AwaitText(".msg.mine .meta", "已编辑")

	said := s.Transcript(office)
	reply := said[len(said)-1]
	if reply.ReplyTo != first || reply.Text != "收到，林业局周三报" || reply.History[0].Text != "收到，林业局周四报" {
		t.Errorf("reply = %+v", reply)
	}

	file := filepath.Join(t.TempDir(), "现场 照片说明.txt")
	if err := os.WriteFile(file, []byte("万灵镇现场"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Upload("#file", file)
	p.AwaitText(".paper", "现场 照片说明.txt")
	said = s.Transcript(office)
	if got := said[len(said)-1].File; got == nil || string(got.Data) != "万灵镇现场" {
		t.Errorf("file = %+v", got)
	}

	p.Type("#input", "/")
	p.AwaitText("#picks", "提问，答案附原文出处")
	p.Screenshot(shots(t, "phone-commands.png"))
	p.Type("#input", browser.Down+browser.Enter)
	p.Await("the second command", `return document.querySelector("#input").value === "/report@liangshan_bot "`)
	for _, fault := range p.Complaints() {
		t.Error(fault)
	}
}

func TestTwoTabsAreTwoPeopleAndStayInStep(t *testing.T) {
	s, url := openPage(t)
	one := browser.Open(t, browser.Screen{Width: 1280, Height: 800})
	one.Visit(url + "/#as=101")
	one.AwaitText("#me-name", "王主任")
	if _, err := s.Say(forestry, office, "各位好，<b>这不是标签</b>"); err != nil {
		t.Fatal(err)
	}
	one.AwaitText(".msg .text", "<b>这不是标签</b>")
	if _, err := s.Say(forestry, forestry, "这句只有机器人和我看得到"); err != nil {
		t.Fatal(err)
	}
	sent, err := s.Say(town, office, "万灵镇收到")
	if err != nil {
		t.Fatal(err)
	}
	one.AwaitText(".msg .text", "万灵镇收到")
	one.Await("nobody else's private chat", `return !document.body.innerText.includes("只有机器人")`)
	if err := s.Delete(town, office, sent); err != nil {
		t.Fatal(err)
	}
	one.Await("the deleted message to go", `return !document.body.innerText.includes("万灵镇收到")`)
}
