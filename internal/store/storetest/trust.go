package storetest

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// Frozen, a generation takes no revisions and no vault from any window, until it is thawed or its filler goes.
func freezing(t *testing.T, s Suite) {
	window := s.New(t)
	p := window()
	tables := begun(t, p)
	other := open(t, window())
	next, err := p.Begin(t.Context(), tables.Generation())
	must(t, err)
	must(t, tables.Freeze(t.Context(), next.Generation()))
	refused := func(when string) {
		t.Helper()
		for i, tables := range []store.Tables{tables, other} {
			_, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}, Delta: []byte("no")})
			if !errors.Is(err, store.ErrBusy) {
				t.Errorf("%s: window %d wrote: %v", when, i, err)
			}
			if err := tables.PutVault(t.Context(), []byte("no")); !errors.Is(err, store.ErrBusy) {
				t.Errorf("%s: window %d set the vault: %v", when, i, err)
			}
			must(t, tables.PutDraft(t.Context(), "log", []byte("draft")))
		}
		o, err := other.Opening(t.Context())
		if err != nil || len(o.Changes) != 0 || string(o.Vault) != "vault" {
			t.Errorf("%s: %+v, %v", when, o, err)
		}
	}
	refused("frozen")
	commit(t, next, rev("b", 1))
	second, err := window().Begin(t.Context(), tables.Generation())
	must(t, err)
	if err := other.Freeze(t.Context(), second.Generation()); !errors.Is(err, store.ErrBusy) {
		t.Errorf("frozen twice: %v", err)
	}
	must(t, other.Thaw(t.Context(), second.Generation()))
	refused("thawed by who had not frozen it")
	must(t, tables.Thaw(t.Context(), next.Generation()))
	commit(t, other, rev("a", 1))
	must(t, tables.PutVault(t.Context(), []byte("vault")))

	must(t, other.Freeze(t.Context(), second.Generation()))
	if _, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}}); !errors.Is(err, store.ErrBusy) {
		t.Errorf("frozen again: %v", err)
	}
	second.Close() // as by a kill
	if _, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a true conflict under the ice: %v", err)
	}
	commit(t, tables, rev("a", 2))
	commit(t, other, rev("a", 3))
	must(t, other.Freeze(t.Context(), next.Generation()))
	must(t, p.Flip(t.Context(), next))
	t.Cleanup(next.Close)
	commit(t, next, rev("b", 2))
	if _, err := other.Commit(t.Context(), store.Batch{}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("written to what was replaced: %v", err)
	}
}

