package sandbox

import (
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// refusal is a Bot API error as Telegram words it.
type refusal struct {
	Code       int
	Text       string
	RetryAfter int
	MigrateTo  int64
}

func (r *refusal) Error() string { return r.Text }

// bad is 400; Telegram begins what follows the colon with a small letter,
// unless it is one of its upper-case codes.
func bad(format string, args ...any) error {
	return &refusal{Code: 400, Text: "Bad Request: " + lowerFirst(fmt.Sprintf(format, args...))}
}

func forbidden(format string, args ...any) error {
	return &refusal{Code: 403, Text: "Forbidden: " + fmt.Sprintf(format, args...)}
}

func conflict(text string) error { return &refusal{Code: 409, Text: "Conflict: " + text} }

func tooMany(seconds int) error {
	return &refusal{Code: 429, Text: fmt.Sprintf("Too Many Requests: retry after %d", seconds), RetryAfter: seconds}
}

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if second == '_' || (second >= 'A' && second <= 'Z') {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// asRefusal turns any error into an answer: what is not a refusal is the
// sandbox's own fault and says so.
func asRefusal(err error) *refusal {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r
	}
	return &refusal{Code: 500, Text: "Internal Server Error: " + err.Error()}
}

var (
	errChatNotFound  = bad("chat not found")
	errNotModified   = bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	errQueryTooOld   = bad("query is too old and response timeout expired or query ID is invalid")
	errUnauthorized  = &refusal{Code: 401, Text: "Unauthorized"}
	errNoMethod      = &refusal{Code: 404, Text: "Not Found: method not found"}
	errNoPath        = &refusal{Code: 404, Text: "Not Found"}
	errTooLarge      = &refusal{Code: 413, Text: "Request Entity Too Large"}
	errGoingAway     = &refusal{Code: 500, Text: "Internal Server Error: restart"}
	errOtherPoller   = conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
	errWebhookSet    = conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	errBySetWebhook  = conflict("terminated by setWebhook request")
	errNotForTheBot  = forbidden("bot can't initiate conversation with a user")
	errMarkdown      = bad("can't parse entities: the sandbox does not read Markdown; use HTML or entities")
	errMessageLength = bad("message is too long")
)
