package calculators

import "trousse/internal/calc"

// quebecTaxes puts the taxes of Québec on prices, or takes them out of them. Everything is whole cents until it is shown.
func quebecTaxes(t typed) (outcome, error) {
	var errs calc.FieldErrors
	rate := func(name string) calc.Rate {
		v, ok := t.numbers[name]
		r, fine := calc.RateOf(v)
		switch {
		case !ok:
			errs = append(errs, calc.FieldError{Field: name, Kind: calc.KindMissing})
		case !fine:
			errs = append(errs, calc.FieldError{Field: name, Kind: calc.KindPercent})
		}
		return r
	}
	taxes := calc.Taxes{GST: rate("gst_share"), QST: rate("qst_share"), ByLine: t.texts["rounding"] == "line"}
	var lines []int64
	sum := int64(0)
	for _, v := range t.lists["amounts"] {
		cents, _ := calc.Cents(v) // was checked as it was read
		lines = append(lines, cents)
		if sum += cents; sum > calc.MaxCents {
			errs = append(errs, calc.FieldError{Field: "amounts", Kind: calc.KindTooLarge})
			break
		}
	}
	if len(lines) == 0 || sum > calc.MaxCents {
		return outcome{}, errs.Or()
	}
	included := t.texts["direction"] == "included"
	bill := func(taxes calc.Taxes) calc.Bill {
		if included {
			return taxes.Included(lines)
		}
		return taxes.Add(lines)
	}
	b := bill(taxes)
	taxes.ByLine = !taxes.ByLine
	other := bill(taxes)
	v := calc.Numbers{"subtotal": dollars(b.Subtotal), "gst": dollars(b.GST), "qst": dollars(b.QST), "total": dollars(b.Total)}
	if len(errs) > 0 {
		return outcome{numbers: standing(v, errs, included)}, errs
	}
	o := outcome{numbers: v, closing: "conclusion_before", unsaid: []string{"back"}}
	if included {
		o.main, o.closing, o.unsaid = "subtotal", "conclusion_included", nil
	}
	switch byLine := !taxes.ByLine && len(lines) > 1; {
	case byLine:
		v["lines"] = float64(len(lines))
		o.unsaid = append(o.unsaid, "back", "gst", "qst")
	case b.Adjusted > 0:
		o.unsaid = append(o.unsaid, "qst")
	}
	if b.Adjusted > 0 {
		v["adjusted"] = dollars(b.Adjusted)
	}
	if other.Total != b.Total {
		v["other_total"] = dollars(other.Total)
	}
	if other.Subtotal != b.Subtotal {
		v["other_subtotal"] = dollars(other.Subtotal)
	}
	return o, nil
}

// standing are the figures that do not stand on a refused rate.
func standing(v calc.Numbers, errs calc.FieldErrors, included bool) calc.Numbers {
	if included {
		return calc.Numbers{"total": v["total"]}
	}
	delete(v, "total")
	for _, e := range errs {
		delete(v, map[string]string{"gst_share": "gst", "qst_share": "qst"}[e.Field])
	}
	return v
}

func dollars(cents int64) float64 { return float64(cents) / 100 }
