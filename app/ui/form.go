package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
)

// Form keeps what is typed in the controls of one form, by the controls' names. Inputs are never rendered back while
// they are being typed in: Start is what they show first, and [Form.Put] reaches into the page to change one.
type Form struct {
	Start  map[string]string // what the controls showed when the form appeared
	Values map[string]string // what they hold now
	Errors map[string]string // the sentence beside each refused field

	// Changed is called after each input, with the name of the control.
	Changed func(ctx app.Context, name string)

	read    bool            // what the form is about was put in its controls
	numbers map[string]bool // the controls that hold numbers, as one types them in the language of the screen
}

// NewForm is a form that shows the given values.
func NewForm(start map[string]string) *Form {
	f := &Form{Start: start, Values: map[string]string{}, Errors: map[string]string{}, numbers: map[string]bool{}}
	for k, v := range start {
		f.Values[k] = v
	}
	return f
}

// Get is the value of a control.
func (f *Form) Get(name string) string { return f.Values[name] }

// Number notes that a control holds a number: a draft of it that is taken up in the other language stays that number.
func (f *Form) Number(name string) { f.numbers[name] = true }

// Put gives a control a value from the program: a chip that fills a field.
func (f *Form) Put(ctx app.Context, name, value string) {
	f.Values[name] = value
	delete(f.Errors, name)
	if _, shown := f.Start[name]; !shown {
		f.Start[name] = value
	}
	ctx.Defer(func(app.Context) {
		if e := app.Window().GetElementByID(name); e.Truthy() {
			e.Set("value", value)
		}
	})
	if f.Changed != nil {
		f.Changed(ctx, name)
	}
}

// Fill gives controls their values as if they had shown them from the start: a record that was read, a draft taken up.
func (f *Form) Fill(ctx app.Context, values map[string]string) {
	changed := f.Changed
	f.Changed = nil
	for name, value := range values {
		f.Put(ctx, name, value)
	}
	f.Changed = changed
}

// Read fills the form with what was read for it. What was typed in the meantime stays, the first time: it goes on top.
func (f *Form) Read(ctx app.Context, values map[string]string) {
	if !f.read {
		f.read = true
		untouched := map[string]string{}
		for name, value := range values {
			if f.Values[name] == f.Start[name] {
				untouched[name] = value
			}
		}
		values = untouched
	}
	f.Fill(ctx, values)
}

// Differ brings in what another window has saved since the record was read. A field in which nothing was changed here takes
// it over, so that saving loses nothing of theirs; beside one that was changed here too, it is shown.
func (f *Form) Differ(ctx app.Context, say *i18n.Printer, read, saved map[string]string) {
	for name, value := range saved {
		switch mine := f.Values[name]; {
		case value == read[name] || value == mine:
		case mine == read[name]:
			f.Fill(ctx, map[string]string{name: value})
			f.Start[name] = value
		default:
			f.Errors[name] = say.T("conflict.theirs", "value", value)
		}
	}
}

// OnInput is the one handler of every control of the form.
func (f *Form) OnInput(ctx app.Context, e app.Event) {
	src := ctx.JSSrc()
	name := src.Get("name").String()
	value := src.Get("value").String()
	switch src.Get("type").String() {
	case "radio":
		if !src.Get("checked").Bool() {
			return
		}
	case "checkbox":
		value = ticked(f.Values[name], value, src.Get("checked").Bool())
	}
	f.set(ctx, name, value)
}

// Ticked tells whether a choice of [Ticks] is ticked.
func (f *Form) Ticked(name, value string) bool {
	return strings.Contains(" "+f.Values[name]+" ", " "+value+" ")
}

// ticked is a list of ticked values, with one more or one less.
func ticked(list, value string, on bool) string {
	var out []string
	for _, v := range strings.Fields(list) {
		if v != value {
			out = append(out, v)
		}
	}
	if on {
		out = append(out, value)
	}
	return strings.Join(out, " ")
}

func (f *Form) set(ctx app.Context, name, value string) {
	f.Values[name] = value
	delete(f.Errors, name)
	if f.Changed != nil {
		f.Changed(ctx, name)
	}
}

// Empty tells whether nothing was typed.
func (f *Form) Empty() bool {
	for k, v := range f.Values {
		if strings.TrimSpace(v) != "" && v != f.Start[k] {
			return false
		}
	}
	return true
}

// OnKey moves on to the next control when Enter is pressed in a one-line field, so that a form can be filled without
// leaving the keyboard and is never sent by accident.
func (f *Form) OnKey(ctx app.Context, e app.Event) {
	target := e.Get("target")
	if e.Get("key").String() != "Enter" || target.Get("tagName").String() != "INPUT" || e.Get("isComposing").Bool() {
		return
	}
	e.PreventDefault()
	controls := target.Get("form").Get("elements")
	passed := false
	for i := 0; i < controls.Get("length").Int(); i++ {
		c := controls.Index(i)
		if c.Equal(target) {
			passed = true
			continue
		}
		tag := c.Get("tagName").String()
		if passed && (tag == "INPUT" || tag == "TEXTAREA" || tag == "SELECT") && c.Get("name").String() != target.Get("name").String() && c.Get("offsetParent").Truthy() {
			c.Call("focus")
			return
		}
	}
	if b := app.Window().Get("document").Call("querySelector", "[name=save]"); b.Truthy() {
		b.Call("focus")
	}
}

// FocusError puts the cursor in the first refused field of the page: of a group, in its first choice.
func FocusError(ctx app.Context) {
	ctx.Defer(func(app.Context) {
		e := app.Window().Get("document").Call("querySelector", "[aria-invalid=true], fieldset > .error")
		if e.Truthy() && e.Get("className").String() == "error" {
			e = e.Get("parentNode").Call("querySelector", "input")
		}
		if e.Truthy() {
			e.Call("focus")
		}
	})
}

// FocusOn puts the cursor in a control, once the screen shows it.
func FocusOn(ctx app.Context, id string) {
	ctx.Defer(func(app.Context) {
		if e := app.Window().GetElementByID(id); e.Truthy() {
			e.Call("focus")
		}
	})
}
