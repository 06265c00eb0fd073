package storetest

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// everything is all that lies in a place: what its tables give, and the key of an open vault.
func everything(t *testing.T, tables store.Tables) (sealed [][]byte, key []byte) {
	t.Helper()
	o, err := tables.Opening(t.Context())
	must(t, err)
	sealed = append(sealed, o.Today, o.Pages)
	for _, c := range o.Changes {
		sealed = append(sealed, c.Delta)
	}
	pages, err := tables.Pages(t.Context(), []int{0, 1, 2})
	must(t, err)
	for _, p := range pages {
		sealed = append(sealed, p.Sealed)
	}
	revs, err := tables.Scan(t.Context(), journal.Ref{}, 10_000)
	must(t, err)
	for _, r := range revs {
		sealed = append(sealed, r.Sealed)
	}
	drafts, err := tables.DraftKeys(t.Context())
	must(t, err)
	for _, d := range drafts {
		b, err := tables.Draft(t.Context(), d)
		must(t, err)
		sealed = append(sealed, b)
	}
	v, err := vault.Parse(o.Vault)
	must(t, err)
	key, _ = v.Key()
	return sealed, key
}

// A first passphrase moves everything under a new key, which the passphrase or the code gives and nothing else does.
// Removing it moves everything back.
func bookRekey(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	clients := many(t, b, 300)
	clients[250].Name = "Client 0250 bis"
	_, err := b.Save(t.Context(), "", store.Write{Record: clients[250], Base: 1})
	must(t, err)
	Save(t, b, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	pic, loose := journal.NewID(), journal.NewID()
	must(t, b.PutPhoto(t.Context(), pic, picture(1)))
	must(t, b.PutPhoto(t.Context(), loose, picture(2)))
	Save(t, b, shot(clients[3], "robinet", pic))
	_, err = b.Erase(t.Context(), "2026-11-21", clients[299].ID)
	must(t, err)
	want := state(t, b)
	_, former := everything(t, open(t, window()))

	var rung []uint64
	b.OnSaved(func(seq uint64, _ int) { rung = append(rung, seq) })
	id := b.VaultID()
	code, err := s.protect(t, b)
	must(t, err)
	if len(rung) != 1 || b.VaultID() != id {
		t.Errorf("rung %v, vault %s, was %s", rung, b.VaultID(), id)
	}
	same(t, "protected", state(t, b), want)
	var locked *store.LockedError
	if _, err := store.Open(t.Context(), s.Options(window())); !errors.As(err, &locked) || !errors.Is(err, vault.ErrLocked) || !locked.Vault.Has(vault.RecoverySlot) {
		t.Errorf("opened without a secret: %v", err)
	}
	if _, err := store.Open(t.Context(), s.locked(window(), passphrase+"x")); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("opened with a wrong one: %v", err)
	}
	sealed, key := everything(t, open(t, window()))
	if key != nil || len(sealed) < 600 {
		t.Errorf("%d sealed texts, key %x", len(sealed), key)
	}
	aead, err := s.AEAD(t.Context(), former)
	must(t, err)
	box := vault.NewBox(b.Vault(), aead)
	for _, bytes := range sealed {
		for _, c := range []string{"today", "pages", "change", "page|0", "page|1", "draft|log"} {
			if _, err := box.Open(t.Context(), c, bytes); err == nil {
				t.Fatalf("the former key opens %s", c)
			}
		}
	}
	for _, secret := range []vault.Secret{passphrase, code} {
		again := s.unlock(t, window(), secret)
		same(t, "unlocked", state(t, again), want)
		if d, err := again.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
			t.Errorf("draft %q, %v", d, err)
		}
		if v, err := again.History(t.Context(), clients[250].ID); err != nil || len(v) != 2 {
			t.Errorf("history %v, %v", v, err)
		}
		seen(t, "unlocked", again, pic, picture(1))
		seen(t, "of a form", again, loose, picture(2))
		if all, err := again.Erased(t.Context()); err != nil || len(all) != 2 {
			t.Errorf("erased %v, %v", all, err)
		}
	}
	Save(t, b, Client("Après"))
	want = state(t, b)

	must(t, b.Rekey(t.Context(), b.Vault().Rekey(), nil, false))
	same(t, "protection removed", state(t, s.Book(t, window())), want)
	if _, key := everything(t, open(t, window())); key == nil || bytes.Equal(key, former) {
		t.Errorf("the key is %x, was %x", key, former)
	}
}

// While everything moves, other windows write no records that the new generation would not hold: they are told to wait,
// then to open again.
func bookRekeyAmongWindows(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	Save(t, b, Client("Ana"))
	other := s.Book(t, window())
	asked := 0
	opt := s.Options(window())
	opt.Notify = func(n store.Notice) { asked++ }
	mover, err := store.Open(t.Context(), opt)
	must(t, err)
	t.Cleanup(mover.Close)
	v, key, err := mover.Vault().Protect(t.Context(), s.AEAD, passphrase, cheap, vault.Recovery{})
	must(t, err)
	must(t, mover.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		if _, err := other.Save(t.Context(), "", store.Write{Record: Client("Pendant")}); !errors.Is(err, store.ErrBusy) {
			t.Errorf("a write in the middle of a restore: %v", err)
		}
		if err := other.SetVault(t.Context(), other.Vault()); !errors.Is(err, store.ErrBusy) {
			t.Errorf("a passphrase in the middle of a restore: %v", err)
		}
		return b.Revisions(t.Context(), in.Revision)
	}))
	v.KeyID = journal.NewID()
	if err := mover.Rekey(t.Context(), vault.New(), key, false); !errors.Is(err, store.ErrConflict) {
		t.Errorf("another vault: %v", err)
	}
	if err := mover.Rekey(t.Context(), mover.Vault(), key, false); !errors.Is(err, store.ErrConflict) {
		t.Errorf("the same key: %v", err)
	}
	Save(t, mover, Client("Bo")) // what was refused left no ice behind
	for _, left := range []*store.Book{b, other} {
		if _, err := left.Save(t.Context(), "", store.Write{Record: Client("Non")}); !errors.Is(err, store.ErrClosed) {
			t.Errorf("written by a window that was left behind: %v", err)
		}
		left.Close()
	}
	writer := s.Book(t, window())
	_, err = s.protect(t, mover)
	must(t, err)
	if _, err := writer.Save(t.Context(), "", store.Write{Record: Client("Non")}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("written under the former key: %v", err)
	}
	again := s.unlock(t, window(), passphrase)
	must(t, again.LoadIndex(t.Context()))
	if got := titles(again.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Bo"}) || asked == 0 {
		t.Errorf("kept %q, told %d times", got, asked)
	}
}
