// Package corpus holds what ships inside the binary: the reply letter as it was
// published, the sample plan written for this project, the names of departments
// and towns, and the statutory holidays.
package corpus

import _ "embed"

//go:embed reply-letter.txt
var letter []byte

// Letter is the reply letter, byte for byte as published.
func Letter() []byte { return letter }
