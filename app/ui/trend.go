package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// The drawing of a trend, 320 by 120 in its own units: where the first and the last mark stand, and the highest and the
// lowest figure there can be. What those two are is written at their left.
const (
	trendFrom, trendTo    = 54.0, 312.0
	trendTop, trendBottom = 10.0, 110.0
)

// Point is one figure of a trend.
type Point struct {
	At    int64   // unix seconds
	Share float64 // from 0 to 1
}

// place puts a mark in the drawing, between the first moment and the last.
func (m Point) place(from, to int64) (x, y float64) {
	x = 0.5
	if to > from {
		x = float64(m.At-from) / float64(to-from)
	}
	return trendFrom + x*(trendTo-trendFrom), trendBottom - m.Share*(trendBottom-trendTop)
}

// Trend draws figures over time, oldest first, between the lowest and the highest that there can be.
func Trend(marks []Point, ends [2]string) *html.Elem {
	from, to := marks[0].At, marks[len(marks)-1].At
	shapes := []app.UI{
		Shape("path", "class", "ln-track", "d", "M46 10H320M46 60H320M46 110H320"),
		Shape("text", "x", "38", "y", "14", "text-anchor", "end").Text(ends[1]),
		Shape("text", "x", "38", "y", "114", "text-anchor", "end").Text(ends[0]),
	}
	var d strings.Builder
	for i, m := range marks {
		x, y := m.place(from, to)
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + Px(x) + " " + Px(y))
	}
	shapes = append(shapes, Shape("path", "class", "ln-1", "d", d.String()))
	for _, m := range marks {
		x, y := m.place(from, to)
		shapes = append(shapes, Shape("circle", "class", "mk-1", "cx", Px(x), "cy", Px(y), "r", "5"))
	}
	return Svg("chart", "0 0 320 120", shapes...)
}

// Px is a length in the units of a drawing.
func Px(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }
