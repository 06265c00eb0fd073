package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
	"trousse/internal/vault"
	"trousse/internal/vault/goaead"
)

var suite = storetest.Suite{
	New: func(*testing.T) func() store.Place {
		p := &mem.Place{}
		return func() store.Place { return p }
	},
	AEAD: goaead.New,
}

// faulty is a place whose tables can refuse or die: fail is asked before every operation that writes or reads.
type faulty struct {
	store.Place
	fail func(op string) error
}

type faultyTables struct {
	store.Tables
	fail func(op string) error
}

func (p faulty) wrap(t store.Tables, err error) (store.Tables, error) {
	if t == nil || err != nil {
		return nil, err
	}
	return &faultyTables{t, p.fail}, nil
}

func (p faulty) Open(ctx context.Context) (store.Tables, error) { return p.wrap(p.Place.Open(ctx)) }

func (p faulty) Begin(ctx context.Context, replaces string) (store.Tables, error) {
	if err := p.fail("begin"); err != nil {
		return nil, err
	}
	return p.wrap(p.Place.Begin(ctx, replaces))
}

func (p faulty) Flip(ctx context.Context, t store.Tables) error {
	if err := p.fail("flip"); err != nil {
		return err
	}
	return p.Place.Flip(ctx, t.(*faultyTables).Tables)
}

func (p faulty) Drop(ctx context.Context, t store.Tables) error {
	if err := p.fail("drop"); err != nil {
		return err
	}
	return p.Place.Drop(ctx, t.(*faultyTables).Tables)
}

func (t *faultyTables) Commit(ctx context.Context, b store.Batch) (uint64, error) {
	if err := t.fail("commit"); err != nil {
		return 0, err
	}
	return t.Tables.Commit(ctx, b)
}

func (t *faultyTables) Fold(ctx context.Context, f store.Fold) error {
	if err := t.fail("fold"); err != nil {
		return err
	}
	return t.Tables.Fold(ctx, f)
}

func (t *faultyTables) PutVault(ctx context.Context, v []byte) error {
	if err := t.fail("vault"); err != nil {
		return err
	}
	return t.Tables.PutVault(ctx, v)
}

func (t *faultyTables) PutDraft(ctx context.Context, key string, sealed []byte) error {
	if err := t.fail("draft"); err != nil {
		return err
	}
	return t.Tables.PutDraft(ctx, key, sealed)
}

func (t *faultyTables) Scan(ctx context.Context, after journal.Ref, limit int) ([]store.SealedRevision, error) {
	if err := t.fail("scan"); err != nil {
		return nil, err
	}
	return t.Tables.Scan(ctx, after, limit)
}

func (t *faultyTables) Opening(ctx context.Context) (store.Opening, error) {
	if err := t.fail("opening"); err != nil {
		return store.Opening{}, err
	}
	return t.Tables.Opening(ctx)
}

func (t *faultyTables) Freeze(ctx context.Context, filling string) error {
	if err := t.fail("freeze"); err != nil {
		return err
	}
	return t.Tables.Freeze(ctx, filling)
}

func (t *faultyTables) Thaw(ctx context.Context, filling string) error {
	if err := t.fail("thaw"); err != nil {
		return err
	}
	return t.Tables.Thaw(ctx, filling)
}

func (t *faultyTables) Erased(ctx context.Context) ([]store.Erased, error) {
	if err := t.fail("erased"); err != nil {
		return nil, err
	}
	return t.Tables.Erased(ctx)
}

func (t *faultyTables) PutErased(ctx context.Context, erased []store.Erased) error {
	if err := t.fail("put erased"); err != nil {
		return err
	}
	return t.Tables.PutErased(ctx, erased)
}

