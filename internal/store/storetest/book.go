package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

func bookLazy(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	must(t, b.LoadText(t.Context()))
	must(t, b.HousekeepNow(t.Context()))
	if changed, err := b.CatchUp(t.Context()); changed || err != nil {
		t.Errorf("caught up: %v, %v", changed, err)
	}
	if _, err := b.Get(t.Context(), journal.NewID()); !errors.Is(err, store.ErrNone) {
		t.Errorf("got something: %v", err)
	}
	if d, err := b.Draft(t.Context(), "log"); d != nil || err != nil {
		t.Errorf("draft %q, %v", d, err)
	}
	if tables, err := window().Open(t.Context()); tables != nil || err != nil {
		t.Errorf("something was kept: %v, %v", tables, err)
	}
}

func bookSave(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	var rung []uint64
	b.OnSaved(func(seq uint64, _ int) { rung = append(rung, seq) })
	c := Client("Élise Tremblay")
	c.Phone = "+14185550199"
	talk, promise := Talk(c, "chaudière", 0), Promise(c, "rappeler", "2026-11-27")
	settings := journal.Settings{ID: journal.NewID(), UserName: "Ali"}
	saved := Save(t, b, c, talk, promise)
	Save(t, b, settings)
	if len(saved.Refs) != 3 || saved.Refs[1] != (journal.Ref{ID: talk.ID, N: 1}) || len(rung) != 2 || rung[0] != saved.Seq {
		t.Errorf("saved %+v, rung %v", saved, rung)
	}
	again := s.Book(t, window())
	if !reflect.DeepEqual(again.Today(), b.Today()) {
		t.Errorf("opened again:\n%+v\nwant\n%+v", again.Today(), b.Today())
	}
	day := again.Today()
	if !slices.Equal(titles(day.Promises), []string{"rappeler"}) || !slices.Equal(titles(day.Recent), []string{"chaudière"}) || !reflect.DeepEqual(day.Settings, settings) {
		t.Errorf("today %+v", day)
	}
	if p, ok := day.Person(c.ID); !ok || p.Title != c.Name {
		t.Errorf("person %+v, %v", p, ok)
	}
	v, err := again.Get(t.Context(), c.ID)
	if err != nil || !reflect.DeepEqual(v.Record, journal.Record(c)) || v.N != 1 || v.Device != "test" || len(v.With) != 2 {
		t.Errorf("got %+v, %v", v, err)
	}
	must(t, again.LoadText(t.Context()))
	for q, want := range map[string]string{"elise": c.Name, "tremb eli": c.Name, "5550199": c.Name, "CHAUDIÈRE": "chaudière", "rappel": "rappeler"} {
		if got := titles(again.Search(q, 10)); !slices.Equal(got, []string{want}) {
			t.Errorf("search %q: %q", q, got)
		}
	}
	if got := again.Search("chaudiere", 10, journal.KindClient, journal.KindPromise); len(got) != 0 {
		t.Errorf("search by kind: %v", got)
	}
	if got := titles(again.Of(c.ID)); !slices.Equal(got, []string{"rappeler", "chaudière"}) {
		t.Errorf("of the client: %q", got)
	}
}

// A record that is taken away leaves the lists, keeps its history, and comes back with an undo. A client whom others name
// stays.
func bookTakeAway(t *testing.T, s Suite) {
	b := s.Book(t, s.New(t)())
	c := Client("Ana")
	own := journal.OwnScript{ID: journal.NewID(), From: "angry-listen", Language: "fr", Title: "Écouter", Text: "Je vous écoute."}
	Save(t, b, c, own, journal.Promise{ID: journal.NewID(), Client: c.ID, What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open})
	must(t, b.LoadText(t.Context()))
	if got := b.Search("ecoute", 10, journal.KindOwnScript); len(got) != 1 || got[0].State != own.From || got[0].Aside != "fr" {
		t.Errorf("found %+v", got)
	}
	saved, err := b.Save(t.Context(), "", store.Write{Record: own, Base: 1, Gone: true})
	must(t, err)
	if got := b.List(journal.KindOwnScript, 0); len(got) != 0 {
		t.Errorf("still listed: %+v", got)
	}
	_, err = b.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	if v, err := b.Get(t.Context(), own.ID); err != nil || v.N != 3 || !reflect.DeepEqual(v.Record, own) {
		t.Errorf("after the undo: %+v, %v", v, err)
	}
	if _, err := b.Save(t.Context(), "", store.Write{Record: c, Base: 1, Gone: true}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a client with a promise was taken away: %v", err)
	}
}

