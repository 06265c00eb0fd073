package guides

import (
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/search"
)

// Tips is the screen of every tip, by number, the favourites alone or what answers a question (F70).
type Tips struct {
	env   *ui.Env
	form  *ui.Form
	liked bool // favourites alone
	most  int
}

// page is how many tips are shown at once: a key must not wait for all of them to be drawn.
const page = 24

// NewTips is the screen of every tip.
func NewTips(env *ui.Env) *Tips {
	return &Tips{env: env, form: ui.NewForm(map[string]string{}), most: page}
}

// Open fetches what the kit knows.
func (s *Tips) Open(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) }

// View implements [ui.Screen].
func (s *Tips) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("tips.title"), Back: "/kit", Layout: "stage--narrow"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	tips := s.chosen(b)
	var cards []app.UI
	for i, t := range tips {
		if s.env.Anchor == anchor(t) {
			s.most = max(s.most, i+1)
		}
	}
	for _, t := range tips[:min(len(tips), s.most)] {
		cards = append(cards, TipCard(s.env, t, anchor(t), say.T("tips.number", "n", strconv.Itoa(t.N))))
	}
	if len(tips) > s.most {
		cards = append(cards, ui.Button("btn", "more", "", say.T("action.more"), func(app.Context, app.Event) { s.most += page }))
	}
	v.Stage = []app.UI{
		html.Div().Class("finder").Body(
			ui.SearchField(say, s.form, say.T("tips.place")),
			html.Div().Class("chips").Body(ui.Button("chip", "favourites_only", "star", say.T("tips.favourites"),
				func(app.Context, app.Event) { s.liked = !s.liked }).Aria("pressed", ui.Bool(s.liked))),
			html.P().Class("meta").Attr("role", "status").Text(say.N("tips.count", float64(len(tips)))),
		),
		html.Div().Class("pane").Body(cards...),
	}
	if len(tips) == 0 {
		text := say.T("tips.none_text")
		if s.liked {
			text = say.T("tips.no_favourite")
		}
		v.Stage[1] = ui.Empty(say.T("tips.none"), text)
	}
	return v
}

// chosen are the tips to show: by number, or best answer first.
func (s *Tips) chosen(b *content.Bundle) []content.Tip {
	var tips []content.Tip
	keep := func(t content.Tip) {
		if !s.liked || s.env.Favourite(tipRoute(t)) {
			tips = append(tips, t)
		}
	}
	q := s.form.Get("q")
	if search.Fold(q) == "" {
		for _, t := range b.Tips {
			keep(t)
		}
		return tips
	}
	index, _ := s.env.Guide.Index(b.Lang)
	for _, r := range index.Find(q, len(b.Tips), content.Tips) {
		if t, ok := b.Tip(r.Link.Slug); ok {
			keep(t)
		}
	}
	return tips
}

func anchor(t content.Tip) string { return "tip-" + t.ID }

func tipRoute(t content.Tip) string { return content.Link{Kind: content.Tips, Slug: t.ID}.Path() }

// A tip is read at this pace, in words a minute, and its time said in steps of five seconds.
const pace, step = 200, 5

// seconds is how long a tip takes to read.
func seconds(t content.Tip) float64 {
	words := len(strings.Fields(t.Title)) + len(strings.Fields(t.Text))
	return math.Ceil(float64(words)*60/pace/step) * step
}

// TipCard is one tip under a heading, where the address of the tip leads when the heading's id is its anchor.
func TipCard(env *ui.Env, t content.Tip, id, heading string) app.UI {
	return html.Section().Class("card card--tint").Aria("labelledby", id).Body(
		html.Div().Class("card-head").Body(
			html.H2().ID(id).TabIndex(-1).Class("tags").Body(ui.Icon("tip"), html.Text(heading)),
			html.Span().Class("meta num").Text(env.Say.T("tips.seconds", "n", env.Say.Number(seconds(t), 0))),
			env.Star(tipRoute(t), t.Title)),
		html.P().Body(html.Strong().Text(t.Title)),
		html.P().Class("quote quote--s").Text(t.Text),
		ui.If(t.Link != "", func() app.UI {
			return html.A().Class("btn").Attr("href", env.Href(t.Link)).Text(env.Say.T("tips.link"))
		}),
	)
}

// kept names what the device remembers of the tips that were shown.
const kept = "trousse.tips"

// TipOfToday is the tip of the day, never one that was shown before until all were. What was shown is remembered on this
// device: call it when the day is shown, not at every look.
func TipOfToday(env *ui.Env, b *content.Bundle) (content.Tip, bool) {
	before := env.Device.LocalGet(kept)
	tip, keep, ok := b.TipOn(string(env.Today()), before)
	if keep != before {
		env.Device.LocalSet(kept, keep)
	}
	return tip, ok
}
