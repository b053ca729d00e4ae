package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// takeTimes reads the time expressions of a question and blanks them out.
func (s *Shelf) takeTimes(text string, now day.Date) ([]when.Expr, string) {
	var out []when.Expr
	rest := []byte(text)
	found := when.Find(text, now, s.Calendar)
	for _, e := range found {
		if e.Kind == when.Unknown || e.Kind == when.Urgent || e.Kind == when.Open || e.Pos < 0 || e.Pos+len(e.Text) > len(text) || vagueTime.MatchString(e.Text) || occasion.MatchString(e.Text) {
			continue
		}
		if seasonName.MatchString(e.Text) && dayWanted.MatchString(text) && s.desk.has(bare(e.Text)) {
			continue // 枯水期是几月到几月: it is what is asked about
		}
		if e.Kind == when.Duration || e.Kind == when.Anchored || e.Kind == when.Recurrence {
			continue // 30个工作日 is a figure of the question, not a date
		}
		if relativeYear.MatchString(e.Text) && len(found) == 1 && comparing.MatchString(text[:e.Pos]) {
			copy(rest[e.Pos:], []byte("同比  ")) // 比去年多几天 asks for a rise on the year before
			continue
		}
		out = append(out, e)
		blank(rest, e.Pos, e.Pos+len(e.Text))
	}
	return out, string(rest)
}

// seasonName is a time that has a name and whose days somebody sets.
var (
	seasonName = pattern.MustCompile(`^\p{Han}{1,4}[期季]$`)
	dayWanted  = pattern.MustCompile(`什么时候|哪天|几月|几号|哪几个?月|哪个?月|哪段`)
)

var comparing = pattern.MustCompile(`(?:比|较|跟|和|与)$`)

// vagueTime names no period that a document could be asked for.
var vagueTime = pattern.MustCompile(`^(?:年终|目前|现在|近期|近日|当前|定期|最近|今后|日前|之前|以后|之后|[一二三四]是)$`)

func blank(b []byte, from, to int) {
	for i := from; i < to; i++ {
		b[i] = ' '
	}
}

// takeUnits finds departments and towns and blanks them out.
func (s *Shelf) takeUnits(text string) ([]units.Mention, string) {
	if s.Roster == nil {
		return nil, text
	}
	rest := []byte(text)
	var out []units.Mention
	for _, m := range s.Roster.Find(text) {
		if m.Start < 0 || m.End > len(text) || genericUnit.MatchString(m.Text) || !m.Known && len(m.Ambiguous) == 0 && !unitLike.MatchString(m.Text) {
			continue
		}
		if partOfName(text[m.End:]) {
			continue
		}
		if full := s.read().contracted(bare(m.Text)); !m.Known && len(m.Ambiguous) == 0 && len(full) == 1 && !s.desk.has(bare(m.Text)) {
			m.Name, m.Text = full[0], full[0] // 县文广旅局, as the documents write it
		}
		out = append(out, m)
		blank(rest, m.Start, m.End)
	}
	return out, string(rest)
}

// partOfName reports whether a town's short name only begins another name: 清江 in 清江河.
func partOfName(rest string) bool { return nameTail.MatchString(rest) }

var nameTail = pattern.MustCompile(`^(?:` + waters + `|路|桥|山|流域|小学|中学|医院|公园|村)`)

// unitLike is the shape of a name that the roster does not hold.
var unitLike = pattern.MustCompile(`^[^的]{2,14}(?:` + bodies + `|` + towns + `|法院|检察院|支队|大队|学校|医院)$`)

// genericUnit is no name: which 部门, 哪个单位.
var genericUnit = pattern.MustCompile(`^(?:.*(?:多少|几个|一共|总共).*|哪.*|什么.*|多少.*|几.*|各?(?:部门|单位|镇街|乡镇|街道|镇|领导|委员会|办公室|领导小组)|.*领导小组|有关.*|相关.*)$`)

// unitWord makes a unit a word that evidence must meet under one of its names.
func (d *desk) unitWord(m units.Mention, r *units.Roster) word {
	w := word{text: bare(m.Text), name: true, gap: "unit"}
	names := append([]string{m.Name}, m.Ambiguous...)
	if m.Known {
		if u, ok := r.Resolve(m.Name); ok {
			names = append(append(names, u.Aliases...), u.Old...)
		}
	}
	for _, n := range names {
		if f := bare(n); f != w.text && len([]rune(f)) > 2 {
			w.alts = append(w.alts, f)
		}
	}
	if creationOffice.MatchString(w.text) {
		w.alts = append(w.alts, "领导小组办公室")
	}
	for _, pre := range []string{"区", "县", "市"} {
		if bare, ok := strings.CutPrefix(w.text, pre); ok {
			w.alts = append(w.alts, bare)
		}
	}
	return w
}

// creationOffice is the office of the leading group under its everyday name: 两山办.
var creationOffice = pattern.MustCompile(`两山.{0,4}办$|创建办$`)

// unitsFromWords takes names of bodies that the roster does not know for units too.
func (q *query) unitsFromWords() {
	kept := q.words[:0]
	for _, w := range q.words {
		if w.name && unitLike.MatchString(w.text) && q.kind == askTasks {
			if len(w.alts) == 1 {
				w.text = w.alts[0]
			}
			q.units = append(q.units, units.Mention{Name: w.text, Text: w.text})
			continue
		}
		kept = append(kept, w)
	}
	q.words = kept
}

// rate is a figure for each of something: 一亩能增收多少, 洒水一天几次.
var rate = pattern.MustCompile(`[一1](天|日|亩|户|人|吨|公里|平方米?|次|趟|[台辆栋幢座株头盏口套]|件)(?:能|可以?|要|得|是|有|就|补|奖|罚|处理|收|增)*[^一]{0,6}(?:多少|几)`)

// perUnit takes such a measure out of a question; a document must say it in one of its own ways.
func perUnit(text string) ([]word, string) {
	loc := rate.FindStringSubmatchIndex(text)
	if loc == nil {
		return nil, text
	}
	u := text[loc[2]:loc[3]]
	w := word{text: "一" + u, alts: []string{"每" + u, u + "均", "一" + u}}
	if u == "天" || u == "日" {
		w.alts = []string{"每日", "每天", "日均", "日处理", "日供", "日产", "当日", "单日"}
	}
	b := []byte(text)
	blank(b, loc[0], loc[3])
	return []word{w}, string(b)
}
