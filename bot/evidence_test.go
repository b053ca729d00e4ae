package bot_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"liangshan/bot/sandbox"
)

// send sends a file whose bytes are what its name says; one of testdata/files comes from there.
func (s *stage) send(m []string) error {
	who, name, caption := m[1], m[4], strings.TrimSpace(m[5])
	var opts []sandbox.Option
	if m[2] == " ↩" {
		opts = append(opts, sandbox.ReplyTo(s.lastOfBot()))
	}
	if m[3] != "" {
		opts = append(opts, sandbox.InAlbum(strings.TrimSpace(m[3])))
	}
	data, rerr := os.ReadFile(filepath.Join("testdata", "files", name))
	if rerr != nil {
		data = nil
	}
	made := map[string][]byte{".pdf": []byte("%PDF-1.4\n" + name), ".exe": []byte("MZ" + name), ".zip": []byte("PK\x03\x04" + name)}[filepath.Ext(name)]
	switch {
	case data != nil:
	case name == "big.pdf":
		data = append(made, make([]byte, 21<<20)...)
	case filepath.Ext(name) == ".png":
		var b bytes.Buffer
		pic := image.NewGray(image.Rect(0, 0, 8, 8))
		pic.SetGray(0, 0, color.Gray{Y: uint8(len(name))})
		if err := png.Encode(&b, pic); err != nil {
			return err
		}
		data, opts = b.Bytes(), append(opts, sandbox.AsPhoto())
	default:
		data = made
	}
	if m[2] == " ✎" {
		defer s.listen()
		return s.box.EditFile(people[who], s.chat, s.mine[who], name, data, caption, opts...)
	}
	id, err := s.box.SendFile(people[who], s.chat, name, data, caption, opts...)
	if err != nil {
		return err
	}
	s.mine[who] = id
	s.listen()
	return nil
}

// filed lists the evidence that stands under a pattern.
func (o *office) filed(pattern string) []string {
	list, err := filepath.Glob(filepath.Join(o.dir, "evidence", pattern))
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}
