//go:build js && wasm

package idb

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"syscall/js"

	"trousse/internal/browser"
	"trousse/internal/journal"
	"trousse/internal/store"
)

var (
	ranges = js.Global().Get("IDBKeyRange")
	array  = js.Global().Get("Array")
)

// Opening implements [store.Tables].
func (t *tables) Opening(ctx context.Context) (o store.Opening, err error) {
	var vault, today, pages, changes js.Value
	err = t.read(ctx, func(x *transaction) {
		meta := x.store("meta")
		vault, today, pages = meta.Call("get", "vault"), meta.Call("get", "today"), meta.Call("get", "pages")
		changes = x.store("changes").Call("getAll")
	}, "meta", "changes")
	if err != nil {
		return store.Opening{}, err
	}
	o.Vault = browser.FromJS(result(vault))
	o.Today, _ = folded(result(today))
	o.Pages, o.Through = folded(result(pages))
	o.Changes = sealedChanges(result(changes))
	return o, nil
}

// Since implements [store.Tables].
func (t *tables) Since(ctx context.Context, seq uint64) (o store.Opening, err error) {
	var pages, changes js.Value
	err = t.read(ctx, func(x *transaction) {
		pages = x.store("meta").Call("get", "pages")
		changes = x.store("changes").Call("getAll", ranges.Call("lowerBound", float64(seq), true))
	}, "meta", "changes")
	if err != nil {
		return store.Opening{}, err
	}
	if list := result(pages); list.Truthy() {
		o.Through = uint64(list.Get("through").Float())
	}
	o.Changes = sealedChanges(result(changes))
	return o, nil
}

// Commit implements [store.Tables].
func (t *tables) Commit(ctx context.Context, b store.Batch) (seq uint64, err error) {
	err = t.unfrozen(ctx, func() error {
		seq, err = t.commit(ctx, b)
		return err
	})
	return seq, err
}

func (t *tables) commit(ctx context.Context, b store.Batch) (seq uint64, err error) {
	stores := []string{"revs", "changes", "meta"}
	used := b.Used
	if b.Draft != "" {
		used = append(used[:len(used):len(used)], b.Draft)
	}
	if len(used) > 0 {
		stores = append(stores, "drafts")
	}
	if len(b.Photos) > 0 {
		stores = append(stores, "blobs")
	}
	if len(b.Upon) > 0 {
		stores = append(stores, "erased")
	}
	refs := refLines(b.Revisions)
	var change js.Value
	issue := func(x *transaction) {
		refuse(x.store("meta"), frozen)
		for _, id := range b.Upon {
			refuse(x.store("erased"), id)
		}
		revs := x.store("revs")
		for _, r := range b.Revisions {
			revs.Call("add", browser.ToJS(r.Sealed), key(r.Ref))
		}
		change = x.store("changes").Call("add", map[string]any{"refs": refs, "delta": browser.ToJS(b.Delta)})
		for _, p := range b.Photos {
			x.store("blobs").Call("put", browser.ToJS(p.Sealed), p.ID)
		}
		for _, form := range used {
			x.store("drafts").Call("delete", form)
		}
	}
	kept := false
	err = t.do(ctx, writing, stores, issue, func() (bool, error) {
		seq, kept, err = t.kept(ctx, b, refs)
		return kept, err
	})
	if err != nil {
		return 0, err
	}
	if !kept {
		seq = uint64(result(change).Int())
	}
	return seq, nil
}

