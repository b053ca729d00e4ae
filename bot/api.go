package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
)

// client is Telegram behind go-telegram/bot. Its loop is not used: it would
// acknowledge events before they are kept.
type client struct{ tg *tg.Bot }

const callTime = 30 * time.Second

func newClient(token, api string, doer tg.HttpClient) (*client, error) {
	t, err := tg.New(token, tg.WithSkipGetMe(), tg.WithServerURL(api), tg.WithHTTPClient(callTime, bounded{doer}))
	if err != nil {
		return nil, fmt.Errorf("bot: client: %w", err)
	}
	return &client{tg: t}, nil
}

// bounded cuts what a server answers: the library reads whatever comes.
type bounded struct{ next tg.HttpClient }

const answerBytes = 8 << 20

func (b bounded) Do(r *http.Request) (*http.Response, error) {
	answer, err := b.next.Do(r)
	if err != nil {
		return nil, err
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(answer.Body, answerBytes), answer.Body}
	return answer, nil
}

// Me asks Telegram who we are.
func (c *client) Me(ctx context.Context) (Me, error) {
	u, err := c.tg.GetMe(ctx)
	if err != nil {
		return Me{}, err
	}
	return Me{ID: u.ID, Username: u.Username}, nil
}

// Poll takes away a webhook that an earlier installation left; while one is
// set, Telegram refuses to be polled. What waits is kept.
func (c *client) Poll(ctx context.Context) error {
	_, err := c.tg.DeleteWebhook(ctx, &tg.DeleteWebhookParams{})
	return err
}

// Say sends a message. A message replied to that is gone does not stop it.
func (c *client) Say(ctx context.Context, chat int64, p payload) (int64, error) {
	off := true
	m, err := c.tg.SendMessage(ctx, &tg.SendMessageParams{
		ChatID: chat, MessageThreadID: int(p.Thread), Text: p.Text, Entities: entitiesOf(p.Entities),
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: &off},
		ReplyParameters:    replyOf(p), ReplyMarkup: keyboardOf(p.Buttons),
	})
	if err != nil {
		return 0, err
	}
	return int64(m.ID), nil
}

// Edit changes a message and its buttons.
func (c *client) Edit(ctx context.Context, chat int64, p payload) error {
	off := true
	_, err := c.tg.EditMessageText(ctx, &tg.EditMessageTextParams{
		ChatID: chat, MessageID: int(p.Edit), Text: p.Text, Entities: entitiesOf(p.Entities),
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: &off}, ReplyMarkup: keyboardOf(p.Buttons),
	})
	return err
}

// Toast answers a press. One that is too old to be answered is answered.
func (c *client) Toast(ctx context.Context, p payload) error {
	_, err := c.tg.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: p.Press, Text: p.Text})
	if errors.Is(err, tg.ErrorBadRequest) {
		return nil
	}
	return err
}

// SendFile sends a document with a caption.
func (c *client) SendFile(ctx context.Context, chat int64, p payload, content io.Reader) (int64, error) {
	m, err := c.tg.SendDocument(ctx, &tg.SendDocumentParams{
		ChatID: chat, MessageThreadID: int(p.Thread), Caption: words.CutTo(1000, p.Text), ReplyParameters: replyOf(p),
		Document: &models.InputFileUpload{Filename: p.File.Name, Data: content},
	})
	if err != nil {
		return 0, err
	}
	return int64(m.ID), nil
}

// Member is a person's standing in a chat, "" when Telegram does not know.
func (c *client) Member(ctx context.Context, chat, person int64) (string, error) {
	m, err := c.tg.GetChatMember(ctx, &tg.GetChatMemberParams{ChatID: chat, UserID: person})
	if errors.Is(err, tg.ErrorBadRequest) || errors.Is(err, tg.ErrorForbidden) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return string(m.Type), nil
}

// Fetch downloads a file, at most limit bytes. The address bears the token, so
// errors are redacted by the caller.
func (c *client) Fetch(ctx context.Context, doer tg.HttpClient, id string, limit int64) ([]byte, error) {
	f, err := c.tg.GetFile(ctx, &tg.GetFileParams{FileID: id})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.tg.FileDownloadLink(f), nil)
	if err != nil {
		return nil, err
	}
	resp, err := doer.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // the body was read
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("bot: fetch a file: %s", resp.Status)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, err
}

var errTooLarge = errors.New("bot: the file is larger than we take")

// Commands sets the menu for a scope.
func (c *client) Commands(ctx context.Context, scope models.BotCommandScope, list []models.BotCommand) error {
	_, err := c.tg.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: list, Scope: scope})
	return err
}

func entitiesOf(list []words.Entity) []models.MessageEntity {
	var out []models.MessageEntity
	for _, e := range list {
		out = append(out, models.MessageEntity{Type: models.MessageEntityType(e.Type), Offset: e.Offset, Length: e.Length, URL: e.URL})
	}
	return out
}

func replyOf(p payload) *models.ReplyParameters {
	if p.ReplyTo == 0 {
		return nil
	}
	return &models.ReplyParameters{MessageID: int(p.ReplyTo), AllowSendingWithoutReply: true}
}

// keyboardOf returns an untyped nil when there are no buttons, which takes old ones away.
func keyboardOf(rows [][]button) models.ReplyMarkup {
	if len(rows) == 0 {
		return nil
	}
	var kb models.InlineKeyboardMarkup
	for _, row := range rows {
		var line []models.InlineKeyboardButton
		for _, x := range row {
			line = append(line, models.InlineKeyboardButton{Text: x.Text, CallbackData: x.Data})
		}
		kb.InlineKeyboard = append(kb.InlineKeyboard, line)
	}
	return kb
}

var (
	// addresses of Telegram's methods and files bear the token
	apiAddress = pattern.MustCompile(`https?://[^\s"]*/(?:file/)?bot[^\s"/]+(?:/[^\s"]*)?`)
	// the library puts a body that it cannot read into its error: it may be a message
	unreadBody = pattern.MustCompile(`(?s)(error decode response (?:body|result) for method \w+).*`)
)

// redact takes out of an error what must not be told: the token, addresses that
// bear it, and what people wrote, which a faulty server may give back.
func (b *Bot) redact(err error) error {
	if err == nil {
		return nil
	}
	text := unreadBody.ReplaceAllString(err.Error(), "$1")
	text = apiAddress.ReplaceAllString(text, "<Telegram>")
	if b.token != "" {
		text = strings.ReplaceAll(text, b.token, "<token>")
	}
	if text == err.Error() {
		return err
	}
	return &redacted{text: text, err: err}
}

type redacted struct {
	text string
	err  error
}

func (r *redacted) Error() string { return r.text }
func (r *redacted) Unwrap() error { return r.err }
