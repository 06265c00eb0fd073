package scripts

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
	"trousse/internal/store"
)

// Edit is the form of an own script: a new one, one adapted from the kit's, or one being changed. What is typed is kept
// whatever stands in its blanks; a blank that the kit does not know keeps the script from leaving, not from being saved.
type Edit struct {
	env     *ui.Env
	slug    string // of what is adapted or changed; empty for a new script
	form    *ui.Form
	draft   *ui.Draft
	own     []own
	ready   bool // what is to be changed is in the form
	missing bool // there is no such script
	base    *own // the worker's version that is being changed
	kit     content.Script
	last    string // the field in which a blank is put
	looks   map[string]look
	waiting bool // a look at a long text is due
	resumed bool // the form holds a draft
	trouble string
}

// NewEdit is the form of the script at an address; without one, of a new script.
func NewEdit(env *ui.Env, slug string) *Edit {
	s := &Edit{env: env, slug: slug, last: "text", looks: map[string]look{}}
	s.form = ui.NewForm(map[string]string{"language": string(env.Say.Lang())})
	key := "own-script"
	if slug != "" {
		key += "/" + slug
	}
	s.draft = ui.NewDraft(env, key, s.form)
	s.form.Changed = s.changed
	return s
}

// Focus starts in the title of a new script.
func (s *Edit) Focus() string {
	if s.slug == "" {
		return "title"
	}
	return "top"
}

// Open reads what is to be changed, in the language that the script's screen showed.
func (s *Edit) Open(ctx app.Context) {
	s.draft.Find(ctx)
	lang := s.env.Say.Lang()
	if h := s.env.Handed; h != nil && h.Values["language"] != "" {
		lang, s.env.Handed = i18n.Lang(h.Values["language"]), nil
	}
	if s.slug == "" {
		s.ready = true
		return
	}
	readOwn(ctx, s.env, func(ctx app.Context, all []own) {
		s.own = all
		s.load(ctx, lang)
	})
}

// load puts the script in the form as it is in a language.
func (s *Edit) load(ctx app.Context, lang i18n.Lang) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		b, _ := s.env.Guide.Load(bg, lang)
		s.env.Do(func(ctx app.Context) {
			t, ok := stands(s.slug, lang, b, s.own)
			if !ok {
				s.missing = true
				return
			}
			s.base, s.ready = t.own, true
			if b != nil {
				s.kit, _ = b.Script(s.slug)
			}
			if s.resumed {
				return // what was typed before goes on top
			}
			values := fields(t)
			for name, value := range values {
				s.form.Start[name] = value
			}
			s.form.Fill(ctx, values)
			s.look()
		})
	})
}

// Leave implements [ui.Leaver].
func (s *Edit) Leave() { s.draft.Leave() }

// fields are the values of the form for a script. The kit's blanks are shown in the words of the script's language.
func fields(t text) map[string]string {
	subject, said, tu := t.Subject, ui.ScriptText(t.Script, false), ""
	if len(t.TextTu) > 0 {
		tu = ui.ScriptText(t.Script, true)
	}
	if t.own == nil {
		subject, said, tu = script.Spelled(subject, t.lang), script.Spelled(said, t.lang), script.Spelled(tu, t.lang)
	}
	return map[string]string{"title": t.Title, "when": t.When, "subject": subject, "text": said, "text_tu": tu,
		"channels": strings.Join(t.Channels, " "), "language": string(t.lang)}
}

// resume takes up a draft.
func (s *Edit) resume(ctx app.Context, kept map[string]string) {
	s.resumed = true
	s.form.Fill(ctx, kept)
	s.look()
}

// record is the script that the form describes.
func record(v map[string]string) journal.OwnScript {
	o := journal.OwnScript{Language: v["language"], Title: v["title"], When: v["when"], Subject: v["subject"], Text: v["text"], TextTu: v["text_tu"]}
	ticked := " " + v["channels"] + " "
	for _, c := range journal.Channels {
		if strings.Contains(ticked, " "+string(c)+" ") {
			o.Channels = append(o.Channels, string(c))
		}
	}
	o.Written = written(o.Channels)
	if o.Language != string(i18n.FR) {
		o.TextTu = "" // English has no tu
	}
	return o.Tidy()
}

func (s *Edit) changed(ctx app.Context, name string) {
	s.trouble = ""
	switch name {
	case "language":
		if s.slug != "" && s.untouched() && s.kit.ID != "" {
			s.load(ctx, i18n.Lang(s.form.Get("language")))
		}
	case "text", "text_tu", "subject":
		s.last = name
		s.glance()
	}
	s.draft.Touch(ctx)
}