func (t *faultyTables) Photo(ctx context.Context, id string) ([]byte, error) {
	if err := t.fail("photo"); err != nil {
		return nil, err
	}
	return t.Tables.Photo(ctx, id)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func names(b *store.Book) (all []string) {
	for _, e := range b.List(journal.KindClient, 0) {
		all = append(all, e.Title)
	}
	return all
}

// A write that fails leaves nothing, here or there, and can be tried again.
func TestNoSpace(t *testing.T) {
	full := true
	p := faulty{&mem.Place{}, func(op string) error {
		if full && op == "commit" {
			return fmt.Errorf("%w: test", store.ErrFull)
		}
		return nil
	}}
	b := suite.Book(t, p)
	b.OnSaved(func(uint64, int) {
		if full {
			t.Error("told of a write that never was")
		}
	})
	must(t, b.LoadText(t.Context()))
	c := storetest.Client("Ana")
	if _, err := b.Save(t.Context(), "", store.Write{Record: c}); !errors.Is(err, store.ErrFull) {
		t.Errorf("saved: %v", err)
	}
	if len(b.Today().People) != 0 || len(names(b)) != 0 {
		t.Errorf("it shows: %+v", b.Today())
	}
	full = false
	storetest.Save(t, b, c)
	if got := names(b); !slices.Equal(got, []string{"Ana"}) {
		t.Errorf("kept %q", got)
	}
}

func TestSaveChecks(t *testing.T) {
	p := &mem.Place{}
	b := suite.Book(t, p)
	_, err := b.Save(t.Context(), "", store.Write{Record: storetest.Client("Ana")}, store.Write{Record: storetest.Client("")})
	var field *journal.FieldError
	if !errors.As(err, &field) || field.Field != "name" {
		t.Errorf("saved: %v", err)
	}
	if tables, err := p.Open(t.Context()); tables != nil || err != nil {
		t.Errorf("something was kept: %v, %v", tables, err)
	}
}

// Whatever step of a restore fails, and all after it, what was there is whole and the book goes on; but where nobody can
// say whether the flip went through, it takes no more writes.
func TestRestoreKilledAnywhere(t *testing.T) {
	from := suite.Book(t, &mem.Place{})
	for i := range 600 {
		storetest.Save(t, from, storetest.Client(fmt.Sprintf("Client %03d", i)))
	}
	dead := errors.New("power cut")
	kill, ops := -1, 0
	place := &mem.Place{}
	unsure := false
	window := faulty{place, func(op string) error {
		if ops++; ops > kill && kill >= 0 {
			unsure = unsure || op == "flip"
			return dead
		}
		return nil
	}}
	b := suite.Book(t, window)
	storetest.Save(t, b, storetest.Client("Avant"))
	must(t, b.PutDraft(t.Context(), "log", []byte("début")))
	for at := 0; ; at++ {
		kill, ops = at, 0
		err := storetest.Restore(t, b, from)
		kill = -1
		if err == nil {
			break
		}
		if !errors.Is(err, dead) || at > 50 {
			t.Fatalf("step %d: %v", at, err)
		}
		if unsure {
			if err := b.PutDraft(t.Context(), "log", []byte("non")); !errors.Is(err, store.ErrClosed) {
				t.Fatalf("step %d: written to who knows what: %v", at, err)
			}
			b, unsure = suite.Book(t, window), false
		}
		// The book goes on, and so does whoever opens the place after the kill.
		for _, b := range []*store.Book{b, suite.Book(t, place)} {
			must(t, b.LoadText(t.Context()))
			if got := names(b); !slices.Equal(got, []string{"Avant"}) {
				t.Fatalf("step %d: %d clients", at, len(got))
			}
			if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "début" {
				t.Fatalf("step %d: draft %q, %v", at, d, err)
			}
		}
	}
	if got := len(names(suite.Book(t, place))); got != 0 {
		t.Errorf("%d clients before the index is loaded", got)
	}
	again := suite.Book(t, place)
	must(t, again.LoadText(t.Context()))
	if got := len(names(again)); got != 600 {
		t.Errorf("%d clients restored", got)
	}
}

// A flip that went through and was taken for failed is found out: the book stands on what is current.
func TestRestoreFlipUnheard(t *testing.T) {
	from := suite.Book(t, &mem.Place{})
	storetest.Save(t, from, storetest.Client("Ana"))
	place := &mem.Place{}
	b := suite.Book(t, unheard{place})
	for _, name := range []string{"Bo", "Cy"} {
		c := storetest.Client(name)
		_, err := b.Save(t.Context(), "", store.Write{Record: c}) // begins, and is not heard either
		if err != nil {
			_, err = b.Save(t.Context(), "", store.Write{Record: c})
		}
		must(t, err)
		must(t, storetest.Restore(t, b, from))
		storetest.Save(t, b, storetest.Client("Zoé"))
		again := suite.Book(t, place)
		must(t, again.LoadText(t.Context()))
		if got := names(again); !slices.Equal(got, []string{"Ana", "Zoé"}) {
			t.Errorf("kept %q", got)
		}
	}
}

// unheard is a place whose flips go through and return an error.
type unheard struct{ store.Place }

func (p unheard) Flip(ctx context.Context, t store.Tables) error {
	if err := p.Place.Flip(ctx, t); err != nil {
		return err
	}
	return fmt.Errorf("%w: connection lost", store.ErrBroken)
}

func TestRestoreRefuses(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	storetest.Save(t, b, storetest.Client("Avant"))
	id := journal.NewID()
	body := fmt.Appendf(nil, `{"id":%q,"name":"A","kind":"external"}`, id)
	r := func(n, schema int, body []byte) journal.Revision {
		return journal.Revision{Ref: journal.Ref{ID: id, N: n}, Kind: journal.KindClient, Schema: schema, Body: body}
	}
	for name, c := range map[string]struct {
		revisions []journal.Revision
		want      error
	}{
		"a gap":        {[]journal.Revision{r(1, 1, body), r(3, 1, body)}, store.ErrOrder},
		"no beginning": {[]journal.Revision{r(2, 1, body)}, store.ErrOrder},
		"twice":        {[]journal.Revision{r(1, 1, body), r(1, 1, body)}, store.ErrOrder},
		"not a record": {[]journal.Revision{r(1, 1, []byte("[]"))}, journal.ErrUnreadable},
		"newer":        {[]journal.Revision{r(1, 2, body)}, journal.ErrUnreadable},
	} {
		err := b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
			for _, r := range c.revisions {
				if err := in.Revision(r); err != nil {
					return err
				}
			}
			return nil
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if p := b.Today().People; len(p) != 1 {
		t.Errorf("people %v", p)
	}
}

// A revision that does not open is set aside; the one before it stands in, and nothing else suffers.
func TestQuarantine(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	a, c := storetest.Client("Ana"), storetest.Client("Bo")
	storetest.Save(t, b, a, c)
	tables, err := place.Open(t.Context())
	must(t, err)
	bad := store.SealedRevision{Ref: journal.Ref{ID: a.ID, N: 2}, Sealed: []byte("not sealed")}
	_, err = tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{bad}, Delta: []byte("nor this")})
	must(t, err)

	b = suite.Book(t, place)
	must(t, b.LoadText(t.Context()))
	if got := names(b); !slices.Equal(got, []string{"Ana", "Bo"}) {
		t.Errorf("clients %q", got)
	}
	v, err := b.Get(t.Context(), a.ID)
	if !errors.Is(err, journal.ErrUnreadable) || v.Ref != bad.Ref {
		t.Errorf("got %+v, %v", v, err)
	}
	if got := b.Unreadable(); !slices.Equal(got, []journal.Ref{bad.Ref}) {
		t.Errorf("unreadable %v", got)
	}
	if h, err := b.History(t.Context(), a.ID); err != nil || len(h) != 1 {
		t.Errorf("history %v, %v", h, err)
	}
	a.Name = "Ana Roy"
	_, err = b.Save(t.Context(), "", store.Write{Record: a, Base: v.N})
	must(t, err)
	var refs []journal.Ref
	must(t, b.Revisions(t.Context(), func(r journal.Revision) error {
		if r.ID == a.ID {
			refs = append(refs, r.Ref)
		}
		return nil
	}))
	if !slices.Equal(refs, []journal.Ref{{ID: a.ID, N: 1}, {ID: a.ID, N: 2}}) {
		t.Errorf("a backup holds %v", refs)
	}
}