func bookConflict(t *testing.T, s Suite) {
	window := s.New(t)
	one, two := s.Book(t, window()), s.Book(t, window())
	c, d := Client("Ana"), Client("Bo")
	Save(t, one, c, d)
	c.Name = "Ana Roy"
	_, err := one.Save(t.Context(), "", store.Write{Record: c, Base: 1})
	must(t, err)
	c.Name, d.Name = "Anna", "Bob"
	must(t, two.PutDraft(t.Context(), "client", []byte("Anna")))
	_, err = two.Save(t.Context(), "client", store.Write{Record: c, Base: 1}, store.Write{Record: d, Base: 1})
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, store.ErrConflict) || !slices.Equal(conflict.Refs, []journal.Ref{{ID: c.ID, N: 2}}) {
		t.Fatalf("conflict: %v %+v", err, conflict)
	}
	if v, err := two.Get(t.Context(), d.ID); err != nil || v.N != 1 {
		t.Errorf("half of it was written: %+v, %v", v, err)
	}
	if draft, err := two.Draft(t.Context(), "client"); err != nil || string(draft) != "Anna" {
		t.Errorf("the draft is gone: %q, %v", draft, err)
	}
	_, err = two.Save(t.Context(), "client", store.Write{Record: c, Base: 2}, store.Write{Record: d, Base: 1})
	must(t, err)
	if draft, err := two.Draft(t.Context(), "client"); err != nil || draft != nil {
		t.Errorf("the draft is still there: %q, %v", draft, err)
	}
}

// Two windows that make the first write of all do not erase each other's.
func bookTwoBegin(t *testing.T, s Suite) {
	window := s.New(t)
	const windows = 4
	errs := make(chan error, windows)
	for i := range windows {
		b := s.Book(t, window())
		go func() {
			_, err := b.Save(t.Context(), "", store.Write{Record: Client(fmt.Sprintf("Client %d", i))})
			errs <- err
		}()
	}
	for range windows {
		must(t, <-errs)
	}
	b := s.Book(t, window())
	must(t, b.LoadText(t.Context()))
	if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Client 0", "Client 1", "Client 2", "Client 3"}) {
		t.Errorf("kept %q", got)
	}
}

func bookCatchUp(t *testing.T, s Suite) {
	window := s.New(t)
	one := s.Book(t, window())
	c := Client("Ana")
	Save(t, one, c)
	two := s.Book(t, window())
	must(t, two.LoadText(t.Context()))
	check := func(when string, want bool) {
		t.Helper()
		changed, err := two.CatchUp(t.Context())
		if err != nil || changed != want {
			t.Errorf("%s: changed %v, %v", when, changed, err)
		}
		must(t, one.LoadText(t.Context()))
		_, err = one.CatchUp(t.Context())
		must(t, err)
		if !reflect.DeepEqual(one.Today(), two.Today()) {
			t.Errorf("%s: today\n%+v\nand\n%+v", when, one.Today(), two.Today())
		}
		if a, b := one.Of(c.ID), two.Of(c.ID); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: index\n%v\nand\n%v", when, a, b)
		}
	}
	check("nothing new", false)
	Save(t, one, Talk(c, "un", 1))
	Save(t, two, Talk(c, "deux", 2)) // before it knows of the other
	check("each wrote", true)
	Save(t, two, Talk(c, "trois", 3))
	check("only this one wrote", false)
	Save(t, one, Talk(c, "quatre", 4))
	must(t, one.HousekeepNow(t.Context()))
	Save(t, one, Talk(c, "cinq", 5))
	check("the other folded past", true)
	Save(t, two, Talk(c, "six", 6))
	must(t, two.HousekeepNow(t.Context()))
	Save(t, one, Talk(c, "sept", 7))
	must(t, one.HousekeepNow(t.Context()))
	check("both folded", true)
	if got := titles(two.Of(c.ID)); !slices.Equal(got, []string{"sept", "six", "cinq", "quatre", "trois", "deux", "un"}) {
		t.Errorf("of the client: %q", got)
	}
}

// many writes so many clients, each with a conversation, over more than one page.
func many(t *testing.T, b *store.Book, n int) (clients []journal.Client) {
	t.Helper()
	for i := range n {
		c := Client(fmt.Sprintf("Client %04d", i))
		clients = append(clients, c)
		Save(t, b, c, Talk(c, fmt.Sprintf("sujet %d", i), i))
	}
	return clients
}

// state is all that a book shows from its index.
func state(t *testing.T, b *store.Book) []any {
	t.Helper()
	must(t, b.LoadText(t.Context()))
	day := b.Today()
	day.Through = 0
	all := []any{day, b.Counts(), b.Search("client 00", 20), b.Search("sujet 17", 3)}
	for _, k := range journal.Kinds {
		all = append(all, b.List(k, 0))
	}
	return all
}

