// Package guides is the room of what is read in a quiet moment: the guides (F71) and the tips (F70), as package content
// holds them. It shows them and remembers what was read; it writes no words of its own.
package guides

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// NewList is the screen of all guides.
func NewList(env *ui.Env) ui.Screen {
	return ui.NewShelf(env, "guides.title", "stage--narrow", func(b *content.Bundle) []app.UI {
		var rows []app.UI
		for _, g := range b.Guides {
			rows = append(rows, html.A().Class("row").Attr("href", env.Href(route(g.Slug))).Body(
				ui.Icon("guide"),
				html.Span().Class("row-body").Body(
					html.Span().Class("row-name row-name--kit").Text(g.Title),
					html.Span().Class("meta").Text(g.Summary),
					html.Span().Class("tags").Body(
						html.Span().Class("tag").Body(ui.Icon("clock"), html.Text(minutes(env, g))),
						ui.If(learned(env, g.Slug), func() app.UI {
							return html.Span().Class("tag tag--good").Body(ui.Icon("check"), html.Text(env.Say.T("guide.read")))
						})))))
		}
		return []app.UI{html.P().Class("aim").Text(env.Say.T("guides.lead")), ui.Rows(rows...)}
	})
}

func route(slug string) string { return content.Link{Kind: content.Guides, Slug: slug}.Path() }

func minutes(env *ui.Env, g content.Guide) string {
	return env.Say.T("guide.minutes", "n", env.Say.Number(float64(g.Minutes), 0))
}

func learned(env *ui.Env, slug string) bool {
	return slices.Contains(env.Book.Today().Settings.Learned, route(slug))
}

// Guide is one of the longer methods, to be read, and printed, from top to bottom.
type Guide struct {
	env     *ui.Env
	slug    string
	trouble string
}

// New is the screen of one guide.
func New(env *ui.Env, slug string) *Guide { return &Guide{env: env, slug: slug} }

// Open fetches what the kit knows.
func (s *Guide) Open(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) }

// View implements [ui.Screen].
func (s *Guide) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("guides.title"), Back: "/guides", Layout: "stage--narrow"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	g, ok := b.Guide(s.slug)
	if !ok {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	v.Title, v.Room = g.Title, say.T("guides.title")
	v.Actions = []app.UI{s.env.Star(route(s.slug), g.Title)}
	body := []app.UI{html.Header().Class("guide-head").Body(
		html.H1().ID("top").TabIndex(-1).Text(g.Title),
		html.P().Class("aim").Text(g.Summary),
		html.P().Class("tags").Body(html.Span().Class("tag").Body(ui.Icon("clock"), html.Text(say.T("guide.reading", "minutes", minutes(s.env, g))))),
	)}
	for _, section := range g.Sections {
		body = append(body, s.section(section))
	}
	v.Stage = []app.UI{html.Article().Class("guide").Body(body...), s.done(), s.tools(b, g)}
	return v
}

func (s *Guide) section(x content.Section) app.UI {
	id := "part-" + x.ID
	body := []app.UI{html.H2().ID(id).TabIndex(-1).Text(x.Heading)}
	for _, p := range x.Body {
		body = append(body, html.P().Text(p))
	}
	if len(x.List) > 0 {
		var items []app.UI
		for _, p := range x.List {
			items = append(items, html.Li().Text(p))
		}
		body = append(body, html.Ul().Body(items...))
	}
	return html.Section().Aria("labelledby", id).Body(append(body, ui.Grade(s.env.Say, x.Grade))...)
}

// done is the tick of what was read: it counts on the learning path (F47), and is taken off again the same way.
func (s *Guide) done() app.UI {
	on := learned(s.env, s.slug)
	return html.Div().Class("unprinted").Body(
		ui.Button("chip", "mark_read", "check", s.env.Say.T("guide.mark_read"), func(ctx app.Context, _ app.Event) {
			s.env.ChangeSettings(ctx, func(set *journal.Settings) { set.Learned = without(set.Learned, route(s.slug), !on) },
				func(_ app.Context, err error) {
					s.trouble = ""
					if err != nil {
						s.trouble = ui.Trouble(s.env.Say, err)
					}
				})
		}, on).Aria("pressed", ui.Bool(on)),
		ui.ErrorLine("mark_read", s.trouble))
}

// without takes an element out of a list, and puts it at the end when asked to.
func without(list []string, x string, add bool) []string {
	var out []string
	for _, y := range list {
		if y != x {
			out = append(out, y)
		}
	}
	if add {
		out = append(out, x)
	}
	return out
}

// tools are where to put the guide to work.
func (s *Guide) tools(b *content.Bundle, g content.Guide) app.UI {
	var rows []app.UI
	add := func(route string) {
		if p, ok := s.env.Place(b, route); ok {
			rows = append(rows, s.env.PlaceRow(p))
		}
	}
	for _, l := range g.Related {
		add(l.Path())
	}
	for _, r := range g.Routes {
		add(r)
	}
	return ui.If(len(rows) > 0, func() app.UI {
		return ui.Block("guide-tools", s.env.Say.T("guide.tools"), nil, ui.Rows(rows...))
	})
}
