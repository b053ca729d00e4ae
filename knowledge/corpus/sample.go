package corpus

import _ "embed"

//go:embed sample-plan.md
var samplePlan []byte

// SamplePlan is the sample plan's file name and bytes: written for this project,
// marked 示例 in its title and number, not an official text.
func SamplePlan() (name string, data []byte) { return "sample-plan.md", samplePlan }
