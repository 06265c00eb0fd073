package checklists

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/i18n"
)

// fold is what stands one tap away. What goes inside as it is, rows or cards, is bare.
func fold(label string, body ...app.UI) *html.Elem {
	return bareFold(label, html.Div().Class("fold-body").Body(body...))
}

func bareFold(label string, body app.UI) *html.Elem {
	return html.Details().Class("fold").Body(html.Summary().Body(html.Span().Text(label), ui.Icon("next")), body)
}

// row leads to a route: what it is, and what there is to know, a line each.
func row(env *ui.Env, route, title string, tags app.UI, meta ...string) app.UI {
	body := []app.UI{html.Span().Class("row-name row-name--kit").Dir("auto").Text(title)}
	for _, m := range meta {
		if m != "" {
			body = append(body, html.Span().Class("meta").Text(m))
		}
	}
	return html.A().Class("row").Attr("href", env.Href(route)).Body(
		html.Span().Class("row-body").Body(append(body, tags)...))
}

// meta is a softer line; nothing without words.
func meta(text string) app.UI {
	if text == "" {
		return nil
	}
	return html.P().Class("meta").Dir("auto").Text(text)
}

// line is a row of a table: a name, what stands below it, and its figure or answer.
func line(name, words string, below ...app.UI) app.UI {
	return html.Tr().Body(
		html.Th().Attr("scope", "row").Body(append([]app.UI{html.Text(name)}, below...)...),
		html.Td().Class("n").Text(words))
}

// barLine is a line with a bar for the eye, which stands for the number at its end.
func barLine(name, words string, share float64) app.UI {
	return line(name, words, bar(share))
}

func ledger(rows []app.UI) app.UI {
	return html.Table().Class("ledger ledger--lines").Body(html.TBody().Body(rows...))
}

// bar is a share drawn. An empty one keeps a mark.
func bar(share float64) app.UI {
	rect := func(class string, width float64) app.UI {
		return ui.Shape("rect", "class", class, "width", ui.Px(width), "height", "8")
	}
	return ui.Svg("chart chart--strip", "0 0 100 8", rect("mk-track", 100), rect("mk-1", max(share*100, 1))).
		Attr("preserveAspectRatio", "none").Aria("hidden", "true")
}

// rated says a rating or a mean of some, as the list gives its score.
func (l *list) rated(say *i18n.Printer, v float64) string {
	if checklist.WayOf(l.Score) == checklist.Quotient {
		return say.Percent(checklist.ShareOf(v), 0)
	}
	return ofFive(say, v)
}
