package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// actor is who a clause names.
type actor struct {
	lead, support []units.Mention
	by            string // who acts, as written, where it is no unit: 区四大家领导
}

func (a actor) empty() bool { return len(a.lead) == 0 && len(a.support) == 0 && a.by == "" }

// name is a unit in running text.
type name = units.Mention

// ownWords are how a document speaks of the body that issues it.
var ownWords = []string{"我局", "我委", "我办", "我镇", "我街道", "我院", "我中心", "我单位", "我部", "我校", "本局", "本单位"}

// namesIn finds the units of a text, with the issuer's own 我局.
func (r *reader) namesIn(text string) []name {
	out := r.roster.Find(text)
	for _, w := range ownWords {
		for at := 0; ; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			m := units.Mention{Name: w, Text: w, Start: at + i, End: at + i + len(w)}
			if u, ok := r.roster.Resolve(r.doc.Issuer); ok {
				m.Name, m.Known = u.Name, true
			} else if r.doc.Issuer != "" {
				m.Name, m.Elsewhere = r.doc.Issuer, true
			}
			out = append(out, m)
			at = m.End
		}
	}
	return out
}

func (s *scanner) nameAt(i int) (name, bool) {
	for _, m := range s.names {
		if m.Start == i {
			return m, true
		}
	}
	return s.strange(i)
}

var (
	strangeName = pattern.MustCompile(`^((?:(?:各|省|市|县|区|州|旗|镇|乡)(?:[^\P{Han}由]|[“”（）]){1,18}?|\p{Han}{2,10}?(?:管理|建设|施工|监管|主管|运营|管护|责任|牵头|业主|经营|产权|使用|沿线|流域|区级|市级|县级)|牵头|责任|配合|承办|协办|参与)(?:单位|部门|成员单位|镇街|局|委|委员会|办|办公室|厅|中心|政府|公司|处|站|队|所|领导小组|管委会|指挥部|专班|验收组|工作组|督查组|督导组|评估组|考核组|专家组|核查组|检查组))(?:逐|要|应|须|必须|将|牵头|负责|会同|配合|联合|、|和|应当|要求|在|自|从|于|每|对|定期|适时|继续|按)`)
	afterBy     = pattern.MustCompile(`^([\p{Han}“”]{2,18}?(?:单位|部门|局|委|委员会|办公室|办|厅|中心|政府|公司|队|所|站))`)
	by          = pattern.MustCompile(`^由`)
	className   = pattern.MustCompile(`(?:单位|部门|机构|镇街|乡镇|街道)$`)
	personName  = pattern.MustCompile(`^((?:各级|区|县|市|镇街|乡镇|街道|全体|各)?[\p{Han}、]{0,10}?(?:主要领导|分管领导|包保领导|挂钩领导|联系领导|领导干部|领导|主要负责同志|主要负责人|负责同志|负责人|班子成员|党员干部|党员|干部职工|干部|河长|林长|田长|代表|委员))(?:齐上阵|约谈|主持|审定|进行|要|应|须|将|每|按|带头|定期|亲自|负责|，|$)`)
)

// strange finds a unit that the roster's search does not know, by its shape and by what follows it.
func (s *scanner) strange(i int) (name, bool) {
	rest := s.text[i:]
	m := strangeName.FindStringSubmatch(rest)
	if m == nil && strings.HasSuffix(s.text[:i], "由") {
		if m = afterBy.FindStringSubmatch(rest); m != nil && leading(rest[len(m[1]):], verbs) == "" {
			m = nil
		}
	}
	if m == nil {
		m = league.FindStringSubmatch(rest)
	}
	if m == nil {
		m = s.shaped(i)
	}
	if m == nil || joinWord.MatchString(m[1]) {
		return name{}, false
	}
	return name{Name: m[1], Text: m[1], Start: i, End: i + len(m[1]), Group: strings.HasPrefix(m[1], "各") || className.MatchString(m[1])}, true
}

