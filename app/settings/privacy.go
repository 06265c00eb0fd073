package settings

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Where the rooms of Law 25 are.
const (
	privacyPath = "/settings/privacy"
	casesPath   = privacyPath + "/cases/"
)

// Privacy is where a business answers for what it keeps on people (Law 25): what it is for and for how long, what people
// asked about it, and what went wrong.
type Privacy struct {
	env     *ui.Env
	unseen  int
	trouble string
}

// NewPrivacy is the screen of what is kept on people.
func NewPrivacy(env *ui.Env) *Privacy { return &Privacy{env: env} }

// Open brings the index in.
func (s *Privacy) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Privacy) Refresh(ctx app.Context) {
	ctx.Async(func() {
		r := retention(s.env)
		s.env.Do(func(app.Context) { s.unseen = len(r.Unseen(s.env.Book.Today().Settings.KeepYears)) })
	})
}

// retention looks who was not seen for long.
func retention(env *ui.Env) *journal.Retention {
	r := journal.NewRetention(env.Now())
	env.Walk(r.Add, nil)
	return r
}

// View implements [ui.Screen].
func (s *Privacy) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("privacy.title"), Back: "/settings", Layout: "stage--two"}
	if !s.env.Book.Loaded() {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	set := s.env.Book.Today().Settings
	purpose, years := set.Purpose, set.KeepYears
	if purpose == "" {
		purpose = say.T("privacy.purpose_none")
	}
	if years == 0 {
		years = journal.KeepYears
	}
	unseen := say.T("privacy.review_none")
	if s.unseen > 0 {
		unseen = say.N("privacy.unseen", float64(s.unseen))
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			html.P().Text(say.T("privacy.text")),
			html.Section().Class("card").Body(
				html.H2().Text(say.T("privacy.purpose")),
				html.P().Class("notes").Dir("auto").Text(purpose),
				html.P().Class("meta").Text(say.N("privacy.kept", float64(years))),
				html.Div().Class("btns").Body(
					ui.Link("btn btn--soft", s.env.Href(privacyPath+"/purpose"), "edit", say.T("action.correct")).Attr("name", "edit_purpose"),
					ui.If(s.env.Last != nil && s.env.Last.Path == privacyPath, s.undo)),
				ui.ErrorLine("undo", s.trouble),
			),
			html.Section().Class("card").Body(
				html.H2().Text(say.T("privacy.review")),
				html.P().Body(ui.Output("unseen", ui.Count(s.unseen), unseen)),
				ui.If(s.unseen > 0, func() app.UI {
					return html.Div().Class("btns").Body(ui.Link("btn", s.env.Href(privacyPath+"/review"), "people", say.T("privacy.review_open")))
				}),
			),
			html.P().Class("hint").Text(say.T("privacy.each")),
		),
		html.Div().Class("pane").Body(s.register("requests", "request", false), s.register("incidents", "incident", true)),
	}
	return v
}

// undo takes back what was just changed in what it is for.
func (s *Privacy) undo() app.UI {
	return ui.Button("btn btn--quiet", "undo", "undo", s.env.Say.T("undo.last"), func(ctx app.Context, _ app.Event) {
		s.env.Undo(ctx, s.env.Last.Ref, func(ctx app.Context, err error) {
			s.trouble = ""
			if err != nil {
				s.trouble = ui.UndoTrouble(s.env.Say, err)
			}
			s.Refresh(ctx)
		})
	})
}

// register is one of the two registers: what waits first, then the newest.
func (s *Privacy) register(key, make string, incidents bool) app.UI {
	say := s.env.Say
	var waiting, rows []app.UI
	for _, e := range s.env.Book.List(journal.KindPrivacy, 0) {
		switch {
		case (e.State == string(journal.IncidentCase)) != incidents:
		case e.Due != "":
			waiting = append(waiting, s.row(e))
		default:
			rows = append(rows, s.row(e))
		}
	}
	rows = append(waiting, rows...)
	body := ui.Rows(rows...)
	if len(rows) == 0 {
		body = html.P().Class("card").Text(say.T("privacy." + key + "_none"))
	}
	return ui.Block("p-"+key, say.T("privacy."+key), nil, body,
		html.Div().Class("btns").Body(ui.Link("btn btn--soft", s.env.Href(privacyPath+"/"+make), "plus", say.T("privacy.new_"+make)).Attr("name", "new_"+make)))
}

func (s *Privacy) row(e store.Entry) app.UI {
	say, title, meta := s.env.Say, s.env.Say.T("privacy.kind_"+e.State), ""
	day := func(d journal.Day) string { return ui.DayWords(say, d, s.env.Today()) }
	switch {
	case e.State == string(journal.IncidentCase):
		title = e.Title
	case e.Due == "":
		meta = say.T("privacy.was_answered", "day", day(e.Done))
	case e.Due < s.env.Today():
		meta = say.T("privacy.late", "day", day(e.Due))
	default:
		meta = say.T("privacy.due", "day", day(e.Due))
	}
	return html.A().Class("row").Attr("href", s.env.Href(casesPath+e.ID)).Body(
		ui.Icon("shield"),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit two-lines").Dir("auto").Text(title),
			ui.If(e.Tags != "", func() app.UI { return ui.Person(s.env.Who(e.Tags)) }),
			ui.If(meta != "", func() app.UI { return html.Span().Class("meta").Text(meta) })))
}

// Purpose is the form of what is kept on people: what for, and for how long.
type Purpose struct {
	*ui.Paper
	env *ui.Env
}

// NewPurpose is the form of what is kept on people.
func NewPurpose(env *ui.Env) *Purpose {
	s := &Purpose{env: env, Paper: ui.NewPaper(env, "purpose", env.Book.Today().Settings.ID)}
	s.Lasts = true
	s.Show = func(rec journal.Record) map[string]string {
		set, _ := rec.(journal.Settings)
		return map[string]string{"purpose": set.Purpose, "keep_years": written(set.KeepYears)}
	}
	s.Make = func(was journal.Record, v map[string]string) (journal.Record, error) {
		set, _ := was.(journal.Settings)
		if set.ID == "" {
			if set.ID = env.Book.Today().Settings.ID; set.ID == "" {
				set.ID = journal.NewID()
			}
		}
		set.Purpose, set.KeepYears = v["purpose"], 0
		if typed := v["keep_years"]; typed != "" {
			n, err := strconv.Atoi(typed)
			if err != nil || n < 1 {
				return set, &journal.FieldError{Field: "keep_years", Problem: journal.NotListed, Limit: journal.MaxKeepYears}
			}
			set.KeepYears = n
		}
		set = set.Tidy()
		return set, set.Check()
	}
	return s
}

// View implements [ui.Screen].
func (s *Purpose) View() ui.View {
	say := s.env.Say
	return s.Paper.View(say.T("privacy.purpose_title"), privacyPath, func(ctx app.Context, _ journal.Record, ref journal.Ref) {
		s.env.Last = &ui.LastSave{Ref: ref, Path: privacyPath, What: say.T("privacy.purpose_title")}
		s.env.Done(ctx, privacyPath)
	},
		ui.Field{Form: s.Form, Name: "purpose", Label: say.T("privacy.purpose"), Hint: say.T("privacy.purpose_hint"), Lines: true}.View(),
		ui.Field{Form: s.Form, Name: "keep_years", Label: say.T("privacy.keep_years"), Hint: say.T("privacy.keep_years_hint"), Mode: "numeric"}.View())
}
