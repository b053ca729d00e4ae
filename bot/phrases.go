package bot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/store"
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

const (
	greeted = `^(?:(?:你好|您好|大家好|各位好)[，,。！!\s]*)?(?:我叫\p{Han}{2,4}[，,\s]*)?`
	post    = `(?:联络员|填报员|填报人|报送员|信息员|工作人员|负责人|干部|同志|人)`
)

// How people say for whom they speak; a name behind it only where the verb leaves no doubt.
var (
	sayingUnit = pattern.MustCompile(greeted + `我?(?:是|在|属于|代表)?(\p{Han}{2,20}?)(?:的|这边的)?` + post + `?$`)
	namingSelf = pattern.MustCompile(greeted + `我?(?:是|来自|在|代表|负责)(\p{Han}{1,19}(?:局|委|办|部|镇|乡|街道|中心|管委会|委员会|办公室))(?:的)?(?:工作|上班|任职|填报|报送|` + post + `?(?:[，,\s]*(?:我叫|叫|姓名)?\s*\p{Han}{2,4})?)$`)
	askingBind = pattern.MustCompile(`^(?:我)?(?:申请|请|要|想)*(?:绑定|登记|注册)(?:到|为|成|在)?(\p{Han}{2,20}?)(?:的)?` + post + `?$|^(\p{Han}{1,19}(?:局|委|办|部|镇|乡|街道|中心|管委会|委员会|办公室))(?:的)?` + post + `?[，,\s]*(?:\p{Han}{2,4})?[，,\s]*(?:申请|请求|请)(?:绑定|登记|注册|填报)$`)
)

// unitSaid is the unit's name in 我是区林业局的, 我在发改委工作, 区水利局小秦申请绑定.
func unitSaid(text string) string {
	t := bare(text)
	if asks(text) || utf8.RuneCountInString(t) > 40 {
		return ""
	}
	if m := sayingUnit.FindStringSubmatch(t); m != nil && strings.Contains(t, "我") && unitEnding.MatchString(m[1]) {
		return m[1]
	}
	if m := namingSelf.FindStringSubmatch(t); m != nil {
		return m[1]
	}
	if m := askingBind.FindStringSubmatch(t); m != nil && unitEnding.MatchString(m[1]+m[2]) {
		return m[1] + m[2]
	}
	return ""
}

var unitEnding = pattern.MustCompile(`(局|委|办|部|镇|乡|街道|中心|管委会|室|院|公司|专班)$`)

func saysUnit(m Message, _ standing) bool {
	return m.Command == "" && unitSaid(m.Text) != ""
}

// namesUnitWhenAsked matches a unit's bare name as the answer to our 请写明单位.
func (b *Bot) namesUnitWhenAsked(m Message, _ standing) bool {
	if m.What != said || m.Command != "" || asks(m.Text) || !unitEnding.MatchString(bare(m.Text)) {
		return false
	}
	var key string
	err := b.db.Read(context.Background(), func(v *store.View) (err error) {
		if m.Reply != nil && m.Reply.Ours {
			key, err = v.KeyOf(m.Chat.ID, m.Reply.ID)
		} else if m.Chat.Kind == "private" {
			key, err = v.LastKey(m.Chat.ID)
		}
		return err
	})
	return err == nil && strings.HasPrefix(key, whichUnit)
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
