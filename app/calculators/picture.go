package calculators

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/calc"
)

// told draws what a lost client costs within its published range; the same three numbers stand below in words.
func told(w sheet) app.UI {
	low, high := w.out.numbers["total_low"], w.out.numbers["total_high"]
	mid, ok := w.out.numbers["total_cost"]
	if !ok || high <= low {
		return nil
	}
	const left, right = 20.0, 380.0
	at := func(v float64) float64 {
		return max(left, min(right, left+60+(v-low)/(high-low)*(right-left-120)))
	}
	end := func(v, people float64) app.UI {
		return html.Span().Body(html.Text(w.say.Money(v)), html.Small().Text(w.c.Counts["people"].Words(w.say.Lang(), people, 2)))
	}
	return html.Div().Body(
		picture(28,
			rect("mk-track", left, 9, right-left, 10).Attr("rx", "5"),
			rect("mk-zone", at(low), 9, at(high)-at(low), 10),
			circle("mk-1", at(mid), 14, 9)),
		html.Div().Class("range-ends").Body(end(low, calc.ToldLow), end(mid, w.typed.numbers["people_told"]), end(high, calc.ToldHigh)),
	)
}

// iceberg draws those who speak above the water and those who stay silent below it, each as large as there are people.
func iceberg(w sheet) app.UI {
	all, ok := w.out.numbers["dissatisfied"]
	if !ok || all <= 0 {
		return nil
	}
	// The berg is a triangle with its point up: the part above a line is to the whole as the square of their heights.
	const top, height, half, middle = 8.0, 120.0, 120.0, 200.0
	water := height * math.Sqrt(w.typed.numbers["complaints"]/all)
	side := func(depth, way float64) string { return point(middle+way*half*depth/height) + " " + point(top+depth) }
	heard, _ := w.words("asked")
	quiet, _ := w.words("quiet")
	return html.Div().Class("pane pane--tight").Body(
		picture(132,
			path("mk-1", "M"+side(0, 1)+"L"+side(water, -1)+"L"+side(water, 1)+"Z"),
			path("mk-zone", "M"+side(water, -1)+"L"+side(water, 1)+"L"+side(height, 1)+"L"+side(height, -1)+"Z"),
			path("ln-stitch", "M20 "+point(top+water)+"H380")),
		html.Ul().Class("key").Body(key("mk-1", heard), key("mk-zone", quiet)),
	)
}
