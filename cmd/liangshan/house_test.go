package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// source is one Go file of the project.
type source struct {
	path string // from the top of the project, with slashes
	test bool
	ast  *ast.File
	text string
	fset *token.FileSet
}

// sources parses every Go file of the project.
func sources(t *testing.T) []source {
	t.Helper()
	top, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var out []source
	err = filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, p, b, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, p)
		out = append(out, source{filepath.ToSlash(rel), strings.HasSuffix(p, "_test.go"), f, string(b), fset})
		return err
	})
	if err != nil || len(out) < 50 {
		t.Fatalf("%d sources: %v", len(out), err)
	}
	return out
}

// bans say who may not import whom, and why. A ban holds for a folder and all below it.
var bans = []struct{ who, whom, why string }{
	{"store", "liangshan/knowledge", "the store keeps nouns; reading them is above it"},
	{"store", "liangshan/bot", "the store does not know who asks"},
	{"knowledge", "liangshan/bot", "knowledge can be tried without a chat"},
	{"bot", "liangshan/cmd", "cmd builds; nobody builds cmd"},
	{"knowledge/when", "liangshan/knowledge", "reading time is pure"},
	{"knowledge/units", "liangshan/knowledge", "names are pure"},
	{"knowledge/segment", "liangshan/knowledge", "text tools are at the bottom"},
	{"knowledge/pattern", "liangshan", "text tools are at the bottom"},
	{"bot/brief", "liangshan/knowledge", "files are made from the store's nouns only"},
	{"bot/sandbox", "liangshan", "the sandbox is a stranger to the product that it tests"},
}

// allowed are exceptions below a ban.
var allowed = map[string][]string{
	"knowledge/when":    {"liangshan/knowledge/when", "liangshan/knowledge/pattern"},
	"knowledge/units":   {"liangshan/knowledge/units", "liangshan/knowledge/pattern"},
	"knowledge/segment": {"liangshan/knowledge/segment"},
	"bot/sandbox":       {"liangshan/bot/sandbox"},
}

func under(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func TestEveryImportPointsDownwards(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, i := range s.ast.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			for _, b := range bans {
				if under(s.path, b.who) && under(name, b.whom) && !exempt(b.who, name) {
					t.Errorf("%s imports %s: %s", s.path, name, b.why)
				}
			}
		}
	}
}

func exempt(who, name string) bool {
	for _, a := range allowed[who] {
		if under(name, a) {
			return true
		}
	}
	return false
}

// only says which folders may import an outside package.
var only = map[string]string{
	"github.com/mattn/go-sqlite3":       "store",
	"github.com/sashabaranov/go-openai": "knowledge/llm",
	"database/sql":                      "store",
}

func TestOutsidePackagesAreKnownInOneRoom(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.path == "cmd/liangshan/version.go" { // says which SQLite is built in
			continue
		}
		for _, i := range s.ast.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			if room, ok := only[name]; ok && !under(s.path, room) {
				t.Errorf("%s imports %s: only %s may", s.path, name, room)
			}
			if strings.HasPrefix(name, "github.com/go-telegram/bot") && !under(s.path, "bot") && s.path != "cmd/liangshan/check.go" {
				t.Errorf("%s imports %s: only bot knows Telegram", s.path, name)
			}
		}
	}
}

func TestTheClockIsPassedIn(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || under(s.path, "cmd") {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := x.X.(*ast.Ident); ok && id.Name == "time" && (x.Sel.Name == "Now" || x.Sel.Name == "Since") {
					t.Errorf("%s: time.%s", s.fset.Position(n.Pos()), x.Sel.Name)
				}
			}
			return true
		})
	}
}

var sqlWords = regexp.MustCompile(`(?s)^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\s.*\b(FROM|INTO|SET|TABLE|INDEX)\b`)

func TestSQLStandsInTheStoreOnly(t *testing.T) {
	eachString(t, func(s source, pos token.Position, text string) {
		if !under(s.path, "store") && sqlWords.MatchString(text) {
			t.Errorf("%s: SQL outside the store", pos)
		}
	})
}

// sentence is Chinese that a person would read: with a full stop or a question mark, and no list of words.
var sentence = regexp.MustCompile(`^[^ ]*\p{Han}{2,}[^ ]*[。？]$`)

func TestChineseSentencesStandInTheWords(t *testing.T) {
	eachString(t, func(s source, pos token.Position, text string) {
		if sentence.MatchString(text) {
			t.Errorf("%s: %q belongs into bot/words", pos, text)
		}
	})
}

func eachString(t *testing.T, f func(source, token.Position, string)) {
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.path, "bot/sandbox/page") || strings.Contains(s.path, "llmtest") {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			if x, ok := n.(*ast.BasicLit); ok && x.Kind == token.STRING {
				if text, err := strconv.Unquote(x.Value); err == nil {
					f(s, s.fset.Position(x.Pos()), text)
				}
			}
			return true
		})
	}
}

// maxLines keeps a file something that can be read in one sitting.
const maxLines = 600

func TestNoFileIsTooLong(t *testing.T) {
	for _, s := range sources(t) {
		if n := strings.Count(s.text, "\n"); n > maxLines && !s.test {
			t.Errorf("%s has %d lines", s.path, n)
		}
	}
}