// kept tells whether a batch whose transaction died with its connection was kept all the same: sealed bytes are never
// twice the same. A second try would take its own first success for the write of another.
func (t *tables) kept(ctx context.Context, b store.Batch, refs string) (seq uint64, kept bool, err error) {
	o, err := t.Since(ctx, 0)
	if err != nil {
		return 0, false, err
	}
	for _, c := range o.Changes {
		if bytes.Equal(c.Delta, b.Delta) && refs == refText(c.Refs) {
			return c.Seq, true, nil
		}
	}
	if len(b.Revisions) == 0 {
		return 0, false, nil
	}
	var got js.Value
	err = t.read(ctx, func(x *transaction) { got = x.store("revs").Call("get", key(b.Revisions[0].Ref)) }, "revs")
	if err != nil {
		return 0, false, err
	}
	kept = bytes.Equal(browser.FromJS(result(got)), b.Revisions[0].Sealed) // folded meanwhile
	return o.Through, kept, nil
}

// Revisions implements [store.Tables].
func (t *tables) Revisions(ctx context.Context, id string) ([]store.SealedRevision, error) {
	return t.between(ctx, ofRecord(id), nil)
}

// Latest implements [store.Tables].
func (t *tables) Latest(ctx context.Context, id string) (store.SealedRevision, error) {
	var got js.Value
	err := t.read(ctx, func(x *transaction) { got = x.store("revs").Call("openCursor", ofRecord(id), "prev") }, "revs")
	if err != nil {
		return store.SealedRevision{}, err
	}
	cursor := result(got)
	if !cursor.Truthy() {
		return store.SealedRevision{}, store.ErrNone
	}
	return sealedRevision(cursor.Get("key"), cursor.Get("value")), nil
}

// Scan implements [store.Tables].
func (t *tables) Scan(ctx context.Context, after journal.Ref, limit int) ([]store.SealedRevision, error) {
	if limit <= 0 { // to IndexedDB, zero means all
		return nil, nil
	}
	return t.between(ctx, ranges.Call("lowerBound", key(after), true), limit)
}

// between reads the revisions in a range of keys, at most limit of them unless it is nil.
func (t *tables) between(ctx context.Context, in js.Value, limit any) ([]store.SealedRevision, error) {
	if limit == nil {
		limit = js.Undefined()
	}
	var keys, values js.Value
	err := t.read(ctx, func(x *transaction) {
		revs := x.store("revs")
		keys, values = revs.Call("getAllKeys", in, limit), revs.Call("getAll", in, limit)
	}, "revs")
	if err != nil {
		return nil, err
	}
	k, v := result(keys), result(values)
	all := make([]store.SealedRevision, k.Length())
	for i := range all {
		all[i] = sealedRevision(k.Index(i), v.Index(i))
	}
	return all, nil
}

// Pages implements [store.Tables].
func (t *tables) Pages(ctx context.Context, numbers []int) ([]store.SealedPage, error) {
	requests := make([]js.Value, len(numbers))
	err := t.read(ctx, func(x *transaction) {
		pages := x.store("pages")
		for i, n := range numbers {
			requests[i] = pages.Call("get", n)
		}
	}, "pages")
	if err != nil {
		return nil, err
	}
	var all []store.SealedPage
	for i, r := range requests {
		if page := result(r); page.Truthy() {
			all = append(all, store.SealedPage{Number: numbers[i], Sealed: browser.FromJS(page)})
		}
	}
	return all, nil
}

// Fold implements [store.Tables].
func (t *tables) Fold(ctx context.Context, f store.Fold) error {
	return t.write(ctx, func(x *transaction) {
		meta := x.store("meta")
		x.then(meta.Call("get", "pages"), func(now js.Value) error {
			if _, through := folded(now); through != f.From {
				return store.ErrMoved
			}
			pages := x.store("pages")
			for _, p := range f.Pages {
				pages.Call("put", browser.ToJS(p.Sealed), p.Number)
			}
			meta.Call("put", fold(f.Today, f.Through), "today")
			meta.Call("put", fold(f.PageList, f.Through), "pages")
			x.store("changes").Call("delete", ranges.Call("upperBound", float64(f.Through)))
			return nil
		})
	}, "pages", "meta", "changes")
}

