package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

func open(t *testing.T, p store.Place) store.Tables {
	t.Helper()
	tables, err := p.Open(t.Context())
	must(t, err)
	if tables == nil {
		t.Fatal("the place is empty")
	}
	t.Cleanup(tables.Close)
	return tables
}

// begun is a place with a current generation, empty but for its vault.
func begun(t *testing.T, p store.Place) store.Tables {
	t.Helper()
	tables, err := p.Begin(t.Context(), "")
	must(t, err)
	must(t, tables.PutVault(t.Context(), []byte("vault")))
	must(t, p.Flip(t.Context(), tables))
	t.Cleanup(tables.Close)
	return tables
}

func rev(id string, n int) store.SealedRevision {
	return store.SealedRevision{Ref: journal.Ref{ID: id, N: n}, Sealed: fmt.Appendf(nil, "%s %d", id, n)}
}

func commit(t *testing.T, tables store.Tables, revs ...store.SealedRevision) uint64 {
	t.Helper()
	seq, err := tables.Commit(t.Context(), store.Batch{Revisions: revs, Delta: []byte("delta")})
	must(t, err)
	return seq
}

func empty(t *testing.T, s Suite) {
	p := s.New(t)()
	for range 2 {
		tables, err := p.Open(t.Context())
		if tables != nil || err != nil {
			t.Fatalf("opened %v, %v", tables, err)
		}
	}
}

func generations(t *testing.T, s Suite) {
	window := s.New(t)
	p := window()
	first, err := p.Begin(t.Context(), "")
	must(t, err)
	commit(t, first, rev("a", 1))
	if now, err := window().Open(t.Context()); now != nil || err != nil {
		t.Fatalf("current before the flip: %v, %v", now, err)
	}
	must(t, p.Flip(t.Context(), first))
	other := open(t, window())
	if other.Generation() != first.Generation() {
		t.Errorf("generation %q, want %q", other.Generation(), first.Generation())
	}

	dropped, err := p.Begin(t.Context(), first.Generation())
	must(t, err)
	commit(t, dropped, rev("b", 1))
	must(t, p.Drop(t.Context(), dropped))
	if _, err := other.Latest(t.Context(), "b"); !errors.Is(err, store.ErrNone) {
		t.Errorf("what was dropped is seen: %v", err)
	}

	second, err := p.Begin(t.Context(), first.Generation())
	must(t, err)
	commit(t, second, rev("c", 1))
	must(t, p.Flip(t.Context(), second))
	if err := p.Drop(t.Context(), second); !errors.Is(err, store.ErrConflict) {
		t.Errorf("dropped what is current: %v", err)
	}
	t.Cleanup(second.Close)
	if _, err := first.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 2)}}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a write to what was replaced: %v", err)
	}
	now := open(t, window())
	if now.Generation() == first.Generation() {
		t.Error("two generations have one name")
	}
	if _, err := now.Latest(t.Context(), "a"); !errors.Is(err, store.ErrNone) {
		t.Errorf("the former generation shows through: %v", err)
	}
	if r, err := now.Latest(t.Context(), "c"); err != nil || string(r.Sealed) != "c 1" {
		t.Errorf("got %q, %v", r.Sealed, err)
	}
}

// Only what the caller knew as current is replaced, whatever came first.
func flipConflict(t *testing.T, s Suite) {
	window := s.New(t)
	p, q := window(), window()
	if now, err := q.Open(t.Context()); now != nil || err != nil {
		t.Fatalf("opened %v, %v", now, err)
	}
	refused := func(when, replaces string, meanwhile func()) {
		t.Helper()
		b, err := q.Begin(t.Context(), replaces)
		must(t, err)
		meanwhile()
		if err := q.Flip(t.Context(), b); !errors.Is(err, store.ErrConflict) {
			t.Fatalf("%s: %v", when, err)
		}
		must(t, q.Drop(t.Context(), b))
	}
	refused("replacing what never was", "aaaaaaaa", func() {})
	var a store.Tables
	refused("begun before another was current", "", func() { a = begun(t, p) })
	refused("begun after another was current", "", func() {})
	commit(t, a, rev("a", 1))
	now := open(t, q)
	if now.Generation() != a.Generation() {
		t.Errorf("current is %q, want %q", now.Generation(), a.Generation())
	}
	if _, err := now.Latest(t.Context(), "a"); err != nil {
		t.Error(err)
	}
	now.Close()
	former := a.Generation()
	c, err := q.Begin(t.Context(), former)
	must(t, err)
	must(t, q.Flip(t.Context(), c))
	t.Cleanup(c.Close)
	refused("replacing what was replaced", former, func() {})
}

