package calculators

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// What pictures are made of. The class tells the paint.

func rect(class string, x, y, width, height float64) *html.Elem {
	return ui.Shape("rect", "class", class, "x", point(x), "y", point(y), "width", point(width), "height", point(height))
}

func circle(class string, x, y, r float64) app.UI {
	return ui.Shape("circle", "class", class, "cx", point(x), "cy", point(y), "r", point(r))
}

func path(class, d string) app.UI { return ui.Shape("path", "class", class, "d", d) }

// text starts at x, or has its middle there.
func text(class, anchor string, x, y float64, words string) app.UI {
	return ui.Shape("text", "class", class, "x", point(x), "y", point(y), "text-anchor", anchor).Body(html.Text(words))
}

// point writes a coordinate.
func point(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// picture is shapes on a field 400 wide, for the eye: the same figures stand in words beside it.
func picture(height int, shapes ...app.UI) app.UI {
	return ui.Svg("chart", "0 0 400 "+strconv.Itoa(height), shapes...).Aria("hidden", "true")
}

// key is a line of a picture's key.
func key(class, words string) app.UI {
	return html.Li().Body(ui.Svg("", "0 0 16 16", rect(class, 1, 3, 14, 10)).Aria("hidden", "true"), html.Text(words))
}
