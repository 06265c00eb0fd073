// Package playbooks is the room of what to do: playbooks and tips, as package content holds them. It writes no words of
// its own.
package playbooks

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/scripts"
	"trousse/app/timers"
	"trousse/app/ui"
	"trousse/internal/content"
)

// Playbook is one situation, usable while it happens (F20–F31).
type Playbook struct {
	env  *ui.Env
	slug string
}

// New is the screen of one playbook.
func New(env *ui.Env, slug string) *Playbook { return &Playbook{env: env, slug: slug} }

// Open fetches what the kit knows, and the index: the worker's own scripts stand in the place of the kit's.
func (s *Playbook) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.env.LoadIndex(ctx, func(app.Context) {})
}

// View implements [ui.Screen].
func (s *Playbook) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("playbooks.title"), Back: "/playbooks", Layout: "stage--two"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	p, ok := b.Playbook(s.slug)
	if !ok {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	v.Title = p.Title
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			html.P().Class("aim").Text(p.Aim),
			timers.Card(s.env, p.Tool, ""),
			s.steps(p),
			ui.If(p.Stop != "", func() app.UI { return ui.Banner("warn", "alert", p.Stop) }),
			s.watch(p),
			s.related(b, p),
		),
		html.Div().Class("pane").Body(s.scripts(b, p), s.say(p), s.avoid(p), ui.If(p.Latitude, func() app.UI { return s.env.Latitude(nil) }), s.why(p), s.log(p)),
	}
	return v
}

// steps are grouped by phase where the playbook has phases.
func (s *Playbook) steps(p content.Playbook) app.UI {
	list := func(phase string) app.UI {
		var items []app.UI
		for _, st := range p.Steps {
			if st.Phase == phase {
				items = append(items, html.Li().ID("step-"+st.ID).Body(html.Div().Body(
					html.H3().Text(st.Do), ui.If(st.How != "", func() app.UI { return html.P().Class("meta").Text(st.How) }))))
			}
		}
		return html.Ol().Class("steps").Body(items...)
	}
	if len(p.Phases) == 0 {
		return ui.Block("pb-steps", s.env.Say.T("playbook.steps"), nil, list(""))
	}
	var blocks []app.UI
	for _, ph := range p.Phases {
		blocks = append(blocks, ui.Block("pb-"+ph.ID, ph.Title, nil, list(ph.ID)))
	}
	return html.Div().Class("pane").Body(blocks...)
}

func (s *Playbook) say(p content.Playbook) app.UI {
	var items []app.UI
	for _, t := range p.Say {
		items = append(items, html.Li().Body(ui.Icon("script"), html.P().Class("quote quote--s").Text(t)))
	}
	return ui.Block("pb-say", s.env.Say.T("playbook.say"), nil, html.Ul().Class("says says--yes").Body(items...))
}

func (s *Playbook) avoid(p content.Playbook) app.UI {
	var items []app.UI
	for _, a := range p.Avoid {
		items = append(items, html.Li().Body(ui.Icon("close"), html.Div().Body(
			html.P().Class("quote quote--s").Text(a.Say), html.P().Class("meta").Text(a.Because),
			ui.If(a.Instead != "", func() app.UI {
				return html.P().Class("instead").Body(html.Span().Class("meta").Text(s.env.Say.T("playbook.instead")), html.Span().Class("quote quote--s").Text(a.Instead))
			}))))
	}
	return ui.Block("pb-avoid", s.env.Say.T("playbook.avoid"), nil, html.Ul().Class("says says--no").Body(items...))
}

func (s *Playbook) watch(p content.Playbook) app.UI {
	var rows []app.UI
	for _, w := range p.Watch {
		href := ""
		switch {
		case w.Script != "":
			href = s.env.Href("/scripts/" + w.Script)
		case w.Link != "":
			href = s.env.Href(w.Link)
		case w.Step != "":
			href = "#step-" + w.Step
		}
		body := html.Span().Class("row-body").Body(
			html.Span().Class("row-name row-name--kit").Text(w.Sign), html.Span().Class("meta").Text(w.Then))
		if href == "" {
			rows = append(rows, html.Div().Class("row").Body(body))
			continue
		}
		rows = append(rows, html.A().Class("row").Attr("href", href).Body(body))
	}
	return ui.If(len(rows) > 0, func() app.UI {
		return ui.Block("pb-watch", s.env.Say.T("playbook.watch"), nil, ui.Rows(rows...))
	})
}

func (s *Playbook) scripts(b *content.Bundle, p content.Playbook) app.UI {
	var rows []app.UI
	for _, id := range p.Scripts {
		if sc, ok := b.Script(id); ok {
			rows = append(rows, scripts.Row(s.env, sc))
		}
	}
	return ui.If(len(rows) > 0, func() app.UI {
		return ui.Block("pb-scripts", s.env.Say.T("playbook.scripts"), nil, ui.Rows(rows...))
	})
}

// related leads to what helps beside this playbook.
func (s *Playbook) related(b *content.Bundle, p content.Playbook) app.UI {
	var rows []app.UI
	for _, l := range p.Related {
		if title, ok := b.Title(l); ok {
			rows = append(rows, html.A().Class("row").Attr("href", s.env.Href(l.Path())).Body(
				html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Text(title))))
		}
	}
	return ui.If(len(rows) > 0, func() app.UI {
		return ui.Block("pb-related", s.env.Say.T("playbook.related"), nil, ui.Rows(rows...))
	})
}

func (s *Playbook) why(p content.Playbook) app.UI {
	var items []app.UI
	for _, t := range p.Why {
		items = append(items, html.Li().Text(t))
	}
	return html.Details().Class("fold").Body(
		html.Summary().Body(html.Span().Text(s.env.Say.T("playbook.why")), ui.Icon("next")),
		html.Ul().Class("fold-body").Body(items...))
}
