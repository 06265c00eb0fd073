package html

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Elem is an element, made piece by piece: each method returns the element itself.
type Elem struct{ app.HTMLElem }

func elem(tag string) *Elem { return &Elem{app.Elem(tag)} }

// Svg is an element of a drawing, by its name.
func Svg(name string) *Elem { return &Elem{app.Elem(name).XMLNS("http://www.w3.org/2000/svg")} }

// Body sets what the element holds. What is nil is not there, but keeps its place before what follows: the framework compares
// by position, and a button that moved up or down is made anew, under the thumb that is pressing it.
func (e *Elem) Body(all ...app.UI) *Elem {
	last := len(all)
	for last > 0 && absent(all[last-1]) {
		last--
	}
	for i, one := range all[:last] {
		if absent(one) {
			all[i] = Text("")
		}
	}
	e.HTMLElem.Body(all[:last]...)
	return e
}

func absent(one app.UI) bool {
	if one == nil {
		return true
	}
	e, ok := one.(*Elem)
	return ok && e == nil
}

// Text sets a piece of text as what the element holds.
func (e *Elem) Text(s string) *Elem { return e.Body(Text(s)) }

// Attr sets an attribute; classes and styles add up.
func (e *Elem) Attr(name, value string) *Elem {
	e.HTMLElem.Attr(name, value)
	return e
}

// Flag sets an attribute that is there or not.
func (e *Elem) Flag(name string, on bool) *Elem { return e.Attr(name, strconv.FormatBool(on)) }

// The attributes that every element may have.
func (e *Elem) Aria(name, value string) *Elem { return e.Attr("aria-"+name, value) }
func (e *Elem) Class(names string) *Elem      { return e.Attr("class", names) }
func (e *Elem) Dir(dir string) *Elem          { return e.Attr("dir", dir) }
func (e *Elem) Hidden(on bool) *Elem          { return e.Flag("hidden", on) }
func (e *Elem) ID(id string) *Elem            { return e.Attr("id", id) }
func (e *Elem) Lang(tag string) *Elem         { return e.Attr("lang", tag) }
func (e *Elem) TabIndex(n int) *Elem          { return e.Attr("tabindex", strconv.Itoa(n)) }
func (e *Elem) Title(s string) *Elem          { return e.Attr("title", s) }

// On calls a handler at an event. What it captures and may change is given as its scope: a new scope sets it anew.
func (e *Elem) On(event string, do app.EventHandler, scope ...any) *Elem {
	e.HTMLElem.On(event, do, scope...)
	return e
}

// The events that the kit listens to.
func (e *Elem) OnChange(do app.EventHandler, scope ...any) *Elem { return e.On("change", do, scope...) }
func (e *Elem) OnClick(do app.EventHandler, scope ...any) *Elem  { return e.On("click", do, scope...) }
func (e *Elem) OnInput(do app.EventHandler, scope ...any) *Elem  { return e.On("input", do, scope...) }
func (e *Elem) OnKeyDown(do app.EventHandler, scope ...any) *Elem {
	return e.On("keydown", do, scope...)
}
func (e *Elem) OnSubmit(do app.EventHandler, scope ...any) *Elem { return e.On("submit", do, scope...) }
