//go:build js && wasm

package main

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app"
	"trousse/app/ui"
	"trousse/internal/browser"
	"trousse/internal/i18n"
	"trousse/internal/later"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// memory is how much the program may take, in bytes, before it looks for garbage more often than it would: 120 MB with the page's own.
const memory = 96 << 20

const (
	patience = 400 * time.Millisecond // how long the start waits for the journal before it shows that it is waiting
	silence  = 5 * time.Second        // how long before it says that the browser does not answer
)

func main() {
	browser.Turn() // a start in one go would keep a touch waiting for several times as long
	env := &ui.Env{
		Say:    i18n.For(language()),
		Device: device{},
		Guide:  ui.NewGuide(device{}.Fetch),
		Now:    time.Now,
		Base:   browser.Base(),
		Fault:  ui.FaultOpening,
	}
	store.Rest = browser.Turn
	debug.SetMemoryLimit(memory)
	browser.SetLang(env.Say.Lang().Tag())
	k := &kit{env: env, shell: app.NewShell(env), wanted: make(chan struct{}, 1)}
	later.Ask = func() {
		browser.Mark("kit:waits")
		k.want()
	}
	k.shell.Want, k.shell.Turn = k.want, browser.Turn
	env.StartEmpty = k.startEmpty
	k.bindLock()

	opened := make(chan struct{})
	go func() {
		k.open(store.Open)
		close(opened)
	}()
	select {
	case <-opened:
	case <-time.After(patience):
		go k.wait(opened)
	}
	if k.shell.Far(browser.Path()) {
		k.need()
	}
	browser.Turn()
	k.listen()
	browser.Turn()
	goapp.RouteWithRegexpFunc("^/", k.shell.Root)
	goapp.RunWhenOnBrowser()
}

// wait shows the first screen once the journal is open, however late. A browser that does not answer at all is said to
// be so in the meantime.
func (k *kit) wait(opened <-chan struct{}) {
	select {
	case <-opened:
	case <-time.After(silence):
		if k.env.Fault == ui.FaultOpening {
			k.env.Fault = ui.FaultBroken
			k.shell.Reopen()
		}
		<-opened
	}
	k.shell.Reopen()
}

// language is the one chosen before, or else the browser's preference. An address with ?lang= is the shell's matter.
func language() i18n.Lang {
	if l := i18n.Lang(browser.LocalGet("trousse.lang")); l == i18n.FR || l == i18n.EN {
		return l
	}
	return i18n.Match(browser.Languages())
}

// fault names the reason why the journal did not open.
func fault(err error) ui.Fault {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, vault.ErrLocked):
		return ui.FaultLocked
	case errors.Is(err, store.ErrLost):
		return ui.FaultLost
	case errors.Is(err, store.ErrNewer):
		return ui.FaultNewer
	case errors.Is(err, store.ErrFull):
		return ui.FaultFull
	}
	return ui.FaultBroken
}

// startEmpty opens whatever is left, after the user chose to.
func (k *kit) startEmpty(context.Context) error {
	k.open(store.Fresh)
	if k.env.Fault != "" {
		return store.ErrBroken
	}
	return nil
}
