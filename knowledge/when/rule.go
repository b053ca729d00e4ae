package when

// a rule reads expressions that begin at rune i and returns where they end, 0 for none.
type rule func(s *scan, i int) ([]found, int)

const (
	numberRunes   = "0123456789" + numeralRunes
	relativeRunes = "今明去前后来本当上下次翌全大这昨即隔"
	partRunes     = "第首头岁年月季中周星礼节"
	clockRunes    = "上下中凌早傍晚夜"
	openerRunes   = "截最至不到自从"
)

// rules are tried in this order; each only at the runes it may begin with.
var rules = []struct {
	read  rule
	first []rune
}{
	{(*scan).every, []rune("每按逐分隔双")},
	{(*scan).rhythm, []rune("一二两三五半年月周日旬季单双逢每各次下会偶奇")},
	{(*scan).listed, []rune(numberRunes + relativeRunes + partRunes)},
	{(*scan).bounded, append([]rune(numberRunes+relativeRunes+partRunes+clockRunes+openerRunes+"\""), occasionRunes()...)},
	{(*scan).fromEvent, []rune("自从")},
	{(*scan).validity, validityRunes()},
	{(*scan).lunarDate, []rune("农阴旧")},
	{(*scan).besideEvent, []rune("当次翌第")},
	{(*scan).counting, []rune(numberRunes + "半在于限用力最不未今接此")},
	{(*scan).lately, []rune(numberRunes + "半最过近这")},
	{(*scan).word, append([]rune(numberRunes+"序时长年"), wordRunes()...)},
}

// pointRunes begin every point of the calendar.
var pointRunes = runeSet(append([]rune(numberRunes+relativeRunes+partRunes+clockRunes+"\""), occasionRunes()...))

func runeSet(rs []rune) map[rune]bool {
	out := map[rune]bool{}
	for _, r := range rs {
		out[r] = true
	}
	return out
}

var rulesByRune = indexRules()

func indexRules() map[rune][]rule {
	out := map[rune][]rule{}
	for _, r := range rules {
		seen := map[rune]bool{}
		for _, c := range r.first {
			if !seen[c] {
				out[c], seen[c] = append(out[c], r.read), true
			}
		}
	}
	return out
}

func occasionRunes() (out []rune) {
	for r := range occasionsByRune {
		out = append(out, r)
	}
	return out
}

func wordRunes() (out []rune) {
	for r := range fixedWords {
		out = append(out, r)
	}
	return out
}

func validityRunes() (out []rune) {
	for _, w := range validities {
		out = append(out, []rune(w)[0])
	}
	return out
}
