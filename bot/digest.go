package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"liangshan/bot/brief"
	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

// Figures reads, in one view of the store, what a summary is made of.
func Figures(v *store.View, o Order, now time.Time, cal *day.Calendar) (brief.Figures, error) {
	l, err := v.Ledger(o.Span, now)
	if err != nil {
		return brief.Figures{}, err
	}
	s := brief.Source{Ledger: l.Narrow(o.Focus), Focus: o.Focus, Calendar: cal, Today: day.Of(now)}
	if s.Rules, err = lightsOf(v); err != nil {
		return brief.Figures{}, err
	}
	if s.Imprint, err = v.Imprint(); err != nil {
		return brief.Figures{}, err
	}
	if s.Before, err = v.UpdatesOf(o.Span.Previous(), now); err != nil {
		return brief.Figures{}, err
	}
	if s.Latest, err = latest(v, s.Ledger); err != nil {
		return brief.Figures{}, err
	}
	if s.Cases, err = v.ProblemsAsOf(l.Until); err != nil {
		return brief.Figures{}, err
	}
	if s.Evidence, err = v.Proofs(s.Ledger.Updates); err != nil {
		return brief.Figures{}, err
	}
	if s.Documents, err = v.Documents(); err != nil {
		return brief.Figures{}, err
	}
	return brief.Read(s), nil
}

// TrendOf reads how the tasks of a summary stood over the weeks up to its last day.
func TrendOf(v *store.View, f brief.Figures) ([]brief.Point, error) {
	days := brief.TrendDays(f.Span, f.AsOf)
	ends := make([]time.Time, len(days))
	for i, d := range days {
		ends[i] = d.Add(1).Start()
	}
	ends[len(ends)-1] = f.Until
	counts, err := v.Trend(f.Ledger, ends)
	if err != nil {
		return nil, err
	}
	return brief.NewTrend(days, counts), nil
}

// lightsOf is the rule of the lights: as a coordinator set it, else the usual one.
func lightsOf(v *store.View) (brief.Rules, error) {
	r := brief.DefaultRules()
	l, set, err := v.Lights()
	if set {
		r.Near, r.Slack = l.Near, l.Slack
	}
	return r, err
}

// latest is where the tasks' status comes from; what the ledger holds is not read again.
func latest(v *store.View, l store.Ledger) ([]store.Update, error) {
	held := map[int64]bool{}
	for _, u := range l.Updates {
		for _, r := range u.Records {
			held[r.ID] = true
		}
	}
	var rest []store.Task
	for _, t := range l.Tasks {
		if !held[t.Latest] {
			rest = append(rest, t)
		}
	}
	older, err := v.Sources(rest)
	return append(older, l.Updates...), err
}

// The forms that a summary can be had in.
const (
	fileWord    = "docx"
	fileExcel   = "xlsx"
	filePicture = "png"
)

// makeFile turns a brief into a file, with a name that says what it is.
func makeFile(form, kind string, w words.Brief) (*attachment, error) {
	var data []byte
	var err error
	switch form {
	case fileWord:
		data, err = words.Document(kind, w)
	case fileExcel:
		data, err = words.Workbook(w)
	case filePicture:
		data, err = words.Picture(w)
	default:
		return nil, fmt.Errorf("bot: make file: form %q", form)
	}
	if err != nil {
		return nil, fmt.Errorf("bot: make %s: %w", form, err)
	}
	name, err := words.FileName(kind, w)
	return &attachment{Name: name + "." + form, Data: data}, err
}

// summaryButtons are Word, Excel, 图表; none where there is nothing to put into them.
func summaryButtons(w words.Brief) [][]button {
	if w.Empty() {
		return nil
	}
	return [][]button{{
		{Text: mustLine("button.word"), Data: "sum:" + fileWord},
		{Text: mustLine("button.excel"), Data: "sum:" + fileExcel},
		{Text: mustLine("button.picture"), Data: "sum:" + filePicture},
	}}
}

