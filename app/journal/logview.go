package journal

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// View implements [ui.Screen].
func (l *Log) View() ui.View {
	say := l.env.Say
	if l.missing {
		return ui.View{Title: say.T("log.correct"), Back: "/", Stage: []app.UI{l.env.NotHere()}}
	}
	v := ui.View{
		Title: say.T("log.title"), Back: "/", BackLabel: say.T("log.close"), Task: true,
		Sub:    html.Small().Body(l.draft.State(say)),
		Layout: "stage--wide-left",
		Stage: []app.UI{
			html.Div().Class("pane").Body(l.draft.Offer(say, l.resume), html.Form().Class("form").ID("log-form").OnSubmit(l.save).OnKeyDown(l.form.OnKey).Body(l.fields()...)),
			l.beside(),
		},
		Bar: []app.UI{
			ui.If(l.trouble != "", func() app.UI { return ui.ErrorLine("save", l.trouble) }),
			html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "log-form").
				Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
		},
	}
	if l.edit != "" {
		v.Title, v.Back = say.T("log.correct"), "/interactions/"+l.edit
	}
	return v
}

// beside reminds, where there is room, of how the person likes to be served (F03).
func (l *Log) beside() app.UI {
	likes := ui.Likes(l.env.Say, l.who.Known)
	if likes == nil {
		return nil
	}
	return html.Aside().Class("pane pane--list").Aria("label", l.env.Say.T("log.beside")).Body(
		html.Section().Class("card").Body(html.H2().Text(l.env.Say.T("log.beside")), likes))
}

func (l *Log) fields() []app.UI {
	say, f := l.env.Say, l.form
	var channels []ui.Choice
	for _, c := range domain.Channels {
		channels = append(channels, ui.Choice{Value: string(c), Label: say.T("channel.by_" + string(c)), Icon: ui.ChannelIcon(c)})
	}
	fields := []app.UI{
		l.who.View(say.T("log.client"), say.T("log.client_place"), l.newcomer(), func(ctx app.Context, _ app.Event) { l.who.Drop(ctx) }),
		ui.Segment(f, "channel", say.T("log.channel"), channels),
		ui.Feelings(say, f, "feeling_before", say.T("log.feeling_before")),
		ui.Field{Form: f, Name: "about", Label: say.T("log.about"), Place: say.T("log.about_place"), Below: l.abouts()}.View(),
		ui.Field{Form: f, Name: "request", Label: say.T("log.request"), Place: say.T("log.request_place")}.View(),
	}
	if l.edit == "" {
		fields = append(fields, Promise(l.env, f), ui.Ticks(f, "complaint", say.T("complaint.ask"), say.T("complaint.it_is_hint"),
			[]ui.Choice{{Value: "yes", Label: say.T("complaint.it_is")}}))
	}
	fields = append(fields,
		ui.Feelings(say, f, "feeling_after", say.T("log.feeling_after")),
		ui.Slot(l.timed()),
		ui.Field{Form: f, Name: "notes", Label: say.T("log.notes"), Hint: say.T("log.notes_hint"), Lines: true}.View(),
		l.photos.View(),
		html.Details().Class("fold").Flag("open", f.Start["recommend"] != "").Body(
			html.Summary().Body(html.Span().Text(say.T("log.recommend_fold")), ui.Icon("next")),
			html.Div().Class("fold-body").Body(recommend(say, f), recommendFrom(say, f)),
		),
	)
	if l.edit != "" {
		fields = append(fields, l.avoidable())
	}
	return fields
}

// recommend asks whether the person would recommend the worker, from 0 to 10 (F04).
func recommend(say *i18n.Printer, f *ui.Form) app.UI {
	out := []ui.Choice{{Value: "", Label: say.T("log.recommend_none")}}
	for i := 0; i <= 10; i++ {
		out = append(out, ui.Choice{Value: strconv.Itoa(i), Label: strconv.Itoa(i)})
	}
	return ui.Select(f, "recommend", say.T("log.recommend"), say.T("log.recommend_hint"), out)
}

