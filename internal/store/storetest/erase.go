package storetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
)

func photos(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	if b, err := tables.Photo(t.Context(), "p"); b != nil || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	must(t, tables.PutDraft(t.Context(), "photo/p", []byte("draft")))
	batch := store.Batch{
		Revisions: []store.SealedRevision{rev("a", 1)}, Delta: []byte("delta"),
		Photos: []store.SealedPhoto{{ID: "p", Sealed: []byte("one")}, {ID: "q", Sealed: []byte("two")}}, Used: []string{"photo/p"},
	}
	_, err := tables.Commit(t.Context(), batch)
	must(t, err)
	if b, err := tables.Photo(t.Context(), "q"); string(b) != "two" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	if keys, err := tables.DraftKeys(t.Context()); len(keys) != 0 || err != nil {
		t.Errorf("drafts %q, %v", keys, err)
	}
	batch.Photos = []store.SealedPhoto{{ID: "r", Sealed: []byte("three")}}
	if _, err := tables.Commit(t.Context(), batch); !errors.Is(err, store.ErrConflict) {
		t.Errorf("the same revision: %v", err)
	}
	if b, err := tables.Photo(t.Context(), "r"); b != nil || err != nil {
		t.Errorf("of a write that never was: %q, %v", b, err)
	}
	if n, err := tables.Photos(t.Context()); n != 2 || err != nil {
		t.Errorf("%d photos, %v", n, err)
	}
}

func erasing(t *testing.T, s Suite) {
	window := s.New(t)
	tables := begun(t, window())
	_, err := tables.Commit(t.Context(), store.Batch{
		Revisions: []store.SealedRevision{rev("a", 1), rev("a", 2), rev("b", 1)}, Delta: []byte("delta"),
		Photos: []store.SealedPhoto{{ID: "p", Sealed: []byte("one")}, {ID: "q", Sealed: []byte("two")}},
	})
	must(t, err)
	must(t, tables.PutDraft(t.Context(), "log", []byte("one")))
	must(t, tables.PutDraft(t.Context(), "client/b", []byte("two")))
	must(t, tables.Fold(t.Context(), store.Fold{Through: 1, Pages: []store.SealedPage{{Number: 0, Sealed: []byte("page")}}, PageList: []byte("list"), Today: []byte("today")}))
	last := commit(t, tables, rev("b", 2))
	what := store.Erasing{Last: last - 1, Records: []store.Erased{{ID: "a", Day: "2026-11-22"}}, Photos: []string{"p"}, Drafts: []string{"log"}}
	if _, err := tables.Erase(t.Context(), what); !errors.Is(err, store.ErrMoved) {
		t.Errorf("erased over a write that nobody had seen: %v", err)
	}
	if all, err := tables.Revisions(t.Context(), "a"); len(all) != 2 || err != nil {
		t.Errorf("%d revisions, %v", len(all), err)
	}
	what.Last = last
	seq, err := tables.Erase(t.Context(), what)
	must(t, err)
	if seq <= last {
		t.Errorf("number %d after %d", seq, last)
	}
	if _, err := tables.Erase(t.Context(), what); !errors.Is(err, store.ErrMoved) {
		t.Errorf("erased twice: %v", err)
	}
	other := open(t, window())
	o, err := other.Opening(t.Context())
	if err != nil || o.Through != seq || o.Today != nil || o.Pages != nil || len(o.Changes) != 0 || string(o.Vault) != "vault" {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err := other.Since(t.Context(), last); err != nil || o.Through != seq {
		t.Errorf("another window sees %+v, %v", o, err)
	}
	if pages, err := other.Pages(t.Context(), []int{0}); len(pages) != 0 || err != nil {
		t.Errorf("pages %v, %v", pages, err)
	}
	if all, err := other.Scan(t.Context(), journal.Ref{}, 9); err != nil || !slices.EqualFunc(all, []journal.Ref{{ID: "b", N: 1}, {ID: "b", N: 2}}, func(r store.SealedRevision, ref journal.Ref) bool { return r.Ref == ref }) {
		t.Errorf("left %v, %v", all, err)
	}
	p, _ := other.Photo(t.Context(), "p")
	q, _ := other.Photo(t.Context(), "q")
	if keys, err := other.DraftKeys(t.Context()); p != nil || string(q) != "two" || !slices.Equal(keys, []string{"client/b"}) || err != nil {
		t.Errorf("photos %q and %q, drafts %q, %v", p, q, keys, err)
	}
	if next := commit(t, other, rev("c", 1)); next <= seq {
		t.Errorf("number %d after %d", next, seq)
	}
	must(t, other.PutErased(t.Context(), []store.Erased{{ID: "0", Day: "2026-11-21"}}))
	if all, err := tables.Erased(t.Context()); err != nil || !slices.Equal(all, []store.Erased{{ID: "0", Day: "2026-11-21"}, what.Records[0]}) {
		t.Errorf("noted %v, %v", all, err)
	}
}

// picture is what a photo might be.
func picture(seed byte) []byte { return bytes.Repeat([]byte{0xFF, 0xD8, seed}, 1000) }

// shot is a conversation with photos.
func shot(c journal.Client, about string, ids ...string) journal.Interaction {
	i := Talk(c, about, 1)
	for _, id := range ids {
		i.Photos = append(i.Photos, journal.Photo{ID: id, When: journal.PhotoBefore, W: 4, H: 3, Size: 3000})
	}
	return i
}

func seen(t *testing.T, when string, b *store.Book, id string, want []byte) {
	t.Helper()
	got, err := b.Photo(t.Context(), id)
	if want == nil && errors.Is(err, store.ErrNone) {
		return
	}
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s: %d bytes, want %d, %v", when, len(got), len(want), err)
	}
}

