package calc

import (
	"errors"
	"math"
	"testing"
)

// The closed form must be the sum it stands for.
func TestDiscountedIsTheSum(t *testing.T) {
	for _, r := range []float64{0, 0.1, 0.5, 0.8, 0.999999, 1} {
		for _, d := range []float64{0, 1e-9, 0.03, 0.1, 1} {
			for _, years := range []float64{0, 0.25, 1, 2, 2.5, 5, 40} {
				want, whole := 0.0, math.Floor(years)
				for i := 1.0; i <= whole; i++ {
					want += 100 * math.Pow(r, i-1) / math.Pow(1+d, i)
				}
				want += (years - whole) * 100 * math.Pow(r, whole) / math.Pow(1+d, whole+1)
				got := Discounted(100, r, d, years)
				if math.Abs(got-want) > 1e-6 {
					t.Errorf("r %v, d %v, %v years: %v, want %v", r, d, years, got, want)
				}
			}
		}
	}
}

func TestPerpetualIsTheLimit(t *testing.T) {
	for _, r := range []float64{0, 0.5, 0.8, 0.99} {
		for _, d := range []float64{0, 0.01, 0.1, 1} {
			p, err := Perpetual(100, r, d)
			if err != nil {
				t.Fatal(err)
			}
			if got := Discounted(100, r, d, 1e6); math.Abs(got-p) > 1e-6*p {
				t.Errorf("r %v, d %v: the sum tends to %v, Perpetual is %v", r, d, got, p)
			}
			for _, years := range []float64{0.5, 1, 3, 10.25, 80} {
				if got := Discounted(100, r, d, years); got > p*(1+1e-12) {
					t.Errorf("r %v, d %v: %v after %v years, above the limit %v", r, d, got, years, p)
				}
			}
		}
	}
	if _, err := Perpetual(100, 1, 0); !errors.Is(err, ErrEndless) {
		t.Errorf("r 1, d 0: %v, want ErrEndless", err)
	}
}
