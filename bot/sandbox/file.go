package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif" // so that a picture's size can be read
	_ "image/jpeg"
	_ "image/png"
	"mime"
	"net/http"
	"path"
	"strings"
)

// File is a document or a photo.
type File struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Size     int    `json:"file_size"`
	// Width and Height are a photo's, 0 for a document.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
	// Data is the content; Save keeps it once for all files that share it.
	Data []byte `json:"-"`
}

// Photo says that the file was sent as a picture.
func (f *File) Photo() bool { return f.Width > 0 }

// keep stores a file under a new id. The same bytes share a unique id, as
// with Telegram.
func (s *Server) keep(name, kind string, data []byte, photo bool) (*File, error) {
	f := &File{Name: path.Base(strings.ReplaceAll(name, `\`, "/")), MIME: kind, Size: len(data), Data: data}
	if f.MIME == "" || f.MIME == "application/octet-stream" {
		f.MIME = guess(f.Name, data)
	}
	letter := "BQACAgUAAxkDAA"
	if photo {
		if err := f.measure(); err != nil {
			return nil, err
		}
		letter, f.Name = "AgACAgUAAxkDAA", ""
	}
	sum := sha256.Sum256(data)
	f.ID = fmt.Sprintf("%s%06d", letter, s.world.NextFile)
	f.UniqueID = "AgAD" + base64.RawURLEncoding.EncodeToString(sum[:9])
	s.world.NextFile++
	s.world.Files[f.ID] = f
	return f, nil
}

func guess(name string, data []byte) string {
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return strings.TrimSpace(strings.Split(kind, ";")[0])
	}
	return strings.TrimSpace(strings.Split(http.DetectContentType(data), ";")[0])
}

func (f *File) measure() error {
	head, _, err := image.DecodeConfig(bytes.NewReader(f.Data))
	switch {
	case err != nil:
		return bad("IMAGE_PROCESS_FAILED")
	case head.Width+head.Height > 10_000 || head.Width > 20*head.Height || head.Height > 20*head.Width:
		return bad("PHOTO_INVALID_DIMENSIONS")
	case len(f.Data) > 10_000_000:
		return bad("too big for a photo")
	}
	f.Width, f.Height = head.Width, head.Height
	return nil
}

// attached finds the file that a field of a call names: an upload, an upload
// by attach://, or the id of a file that is already here.
func (s *Server) attached(q *request, field, value string, photo bool) (*File, error) {
	up, ok := q.files[field]
	if name, by := strings.CutPrefix(value, "attach://"); by {
		up, ok = q.files[name]
	}
	switch {
	case ok && len(up.data) == 0:
		return nil, bad("file must be non-empty")
	case ok:
		return s.keep(up.name, up.kind, up.data, photo)
	case value == "":
		return nil, bad("there is no %s in the request", map[bool]string{true: "photo", false: "document"}[photo])
	case strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://"):
		return nil, bad("failed to get HTTP URL content")
	}
	return s.again(value, photo)
}

func (s *Server) again(id string, photo bool) (*File, error) {
	f, ok := s.world.Files[id]
	switch {
	case !ok:
		return nil, bad("wrong file identifier/HTTP URL specified")
	case photo && !f.Photo():
		return nil, bad("can't use file of type Document as Photo")
	case !photo && f.Photo():
		return nil, bad("can't use file of type Photo as Document")
	}
	return f, nil
}

func (s *Server) getFile(q *request) (any, error) {
	id := q.arg("file_id")
	f, ok := s.world.Files[id]
	switch {
	case id == "":
		return nil, bad("file_id not specified")
	case !ok:
		return nil, bad("invalid file_id")
	case int64(f.Size) > s.cfg.MaxDownload:
		return nil, bad("file is too big")
	}
	return map[string]any{
		"file_id": f.ID, "file_unique_id": f.UniqueID, "file_size": f.Size, "file_path": f.path(),
	}, nil
}

// path is where the file is fetched: Telegram's names carry no Chinese.
func (f *File) path() string {
	if f.Photo() {
		return "photos/" + f.ID + ".jpg"
	}
	ext := path.Ext(f.Name)
	if strings.ContainsFunc(ext, func(r rune) bool { return r > 126 || r <= ' ' || strings.ContainsRune("?#%/", r) }) {
		ext = ""
	}
	return "documents/" + f.ID + ext
}

// serveFile answers /file/bot<token>/<path>.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, at string) {
	name := path.Base(at)
	s.mu.Lock()
	f, ok := s.world.Files[strings.TrimSuffix(name, path.Ext(name))]
	s.mu.Unlock()
	if !ok || f.path() != at {
		writeRefusal(w, errNoPath)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", s.cfg.Now(), bytes.NewReader(f.Data))
}