// untouched tells whether the words are still those that were read: then the other language may bring its own.
func (s *Edit) untouched() bool {
	for _, name := range []string{"title", "when", "subject", "text", "text_tu", "channels"} {
		if s.form.Get(name) != s.form.Start[name] {
			return false
		}
	}
	return true
}

// look is what a field with blanks shows when it is read: its pieces, and what is wrong with it.
type look struct {
	pieces []script.Segment
	blanks script.Template
	faults script.Faults
}

// Long texts are looked at when the typing pauses, and shown in part.
const (
	quick = 4000 // characters that are looked at with each key
	pause = 400 * time.Millisecond
)

// glance looks at what was typed, at once or, when it is long, soon.
func (s *Edit) glance() {
	if utf8.RuneCountInString(s.form.Get("text"))+utf8.RuneCountInString(s.form.Get("text_tu")) <= quick {
		s.look()
		return
	}
	if s.waiting {
		return
	}
	s.waiting = true
	time.AfterFunc(pause, func() {
		s.env.Do(func(app.Context) {
			s.waiting = false
			s.look()
		})
	})
}

// look reads the fields that hold blanks.
func (s *Edit) look() {
	for _, name := range []string{"subject", "text", "text_tu"} {
		s.looks[name] = lookAt(s.form.Get(name), s.env.Say)
	}
}

// lookAt reads a text with the names of the record in the places of their values.
func lookAt(typed string, say *i18n.Printer) look {
	t, err := script.Parse(typed)
	l := look{blanks: t}
	l.faults, _ = err.(script.Faults)
	names := script.Record{}
	for _, name := range t.Names() {
		names[name] = say.T("blank." + name)
	}
	l.pieces = t.Fill(names, nil, script.Context{Lang: say.Lang()}).Segments
	return l
}

// faults are what is wrong in all that would leave.
func (s *Edit) faults() (all script.Faults) {
	for _, name := range []string{"subject", "text", "text_tu"} {
		if name == "text_tu" && s.form.Get("language") != string(i18n.FR) {
			continue
		}
		all = append(all, s.looks[name].faults...)
	}
	return all
}

// insert puts a blank where the cursor stands in the field last used.
func (s *Edit) insert(ctx app.Context, code string) {
	e := app.Window().GetElementByID(s.last)
	if !e.Truthy() {
		return
	}
	e.Call("setRangeText", code, e.Get("selectionStart"), e.Get("selectionEnd"), "end")
	e.Call("focus")
	s.form.Values[s.last] = e.Get("value").String()
	s.changed(ctx, s.last)
}

func (s *Edit) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving || !s.ready {
		return
	}
	o := record(s.form.Values)
	base := 0
	switch {
	case s.base != nil && s.base.Language == o.Language:
		o.ID, o.From, base = s.base.ID, s.base.From, s.base.ref.N
	case s.base != nil && s.base.From == "":
		o.ID, base = s.base.ID, s.base.ref.N // a script of the worker's own may change its language
	default:
		o.ID, o.From = journal.NewID(), s.slug
		if was := versions(s.slug, i18n.Lang(o.Language), s.own); len(was) > 0 {
			o.ID, base = was[0].ID, was[0].ref.N
		}
	}
	if err := o.Check(); err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	s.keep(ctx, o, base)
}

func (s *Edit) keep(ctx app.Context, o journal.OwnScript, base int) {
	w := store.Write{Record: o, Base: base}
	s.draft.KeepOwn(ctx, w, o.From, o.Language, func(ctx app.Context, _ store.Saved, theirs store.Version, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			if errors.Is(err, store.ErrConflict) {
				s.differ(ctx, theirs)
			}
			return
		}
		s.env.Done(ctx, "/scripts/"+address(o))
	})
}

// differ shows, beside each field, what another window has saved in the meantime. Saving again then goes on top of it.
func (s *Edit) differ(ctx app.Context, theirs store.Version) {
	if s.base == nil {
		s.base = &own{OwnScript: journal.OwnScript{ID: theirs.ID, From: s.slug, Language: s.form.Get("language")}}
	}
	s.base = &own{s.base.OwnScript, theirs.Ref}
	if o, ok := theirs.Record.(journal.OwnScript); ok {
		s.form.Differ(ctx, s.env.Say, s.form.Start, fields(text{Script: adapted(content.Script{}, o), lang: i18n.Lang(o.Language)}))
	}
}
