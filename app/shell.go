// Package app is what people see: a thin shell (routes, frame, focus, language, what happens when another window
// writes or a new version waits) around the rooms, one package each. Screens hold no rule of the domain: they show
// what packages below internal/ work out, and ask.
package app

import (
	"context"
	"net/url"
	"sync"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/backup"
	"trousse/app/help"
	"trousse/app/lock"
	"trousse/app/settings"
	"trousse/app/timers"
	"trousse/app/ui"
	"trousse/internal/i18n"
)

// Shell holds the current screen. There is one for the life of the program.
type Shell struct {
	env      *ui.Env
	screen   ui.Screen
	path     string
	turn     int // counts screens, so that none inherits the page of the one before: of the last that was drawn
	drawn    int
	offline  bool
	badge    int  // the number on the icon; -1: not known
	erased   bool // just before this screen
	shut     bool // the store was closed under us
	titled   string
	asking   bool        // what opens the locked kit is asked for where something works without
	cover    *lock.Cover // nil while the screen is not covered
	focused  goapp.Value // what had the focus when it was
	settling bool        // the screen came up right after a form was saved
	updating bool        // a new version waited when the screen came up
	awaited  *int        // how much the screen still reads of what it shows first
	auto     *backup.Auto
	rest     rest

	mu       sync.Mutex            // guards what follows: Do is called from timers and from the store
	ctx      goapp.Context         // of the mounted root; nil before
	deferred []func(goapp.Context) // until then

	// Want has the second part of the program come, or be asked for again; nil in a program of one part.
	Want func()
	// Turn lets go of the page between the steps of the first screen; nil once it is there: from then on somebody may press, and
	// whoever answers must not wait.
	Turn func()
}

// NewShell is a shell around the given environment.
func NewShell(env *ui.Env) *Shell {
	s := &Shell{env: env, auto: backup.NewAuto(env), badge: -1, awaited: new(int)}
	env.SetLang = s.setLang
	env.SetAuthor = s.setAuthor
	env.Do = s.Do
	env.Reopen = s.Reopen
	env.Reread = func() { s.Do(s.refresh) }
	return s
}

// Root is the one component that go-app knows.
func (s *Shell) Root() goapp.Composer { return &root{shell: s} }

// Do runs fn on the UI goroutine and renders. Events from outside come in here.
func (s *Shell) Do(fn func(ctx goapp.Context)) {
	s.mu.Lock()
	ctx := s.ctx
	if ctx == nil {
		s.deferred = append(s.deferred, fn)
	}
	s.mu.Unlock()
	if ctx != nil {
		ctx.Dispatch(func(ctx goapp.Context) {
			if *s.awaited > 0 {
				ctx = &arrival{ctx, s, s.awaited}
			}
			fn(ctx)
		})
	}
}

// Hidden is called when the kit leaves the screen: whoever comes back may be someone else.
func (s *Shell) Hidden() {
	s.env.Leave()
	s.Flush()
}

// Flush puts away what was typed: the app is being hidden, reloaded or left.
func (s *Shell) Flush() {
	if l, ok := s.screen.(ui.Leaver); ok {
		l.Leave()
	}
}

// Synced is called when another window wrote, and the book has caught up.
func (s *Shell) Synced() { s.Do(s.refresh) }

// Shown is called when the kit comes back to the screen: the day may have changed, and a call may be over.
func (s *Shell) Shown() {
	s.Do(func(ctx goapp.Context) {
		if s.env.Fault == "" {
			s.env.Back(ctx, false)
			s.env.Return()
		}
		s.refresh(ctx)
	})
}

// Online is called when the network comes or goes.
func (s *Shell) Online(online bool) { s.Do(func(goapp.Context) { s.offline = !online }) }

// Saved is called after each save.
func (s *Shell) Saved() { s.Do(func(goapp.Context) { s.auto.Saved() }) }

// Look shows the screen again: a new version waits, or the browser offers to install.
func (s *Shell) Look() { s.Do(func(goapp.Context) {}) }

// Brought is called when another app has handed something over, to the screen that it is meant for.
func (s *Shell) Brought() {
	s.Do(func(ctx goapp.Context) {
		if t, ok := s.screen.(ui.Taker); ok {
			t.Take(ctx)
		}
	})
}

// Rebuilding is called while the index is being made again, with how many revisions were read; 0 when it is done.
func (s *Shell) Rebuilding(read int) { s.Do(func(goapp.Context) { s.env.Rebuilding = read }) }

// Shut is called when the store was closed under the kit: by a newer version in another window, or by the browser.
func (s *Shell) Shut() { s.Do(func(goapp.Context) { s.shut = true }) }

// Reopen shows the current path again, after the store was opened.
func (s *Shell) Reopen() { s.Do(func(ctx goapp.Context) { s.show(ctx, s.path) }) }

type root struct {
	goapp.Compo
	shell *Shell
}

func (r *root) OnMount(ctx goapp.Context) {
	s := r.shell
	s.mu.Lock()
	waiting := s.deferred
	s.ctx, s.deferred = ctx, nil
	s.mu.Unlock()
	for _, fn := range waiting {
		ctx.Dispatch(fn)
	}
}

func (r *root) OnNav(ctx goapp.Context) {
	r.shell.breathe()
	r.shell.nav(ctx, ctx.Page().URL())
	r.shell.breathe()
}

func (r *root) Render() goapp.UI {
	screen := r.shell.render()
	r.shell.breathe()
	return screen
}