// key names a summary by what was ordered, so that a press on it finds the order again.
func (o Order) key(event int64, where string) string {
	return strings.Join([]string{"summary", strconv.FormatInt(event, 10), where, o.Span.From.String(), o.Span.To.String(), o.Kind, o.Focus.Unit, o.Focus.Words}, "/")
}

// orderOfKey reads what key wrote.
func orderOfKey(key string) (Order, bool) {
	p := strings.SplitN(key, "/", 8)
	if len(p) != 8 || p[0] != "summary" {
		return Order{}, false
	}
	from, err1 := day.Parse(p[3])
	to, err2 := day.Parse(p[4])
	if err1 != nil || err2 != nil || from.IsZero() || to.Before(from) {
		return Order{}, false
	}
	return Order{Span: store.Between(from, to), Kind: p[5], Focus: store.Focus{Unit: p[6], Words: p[7]}}, true
}

// pressSummary makes a file of the summary that the button hangs on, from the ledger of now.
func (b *Bot) pressSummary(ctx context.Context, m Message, s standing, form string) (work, error) {
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	o, ok, err := b.orderOfMessage(ctx, m)
	if err != nil {
		return nil, err
	}
	if !ok || (form != fileWord && form != fileExcel && form != filePicture) {
		return b.toasts(m, "toast.nosummary", nil), nil
	}
	w, err := b.briefFor(ctx, o, form)
	if err != nil {
		return nil, err
	}
	file, err := makeFile(form, o.Kind, w)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if form == fileWord {
			if err := keepNumber(tx, o, w); err != nil {
				return err
			}
		}
		if err := b.toast(tx, m, "toast.made", nil); err != nil {
			return err
		}
		if err := b.logFile(tx, m, o, file); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "file.made", data: w, file: file})
	}, nil
}

// orderOfMessage finds which order the pressed message answers.
func (b *Bot) orderOfMessage(ctx context.Context, m Message) (Order, bool, error) {
	key, err := b.keyOfMessage(ctx, m)
	o, ok := orderOfKey(key)
	return o, ok, err
}

// keyOfMessage is what the pressed message is named by, "" where it has no name.
func (b *Bot) keyOfMessage(ctx context.Context, m Message) (key string, err error) {
	err = b.db.Read(ctx, func(v *store.View) (err error) {
		key, err = v.KeyOf(m.Chat.ID, m.ID)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return key, err
}

// briefFor reads what a file of an order is made of.
func (b *Bot) briefFor(ctx context.Context, o Order, form string) (w words.Brief, err error) {
	err = b.db.Read(ctx, func(v *store.View) error {
		if w.Figures, err = Figures(v, o, b.now(), b.lib.Calendar()); err != nil {
			return err
		}
		switch form {
		case fileExcel:
			w.Measured, err = v.Measurements(w.Until, nil)
		case filePicture:
			w.Trend, err = TrendOf(v, w.Figures)
		case fileWord:
			w.Number, err = NumberOf(v, o, w)
		}
		return err
	})
	return w, err
}

// NumberOf is the 期号 of an order's document: the one that it has, or the order
// names; else the year's next, once a coordinator has begun to number. 0 for none.
func NumberOf(v *store.View, o Order, w words.Brief) (int, error) {
	kind := words.KindFor(o.Kind, w)
	if o.Number > 0 || kind == brief.Circular {
		return o.Number, nil
	}
	n, err := v.Issue(kind, o.about())
	if err != nil || n > 0 {
		return n, err
	}
	if n, err = v.NextIssue(kind, w.Today.Year); n == 1 {
		n = 0
	}
	return n, err
}

// about names what an order's document is about, for its number.
func (o Order) about() string {
	return strings.Join([]string{o.Span.Key, o.Focus.Unit, o.Focus.Words}, "/")
}

// keepNumber notes the number of a document that is given out.
func keepNumber(tx *store.Tx, o Order, w words.Brief) error {
	if w.Number == 0 {
		return nil
	}
	return tx.SetIssue(words.KindFor(o.Kind, w), o.about(), w.Today.Year, w.Number)
}
