package i18n

import (
	"math"
	"strconv"
	"strings"
)

// decimal rounds f to at most max decimals, half away from zero, and splits what
// remains into its sign, whole digits and decimals (exactly max of them). It
// rounds what a person would have written, not the binary fraction: 1.005 is 1.01
// to the cent, and 0.07 × 100 is 7. A zero has no sign.
func decimal(f float64, max int) (neg bool, whole, frac string) {
	// 15 digits are all that a float holds for certain; above 1e15 the float is
	// whole and keeps its own.
	if math.Abs(f) < 1e15 {
		f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	}
	whole, frac, _ = strings.Cut(strconv.FormatFloat(math.Abs(f), 'f', -1, 64), ".")
	max = min(max, 15)
	if len(frac) > max {
		up := frac[max] >= '5'
		digits := []byte(whole + frac[:max])
		for i := len(digits) - 1; up; i-- {
			if i < 0 {
				digits = append([]byte{'1'}, digits...)
				break
			}
			if digits[i] < '9' {
				digits[i]++
				break
			}
			digits[i] = '0'
		}
		whole, frac = string(digits[:len(digits)-max]), string(digits[len(digits)-max:])
	}
	frac += strings.Repeat("0", max-len(frac))
	neg = f < 0 && strings.Trim(whole+frac, "0") != ""
	return neg, whole, frac
}

// shown is the number that remains of f once rounded to max decimals.
func shown(f float64, max int) float64 {
	neg, whole, frac := decimal(f, max)
	v, _ := strconv.ParseFloat(whole+"."+frac, 64)
	if neg {
		return -v
	}
	return v
}

// assemble writes the parts of a number with the separators of the language.
func (p *Printer) assemble(neg bool, whole, frac string) string {
	group, point := nbsp, ","
	if p.lang == EN {
		group, point = ",", "."
	}
	var b strings.Builder
	if neg {
		b.WriteByte('-')
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteByte(whole[i])
	}
	if frac != "" {
		b.WriteString(point)
		b.WriteString(frac)
	}
	return b.String()
}

// notANumber stands for what is not a finite number: no calculation of the kit
// gives one, and a screen that would show it says so rather than nothing.
const notANumber = "?"

func isFinite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// Number writes f with at most maxDecimals decimals (from 0 to 15), rounded half
// away from zero, trailing zeros dropped: « 24 500,5 », “24,500.5”. French groups
// thousands by U+00A0, from 1 000 on. A negative number has a hyphen, never "-0".
func (p *Printer) Number(f float64, maxDecimals int) string {
	if !isFinite(f) {
		return notANumber
	}
	neg, whole, frac := decimal(f, max(maxDecimals, 0))
	return p.assemble(neg, whole, strings.TrimRight(frac, "0"))
}

// Money writes an amount of dollars with its cents, except that a whole amount
// from 100 up has none: « 3,50 $ », « 24 500 $ », “$3.50”, “-$24,500”.
func (p *Printer) Money(f float64) string {
	if !isFinite(f) {
		return notANumber
	}
	neg, whole, frac := decimal(f, 2)
	if frac == "00" && len(whole) > 2 {
		frac = ""
	}
	return p.dollars(neg, whole, frac)
}

// MoneyExact writes an amount of dollars, always to the cent: « 24 500,00 $ ».
func (p *Printer) MoneyExact(f float64) string {
	if !isFinite(f) {
		return notANumber
	}
	return p.dollars(decimal(f, 2))
}

func (p *Printer) dollars(neg bool, whole, frac string) string {
	if p.lang != EN {
		return p.assemble(neg, whole, frac) + nbsp + "$"
	}
	s := "$" + p.assemble(false, whole, frac)
	if neg {
		s = "-" + s
	}
	return s
}

// Percent writes a share (a fraction) as a percentage of at most maxDecimals
// decimals: 0.125 is « 12,5 % », “12.5%”.
func (p *Printer) Percent(share float64, maxDecimals int) string {
	s := p.Number(share*100, maxDecimals)
	if p.lang == EN {
		return s + "%"
	}
	return s + nbsp + "%"
}
