package sandbox_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"liangshan/bot/sandbox"
)

// The people of these tests.
const (
	official = 101
	forestry = 102
	stranger = 103
	office   = -1001234567890
	oldGroup = -4242
)

func clock() time.Time { return time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("CST", 8*3600)) }

// open starts a sandbox with three people, a supergroup and a group.
func open(t *testing.T, change ...func(*sandbox.Config)) (*sandbox.Server, *httptest.Server) {
	t.Helper()
	cfg := sandbox.Config{Now: clock}
	for _, c := range change {
		c(&cfg)
	}
	s := sandbox.New(cfg)
	s.AddUser(sandbox.User{ID: official, Name: "王主任", Username: "wang_office"})
	s.AddUser(sandbox.User{ID: forestry, Name: "李林"})
	s.AddUser(sandbox.User{ID: stranger, Name: "路人"})
	s.AddChat(sandbox.Chat{ID: office, Kind: sandbox.Supergroup, Title: "两山创建工作群", Members: []int64{official, forestry}, Admins: []int64{official}})
	s.AddChat(sandbox.Chat{ID: oldGroup, Kind: sandbox.Group, Title: "旧群", Members: []int64{official, forestry}})
	web := httptest.NewServer(s.Handler())
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		web.Close()
	})
	return s, web
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// echo runs a go-telegram/bot client as the bot of production does.
func echo(t *testing.T, s *sandbox.Server, url string, handle tg.HandlerFunc) *tg.Bot {
	t.Helper()
	b, err := tg.New(
		s.Token(), tg.WithServerURL(url), tg.WithNotAsyncHandlers(),
		tg.WithDefaultHandler(func(ctx context.Context, b *tg.Bot, u *models.Update) {
			handle(context.WithoutCancel(ctx), b, u) // what has begun is finished
		}),
		tg.WithAllowedUpdates(tg.AllowedUpdates{"message", "edited_message", "callback_query", "my_chat_member"}),
	)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); b.Start(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	return b
}

func TestGoTelegramBotIsAtHome(t *testing.T) {
	s, web := open(t)
	ctx := soon(t)
	echo(t, s, web.URL, func(ctx context.Context, b *tg.Bot, u *models.Update) {
		switch {
		case u.CallbackQuery != nil:
			q := u.CallbackQuery
			if _, err := b.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: q.ID, Text: "已确认"}); err != nil {
				t.Error(err)
			}
			if _, err := b.EditMessageText(ctx, &tg.EditMessageTextParams{
				ChatID: q.Message.Message.Chat.ID, MessageID: q.Message.Message.ID, Text: "收到：" + q.Data,
			}); err != nil {
				t.Error(err)
			}
		case u.Message != nil && u.Message.Document != nil:
			forwardAndEcho(t, ctx, b, u.Message)
		case u.Message != nil:
			if _, err := b.SendMessage(ctx, &tg.SendMessageParams{
				ChatID: u.Message.Chat.ID, Text: "<b>听到</b>：" + u.Message.Text, ParseMode: models.ParseModeHTML,
				ReplyParameters: &models.ReplyParameters{MessageID: u.Message.ID},
				ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{
					{Text: "确认", CallbackData: "ok:1"}, {Text: "撤销", CallbackData: "no:1"},
				}}},
			}); err != nil {
				t.Error(err)
			}
		}
	})

	asked, err := s.Say(forestry, office, "森林抚育完成2600亩 🌲")
	if err != nil {
		t.Fatal(err)
	}
	card, err := s.WaitBot(ctx, office, asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	if card.Text != "听到：森林抚育完成2600亩 🌲" || card.ReplyTo != asked || card.Entities[0] != (sandbox.Entity{Type: "bold", Length: 2}) {
		t.Fatalf("card = %+v", card)
	}
	press, err := s.Press(forestry, office, card.ID, "确认")
	if err != nil {
		t.Fatal(err)
	}
	toast, err := s.WaitAnswer(ctx, office, press)
	if err != nil || toast.Text != "已确认" || toast.By != forestry {
		t.Fatalf("toast = %+v, %v", toast, err)
	}
	edited, err := s.WaitBot(ctx, office, asked, func(m sandbox.Message) bool { return !m.Edited.IsZero() })
	if err != nil || edited.Text != "收到：ok:1" || edited.Buttons != nil || edited.History[0].Text != card.Text {
		t.Fatalf("edited = %+v, %v", edited, err)
	}

	content := bytes.Repeat([]byte("佐证"), 50_000)
	sent, err := s.SendFile(forestry, forestry, "佐证 材料.pdf", content, "现场照片")
	if err != nil {
		t.Fatal(err)
	}
	back, err := s.WaitBot(ctx, forestry, sent, nil)
	if err != nil || !bytes.Equal(back.File.Data, content) || back.File.Name != "佐证 材料.pdf" || back.Text != "现场照片" {
		t.Fatalf("file came back as %+v, %v", back.File, err)
	}
}

