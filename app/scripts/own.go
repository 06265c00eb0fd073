package scripts

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// own is one of the worker's own scripts, as it was read.
type own struct {
	journal.OwnScript
	ref journal.Ref
}

// readOwn reads the worker's own scripts, newest first, and hands them to then on the UI goroutine. There are few: the
// index alone does not hold their words.
func readOwn(ctx app.Context, env *ui.Env, then func(ctx app.Context, all []own)) {
	env.LoadIndex(ctx, func(ctx app.Context) {
		entries := env.Book.List(journal.KindOwnScript, 0)
		if len(entries) == 0 {
			then(ctx, nil)
			return
		}
		bg := context.WithoutCancel(ctx)
		ctx.Async(func() {
			var all []own
			for _, e := range entries {
				v, err := env.Book.Get(bg, e.ID)
				if s, ok := v.Record.(journal.OwnScript); ok && err == nil {
					all = append(all, own{s, v.Ref})
				}
			}
			env.Do(func(ctx app.Context) { then(ctx, all) })
		})
	})
}

// Versions are the scripts that may stand at an address in a language, best first: the worker's own, then the kit's. It
// waits for the index.
func Versions(ctx context.Context, env *ui.Env, slug string, lang i18n.Lang) []content.Script {
	var out []content.Script
	b, err := env.Guide.Load(ctx, lang)
	if err != nil {
		return nil
	}
	sc, known := b.Script(slug)
	_ = env.Book.LoadIndex(ctx)
	for _, e := range env.Book.List(journal.KindOwnScript, 0) {
		if e.State != slug || e.Aside != string(lang) {
			continue
		}
		v, err := env.Book.Get(ctx, e.ID)
		if o, ok := v.Record.(journal.OwnScript); ok && err == nil {
			out = append(out, adapted(sc, o))
		}
	}
	if known {
		out = append(out, sc)
	}
	return out
}

// text is a script in one language: the kit's, or the worker's own in its place.
type text struct {
	content.Script
	lang i18n.Lang
	own  *own // nil: the kit's
	kits bool // the kit has this script too, in this language
}

// stands is the script at an address, in the language wanted: the worker's version of it, or else the kit's. What the worker
// wrote stands at its own id, in the one language that it has.
func stands(slug string, lang i18n.Lang, kit *content.Bundle, all []own) (text, bool) {
	var sc content.Script
	known := false
	if kit != nil && kit.Lang == lang {
		sc, known = kit.Script(slug)
	}
	for i := range all {
		if o := &all[i]; o.From == slug && i18n.Lang(o.Language) == lang {
			return text{adapted(sc, o.OwnScript), lang, o, known}, true
		}
	}
	if known {
		return text{sc, lang, nil, true}, true
	}
	for i := range all {
		if o := &all[i]; o.ID == slug || o.From == slug {
			return text{adapted(content.Script{}, o.OwnScript), i18n.Lang(o.Language), o, false}, true
		}
	}
	return text{}, false
}

// adapted is the kit's script with the worker's words in it. Its tone, its playbooks and its tools stay.
func adapted(kit content.Script, o journal.OwnScript) content.Script {
	kit.ID, kit.Register = address(o), content.Spoken
	if o.Written {
		kit.Register = content.Written
	}
	kit.Title, kit.When, kit.Subject, kit.Channels = o.Title, o.When, o.Subject, o.Channels
	kit.Text, kit.TextTu = []string{o.Text}, nil
	if o.TextTu != "" && o.Language == string(i18n.FR) {
		kit.TextTu = []string{o.TextTu}
	}
	return kit
}

// address is the last part of an own script's route: that of the script which it replaces, or its own.
func address(o journal.OwnScript) string {
	if o.From != "" {
		return o.From
	}
	return o.ID
}

// written tells whether a script that goes by these channels is read, and not said.
func written(channels []string) bool {
	for _, c := range channels {
		if c == string(journal.InPerson) || c == string(journal.Phone) {
			return false
		}
	}
	return len(channels) > 0
}

// versions are all own scripts that stand at an address in a language: more than one after two windows, or a backup.
func versions(slug string, lang i18n.Lang, all []own) []own {
	var out []own
	for _, o := range all {
		if address(o.OwnScript) == slug && i18n.Lang(o.Language) == lang {
			out = append(out, o)
		}
	}
	return out
}

// takeAway is the change that takes own scripts away.
func takeAway(all []own) []store.Write {
	var out []store.Write
	for _, o := range all {
		out = append(out, store.Write{Record: o.OwnScript, Base: o.ref.N, Gone: true})
	}
	return out
}
