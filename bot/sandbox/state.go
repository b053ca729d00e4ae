package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	s.world.NextEvt = max(s.world.NextEvt, s.cfg.FirstEvent)
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

// SaveFile writes Save's form beside the file and then puts it in its place,
// so that a crash leaves the old or the new one.
func (s *Server) SaveFile(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("sandbox: save: %w", err)
	}
	err = errors.Join(s.Save(f), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("sandbox: save: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// LoadFile puts back what SaveFile wrote; found is false, without an error,
// when there is no such file yet.
func (s *Server) LoadFile(path string) (found bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("sandbox: load: %w", err)
	}
	defer f.Close()
	return true, s.Load(f)
}
