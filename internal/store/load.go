package store

import (
	"context"
	"errors"
	"maps"
	"slices"

	"trousse/internal/journal"
)

// pagesAtOnce is how many pages are read, opened and indexed before the screen gets its turn.
const pagesAtOnce = 4

// LoadIndex reads the index into memory. It returns as soon as lists are whole, and clients can be searched: the text by
// which everything else is found comes behind. Pages that are missing or do not open are made again from the revisions.
// Once it is loaded, calling again costs nothing.
func (b *Book) LoadIndex(ctx context.Context) error {
	b.mu.Lock()
	if b.index != nil {
		b.mu.Unlock()
		return nil
	}
	loaded, done := make(chan bool), make(chan error, 1)
	b.waiters = append(b.waiters, loaded)
	b.mu.Unlock()
	go func() { done <- b.LoadText(ctx) }()
	select {
	case <-loaded:
		return nil
	case err := <-done:
		return err
	}
}

// LoadText is LoadIndex with all of the text to search.
func (b *Book) LoadText(ctx context.Context) error {
	b.loads.Lock()
	defer b.loads.Unlock()
	if b.Searchable() {
		return nil
	}
	return b.reload(ctx, b.read)
}

// Loaded tells whether the index is in memory.
func (b *Book) Loaded() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.index != nil
}

// Searchable tells whether the text to search is in memory too: what is not found is not there.
func (b *Book) Searchable() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.index != nil && b.index.ahead == nil
}

// Rebuild makes the index and Today again from the revisions, which are the truth.
func (b *Book) Rebuild(ctx context.Context) error {
	b.loads.Lock()
	defer b.loads.Unlock()
	return b.reload(ctx, func(ctx context.Context, g ground, _ reading) (*index, error) { return b.rebuild(ctx, g) })
}

// reading is what one transaction showed of a generation.
type reading struct {
	Opening
	day    today
	deltas []delta // of the changes; those that cannot be read are empty
	cut    bool    // a delta cannot be read
	hurt   bool    // nor, perhaps, Today
}

// readDay opens the Today snapshot and the changes past it. What cannot be read leaves Today the poorer, until the index
// is loaded.
func (b *Book) readDay(ctx context.Context, g ground, o Opening) (reading, error) {
	r := reading{Opening: o}
	var err error
	if r.deltas, r.cut, err = b.deltas(ctx, g, o.Changes); err != nil {
		return r, err
	}
	r.hurt = r.cut
	if o.Through > 0 {
		var day *today
		var through uint64
		plain, err := g.box.Open(ctx, "today", o.Today)
		if err == nil {
			day, through, err = decodeToday(plain)
		}
		if err == nil && through == o.Through {
			r.day = *day
		} else {
			r.hurt = true
		}
	}
	r.day.tell(b.opt.Now())
	for _, d := range r.deltas {
		r.day.apply(d)
	}
	r.day.trim()
	return r, ctx.Err()
}

// deltas opens the deltas of changes, side by side; cut tells that one cannot be read.
func (b *Book) deltas(ctx context.Context, g ground, changes []SealedChange) (all []delta, cut bool, err error) {
	all = make([]delta, len(changes))
	bad := parallel(len(changes), func(i int) error {
		plain, err := g.box.Open(ctx, "change", changes[i].Delta)
		if err != nil {
			return err
		}
		d, err := decodeDelta(plain)
		if err == nil {
			all[i] = d
		}
		return err
	})
	return all, bad != nil, ctx.Err()
}

// reload reads Today again and, when read is given, the index through it. Writes go on meanwhile. loads is held.
func (b *Book) reload(ctx context.Context, read func(context.Context, ground, reading) (*index, error)) error {
	b.mu.Lock()
	b.wanted = b.wanted || read != nil
	g := b.ground
	if g.tables == nil {
		if read != nil && !b.closed {
			b.index = newIndex(0)
		}
		b.mu.Unlock()
		return nil
	}
	b.loading, b.late = true, make(map[uint64]delta)
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		b.loading, b.late = false, nil
		b.mu.Unlock()
	}()

	for {
		r, x, err := b.look(ctx, g, read)
		if err == nil {
			err = b.settle(r, x)
		}
		if err == nil && x != nil && x.ahead != nil {
			err = b.readTexts(ctx, g, r, x)
		}
		if errors.Is(err, errCodec) {
			read, err = b.anew, ErrMoved
		}
		if !errors.Is(err, ErrMoved) {
			return err
		}
	}
}

