package bot

import (
	"context"

	"liangshan/knowledge/extract"
	"liangshan/store"
)

// work is what a message leads to. It runs in the transaction that ends the
// event: records and messages are committed together or not at all.
type work func(tx *store.Tx) error

// inTurn is several pieces of work as one.
func inTurn(list []work) work {
	return func(tx *store.Tx) error {
		for _, w := range list {
			if err := w(tx); err != nil {
				return err
			}
		}
		return nil
	}
}

// handler reads and thinks, outside any transaction, and returns the work.
type handler func(ctx context.Context, m Message, s standing) (work, error)

// route is one line of the table: the first that matches and may, handles.
type route struct {
	name   string
	match  func(m Message, s standing) bool
	may    role
	handle handler
}

// routes is what the bot answers to, in order.
func routes(b *Bot) []route {
	return []route{
		{"nothing of ours", isIgnored, stranger, b.silence},
		{"a group became a supergroup", is(moved), stranger, b.chatMoved},
		{"added to a chat", is(added), stranger, b.chatAdded},
		{"removed from a chat", is(removed), stranger, b.chatRemoved},
		{"opening a chat", isCommand("open"), coordinator, b.openChat},
		{"a chat that is not open", isClosed, stranger, b.closedChat},
		{"another bot or a channel", isRobot, stranger, b.silence},
		{"secret matter", isSecret, stranger, b.secret},
		{"a press", is(pressed), stranger, b.press},
		{"more of an album", b.isAlbumPart, member, b.evidence},
		{"a reaction", is(reacted), stranger, b.judged},
		{"not said to us", b.isUnaddressed, stranger, b.passedBy},
		{"an administrator who hides", b.hidesWhileActing, member, b.unnamed},
		{"a one-time code", b.isCode, stranger, b.useCode},
		{"a stranger", isStranger, stranger, b.unknownPerson},

		{"help", anyOf(isCommand("help", "start"), isWords("帮助", "使用说明")), member, b.help},
		{editedRequestRoute, b.isEditedRequest, member, b.editedRequest},
		{"bind", anyOf(isCommand("bind"), saysUnit, b.namesUnitWhenAsked), member, b.bind},
		{"an edited caption or file", b.isEditedFile, member, b.editedFile},
		{"evidence", b.isEvidence, member, b.evidence},
		{"files", hasFile, member, b.file},
		{"an answer to an open question", b.isReplyToOpen, coordinator, b.replyToOpen},
		{"open questions", isUnansweredList, coordinator, b.unanswered},
		{"whose a topic is", isTopicOrder, coordinator, b.topicOrder},
		{"who reports for whom", isPeopleOrder, coordinator, b.peopleOrder},
		{"units for the roster", isUnitOrder, coordinator, b.addUnits},
		{"the roster", isWords("名册", "填报名册", "联络员名册", "填报人名册"), coordinator, b.roll},
		{"the roster's sheet", isCommand("roster"), coordinator, b.rosterSheet},
		{"what is handed over", bothOf(isWords("交接材料", "交接清单"), reportsFor), reporter, b.packetAgain},
		{"filing a record", b.isFiling, coordinator, b.fileRecord},
		{"what is not filed", isWords("未归档", "未归档报送", "未归档的报送", "待归档"), coordinator, b.unfiledList},
		{"order about a problem", isProblemOrder, coordinator, b.problemOrder},
		{"problems", isWords(listingProblems...), reporter, b.problems},
		{"a later due time", bothOf(asksLater, reportsFor), reporter, b.askLater},
		{"leave that a department asks for", b.asksAbsence, reporter, b.askAbsence},
		{"on behalf of a department", b.isBehalf, coordinator, b.onBehalf},
		{"on behalf of nobody we know", isBehalfOfNobody, coordinator, b.behalfOfNobody},
		{"register", isCommand("register"), coordinator, b.register},
		{"an order about a document", isDocumentOrder, coordinator, b.documentOrder},
		{"an order about the register", b.isOrder, coordinator, b.ordered},
		{"one task", asksTask, member, b.showTask},
		{"when digests are made", b.isDigestOrder, coordinator, b.digestOrder},
		{"rule of the lights", b.isLightsOrder, coordinator, b.lights},
		{"who gets the documents", isImprintOrder, coordinator, b.imprint},
		{"rules", anyOf(isCommand("rules"), b.isRuleOrder), coordinator, b.rules},
		{"evidence pack", isPackOrder, coordinator, b.pack},
		{"missing", anyOf(isCommand("missing"), isWords(askingMissing...)), coordinator, b.missing},
		{"summary", anyOf(isCommand("summary"), isSummary), coordinator, b.summary},
		{"documents", anyOf(isCommand("docs"), isWords("文件目录", "有哪些文件")), member, b.documents},
		{"deadlines", anyOf(isCommand("deadlines"), isWords("近期节点", "最近节点"), b.isDeadlines), member, b.turn(b.deadlines)},
		{"tasks", anyOf(isCommand("tasks"), b.isTaskList), member, b.turn(b.tasks)},
		{"report by command", bothOf(isCommand("report"), mayReport), member, b.report},
		{"report without a department", isCommand("report"), member, b.notBound},
		{"coordinators' matters", anyOf(isUnansweredList, isTopicOrder, isCommand("missing"), isWords(askingMissing...), isCommand("summary"), isWords("本周汇总", "上周汇总", "本月汇总", "上月汇总"), isCommand("open"), isCommand("rules"), isCommand("roster"), isCommand("register"), isDocumentOrder, ordersTask), member, b.notYours},
		{"a question over the record", b.asksRecord, member, b.ask},
		{"a target and what was reached", b.isIndicator, member, b.indicator},
		{"question by command", isCommand("ask"), member, b.ask},
		{"an edited report", b.isKnownReport, member, b.report},
		{"确认 in words", b.isAgreement, member, b.agree},
		{"a reply to a card", b.isReplyToCard, member, b.report},
		{"words below a question called up", b.answersPrompt, coordinator, b.replyToOpen},
		{"free words", anything, member, b.freeWords},
	}
}

