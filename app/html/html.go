// Package html makes the elements of a page, all of one type. The framework's own constructors each bring a type with
// eighty methods into the program, used or not; one type for all makes the program a good part smaller. Attributes that
// belong to one element are given by name, with [app.HTMLElem.Attr].
package html

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Text is a piece of text.
func Text(s string) app.UI { return app.Text(s) }

// Input is an input: the one element here that has no content.
func Input() app.HTMLElemSelfClosing { return app.ElemSelfClosing("input") }

// The elements that have content, by their names.
func A() app.HTMLElem        { return app.Elem("a") }
func Article() app.HTMLElem  { return app.Elem("article") }
func Aside() app.HTMLElem    { return app.Elem("aside") }
func B() app.HTMLElem        { return app.Elem("b") }
func Button() app.HTMLElem   { return app.Elem("button") }
func Caption() app.HTMLElem  { return app.Elem("caption") }
func Data() app.HTMLElem     { return app.Elem("data") }
func Dd() app.HTMLElem       { return app.Elem("dd") }
func Details() app.HTMLElem  { return app.Elem("details") }
func Div() app.HTMLElem      { return app.Elem("div") }
func Dl() app.HTMLElem       { return app.Elem("dl") }
func Dt() app.HTMLElem       { return app.Elem("dt") }
func FieldSet() app.HTMLElem { return app.Elem("fieldset") }
func H1() app.HTMLElem       { return app.Elem("h1") }
func H2() app.HTMLElem       { return app.Elem("h2") }
func H3() app.HTMLElem       { return app.Elem("h3") }
func Header() app.HTMLElem   { return app.Elem("header") }
func Label() app.HTMLElem    { return app.Elem("label") }
func Legend() app.HTMLElem   { return app.Elem("legend") }
func Li() app.HTMLElem       { return app.Elem("li") }
func Main() app.HTMLElem     { return app.Elem("main") }
func Nav() app.HTMLElem      { return app.Elem("nav") }
func Ol() app.HTMLElem       { return app.Elem("ol") }
func Option() app.HTMLElem   { return app.Elem("option") }
func Output() app.HTMLElem   { return app.Elem("output") }
func P() app.HTMLElem        { return app.Elem("p") }
func Pre() app.HTMLElem      { return app.Elem("pre") }
func Progress() app.HTMLElem { return app.Elem("progress") }
func Section() app.HTMLElem  { return app.Elem("section") }
func Select() app.HTMLElem   { return app.Elem("select") }
func Small() app.HTMLElem    { return app.Elem("small") }
func Span() app.HTMLElem     { return app.Elem("span") }
func Strong() app.HTMLElem   { return app.Elem("strong") }
func Summary() app.HTMLElem  { return app.Elem("summary") }
func TBody() app.HTMLElem    { return app.Elem("tbody") }
func Table() app.HTMLElem    { return app.Elem("table") }
func Td() app.HTMLElem       { return app.Elem("td") }
func Textarea() app.HTMLElem { return app.Elem("textarea") }
func Th() app.HTMLElem       { return app.Elem("th") }
func THead() app.HTMLElem    { return app.Elem("thead") }
func Time() app.HTMLElem     { return app.Elem("time") }
func Tr() app.HTMLElem       { return app.Elem("tr") }
func Ul() app.HTMLElem       { return app.Elem("ul") }

// Form is a form that the browser does not check: what is refused is said beside its field, in the kit's own words.
func Form() app.HTMLElem { return app.Elem("form").Attr("novalidate", "novalidate") }
