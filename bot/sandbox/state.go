package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
)

// state is the saved form; Version changes when its shape does.
type state struct {
	Version int   `json:"version"`
	World   world `json:"world"`
	// Content holds files' bytes by unique id.
	Content map[string][]byte `json:"content"`
}

const stateVersion = 1

// Save writes everything that was said, who is where, files, menus and the
// events that the bot has not acknowledged. Calls and faults are not kept.
func (s *Server) Save(w io.Writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := state{Version: stateVersion, World: s.world, Content: map[string][]byte{}}
	for _, f := range s.world.Files {
		out.Content[f.UniqueID] = f.Data
	}
	if err := json.NewEncoder(w).Encode(out); err != nil {
		return fmt.Errorf("sandbox: save: %w", err)
	}
	return nil
}

// Load puts back what Save wrote, in place of all that is there. Users and
// chats added before are forgotten: add them after Load, which keeps what
// they said.
func (s *Server) Load(r io.Reader) error {
	in := state{World: newWorld()}
	if err := json.NewDecoder(r).Decode(&in); err != nil {
		return fmt.Errorf("sandbox: load: %w", err)
	}
	if in.Version != stateVersion {
		return fmt.Errorf("sandbox: load: version %d, want %d", in.Version, stateVersion)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropHook()
	s.world = in.World
	s.world.Users[s.bot.ID] = s.bot
	s.relink(in.Content)
	if s.world.Webhook.URL != "" {
		s.startHook()
	}
	s.publish(feedItem{Kind: "world"})
	return nil
}

// relink gives files their bytes back, and messages the files.
func (s *Server) relink(content map[string][]byte) {
	for _, f := range s.world.Files {
		f.Data = content[f.UniqueID]
	}
	for _, c := range s.world.Chats {
		for _, m := range c.Messages {
			if m.File == nil {
				continue
			}
			if f, ok := s.world.Files[m.File.ID]; ok {
				m.File = f
			}
		}
	}
}
