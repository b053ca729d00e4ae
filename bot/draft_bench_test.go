package bot_test

import (
	"fmt"
	"testing"

	"liangshan/bot/sandbox"
	"liangshan/store"
	"liangshan/store/storetest"
)

// BenchmarkDraft measures messages per second from the raw event to the committed
// draft, with its card in the outbox and sent: ten liaisons speak at once in a group.
func BenchmarkDraft(b *testing.B) {
	o := newOffice(b)
	liaisons := make([]int64, 10)
	storetest.Write(b, o.db, func(tx *store.Tx) error {
		d, err := tx.Department("区林业局")
		if err != nil {
			return err
		}
		for i := range liaisons {
			liaisons[i] = int64(2000 + i)
			if err := tx.SeeMember(store.Member{ID: liaisons[i], Name: fmt.Sprint("联络员", i)}); err != nil {
				return err
			}
			if err := tx.GrantBinding(liaisons[i], d.ID, 0); err != nil {
				return err
			}
		}
		return nil
	})
	for i, id := range liaisons {
		o.box.AddUser(sandbox.User{ID: id, Name: fmt.Sprint("联络员", i)})
	}
	o.box.AddChat(sandbox.Chat{ID: group, Kind: sandbox.Supergroup, Title: "创建工作群", Members: liaisons})
	b.ResetTimer()
	for i := range b.N {
		if _, err := o.box.Say(liaisons[i%len(liaisons)], group, fmt.Sprintf("@liangshan_bot 森林抚育完成%d亩，占全年任务的65%%", 1000+i)); err != nil {
			b.Fatal(err)
		}
	}
	o.settle()
	b.StopTimer()
	storetest.Read(b, o.db, func(v *store.View) error {
		list, err := v.LiveUpdates()
		if len(list) != b.N {
			b.Errorf("%d drafts of %d messages", len(list), b.N)
		}
		return err
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
