package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"liangshan/bot/brief"
	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// Order is what a summary is asked for: which days, about what, in which form.
type Order struct {
	Span   store.Span
	Focus  store.Focus
	Kind   string // of document, where the words name one: bulletin, report, circular
	Number int    // 期号, where the words name one
	Timed  bool   // the words name the days
	Prose  bool   // in fluent words, which a model may give
}

// OrderOf reads an order such as 7月汇总, 林业局6月以来的汇总, 森林抚育的进展汇总: this
// week and everything where it names neither.
func OrderOf(text string, now time.Time, cal *day.Calendar, roster *units.Roster) Order {
	today := day.Of(now)
	text, number := issueIn(text)
	text, prose := proseIn(text)
	o := Order{Span: store.Week(today), Kind: kindOf(text), Number: number, Prose: prose}
	if rest, week, ok := weekIn(text, today); ok {
		o.Span, o.Timed = week, true
		o.Focus = focusOf(rest, roster)
		return o
	}
	for _, e := range when.Find(text, today, cal) {
		if span, ok := spanOf(e, today); ok {
			o.Span, o.Timed = span, true
			text = text[:e.Pos] + "\x00" + text[e.Pos+len(e.Text):]
			break
		}
	}
	o.Focus = focusOf(text, roster)
	return o
}

// weekNumber is 2026年第42周, 第42周: as summaries are headed. 10月第2周 is another.
var weekNumber = pattern.MustCompile(`(?:^|[^月\d])(?:(20\d\d)年(?:度)?的?)?第(\d{1,2})周`)

// weekIn takes the number of a week out of an order; without a year it is the latest that has begun.
func weekIn(text string, today day.Date) (string, store.Span, bool) {
	m := weekNumber.FindStringSubmatchIndex(text)
	if m == nil {
		return text, store.Span{}, false
	}
	year, n := today.Year, digits(text[m[4]:m[5]])
	if m[2] >= 0 {
		year = digits(text[m[2]:m[3]])
	}
	of := func(year int) store.Span { return store.Week(day.New(year, 1, 4).Add(7 * (n - 1))) } // 4 January is in week 1
	week := of(year)
	if m[2] < 0 && week.From.After(today) {
		year--
		week = of(year)
	}
	if week.Key != fmt.Sprintf("%04d-W%02d", year, n) {
		return text, store.Span{}, false
	}
	from := m[4] - len("第")
	if m[2] >= 0 {
		from = m[2]
	}
	return text[:from] + "\x00" + text[m[5]+len("周"):], week, true
}

// issueNumber is 第12期, 第十二期.
var issueNumber = pattern.MustCompile(`[（(]?(?:总)?第(\d{1,4}|[一二三四五六七八九十]{1,3})期[)）]?`)

// issueIn takes the number of an issue out of an order.
func issueIn(text string) (string, int) {
	m := issueNumber.FindStringSubmatchIndex(text)
	if m == nil {
		return text, 0
	}
	return text[:m[0]] + text[m[1]:], digits(text[m[2]:m[3]])
}

// proseWord asks for fluent words: 本周综述, 本周简报带综述.
var proseWord = pattern.MustCompile(`[，,（(]?(?:并|另)?(?:带|附|加|含|配)?(?:一段|一份)?综述[）)]?`)

func proseIn(text string) (string, bool) {
	if !proseWord.MatchString(text) {
		return text, false
	}
	return proseWord.ReplaceAllString(text, ""), true
}

// spanOf reads the days of an expression, of what has been.
func spanOf(e when.Expr, today day.Date) (store.Span, bool) {
	from, to, ok := e.Elapsed(today)
	if !ok {
		return store.Span{}, false
	}
	return store.Between(from, to), true
}

// kinds of document, by the words that order one.
var kindWords = []struct{ word, kind string }{{"简报", brief.Bulletin}, {"专报", brief.Report}, {"通报", brief.Circular}}

func kindOf(text string) string {
	for _, k := range kindWords {
		if strings.HasSuffix(bare(text), k.word) {
			return k.kind
		}
	}
	return ""
}

// around are words of an order that name nothing.
var around = pattern.MustCompile(`^(?:[\x00\s的之“”"']|请|麻烦|帮我|帮忙|给我|给|把|来|做|出|发|写|生成|整理|要|看|一下|一份|一个|关于|有关|全区|全部|所有|各单位|各部门|各镇街|汇总|总结|小结)+|` +
	`(?:[\x00\s的之“”"']|汇总|小结|总结|简报|专报|通报|汇报|报告|一下|进展情况|推进情况|完成情况|工作情况|进展|情况|工作|任务|指标|数据|以来|截至目前|目前)+$`)

// focusOf reads what is left of an order when its time and its set words are taken away.
func focusOf(text string, roster *units.Roster) store.Focus {
	text = strip(bare(text))
	var f store.Focus
	if roster == nil {
		return f
	}
	if u, ok := roster.Resolve(text); ok {
		return store.Focus{Unit: u.Name}
	}
	for _, m := range roster.Find(text) {
		if m.Known && !m.Group {
			f.Unit = m.Name
			text = strip(text[:m.Start] + "\x00" + text[m.End:])
			break
		}
	}
	f.Words = strings.ReplaceAll(text, "\x00", "")
	return f
}