func erasedList(t *testing.T, s Suite) {
	window := s.New(t)
	tables := begun(t, window())
	if all, err := tables.Erased(t.Context()); len(all) != 0 || err != nil {
		t.Errorf("%v, %v", all, err)
	}
	must(t, tables.PutErased(t.Context(), nil))
	must(t, tables.PutErased(t.Context(), []store.Erased{{ID: "b", Day: "2026-11-21"}, {ID: "a", Day: "2026-11-22"}}))
	must(t, tables.PutErased(t.Context(), []store.Erased{{ID: "b", Day: "2026-11-23"}}))
	all, err := open(t, window()).Erased(t.Context())
	if err != nil || !slices.Equal(all, []store.Erased{{ID: "a", Day: "2026-11-22"}, {ID: "b", Day: "2026-11-23"}}) {
		t.Errorf("%v, %v", all, err)
	}
}

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
	want := state(t, b)
	_, former := everything(t, open(t, window()))

	var rung []uint64
	b.OnSaved(func(seq uint64) { rung = append(rung, seq) })
	id := b.VaultID()
	code, err := s.protect(t, b)
	must(t, err)
	if len(rung) != 1 || b.VaultID() != id {
		t.Errorf("rung %v, vault %s, was %s", rung, b.VaultID(), id)
	}
	same(t, "protected", state(t, b), want)
	if _, err := store.Open(t.Context(), s.Options(window())); !errors.Is(err, vault.ErrLocked) {
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
	}
	Save(t, b, Client("Après"))
	want = state(t, b)

	must(t, b.Rekey(t.Context(), b.Vault().Rekey(), nil, false))
	same(t, "protection removed", state(t, s.Book(t, window())), want)
	if _, key := everything(t, open(t, window())); key == nil || bytes.Equal(key, former) {
		t.Errorf("the key is %x, was %x", key, former)
	}
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
	must(t, b.Restore(t.Context(), func(yield func(journal.Revision) error) error {
		return from.Revisions(t.Context(), yield)
	}))
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
	must(t, b.Restore(t.Context(), func(yield func(journal.Revision) error) error { // it does not know the code yet
		return b.Revisions(t.Context(), yield)
	}))
	for _, secret := range []vault.Secret{next, code} {
		s.unlock(t, window(), secret)
	}
	if _, err := store.Open(t.Context(), s.locked(window(), passphrase)); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("the former passphrase: %v", err)
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
	must(t, mover.Restore(t.Context(), func(yield func(journal.Revision) error) error {
		if _, err := other.Save(t.Context(), "", store.Write{Record: Client("Pendant")}); !errors.Is(err, store.ErrBusy) {
			t.Errorf("a write in the middle of a restore: %v", err)
		}
		if err := other.SetVault(t.Context(), other.Vault()); !errors.Is(err, store.ErrBusy) {
			t.Errorf("a passphrase in the middle of a restore: %v", err)
		}
		return b.Revisions(t.Context(), yield)
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

// What is erased is nowhere any more, comes back by no restore, and nothing else goes.
func bookErase(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	ana, bo, twin := Client("Ana Tremblay"), Client("Bo"), Client("A. Tremblay")
	one, two, moved := Talk(ana, "chaudière", 1), Talk(bo, "facture", 2), Talk(ana, "mauvais dossier", 3)
	promise := Promise(ana, "rappeler", "2026-11-27")
	Save(t, b, ana, bo, twin)
	Save(t, b, one, moved, promise)
	Save(t, b, two)
	moved.Client = bo.ID
	_, err := b.Save(t.Context(), "", store.Write{Record: moved, Base: 1})
	must(t, err)
	ana.Name = "Ana Tremblay-Roy"
	_, err = b.Save(t.Context(), "", store.Write{Record: ana, Base: 1}, store.Write{Record: twin, Base: 1, Gone: true}) // one person
	must(t, err)
	_, err = b.Save(t.Context(), "", store.Write{Record: promise, Base: 1, Gone: true})
	must(t, err)
	Save(t, b, Talk(ana, "dernière", 4))
	must(t, b.HousekeepNow(t.Context()))
	must(t, b.PutDraft(t.Context(), "log", []byte(`{"client":"Ana  TREMBLAY","notes":""}`)))
	must(t, b.PutDraft(t.Context(), "client/"+ana.ID, []byte("{}")))
	must(t, b.PutDraft(t.Context(), "client/"+bo.ID, []byte("Anabelle")))
	var backup []journal.Revision
	must(t, b.Revisions(t.Context(), func(r journal.Revision) error { backup = append(backup, r); return nil }))
	other := s.Book(t, window())
	must(t, other.LoadIndex(t.Context()))
	vaultBefore := b.Vault()

	if _, err := b.Erase(t.Context(), "2026-11-21", journal.NewID()); !errors.Is(err, store.ErrNone) {
		t.Errorf("erased what never was: %v", err)
	}
	Save(t, b, Client("Cy")) // which left no ice behind
	must(t, b.LoadIndex(t.Context()))
	done, err := b.Erase(t.Context(), "2026-11-21", ana.ID)
	must(t, err)
	if done.Records != 5 || done.Revisions != 8 || done.Drafts != 2 || done.Unreadable != nil {
		t.Errorf("erased %+v", done)
	}
	if !reflect.DeepEqual(b.Vault(), vaultBefore) {
		t.Errorf("the vault is another: %+v", b.Vault())
	}
	check := func(when string, b *store.Book, want ...string) {
		t.Helper()
		must(t, b.LoadIndex(t.Context()))
		if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, want) {
			t.Errorf("%s: clients %q, want %q", when, got, want)
		}
		if got := titles(b.Of(bo.ID)); !slices.Equal(got, []string{"mauvais dossier", "facture"}) {
			t.Errorf("%s: of the other client: %q", when, got)
		}
		if v, err := b.History(t.Context(), moved.ID); err != nil || len(v) != 2 {
			t.Errorf("%s: history %v, %v", when, v, err)
		}
		for _, q := range []string{"tremblay", "chaudiere", "rappeler", "derniere"} {
			if got := b.Search(q, 9); len(got) != 0 {
				t.Errorf("%s: %q finds %v", when, q, got)
			}
		}
		must(t, b.Revisions(t.Context(), func(r journal.Revision) error {
			if r.ID != moved.ID && strings.Contains(string(r.Body), ana.ID) || strings.Contains(string(r.Body), "Tremblay") {
				t.Errorf("%s: %s", when, r.Body)
			}
			return nil
		}))
		all, err := b.Erased(t.Context())
		if err != nil || len(all) != 5 || all[0].Day != "2026-11-21" || !slices.ContainsFunc(all, func(e store.Erased) bool { return e.ID == twin.ID }) {
			t.Errorf("%s: noted %v, %v", when, all, err)
		}
	}
	check("erased", b, "Bo", "Cy")
	check("opened again", s.Book(t, window()), "Bo", "Cy")
	if keys, err := b.DraftKeys(t.Context()); err != nil || !slices.Equal(keys, []string{"client/" + bo.ID}) {
		t.Errorf("drafts %q, %v", keys, err)
	}
	if _, err := other.Save(t.Context(), "", store.Write{Record: ana, Base: 2}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a window that was left behind brings them back: %v", err)
	}
	Save(t, b, Client("Di"))

	// Neither does a backup made before, nor one of another device that had written about them since.
	late := Talk(ana, "ailleurs", 5)
	elsewhere := s.Book(t, s.New(t)())
	Save(t, elsewhere, late)
	must(t, elsewhere.Revisions(t.Context(), func(r journal.Revision) error { backup = append(backup, r); return nil }))
	restore := func(b *store.Book, erased ...store.Erased) {
		t.Helper()
		must(t, b.Restore(t.Context(), func(yield func(journal.Revision) error) error {
			for _, r := range backup {
				if err := yield(r); err != nil {
					return err
				}
			}
			return nil
		}, erased...))
	}
	restore(b)
	check("restored", b, "Bo")
	check("restored and opened again", s.Book(t, window()), "Bo")
	if _, err := b.Get(t.Context(), late.ID); !errors.Is(err, store.ErrNone) {
		t.Errorf("what another device wrote: %v", err)
	}
	// On another device, what the backup says was erased stays away.
	list, err := b.Erased(t.Context())
	must(t, err)
	restore(elsewhere, list...)
	check("restored elsewhere", elsewhere, "Bo")
}
