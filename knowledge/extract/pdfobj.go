package extract

import (
	"bytes"
	"errors"
	"strconv"
)

// The values of a PDF file. Integers are int, reals float64, strings pdfString;
// null is nil. A reader of our own, because the file's structure is where
// strangers' bytes do harm: references that run in circles, lengths that lie and
// tables that claim billions of entries have to cost nothing.
type (
	pdfName   string
	pdfString string
	pdfDict   map[pdfName]any
	pdfArray  []any
	pdfOp     string // a bare word: an operator, "obj", "stream"
	pdfRef    struct{ num, gen int }
	pdfStream struct {
		dict pdfDict
		raw  []byte
	}
)

var (
	errPDFSyntax = errors.New("malformed PDF")
	errPDFDeep   = errors.New("PDF objects nested too deep")
)

const pdfDepth = 64

// pdfLexer reads values from bytes.
type pdfLexer struct {
	data []byte
	pos  int
}

func isPDFSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isPDFDelim(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *pdfLexer) space() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isPDFSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

func (l *pdfLexer) end() bool { l.space(); return l.pos >= len(l.data) }

// value reads the next value or operator. References are put together.
func (l *pdfLexer) value(depth int) (any, error) {
	if depth > pdfDepth {
		return nil, errPDFDeep
	}
	if l.end() {
		return nil, errPDFSyntax
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		return l.name(), nil
	case c == '(':
		return l.literal(), nil
	case c == '<':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
			return l.dict(depth)
		}
		return l.hex(), nil
	case c == '[':
		return l.array(depth)
	case c == ']' || c == '>' || c == ')' || c == '{' || c == '}':
		l.pos++
		if c == '>' && l.pos < len(l.data) && l.data[l.pos] == '>' {
			l.pos++
			return pdfOp(">>"), nil
		}
		return pdfOp(c), nil
	}
	return l.bare(), nil
}

// bare reads a number, a reference, a constant or an operator.
func (l *pdfLexer) bare() any {
	start := l.pos
	for l.pos < len(l.data) && !isPDFSpace(l.data[l.pos]) && !isPDFDelim(l.data[l.pos]) {
		l.pos++
	}
	word := string(l.data[start:l.pos])
	switch word {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if c := word[0]; c < '0' || c > '9' {
		if c != '-' && c != '+' && c != '.' {
			return pdfOp(word)
		}
	}
	if n, err := strconv.Atoi(word); err == nil {
		if ref, ok := l.reference(n); ok {
			return ref
		}
		return n
	}
	if x, err := strconv.ParseFloat(word, 64); err == nil {
		return x
	}
	return pdfOp(word)
}

// reference looks ahead for "gen R" after a number.
func (l *pdfLexer) reference(num int) (pdfRef, bool) {
	p := l.pos
	for p < len(l.data) && isPDFSpace(l.data[p]) {
		p++
	}
	gen, digits := 0, 0
	for p < len(l.data) && l.data[p] >= '0' && l.data[p] <= '9' && digits < 6 {
		gen = gen*10 + int(l.data[p]-'0')
		p++
		digits++
	}
	if digits == 0 || p >= len(l.data) || !isPDFSpace(l.data[p]) {
		return pdfRef{}, false
	}
	for p < len(l.data) && isPDFSpace(l.data[p]) {
		p++
	}
	if p >= len(l.data) || l.data[p] != 'R' {
		return pdfRef{}, false
	}
	if p+1 < len(l.data) && !isPDFSpace(l.data[p+1]) && !isPDFDelim(l.data[p+1]) {
		return pdfRef{}, false
	}
	l.pos = p + 1
	return pdfRef{num, gen}, true
}

func (l *pdfLexer) name() pdfName {
	l.pos++
	var out []byte
	for l.pos < len(l.data) && !isPDFSpace(l.data[l.pos]) && !isPDFDelim(l.data[l.pos]) {
		c := l.data[l.pos]
		if c == '#' && l.pos+2 < len(l.data) {
			if v, err := strconv.ParseUint(string(l.data[l.pos+1:l.pos+3]), 16, 8); err == nil {
				out = append(out, byte(v))
				l.pos += 3
				continue
			}
		}
		out = append(out, c)
		l.pos++
	}
	return pdfName(out)
}

func (l *pdfLexer) literal() pdfString {
	l.pos++
	var out []byte
	for open := 1; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.pos++
				return pdfString(out)
			}
		}
		out = append(out, c)
	}
	return pdfString(out)
}

// escape reads a backslash sequence and stays on its last byte.
func (l *pdfLexer) escape(out []byte) []byte {
	l.pos++
	if l.pos >= len(l.data) {
		return out
	}
	switch c := l.data[l.pos]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := 0
		i := 0
		for ; i < 3 && l.pos+i < len(l.data) && l.data[l.pos+i] >= '0' && l.data[l.pos+i] <= '7'; i++ {
			v = v*8 + int(l.data[l.pos+i]-'0')
		}
		l.pos += i - 1
		return append(out, byte(v))
	default:
		return append(out, c)
	}
}

func (l *pdfLexer) hex() pdfString {
	l.pos++
	var out []byte
	half, high := false, byte(0)
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v, ok := hexDigit(c)
		if !ok {
			continue
		}
		if half {
			out = append(out, high<<4|v)
		}
		high, half = v, !half
	}
	if half {
		out = append(out, high<<4)
	}
	return pdfString(out)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *pdfLexer) array(depth int) (any, error) {
	l.pos++
	out := pdfArray{}
	for {
		if l.end() {
			return out, nil
		}
		if l.data[l.pos] == ']' {
			l.pos++
			return out, nil
		}
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if op, ok := v.(pdfOp); ok && (op == "endobj" || op == ">>") {
			return out, nil
		}
		out = append(out, v)
	}
}

func (l *pdfLexer) dict(depth int) (any, error) {
	l.pos += 2
	out := pdfDict{}
	for {
		k, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		switch k := k.(type) {
		case pdfOp:
			if k == ">>" {
				return out, nil
			}
			if k == "endobj" || k == "stream" {
				return nil, errPDFSyntax
			}
		case pdfName:
			v, err := l.value(depth + 1)
			if err != nil {
				return nil, err
			}
			if op, ok := v.(pdfOp); ok && op == ">>" {
				return out, nil
			}
			out[k] = v
		}
	}
}
