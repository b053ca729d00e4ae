package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
)

var bodyWord = pattern.MustCompile(`(?:领导小组|办公室|委员会|管委会|指挥部|人民政府|政府|领导|工作专班|专班|单位|部门|公司|中心|镇街|街道|乡镇)|[\p{Han}”]{1,10}(?:局|委|办|部|厅|[协商学联合员管委理事基金居村常工]会|(?:法|检察|医|研究|卫生|科学)院|(?:派出|税务|司法|研究|管理|服务)[所站处])(?:牵头|负责|组织|承担|会同|主管|$|、|，)`)

var roleWord = pattern.MustCompile(`审议|审查|审定|审批|批准|责成|召开|主持|担任|制定|查处|安排|配合|牵头|负责|组织|主管|承担|会同|主办|承办|组长|由|作为|领导|审签|提出`)

func (s *Shelf) fitsBody(q *query, text string) float64 {
	if companyAsked.MatchString(q.text) {
		return bears(firm, anyFirm.ReplaceAllString(text, ""))
	}
	if ledAsked.MatchString(q.text) && !handling.MatchString(q.text) {
		text = sentForth.ReplaceAllString(consulted.ReplaceAllString(text, ""), "$1")
	}
	if consulting.MatchString(q.text) {
		if consultees.MatchString(text) {
			return 0.9
		}
		return 0
	}
	if handedTo.MatchString(q.text) && givenTo.MatchString(text) {
		return 0.9
	}
	if attending.MatchString(q.text) && leaderIn.MatchString(text) {
		return 0.8
	}
	if belongs.MatchString(q.text) && seated.MatchString(text) {
		return 1
	}
	if (leaderAsked.MatchString(q.text) || strings.Contains(q.text, "领导")) && leaderIn.MatchString(text) {
		return 0.8
	}
	if townAsked.MatchString(q.text) && townNames.MatchString(text) {
		return 0.9
	}
	switch named := s.namesUnit(q, text); {
	case named && roleWord.MatchString(text):
		return 1
	case named:
		return 0.8
	case subjectOf.MatchString(text), bodyWord.MatchString(text) && roleWord.MatchString(text):
		return 0.8
	case titled.MatchString(text), officeThenName.MatchString(text), rollCall.MatchString(text):
		return 0.9
	}
	return 0
}

// namesUnit reports whether a text names a unit of the roster as one that does something.
func (s *Shelf) namesUnit(q *query, text string) bool {
	if s.Roster == nil {
		return false
	}
	return slices.ContainsFunc(s.Roster.Find(text), func(m units.Mention) bool {
		if townName.MatchString(m.Text) && !townAsked.MatchString(q.text) && heldAt.MatchString(text[:max(m.Start, 0)]) {
			return false // where it was held, not who held it
		}
		return !genericUnit.MatchString(m.Text) && (!m.Group || roleWord.MatchString(text))
	})
}

// consulting asks whose opinions are sought; consultees names them: 完成区级部门征求意见.
var (
	consulting = pattern.MustCompile(`(?:征[求集询]|征(?:的是)|听取)(?:过|了|的是)?.{0,8}(?:谁|哪|什么).{0,8}(?:意见)?|(?:找|向|在|请)哪.{0,6}(?:征求|听取|征集|提).{0,8}意见|哪.{0,6}提(?:的|了)?意见|征[求集]意见的?(?:对象|单位|部门)$`)
	consultees = pattern.MustCompile(`(?:部门|单位|镇街|乡镇|街道|公众|群众|社会|专家|委员|代表|企业|各方|局|委|办)[^，。；]{0,10}(?:征求|提出?|反馈)?[^，。；]{0,4}意见|(?:征求|听取|征集|征询)[^，。；]{0,16}(?:部门|单位|镇街|乡镇|街道|公众|群众|社会|专家|委员|代表|企业|各方)[^，。；]{0,8}意见`)
)

// companyAsked asks which firm does a thing; firm is one by its name, anyFirm only a sort of firm.
var (
	companyAsked = pattern.MustCompile(`(?:哪家|哪个|哪几家|什么|哪些)(?:公司|企业|集团)|(?:公司|企业|集团)(?:是|叫)(?:哪|什么)`)
	firm         = pattern.MustCompile(`[\p{Han}（）]{2,}(?:公司|集团|企业|研究院|设计院|事务所)`)
	anyFirm      = pattern.MustCompile(`(?:专业|第三方|有资质的?|相关|有关|各|社会|本地|国有|龙头|物业|运维|民营|重点|大型|属地|中标|专业化|家|化工|涉[\p{Han}])(?:公司|集团|企业)`)
)

// sentForth is whom somebody organises or calls together: they do not do it.
var sentForth = pattern.MustCompile(`(组织|召集|邀请|动员)(?:相关|有关|各|全[区县市旗])[^，。；]*`)

// consulted names whom an answer was agreed with; they lead nothing by that.
var consulted = pattern.MustCompile(`^经(?:与|会同|商)[\p{Han}、“”]+(?:研究|会商|协商)[^。；]*`)

