package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"liangshan/bot/vault"
	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
)

// The evidence pack for 回头评估: what proves the confirmed updates, by task and
// indicator, with its catalogue.

var packWords = pattern.MustCompile(`^(?:请|麻烦|帮我|给我|导出|打包|下载|生成|整理)*(.*?)(?:的)?(?:全部|所有)?(?:佐证(?:材料)?|证明材料|评估材料)(?:包|打包|压缩包|导出|下载|全部导出)?$`)

// isPackOrder matches 佐证材料包, 导出林业局今年的佐证材料.
func isPackOrder(m Message, _ standing) bool {
	t := bare(m.Text)
	if m.Command != "" || m.What != said || m.File != nil || m.Forwarded || len([]rune(t)) > 32 || asking.MatchString(t) || strings.ContainsAny(t, "，。；\n") {
		return false
	}
	return packWords.MatchString(t) && pattern.MustCompile(`包|导出|下载`).MatchString(t)
}

// PackOrder reads what a pack is to hold: everything until today where the words name no time.
func PackOrder(text string, now time.Time, cal *day.Calendar, roster *units.Roster) Order {
	if m := packWords.FindStringSubmatch(bare(text)); m != nil {
		text = strings.NewReplacer("导出", "", "打包", "", "下载", "").Replace(m[1])
	}
	o := OrderOf(text, now, cal, roster)
	if !o.Timed {
		o.Span = store.Span{To: day.Of(now)}
	}
	return o
}

// partSize is how much one part of a pack holds: Telegram takes 50 MB from a bot,
// and an upload that is too long is cut.
const partSize = 24 << 20

// Parts are the members of the parts of a pack, each with the whole catalogue.
type Parts struct {
	Items [][]vault.Item
	Pack  words.Pack
}

// PackOf lays out an order's pack in parts of a size, or in one for 0.
func PackOf(v *store.View, from *vault.Vault, o Order, size int64, now time.Time) (Parts, error) {
	list, err := proofsFor(v, o, now)
	if err != nil {
		return Parts{}, err
	}
	p := words.Pack{Focus: o.Focus, Span: o.Span, AsOf: day.Of(now)}
	var parts [][]vault.Item
	room := int64(0)
	for _, x := range list {
		x.No = len(p.Rows) + 1
		n, err := from.Size(x.SHA256)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			x.Gone = true
		case err != nil:
			return Parts{}, err
		case len(parts) == 0 || size > 0 && room+n > size:
			parts, room = append(parts, nil), 0
		}
		if !x.Gone {
			x.Part = len(parts)
			parts[x.Part-1] = append(parts[x.Part-1], vault.Item{Name: x.Place, Sum: x.SHA256, At: x.SentAt})
			room += n
		}
		p.Rows = append(p.Rows, x)
	}
	p.Parts = len(parts)
	catalogue, err := catalogueOf(p)
	for i := range parts {
		parts[i] = append(slices.Clone(catalogue), parts[i]...)
	}
	return Parts{parts, p}, err
}

func catalogueOf(p words.Pack) ([]vault.Item, error) {
	book, err := words.Catalogue(p)
	if err != nil {
		return nil, err
	}
	text, err := words.CatalogueText(p)
	name := mustLine("pack.catalogue")
	return []vault.Item{{Name: name + ".xlsx", Data: book, At: p.AsOf.Start()}, {Name: name + ".txt", Data: []byte(text), At: p.AsOf.Start()}}, err
}

// proofsFor lists what a pack holds: each file once for every task that it proves.
func proofsFor(v *store.View, o Order, now time.Time) ([]words.PackRow, error) {
	list, err := v.Proven(now)
	if err != nil {
		return nil, err
	}
	known := map[int64]store.Task{}
	var out []words.PackRow
	for _, p := range list {
		if !o.Span.From.IsZero() && !o.Span.Contains(day.Of(p.Evidence.SentAt)) {
			continue
		}
		rows, err := rowsOf(v, p, known)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if o.Focus.Unit != "" && r.Unit != o.Focus.Unit || o.Focus.Words != "" && !strings.Contains(r.Task.What+r.Task.Indicator+r.Hint, o.Focus.Words) {
				continue
			}
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b words.PackRow) int { return strings.Compare(a.Place, b.Place) })
	return out, nil
}

