package extract

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
)

var errPDFImage = errors.New("image data")

// decode unpacks a stream through its filters. What a broken stream gives before
// it breaks is kept, as viewers do.
func (f *pdfFile) decode(s *pdfStream) ([]byte, error) {
	data := s.raw
	params := f.array(s.dict["DecodeParms"])
	for i, x := range f.array(s.dict["Filter"]) {
		name, _ := f.resolve(x).(pdfName)
		var parm pdfDict
		if i < len(params) {
			parm, _ = f.resolve(params[i]).(pdfDict)
		}
		out, err := f.filter(string(name), data, parm)
		if err != nil {
			return nil, err
		}
		if err := f.b.addInflated(int64(len(out))); err != nil {
			return nil, err
		}
		data = out
	}
	return data, nil
}

// array gives an array, or a single value as an array of one.
func (f *pdfFile) array(x any) pdfArray {
	switch v := f.resolve(x).(type) {
	case nil:
		return nil
	case pdfArray:
		return v
	default:
		return pdfArray{v}
	}
}

func (f *pdfFile) filter(name string, data []byte, parm pdfDict) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		out, err := f.flate(data)
		if err != nil {
			return nil, err
		}
		return f.predict(out, parm)
	case "LZWDecode", "LZW":
		early := 1
		if v, ok := f.resolve(parm["EarlyChange"]).(int); ok {
			early = v
		}
		return f.predict(unLZW(data, early, f.room()), parm)
	case "ASCII85Decode", "A85":
		return unASCII85(data), nil
	case "ASCIIHexDecode", "AHx":
		l := &pdfLexer{data: append([]byte("<"), data...)}
		return []byte(l.hex()), nil
	case "RunLengthDecode", "RL":
		return unRunLength(data, f.room()), nil
	case "Crypt":
		return nil, &Refusal{Reason: Encrypted, Detail: "pdf"}
	case "":
		return data, nil
	}
	return nil, errPDFImage
}

// room is how much may still be unpacked.
func (f *pdfFile) room() int { return int(f.b.lim.InflatedBytes-f.b.inflated) + 1 }

func (f *pdfFile) flate(data []byte) ([]byte, error) {
	if len(data) < 2 || data[0]&0x0f != 8 {
		f.torn = f.torn || len(data) > 0
		return nil, nil
	}
	var buf bytes.Buffer // the checksum at the end is often missing, and not asked for
	n, err := io.Copy(&buf, io.LimitReader(flate.NewReader(bytes.NewReader(data[2:])), int64(f.room())))
	f.torn = f.torn || err != nil
	if n > 4<<20 && n > f.b.lim.Ratio*int64(max(len(data), 1)) {
		return nil, &Refusal{Reason: Bomb, Detail: "1:" + itoa(int(n)/max(len(data), 1))}
	}
	return buf.Bytes(), nil
}

// predict undoes the TIFF and PNG predictors.
func (f *pdfFile) predict(data []byte, parm pdfDict) ([]byte, error) {
	kind, _ := f.resolve(parm["Predictor"]).(int)
	if kind < 2 {
		return data, nil
	}
	cols, colors, bits := f.intOr(parm["Columns"], 1), f.intOr(parm["Colors"], 1), f.intOr(parm["BitsPerComponent"], 8)
	if cols < 1 || cols > 1<<20 || colors < 1 || colors > 32 || bits < 1 || bits > 16 {
		return nil, errPDFSyntax
	}
	step := max(1, colors*bits/8)
	width := (cols*colors*bits + 7) / 8
	if kind == 2 {
		return tiffPredict(data, width, step), nil
	}
	var out []byte
	prev := make([]byte, width)
	for len(data) > 1 {
		row := make([]byte, width)
		n := copy(row, data[1:])
		pngRow(data[0], row, prev, step)
		out = append(out, row...)
		prev = row
		data = data[1+n:]
	}
	return out, nil
}

func (f *pdfFile) intOr(x any, or int) int {
	if v, ok := f.resolve(x).(int); ok {
		return v
	}
	return or
}

func tiffPredict(data []byte, width, step int) []byte {
	out := bytes.Clone(data)
	for start := 0; start < len(out); start += width {
		for i := start + step; i < min(start+width, len(out)); i++ {
			out[i] += out[i-step]
		}
	}
	return out
}

func pngRow(kind byte, row, prev []byte, step int) {
	for i := range row {
		var left, corner byte
		if i >= step {
			left, corner = row[i-step], prev[i-step]
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += prev[i]
		case 3:
			row[i] += byte((int(left) + int(prev[i])) / 2)
		case 4:
			row[i] += paeth(left, prev[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// unLZW decodes PDF's LZW: codes from the high bit, 9 to 12 bits long.
func unLZW(data []byte, early, limit int) []byte {
	const clear, eod = 256, 257
	table := make([][]byte, 258, 4096)
	for i := range 256 {
		table[i] = []byte{byte(i)}
	}
	var out, prev []byte
	bits, n, width := 0, 0, 9
	for _, c := range data {
		bits, n = bits<<8|int(c), n+8
		if n < width {
			continue
		}
		code := bits >> (n - width) & (1<<width - 1)
		n -= width
		bits &= 1<<n - 1
		switch {
		case code == clear:
			table, width, prev = table[:258], 9, nil
			continue
		case code == eod || len(out) > limit:
			return out
		}
		var entry []byte
		switch {
		case code < len(table):
			entry = table[code]
		case prev != nil && code == len(table):
			entry = append(bytes.Clone(prev), prev[0])
		default:
			return out
		}
		out = append(out, entry...)
		if prev != nil && len(table) < 4096 {
			table = append(table, append(bytes.Clone(prev), entry[0]))
		}
		prev = entry
		for width < 12 && len(table)+early >= 1<<width {
			width++
		}
	}
	return out
}

func unASCII85(data []byte) []byte {
	var out []byte
	var group [5]byte
	n := 0
	emit := func(count int) {
		v := uint32(0)
		for _, g := range group {
			v = v*85 + uint32(g)
		}
		out = append(out, []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}[:count]...)
	}
	for _, c := range data {
		switch {
		case c == '~':
			data = nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				emit(4)
				n = 0
			}
		}
		if data == nil {
			break
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group[i] = 84
		}
		emit(n - 1)
	}
	return out
}

func unRunLength(data []byte, limit int) []byte {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128 && len(out) < limit; {
		n := int(data[i])
		i++
		if n < 128 {
			out = append(out, data[i:min(i+n+1, len(data))]...)
			i += n + 1
		} else if i < len(data) {
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}
