// Package html makes the elements of a page, all of one type of the kit's own. The framework's constructors each bring a
// type with eighty methods into the program, used or not, reached through interfaces and fed with values of any type; one
// type, called directly and fed with text, makes the program a good part smaller. Attributes that belong to one element are
// given by name, with [Elem.Attr].
package html

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Text is a piece of text.
func Text(s string) app.UI { return app.Text(s) }

// The elements, by their names.
func A() *Elem        { return elem("a") }
func Article() *Elem  { return elem("article") }
func Aside() *Elem    { return elem("aside") }
func B() *Elem        { return elem("b") }
func Button() *Elem   { return elem("button") }
func Caption() *Elem  { return elem("caption") }
func Data() *Elem     { return elem("data") }
func Dd() *Elem       { return elem("dd") }
func Details() *Elem  { return elem("details") }
func Dialog() *Elem   { return elem("dialog") }
func Div() *Elem      { return elem("div") }
func Dl() *Elem       { return elem("dl") }
func Dt() *Elem       { return elem("dt") }
func FieldSet() *Elem { return elem("fieldset") }
func Footer() *Elem   { return elem("footer") }
func H1() *Elem       { return elem("h1") }
func H2() *Elem       { return elem("h2") }
func H3() *Elem       { return elem("h3") }
func Header() *Elem   { return elem("header") }
func Img() *Elem      { return elem("img") }
func Input() *Elem    { return elem("input") }
func Label() *Elem    { return elem("label") }
func Legend() *Elem   { return elem("legend") }
func Li() *Elem       { return elem("li") }
func Main() *Elem     { return elem("main") }
func Mark() *Elem     { return elem("mark") }
func Nav() *Elem      { return elem("nav") }
func Ol() *Elem       { return elem("ol") }
func Option() *Elem   { return elem("option") }
func Output() *Elem   { return elem("output") }
func P() *Elem        { return elem("p") }
func Pre() *Elem      { return elem("pre") }
func Progress() *Elem { return elem("progress") }
func S() *Elem        { return elem("s") }
func Section() *Elem  { return elem("section") }
func Select() *Elem   { return elem("select") }
func Small() *Elem    { return elem("small") }
func Span() *Elem     { return elem("span") }
func Strong() *Elem   { return elem("strong") }
func Summary() *Elem  { return elem("summary") }
func TBody() *Elem    { return elem("tbody") }
func Table() *Elem    { return elem("table") }
func Td() *Elem       { return elem("td") }
func Textarea() *Elem { return elem("textarea") }
func Th() *Elem       { return elem("th") }
func THead() *Elem    { return elem("thead") }
func Time() *Elem     { return elem("time") }
func Tr() *Elem       { return elem("tr") }
func Ul() *Elem       { return elem("ul") }

// Form is a form that the browser does not check: what is refused is said beside its field, in the kit's own words.
func Form() *Elem { return elem("form").Attr("novalidate", "novalidate") }
