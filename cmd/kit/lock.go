//go:build js && wasm

package main

import (
	"context"
	"sync"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app"
	"trousse/app/ui"
	"trousse/internal/browser"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/idb"
	"trousse/internal/vault"
)

// What windows tell each other of the lock. Other messages tell of a save.
const (
	lockAll  = "lock"
	coverAll = "cover" // or uncover: local storage says which
	flushAll = "flush"
)

// guard is when the kit locks by itself.
type guard struct {
	one sync.Mutex // held while the kit is locked or unlocked

	mu    sync.Mutex   // guards what follows
	watch *vault.Watch // over the lock
	cover *vault.Watch // over the cover of a PIN; nil while the screen is covered
	under bool         // it is covered: touching that is not being there
	next  *time.Timer
	soon  bool
}

// watches are those that there are.
func (g *guard) watches() (all []*vault.Watch) {
	for _, w := range []*vault.Watch{g.watch, g.cover} {
		if w != nil {
			all = append(all, w)
		}
	}
	return all
}

// bindLock gives the screens what they need of the lock.
func (k *kit) bindLock() {
	l := &k.env.Lock
	l.Cipher = cipher
	l.Open = k.unlock
	l.Shut = func(why ui.LockedBy) { go k.lockEverywhere(why) }
	l.Flush = func() { k.tell(flushAll) }
	l.Others = func() { k.tell(lockAll) }
	l.CanPasskey, l.NewPasskey, l.AskPasskey = browser.CanPasskey, browser.NewPasskey, browser.AskPasskey
	l.Wipe = k.wipe
	l.Cover = k.cover
	l.Stay = k.touched
	l.Retime = func() {
		k.shell.Protected()
		k.retime()
	}
}

func cipher(ctx context.Context, key []byte) (vault.AEAD, error) { return browser.NewAEAD(ctx, key) }

func (k *kit) tell(what string) {
	if k.channel != nil {
		k.channel.Post(what)
	}
}

func (k *kit) lockEverywhere(why ui.LockedBy) {
	k.tell(lockAll)
	k.lock(why)
}

// lock locks this window, and returns when nothing is left in it.
func (k *kit) lock(why ui.LockedBy) {
	k.guard.one.Lock()
	defer k.guard.one.Unlock()
	if k.env.Fault != "" {
		return
	}
	book, done := k.env.Book, make(chan struct{})
	k.shell.Lock(why, app.Closing{Shut: book.Close, Empty: func() { k.env.Book = store.Shut() }, Locked: func() {
		browser.SetKit("locked")
		browser.Cover(false)
		close(done)
	}})
	<-done
}

// unlock opens the kit with a secret.
func (k *kit) unlock(ctx context.Context, secret vault.Secret) error {
	k.guard.one.Lock()
	defer k.guard.one.Unlock()
	began := time.Now()
	options := k.options()
	options.Key = func(ctx context.Context, v vault.Vault) ([]byte, error) { return v.Unlock(ctx, cipher, secret) }
	book, err := store.Open(ctx, options)
	if err != nil {
		return err
	}
	book.OnSaved(k.ring)
	browser.LocalSet(ui.CoverKey, "") // who opens the kit needs no PIN
	k.shell.Unlocked(func() { k.env.Book = book }, time.Since(began))
	k.ready()
	return nil
}

// wipe takes away all that the kit keeps on this device, and begins a new one, which says so.
func (k *kit) wipe(ctx context.Context) error {
	err := idb.New(idb.Options{}).Wipe(ctx)
	if err == nil {
		browser.Witness{}.Forget()
		_ = browser.ForgetFolder(ctx)
		browser.LocalClear("trousse.")
		browser.Badge(0)
		browser.LocalSet(ui.WipedKey, string(journal.DayOf(time.Now())))
		browser.Restart(k.env.Base)
	}
	return err
}