// look reads a generation for [Book.reload]. It returns [ErrMoved] when another window folded the index meanwhile.
func (b *Book) look(ctx context.Context, g ground, read func(context.Context, ground, reading) (*index, error)) (r reading, x *index, err error) {
	o, err := g.tables.Opening(ctx)
	if err != nil {
		return r, nil, err
	}
	if r, err = b.readDay(ctx, g, o); err != nil || read == nil {
		return r, nil, err
	}
	if x, err = read(ctx, g, r); err != nil {
		return r, nil, err
	}
	if r.hurt {
		if err := b.findSettings(ctx, g, x, &r.day); err != nil {
			return r, nil, err
		}
	}
	r.day.from(x, &Pause{})
	return r, x, nil
}

// settle takes what was read into use, with what was written meanwhile.
func (b *Book) settle(r reading, x *index) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return ErrClosed
	}
	b.day, b.index = r.day, x
	b.waiting = len(r.Changes)
	for _, seq := range slices.Sorted(maps.Keys(b.late)) {
		if seq > r.last() {
			b.bring(b.late[seq])
			b.waiting++
		}
	}
	b.folded, b.mend = r.Through, r.hurt || x != nil && x.rebuilt
	b.advance(r.last())
	b.shown = b.day.show(b.seen)
	if x != nil {
		for _, loaded := range b.waiters {
			close(loaded)
		}
		b.waiters = nil
	}
	return nil
}

// advance notes that every change up to seq was applied. Call it with mu held.
func (b *Book) advance(seq uint64) {
	b.seen = max(b.seen, seq)
	for done := range b.own {
		if done <= b.seen {
			delete(b.own, done)
		}
	}
	for {
		if _, next := b.own[b.seen+1]; !next {
			return
		}
		delete(b.own, b.seen+1)
		b.seen++
	}
}

// read makes the index from its pages and the changes past them, or from the revisions when that cannot be done.
func (b *Book) read(ctx context.Context, g ground, r reading) (*index, error) {
	x, err := readPages(ctx, g, r)
	if ctx.Err() == nil {
		if moved := b.still(ctx, g, r); moved != nil {
			return nil, moved
		}
	}
	if err == nil && !r.cut {
		for _, d := range r.deltas {
			for _, e := range d.entries {
				x.put(e)
			}
		}
		return x, nil
	}
	if err != nil && !errors.Is(err, errCodec) {
		return nil, err
	}
	return b.rebuild(ctx, g)
}

// still tells whether the pages are of the folding that was looked at: pages of two foldings may not be one index.
func (b *Book) still(ctx context.Context, g ground, r reading) error {
	if r.Through == 0 {
		return nil
	}
	now, err := g.tables.Since(ctx, r.last())
	if err == nil && now.Through != r.Through {
		err = ErrMoved
	}
	return err
}

// readPages reads what was folded, without its text. It returns errCodec when a page is missing or cannot be read.
func readPages(ctx context.Context, g ground, r reading) (*index, error) {
	if r.Through == 0 {
		return newIndex(0), nil
	}
	list, err := g.pageList(ctx, r.Opening)
	if err != nil {
		return nil, err
	}
	x := newIndex(list.count)
	x.kept, x.ahead = list.count, make(map[uint32]bool)
	err = eachPage(ctx, g, list.count, func(p int) int { return p }, func(_ int, kept page) error { return x.load(kept) })
	return x, err
}

// pageList opens the list of the pages that were folded.
func (g ground) pageList(ctx context.Context, o Opening) (pageList, error) {
	plain, err := g.box.Open(ctx, "pages", o.Pages)
	if err != nil {
		return pageList{}, unread(ctx)
	}
	list, err := decodePageList(plain)
	if err != nil || list.through != o.Through {
		return pageList{}, errCodec
	}
	return list, nil
}

