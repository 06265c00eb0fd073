package storetest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// cheap is the least that a passphrase may cost.
var cheap = vault.Cost{Memory: 7 << 10, Time: 5, Threads: 1}

const passphrase = vault.Passphrase("érable canot hiver lune sapin")

// protect has a book's vault protected.
func (s Suite) protect(t *testing.T, b *store.Book) (vault.Recovery, error) {
	t.Helper()
	code := vault.NewRecovery()
	v, key, err := b.Vault().Protect(t.Context(), s.AEAD, passphrase, cheap, code)
	must(t, err)
	return code, b.Rekey(t.Context(), v, key, false)
}

// locked are the options of a book whose vault a secret opens.
func (s Suite) locked(p store.Place, secret vault.Secret) store.Options {
	o := s.Options(p)
	o.Key = func(ctx context.Context, v vault.Vault) ([]byte, error) { return v.Unlock(ctx, s.AEAD, secret) }
	return o
}

// unlock opens a book with a secret.
func (s Suite) unlock(t *testing.T, p store.Place, secret vault.Secret) *store.Book {
	t.Helper()
	b, err := store.Open(t.Context(), s.locked(p, secret))
	must(t, err)
	t.Cleanup(b.Close)
	return b
}

// An empty kit can be protected before its first record, and a restore leaves the protection as it is.
func bookProtected(t *testing.T, s Suite) {
	window := s.New(t)
	empty := s.unlock(t, window(), passphrase)
	code, err := s.protect(t, empty)
	must(t, err)
	b := s.unlock(t, window(), passphrase)
	Save(t, b, Client("Avant"))
	from := s.Book(t, s.New(t)())
	Save(t, from, Client("Ana"))
	before := b.Vault()
	must(t, Restore(t, b, from))
	if !reflect.DeepEqual(b.Vault(), before) {
		t.Errorf("the restore changed the vault: %+v", b.Vault())
	}
	Save(t, b, Client("Bo"))
	for _, secret := range []vault.Secret{passphrase, code} {
		again := s.unlock(t, window(), secret)
		must(t, again.LoadIndex(t.Context()))
		if got := titles(again.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Bo"}) {
			t.Errorf("kept %q", got)
		}
	}
	if _, err := empty.Save(t.Context(), "", store.Write{Record: Client("Non")}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("written by a window that was left behind: %v", err)
	}
}

// Another passphrase or code changes the record alone; a window that knows a former one learns it first, and a restore
// by it keeps the latest.
func bookSetVault(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	if err := b.SetVault(t.Context(), b.Vault()); !errors.Is(err, store.ErrNone) {
		t.Errorf("set before there is one: %v", err)
	}
	Save(t, b, Client("Ana"))
	_, err := s.protect(t, b)
	must(t, err)
	other := s.unlock(t, window(), passphrase)
	const next = vault.Passphrase("une autre phrase de plusieurs mots")
	v, err := b.Vault().ChangePassphrase(t.Context(), s.AEAD, passphrase, next, cheap)
	must(t, err)
	must(t, b.SetVault(t.Context(), v))
	Save(t, other, Client("Bo")) // the key is the same
	code := vault.NewRecovery()
	w, err := other.Vault().AddRecovery(t.Context(), s.AEAD, passphrase, code)
	must(t, err)
	if err := other.SetVault(t.Context(), w); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a former record came back: %v", err)
	}
	if w, err = other.Vault().AddRecovery(t.Context(), s.AEAD, next, code); err == nil {
		err = other.SetVault(t.Context(), w)
	}
	must(t, err)
	if err := b.SetVault(t.Context(), vault.New()); !errors.Is(err, store.ErrConflict) {
		t.Errorf("another vault: %v", err)
	}
	must(t, Restore(t, b, b)) // it does not know the code yet
	for _, secret := range []vault.Secret{next, code} {
		s.unlock(t, window(), secret)
	}
	if _, err := store.Open(t.Context(), s.locked(window(), passphrase)); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("the former passphrase: %v", err)
	}
}

// Locked, a book holds nothing any more, whatever was under way; the place opens again with the secret.
func bookLocks(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	Save(t, b, Client("Ana"), journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	_, err := s.protect(t, b)
	must(t, err)
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	b.Close()
	if day := b.Today(); len(day.People) != 0 || day.Settings.UserName != "" || len(b.List(journal.KindClient, 0)) != 0 || b.Loaded() {
		t.Errorf("still there: %+v", day)
	}
	for name, op := range map[string]func() error{
		"save":      func() error { _, err := b.Save(t.Context(), "", store.Write{Record: Client("Non")}); return err },
		"draft":     func() error { return b.PutDraft(t.Context(), "log", []byte("non")) },
		"read":      func() error { _, err := b.Draft(t.Context(), "log"); return err },
		"load":      func() error { return b.LoadIndex(t.Context()) },
		"catch up":  func() error { _, err := b.CatchUp(t.Context()); return err },
		"fold":      func() error { return b.HousekeepNow(t.Context()) },
		"set vault": func() error { return b.SetVault(t.Context(), b.Vault()) },
		"rekey":     func() error { return b.Rekey(t.Context(), b.Vault().Rekey(), nil, false) },
		"restore":   func() error { return Restore(t, b, b) },
		"erase":     func() error { _, err := b.Erase(t.Context(), "2026-11-21", journal.NewID()); return err },
	} {
		if err := op(); err != nil && !errors.Is(err, store.ErrClosed) || err == nil && name != "fold" {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := s.unlock(t, window(), passphrase)
	if d, err := again.Draft(t.Context(), "log"); err != nil || string(d) != "un début" || again.Today().Settings.UserName != "Ali" {
		t.Errorf("unlocked: draft %q, %v, %+v", d, err, again.Today())
	}
}
