package knowledge

import (
	"context"
	"fmt"
	"slices"

	"liangshan/knowledge/units"
	"liangshan/store"
)

// Named lists the names under which the register knows a body: the roster's full
// name; or, where it has nothing for that, what papers of other places write for
// it (县林业局 for 林业局). Empty for a body that neither knows.
func (l *Library) Named(ctx context.Context, word string) ([]string, error) {
	roster, err := l.Roster(ctx)
	if err != nil {
		return nil, err
	}
	own, known := roster.Resolve(word)
	var ours, written []string
	err = l.db.Read(ctx, func(v *store.View) error {
		tasks, err := l.register.tasks(v)
		for _, t := range tasks {
			for _, u := range t.Units {
				switch {
				case u.Name == own.Name:
					ours = []string{own.Name}
				case u.Kind == "unknown" && units.Short(word, u.Name) && !slices.Contains(written, u.Name):
					written = append(written, u.Name)
				}
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("knowledge: who is %s: %w", word, err)
	}
	if known && len(ours)+len(written) == 0 {
		ours = []string{own.Name}
	}
	if len(ours) > 0 {
		return ours, nil
	}
	return written, nil
}
