package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/vault"
)

// Secret is a field in which nobody reads along, unless it is asked for.
type Secret struct {
	Shown  bool
	Digits bool // of a PIN, which no manager of passwords is to keep
}

// View is the field.
func (f *Secret) View(env *Env, form *Form, name, label, hint, auto string) app.UI {
	kind, icon, does := "password", "reveal", "lock.reveal"
	if f.Shown {
		kind, icon, does = "text", "conceal", "lock.conceal"
	}
	class, mode := "input", ""
	if f.Digits {
		if !f.Shown {
			class += " input--pin"
		}
		kind, mode = "text", "numeric"
	}
	err, described := form.Errors[name], ""
	switch {
	case err != "":
		described = name + "-error"
	case hint != "":
		described = name + "-hint"
	}
	return html.Div().Class("field").Body(
		html.Label().Attr("for", name).Text(label),
		html.Div().Class("with-btn").Body(
			html.Input().Class(class).ID(name).Attr("name", name).Attr("type", kind).Attr("autocomplete", auto).Attr("autocapitalize", "none").Attr("inputmode", mode).
				Attr("spellcheck", "false").Aria("describedby", described).Aria("invalid", Bool(err != "")).
				Attr("value", form.Start[name]).OnInput(form.OnInput),
			IconButton("reveal_"+name, icon, env.Say.T(does), func(app.Context, app.Event) { f.Shown = !f.Shown }, name)),
		Slot(If(hint != "" && err == "", func() app.UI { return html.P().Class("hint").ID(name + "-hint").Text(hint) }), ErrorLine(name, err)),
	)
}

// Strength says in plain words how a passphrase holds, and what would make it hold better; nothing of none.
func (e *Env) Strength(typed string) app.UI {
	if typed == "" {
		return nil
	}
	say, s := e.Say, e.estimate(typed)
	level := [...]string{"weak", "fair", "strong"}[s.Level]
	body := []app.UI{html.P().Class("label").Body(Output("strength", level, say.T("strength."+level)))}
	for _, why := range s.Reasons {
		body = append(body, html.P().Class("hint").Text(say.T("strength.why_"+string(why))))
	}
	return html.Div().Attr("role", "status").Body(body...)
}

// Guessed tells whether a passphrase is among the first that anybody tries.
func (e *Env) Guessed(typed string) bool {
	return slices.Contains(e.estimate(typed).Reasons, vault.Common)
}

func (e *Env) estimate(typed string) vault.Strength {
	set := e.Book.Today().Settings
	known := []string{set.Business, set.UserName, set.BuddyName}
	for _, a := range set.Authors {
		known = append(known, a.Name)
	}
	return vault.Estimate(vault.Passphrase(typed), known...)
}
