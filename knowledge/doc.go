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
//
// segment, when, units, index and mask are the tools of all three. Everything
// below Library is pure; Library alone holds the store and the model.
package knowledge
