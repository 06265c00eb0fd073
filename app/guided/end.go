package guided

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/journal"
	"trousse/app/scripts"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
	"trousse/internal/store"
)

// left is what an intervention left: the records, in one change, and the message that sums it up.
type left struct {
	save  ui.LastSave
	talk  domain.Interaction
	recap *ui.Message // nil before the words are read
}

// save writes all that was noted in one change. The record of a client is read anew: something may have been added to it.
func (s *Screen) save(ctx app.Context) {
	if s.env.Saving == ui.Saving {
		return
	}
	s.env.Saving, s.trouble = ui.Saving, ""
	bg, g, id := context.WithoutCancel(ctx), s.guided(), s.form.Get("_client")
	ctx.Async(func() {
		var known *domain.Client
		v, err := s.env.Book.Get(bg, id)
		c, ok := v.Record.(domain.Client)
		var out domain.Intervention
		switch {
		case id == "":
			out, err = g.Finish(s.env.Now(), known, domain.NewID)
		case ok && err == nil:
			known = &c
			out, err = g.Finish(s.env.Now(), known, domain.NewID)
		case err == nil || errors.Is(err, store.ErrNone): // the record went away in the meantime
			err = &domain.FieldError{Field: "client", Problem: domain.Missing}
		}
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.refused(ctx, g, known == nil, err)
				return
			}
			out.Interaction.Author = s.env.Author()
			if p := out.Promise; p != nil {
				p.Quote = journal.IsQuote(s.env.Say, p.What)
			}
			s.draft.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
				if err != nil {
					s.trouble = ui.Trouble(s.env.Say, err)
					return
				}
				s.ends(ctx, out, saved.Refs[len(saved.Refs)-1])
			}, writes(out, v.N)...)
		})
	})
}

// ends keeps what was saved at hand, and puts the recap in words, in the client's language.
func (s *Screen) ends(ctx app.Context, out domain.Intervention, ref domain.Ref) {
	last := ui.LastSave{Ref: ref, Path: "/interactions/" + out.Interaction.ID, Client: out.Interaction.Client}
	if out.Promise != nil {
		last.Promise = out.Promise.ID
	}
	s.done, s.env.Last = &left{save: last, talk: out.Interaction}, &last
	s.env.Top("top")
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, _ := s.env.Book.Get(bg, last.Client)
		c, _ := v.Record.(domain.Client)
		m := recap(bg, s.env, c, out.Recap)
		s.env.Do(func(app.Context) {
			if s.done != nil {
				s.done.recap = m
			}
		})
	})
}

func writes(out domain.Intervention, base int) []store.Write {
	var all []store.Write
	if out.Client != nil {
		all = append(all, store.Write{Record: *out.Client, Base: base})
	}
	all = append(all, store.Write{Record: out.Interaction})
	if out.Promise != nil {
		all = append(all, store.Write{Record: *out.Promise})
	}
	return all
}

// refused goes to the step that holds what cannot be kept.
func (s *Screen) refused(ctx app.Context, g domain.Guided, nobody bool, err error) {
	s.env.Saving = ui.Failed
	var fe *domain.FieldError
	if !errors.As(err, &fe) {
		s.trouble = ui.Trouble(s.env.Say, err)
		return
	}
	field := fe.Field
	if field == "name" {
		field = "client"
	}
	if field == "client" && nobody {
		s.who.Drop(ctx)
		g = g.Set("_client", "")
	}
	s.to(ctx, g.Go(g.Where(field)))
	ui.FieldErrors(s.env.Say, s.form, err, map[string]string{"name": "client"})
	ui.FocusError(ctx)
}

// recap is the message that sums up an intervention, by every way out. It waits for the index.
func recap(ctx context.Context, env *ui.Env, c domain.Client, r domain.Recap) *ui.Message {
	lang := env.LangOf(c)
	tu := lang == i18n.FR && c.FormOfAddress == domain.AddressFirstWith
	m := &ui.Message{Lang: lang, Phone: c.Phone, Email: r.To, Title: env.Say.T("guided.recap"), Contact: ui.Contact{Client: c.ID, About: r.About}}
	fill := func(slug string) (subject, body string) {
		record, whole := ui.ScriptRecord(c, env.Writer(), r.About, lang), false
		for _, sc := range scripts.Versions(ctx, env, slug, lang) { // one's own may ask for more than a recap holds
			if subject, body, whole = ui.FillRecap(sc, record, tu, r, lang, env.Today()); whole {
				break
			}
		}
		return subject, body
	}
	_, m.Text = fill("recap-text")
	m.Subject, m.Body = fill("recap-email")
	return m
}

// takeBack undoes all that the intervention saved; what was noted is still in the form.
func (s *Screen) takeBack(ctx app.Context, _ app.Event) {
	s.env.Undo(ctx, s.done.save.Ref, func(ctx app.Context, err error) {
		if err != nil {
			s.trouble = ui.UndoTrouble(s.env.Say, err)
			return
		}
		s.done = nil
		s.draft = ui.NewDraft(s.env, "guided", s.form)
		s.to(ctx, s.guided())
	})
}

// ended says that all is kept, and has the recap ready to send.
func (s *Screen) ended(v *ui.View) {
	say, d := s.env.Say, s.done
	v.Task, v.Layout, v.BackLabel = false, "stage--narrow", "" // nothing is left to keep
	v.Stage = []app.UI{
		html.Div().Class("card").Body(
			html.P().Class("tags").Body(ui.Symbol("check", "icon"), html.Strong().Text(say.T("save.saved")),
				html.A().Attr("href", s.env.Href(d.save.Path)).Body(ui.Person(s.env.Who(d.save.Client)))),
			ui.Slot(ui.If(d.recap != nil, func() app.UI { return d.recap.View(s.env) })),
			html.Div().Class("btns").Body(
				ui.Link("btn", s.env.Href(d.save.Path+"/ask"), "star", say.T("ask.open")).Attr("name", "open_ask"),
				ui.Button("btn", "undo", "undo", say.T("action.undo"), s.takeBack),
				ui.Link("btn btn--soft", s.env.Href("/"), "today", say.T("tab.today")),
				ui.If(d.talk.Hard(), func() app.UI { return journal.AskAfter(s.env, d.talk.ID) })),
			ui.ErrorLine("undo", s.trouble),
		),
	}
}
