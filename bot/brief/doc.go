// Package brief turns a ledger into what an office sends on. It is pure: it knows
// the store's nouns and no chat, no clock, no database, and no words of its own;
// what it finds it says in codes, and the words come with the content.
//
// The tour: figures.go reads a ledger once and works out what everybody shows
// from it (lights, 序时进度, changes, what needs a decision), so that a figure is
// the same in chat, Word, Excel and pictures. light.go and pace.go hold the rules.
// word.go writes a document in GB/T 9704 form, book.go a workbook, picture.go
// draws. The same content gives the same bytes.
package brief