// rowsOf is one row for each task that a file proves.
func rowsOf(v *store.View, p store.Proven, known map[int64]store.Task) ([]words.PackRow, error) {
	base := words.PackRow{Evidence: p.Evidence, Unit: p.Update.Department.Name, Period: store.Month(day.Of(p.Update.SentAt)).Key}
	if len(p.Update.Records) == 0 {
		base.Place = placeIn(base)
		return []words.PackRow{base}, nil
	}
	var out []words.PackRow
	seen := map[string]bool{}
	for _, r := range p.Update.Records {
		row := base
		row.Unit, row.Hint = r.Department.Name, r.Hint
		if r.Period != "" {
			row.Period = r.Period
		}
		if r.TaskID != 0 {
			t, ok := known[r.TaskID]
			if !ok {
				var err error
				if t, err = v.TaskInForce(r.TaskID); err != nil {
					return nil, err
				}
				known[r.TaskID] = t
			}
			row.Task = t
		}
		if row.Place = placeIn(row); !seen[row.Place] {
			seen[row.Place] = true
			out = append(out, row)
		}
	}
	return out, nil
}

// placeIn is where a file stands in the pack: 任务/4-森林抚育/2022-10/区林业局/1-照片.jpg.
func placeIn(r words.PackRow) string {
	name := vault.FileName(fmt.Sprintf("%d-%s", r.Evidence.ID, r.Evidence.Name), r.Evidence.Kind)
	folder := mustLine("pack.notask")
	task := ""
	switch {
	case r.Task.ID != 0 && r.Task.Origin == "indicator":
		folder, task = mustLine("pack.indicators"), fmt.Sprintf("%d-%s", r.Task.ID, r.Task.What)
	case r.Task.ID != 0:
		folder, task = mustLine("pack.tasks"), fmt.Sprintf("%d-%s", r.Task.ID, r.Task.What)
	}
	if task == "" {
		return vault.Path(folder, r.Period, r.Unit) + "/" + name
	}
	return vault.Path(folder, task, r.Period, r.Unit) + "/" + name
}

// packLife is how long a pack waits for its sending.
const packLife = 48 * time.Hour

// pack makes the evidence pack and sends it to the coordinator who asked, in parts where it is large.
func (b *Bot) pack(ctx context.Context, m Message, _ standing) (work, error) {
	if b.vault == nil {
		return b.words(m, "pack.off", nil), nil
	}
	roster, err := b.lib.Roster(ctx)
	if err != nil {
		return nil, err
	}
	o := PackOrder(m.Text, b.now(), b.lib.Calendar(), roster)
	var parts Parts
	err = b.db.Read(ctx, func(v *store.View) error {
		parts, err = PackOf(v, b.vault, o, partSize, b.now())
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(parts.Items) == 0 {
		return b.words(m, "pack.none", parts.Pack), nil
	}
	if err := b.vault.Sweep(b.now().Add(-packLife)); err != nil {
		b.log.Warn("old packs could not be swept", "err", err)
	}
	var files []*attachment
	for i, items := range parts.Items {
		held := fmt.Sprintf("%d-%d.zip", m.Event, i+1)
		if err := b.vault.Leave(held, items); err != nil {
			return nil, err
		}
		name, err := words.PackName(parts.Pack, i+1)
		if err != nil {
			return nil, err
		}
		files = append(files, &attachment{Name: vault.FileName(name, "zip"), Held: held})
	}
	return b.sendPack(m, parts, files), nil
}

func (b *Bot) sendPack(m Message, parts Parts, files []*attachment) work {
	return func(tx *store.Tx) error {
		if err := tx.Log(m.From.ID, "export", "evidence", map[string]int{"files": len(parts.Pack.Rows), "parts": len(files)}); err != nil {
			return err
		}
		if err := b.say(tx, m, note{words: "pack.made", data: parts.Pack}); err != nil {
			return err
		}
		for i, f := range files {
			n := note{words: "pack.part", data: map[string]int{"N": i + 1, "Of": len(files)}, file: f}
			if err := b.say(tx, m, n); err != nil {
				return err
			}
		}
		return nil
	}
}

// contentOf opens what an attachment holds.
func (b *Bot) contentOf(a *attachment) (io.ReadCloser, error) {
	if a.Held == "" {
		return io.NopCloser(bytes.NewReader(a.Data)), nil
	}
	if b.vault == nil {
		return nil, fmt.Errorf("bot: %s: no folder of evidence", path.Base(a.Held))
	}
	return b.vault.Left(a.Held)
}

func (b *Bot) sendFile(ctx context.Context, chat int64, p payload) (int64, error) {
	r, err := b.contentOf(p.File)
	if err != nil {
		return 0, err
	}
	defer r.Close() //nolint:errcheck // only read
	return b.client.SendFile(ctx, chat, p, r)
}
