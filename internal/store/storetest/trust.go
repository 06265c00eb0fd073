package storetest

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

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
			if _, err := tables.Erase(t.Context(), store.Erasing{Records: []store.Erased{{ID: "a", Day: "2026-11-21"}}}); !errors.Is(err, store.ErrBusy) {
				t.Errorf("%s: window %d erased: %v", when, i, err)
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

// Wiped, a place is empty for every window, and whoever had it open is told.
func wiping(t *testing.T, s Suite) {
	window := s.New(t)
	must(t, window().Wipe(t.Context())) // nothing to take away
	b := s.Book(t, window())
	Save(t, b, Client("Ana"))
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	must(t, window().Wipe(t.Context()))
	if tables, err := window().Open(t.Context()); tables != nil || err != nil {
		t.Errorf("left: %v, %v", tables, err)
	}
	for again := 0; ; again++ { // a browser tells the other windows when it can
		_, err := b.Save(t.Context(), "", store.Write{Record: Client("Bo")})
		if errors.Is(err, store.ErrClosed) {
			break
		}
		if err != nil || again > 1000 {
			t.Fatalf("written to what is gone: %v", err)
		}
	}
	Save(t, s.Book(t, window()), Client("Cy"))
	again := s.Book(t, window())
	must(t, again.LoadIndex(t.Context()))
	if got := titles(again.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Cy"}) {
		t.Errorf("begun anew: %q", got)
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

// Joined, a backup brings what is missing here and what it knows later; nothing here goes, and nothing erased comes back.
func bookJoin(t *testing.T, s Suite) {
	window := s.New(t)
	there := s.Book(t, s.New(t)())
	later := s.Options(window())
	later.Now = func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
	here, err := store.Open(t.Context(), later)
	must(t, err)
	t.Cleanup(here.Close)

	pic, shared := journal.NewID(), journal.NewID()
	ana, bo, cy, di, ed := Client("Ana"), Client("Bo"), Client("Cy"), Client("Di"), Client("Ed")
	ferre := shot(ana, "robinet", shared)
	must(t, there.PutPhoto(t.Context(), shared, picture(1)))
	Save(t, there, ana, bo, ed, ferre)
	must(t, Restore(t, here, there)) // without the photo, which comes later
	// Then each goes its own way: there first, here a day later.
	set := func(b *store.Book, base int, c journal.Client, name string) {
		t.Helper()
		c.Name = name
		_, err := b.Save(t.Context(), "", store.Write{Record: c, Base: base})
		must(t, err)
	}
	set(there, 1, bo, "Bo de là-bas")
	set(there, 1, ana, "Ana de là-bas")
	set(here, 1, bo, "Bo d’ici")
	must(t, there.PutPhoto(t.Context(), pic, picture(2)))
	Save(t, there, cy, shot(cy, "fuite", pic), journal.Settings{ID: journal.NewID(), UserName: "Là-bas"})
	_, err = there.Save(t.Context(), "", store.Write{Record: ed, Base: 1, Gone: true})
	must(t, err)
	Save(t, here, di, journal.Settings{ID: journal.NewID(), UserName: "Ici"})
	must(t, here.PutDraft(t.Context(), "log", []byte("un début")))
	lost := Client("Fa")
	Save(t, there, lost, Talk(lost, "facture", 1))
	Save(t, here, lost)
	_, err = here.Erase(t.Context(), "2026-11-22", lost.ID)
	must(t, err)

	var tombs []store.Erased
	join := func() {
		t.Helper()
		must(t, here.Restore(t.Context(), store.Join, func(in journal.Intake) error {
			for _, e := range tombs {
				must(t, in.Erased(e))
			}
			if err := there.Revisions(t.Context(), in.Revision); err != nil {
				return err
			}
			return errors.Join(in.Photo(pic, picture(2)), in.Photo(shared, picture(1)))
		}))
	}
	compare := func(want store.Comparison) {
		t.Helper()
		must(t, here.LoadIndex(t.Context()))
		in, done, err := here.Comparer(t.Context())
		must(t, err)
		for _, e := range tombs {
			must(t, in.Erased(e))
		}
		must(t, there.Revisions(t.Context(), in.Revision))
		if got := done(); got != want {
			t.Errorf("compared: %+v, want %+v", got, want)
		}
	}
	compare(store.Comparison{New: 2, Known: 3, Erased: 2, Alone: 2})
	for _, when := range []string{"joined", "joined twice"} {
		join()
		compare(store.Comparison{Known: 5, Erased: 2, Alone: 2})
		for _, b := range []*store.Book{here, s.Book(t, window())} {
			must(t, b.LoadIndex(t.Context()))
			if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana de là-bas", "Bo d’ici", "Cy", "Di", "Ed"}) {
				t.Errorf("%s: clients %q", when, got)
			}
			if v, err := b.History(t.Context(), ana.ID); err != nil || len(v) != 2 {
				t.Errorf("%s: history of %d, %v", when, len(v), err)
			}
			if v, err := b.History(t.Context(), bo.ID); err != nil || len(v) != 2 {
				t.Errorf("%s: history of %d, %v", when, len(v), err)
			}
			if got := b.Today().Settings.UserName; got != "Ici" {
				t.Errorf("%s: settings of %q", when, got)
			}
			if got := b.Search("facture", 9); len(got) != 0 {
				t.Errorf("%s: what was erased is back: %v", when, got)
			}
			seen(t, when, b, pic, picture(2))
			seen(t, when, b, shared, picture(1))
			if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
				t.Errorf("%s: draft %q, %v", when, d, err)
			}
		}
	}
	last, err := here.Get(t.Context(), ana.ID)
	must(t, err)
	if _, err := here.Undo(t.Context(), last.Ref); err != nil {
		t.Errorf("what came in cannot be undone: %v", err)
	}
	tombs = []store.Erased{{ID: bo.ID, Day: "2026-11-22"}}
	compare(store.Comparison{Known: 4, Erased: 3, Alone: 2, Away: 1})
	join()
	if got := titles(here.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Cy", "Di", "Ed"}) {
		t.Errorf("erased there: clients %q", got)
	}
	if all, err := here.Erased(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("noted %v, %v", all, err)
	}
	boom := errors.New("boom")
	if err := here.Restore(t.Context(), store.Join, func(journal.Intake) error { return boom }); !errors.Is(err, boom) {
		t.Error(err)
	}
	fresh := s.Book(t, s.New(t)())
	must(t, fresh.Restore(t.Context(), store.Join, func(in journal.Intake) error { return here.Revisions(t.Context(), in.Revision) }))
	if got := titles(fresh.List(journal.KindClient, 0)); len(got) != 4 {
		t.Errorf("joined to nothing: %q", got)
	}
}
