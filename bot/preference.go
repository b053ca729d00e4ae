package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"liangshan/bot/brief"
	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// A coordinator sets the rule of the lights, and who gets the office's documents.

var (
	lightsShown  = pattern.MustCompile(`^(?:查看|看看|现在的|现行)?(?:的)?(?:亮灯|红绿灯|红黄灯|三色|四色|灯|预警)(?:的)?(?:规则|标准|规定|怎么定|怎么亮)(?:是什么)?$`)
	lightsWords  = pattern.MustCompile(`^(?:请)?(?:把|将)?(?:亮灯|红绿灯|红黄灯|三色|四色|灯|预警|黄灯|亮黄灯)|亮黄灯`)
	lightsUsual  = pattern.MustCompile(`恢复默认|用默认|默认规则|还原`)
	lightsNear   = pattern.MustCompile(`(\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:天|日)`)
	lightsSlack  = pattern.MustCompile(`(?:落后|低于|滞后|慢于)(?:于)?(?:序时进度|进度)?(?:超过|超|达到|达|满|不少于)?(\d{1,3}(?:\.\d)?)(?:个)?(?:百分点|点|%)`)
	lightsNoPace = pattern.MustCompile(`落后(?:于)?(?:序时进度|进度)?(?:就|即|便)`)
)

// mostNear and mostSlack keep a slip of the finger from putting out every light.
const (
	mostNear  = 60
	mostSlack = 50
)

// lightsOrder is a coordinator's words about the lights, read.
type lightsOrder struct {
	Show, Usual bool
	Near        *int
	Slack       *float64
	Fault       bool
}

// readLights reads 黄灯改为10天内到期，落后5个百分点以上; false when the words are about something else.
func readLights(text string) (lightsOrder, bool) {
	s := bare(strings.ReplaceAll(width.Fold.String(text), " ", ""))
	var o lightsOrder
	if len([]rune(s)) > maxOrder || strings.Contains(s, "\n") {
		return o, false
	}
	if lightsShown.MatchString(s) {
		o.Show = true
		return o, true
	}
	if asking.MatchString(s) || asks(text) {
		return o, false
	}
	if lightsUsual.MatchString(s) && strings.Contains(s, "灯") {
		o.Usual = true
		return o, true
	}
	if !lightsWords.MatchString(s) {
		return o, false
	}
	if m := lightsSlack.FindStringSubmatch(s); m != nil {
		if v, err := strconv.ParseFloat(m[1], 64); err == nil {
			o.Slack = &v
		}
		s = strings.Replace(s, m[0], "", 1)
	} else if lightsNoPace.MatchString(s) {
		o.Slack = new(float64)
	}
	if m := lightsNear.FindStringSubmatch(s); m != nil {
		n := digits(m[1])
		o.Near = &n
	}
	if o.Near == nil && o.Slack == nil {
		return o, false
	}
	o.Fault = o.Near != nil && *o.Near > mostNear || o.Slack != nil && *o.Slack > mostSlack
	return o, true
}

func (b *Bot) isLightsOrder(m Message, _ standing) bool {
	if m.Command != "" || m.What != said || m.Forwarded {
		return false
	}
	_, ok := readLights(m.Text)
	return ok
}

// lightsChange is a rule of the lights, and the one before it.
type lightsChange struct {
	Now brief.Rules
	Was *brief.Rules
}

// lights shows the rule of the lights, or changes it.
func (b *Bot) lights(_ context.Context, m Message, _ standing) (work, error) {
	o, _ := readLights(m.Text)
	return func(tx *store.Tx) error {
		was, err := lightsOf(&tx.View)
		if err != nil {
			return err
		}
		now := was
		switch {
		case o.Show:
			return b.say(tx, m, note{words: "lights.shown", data: lightsChange{Now: was}})
		case o.Fault:
			return b.say(tx, m, note{words: "lights.fault", data: nil})
		case o.Usual:
			now = brief.DefaultRules()
		}
		if o.Near != nil {
			now.Near = *o.Near
		}
		if o.Slack != nil {
			now.Slack = *o.Slack
		}
		l := store.Lights{Near: now.Near, Slack: now.Slack}
		if err := errors.Join(tx.SetLights(l, m.From.ID), tx.Log(m.From.ID, "lights", "summary", map[string]any{"old": store.Lights{Near: was.Near, Slack: was.Slack}, "new": l})); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "lights.shown", data: lightsChange{now, &was}})
	}, nil
}

var (
	imprintWords = pattern.MustCompile(`(?s)^(?:请)?(?:设置|修改)?(?:简报|专报)(?:的)?(?:版记|报送范围|报送|发送范围|发送|印发范围)\s*[：:]\s*(.+)$`)
	copiedWords  = pattern.MustCompile(`(?s)^(?:请)?(?:设置|修改)?通报(?:的)?抄送\s*[：:]\s*(.+)$`)
	imprintShown = pattern.MustCompile(`^(?:简报|专报|通报)?(?:的)?(?:版记|报送范围|印发范围)$`)
	imprintLine  = pattern.MustCompile(`^(报|送|发|主报|主送|抄报|抄送|分送)\s*[：:]?\s*(\S.*)$`)
)

// mostImprint is how many lines a foot has at most.
const mostImprint = 6

func isImprintOrder(m Message, _ standing) bool {
	t := bare(m.Text)
	return m.Command == "" && m.What == said && !m.Forwarded && (imprintShown.MatchString(t) || imprintWords.MatchString(t) || copiedWords.MatchString(t))
}

// imprint shows or sets the feet of documents.
func (b *Bot) imprint(_ context.Context, m Message, _ standing) (work, error) {
	t := bare(m.Text)
	return func(tx *store.Tx) error {
		p, err := tx.Imprint()
		if err != nil {
			return err
		}
		was := p
		switch {
		case imprintShown.MatchString(t):
			return b.say(tx, m, note{words: "imprint", data: p})
		case copiedWords.MatchString(t):
			p.CC = strings.TrimRight(strings.Join(strings.Fields(copiedWords.FindStringSubmatch(t)[1]), " "), "。；;.")
		default:
			lines, ok := imprintLines(imprintWords.FindStringSubmatch(t)[1])
			if !ok {
				return b.say(tx, m, note{words: "imprint.unclear"})
			}
			p.To = lines
		}
		if err := errors.Join(tx.SetImprint(p, m.From.ID), tx.Log(m.From.ID, "imprint", "summary", map[string]store.Imprint{"old": was, "new": p})); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "imprint", data: p})
	}, nil
}

// imprintLines reads 报：区委、区政府；送：区人大办；发：各镇街.
func imprintLines(text string) ([]string, bool) {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;。\n", r) }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		m := imprintLine.FindStringSubmatch(part)
		if m == nil {
			return nil, false
		}
		out = append(out, m[1]+"："+strings.Join(strings.Fields(m[2]), " "))
	}
	return out, len(out) > 0 && len(out) <= mostImprint
}
