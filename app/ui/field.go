package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Field is one labelled control of a form: a line of text unless told otherwise.
type Field struct {
	Form  *Form
	Name  string
	Label string
	Extra string // a softer end of the label
	Hint  string
	Type  string // text, tel, email, date, search …
	Mode  string // inputmode of a number: decimal or numeric; text where each line is one
	Lines bool   // several lines
	Unit  string // shown at the end of the field
	Most  int    // characters accepted by the control; 0: no limit there, the check says so
	Place string // placeholder
	Below app.UI // chips, suggestions
	Only  bool   // label for readers only
	Mid   bool   // what is typed goes on a sentence: the telephone's keyboard starts it in lower case
}

// View renders the field.
func (f Field) View() app.UI {
	err := f.Form.Errors[f.Name]
	described := ""
	if f.Hint != "" {
		described = f.Name + "-hint"
	}
	if err != "" {
		described = f.Name + "-error"
	}
	label := html.Label().Attr("for", f.Name).Body(html.Text(f.Label), If(f.Extra != "", func() app.UI {
		return html.Span().Class("label-extra").Text(" " + f.Extra)
	}))
	if f.Only {
		label = label.Class("only-read")
	}
	return html.Div().Class("field").Body(
		label,
		f.control(described, err != ""),
		Slot(If(f.Hint != "" && err == "", func() app.UI { return html.P().Class("hint").ID(f.Name + "-hint").Text(f.Hint) }),
			ErrorLine(f.Name, err)),
		f.Below,
	)
}

func (f Field) control(described string, invalid bool) app.UI {
	start := f.Form.Start[f.Name]
	if f.Lines {
		return f.number(html.Textarea().Class("input").ID(f.Name).Attr("name", f.Name).Attr("autocomplete", "off").Attr("dir", "auto").
			Aria("describedby", described).Aria("invalid", Bool(invalid)).
			Attr("value", start).OnInput(f.Form.OnInput))
	}
	kind := f.Type
	if kind == "" {
		kind = "text"
	}
	in := f.number(html.Input().Class("input").ID(f.Name).Attr("name", f.Name).Attr("type", kind).Attr("autocomplete", "off").
		Aria("describedby", described).Aria("invalid", Bool(invalid)).
		Attr("placeholder", f.Place).Attr("value", start).OnInput(f.Form.OnInput))
	if kind == "text" || kind == "search" {
		in = in.Attr("dir", "auto")
	}
	if f.Mid {
		in = in.Attr("autocapitalize", "none")
	}
	if f.Most > 0 {
		in = in.Attr("maxlength", Count(f.Most))
	}
	if f.Unit != "" {
		return html.Span().Class("with-unit").Body(in, html.Span().Class("unit").Aria("hidden", "true").Text(f.Unit))
	}
	return in
}

// number tells the page and the form that a control holds a number, when it does.
func (f Field) number(e *html.Elem) *html.Elem {
	if f.Mode != "" {
		f.Form.Number(f.Name)
		e = e.Attr("inputmode", f.Mode)
	}
	return e
}

// ErrorLine is the sentence beside a refused field, or nothing.
func ErrorLine(name, sentence string) app.UI {
	if sentence == "" {
		return nil
	}
	return html.P().Class("error").ID(name+"-error").Attr("role", "alert").Body(Icon("promise-late"), html.Span().Text(sentence))
}

// Choice is one of several answers; Text says what it means.
type Choice struct{ Value, Label, Icon, Text string }

// Segment is a row of joined radio buttons.
func Segment(f *Form, name, legend string, choices []Choice) app.UI {
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(legend),
		html.Div().Class("segment").Body(radios(f, name, choices, func(id string, c Choice) app.UI {
			return html.Label().Attr("for", id).Body(If(c.Icon != "", func() app.UI { return Icon(c.Icon) }), html.Text(c.Label))
		})...),
		ErrorLine(name, f.Errors[name]),
	)
}

