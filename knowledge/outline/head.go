package outline

import (
	"strings"

	"liangshan/knowledge/extract"
	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

var (
	// metaLine is a field of a web page's or archive's description of the document.
	metaLine = pattern.MustCompile(`^[\[【（(|｜\s]*(索\s*引\s*号|签\s*发\s*人|密\s*级|紧急程度|份\s*号|主题分类|组配分类|体裁分类|服务对象|发文机构|发文机关|发布机构|发文单位|制定机关|公开机构|公开责任部门|责任部门|` +
		`发文字号|发\s*文\s*号|文\s*号|文件编号|成文日期|成文时间|制发日期|印发日期|签发日期|发布日期|发布时间|发文日期|公开日期|公布日期|生成日期|更新时间|日期|时间|施行日期|实施日期|` +
		`有\s*效\s*性|时\s*效\s*性|有效期|标\s*题|名\s*称|文件名称|主\s*题\s*词|关键词|公开方式|公开类别|公开范围|公文种类|信息来源|来\s*源|作\s*者|编\s*辑|责任编辑|浏览次数|浏览量|访问量|阅读次数|点击数|点击量|字\s*[体号]|字体大小|分享到?|打\s*印|统一编号|登记号|信息名称|信息索引|信息分类|所属类别|附件下载|当前位置|您现在的位置|首页)` +
		`\s*[】\]]?\s*(?:[：:|｜　]|>|》)\s*`)
	metaField = pattern.MustCompile(`(索\s*引\s*号|主题分类|体裁分类|发文机构|发文机关|发布机构|发文单位|制定机关|发文字号|发\s*文\s*号|文\s*号|成文日期|成文时间|制发日期|签发日期|印发日期|发布日期|发布时间|发文日期|公开日期|公布日期|生成日期|有\s*效\s*性|标\s*题|名\s*称|主\s*题\s*词|公文种类|来\s*源)\s*[】\]]?\s*[：:|｜　]+\s*`)
	issueNo   = pattern.MustCompile(`^(?:[〔［\[（(]?(?:19|20)\d{2}年?[〕］\]）)]?\s*)?[（(]?\s*(?:总\s*)?第?\s*[0-9０-９一二三四五六七八九十]{1,4}\s*[期号]\s*[）)]?$`)
	orgEnd    = pattern.MustCompile(`(?:局|委|委员会|办|办公室|政府|部|厅|院|中心|公司|领导小组|指挥部|管委会|协会|大队|支队|镇|乡|街道|办事处|检察院|学校|大学|站|所|处|工会|集团|银行|联合会|基金会|专班|党组|工委|党工委|政协|人大|人大常委会)$`)
	stamped   = pattern.MustCompile(`[（(](?:[^（）()，。；]{0,24}代)?(?:盖章|印章|公章|章|示例)[）)]$`)
	sealNote  = pattern.MustCompile(`^[（(](?:(?:由)?[^（）()，。；：]{0,24}代)?(?:盖章|印章|公章|章)[）)]$`)
	addressed = pattern.MustCompile(`^[^。；！？]{2,160}[：:]$`)
	contents  = pattern.MustCompile(`^目\s*[录次]$`)
	leader    = pattern.MustCompile(`(?:…+|\.{3,}|·{3,}|．{3,}|-{3,}|_{3,}|\s{2,}|\t)\s*[0-9０-９]{1,4}$`)
)

// header reads what stands above the body.
type header struct {
	doc   *Document
	lines []line
	out   []clauseLine
	meta  map[string]string
	under day.Date // the date under the title
	page  string   // the title of the web page, which may carry the site's name
	heads []string // lines that name a body: the issuers
}

// clauseLine is a line that has found its place: a region's name instead of a path.
type clauseLine struct {
	line
	kind ClauseKind
	spot string
}

// Names of the regions that have no numbered path, as a clerk calls them.
const (
	spotNumber    = "发文字号"
	spotIssuer    = "发文机关"
	spotTitle     = "标题"
	spotDate      = "成文日期"
	spotAddressee = "主送机关"
	spotHead      = "版头"
	spotMeta      = "页面信息"
	spotContents  = "目录"
	spotIntro     = "引言"
	spotText      = "正文"
	spotClosing   = "结尾"
	spotAnnexes   = "附件说明"
	spotSigned    = "落款"
	spotNote      = "附注"
	spotCopies    = "抄送"
	spotPrinted   = "印发栏"
	spotFoot      = "页脚"
	spotFootnote  = "脚注"
	spotDebris    = "页面符号"
)

// readHead takes the head off the lines and returns the rest.
func readHead(doc *Document, lines []line) (head []clauseLine, rest []line, h *header) {
	h = &header{doc: doc, lines: lines, meta: map[string]string{}}
	n := h.read()
	return h.out, lines[n:], h
}

func (h *header) take(i int, spot string) {
	kind := Head
	if spot == spotContents || spot == spotDebris {
		kind = Debris
	}
	h.out = append(h.out, clauseLine{line: h.lines[i], kind: kind, spot: spot})
}

// read walks the head and returns how many lines it has.
func (h *header) read() int {
	start, n := h.findTitle()
	if n == 0 {
		return h.untitled()
	}
	for i := 0; i < start; i++ {
		h.above(i)
	}
	h.title(start, n)
	return h.below(start + n)
}

// findTitle looks for the title among the first lines.
func (h *header) findTitle() (start, n int) {
	limit := min(len(h.lines), 60)
	for i := 0; i < limit; i++ {
		l := &h.lines[i]
		if l.table != nil && i > 12 || opensBody(l) && !contents.MatchString(squeeze(l.text)) {
			break
		}
		if l.table != nil || h.organisation(i) || metaLine.MatchString(l.text) {
			continue
		}
		if n := titleRun(h.lines, i); n > 0 {
			return i, n
		}
	}
	for i := 0; i < min(limit, 3); i++ { // a styled or lone first line without a genre word
		l := &h.lines[i]
		if titleLine(l) && !h.organisation(i) && (l.level == 1 || strings.EqualFold(l.style, "title")) {
			return i, 1
		}
	}
	if h.loneTitle() {
		h.doc.doubt("title_guessed")
		return 0, 1
	}
	return 0, 0
}

// loneTitle tells whether the very first line is short and stands above text or a table.
func (h *header) loneTitle() bool {
	if len(h.lines) < 2 {
		return false
	}
	l, next := &h.lines[0], &h.lines[1]
	if l.table != nil || !titleLine(l) || h.organisation(0) || runes(l.text) > 40 || runes(l.text) < 4 || ended(l.text) || !hasWords(l.text) {
		return false
	}
	_, marked := next.marker()
	return next.table != nil || marked || ended(next.text)
}

// opensBody tells whether a line is certainly no head line any more.
func opensBody(l *line) bool {
	if l.table != nil || metaLine.MatchString(l.text) {
		return false
	}
	m, ok := l.marker()
	return ok && !m.weak && m.n == 1 || runes(l.text) > 60 && strings.Contains(l.text, "。")
}

// organisation tells whether a line names a body: a masthead.
func (h *header) organisation(i int) bool {
	l := &h.lines[i]
	if l.table != nil || !titleLine(l) {
		return false
	}
	s := l.text
	if strings.HasPrefix(s, "关于") || genreEnd.MatchString(s) && !strings.HasSuffix(squeeze(s), "文件") {
		return false
	}
	return orgLike(strings.TrimSuffix(squeeze(s), "文件"))
}

// wideGap parts two bodies that share a line of the masthead.
var wideGap = pattern.MustCompile(`[\s　]{2,}|\t`)

// bodies are the names on a line of the masthead; a name spaced out letter by letter is one.
func bodies(s string) []string {
	s = strings.TrimSuffix(strings.TrimSpace(s), "文件")
	names := wideGap.Split(s, -1)
	for _, n := range names {
		if !orgLike(n) {
			return []string{squeeze(s)}
		}
	}
	for i := range names {
		names[i] = squeeze(names[i])
	}
	return names
}

func orgLike(s string) bool {
	s = stamped.ReplaceAllString(squeeze(s), "")
	return runes(s) >= 4 && runes(s) <= 40 && orgEnd.MatchString(s) && !strings.ContainsAny(s, "，。；：、:,")
}

func (h *header) above(i int) {
	l := &h.lines[i]
	s := l.text
	number, whole := readNumber(s)
	switch {
	case l.table != nil:
		h.metaTable(l)
		if l.text = tableText(l.table); l.text != "" {
			h.take(i, spotMeta)
		}
	case isDebris(s):
		h.take(i, spotDebris)
	case metaLine.MatchString(s):
		h.metadata(s)
		h.take(i, spotMeta)
	case number != "" && whole:
		h.doc.Number = number
		h.take(i, spotNumber)
	case h.organisation(i):
		h.heads = append(h.heads, bodies(s)...)
		h.take(i, spotIssuer)
	case h.dateline(i):
	default:
		h.take(i, spotHead)
	}
}

// metadata reads every field of a line such as 发文字号：… 成文日期：….
func (h *header) metadata(s string) {
	at := metaField.FindAllStringSubmatchIndex(s, -1)
	for k, m := range at {
		end := len(s)
		if k+1 < len(at) {
			end = at[k+1][0]
		}
		h.field(s[m[2]:m[3]], s[m[1]:end])
	}
}

func (h *header) field(name, value string) {
	name, value = squeeze(name), strings.Trim(trim(value), "|｜[]【】 　")
	if value != "" && h.meta[name] == "" {
		h.meta[name] = value
	}
}

// metaTable reads the fields of a description laid out as a table.
func (h *header) metaTable(l *line) {
	for _, row := range l.table.Rows {
		for j := 0; j+1 < len(row); j++ {
			name := strings.TrimRight(squeeze(row[j].Text), "：:")
			if metaLine.MatchString(name + "：") {
				h.field(name, row[j+1].Text)
			}
			h.metadata(row[j].Text)
		}
	}
}

// tableText is the words of a description laid out as a table.
func tableText(t *extract.Table) string {
	var rows []string
	for _, r := range t.Rows {
		if d := distinct(r); len(d) > 0 {
			rows = append(rows, strings.Join(d, "｜"))
		}
	}
	return strings.Join(rows, "\n")
}

// masthead is a title that only says what kind of paper it is and whose: 区人民政府专题会议纪要.
var masthead = pattern.MustCompile(`^[^关研]{0,20}?(?:专题|常务|办公|工作|联席|局长|主任|区长|县长|市长|党组|领导小组)*会议纪要$|^[^关研]{0,16}(?:简报|工作动态|工作专报)$`)

// title joins the title's lines into one clause.
func (h *header) title(start, n int) {
	l := h.lines[start]
	var parts []string
	for _, x := range h.lines[start : start+n] {
		parts = append(parts, x.text)
	}
	l.text = join(parts)
	for i := range parts {
		parts[i] = together(parts[i])
	}
	h.doc.Title = join(parts)
	h.out = append(h.out, clauseLine{line: l, kind: Head, spot: spotTitle})
}

// below takes what stands between the title and the body: number, date, addressee, contents.
func (h *header) below(i int) int {
	for ; i < len(h.lines); i++ {
		l := &h.lines[i]
		if l.table != nil {
			return i
		}
		s := l.text
		number, whole := readNumber(s)
		switch {
		case contents.MatchString(squeeze(s)):
			i = h.contents(i) - 1
		case isDebris(s):
			h.take(i, spotDebris)
		case metaLine.MatchString(s) && !opensBody(l):
			h.metadata(s)
			h.take(i, spotMeta)
		case number != "" && whole:
			if h.doc.Number == "" {
				h.doc.Number = number
			}
			h.take(i, spotNumber)
		case issueNo.MatchString(s):
			h.take(i, spotHead)
		case h.dateline(i):
		case masthead.MatchString(h.doc.Title) && readDate(s).IsZero() && titleRun(h.lines, i) > 0:
			n := titleRun(h.lines, i)
			h.title(i, n)
			i += n - 1
		case strings.HasPrefix(s, "——") && runes(s) <= 40 && !ended(s):
			h.take(i, spotTitle)
		case isDate(s) || underTitle(s):
			h.under = readDate(s)
			h.take(i, spotDate)
		case brackets.FindString(s) == s && s != "":
			h.take(i, spotTitle)
		case h.organisation(i) && l.level == 0 && h.bodyFollows(i):
			h.heads = append(h.heads, bodies(s)...)
			h.take(i, spotIssuer)
		case h.addressee(i) > 0:
			return i + h.addressed(i)
		case runes(s) <= 10 && l.level == 0 && titleLine(l) && i+1 < len(h.lines) && (h.addressee(i+1) > 0 || isDate(h.lines[i+1].text)):
			h.take(i, spotHead) // who speaks
		default:
			return i
		}
	}
	return i
}

// dateline takes a line below a masthead that says who issues the paper, and when.
func (h *header) dateline(i int) bool {
	if !isDateline(h.lines[i].text) || h.lines[i].level > 0 {
		return false
	}
	m := signDated.FindStringSubmatch(h.lines[i].text)
	h.heads = append(h.heads, squeeze(m[1]))
	h.under = readDate(m[2])
	h.take(i, spotDate)
	return true
}

// isDateline tells whether a line names a body and a day, and nothing else.
func isDateline(s string) bool {
	m := signDated.FindStringSubmatch(s)
	return m != nil && orgLike(m[1])
}

// underTitle is a bracket under the title that holds the date of adoption.
func underTitle(s string) bool {
	return strings.ContainsAny(s[:min(3, len(s))], "（(") && strings.ContainsRune("）)", lastRune(s)) && !readDate(s).IsZero() && runes(s) <= 120
}

// bodyFollows keeps an issuer under the title apart from a first heading that ends like one.
func (h *header) bodyFollows(i int) bool {
	return i+1 < len(h.lines) && (isDate(h.lines[i+1].text) || numberLine(h.lines[i+1].text) || h.addressee(i+1) > 0)
}

// addressee is the number of lines that name to whom the document goes, 0 if none do.
func (h *header) addressee(i int) int {
	text := ""
	for n := 0; n < 5 && i+n < len(h.lines); n++ {
		l := &h.lines[i+n]
		if l.table != nil || l.level > 0 {
			return 0
		}
		if _, ok := l.marker(); ok {
			return 0
		}
		if text != "" && !strings.ContainsAny(text, "，、,") {
			return 0
		}
		text += l.text
		if strings.ContainsAny(l.text, "。；！？") || labelLine.MatchString(text) {
			return 0
		}
		if addressed.MatchString(text) {
			if strings.Contains(text, "如下") || strings.Contains(text, "以下") || strings.Contains(text, "事项") {
				return 0
			}
			return n + 1
		}
	}
	return 0
}

// addressed takes the addressee's lines as one clause.
func (h *header) addressed(i int) int {
	n := h.addressee(i)
	l := h.lines[i]
	var parts []string
	for _, x := range h.lines[i : i+n] {
		parts = append(parts, x.text)
	}
	l.text = join(parts)
	h.doc.Addressee = strings.TrimRight(l.text, "：: ")
	h.out = append(h.out, clauseLine{line: l, kind: Head, spot: spotAddressee})
	return n
}

// contents takes a table of contents, which repeats the headings: with page
// numbers, or up to the line that repeats its first entry.
func (h *header) contents(i int) int {
	h.take(i, spotContents)
	first := ""
	for i++; i < len(h.lines); i++ {
		l := &h.lines[i]
		if l.table != nil || runes(l.text) > 80 {
			break
		}
		if leader.MatchString(l.text) {
			h.take(i, spotContents)
			continue
		}
		if first == "" && h.repeated(i) {
			first = squeeze(l.text)
		} else if first == "" || squeeze(l.text) == first || !h.repeated(i) {
			break
		}
		h.take(i, spotContents)
	}
	return i
}

// repeated tells whether a line stands again further down.
func (h *header) repeated(i int) bool {
	s := squeeze(h.lines[i].text)
	for _, l := range h.lines[i+1:] {
		if l.table == nil && squeeze(l.text) == s {
			return true
		}
	}
	return false
}

// untitled reads the head of a document without a title that we could find.
func (h *header) untitled() int {
	i := 0
	for ; i < len(h.lines) && i < 40; i++ {
		l := &h.lines[i]
		_, whole := readNumber(l.text)
		switch {
		case l.table != nil:
			return i
		case isDebris(l.text), metaLine.MatchString(l.text) && !opensBody(l), whole, h.organisation(i) && i < 6:
			h.above(i)
		case h.addressee(i) > 0:
			return i + h.addressed(i)
		default:
			return i
		}
	}
	return i
}