// A photo survives a kill before its record is saved, is kept with it in one stroke, comes back with an undo, and goes
// along with a restore. One that was left behind goes by itself.
func bookPhotos(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	id, left := journal.NewID(), journal.NewID()
	must(t, b.PutPhoto(t.Context(), id, picture(1)))
	must(t, b.PutPhoto(t.Context(), left, picture(2)))
	must(t, b.PutDraft(t.Context(), "log", []byte(`{"_photos":"`+id+`"}`)))
	b = s.Book(t, window())
	seen(t, "after a kill", b, id, picture(1))
	c := Client("Ana")
	talk := shot(c, "robinet", id)
	_, err := b.Save(t.Context(), "log", store.Write{Record: c}, store.Write{Record: talk})
	must(t, err)
	seen(t, "saved", b, id, picture(1))
	seen(t, "saved, and opened again", s.Book(t, window()), id, picture(1))
	if keys, err := b.DraftKeys(t.Context()); err != nil || !slices.Equal(keys, []string{"photo/" + left}) {
		t.Errorf("drafts %q, %v", keys, err)
	}
	gone := talk
	gone.Photos = nil
	saved, err := b.Save(t.Context(), "", store.Write{Record: gone, Base: 1})
	must(t, err)
	must(t, b.HousekeepNow(t.Context()))
	_, err = b.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	seen(t, "undone", b, id, picture(1))
	seen(t, "of a form that may still be open", b, left, picture(2))
	late := s.Options(window())
	late.Now = func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }
	next, err := store.Open(t.Context(), late)
	must(t, err)
	t.Cleanup(next.Close)
	Save(t, next, Client("Bo"))
	must(t, next.HousekeepNow(t.Context()))
	seen(t, "swept", next, left, nil)
	seen(t, "not swept", next, id, picture(1))

	to := s.Book(t, s.New(t)())
	must(t, to.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		return errors.Join(next.Revisions(t.Context(), in.Revision),
			in.Photo(id, picture(1)), in.Photo(id, picture(2)), in.Photo(journal.NewID(), picture(3)))
	}))
	seen(t, "restored", to, id, picture(1))
}

