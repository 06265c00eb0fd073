package improvements

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// whoActs says who can act, as far as it is known: by name, otherwise by their place in the house.
func whoActs(say *i18n.Printer, i journal.Improvement) string {
	switch {
	case i.Who != "":
		return i.Who
	case i.Level != "":
		return say.T("level." + string(i.Level))
	}
	return ""
}

// source says what an improvement came from, and leads there.
func source(env *ui.Env, i journal.Improvement) app.UI {
	say := env.Say
	if i.Source == "" {
		return nil
	}
	words, route := say.T("source."+string(i.Source)), ""
	switch {
	case i.Run != "":
		run, ok := env.Book.Entry(i.Run)
		if b, here := env.Guide.Bundle(say.Lang()); ok && here {
			if p, known := env.Place(b, "/checklists/"+run.State); known {
				words = p.Title
			}
			route = "/checklists/" + run.State + "/runs/" + i.Run
		}
	case !env.There(i.From):
	case i.Source == journal.FromConversation:
		route = "/interactions/" + i.From
	case i.Source == journal.FromComplaint:
		route = "/complaints/" + i.From
	case i.Source == journal.FromObservation:
		route = "/stories/" + i.From
	}
	if route == "" {
		return html.Text(words)
	}
	return html.A().Attr("name", "source").Attr("href", env.Href(route)).Text(words)
}

// levels are the places in the house where something can be done, to choose from.
func levels(say *i18n.Printer) []ui.Choice {
	var out []ui.Choice
	for _, l := range journal.Levels {
		out = append(out, ui.Choice{Value: string(l), Label: say.T("level." + string(l))})
	}
	return out
}