// A client made by mistake cannot be taken away from under what names them since.
func TestUndoClientInUse(t *testing.T) {
	place := &mem.Place{}
	one, two := suite.Book(t, place), suite.Book(t, place)
	c := storetest.Client("Ana")
	made := storetest.Save(t, one, c, storetest.Talk(c, "un", 1))
	later := storetest.Talk(c, "deux", 2)
	saved := storetest.Save(t, two, later)
	var conflict *store.ConflictError
	_, err := one.Undo(t.Context(), made.Refs[0])
	if !errors.As(err, &conflict) || !slices.Equal(conflict.Refs, []journal.Ref{{ID: later.ID, N: 1}}) {
		t.Fatalf("undone: %v", err)
	}
	_, err = two.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	_, err = one.Undo(t.Context(), made.Refs[0])
	must(t, err)
	if got := names(one); len(got) != 0 || len(one.Today().People) != 0 {
		t.Errorf("clients %q", got)
	}
}

func TestLike(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	for name, phone := range map[string]string{"Élise Tremblay": "+14185550199", "Jon Smith": "", "Marc Roy": "911"} {
		c := storetest.Client(name)
		c.Phone = phone
		storetest.Save(t, b, c)
	}
	must(t, b.LoadText(t.Context()))
	for _, c := range []struct{ name, phone, want string }{
		{"elise tremblay", "", "Élise Tremblay"},
		{"Quelqu’un", "(418) 555-0199", "Élise Tremblay"},
		{"Quelqu’un", "1 418 555 0199", "Élise Tremblay"},
		{"John Smith", "911", "Jon Smith, Marc Roy"},
		{"", "", ""},
		{"Nobody", "", ""},
		{"😀", "x", ""},
	} {
		var got []string
		for _, e := range b.Like(c.name, c.phone) {
			got = append(got, e.Title)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("like %q %q: %q, want %q", c.name, c.phone, got, c.want)
		}
	}
}

