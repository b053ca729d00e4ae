package outline

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// pageTitle is what a site puts behind a page's title: _某某区人民政府.
var pageTitle = pattern.MustCompile(`\s*[_|｜]\s*\S*$|\s+[-—]+\s+\S*$|-[^-]*(?:政府|网|网站|局|委员会|门户)[^-]*$`)

// describe fills in what is said about the document in several places: the
// text itself first, then the page around it.
func describe(doc *Document, h *header) {
	if doc.Title == "" {
		doc.Title = first(h.meta, "标题", "名称", "文件名称")
	}
	if doc.Title == "" {
		doc.Title = sheetTitle(doc)
	}
	if doc.Title == "" && h.page != "" {
		doc.Title = h.page
		doc.doubt("title_guessed")
	}
	if doc.Title == "" {
		doc.doubt("no_title")
	}
	if doc.Number == "" {
		doc.Number, _ = readNumber(first(h.meta, "发文字号", "发文号", "文号"))
	}
	doc.Genre, doc.Short = genre(doc.Title)
	if m := genreEnd.FindStringSubmatch(trim(doc.Title)); m != nil && doc.ownWords() {
		doc.Short = m[1]
	}
	if doc.Short == "" {
		doc.Short = doc.Title
	}
	doc.Issuer = issuer(doc, h)
	issued(doc, h)
}

// ownWords reports whether a notice that sends out another document has numbered parts
// of its own beside it: they are the notice's, not that document's.
func (d *Document) ownWords() bool {
	sent := squeeze(inner(d.Title))
	if sent == "" {
		return false
	}
	own, enclosed := false, false
	for i := range d.Clauses {
		c := &d.Clauses[i]
		own = own || c.Annex == "" && c.Kind != Tail && c.Kind != Head && len(c.Path) > 0 && c.Path[0].Label != ""
		enclosed = enclosed || c.Annex != "" && strings.Contains(squeeze(c.Annex), sent)
	}
	return own && enclosed
}

func (d *Document) doubt(code string, args ...string) {
	d.Doubts = append(d.Doubts, Doubt{Code: code, Args: args, Seq: -1})
}

func first(meta map[string]string, names ...string) string {
	for _, n := range names {
		if v := meta[n]; v != "" {
			return v
		}
	}
	return ""
}

// sheetTitle takes the title of the first table where there is no other.
func sheetTitle(doc *Document) string {
	for _, c := range doc.Clauses {
		if c.TableTitle != "" && c.Kind == Row {
			return c.TableTitle
		}
	}
	return ""
}

// issuer is the masthead, else the signature, else what the title or the page says.
func issuer(doc *Document, h *header) string {
	if len(h.heads) > 0 {
		return strings.Join(unique(h.heads), "、")
	}
	var signed []string
	for _, c := range doc.Clauses {
		if c.Kind == Tail && c.Annex == "" && strings.HasPrefix(c.Spot, spotSigned) {
			if sealNote.MatchString(squeeze(c.Text)) {
				continue
			}
			if m := signDated.FindStringSubmatch(c.Text); m != nil {
				signed = append(signed, squeeze(m[1]))
			} else {
				signed = append(signed, squeeze(c.Text))
			}
		}
	}
	if len(signed) > 0 {
		return strings.Join(unique(signed), "、")
	}
	if m := about.FindStringSubmatch(doc.Title); m != nil && orgLike(m[1]) {
		return m[1]
	}
	return first(h.meta, "发文机关", "发文机构", "发文单位", "制定机关", "发布机构")
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// issued settles the 成文日期: the signature's date, else the one under the
// title, else the page's, else the printer's. The day of publication is no substitute.
func issued(doc *Document, h *header) {
	var signed, printed day.Date
	for _, c := range doc.Clauses {
		switch {
		case c.Kind != Tail:
		case c.Annex == "" && signed.IsZero() && (strings.HasPrefix(c.Spot, spotDate) || strings.HasPrefix(c.Spot, spotSigned)):
			signed = readDate(c.Text)
		case strings.HasPrefix(c.Spot, spotPrinted) && printed.IsZero():
			printed = readDate(c.Text)
		}
	}
	written := first(h.meta, "成文日期", "成文时间", "制发日期", "签发日期", "发文日期")
	page := readDate(written)
	if written != "" && page.IsZero() {
		doc.doubt("bad_date", written)
	}
	switch {
	case !signed.IsZero():
		doc.Issued = signed
	case !h.under.IsZero():
		doc.Issued = h.under
	case !page.IsZero():
		doc.Issued = page
	case !printed.IsZero():
		doc.Issued = printed
		doc.doubt("issue_date_from_printing", printed.String())
	default:
		doc.doubt("no_issue_date", readDate(first(h.meta, "发布日期", "发布时间", "公开日期", "公布日期", "生成日期", "时间", "日期")).String())
	}
	if !page.IsZero() && page != doc.Issued {
		doc.doubt("issue_date_differs", doc.Issued.String(), page.String())
	}
}
