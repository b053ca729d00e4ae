package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Code says what went wrong; words for people live with the bot.
type Code string

// Codes.
const (
	NotConfigured  Code = "not_configured"
	PublicEndpoint Code = "public_endpoint"
	Resting        Code = "resting"      // the breaker is open: the server failed several times running
	Timeout        Code = "timeout"      // our own deadline
	Idle           Code = "idle"         // a stream fell silent
	Cancelled      Code = "cancelled"    // the caller no longer waits
	Network        Code = "network"      // could not be reached, or broke off
	RateLimited    Code = "rate_limited" // 429
	Server         Code = "server"       // 5xx
	Denied         Code = "denied"       // 401, 403
	Refused        Code = "refused"      // another 4xx: the request itself
	BadReply       Code = "bad_reply"    // not what was asked for: HTML, broken JSON
	Empty          Code = "empty"        // no choices, or no words
	TooLong        Code = "too_long"     // cut by the token limit
	Unfinished     Code = "unfinished"   // the stream ended before the answer did
	Filtered       Code = "filtered"     // the server's content filter
	Mismatch       Code = "mismatch"     // embeddings: wrong count or dimension
)

// Error is a failed call.
type Error struct {
	Code   Code
	Status int           // HTTP status, 0 if none
	Wait   time.Duration // what the server asked for in Retry-After, 0 if nothing
	Err    error

	temporary bool
}

func (e *Error) Error() string {
	s := "llm: " + string(e.Code)
	if e.Status != 0 {
		s += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	if e.Err != nil {
		s += ": " + clip(e.Err.Error(), 200)
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Temporary reports whether trying later may help.
func (e *Error) Temporary() bool { return e.temporary }

// CodeOf is the code of an error of this package, "" for others and nil.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

var (
	errDeadline = errors.New("deadline of the model call")
	errIdle     = errors.New("the stream fell silent")
)

// classify turns what the library or the network says into an Error. The status
// and Retry-After come from the wire's note, because the library hides the latter.
func classify(ctx context.Context, err error) error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	if cause := context.Cause(ctx); cause != nil {
		return interrupted(cause)
	}
	note := noteOf(ctx)
	if note != nil && note.status >= http.StatusMultipleChoices {
		return byStatus(note, err)
	}
	var syntax *json.SyntaxError
	var types *json.UnmarshalTypeError
	var api *openai.APIError
	var dial *url.Error
	switch {
	case errors.As(err, &dial):
		return &Error{Code: Network, temporary: true, Err: dial.Err} // without the address
	case errors.As(err, &syntax), errors.As(err, &types), errors.Is(err, io.EOF):
		return &Error{Code: BadReply, temporary: true, Err: err}
	case errors.Is(err, io.ErrUnexpectedEOF) && note != nil && note.status == http.StatusOK:
		return &Error{Code: Unfinished, temporary: true, Err: err}
	case errors.As(err, &api):
		return &Error{Code: Server, temporary: true, Err: err} // an error sent inside a stream
	}
	return &Error{Code: Network, temporary: true, Err: err}
}

func interrupted(cause error) error {
	switch {
	case errors.Is(cause, errDeadline):
		return &Error{Code: Timeout, temporary: true, Err: cause}
	case errors.Is(cause, errIdle):
		return &Error{Code: Idle, temporary: true, Err: cause}
	}
	return &Error{Code: Cancelled, Err: cause}
}

func byStatus(n *note, err error) error {
	e := &Error{Status: n.status, Wait: n.wait, Err: err}
	switch {
	case n.status == http.StatusTooManyRequests:
		e.Code, e.temporary = RateLimited, true
	case n.status == http.StatusUnauthorized, n.status == http.StatusForbidden:
		e.Code = Denied
	case n.status == http.StatusRequestTimeout, n.status >= http.StatusInternalServerError && n.status != http.StatusNotImplemented:
		e.Code, e.temporary = Server, true
	default:
		e.Code = Refused
	}
	return e
}

// refusesFormat: servers refuse an unknown response_format with one of these, in
// words that differ; asking again without it settles the matter.
func refusesFormat(err error) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusNotImplemented, http.StatusNotFound:
		return true
	}
	return false
}
