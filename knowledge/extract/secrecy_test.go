package extract

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// What a sender writes in the chat.
func TestSecretMarkInMessages(t *testing.T) {
	secret := []string{
		"这份是秘密级的文件，拍照发你了[图片]",
		"机密★", "机密★20年", "秘密★1年", "绝密★启用前", "机 密 ★ 1 0 年", "秘密☆长期", "【机密】关于报送材料的通知",
		"密级：秘密", "密级:机密", "密级为机密，注意保管", "密 级：绝 密", "本文件密级为秘密", "密级 秘密",
		"绝密级材料，看完删", "这是机密级文件，别外传", "这是机密级文件，勿传", "这份是秘密文件，请勿转发", "刚收到一份机密文件，转发给你", "附件是绝密材料，请查收",
		"秘密级的件，照片发群里了", "把那份机密级的公文拍照传你", "机密", "秘密", "绝密", "（机密）", "特急 机密", "机密　特急",
		"转发：\n机密★10年\n关于某某的通知", "000012\n机密★20年", "这个是秘密级的，你看完删掉", "机密级文件已上传，不要外传",
		"这是涉密文件，拍照发你了", "祕密★5年", "機密★", "秘密⭐1年", "机密*20年", "这份文件定密为秘密，先发你看", "这几份机密级资料拍了照片发你",
	}
	for _, s := range secret {
		if mark, ok := SecretMark(s); !ok || mark == "" {
			t.Errorf("%q: not found", s)
		}
	}
	plain := []string{
		"", "保密工作怎么做？", "商业秘密保护专项行动已完成", "保守国家秘密法宣传月活动开展3次", "机密文件怎么管理？", "什么是秘密级文件",
		"工作秘密清单已报送", "涉密文件不得上网", "严禁用微信传输秘密级文件", "不要在群里发机密级文件", "请勿发送涉密、敏感信息",
		"成功的秘密在于坚持", "企业反映核心技术机密泄露的风险", "开展保密检查，未发现机密级文件外传", "组织学习《保守国家秘密法》",
		"密级分为绝密、机密、秘密三级", "国家秘密的密级分为绝密、机密、秘密三级。", "这份文件是不是机密的？", "密级是什么", "这个算秘密级吗",
		"已完成商业秘密★★★级企业评定", "揭开绿水青山的秘密", "开了个秘密武器", "区保密局检查组到我局检查", "秘密花园项目已开工",
		"涉密文件清退表已发你", "机密级、秘密级文件已清点", "密集推进，严密组织", "本周完成河道清淤3公里，无涉密内容", "个人秘密不方便说", "商业秘密5年内不得泄露", "保密期限的规定在哪里查",
		"我局已按规定销毁秘密级文件2份", "密级标注规范培训参加了吗", "机密级文件的传阅按规定执行", "附件不属于机密文件，请查收",
	}
	for _, s := range plain {
		if mark, ok := SecretMark(s); ok {
			t.Errorf("%q: taken for %q", s, mark)
		}
	}
}