// league is a people's body, whose name ends in no word of an office: 团县委, 县妇联.
var league = pattern.MustCompile(`^((?:共青团|团)[省市县区]委|[省市县区](?:总工会|妇联|残联|工商联|科协|侨联|文联|红十字会))(?:、|和|联合|会同|要|应|负责|牵头|配合|组织|开展|举办|每|于|在)`)

// shaped finds a body by its level and its last word where a verb follows: 县经济和信息化局完成….
func (s *scanner) shaped(i int) []string {
	if !levelHead.MatchString(s.text[i:]) {
		return nil
	}
	rest := s.text[i:]
	if n := strings.IndexAny(rest, "，。；：、（"); n >= 0 {
		rest = rest[:n]
	}
	for _, m := range bodyTail.FindAllStringIndex(rest, -1) {
		if n := utf8.RuneCountInString(rest[:m[1]]); n < 3 || n > 16 {
			continue
		}
		after := rest[m[1]:]
		if strings.Contains(rest[:m[1]], "由") {
			return nil // 区级演练由区防指办公室组织
		}
		if leading(after[skipAdverbs(after):], verbs) != "" && !bodyTail.MatchString(firstRune(after)) {
			return []string{"", rest[:m[1]]}
		}
	}
	return nil
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

var (
	levelHead = pattern.MustCompile(`^(?:省|市|县|区|州|旗)(?:[^域位间块划里内场区]|$)`)
	bodyTail  = pattern.MustCompile(`局|委员会|委|办公室|办|厅|中心|管委会|指挥部|公司|总队|支队|大队`)
)

// person reads who acts where it is no unit: 区四大家领导每月召开….
func (s *scanner) person(p *part, i int) int {
	if !p.who.empty() || p.who.by != "" {
		return i
	}
	from := i + len(by.FindString(s.text[i:p.span.End]))
	m := personName.FindStringSubmatch(s.text[from:p.span.End])
	if m == nil || leading(m[1], verbs) != "" {
		return i
	}
	p.who.by = m[1]
	return from + len(m[1])
}

// list reads names one after another from i: 区水利局、区财政局和各镇街.
func (s *scanner) list(i, end int) ([]name, int) {
	var out []name
	for at := i; at < end; {
		m, ok := s.nameAt(at)
		if !ok || m.End > end || at == i && len(out) > 0 && !strings.HasPrefix(m.Text, "等") {
			break
		}
		out = append(out, m)
		i, at = m.End, m.End
		for _, sep := range []string{"、", "以及", "和", "与", "及", "，", ",", "或"} {
			if strings.HasPrefix(s.text[at:end], sep) {
				at += len(sep)
				break
			}
		}
	}
	return out, i
}

var (
	// roleTail is a clause that says nothing but who does it.
	roleTail = pattern.MustCompile(`^(?:同志)?(?:作?为)?(?:共同|联合|具体|分别|主要|统一|总体|全面)?(牵头|负责|主办|承办|主责|落实|配合|协助|协办|参与|支持)(?:单位|部门)?(?:负责|实施|落实|组织实施|组织|抓好落实|推进|完成|办理)?$`)
	byDuty   = pattern.MustCompile(`^(?:按照?|依|根据)?(?:各自|其)?(?:工作)?(?:职责|职能)(?:和|与)?(?:任务)?(?:分工)?(?:范围)?(?:内)?(?:分别|共同|具体)?(?:负责|落实|抓好落实|做好(?:相关)?工作|推进|组织实施|配合)?$`)
	joinWord = pattern.MustCompile(`^(?:积极|主动)?(?:会同|联合|协同|会商|商)`)
	rolePart = pattern.MustCompile(`^(?:由)?(.{2,90}?)(?:作?为)?(?:共同|联合|具体|分别|主要)?(牵头|负责|主办|承办|主责|配合|协助|协办|参与)(?:单位|部门)?(?:负责|实施|落实|组织实施)?$`)
)

// unit reads the units at i that are the subject of the clause, and what they do together.
func (s *scanner) unit(p *part, i int) int {
	end := p.span.End
	if to, ok := s.wholeRole(p, i); ok {
		return to
	}
	from := i
	for _, pre := range []string{"由", "请", "各级"} {
		if strings.HasPrefix(s.text[i:end], pre) {
			if _, ok := s.nameAt(i + len(pre)); ok {
				from = i + len(pre)
			}
		}
	}
	list, at := s.list(from, end)
	if len(list) == 0 {
		return s.joined(p, i)
	}
	if !s.isSubject(at, end) {
		return i
	}
	if from > i && p.word == "" && strings.HasPrefix(s.text[i:], "请") {
		p.strength, p.word = Normal, "请"
	}
	p.who.lead = append(p.who.lead, list...)
	rest := s.text[at:end]
	switch m := roleTail.FindStringSubmatch(rest); {
	case m != nil:
		p.role = true
		if supports(m[1]) {
			p.who.lead, p.who.support = nil, p.who.lead
		}
		return end
	case byDuty.MatchString(rest):
		p.role = true
		return end
	case strings.HasPrefix(rest, "牵头"):
		at += len("牵头")
	}
	if rest != "" {
		return at
	}
	p.role = true
	return end
}

func supports(w string) bool {
	switch w {
	case "配合", "协助", "协办", "参与", "支持":
		return true
	}
	return false
}

// joined reads 会同区财政局 behind the subject.
func (s *scanner) joined(p *part, i int) int {
	m := joinWord.FindString(s.text[i:p.span.End])
	if m == "" || len(p.who.lead) == 0 {
		return i
	}
	list, at := s.list(i+len(m), p.span.End)
	if len(list) == 0 {
		if m := companion.FindStringSubmatch(s.text[i+len(m) : p.span.End]); m != nil && leading(m[1], verbs) == "" {
			from := i + len(joinWord.FindString(s.text[i:p.span.End]))
			p.who.support = append(p.who.support, name{Name: m[1], Text: m[1], Start: from, End: from + len(m[1])})
			return from + len(m[1])
		}
		list, at = s.roster.Cell(s.text[i+len(m):p.span.End]), p.span.End
		if len(list) == 0 || !bodies(list) {
			return i
		}
	}
	p.who.support = append(p.who.support, list...)
	if at >= p.span.End {
		p.role = true
	}
	return at
}

// companion is a body behind 会同 that the roster does not know, before what they do together.
var companion = pattern.MustCompile(`^([\p{Han}“”]{2,14}?(?:局|委员会|委|办公室|厅|中心|管委会|指挥部|公司|专班|领导小组))(?:每|定期|适时|于|在|对|不定期|\d)`)

// wholeRole reads a clause that names units not in the roster in a unit's place: 由甲镇、乙街道配合.
func (s *scanner) wholeRole(p *part, i int) (int, bool) {
	rest := s.text[i:p.span.End]
	m := rolePart.FindStringSubmatch(rest)
	if m == nil || i != p.span.Start && !p.who.empty() || !strings.HasPrefix(rest, "由") && verbIn("　"+m[1]) >= 0 && len(s.roster.Find(m[1])) == 0 {
		return i, false
	}
	head := m[1]
	for _, w := range joints {
		head = strings.TrimPrefix(head, w)
	}
	if at := strings.LastIndex(head, "由"); at > 0 {
		head = head[at+len("由"):] // 交易平台由区发展改革委牵头
	}
	found := s.roster.Cell(otherName.ReplaceAllString(head, ""))
	if len(found) == 0 || !bodies(found) {
		return i, false
	}
	if supports(m[2]) {
		p.who.support = append(p.who.support, found...)
	} else {
		p.who.lead = append(p.who.lead, found...)
	}
	p.role = true
	return p.span.End, true
}

// otherName is in brackets behind a body that goes by two names: 区发展改革委（粮食和物资储备局）.
var otherName = pattern.MustCompile(`[（(][^（()）、，]{2,20}[）)]`)

var bodyWord = pattern.MustCompile(`(?:局|委|办|部|厅|院|所|站|队|中心|镇|乡|街道|村|社区|公司|集团|单位|部门|委员会|政府|学校|大学|医院|银行|协会|专班|领导小组|管委会|办事处|办公室|处|科|室|组|联|会|校|馆|台|社|委员|工会|支队|大队|供电|税务|气象|移动|电信|联通|武装部|巡察|园区|法院|检察院|等|各方|各级|河长|林长|企业)$`)

// bodies reports whether all that was read as units can be some.
func bodies(list []units.Mention) bool {
	for _, m := range list {
		if !m.Known && !m.Group && !bodyWord.MatchString(m.Text) {
			return false
		}
	}
	return true
}

// isSubject reports whether units that end at i do what follows, and are not an attribute or an object.
func (s *scanner) isSubject(i, end int) bool {
	rest := s.text[i:end]
	for _, w := range []string{"的", "组织的", "审议", "审定", "批准", "同意", "负责人", "主要负责", "主要领导", "分管领导", "领导", "办公会", "常务会", "党组", "牵头的"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}

// innerUnit finds who acts behind a topic: 名单由区创建办另行印发.
func (s *scanner) innerUnit(p *part) {
	if !p.who.empty() {
		return
	}
	for i := p.at; i < p.span.End; i += len("由") {
		at := strings.Index(s.text[i:p.span.End], "由")
		if at < 0 {
			return
		}
		i += at
		list, at := s.list(i+len("由"), p.span.End)
		if i == p.at || len(list) == 0 {
			continue
		}
		if rest := s.text[at:p.span.End]; s.isSubject(at, p.span.End) && !attributive(rest) {
			p.who.lead = list
			return
		}
	}
}

// attributive reports whether a verb phrase only describes the noun behind it: 组织的专家审查.
func attributive(rest string) bool {
	at := strings.Index(rest, "的")
	return at >= 0 && at <= len("牵头组织的")
}

// firstLeads splits a list in one column or bracket that names no lead: the first leads by convention.
func firstLeads(list []units.Mention) actor {
	if len(list) == 0 {
		return actor{}
	}
	return actor{lead: list[:1:1], support: list[1:]}
}

// setUnits enters units, and asks about those that are not clear.
func (d *Duty) setUnits(a actor, text string) {
	d.Lead, d.Support = d.named(a.lead, text), d.named(a.support, text)
	if a.by != "" && len(d.Lead) == 0 {
		d.doubt("actor_not_unit", a.by)
	}
}

// openTail is the end of a list that is not complete: 等, 等有关部门.
var openTail = pattern.MustCompile(`^等(?:有关|相关|各)*(?:部门|单位)?$`)

// named leaves out 等, which names nobody, and says so.
func (d *Duty) named(list []units.Mention, text string) []units.Mention {
	var out []units.Mention
	for _, m := range list {
		switch {
		case m.Group && openTail.MatchString(m.Text):
			d.doubt("open_list", strings.TrimSpace(text))
			continue
		case len(m.Ambiguous) > 1:
			d.doubt("unit_ambiguous", m.Text)
		case m.Group && open(m.Text):
			d.doubt("group_open", m.Text)
		case !m.Group && !m.Known && !m.Elsewhere:
			d.doubt("unit_unknown", m.Text)
		}
		if !contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

func contains(list []units.Mention, m units.Mention) bool {
	for _, x := range list {
		if x.Name == m.Name {
			return true
		}
	}
	return false
}

// open reports whether a group word leaves open who is meant.
func open(w string) bool {
	for _, x := range []string{"相关", "有关", "沿线", "沿河", "属地", "涉及", "所在", "其他", "其余", "等"} {
		if strings.Contains(w, x) {
			return true
		}
	}
	return false
}
