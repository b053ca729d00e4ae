package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

const (
	// pointing is said before the document at hand.
	pointing = `(?:[这那](?:个|份|封|件|篇|张|次)?|该|本次?|此次?)`
	// letters are sorts of documents of which the one at hand is meant; plans may be still to come.
	letters = `复函|答复函|回函|回信|会议纪要|纪要|批复|公告|函件|函|文件|信|通知`
	plans   = `方案|规划|计划|办法|条例|意见|规定|细则`
)

var (
	quotedName = pattern.MustCompile(`《([^》]+)》`)
	docPointer = pattern.MustCompile(pointing + `(` + letters + `|` + plans + `|通报|清单|制度|会议?)|(` + letters + `|` + plans + `)(?:里面?|中|上|内|文本)|^(复函|函)`)
)

// named finds the document that a question points at: by 《title》, 文号, or 这个函, 方案里.
func (d *desk) named(text string) *Doc {
	docs := d.docs()
	for _, doc := range docs {
		if n := fold(doc.Outline.Number); n != "" && strings.Contains(text, n) {
			return doc
		}
	}
	for _, m := range quotedName.FindAllStringSubmatch(text, -1) {
		for _, doc := range docs {
			if t := fold(doc.Outline.Title); strings.Contains(t, m[1]) || fold(doc.Outline.Short) == m[1] {
				return doc
			}
		}
	}
	if doc := onlyOf(docs, text, func(d *Doc) []string { return proposalNumber.FindAllString(fold(d.Outline.Title), -1) }); doc != nil {
		return doc
	}
	if doc := onlyOf(docs, text, placesOf); doc != nil {
		return doc
	}
	m := docPointer.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	return byGenre(docs, m[1]+m[2]+m[3])
}

// proposalNumber is the number of the proposal that a letter answers, as its title has it.
var proposalNumber = pattern.MustCompile(`\d+号`)

// onlyOf is the one document, of several, that has one of its marks in the text.
func onlyOf(docs []*Doc, text string, marks func(*Doc) []string) *Doc {
	var hit *Doc
	for _, doc := range docs {
		if !slices.ContainsFunc(marks(doc), func(m string) bool { return strings.Contains(text, m) }) {
			continue
		}
		if hit != nil {
			return nil
		}
		hit = doc
	}
	if len(docs) < 2 {
		return nil
	}
	return hit
}

// placesOf are the names of the places that a document comes from, without 区 or 县: 青川.
func placesOf(d *Doc) []string {
	var out []string
	for _, m := range issuingPlace.FindAllStringSubmatch(fold(d.Outline.Issuer), -1) {
		out = append(out, m[1])
	}
	if at := d.seatName(); at != "" && !slices.Contains(out, at) {
		out = append(out, at)
	}
	return out
}

var issuingPlace = pattern.MustCompile(`(?:省|市|州|^)([\p{Han}]{2,3}?)[区县市旗](?:[^\p{Han}]|人民|政|党|委|[\p{Han}])`)

func isLetter(o *outline.Document) bool { return strings.Contains(o.Genre+o.Short, "函") }

// byGenre finds the one document that a clerk would call so; 文件 is any, if there is one only.
func byGenre(docs []*Doc, kind string) *Doc {
	var hit []*Doc
	for _, doc := range docs {
		o := doc.Outline
		letter := (kind == "函" || kind == "信") && isLetter(o)
		minutes := (kind == "会" || kind == "会议") && strings.Contains(o.Genre+o.Short+o.Title, "纪要")
		if letter || minutes || kind == "文件" || strings.HasSuffix(o.Short, kind) || strings.HasSuffix(o.Title, kind) || o.Genre == kind {
			hit = append(hit, doc)
		}
	}
	if len(hit) == 1 {
		return hit[0]
	}
	return nil
}