// Very long notes are kept whole, and their beginning can be searched together with the phone.
func TestLongText(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	c := storetest.Client("Zoé 😀 <script>")
	c.Phone, c.Attentions = "+14185550123", "allergie "+strings.Repeat("é", journal.MaxNotes-9)
	storetest.Save(t, b, c)
	must(t, b.LoadText(t.Context()))
	for _, q := range []string{"zoe", "script", "allergie", "5550123"} {
		if found := b.Search(q, 5); len(found) != 1 || len(found[0].Text) > store.MaxText+20 {
			t.Errorf("search %q found %d", q, len(found))
		}
	}
	if v, err := b.Get(t.Context(), c.ID); err != nil || !reflect.DeepEqual(v.Record, journal.Record(c)) {
		t.Errorf("not kept whole: %v", err)
	}
}

// Windows write, undo, fold, catch up and search all at once; in the end all agree, and nothing is missing.
func TestWindowsAtOnce(t *testing.T) {
	place := &mem.Place{}
	const windows, writes = 4, 60
	c := storetest.Client("Ana")
	storetest.Save(t, suite.Book(t, place), c)
	books := make([]*store.Book, windows)
	var group sync.WaitGroup
	for w := range windows {
		b := suite.Book(t, place)
		books[w] = b
		group.Go(func() {
			for i := range writes {
				saved, err := b.Save(t.Context(), "", store.Write{Record: storetest.Talk(c, fmt.Sprintf("w%d-%d", w, i), i)})
				if err == nil && i%10 == 9 {
					_, err = b.Undo(t.Context(), saved.Refs[0])
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
		group.Go(func() {
			for range 12 {
				err := errors.Join(b.LoadText(t.Context()), b.HousekeepNow(t.Context()))
				_, caught := b.CatchUp(t.Context())
				b.Search("w1", 5)
				b.Of(c.ID)
				b.Today()
				if err := errors.Join(err, caught); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	for i, b := range append(books, suite.Book(t, place)) {
		_, err := b.CatchUp(t.Context())
		must(t, err)
		must(t, b.LoadText(t.Context()))
		if got := len(b.Of(c.ID)); got != windows*writes*9/10 {
			t.Errorf("window %d knows %d conversations", i, got)
		}
		if got, want := fmt.Sprint(b.Today().Recent), fmt.Sprint(books[0].Today().Recent); got != want {
			t.Errorf("window %d shows\n%s\nwant\n%s", i, got, want)
		}
	}
}

func TestClosed(t *testing.T) {
	for _, written := range []bool{false, true} {
		b := suite.Book(t, &mem.Place{})
		if written {
			storetest.Save(t, b, storetest.Client("Ana"))
		}
		b.Close()
		if _, err := b.Save(t.Context(), "", store.Write{Record: storetest.Client("Bo")}); !errors.Is(err, store.ErrClosed) {
			t.Errorf("written before %v: %v", written, err)
		}
	}
}

// The vault's record decides whether the place can be opened at all.
func TestOpenVault(t *testing.T) {
	for name, c := range map[string]struct {
		record []byte
		want   error
	}{
		"none":   {nil, store.ErrLost},
		"spoilt": {[]byte("{"), store.ErrBroken},
		"newer":  {[]byte(`{"format":9}`), store.ErrNewer},
		"locked": {vault.Vault{Format: 1, ID: journal.NewID(), KeyID: journal.NewID()}.Record(), vault.ErrLocked},
		"sound":  {vault.New().Record(), nil},
	} {
		place := &mem.Place{}
		tables, err := place.Begin(t.Context(), "")
		must(t, err)
		must(t, tables.PutVault(t.Context(), c.record))
		must(t, place.Flip(t.Context(), tables))
		if _, err := store.Open(t.Context(), suite.Options(place)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if name != "none" { // as a wipe that was cut short leaves it
			continue
		}
		b, err := store.Fresh(t.Context(), suite.Options(place))
		must(t, err)
		storetest.Save(t, b, storetest.Client("Ana"))
		suite.Book(t, place)
	}
}

// prepared is a place with so many clients, folded.
func prepared(b *testing.B, n int) *mem.Place {
	b.Helper()
	place := &mem.Place{}
	book, err := store.Open(b.Context(), suite.Options(place))
	must(b, err)
	defer book.Close()
	must(b, book.Restore(b.Context(), store.Replace, func(in journal.Intake) error {
		for i := range n {
			id := journal.NewID()
			r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: journal.KindClient, Schema: 1, At: time.Unix(int64(i), 0),
				Body: fmt.Appendf(nil, `{"id":%q,"name":"Client Numéro %d","kind":"external","phone":"+1418555%04d","attentions":"Préfère le matin."}`, id, i, i%10_000)}
			if err := in.Revision(r); err != nil {
				return err
			}
		}
		return nil
	}))
	return place
}

func benchSizes(b *testing.B, f func(*testing.B, *mem.Place)) {
	for _, n := range []int{0, 20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			place := prepared(b, n)
			b.ResetTimer()
			f(b, place)
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		for b.Loop() {
			book, err := store.Open(b.Context(), suite.Options(place))
			must(b, err)
			book.Close()
		}
	})
}

func BenchmarkLoadIndex(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		for b.Loop() {
			book, err := store.Open(b.Context(), suite.Options(place))
			must(b, err)
			must(b, book.LoadText(b.Context()))
			book.Close()
		}
	})
}

func BenchmarkSave(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		book, err := store.Open(b.Context(), suite.Options(place))
		must(b, err)
		must(b, book.LoadText(b.Context()))
		c := storetest.Client("Ana")
		for i := 0; b.Loop(); i++ {
			_, err := book.Save(b.Context(), "", store.Write{Record: storetest.Talk(c, "sujet", i)})
			must(b, err)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		book, err := store.Open(b.Context(), suite.Options(place))
		must(b, err)
		must(b, book.LoadText(b.Context()))
		for b.Loop() {
			book.Search("numero 17", 20)
		}
	})
}
