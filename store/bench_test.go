package store_test

import (
	"fmt"
	"testing"

	"liangshan/store"
	"liangshan/store/storetest"
)

// BenchmarkCommit is one small change, on disk before it counts: what bounds how
// many events one process can take in.
//
//	go test ./store -run - -bench Commit
func BenchmarkCommit(b *testing.B) {
	db := storetest.Open(b, storetest.At("2022-07-10 09:00"))
	i := 0
	for b.Loop() {
		i++
		storetest.Write(b, db, func(tx *store.Tx) error {
			return tx.SeeMember(store.Member{ID: int64(1 + i%200), Name: fmt.Sprintf("某%d", i)})
		})
	}
}
