package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// pdfEntry says where an object is: at an offset, or in an object stream.
type pdfEntry struct {
	offset int
	stream int // number of the object stream; 0 if none
	index  int
}

// pdfFile is a PDF's objects, loaded when asked for.
type pdfFile struct {
	b       *budget
	data    []byte
	base    int // of offsets: where %PDF- stands
	xref    map[int]pdfEntry
	trailer pdfDict
	cache   map[int]any
	loading map[int]bool
	packed  map[int]map[int]any // objects of an object stream
	rebuilt bool
	torn    bool  // a stream broke off since this was last cleared
	fault   error // an excess met while resolving, which has no error of its own
}

func openPDF(b *budget, data []byte) (*pdfFile, error) {
	f := &pdfFile{b: b, data: data, base: max(0, bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")))}
	f.reset()
	if err := f.readXrefs(); err != nil || !f.rooted() {
		if err := f.rebuild(); err != nil {
			return nil, err
		}
	}
	if f.fault != nil {
		return nil, f.fault
	}
	if f.trailer["Encrypt"] != nil && f.resolve(f.trailer["Encrypt"]) != nil {
		return nil, &Refusal{Reason: Encrypted, Detail: "pdf"}
	}
	if !f.rooted() {
		return nil, fmt.Errorf("%w: no page tree", errPDFSyntax)
	}
	return f, nil
}

func (f *pdfFile) reset() {
	f.xref, f.trailer = map[int]pdfEntry{}, pdfDict{}
	f.cache, f.loading, f.packed = map[int]any{}, map[int]bool{}, map[int]map[int]any{}
}

func (f *pdfFile) rooted() bool {
	if f.trailer["Encrypt"] != nil {
		return true
	}
	root := f.dict(f.trailer["Root"])
	return root != nil && f.dict(root["Pages"]) != nil
}

// dict gives a dictionary, or the dictionary of a stream.
func (f *pdfFile) dict(x any) pdfDict {
	switch v := f.resolve(x).(type) {
	case pdfDict:
		return v
	case *pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) number(x any) float64 {
	switch v := f.resolve(x).(type) {
	case int:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

// readXrefs follows the chain of cross-reference sections, newest first; each
// offset once, so that a circle ends.
func (f *pdfFile) readXrefs() error {
	tail := f.data[max(0, len(f.data)-2048):]
	at := bytes.LastIndex(tail, []byte("startxref"))
	if at < 0 {
		return errPDFSyntax
	}
	l := &pdfLexer{data: tail, pos: at + len("startxref")}
	v, err := l.value(0)
	next, ok := v.(int)
	if err != nil || !ok {
		return errPDFSyntax
	}
	seen := map[int]bool{}
	for queue := []int{next}; len(queue) > 0; queue = queue[1:] {
		off := queue[0] + f.base
		if seen[off] || off < 0 || off >= len(f.data) {
			if len(seen) == 0 {
				return errPDFSyntax
			}
			continue
		}
		seen[off] = true
		t, err := f.section(off)
		if err != nil {
			return err
		}
		for k, v := range t {
			if _, have := f.trailer[k]; !have {
				f.trailer[k] = v
			}
		}
		for _, k := range []pdfName{"XRefStm", "Prev"} {
			if n, ok := t[k].(int); ok {
				queue = append(queue, n)
			}
		}
	}
	return nil
}

// section reads one cross-reference table or stream and gives its trailer.
func (f *pdfFile) section(off int) (pdfDict, error) {
	l := &pdfLexer{data: f.data, pos: off}
	v, err := l.value(0)
	if err != nil {
		return nil, err
	}
	if v == pdfOp("xref") {
		return f.table(l)
	}
	_, obj, err := f.objectAt(off)
	if err != nil {
		return nil, err
	}
	s, ok := obj.(*pdfStream)
	if !ok {
		return nil, errPDFSyntax
	}
	return s.dict, f.xrefStream(s)
}

func (f *pdfFile) table(l *pdfLexer) (pdfDict, error) {
	for {
		v, err := l.value(0)
		if err != nil {
			return nil, err
		}
		if v == pdfOp("trailer") {
			break
		}
		first, ok := v.(int)
		n, _ := l.value(0)
		count, ok2 := n.(int)
		if !ok || !ok2 {
			return nil, errPDFSyntax
		}
		for i := 0; i < count; i++ {
			if err := f.b.alive(); err != nil {
				return nil, err
			}
			off, err := l.value(0)
			if err != nil {
				return nil, err
			}
			if _, err = l.value(0); err != nil {
				return nil, err
			}
			use, err := l.value(0)
			if err != nil {
				return nil, err
			}
			o, isInt := off.(int)
			if use == pdfOp("n") && isInt && o > 0 {
				f.put(first+i, pdfEntry{offset: o + f.base})
			}
		}
	}
	v, err := l.value(0)
	d, ok := v.(pdfDict)
	if err != nil || !ok {
		return nil, errPDFSyntax
	}
	return d, nil
}

// put keeps the newest entry of an object.
func (f *pdfFile) put(num int, e pdfEntry) {
	if _, have := f.xref[num]; !have {
		f.xref[num] = e
	}
}

func (f *pdfFile) xrefStream(s *pdfStream) error {
	data, err := f.decode(s)
	if err != nil {
		return err
	}
	var w [3]int
	ws := f.array(s.dict["W"])
	if len(ws) < 3 {
		return errPDFSyntax
	}
	for i := range w {
		if w[i], _ = ws[i].(int); w[i] < 0 || w[i] > 8 {
			return errPDFSyntax
		}
	}
	index := f.array(s.dict["Index"])
	if index == nil {
		index = pdfArray{0, s.dict["Size"]}
	}
	size := w[0] + w[1] + w[2]
	for ; len(index) >= 2 && size > 0; index = index[2:] {
		first, _ := index[0].(int)
		count, _ := index[1].(int)
		for i := 0; i < count && len(data) >= size; i++ {
			kind := 1
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			a, b := bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:size])
			data = data[size:]
			switch kind {
			case 1:
				f.put(first+i, pdfEntry{offset: a + f.base})
			case 2:
				f.put(first+i, pdfEntry{stream: a, index: b})
			}
		}
	}
	return nil
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// resolve follows references to a value; what cannot be loaded is null.
func (f *pdfFile) resolve(x any) any {
	for range 32 {
		ref, ok := x.(pdfRef)
		if !ok {
			return x
		}
		x = f.load(ref.num)
	}
	return nil
}

func (f *pdfFile) load(num int) any {
	if v, ok := f.cache[num]; ok {
		return v
	}
	e, ok := f.xref[num]
	if !ok || f.loading[num] || len(f.loading) > pdfDepth {
		return nil
	}
	f.loading[num] = true
	defer delete(f.loading, num)
	var v any
	if e.stream > 0 {
		v = f.unpack(e.stream)[num]
	} else {
		got, obj, err := f.objectAt(e.offset)
		if err == nil && got == num {
			v = obj
		}
	}
	f.cache[num] = v
	return v
}

// unpack reads all objects of an object stream at once.
func (f *pdfFile) unpack(num int) map[int]any {
	if m, ok := f.packed[num]; ok {
		return m
	}
	m := map[int]any{}
	f.packed[num] = m
	s, ok := f.load(num).(*pdfStream)
	if !ok {
		return m
	}
	data, err := f.decode(s)
	if err != nil {
		f.fault = err
		return m
	}
	n, first := f.intOr(s.dict["N"], 0), f.intOr(s.dict["First"], 0)
	head := &pdfLexer{data: data}
	for i := 0; i < n && !head.end(); i++ {
		id, err1 := head.value(0)
		off, err2 := head.value(0)
		o, ok1 := off.(int)
		k, ok2 := id.(int)
		if err1 != nil || err2 != nil || !ok1 || !ok2 || o < 0 || first+o >= len(data) || first+o < 0 {
			break
		}
		body := &pdfLexer{data: data, pos: first + o}
		if v, err := body.value(0); err == nil {
			m[k] = v
		}
	}
	return m
}

// objectAt reads "num gen obj …" at an offset.
func (f *pdfFile) objectAt(off int) (int, any, error) {
	if off < 0 || off >= len(f.data) {
		return 0, nil, errPDFSyntax
	}
	l := &pdfLexer{data: f.data, pos: off}
	a, err := l.value(0)
	if err != nil {
		return 0, nil, err
	}
	num, ok := a.(int)
	if _, err = l.value(0); err != nil || !ok {
		return 0, nil, errPDFSyntax
	}
	if op, err := l.value(0); err != nil || op != pdfOp("obj") {
		return 0, nil, errPDFSyntax
	}
	v, err := l.value(0)
	if err != nil {
		return 0, nil, err
	}
	d, ok := v.(pdfDict)
	if !ok {
		return num, v, nil
	}
	p := l.pos
	if op, err := l.value(0); err == nil && op == pdfOp("stream") {
		return num, f.stream(d, l.pos), nil
	}
	l.pos = p
	return num, d, nil
}

// stream finds a stream's bytes: by its length where that is true, otherwise by
// the word that ends it.
func (f *pdfFile) stream(d pdfDict, pos int) *pdfStream {
	if pos < len(f.data) && f.data[pos] == '\r' {
		pos++
	}
	if pos < len(f.data) && f.data[pos] == '\n' {
		pos++
	}
	if n, ok := f.resolve(d["Length"]).(int); ok && n >= 0 && pos+n <= len(f.data) && pos+n >= pos {
		after := bytes.TrimLeft(f.data[pos+n:min(pos+n+20, len(f.data))], "\r\n \t")
		if bytes.HasPrefix(after, []byte("endstream")) {
			return &pdfStream{d, f.data[pos : pos+n]}
		}
	}
	end := bytes.Index(f.data[pos:], []byte("endstream"))
	if end < 0 {
		end = len(f.data) - pos
	}
	return &pdfStream{d, bytes.TrimRight(f.data[pos:pos+end], "\r\n")}
}

var pdfObjMark = regexp.MustCompile(`(?:^|[\r\n\s])(\d{1,8})\s+(\d{1,5})\s+obj\b`)

// rebuild finds the objects of a file whose tables are damaged by scanning it.
func (f *pdfFile) rebuild() error {
	if f.fault != nil {
		return f.fault
	}
	f.reset()
	f.rebuilt = true
	var packs []int
	for _, at := range pdfObjMark.FindAllSubmatchIndex(f.data, -1) {
		if err := f.b.alive(); err != nil {
			return err
		}
		num, _ := strconv.Atoi(string(f.data[at[2]:at[3]]))
		f.xref[num] = pdfEntry{offset: at[2]}
	}
	for num := range f.xref {
		if err := f.b.alive(); err != nil {
			return err
		}
		d := f.dict(pdfRef{num: num})
		switch d["Type"] {
		case pdfName("Catalog"):
			if f.dict(d["Pages"]) != nil {
				f.trailer["Root"] = pdfRef{num: num}
			}
		case pdfName("ObjStm"):
			packs = append(packs, num)
		case pdfName("XRef"):
			f.adopt(d)
		}
	}
	for _, p := range packs {
		for num, v := range f.unpack(p) {
			f.put(num, pdfEntry{stream: p})
			if d, ok := v.(pdfDict); ok && d["Type"] == pdfName("Catalog") && f.trailer["Root"] == nil {
				f.trailer["Root"] = pdfRef{num: num}
			}
		}
	}
	clear(f.cache)
	f.trailers()
	return f.fault
}

// adopt takes over what a trailer says and we have not found ourselves.
func (f *pdfFile) adopt(d pdfDict) {
	for _, k := range []pdfName{"Root", "Encrypt"} {
		if v, ok := d[k]; ok && f.trailer[k] == nil {
			f.trailer[k] = v
		}
	}
}

func (f *pdfFile) trailers() {
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte("trailer"))
		if i < 0 {
			return
		}
		at += i + len("trailer")
		l := &pdfLexer{data: f.data, pos: at}
		if v, err := l.value(0); err == nil {
			if d, ok := v.(pdfDict); ok {
				f.adopt(d)
			}
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// pages gives the page dictionaries in order, inherited entries filled in; each
// node once, so that a tree that is none ends.
func (f *pdfFile) pages() ([]pdfDict, error) {
	var out []pdfDict
	seen := map[int]bool{}
	var walk func(x any, up pdfDict, depth int) error
	walk = func(x any, up pdfDict, depth int) error {
		if ref, ok := x.(pdfRef); ok {
			if seen[ref.num] {
				return nil
			}
			seen[ref.num] = true
		}
		d := f.dict(x)
		if d == nil || depth > pdfDepth {
			return nil
		}
		if err := f.b.alive(); err != nil {
			return err
		}
		node := pdfDict{}
		for _, k := range []pdfName{"Resources", "MediaBox", "CropBox", "Rotate"} {
			if node[k] = up[k]; d[k] != nil {
				node[k] = d[k]
			}
		}
		kids := f.array(d["Kids"])
		if kids == nil {
			node["Contents"], node["Annots"] = d["Contents"], d["Annots"]
			if out = append(out, node); len(out) > f.b.lim.Pages {
				return tooMany("pages", f.b.lim.Pages)
			}
			return nil
		}
		for _, k := range kids {
			if err := walk(k, node, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	err := walk(f.dict(f.trailer["Root"])["Pages"], pdfDict{}, 0)
	if err == nil {
		err = f.fault
	}
	return out, err
}
