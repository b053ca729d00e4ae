package extract

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Reader reads files within its limits, with the outside programs it is given.
type Reader struct {
	Limits  Limits
	Office  string // path of LibreOffice's soffice; empty: old formats are refused
	Poppler string // path of pdftotext; empty: garbled PDFs are reported, not repaired
}

// NewReader is a Reader with the default limits and the programs found on the path.
func NewReader() *Reader {
	r := &Reader{Limits: DefaultLimits()}
	r.Office, _ = exec.LookPath("soffice")
	r.Poppler, _ = exec.LookPath("pdftotext")
	return r
}

// Read reads a file. The name's ending is a hint; the content decides.
func Read(ctx context.Context, name string, data []byte) (*File, error) {
	return NewReader().Read(ctx, name, data)
}

// Read reads a file. The name's ending is a hint; the content decides. The error
// is always a *Refusal.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (*File, error) {
	ext := extension(name)
	if int64(len(data)) > r.Limits.FileBytes {
		return nil, &Refusal{Reason: TooLarge, Detail: megabytes(r.Limits.FileBytes)}
	}
	ctx, cancel := context.WithTimeout(ctx, r.Limits.Time)
	defer cancel()
	if mark, ok := markInLine(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))); ok {
		return nil, &Refusal{Reason: Secret, Detail: mark}
	}
	kind := sniff(data)
	if ref := unreadable(kind, ext); ref != nil {
		return nil, ref
	}
	kind = byName(kind, ext, data)
	f, err := r.open(ctx, kind, data)
	if err != nil {
		return nil, r.refusal(err, string(kind))
	}
	if !nameFits(kind, ext) {
		f.note(NoteNameMismatch)
	}
	if mark, ok := f.secret(); ok {
		return nil, &Refusal{Reason: Secret, Detail: mark}
	}
	if f.bare() && slices.Contains(f.Notes, NotePictures) {
		return nil, &Refusal{Reason: Scan}
	}
	if f.bare() {
		return nil, &Refusal{Reason: Empty, Detail: f.Format}
	}
	return f, nil
}

// open calls the format's reader; a panic there is a damaged file.
func (r *Reader) open(ctx context.Context, k kind, data []byte) (f *File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, &Refusal{Reason: Damaged, Detail: string(k), Err: fmt.Errorf("panic: %v", p)}
		}
	}()
	return r.dispatch(&budget{ctx: ctx, lim: r.Limits}, k, data)
}

func (r *Reader) dispatch(b *budget, k kind, data []byte) (*File, error) {
	switch k {
	case kindDocx:
		return readDocx(b, data)
	case kindXlsx:
		return readXlsx(b, data)
	case kindPDF:
		return r.readPDF(b, data)
	case kindHTML:
		return readHTML(b, data)
	case kindMarkdown:
		return readMarkdown(b, data)
	case kindCSV:
		return readCSV(b, data)
	case kindText:
		return readText(b, data)
	case kindOFD:
		return readOFD(b, data)
	case kindMHTML:
		return readMHTML(b, data)
	case kindDoc, kindXls, kindRTF, kindODT, kindODS, kindWordXML, kindExcelXML:
		return r.readLegacy(b, k, data)
	}
	return nil, &Refusal{Reason: Unsupported, Detail: string(k)}
}

// refusal makes sure that every error is a Refusal, and that running out of
// time is called so whatever the reader made of it.
func (r *Reader) refusal(err error, format string) *Refusal {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return &Refusal{Reason: Slow, Detail: strconv.Itoa(int(r.Limits.Time.Seconds())), Err: err}
	}
	var ref *Refusal
	if errors.As(err, &ref) {
		return ref
	}
	return &Refusal{Reason: Damaged, Detail: format, Err: err}
}

func (f *File) note(code string) {
	if !slices.Contains(f.Notes, code) {
		f.Notes = append(f.Notes, code)
	}
}

// bare says that nothing a reader could read was found.
func (f *File) bare() bool {
	for i := range f.Blocks {
		if strings.TrimSpace(f.Blocks[i].Text) != "" {
			return false
		}
		if t := f.Blocks[i].Table; t != nil && !t.bare() {
			return false
		}
	}
	return true
}

func (t *Table) bare() bool {
	for _, row := range t.Rows {
		for i := range row {
			if strings.TrimSpace(row[i].Text) != "" || row[i].Nested != nil && !row[i].Nested.bare() {
				return false
			}
		}
	}
	return true
}

func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) + " MB" }
