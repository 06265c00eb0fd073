package journal

// Ratios are how the time that the work of promises took compares with what was foreseen, the last kept last: what the
// margin of the next promise is learned from (F64). The entries are those of promises; others are passed over.
func Ratios(promises []Entry) []float64 {
	type worked struct {
		done  Day
		at    int64
		ratio float64
	}
	var cases []worked
	for i := range promises {
		e := &promises[i]
		kept := e.State == string(KeptEarly) || e.State == string(Kept) || e.State == string(KeptLate)
		if e.Kind == KindPromise && kept && e.Facts.Estimate > 0 && e.Facts.Actual > 0 {
			cases = append(cases, worked{e.Done, e.At, float64(e.Facts.Actual) / float64(e.Facts.Estimate)})
		}
	}
	sortBy(cases, func(a, b worked) bool { return a.done < b.done || a.done == b.done && a.at < b.at })
	ratios := make([]float64, len(cases))
	for i, c := range cases {
		ratios[i] = c.ratio
	}
	return ratios
}
