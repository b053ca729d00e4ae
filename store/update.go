package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"liangshan/store/day"
)

// ReportState is where a department's message stands.
type ReportState string

// States of a report. Nothing leads out of withdrawn; superseded by what is withdrawn
// later, it is confirmed again.
const (
	ReportDraft      ReportState = "draft"
	ReportConfirmed  ReportState = "confirmed"
	ReportSuperseded ReportState = "superseded"
	ReportWithdrawn  ReportState = "withdrawn"
)

// RecordStatus of a task, as a department's record gives it.
type RecordStatus string

// Statuses: 未启动, 推进中, 滞后, 受阻, 已完成. 已销号 is the coordinator's, and stands on the task.
const (
	RecordNotStarted RecordStatus = "not_started"
	RecordInProgress RecordStatus = "in_progress"
	RecordBehind     RecordStatus = "behind"
	RecordBlocked    RecordStatus = "blocked"
	RecordDone       RecordStatus = "done"
)

// Metric is a figure as said.
type Metric struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// Record is what one part of a message says about one task. With its report it
// is what the office calls an update.
type Record struct {
	ID         int64
	Part       int
	Department Department
	TaskID     int64 // 0: not filed under a task
	Choices    []int64
	Hint       string // the words that name the task
	Text       string
	Status     RecordStatus
	Percent    *float64
	Metrics    []Metric
	Problems   []string
	NextSteps  []string
	Period     string
	From, To   day.Date
}

// Update is a department's message as recorded: who, when, in which state, and its records.
type Update struct {
	ID         int64
	ChatID     int64
	MessageID  int64
	Version    int
	Member     Member
	Department Department
	Text       string
	Corrects   int64
	State      ReportState
	Nil        bool // 本周无新进展
	Flags      []string
	SentAt     time.Time
	DecidedAt  time.Time
	DecidedBy  string    // who confirmed or withdrew it, by name; "" for a later version that replaced it
	Submitted  time.Time // 待审核: its sender has confirmed, the department's reviewer has yet to
	Records    []Record
}

// Draft stores an update that its sender has yet to confirm. An earlier draft of
// the same message, or one that it corrects, is superseded by it; an earlier confirmed
// version stands until this one is confirmed. Version is set.
func (tx *Tx) Draft(u Update) (Update, error) {
	if err := tx.one(`SELECT coalesce(max(version), 0) + 1 FROM report WHERE chat_id = ? AND message_id = ?`, []any{u.ChatID, u.MessageID}, &u.Version); err != nil {
		return u, fmt.Errorf("store: draft: %w", err)
	}
	if _, err := tx.exec(`UPDATE report SET state = 'superseded', decided_at = ? WHERE (chat_id = ? AND message_id = ? OR id = ?) AND state = 'draft'`,
		stamp(tx.now), u.ChatID, u.MessageID, u.Corrects); err != nil {
		return u, fmt.Errorf("store: draft: %w", err)
	}
	flags, err := jsonText(u.Flags)
	if err != nil {
		return u, err
	}
	u.State = ReportDraft
	u.ID, err = tx.insert(`INSERT INTO report (chat_id, message_id, version, member_id, department_id, text, corrects, state, nil_report, flags, sent_at, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?)`,
		u.ChatID, u.MessageID, u.Version, u.Member.ID, u.Department.ID, u.Text, nullID(u.Corrects), u.Nil, flags, stamp(u.SentAt), stamp(tx.now))
	if err != nil {
		return u, fmt.Errorf("store: draft: %w", err)
	}
	if err := tx.touch("record"); err != nil {
		return u, err
	}
	for i := range u.Records {
		u.Records[i].Part = i + 1
		if u.Records[i].ID, err = tx.addRecord(u.ID, u.Records[i]); err != nil {
			return u, err
		}
	}
	return u, nil
}