// forwardAndEcho downloads a document and sends it back.
func forwardAndEcho(t *testing.T, ctx context.Context, b *tg.Bot, m *models.Message) {
	f, err := b.GetFile(ctx, &tg.GetFileParams{FileID: m.Document.FileID})
	if err != nil {
		t.Error(err)
		return
	}
	answer, err := http.Get(b.FileDownloadLink(f))
	if err != nil {
		t.Error(err)
		return
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != 200 {
		t.Error(answer.Status, err)
	}
	if _, err := b.SendDocument(ctx, &tg.SendDocumentParams{
		ChatID: m.Chat.ID, Caption: m.Caption,
		Document: &models.InputFileUpload{Filename: m.Document.FileName, Data: bytes.NewReader(data)},
	}); err != nil {
		t.Error(err)
	}
}

func TestGoTelegramBotReadsEveryAnswer(t *testing.T) {
	s, web := open(t)
	ctx := soon(t)
	b, err := tg.New(s.Token(), tg.WithServerURL(web.URL))
	if err != nil {
		t.Fatal(err)
	}
	if me, err := b.GetMe(ctx); err != nil || me.ID != s.Bot().ID || !me.CanReadAllGroupMessages {
		t.Errorf("getMe = %+v, %v", me, err)
	}
	if c, err := b.GetChat(ctx, &tg.GetChatParams{ChatID: office}); err != nil || c.Title != "两山创建工作群" {
		t.Errorf("getChat = %+v, %v", c, err)
	}
	admins, err := b.GetChatAdministrators(ctx, &tg.GetChatAdministratorsParams{ChatID: office})
	if err != nil || len(admins) != 1 || admins[0].Administrator.User.ID != official {
		t.Errorf("getChatAdministrators = %+v, %v", admins, err)
	}
	if m, err := b.GetChatMember(ctx, &tg.GetChatMemberParams{ChatID: office, UserID: stranger}); err != nil || m.Type != models.ChatMemberTypeLeft {
		t.Errorf("getChatMember = %+v, %v", m, err)
	}
	ok, err := b.SetMyCommands(ctx, &tg.SetMyCommandsParams{
		Commands: []models.BotCommand{{Command: "summary", Description: "汇总"}},
		Scope:    &models.BotCommandScopeChatMember{ChatID: office, UserID: official},
	})
	if err != nil || !ok || len(s.CommandsFor(official, office)) != 1 || len(s.CommandsFor(forestry, office)) != 0 {
		t.Errorf("commands = %v, %v", s.CommandsFor(official, office), err)
	}
	album, err := b.SendMediaGroup(ctx, &tg.SendMediaGroupParams{ChatID: office, Media: []models.InputMedia{
		&models.InputMediaDocument{Media: "attach://a.txt", MediaAttachment: strings.NewReader("甲"), Caption: "附件"},
		&models.InputMediaDocument{Media: "attach://b.txt", MediaAttachment: strings.NewReader("乙")},
	}})
	if err != nil || len(album) != 2 || album[0].MediaGroupID == "" || album[0].MediaGroupID != album[1].MediaGroupID {
		t.Errorf("album = %+v, %v", album, err)
	}
	if _, err := b.SetWebhook(ctx, &tg.SetWebhookParams{URL: "https://example.org/hook"}); err != nil {
		t.Error(err)
	}
	if info, err := b.GetWebhookInfo(ctx); err != nil || info.URL != "https://example.org/hook" {
		t.Errorf("webhook = %+v, %v", info, err)
	}
}