// A generation that was cleared away is told from none, and only who names it replaces it.
func lost(t *testing.T, s Suite) {
	window := s.New(t)
	p := window()
	tables := begun(t, p)
	former := tables.Generation()
	tables.Close()
	s.Lose(t, p)
	for range 2 {
		now, err := window().Open(t.Context())
		var gone *store.LostError
		if now != nil || !errors.As(err, &gone) || !errors.Is(err, store.ErrLost) || gone.Generation != former {
			t.Fatalf("opened %v, %v", now, err)
		}
	}
	blind, err := p.Begin(t.Context(), "")
	must(t, err)
	if err := p.Flip(t.Context(), blind); !errors.Is(err, store.ErrConflict) {
		t.Errorf("replaced by who saw none: %v", err)
	}
	must(t, p.Drop(t.Context(), blind))
	next, err := p.Begin(t.Context(), former)
	must(t, err)
	must(t, p.Flip(t.Context(), next))
	t.Cleanup(next.Close)
	if now := open(t, window()); now.Generation() != next.Generation() {
		t.Errorf("current is %q, want %q", now.Generation(), next.Generation())
	}
}

func compareAndSet(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	first := commit(t, tables, rev("a", 1), rev("b", 1))
	must(t, tables.PutDraft(t.Context(), "form", []byte("draft")))
	for _, revs := range [][]store.SealedRevision{
		{rev("a", 1)},
		{rev("a", 2), rev("b", 1)},
		{rev("b", 1), rev("a", 2)},
		{rev("a", 2), rev("a", 2)},
	} {
		_, err := tables.Commit(t.Context(), store.Batch{Revisions: revs, Delta: []byte("no"), Draft: "form"})
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("%v: %v", revs, err)
		}
	}
	if r, err := tables.Latest(t.Context(), "a"); err != nil || r.N != 1 {
		t.Errorf("a refused write left revision %d, %v", r.N, err)
	}
	if d, err := tables.Draft(t.Context(), "form"); err != nil || string(d) != "draft" {
		t.Errorf("a refused write took the draft: %q, %v", d, err)
	}
	o, err := tables.Opening(t.Context())
	if err != nil || len(o.Changes) != 1 {
		t.Errorf("a refused write left %d changes, %v", len(o.Changes), err)
	}
	if next := commit(t, tables, rev("a", 2)); next <= first {
		t.Errorf("change %d after change %d", next, first)
	}
}

func oneWinner(t *testing.T, s Suite) {
	window := s.New(t)
	begun(t, window())
	const windows = 5
	errs := make([]error, windows)
	var group sync.WaitGroup
	for i := range windows {
		tables := open(t, window())
		group.Go(func() {
			_, errs[i] = tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1), rev(fmt.Sprint(i), 1)}})
		})
	}
	group.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if !errors.Is(err, store.ErrConflict) {
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d writers won", won)
	}
	all, err := open(t, window()).Scan(t.Context(), journal.Ref{}, 10)
	if err != nil || len(all) != 2 {
		t.Errorf("%d revisions left, %v", len(all), err)
	}
}

