package knowledge

import (
	"context"
	"errors"
	"fmt"

	"liangshan/knowledge/corpus"
	"liangshan/store"
)

// SeedRoster enters the embedded departments and towns, if none are entered yet.
func SeedRoster(ctx context.Context, db *store.DB) error {
	var have int
	err := db.Read(ctx, func(v *store.View) error {
		list, err := v.Departments()
		have = len(list)
		return err
	})
	if err != nil || have > 0 {
		return err
	}
	return db.Write(ctx, func(tx *store.Tx) error {
		for _, u := range corpus.Units() {
			d := store.DepartmentNames{Department: store.Department{Name: u.Name, Kind: string(u.Kind)}, Short: u.Aliases, Old: u.Old}
			if _, err := tx.PutDepartment(d); err != nil {
				return fmt.Errorf("knowledge: seed roster: %w", err)
			}
		}
		return nil
	})
}

// ImportEmbedded imports the reply letter, and the sample plan when asked to.
// What is there already stays as it is.
func (l *Library) ImportEmbedded(ctx context.Context, sample bool) error {
	files := []ImportRequest{{Name: "reply-letter.txt", Data: corpus.Letter()}}
	if sample {
		name, data := corpus.SamplePlan()
		files = append(files, ImportRequest{Name: name, Data: data, Sample: true})
	}
	for _, f := range files {
		r, err := l.Import(ctx, f)
		if err != nil {
			return err
		}
		if r.Refusal != nil {
			return errors.Join(fmt.Errorf("knowledge: embedded %s", f.Name), r.Refusal)
		}
	}
	return nil
}
