package insights

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

// Values of the filters beside those of the journal.
const (
	everything = "all"
	custom     = "custom"
)

// kept are the filters of this session, or those to begin with: three months hold enough to tell something.
func kept(env *ui.Env) map[string]string {
	if env.Filters != nil {
		return env.Filters
	}
	return map[string]string{"period": insight.Quarter, "kind": everything, "channel": everything}
}

// filter reads the filters. It is false, with a sentence beside the field, when they ask for days that end before they begin.
func filter(env *ui.Env, f *ui.Form) (by insight.Filter, ok bool) {
	by = byValues(f.Values, env.Today())
	for _, name := range []string{"from", "to"} {
		delete(f.Errors, name)
		if _, err := journal.ParseDay(f.Get(name)); err != nil && f.Get(name) != "" && f.Get("period") == custom {
			f.Errors[name] = env.Say.T("problem.date")
			return by, false
		}
	}
	if by.To != "" && by.From > by.To {
		f.Errors["to"] = env.Say.T("insights.backwards")
		return by, false
	}
	return by, true
}

// byValues is the filter of the controls' values.
func byValues(v map[string]string, today journal.Day) (by insight.Filter) {
	if by.Period = insight.Named(v["period"], today); v["period"] == custom {
		by.From, _ = journal.ParseDay(v["from"])
		by.To, _ = journal.ParseDay(v["to"])
	}
	if v["kind"] != everything {
		by.Kind = journal.ClientKind(v["kind"])
	}
	if v["channel"] != everything {
		by.Channel = journal.Channel(v["channel"])
	}
	return by
}

func (s *Insights) filters() app.UI {
	say := s.env.Say
	var periods, channels []ui.Choice
	for _, p := range append(insight.Periods, custom) {
		periods = append(periods, ui.Choice{Value: p, Label: say.T("insights.period_" + p)})
	}
	channels = append(channels, ui.Choice{Value: everything, Label: say.T("insights.any_channel")})
	for _, c := range journal.Channels {
		channels = append(channels, ui.Choice{Value: string(c), Label: say.T("channel.by_" + string(c))})
	}
	day := func(name string) app.UI {
		return ui.Field{Form: s.form, Name: name, Label: say.T("insights." + name), Type: "date"}.View()
	}
	return html.Form().Class("form whole").OnKeyDown(s.form.OnKey).OnSubmit(func(_ app.Context, e app.Event) { e.PreventDefault() }).Body(
		html.Div().Class("step-who").Body(
			ui.Select(s.form, "period", say.T("insights.period"), "", periods),
			ui.Select(s.form, "kind", say.T("promises.filter"), "", []ui.Choice{
				{Value: everything, Label: say.T("promises.all_kinds")},
				{Value: string(journal.External), Label: say.T("client.external")},
				{Value: string(journal.Internal), Label: say.T("client.internal")},
			}),
			ui.Select(s.form, "channel", say.T("log.channel"), "", channels)),
		ui.Slot(ui.If(s.form.Get("period") == custom, func() app.UI { return html.Div().Class("step-who").Body(day("from"), day("to")) })),
		ui.Slot(ui.If(s.form.Get("channel") != everything, func() app.UI { return html.P().Class("hint").Text(say.T("insights.without_channel")) }),
			ui.If(s.form.Get("kind") != everything, func() app.UI { return html.P().Class("hint").Text(say.T("insights.without_kind")) })),
	)
}

// told says which records are counted: the period, the clients, the channel.
func told(env *ui.Env, v map[string]string) string {
	say, by := env.Say, byValues(v, env.Today())
	words := []string{stretch(say, by.Period)}
	if v["period"] != custom {
		words[0] = say.T("insights.period_" + v["period"])
	}
	switch by.Kind {
	case journal.External:
		words = append(words, say.T("client.external"))
	case journal.Internal:
		words = append(words, say.T("client.internal"))
	}
	if by.Channel != "" {
		words = append(words, say.T("channel.by_"+string(by.Channel)))
	}
	return strings.Join(words, " · ")
}

// stretch says the days of a period.
func stretch(say *i18n.Printer, p insight.Period) string {
	day := func(d journal.Day) string {
		if d == "" {
			return "…"
		}
		return ui.Date(say, d, i18n.DateLong)
	}
	if p == (insight.Period{}) {
		return say.T("insights.period_all")
	}
	return say.T("insights.stretch", "from", day(p.From), "to", day(p.To))
}
