package sandbox

import (
	"encoding/json"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// fromOurPage refuses what another site makes a visitor's browser do: names
// that are not ours (rebound DNS), requests whose origin is not ours, and
// changes that do not say where they come from.
func (s *Server) fromOurPage(r *http.Request) bool {
	if !s.ourHost(r.Host) {
		return false
	}
	changes := r.Method != http.MethodGet && r.Method != http.MethodHead
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Origin")
	switch site {
	case "", "same-origin":
	case "none":
		if changes {
			return false
		}
	default: // another site: it may link to the page, and no more
		if changes || r.URL.Path != "/" {
			return false
		}
	}
	if origin != "" && !sameHost(origin, r.Host) {
		return false
	}
	return !changes || site != "" || origin != ""
}

func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}

func (s *Server) ourHost(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	return name == "localhost" || strings.HasSuffix(name, ".localhost") ||
		net.ParseIP(name) != nil || slices.Contains(s.cfg.Page.Hosts, name)
}

// wish is what a page may ask for; every call uses a part of it.
type wish struct {
	As      int64    `json:"as"`
	Chat    int64    `json:"chat"`
	Message int      `json:"message"`
	Text    string   `json:"text"`
	ReplyTo int      `json:"reply_to"`
	Quote   string   `json:"quote"`
	Thread  int      `json:"thread"`
	Row     int      `json:"row"`
	Column  int      `json:"column"`
	Emoji   []string `json:"emoji"`
	Names   []struct {
		ID   int64  `json:"id"`
		Name string `json:"name"`
	} `json:"names"`
}

func readWish(w http.ResponseWriter, r *http.Request) (wish, bool) {
	var in wish
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		pageFault(w, http.StatusUnsupportedMediaType, "json")
		return in, false
	}
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxField)).Decode(&in) != nil {
		pageFault(w, http.StatusBadRequest, "json")
		return in, false
	}
	return in, true
}

func (in wish) options() []Option {
	var out []Option
	if in.ReplyTo != 0 {
		out = append(out, ReplyTo(in.ReplyTo))
		if in.Quote != "" {
			out = append(out, Quoting(in.Quote))
		}
	}
	if in.Thread != 0 {
		out = append(out, InThread(in.Thread))
	}
	for _, n := range in.Names {
		out = append(out, Naming(n.ID, n.Name))
	}
	return out
}

func number(r *http.Request, name string) int64 {
	n, err := strconv.ParseInt(r.FormValue(name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func pageFault(w http.ResponseWriter, code int, why string) {
	pageJSON(w, code, map[string]string{"error": why})
}

func pageJSON(w http.ResponseWriter, code int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write(body) // a page that closed is no fault of ours
}
