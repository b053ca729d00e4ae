package bot

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"liangshan/knowledge/units"
)

// The words by which commands are also known. They are matched, not said.

func isCommand(names ...string) func(Message, standing) bool {
	return func(m Message, _ standing) bool { return m.Command != "" && slices.Contains(names, m.Command) }
}

// bare is a message without the marks around it.
func bare(s string) string {
	return strings.Trim(s, " \t\n　。！？!?，,、~～")
}

func isWords(list ...string) func(Message, standing) bool {
	return func(m Message, _ standing) bool { return m.Command == "" && slices.Contains(list, bare(m.Text)) }
}

var sayingUnit = regexp.MustCompile(`^我(?:是|在|属于|代表)?(\p{Han}{2,20}?)(?:的|这边的)?(?:联络员|填报员|工作人员|人)?$`)

// unitSaid is the unit's name in 我是区林业局的.
func unitSaid(text string) string {
	m := sayingUnit.FindStringSubmatch(bare(text))
	if m == nil || strings.HasSuffix(m[1], "任务") {
		return ""
	}
	return m[1]
}

var unitEnding = regexp.MustCompile(`(局|委|办|部|镇|街道|中心|管委会|室|院|公司)$`)

func saysUnit(m Message, _ standing) bool {
	name := unitSaid(m.Text)
	return m.Command == "" && name != "" && unitEnding.MatchString(name)
}

// unit finds a department by any of its names.
func (b *Bot) unit(ctx context.Context, name string) (units.Unit, bool) {
	roster, err := b.lib.Roster(ctx)
	if err != nil {
		b.log.Error("the roster could not be read", "err", err)
		return units.Unit{}, false
	}
	return roster.Resolve(name)
}
