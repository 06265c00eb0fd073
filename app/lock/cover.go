package lock

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/vault"
)

// A PIN covers the screen and protects nothing: the kit stays open under it, with all that is typed, in every window and
// through a reload. Local storage says that it is covered ([ui.CoverKey]), and counts the wrong PINs.
const (
	coverTriesKey = "trousse.cover_tries"

	minPIN, maxPIN = 4, 8
	mostPINs       = 5 // wrong ones; then a protected kit locks, and another has one wait
	forgottenPINs  = 9 // eight minutes of waiting: the PIN may be taken away by whoever is there
)

// Cover asks for the PIN, over the screen.
type Cover struct {
	env     *ui.Env
	form    *ui.Form
	field   ui.Secret
	trouble string
	ticking bool
}

// NewCover is the cover of a screen.
func NewCover(env *ui.Env) *Cover {
	c := &Cover{env: env, form: ui.NewForm(map[string]string{}), field: ui.Secret{Digits: true}}
	c.form.Changed = func(app.Context, string) { c.trouble = "" }
	return c
}

func (c *Cover) tries() vault.Tries {
	return vault.ParseTries(c.env.Device.LocalGet(coverTriesKey), c.env.Now())
}

// wait is how long nobody may try.
func (c *Cover) wait() time.Duration {
	if t := c.tries(); t.Failed >= mostPINs {
		return t.Wait(c.env.Now())
	}
	return 0
}

// tick shows how long there is to wait, every second.
func (c *Cover) tick() {
	if c.ticking || c.wait() == 0 {
		return
	}
	c.ticking = true
	time.AfterFunc(time.Second, func() {
		c.env.Do(func(app.Context) {
			c.ticking = false
			c.tick()
		})
	})
}

// View is the cover.
func (c *Cover) View() app.UI {
	c.tick()
	say, left := c.env.Say, c.wait()
	return html.Main().Class("cover lock").Body(
		html.Form().Class("lock-flap").ID("cover-form").OnSubmit(c.submit).Body(
			ui.Mark(""),
			html.H1().Text(say.T("cover.title")),
			html.P().Text(say.T("cover.text")),
			html.Div().Class("lock-field").Body(c.field.View(c.env, c.form, "cover_pin", say.T("cover.pin"), "", "off")),
			ui.Slot(ui.ErrorLine("cover", c.trouble), ui.If(left > 0, func() app.UI {
				n := int((left + time.Second - 1) / time.Second)
				return html.P().Attr("role", "timer").Body(ui.Output("cover_wait", ui.Count(n), say.T("lock.wait", "time", ui.Duration(say, time.Duration(n)*time.Second))))
			})),
		),
		html.Div().Class("lock-buckle").Body(html.Button().Class("buckle").Attr("type", "submit").Attr("form", "cover-form").Attr("name", "uncover").
			Flag("disabled", left > 0).Body(ui.Icon("reveal"), html.Span().Text(say.T("cover.show")))),
		html.Div().Class("lock-foot").Body(
			ui.Link("btn btn--danger-quiet", c.env.Href("/help-now"), "help", say.T("tab.help")),
			ui.Slot(ui.If(c.tries().Failed >= forgottenPINs && left == 0, func() app.UI {
				return ui.Button("btn", "forgot_pin", "", say.T("cover.forgotten"), func(ctx app.Context, _ app.Event) {
					c.env.ChangeSettings(ctx, func(set *journal.Settings) { set.Cover = "" }, func(app.Context, error) { c.lift() })
				})
			}))),
	)
}

func (c *Cover) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if c.wait() > 0 {
		return
	}
	kept := c.env.Book.Today().Settings.Cover
	if salt, _ := hex.DecodeString(kept[:min(len(kept), 32)]); subtle.ConstantTimeCompare([]byte(sealPIN(salt, c.form.Get("cover_pin"))), []byte(kept)) == 1 {
		c.lift()
		return
	}
	t := c.tries().Fail(c.env.Now())
	c.env.Device.LocalSet(coverTriesKey, t.String())
	c.form.Put(ctx, "cover_pin", "")
	c.trouble = c.env.Say.T("cover.wrong")
	if t.Failed >= mostPINs && c.env.Protected() {
		c.env.Lock.Shut(ui.ByPIN)
	}
	ui.FocusOn(ctx, "cover_pin")
}

// lift takes the cover away.
func (c *Cover) lift() {
	c.env.Device.LocalSet(coverTriesKey, "")
	c.env.Lock.Cover(false)
}

// sealPIN is what is kept of a PIN: its salt, then their digest. There are few PINs, and whoever reads this has the records
// beside it: the salt is for those who use theirs elsewhere.
func sealPIN(salt []byte, pin string) string {
	sum := sha256.Sum256(append(salt[:len(salt):len(salt)], pin...))
	return hex.EncodeToString(append(salt[:len(salt):len(salt)], sum[:]...))
}

// cover is where a PIN is set, and says what it is not.
func (s *Security) cover() app.UI {
	say := s.env.Say
	title, text := html.H2().Text(say.T("cover.settings")), html.P().Text(say.T("cover.only"))
	if s.env.Book.Today().Settings.Cover == "" {
		return html.Form().Class("card form").OnSubmit(s.setPIN).Body(title, text,
			s.pin.View(s.env, s.form, "pin", say.T("cover.pin"), say.T("cover.hint"), "off"),
			html.Button().Class("btn").Attr("type", "submit").Attr("name", "set_pin").Body(ui.Icon("conceal"), html.Span().Text(say.T("cover.set"))))
	}
	forgotten := say.T("cover.forgotten_hint")
	if s.env.Protected() {
		forgotten = say.T("cover.forgotten_locked")
	}
	var after []ui.Choice
	for _, n := range []int{1, 2, 5, 10, 30} {
		after = append(after, ui.Choice{Value: strconv.Itoa(n), Label: ui.Duration(say, time.Duration(n)*time.Minute)})
	}
	return html.Section().Class("card form").Body(title, text,
		ui.Select(s.form, "cover_idle", say.T("cover.idle"), forgotten, append(after, ui.Choice{Value: strconv.Itoa(journal.NeverLocks), Label: say.T("security.never")})),
		html.Div().Class("btns").Body(
			ui.Button("btn", "remove_pin", "erase", say.T("cover.remove"), func(ctx app.Context, _ app.Event) { s.keepPIN(ctx, "") })))
}

func (s *Security) setPIN(ctx app.Context, e app.Event) {
	e.PreventDefault()
	pin := s.form.Get("pin")
	short := len(pin) < minPIN || len(pin) > maxPIN
	for _, r := range pin {
		short = short || r < '0' || r > '9'
	}
	if short {
		s.form.Errors["pin"] = s.env.Say.T("cover.digits")
		ui.FocusError(ctx)
		return
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	s.keepPIN(ctx, sealPIN(salt, pin))
}

func (s *Security) keepPIN(ctx app.Context, kept string) {
	delete(s.form.Values, "pin")
	s.env.ChangeSettings(ctx, func(set *journal.Settings) { set.Cover = kept }, func(_ app.Context, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
		}
		s.env.Lock.Retime()
	})
}
