package brief

import (
	"regexp"
	"strconv"
	"strings"
)

// Limit is how a threshold is meant.
type Limit string

// Limits. A figure without a word says neither, so that nothing is judged by it.
const (
	AtLeast Limit = "at_least"
	More    Limit = "more"
	AtMost  Limit = "at_most"
	Less    Limit = "less"
	Plain   Limit = "plain"
)

// Bound is one threshold of a target, for one kind of place where it names one.
type Bound struct {
	Where string // 山区, 丘陵区; "" for everywhere
	Limit Limit
	Value float64
	Unit  string
}

// Direction is where a target without a figure points.
type Direction string

// Directions.
const (
	NoDirection Direction = ""
	Rising      Direction = "rising"   // 稳定提高
	NotFalling  Direction = "kept"     // 不减少
	Falling     Direction = "falling"  // 持续下降
	NotRising   Direction = "not_more" // 零增长
)

// Goal is a target, read: thresholds, or a direction, or only words.
type Goal struct {
	Text      string
	Bounds    []Bound
	Direction Direction
}

var (
	goalPiece = regexp.MustCompile(`^(\p{Han}{0,12}?)[:：]?\s*(≥|>=|＞=|≧|>|＞|≤|<=|＜=|≦|<|＜|=|＝|力争达到|稳定达到|不低于|不少于|不小于|至少|达到|达|超过|大于|高于|优于|突破|不高于|不超过|不大于|不多于|控制在|低于|小于|少于|稳定在|保持在|力争|每年|年均)?\s*(-?\d+(?:\.\d+)?)\s*([%％‰]|[\p{Han}㎡℃/／·³²a-zA-Z]{0,12}?)(?:/年|／年|/a)?(（含）|及以上|以上|及以下|以下|以内|之内|左右)?([%％])?(?:以上|以下)?$`)
	rising    = regexp.MustCompile(`^(?:稳定|稳步|持续|不断|逐年|明显|显著|有所|进一步)*(?:提高|提升|增加|增长|上升|改善|好转|向好)$`)
	kept      = regexp.MustCompile(`^(?:只增不减|不(?:减少|降低|下降|退化|恶化|变差)|(?:保持|基本|总体)*稳定|稳中有升|保持现状|面积不减少.*)$`)
	falling   = regexp.MustCompile(`^(?:稳定|稳步|持续|不断|逐年|明显|显著|有所|进一步)*(?:下降|降低|减少)$`)
	notRising = regexp.MustCompile(`^(?:不(?:增加|增长|上升|提高)|零增长|负增长|只减不增)$`)
)

// ReadGoal reads a target as plans write it: ≥92%, 58以上, 山区>60，丘陵区>40, 稳定提高.
func ReadGoal(text string) Goal {
	g := Goal{Text: strings.TrimSpace(text)}
	bare := strings.Join(strings.Fields(strings.TrimRight(g.Text, "。；;")), "")
	for d, re := range map[Direction]*regexp.Regexp{Rising: rising, NotFalling: kept, Falling: falling, NotRising: notRising} {
		if re.MatchString(bare) {
			g.Direction = d
			return g
		}
	}
	pieces := strings.FieldsFunc(bare, func(r rune) bool { return strings.ContainsRune("，,；;", r) })
	for _, p := range pieces {
		m := goalPiece.FindStringSubmatch(p)
		if m == nil {
			return Goal{Text: g.Text} // what is not wholly read is not judged
		}
		v, err := strconv.ParseFloat(m[3], 64)
		if err != nil {
			return Goal{Text: g.Text}
		}
		b := Bound{Where: m[1], Value: v, Unit: strings.ReplaceAll(m[4]+m[6], "％", "%"), Limit: limitOf(m[2], m[5])}
		g.Bounds = append(g.Bounds, b)
	}
	if len(g.Bounds) == 1 {
		g.Bounds[0].Where = "" // 行政村覆盖率60%以上 names what is measured, not a place
	}
	return g
}

func limitOf(before, after string) Limit {
	switch before {
	case "≥", ">=", "＞=", "≧", "不低于", "不少于", "不小于", "至少", "达到", "达", "力争达到", "稳定达到":
		return AtLeast
	case ">", "＞", "超过", "大于", "高于", "突破":
		return More
	case "≤", "<=", "＜=", "≦", "不高于", "不超过", "不大于", "不多于", "控制在":
		return AtMost
	case "<", "＜", "低于", "小于", "少于":
		return Less
	}
	switch after {
	case "以上", "及以上":
		return AtLeast
	case "以下", "及以下", "以内", "之内":
		return AtMost
	}
	return Plain
}

// Verdict is how a value stands to one bound or to a direction.
type Verdict struct {
	Where string
	Code  string  // one of the codes below
	Diff  float64 // value less the bound, or less the value before
	Unit  string
}

// Codes of verdicts.
const (
	Reached = "reached"
	Short   = "short"   // below what is at least wanted
	Beyond  = "beyond"  // above what is at most wanted
	Aside   = "aside"   // the target does not say which way; only the difference is told
	Better  = "better"  // moved as the direction wants
	Held    = "held"    // unchanged
	Worse   = "worse"   // moved against it
	Unclear = "unclear" // cannot be compared: words, another unit, nothing before
)

// Judge compares a value with the goal. before is an earlier value of the same
// thing, nil where there is none.
func (g Goal) Judge(value float64, unit string, before *float64) []Verdict {
	if g.Direction != NoDirection {
		return []Verdict{g.Direction.judge(value, unit, before)}
	}
	var out []Verdict
	for _, b := range g.Bounds {
		if b.Unit != "" && unit != "" && b.Unit != unit {
			return []Verdict{{Code: Unclear}}
		}
		out = append(out, b.judge(value, unit))
	}
	if len(out) == 0 {
		return []Verdict{{Code: Unclear}}
	}
	return out
}

func (b Bound) judge(value float64, unit string) Verdict {
	v := Verdict{Where: b.Where, Code: Reached, Diff: round(value-b.Value, 6), Unit: unit}
	switch {
	case b.Limit == Plain && v.Diff != 0:
		v.Code = Aside
	case b.Limit == AtLeast && v.Diff < 0, b.Limit == More && v.Diff <= 0:
		v.Code = Short
	case b.Limit == AtMost && v.Diff > 0, b.Limit == Less && v.Diff >= 0:
		v.Code = Beyond
	}
	return v
}

func (d Direction) judge(value float64, unit string, before *float64) Verdict {
	if before == nil {
		return Verdict{Code: Unclear}
	}
	v := Verdict{Diff: round(value-*before, 6), Unit: unit}
	up := d == Rising || d == NotFalling
	switch {
	case v.Diff == 0 && (d == NotFalling || d == NotRising):
		v.Code = Reached
	case v.Diff == 0:
		v.Code = Held
	case (v.Diff > 0) == up:
		v.Code = Better
	default:
		v.Code = Worse
	}
	return v
}
