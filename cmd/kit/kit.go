//go:build js && wasm

package main

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app"
	"trousse/app/ui"
	"trousse/internal/browser"
	"trousse/internal/i18n"
	"trousse/internal/store"
	"trousse/internal/store/idb"
)

// kit ties the journal, the shell and the browser's events together.
type kit struct {
	env     *ui.Env
	shell   *app.Shell
	channel *browser.Channel
	guard   guard

	coming sync.Once     // the second part of the program
	wanted chan struct{} // by somebody, now
}

// options are what the journal is opened with.
func (k *kit) options() store.Options {
	mark, _ := browser.Witness{}.Recall()
	return store.Options{
		Place: idb.New(idb.Options{
			Likely: mark.Generation,
			Blocked: func() {
				k.env.Fault = ui.FaultBlocked
				k.shell.Reopen()
			},
			Closed: func(error) { k.shell.Shut() },
		}),
		Witness: witness{},
		AEAD:    cipher,
		Device:  deviceID(),
		Notify: func(n store.Notice) {
			if n.Work == store.Rekeying {
				k.shell.Moving(n.Done, n.Of)
				return
			}
			if n.Finished {
				n.Done = 0
			}
			k.shell.Rebuilding(n.Done)
		},
	}
}

// open opens the journal with [store.Open] or [store.Fresh], and says in the environment how it went.
func (k *kit) open(how func(context.Context, store.Options) (*store.Book, error)) {
	book, err := how(context.Background(), k.options())
	var locked *store.LockedError
	if errors.As(err, &locked) {
		k.env.Lock.Vault, k.env.Book = locked.Vault, store.Shut()
	}
	k.env.Fault = fault(err)
	if err == nil {
		k.env.Book = book
		k.env.Return()
		book.OnSaved(k.ring)
	}
	k.ready()
}

// ready says that the first screen can be used: once, after it was painted with what it reads first.
func (k *kit) ready() {
	k.shell.Do(func(ctx goapp.Context) {
		if stands := k.env.Stands; stands != nil {
			go func() {
				<-stands
				k.shell.Do(k.used)
			}()
			return
		}
		k.used(ctx)
	})
}

func (k *kit) used(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) {
		state := "ready"
		if k.env.Fault == ui.FaultLocked {
			state = "locked"
		}
		browser.SetKit(state)
		browser.MarkOnce("kit:" + state)
		k.retime()
		go k.local()
		k.want()
	})
}

// local gives the program the time zone of the device, with its summers and its winters, when the one that it has tells
// another time: at the start, and after the device was carried elsewhere.
func (k *kit) local() {
	now := time.Now()
	for _, months := range []int{-6, -3, 0, 3, 6} {
		at := now.AddDate(0, months, 0)
		if _, offset := at.Zone(); offset != browser.Offset(at.Unix()) {
			time.Local = i18n.Zone(browser.Offset, now.AddDate(-10, 0, 0).Unix(), now.AddDate(2, 0, 0).Unix())
			k.shell.Synced()
			return
		}
	}
}

// ring counts what was saved here for the next backup, tells the other windows, and folds the index when it is time.
func (k *kit) ring(seq uint64, records int) {
	if records > 0 {
		k.env.Changed(records)
		k.shell.Saved()
	}
	if k.channel != nil {
		k.channel.Post(strconv.FormatUint(seq, 10))
	}
	go k.housekeep(k.env.Book.Housekeep)
}

// housekeep folds the index, in one window at a time.
func (k *kit) housekeep(fold func(context.Context) error) {
	_, _ = browser.IfFree(context.Background(), "trousse-housekeeping", true, func() error { return fold(context.Background()) })
}

// listen connects the browser's events.
func (k *kit) listen() {
	k.channel, _ = browser.OpenChannel("trousse")
	if k.channel != nil {
		k.channel.OnMessage(func(message string) {
			switch message {
			case lockAll:
				k.lock(ui.ByOther)
			case coverAll:
				k.covered()
			case flushAll:
				k.shell.Flush()
			default:
				k.catchUp()
			}
		})
	}
	browser.OnTouch(func(away bool) {
		if away {
			k.away()
		}
		k.touched()
	})
	browser.OnHide(func() {
		k.hidden()
		go func() {
			k.shell.Hidden()
			if k.env.Fault == "" && k.env.Book != nil && k.env.Book.Loaded() {
				k.housekeep(k.env.Book.HousekeepNow)
			}
		}()
	})
	browser.OnShow(func() {
		k.shown()
		k.shell.Shown()
		go k.local()
		go k.catchUp()
	})
	go k.midnight()
	browser.OnOnline(func(online bool) {
		k.shell.Online(online)
		if online {
			k.want()
		}
	})
	browser.OnUpdateReady(k.shell.Look)
	browser.OnInstallOffer(k.shell.Look)
	browser.OnBrought(k.shell.Brought)
	browser.SetFlush(func() error {
		k.shell.Flush()
		return nil
	})
	if !browser.Online() {
		k.shell.Online(false)
	}
}

// midnight shows the new day in a kit that is left open.
func (k *kit) midnight() {
	for {
		now := time.Now()
		next := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 1, 0, now.Location())
		time.Sleep(next.Sub(now))
		k.shell.Synced()
	}
}

func (k *kit) catchUp() {
	if k.env.Book == nil || k.env.Fault != "" {
		return
	}
	if changed, err := k.env.Book.CatchUp(context.Background()); err == nil && changed {
		k.shell.Synced()
	}
}

// deviceID tells this device's revisions from another's. It says nothing about the device.
func deviceID() string {
	const key = "trousse.device"
	id := browser.LocalGet(key)
	if id == "" {
		id = strconv.FormatInt(time.Now().UnixNano(), 36)
		browser.LocalSet(key, id)
	}
	return id
}

// witness adapts the browser's to the store's.
type witness struct{}

func (witness) Recall() (store.Mark, bool) {
	m, ok := browser.Witness{}.Recall()
	return store.Mark(m), ok
}

func (witness) Note(m store.Mark) { browser.Witness{}.Note(browser.Sentinel(m)) }