// newcomer says that a record will be made, and takes what is needed to reach the person.
func (l *Log) newcomer() app.UI {
	say := l.env.Say
	typed := l.form.Get("client")
	known := len(search.Fold(typed)) < 2 || !l.env.Book.Loaded() && len(l.who.Hits) > 0 || exact(l.who.Hits, typed)
	undecided := l.who.Undecided() && (!known || len(l.who.Alike) > 0)
	return html.Div().Body(
		ui.Slot(ui.If(undecided, func() app.UI { return l.who.SomeoneElse(nil) })),
		html.Div().Class("form").Hidden(known || undecided).Body(
			html.P().Class("hint").Attr("role", "status").Text(say.T("log.new_client")),
			html.Div().Hidden(withPhone(typed)).Body(
				ui.Field{Form: l.form, Name: "phone", Type: "tel", Label: say.T("client.phone"), Extra: say.T("form.optional")}.View()),
			ui.Field{Form: l.form, Name: "email", Type: "email", Label: say.T("client.email"), Extra: say.T("form.optional")}.View(),
			ui.Segment(l.form, "kind", say.T("log.kind"), []ui.Choice{
				{Value: string(domain.External), Label: say.T("client.external")},
				{Value: string(domain.Internal), Label: say.T("client.internal")}}),
		))
}

func withPhone(typed string) bool {
	_, phone := ui.NameAndPhone(typed)
	return phone != ""
}

func exact(hits []store.Entry, typed string) bool {
	for _, h := range hits {
		if search.Fold(h.Title) == search.Fold(typed) {
			return true
		}
	}
	return false
}

// abouts offers what recent conversations were about.
func (l *Log) abouts() app.UI {
	seen := map[string]bool{"": true}
	var chips []app.UI
	for _, c := range l.env.Book.Today().Recent {
		if !seen[c.Title] && len(chips) < 4 && len(c.Title) < 40 {
			seen[c.Title] = true
			chips = append(chips, chip("about_quick", c.Title, l.form.Get("about") == c.Title, func(ctx app.Context) { l.form.Put(ctx, "about", c.Title) }))
		}
	}
	return ui.If(len(chips) > 0, func() app.UI { return html.Div().Class("chips").Body(chips...) })
}

// Promise is what is promised and for when (F05): a chip fills the words, another the day.
func Promise(env *ui.Env, f *ui.Form) app.UI {
	say := env.Say
	var words []app.UI
	for _, key := range []string{"call", "quote", "visit"} {
		text := say.T("log.promise_" + key)
		words = append(words, chip("promise_quick", text, f.Get("promise") == text, func(ctx app.Context) {
			f.Put(ctx, "promise", text)
			if f.Get("promise_date") == "" {
				f.Put(ctx, "promise_date", string(env.Today().Add(1)))
			}
		}))
	}
	inWords := ""
	if d, err := domain.ParseDay(f.Get("promise_date")); err == nil {
		inWords = ui.Date(say, d, i18n.DateFull)
	}
	return html.Div().Class("form").Body(
		ui.Field{Form: f, Name: "promise", Label: say.T("log.promise"), Place: say.T("log.promise_place"),
			Below: html.Div().Class("chips").Body(words...)}.View(),
		ui.Field{Form: f, Name: "promise_date", Type: "date", Label: say.T("log.promise_date"), Hint: inWords,
			Below: Days(env, f, "promise_date")}.View(),
	)
}

// Days offers the days that are promised most, for a field.
func Days(env *ui.Env, f *ui.Form, name string) app.UI {
	today := env.Today()
	var days []app.UI
	for _, d := range []struct {
		key  string
		from func(today domain.Day) domain.Day
	}{
		{"tomorrow", func(today domain.Day) domain.Day { return today.Add(1) }},
		{"friday", func(today domain.Day) domain.Day { return today.Next(time.Friday) }},
		{"week", func(today domain.Day) domain.Day { return today.Add(7) }},
	} {
		days = append(days, chip("promise_day", env.Say.T("log.day_"+d.key), f.Get(name) == string(d.from(today)), func(ctx app.Context) {
			f.Put(ctx, name, string(d.from(env.Today()))) // the day of the tap: the form may have been open since yesterday
		}))
	}
	return html.Div().Class("chips").Body(days...)
}

func chip(name, label string, on bool, tap func(ctx app.Context), scope ...any) app.UI {
	return html.Button().Class("chip").Attr("type", "button").Attr("name", name).Attr("value", label).Aria("pressed", strconv.FormatBool(on)).
		Body(ui.Symbol("check", "icon icon--s chip-tick"), html.Text(label)).
		OnClick(func(ctx app.Context, e app.Event) { tap(ctx) }, append(scope, label)...)
}
