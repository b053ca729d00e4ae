package when_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// Strangers' text never breaks the reader, and what it gives can be cited: every
// expression is a verbatim piece of the text, in order, without overlap.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "力争7月中旬完成，8月底前通过", "8.8-8.14", "每季度首月10日前", "自印发之日起30日内", "“十四五”期间", "\xff8月\xff底前",
		"２０２２年 ７ 月\n６日", "7、8、9、10月底前", "1、6月5日和12月5日前（含）", "每月5日、20日前", "二〇二二年", "99999999999日前", "每每每月月月", "一一一一一",
		"前前前8个月", "自从自从之日起", "后后3日内", "((((周三))))", "2022.2.30", "2月30日至1月1日", "\u200b8月\u3000底",
	} {
		f.Add(s)
	}
	on := day.Must("2022-07-06")
	cal := calendar(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, e := range when.Find(s, on, cal) {
			if e.Text == "" || e.Pos < end || e.Pos+len(e.Text) > len(s) || s[e.Pos:e.Pos+len(e.Text)] != e.Text {
				t.Fatalf("%q: expression %+v after byte %d", s, e, end)
			}
			end = e.Pos + len(e.Text)
			check(t, s, e)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"半年", "5个工作日", "8.14", "7/6", "原则上8月底前（含）", "1000年内", "前", "日前"} {
		f.Add(s)
	}
	on := day.Must("2022-07-06")
	f.Fuzz(func(t *testing.T, s string) {
		e := when.Parse(s, on, nil)
		if e.Kind == "" || !strings.Contains(s, e.Text) {
			t.Fatalf("%q: %+v", s, e)
		}
		check(t, s, e)
	})
}

// check holds an expression to its type's promises.
func check(t *testing.T, s string, e when.Expr) {
	t.Helper()
	if !e.Start.IsZero() && !e.End.IsZero() && e.End.Before(e.Start) {
		t.Fatalf("%q: ends before it starts: %+v", s, e)
	}
	if e.Kind == when.Deadline && (e.End.IsZero() || !e.Start.IsZero()) {
		t.Fatalf("%q: a deadline without its day: %+v", s, e)
	}
	if e.Kind == when.Recurrence && e.Recur == "" {
		t.Fatalf("%q: a rhythm without its rule: %+v", s, e)
	}
	for _, d := range []day.Date{e.Start, e.End} {
		if !d.IsZero() && d.Add(0) != d {
			t.Fatalf("%q: no such day %v", s, d)
		}
	}
	if utf8.ValidString(s) && !utf8.ValidString(e.Recur) {
		t.Fatalf("%q: broken rule %q", s, e.Recur)
	}
}

func BenchmarkFind(b *testing.B) {
	const paragraph = "力争7月中旬完成区级部门征求意见及初稿修正，8月中旬通过市生态环境局组织的专家审查及修改，8月底前通过区政府审议并发布实施，11月底前完成市级“两山”基地申报材料的汇编提交工作。" +
		"充分利用报纸、电视台、网络、政务微博、微信、环保屏等载体广泛宣传“两山”理念，1-6月共开展生态文明宣讲6次、召开新闻发布会1次、环保志愿者活动10次，政务双微宣传3134条，" +
		"重庆日报、华龙网等市级媒体专题宣传3次，区级媒体宣传报8次。请各单位收到本通知后5个工作日内报送，每季度首月10日前报送上季度情况。"
	cal, on := calendar(b), day.Must("2022-07-06")
	b.SetBytes(int64(len(paragraph)))
	for b.Loop() {
		when.Find(paragraph, on, cal)
	}
}
