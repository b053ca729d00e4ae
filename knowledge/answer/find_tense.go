package answer

import "liangshan/knowledge/pattern"

// How a document tells what is done from what goes on and from what is still to come.
const (
	behind  = `已|[\p{Han}]了|获得|荣获|共开展`
	ongoing = `正|目前|当前|初稿|初步|进展`
	ahead   = `力争|争取|即将|将|拟|预计`
)

var (
	doneAlready = pattern.MustCompile(behind)
	underWay    = pattern.MustCompile(`正[在按抓]|初稿|初步|目前|着手|启动|计划|` + ahead)
	stillToCome = pattern.MustCompile(`^(?:目前|下一步|接下来|随后)?，?(?:计划|准备|正在筹备|` + ahead + `)`)

	// doneWord is said of what has come about, with what came of it; intention of what is wanted.
	doneWord   = pattern.MustCompile(`废止|停止执行|有效期|^经[^，]*(?:研究|审议|同意|办理)|到位|召开|举办|成立|形成|建成|达\d|累计|同比|增加|提升|完成[\p{Han}]*\d|` + behind)
	intention  = pattern.MustCompile(`计划(?:[^的%\d]|$)|目标|确保|(?:^|[^主重必])要|正按|前完成|前通过|` + ahead)
	notReached = pattern.MustCompile(`(?:未|没有|尚未|仍未)(?:能)?(?:达到|达标|完成|通过|实现|建成|开工|验收)`)

	// stateNow tells a state of things; stateWord what holds only as of a day.
	stateNow  = pattern.MustCompile(`已|形成|完成了|到位|仅|累计|停工|滞后|尚未|未开工|受阻|进度\d|` + ongoing)
	stateWord = pattern.MustCompile(`已|计划|` + ongoing + `|` + ahead)
)