func same(t *testing.T, when string, got, want []any) {
	t.Helper()
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%s: item %d:\n%.2000s\nwant\n%.2000s", when, i, fmt.Sprint(got[i]), fmt.Sprint(want[i]))
		}
	}
}

func bookFold(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	clients := many(t, b, 300)
	Save(t, b, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	want := state(t, b)
	must(t, b.Housekeep(t.Context()))
	same(t, "after folding", state(t, b), want)
	o, err := open(t, window()).Opening(t.Context())
	if err != nil || len(o.Changes) != 0 || o.Through != b.Today().Through {
		t.Errorf("folded through %d with %d changes left, %v", o.Through, len(o.Changes), err)
	}
	same(t, "opened again", state(t, s.Book(t, window())), want)

	clients[7].Name = "Client 0007 bis"
	_, err = b.Save(t.Context(), "", store.Write{Record: clients[7], Base: 1})
	must(t, err)
	Save(t, b, Client("Zoé"))
	must(t, b.Housekeep(t.Context())) // too little to fold
	if o, err := open(t, window()).Opening(t.Context()); err != nil || len(o.Changes) != 2 {
		t.Errorf("%d changes wait, %v", len(o.Changes), err)
	}
	want = state(t, b)
	same(t, "with changes waiting", state(t, s.Book(t, window())), want)
	must(t, b.HousekeepNow(t.Context()))
	same(t, "folded again", state(t, s.Book(t, window())), want)
}

func bookRebuild(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	many(t, b, 300)
	Save(t, b, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	must(t, b.HousekeepNow(t.Context()))
	want := state(t, b)
	tables := open(t, window())
	for _, c := range []struct {
		name  string
		spoil func(*store.Fold)
	}{
		{"a page", func(f *store.Fold) { f.Pages = []store.SealedPage{{Number: 1, Sealed: []byte("?")}} }},
		{"the page list", func(f *store.Fold) { f.PageList = nil }},
		{"Today", func(f *store.Fold) { f.Today = []byte("?") }},
	} {
		o, err := tables.Opening(t.Context())
		must(t, err)
		f := store.Fold{From: o.Through, Through: o.Through, PageList: o.Pages, Today: o.Today}
		c.spoil(&f)
		must(t, tables.Fold(t.Context(), f))
		hurt := s.Book(t, window())
		same(t, c.name+" spoilt", state(t, hurt), want)
		must(t, hurt.Housekeep(t.Context()))
		same(t, c.name+" mended", state(t, s.Book(t, window())), want)
		if bad := hurt.Unreadable(); len(bad) != 0 {
			t.Errorf("%s: unreadable %v", c.name, bad)
		}
		_, err = b.CatchUp(t.Context())
		must(t, err)
		Save(t, b, Client("Zoé"))
		must(t, b.HousekeepNow(t.Context())) // this window knew the former pages
		want = state(t, b)
		same(t, c.name+" folded over", state(t, s.Book(t, window())), want)
	}
	must(t, b.Rebuild(t.Context()))
	same(t, "rebuilt", state(t, b), want)
}

func bookUndo(t *testing.T, s Suite) {
	b := s.Book(t, s.New(t)())
	c := Client("Ana")
	Save(t, b, c)
	talk, promise := Talk(c, "facture", 1), Promise(c, "rappeler", "2026-11-27")
	c.Name = "Ana Roy"
	saved, err := b.Save(t.Context(), "", store.Write{Record: c, Base: 1}, store.Write{Record: talk}, store.Write{Record: promise})
	must(t, err)
	must(t, b.LoadText(t.Context()))

	undone, err := b.Undo(t.Context(), saved.Refs[2])
	must(t, err)
	if v, err := b.Get(t.Context(), c.ID); err != nil || v.N != 3 || v.Record.(journal.Client).Name != "Ana" {
		t.Errorf("the client is %+v, %v", v, err)
	}
	if v, err := b.Get(t.Context(), talk.ID); err != nil || !v.Gone() || v.Record != nil {
		t.Errorf("the conversation is %+v, %v", v, err)
	}
	if day := b.Today(); len(day.Recent)+len(day.Promises) != 0 || len(b.Of(c.ID)) != 0 || len(b.Search("facture", 5)) != 0 {
		t.Errorf("today %+v", day)
	}
	if _, err := b.Undo(t.Context(), saved.Refs[2]); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undone twice: %v", err)
	}
	_, err = b.Undo(t.Context(), undone.Refs[0])
	must(t, err)
	if v, err := b.Get(t.Context(), talk.ID); err != nil || v.N != 3 || v.Record.(journal.Interaction).About != "facture" {
		t.Errorf("the conversation is %+v, %v", v, err)
	}
	if got := titles(b.Search("roy", 5)); !slices.Equal(got, []string{"Ana Roy"}) {
		t.Errorf("found %q", got)
	}
	versions, err := b.History(t.Context(), talk.ID)
	if err != nil || len(versions) != 3 || !versions[1].Gone() {
		t.Errorf("history %+v, %v", versions, err)
	}
	if _, err := b.Undo(t.Context(), journal.Ref{ID: talk.ID, N: 9}); !errors.Is(err, store.ErrNone) {
		t.Errorf("undid what never was: %v", err)
	}
}

func bookDrafts(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	again := s.Book(t, window())
	if d, err := again.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
		t.Errorf("draft %q, %v", d, err)
	}
	must(t, again.DropDraft(t.Context(), "log"))
	if keys, err := b.DraftKeys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("keys %q, %v", keys, err)
	}
}

