package calc

import (
	"errors"
	"math"
)

// ToldLow and ToldHigh are the published range of the number of people a
// disappointed person tells (F60).
const (
	ToldLow  = 8
	ToldHigh = 16
)

// ErrEndless says that a value has no limit: everyone stays and a dollar in a
// hundred years is worth a dollar today.
var ErrEndless = errors.New("calc: everyone stays and nothing is discounted: the value never ends")

// LostClient is what the cost of a lost client is computed from (F60). All but
// the last three fields are needed.
type LostClient struct {
	AverageTransaction  Optional // average_transaction, dollars
	TransactionsPerYear Optional // transactions_per_year, count
	Years               Optional // years as a client, count
	PeopleTold          Optional // people_told, count
	Circle              Optional // circle of influence of each one told, count
	TargetShare         Optional // target_share of the circle who might buy, fraction
	AvoidShare          Optional // avoid_share of those who will stay away, fraction
	Doubt               Optional // doubt: how much of the snowball is believed, fraction (1, 0.5, 0.1)

	// Setting any of these asks for the discounted values. They change
	// nothing else.
	Margin    Optional // margin kept of a sale, fraction; 1 when left out
	Retention Optional // retention from year to year, fraction; 1 when left out
	Discount  Optional // discount rate a year, fraction; 0 when left out
}

// LostClientResult is the cost of a lost client and the steps that lead to it.
// Money is in dollars.
type LostClientResult struct {
	YearlyValue     float64 // average transaction × transactions a year
	LifetimeValue   float64 // yearly value × years
	LostBeforeDoubt float64 // people told × circle × target share × avoid share
	LostClients     float64 // lost before doubt × doubt
	IndirectCost    float64 // lost clients × lifetime value
	TotalCost       float64 // lifetime value + indirect cost
	TotalLow        float64 // total cost if ToldLow people are told
	TotalHigh       float64 // total cost if ToldHigh people are told

	Doubted bool // doubt is not 1: the step from LostBeforeDoubt to LostClients is worth a sentence

	Refined         bool     // margin, retention or discount was set; the fields below are then filled
	YearlyMargin    float64  // yearly value × margin
	DiscountedValue float64  // see Discounted
	PerpetualValue  Optional // see Perpetual; not set when the value never ends
}

// Compute applies the formulas of F60. The error, when there is one, is a
// [FieldErrors].
func (in LostClient) Compute() (LostClientResult, error) {
	var c checker
	price := c.amount("average_transaction", in.AverageTransaction)
	perYear := c.amount("transactions_per_year", in.TransactionsPerYear)
	years := c.amount("years", in.Years)
	told := c.amount("people_told", in.PeopleTold)
	circle := c.amount("circle", in.Circle)
	target := c.share("target_share", in.TargetShare)
	avoid := c.share("avoid_share", in.AvoidShare)
	doubt := c.share("doubt", in.Doubt)
	margin := c.optionalShare("margin", in.Margin, 1)
	retention := c.optionalShare("retention", in.Retention, 1)
	discount := c.optionalShare("discount", in.Discount, 0)
	if err := c.err(); err != nil {
		return LostClientResult{}, err
	}

	yearly := price * perYear
	lifetime := yearly * years
	lost := func(told float64) float64 { return told * circle * target * avoid }
	total := func(told float64) float64 { return lifetime + lost(told)*doubt*lifetime }
	r := LostClientResult{
		YearlyValue:     yearly,
		LifetimeValue:   lifetime,
		LostBeforeDoubt: lost(told),
		LostClients:     lost(told) * doubt,
		IndirectCost:    lost(told) * doubt * lifetime,
		TotalCost:       total(told),
		TotalLow:        total(ToldLow),
		TotalHigh:       total(ToldHigh),
		Doubted:         doubt != 1,
	}
	if in.Margin.Set || in.Retention.Set || in.Discount.Set {
		r.Refined = true
		r.YearlyMargin = yearly * margin
		r.DiscountedValue = Discounted(r.YearlyMargin, retention, discount, years)
		if v, err := Perpetual(r.YearlyMargin, retention, discount); err == nil {
			r.PerpetualValue = Some(v)
		}
	}
	return r, nil
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
