package insights

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

// bar is one line of a measure: how many records, and the way to them.
type bar struct {
	name  string // of the records behind it
	label string
	n     int
	end   string  // after the number
	mark  float64 // a published share to set beside one's own; 0: none
}

// bars draws lines of counts against what they are counted of. The figures stand in words in each line, so that the drawing
// is for the eye alone.
func (s *Insights) bars(of int, all ...bar) app.UI {
	var lines []app.UI
	for _, b := range all {
		words := s.env.Say.Number(float64(b.n), 0)
		if b.end != "" {
			words += " · " + b.end
		}
		length := 0.0
		if of > 0 {
			length = 100 * float64(b.n) / float64(of)
		}
		shapes := []app.UI{rect("mk-track", 0, 100), rect("mk-1", 0, length)}
		if b.mark > 0 {
			shapes = append(shapes, rect("mk-2", max(0, 100*b.mark-1), 2))
		}
		body := []app.UI{
			html.Span().Class("bar-label").Text(b.label),
			html.Span().Class("bar-n").Body(ui.Output("n_"+b.name, ui.Count(b.n), words)),
			ui.Svg("chart chart--strip", "0 0 100 14", shapes...).Attr("preserveAspectRatio", "none").Aria("hidden", "true"),
		}
		line := html.Div().Class("bar").Body(body...)
		if b.n > 0 {
			line = html.A().Class("bar").Attr("href", s.env.Href("/insights/"+b.name)).Body(body...)
		}
		lines = append(lines, html.Li().Body(line))
	}
	return html.Ul().Class("bars").Body(lines...)
}

func rect(class string, x, width float64) app.UI {
	return ui.Shape("rect", "class", class, "x", ui.Px(x), "y", "0", "width", ui.Px(width), "height", "14")
}

// part is the bar of one part, in the part's own words.
func (s *Insights) part(p insight.Part) bar {
	return bar{name: p.String(), label: label(s.env.Say, p.String()), n: s.sum.N[p]}
}

// span are the bars of the parts from first to last.
func (s *Insights) span(first, last insight.Part) app.UI {
	var all []bar
	for p := first; p <= last; p++ {
		all = append(all, s.part(p))
	}
	return s.bars(s.sum.Total(first, last), all...)
}

// stack is one bar of three lengths, the best at the left, with a line for each below it.
func (s *Insights) stack(first insight.Part, title string) app.UI {
	of := float64(max(1, s.sum.Total(first, first+2)))
	x := 0.0
	var shapes []app.UI
	for i, class := range []string{"mk-1", "mk-zone", "mk-2"} {
		width := 100 * float64(s.sum.N[first+insight.Part(i)]) / of
		shapes = append(shapes, rect(class, x, width))
		x += width
	}
	return html.Div().Class("pane pane--tight").Body(
		ui.Svg("chart chart--stack", "0 0 100 14", shapes...).Attr("preserveAspectRatio", "none").Attr("role", "img").Aria("label", title),
		s.span(first, first+2))
}

// faces draws how many people felt how, from anger to joy; each face leads to the conversations.
func (s *Insights) faces(title string, first insight.Part) app.UI {
	say, high := s.env.Say, 1
	for p := first; p < first+5; p++ {
		high = max(high, s.sum.N[p])
	}
	var shapes, counts []app.UI
	for i := range 5 {
		p, n := first+insight.Part(i), s.sum.N[first+insight.Part(i)]
		height := 38 * float64(n) / float64(high)
		shapes = append(shapes, ui.Shape("rect", "class", "mk-f"+strconv.Itoa(i+1), "x", strconv.Itoa(4+20*i), "width", "12",
			"y", ui.Px(40-height), "height", ui.Px(height)))
		body := []app.UI{ui.Face(say, journal.Feeling(i+1)), ui.Output("n_"+p.String(), ui.Count(n), say.Number(float64(n), 0))}
		cell := html.Div().Class("face-count").Body(body...)
		if n > 0 {
			cell = html.A().Class("face-count").Attr("href", s.env.Href("/insights/"+p.String())).Body(body...)
		}
		counts = append(counts, html.Li().Body(cell))
	}
	return html.Div().Body(
		html.H3().Class("label").Text(title),
		ui.Svg("face-bars", "0 0 100 40", shapes...).Attr("preserveAspectRatio", "none").Aria("hidden", "true"),
		html.Ul().Class("face-counts").Aria("label", title).Body(counts...))
}

// line draws figures over time, oldest first, with their table one tap away.
func (s *Insights) line(title string, low, high int, marks []ui.Point, words []string) app.UI {
	if len(marks) < 2 {
		return nil
	}
	say, rows := s.env.Say, []app.UI(nil)
	for i := len(marks) - 1; i >= 0; i-- {
		rows = append(rows, html.Tr().Body(
			html.Th().Attr("scope", "row").Text(ui.MomentWords(say, ui.Unix(marks[i].At, s.env.Now().Location()), s.env.Today())),
			html.Td().Class("n").Text(words[i])))
	}
	return html.Div().Class("pane pane--tight").Body(
		ui.Trend(marks, [2]string{strconv.Itoa(low), strconv.Itoa(high)}).Attr("role", "img").Aria("label", title),
		html.Details().Class("fold").Body(html.Summary().Body(html.Span().Text(say.T("insights.table")), ui.Icon("next")),
			html.Div().Class("fold-body").Body(html.Table().Class("ledger").Body(html.Caption().Class("only-read").Text(title), html.TBody().Body(rows...)))))
}
