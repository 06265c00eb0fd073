package calc

import (
	"errors"
	"math"
)

// ToldLow and ToldHigh are the published range of the number of people a
// disappointed person tells (F60, F67).
const (
	ToldLow  = 8
	ToldHigh = 16
)

// ErrEndless says that a value has no limit: everyone stays and a dollar in a
// hundred years is worth a dollar today.
var ErrEndless = errors.New("calc: everyone stays and nothing is discounted: the value never ends")

// LostClient is what a client who leaves takes along (F60).
//
//	yearly_value      = average_transaction × transactions_per_year         dollars
//	lifetime_value    = yearly_value × years                                dollars
//	lost_before_doubt = people_told × circle × target_share × avoid_share   clients
//	lost_clients      = lost_before_doubt × doubt                           clients
//	indirect_cost     = lost_clients × lifetime_value                       dollars
//	total_cost        = lifetime_value + indirect_cost                      dollars
//	total_low         = total_cost with [ToldLow] people told
//	total_high        = total_cost with [ToldHigh] people told
//
// Any of margin, retention and discount asks for what follows, and changes
// nothing else. Left out, they are 1, 1 and 0.
//
//	yearly_margin    = yearly_value × margin                                dollars
//	discounted_value = [Discounted] of it over the years                    dollars
//	perpetual_value  = [Perpetual] of it, left out when it never ends       dollars
func LostClient(in Numbers) (Numbers, error) {
	f := form{in: in}
	yearly := f.amount("average_transaction") * f.amount("transactions_per_year")
	years := f.amount("years")
	told := f.amount("people_told")
	each := f.amount("circle") * f.share("target_share") * f.share("avoid_share")
	doubt := f.share("doubt")
	margin := yearly * f.shareOr("margin", 1)
	retention, discount := f.shareOr("retention", 1), f.shareOr("discount", 0)

	lifetime := yearly * years
	total := func(told float64) float64 { return lifetime + told*each*doubt*lifetime }
	out := Numbers{
		"yearly_value":      yearly,
		"lifetime_value":    lifetime,
		"lost_before_doubt": told * each,
		"lost_clients":      told * each * doubt,
		"indirect_cost":     told * each * doubt * lifetime,
		"total_cost":        total(told),
		"total_low":         total(ToldLow),
		"total_high":        total(ToldHigh),
	}
	if f.given("margin", "retention", "discount") {
		out["yearly_margin"] = margin
		out["discounted_value"] = Discounted(margin, retention, discount, years)
		if v, err := Perpetual(margin, retention, discount); err == nil {
			out["perpetual_value"] = v
		}
	}
	return f.done(out)
}

// Discounted is what margin dollars a year are worth today over a number of
// years, when a share of the clients stays from one year to the next and
// later dollars are discounted: the sum over t = 1 … years of
// margin × retention^(t−1) ÷ (1 + discount)^t (F60).
//
// The last year may be partial: 2.5 years is two whole years and half of what
// the third would bring, so the value grows evenly from year to year.
// Retention and discount are fractions from 0 to 1; the sum is defined for all
// of them, retention 1 with discount 0 included.
func Discounted(margin, retention, discount, years float64) float64 {
	whole, part := math.Modf(years)
	// The ratio of one year to the one before is 1 + x. The geometric sum is
	// written with Expm1 and Log1p to stay exact when x is close to zero, and
	// to cost the same for a thousand years as for one.
	x := (retention - 1 - discount) / (1 + discount)
	if x == 0 {
		return margin * years / (1 + discount)
	}
	if math.IsNaN(x) {
		return x
	}
	sum, next := 0.0, 1.0 // of the whole years; what the year after brings, compared with the first
	if whole > 0 {
		shrink := math.Expm1(whole * math.Log1p(x))
		sum, next = shrink/x, 1+shrink
	}
	return margin * (sum + part*next) / (1 + discount)
}

// Perpetual is the limit of [Discounted] as the years go on for ever:
// margin ÷ (1 + discount − retention) (F60). It is [ErrEndless] when retention
// is 1 and discount 0.
func Perpetual(margin, retention, discount float64) (float64, error) {
	loss := 1 + discount - retention
	if loss <= 0 {
		return 0, ErrEndless
	}
	return margin / loss, nil
}
