package calc

// Rate is a tax rate in thousandths of a percent: 9.975 % is 9975.
type Rate int64

// The rates of Québec.
const (
	GST Rate = 5_000 // goods and services tax, 5 %
	QST Rate = 9_975 // Québec sales tax, 9.975 %, on the price before GST
)

const (
	// MaxRate is a tax of 100 %.
	MaxRate Rate = 100_000
	// MaxCents is the most that an invoice comes to, so that no product of cents
	// and rate overflows: ten billion dollars.
	MaxCents = 1_000_000_000_000
)

// Of is the tax on an amount, in cents, half a cent going up.
func (r Rate) Of(cents int64) int64 { return (cents*int64(r) + int64(MaxRate)/2) / int64(MaxRate) }

// RateOf is a share as a rate; false when it has more decimals than a rate has,
// or is not from 0 to 1.
func RateOf(share float64) (Rate, bool) {
	if !(share >= 0 && share <= 1) {
		return 0, false
	}
	r := Rate(share*float64(MaxRate) + 0.5)
	drift := share*float64(MaxRate) - float64(r)
	return r, drift < 1e-6 && drift > -1e-6
}

// Cents is an amount of dollars, to the nearest cent, half a cent going up.
// false when it is below zero or above [MaxCents].
func Cents(dollars float64) (int64, bool) {
	if !(dollars >= 0 && dollars <= MaxCents/100) {
		return 0, false
	}
	// 1.005 dollars are 100.49999999999999 cents in binary, and 101 to whoever
	// wrote them.
	return int64(dollars*100 + 0.5 + 1e-9 + dollars*1e-13), true
}

// Taxes are the two taxes on an invoice (beyond the sources: for whoever works
// for themselves in Québec).
//
//	gst   = subtotal × 5 %       cents, rounded
//	qst   = subtotal × 9.975 %   cents, rounded; on the price before GST
//	total = subtotal + gst + qst
//
// Both are rounded once for the whole invoice, or line by line and then added.
type Taxes struct {
	GST, QST Rate
	ByLine   bool
}

// Bill is an invoice, in cents.
type Bill struct {
	Subtotal, GST, QST, Total int64

	// Adjusted is the cent or two that were put in the QST because no price
	// before taxes comes to exactly the total asked for. See [Taxes.Included].
	Adjusted int64
}

func (b Bill) plus(o Bill) Bill {
	return Bill{b.Subtotal + o.Subtotal, b.GST + o.GST, b.QST + o.QST, b.Total + o.Total, b.Adjusted + o.Adjusted}
}

// Add is the bill for prices before taxes. Lines are not negative and come to
// [MaxCents] at most.
func (t Taxes) Add(lines []int64) Bill { return t.bill(lines, t.add) }

// Included is the bill for prices that hold the taxes already: it finds the
// price before taxes from which [Taxes.Add] comes to the same total. Some
// totals have none; the nearest price below is taken then, and the cent or two
// that are missing go to the QST, so that what is paid is what was asked.
func (t Taxes) Included(lines []int64) Bill { return t.bill(lines, t.included) }

func (t Taxes) bill(lines []int64, one func(int64) Bill) Bill {
	var sum int64
	var bill Bill
	for _, line := range lines {
		sum += line
		if t.ByLine {
			bill = bill.plus(one(line))
		}
	}
	if !t.ByLine {
		return one(sum)
	}
	return bill
}

func (t Taxes) add(cents int64) Bill {
	gst, qst := t.GST.Of(cents), t.QST.Of(cents)
	return Bill{Subtotal: cents, GST: gst, QST: qst, Total: cents + gst + qst}
}

func (t Taxes) included(total int64) Bill {
	// A first guess, a few cents away at most: a cent more before taxes is one to
	// three more after, so the search ends at once.
	whole := int64(MaxRate + t.GST + t.QST)
	before := total / whole * int64(MaxRate)
	before += total % whole * int64(MaxRate) / whole
	for before > 0 && t.add(before).Total > total {
		before--
	}
	for t.add(before+1).Total <= total {
		before++
	}
	b := t.add(before)
	b.Adjusted = total - b.Total
	b.QST += b.Adjusted
	b.Total = total
	return b
}
