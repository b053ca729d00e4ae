package extract

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
)

// readMHTML reads a web page that was saved as one file: the first HTML part of
// its MIME parts.
func readMHTML(b *budget, data []byte) (*File, error) {
	msg, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\xef\xbb\xbf\r\n ")))
	if err != nil {
		return nil, fmt.Errorf("read MHTML: %w", err)
	}
	page, err := htmlPart(msg.Header.Get("Content-Type"), msg.Body, 0)
	if err != nil {
		return nil, fmt.Errorf("read MHTML: %w", err)
	}
	if page == nil {
		return nil, &Refusal{Reason: Empty, Detail: string(kindMHTML)}
	}
	f, err := readHTML(b, page)
	if err != nil {
		return nil, err
	}
	f.Format = string(kindMHTML)
	return f, nil
}

func htmlPart(contentType string, body io.Reader, depth int) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(kind, "multipart/") || depth > 4 {
		return nil, err
	}
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		switch {
		case strings.HasPrefix(kind, "multipart/"):
			if page, err := htmlPart(p.Header.Get("Content-Type"), p, depth+1); page != nil || err != nil {
				return page, err
			}
		case kind == "text/html" || kind == "application/xhtml+xml":
			var from io.Reader = p
			if strings.EqualFold(p.Header.Get("Content-Transfer-Encoding"), "base64") {
				from = base64.NewDecoder(base64.StdEncoding, p)
			}
			return io.ReadAll(from)
		}
	}
}
