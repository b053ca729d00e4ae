package answer

import (
	"math"
	"strconv"
)

// trimFloat prints a figure without float noise: 1.36, not 1.3600000000000003.
func trimFloat(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}