// Feelings is the tray of five faces, each with its word.
func Feelings(say *i18n.Printer, f *Form, name, legend string) app.UI {
	var faces []Choice
	for i := 1; i <= 5; i++ {
		n := strconv.Itoa(i)
		faces = append(faces, Choice{Value: n, Label: say.T("feeling." + n)})
	}
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(legend),
		html.Div().Class("feel feel-tray").Body(radios(f, name, faces, func(id string, c Choice) app.UI {
			return html.Label().Class("f"+c.Value).Attr("for", id).Body(
				Svg("face f"+c.Value, "", use("feel-"+c.Value)).Aria("hidden", "true"), html.B().Text(c.Label))
		})...),
		ErrorLine(name, f.Errors[name]),
	)
}

// Chips are choices of which one holds, each in its own words.
func Chips(f *Form, name, legend string, choices []Choice) app.UI {
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(legend),
		html.Div().Class("chips").Body(radios(f, name, choices, func(id string, c Choice) app.UI {
			return html.Label().Class("chip").Attr("for", id).Body(Symbol("check", "icon icon--s chip-tick"), html.Text(c.Label))
		})...),
		ErrorLine(name, f.Errors[name]),
	)
}

// Options are choices of which one holds, each with what it means.
func Options(f *Form, name, legend string, choices []Choice) app.UI {
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(legend),
		html.Div().Class("choices").Body(radios(f, name, choices, func(id string, c Choice) app.UI {
			return html.Label().Class("choice").Attr("for", id).Body(
				html.Span().Body(html.B().Text(c.Label), html.Span().Class("meta").Text(c.Text)), Symbol("check", "icon icon--s chip-tick"))
		})...),
	)
}

func radios(f *Form, name string, choices []Choice, label func(id string, c Choice) app.UI) []app.UI {
	var out []app.UI
	for _, c := range choices {
		id := name + "-" + c.Value
		out = append(out, html.Span().Body(
			html.Input().Class("pick").Attr("type", "radio").Attr("name", name).ID(id).Attr("value", c.Value).
				Flag("checked", f.Values[name] == c.Value).OnInput(f.OnInput),
			label(id, c),
		))
	}
	return out
}

// Ticks are choices of which several may hold at once. The form keeps the values ticked in one, a space between two.
func Ticks(f *Form, name, legend, hint string, choices []Choice) app.UI {
	var ticks []app.UI
	for _, c := range choices {
		id := name + "-" + c.Value
		ticks = append(ticks, html.Span().Body(
			html.Input().Class("pick").Attr("type", "checkbox").Attr("name", name).ID(id).Attr("value", c.Value).
				Flag("checked", f.Ticked(name, c.Value)).OnInput(f.OnInput),
			html.Label().Class("chip").Attr("for", id).Body(Symbol("check", "icon icon--s chip-tick"), html.Text(c.Label)),
		))
	}
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(legend),
		html.Div().Class("chips").Body(ticks...),
		If(hint != "", func() app.UI { return html.P().Class("hint").Text(hint) }),
		ErrorLine(name, f.Errors[name]),
	)
}

// Select is a list to choose one value from.
func Select(f *Form, name, label, hint string, choices []Choice) app.UI {
	var options []app.UI
	for _, c := range choices {
		options = append(options, html.Option().Attr("value", c.Value).Flag("selected", f.Values[name] == c.Value).Text(c.Label))
	}
	return html.Div().Class("field").Body(
		html.Label().Attr("for", name).Text(label),
		html.Select().Class("input").ID(name).Attr("name", name).Attr("autocomplete", "off").Body(options...).OnInput(f.OnInput),
		If(hint != "", func() app.UI { return html.P().Class("hint").Text(hint) }),
		ErrorLine(name, f.Errors[name]),
	)
}

// FieldErrors puts the sentence for a refused field beside it and reports whether err was one. Names are the form's.
func FieldErrors(say *i18n.Printer, f *Form, err error, rename map[string]string) bool {
	var fe *journal.FieldError
	if !asFieldError(err, &fe) {
		return false
	}
	name := fe.Field
	if n, ok := rename[name]; ok {
		name = n
	}
	f.Errors[name] = Problem(say, fe)
	return true
}

// Bool is a truth value as ARIA writes it.
func Bool(b bool) string { return strconv.FormatBool(b) }
