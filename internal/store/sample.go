package store

import (
	"context"

	"trousse/internal/journal"
)

// Sampled is what of the sample week is here.
type Sampled struct {
	Goes  []string // ids of what can be wiped
	Stays []string // ids of invented clients about whom something of the user's own is kept
}

// sampleScan is how many revisions are looked at in one go.
const sampleScan = 200

// Sample looks for the sample week, taken away or not. Where there is none it reads one revision at most.
func (b *Book) Sample(ctx context.Context) (found Sampled, err error) {
	g := b.at()
	if g.tables == nil {
		return found, nil
	}
	ids, err := sampleIDs(ctx, g.tables)
	if err != nil || len(ids) == 0 {
		return found, err
	}
	if err := b.LoadIndex(ctx); err != nil {
		return found, err
	}
	for _, id := range ids {
		if b.ownAbout(id) {
			found.Stays = append(found.Stays, id)
		} else {
			found.Goes = append(found.Goes, id)
		}
	}
	return found, nil
}

// sampleIDs lists the records of the sample week, which come first of all.
func sampleIDs(ctx context.Context, t Tables) (ids []string, err error) {
	for after := journal.SampleFrom; ; {
		batch, err := t.Scan(ctx, after, sampleScan)
		if err != nil {
			return nil, err
		}
		for _, r := range batch {
			if !journal.IsSample(r.ID) {
				return ids, nil
			}
			if after = r.Ref; len(ids) == 0 || ids[len(ids)-1] != r.ID {
				ids = append(ids, r.ID)
			}
		}
		if len(batch) < sampleScan {
			return ids, nil
		}
	}
}

// ownAbout tells whether something of the user's own is about a client of the sample.
func (b *Book) ownAbout(id string) bool {
	for _, e := range b.Of(id) {
		if e.Kind != journal.KindClient && e.Client == id && !journal.IsSample(e.ID) { // whom they sent is not about them
			return true
		}
	}
	return false
}

// WipeSample takes the sample week away for good, and nothing else: an invented client about whom the user noted something
// stays, with that.
func (b *Book) WipeSample(ctx context.Context, day journal.Day) (left Sampled, err error) {
	found, err := b.Sample(ctx)
	if err != nil || len(found.Goes) == 0 {
		return found, err
	}
	if _, err := b.Erase(ctx, day, found.Goes...); err != nil {
		return found, err
	}
	return Sampled{Stays: found.Stays}, nil
}

// own counts the records that are not of the sample, which no backup has to hold.
func own(revisions []journal.Revision) (n int) {
	for _, r := range revisions {
		if !journal.IsSample(r.ID) {
			n++
		}
	}
	return n
}
