package knowledge

import (
	"testing"

	"liangshan/knowledge/extract"
)

// A fault in a reader of documents refuses the file.
func TestAPanicInAReaderRefusesTheFile(t *testing.T) {
	file := &extract.File{Format: "txt", Blocks: []extract.Block{{Kind: extract.Paragraph, Text: "一、各镇街要于8月底前完成排查。", Line: 1}}}
	_, _, refusal := understand(file, nil, nil) // a roster that is not there makes the readers fail
	if refusal == nil || refusal.Reason != extract.Damaged || refusal.Err == nil {
		t.Errorf("%+v", refusal)
	}
}
