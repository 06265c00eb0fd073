package scripts

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/timers"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// View implements [ui.Screen].
func (s *Script) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("scripts.title"), Back: s.back, Layout: "stage--two", LogFor: s.client}
	if _, ok := s.env.Guide.Bundle(say.Lang()); !ok || !s.ready {
		v.Task, v.Stage = true, []app.UI{s.env.Waiting()}
		return v
	}
	f, ok := s.fill()
	if !ok {
		v.Stage = []app.UI{ui.Slot(s.restored()), s.env.NotHere()}
		return v
	}
	shown := f.text
	if ours, ok := s.find(say.Lang()); ok {
		shown = ours
	}
	v.Task, v.Title = true, shown.Title
	v.Sub = html.Small().Body(s.draft.State(say))
	v.Actions = []app.UI{s.env.Star("/scripts/"+s.slug, shown.Title)}
	if shown.own != nil {
		// What the worker wrote may hold a name: browsers write titles to disk.
		v.Title, v.Room = say.T("scripts.title"), say.T("scripts.title")
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			s.draft.Offer(say, s.resume),
			ui.Slot(ui.If(v.Room != "", func() app.UI {
				return html.H1().Class("own-title").ID("top").TabIndex(-1).Dir("auto").Text(shown.Title)
			})),
			html.Div().Class("tags").Body(ui.If(shown.When != "", func() app.UI { return html.P().Class("meta").Dir("auto").Text(shown.When) }), s.tags(f)),
			s.letter(f),
			ui.If(shown.Delivery != "", func() app.UI { return ui.Banner("", "talk", shown.Delivery) }),
			s.tool(f),
		),
		html.Div().Class("pane").Body(
			html.Form().Class("form").OnSubmit(func(ctx app.Context, e app.Event) { e.PreventDefault() }).OnKeyDown(s.form.OnKey).Body(
				ui.Slot(s.who.View(say.T("script.client"), say.T("script.client_place"), s.nobody(), s.drop)),
				ui.Slot(s.questions(f)...),
			),
			s.mine(f),
		),
		ui.Slot(s.reader(f)),
	}
	v.Bar = s.bar(f)
	return v
}

// tags say whose words these are, and in which language when it is not the screen's.
func (s *Script) tags(f filled) app.UI {
	say := s.env.Say
	var tags []app.UI
	if f.own != nil {
		key := "script.own"
		if f.kits {
			key = "script.yours"
		}
		tags = append(tags, html.Span().Class("tag tag--info").Text(say.T(key)))
	}
	if f.lang != say.Lang() {
		tags = append(tags, html.Span().Class("tag").Body(ui.SmallIcon("language"), html.Text(say.T("language."+string(f.lang)))))
	}
	return html.Div().Class("tags").Body(tags...)
}

// tool is the timer that the words go with (F07, F22).
func (s *Script) tool(f filled) app.UI {
	tool, client := f.Starts, ""
	if tool == "" {
		tool = f.Stops
	}
	if s.who.Chosen != nil {
		client = s.who.Chosen.ID
	}
	return timers.Card(s.env, tool, client)
}

// nobody says what to do when no record has the name that is typed.
func (s *Script) nobody() app.UI {
	say := s.env.Say
	missing := s.form.Get("client") != "" && s.env.Book.Loaded() && len(s.who.Hits) == 0
	return ui.Slot(ui.If(len(s.who.Alike) > 0, func() app.UI { return s.who.SomeoneElse(nil) }), ui.If(missing, func() app.UI {
		return html.P().Class("hint").Attr("role", "status").Body(html.Text(say.T("script.nobody")+" "),
			html.A().Attr("href", s.env.Href("/clients/new")).Text(say.T("clients.new")))
	}))
}

// shownMost is how many pieces of a text a screen shows: one beyond that is too long to be read on it anyhow.
const shownMost = 500

// letter is the text as it will leave.
func (s *Script) letter(f filled) app.UI {
	return html.Div().Class("letter").Aria("live", "polite").Lang(f.lang.Tag()).Body(
		ui.If(len(f.subject.Segments) > 0, func() app.UI { return html.P().Body(html.Strong().Body(s.segments(f, f.subject)...)) }),
		html.P().Dir("auto").Body(s.segments(f, f.words)...),
		ui.If(len(f.words.Segments) > shownMost, func() app.UI {
			return html.P().Class("hint").Lang(s.env.Say.Lang().Tag()).Text(s.env.Say.T("script.cut"))
		}))
}

