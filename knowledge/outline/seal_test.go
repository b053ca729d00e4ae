package outline

import (
	"strings"
	"testing"
)

// Another body's seal between the signature and the date hides neither.
func TestAnothersSealHidesNoDate(t *testing.T) {
	for _, seal := range []string{"", "（区生态环境局代章）\n", "(区生态环境局代章)\n", "（代章）\n", "（盖章）\n", "（由区生态环境局代章）\n", "　　（区政府办公室代盖章）\n"} {
		text := "关于印发行动方案的通知\n各镇人民政府：\n现将《行动方案》印发给你们，请认真抓好落实。\n\n青岩区生态环境保护委员会办公室\n" + seal + "2024年4月12日\n\n青岩区三年行动方案\n一、总体要求\n（一）10月底前建成数字驾驶舱。\n"
		d := Read(fileOf(text))
		if got := d.Issued.String(); got != "2024-04-12" {
			t.Errorf("%q: issued %q", seal, got)
		}
		if d.Issuer != "青岩区生态环境保护委员会办公室" {
			t.Errorf("%q: issuer %q", seal, d.Issuer)
		}
		for _, c := range d.Clauses {
			if strings.Contains(c.Text, "章") && c.Kind != Tail {
				t.Errorf("%q: %q is %s", seal, c.Text, c.Kind)
			}
		}
	}
}
