package bench

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// samples are what several turns measured, in the order of the turns.
type samples []float64

func (s samples) median() float64 {
	sorted := slices.Sorted(slices.Values(s))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}

// over divides the samples by those of the same turns.
func (s samples) over(floor samples) samples {
	r := make(samples, len(s))
	for i := range s {
		r[i] = s[i] / floor[i]
	}
	return r
}

// row is one line of the table. Without a budget it only informs.
type row struct {
	what     string
	unit     string // bytes, ms, s or, for ratios, ×
	budget   float64
	measured float64
	spread   samples // of the turns; none for what does not vary
	note     string
}

func (r row) holds() string {
	switch {
	case r.budget == 0:
		return "–"
	case r.measured <= r.budget:
		return "yes"
	}
	return fmt.Sprintf("no: %.0f %% over", 100*(r.measured/r.budget-1))
}

func (r row) number(v float64) string {
	switch r.unit {
	case "bytes":
		return fmt.Sprintf("%.3f MB", v/1e6)
	case "×":
		return fmt.Sprintf("%.2f", v)
	case "s":
		return fmt.Sprintf("%.1f s", v)
	}
	return fmt.Sprintf("%.0f %s", v, r.unit)
}

// ratio is the row of a measure against its floor: the ratio of the medians, and the spread of the turns' own ratios.
func ratio(what string, budget float64, kit, floor samples) row {
	return row{what: what, unit: "×", budget: budget, measured: kit.median() / floor.median(), spread: kit.over(floor),
		note: fmt.Sprintf("%.0f ÷ %.0f ms", kit.median(), floor.median())}
}

// plain is the row of a measure by itself.
func plain(what, unit string, budget float64, s samples) row {
	return row{what: what, unit: unit, budget: budget, measured: s.median(), spread: s}
}

// write writes the rows as a Markdown table.
func write(w io.Writer, rows []row) {
	t := tabwriter.NewWriter(w, 0, 0, 1, ' ', tabwriter.Debug)
	fmt.Fprintln(t, "| what\t budget\t measured\t spread\t holds?\t")
	fmt.Fprintln(t, "| ---\t ---\t ---\t ---\t ---\t")
	for _, r := range rows {
		budget, spread, measured := "–", "–", r.number(r.measured)
		if r.budget != 0 {
			budget = "≤ " + r.number(r.budget)
		}
		if len(r.spread) > 0 {
			spread = r.number(slices.Min(r.spread)) + " … " + r.number(slices.Max(r.spread))
		}
		if r.note != "" {
			measured += " (" + r.note + ")"
		}
		fmt.Fprintf(t, "| %s\t %s\t %s\t %s\t %s\t\n", r.what, budget, measured, spread, r.holds())
	}
	t.Flush()
}

// quartiles keep the middle half of many samples, whose extremes say more about the machine.
func quartiles(s samples) samples {
	sorted := slices.Sorted(slices.Values(s))
	return samples{sorted[len(sorted)/4], sorted[len(sorted)*3/4]}
}
