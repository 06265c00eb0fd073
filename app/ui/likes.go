package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Likes is how a person likes to be served (F03), only what is known; nil when nothing is.
func Likes(say *i18n.Printer, c journal.Client) app.UI {
	var lines []app.UI
	line := func(key, class, text string) {
		if text != "" {
			lines = append(lines, html.Div().Body(html.Dt().Text(say.T(key)), html.Dd().Class(class).Dir("auto").Text(text)))
		}
	}
	if c.FormOfAddress != "" && c.FormOfAddress != journal.AddressUnknown {
		line("client.form_of_address_short", "", say.T("address."+string(c.FormOfAddress)))
	}
	line("client.spoken_name_short", "", c.SpokenName)
	if c.BestChannel != "" {
		line("client.best_channel_short", "", say.T("channel.by_"+string(c.BestChannel)))
	}
	line("client.best_hours_short", "", c.BestHours)
	if c.Language != "" && c.Language != string(say.Lang()) {
		line("client.language_short", "", say.T("language."+c.Language))
	}
	line("client.attentions", "attention", c.Attentions)
	line("client.avoid_short", "avoid", c.Avoid)
	if len(lines) == 0 {
		return nil
	}
	return html.Dl().Class("likes").Body(lines...)
}
