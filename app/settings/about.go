package settings

import (
	"context"
	"encoding/json"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// About is what the kit is made of, and what it does with what is written in it.
type About struct {
	env      *ui.Env
	licences []Licence
}

// Licence is one library in the program, with its licence as its authors wrote it.
type Licence struct {
	Module  string `json:"module"`
	Version string `json:"version"`
	Text    string `json:"text"`
}

// NewAbout is the screen of what the kit is.
func NewAbout(env *ui.Env) *About { return &About{env: env} }

// Open fetches the licences.
func (s *About) Open(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		data, err := s.env.Device.Fetch(bg, "licences.json")
		var list []Licence
		if err == nil {
			_ = json.Unmarshal(data, &list)
		}
		s.env.Do(func(app.Context) { s.licences = list })
	})
}

// View implements [ui.Screen].
func (s *About) View() ui.View {
	say, version := s.env.Say, s.env.Device.Version()
	var pledges, folds []app.UI
	for _, key := range []string{"here", "offline", "human", "figures"} {
		pledges = append(pledges, html.Li().Body(ui.Icon("check"), html.Span().Text(say.T("about."+key))))
	}
	for _, l := range s.licences {
		folds = append(folds, html.Details().Class("fold").Body(
			html.Summary().Body(html.Span().Body(html.Text(l.Module), html.Span().Class("meta").Text(l.Version)), ui.Icon("next")),
			html.Pre().Class("fold-body licence").Lang("en").Text(l.Text)))
	}
	return ui.View{Title: say.T("about.title"), Back: "/settings", Layout: "stage--narrow", Stage: []app.UI{
		html.Section().Class("card").Body(
			html.H2().Text(say.T("shell.name")),
			html.P().Text(say.T("about.text")),
			html.Ul().Class("pledges").Body(pledges...),
			html.P().Class("meta num").Body(ui.Output("version", version, say.T("about.version", "version", version))),
			html.P().Class("hint").Text(say.T("about.hash")),
		),
		ui.If(len(folds) > 0, func() app.UI {
			return ui.Block("about-licences", say.T("about.licences"), nil, folds...)
		}),
	}}
}
