package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"liangshan/bot/sandbox"
)

// A file that takes long is acknowledged at once, and its receipt comes into the same message.
func TestALongReadingIsAnnouncedAndEndsInTheSameMessage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.box.Fail(sandbox.FaultRule{Method: "getFile", Times: 1, Delay: 2500 * time.Millisecond})
	s := o.stage()
	s.lines("老陈 📎 hehu-1.md: @liangshan_bot", "messages 1", "< 已入库", "!< 正在读取")
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	said := func(method, words string) sandbox.Call {
		c, err := o.box.WaitCall(ctx, func(c sandbox.Call) bool { return c.Method == method && strings.Contains(c.Args["text"], words) })
		if err != nil {
			t.Fatalf("no %s says %s: %v", method, words, err)
		}
		return c
	}
	first, last := said("sendMessage", "正在读取"), said("editMessageText", "已入库")
	var sent struct {
		ID json.Number `json:"message_id"`
	}
	if err := json.Unmarshal(first.Result, &sent); err != nil {
		t.Fatal(err)
	}
	if first.Seq > last.Seq || last.Args["message_id"] != sent.ID.String() || last.Args["reply_markup"] == "" {
		t.Errorf("said in %s, changed %s with the buttons %q", sent.ID, last.Args["message_id"], last.Args["reply_markup"])
	}
	s.lines("老陈 ▶ 逐项核对", "< 核对任务")
}

// A try that failed behind the announcement costs no second message, and no receipt.
func TestAReadingThatFailsOnceEndsInOneReceipt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.box.Fail(sandbox.FaultRule{Method: "getFile", Times: 1, Delay: 2500 * time.Millisecond, Code: 500})
	s := o.stage()
	s.lines("老陈 📎 hehu-1.md: @liangshan_bot", "messages 1", "< 已入库")
}
