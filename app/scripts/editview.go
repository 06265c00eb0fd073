package scripts

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say, f := s.env.Say, s.form
	v := ui.View{Title: say.T("edit.new"), Back: "/scripts", Task: true, Layout: "stage--narrow", Sub: html.Small().Body(s.draft.State(say))}
	if s.slug != "" {
		v.Title, v.Back = say.T("edit.adapt"), "/scripts/"+s.slug
		if s.base != nil {
			v.Title = say.T("edit.change")
		}
	}
	switch {
	case s.missing:
		v.Task, v.Stage = false, []app.UI{s.env.NotHere()}
		return v
	case !s.ready:
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	french := f.Get("language") == string(i18n.FR)
	v.Stage = []app.UI{
		s.draft.Offer(say, s.resume),
		html.Form().Class("form").ID("script-form").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(
			ui.Field{Form: f, Name: "title", Label: say.T("edit.title")}.View(),
			ui.Field{Form: f, Name: "when", Label: say.T("edit.when"), Extra: say.T("form.optional"), Hint: say.T("edit.when_hint")}.View(),
			html.Div().Class("tall").Body(
				ui.Field{Form: f, Name: "text", Label: say.T("edit.text"), Hint: say.T("edit.text_hint"), Lines: true, Below: s.below("text")}.View()),
			s.insertable(),
			html.Div().Class("tall").Hidden(!french).Body(
				ui.Field{Form: f, Name: "text_tu", Label: say.T("edit.text_tu"), Extra: say.T("form.optional"), Hint: say.T("edit.text_tu_hint"), Lines: true,
					Below: s.below("text_tu")}.View()),
			ui.Ticks(f, "channels", say.T("edit.channels"), say.T("edit.channels_hint"), s.channels()),
			html.Div().Hidden(!s.mails()).Body(
				ui.Field{Form: f, Name: "subject", Label: say.T("edit.subject"), Extra: say.T("form.optional"), Below: s.below("subject")}.View()),
			ui.Segment(f, "language", say.T("edit.language"), []ui.Choice{{Value: "fr", Label: say.T("language.fr")}, {Value: "en", Label: say.T("language.en")}}),
		),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		ui.If(len(s.faults()) > 0, func() app.UI {
			return html.P().Class("hint whole-bar").Attr("role", "status").Text(say.T("edit.will_wait"))
		}),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "script-form").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Edit) channels() []ui.Choice {
	var out []ui.Choice
	for _, c := range journal.Channels[:4] {
		out = append(out, ui.Choice{Value: string(c), Label: s.env.Say.T("channel.by_" + string(c))})
	}
	return out
}

// mails tells whether the script may go by e-mail, which alone has a subject.
func (s *Edit) mails() bool {
	on := s.form.Get("channels")
	return on == "" || strings.Contains(on, string(journal.Email)) || s.form.Start["subject"] != ""
}

// below is what the kit reads in a field: what is wrong, and how it will look.
func (s *Edit) below(name string) app.UI {
	l := s.looks[name]
	return ui.Slot(s.preview(name, l), s.wrong(l))
}

// wrong says what the kit does not understand, the first few, and where to find what it does.
func (s *Edit) wrong(l look) app.UI {
	say := s.env.Say
	if len(l.faults) == 0 {
		return nil
	}
	var lines []app.UI
	var codes []string
	for _, name := range script.Names {
		codes = append(codes, script.In(i18n.Lang(s.form.Get("language")), name))
	}
	named := false
	for _, f := range l.faults[:min(len(l.faults), 3)] {
		key := "edit.fault_name"
		switch f.Err {
		case script.ErrUnknownKind:
			key = "edit.fault_kind"
		case script.ErrUnclosed:
			key = "edit.fault_unclosed"
		case script.ErrStrayClose:
			key = "edit.fault_stray"
		case script.ErrChoices:
			key = "edit.fault_choices"
		}
		named = named || f.Err == script.ErrUnknownName
		lines = append(lines, html.Li().Text(say.T(key, "source", cut(f.Source, 60))))
	}
	if more := len(l.faults) - 3; more > 0 {
		lines = append(lines, html.Li().Text(say.N("edit.fault_more", float64(more))))
	}
	return html.Div().Class("wrong").Attr("role", "status").Body(
		html.Ul().Body(lines...),
		ui.If(named, func() app.UI { return html.P().Text(say.T("edit.names", "names", strings.Join(codes, ", "))) }),
		ui.If(named, s.names),
	)
}

