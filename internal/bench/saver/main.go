//go:build js && wasm

// Command saver is the kit's store alone, in a page: each call of window.save keeps one conversation as the log form
// does (a new client, the conversation, a promise), through the same vault, cipher and IndexedDB; window.shield puts all of it
// under a passphrase.
package main

import (
	"context"
	"syscall/js"
	"time"

	"trousse/internal/browser"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/idb"
	"trousse/internal/vault"
)

type witness struct{}

func (witness) Recall() (store.Mark, bool) {
	m, ok := browser.Witness{}.Recall()
	return store.Mark(m), ok
}

func (witness) Note(m store.Mark) { browser.Witness{}.Note(browser.Sentinel(m)) }

func main() {
	ctx := context.Background()
	book, err := store.Open(ctx, store.Options{
		Place:   idb.New(idb.Options{}),
		Witness: witness{},
		AEAD:    cipher,
		Device:  "bench",
	})
	if err != nil {
		panic(err)
	}
	// Each is called with what is to be told the error, empty when there is none.
	offer("save", func() error {
		_, err := book.Save(ctx, "log", conversation(time.Now())...)
		return err
	})
	offer("shield", func() error {
		v, key, err := book.Vault().Protect(ctx, cipher, vault.Passphrase("heat pump under the stairs"), vault.DefaultCost, vault.NewRecovery())
		if err == nil {
			err = book.Rekey(ctx, v, key, false)
		}
		return err
	})
	select {}
}

func cipher(ctx context.Context, key []byte) (vault.AEAD, error) { return browser.NewAEAD(ctx, key) }

func offer(name string, do func() error) {
	js.Global().Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		go func() {
			said := ""
			if err := do(); err != nil {
				said = err.Error()
			}
			args[0].Invoke(said)
		}()
		return nil
	}))
}

func conversation(now time.Time) []store.Write {
	client := journal.Client{ID: journal.NewID(), Name: "Rosalie Tremblay", ClientKind: journal.External, Phone: "+14185550199"}
	talk := journal.Interaction{
		ID: journal.NewID(), Client: client.ID, At: now, Channel: journal.Phone, About: "heat pump",
		Request: "The unit stops at night and starts again at noon.", FeelingBefore: 2, FeelingAfter: 4,
		Notes: "Already called twice. Prefers the morning. The installer was there last week and left the manual.",
	}
	promise := journal.Promise{
		ID: journal.NewID(), Client: client.ID, Interaction: talk.ID, What: "Call back with the date of the visit",
		Made: journal.DayOf(now), Due: journal.DayOf(now).Add(2), State: journal.Open,
	}
	return []store.Write{{Record: talk}, {Record: client}, {Record: promise}}
}
