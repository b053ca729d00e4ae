package progress

import "testing"

// What one supposes of a neighbour, by its place alone, is hearsay and recorded for nobody.
func TestHearsayOfANeighbourByItsPlace(t *testing.T) {
	tell := teller(t)
	for dept, texts := range map[string][]string{
		"广顺街道": {"双河的河道清漂我看也弄得差不多了", "双河那边的清漂估计快完了", "我看双河的清漂完成80%了", "清流的清漂估计月底完", "安富那个窑炉改造好像停了，就剩两座"},
		"区水利局": {"昌州那边的油烟整治我看差不多收尾了", "清流的管网我看也快完了", "安富那个窑炉改造估计都搞完了", "仁义那边好像还没开工", "据我所知吴家的管网已经完工了", "感觉远觉的厕改慢了"},
	} {
		for _, text := range texts {
			if r := tell(dept, text); r.ShouldRecord || r.Intent != IntentChitchat || !has(r.Flags, FlagHearsay) {
				t.Errorf("%s %s: %s %v %s", dept, text, r.Intent, r.Flags, sketch(r))
			}
		}
	}
}

// Rivers and works that bear a place's name are no neighbours; nor is one's own place,
// nor a count that a district office gives of a town.
func TestAPlaceInAThingsNameIsNoNeighbour(t *testing.T) {
	tell := teller(t)
	for _, c := range []struct{ dept, text, want string }{
		{"区水利局", "清流河的清淤我看快完了", "清流河清淤 in_progress"},
		{"清江镇", "清流河护岸完成60%，应该月底能完", "清流河护岸 in_progress 60%"},
		{"区水利局", "安富的水厂改造完成30%，估计月底能到50%", "安富水厂改造 in_progress 30%"},
		{"区水利局", "双河泵站完成改造4座，估计下月验收", "双河泵站改造 in_progress 4座"},
		{"区水利局", "双河的泵站应该改造5座，实际改了4座", "双河泵站改造 in_progress 80% 5座 4座"},
		{"广顺街道", "双河的清漂我看也差不多了。我们清漂完成3公里", "清漂 in_progress 3公里"},
	} {
		if got := sketch(tell(c.dept, c.text)); got != c.want {
			t.Errorf("%s %s\n  got  %s\n  want %s", c.dept, c.text, got, c.want)
		}
	}
	if r := tell("清流镇", "清流的管网估计快完了"); !r.ShouldRecord {
		t.Errorf("%+v", r)
	}
}