func bookRestore(t *testing.T, s Suite) {
	from := s.Book(t, s.New(t)())
	clients := many(t, from, 300)
	clients[250].Name = "Client 0250 bis"
	saved, err := from.Save(t.Context(), "", store.Write{Record: clients[250], Base: 1})
	must(t, err)
	_, err = from.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	Save(t, from, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	want := state(t, from)

	window := s.New(t)
	b, other := s.Book(t, window()), s.Book(t, window())
	Save(t, b, Client("Avant"))
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	_, err = other.CatchUp(t.Context())
	must(t, err)
	boom := errors.New("boom")
	n := 0
	err = b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		return from.Revisions(t.Context(), func(r journal.Revision) error {
			if n++; n == 550 {
				return boom
			}
			return in.Revision(r)
		})
	})
	if !errors.Is(err, boom) {
		t.Errorf("a restore cut short: %v", err)
	}
	must(t, b.LoadText(t.Context()))
	if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Avant"}) {
		t.Errorf("after a restore cut short: %q", got)
	}
	must(t, Restore(t, b, from))
	same(t, "restored", state(t, b), want)
	same(t, "restored and opened again", state(t, s.Book(t, window())), want)
	if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
		t.Errorf("draft %q, %v", d, err)
	}
	if _, err := other.Save(t.Context(), "", store.Write{Record: Client("Trop tard")}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a write by a window that was left behind: %v", err)
	}
	Save(t, b, Client("Après"))
	if v, err := b.History(t.Context(), clients[250].ID); err != nil || len(v) != 3 {
		t.Errorf("history %v, %v", v, err)
	}
}

func bookLost(t *testing.T, s Suite) {
	witness := &Witness{}
	opt := func(window func() store.Place) store.Options {
		o := s.Options(window())
		o.Witness = witness
		return o
	}
	window := s.New(t)
	b, err := store.Open(t.Context(), opt(window))
	must(t, err)
	t.Cleanup(b.Close)
	Save(t, b, Client("Ana"))
	if m, ok := witness.Recall(); !ok || m.Seq != 1 || m.Vault == "" || m.Generation == "" {
		t.Errorf("mark %+v, %v", m, ok)
	}
	again, err := store.Open(t.Context(), opt(window))
	must(t, err)
	again.Close()

	elsewhere := s.New(t)
	if _, err := store.Open(t.Context(), opt(elsewhere)); !errors.Is(err, store.ErrLost) {
		t.Errorf("an empty place with a mark: %v", err)
	}
	mark, _ := witness.Recall()
	witness.Note(store.Mark{}) // damaged: something was saved here, and no more is known
	if _, err := store.Open(t.Context(), opt(elsewhere)); !errors.Is(err, store.ErrLost) {
		t.Errorf("an empty place with a damaged mark: %v", err)
	}
	again, err = store.Open(t.Context(), opt(window))
	if err != nil {
		t.Fatalf("sound data with a damaged mark: %v", err)
	}
	Save(t, again, Client("Bo"))
	if m, _ := witness.Recall(); m.Vault != mark.Vault || m.Seq != 2 {
		t.Errorf("the damaged mark became %+v", m)
	}
	again.Close()
	mark.Seq = 9
	witness.Note(mark)
	if _, err := store.Open(t.Context(), opt(window)); !errors.Is(err, store.ErrLost) {
		t.Errorf("a place that lags behind the mark: %v", err)
	}
	kept, err := store.Fresh(t.Context(), opt(window))
	must(t, err)
	t.Cleanup(kept.Close)
	must(t, kept.LoadText(t.Context()))
	if got := titles(kept.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Bo"}) {
		t.Errorf("what was left is gone: %q", got)
	}
	if _, err := store.Open(t.Context(), opt(elsewhere)); !errors.Is(err, store.ErrLost) {
		t.Errorf("another empty place with a mark: %v", err)
	}
	fresh, err := store.Fresh(t.Context(), opt(elsewhere))
	must(t, err)
	t.Cleanup(fresh.Close)
	again, err = store.Open(t.Context(), opt(elsewhere))
	must(t, err)
	again.Close()
	if _, err := store.Open(t.Context(), opt(window)); !errors.Is(err, store.ErrLost) {
		t.Errorf("a place with another vault than the mark's: %v", err)
	}
}

