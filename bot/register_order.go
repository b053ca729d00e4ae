package bot

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// What a coordinator orders about the register, in plain words. The words are
// matched, not said. A sentence that asks is never an order.

// verb is what an order does.
type verb string

const (
	toAdd     verb = "add"
	toSet     verb = "set"
	toPlus    verb = "plus"  // one more unit
	toMinus   verb = "minus" // one unit fewer
	toExtend  verb = "extend"
	toConfirm verb = "confirm"
	toReject  verb = "reject"
	toClose   verb = "close"
	toReopen  verb = "reopen"
	toMerge   verb = "merge"
	toReview  verb = "review"
	toRest    verb = "rest" // confirm what is clear
)

// step is one thing to do to a task.
type step struct {
	verb  verb
	field store.Field
	value string
	other int64 // the task to merge with
}

// order is what was read: steps for tasks.
type order struct {
	tasks  []int64 // as numbered; none when the order stands under a card
	steps  []step
	reason string
}

const listed = `[0-9]+(?:\s*(?:[、,，和及]|至|到|-|—|~)\s*第?[0-9]+)*`

var (
	subject  = pattern.MustCompile(`^(?:请)?(?:把|将)?(?:任务)?(?:第\s*(` + listed + `)\s*[项条](?:任务|工作)?|〔\s*(` + listed + `)\s*〕(?:任务)?|(?:台账|任务)第?\s*([0-9]+)(?:[项号])?|([0-9]+)号任务)\s*[的，,：:]?\s*`)
	inSpan   = pattern.MustCompile(`^([0-9]+)\s*(?:至|到|-|—|~)\s*第?([0-9]+)$`)
	numbers  = pattern.MustCompile(`第([〇零一二三四五六七八九十百]+)项`)
	widths   = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")
	because  = pattern.MustCompile(`(?s)(?:[（(]\s*(?:因为?|由于|原因[是为：:]*|理由[是为：:]*)?([^（）()]+)[）)]|[，,；;。]\s*(?:因为?|由于|原因[是为：:]+|理由[是为：:]+)(.+?))[。！]?$`)
	asksThis = pattern.MustCompile(`[?？]|(?:吗|呢|么|没有|没)[。！]?$|是否|什么|谁|哪|多少|怎么|为何`)
)

// readOrder reads an order about tasks that it names. Under a card the task is known.
func readOrder(text string, underCard bool) (order, bool) {
	text = bare(numberWords(widths.Replace(text)))
	if o, ok := readWhole(text); ok {
		return o, true
	}
	var o order
	if m := subject.FindStringSubmatchIndex(text); m != nil {
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				o.tasks = numbered(text[m[i]:m[i+1]])
			}
		}
		text = text[m[1]:]
	}
	if len(o.tasks) == 0 && !underCard {
		return order{}, false
	}
	ok := o.predicates(text)
	return o, ok
}

// numberWords writes 第十二项 as 第12项.
func numberWords(s string) string {
	return numbers.ReplaceAllStringFunc(s, func(w string) string {
		return "第" + strconv.Itoa(countOf(strings.TrimSuffix(strings.TrimPrefix(w, "第"), "项"))) + "项"
	})
}

// countOf reads 一百二十三.
func countOf(s string) int {
	total, digit := 0, 0
	for _, r := range s {
		switch r {
		case '百':
			total, digit = total+max(digit, 1)*100, 0
		case '十':
			total, digit = total+max(digit, 1)*10, 0
		default:
			digit = max(strings.IndexRune("零一二三四五六七八九", r)/len("零"), 0)
		}
	}
	return total + digit
}

// mostTasks is how many tasks one order may name.
const mostTasks = 50