// cover covers the screens of all windows, or uncovers them.
func (k *kit) cover(on bool) {
	kept := ""
	if on {
		kept = "on"
	}
	browser.LocalSet(ui.CoverKey, kept)
	k.tell(coverAll)
	k.covered()
}

// covered shows that the screen was covered, or uncovered.
func (k *kit) covered() {
	k.shell.Cover(func() { browser.Cover(!browser.Visible()) })
	k.retime()
}

// retime begins to watch over a kit that is protected or has a PIN, with the times of the settings, or no longer.
func (k *kit) retime() {
	k.shell.Do(func(goapp.Context) {
		var set journal.Settings
		protected, under := false, false
		if k.env.Fault == "" { // asked before the guard is held: the book may be busy, and hiding waits for nothing
			set, protected, under = k.env.Book.Today().Settings, k.env.Protected(), k.env.Covered()
		}
		g := &k.guard
		g.mu.Lock()
		defer g.mu.Unlock()
		g.under = under
		idle, hidden := ui.LockTimes(set, browser.CanDial())
		g.watch = timed(g.watch, protected, idle, hidden)
		alone := time.Duration(max(ui.CoverIdle(set), 0)) * time.Minute
		g.cover = timed(g.cover, set.Cover != "" && !under, alone, alone)
		go k.look()
	})
}

// timed is a watch with those times, or none.
func timed(w *vault.Watch, wanted bool, idle, hidden time.Duration) *vault.Watch {
	if !wanted {
		return nil
	}
	if w == nil {
		return vault.NewWatch(idle, hidden, time.Now())
	}
	w.Set(idle, hidden)
	return w
}

// touched is called when somebody is there.
func (k *kit) touched() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.under {
		return
	}
	for _, w := range g.watches() {
		if state, _ := w.Look(time.Now()); state == vault.Due { // too late, if by a moment
			return
		}
		w.Touch(time.Now())
	}
	if g.soon {
		go k.look()
	}
}

// look sees how it stands, warns or locks, and looks again when it is time.
func (k *kit) look() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.next != nil {
		g.next.Stop()
	}
	now := time.Now()
	if k.env.Lock.Of > 0 || k.env.Importing != nil { // at work: nobody is away
		for _, w := range g.watches() {
			w.Touch(now)
		}
	}
	state, again := vault.Awake, time.Duration(0)
	if g.watch != nil {
		state, again = g.watch.Look(now)
	}
	if g.cover != nil {
		if cover, then := g.cover.Look(now); cover == vault.Due {
			g.cover = nil
			go k.cover(true)
		} else if then > 0 && (again == 0 || then < again) {
			again = then
		}
	}
	if soon := state == vault.Warn; soon != g.soon {
		g.soon = soon
		k.shell.Warn(soon)
	}
	switch {
	case state == vault.Due:
		g.watch = nil
		why := ui.ByIdling
		if !browser.Visible() {
			why = ui.ByHiding
		}
		go k.lockEverywhere(why)
	case again > 0:
		g.next = time.AfterFunc(again, k.look)
	}
}

// hidden covers the screen of a kit that is protected or has a PIN, and begins to count.
func (k *kit) hidden() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, w := range g.watches() {
		w.Hide(time.Now())
		browser.Cover(true)
		go k.look()
	}
}

// shown takes the cover away, unless it was off the screen for too long: then the lock does.
func (k *kit) shown() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.watch != nil && g.watch.Show(time.Now()) == vault.Due {
		g.watch = nil
		go k.lockEverywhere(ui.ByHiding)
		return
	}
	if g.cover != nil && g.cover.Show(time.Now()) == vault.Due {
		g.cover = nil
		go k.cover(true)
		return
	}
	browser.Cover(false)
	go k.look()
}

// away is called when a call or a message is begun in the kit.
func (k *kit) away() {
	k.guard.mu.Lock()
	defer k.guard.mu.Unlock()
	for _, w := range k.guard.watches() {
		w.Excuse(time.Now())
	}
}
