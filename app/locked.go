package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/calculators"
	"trousse/app/help"
	"trousse/app/html"
	"trousse/app/lock"
	"trousse/app/timers"
	"trousse/app/ui"
)

// openWhileLocked are the rooms that need no record of anybody: whoever finds the kit locked can get help, let a timer run
// and look up what the kit knows. All others show the lock.
var openWhileLocked = map[string]bool{
	"/help-now": true, "/hold": true, "/talk": true,
	"/kit": true, "/playbooks": true, "/playbooks/{slug}": true, "/scripts": true, "/scripts/{slug}": true, "/guides": true, "/guides/{slug}": true,
	"/tips": true, "/checklists": true, "/checklists/{slug}": true, "/calculators": true, "/calculators/{slug}": true, "/resources": true, "/about": true,
}

// works tells whether a path leads somewhere while the kit is locked.
func works(path string) bool {
	for _, r := range rooms {
		if _, ok := match(r.pattern, path); ok {
			return openWhileLocked[r.pattern]
		}
	}
	return false
}

// enterLocked is the screen of a path while the kit is locked. The one that asks for the passphrase stays, with what was
// typed in it, whatever path it stands before.
func (s *Shell) enterLocked(ctx goapp.Context, path string) ui.Screen {
	timers.Wake(ctx, s.env)
	if works(path) && !s.asking {
		screen, _ := s.enter(path)
		return screen
	}
	if asks, ok := s.screen.(*lock.Screen); ok {
		return asks
	}
	return lock.New(s.env)
}

// reading says, on what can be used while the kit is locked, that it is, and opens it.
func (s *Shell) reading() goapp.UI {
	if s.env.Fault != ui.FaultLocked || tab(s.path) == "help" {
		return nil
	}
	return ui.Banner("", "lock", s.env.Say.T("lock.reading"), ui.Button("btn", "open_kit", "unlock", s.env.Say.T("lock.open"), func(ctx goapp.Context, _ goapp.Event) {
		s.env.Do(func(ctx goapp.Context) {
			s.asking = true
			s.show(ctx, s.path)
			ui.FocusOn(ctx, "passphrase")
		})
	}))
}

// soon warns that the kit is about to lock: a touch anywhere is enough.
func (s *Shell) soon() goapp.UI {
	return ui.If(s.env.Lock.Soon && s.env.Fault == "", func() goapp.UI {
		return html.Div().Class("soon").Attr("role", "alert").Body(ui.Banner("warn", "lock", s.env.Say.T("lock.soon"),
			ui.Button("btn", "stay", "", s.env.Say.T("lock.stay"), func(goapp.Context, goapp.Event) { s.env.Lock.Stay() })))
	})
}

// locker is the way to lock the kit, from Today.
func (s *Shell) locker() goapp.UI {
	return ui.If(s.path == "/" && s.env.Fault == "" && s.env.Protected(), func() goapp.UI {
		return ui.IconButton("lock_now", "lock", s.env.Say.T("lock.now"), func(goapp.Context, goapp.Event) { s.env.Lock.Shut(ui.ByHand) })
	})
}

// coverer is the way to cover the screen, where there is a PIN for that.
func (s *Shell) coverer() goapp.UI {
	return ui.If(s.env.Fault == "" && s.env.Book.Today().Settings.Cover != "", func() goapp.UI {
		return ui.IconButton("cover_now", "conceal", s.env.Say.T("cover.now"), func(goapp.Context, goapp.Event) { s.env.Lock.Cover(true) })
	})
}

// Cover shows the screen again, which was covered or uncovered in some window; then is called when it shows so. Whoever comes
// back goes on where the focus was. A dialog would stand above the cover.
func (s *Shell) Cover(then func()) {
	s.Do(func(ctx goapp.Context) {
		page := goapp.Window().Get("document")
		if s.cover == nil {
			s.focused = page.Get("activeElement")
		}
		ctx.Defer(func(ctx goapp.Context) {
			if s.cover == nil && s.focused != nil && s.focused.Truthy() {
				s.focused.Call("focus")
			}
			if s.cover != nil {
				for {
					d := page.Call("querySelector", "dialog[open]")
					if !d.Truthy() {
						break
					}
					d.Call("close")
				}
				ui.FocusOn(ctx, "cover_pin")
			}
			then()
		})
	})
}

// How long a save under way is waited for before the kit locks, and how often it is looked after.
const (
	mostSaving = 5 * time.Second
	lookSaving = 50 * time.Millisecond
)

// Closing is what the program does while the kit locks: Shut closes the book, Empty puts a closed one in its place, and
// Locked is called when nothing is left.
type Closing struct{ Shut, Empty, Locked func() }

// Lock covers the screen at once. Then it puts away what was typed, has the book closed, and forgets what was read.
func (s *Shell) Lock(why ui.LockedBy, c Closing) {
	s.Do(func(ctx goapp.Context) {
		if s.env.Fault != "" {
			return
		}
		help.Remember(s.env)
		left, l := s.screen, &s.env.Lock
		l.Vault, l.Why, l.At, l.Soon = s.env.Book.Vault(), why, s.env.Now(), false
		s.env.Fault, s.asking = ui.FaultLocked, true
		s.show(ctx, s.path)
		s.close(ctx, left, c, s.env.Now().Add(mostSaving))
	})
}

// close goes on once no save is under way: one that failed has words to put away.
func (s *Shell) close(ctx goapp.Context, left ui.Screen, c Closing, latest time.Time) {
	if s.env.Saving == ui.Saving && s.env.Now().Before(latest) {
		time.AfterFunc(lookSaving, func() { s.Do(func(ctx goapp.Context) { s.close(ctx, left, c, latest) }) })
		return
	}
	settle, figures := timers.Settle(s.env), calculators.Settle(s.env)
	ctx.Async(func() {
		if l, ok := left.(ui.Leaver); ok {
			l.Leave()
		}
		settle()
		figures()
		c.Shut()
		s.Do(func(ctx goapp.Context) {
			c.Empty()
			s.env.Forget()
			timers.Strip(s.env)
			if s.asking = false; works(s.path) {
				s.show(ctx, s.path)
			}
			ctx.Defer(func(goapp.Context) { c.Locked() })
		})
	})
}

// Unlocked goes on where the kit was locked. Take puts the book that was opened in its place.
func (s *Shell) Unlocked(take func(), took time.Duration) {
	s.Do(func(ctx goapp.Context) {
		take()
		s.env.Fault, s.env.Lock.Took, s.env.Lock.Why = "", max(took, 10*time.Millisecond), "" // shown in hundredths, and never as nothing
		s.asking, s.shut = false, false
		s.env.Return()
		timers.Resume(ctx, s.env)
		s.show(ctx, s.path)
		ctx.Defer(func(goapp.Context) { s.focus() })
	})
}

// Moving tells how much was moved under another key.
func (s *Shell) Moving(done, of int) {
	s.Do(func(goapp.Context) { s.env.Lock.Done, s.env.Lock.Of = done, of })
}

// Protected is called when it may have changed what is protected, or what may be read all the same.
func (s *Shell) Protected() { s.Do(func(goapp.Context) { help.Remember(s.env) }) }

// Warn says that the kit is about to lock, or no longer.
func (s *Shell) Warn(soon bool) { s.Do(func(goapp.Context) { s.env.Lock.Soon = soon }) }
