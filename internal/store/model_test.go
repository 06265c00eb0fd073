package store_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

// Whatever windows do, in whatever order, and wherever they are killed: Today and the index are what the revisions say.
func TestModel(t *testing.T) {
	did := make(map[string]int)
	for _, c := range []struct {
		name           string
		seed           uint64
		steps, clients int
		talks          int // written by one change
	}{
		{"few", 1, 300, 12, 1},
		{"few again", 2, 300, 12, 1},
		{"some", 3, 250, 50, 2},
		{"more than Today holds", 4, 100, 150, 20},
		{"changes of many", 5, 40, 40, 80},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &model{T: t, rand: rand.New(rand.NewPCG(c.seed, 0)), place: &mem.Place{}, clients: c.clients, talks: c.talks}
			m.now = begun
			m.truth = make(map[string]store.Version)
			m.made = make(map[journal.Ref]store.Entry)
			m.did = did
			for range 3 {
				m.windows = append(m.windows, m.open())
				m.save(m.windows[0])
			}
			for m.step = range c.steps {
				m.act()
			}
			m.recount()
		})
	}
	for _, what := range []string{"save", "conflict", "undo", "undo refused", "fold", "fold cut", "crash", "spoil", "rebuild", "restore", "rekey", "cold"} {
		if did[what] == 0 {
			t.Errorf("never came to %s: %v", what, did)
		}
	}
}

// model is some windows over one place, and what they should show.
type model struct {
	*testing.T
	rand           *rand.Rand
	place          *mem.Place
	windows        []*store.Book
	now            time.Time
	step           int
	clients, talks int
	truth          map[string]store.Version // the latest of each record
	order          []string                 // its ids, the first written first
	made           map[journal.Ref]store.Entry
	saved          []journal.Ref
	did            map[string]int
	cut            bool // folding fails
	poor           bool // Today may have gone bad and not been mended
}

func (m *model) open() *store.Book {
	m.Helper()
	opt := suite.Options(faulty{m.place, func(op string) error {
		if op == "fold" && m.cut {
			return errors.New("killed")
		}
		return nil
	}})
	opt.Now = func() time.Time {
		m.now = m.now.Add(time.Second)
		return m.now
	}
	b, err := store.Open(m.Context(), opt)
	must(m, err)
	m.Cleanup(b.Close)
	return b
}

// act does one thing in one window, has it catch up, and compares.
func (m *model) act() {
	w := m.rand.IntN(len(m.windows))
	b := m.windows[w]
	switch n := m.rand.IntN(100); {
	case n < 60:
		m.save(b)
	case n < 72:
		m.undo(b)
	case n < 80:
		must(m, b.HousekeepNow(m.Context()))
		m.did["fold"]++
	case n < 83:
		m.cut = true
		if b.HousekeepNow(m.Context()) != nil {
			m.did["fold cut"]++
		}
		m.cut = false
		fallthrough
	case n < 92:
		m.did["crash"]++
		b = m.open()
		m.windows[w] = b
	case n < 94:
		m.spoil()
		b = m.open()
		m.windows[w] = b
		if m.rand.IntN(2) == 0 {
			must(m, b.LoadText(m.Context()))
			m.compare(b)
			must(m, b.HousekeepNow(m.Context()))
			m.poor = false
		}
	case n < 96:
		must(m, b.Rebuild(m.Context()))
		m.did["rebuild"]++
	case n < 97:
		m.restore(w)
	}
	_, err := b.CatchUp(m.Context())
	must(m, err)
	if !b.Loaded() && !m.poor && m.rand.IntN(2) == 0 {
		m.did["cold"]++
		m.compareCold(b)
		return
	}
	must(m, b.LoadText(m.Context()))
	m.compare(b)
}

// restore moves everything under a new key; the other windows are left behind and open again.
func (m *model) restore(w int) {
	b := m.windows[w]
	if m.rand.IntN(2) == 0 {
		must(m, b.Rekey(m.Context(), b.Vault().Rekey(), nil, false))
		m.did["rekey"]++
	} else {
		must(m, storetest.Restore(m.T, b, b))
		m.did["restore"]++
	}
	m.poor = false
	for i := range m.windows {
		if i != w {
			if _, err := m.windows[i].Save(m.Context(), "", store.Write{Record: storetest.Client("Non")}); !errors.Is(err, store.ErrClosed) {
				m.Fatalf("step %d: a window that was left behind wrote: %v", m.step, err)
			}
			m.windows[i] = m.open()
		}
	}
}

// spoil has the pages or Today go bad.
func (m *model) spoil() {
	tables, err := m.place.Open(m.Context())
	must(m, err)
	o, err := tables.Opening(m.Context())
	must(m, err)
	f := store.Fold{From: o.Through, Through: o.Through, PageList: o.Pages, Today: o.Today}
	if m.rand.IntN(2) == 0 {
		f.Today = []byte("?")
	} else {
		f.Pages = []store.SealedPage{{Sealed: []byte("?")}}
	}
	must(m, tables.Fold(m.Context(), f))
	m.poor = true
	m.did["spoil"]++
}

// begun is when a run begins: it lasts less than a day.
var begun = time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC)
