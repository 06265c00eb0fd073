package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

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
