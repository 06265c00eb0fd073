package i18n

import (
	"math"
	"strings"
	"testing"
	"time"
)

// spaced writes U+00A0 for the underscores of a test.
func spaced(s string) string { return strings.ReplaceAll(s, "_", nbsp) }

func check(t *testing.T, what string, got, want string) {
	t.Helper()
	if want = spaced(want); got != want {
		t.Errorf("%s = %q, want %q", what, got, want)
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		f      float64
		max    int
		fr, en string
	}{
		{0, 2, "0", "0"},
		{math.Copysign(0, -1), 2, "0", "0"},
		{-0.004, 2, "0", "0"},
		{-0.005, 2, "-0,01", "-0.01"},
		{24500.5, 2, "24_500,5", "24,500.5"},
		{999, 0, "999", "999"},
		{999.5, 0, "1_000", "1,000"},
		{1000, 2, "1_000", "1,000"},
		{1234567.891, 2, "1_234_567,89", "1,234,567.89"},
		{0.1 + 0.2, 10, "0,3", "0.3"},
		{1.005, 2, "1,01", "1.01"},
		{2.5, 0, "3", "3"},
		{-2.5, 0, "-3", "-3"},
		{3.4499999999999997, 1, "3,5", "3.5"},
		{9.999, 2, "10", "10"},
		{5, -1, "5", "5"},
		{1e20, 2, "100_000_000_000_000_000_000", "100,000,000,000,000,000,000"},
		{5e-324, 99, "0", "0"},
		{math.NaN(), 2, "?", "?"},
		{math.Inf(-1), 2, "?", "?"},
	} {
		check(t, "fr", For(FR).Number(c.f, c.max), c.fr)
		check(t, "en", For(EN).Number(c.f, c.max), c.en)
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		f             float64
		fr, en, exact string
	}{
		{3.5, "3,50_$", "$3.50", "$3.50"},
		{0, "0,00_$", "$0.00", "$0.00"},
		{-0.001, "0,00_$", "$0.00", "$0.00"},
		{-3.5, "-3,50_$", "-$3.50", "-$3.50"},
		{99, "99,00_$", "$99.00", "$99.00"},
		{99.995, "100_$", "$100", "$100.00"},
		{100, "100_$", "$100", "$100.00"},
		{700, "700_$", "$700", "$700.00"},
		{3500.5, "3_500,50_$", "$3,500.50", "$3,500.50"},
		{24500, "24_500_$", "$24,500", "$24,500.00"},
		{-24500, "-24_500_$", "-$24,500", "-$24,500.00"},
		{1.005, "1,01_$", "$1.01", "$1.01"},
		{859950, "859_950_$", "$859,950", "$859,950.00"},
		{math.Inf(1), "?", "?", "?"},
	} {
		check(t, "fr", For(FR).Money(c.f), c.fr)
		check(t, "en", For(EN).Money(c.f), c.en)
		check(t, "exact", For(EN).MoneyExact(c.f), c.exact)
	}
	check(t, "exact", For(FR).MoneyExact(24500), "24_500,00_$")
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		share  float64
		max    int
		fr, en string
	}{
		{0.125, 1, "12,5_%", "12.5%"},
		{0.125, 0, "13_%", "13%"},
		{0.07, 5, "7_%", "7%"},
		{0, 1, "0_%", "0%"},
		{1, 1, "100_%", "100%"},
		{12.5, 0, "1_250_%", "1,250%"},
	} {
		check(t, "fr", For(FR).Percent(c.share, c.max), c.fr)
		check(t, "en", For(EN).Percent(c.share, c.max), c.en)
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct {
		y      int
		m      time.Month
		d      int
		style  DateStyle
		fr, en string
	}{
		{2026, 11, 27, DateFull, "vendredi 27 novembre 2026", "Friday, November 27, 2026"},
		{2026, 11, 27, DateLong, "27 novembre 2026", "November 27, 2026"},
		{2026, 11, 27, DateDay, "vendredi 27 novembre", "Friday, November 27"},
		{2026, 11, 27, DateShort, "27 nov.", "Nov. 27"},
		{2026, 11, 27, DateISO, "2026-11-27", "2026-11-27"},
		{2026, 3, 1, DateFull, "dimanche 1er mars 2026", "Sunday, March 1, 2026"},
		{2026, 8, 1, DateShort, "1er août", "Aug. 1"},
		{2026, 7, 11, DateShort, "11 juill.", "July 11"},
		{2028, 2, 29, DateLong, "29 février 2028", "February 29, 2028"},
		{2026, 2, 30, DateLong, "2 mars 2026", "March 2, 2026"},
		{987, 5, 4, DateISO, "0987-05-04", "0987-05-04"},
	} {
		check(t, "fr", For(FR).Date(c.y, c.m, c.d, c.style), c.fr)
		check(t, "en", For(EN).Date(c.y, c.m, c.d, c.style), c.en)
	}
}

