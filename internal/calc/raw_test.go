package calc

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

func TestRaw(t *testing.T) {
	for _, c := range []struct {
		f    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{-1e-15, "0"},
		{add(0.1, 0.2), "0.3"},
		{add(0.1, 0.2) - 0.3, "0"},
		{12 * float64(250) * 0.1 * 0.02, "6"},
		{3500, "3500"},
		{3.5, "3.5"},
		{-3.5, "-3.5"},
		{0.02, "0.02"},
		{1.0 / 3, "0.333333333333"},
		{400 / 0.3, "1333.33333333333"},
		{1e20, "100000000000000000000"},
		{1e-7, "0.0000001"},
		{859950, "859950"},
		{math.NaN(), ""},
		{math.Inf(1), ""},
		{math.Inf(-1), ""},
	} {
		if got := Raw(c.f); got != c.want {
			t.Errorf("Raw(%v) = %q, want %q", c.f, got, c.want)
		}
	}
}

// add sums at run time, with the drift that constants do not have.
func add(a, b float64) float64 { return a + b }

func FuzzRaw(f *testing.F) {
	for _, v := range []float64{0, -0.5, 0.1, 1e300, math.MaxFloat64, 5e-324, 123456789.987654321} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		s := Raw(v)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			if s != "" {
				t.Fatalf("Raw(%v) = %q", v, s)
			}
			return
		}
		if strings.Trim(s, "-.0123456789") != "" || s == "-0" {
			t.Fatalf("Raw(%v) = %q", v, s)
		}
		back, err := strconv.ParseFloat(s, 64)
		if err != nil || math.Abs(back-v) > math.Max(1e-12, math.Abs(v)*1e-14) {
			t.Fatalf("Raw(%v) = %q, which reads %v (%v)", v, s, back, err)
		}
		if again := Raw(back); again != s {
			t.Fatalf("Raw(%v) = %q, then %q", v, s, again)
		}
	})
}

func TestDifference(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want string
	}{
		{24500.1, 24500, "0.1"}, {add(0.1, 0.2), 0.3, "0"}, {3.5, 3.5, "0"}, {0, 12.25, "-12.25"}, {1e12, 0.01, "999999999999.99"},
		{add(0.07, 0.01), 0.05, "0.03"}, {math.MaxFloat64, 1, Raw(math.MaxFloat64)}, {1, math.NaN(), ""}, {1e-9, 0, "0.000000001"},
	} {
		if got := Raw(Difference(c.a, c.b)); got != c.want {
			t.Errorf("%v − %v = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