// What stands on documents.
func TestSecretFiles(t *testing.T) {
	tests := []struct {
		name, text, mark string
	}{
		{"a.txt", "机密★20年\n\n重庆市荣昌区人民政府文件\n", "机密★20年"},
		{"a.txt", "000023\n秘密\n特急\n荣府发〔2022〕1号\n", "秘密"},
		{"a.txt", "机 密 ★ １ 年\n通知\n", "机密★1年"},
		{"a.txt", "秘密　　　　特急\n关于印发方案的通知\n", "秘密特急"},
		{"a.txt", "荣府发〔2022〕1号\n密级：秘密    缓急：特急\n", "密级:秘密"},
		{"a.txt", "保密期限：10年\n关于某事的报告\n", "保密期限:10年"},
		{"a.txt", "【绝密】关于某事的报告\n", "绝密"},
		{"a.md", "**机密★10年**\n\n# 通知\n", "机密★10年"},
		{"a.md", "| 密级 | 秘密 |\n|---|---|\n| 编号 | 3 |\n", "密级：秘密"},
		{"a.html", "<html><body><table><tr><td>文件名</td><td>密级</td></tr><tr><td>某规划</td><td>机密</td></tr></table></body></html>", "密级：机密"},
		{"a.txt", strings.Repeat("正文一段，讲的是水环境治理。\n", 40) + "附件标注为机密★5年\n", "机密★5年"},
		{"（机密★）某规划.txt", "规划正文。\n", "机密★"},
		{"【秘密】某规划.txt", "规划正文。\n", "秘密"},
	}
	for _, tt := range tests {
		_, err := Read(context.Background(), tt.name, []byte(tt.text))
		var ref *Refusal
		if !errors.As(err, &ref) || ref.Reason != Secret {
			t.Errorf("%s %q: %v, want a refusal as secret", tt.name, tt.text, err)
			continue
		}
		if !strings.HasPrefix(ref.Detail, tt.mark) {
			t.Errorf("%s %q: mark %q, want %q", tt.name, tt.text, ref.Detail, tt.mark)
		}
	}
	plain := []struct{ name, text string }{
		{"商业秘密保护工作方案.txt", "商业秘密保护工作方案\n为保护企业商业秘密，制定本方案。\n"},
		{"a.txt", "中华人民共和国保守国家秘密法\n第一条 为了保守国家秘密，维护国家安全和利益，制定本法。\n国家秘密的密级分为绝密、机密、秘密三级。\n"},
		{"a.txt", "关于开展保密检查的通知\n重点检查机密级、秘密级文件的管理情况。\n"},
		{"a.txt", "绿水青山的秘密\n一、现状\n"},
		{"a.md", "| 密级 | 保密期限 |\n|---|---|\n| 绝密 | 30年 |\n| 机密 | 20年 |\n| 秘密 | 10年 |\n"},
		{"a.txt", strings.Repeat("正文。\n", 40) + "秘密\n" + "正文。\n"},
		{"a.txt", "合同\n双方应保守商业秘密5年。\n"},
		{"a.txt", "密级：公开\n通知\n"},
		{"a.txt", "密级：无\n通知\n"},
		{"保密工作.txt", "保密工作责任制落实情况\n各部门要做好保密工作。\n"},
	}
	for _, tt := range plain {
		if _, err := Read(context.Background(), tt.name, []byte(tt.text)); err != nil {
			t.Errorf("%s %q: %v, want it read", tt.name, tt.text, err)
		}
	}
}

// A mark that a reader sees counts wherever the format keeps it.
func TestSecretMarksOutsideTheText(t *testing.T) {
	box := `<w:r><w:pict><v:textbox><w:txbxContent>` + p("秘密★3年") + `</w:txbxContent></v:textbox></w:pict></w:r>`
	files := map[string][]byte{
		"header of a docx":    docxOf(t, p("正文"), map[string]string{"header": p("机密★10年")}),
		"text box of a docx":  docxOf(t, `<w:p>`+r("正文")+box+`</w:p>`, nil),
		"watermark of a docx": docxOf(t, p("正文"), map[string]string{"header": `<w:p><w:r><w:pict><v:shape><v:textpath string="秘密"/></v:shape></w:pict></w:r></w:p>`}),
		"table of a docx":     docxOf(t, tbl(tr(tc("", p("密级")), tc("", p("机密")))), nil),
		"watermark of a pdf":  textPDF("GBK-EUC-H", "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <"+gbkHex("机密★")+"> Tj ET BT /F1 16 Tf 90 700 Td <"+gbkHex("关于某事的通知，请各单位认真贯彻落实到位。各单位要高度重视。")+"> Tj ET"),
	}
	for name, data := range files {
		_, err := Read(context.Background(), "a", data)
		var ref *Refusal
		if !errors.As(err, &ref) || ref.Reason != Secret {
			t.Errorf("%s: %v, want a refusal as secret", name, err)
		}
	}
}
