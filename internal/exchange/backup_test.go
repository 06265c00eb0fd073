package exchange_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

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

// Every kind of record goes into a backup and comes out of it, as does a promise to oneself, which names no client.
func TestEveryKind(t *testing.T) {
	b := book(t)
	c := journal.Client{ID: journal.NewID(), Name: "Ana", ClientKind: journal.External}
	run := journal.ChecklistRun{ID: journal.NewID(), List: "pulse", At: made, Answers: map[string]string{"a": "yes"}}
	complaint := journal.NewComplaint(journal.NewID(), c.ID, "w", made, journal.Settings{}, nil)
	for _, rec := range []journal.Record{
		c, run, complaint,
		journal.Interaction{ID: journal.NewID(), Client: c.ID, At: made, Complaint: complaint.ID},
		journal.Promise{ID: journal.NewID(), Run: run.ID, What: "w", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open},
		journal.Promise{ID: journal.NewID(), Client: c.ID, Complaint: complaint.ID, What: "w", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open},
		journal.Improvement{ID: journal.NewID(), What: "w", Seen: "2026-11-21", State: journal.Heard, Asked: []journal.Asker{{Client: c.ID}}},
		journal.Departure{ID: journal.NewID(), Client: c.ID, On: "2026-11-21", Door: journal.DoorMoved},
		journal.Observation{ID: journal.NewID(), On: "2026-11-21", How: journal.BadService, What: "w"},
		journal.Story{ID: journal.NewID(), On: "2026-11-21", StoryKind: journal.FunnyStory, Text: "t"},
		journal.CheckIn{ID: journal.NewID(), At: made, Stress: 2},
		journal.OwnList{ID: journal.NewID(), Title: "T", Method: journal.MethodCount, Items: []journal.OwnItem{{ID: "a", Text: "A"}}},
		journal.OwnScript{ID: journal.NewID(), Language: "fr", Title: "T", Text: "t"},
		journal.Resource{ID: journal.NewID(), Name: "N"},
		journal.Scenario{ID: journal.NewID(), Calculator: "gesture", Name: "N", Client: c.ID, At: made, Figures: map[string]string{"gesture_cost": "20"}},
		journal.Import{ID: journal.NewID(), At: made, Stage: journal.ImportDone, People: 1},
		journal.Handover{ID: journal.NewID(), At: made, From: "a"},
		journal.PrivacyCase{ID: journal.NewID(), CaseKind: journal.AskAccess, Client: c.ID, On: "2026-11-20"},
		journal.Settings{ID: journal.NewID(), Authors: []journal.Author{{ID: "a", Name: "Ana"}}},
	} {
		if _, err := b.Save(t.Context(), "", store.Write{Record: rec}); err != nil {
			t.Fatalf("%s: %v", rec.Kind(), err)
		}
	}
	var w bytes.Buffer
	if _, err := write(&w, source(t, b), nil); err != nil {
		t.Fatal(err)
	}
	s, _, err := exchange.Read(&w)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range journal.Kinds {
		if s.Counts[k] == 0 {
			t.Errorf("no %s in the backup", k)
		}
	}
}

// write is a whole backup: the header that [exchange.Write] returns, then what it wrote.
func write(w *bytes.Buffer, each func(func(journal.Revision) error) error, photo func(string) ([]byte, error)) (exchange.Summary, error) {
	var body bytes.Buffer
	head, sum, err := exchange.Write(&body, made, vaultID, each, photo)
	if err == nil {
		w.Write(head)
		w.Write(body.Bytes())
	}
	return sum, err
}

func source(t testing.TB, b *store.Book) func(func(journal.Revision) error) error {
	return func(yield func(journal.Revision) error) error { return b.Revisions(t.Context(), yield) }
}

func backup(t testing.TB) []byte {
	t.Helper()
	var w bytes.Buffer
	if _, err := write(&w, source(t, filled(t)), nil); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func TestRoundTrip(t *testing.T) {
	from := filled(t)
	var w bytes.Buffer
	wrote, err := write(&w, source(t, from), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[journal.Kind]int{journal.KindClient: 1, journal.KindInteraction: 1, journal.KindPromise: 1, journal.KindChecklistRun: 1, journal.KindSettings: 1}
	if !maps.Equal(wrote.Counts, want) || wrote.Revisions != 9 || wrote.Size != int64(w.Len()) || wrote.ReadableBy != exchange.Anyone {
		t.Errorf("wrote %+v, %d bytes", wrote, w.Len())
	}
	read, revisions, err := exchange.Read(bytes.NewReader(w.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !read.Made.Equal(made) {
		t.Errorf("made %v, want %v", read.Made, made)
	}
	read.Made = wrote.Made
	if !reflect.DeepEqual(read, wrote) {
		t.Errorf("read %+v, wrote %+v", read, wrote)
	}

	to := book(t)
	err = to.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		for _, r := range revisions {
			if err := in.Revision(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if _, err := write(&again, source(t, to), nil); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), w.Bytes()) {
		t.Errorf("the backup of what was restored differs:\n%s\nwant\n%s", again.Bytes(), w.Bytes())
	}
	if !maps.Equal(to.Counts(), want) {
		t.Errorf("restored %v", to.Counts())
	}
	if p := to.Today().People; len(p) != 1 || p[0].Aside != "Lise" {
		t.Errorf("people %v", p)
	}
}

func TestEmpty(t *testing.T) {
	var w bytes.Buffer
	if _, err := write(&w, source(t, book(t)), nil); err != nil {
		t.Fatal(err)
	}
	s, revisions, err := exchange.Read(&w)
	if err != nil || s.Revisions != 0 || len(revisions) != 0 {
		t.Errorf("%+v, %v, %v", s, revisions, err)
	}
}

func TestFileName(t *testing.T) {
	if got := exchange.FileName(made); got != "trousse-2026-11-21-1405.jsonl" {
		t.Error(got)
	}
}

// seal gives a file the hash, and unless told otherwise the number of lines, that it should have.
func seal(lines []string, change func(h map[string]any)) []byte {
	rest := strings.Join(lines[1:], "")
	sum := sha256.Sum256([]byte(rest))
	var h map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &h); err != nil {
		panic(err)
	}
	h["sha256"], h["revisions"] = hex.EncodeToString(sum[:]), len(lines)-1
	if change != nil {
		change(h)
	}
	first, err := json.Marshal(h)
	if err != nil {
		panic(err)
	}
	return append(append(first, '\n'), rest...)
}

// Each damage is done to a good file; most are sealed again, for a liar computes the hash too.
func TestDamaged(t *testing.T) {
	good := backup(t)
	lines := slices.Collect(strings.Lines(string(good)))
	index := func(has string) int {
		return slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, has) })
	}
	client, talk := index(`"preferred_name"`)-1, index(`"request"`)
	clientID := lines[client][strings.Index(lines[client], `"id":"`)+6:][:36]
	// changed seals the file again with one line replaced.
	changed := func(i int, old, new string) []byte {
		l := slices.Clone(lines)
		if !strings.Contains(l[i], old) {
			t.Fatalf("line %d holds no %q", i, old)
		}
		l[i] = strings.ReplaceAll(l[i], old, new)
		return seal(l, nil)
	}
	header := func(key string, v any) []byte { return seal(lines, func(h map[string]any) { h[key] = v }) }
	flip := func(i int) []byte { b := bytes.Clone(good); b[i] ^= 1; return b }

	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"as it was", good, nil},
		{"sealed again", seal(lines, nil), nil},
		{"unknown header field", header("later", "x"), nil},

		{"empty", nil, exchange.ErrNotBackup},
		{"a photo", []byte("\x89PNG\r\n\x1a\n"), exchange.ErrNotBackup},
		{"another JSON", []byte(`{"format":"other","version":1}`), exchange.ErrNotBackup},
		{"a JSON list", []byte("[1]\n"), exchange.ErrNotBackup},
		{"nested header", []byte(strings.Repeat("[", 5000)), exchange.ErrNotBackup},

		{"newer version", header("version", exchange.Version+1), exchange.ErrNewer},
		{"newer version, nothing else", []byte(`{"format":"trousse-backup","version":7}`), exchange.ErrNewer},
		{"newer schema", changed(client, `"schema":1`, `"schema":2`), exchange.ErrNewer},
		{"unknown kind", changed(client, `"kind":"client"`, `"kind":"horse"`), exchange.ErrNewer},

		{"version 0", header("version", 0), exchange.ErrDamaged},
		{"no date", header("made", "hier"), exchange.ErrDamaged},
		{"wrong hash", header("sha256", strings.Repeat("0", 64)), exchange.ErrDamaged},
		{"wrong count of lines", header("revisions", 3), exchange.ErrDamaged},
		{"no count of lines", header("revisions", -1), exchange.ErrDamaged},
		{"wrong counts", header("counts", map[string]int{"client": 2}), exchange.ErrDamaged},
		{"cut in the middle", good[:len(good)/2], exchange.ErrDamaged},
		{"cut by one", good[:len(good)-1], exchange.ErrDamaged},
		{"cut after the header", []byte(lines[0]), exchange.ErrDamaged},
		{"one byte more", append(bytes.Clone(good), ' '), exchange.ErrDamaged},
		{"a flipped byte", flip(len(good) - 10), exchange.ErrDamaged},
		{"line ends of another system", bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")), exchange.ErrDamaged},
		{"a line missing", seal(slices.Delete(slices.Clone(lines), client, client+1), nil), exchange.ErrDamaged},
		{"a line doubled", seal(slices.Insert(slices.Clone(lines), client, lines[client]), nil), exchange.ErrDamaged},
		{"not JSON", changed(client, `{`, `[`), exchange.ErrDamaged},
		{"a blank line", seal(append(slices.Clone(lines), "\n"), nil), exchange.ErrDamaged},
		{"an id that is none", changed(client, clientID, "../../etc/passwd"), exchange.ErrDamaged},
		{"an id in another shape", changed(client, clientID, "{"+clientID+"}"), exchange.ErrDamaged},
		{"a client that is none", changed(talk, `"client":"`+clientID+`"`, `"client":"x"`), exchange.ErrDamaged},
		{"number 0", changed(client, `"n":1,"change"`, `"n":0,"change"`), exchange.ErrDamaged},
		{"a gap", changed(client, `"n":1,"change"`, `"n":2,"change"`), exchange.ErrDamaged},
		{"no schema", changed(client, `"schema":1`, `"schema":0`), exchange.ErrDamaged},
		{"a kind that changes", changed(client+1, `"kind":"client"`, `"kind":"settings"`), exchange.ErrDamaged},
		{"body of another record", changed(client, `"body":{"id":"`+clientID, `"body":{"id":"`+vaultID), exchange.ErrDamaged},
		{"body that is no record", changed(client, `"name":"`, `"name":7,"x":"`), exchange.ErrDamaged},
		{"body that no form takes", changed(client, `"kind":"external"`, `"kind":"friend"`), exchange.ErrDamaged},
		{"notes too long", changed(talk, `"notes":"a`, `"notes":"`+strings.Repeat("é", journal.MaxNotes+1)), exchange.ErrDamaged},
		{"deep nesting", changed(client, `"body":{`, `"x":`+strings.Repeat("[", 9000)+strings.Repeat("]", 9000)+`,"body":{`), exchange.ErrDamaged},
		{"huge line", changed(talk, `"notes":"a`, `"notes":"`+strings.Repeat("a", exchange.MaxLine)), exchange.ErrTooLarge},
		{"too many revisions", seal(lines, func(h map[string]any) { h["revisions"] = exchange.MaxRevisions + 1 }), exchange.ErrTooLarge},
		{"one huge line", bytes.Repeat([]byte(" "), exchange.MaxLine+1), exchange.ErrNotBackup},
	} {
		s, revisions, err := exchange.Read(bytes.NewReader(c.file))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if err != nil && (revisions != nil || s.Revisions != 0) {
			t.Errorf("%s: half of it was taken", c.name)
		}
	}
}

func TestReaderFails(t *testing.T) {
	if _, _, err := exchange.Read(failing{}); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, os.ErrClosed }
func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteFails(t *testing.T) {
	from := source(t, filled(t))
	if _, _, err := exchange.Write(failing{}, made, vaultID, from, nil); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
	head, _, err := exchange.Write(io.Discard, made, vaultID, func(yield func(journal.Revision) error) error {
		return yield(journal.Revision{Ref: journal.Ref{ID: journal.NewID(), N: 3}})
	}, nil)
	if !errors.Is(err, exchange.ErrDamaged) || head != nil {
		t.Errorf("%v, header %s", err, head)
	}
	for _, device := range []int{exchange.MaxLine, exchange.MaxLine - 1000} { // one line, then all of them, are too much
		head, _, err = exchange.Write(io.Discard, made, vaultID, func(yield func(journal.Revision) error) error {
			for {
				id := journal.NewID()
				r := journal.Revision{
					Ref: journal.Ref{ID: id, N: 1}, Change: journal.NewID(), Kind: journal.KindSettings,
					Device: strings.Repeat("d", device), At: made, Schema: 1, Body: fmt.Appendf(nil, `{"id":%q}`, id),
				}
				if err := yield(r); err != nil {
					return err
				}
			}
		}, nil)
		if !errors.Is(err, exchange.ErrTooLarge) || head != nil {
			t.Errorf("%v, header %s", err, head)
		}
	}
}

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

// reader is a book's photos, for a backup.
func reader(t testing.TB, b *store.Book) func(id string) ([]byte, error) {
	return func(id string) ([]byte, error) {
		jpeg, err := b.Photo(t.Context(), id)
		if errors.Is(err, store.ErrNone) {
			err = nil
		}
		return jpeg, err
	}
}

func TestPhotos(t *testing.T) {
	from, id, jpeg := photographed(t)
	var w bytes.Buffer
	wrote, err := write(&w, source(t, from), reader(t, from))
	if err != nil || wrote.Photos != 1 || wrote.Revisions != 2 || wrote.Size != int64(w.Len()) {
		t.Fatalf("%+v, %v", wrote, err)
	}
	read, revisions, err := exchange.Read(bytes.NewReader(w.Bytes()))
	if err != nil || read.Photos != 1 || len(revisions) != 2 {
		t.Fatalf("%+v, %v", read, err)
	}
	to := book(t)
	err = to.Restore(t.Context(), func(yield func(journal.Revision) error) error {
		return errors.Join(yield(revisions[0]), yield(revisions[1]))
	}, func(yield func(store.Photo) error) error {
		return exchange.Photos(bytes.NewReader(w.Bytes()), func(id string, jpeg []byte) error { return yield(store.Photo{ID: id, Bytes: jpeg}) })
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := to.Photo(t.Context(), id); err != nil || !bytes.Equal(got, jpeg) {
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
	var again bytes.Buffer
	if _, err := write(&again, source(t, to), reader(t, to)); err != nil || !bytes.Equal(again.Bytes(), w.Bytes()) {
		t.Errorf("the backup of what was restored differs, %v", err)
	}

	lines := slices.Collect(strings.Lines(w.String()))
	last := len(lines) - 1
	sealed := func(line string) []byte {
		return seal(append(slices.Clone(lines[:last]), line), func(h map[string]any) { h["revisions"] = 2 })
	}
	for name, file := range map[string][]byte{
		"a photo missing":       seal(lines[:last], func(h map[string]any) { h["revisions"] = 2 }),
		"a photo too heavy":     sealed(strings.Replace(lines[last], `"jpeg":"`, `"jpeg":"AAAA`, 1)),
		"no photo":              sealed(fmt.Sprintf(`{"photo":%q,"jpeg":""}`+"\n", id)),
		"no base64":             sealed(fmt.Sprintf(`{"photo":%q,"jpeg":"@"}`+"\n", id)),
		"a photo of another id": sealed(`{"photo":"../x","jpeg":"AAAA"}` + "\n"),
		"a revision":            sealed(lines[1]),
		"cut short":             w.Bytes()[:w.Len()-9],
		"changed":               bytes.Replace(w.Bytes(), []byte("/9h//9h"), []byte("/9h//9i"), 1),
		"of the first version":  seal(lines, func(h map[string]any) { h["revisions"], h["version"] = 2, 1 }),
	} {
		if _, _, err := exchange.Read(bytes.NewReader(file)); !errors.Is(err, exchange.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzRead: nothing makes Read panic, and what it takes can be written and read again.
func FuzzRead(f *testing.F) {
	good := backup(f)
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte(`{"format":"trousse-backup","version":1}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		// The hash is put right, or the fuzzer would never come past it.
		if first, rest, ok := bytes.Cut(file, []byte("\n")); ok {
			if at := bytes.Index(first, []byte(`"sha256":"`)); at >= 0 && len(first) > at+74 {
				sum := sha256.Sum256(rest)
				file = bytes.Clone(file)
				hex.Encode(file[at+10:], sum[:])
			}
		}
		_, revisions, err := exchange.Read(bytes.NewReader(file))
		if err != nil {
			return
		}
		var w bytes.Buffer
		s, err := write(&w, func(yield func(journal.Revision) error) error {
			for _, r := range revisions {
				if err := yield(r); err != nil {
					return fmt.Errorf("%d: %w", r.N, err)
				}
			}
			return nil
		}, nil)
		if err != nil || s.Revisions != len(revisions) {
			t.Fatalf("%+v, %v", s, err)
		}
		if _, again, err := exchange.Read(&w); err != nil || len(again) != len(revisions) {
			t.Fatalf("%d of %d revisions, %v", len(again), len(revisions), err)
		}
	})
}
