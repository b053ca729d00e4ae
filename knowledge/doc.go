// Package knowledge knows how documents are read, how questions are answered
// from them, and how a department's words become a draft.
//
// # How a document becomes passages
//
//	bytes   extract    paragraphs and tables, with what the format knows of them
//	blocks  outline    number, title, issuer, issue date, clauses with their paths
//	clauses duty       who must do what, by when, how firmly, exactly where
//	        Import     fingerprint, all of the above, one Write into the store
//
// # How a question becomes an answer
//
//	question  answer   kind, content words, units, time; sentences, rows, sums; or what is missing
//	question  Embedder only if one is set: passages alike in meaning, as further candidates
//	answer    llm      only if a model is set: a fluent wording with marks
//	wording   cite     every mark, figure, date and unit proved; else the exact sentences go out
//
// What all of it leaves open, a coordinator may answer: cited as his word, and after
// the documents. A server that keeps people waiting is left alone for a while.
//
// # How a message becomes a draft
//
//	words  progress    which task, how far, which figures, what is in the way
//	doubts llm         only if a model is set in the house: what a part is that no word settles
//	both   progress    the rules decide: no figure comes in, no task is chosen, no trouble goes
//
// segment, pattern, when, units, index and mask are the tools of all three. Everything
// below Library is pure; Library alone holds the store and the model.
//
// # What one process carries
//
// In memory: the documents, read once and again when one changes, and the register.
// The record, which grows for years and with each report, is looked up where it
// stands, latest first, by the questions that ask for it (record.go): what a
// question costs depends on the documents, not on how long the office has worked.
//
//	documents          a question   held
//	1,000 passages     2 ms         13 MB
//	10,000 passages    4 ms         44 MB
//	100,000 passages   20 ms        320 MB
//
// A plan of 300 printed pages is 1,600 passages; a district has a few thousand.
// 10,000 are ready for questions in 0.4 s. Measured on two cores that others used
// as well (load 1 to 3) with
//
//	go test ./knowledge/answer -run - -bench 'Ask|Read'
//	go test ./knowledge -run - -bench ImportLong
//
// Beyond that a model's answers wait for the model alone, and only those who asked
// for them: put it on a serving engine that batches (vLLM and the like speak the
// same protocol); nothing here changes.
package knowledge