func (s *Script) segments(f filled, part script.Filled) []app.UI {
	var parts []app.UI
	for _, seg := range part.Segments[:min(len(part.Segments), shownMost)] {
		parts = append(parts, segment(seg, func(key string) (name, label string) {
			for _, q := range f.questions {
				if q.Key == key {
					return q.name, called(s.env.Say, q.Blank)
				}
			}
			return "", key
		}))
	}
	return parts
}

// segment is one piece of a filled text. Asked gives the control and the label of what is asked.
func segment(seg script.Segment, asked func(key string) (name, label string)) app.UI {
	switch seg.State {
	case script.Hole:
		name, label := asked(seg.Key)
		if name == "" {
			return html.Span().Class("hole").Text(label)
		}
		return html.Label().Class("hole").Attr("for", name).Text(label)
	case script.Unknown:
		return html.Span().Class("unknown").Text(seg.Text)
	case script.FromRecord, script.FromAnswer:
		return html.Span().Class("filled").Dir("auto").Text(seg.Text)
	case script.Skipped:
		_, label := asked(seg.Key)
		return html.Span().Class("skipped").Text(label)
	}
	return html.Text(seg.Text)
}

// called names a blank: the label of the file, or ours for the few that are identifiers and for the record's names.
func called(say *i18n.Printer, b script.Blank) string {
	if own := "blank." + b.Kind + "." + b.Label; say.Has(own) {
		return say.T(own)
	}
	if own := "blank." + b.Key; say.Has(own) {
		return say.T(own)
	}
	if b.Label != "" {
		return ui.Sentence(b.Label)
	}
	return say.T("blank." + b.Kind)
}

// questions are the fields of what is asked.
func (s *Script) questions(f filled) []app.UI {
	say := s.env.Say
	var fields []app.UI
	for _, q := range f.questions[:min(len(f.questions), most)] {
		fields = append(fields, s.question(q, called(say, q.Blank)))
	}
	if len(f.questions) > most {
		fields = append(fields, html.P().Class("hint").Text(say.N("script.many", float64(most))))
	}
	return fields
}

func (s *Script) question(q question, label string) app.UI {
	say := s.env.Say
	skip := ui.Button("btn btn--quiet", "skip_blank", "", say.T("blank.skip"), func(ctx app.Context, _ app.Event) {
		s.form.Fill(ctx, skip(s.form.Values, q.name))
		s.changed(ctx, skipKey(q.name))
	}, q.name).Attr("value", q.name).Aria("label", say.T("blank.skip")+", "+label).Aria("pressed", ui.Bool(s.form.Get(skipKey(q.name)) != ""))
	if q.Kind == script.KindChoice {
		choices := []ui.Choice{{Value: "", Label: say.T("blank.choose")}}
		for i, c := range q.choices {
			choices = append(choices, ui.Choice{Value: strconv.Itoa(i), Label: c})
		}
		return html.Div().Class("field").Body(ui.Select(s.form, q.name, label, "", choices), skip)
	}
	field := ui.Field{Form: s.form, Name: q.name, Label: label, Mid: strings.HasPrefix(q.name, "blank-text-")}
	switch q.Kind {
	case script.KindDate:
		field.Type = "date"
		if d, err := journal.ParseDay(s.form.Get(q.name)); err == nil {
			field.Hint = ui.Date(say, d, i18n.DateFull)
		}
	case script.KindTime:
		field.Type = "time"
	case script.KindMinutes:
		field.Mode, field.Unit = "numeric", say.T("script.minutes")
	case script.KindMoney:
		field.Mode, field.Unit = "decimal", "$"
	}
	if q.optional {
		field.Extra = say.T("form.optional")
	} else {
		field.Below = skip
	}
	return field.View()
}

