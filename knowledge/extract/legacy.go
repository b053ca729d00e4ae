package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// capped refuses to be written to beyond its bound.
type capped struct {
	w    io.Writer
	left int64
}

func (c *capped) Write(p []byte) (int, error) {
	if c.left -= int64(len(p)); c.left < 0 {
		return 0, errors.New("too much output")
	}
	return c.w.Write(p)
}

// readLegacy converts an old format with LibreOffice and reads the result.
func (r *Reader) readLegacy(b *budget, k kind, data []byte) (*File, error) {
	if r.Office == "" {
		return nil, &Refusal{Reason: Legacy, Detail: string(k)}
	}
	to := kindDocx
	if k == kindXls || k == kindODS || k == kindExcelXML {
		to = kindXlsx
	}
	out, err := r.convert(b.ctx, k, to, data)
	if err != nil {
		return nil, err
	}
	if int64(len(out)) > r.Limits.FileBytes*4 {
		return nil, &Refusal{Reason: TooLarge, Detail: megabytes(r.Limits.FileBytes)}
	}
	f, err := r.dispatch(b, to, out)
	if err != nil {
		return nil, err
	}
	f.Format = string(k)
	f.note(NoteConverted)
	return f, nil
}

// convert runs LibreOffice with a profile of its own, so that neither settings
// nor macros nor another instance have a say.
func (r *Reader) convert(ctx context.Context, from, to kind, data []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "extract")
	if err != nil {
		return nil, fmt.Errorf("make a room for conversion: %w", err)
	}
	defer os.RemoveAll(dir)
	ending, _, _ := strings.Cut(string(from), " ")
	in := filepath.Join(dir, "in."+ending)
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, fmt.Errorf("write for conversion: %w", err)
	}
	filter := map[kind]string{kindDocx: "docx:MS Word 2007 XML", kindXlsx: "xlsx:Calc MS Excel 2007 XML"}[to]
	cmd := exec.CommandContext(ctx, r.Office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", filter, "--outdir", filepath.Join(dir, "out"), in)
	cmd.Env = append(slices.Clone(os.Environ()), "HOME="+dir, "TMPDIR="+dir)
	cmd.Dir = dir
	killGroup(cmd)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &capped{&log, 1 << 20}, &capped{&log, 1 << 20}
	runErr := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	out, err := os.ReadFile(filepath.Join(dir, "out", "in."+string(to)))
	if err != nil {
		return nil, &Refusal{Reason: Damaged, Detail: string(from), Err: errors.Join(errors.New("conversion gave nothing"), runErr)}
	}
	return out, nil
}
