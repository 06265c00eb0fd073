package app

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// TestOpenWhileLocked holds the list of what works while the kit is locked against the routes that there are.
func TestOpenWhileLocked(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rooms {
		known[r.pattern] = true
		if openWhileLocked[r.pattern] && (strings.Contains(r.pattern, "{id}") || strings.Contains(r.pattern, "{client}")) {
			t.Errorf("%s is about a record, and open while the kit is locked", r.pattern)
		}
	}
	for pattern := range openWhileLocked {
		if !known[pattern] {
			t.Errorf("%s leads nowhere", pattern)
		}
	}
	for path, want := range map[string]bool{
		"/help-now": true, "/hold": true, "/hold/42": false, "/talk": true, "/scripts/hold-ask": true, "/scripts/new": false, "/scripts/hold-ask/for/42": false,
		"/checklists/pulse": true, "/checklists/new": false, "/checklists/pulse/runs/42": false, "/calculators/gesture": true,
		"/calculators/gesture/scenarios/42": false, "/": false, "/clients": false, "/settings": false, "/settings/security": false, "/nowhere": false,
	} {
		if works(path) != want {
			t.Errorf("%s while locked: %v", path, !want)
		}
	}
}

// stays are the fields of the environment that outlive the lock: they tell of no client and of nobody's words. The book is
// closed and replaced by the program; timers lose whom they are about in their own room.
var stays = strings.Fields("Book Say Device Guide Now Base SetAuthor SetLang Fault StartEmpty Lock Do Reopen Reread From Timers Pictures Incident Contacts Away Stands")

// TestForget fills every field of the environment, and sees that the lock empties all but those that may stay.
func TestForget(t *testing.T) {
	env, _, _ := kit(t, i18n.FR)
	env.Restored, env.Handed, env.Importing, env.Figures, env.Filters = &ui.Restored{}, &ui.Handed{}, &ui.Importing{}, map[string]string{"a": "b"}, map[string]string{"a": "b"}
	env.Rebuilding, env.Saving, env.Doubt, env.Anchor = 1, ui.Saved, true, "x"
	env.Erased = true
	env.Pictures = ui.Pictures{"id": "blob:x"}
	env.Forget()
	if env.Pictures != nil {
		t.Error("photos can still be read")
	}
	v := reflect.ValueOf(env).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		kept := false
		for _, s := range stays {
			kept = kept || s == name
		}
		if idle := name == "Saving" && env.Saving == ui.Idle; !kept && !idle && !v.Field(i).IsZero() {
			t.Errorf("%s is not forgotten", name)
		}
	}
}

// TestLockedShowsNobody goes to every route of a locked kit: no name, no word of anybody is there, and the tools are.
func TestLockedShowsNobody(t *testing.T) {
	env, shell, ids := kit(t, i18n.FR)
	for _, path := range []string{"/", "/clients/" + ids["clients"]} {
		if !strings.Contains(visit(t, shell, path), "Blais") {
			t.Errorf("%s of an open kit does not show the client", path)
		}
	}
	env.Book.Close()
	env.Book, env.Fault = store.Shut(), ui.FaultLocked
	env.Forget()
	for _, r := range rooms {
		path := strings.NewReplacer("{id}", ids["clients"], "{slug}", "hold-ask", "{measure}", "log", "{key}", "bdc", "{departure}", "d").Replace(r.pattern)
		page := visit(t, shell, path)
		for _, word := range []string{"Blais", "Huguette", "Rappeler", "Biscuit", "Robinet", "robinet"} {
			if strings.Contains(page, word) {
				t.Errorf("%s of a locked kit shows %s", path, word)
			}
		}
		if asks := strings.Contains(page, `name="unlock"`); asks == works(path) {
			t.Errorf("%s of a locked kit asks for the passphrase: %v", path, asks)
		}
		if title := env.Device.(*device).title; strings.Contains(title, "Blais") {
			t.Errorf("the title of %s is %q", path, title)
		}
	}
	if page := visit(t, shell, "/scripts/hold-ask"); !strings.Contains(page, "open_kit") {
		t.Error("a script of a locked kit has no way to open it")
	}
}

// TestLockStays goes from one screen of a locked kit to another: what is typed of the passphrase stays.
func TestLockStays(t *testing.T) {
	env, shell, _ := kit(t, i18n.FR)
	env.Book.Close()
	env.Book, env.Fault = store.Shut(), ui.FaultLocked
	visit(t, shell, "/clients")
	asks, turn := shell.screen, shell.turn
	if visit(t, shell, "/log"); shell.screen != asks || shell.turn != turn {
		t.Error("another screen asks for the passphrase, with nothing in it")
	}
	visit(t, shell, "/kit")
	if visit(t, shell, "/log"); shell.screen == asks {
		t.Error("what was typed is still there after the tools were looked at")
	}
}

// TestNothingComesAlong shows two screens before the page is drawn again, as the lock does on its way to the tools: the page of
// the last that was drawn, and what is typed in it, must not become the new one's.
func TestNothingComesAlong(t *testing.T) {
	_, shell, _ := kit(t, i18n.FR)
	d := goapp.NewClientTester(shell.Root())
	defer d.Close()
	d.Nav(&url.URL{Path: "/log"})
	d.Consume()
	drawn := shell.drawn
	shell.Do(func(ctx goapp.Context) {
		shell.show(ctx, "/clients/new")
		shell.show(ctx, "/promises")
		if shell.turn%2 == drawn%2 {
			t.Error("the page of the former screen is the new one's")
		}
	})
	d.Consume()
}

// TestLockTimes compares the times of the settings with those of the kit.
func TestLockTimes(t *testing.T) {
	for _, c := range []struct {
		set          journal.Settings
		phone        bool
		idle, hidden time.Duration
	}{
		{journal.Settings{}, true, 5 * time.Minute, 2 * time.Minute},
		{journal.Settings{}, false, time.Minute, 30 * time.Second},
		{journal.Settings{LockIdle: 10, LockHidden: journal.NeverLocks}, false, 10 * time.Minute, 0},
		{journal.Settings{LockIdle: journal.NeverLocks, LockHidden: 2}, true, 0, 2 * time.Minute},
	} {
		if idle, hidden := ui.LockTimes(c.set, c.phone); idle != c.idle || hidden != c.hidden {
			t.Errorf("%+v: %v, %v; want %v, %v", c, idle, hidden, c.idle, c.hidden)
		}
	}
}

// TestLockKeepsWhatWasTyped locks a kit in which a form is half filled.
func TestLockKeepsWhatWasTyped(t *testing.T) {
	env, shell, _ := kit(t, i18n.FR)
	book, locked := env.Book, false
	d := goapp.NewClientTester(shell.Root())
	defer d.Close()
	d.Nav(&url.URL{Path: "/log"})
	d.Consume()
	leaver := &flushed{Screen: shell.screen}
	shell.screen = leaver
	shell.Lock(ui.ByHand, Closing{Shut: func() {
		if !leaver.left {
			t.Error("the book is closed before what was typed is put away")
		}
		book.Close()
	}, Empty: func() { env.Book = store.Shut() }, Locked: func() { locked = true }})
	for range 200 {
		d.Consume()
		if locked {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if !locked || env.Fault != ui.FaultLocked || !strings.Contains(goapp.HTMLString(shell.render()), `name="unlock"`) {
		t.Error("the kit is not locked")
	}
	if err := book.PutDraft(t.Context(), "log", []byte("x")); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a closed book took a draft: %v", err)
	}
}

type flushed struct {
	ui.Screen
	left bool
}

func (f *flushed) Leave() { f.left = true }
