package calc

import (
	"math"
	"strconv"
	"strings"
)

// rawDecimals is how many decimals Raw keeps: enough for a share of a share,
// few enough to lose what binary arithmetic leaves behind.
const rawDecimals = 12

// Raw writes f for the value attribute of a <data> element: a plain decimal
// point, no exponent, no trailing zeros, no "-0", and none of the drift of
// binary arithmetic (0.1 + 0.2 is "0.3"). It keeps 15 significant digits and 12
// decimals. What is not a finite number has no raw form: Raw returns "".
func Raw(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return ""
	}
	// Rounding the largest float to 15 digits would overflow; it keeps its own.
	if r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = r
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if _, decimals, ok := strings.Cut(s, "."); ok && len(decimals) > rawDecimals {
		s = strconv.FormatFloat(f, 'f', rawDecimals, 64)
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
