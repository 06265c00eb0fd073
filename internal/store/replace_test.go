package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

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
