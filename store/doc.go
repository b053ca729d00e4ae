// Package store is the office's memory: one SQLite file, and the only package
// that knows SQL.
//
// # What is kept
//
//	department, alias    who exists, and under which names (short, old)
//	member, binding      people by Telegram number, and for whom they may report
//	chat, topic          groups it may work in, where a moved group went, and whose a forum's topic is
//	document, passage    what was imported, version by version, and its passages
//	task, task_unit      the register: one row a duty, with lead and supporting units
//	task_change          what of a task was changed, by whom and why, and what stood there before
//	report, record       a department's message, and what each part of it says about a task
//	question             what was asked and what was cited, for buttons and follow-ups
//	unanswered           what the documents leave open, like questions as one (未答问题)
//	reply                a coordinator's answer to one (协调员答复)
//	feedback             what people think of answers, each change a row
//	vector               passages as an embedding model reads them: derived, dear to make again
//	rule, quiet, pause   when reports are due and asked for; a changed rule is a new row
//	leave                days on which a department owes nothing (请假, 免报), ordered or asked for
//	evidence             what proves a report, with what it was before it was replaced
//	album_part           parts of albums whose words may come with another part
//	claim                which reminders were given: the only memory of them
//	inbox                raw events, committed before they are acknowledged; a month later their numbers only
//	outbox               what is to be said, committed with the work that says it
//	journal              who did what and what stood there before, append-only: people by number, questions by fingerprint
//
// # What is never deleted
//
// Documents are superseded or repealed, records superseded or withdrawn, bindings
// ended, questions and journal kept. A row's earlier state is another row.
//
// # Time and identity
//
// One [DB.Write] is one instant: every row written in it bears the same time, from
// the clock given to [Open]. Instants are UTC text with milliseconds, days are
// Beijing's. Telegram's message numbers count per chat, so a message is always
// (chat, message).
//
// # Two doors
//
// Writes take one immediate connection with synchronous=FULL; reads use a small
// pool that SQLite itself forbids to write. A transaction never spans a call to
// the model or to Telegram.
//
// # What one file carries
//
// A change is on disk before it counts, in a fraction of a millisecond
// (go test ./store -run - -bench Commit), and an event makes two: its work, and
// that its reply was sent. So one file takes in some hundreds of events a second.
// One bot's token lets out 30 messages a second, and 20 a minute into one group:
// Telegram's limit is met long before SQLite's. Ten years of 60 departments'
// weekly reports make a file of about 20 MB (go test ./bot -run - -bench
// MondayMorning -benchtime 1x), and no question reads more of it than it needs.
//
// Beyond: a bot, with a data folder, for each district; nothing is shared between
// them. One process writes one file, and a second on the same folder is refused.
// To have it elsewhere too, let Litestream follow the file (deploy/litestream.yml).
package store
