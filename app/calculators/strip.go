package calculators

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/calc"
)

// strip is a bar drawn below the name of a result, in hundredths of the line: the result itself, the range in which it
// may lie, and a published figure to set it beside. The same figures stand in the table in words.
type strip struct {
	from, to  float64
	low, high float64
	mark      float64
	marked    bool
}

// band names the results at both ends of a range; empty for none.
type band struct{ low, high string }

// strips draw results on one scale, which holds zero.
func strips(v calc.Numbers, rows map[string]band) map[string]strip {
	low, high := 0.0, 0.0
	for name, b := range rows {
		for _, n := range []string{name, b.low, b.high} {
			low, high = min(low, v[n]), max(high, v[n])
		}
	}
	if high <= low {
		return nil
	}
	at := func(n float64) float64 { return (n - low) / (high - low) * 100 }
	out := map[string]strip{}
	for name, b := range rows {
		n, ok := v[name]
		if !ok {
			continue
		}
		s := strip{from: at(min(0, n)), to: at(max(0, n))}
		if b.low != "" {
			s.low, s.high = at(v[b.low]), at(v[b.high])
		}
		out[name] = s
	}
	return out
}

func (s strip) draw() app.UI {
	shapes := []app.UI{rect("mk-track", 0, 0, 100, 14)}
	if s.high > s.low {
		shapes = append(shapes, rect("mk-zone", s.low, 0, s.high-s.low, 14))
	}
	shapes = append(shapes, rect("mk-1", s.from, 3, s.to-s.from, 8))
	if s.marked {
		shapes = append(shapes, rect("mk-2", max(0, s.mark-1), 0, min(2, 101-s.mark), 14))
	}
	return ui.Svg("chart chart--strip", "0 0 100 14", shapes...).Attr("preserveAspectRatio", "none").Aria("hidden", "true")
}
