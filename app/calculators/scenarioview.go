package calculators

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// head is the scenario that the screen shows: its name, when it was kept, whom it is about.
func (k *scenario) head() app.UI {
	rec, ok := k.record()
	if !ok {
		return nil
	}
	return html.Div().Class("scenario").Body(
		html.H2().Dir("auto").Text(rec.Name),
		html.P().Class("meta").Body(
			html.Text(ui.Sentence(ui.MomentWords(k.env.Say, rec.At.In(k.env.Now().Location()), k.env.Today()))),
			ui.If(rec.Client != "", func() app.UI {
				return html.Span().Body(html.Text(" · "), html.A().Attr("name", "open_client").Attr("href", k.env.Href("/clients/"+rec.Client)).Body(ui.Person(k.env.Who(rec.Client))))
			})),
	)
}

// record is the scenario shown, once read.
func (k *scenario) record() (journal.Scenario, bool) {
	if k.shown == nil {
		return journal.Scenario{}, false
	}
	rec, ok := k.shown.Version.Record.(journal.Scenario)
	return rec, ok && rec.Calculator == k.calc.slug
}

// view is the form, and those that were kept.
func (k *scenario) view() app.UI {
	say := k.env.Say
	rec, shown := k.record()
	label := say.T("scenario.keep")
	if shown {
		label = say.T("scenario.change")
	}
	renamed := k.renamed()
	if renamed {
		label = say.T("scenario.another")
	}
	return html.Section().Class("block all-across unprinted").Aria("labelledby", "scenarios").Body(
		html.Div().Class("block-head").Body(html.H2().ID("scenarios").Text(say.T("scenario.title")), html.Small().Body(k.draft.State(say))),
		html.Form().Class("card form").OnKeyDown(k.form.OnKey).OnSubmit(func(ctx app.Context, e app.Event) {
			e.PreventDefault()
			k.save(ctx, k.renamed())
		}).Body(
			ui.Field{Form: k.form, Name: "scenario_name", Label: say.T("scenario.name"), Hint: say.T("scenario.name_hint")}.View(),
			ui.Slot(k.who.View(say.T("scenario.client"), say.T("log.client_place"), nil, func(ctx app.Context, _ app.Event) { k.who.Drop(ctx) })),
			ui.Slot(ui.ErrorLine("save_scenario", k.trouble)),
			html.Div().Class("btns").Body(
				html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "save_scenario").Body(ui.Icon("check"), html.Span().Text(label)),
				ui.If(renamed, func() app.UI {
					return ui.Button("btn", "rename", "edit", say.T("scenario.rename"), func(ctx app.Context, _ app.Event) { k.save(ctx, false) })
				}),
				ui.If(shown, func() app.UI {
					return ui.Button("btn", "take_away", "erase", say.T("scenario.take_away"), func(ctx app.Context, _ app.Event) { k.takeAway(ctx) })
				}),
				ui.If(shown && k.shown.Version.N > 1, func() app.UI { return k.shown.Undo("") }),
			),
			ui.If(shown, k.shownTrouble),
		),
		ui.Slot(k.rows(rec.ID)),
		ui.If(shown, func() app.UI { return k.shown.History(nil) }),
	)
}

func (k *scenario) shownTrouble() app.UI { return k.shown.Trouble() }

// rows are those that were kept, each with the button that sets it beside another.
func (k *scenario) rows(here string) app.UI {
	say := k.env.Say
	var rows []app.UI
	for _, e := range k.all {
		label, who := say.T("scenario.compare"), ""
		if e.Client != "" {
			who = k.env.Who(e.Client)
		}
		if e.ID == k.first {
			label = say.T("scenario.chosen")
		}
		rows = append(rows, html.Div().Class("row-acts").Body(k.env.ScenarioRow(e, who, e.ID == here),
			ui.If(len(k.all) > 1, func() app.UI {
				return ui.Button("btn btn--quiet", "compare", "", label, func(ctx app.Context, _ app.Event) { k.choose(ctx, e) }, e.ID).
					Attr("value", e.ID).Aria("pressed", ui.Bool(e.ID == k.first)).Aria("label", label+" "+e.Title)
			})))
	}
	return ui.If(len(rows) > 0, func() app.UI {
		return html.Div().Class("pane pane--tight").Body(ui.Rows(rows...),
			ui.Slot(ui.If(k.first != "", func() app.UI { return html.P().Class("hint").Attr("role", "status").Text(say.T("scenario.second")) })))
	})
}

// choose takes the first of two to compare; the second shows both.
func (k *scenario) choose(ctx app.Context, e store.Entry) {
	switch k.first {
	case "":
		k.first = e.ID
	case e.ID:
		k.first = ""
	default:
		ctx.Navigate(k.env.Href("/calculators/" + k.calc.slug + "/compare/" + k.first + "/" + e.ID))
	}
}
