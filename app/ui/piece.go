package ui

import (
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// If renders only when cond holds. (go-app's own condition builds both branches.)
func If(cond bool, render func() app.UI) app.UI {
	if !cond {
		return nil
	}
	return render()
}

// Slot holds a place for what comes and goes, so that what stands behind it keeps its own: the framework compares
// elements by position, and a field that moved would be made anew, without what is typed in it.
func Slot(body ...app.UI) app.UI { return html.Div().Class("slot").Body(body...) }

// Link is an address of the kit that looks like a button.
func Link(class, href, icon, label string) *html.Elem {
	return html.A().Class(class).Attr("href", href).Body(If(icon != "", func() app.UI { return Icon(icon) }), html.Span().Text(label))
}

// Button is a button that carries a name.
func Button(class, name, icon, label string, onClick app.EventHandler, scope ...any) *html.Elem {
	return html.Button().Class(class).Attr("type", "button").Attr("name", name).
		Body(If(icon != "", func() app.UI { return Icon(icon) }), html.Span().Text(label)).
		OnClick(onClick, append(scope, name)...)
}

// IconButton is a button that shows only its symbol and says its label to readers.
func IconButton(name, icon, label string, onClick app.EventHandler, scope ...any) *html.Elem {
	return html.Button().Class("icon-btn").Attr("type", "button").Attr("name", name).Aria("label", label).Title(label).
		Body(Icon(icon)).OnClick(onClick, append(scope, name)...)
}

// Block is a titled part of a screen.
func Block(id, title string, end app.UI, body ...app.UI) app.UI {
	return html.Section().Class("block").Aria("labelledby", id).Body(append([]app.UI{
		html.Div().Class("block-head").Body(html.H2().ID(id).Text(title), end),
	}, body...)...)
}

// Rows is a list of rows.
func Rows(rows ...app.UI) app.UI {
	var items []app.UI
	for _, r := range rows {
		items = append(items, html.Li().Body(r))
	}
	return html.Ul().Class("rows").Body(items...)
}

// Banner is one sentence that matters now, with what can be done about it. Kind: "", good, warn or bad.
func Banner(kind, icon, text string, buttons ...app.UI) app.UI {
	class := "banner"
	if kind != "" {
		class += " banner--" + kind
	}
	return html.Div().Class(class).Attr("role", "status").Body(
		Icon(icon), html.Span().Text(text),
		If(len(buttons) > 0, func() app.UI { return html.Div().Class("btns").Body(buttons...) }),
	)
}

// Empty teaches what will be here, and the first step.
func Empty(title, text string, body ...app.UI) app.UI {
	return html.Div().Class("card empty").Body(append([]app.UI{
		Mark(""), html.H2().Text(title), html.P().Text(text),
	}, body...)...)
}

// Output is a result with a stable name: the raw value for programs, the words for people.
func Output(name, raw, words string) *html.Elem {
	return html.Output().Attr("name", name).Body(html.Data().Attr("value", raw).Text(words))
}

// Monogram is the first letters of a name, for the eye only.
func Monogram(name string, internal bool, class string) app.UI {
	class = "monogram " + class
	if internal {
		class += " monogram--in"
	}
	return html.Span().Class(class).Aria("hidden", "true").Text(initials(name))
}

func initials(name string) string {
	var out []rune
	for _, word := range strings.Fields(name) {
		for _, r := range word {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				out = append(out, unicode.ToUpper(r))
				break
			}
		}
	}
	if len(out) > 2 {
		out = []rune{out[0], out[len(out)-1]}
	}
	return string(out)
}