func numbered(list string) []int64 {
	var out []int64
	for _, part := range pattern.MustCompile(`[、,，和及]`).Split(list, -1) {
		part = strings.TrimPrefix(strings.TrimSpace(part), "第")
		from, to := part, part
		if m := inSpan.FindStringSubmatch(part); m != nil {
			from, to = m[1], m[2]
		}
		a, errA := strconv.ParseInt(from, 10, 64)
		b, errB := strconv.ParseInt(to, 10, 64)
		if errA != nil || errB != nil || b < a || b-a > mostTasks {
			return nil
		}
		for n := a; n <= b; n++ {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	if len(out) > mostTasks {
		return nil
	}
	return out
}

var (
	adding    = pattern.MustCompile(`(?s)^(?:请)?(?:增加|新增|添加|增补|补充)(?:一项|一条|一个)?任务(?:[：:，,\s]\s*(.*))?$`)
	reviewing = pattern.MustCompile(`^(?:请)?(?:开始|逐项|继续)?(?:核对|审核|复核)(?:存疑|存疑的|待核对的?)?任务$`)
	resting   = pattern.MustCompile(`^(?:其余|剩下的?)(?:任务)?(?:全部|都)?确认$`)
)

// readWhole reads the orders that name no task.
func readWhole(text string) (order, bool) {
	if m := adding.FindStringSubmatch(text); m != nil {
		o := order{}
		o.reason, m[1] = reasonOf(m[1])
		o.steps = append([]step{{verb: toAdd}}, addition(m[1])...)
		return o, true
	}
	switch {
	case reviewing.MatchString(text):
		return order{steps: []step{{verb: toReview}}}, true
	case resting.MatchString(text):
		return order{steps: []step{{verb: toRest}}}, true
	}
	return order{}, false
}

// predicate is a form in which a step is said; its groups are value, or the task to merge with.
type predicate struct {
	form  *pattern.Pattern
	verb  verb
	field store.Field
}

const (
	leads    = `(?:牵头单位|牵头部门|牵头|主责单位|责任单位|主办单位)`
	supports = `(?:配合单位|配合部门|协办单位|参与单位|配合)`
	dues     = `(?:完成时限|时限要求|时限|完成时间|时间节点|完成期限|期限)`
	targets  = `(?:目标值|目标|指标值|指标)`
	whats    = `(?:任务内容|任务名称|内容|任务|表述|文字|名称)`
	becomes  = `(?:改为|改成|改到|调整为|调整到|变更为|更正为|修改为|应为|设为|定为|明确为|为|：|:)`
	gains    = `(?:增加|添加|加上|加|补充|补上|补|新增)`
	loses    = `(?:去掉|删去|删除|减去|减|不含|取消)`
)

func form(s string) *pattern.Pattern { return pattern.MustCompile(`(?s)^` + s + `$`) }

var predicates = []predicate{
	{form(`(?:这(?:条|项|个)?)?(?:不是|不算|不作为?|非)任务|删除|删掉|剔除|移出台账`), toReject, ""},
	{form(`(?:核对)?(?:确认|无误|没问题|属实)(?:无误)?`), toConfirm, ""},
	{form(`(?:已验收)?[，,]?(?:予以|可以|同意|准予|准许)?销号(?:[，,；;。：:\s]*(?:依据|佐证材料|佐证|证明材料|证明|凭)?[是为：:\s]*(.*))?`), toClose, ""},
	{form(`(?:恢复|恢复在办|重新打开|撤销销号|取消销号|取消合并|单列|恢复为任务)`), toReopen, ""},
	{form(`(?:与|和|跟|同|并入|合并到|归入|合并入)\s*(?:任务)?(?:第\s*([0-9]+)\s*[项条](?:任务)?|〔([0-9]+)〕|任务\s*([0-9]+))\s*(?:合并|重复|相同|是同一项(?:任务)?|是一回事|是一项)?`), toMerge, ""},
	{form(dues + `?(?:延期|延长|延后|推迟|展期|顺延|延)(?:到|至)?\s*(.+)`), toExtend, store.FieldDue},
	{form(leads + gains + `(?:一个)?[：:]?\s*(.+)`), toPlus, store.FieldLead},
	{form(leads + loses + `[：:]?\s*(.+)`), toMinus, store.FieldLead},
	{form(supports + gains + `(?:一个)?[：:]?\s*(.+)`), toPlus, store.FieldSupport},
	{form(supports + loses + `[：:]?\s*(.+)`), toMinus, store.FieldSupport},
	{form(leads + becomes + `[：:]?\s*(.+)`), toSet, store.FieldLead},
	{form(supports + becomes + `[：:]?\s*(.+)`), toSet, store.FieldSupport},
	{form(dues + becomes + `[：:]?\s*(.+)`), toSet, store.FieldDue},
	{form(targets + becomes + `[：:]?\s*(.+)`), toSet, store.FieldTarget},
	{form(whats + `?(?:改为|改成|修改为|更正为)[：:，,]?\s*(.+)`), toSet, store.FieldWhat},
}

// anew is where a further predicate begins in one sentence.
var anew = pattern.MustCompile(`[，,；;。\n]\s*(?:` + leads + `|` + supports + `|` + dues + `|` + targets + `)(?:` + becomes + `|` + gains + `|` + loses + `)`)

// predicates reads what is to be done. All of it must be understood, or nothing is.
func (o *order) predicates(text string) bool {
	text = bare(text)
	if text == "" || asksThis.MatchString(text) {
		return false
	}
	if !strings.Contains(text, "销号") {
		o.reason, text = reasonOf(text)
	}
	from := 0
	for _, at := range append(anew.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		s, ok := readStep(strings.Trim(text[from:at[0]], " ，,；;。\n"))
		if !ok {
			return false
		}
		o.steps = append(o.steps, s)
		from = at[0]
	}
	return true
}

func readStep(text string) (step, bool) {
	for _, p := range predicates {
		m := p.form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		s := step{verb: p.verb, field: p.field}
		for _, g := range m[1:] {
			if g != "" {
				s.value = bare(g)
			}
		}
		if p.verb == toMerge {
			n, err := strconv.ParseInt(s.value, 10, 64)
			s.other = n
			return s, err == nil
		}
		return s, true
	}
	return step{}, false
}

// reasonOf cuts the reason off the end: （因汛期）, ，因疫情影响.
func reasonOf(text string) (reason, rest string) {
	m := because.FindStringSubmatchIndex(text)
	if m == nil {
		return "", text
	}
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			reason = text[m[i]:m[i+1]]
		}
	}
	cut := text[m[0]:m[1]]
	if !strings.ContainsAny(cut, "因由") { // a bracket that gives no reason belongs to the words
		return "", text
	}
	return bare(reason), bare(text[:m[0]])
}