func bookErase(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	ana, bo, twin, cy := Client("Ana Tremblay"), Client("Bo"), Client("A. Tremblay"), Client("Cy")
	cy.ReferredBy = ana.ID
	pic, draftPic, kept := journal.NewID(), journal.NewID(), journal.NewID()
	for i, id := range []string{pic, draftPic, kept} {
		must(t, b.PutPhoto(t.Context(), id, picture(byte(i))))
	}
	one, two, moved := shot(ana, "chaudière", pic), shot(bo, "facture", kept), Talk(ana, "mauvais dossier", 3)
	promise, open := Promise(ana, "rappeler", "2026-11-27"), Promise(ana, "soumission", "2026-11-28")
	better := journal.Improvement{ID: journal.NewID(), What: "Le stationnement", State: journal.Heard, Seen: "2026-11-20", Asked: []journal.Asker{{Client: ana.ID}, {Client: bo.ID}}}
	Save(t, b, ana, bo, twin, cy)
	Save(t, b, one, moved, promise, open)
	asked := journal.PrivacyCase{ID: journal.NewID(), CaseKind: journal.AskDeletion, Client: ana.ID, On: "2026-11-20"}
	Save(t, b, two, better, asked)
	moved.Client = bo.ID
	_, err := b.Save(t.Context(), "", store.Write{Record: moved, Base: 1})
	must(t, err)
	ana.Name = "Ana Tremblay-Roy"
	_, err = b.Save(t.Context(), "", store.Write{Record: ana, Base: 1}, store.Write{Record: twin, Base: 1, Gone: true}) // one person
	must(t, err)
	_, err = b.Save(t.Context(), "", store.Write{Record: promise, Base: 1, Gone: true})
	must(t, err)
	must(t, b.HousekeepNow(t.Context()))
	must(t, b.PutDraft(t.Context(), "log", []byte(`{"client":"Ana  TREMBLAY","_photos":"`+draftPic+`"}`)))
	must(t, b.PutDraft(t.Context(), "client/"+ana.ID, []byte("{}")))
	must(t, b.PutDraft(t.Context(), "client/"+bo.ID, []byte("Anabelle")))
	var backup []journal.Revision
	must(t, b.Revisions(t.Context(), func(r journal.Revision) error { backup = append(backup, r); return nil }))
	other := s.Book(t, window())
	must(t, other.LoadText(t.Context()))
	if len(b.Today().Promises) != 1 {
		t.Errorf("promised %v", b.Today().Promises)
	}
	if _, err := b.Erase(t.Context(), "2026-11-21", journal.NewID()); !errors.Is(err, store.ErrNone) {
		t.Errorf("erased what never was: %v", err)
	}
	var rung []uint64
	b.OnSaved(func(seq uint64, _ int) { rung = append(rung, seq) })
	done, err := b.Erase(t.Context(), "2026-11-21", ana.ID)
	must(t, err)
	if want := (store.Erasure{Records: 5, Revisions: 8, Photos: 1, Drafts: 3}); done != want || len(rung) != 2 { // one for whom it named
		t.Errorf("erased %+v, want %+v, rung %v", done, want, rung)
	}
	check := func(when string, b *store.Book) {
		t.Helper()
		must(t, b.LoadText(t.Context()))
		if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Bo", "Cy"}) {
			t.Errorf("%s: clients %q", when, got)
		}
		if got := titles(b.Of(bo.ID)); !slices.Equal(got, []string{"mauvais dossier", "facture"}) {
			t.Errorf("%s: of the other client: %q", when, got)
		}
		if day := b.Today(); len(day.Promises) != 0 {
			t.Errorf("%s: still promised: %v", when, day.Promises)
		}
		for _, q := range []string{"tremblay", "chaudiere", "rappeler", "soumission"} {
			if got := b.Search(q, 9); len(got) != 0 {
				t.Errorf("%s: %q finds %v", when, q, got)
			}
		}
		must(t, b.Revisions(t.Context(), func(r journal.Revision) error {
			if strings.Contains(string(r.Body), "Tremblay") {
				t.Errorf("%s: %s", when, r.Body)
			}
			return nil
		}))
		if v, err := b.Get(t.Context(), better.ID); err != nil || len(v.Record.(journal.Improvement).Asked) != 1 {
			t.Errorf("%s: asked by %+v, %v", when, v.Record, err)
		}
		if v, err := b.Get(t.Context(), cy.ID); err != nil || v.Record.(journal.Client).ReferredBy != "" {
			t.Errorf("%s: %+v, %v", when, v.Record, err)
		}
		if v, err := b.Get(t.Context(), asked.ID); err != nil || v.Record.(journal.PrivacyCase).Client != "" {
			t.Errorf("%s: the register names %+v, %v", when, v.Record, err)
		}
		seen(t, when, b, pic, nil)
		seen(t, when, b, kept, picture(2))
	}
	check("erased", b)
	check("opened again", s.Book(t, window()))
	for what, write := range map[string]store.Write{"a form that was open": {Record: ana, Base: 2}, "a form about them": {Record: Talk(ana, "trop tard", 4)}} {
		if _, err := other.Save(t.Context(), "", write); !errors.Is(err, store.ErrErased) {
			t.Errorf("%s in a window that has not heard yet: %v", what, err)
		}
	}
	_, err = other.CatchUp(t.Context())
	must(t, err)
	check("in another window", other)
	must(t, other.HousekeepNow(t.Context()))
	check("folded", s.Book(t, window()))
	if _, err := other.Save(t.Context(), "", store.Write{Record: ana, Base: 2}); !errors.Is(err, store.ErrErased) {
		t.Errorf("a form that was open brings them back: %v", err)
	}
	if _, err := other.Save(t.Context(), "", store.Write{Record: Talk(ana, "trop tard", 4)}); !errors.Is(err, store.ErrErased) {
		t.Errorf("a form about them that was open: %v", err)
	}
	if keys, err := b.DraftKeys(t.Context()); err != nil || !slices.Equal(keys, []string{"client/" + bo.ID}) {
		t.Errorf("drafts %q, %v", keys, err)
	}
	Save(t, b, Client("Di"))

	// Neither does a backup made before, nor what another device had written about them since.
	late := Talk(ana, "ailleurs", 5)
	elsewhere := s.Book(t, s.New(t)())
	Save(t, elsewhere, late)
	must(t, elsewhere.Revisions(t.Context(), func(r journal.Revision) error { backup = append(backup, r); return nil }))
	for range 2 { // the list of what was erased goes along
		must(t, b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
			for _, r := range backup {
				if err := in.Revision(r); err != nil {
					return err
				}
			}
			return errors.Join(in.Photo(pic, picture(0)), in.Photo(kept, picture(2)))
		}))
		must(t, b.LoadText(t.Context()))
		if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Bo", "Cy"}) {
			t.Errorf("restored %q", got)
		}
		for _, id := range []string{ana.ID, one.ID, late.ID} {
			if _, err := b.Get(t.Context(), id); !errors.Is(err, store.ErrNone) {
				t.Errorf("restored all the same: %v", err)
			}
		}
		seen(t, "restored", b, pic, nil)
		seen(t, "restored", b, kept, picture(2))
	}
}

