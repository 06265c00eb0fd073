package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// Rate is a tray of numbers, from the lowest to the highest, with the words of its two ends and of the number chosen.
// Labels hold the whole words for readers. What stands apart from the numbers (« I could not see it ») is a chip below.
func Rate(f *Form, name, legend string, numbers, apart []Choice) app.UI {
	tray := radios(f, name, numbers, func(id string, c Choice) app.UI {
		return html.Label().Attr("for", id).Body(html.Span().Text(c.Value), html.Span().Class("only-read").Text(c.Label))
	})
	below := radios(f, name, apart, func(id string, c Choice) app.UI {
		return html.Label().Class("chip").Attr("for", id).Text(c.Label)
	})
	class := "rate-five"
	if len(numbers) > 5 {
		class += " rate-" + Count(len(numbers))
	}
	chosen := ""
	low, high := numbers[0], numbers[len(numbers)-1]
	for _, c := range numbers[1 : len(numbers)-1] {
		if c.Value == f.Values[name] {
			chosen = c.Label
		}
	}
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(legend),
		html.Div().Class(class).Body(tray...),
		html.Div().Class("range-ends rate-ends").Aria("hidden", "true").Body(
			end(low, f.Values[name]), html.Span().Text(chosen), end(high, f.Values[name])),
		html.Div().Class("rate-apart").Body(below...),
		ErrorLine(name, f.Errors[name]),
	)
}

func end(c Choice, chosen string) app.UI {
	if c.Value == chosen {
		return html.B().Text(c.Label)
	}
	return html.Span().Text(c.Label)
}