// previewMost is how many pieces, and how many characters of one, a preview shows.
const previewMost, pieceMost = 120, 3000

// preview is the text as it will look, its blanks marked.
func (s *Edit) preview(name string, l look) app.UI {
	say := s.env.Say
	if len(l.pieces) == 0 || name == "subject" && len(l.pieces) == 1 {
		return nil
	}
	var parts []app.UI
	left := pieceMost
	whole := true
	for i, p := range l.pieces {
		if i == previewMost || left <= 0 {
			whole = false
			break
		}
		if r := []rune(p.Text); len(r) > left {
			p.Text, whole = string(r[:left]), false
		}
		left -= len(p.Text)
		parts = append(parts, segment(p, func(key string) (name, label string) {
			b, _ := l.blanks.Blank(key)
			return "", called(say, b)
		}))
	}
	return html.Div().Class("preview").Body(
		html.P().Class("meta").Text(say.T("edit.preview")),
		html.Div().Class("letter").Lang(s.form.Get("language")).Dir("auto").Body(html.P().Dir("auto").Body(parts...)),
		ui.If(!whole, func() app.UI { return html.P().Class("hint").Text(say.T("script.cut")) }))
}

// insertable are the blanks that may stand in a script, put in with a tap.
func (s *Edit) insertable() app.UI {
	say := s.env.Say
	lang := i18n.Lang(s.form.Get("language"))
	var asked []app.UI
	for _, b := range []script.Blank{
		{Kind: script.KindDate, Label: script.LabelPromise}, {Kind: script.KindDate}, {Kind: script.KindTime}, {Kind: script.KindMinutes},
		{Kind: script.KindMoney}, {Kind: script.KindText}, {Kind: script.KindChoice},
	} {
		code := script.In(lang, b.Kind)
		switch {
		case b.Label != "":
			code += " " + script.In(lang, b.Label)
		case b.Kind == script.KindText:
			code += " " + i18n.For(lang).T("edit.example_text")
		case b.Kind == script.KindChoice:
			code += ": a / b"
		}
		b.Key = b.Kind
		asked = append(asked, s.chip("[["+code+"]]", called(say, b)))
	}
	return html.Details().Class("fold").Body(
		html.Summary().Body(html.Span().Text(say.T("edit.insert")), ui.Icon("next")),
		html.Div().Class("fold-body").Body(
			html.P().Class("hint").Text(say.T("edit.insert_record")), s.names(),
			html.P().Class("hint").Text(say.T("edit.insert_asked")), html.Div().Class("chips").Body(asked...),
		))
}

// names are the chips of what is read from the record. What may be unknown comes with an empty fallback.
func (s *Edit) names() app.UI {
	say := s.env.Say
	lang := i18n.Lang(s.form.Get("language"))
	var chips []app.UI
	for _, name := range script.Names {
		code := "{{" + script.In(lang, name)
		if strings.HasPrefix(name, "client.") || name == about {
			code += "|"
		}
		chips = append(chips, s.chip(code+"}}", say.T("blank."+name)))
	}
	return html.Div().Class("chips").Body(chips...)
}

func (s *Edit) chip(code, label string) app.UI {
	return html.Button().Class("chip").Attr("type", "button").Attr("name", "insert").Attr("value", code).Title(code).Text(label).
		OnClick(func(ctx app.Context, _ app.Event) { s.insert(ctx, code) }, code)
}
