package duty

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// mood is how the sentences of a passage are to be taken.
type mood int

const (
	planned  mood = iota // what is to be done
	preface              // only what is firmly said
	reported             // what was done: counts are facts
	closed               // principles, the state of things
)

var (
	closedTitle   = pattern.MustCompile(`指导思想|基本原则|工作原则|总体思路|重要意义|充分认识|编制依据|编制背景|现状|存在的?(?:主要)?(?:问题|不足|困难|短板)|主要问题|面临形势|形势|名词解释|术语|附则|基本情况|基本概况|概况|背景|必要性|参会|出席`)
	reportedTitle = pattern.MustCompile(`进展(?:情况|顺利)?$|开展情况|完成情况|落实情况|工作成效|主要成效|取得.*成效|前期工作|工作回顾|主要做法|工作情况|推进情况|整改情况|办理情况|办理过程|有关情况|总体情况|已开展|所做`)
	futureTitle   = pattern.MustCompile(`下一步|下步|打算|整改措施|^(?:主要|重点|工作|具体|保障|目标|有关|年度|总体)*(?:任务|措施|目标|计划|安排|要求|建议|举措)$`)
)

// moodOf reads the headings above a clause, the innermost that says anything.
func moodOf(c *outline.Clause) mood {
	for i := len(c.Path) - 1; i >= 0; i-- {
		t := c.Path[i].Title
		switch {
		case t == "":
			continue
		case closedTitle.MatchString(t) && !strings.Contains(t, "整改"):
			return closed
		case reportedTitle.MatchString(t):
			return reported
		case futureTitle.MatchString(t):
			return planned
		}
	}
	if c.Kind == outline.Intro {
		return preface
	}
	return planned
}

// allows reports whether a part may be a duty in a passage of this mood.
func (m mood) allows(p *part) bool {
	dated := p.due != nil && !p.due.End.IsZero()
	if (m == reported || m == closed) && p.due != nil && p.due.Text == "全年" {
		return p.plain || p.strong // the year that is told of
	}
	switch m {
	case closed:
		return dated && (p.kind == goal || p.strong)
	case preface:
		return dated || p.strong || p.plain
	case reported:
		return dated || p.kind != goal && len(p.figures) == 0 || p.due != nil || p.plain || p.strong
	}
	return true
}