func strip(text string) string {
	for {
		shorter := around.ReplaceAllString(text, "")
		if shorter == text {
			return text
		}
		text = shorter
	}
}

// isSummary matches a short order such as 本周汇总, 林业局7月汇总, 汇总一下上周的情况.
func isSummary(m Message, _ standing) bool {
	text := bare(m.Text)
	if m.Command != "" || len([]rune(text)) > 32 || strings.ContainsAny(text, "，。；？?\n") {
		return false
	}
	return ordering.MatchString(text)
}

var ordering = pattern.MustCompile(`(?:汇总|小结|总结|综述|简报|专报|通报)(?:[（(]?第[^期]{1,4}期[)）]?)?$|^(?:请|麻烦|帮我|给我)*(?:汇总|总结)(?:一下|下)?`)

func (b *Bot) order(ctx context.Context, text string) (Order, error) {
	roster, err := b.lib.Roster(ctx)
	if err != nil {
		return Order{}, err
	}
	return OrderOf(text, b.now(), b.lib.Calendar(), roster), nil
}

// figures reads the ledger of an order as of now.
func (b *Bot) figures(ctx context.Context, o Order) (f brief.Figures, err error) {
	err = b.db.Read(ctx, func(v *store.View) error {
		f, err = Figures(v, o, b.now(), b.lib.Calendar())
		return err
	})
	return f, err
}

// summary is the coordinator's: from the ledger, by code; the same ledger gives
// the same text. A group gets the short one, and who asked the whole in private.
func (b *Bot) summary(ctx context.Context, m Message, _ standing) (work, error) {
	o, err := b.order(ctx, m.Text)
	if err != nil {
		return nil, err
	}
	f, err := b.figures(ctx, o)
	if err != nil {
		return nil, err
	}
	private, err := b.reachable(ctx, m)
	if err != nil {
		return nil, err
	}
	w := words.Brief{Figures: f, Sent: private}
	if o.Prose && !w.Empty() {
		return b.narrate(ctx, m, o, w)
	}
	var file *attachment
	if o.Kind != "" && !w.Empty() {
		if err := b.number(ctx, o, &w); err != nil {
			return nil, err
		}
		if file, err = makeFile(fileWord, o.Kind, w); err != nil {
			return nil, err
		}
	}
	return func(tx *store.Tx) error {
		if err := b.saySummary(tx, m, o, w); err != nil || file == nil {
			return err
		}
		if err := keepNumber(tx, o, w); errors.Is(err, store.ErrConflict) {
			return b.say(tx, m, note{words: "summary.taken", data: w.Number})
		} else if err != nil {
			return err
		}
		return errors.Join(b.logFile(tx, m, o, file), b.say(tx, m, note{words: "file.made", data: w, file: file}))
	}, nil
}

// number finds the 期号 of an order's document.
func (b *Bot) number(ctx context.Context, o Order, w *words.Brief) error {
	return b.db.Read(ctx, func(v *store.View) (err error) {
		w.Number, err = NumberOf(v, o, *w)
		return err
	})
}

// reachable reports whether a person who asked in a group can be written to in private.
func (b *Bot) reachable(ctx context.Context, m Message) (bool, error) {
	if m.Chat.Kind == "private" {
		return false, nil
	}
	var c store.Chat
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		c, err = v.Chat(m.From.ID)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return c.State != store.ChatLeft, err
}

func (b *Bot) saySummary(tx *store.Tx, m Message, o Order, w words.Brief) error {
	n := note{key: o.key(m.Event, m.Chat.Kind), buttons: summaryButtons(w)}
	if m.Chat.Kind == "private" {
		n.words, n.data = "summary", w
		return b.say(tx, m, n)
	}
	text, err := words.Short(w, maxUnits)
	if err != nil {
		return err
	}
	n.text = &text
	if err := b.say(tx, m, n); err != nil || !w.Sent {
		return err
	}
	return b.say(tx, m, note{words: "summary", data: w, to: m.From.ID, key: o.key(m.Event, "private"), buttons: summaryButtons(w)})
}

// askingMissing are the words that ask for the silent departments.
var askingMissing = []string{"谁还没报", "哪些单位没报", "还有谁没报", "未报名单"}

// missing lists who is silent, late, or has yet to confirm.
func (b *Bot) missing(ctx context.Context, m Message, _ standing) (work, error) {
	o, err := b.order(ctx, m.Text)
	if err != nil {
		return nil, err
	}
	o.Focus = store.Focus{}
	f, err := b.figures(ctx, o)
	if err != nil {
		return nil, err
	}
	var before []waiting
	err = b.db.Read(ctx, func(v *store.View) error {
		before, err = waitingBefore(v, f.Span)
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.words(m, "missing", missingList{words.Brief{Figures: f}, before}), nil
}
