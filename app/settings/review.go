package settings

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Review is whom nobody has seen for long, and the erasing of those who are chosen.
type Review struct {
	env    *ui.Env
	form   *ui.Form
	all    []journal.Unseen
	doubt  bool
	read   bool
	eraser *ui.Eraser
}

// NewReview is the review of whom nobody has seen for long.
func NewReview(env *ui.Env) *Review {
	s := &Review{env: env, form: ui.NewForm(map[string]string{}), eraser: ui.NewEraser(env)}
	s.form.Changed = func(app.Context, string) { s.eraser.Take(s.chosen()) }
	s.eraser.Sure = func() string { // the clock may have jumped while the screen was open
		if r := retention(env); r.Doubt() || env.ClockDoubted() {
			return s.doubts()
		}
		return ""
	}
	return s
}

// Open looks who that is.
func (s *Review) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Review) Refresh(ctx app.Context) {
	ctx.Async(func() {
		r := retention(s.env)
		s.env.Do(func(app.Context) {
			s.all, s.doubt, s.read = r.Unseen(s.env.Book.Today().Settings.KeepYears), r.Doubt() || s.env.ClockDoubted(), s.env.Book.Loaded()
		})
	})
}

func (s *Review) doubts() string {
	return s.env.Say.T("privacy.doubt", "day", ui.Date(s.env.Say, s.env.Today(), i18n.DateLong))
}

// chosen are those who are ticked, as long as they are in the list.
func (s *Review) chosen() []string {
	var ids []string
	for _, u := range s.all {
		if s.form.Ticked("unseen", u.ID) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// View implements [ui.Screen].
func (s *Review) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("privacy.review"), Back: privacyPath, Layout: "stage--narrow"}
	switch {
	case !s.read:
		v.Stage = []app.UI{s.env.Waiting()}
	case len(s.all) == 0:
		v.Stage = []app.UI{ui.Empty(say.T("privacy.review_none"), say.T("privacy.review_empty"))}
	case s.doubt:
		v.Stage = []app.UI{ui.Banner("warn", "clock", s.doubts())}
	default:
		v.Stage = s.list()
	}
	return v
}

// shown is how many people the review shows: the next ones come when these are seen to.
const shown = 30

func (s *Review) list() []app.UI {
	say := s.env.Say
	var choices []ui.Choice
	all := ""
	for _, u := range s.all[:min(len(s.all), shown)] {
		day := journal.DayOf(ui.Unix(u.Last, s.env.Now().Location()))
		choices = append(choices, ui.Choice{Value: u.ID, Label: s.env.Who(u.ID) + " · " + ui.DayWords(say, day, s.env.Today())})
		all += u.ID + " "
	}
	ids := s.chosen()
	var of []store.Entry
	var rows []app.UI
	for _, id := range ids {
		of = append(of, s.env.Book.Of(id)...)
		rows = append(rows, html.A().Class("row").Attr("href", s.env.Href("/clients/"+id)).Body(
			ui.Monogram(s.env.Who(id), false, "monogram--s"),
			html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(s.env.Who(id)))))
	}
	return []app.UI{
		html.P().Text(say.T("privacy.review_why")),
		html.P().Body(ui.Output("unseen", ui.Count(len(s.all)), say.N("privacy.unseen", float64(len(s.all))))),
		html.Div().Class("btns").Body(ui.Button("btn btn--quiet", "choose_all", "check", say.T("privacy.review_all"), func(ctx app.Context, _ app.Event) {
			s.form.Values["unseen"] = all
			s.form.Changed(ctx, "unseen")
		}, all)),
		ui.Ticks(s.form, "unseen", say.T("privacy.review_choose"), say.T("privacy.review_hint"), choices),
		ui.Slot(ui.If(len(ids) > 0, func() app.UI {
			return html.Section().Class("card").Body(
				html.P().Body(ui.Output("chosen", ui.Count(len(ids)), say.N("privacy.chosen", float64(len(ids))))),
				ui.Rows(rows...),
				s.eraser.View("unseen", privacyPath, of, 0))
		})),
	}
}