func order(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	var want []journal.Ref
	for _, id := range []string{"b", "a", "ab", "é", "B"} {
		for n := 1; n <= 12; n++ {
			commit(t, tables, rev(id, n))
			want = append(want, journal.Ref{ID: id, N: n})
		}
	}
	slices.SortFunc(want, func(a, b journal.Ref) int {
		if a.ID == b.ID {
			return a.N - b.N
		}
		return bytes.Compare([]byte(a.ID), []byte(b.ID))
	})
	var got []journal.Ref
	var after journal.Ref
	for {
		some, err := tables.Scan(t.Context(), after, 7)
		must(t, err)
		if len(some) == 0 {
			break
		}
		if len(some) > 7 {
			t.Fatalf("%d revisions, at most 7 were wanted", len(some))
		}
		for _, r := range some {
			if string(r.Sealed) != fmt.Sprintf("%s %d", r.ID, r.N) {
				t.Errorf("%v holds %q", r.Ref, r.Sealed)
			}
			got = append(got, r.Ref)
		}
		after = got[len(got)-1]
	}
	if !slices.Equal(got, want) {
		t.Errorf("scanned\n%v\nwant\n%v", got, want)
	}
	if r, err := tables.Latest(t.Context(), "a"); err != nil || r.N != 12 {
		t.Errorf("latest is %v, %v", r.Ref, err)
	}
	all, err := tables.Revisions(t.Context(), "a")
	if err != nil || len(all) != 12 || all[1].N != 2 || all[11].N != 12 {
		t.Errorf("revisions %v, %v", all, err)
	}
	if _, err := tables.Latest(t.Context(), "none"); !errors.Is(err, store.ErrNone) {
		t.Error(err)
	}
	if all, err := tables.Revisions(t.Context(), "none"); err != nil || len(all) != 0 {
		t.Errorf("revisions of nothing: %v, %v", all, err)
	}
}

func changes(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	first := commit(t, tables, rev("a", 1))
	second := commit(t, tables, rev("b", 1), rev("a", 2))
	third := commit(t, tables) // a change may hold nothing
	o, err := tables.Opening(t.Context())
	must(t, err)
	if string(o.Vault) != "vault" || o.Today != nil || o.Pages != nil || o.Through != 0 {
		t.Errorf("opening %+v", o)
	}
	var seqs []uint64
	for _, c := range o.Changes {
		seqs = append(seqs, c.Seq)
	}
	if !slices.Equal(seqs, []uint64{first, second, third}) || !slices.IsSorted(seqs) {
		t.Errorf("changes %v, want %v %v %v", seqs, first, second, third)
	}
	o, err = tables.Since(t.Context(), first)
	must(t, err)
	if len(o.Changes) != 2 || o.Changes[0].Seq != second || string(o.Changes[0].Delta) != "delta" ||
		!slices.Equal(o.Changes[0].Refs, []journal.Ref{{ID: "b", N: 1}, {ID: "a", N: 2}}) {
		t.Errorf("since %d: %+v", first, o.Changes)
	}
	if o, err := tables.Since(t.Context(), third); err != nil || len(o.Changes) != 0 {
		t.Errorf("since the last: %+v, %v", o.Changes, err)
	}
}

func folding(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	first := commit(t, tables, rev("a", 1))
	second := commit(t, tables, rev("a", 2))
	third := commit(t, tables, rev("a", 3))
	page := func(n int, s string) store.SealedPage { return store.SealedPage{Number: n, Sealed: []byte(s)} }
	must(t, tables.Fold(t.Context(), store.Fold{
		Through: second, Pages: []store.SealedPage{page(0, "p0"), page(11, "p11")}, PageList: []byte("list"), Today: []byte("today"),
	}))
	check := func(when string) {
		t.Helper()
		o, err := tables.Opening(t.Context())
		must(t, err)
		if o.Through != second || string(o.Pages) != "list" || string(o.Today) != "today" || len(o.Changes) != 1 || o.Changes[0].Seq != third {
			t.Errorf("%s: %+v", when, o)
		}
		pages, err := tables.Pages(t.Context(), []int{0, 5, 11})
		if err != nil || len(pages) != 2 || pages[0].Number != 0 || string(pages[0].Sealed) != "p0" || pages[1].Number != 11 {
			t.Errorf("%s: pages %v, %v", when, pages, err)
		}
	}
	check("folded")
	for _, from := range []uint64{0, first, third} {
		err := tables.Fold(t.Context(), store.Fold{From: from, Through: third, Pages: []store.SealedPage{page(0, "no")}, Today: []byte("no")})
		if !errors.Is(err, store.ErrMoved) {
			t.Errorf("folded from %d: %v", from, err)
		}
	}
	check("after what was refused")
	o, err := tables.Since(t.Context(), first)
	if err != nil || o.Through != second {
		t.Errorf("since does not tell how far the pages go: %d, %v", o.Through, err)
	}
	must(t, tables.Fold(t.Context(), store.Fold{From: second, Through: third, Pages: []store.SealedPage{page(0, "new")}, PageList: []byte("l"), Today: []byte("t")}))
	if fourth := commit(t, tables, rev("a", 4)); fourth <= third {
		t.Errorf("the numbers of changes begin again: %d after %d", fourth, third)
	}
	if all, err := tables.Revisions(t.Context(), "a"); err != nil || len(all) != 4 {
		t.Errorf("folding touched the revisions: %v, %v", all, err)
	}
}

