package calc

import (
	"math"
	"strconv"
	"strings"
)

// rawDecimals is how many decimals Raw keeps: enough for a share of a share,
// few enough to lose what binary arithmetic leaves behind.
const rawDecimals = 12

// Difference is a − b without what binary arithmetic leaves behind: 24,500.10 less
// 24,500 is 0.1. Of the larger of the two, 14 digits are sure.
func Difference(a, b float64) float64 {
	d, most := a-b, math.Max(math.Abs(a), math.Abs(b))
	places := 14 - math.Ceil(math.Log10(math.Max(most, 1)))
	if !finite(d) || places < 0 {
		return d
	}
	scale := math.Pow10(int(places))
	return math.Round(d*scale) / scale
}

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