// Of one conversation that is erased, nothing else goes but its photos; a write that comes between is not lost.
func bookEraseOne(t *testing.T, s Suite) {
	window := s.New(t)
	b, other := s.Book(t, window()), s.Book(t, window())
	pic := journal.NewID()
	must(t, b.PutPhoto(t.Context(), pic, picture(1)))
	c := Client("Ana")
	one, two := shot(c, "robinet", pic), Talk(c, "facture", 2)
	Save(t, b, c, one, two, Promise(c, "rappeler", "2026-11-27"))
	Save(t, other, Talk(c, "pendant", 3))
	done, err := b.Erase(t.Context(), "2026-11-22", one.ID)
	must(t, err)
	if done != (store.Erasure{Records: 1, Revisions: 1, Photos: 1}) {
		t.Errorf("erased %+v", done)
	}
	seen(t, "erased", b, pic, nil)
	if got := titles(b.Of(c.ID)); !slices.Equal(got, []string{"rappeler", "pendant", "facture"}) {
		t.Errorf("left %q", got)
	}
	if got := b.Today().Promises; len(got) != 1 {
		t.Errorf("promised %v", got)
	}
	if _, err := s.Book(t, s.New(t)()).Erase(t.Context(), "2026-11-22", one.ID); !errors.Is(err, store.ErrNone) {
		t.Errorf("erased where nothing is: %v", err)
	}
}