// PutVault implements [store.Tables].
func (t *tables) PutVault(ctx context.Context, vault []byte) error {
	return t.unfrozen(ctx, func() error {
		return t.write(ctx, func(x *transaction) {
			refuse(x.store("meta"), frozen)
			x.store("meta").Call("put", browser.ToJS(vault), "vault")
		}, "meta")
	})
}

// Draft implements [store.Tables].
func (t *tables) Draft(ctx context.Context, form string) ([]byte, error) {
	var got js.Value
	err := t.read(ctx, func(x *transaction) { got = x.store("drafts").Call("get", form) }, "drafts")
	if err != nil {
		return nil, err
	}
	return browser.FromJS(result(got)), nil
}

// PutDraft implements [store.Tables].
func (t *tables) PutDraft(ctx context.Context, form string, sealed []byte) error {
	return t.write(ctx, func(x *transaction) { x.store("drafts").Call("put", browser.ToJS(sealed), form) }, "drafts")
}

// DropDraft implements [store.Tables].
func (t *tables) DropDraft(ctx context.Context, form string) error {
	return t.write(ctx, func(x *transaction) { x.store("drafts").Call("delete", form) }, "drafts")
}

// DraftKeys implements [store.Tables].
func (t *tables) DraftKeys(ctx context.Context) (forms []string, err error) {
	var got js.Value
	err = t.read(ctx, func(x *transaction) { got = x.store("drafts").Call("getAllKeys") }, "drafts")
	if err != nil {
		return nil, err
	}
	keys := result(got)
	for i := range keys.Length() {
		forms = append(forms, keys.Index(i).String())
	}
	return forms, nil
}

// result reads what a request of a complete transaction gave.
func result(request js.Value) js.Value { return request.Get("result") }

// key is the key of a revision.
func key(r journal.Ref) js.Value { return array.New(r.ID, r.N) }

// ofRecord is the range of all revisions of one record: an array sorts after every number.
func ofRecord(id string) js.Value { return ranges.Call("bound", []any{id}, []any{id, []any{}}) }

func sealedRevision(key, value js.Value) store.SealedRevision {
	ref := journal.Ref{ID: key.Index(0).String(), N: key.Index(1).Int()}
	return store.SealedRevision{Ref: ref, Sealed: browser.FromJS(value)}
}

func sealedChanges(list js.Value) []store.SealedChange {
	all := make([]store.SealedChange, list.Length())
	for i := range all {
		c := list.Index(i)
		all[i] = store.SealedChange{
			Seq:   uint64(c.Get("seq").Float()),
			Refs:  parseRefs(c.Get("refs").String()),
			Delta: browser.FromJS(c.Get("delta")),
		}
	}
	return all
}

// fold is what meta keeps with the last change it holds; nothing sealed is kept as null.
func fold(sealed []byte, through uint64) map[string]any {
	kept := map[string]any{"through": float64(through), "sealed": nil}
	if sealed != nil {
		kept["sealed"] = browser.ToJS(sealed)
	}
	return kept
}

func folded(kept js.Value) (sealed []byte, through uint64) {
	if !kept.Truthy() {
		return nil, 0
	}
	return browser.FromJS(kept.Get("sealed")), uint64(kept.Get("through").Float())
}

// refLines writes the refs of a change in one string, which crosses into JavaScript faster than many small values.
func refLines(revisions []store.SealedRevision) string {
	refs := make([]journal.Ref, len(revisions))
	for i, r := range revisions {
		refs[i] = r.Ref
	}
	return refText(refs)
}

func refText(refs []journal.Ref) string {
	var b strings.Builder
	for i, r := range refs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(r.ID)
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(r.N))
	}
	return b.String()
}

func parseRefs(lines string) (refs []journal.Ref) {
	for line := range strings.SplitSeq(lines, "\n") {
		if id, n, ok := strings.Cut(line, " "); ok {
			n, _ := strconv.Atoi(n)
			refs = append(refs, journal.Ref{ID: id, N: n})
		}
	}
	return refs
}
