package sandbox

import "net/http"

// Page is what the group chat in the browser shows.
type Page struct{}

func (s *Server) servePage(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }
