package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"trousse/internal/age"
	"trousse/internal/exchange"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

const vaultID = "7f0c2f5e-6a0b-4a2e-9f43-2b9a1c1de001"

var made = time.Date(2026, 11, 21, 14, 5, 30, 0, time.FixedZone("", -5*3600))

func book(t testing.TB) *store.Book {
	t.Helper()
	b, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New, Device: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// filled is a book with every kind of record, a record changed twice, and one taken away.
func filled(t testing.TB) *store.Book {
	t.Helper()
	b := book(t)
	save := func(writes ...store.Write) store.Saved {
		t.Helper()
		saved, err := b.Save(t.Context(), "", writes...)
		if err != nil {
			t.Fatal(err)
		}
		return saved
	}
	c := journal.Client{ID: journal.NewID(), Name: "Élise <script>alert(1)</script> 😀", ClientKind: journal.External, Phone: "+14185550199"}
	nine := 9
	talk := journal.Interaction{ID: journal.NewID(), Client: c.ID, At: made, Channel: journal.Phone, Request: "مرحبا", Recommend: &nine, Notes: "a\nb\tc"}
	promise := journal.Promise{ID: journal.NewID(), Client: c.ID, Interaction: talk.ID, What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open}
	save(store.Write{Record: c}, store.Write{Record: talk}, store.Write{Record: promise})
	c.PreferredName = "Lise"
	save(store.Write{Record: c, Base: 1})
	save(store.Write{Record: promise.Keep("2026-11-26"), Base: 1})
	save(store.Write{Record: journal.ChecklistRun{ID: journal.NewID(), List: "pulse", At: made, Answers: map[string]string{"a": "yes"}}})
	save(store.Write{Record: journal.Settings{ID: journal.NewID(), UserName: "Ali"}})
	gone := save(store.Write{Record: journal.Client{ID: journal.NewID(), Name: "Une erreur", ClientKind: journal.Internal}})
	if _, err := b.Undo(t.Context(), gone.Refs[0]); err != nil {
		t.Fatal(err)
	}
	return b
}

var erased = []journal.Erased{{ID: "7f0c2f5e-6a0b-4a2e-9f43-2b9a1c1de0aa", Day: "2026-11-20"}}

func content(t testing.TB, b *store.Book) exchange.Content {
	return exchange.Content{Made: made, Vault: vaultID, Erased: erased,
		Revisions: func(yield func(journal.Revision) error) error { return b.Revisions(t.Context(), yield) },
		Photo: func(id string) ([]byte, error) {
			jpeg, err := b.Photo(t.Context(), id)
			if errors.Is(err, store.ErrNone) {
				err = nil
			}
			return jpeg, err
		},
	}
}

func of(revisions ...journal.Revision) func(func(journal.Revision) error) error {
	return func(yield func(journal.Revision) error) error {
		for _, r := range revisions {
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// backup is a backup that anyone can read.
func backup(t testing.TB) []byte {
	t.Helper()
	file, _ := pack(t, content(t, filled(t)), nil)
	return file
}

func pack(t testing.TB, c exchange.Content, to age.To) ([]byte, age.Identity) {
	t.Helper()
	var w bytes.Buffer
	s, reopen, err := exchange.Write(&w, c, to)
	if err != nil || s.Size != int64(w.Len()) {
		t.Fatal(s, err)
	}
	return w.Bytes(), reopen
}

// all is what a backup hands over.
type all struct {
	erased    []journal.Erased
	revisions []journal.Revision
	photos    map[string][]byte
}

func (a *all) intake() journal.Intake {
	a.photos = make(map[string][]byte)
	return journal.Intake{
		Erased:   func(e journal.Erased) error { a.erased = append(a.erased, e); return nil },
		Revision: func(r journal.Revision) error { a.revisions = append(a.revisions, r); return nil },
		Photo:    func(id string, jpeg []byte) error { a.photos[id] = jpeg; return nil },
	}
}

// read reads a file twice: it must say the same of it with and without handing it over.
func read(t testing.TB, file []byte, ids ...age.Identity) (exchange.Summary, all, error) {
	t.Helper()
	var a all
	s, err := exchange.Read(bytes.NewReader(file), a.intake(), ids...)
	again, failed := exchange.Read(bytes.NewReader(file), journal.Intake{}, ids...)
	if !reflect.DeepEqual(s, again) || fmt.Sprint(err) != fmt.Sprint(failed) {
		t.Errorf("read %+v, %v; checked %+v, %v", s, err, again, failed)
	}
	return s, a, err
}

// restore puts a backup in the place of what a book holds.
func restore(t testing.TB, b *store.Book, file []byte, ids ...age.Identity) {
	t.Helper()
	err := b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		_, err := exchange.Read(bytes.NewReader(file), in, ids...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	key    = age.Key(bytes.Repeat([]byte{7}, age.KeySize))
	secret = age.Passphrase{Text: "érable canot hiver", Work: 10}
	whoms  = map[string]age.To{"anyone": nil, "a key": key.Recipient(), "a phrase": secret}
)

// photographed is a book with a conversation that names two photos, of which one is here.
func photographed(t testing.TB) (b *store.Book, there string, jpeg []byte) {
	t.Helper()
	b, there, jpeg = book(t), journal.NewID(), bytes.Repeat([]byte{0xFF, 0xD8, 0x7F}, journal.MaxPhotoSize/3)
	if err := b.PutPhoto(t.Context(), there, jpeg); err != nil {
		t.Fatal(err)
	}
	talk := journal.Interaction{ID: journal.NewID(), Client: journal.NewID(), At: made}
	for _, id := range []string{there, journal.NewID()} {
		talk.Photos = append(talk.Photos, journal.Photo{ID: id, When: journal.PhotoAfter, W: 4, H: 3, Size: len(jpeg)})
	}
	for base := range 2 { // named by two revisions, and in the file once
		if _, err := b.Save(t.Context(), "", store.Write{Record: talk, Base: base}); err != nil {
			t.Fatal(err)
		}
	}
	return b, there, jpeg
}