func TestClock(t *testing.T) {
	for _, c := range []struct {
		hour, min int
		fr, en    string
	}{
		{0, 0, "0_h", "midnight"},
		{0, 5, "0_h_05", "12:05 a.m."},
		{9, 0, "9_h", "9 a.m."},
		{11, 59, "11_h_59", "11:59 a.m."},
		{12, 0, "12_h", "noon"},
		{12, 30, "12_h_30", "12:30 p.m."},
		{14, 5, "14_h_05", "2:05 p.m."},
		{23, 10, "23_h_10", "11:10 p.m."},
		{24, 0, "0_h", "midnight"},
		{-1, 0, "23_h", "11 p.m."},
	} {
		check(t, "fr", For(FR).Clock(c.hour, c.min), c.fr)
		check(t, "en", For(EN).Clock(c.hour, c.min), c.en)
	}
}

func TestDateTime(t *testing.T) {
	at := time.Date(2026, 11, 21, 14, 5, 59, 0, time.FixedZone("", -5*3600))
	check(t, "fr", For(FR).DateTime(at), "21 novembre 2026 à 14_h_05")
	check(t, "en", For(EN).DateTime(at), "November 21, 2026 at 2:05 p.m.")
}

func TestDaysFromNow(t *testing.T) {
	for _, c := range []struct {
		days   int
		fr, en string
	}{
		{0, "aujourd’hui", "today"},
		{1, "demain", "tomorrow"},
		{-1, "hier", "yesterday"},
		{2, "dans 2 jours", "in 2 days"},
		{3, "dans 3 jours", "in 3 days"},
		{-3, "il y a 3 jours", "3 days ago"},
		{1000, "dans 1_000 jours", "in 1,000 days"},
	} {
		check(t, "fr", For(FR).DaysFromNow(c.days), c.fr)
		check(t, "en", For(EN).DaysFromNow(c.days), c.en)
	}
}

func FuzzNumberShown(f *testing.F) {
	f.Add(0.285, 2)
	f.Add(-1234567.5, 0)
	f.Add(1e300, 20)
	f.Fuzz(func(t *testing.T, v float64, decimals int) {
		for _, lang := range languages {
			s := For(lang).Number(v, decimals)
			if strings.HasPrefix(s, "-0") && strings.Trim(s, "-0,.") == "" {
				t.Fatalf("Number(%v, %d) = %q", v, decimals, s)
			}
			digits := strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return r
				}
				return -1
			}, s)
			if !isFinite(v) || len(digits) > maxDigits {
				continue
			}
			// What the kit writes, it reads, give or take the rounding; the one
			// English ambiguity does not arise, as a group has no decimals.
			back, err := For(lang).ParseNumber(s)
			tolerance := math.Max(math.Abs(v)*1e-14, math.Pow10(-min(max(decimals, 0), 15)))
			if err != nil || math.Abs(back-v) > tolerance {
				t.Fatalf("%s: Number(%v, %d) = %q, read as %v (%v)", lang, v, decimals, s, back, err)
			}
		}
	})
}
