package improvements

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Digest is what is handed over to those who can act: plain words, to share, copy or print. No client is named in it.
type Digest struct {
	env  *ui.Env
	form *ui.Form
	all  []journal.Improvement
	read bool
	out  ui.Leaflet
}

// NewDigest is the digest of this month.
func NewDigest(env *ui.Env) *Digest {
	s := &Digest{env: env, form: ui.NewForm(map[string]string{"period": "month"})}
	s.form.Changed = func(app.Context, string) { s.out.Anew() }
	return s
}

// Open reads the improvements.
func (s *Digest) Open(ctx app.Context) { s.Refresh(ctx) }

// Refresh implements [ui.Refresher].
func (s *Digest) Refresh(ctx app.Context) {
	read(ctx, s.env, func(store.Entry) bool { return true }, func(all []journal.Improvement) { s.all, s.read = all, true })
}

// periods lists the stretches of time that a digest can be of.
var periods = []string{"month", "last_month", "quarter", "year"}

// stretch is the first and the last day of a period, as of today.
func stretch(period string, today journal.Day) (from, to journal.Day) {
	t := today.Time()
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	switch period {
	case "last_month":
		return journal.DayOf(first.AddDate(0, -1, 0)), journal.DayOf(first.AddDate(0, 0, -1))
	case "quarter":
		return journal.DayOf(first.AddDate(0, -2, 0)), today
	case "year":
		return journal.DayOf(time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)), today
	}
	return journal.DayOf(first), today
}

// words is the digest in plain text.
func words(say *i18n.Printer, all []journal.Improvement, from, to journal.Day) string {
	groups := journal.Digests(all, from, to)
	if len(groups) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(say.T("digest.head", "from", ui.Date(say, from, i18n.DateLong), "to", ui.Date(say, to, i18n.DateLong)) + "\n")
	for _, g := range groups {
		level := nobody
		if g.Level != "" {
			level = string(g.Level)
		}
		b.WriteString("\n" + say.T("level."+level))
		if g.Who != "" {
			b.WriteString(" · " + g.Who)
		}
		b.WriteString("\n")
		for _, i := range g.Improvements {
			b.WriteString("- " + say.T("digest.line", "state", say.T("improvement_state."+string(i.State)), "what", strings.ReplaceAll(i.What, "\n", " ")))
			if n := len(i.Asked); n > 0 {
				b.WriteString(" (" + say.N("digest.asked", float64(n)) + ")")
			}
			if i.Done != "" {
				b.WriteString("\n  " + say.T("digest.done", "done", strings.ReplaceAll(i.Done, "\n", " ")))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// View implements [ui.Screen].
func (s *Digest) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("digest.title"), Back: "/improvements", Layout: "stage--narrow"}
	if !s.read {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	var choices []ui.Choice
	for _, p := range periods {
		choices = append(choices, ui.Choice{Value: p, Label: say.T("digest." + p)})
	}
	from, to := stretch(s.form.Get("period"), s.env.Today())
	text := words(say, s.all, from, to)
	v.Stage = []app.UI{html.Div().Class("unprinted").Body(ui.Segment(s.form, "period", say.T("digest.period"), choices)),
		ui.Slot(s.page(text)),
		html.P().Class("hint unprinted").Text(say.T("digest.hint")),
	}
	if text != "" {
		v.Stage = append(v.Stage, s.out.Ways(s.env, say.T("digest.title"), text))
	}
	return v
}

func (s *Digest) page(text string) app.UI {
	if text == "" {
		return html.P().Class("card").Attr("role", "status").Text(s.env.Say.T("digest.nothing"))
	}
	return html.Div().Class("letter").ID("digest").Dir("auto").Text(text)
}
