package improvements

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// toTell is the script with which a client is told what was done.
const toTell = "improvement-done"

// asked are the clients who asked, each with the words to tell them once it is done, and the field to add one more.
func (s *Improvement) asked(i journal.Improvement) app.UI {
	say := s.env.Say
	acted := i.State == journal.ActedOn
	var rows []app.UI
	for _, a := range i.Asked {
		rows = append(rows, s.asker(i, a))
	}
	title := "improvement.asked"
	if acted && len(i.ToTell()) > 0 {
		title = "improvement.tell"
	}
	return ui.Block("m-asked", say.T(title), ui.Output("to_tell", ui.Count(len(i.ToTell())), say.N("improvements.to_tell", float64(len(i.ToTell())))).Class("meta"),
		ui.Slot(ui.If(acted && len(i.ToTell()) > 0, func() app.UI {
			var by []ui.Choice
			for _, c := range journal.Channels[:4] {
				by = append(by, ui.Choice{Value: string(c), Label: say.T("channel.by_" + string(c)), Icon: ui.ChannelIcon(c)})
			}
			return ui.Segment(s.form, "told_by", say.T("improvement.told_by"), by)
		})),
		ui.Slot(ui.If(len(rows) > 0, func() app.UI { return ui.Rows(rows...) })),
		html.Form().OnSubmit(s.who.Enter).Body(s.who.View(say.T("improvement.ask"), say.T("log.client_place"), nil, nil)))
}

func (s *Improvement) asker(i journal.Improvement, a journal.Asker) app.UI {
	say := s.env.Say
	name := s.env.Who(a.Client)
	meta := say.T("improvement.untold")
	if a.Told != "" {
		meta = say.T("improvement.told_on", "day", ui.DayWords(say, a.Told, s.env.Today()))
		if a.By != "" {
			meta += " · " + say.T("channel.by_"+string(a.By))
		}
	}
	return html.Div().Class("row-acts").Body(
		html.A().Class("row").Attr("href", s.env.Href("/clients/"+a.Client)).Body(
			ui.Monogram(name, false, "monogram--s"),
			html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(name), html.Span().Class("meta").Text(meta))),
		ui.If(i.State == journal.ActedOn && a.Told == "", func() app.UI {
			done := strings.TrimRight(i.Done, ". ")
			return html.Div().Class("btns btns--tight").Body(
				html.A().Class("btn").Attr("name", "message").Attr("href", s.env.Href("/scripts/"+toTell+"/for/"+a.Client)).
					Body(ui.Icon("script"), html.Span().Text(say.T("improvement.message"))).
					OnClick(func(ctx app.Context, e app.Event) {
						s.env.Handed = &ui.Handed{Client: a.Client, Values: map[string]string{"blank-text-1": done}}
					}, a.Client, done),
				ui.Button("btn", "tell", "check", say.T("improvement.told"), func(ctx app.Context, e app.Event) {
					s.act(ctx, func(i journal.Improvement) (journal.Improvement, error) {
						return i.Tell(a.Client, s.env.Today(), journal.Channel(s.form.Get("told_by")))
					})
				}, a.Client).Attr("value", a.Client))
		}))
}
