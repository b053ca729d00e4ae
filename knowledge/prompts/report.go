package prompts

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ReportSchema is the JSON schema of a reply about a report.
var ReportSchema = []byte(`{"type":"object","properties":{"parts":{"type":"array","items":{"type":"object","properties":{` +
	`"part":{"type":"integer"},"is":{"type":"string","enum":["progress","problem","plan","question","talk"]},` +
	`"task":{"type":"integer"},"name":{"type":"string"},` +
	`"figures":{"type":"array","items":{"type":"object","properties":{"figure":{"type":"integer"},` +
	`"is":{"type":"string","enum":["progress","rate","piece","target","count"]},"name":{"type":"string"}},` +
	`"required":["figure","is","name"],"additionalProperties":false}}},` +
	`"required":["part","is","task","name","figures"],"additionalProperties":false}}},"required":["parts"],"additionalProperties":false}`)

// Report is a department's message that is to be understood.
type Report struct {
	Department string
	Parts      []ReportPart
	Tasks      []string // the open tasks, numbered from 1
}

// ReportPart is a stretch of the message with the figures in it, as typed.
type ReportPart struct {
	Text    string
	Figures []string
}

// TakenFor is what a reply takes one part for. Numbers are from 1 as in the
// prompt, 0 for none; nothing of it is checked.
type TakenFor struct {
	Part    int           `json:"part"`
	Is      string        `json:"is"`
	Task    int           `json:"task"`
	Name    string        `json:"name"`
	Figures []TakenFigure `json:"figures"`
}

// TakenFigure is what a reply takes one figure of a part for.
type TakenFigure struct {
	Figure int    `json:"figure"`
	Is     string `json:"is"`
	Name   string `json:"name"`
}

// Understand renders both messages.
func Understand(r Report) (system, user string, err error) {
	if system, err = render("report.system", r); err != nil {
		return "", "", err
	}
	user, err = render("report.user", r)
	return system, user, err
}

// ErrShape is a reply that is not the JSON asked for.
var ErrShape = errors.New("prompts: the reply is not of the shape asked for")

// ParseReport reads a reply about a report.
func ParseReport(reply string) ([]TakenFor, error) {
	var in struct {
		Parts *[]TakenFor `json:"parts"`
	}
	if err := json.Unmarshal([]byte(object(reply)), &in); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrShape, err)
	}
	if in.Parts == nil {
		return nil, ErrShape
	}
	return *in.Parts, nil
}
