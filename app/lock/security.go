package lock

import (
	"context"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/vault"
)

// sinceKey is where local storage keeps the day from which the kit was protected; codeKey, that the recovery code was shown
// and nobody has said yet that it is kept.
const (
	sinceKey = "trousse.protected"
	codeKey  = "trousse.code"
)

// Security is the screen that says what is protected, and how.
type Security struct {
	*work
	form *ui.Form
	set  *setting // the first passphrase
	key  passkey
	pin  ui.Secret
	sure bool // removing the protection was asked for once
}

// NewSecurity is the screen of the lock's settings.
func NewSecurity(env *ui.Env) *Security {
	w := &work{env: env}
	set := env.Book.Today().Settings
	f := ui.NewForm(map[string]string{
		"lock_idle": strconv.Itoa(set.LockIdle), "lock_hidden": strconv.Itoa(set.LockHidden), "cover_idle": strconv.Itoa(ui.CoverIdle(set)),
		"wipe_after": strconv.Itoa(env.Book.Vault().WipeAfter),
	})
	if set.HelpOpen {
		f.Values["help_open"] = "yes"
	}
	s := &Security{work: w, form: f, set: newSetting(w), pin: ui.Secret{Digits: true}, key: passkey{form: ui.NewForm(map[string]string{})}}
	f.Changed = s.changed
	return s
}

// Open implements [ui.Screen].
func (s *Security) Open(ctx app.Context) {
	s.set.Open(ctx)
	s.look(ctx)
}

// changed keeps a choice at once.
func (s *Security) changed(ctx app.Context, name string) {
	s.trouble = ""
	switch name {
	case "pin": // kept when it is whole
		return
	case "wipe_after":
		s.rewrap(ctx, func(bg context.Context, v vault.Vault) (vault.Vault, error) {
			v.WipeAfter, _ = strconv.Atoi(s.form.Get(name))
			return v, nil
		})
		return
	}
	idle, _ := strconv.Atoi(s.form.Get("lock_idle"))
	hidden, _ := strconv.Atoi(s.form.Get("lock_hidden"))
	open := s.form.Get("help_open") != ""
	cover, _ := strconv.Atoi(s.form.Get("cover_idle"))
	s.env.ChangeSettings(ctx, func(set *journal.Settings) {
		set.LockIdle, set.LockHidden, set.HelpOpen, set.CoverIdle = idle, hidden, open, cover
	},
		func(_ app.Context, err error) {
			if err != nil {
				s.trouble = ui.Trouble(s.env.Say, err)
			}
			s.env.Lock.Retime()
		})
}

// View implements [ui.Screen].
func (s *Security) View() ui.View {
	say := s.env.Say
	if v, busy := s.busy(); busy {
		return v
	}
	v := ui.View{Title: say.T("security.title"), Back: "/settings", Layout: "stage--two"}
	if !s.env.Book.Vault().Protected() {
		v.Stage = []app.UI{
			html.Div().Class("pane").Body(s.open(), s.set.view()),
			html.Div().Class("pane").Body(s.cover(), s.trust(), s.limits()),
		}
		return v
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(s.state(), s.when(), s.cover(), s.trust()),
		html.Div().Class("pane").Body(s.ways(), ui.Slot(s.passkey()), s.wipe(), s.remove(), s.limits()),
	}
	return v
}

// open says what a kit without a passphrase protects: nothing.
func (s *Security) open() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(html.H2().Text(say.T("security.open_title")),
		ui.Banner("warn", "unlock", say.T("security.open_text")), html.P().Text(say.T("security.open_then")))
}

// limits says what no passphrase protects from.
func (s *Security) limits() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(html.H2().Text(say.T("security.limits_title")),
		html.Ul().Class("bullets").Body(html.Li().Text(say.T("security.limits_open")), html.Li().Text(say.T("security.limits_forgotten")), html.Li().Text(say.T("security.limits_clear"))))
}

// state says what is protected, since when, and locks it.
func (s *Security) state() app.UI {
	say := s.env.Say
	words := say.T("security.protected")
	if d := journal.Day(s.env.Device.LocalGet(sinceKey)); d != "" {
		words = say.T("security.protected_since", "day", ui.DayWords(say, d, s.env.Today()))
	}
	return html.Section().Class("card").Body(html.H2().Text(say.T("security.protected_title")),
		ui.Banner("good", "lock", words),
		ui.If(s.env.Device.LocalGet(codeKey) != "", func() app.UI {
			return ui.Banner("warn", "alert", say.T("security.code_unkept"), ui.Link("btn", s.env.Href("/settings/security/code"), "", say.T("security.code_new")))
		}),
		ui.If(s.env.Lock.Took > 0, func() app.UI {
			return html.P().Class("meta").Body(ui.Output("unlock_time", strconv.FormatFloat(s.env.Lock.Took.Seconds(), 'f', 2, 64), took(s.env)))
		}),
		html.Div().Class("btns").Body(ui.Button("btn btn--soft", "lock_now", "lock", say.T("lock.now"), func(app.Context, app.Event) { s.env.Lock.Shut(ui.ByHand) })))
}

