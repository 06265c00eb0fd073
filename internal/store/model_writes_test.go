package store_test

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/storetest"
)

func (m *model) save(b *store.Book) {
	var writes []store.Write
	for range 1 + m.rand.IntN(m.talks) {
		writes = append(writes, m.write(b))
	}
	ids := make(map[string]bool)
	writes = slices.DeleteFunc(writes, func(w store.Write) bool {
		id := w.Record.Key()
		if w.Record.Kind() == journal.KindSettings {
			id = "settings"
		}
		again := ids[id]
		ids[id] = true
		return again
	})
	stale := slices.ContainsFunc(writes, func(w store.Write) bool { return w.Base != m.truth[w.Record.Key()].N })
	saved, err := b.Save(m.Context(), "", writes...)
	if stale {
		if !errors.Is(err, store.ErrConflict) {
			m.Fatalf("step %d: %+v was stale: %v", m.step, writes, err)
		}
		m.did["conflict"]++
		return
	}
	must(m, err)
	m.learn(b, saved)
	m.did["save"]++
}

// closed is an improvement asked for that was settled on the spot.
func (m *model) closed(c journal.Complaint) journal.Complaint {
	c, err := c.SettleNow(journal.Telling{At: m.now, By: journal.Phone}, "fait")
	must(m, err)
	c, err = c.Close(m.now, journal.Closing{Outcome: journal.Granted, Cause: journal.CauseLate})
	must(m, err)
	return c
}

// write is something new, or an edit of what is there, now and then from a revision that is not the latest.
func (m *model) write(b *store.Book) store.Write {
	clients := m.records(journal.KindClient)
	if len(clients) == 0 || len(clients) < m.clients && m.rand.IntN(3) == 0 {
		return store.Write{Record: storetest.Client(fmt.Sprintf("Client %d", m.rand.IntN(1000)))}
	}
	client := clients[m.rand.IntN(len(clients))].Record.(journal.Client)
	at := m.rand.IntN(100_000)
	due := journal.Day("2026-11-21").Add(m.rand.IntN(300))
	if all := m.records(); m.rand.IntN(3) == 0 {
		v := all[m.rand.IntN(len(all))]
		base := v.N
		if m.rand.IntN(15) == 0 {
			base += 1 - m.rand.IntN(3)
		}
		rec := v.Record
		switch r := rec.(type) {
		case journal.Client:
			r.Name = fmt.Sprintf("Client %d", at)
			rec = r
		case journal.Interaction:
			r.Client, r.At = client.ID, dated(r.At.Add(time.Duration(at-50_000)*time.Second))
			rec = r
		case journal.Promise:
			r.Due, r.State = due, []journal.PromiseState{journal.Open, journal.Kept}[m.rand.IntN(2)]
			rec = r
		case journal.Complaint:
			if r.State() == journal.Closed || m.rand.IntN(2) == 0 {
				r.What, r.AnswerBy = fmt.Sprint("demande ", at), due
			} else {
				r = m.closed(r)
			}
			rec = r
		case journal.Handover:
			r.Note, r.At = fmt.Sprint("note ", at), dated(r.At.Add(time.Duration(at-50_000)*time.Second))
			rec = r
		case journal.Settings:
			r.UserName = fmt.Sprint(at)
			rec = r
		}
		return store.Write{Record: rec, Base: base}
	}
	switch n := m.rand.IntN(20); {
	case n == 0:
		if len(m.records(journal.KindSettings)) == 0 {
			return store.Write{Record: journal.Settings{ID: journal.NewID(), UserName: "Ali"}}
		}
		fallthrough
	case n == 1:
		return store.Write{Record: journal.ChecklistRun{ID: journal.NewID(), List: "pulse", At: m.now, Answers: map[string]string{"a": "yes"}}}
	case n == 2:
		return store.Write{Record: journal.Handover{ID: journal.NewID(), At: m.now, Note: fmt.Sprint("note ", at)}}
	case n < 5:
		c := journal.NewComplaint(journal.NewID(), client.ID, fmt.Sprint("demande ", at), m.now, journal.Settings{}, nil)
		c.Severity, c.AnswerBy = journal.Minor, due
		return store.Write{Record: c}
	case n < 11:
		return store.Write{Record: storetest.Promise(client, fmt.Sprint("promesse ", at), due)}
	}
	talk := storetest.Talk(client, fmt.Sprint("sujet ", at), at)
	talk.At = dated(talk.At)
	return store.Write{Record: talk}
}

// dated keeps a conversation off the moment from which the clock is doubted, which passes while the model runs.
func dated(at time.Time) time.Time {
	if d := at.Sub(begun); d > 24*time.Hour && d < 48*time.Hour {
		return at.Add(-48 * time.Hour)
	}
	return at
}

func (m *model) undo(b *store.Book) {
	if len(m.saved) == 0 {
		return
	}
	late := m.saved[max(0, len(m.saved)-1-m.rand.IntN(12))]
	saved, err := b.Undo(m.Context(), late)
	if errors.Is(err, store.ErrConflict) {
		m.did["undo refused"]++
		return
	}
	must(m, err)
	m.learn(b, saved)
	m.did["undo"]++
}

// learn reads what was written.
func (m *model) learn(b *store.Book, saved store.Saved) {
	for _, ref := range saved.Refs {
		v, err := b.Get(m.Context(), ref.ID)
		if err != nil || v.Ref != ref {
			m.Fatalf("step %d: saved %v, got %v, %v", m.step, ref, v.Ref, err)
		}
		if _, known := m.truth[ref.ID]; !known {
			m.order = append(m.order, ref.ID)
		}
		m.truth[ref.ID] = v
	}
	m.saved = append(m.saved, saved.Refs[m.rand.IntN(len(saved.Refs))])
}
