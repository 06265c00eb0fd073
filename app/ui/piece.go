package ui

import (
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// If renders only when cond holds. (go-app's own condition builds both branches.)
func If(cond bool, render func() app.UI) app.UI {
	if !cond {
		return nil
	}
	return render()
}

// Link is an address of the kit that looks like a button.
func Link(class, href, icon, label string) app.HTMLA {
	return app.A().Class(class).Href(href).Body(If(icon != "", func() app.UI { return Icon(icon) }), app.Span().Text(label))
}

// Button is a button that carries a name.
func Button(class, name, icon, label string, onClick app.EventHandler, scope ...any) app.HTMLButton {
	return app.Button().Class(class).Type("button").Name(name).
		Body(If(icon != "", func() app.UI { return Icon(icon) }), app.Span().Text(label)).
		OnClick(onClick, append(scope, name)...)
}

// IconButton is a button that shows only its symbol and says its label to readers.
func IconButton(name, icon, label string, onClick app.EventHandler, scope ...any) app.HTMLButton {
	return app.Button().Class("icon-btn").Type("button").Name(name).Aria("label", label).Title(label).
		Body(Icon(icon)).OnClick(onClick, append(scope, name)...)
}

// Block is a titled part of a screen.
func Block(id, title string, end app.UI, body ...app.UI) app.UI {
	return app.Section().Class("block").Aria("labelledby", id).Body(append([]app.UI{
		app.Div().Class("block-head").Body(app.H2().ID(id).Text(title), end),
	}, body...)...)
}

// Rows is a list of rows.
func Rows(rows ...app.UI) app.UI {
	var items []app.UI
	for _, r := range rows {
		items = append(items, app.Li().Body(r))
	}
	return app.Ul().Class("rows").Body(items...)
}

// Banner is one sentence that matters now, with what can be done about it. Kind: "", good, warn or bad.
func Banner(kind, icon, text string, buttons ...app.UI) app.UI {
	class := "banner"
	if kind != "" {
		class += " banner--" + kind
	}
	return app.Div().Class(class).Attr("role", "status").Body(
		Icon(icon), app.Span().Text(text),
		If(len(buttons) > 0, func() app.UI { return app.Div().Class("btns").Body(buttons...) }),
	)
}

// Empty teaches what will be here, and the first step.
func Empty(title, text string, body ...app.UI) app.UI {
	return app.Div().Class("card empty").Body(append([]app.UI{
		Mark(""), app.H2().Text(title), app.P().Text(text),
	}, body...)...)
}

// Output is a result with a stable name: the raw value for programs, the words for people.
func Output(name, raw, words string) app.HTMLOutput {
	return app.Output().Name(name).Body(app.Data().Value(raw).Text(words))
}

// Monogram is the first letters of a name, for the eye only.
func Monogram(name string, internal bool, class string) app.UI {
	class = "monogram " + class
	if internal {
		class += " monogram--in"
	}
	return app.Span().Class(class).Aria("hidden", "true").Text(initials(name))
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
