package bot

import (
	"errors"
	"fmt"
	"slices"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/mask"
	"liangshan/knowledge/progress"
	"liangshan/store"
)

// The journal keeps numbers and values: who did what to which row, and what stood
// there before. Words of messages and people's names stand in the rows that it
// names, where they can be taken away at a person's request; the journal cannot.

// partValue is what one part of an update says, by its values.
type partValue struct {
	Part     int                `json:"part"`
	Unit     int64              `json:"department"`
	Task     int64              `json:"task,omitempty"`
	Status   store.RecordStatus `json:"status"`
	Percent  *float64           `json:"percent,omitempty"`
	Figures  []store.Metric     `json:"figures,omitempty"`
	Period   string             `json:"period,omitempty"`
	Problems int                `json:"problems,omitempty"` // how many; their words stand in the record
	Steps    int                `json:"steps,omitempty"`
}

func valuesOf(u store.Update) []partValue {
	out := []partValue{}
	for _, r := range u.Records {
		out = append(out, partValue{
			Part: r.Part, Unit: r.Department.ID, Task: r.TaskID, Status: r.Status, Percent: r.Percent, Figures: r.Metrics, Period: r.Period,
			Problems: len(r.Problems), Steps: len(r.NextSteps),
		})
	}
	return out
}

// updateChange is an update with what it takes the place of.
type updateChange struct {
	Version int               `json:"version"`
	State   store.ReportState `json:"state"`
	Nil     bool              `json:"nil_report,omitempty"`
	Was     int64             `json:"was,omitempty"` // the report that it corrects
	Old     []partValue       `json:"old"`
	New     []partValue       `json:"new"`
}

// logUpdate notes what became of an update, with the values before and after.
func (b *Bot) logUpdate(tx *store.Tx, by int64, kind string, id int64) error {
	u, err := tx.Update(id)
	if err != nil {
		return err
	}
	c := updateChange{Version: u.Version, State: u.State, Nil: u.Nil, Old: []partValue{}, New: valuesOf(u)}
	was, err := tx.Before(u)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return err
	default:
		c.Was, c.Old = was.ID, valuesOf(was)
	}
	if u.State == store.ReportWithdrawn { // nothing stands in its place
		c.Was, c.Old, c.New = 0, c.New, []partValue{}
	}
	return tx.Log(by, kind, fmt.Sprintf("report/%d", u.ID), c)
}

// logProposal notes that a report went to a model, and whether the rules took anything of what it proposed.
func (b *Bot) logProposal(tx *store.Tx, m Message, id int64, d knowledge.Draft) error {
	if !d.Asked {
		return nil
	}
	c := modelCall{Called: true, Used: slices.Contains(d.Reading.Flags, progress.FlagProposed), Host: b.modelHost}
	return tx.Log(m.From.ID, "propose", fmt.Sprintf("report/%d", id), c)
}

// logFile notes that a summary left as a file.
func (b *Bot) logFile(tx *store.Tx, m Message, o Order, file *attachment) error {
	return tx.Log(m.From.ID, "export", "summary/"+o.Span.Key, map[string]string{"file": file.Name})
}

// declining are the toasts that turn somebody away: a button that is another's, or
// data that no button bore.
var declining = []string{"toast.notyours", "toast.coordinators", "toast.otherunit", "toast.gone"}

// declined notes a press that was turned away. Data of a press is a stranger's
// text: its verb is kept where it is one of ours, and nothing else of it.
func (b *Bot) declined(tx *store.Tx, m Message, toast string) error {
	if m.What != pressed || !slices.Contains(declining, toast) {
		return nil
	}
	return b.refused(tx, m, toast)
}

// answerEntry is an answer as the journal keeps it. The question is named by its
// fingerprint, its words stand in the question's own row.
type answerEntry struct {
	Kind      answer.Kind `json:"kind"`
	Version   int         `json:"version,omitempty"`
	Question  string      `json:"question"`
	Documents []int64     `json:"documents"`
	Model     modelCall   `json:"model"`
}

// modelCall is whether a model was called for an answer, where it stands, and
// whether its wording went out. The address is the host alone: a path or a user
// name in it may be a secret.
type modelCall struct {
	Called    bool   `json:"called"`
	Used      bool   `json:"used"`
	Embedding bool   `json:"embedding,omitempty"`
	Host      string `json:"host,omitempty"`
}

// AnswerEntry is what the journal keeps of an answer to words that are masked.
func AnswerEntry(r knowledge.Reply, question, host string) any {
	return entryOf(r, store.Question{Text: mask.Stored(question)}, host)
}

func entryOf(r knowledge.Reply, q store.Question, host string) answerEntry {
	e := answerEntry{Kind: r.Kind, Version: q.Version, Question: store.Fingerprint(q.Text), Documents: documentsOf(r.Citations)}
	e.Model = modelCall{Called: r.Asked.Model, Used: r.Model, Embedding: r.Asked.Embedding}
	if r.Asked.Model || r.Asked.Embedding {
		e.Model.Host = host
	}
	return e
}