// readTexts reads the text of what was folded, a page at a time, while the index is in use.
func (b *Book) readTexts(ctx context.Context, g ground, r reading, x *index) error {
	err := eachPage(ctx, g, x.kept, textPage, func(p int, texts page) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		x.hear(p, texts)
		return nil
	})
	if ctx.Err() == nil {
		if moved := b.still(ctx, g, r); moved != nil {
			return moved
		}
	}
	if err == nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		x.ahead = nil
	}
	return err
}

// textPage is the number of the page with the texts of a page, and the other way round.
func textPage(p int) int { return -1 - p }

// eachPage reads the pages of so many entries, numbered as told, and hands over what each holds, in order. The next ones are
// read while those at hand are opened.
func eachPage(ctx context.Context, g ground, count int, number func(int) int, take func(p int, kept page) error) error {
	type batch struct {
		sealed []SealedPage
		err    error
	}
	pages := (count + PageSize - 1) / PageSize
	coming := make(chan batch, 1)
	ask := func(first int) {
		if first >= pages {
			return
		}
		var numbers []int
		for p := first; p < min(first+pagesAtOnce, pages); p++ {
			numbers = append(numbers, number(p))
		}
		go func() {
			sealed, err := g.tables.Pages(ctx, numbers)
			coming <- batch{sealed, err}
		}()
	}
	ask(0)
	for first := 0; first < pages; first += pagesAtOnce {
		b := <-coming
		if b.err != nil {
			return b.err
		}
		ask(first + pagesAtOnce)
		opened := make([]page, min(pagesAtOnce, pages-first))
		err := parallel(len(b.sealed), func(i int) error {
			p := b.sealed[i].Number
			plain, err := g.box.Open(ctx, pageContext(p), b.sealed[i].Sealed)
			if err != nil {
				return unread(ctx)
			}
			if p < 0 {
				p = textPage(p)
			}
			opened[p-first], err = decodePage(plain)
			return err
		})
		if err != nil {
			return err
		}
		for i, kept := range opened {
			// A page that another window has folded since may hold more: the caller finds that out.
			want := min(PageSize, count-(first+i)*PageSize)
			if len(kept.spans) < want {
				return errCodec
			}
			kept.spans = kept.spans[:want]
			if err := take(first+i, kept); err != nil {
				return err
			}
		}
	}
	return nil
}

// unread is why something did not open: the caller gave up, or it cannot be read.
func unread(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return errCodec
}

// rebuild makes the index from the latest revision of each record that opens, the oldest first.
func (b *Book) rebuild(ctx context.Context, g ground) (*index, error) {
	var met latest
	var turn Pause
	done := 0
	err := scan(ctx, g, func(sealed []SealedRevision, opened []journal.Revision, errs []error) error {
		for i, r := range opened {
			err := errs[i]
			var rec journal.Record
			if err == nil {
				rec, err = r.Record()
			}
			if err != nil {
				b.quarantine(sealed[i].Ref, err)
				continue
			}
			met.put(entryOf(r, rec))
			turn.Take()
		}
		done += len(sealed)
		b.opt.Notify(Notice{Work: Rebuilding, Done: done})
		return nil
	})
	if err != nil {
		return nil, err
	}
	x := met.index()
	x.rebuilt = true
	b.opt.Notify(Notice{Work: Rebuilding, Done: done, Finished: true})
	return x, nil
}

// findSettings reads the settings written last, from the latest of their revisions that opens.
func (b *Book) findSettings(ctx context.Context, g ground, x *index, day *today) error {
	last, settings := -1, numberOf(journal.KindSettings)
	for i := range x.count {
		if x.row(uint32(i)).kind == settings && (last < 0 || newest(x.entry(uint32(i)), x.entry(uint32(last))) < 0) {
			last = i
		}
	}
	if last < 0 {
		return nil
	}
	versions, err := b.history(ctx, g, x.id(uint32(last)))
	if len(versions) == 0 {
		if errors.Is(err, ErrNone) { // an entry without its revisions
			err = nil
		}
		return err
	}
	v := versions[len(versions)-1]
	day.setSettings(entryOf(v.Revision, v.Record), v.Body)
	return nil
}
