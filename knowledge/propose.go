package knowledge

import (
	"context"
	"errors"
	"time"

	"liangshan/knowledge/llm"
	"liangshan/knowledge/progress"
	"liangshan/knowledge/prompts"
)

const (
	proposeTime = 8 * time.Second // a report waits no longer: its card shows what the rules read
	mostParts   = 60              // of one message
	mostTasks   = 40              // of one department that a model chooses among
)

// propose asks the model what the parts of a report are. It sees the message, cut
// and numbered, and answers with numbers; nil where it does not answer or would have
// to be told too much. What comes of it is for the rules to decide.
func (l *Library) propose(ctx context.Context, department string, d Draft) *progress.Proposal {
	parts, tasks := d.Reading.Parts, d.open
	if len(parts) > mostParts {
		return nil
	}
	if len(tasks) > mostTasks {
		tasks = likelyTasks(d.Reading, tasks)
	}
	asked := prompts.Report{Department: department}
	for _, p := range parts {
		x := prompts.ReportPart{Text: p.Text}
		for _, f := range p.Figures {
			x.Figures = append(x.Figures, f.Text)
		}
		asked.Parts = append(asked.Parts, x)
	}
	for _, t := range tasks {
		asked.Tasks = append(asked.Tasks, t.What)
	}
	timed, cancel := context.WithTimeout(ctx, min(l.limit, proposeTime))
	defer cancel()
	taken, err := l.understand(timed, asked)
	if ctx.Err() == nil { // who stopped waiting proves nothing about the model
		l.slow.note(l.db.Now(), timed.Err() == nil)
	}
	if err != nil {
		code := llm.CodeOf(err)
		if errors.Is(err, prompts.ErrShape) {
			code = llm.BadReply
		}
		l.log.Warn("the model proposed nothing; the rules read alone", "code", code)
		return nil
	}
	return proposalOf(taken, tasks)
}

// understand makes one request.
func (l *Library) understand(ctx context.Context, asked prompts.Report) ([]prompts.TakenFor, error) {
	system, user, err := prompts.Understand(asked)
	if err != nil {
		return nil, err
	}
	r, err := l.model.Complete(ctx, llm.Prompt{System: system, User: user, Schema: prompts.ReportSchema})
	if err != nil {
		return nil, err
	}
	return prompts.ParseReport(r.Text)
}

// likelyTasks are the tasks that the rules think of, for a department that has too many to list.
func likelyTasks(r progress.Reading, tasks []progress.Open) []progress.Open {
	likely := map[int64]bool{}
	for _, rec := range r.Records {
		likely[rec.Task] = true
		for _, id := range rec.Choices {
			likely[id] = true
		}
	}
	var out []progress.Open
	for _, t := range tasks {
		if likely[t.ID] && len(out) < mostTasks {
			out = append(out, t)
		}
	}
	return out
}

// proposalOf turns the numbers of a reply into parts and tasks; numbers of nothing are dropped.
func proposalOf(taken []prompts.TakenFor, tasks []progress.Open) *progress.Proposal {
	var p progress.Proposal
	for _, t := range taken {
		x := progress.ProposedPart{No: t.Part - 1, Is: progress.Is(t.Is), Name: t.Name}
		if t.Task >= 1 && t.Task <= len(tasks) {
			x.Task = tasks[t.Task-1].ID
		}
		for _, f := range t.Figures {
			x.Figures = append(x.Figures, progress.ProposedFigure{No: f.Figure - 1, Use: progress.Use(f.Is), Name: f.Name})
		}
		p.Parts = append(p.Parts, x)
	}
	return &p
}
