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
	"trousse/internal/store"
	"trousse/internal/store/idb"
	"trousse/internal/vault"
)

// What windows tell each other of the lock. Other messages tell of a save.
const (
	lockAll  = "lock"
	flushAll = "flush"
)

// guard is when the kit locks by itself.
type guard struct {
	one sync.Mutex // held while the kit is locked or unlocked

	mu    sync.Mutex // guards what follows
	watch *vault.Watch
	next  *time.Timer
	soon  bool
}

// bindLock gives the screens what they need of the lock.
func (k *kit) bindLock() {
	l := &k.env.Lock
	l.Cipher = cipher
	l.Open = k.unlock
	l.Shut = func(why ui.LockedBy) { go k.lockEverywhere(why) }
	l.Flush = func() { k.tell(flushAll) }
	l.Others = func() { k.tell(lockAll) }
	l.Wipe = k.wipe
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
	k.shell.Unlocked(func() { k.env.Book = book }, time.Since(began))
	k.ready()
	return nil
}

// wipe takes away all that the kit keeps on this device, and begins a new one.
func (k *kit) wipe(ctx context.Context) error {
	err := idb.New(idb.Options{}).Wipe(ctx)
	if err == nil {
		browser.Witness{}.Forget()
		_ = browser.ForgetFolder(ctx)
		browser.LocalClear("trousse.")
		browser.Reload()
	}
	return err
}

// retime begins to watch over a protected kit, with the times of the settings, or no longer.
func (k *kit) retime() {
	k.shell.Do(func(goapp.Context) {
		g := &k.guard
		g.mu.Lock()
		defer g.mu.Unlock()
		if k.env.Fault != "" || !k.env.Protected() {
			g.watch = nil
			return
		}
		idle, hidden := ui.LockTimes(k.env.Book.Today().Settings, browser.CanDial())
		if g.watch == nil {
			g.watch = vault.NewWatch(idle, hidden, time.Now())
		}
		g.watch.Set(idle, hidden)
		go k.look()
	})
}

// touched is called when somebody is there.
func (k *kit) touched() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.watch == nil {
		return
	}
	if state, _ := g.watch.Look(time.Now()); state == vault.Due { // too late, if by a moment
		return
	}
	g.watch.Touch(time.Now())
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
	if g.watch == nil {
		return
	}
	now := time.Now()
	if k.env.Lock.Of > 0 || k.env.Importing != nil { // at work: nobody is away
		g.watch.Touch(now)
	}
	state, again := g.watch.Look(now)
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

// hidden covers the screen of a protected kit, and begins to count.
func (k *kit) hidden() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.watch != nil {
		g.watch.Hide(time.Now())
		browser.Cover(true)
		go k.look()
	}
}

// shown takes the cover away, unless it was off the screen for too long: then the lock does.
func (k *kit) shown() {
	g := &k.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.watch == nil {
		return
	}
	if g.watch.Show(time.Now()) == vault.Due {
		g.watch = nil
		go k.lockEverywhere(ui.ByHiding)
		return
	}
	browser.Cover(false)
	go k.look()
}

// away is called when a call or a message is begun in the kit.
func (k *kit) away() {
	k.guard.mu.Lock()
	defer k.guard.mu.Unlock()
	if k.guard.watch != nil {
		k.guard.watch.Excuse(time.Now())
	}
}
