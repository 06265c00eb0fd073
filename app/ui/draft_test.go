package ui

import (
	"context"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// drafts opens n forms of the same kind, as n windows do, and types in each.
func drafts(t *testing.T, typed ...string) (env *Env, all []*Draft) {
	t.Helper()
	return draftsAt(t, &mem.Place{}, typed...)
}

func draftsAt(t *testing.T, place store.Place, typed ...string) (env *Env, all []*Draft) {
	t.Helper()
	book, err := store.Open(t.Context(), store.Options{Place: place, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	env = &Env{Book: book, Say: i18n.For(i18n.FR), Now: func() time.Time { return time.Unix(1_800_000_000, 0) }, Do: func(fn func(app.Context)) { fn(nil) }}
	for _, words := range typed {
		d := NewDraft(env, "log", NewForm(map[string]string{}))
		d.form.Values["request"] = words
		d.dirty = true
		all = append(all, d)
	}
	return env, all
}

// pile lists what a form opened now would be offered, newest first.
func pile(env *Env) (requests []string) {
	for k := NewDraft(env, "log", nil).others(); k != nil; k = k.Earlier {
		requests = append(requests, k.Values["request"])
	}
	return requests
}

func same(t *testing.T, env *Env, want ...string) {
	t.Helper()
	got := pile(env)
	if len(got) != len(want) {
		t.Fatalf("kept %q, want %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("kept %q, want %q", got, want)
		}
	}
}

func TestDraftsOfTwoWindowsLieSideBySide(t *testing.T) {
	env, d := drafts(t, "P", "Q")
	d[0].Leave()
	d[1].Leave()
	same(t, env, "Q", "P")
	d[0].form.Values["request"] = "P, and more"
	d[0].dirty = true
	d[0].Leave()
	same(t, env, "P, and more", "Q")
}

func TestAGoodSaveLeavesOnlyTheDraftsOfOthers(t *testing.T) {
	env, d := drafts(t, "P", "Q")
	d[0].Leave()
	d[1].Leave()
	d[1].saving()
	if err := env.Book.DropDraft(t.Context(), "log"); err != nil { // as the save does
		t.Fatal(err)
	}
	d[1].saved()
	same(t, env, "P")
	d[1].dirty = true
	d[1].Leave() // a timer that comes late
	same(t, env, "P")
}

func TestAFailedSaveKeepsTheDraft(t *testing.T) {
	env, d := drafts(t, "P")
	d[0].saving()
	d[0].notSaved()
	same(t, env, "P")
}

// slow is a place where a draft takes its time: while it is written, meanwhile is called.
type slow struct {
	store.Place
	meanwhile func()
}

type slowTables struct {
	store.Tables
	of *slow
}

func (s *slow) Begin(ctx context.Context, replaces string) (store.Tables, error) {
	t, err := s.Place.Begin(ctx, replaces)
	return slowTables{t, s}, err
}

func (s *slow) Flip(ctx context.Context, t store.Tables) error {
	return s.Place.Flip(ctx, t.(slowTables).Tables)
}

func (t slowTables) PutDraft(ctx context.Context, key string, sealed []byte) error {
	if m := t.of.meanwhile; m != nil {
		t.of.meanwhile = nil
		m()
	}
	return t.Tables.PutDraft(ctx, key, sealed)
}

// beside is a context whose work beside the UI goroutine is done when it is asked for.
type beside struct {
	app.Context
	work []func()
}

func (b *beside) Async(fn func()) { b.work = append(b.work, fn) }

func TestADraftThatHasServedWhileItWasPutAwayIsGone(t *testing.T) {
	for _, again := range []bool{false, true} {
		place, ctx := &slow{Place: &mem.Place{}}, &beside{}
		env, d := draftsAt(t, place, "P")
		d[0].Leave() // the first makes the place
		d[0].dirty = true
		place.meanwhile = func() {
			d[0].Forget(ctx)
			if again { // on with the next one, at once
				d[0].form.Values["request"], d[0].dirty = "Q", true
			}
		}
		d[0].Leave()
		if again {
			d[0].Leave()
		}
		ctx.work[0]()
		d[0].Leave() // the screen is left
		if again {
			same(t, env, "Q")
		} else {
			same(t, env)
		}
	}
}

func TestADraftTakenUpOrThrownAwayIsNotOfferedAgain(t *testing.T) {
	env, d := drafts(t, "P", "Q", "")
	d[0].Leave()
	d[1].Leave()
	third := d[2]
	third.Offered = third.others()
	third.mine[third.Offered.Window] = true // Q was taken up
	third.form.Values["request"] = "Q, gone on with"
	third.dirty = true
	third.Leave()
	same(t, env, "Q, gone on with", "P")
}

// A number in a draft is that number in whichever language the draft is taken up; words that look like one stay as they are.
func TestADraftInTheOtherLanguageHoldsTheSameNumbers(t *testing.T) {
	for _, c := range []struct {
		typed, taken i18n.Lang
		want         string
	}{{i18n.FR, i18n.EN, "1.250"}, {i18n.EN, i18n.FR, "1250"}, {i18n.FR, i18n.FR, "1,250"}, {i18n.EN, i18n.EN, "1,250"}} {
		env, d := drafts(t, "1,250", "later")
		env.Say = i18n.For(c.typed)
		d[0].form.Values["cost"] = "1,250"
		d[0].form.Number("cost")
		d[0].Leave()
		d[1].Leave() // another window's lies on top
		env.Say = i18n.For(c.taken)
		k := NewDraft(env, "log", NewForm(nil)).others().Earlier
		if got := k.taken(c.taken); got["cost"] != c.want || got["request"] != "1,250" {
			t.Errorf("typed in %s and taken up in %s: %v, want %s", c.typed, c.taken, got, c.want)
		}
		if again := k.taken(c.taken); again["cost"] != c.want {
			t.Errorf("taken up again: %v", again)
		}
	}
}