var (
	leadBy    = pattern.MustCompile(`^(?:由)?(.{2,60}?)牵头(?:负责|落实|实施|办理)?$`)
	withHelp  = pattern.MustCompile(`^(?:由)?(.{2,60}?)(?:配合|协助|协办)(?:实施|落实|办理)?$`)
	byWhen    = pattern.MustCompile(`^(?:于|在)?(.{2,30}?(?:前|底|内|末))完成$`)
	fieldName = pattern.MustCompile(`^(?:(` + leads + `)|(` + supports + `)|(` + dues + `)|(` + targets + `))(?:改为|定为|设为|为|是|：|:)?\s*(.+)$`)
	clauseEnd = pattern.MustCompile(`[，,；;。\n]`)
)

// addition reads 增加任务：what，牵头单位…，配合单位…，时限…，目标值….
func addition(text string) []step {
	what := step{verb: toSet, field: store.FieldWhat}
	var out []step
	into := &what
	from := 0
	for _, at := range append(clauseEnd.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		part, gap := bare(text[from:at[0]]), text[max(from-gapSize(text, from), 0):from]
		from = at[1]
		if part == "" {
			continue
		}
		field, value := fieldOf(part)
		switch {
		case field != "" && what.value != "":
			out = append(out, step{verb: toSet, field: field, value: value})
			into = &out[len(out)-1]
		case into.value == "":
			into.value = part
		default:
			into.value += gap + part
		}
	}
	return append([]step{what}, out...)
}

// gapSize is the length of the mark that ends right before at.
func gapSize(text string, at int) int {
	_, n := utf8.DecodeLastRuneInString(text[:at])
	return n
}

func fieldOf(part string) (store.Field, string) {
	fields := []store.Field{store.FieldLead, store.FieldSupport, store.FieldDue, store.FieldTarget}
	if m := fieldName.FindStringSubmatch(part); m != nil {
		for i, f := range fields {
			if m[i+1] != "" {
				return f, bare(m[5])
			}
		}
	}
	for _, x := range []struct {
		form  *pattern.Pattern
		field store.Field
	}{{leadBy, store.FieldLead}, {withHelp, store.FieldSupport}, {byWhen, store.FieldDue}} {
		if m := x.form.FindStringSubmatch(part); m != nil {
			return x.field, m[1]
		}
	}
	return "", ""
}