func (s *Shell) breathe() {
	if s.Turn != nil {
		s.Turn()
	}
}

// nav follows the address. The same path again (a fragment, a language) keeps the screen and what was typed in it.
func (s *Shell) nav(ctx goapp.Context, u *url.URL) {
	if lang := i18n.Lang(u.Query().Get("lang")); lang == i18n.FR || lang == i18n.EN {
		s.setLang(ctx, lang)
	}
	path := s.below(u.Path)
	s.env.Anchor = u.Fragment
	if s.screen != nil && path == s.path {
		ctx.Defer(func(goapp.Context) { s.env.Land() })
		return
	}
	first := s.screen == nil
	s.asking, s.env.Away = false, nil
	if l, ok := s.screen.(ui.Leaver); ok {
		away := make(chan struct{})
		s.env.Away = away
		ctx.Async(func() { // the screen that follows may show what was put away
			l.Leave()
			close(away)
			s.Do(s.refresh)
		})
	}
	s.show(ctx, path)
	ctx.Defer(func(ctx goapp.Context) {
		if !s.env.Land() && !first {
			goapp.Window().Call("scrollTo", 0, 0)
			s.focus()
		}
	})
}

// below is a path of the page as the routes know it.
func (s *Shell) below(path string) string {
	if base := s.env.Base; len(base) > 1 && len(path) >= len(base)-1 {
		path = path[len(base)-1:]
	}
	if path == "" {
		path = "/"
	}
	return path
}

func (s *Shell) show(ctx goapp.Context, path string) {
	task := s.screen != nil && s.screen.View().Task
	if s.screen != nil && path != s.path {
		s.env.From = s.path
	}
	s.path = path
	s.erased, s.env.Erased = s.env.Erased, false
	former := s.screen
	var about ui.Sought
	switch {
	case s.env.Fault == "":
		help.Remember(s.env)
		timers.Wake(ctx, s.env)
		s.env.Back(ctx, true)
		s.env.ForgetPhotos()
		s.screen, about = s.enter(path)
	case s.env.Fault == ui.FaultLocked:
		s.screen = s.enterLocked(ctx, path)
	case tab(path) == "help":
		s.screen = help.New(s.env) // it needs no journal
	default:
		s.screen = settings.NewRecovery(s.env)
	}
	s.settling, s.updating = task && s.env.Saving == ui.Saved, s.env.Device.UpdateReady()
	s.env.Stands = nil
	screen := s.screen
	if screen != former {
		s.turn = s.drawn + 1
	}
	s.awaited = new(int)
	if path == "/" || s.env.Fault != "" || tab(path) == "help" { // at once, as far as it is there
		screen.Open(ctx)
	} else {
		screen.Open(&arrival{ctx, s, s.awaited})
	}
	s.env.Seek(ctx, about, func() {
		if s.screen == screen {
			s.screen, s.turn, s.awaited = help.NewLost(s.env, "missing.text"), s.drawn+1, new(int)
		}
	})
	ctx.Defer(func(goapp.Context) {
		s.Turn = nil
		s.env.Device.Mark("kit:painted")
	})
}

// focus starts the reader at the heading, or in the field that the screen wants filled first.
func (s *Shell) focus() {
	id := "top"
	if f, ok := s.screen.(interface{ Focus() string }); ok {
		id = f.Focus()
	}
	if e := goapp.Window().GetElementByID(id); e.Truthy() {
		e.Call("focus", map[string]any{"preventScroll": true})
	}
}

func (s *Shell) refresh(ctx goapp.Context) {
	timers.Sync(ctx, s.env)
	if r, ok := s.screen.(ui.Refresher); ok {
		r.Refresh(ctx)
	}
}

func (s *Shell) setLang(ctx goapp.Context, lang i18n.Lang) {
	if s.env.Say.Lang() == lang {
		return
	}
	_, shown := s.env.Guide.Bundle(s.env.Say.Lang())
	if _, here := s.env.Guide.Bundle(lang); here || !shown {
		s.speak(lang)
		return
	}
	// What the screen shows of the kit's knowledge is fetched first: a screen that waited would lose what is typed in it.
	ctx.Async(func() {
		_, _ = s.env.Guide.Load(context.WithoutCancel(ctx), lang)
		s.Do(func(goapp.Context) { s.speak(lang) })
	})
}

// setAuthor puts away what was typed, which is the other's, and shows the screen anew for whoever is at the counter now.
func (s *Shell) setAuthor(ctx goapp.Context, id string) {
	if s.env.Author() == id {
		s.env.Sign(id)
		return
	}
	ctx.Async(func() {
		s.Flush()
		s.Do(func(ctx goapp.Context) {
			s.env.Sign(id)
			s.env.Last = nil
			s.show(ctx, s.path)
			s.settling = false
		})
	})
}

// speak changes the language of the screens, and remembers it. A number that was typed stays the same number.
func (s *Shell) speak(lang i18n.Lang) {
	fields := goapp.Window().Get("document").Call("querySelectorAll", "[inputmode]:not([autocapitalize])") // which a PIN has
	for i := range fields.Length() {
		field := fields.Index(i)
		typed := field.Get("value").String()
		if same := i18n.Retyped(typed, s.env.Say.Lang(), lang); same != typed {
			field.Set("value", same)
			field.Call("dispatchEvent", goapp.Window().Get("Event").New("input"))
		}
	}
	s.env.Say = i18n.For(lang)
	s.env.Device.LocalSet("trousse.lang", string(lang))
	s.env.Device.SetLang(lang.Tag())
}