// A book opened afresh after its generation was cleared away begins again, and so does a save that meets this.
func bookCleared(t *testing.T, s Suite) {
	witness := &Witness{}
	window := s.New(t)
	options := func() store.Options {
		o := s.Options(window())
		o.Witness = witness
		return o
	}
	early := s.Book(t, window()) // opened when nothing was kept
	b, err := store.Open(t.Context(), options())
	must(t, err)
	Save(t, b, Client("Ana"))
	b.Close()
	s.Lose(t, window())
	if _, err := store.Open(t.Context(), options()); !errors.Is(err, store.ErrLost) {
		t.Fatalf("opened: %v", err)
	}
	fresh, err := store.Fresh(t.Context(), options())
	must(t, err)
	t.Cleanup(fresh.Close)
	Save(t, fresh, Client("Bo"))
	again, err := store.Open(t.Context(), options())
	must(t, err)
	must(t, again.LoadText(t.Context()))
	if got := titles(again.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Bo"}) {
		t.Errorf("kept %q", got)
	}
	again.Close()
	fresh.Close()
	s.Lose(t, window())
	Save(t, early, Client("Cy"))
	must(t, early.LoadText(t.Context()))
	if got := titles(early.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Cy"}) {
		t.Errorf("kept %q", got)
	}
}

// What is typed here during a restore waits for its end. The windows left behind are told so, whatever they do, and
// find everything when they open again.
func bookRestoreAmongWindows(t *testing.T, s Suite) {
	window := s.New(t)
	stale := s.Book(t, window()) // opened when nothing was kept
	b := s.Book(t, window())
	Save(t, b, Client("Avant"))
	other := s.Book(t, window())
	must(t, other.PutDraft(t.Context(), "client", []byte("ailleurs")))
	from := s.Book(t, s.New(t)())
	Save(t, from, Client("Ana"), Client("Bo"))

	written := make(chan error, 2)
	must(t, b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		must(t, other.PutDraft(t.Context(), "log", []byte("pendant, ailleurs")))
		go func() { written <- b.PutDraft(t.Context(), "log", []byte("pendant")) }()
		go func() {
			_, err := b.Save(t.Context(), "", store.Write{Record: Client("Cy")})
			written <- err
		}()
		return from.Revisions(t.Context(), in.Revision)
	}))
	must(t, <-written)
	must(t, <-written)

	for name, op := range map[string]func() error{
		"save":     func() error { _, err := other.Save(t.Context(), "", store.Write{Record: Client("Non")}); return err },
		"draft":    func() error { return other.PutDraft(t.Context(), "log", []byte("non")) },
		"read":     func() error { _, err := other.Get(t.Context(), journal.NewID()); return err },
		"catch up": func() error { _, err := other.CatchUp(t.Context()); return err },
		"fold":     func() error { return other.HousekeepNow(t.Context()) },
		"restore": func() error {
			return other.Restore(t.Context(), store.Replace, func(journal.Intake) error { return nil })
		},
	} {
		if err := op(); !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s by a window that was left behind: %v", name, err)
		}
	}
	if err := stale.Restore(t.Context(), store.Replace, func(journal.Intake) error { return nil }); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a restore over what was never seen: %v", err)
	}
	Save(t, stale, Client("Di"))
	for i, b := range []*store.Book{b, stale, s.Book(t, window())} {
		_, err := b.CatchUp(t.Context())
		must(t, err)
		must(t, b.LoadText(t.Context()))
		if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Bo", "Cy", "Di"}) {
			t.Errorf("window %d: kept %q", i, got)
		}
		for form, want := range map[string]string{"log": "pendant", "client": "ailleurs"} {
			if d, err := b.Draft(t.Context(), form); err != nil || string(d) != want {
				t.Errorf("window %d: draft %s is %q, %v", i, form, d, err)
			}
		}
	}
}
