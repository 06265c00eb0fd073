//go:build js && wasm

package idb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall/js"
	"testing"

	"trousse/internal/browser"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// eval runs a line of JavaScript.
func eval(code string) js.Value { return js.Global().Call("eval", "("+code+")") }

var places int

// options gives each test a place of its own, removed at its end.
func options(t testing.TB) Options {
	places++
	name := "test-" + strconv.Itoa(places)
	t.Cleanup(func() {
		names, err := databases(context.Background())
		if err != nil {
			t.Error(err)
		}
		for _, n := range names {
			if n == name || strings.HasPrefix(n, name+"-") {
				_ = remove(context.Background(), n)
			}
		}
	})
	return Options{Name: name}
}

func mustCurrent(t testing.TB, p *Place) string {
	t.Helper()
	gen, err := p.current(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return gen
}

// start is a new generation of a place, made current in the place of the one before, if any.
func start(t testing.TB, p *Place) *tables {
	t.Helper()
	st, err := p.Begin(context.Background(), mustCurrent(t, p))
	if err == nil {
		err = p.Flip(context.Background(), st)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	return st.(*tables)
}

func reopen(t testing.TB, p *Place) *tables {
	t.Helper()
	st, err := p.Open(context.Background())
	if err != nil || st == nil {
		t.Fatalf("open: %v, %v", st, err)
	}
	t.Cleanup(st.Close)
	return st.(*tables)
}

func batch(delta string, refs ...journal.Ref) store.Batch {
	b := store.Batch{Delta: []byte(delta)}
	for _, r := range refs {
		b.Revisions = append(b.Revisions, store.SealedRevision{Ref: r, Sealed: fmt.Appendf(nil, "%s %s %d", delta, r.ID, r.N)})
	}
	return b
}

func commit(t testing.TB, st store.Tables, b store.Batch) uint64 {
	t.Helper()
	seq, err := st.Commit(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func TestEmptyOriginStaysEmpty(t *testing.T) {
	p := New(options(t))
	st, err := p.Open(t.Context())
	if st != nil || err != nil {
		t.Fatalf("open: %v, %v", st, err)
	}
	names, err := databases(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if strings.HasPrefix(n, p.options.Name) {
			t.Errorf("a mere open made %s", n)
		}
	}
}

func TestEveryWriteIsStrict(t *testing.T) {
	js.Global().Set("seen", eval(`[]`))
	js.Global().Set("former", eval(`IDBDatabase.prototype.transaction`))
	eval(`IDBDatabase.prototype.transaction = function (...a) {
		const tx = former.apply(this, a); seen.push(tx.mode + " " + tx.durability); return tx }`)
	defer eval(`IDBDatabase.prototype.transaction = former`)
	ctx := t.Context()
	p := New(options(t))
	st := start(t, p)
	b := batch("a", journal.Ref{ID: "a", N: 1})
	b.Draft = "new"
	seq := commit(t, st, b)
	for _, err := range []error{
		st.PutVault(ctx, []byte("v")), st.PutDraft(ctx, "k", []byte("d")), st.DropDraft(ctx, "k"),
		st.Fold(ctx, store.Fold{Through: seq}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	writes := 0
	for i := range js.Global().Get("seen").Length() {
		switch how := js.Global().Get("seen").Index(i).String(); how {
		case "readwrite strict":
			writes++
		case "readonly default":
		default:
			t.Errorf("a transaction was %s", how)
		}
	}
	if writes != 6 {
		t.Errorf("%d writes seen", writes)
	}
}

func TestConflictWritesNothing(t *testing.T) {
	ctx := t.Context()
	st := start(t, New(options(t)))
	one, two := journal.Ref{ID: "a", N: 1}, journal.Ref{ID: "b", N: 1}
	first := commit(t, st, batch("first", one))
	if err := st.PutDraft(ctx, "form", []byte("typed")); err != nil {
		t.Fatal(err)
	}
	late := batch("late", two, one)
	late.Draft = "form"
	if _, err := st.Commit(ctx, late); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("got %v", err)
	}
	if _, err := st.Latest(ctx, "b"); !errors.Is(err, store.ErrNone) {
		t.Errorf("half of it was written: %v", err)
	}
	if o, err := st.Opening(ctx); err != nil || len(o.Changes) != 1 {
		t.Errorf("%d changes, %v", len(o.Changes), err)
	}
	if d, err := st.Draft(ctx, "form"); err != nil || string(d) != "typed" {
		t.Errorf("draft %q, %v", d, err)
	}
	if next := commit(t, st, batch("second", two)); next <= first {
		t.Errorf("numbers go from %d to %d", first, next)
	}
}

func TestTwoWindowsAtOnce(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	windows := []*tables{start(t, New(o)), reopen(t, New(o))}
	results := make(chan error, 20)
	for n := range 10 {
		for w, st := range windows {
			go func() {
				_, err := st.Commit(ctx, batch(fmt.Sprint(w), journal.Ref{ID: "a", N: n + 1}))
				results <- err
			}()
		}
	}
	won := 0
	for range 20 {
		switch err := <-results; {
		case err == nil:
			won++
		case !errors.Is(err, store.ErrConflict):
			t.Error(err)
		}
	}
	o1, err := windows[0].Opening(ctx)
	if won != 10 || err != nil || len(o1.Changes) != 10 {
		t.Fatalf("%d writes won, %d changes kept, %v", won, len(o1.Changes), err)
	}
}

func TestScanInOrder(t *testing.T) {
	ctx := t.Context()
	st := start(t, New(options(t)))
	var want []journal.Ref
	for i := range 200 {
		for n := range 10 {
			want = append(want, journal.Ref{ID: fmt.Sprintf("%03d", i*7%200), N: n + 1})
		}
	}
	for part := range slices.Chunk(want, 500) {
		commit(t, st, batch("d", part...))
	}
	slices.SortFunc(want, func(a, b journal.Ref) int {
		if a.ID != b.ID {
			return strings.Compare(a.ID, b.ID)
		}
		return a.N - b.N
	})
	var got []journal.Ref
	for after := (journal.Ref{}); ; {
		rows, err := st.Scan(ctx, after, 333)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			if string(r.Sealed) != fmt.Sprintf("d %s %d", r.ID, r.N) {
				t.Fatalf("%v holds %q", r.Ref, r.Sealed)
			}
			got = append(got, r.Ref)
		}
		after = rows[len(rows)-1].Ref
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%d revisions, want %d in order", len(got), len(want))
	}
	if rows, err := st.Scan(ctx, journal.Ref{}, 0); len(rows) != 0 || err != nil {
		t.Fatalf("none asked for: %d, %v", len(rows), err)
	}
	if r, err := st.Latest(ctx, "004"); err != nil || r.N != 10 {
		t.Fatalf("latest: %v, %v", r.Ref, err)
	}
}

func TestLikelyGeneration(t *testing.T) {
	o := options(t)
	st := start(t, New(o))
	commit(t, st, batch("a", journal.Ref{ID: "a", N: 1}))
	for _, likely := range []string{st.Generation(), "aaaaaaaa"} {
		o.Likely = likely
		again := reopen(t, New(o))
		if again.Generation() != st.Generation() {
			t.Fatalf("likely %s: got %s", likely, again.Generation())
		}
		if _, err := again.Latest(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
	}
	names, _ := databases(t.Context())
	if slices.Contains(names, o.Name+"-aaaaaaaa") {
		t.Fatal("a wrong guess made a database")
	}
}

func TestRootNamesWhatIsGone(t *testing.T) {
	p := New(options(t))
	st := start(t, p)
	st.Close()
	if err := remove(t.Context(), p.database(st.gen)); err != nil {
		t.Fatal(err)
	}
	var gone *store.LostError
	if got, err := p.Open(t.Context()); got != nil || !errors.As(err, &gone) || gone.Generation != st.gen {
		t.Fatalf("got %v, %v", got, err)
	}
	if anew := start(t, p); reopen(t, p).gen != anew.gen {
		t.Fatal("there is no starting again")
	}
}

func TestFlipInAnotherWindow(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	start(t, New(o)).Close()
	reasons := make(chan error, 1)
	there := o
	there.Closed = func(reason error) { reasons <- reason }
	other := reopen(t, New(there))
	here := New(o)
	mine := reopen(t, here)
	next := start(t, here)
	if reason := <-reasons; !errors.Is(reason, store.ErrClosed) {
		t.Fatalf("the other window heard %v", reason)
	}
	for _, st := range []*tables{other, mine} {
		if _, err := st.Opening(ctx); !errors.Is(err, store.ErrClosed) {
			t.Errorf("former tables: %v", err)
		}
	}
	if again := reopen(t, New(there)); again.Generation() != next.Generation() {
		t.Error("opening again finds the former generation")
	}
	names, _ := databases(ctx)
	if slices.Contains(names, here.database(mine.gen)) {
		t.Error("the former generation is still there")
	}
	if err := here.Drop(ctx, next); !errors.Is(err, store.ErrConflict) {
		t.Errorf("dropped the current generation: %v", err)
	}
}

// A window whose connection was down while another put a new generation in its place has lost nothing.
func TestReplacedWhileAway(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	start(t, New(o)).Close()
	away := reopen(t, New(o))
	away.drop(away.db)
	start(t, New(o))
	if _, err := away.Commit(ctx, batch("a", journal.Ref{ID: "a", N: 1})); !errors.Is(err, store.ErrClosed) {
		t.Fatalf("got %v", err)
	}
}

func TestLargeValues(t *testing.T) {
	st := start(t, New(options(t)))
	b := batch("d", journal.Ref{ID: "a", N: 1}, journal.Ref{ID: "a", N: 2})
	for i := range b.Revisions {
		b.Revisions[i].Sealed = make([]byte, 3<<20)
	}
	b.Delta = make([]byte, 3<<20)
	commit(t, st, b)
	rows, err := st.Revisions(t.Context(), "a")
	if err != nil || len(rows) != 2 || len(rows[0].Sealed)+len(rows[1].Sealed) != 6<<20 {
		t.Fatalf("%d revisions, %v", len(rows), err)
	}
	if o, err := st.Opening(t.Context()); err != nil || len(o.Changes) != 1 || len(o.Changes[0].Delta) != 3<<20 {
		t.Fatalf("%d changes, %v", len(o.Changes), err)
	}
}

func TestSweepLeavesWhatIsBeingFilled(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	p := New(o)
	st := start(t, p)
	left, err := p.Begin(ctx, st.gen) // its window is killed: the connection and the lock go, the database stays
	if err != nil {
		t.Fatal(err)
	}
	left.Close()
	filled, err := New(o).Begin(ctx, st.gen)
	if err != nil {
		t.Fatal(err)
	}
	defer filled.Close()
	foreign := p.options.Name + "-photos"
	if _, err := openDatabase(ctx, opening{name: foreign, version: 1, create: true, upgrade: func(js.Value, int) {}}); err != nil {
		t.Fatal(err)
	}
	p.sweep(ctx)
	names, _ := databases(ctx)
	for name, want := range map[string]bool{
		p.database(st.gen): true, p.database(left.Generation()): false, p.database(filled.Generation()): true, foreign: true,
	} {
		if slices.Contains(names, name) != want {
			t.Errorf("%s: there %v", name, !want)
		}
	}
	if _, err := filled.Commit(ctx, batch("a", journal.Ref{ID: "a", N: 1})); err != nil {
		t.Errorf("filling was disturbed: %v", err)
	}
}

func TestNewerKitWaitsAndTakesOver(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	st := start(t, New(o))
	database := st.place.database(st.gen)
	st.Close()
	stubborn, err := openDatabase(ctx, opening{name: database, version: schema, upgrade: upgrade})
	if err != nil {
		t.Fatal(err)
	}
	blocked := make(chan bool, 1)
	newer := o
	newer.Blocked = func() { blocked <- true }
	next := New(newer)
	next.version = schema + 1
	opened := make(chan error, 1)
	go func() {
		got, err := next.Open(ctx)
		if err == nil {
			got.Close()
		}
		opened <- err
	}()
	<-blocked
	stubborn.Call("close")
	if err := <-opened; err != nil {
		t.Fatalf("after the other window closed: %v", err)
	}
	if _, err := New(o).Open(ctx); !errors.Is(err, store.ErrNewer) {
		t.Fatalf("the older kit: %v", err)
	}
}

func TestNewerKitClosesTheOlder(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	reasons := make(chan error, 2)
	o.Closed = func(reason error) { reasons <- reason }
	older := start(t, New(o))
	next := New(o)
	next.version = schema + 1
	reopen(t, next)
	if reason := <-reasons; !errors.Is(reason, store.ErrNewer) {
		t.Fatalf("heard %v", reason)
	}
	if _, err := older.Commit(ctx, batch("a", journal.Ref{ID: "a", N: 1})); !errors.Is(err, store.ErrNewer) {
		t.Fatalf("the older kit wrote: %v", err)
	}
	if len(reasons) != 0 {
		t.Fatal("told twice")
	}
	if _, err := browser.Prop(older.db, "name"); err == nil {
		t.Fatal("the connection is kept")
	}
}
