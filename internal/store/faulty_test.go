package store_test

import (
	"context"

	"trousse/internal/journal"
	"trousse/internal/store"
)

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
