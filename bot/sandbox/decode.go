package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// request is one call, whatever form its body had. Values that are no strings
// are kept as their JSON.
type request struct {
	method string
	args   map[string]string
	files  map[string]upload
}

type upload struct {
	name, kind string
	data       []byte
}

// maxField is the largest value that is not a file.
const maxField = 1 << 20

// decode reads query, urlencoded, multipart and JSON bodies. What a body says
// wins over the query.
func decode(r *http.Request, limit int64) (*request, error) {
	q := &request{args: map[string]string{}, files: map[string]upload{}}
	q.values(r.URL.Query())
	if r.Body == nil || r.Method == http.MethodGet {
		return q, nil
	}
	body := http.MaxBytesReader(nil, r.Body, limit+maxField)
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	switch kind {
	case "application/json":
		err = q.json(body)
	case "multipart/form-data":
		err = q.multipart(multipart.NewReader(body, params["boundary"]), limit)
	case "application/x-www-form-urlencoded":
		err = q.form(body)
	default:
		// Telegram reads no other kind: the call stands as if without a body.
		_, err = io.Copy(io.Discard, body)
	}
	if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok && tooLong != nil {
		return q, errTooLarge
	}
	return q, err
}

func (q *request) values(v url.Values) {
	for name, all := range v {
		q.args[name] = all[0]
	}
}

func (q *request) form(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	v, err := url.ParseQuery(string(raw))
	if err != nil {
		return bad("can't parse urlencoded body")
	}
	q.values(v)
	return nil
}

func (q *request) json(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return bad("can't parse JSON object")
	}
	for name, value := range fields {
		if string(value) == "null" {
			continue
		}
		q.args[name] = plain(value)
	}
	return nil
}

// plain is a JSON string's content, or any other value's JSON.
func plain(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}

func (q *request) multipart(parts *multipart.Reader, limit int64) error {
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return brokenBody(err)
		}
		if err := q.part(part, limit); err != nil {
			return brokenBody(err)
		}
	}
}

func (q *request) part(part *multipart.Part, limit int64) error {
	name, file, isFile := disposition(part.Header.Get("Content-Disposition"))
	most := int64(maxField)
	if isFile {
		most = limit
	}
	data, err := io.ReadAll(io.LimitReader(part, most+1))
	switch {
	case err != nil:
		return err
	case int64(len(data)) > most:
		return errTooLarge
	case isFile:
		q.files[name] = upload{file, part.Header.Get("Content-Type"), data}
	default:
		q.args[name] = string(data)
	}
	return nil
}

// disposition reads Content-Disposition as leniently as Telegram, which takes
// file names in bare UTF-8 from clients that do not quote them.
func disposition(head string) (name, file string, isFile bool) {
	for head != "" {
		var field string
		field, head = nextParameter(head)
		key, value, _ := strings.Cut(field, "=")
		value = strings.TrimSpace(value)
		if strings.HasPrefix(value, `"`) {
			value = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(strings.TrimSuffix(value[1:], `"`))
		}
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "name":
			name = value
		case "filename":
			file, isFile = value, true
		case "filename*":
			if plain, err := url.PathUnescape(value[strings.LastIndex(value, "'")+1:]); err == nil {
				return name, plain, true
			}
		}
	}
	return name, file, isFile
}

// nextParameter cuts at the next semicolon that is not inside quotes.
func nextParameter(head string) (field, rest string) {
	quoted := false
	for i := 0; i < len(head); i++ {
		switch {
		case head[i] == '\\' && quoted:
			i++
		case head[i] == '"':
			quoted = !quoted
		case head[i] == ';' && !quoted:
			return head[:i], head[i+1:]
		}
	}
	return head, ""
}

func brokenBody(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return err
	}
	if _, ok := errors.AsType[*refusal](err); ok {
		return err
	}
	return bad("can't parse multipart body")
}

func (q *request) arg(name string) string { return q.args[name] }

func (q *request) yes(name string) bool {
	switch strings.ToLower(q.args[name]) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// number reads an integer as leniently as Telegram: what is none is 0.
func (q *request) number(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(q.args[name]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// object reads a JSON argument; absent leaves the target as it is.
func (q *request) object(name, fault string, into any) error {
	src := q.args[name]
	if src == "" || src == "null" {
		return nil
	}
	if json.Unmarshal([]byte(src), into) != nil {
		return bad("%s", fault)
	}
	return nil
}
