package bot

import (
	"context"
	"fmt"

	"liangshan/store"
	"liangshan/store/day"
)

// refusedFull is why evidence is not taken once its folder is full.
const refusedFull = "full"

// fullFolder is what coordinators are told of it.
type fullFolder struct {
	Held, Quota int64 // bytes
}

// hasRoom reports whether a file of so many bytes still goes into the evidence.
// Coordinators hear when one does not, once a day.
func (b *Bot) hasRoom(ctx context.Context, m Message, size int64) (bool, error) {
	if b.quota == 0 {
		return true, nil
	}
	var held int64
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		held, err = v.EvidenceBytes()
		return err
	})
	if err != nil || held+size <= b.quota {
		return err == nil, err
	}
	err = b.db.Write(ctx, func(tx *store.Tx) error {
		for _, c := range b.coordinatorsInOrder() {
			key := fmt.Sprintf("quota/%s/%d", day.Of(b.now()), c)
			if told, err := tx.Queued(key); err != nil {
				return err
			} else if told {
				continue
			}
			if err := b.say(tx, m, note{words: "evidence.full", data: fullFolder{held, b.quota}, to: c, key: key}); err != nil {
				return err
			}
		}
		return nil
	})
	b.wakeSender()
	return false, err
}