func (tx *Tx) addRecord(report int64, r Record) (int64, error) {
	var texts [4]string
	for i, v := range []any{r.Choices, r.Metrics, r.Problems, r.NextSteps} {
		t, err := jsonText(v)
		if err != nil {
			return 0, err
		}
		texts[i] = t
	}
	id, err := tx.insert(`INSERT INTO record (report_id, part, department_id, task_id, choices, hint, text, status, percent, metrics, problems, next_steps, period, period_from, period_to)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		report, r.Part, r.Department.ID, nullID(r.TaskID), texts[0], r.Hint, r.Text, r.Status, r.Percent, texts[1], texts[2], texts[3], r.Period, r.From.String(), r.To.String())
	if err != nil {
		return 0, fmt.Errorf("store: add record: %w", err)
	}
	return id, nil
}

// Choose files a draft's record under a task; 0 leaves it free, for the coordinator to file.
func (tx *Tx) Choose(recordID, taskID int64) error {
	if err := tx.change(`UPDATE record SET task_id = ?, choices = '[]' WHERE id = ? AND report_id IN (SELECT id FROM report WHERE state = 'draft')`,
		nullID(taskID), recordID); err != nil {
		return fmt.Errorf("store: choose: %w", err)
	}
	return tx.touch("record")
}

// FileRecord puts a record of a draft or of the record under a task, with the
// problems that it opened; under none (0) when it is none of those offered.
// [ErrState] when its report was superseded or withdrawn.
func (tx *Tx) FileRecord(recordID, taskID int64) error {
	err := tx.change(`UPDATE record SET task_id = ?, choices = '[]' WHERE id = ? AND report_id IN (SELECT id FROM report WHERE state IN ('draft', 'confirmed'))`, nullID(taskID), recordID)
	if err != nil {
		return fmt.Errorf("store: file record %d: %w", recordID, ErrState)
	}
	if _, err := tx.exec(`UPDATE problem SET task_id = ? WHERE task_id IS NULL AND id IN (SELECT problem_id FROM problem_mention WHERE record_id = ?)`, nullID(taskID), recordID); err != nil {
		return fmt.Errorf("store: file record %d: %w", recordID, err)
	}
	return tx.touch("record")
}

// SetPeriod says what time parts of a draft cover, where their sender had left it
// open, and takes the flags off that asked.
func (tx *Tx) SetPeriod(reportID int64, parts []int, period string, from, to day.Date, flags []string) error {
	text, err := jsonText(flags)
	if err != nil {
		return err
	}
	if err := tx.change(`UPDATE report SET flags = ? WHERE id = ? AND state = 'draft'`, text, reportID); err != nil {
		return fmt.Errorf("store: set period: %w", err)
	}
	for _, p := range parts {
		if err := tx.change(`UPDATE record SET period = ?, period_from = ?, period_to = ? WHERE report_id = ? AND part = ?`,
			period, from.String(), to.String(), reportID, p); err != nil {
			return fmt.Errorf("store: set period: %w", err)
		}
	}
	return tx.touch("record")
}

// versions is the reports that correct each other with one: the versions of its message,
// what they correct, and what corrects them.
const versions = `WITH RECURSIVE c(id) AS (SELECT ?1
		UNION SELECT r.corrects FROM c JOIN report r ON r.id = c.id WHERE r.corrects IS NOT NULL
		UNION SELECT r.id FROM c JOIN report r ON r.corrects = c.id
		UNION SELECT r.id FROM c JOIN report x ON x.id = c.id JOIN report r ON r.chat_id = x.chat_id AND r.message_id = x.message_id) `

// Confirm makes a draft the record, and supersedes what was the record of the same
// matter before: the confirmed version of the message, or of what it corrects.
// [ErrState] when it is no draft any more.
func (tx *Tx) Confirm(reportID, by int64) error {
	u, err := tx.Update(reportID)
	if err != nil {
		return err
	}
	if u.State != ReportDraft {
		return fmt.Errorf("store: confirm %d: %w", reportID, ErrState)
	}
	if _, err := tx.exec(versions+`UPDATE report SET state = 'superseded', decided_at = ?2 WHERE id <> ?1
		AND (state = 'confirmed' AND id IN (SELECT id FROM c) OR state = 'draft' AND chat_id = ?3 AND message_id = ?4)`,
		reportID, stamp(tx.now), u.ChatID, u.MessageID); err != nil {
		return fmt.Errorf("store: confirm %d: %w", reportID, err)
	}
	return tx.decide(reportID, by, ReportConfirmed)
}

// Withdraw voids an update; it stays on record. Where it was the record of a matter
// that had one before, that one is the record again: restored is its id, 0 if there is
// none. [ErrState] when it was superseded or withdrawn before.
func (tx *Tx) Withdraw(reportID, by int64) (restored int64, err error) {
	u, err := tx.Update(reportID)
	if err != nil {
		return 0, err
	}
	if u.State != ReportDraft && u.State != ReportConfirmed {
		return 0, fmt.Errorf("store: withdraw %d: %w", reportID, ErrState)
	}
	if err := tx.decide(reportID, by, ReportWithdrawn); err != nil || u.State == ReportDraft {
		return 0, err
	}
	err = tx.one(versions+`SELECT id FROM report WHERE id IN (SELECT id FROM c) AND state = 'superseded' AND decided_by IS NOT NULL ORDER BY id DESC LIMIT 1`,
		[]any{reportID}, &restored)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	if err == nil {
		err = tx.change(`UPDATE report SET state = 'confirmed', decided_at = ? WHERE id = ?`, stamp(tx.now), restored)
	}
	if err != nil {
		return 0, fmt.Errorf("store: withdraw %d: %w", reportID, err)
	}
	return restored, nil
}

func (tx *Tx) decide(reportID, by int64, to ReportState) error {
	if err := tx.change(`UPDATE report SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?`, to, stamp(tx.now), nullID(by), reportID); err != nil {
		return fmt.Errorf("store: decide %d: %w", reportID, err)
	}
	return tx.touch("record")
}

const updateSelect = `SELECT p.id, p.chat_id, p.message_id, p.version, m.id, m.name, m.username, d.id, d.name, d.kind, p.text, p.corrects, p.state,
	p.nil_report, p.flags, p.sent_at, p.decided_at, coalesce(w.name, ''), p.submitted_at FROM report p LEFT JOIN member w ON w.id = p.decided_by JOIN member m ON m.id = p.member_id JOIN department d ON d.id = p.department_id `

// Update finds one by its report's id.
func (v *View) Update(id int64) (Update, error) {
	list, err := v.updates(`WHERE p.id = ?`, id)
	if err != nil {
		return Update{}, err
	}
	if len(list) == 0 {
		return Update{}, fmt.Errorf("store: update %d: %w", id, ErrNotFound)
	}
	return list[0], nil
}

// UpdateOf finds the latest version made from a message.
func (v *View) UpdateOf(chatID, messageID int64) (Update, error) {
	list, err := v.updates(`WHERE p.chat_id = ? AND p.message_id = ? ORDER BY p.version DESC LIMIT 1`, chatID, messageID)
	if err != nil {
		return Update{}, err
	}
	if len(list) == 0 {
		return Update{}, fmt.Errorf("store: update of %d/%d: %w", chatID, messageID, ErrNotFound)
	}
	return list[0], nil
}

// FirstOf finds the first version made from a message.
func (v *View) FirstOf(chatID, messageID int64) (Update, error) {
	list, err := v.updates(`WHERE p.chat_id = ? AND p.message_id = ? ORDER BY p.version LIMIT 1`, chatID, messageID)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: first of %d/%d: %w", chatID, messageID, ErrNotFound)
	}
	if err != nil {
		return Update{}, err
	}
	return list[0], nil
}

// UpdateWith finds the update that a record is part of.
func (v *View) UpdateWith(recordID int64) (Update, error) {
	list, err := v.updates(`WHERE p.id = (SELECT report_id FROM record WHERE id = ?)`, recordID)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: update with record %d: %w", recordID, ErrNotFound)
	}
	if err != nil {
		return Update{}, err
	}
	return list[0], nil
}

// Unfiled lists confirmed updates with a record that stands under no task, latest first.
func (v *View) Unfiled(limit int) ([]Update, error) {
	return v.updates(`WHERE p.state = 'confirmed' AND p.nil_report = 0 AND p.id IN (SELECT report_id FROM record WHERE task_id IS NULL) ORDER BY p.sent_at DESC, p.id DESC LIMIT ?`, limit)
}

// Standing is the confirmed update among those that correct each other with one:
// versions of a message, and the messages that correct it or that it corrects. When
// none is confirmed it is the one itself.
func (v *View) Standing(id int64) (int64, error) {
	standing := id
	err := v.one(versions+`SELECT id FROM report WHERE id IN (SELECT id FROM c) AND state = 'confirmed' ORDER BY id DESC LIMIT 1`, []any{id}, &standing)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return id, fmt.Errorf("store: standing for %d: %w", id, err)
	}
	return standing, nil
}

// Before is what an update replaces: what it corrects, else the version before it.
// [ErrNotFound] when it is the first to say what it says.
func (v *View) Before(u Update) (Update, error) {
	if u.Corrects != 0 {
		return v.Update(u.Corrects)
	}
	list, err := v.updates(`WHERE p.chat_id = ? AND p.message_id = ? AND p.version < ? ORDER BY p.version DESC LIMIT 1`, u.ChatID, u.MessageID, u.Version)
	if err != nil {
		return Update{}, err
	}
	if len(list) == 0 {
		return Update{}, fmt.Errorf("store: before update %d: %w", u.ID, ErrNotFound)
	}
	return list[0], nil
}

// RecentUpdates lists a department's latest drafts and confirmed updates, latest first.
func (v *View) RecentUpdates(departmentID int64, limit int) ([]Update, error) {
	return v.updates(`WHERE p.department_id = ? AND p.state IN ('draft', 'confirmed') ORDER BY p.sent_at DESC, p.id DESC LIMIT ?`, departmentID, limit)
}

// Drafts lists what was sent before an instant and waits for 确认 still, oldest first.
func (v *View) Drafts(before time.Time) ([]Update, error) {
	return v.updates(`WHERE p.state = 'draft' AND p.sent_at < ? ORDER BY p.sent_at, p.id`, stamp(before))
}

// LiveUpdates lists every draft and confirmed update, oldest first.
func (v *View) LiveUpdates() ([]Update, error) {
	return v.updates(`WHERE p.state IN ('draft', 'confirmed') ORDER BY p.sent_at, p.id`)
}

// AllUpdates lists every update in every state, oldest first.
func (v *View) AllUpdates() ([]Update, error) {
	return v.updates(`WHERE 1 = 1 ORDER BY p.sent_at, p.id`)
}

// ofTask is the reports that speak of a task, of what says it again, and of what went into it.
const ofTask = `p.id IN (SELECT report_id FROM record WHERE task_id IN (
		WITH RECURSIVE f(root) AS (SELECT root FROM task WHERE id = ? UNION
			SELECT m.root FROM f JOIN task q ON q.root = f.root JOIN task m ON m.restates = q.id OR m.successor = q.id)
		SELECT s.id FROM f JOIN task s ON s.root = f.root))`

// TaskUpdates lists the confirmed and drafted updates that speak of a task, of
// what says it again, and of what went into it, latest first.
func (v *View) TaskUpdates(taskID int64) ([]Update, error) {
	return v.updates(`WHERE p.state IN ('draft', 'confirmed') AND `+ofTask+` ORDER BY p.sent_at DESC, p.id DESC`, taskID)
}

// TaskStatements lists the latest confirmed updates that speak of a task, latest first.
func (v *View) TaskStatements(taskID int64, limit int) ([]Update, error) {
	return v.updates(`WHERE p.state = 'confirmed' AND `+ofTask+` ORDER BY p.sent_at DESC, p.id DESC LIMIT ?`, taskID, limit)
}

func (v *View) updates(where string, args ...any) ([]Update, error) {
	var out []Update
	at := map[int64]int{}
	err := v.query(updateSelect+where, args, func(r *sql.Rows) error {
		var u Update
		var corrects *int64
		if err := r.Scan(&u.ID, &u.ChatID, &u.MessageID, &u.Version, &u.Member.ID, &u.Member.Name, &u.Member.Username, &u.Department.ID, &u.Department.Name,
			&u.Department.Kind, &u.Text, &corrects, &u.State, &u.Nil, scanJSON{&u.Flags}, scanTime{&u.SentAt}, scanTime{&u.DecidedAt}, &u.DecidedBy, scanTime{&u.Submitted}); err != nil {
			return err
		}
		u.Corrects = idOrZero(corrects)
		at[u.ID] = len(out)
		out = append(out, u)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: updates: %w", err)
	}
	return out, v.fillRecords(out, at, where, args)
}

func (v *View) fillRecords(out []Update, at map[int64]int, where string, args []any) error {
	if len(out) == 0 {
		return nil
	}
	return v.query(`SELECT x.id, x.report_id, x.part, d.id, d.name, d.kind, x.task_id, x.choices, x.hint, x.text, x.status, x.percent, x.metrics, x.problems,
		x.next_steps, x.period, x.period_from, x.period_to FROM record x JOIN department d ON d.id = x.department_id
		WHERE x.report_id IN (SELECT p.id FROM report p `+where+`) ORDER BY x.report_id, x.part`, args, func(r *sql.Rows) error {
		var x Record
		var report int64
		var task *int64
		if err := r.Scan(&x.ID, &report, &x.Part, &x.Department.ID, &x.Department.Name, &x.Department.Kind, &task, scanJSON{&x.Choices}, &x.Hint, &x.Text,
			&x.Status, &x.Percent, scanJSON{&x.Metrics}, scanJSON{&x.Problems}, scanJSON{&x.NextSteps}, &x.Period, scanDay{&x.From}, scanDay{&x.To}); err != nil {
			return err
		}
		x.TaskID = idOrZero(task)
		if i, ok := at[report]; ok {
			out[i].Records = append(out[i].Records, x)
		}
		return nil
	})
}
