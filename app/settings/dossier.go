package settings

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange/export"
	"trousse/internal/journal"
)

// Dossier is all that is kept on one client, to be read with them or handed over (Law 25): as a page, and as data.
type Dossier struct {
	*ui.Shown
	env        *ui.Env
	id         string
	page, data exporting
}

// NewDossier is the screen of all that is kept on one client.
func NewDossier(env *ui.Env, id string) *Dossier {
	return &Dossier{env: env, id: id, Shown: ui.NewShown(env, id, nil), page: exporting{client: id}, data: exporting{client: id}}
}

// Open reads it once the index is there, which has the names.
func (s *Dossier) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Dossier) Refresh(ctx app.Context) {
	s.Shown.Refresh(ctx)
	s.page.start(ctx, s.env, "", export.Page, false)
}

// View implements [ui.Screen].
func (s *Dossier) View() ui.View {
	say, title := s.env.Say, s.env.Say.T("privacy.file")
	v := ui.View{Title: title, Back: "/clients/" + s.id, Layout: "stage--two", Stage: s.Absent()}
	if _, ok := s.Version.Record.(journal.Client); !ok || v.Stage != nil {
		return v
	}
	v.Stage = []app.UI{
		html.Div().Class("pane unprinted").Body(
			html.P().Text(say.T("privacy.file_text")),
			ui.Banner("warn", "alert", say.T("privacy.file_others")),
			html.P().Class("hint").Text(say.T("privacy.file_without")),
			html.Div().Class("btns").Body(
				ui.Button("btn btn--soft", "export", "out", say.T("export.as_json"), func(ctx app.Context, _ app.Event) {
					s.data.start(ctx, s.env, "", export.JSON, false)
				}).Attr("value", "json").Flag("disabled", s.data.busy),
				ui.Link("btn", s.env.Href("/clients/"+s.id+"/edit"), "edit", say.T("action.correct")),
				ui.Link("btn", s.env.Href(privacyPath+"/request/"+s.id), "plus", say.T("privacy.new_request")).Attr("name", "new_request")),
			ui.Slot(s.data.view(s.env, title)),
		),
		html.Div().Class("pane").Body(s.page.view(s.env, title)),
	}
	return v
}