// when is how soon the kit locks by itself.
func (s *Security) when() app.UI {
	say := s.env.Say
	idle, hidden := ui.LockTimes(journal.Settings{}, s.env.Device.CanDial())
	choices := func(own time.Duration, all ...int) (out []ui.Choice) {
		out = append(out, ui.Choice{Value: "0", Label: say.T("security.as_usual", "time", ui.Duration(say, own))})
		for _, n := range all {
			out = append(out, ui.Choice{Value: strconv.Itoa(n), Label: ui.Duration(say, time.Duration(n)*time.Minute)})
		}
		return append(out, ui.Choice{Value: strconv.Itoa(journal.NeverLocks), Label: say.T("security.never")})
	}
	return html.Section().Class("card form").Body(html.H2().Text(say.T("security.when_title")),
		ui.Select(s.form, "lock_idle", say.T("security.idle"), say.T("security.idle_hint"), choices(idle, 1, 2, 5, 10, 15, 30, 60)),
		ui.Select(s.form, "lock_hidden", say.T("security.hidden"), say.T("security.hidden_hint"), choices(hidden, 1, 2, 5, 10, 30)),
		ui.Slot(ui.ErrorLine("security", s.trouble)))
}

// trust is the consent to leave the numbers for help readable.
func (s *Security) trust() app.UI {
	say := s.env.Say
	return html.Section().Class("card form").Body(html.H2().Text(say.T("security.help_title")),
		ui.Ticks(s.form, "help_open", say.T("security.help"), say.T("security.help_hint"), []ui.Choice{{Value: "yes", Label: say.T("security.help_open")}}))
}

// ways are what opens the kit.
func (s *Security) ways() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(html.H2().Text(say.T("security.ways_title")), html.P().Text(say.T("security.ways")),
		html.Div().Class("btns").Body(
			ui.Link("btn", s.env.Href("/settings/security/passphrase"), "edit", say.T("security.change")).Attr("name", "change_passphrase"),
			ui.Link("btn", s.env.Href("/settings/security/code"), "resource", say.T("security.code_new")).Attr("name", "new_recovery")))
}

// wipe takes everything away after so many wrong secrets: only for those who ask for it, and have a copy.
func (s *Security) wipe() app.UI {
	say := s.env.Say
	choices := []ui.Choice{{Value: "0", Label: say.T("security.wipe_never")}}
	for _, n := range []int{5, 10, 20} {
		choices = append(choices, ui.Choice{Value: strconv.Itoa(n), Label: say.N("security.wipe_after", float64(n))})
	}
	if s.env.LastBackup() == "" && s.env.Book.Vault().WipeAfter == 0 {
		return html.Section().Class("card").Body(html.H2().Text(say.T("security.wipe_title")), html.P().Text(say.T("security.wipe_backup")),
			ui.Link("btn", s.env.Href("/settings/backup"), "backup", say.T("backup.title")))
	}
	return html.Section().Class("card form").Body(html.H2().Text(say.T("security.wipe_title")),
		ui.Select(s.form, "wipe_after", say.T("security.wipe"), say.T("security.wipe_hint"), choices))
}

// remove takes the protection away, which is asked twice.
func (s *Security) remove() app.UI {
	say := s.env.Say
	body := []app.UI{html.H2().Text(say.T("security.remove_title")), html.P().Text(say.T("security.remove_text"))}
	if !s.sure {
		body = append(body, html.Div().Class("btns").Body(ui.Button("btn btn--quiet", "remove_protection", "unlock", say.T("security.remove"),
			func(app.Context, app.Event) { s.sure = true })))
		return html.Section().Class("card").Body(body...)
	}
	body = append(body, ui.Slot(ui.Banner("warn", "alert", say.T("security.remove_sure"))), ui.Slot(html.Div().Class("btns").Body(
		ui.Button("btn", "remove_keep", "", say.T("security.remove_keep"), func(app.Context, app.Event) { s.sure = false }),
		ui.Button("btn btn--danger", "remove_confirm", "", say.T("security.remove_do"), func(ctx app.Context, _ app.Event) { s.unprotect(ctx, false) }))))
	return html.Section().Class("card").Body(body...)
}
