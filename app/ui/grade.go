package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
)

// Grade says how far to trust a figure, and one tap away what that means; nothing for a text without a figure.
func Grade(say *i18n.Printer, grade string) app.UI {
	class := map[string]string{"measured": "grade--study", "quoted": "grade--quoted", "illustration": "grade--own"}[grade]
	return If(class != "", func() app.UI {
		return html.Details().Class("about-field").Body(
			html.Summary().Body(html.Span().Class("grade "+class).Text(say.T("grade."+grade))),
			html.P().Class("hint").Text(say.T("grade."+grade+"_means")))
	})
}
