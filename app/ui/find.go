package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/content"
	"trousse/internal/content/find"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// ownKinds are the records that stand among what the kit knows, and where each is shown.
var ownKinds = []struct {
	record journal.Kind
	kind   string
}{{journal.KindOwnScript, content.Scripts}, {journal.KindOwnList, content.Checklists}, {journal.KindResource, content.Resources}}

// KitSearch finds in what the kit knows, the worker's own among it: by the words of the moment in the kit's units, by
// every word in one's own.
type KitSearch struct {
	env   *Env
	limit int
	kinds []string // of units; all when there are none

	q    string
	lang i18n.Lang
	done bool // hits answer q in lang
	hits []kitHit
}

type kitHit struct {
	kind, href, title, line string
}

// NewKitSearch is a search for at most limit things, of the kinds named or of all.
func NewKitSearch(env *Env, limit int, kinds ...string) *KitSearch {
	return &KitSearch{env: env, limit: limit, kinds: kinds}
}

// Look asks a question.
func (k *KitSearch) Look(ctx app.Context, q string) {
	k.q, k.done = q, false
	if k.Asked() {
		k.env.LoadText(ctx, func(app.Context) { k.done = false })
	}
}

// Asked tells whether something is being looked for.
func (k *KitSearch) Asked() bool { return search.Fold(k.q) != "" }

// Rows are what was found, best first.
func (k *KitSearch) Rows() []app.UI {
	if lang := k.env.Say.Lang(); !k.done || k.lang != lang {
		index, ok := k.env.Guide.Index(lang)
		if !ok {
			return nil
		}
		k.lang, k.done, k.hits = lang, true, k.find(index)
	}
	var rows []app.UI
	for _, h := range k.hits {
		rows = append(rows, KitRow(h.href, h.kind, h.title, h.line))
	}
	return rows
}

// Results are what was found, with how much it is; and where nothing was, what to try.
func (k *KitSearch) Results() app.UI {
	say, rows := k.env.Say, k.Rows()
	if len(rows) == 0 {
		return Empty(say.T("kit.none"), say.T("kit.none_text"), Link("btn btn--soft", k.env.Href("/clients"), "people", say.T("kit.look_people")))
	}
	return html.Div().Class("pane").Body(
		html.P().Class("meta").Attr("role", "status").Text(say.N("search.found", float64(len(rows)))), Rows(rows...))
}

func (k *KitSearch) find(index *find.Index) []kitHit {
	say := k.env.Say
	mine := map[string]store.Entry{} // by what it stands in the place of
	var hits []kitHit
	for _, own := range ownKinds {
		if len(k.kinds) > 0 && !has(k.kinds, own.kind) {
			continue
		}
		for _, e := range k.env.Book.List(own.record, 0) {
			if e.State != "" && inLang(e, k.lang) {
				mine[own.kind+"/"+e.State] = e
			}
		}
		for _, e := range k.env.Book.Search(k.q, k.limit, own.record) {
			if inLang(e, k.lang) || e.State == "" {
				hits = append(hits, kitHit{own.kind, k.env.Href(ownPath(own.kind, e)), e.Title, say.T("found.own")})
			}
		}
	}
	seen := map[string]bool{}
	for _, h := range hits {
		seen[h.href] = true
	}
	for _, r := range index.Find(k.q, k.limit, k.kinds...) {
		h := kitHit{r.Link.Kind, k.env.Href(r.Link.Path()), r.Title, r.Line}
		if e, replaced := mine[r.Link.Kind+"/"+r.Link.Slug]; replaced {
			h.title, h.line = e.Title, say.T("found.own")
		}
		if !seen[h.href] {
			hits = append(hits, h)
		}
	}
	return hits[:min(len(hits), k.limit)]
}

// inLang tells whether an own thing stands in for the kit's in a language: a script was adapted in one.
func inLang(e store.Entry, lang i18n.Lang) bool {
	return e.Kind != journal.KindOwnScript || e.Aside == string(lang)
}

// ownPath is where an own thing is shown: at the address of what it stands in the place of, or at its own.
func ownPath(kind string, e store.Entry) string {
	slug := e.State
	if slug == "" {
		slug = e.ID
	}
	return content.Link{Kind: kind, Slug: slug}.Path()
}

func has(list []string, x string) bool {
	for _, y := range list {
		if y == x {
			return true
		}
	}
	return false
}

// kitIcons are the symbols of what the kit knows, by kind.
var kitIcons = map[string]string{
	content.Playbooks: "playbook", content.Scripts: "script", content.Checklists: "checklist", content.Calculators: "calculator",
	content.Guides: "guide", content.Tips: "tip", content.Resources: "resource",
}

// KitRow leads to something that the kit knows.
func KitRow(href, kind, title, line string) app.UI {
	return html.A().Class("row").Attr("href", href).Body(
		Icon(kitIcons[kind]),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(title),
			If(line != "", func() app.UI { return html.Span().Class("meta two-lines").Text(line) })))
}

// SearchField is the one box in which something is looked for on a screen.
func SearchField(say *i18n.Printer, f *Form, place string) app.UI {
	return html.Form().Attr("role", "search").OnSubmit(func(ctx app.Context, e app.Event) { e.PreventDefault() }).Body(
		Field{Form: f, Name: "q", Type: "search", Label: say.T("search.label"), Place: place, Only: true}.View())
}