// The sample week goes as a whole and alone, with what was done to it; whom something of one's own is about stays.
func bookSample(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	if found, err := b.Sample(t.Context()); err != nil || len(found.Goes)+len(found.Stays) != 0 {
		t.Fatalf("a sample in an empty book: %+v, %v", found, err)
	}
	week, err := journal.Sample([]byte(`[
		{"kind": "client", "body": {"id": "@odile", "name": "Odile Exemple", "kind": "external"}},
		{"kind": "client", "body": {"id": "@karim", "name": "Karim Exemple", "kind": "external"}},
		{"kind": "client", "body": {"id": "@thao", "name": "Thao Exemple", "kind": "external"}},
		{"kind": "interaction", "body": {"id": "@1", "client": "@odile", "at": "#-2 14:05", "request": "Un prix"}},
		{"kind": "interaction", "body": {"id": "@2", "client": "@karim", "at": "#-1 14:05", "request": "Un délai"}}
	]`), time.Now())
	must(t, err)
	changed := 0
	b.OnSaved(func(_ uint64, records int) { changed += records })
	Save(t, b, week...)
	odile, karim, thao := week[0].(journal.Client), week[1].(journal.Client), week[2].(journal.Client)
	_, err = b.Save(t.Context(), "", store.Write{Record: week[3], Base: 1, Gone: true})
	must(t, err)
	odile.Phone = "+15145550123"
	_, err = b.Save(t.Context(), "", store.Write{Record: odile, Base: 1})
	must(t, err)
	if changed != 0 {
		t.Errorf("%d records of the sample wait for a backup", changed)
	}
	bo := Client("Bo")
	bo.ReferredBy = thao.ID
	Save(t, b, bo, Talk(bo, "facture", 1))
	Save(t, b, Talk(karim, "essai", 1))
	found, err := b.Sample(t.Context())
	if err != nil || len(found.Goes) != 4 || !slices.Equal(found.Stays, []string{karim.ID}) {
		t.Errorf("found %+v, %v", found, err)
	}
	left, err := b.WipeSample(t.Context(), "2026-11-22")
	if err != nil || len(left.Goes) != 0 || !slices.Equal(left.Stays, []string{karim.ID}) {
		t.Errorf("left %+v, %v", left, err)
	}
	for _, b := range []*store.Book{b, s.Book(t, window())} {
		must(t, b.LoadIndex(t.Context()))
		if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Bo", "Karim Exemple"}) {
			t.Errorf("clients %q", got)
		}
		if got := titles(b.List(journal.KindInteraction, 0)); len(got) != 2 || !slices.Contains(got, "facture") || !slices.Contains(got, "essai") {
			t.Errorf("conversations %q", got)
		}
		must(t, b.Revisions(t.Context(), func(r journal.Revision) error {
			if journal.IsSample(r.ID) && r.ID != karim.ID {
				t.Errorf("left behind: %s %s", r.Kind, r.Body)
			}
			return nil
		}))
		if v, err := b.Get(t.Context(), bo.ID); err != nil || v.Record.(journal.Client).ReferredBy != "" {
			t.Errorf("%+v, %v", v.Record, err)
		}
	}
	if again, err := b.WipeSample(t.Context(), "2026-11-22"); err != nil || len(again.Stays) != 1 {
		t.Errorf("again: %+v, %v", again, err)
	}
}
