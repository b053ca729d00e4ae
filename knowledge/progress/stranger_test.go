package progress

import "testing"

// Messages of an ordinary week, as composed by nobody who knew the rules.
func TestAnOrdinaryWeek(t *testing.T) {
	tell := teller(t)
	for _, c := range []struct{ dept, text, want string }{
		{"区水利局", "濑溪河左岸护坡这边，上周下雨泡垮了一段，大概15米，正在抢修，请应急局支援沙袋", "濑溪河左岸护坡 in_progress 15米 !上周下雨泡垮一段"},
		{"荣隆镇", "化肥减量这个指标今年难完成，农户不愿意用有机肥", "化肥减量 delayed !化肥减量这个指标今年难完成 !农户不愿意用有机肥"},
		{"荣隆镇", "户厕改造年底前很难完成", "户厕改造 delayed !户厕改造年底前很难完成"},
		{"清升镇", "河道保洁员工资拖了两个月，现在有人不愿干了", "河道保洁员 in_progress !河道保洁员工资拖两个月 !有人不愿干"},
		{"区林业局", "苗圃租约到期了，业主不肯续", " in_progress !苗圃租约到期 !业主不肯续"},
		{"区教委", "全区92所学校，已有61所开展垃圾分类教育，占66.3%", "垃圾分类教育 in_progress 66.3% 92所 61所"},
		{"区住房城乡建委", "9个老旧小区改造全部进场，其中3个完工，2个完成外立面，4个正在做管网", "老旧小区改造 in_progress 33.3% 9个 3个 2个 4个"},
		{"区文化旅游委", "乡村旅游示范点验收，5个点通过4个，剩1个消防没过", "乡村旅游示范点验收 in_progress 5个 4个 1个 !剩1个消防没过"},
		{"区经济信息委", "绿色园区创建材料上报市经信委，等批复", "绿色园区创建 in_progress !等批复"},
		{"远觉镇", "秸秆综合利用率目标90%，现在收储点建了2个，打捆机还没到", "秸秆综合利用 in_progress 2个 !打捆机尚未到"},
		{"区林业局", "昨天那个古树挂牌数重复统计了，实际118株", "古树挂牌数 in_progress 118株"},
		{"区卫生健康委", "卫生镇创建迎检资料还差两个镇没交", "卫生镇创建迎检 in_progress 2个"},
		{"区畜牧发展中心", "粪污处理站建了两个，另一个设备还在路上", "粪污处理站建设 in_progress 2个 !另一个设备还在路上"},
		{"区水利局", "水土流失治理又干了2.3平方公里，全年任务15平方公里到现在完成11.8", "水土流失治理 in_progress 78.7% 2.3平方公里 15平方公里 11.8平方公里"},
		{"区水利局", "上次说的堤防缺口补好了，费用38万由镇里先垫", "堤防 in_progress 38万元"},
		{"万灵镇", "厕所粪污清运车坏了，配件要等半个月", "厕所粪污清运车 in_progress !厕所粪污清运车坏 !配件要等半个月"},
		{"昌元街道", "商户不愿装净化器，做了几次工作都不行", " in_progress !商户不愿装净化器 !做几次工作都不行"},
		{"区住房城乡建委", "污水厂提标改造设备安装到85%左右，联调联试还没开始", "污水厂提标改造设备安装 in_progress 85%"},
		{"吴家镇", "化粪池建好了没接管，差管材", "化粪池接管 in_progress !差管材"},
		{"区生态环境局", "汛期水质监测加密到每周2次，共采样48个", "汛期水质监测加密 in_progress 2次 48个"},
		{"区统计局", "能耗强度下降3.2%，是全年目标的81%", "能耗强度 in_progress 81% 3.2%"},
		{"区文化旅游委", "旅游厕所新改建5座的任务，目前2座主体封顶，3座在做基础", "旅游厕所建设 in_progress 5座 2座 3座"},
		{"区城市管理局", "建筑垃圾消纳场选址两处被否", "建筑垃圾消纳场选址 in_progress 2处 !建筑垃圾消纳场选址两处被否"},
		{"区人力社保局", "护林员岗位补贴4月份的发了，5月份的还没发", "护林员岗位补贴 in_progress !5月份的尚未发"},
		{"区农业农村委", "农村改厕问题排查整改：摸排4320户，发现问题312户，已整改301户", "农村改厕排查整改 in_progress 96.5% 4320户 312户 301户"},
		{"荣隆镇", "陶瓷废渣综合利用厂房主体起到三楼了", "陶瓷废渣综合利用厂房主体起到三楼 in_progress"},
		{"区商务委", "农贸市场检查9个，收缴不合格塑料袋86公斤", "农贸市场检查 in_progress 9个 86公斤"},
		{"河包镇", "粉条废水集中处理厂调试了半个月，出水还不稳定", "粉条废水集中处理厂调试 in_progress !出水还不稳定"},
		{"仁义镇", "土地流转合同签了1200亩，还有村民要价高，谈不下来", "土地流转合同 in_progress 1200亩 !还有村民要价高 !谈不下来"},
		{"万灵镇", "古镇景观灯更换了20盏", "古镇景观灯更换 in_progress 20盏"},
		{"区统计局", "一季度单位GDP能耗同比下降2.9%，完成进度目标", "单位GDP能耗 in_progress 2.9%"},
		{"盘龙镇", "这周没啥", " in_progress"},
	} {
		if got := sketch(tell(c.dept, c.text)); got != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.text, got, c.want)
		}
	}
	if got := tell("区人力社保局", "护林员岗位补贴4月份的发了"); has(got.Flags, FlagLate) {
		t.Errorf("补贴 is no 补报: %v", got.Flags)
	}
	if got := tell("区卫生健康委", "转区疾控中心：农村饮用水监测点30个"); !has(got.Flags, FlagForwarded) || got.Records[0].Department != "区疾控中心" || got.Records[0].TaskHint != "农村饮用水监测点" {
		t.Errorf("a unit outside the roster may be passed on: %+v", got)
	}
	if got := tell("区林业局", "昨天那个古树挂牌数重复统计了，实际118株"); got.Intent != IntentCorrection {
		t.Errorf("a figure counted twice is corrected: %+v", got)
	}
}

// A hedge beside a figure is no hearsay, whoever's help is asked.
func TestAHedgeIsNoHearsay(t *testing.T) {
	tell := teller(t)
	for _, hedge := range []string{"大概", "估计", "可能", "应该", "好像有"} {
		for _, text := range []string{"清淤{}完成2公里，请水利局验收", "马鞍河岸垮了{}15米，请应急局支援", "护岸{}月底能完，已和水利局对接"} {
			s := ""
			for _, r := range text {
				if r == '{' {
					s += hedge
				} else if r != '}' {
					s += string(r)
				}
			}
			if got := tell("区林业局", s); has(got.Flags, FlagHearsay) {
				t.Errorf("%s: %v", s, got.Flags)
			}
		}
	}
	for _, text := range []string{"水务局的水土保持我看也差不多完了", "水利局清淤好像完成了2公里", "估计水利局那边快完了", "听说林业局森林抚育完成80%"} {
		if got := tell("区教委", text); got.ShouldRecord || !has(got.Flags, FlagHearsay) {
			t.Errorf("%s: %+v", text, got)
		}
	}
}
