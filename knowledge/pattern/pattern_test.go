package pattern

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// expressions are made as those of the readers are.
var expressions = []string{
	`^(?:对|对于|针对|围绕|其中)[^，]{4,40}(?:问题|事项|点位)$`,
	`^[^。；]{0,40}(?:主持召开|组织召开|召开)`,
	`^(?:按照?|依|根据)?(?:各自|其)?(?:工作)?(?:职责|职能)(?:和|与)?(?:任务)?$`,
	`(?:^|[。；，])((?:牵头|责任|配合)+(?:单位|部门)?)\s*[：:]`,
	`^(?:由)?(.{2,90}?)(?:作?为)?(?:共同|联合)?(牵头|负责|主办)(?:单位|部门)?$`,
	`[一二三四五六七八九十]是|凡是|但是`,
	`^[^，]{2,24}的$|^[待俟][^，]{2,24}[后时]$|^(?:对|凡).{2,60}的(?:\p{Han}{0,6})$`,
	`^坚持[^，]{2,16}(?:优先|发展)$|打(?:好|赢)[^，]{0,16}(?:战|仗)$`,
	`(?:不少于|至少)\s*[0-9０-９一二两]+\s*[次场]`,
	`([零一二三])年|(\d{4})年`,
	`(?i)gdp|国内生产总值`,
	`(?m)^第.条`,
	`(?s)起.*止`,
	`负责?`, `(?:项目)+`, `x*`, `^$`, `a|`, `[^的]`, `(甲|乙)?丙$`, `\b\d+亩\b`, `^(?:甲*|乙{2,3})丁`, `\A(?:甲|\z)`,
}

var texts = []string{
	"", "甲", "丙", "甲丙", "丁", "乙乙丁", "的", "x", "GDP增长", "gDp", "国内生产总值", "起\n止", "第一条\n第二条", "2025年", "三年",
	"对省级评估反馈的7个方面23个问题", "5月18日，副区长主持召开会议", "按照各自职责", "区水利局负责", "由区水利局牵头", "责任单位：区水利局", "凡是", "但是",
	"每次不少于2次", "打赢污染防治攻坚战", "坚持生态优先", "一是推进", "栽植100亩", "项目项目", "待会议结束后", "对工作不力的单位", "\xff的", "负",
}

// A pattern finds what the regular expression finds.
func TestFindsWhatRegexpFinds(t *testing.T) {
	for _, expr := range expressions {
		for _, text := range texts {
			sameFindings(t, expr, text)
		}
	}
}

// Nor does it differ on expressions and texts that chance made.
func TestFindsWhatRegexpFindsByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		expr := expression(r, 3)
		for range 12 {
			var text strings.Builder
			for range r.IntN(7) {
				text.WriteString(letter(r))
			}
			sameFindings(t, expr, text.String())
		}
	}
}

func letter(r *rand.Rand) string { return []string{"甲", "乙", "丙", "a", "，"}[r.IntN(5)] }

func expression(r *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{letter(r), letter(r) + letter(r), letter(r) + letter(r) + letter(r), "[甲乙]", "[^丙]", ".", "^", "$", ""}[r.IntN(9)]
	}
	sub := func() string { return expression(r, depth-1) }
	switch r.IntN(9) {
	case 0:
		return "(?:" + sub() + "|" + sub() + ")"
	case 1:
		return "(?:" + sub() + ")?"
	case 2:
		return "(" + sub() + ")*"
	case 3:
		return "(?:" + sub() + ")+?"
	case 4:
		return fmt.Sprintf("(?:%s){%d,%d}", sub(), r.IntN(2), 1+r.IntN(2))
	case 5:
		return "^" + sub() + sub()
	case 6:
		return sub() + sub() + "$"
	}
	return sub() + sub()
}

func sameFindings(t *testing.T, expr, text string) {
	t.Helper()
	p, re := MustCompile(expr), regexp.MustCompile(expr)
	for name, pair := range map[string][2]any{
		"MatchString":                {p.MatchString(text), re.MatchString(text)},
		"FindString":                 {p.FindString(text), re.FindString(text)},
		"FindStringIndex":            {p.FindStringIndex(text), re.FindStringIndex(text)},
		"FindStringSubmatch":         {p.FindStringSubmatch(text), re.FindStringSubmatch(text)},
		"FindStringSubmatchIndex":    {p.FindStringSubmatchIndex(text), re.FindStringSubmatchIndex(text)},
		"FindAllString":              {p.FindAllString(text, -1), re.FindAllString(text, -1)},
		"FindAllStringIndex":         {p.FindAllStringIndex(text, 2), re.FindAllStringIndex(text, 2)},
		"FindAllStringSubmatch":      {p.FindAllStringSubmatch(text, -1), re.FindAllStringSubmatch(text, -1)},
		"FindAllStringSubmatchIndex": {p.FindAllStringSubmatchIndex(text, -1), re.FindAllStringSubmatchIndex(text, -1)},
		"ReplaceAllString":           {p.ReplaceAllString(text, "·"), re.ReplaceAllString(text, "·")},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s of %q in %q: %v, not %v", name, expr, text, pair[0], pair[1])
		}
	}
}

// What a match needs is read off the pattern.
func TestLooksFirst(t *testing.T) {
	for _, c := range []struct {
		expr, text string
		lacks      bool
	}{
		{`^[^。；]{0,40}(?:主持召开|组织召开|召开)`, "加强农村面源污染治理", true},
		{`^(?:对|对于|针对)[^，]{4,40}(?:问题|事项)$`, "加强污染问题治理", true},
		{`^(?:对|对于|针对)[^，]{4,40}(?:问题|事项)$`, "对污染加强治理", true},
		{`^(?:对|对于|针对)[^，]{4,40}(?:问题|事项)$`, "对发现的污染问题", false},
		{`(?:高|中|低)(?:度|位)$`, "高度重视", true},
		{`(?:^|[。；，])(?:牵头|责任)+(?:单位|部门)?\s*[：:]`, "牵头单位是区水利局", true},
		{`^(?:同志)?(?:作?为)?(?:共同|联合|具体)?(牵头|负责)$`, "推进落实", true},
		{`[^的]`, "加强", false},
	} {
		if got := MustCompile(c.expr).lacks(c.text); got != c.lacks {
			t.Errorf("%s in %q: lacks %v", c.expr, c.text, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	for i, text := range texts {
		f.Add(expressions[i%len(expressions)], text)
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if _, err := regexp.Compile(expr); err != nil || len(expr) > 200 {
			t.Skip()
		}
		sameFindings(t, expr, text)
	})
}

func BenchmarkMatch(b *testing.B) {
	const text = "深入推进河长制工作，强化一河一策方案实施"
	for _, expr := range expressions[:6] {
		p, re := MustCompile(expr), regexp.MustCompile(expr)
		b.Run("regexp", func(b *testing.B) {
			for b.Loop() {
				re.MatchString(text)
			}
		})
		b.Run("pattern", func(b *testing.B) {
			for b.Loop() {
				p.MatchString(text)
			}
		})
	}
}

// What is no expression is told before a text meets it.
func TestCheckTellsWhatIsNoExpression(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatalf("Check() = %v before anything wrong was written", err)
	}
	MustCompile(`甲(`)
	t.Cleanup(func() { delete(written.all, `甲(`) })
	if err := Check(); err == nil || !strings.Contains(err.Error(), `甲(`) {
		t.Errorf("Check() = %v, want the expression 甲( in it", err)
	}
}