func drafts(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	if d, err := tables.Draft(t.Context(), "log"); d != nil || err != nil {
		t.Errorf("%q, %v", d, err)
	}
	must(t, tables.DropDraft(t.Context(), "log"))
	must(t, tables.PutDraft(t.Context(), "log", []byte("one")))
	must(t, tables.PutDraft(t.Context(), "log", []byte("two")))
	must(t, tables.PutDraft(t.Context(), "client/1", []byte("three")))
	if d, err := tables.Draft(t.Context(), "log"); string(d) != "two" || err != nil {
		t.Errorf("%q, %v", d, err)
	}
	_, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}, Draft: "log"})
	must(t, err)
	keys, err := tables.DraftKeys(t.Context())
	if err != nil || !slices.Equal(keys, []string{"client/1"}) {
		t.Errorf("keys %q, %v", keys, err)
	}
	must(t, tables.DropDraft(t.Context(), "client/1"))
	if d, err := tables.Draft(t.Context(), "client/1"); d != nil || err != nil {
		t.Errorf("%q, %v", d, err)
	}
}

func large(t *testing.T, s Suite) {
	tables := begun(t, s.New(t)())
	big := bytes.Repeat([]byte("0123456789abcdef"), 1<<17) // 2 MiB
	r := store.SealedRevision{Ref: journal.Ref{ID: "big", N: 1}, Sealed: big}
	seq, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{r}, Delta: big})
	must(t, err)
	must(t, tables.Fold(t.Context(), store.Fold{Through: seq, Pages: []store.SealedPage{{Number: 3, Sealed: big}}, PageList: big, Today: big}))
	got, err := tables.Latest(t.Context(), "big")
	if err != nil || !bytes.Equal(got.Sealed, big) {
		t.Errorf("%d bytes came back, %v", len(got.Sealed), err)
	}
	pages, err := tables.Pages(t.Context(), []int{3})
	if err != nil || len(pages) != 1 || !bytes.Equal(pages[0].Sealed, big) {
		t.Errorf("%d pages came back, %v", len(pages), err)
	}
	var many []store.SealedRevision
	for i := range 500 {
		many = append(many, rev(fmt.Sprintf("many-%03d", i), 1))
	}
	commit(t, tables, many...)
	if all, err := tables.Scan(t.Context(), journal.Ref{}, 1000); err != nil || len(all) != 501 {
		t.Errorf("%d revisions, %v", len(all), err)
	}
}

func reopen(t *testing.T, s Suite) {
	window := s.New(t)
	tables := begun(t, window())
	seq := commit(t, tables, rev("a", 1))
	must(t, tables.PutDraft(t.Context(), "log", []byte("draft")))
	tables.Close()
	tables.Close()
	for name, op := range map[string]func(context.Context) error{
		"commit":  func(ctx context.Context) error { _, err := tables.Commit(ctx, store.Batch{}); return err },
		"opening": func(ctx context.Context) error { _, err := tables.Opening(ctx); return err },
		"latest":  func(ctx context.Context) error { _, err := tables.Latest(ctx, "a"); return err },
		"draft":   func(ctx context.Context) error { return tables.PutDraft(ctx, "log", nil) },
	} {
		if err := op(t.Context()); !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s after close: %v", name, err)
		}
	}
	again := open(t, window())
	o, err := again.Opening(t.Context())
	if err != nil || len(o.Changes) != 1 || o.Changes[0].Seq != seq || string(o.Vault) != "vault" {
		t.Errorf("opened again: %+v, %v", o, err)
	}
	if d, err := again.Draft(t.Context(), "log"); err != nil || string(d) != "draft" {
		t.Errorf("draft %q, %v", d, err)
	}
}
