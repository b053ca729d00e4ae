// Package bot is the assistant in its chats: the only package that knows
// Telegram, and the only one that decides how things are said and shown.
//
// # Glossary
//
//	update      a department's progress update (进展报送). Avoid: status report, log
//	event       what Telegram calls an update. Avoid: update
//	report      the message as recorded, with its versions; its parts are records
//	draft       an update that its sender has yet to confirm (待确认)
//	register    the duties read from documents (任务台账). Avoid: todo list
//	ledger      台账: register and record of a span, counted
//	duty, task  a duty is found in a document; in the register it is a task
//	lead unit   牵头单位.  supporting unit  配合单位
//	close       销号, a coordinator's act. Done (已完成) is the department's word
//	number      文号.  issue date  成文日期
//	place       where in a document a passage stands, as a clerk writes it
//	coordinator 协调员, the people of 两山创建办
//	unanswered  未答问题: what the documents leave open, or somebody doubts; like questions are one
//	reply       协调员答复: a coordinator's answer to one; citable, and no official text
//	verdict     👍 or 👎 on an answer
//	nil report  零报告: nothing new, and that is a report
//	missing     未报: nothing came.  late  迟报: after the rule's cut-off, or else the span
//	made up     补报: it came when the period was over.  on leave  请假, 免报: nothing is owed
//	stand-in    话题代填: somebody without a department, in a department's topic of a forum
//
// # What it answers to
//
// In a group: a mention of it anywhere, a reply to one of its messages, a
// command. In private: everything. The table in routes.go is the list; the first
// line that matches and that the person may use, handles.
//
// # Its manners in a group
//
// It replies to the message that asked, with one message. An edited question
// corrects the answer, an edited report its card; 原文 opens in the answer
// itself. It mentions nobody, ranks nobody, and says its one neutral sentence to
// a closed chat once.
//
// # The way of a message
//
//	poll.go webhook.go    raw events into the inbox, committed before they are acknowledged
//	dispatch.go  one ordered queue per person in a chat; tries again, then puts aside
//	event.go message.go entity.go    an event becomes a Message: total, by our own few fields
//	limit.go     floods wait their turn; nothing is dropped
//	access.go routes.go              who may do what; which handler
//	question.go update.go confirm.go summary.go document.go setup.go    the conversations
//	correct.go evidence*.go album.go whisper.go    what corrects, what proves, what is asked in private
//	request.go extension.go absence.go people.go topic.go unbound.go    what is asked of a coordinator, and who speaks for whom
//	unanswered.go reply.go feedback.go    what the documents leave open, and a coordinator's word on it
//	remind_order.go remind_season.go rules.go         a coordinator's plain words about reminding
//	digest_order.go digest_turn.go   when summaries are made, shown first, and published
//	prose.go pack.go indicator.go record_question.go    the record in words, in a .zip, against its targets, and asked
//	jobs.go remind*.go rollcall.go   what is said unasked: claimed once, whatever the clock does
//	note.go      what is to be said, put into the outbox in the transaction of the work
//	outbox.go pace.go split.go api.go    sent in order per chat, paced, in Telegram's sizes
//
// A handler reads and thinks outside any transaction and returns the work; the
// work, its messages and the end of the event are committed together. So records
// are kept exactly once, and a message can be repeated only when the process dies
// between Telegram's acceptance and the note of it.
package bot
