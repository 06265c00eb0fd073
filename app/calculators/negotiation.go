package calculators

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/calc"
)

// negotiation is F66.
func negotiation(t typed) (outcome, error) {
	v, err := calc.Negotiation(calc.Role(t.texts["role"]), t.numbers)
	o := outcome{numbers: v}
	if width, ok := v["zone_width"]; ok {
		o.closing = sign(width, "conclusion_none", "conclusion_point", "conclusion_zone")
		if _, open := v["open_at"]; open && o.closing == "conclusion_zone" {
			o.closing = "conclusion_open"
		}
		if width < 0 {
			v["gap"] = -width
			o.unsaid, o.empty = []string{"width"}, []string{"zone_low", "zone_high"}
		}
	}
	return o, err
}

// sides are the rows of the picture: from where each side walks away to what it hopes for.
var sides = [2]struct {
	class string
	from  string
	to    []string
}{
	{"mk-1", "my_walk_away", []string{"my_target", "my_best"}},
	{"mk-2", "their_walk_away", []string{"their_target"}},
}

// zone draws both sides on one line of prices, with the zone of agreement across them.
func zone(w sheet) app.UI {
	low, high, ok := 0.0, 0.0, false
	for _, s := range sides {
		for _, name := range append(s.to, s.from) {
			if v, given := w.typed.numbers[name]; given && v >= 0 && v <= calc.Max {
				if !ok {
					low, high, ok = v, v, true
				}
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if !ok || high <= low {
		return nil
	}
	x := func(v float64) float64 { return 20 + (v-low)/(high-low)*360 }
	var shapes []app.UI
	if a, ok := w.out.numbers["zone_low"]; ok {
		shapes = append(shapes, rect("mk-zone", x(a)-1, 0, x(w.out.numbers["zone_high"])-x(a)+2, 84))
	}
	for i, s := range sides {
		y := 14 + 40*float64(i)
		from, given := w.typed.numbers[s.from]
		if !given || from < low || from > high {
			continue
		}
		for _, name := range s.to {
			if to, given := w.typed.numbers[name]; given && to >= low && to <= high {
				a, b := min(x(from), x(to)), max(x(from), x(to))
				shapes = append(shapes, rect(s.class, a, y+6, b-a, 4), circle(s.class, x(to), y+8, 6))
			}
		}
		shapes = append(shapes, rect(s.class, x(from)-3, y-4, 6, 24))
	}
	end := func(v float64) app.UI { return html.Span().Text(w.say.Money(v)) }
	return html.Div().Class("pane pane--tight").Aria("hidden", "true").Body(
		picture(84, shapes...),
		html.Div().Class("range-ends").Body(end(low), html.Span(), end(high)),
		html.Ul().Class("key").Body(key("mk-1", w.group("mine")), key("mk-2", w.group("theirs")), key("mk-zone", w.c.Title)),
	)
}

// group is the heading of a group of fields.
func (w sheet) group(id string) string {
	for _, g := range w.c.Groups {
		if g.ID == id {
			return g.Title
		}
	}
	return id
}