// route finds the line for a message.
func (b *Bot) route(ctx context.Context, m Message) (work, error) {
	var s standing
	if m.Chat.ID != 0 && m.What != ignored {
		var err error
		if s, err = b.standingOf(ctx, m); err != nil {
			return nil, err
		}
	}
	w, err := b.handled(ctx, b.table, m, s)
	return b.knowing(m, s, w), err
}

// handled is what the first line that matches and may makes of a message; nil for nothing.
func (b *Bot) handled(ctx context.Context, table []route, m Message, s standing) (work, error) {
	for _, r := range table {
		if s.role >= r.may && r.match(m, s) {
			b.log.Debug("route", "event", m.Event, "route", r.name)
			return r.handle(ctx, m, s)
		}
	}
	return nil, nil
}

// knowing notes that a person of an open group is known, so that private words are heard later.
func (b *Bot) knowing(m Message, s standing, w work) work {
	if s.role < member || m.From.ID == 0 {
		return w
	}
	return func(tx *store.Tx) error {
		known := m.From
		known.Known = true
		if err := tx.SeeMember(known); err != nil || w == nil {
			return err
		}
		return w(tx)
	}
}

func isIgnored(m Message, _ standing) bool { return m.What == ignored || m.Chat.Kind == "channel" }

func is(what happening) func(Message, standing) bool {
	return func(m Message, _ standing) bool { return m.What == what }
}

func isClosed(_ Message, s standing) bool   { return !s.open }
func isRobot(m Message, _ standing) bool    { return m.Robot }
func reportsFor(_ Message, s standing) bool { return s.reports() }
func isStranger(_ Message, s standing) bool { return s.role == stranger }
func hasFile(m Message, _ standing) bool    { return m.File != nil }
func anything(Message, standing) bool       { return true }

func isSecret(m Message, _ standing) bool {
	if m.What != said && m.What != edited {
		return false
	}
	_, found := extract.SecretMark(m.Text)
	if !found && m.File != nil {
		_, found = extract.SecretMark(m.File.Name)
	}
	return found
}

func anyOf(list ...func(Message, standing) bool) func(Message, standing) bool {
	return func(m Message, s standing) bool {
		for _, f := range list {
			if f(m, s) {
				return true
			}
		}
		return false
	}
}

func bothOf(f, g func(Message, standing) bool) func(Message, standing) bool {
	return func(m Message, s standing) bool { return f(m, s) && g(m, s) }
}

// silence does nothing: intended, and named.
func (b *Bot) silence(context.Context, Message, standing) (work, error) { return nil, nil }
