package sandbox

import (
	"bytes"
	"embed"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Page is what the group chat in the browser shows. Its words for people come
// from whoever configures it; the page's own short labels are in page/.
type Page struct {
	// Title names the demonstration; Banner is the thin line on top.
	Title, Banner string
	// People are whom a visitor may be, in order.
	People []Person
	// Hosts are host names under which the page may be asked for. Loopback
	// and plain addresses are always allowed; other names are refused, so
	// that no foreign site can borrow its visitors' sandbox.
	Hosts []string
}

// Person is one whom a visitor may be. AddUser must know the ID.
type Person struct {
	ID int64
	// Role is a short label such as 区林业局填报员; Note says what one can
	// try as this person.
	Role, Note string
	// Try are example messages.
	Try []Example
}

// Example is a message that the visitor can send with two taps. In is the
// kind of chat that it suits; empty is any. Group means both kinds of group.
type Example struct {
	Text string
	In   Kind
}

//go:embed page
var pageFiles embed.FS

var pageRoutes = map[string]func(*Server, http.ResponseWriter, *http.Request){
	"GET /":                     servePageFile("index.html"),
	"GET /sandbox/api/world":    (*Server).pageWorld,
	"GET /sandbox/api/messages": (*Server).pageMessages,
	"GET /sandbox/api/events":   (*Server).pageEvents,
	"GET /sandbox/api/file":     (*Server).pageFile,
	"POST /sandbox/api/say":     (*Server).pageSay,
	"POST /sandbox/api/edit":    (*Server).pageEdit,
	"POST /sandbox/api/delete":  (*Server).pageDelete,
	"POST /sandbox/api/press":   (*Server).pagePress,
	"POST /sandbox/api/react":   (*Server).pageReact,
	"POST /sandbox/api/file":    (*Server).pageSend,
}

// contentPolicy lets the page load nothing but itself.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
	"connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", contentPolicy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	if !s.fromOurPage(r) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if name, ok := strings.CutPrefix(r.URL.Path, "/sandbox/assets/"); ok && method == http.MethodGet {
		servePageFile(name)(s, w, r)
		return
	}
	route, ok := pageRoutes[method+" "+r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	route(s, w, r)
}

func servePageFile(name string) func(*Server, http.ResponseWriter, *http.Request) {
	return func(_ *Server, w http.ResponseWriter, r *http.Request) {
		data, err := fs.ReadFile(pageFiles, path.Join("page", path.Base(name)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	}
}