// mine is what the worker may do with the script itself: adapt it, change their own, take it away.
func (s *Script) mine(f filled) app.UI {
	say := s.env.Say
	edit := func(name, label string) app.UI {
		return html.A().Class("btn").Attr("name", name).Attr("href", s.env.Href("/scripts/"+s.slug+"/edit")).Body(ui.Icon("edit"), html.Span().Text(label)).
			OnClick(func(ctx app.Context, _ app.Event) {
				s.env.Handed = &ui.Handed{Values: map[string]string{"language": string(f.lang)}}
			}, string(f.lang))
	}
	if f.own == nil {
		return html.Div().Class("pane pane--tight").Body(ui.Slot(s.restored()), html.Div().Class("btns").Body(edit("adapt", say.T("script.adapt"))))
	}
	away, label, icon := "delete", say.T("script.delete"), "erase"
	if f.kits {
		away, label, icon = "get_original", say.T("script.get_original"), "restore"
	}
	return html.Div().Class("pane pane--tight").Body(ui.Slot(), html.Div().Class("btns").Body(
		edit("edit", say.T("script.edit")),
		s.undoLast(f.own.ref),
		ui.Button("btn", away, icon, label, s.takeAway),
	), s.past.History(nil), s.past.Trouble())
}

// undoLast takes back the last change of the worker's version; of one that was never changed, all there is.
func (s *Script) undoLast(ref journal.Ref) app.UI {
	label, undo := s.env.Say.T("action.undo"), s.takeAway
	if ref.N > 1 {
		label, undo = s.env.Say.T("undo.last"), func(ctx app.Context, _ app.Event) { s.undo(ctx, ref) }
	}
	return ui.Button("btn", "undo", "undo", label, undo, ref.ID, ref.N)
}

// takeAway takes the worker's version away: the original is back, or the script is gone.
func (s *Script) takeAway(ctx app.Context, _ app.Event) {
	f, ok := s.fill()
	if !ok || f.own == nil || s.env.Saving == ui.Saving {
		return
	}
	s.save(ctx, takeAway(versions(address(f.own.OwnScript), f.lang, s.own)), func(ref journal.Ref) {
		s.gone, s.left, s.noted = &ref, nil, nil
	})
}

// restored says that the worker's version was taken away, and offers to put it back.
func (s *Script) restored() app.UI {
	if s.gone == nil {
		return nil
	}
	say := s.env.Say
	text := say.T("script.gone")
	if _, ok := s.find(s.lang()); ok {
		text = say.T("script.original_back")
	}
	return ui.Banner("good", "check", text, ui.Button("btn", "undo", "undo", say.T("script.put_back"), func(ctx app.Context, _ app.Event) {
		s.undo(ctx, *s.gone)
	}))
}

// undo takes back the last change of the worker's version.
func (s *Script) undo(ctx app.Context, ref journal.Ref) {
	s.env.Undo(ctx, ref, func(ctx app.Context, err error) {
		if s.trouble = ""; err != nil {
			s.trouble = ui.UndoTrouble(s.env.Say, err)
			return
		}
		s.gone = nil
		s.Refresh(ctx)
	})
}

// Row is one script in a list. The worker's version of it is known once the index is loaded.
func Row(env *ui.Env, sc content.Script) app.UI {
	for _, e := range env.Book.List(journal.KindOwnScript, 0) {
		if e.State == sc.ID && e.Aside == string(env.Say.Lang()) {
			sc.Title = e.Title
			return link(env, sc, env.Say.T("script.yours"), "")
		}
	}
	return link(env, sc, "", "")
}

// link is the part of a row that leads to the script, in general or for a client.
func link(env *ui.Env, sc content.Script, tag, client string) *html.Elem {
	href := "/scripts/" + sc.ID
	if client != "" {
		href += "/for/" + client
	}
	return html.A().Class("row").Attr("href", env.Href(href)).Body(
		ui.Icon(icon(sc)),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(sc.Title),
			ui.If(sc.When != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(sc.When) }),
			ui.If(tag != "", func() app.UI { return html.Span().Body(html.Span().Class("tag tag--info").Text(tag)) })))
}

func icon(sc content.Script) string {
	if sc.Register == content.Spoken {
		return "talk"
	}
	for _, c := range sc.Channels {
		if c == string(journal.Email) {
			return "mail"
		}
	}
	return "text"
}
