package bot

import (
	"strings"
	"testing"
	"time"

	"liangshan/bot/words"
)

func TestLongTextIsCutWhereAReaderWouldAndNothingIsLost(t *testing.T) {
	para := strings.Repeat("林", 1500)
	cases := map[string]string{
		"paragraphs": para + "。\n\n" + para + "。\n\n" + para + "。",
		"one line":   strings.Repeat(para+"。", 6),
		"no marks":   strings.Repeat("山", 10000),
		"emoji":      strings.Repeat("🙂", 5000),
		"short":      "短",
	}
	for name, text := range cases {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			for _, p := range split(words.Plain(text), maxUnits) {
				if n := words.Len(p.Plain); n > maxUnits || n == 0 {
					t.Errorf("a part of %d units", n)
				}
				got.WriteString(p.Plain)
			}
			if squeeze(got.String()) != squeeze(text) {
				t.Error("the parts do not make up the whole")
			}
		})
	}
}

func squeeze(s string) string { return strings.NewReplacer("\n", "", " ", "").Replace(s) }

func TestFormattingGoesOnInTheNextMessage(t *testing.T) {
	text := words.Text{Plain: strings.Repeat("山", 5000), Entities: []words.Entity{{Type: "bold", Offset: 4000, Length: 200}}}
	parts := split(text, maxUnits)
	if len(parts) != 2 || len(parts[0].Entities) != 1 || len(parts[1].Entities) != 1 {
		t.Fatalf("%d parts", len(parts))
	}
	first, second := parts[0].Entities[0], parts[1].Entities[0]
	if first.Offset != 4000 || first.Length+second.Length != 200 || second.Offset != 0 {
		t.Errorf("%+v then %+v", first, second)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("甲。乙\n\n丙🙂", 3)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 2 || limit > 100 || strings.TrimSpace(s) == "" {
			return
		}
		for _, p := range split(words.Text{Plain: s, Entities: []words.Entity{{Type: "bold", Length: words.Len(s)}}}, limit) {
			if words.Len(p.Plain) > limit {
				t.Fatalf("%d units in %q", words.Len(p.Plain), p.Plain)
			}
			for _, e := range p.Entities {
				if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > words.Len(p.Plain) {
					t.Fatalf("%+v in %q", e, p.Plain)
				}
			}
		}
	})
}

func TestNoMoreIsSaidThanTelegramTakes(t *testing.T) {
	p := newPacer(Pace{PerSecond: 3, PerGroupMinute: 2})
	now := time.Unix(1000, 0)
	say := func(chat int64) time.Duration {
		w := p.wait(chat, now)
		if w == 0 {
			p.spend(chat, now)
		}
		return w
	}
	for range 2 {
		if say(-1) != 0 {
			t.Error("two in a minute are free")
		}
	}
	if w := say(-1); w <= 50*time.Second || w > 61*time.Second {
		t.Errorf("the third of a minute waits %v", w)
	}
	if say(7) != 0 {
		t.Error("another chat is not held up by the group")
	}
	if w := say(8); w <= 0 || w > 2*time.Second {
		t.Errorf("the fourth of a second waits %v", w)
	}
	now = now.Add(61 * time.Second)
	if say(-1) != 0 {
		t.Error("after a minute the group is free again")
	}
}

// Telegram drops what is more than a hundred pieces of formatting; ours goes into the next message.
func TestNoMessageHasMoreFormattingThanTelegramTakes(t *testing.T) {
	var text words.Text
	for i := range 250 {
		line := words.Text{Plain: "原话", Entities: []words.Entity{{Type: "text_link", Offset: 0, Length: 2, URL: "https://t.me/c/1/2"}}}
		text = text.Append(line, 0)
		if i == 249 {
			text.Entities = append(text.Entities, words.Entity{Type: "expandable_blockquote", Offset: 0, Length: words.Len(text.Plain)})
		}
	}
	links, joined := 0, ""
	for _, p := range split(text, maxUnits) {
		if len(p.Entities) > maxEntities {
			t.Errorf("%d entities in one message", len(p.Entities))
		}
		for _, e := range p.Entities {
			if e.Type == "text_link" {
				links++
			}
		}
		joined += p.Plain
	}
	if links != 250 || strings.Count(joined, "原话") != 250 {
		t.Errorf("%d links of 250 are left, %d words", links, strings.Count(joined, "原话"))
	}
}
