package main

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangshan/bot/sandbox/browser"
)

// startDemo starts the demonstration as a visitor would and returns the page's address.
func startDemo(t *testing.T, data string) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	c := console{out: w, err: log, env: func(string) string { return "" }, now: time.Now}
	go func() { ended <- dispatch(ctx, c, []string{"demo", "--listen", "127.0.0.1:0", "--data", data}) }()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != exitDone {
			b, _ := os.ReadFile(log.Name()) //nolint:errcheck // only to explain
			t.Errorf("demo ended with %d\n%s", status, b)
		}
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// shot names a picture when a folder for pictures is given, else "".
func shot(t *testing.T, name string) string {
	if dir := os.Getenv("LIANGSHAN_SHOTS"); dir != "" {
		return filepath.Join(dir, name)
	}
	return filepath.Join(t.TempDir(), name)
}

// One visitor plays through the main job on the real product: ask, report,
// confirm, sum up.
func TestAVisitorPlaysThroughTheMainJob(t *testing.T) {
	p := browser.Open(t, browser.Screen{Width: 1280, Height: 860})
	p.Visit(startDemo(t, t.TempDir()))
	p.AwaitText("#banner", "不是正式文件")

	p.Click(`[data-person="101"]`)
	p.AwaitText("#title", "创建工作群")
	p.Type("#input", "@liangshan_bot 国家级两山基地哪年创成？"+browser.Enter)
	p.AwaitText(".msg .text", "2026年力争")
	p.AwaitText(".msg .text", "荣环函〔2022〕98号")
	p.ClickText("#try button", "林业局有哪些任务？") // a suggestion is addressed as people address it
	p.Type("#input", browser.Enter)
	p.AwaitText(".msg .text", "森林抚育")
	p.ClickText(".keys button", "原文")
	p.AwaitText(".keys button", "收起")

	p.Click("#me")
	p.Click(`[data-person="102"]`)
	p.AwaitText("#me-role", "区林业局填报员")
	p.Type("#input", "@liangshan_bot 森林抚育完成2600亩，占全年任务的65%"+browser.Enter)
	p.AwaitText(".msg .text", "待确认")
	p.AwaitText(".msg .text", "进度65%")
	p.ClickText(".keys button", "确认")
	p.AwaitText(".msg .text", "已记录")
	p.Screenshot(shot(t, "report.png"))

	p.Click("#me")
	p.Click(`[data-person="104"]`)
	p.AwaitText("#me-role", "协调员")
	p.Type("#input", "@liangshan_bot 本周汇总"+browser.Enter)
	p.AwaitText(".msg .text", "进展汇总")
	p.AwaitText(".msg .text", "2600亩")
	p.Screenshot(shot(t, "summary.png"))
	p.Resize(browser.Screen{Width: 390, Height: 844, Touch: true})
	p.Screenshot(shot(t, "phone.png"))
	for _, fault := range p.Complaints() {
		t.Error(fault)
	}
}