var ledAsked = pattern.MustCompile(`牵头|负责|组织|[抓管]`)

var heldAt = pattern.MustCompile(`(?:在|于|赴|到)$`)

var (
	attending = pattern.MustCompile(`参加|出席|到会|到场|参会`)
	belongs   = pattern.MustCompile(`归.{0,4}管|设在|挂靠|隶属|属于?哪|挂在`)
	seated    = pattern.MustCompile(`(?:办公室|专班|办)设在|挂靠|隶属`)
)

// townNames finds the names of towns, where towns are asked for.
var (
	townAsked = pattern.MustCompile(`哪(?:些|几个?|个)(?:镇|街|乡)`)
	townNames = pattern.MustCompile(`[\p{Han}]{2,3}(?:` + towns + `)(?:[\d、，。；]|$)`)
)

var leaderIn = pattern.MustCompile(`领导|负责人|负责同志|书记|主任|[局县区镇市]长`)

// rollCall is a line of minutes that names people: 出席：…
var rollCall = pattern.MustCompile(`^(?:出席|请假|列席|缺席|主持|参加|记录|主持人|联系人)[：:]`)

// posts are what people who lead something are called.
const posts = `局长|主任|书记|区长|县长|镇长|市长|处长|科长|所长|部长|主席|院长|校长|经理`

// surnames are those that most people bear.
const surnames = `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁马方任袁柳鲍史唐费薛雷贺倪汤罗郝毕安常傅卞齐元顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒项祝董梁杜阮蓝季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房解丁邓洪包左石崔龚程邢裴陆翁段侯武刘龙叶黎白赖乔谭温庄晏柴瞿阎慕连习艾易廖文曾关牛`

// officeThenName is a person behind an office: 副主任陈某.
var officeThenName = pattern.MustCompile(`(?:` + posts + `)[` + surnames + `][\p{Han}]{1,2}(?:$|[主出带率在到担任、，。同])`)

// subjectOf finds who does what in the manner of statutes: 消防救援机构负责….
var subjectOf = pattern.MustCompile(`[\p{Han}]{2,}(?:机关|机构|部门|单位|组织|科|室|校|院|企业|公司|人|者|会|中心|委员|代表|家长|学生|人员|负责人)(?:应当|填写|担任|主持|参加|赴|负责|牵头|主管|承担|协助|组织|评估|责令|审批|统筹|实施|会同|按照|依法)|(?:由|责令)[\p{Han}]{2,}|第一责任人|责任主体`)

// titled is a person with an office: 刘某局长.
var titled = pattern.MustCompile(`[` + surnames + `][^\P{Han}委区县市局府院部办副任]{1,2}(?:同志|` + posts + `)`)

// fitsSubject is how well the piece before names who does what this one says:
// 区领导齐上阵，每月召开…. What is due by a day of its own has a doer of its own.
func (s *Shelf) fitsSubject(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	if i == 0 || runes(c.pieces[i-1].Of(st.text)) > 14 || s.pieceCover(q, c.keys[i]) == 0 {
		return 0
	}
	if e, ok := timeIn(s.timesOf(c), c.pieces[i], st.text); ok && e.Kind == when.Deadline {
		return 0
	}
	return 0.9 * s.fitsBody(q, c.pieces[i-1].Of(st.text))
}

// ownerOf is who answers for a passage: the bodies before its colon (县住建局：牵头…),
// or those that close it in brackets.
func (s *Shelf) ownerOf(p *passage, id int) string {
	if p.clause.Kind == outline.Row {
		return ""
	}
	text := strings.TrimSpace(p.clause.Text)
	if m := headOwner.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	m := tailOwner.FindString(text)
	if m == "" || !bodyNames.MatchString(m) || strings.Contains(s.desk.sentences[id].text, m) && id != p.last-1 {
		return ""
	}
	return strings.Trim(m, "（()）。")
}

var (
	headOwner = pattern.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]+[）).、．]\s*)?([^，。；：:（(]{2,30}(?:` + bodies + `|` + towns + `|单位|部门))[：:]`)
	tailOwner = pattern.MustCompile(`[（(][^（()）。]{2,80}[）)]。?$`)
)

// bodyNames is in bracketed words that name bodies, or say who leads.
var bodyNames = pattern.MustCompile(`(?:单位|部门)[：:]|(?:` + bodies + `|` + towns + `|大队|支队)(?:[、，；）)]|牵头|负责|配合|按职责)`)

var leaderAsked = pattern.MustCompile(`长|领导|哪些人|负责人|书记|主任|姓名|名字|哪位|哪个人|同志|责任人|联系人|(?:委员|代表|专家|组员|成员)(?:都|是|有|叫)*(?:谁|哪|什么名字)`)

// namelessPost is a standing that one or several persons hold.
var namelessPost = pattern.MustCompile(`组长|委员(?:[^会]|$)|代表|专家|成员|联络员|负责同志|责任人|河长|林长|田长|校长|党员|志愿者`)

// comrade is a name behind an office: 局长乌兰同志.
var comrade = pattern.MustCompile(`(?:长|主任|书记|主席|经理)[\p{Han}]{2,4}同志`)
