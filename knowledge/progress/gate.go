package progress

import (
	"strings"

	"liangshan/knowledge/units"
)

// Some messages are never recorded, whatever figures they hold. Each gate
// returns the reading that ends the matter, or false.

type gate func(p *parser, h head, m Message, roster *units.Roster) (Reading, bool)

var gates = []gate{secret, retract, othersTask, news, notice, ordersTo, office, attached, away, hearsay}

// secret: warned of, not stored.
func secret(p *parser, _ head, _ Message, _ *units.Roster) (Reading, bool) {
	s := secretTalk.without(p.t.s)
	if !secretWords.MatchString(s) {
		return Reading{}, false
	}
	return Reading{Intent: IntentUpdate, Flags: []string{FlagSecretWarning}}, true
}

// away: who reports and who stands in is no progress.
func away(p *parser, h head, _ Message, _ *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if !onLeave.MatchString(s) || len(p.figs) > 0 || finished.in(s) {
		return Reading{}, false
	}
	return Reading{Intent: IntentChitchat}, true
}

// attached: 进展见附件 — what is in a file is not read, and nothing is made of its name.
func attached(p *parser, h head, _ Message, _ *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if !p.t.file && !elsewhere.MatchString(s) || len(p.figs) > 0 {
		return Reading{}, false
	}
	told := attachTalk.ReplaceAllString(blankPeriods(s, p.periods, h.body), " ")
	if isTopic(joinTopic(runs(told))) && (stateful(s) || hasTrouble(told)) || notYet.in(told) || nothingNew.in(told) {
		return Reading{}, false
	}
	return Reading{Intent: IntentUpdate, Flags: []string{FlagAttachment}}, true
}

func blankPeriods(s string, ps []period, from int) string {
	b := []byte(s)
	for _, e := range ps {
		for i := max(0, e.a-from); i < e.b-from && i < len(b); i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// retract: 撤回上一条. With new figures it is a correction, not a withdrawal.
func retract(p *parser, h head, m Message, _ *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if !retractWords.MatchString(s) || !earlier.MatchString(s) && len([]rune(s)) > 8 || len(p.figs) > 0 {
		return Reading{}, false
	}
	if strings.HasSuffix(strings.TrimRight(s, "？"), "吗") || strings.Contains(s, "怎么") || strings.HasSuffix(s, "？") {
		return Reading{Intent: IntentQuestion}, true
	}
	r := Reading{Intent: IntentCommand, Flags: []string{FlagRetract}}
	if prior, ok := p.meant(m, s); ok {
		r.Corrects = prior.ID
	}
	return r, true
}

// othersTask: 把林业局的进度改成100% is not for the sender to say.
func othersTask(p *parser, h head, m Message, roster *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if !othersRecord.MatchString(s) || h.behalf || h.forwarded || roster == nil {
		return Reading{}, false
	}
	loc := othersRecord.FindStringIndex(s)
	part := s[loc[0]:loc[1]]
	if helps.MatchString(s) {
		return Reading{Intent: IntentCommand, Flags: []string{FlagWrongDepartment}}, true
	}
	if !strings.Contains(part, "把") && !strings.Contains(part, "将") && !strings.Contains(part, "给") && loc[0] > 0 {
		return Reading{}, false
	}
	for _, u := range roster.Find(part) {
		if (u.Known || u.Group) && u.Name != m.Department {
			return Reading{Intent: IntentCommand, Flags: []string{FlagWrongDepartment}}, true
		}
	}
	return Reading{}, false
}

// news: passed on, not the sender's doing.
func news(p *parser, h head, _ Message, _ *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if loc := newsWords.FindStringIndex(s); loc == nil || !h.forwarded && loc[0] > len("《荣昌日报客户端》") {
		return Reading{}, false
	}
	return Reading{Intent: IntentForward, Flags: []string{FlagNews}}, true
}

// notice: what others are told to do.
func notice(p *parser, h head, _ Message, _ *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if noticeWords.MatchString(s) && !finishedCount(p) || h.forwarded && orderWords.MatchString(s) && !finishedCount(p) {
		return Reading{Intent: IntentCommand, Flags: []string{FlagNotice}}, true
	}
	return Reading{}, false
}

// finishedCount reports whether the message counts something done: then it is a report, whatever else it says.
func finishedCount(p *parser) bool {
	for _, f := range p.figs {
		before := p.t.s[max(0, f.a-len("已完成整改")):f.a]
		if doneWords.in(strings.ToValidUTF8(before, "")) && !isDuration(f.unit) {
			return true
		}
	}
	return false
}

// supposed is the sentence that supposes something of a unit it names. A unit that is
// asked for help or was spoken with, beside a hedge, is supposed nothing of.
func supposed(s string, roster *units.Roster) string {
	for _, sentence := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("。；！\n", r) }) {
		if !hearsayWords.in(sentence) {
			continue
		}
		for _, c := range strings.Split(sentence, "，") {
			for _, u := range roster.Find(c) {
				if !pleads.MatchString(c) && !towards.ends(c[:u.Start]) {
					return sentence
				}
			}
		}
	}
	return ""
}

var towards = words(`和 与 跟 同 向 给 找 请 报 由 经 配合 会同 联合 协助 送 交 等`)

// hearsay: what one supposes of another unit's task.
func hearsay(p *parser, h head, m Message, roster *units.Roster) (Reading, bool) {
	s := p.t.s[h.body:]
	if roster == nil || h.behalf || h.forwarded {
		return Reading{}, false
	}
	heard := strongHearsay.MatchString(s)
	told := heard || saidBy.MatchString(s)
	about := s
	if !told {
		if about = supposed(s, roster); about == "" {
			about = s
		} else {
			told = true
		}
	}
	if loc := saidBy.FindStringIndex(s); loc != nil { // 书记讲区水利局… is of no district 讲区
		about = s[loc[1]:]
	}
	for _, u := range roster.Find(about) {
		if u.Name == m.Department {
			return Reading{}, false
		}
		told = told || startsAny(about[u.End:], "说", "讲", "那边说", "的人说", "的说")
		heard = heard || u.Known || u.Group
	}
	if !heard || !told || strings.Contains(s, "我镇") || strings.Contains(s, "我局") || strings.Contains(s, "我委") || strings.Contains(s, "我们") {
		return Reading{}, false
	}
	return Reading{Intent: IntentChitchat, Flags: []string{FlagHearsay}}, true
}
