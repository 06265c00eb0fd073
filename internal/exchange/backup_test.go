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
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
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
	file, _ := pack(t, content(t, b), key.Recipient())
	s, _, err := read(t, file, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range journal.Kinds {
		if s.Counts[k] == 0 {
			t.Errorf("no %s in the backup", k)
		}
	}
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

func TestRoundTrip(t *testing.T) {
	from := filled(t)
	want := map[journal.Kind]int{journal.KindClient: 1, journal.KindInteraction: 1, journal.KindPromise: 1, journal.KindChecklistRun: 1, journal.KindSettings: 1}
	by := map[string]string{"anyone": exchange.Anyone, "a key": exchange.ByKey, "a phrase": exchange.ByPassphrase}
	for name, to := range whoms {
		t.Run(name, func(t *testing.T) {
			var w bytes.Buffer
			wrote, reopen, err := exchange.Write(&w, content(t, from), to)
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(wrote.Counts, want) || wrote.Revisions != 9 || wrote.Erased != 1 || wrote.Size != int64(w.Len()) || wrote.ReadableBy != by[name] {
				t.Errorf("wrote %+v, %d bytes", wrote, w.Len())
			}
			if to != nil && bytes.Contains(w.Bytes(), []byte("Lise")) {
				t.Error("it can be read by anyone")
			}
			if (reopen == nil) != (to == nil) {
				t.Errorf("reopened by %v", reopen)
			}
			got, back, err := read(t, w.Bytes(), key, secret)
			if err != nil {
				t.Fatal(err)
			}
			if !got.Made.Equal(made) {
				t.Errorf("made %v, want %v", got.Made, made)
			}
			got.Made = wrote.Made
			if !reflect.DeepEqual(got, wrote) || !slices.Equal(back.erased, erased) {
				t.Errorf("read %+v, wrote %+v", got, wrote)
			}
			if reopen != nil {
				if s, _, err := read(t, w.Bytes(), reopen); err != nil || s.Revisions != 9 {
					t.Errorf("reopened: %+v, %v", s, err)
				}
			}

			to := book(t)
			restore(t, to, w.Bytes(), key, secret)
			again, _ := pack(t, content(t, to), nil)
			first, _ := pack(t, content(t, from), nil)
			if !bytes.Equal(again, first) {
				t.Errorf("the backup of what was restored differs:\n%s\nwant\n%s", again, first)
			}
			if !maps.Equal(to.Counts(), want) {
				t.Errorf("restored %v", to.Counts())
			}
			if p := to.Today().People; len(p) != 1 || p[0].Aside != "Lise" {
				t.Errorf("people %v", p)
			}
			if list, err := to.Erased(t.Context()); err != nil || !slices.Equal(list, erased) {
				t.Errorf("erased %v, %v", list, err)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	c := content(t, filled(t))
	forKey, _ := pack(t, c, key.Recipient())
	forPass, _ := pack(t, c, secret)
	for file, passphrase := range map[*[]byte]bool{&forKey: false, &forPass: true} {
		for _, ids := range [][]age.Identity{nil, {age.NewKey(), age.Passphrase{Text: "no"}}} {
			var other *age.KeyError
			if _, _, err := read(t, *file, ids...); !errors.As(err, &other) || other.Passphrase != passphrase {
				t.Errorf("opened by %v: %v", ids, err)
			}
		}
	}
	if _, _, err := exchange.Write(io.Discard, c, age.Passphrase{Text: "x", Work: 30}); !errors.Is(err, age.ErrWork) {
		t.Errorf("sealed with too much work: %v", err)
	}
	_, salt, _ := strings.Cut(string(forPass[:60]), "scrypt ")
	bomb := "age-encryption.org/v1\n-> scrypt " + salt[:22] + " 30\n" + strings.Repeat("A", 43) + "\n--- " + strings.Repeat("A", 43) + "\n"
	if _, _, err := read(t, []byte(bomb), secret); !errors.Is(err, age.ErrWork) {
		t.Errorf("a bomb of work: %v", err)
	}
}

// Files of former versions open for ever: as they were written then.
func TestFormerFiles(t *testing.T) {
	for name, want := range map[string]exchange.Summary{
		"version1.jsonl":     {Revisions: 9},
		"version2.jsonl":     {Revisions: 10, Photos: 1},
		"version3.jsonl.age": {Revisions: 10, Photos: 1, Erased: 1},
	} {
		file, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		s, back, err := read(t, file, key)
		if err != nil || s.Revisions != want.Revisions || len(back.revisions) != want.Revisions || s.Photos != want.Photos || len(back.photos) != want.Photos ||
			s.Erased != want.Erased || s.Counts[journal.KindClient] != 1 || s.Vault != vaultID || !s.Made.Equal(made) {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
		b := book(t)
		restore(t, b, file, key)
		if got := b.Counts()[journal.KindPromise]; got != 1 {
			t.Errorf("%s: %d promises restored", name, got)
		}
		for id, jpeg := range back.photos {
			if got, err := b.Photo(t.Context(), id); err != nil || !bytes.Equal(got, jpeg) {
				t.Errorf("%s: photo of %d bytes, %v", name, len(got), err)
			}
		}
	}
}

// The tool of that name opens a backup with the printed key, and what comes out is text.
func TestToolOpensABackup(t *testing.T) {
	bin, err := exec.LookPath("age")
	if err != nil {
		t.Skip("age is not installed")
	}
	file, _ := pack(t, content(t, filled(t)), key.Recipient())
	dir := t.TempDir()
	for name, b := range map[string][]byte{"key.txt": []byte(key.String() + "\n"), "backup": file} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("sh", "-c", bin+" -d -i key.txt backup")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil || !bytes.Contains(out, []byte("\"preferred_name\":\"Lise\"")) || bytes.Count(out, []byte("\n")) != 12 {
		t.Errorf("%v\n%s", err, out)
	}
	if s, _, err := read(t, out); err != nil || s.Revisions != 9 || s.ReadableBy != exchange.Anyone {
		t.Errorf("what it opened is no backup: %+v, %v", s, err)
	}
}

func TestEmpty(t *testing.T) {
	c := content(t, book(t))
	c.Erased, c.Photo = nil, nil
	for name, to := range whoms {
		file, _ := pack(t, c, to)
		s, back, err := read(t, file, key, secret)
		if err != nil || s.Revisions != 0 || len(back.revisions)+len(back.erased)+len(back.photos) != 0 {
			t.Errorf("%s: %+v, %v, %v", name, s, back, err)
		}
	}
}

func TestFileName(t *testing.T) {
	for sealed, want := range map[bool]string{false: "trousse-2026-11-21-1405.jsonl", true: "trousse-2026-11-21-1405.jsonl.age"} {
		if got := exchange.FileName(made, sealed); got != want {
			t.Error(got)
		}
	}
}

// seal gives a file the end that it should have, unless told otherwise.
func seal(lines []string, change func(end map[string]any)) []byte {
	body := strings.Join(lines[:len(lines)-1], "")
	sum := sha256.Sum256([]byte(body))
	var last map[string]map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		panic(err)
	}
	end := last["end"]
	end["sha256"], end["revisions"], end["erased"] = hex.EncodeToString(sum[:]), len(lines)-3, 1
	if change != nil {
		change(end)
	}
	b, err := json.Marshal(last)
	if err != nil {
		panic(err)
	}
	return append([]byte(body), append(b, '\n')...)
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
	header := func(key string, v any) []byte {
		var h map[string]any
		if err := json.Unmarshal([]byte(lines[0]), &h); err != nil {
			panic(err)
		}
		h[key] = v
		b, err := json.Marshal(h)
		if err != nil {
			panic(err)
		}
		return seal(append([]string{string(b) + "\n"}, lines[1:]...), nil)
	}
	end := func(key string, v any) []byte { return seal(lines, func(e map[string]any) { e[key] = v }) }
	flip := func(i int) []byte { b := bytes.Clone(good); b[i] ^= 1; return b }
	gone := lines[1]
	last := len(lines) - 1

	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"as it was", good, nil},
		{"sealed again", seal(lines, nil), nil},
		{"unknown header field", header("later", "x"), nil},
		{"unknown field at the end", end("later", "x"), nil},

		{"empty", nil, exchange.ErrNotBackup},
		{"a photo", []byte("\x89PNG\r\n\x1a\n"), exchange.ErrNotBackup},
		{"another JSON", []byte(`{"format":"other","version":1}`), exchange.ErrNotBackup},
		{"a JSON list", []byte("[1]\n"), exchange.ErrNotBackup},
		{"nested header", []byte(strings.Repeat("[", 5000)), exchange.ErrNotBackup},
		{"a huge first line", bytes.Repeat([]byte(" "), exchange.MaxLine+1), exchange.ErrNotBackup},

		{"newer version", header("version", exchange.Version+1), exchange.ErrNewer},
		{"newer version, nothing else", []byte(`{"format":"trousse-backup","version":7}`), exchange.ErrNewer},
		{"newer schema", changed(client, `"schema":1`, `"schema":2`), exchange.ErrNewer},
		{"unknown kind", changed(client, `"kind":"client"`, `"kind":"horse"`), exchange.ErrNewer},
		{"damage that looks newer", bytes.Replace(good, []byte(`"schema":1`), []byte(`"schema":3`), 1), exchange.ErrDamaged},

		{"version 0", header("version", 0), exchange.ErrDamaged},
		{"version 1", header("version", 1), exchange.ErrDamaged},
		{"no date", header("made", "hier"), exchange.ErrDamaged},
		{"the header alone, without its end", good[:len(lines[0])-1], exchange.ErrDamaged},
		{"wrong hash", end("sha256", strings.Repeat("0", 64)), exchange.ErrDamaged},
		{"wrong count of lines", end("revisions", 3), exchange.ErrDamaged},
		{"no count of lines", end("revisions", -1), exchange.ErrDamaged},
		{"wrong count of what was erased", end("erased", 2), exchange.ErrDamaged},
		{"wrong counts", end("counts", map[string]int{"client": 2}), exchange.ErrDamaged},
		{"no counts", end("counts", nil), exchange.ErrDamaged},
		{"an end that is none", end("revisions", "x"), exchange.ErrDamaged},
		{"no end", []byte(strings.Join(lines[:last], "")), exchange.ErrDamaged},
		{"two ends", append(bytes.Clone(good), lines[last]...), exchange.ErrDamaged},
		{"the end in the middle", seal(append(append(slices.Clone(lines[:4]), lines[last]), lines[4:]...), nil), exchange.ErrDamaged},
		{"cut in the middle", good[:len(good)/2], exchange.ErrDamaged},
		{"cut by one", good[:len(good)-1], exchange.ErrDamaged},
		{"cut after the header", []byte(lines[0]), exchange.ErrDamaged},
		{"one byte more", append(bytes.Clone(good), ' '), exchange.ErrDamaged},
		{"a flipped byte", flip(len(good) - 200), exchange.ErrDamaged},
		{"line ends of another system", bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")), exchange.ErrDamaged},
		{"a line missing", seal(slices.Delete(slices.Clone(lines), client, client+1), nil), exchange.ErrDamaged},
		{"a line doubled", seal(slices.Insert(slices.Clone(lines), client, lines[client]), nil), exchange.ErrDamaged},
		{"not JSON", changed(client, `{`, `[`), exchange.ErrDamaged},
		{"a blank line", seal(slices.Insert(slices.Clone(lines), client, "\n"), nil), exchange.ErrDamaged},
		{"an erased id that is none", changed(1, erased[0].ID, "../../etc/passwd"), exchange.ErrDamaged},
		{"an erased day that is none", changed(1, "2026-11-20", "hier"), exchange.ErrDamaged},
		{"erased after revisions", seal(slices.Insert(slices.Delete(slices.Clone(lines), 1, 2), 3, gone), nil), exchange.ErrDamaged},
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
	} {
		s, _, err := read(t, c.file)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if err != nil && s.Revisions != 0 {
			t.Errorf("%s: half of it was summed up", c.name)
		}
		if c.want == nil {
			continue
		}
		if _, _, err := read(t, sealed(t, c.file), key); !errors.Is(err, c.want) { // the seal does not hide it
			t.Errorf("sealed, %s: %v, want %v", c.name, err, c.want)
		}
	}
}

// sealed seals any text as a backup would be.
func sealed(t testing.TB, text []byte) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := age.Encrypt(&file, key.Recipient())
	if err == nil {
		_, err = w.Write(text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// Sealed, any cut and any flipped bit are found out.
func TestSealedDamage(t *testing.T) {
	file, _ := pack(t, content(t, filled(t)), key.Recipient())
	for i := 0; i < len(file); i += 1 + len(file)/100 {
		bad := bytes.Clone(file)
		bad[i] ^= 1 << (i % 8)
		for what, file := range map[string][]byte{"cut": file[:i], "flipped": bad} {
			if s, _, err := read(t, file, key); err == nil || s.Revisions != 0 {
				t.Errorf("%s at %d of %d: %+v, %v", what, i, len(file), s, err)
			}
		}
	}
}

// A file that never ends is left early, and takes little memory.
func TestEndless(t *testing.T) {
	for name, file := range map[string]io.Reader{
		"lines":         &endless{fill: "[" + strings.Repeat(" ", 5000) + "]\n"},
		"one line":      &endless{fill: "a"},
		"no line ever":  &endless{lines: 2, fill: "\x00"},
		"a sealed file": io.MultiReader(strings.NewReader("age-encryption.org/v1\n"), &endless{lines: 2, fill: "-> x y\n\n"}),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := exchange.Read(file, journal.Intake{}, key)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, exchange.ErrTooLarge) && !errors.Is(err, exchange.ErrNotBackup) && !errors.Is(err, exchange.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 16<<20 {
			t.Errorf("%s: took %d MB", name, took>>20)
		}
	}
}

// endless is a file of a newer kit, as it seems, that never ends.
type endless struct {
	lines int
	fill  string
}

func (e *endless) Read(b []byte) (int, error) {
	e.lines++
	switch e.lines {
	case 1:
		return copy(b, `{"format":"trousse-backup","version":3,"made":"2026-11-21T14:05:30-05:00"}`+"\n"), nil
	case 2:
		return copy(b, `{"id":"`+vaultID+`","n":1,"change":"`+vaultID+`","kind":"later","device":"x","schema":9}`+"\n"), nil
	}
	for i := range b {
		b[i] = e.fill[i%len(e.fill)]
	}
	return len(b) - len(b)%len(e.fill), nil
}

// Writing and reading take little memory, however much there is.
func TestStreams(t *testing.T) {
	const many = 20_000
	body := strings.Repeat("a quiet word, ", 30)
	revisions := func(yield func(journal.Revision) error) error {
		for range many {
			id := journal.NewID()
			err := yield(journal.Revision{
				Ref: journal.Ref{ID: id, N: 1}, Change: id, Kind: journal.KindInteraction, Device: "x", At: made, Schema: 1,
				Body: fmt.Appendf(nil, `{"id":%q,"client":%q,"at":"2026-11-21T14:05:30Z","channel":"phone","request":%q}`, id, id, body),
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	path := filepath.Join(t.TempDir(), "backup")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	peak := uint64(0)
	watch := func(n int) {
		if n%4000 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
	}
	watch(0)
	at, n := peak, 0
	_, reopen, err := exchange.Write(file, exchange.Content{Made: made, Vault: vaultID, Revisions: func(yield func(journal.Revision) error) error {
		return revisions(func(r journal.Revision) error { n++; watch(n); return yield(r) })
	}}, key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	n = 0
	s, err := exchange.Read(file, journal.Intake{Revision: func(journal.Revision) error { n++; watch(n); return nil }}, reopen)
	if err != nil || s.Revisions != many {
		t.Fatal(s, err)
	}
	// What grows is one id for each record, to see that none is doubled.
	if grew := peak - at; grew > 8<<20 {
		t.Errorf("%d records of %d bytes took %d MB", many, len(body), grew>>20)
	}
}

func TestReaderFails(t *testing.T) {
	c := content(t, filled(t))
	for name, to := range whoms {
		file, _ := pack(t, c, to)
		for n := 0; n <= len(file); n += 1 + len(file)/50 {
			if _, err := exchange.Read(io.MultiReader(bytes.NewReader(file[:n]), failing{}), journal.Intake{}, key, secret); !errors.Is(err, os.ErrClosed) {
				t.Errorf("%s after %d bytes: %v", name, n, err)
			}
		}
		boom := errors.New("boom")
		for _, in := range []journal.Intake{
			{Revision: func(journal.Revision) error { return boom }}, {Erased: func(journal.Erased) error { return boom }},
		} {
			if _, err := exchange.Read(bytes.NewReader(file), in, key, secret); !errors.Is(err, boom) {
				t.Errorf("%s: refused: %v", name, err)
			}
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, os.ErrClosed }
func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteFails(t *testing.T) {
	c := content(t, filled(t))
	for name, to := range whoms {
		if _, _, err := exchange.Write(failing{}, c, to); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	boom := errors.New("boom")
	for want, revisions := range map[error]func(func(journal.Revision) error) error{
		exchange.ErrDamaged: of(journal.Revision{Ref: journal.Ref{ID: journal.NewID(), N: 3}}),
		boom:                func(func(journal.Revision) error) error { return boom },
	} {
		var w bytes.Buffer
		_, _, err := exchange.Write(&w, exchange.Content{Made: made, Vault: vaultID, Revisions: revisions}, nil)
		if !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
		if _, _, err := read(t, w.Bytes()); err == nil {
			t.Error("what was left can be read")
		}
	}
	for _, device := range []int{exchange.MaxLine, exchange.MaxLine - 1000} { // one line, then all of them, are too much
		_, _, err := exchange.Write(io.Discard, exchange.Content{Made: made, Vault: vaultID, Revisions: func(yield func(journal.Revision) error) error {
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
		}}, nil)
		if !errors.Is(err, exchange.ErrTooLarge) {
			t.Errorf("%v", err)
		}
	}
	if _, _, err := exchange.Write(io.Discard, exchange.Content{Erased: make([]journal.Erased, exchange.MaxErased+1)}, nil); !errors.Is(err, exchange.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

// FuzzRead: nothing makes Read panic, and what it takes can be written and read again.
func FuzzRead(f *testing.F) {
	good := backup(f)
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte(`{"format":"trousse-backup","version":1}`))
	file, _ := pack(f, content(f, filled(f)), key.Recipient())
	f.Add(file)
	for _, name := range []string{"version1.jsonl", "version2.jsonl", "version3.jsonl.age"} {
		old, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(old)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		// The hash is put right, or the fuzzer would never come past it.
		if at := bytes.LastIndex(file, []byte(`{"end":`)); at >= 0 {
			if hash := bytes.Index(file[at:], []byte(`"sha256":"`)); hash >= 0 && len(file) > at+hash+74 {
				sum := sha256.Sum256(file[:at])
				file = bytes.Clone(file)
				hex.Encode(file[at+hash+10:], sum[:])
			}
		}
		s, back, err := read(t, file, key)
		if err != nil {
			return
		}
		again, _ := pack(t, exchange.Content{Made: s.Made, Vault: s.Vault, Erased: back.erased, Revisions: of(back.revisions...),
			Photo: func(id string) ([]byte, error) { return back.photos[id], nil },
		}, key.Recipient())
		if s, twice, err := read(t, again, key); err != nil || s.Revisions != len(back.revisions) || len(twice.revisions) != len(back.revisions) {
			t.Fatalf("%d of %d revisions, %v", len(twice.revisions), len(back.revisions), err)
		}
	})
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

func TestPhotos(t *testing.T) {
	from, id, jpeg := photographed(t)
	file, _ := pack(t, content(t, from), nil)
	s, back, err := read(t, file)
	if err != nil || s.Photos != 1 || s.Revisions != 2 || !bytes.Equal(back.photos[id], jpeg) {
		t.Fatalf("%+v, %v", s, err)
	}
	to := book(t)
	restore(t, to, file)
	if got, err := to.Photo(t.Context(), id); err != nil || !bytes.Equal(got, jpeg) {
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
	if again, _ := pack(t, content(t, to), nil); !bytes.Equal(again, file) {
		t.Error("the backup of what was restored differs")
	}

	lines := slices.Collect(strings.Lines(string(file)))
	last := len(lines) - 2
	with := func(line string) []byte {
		return seal(append(slices.Clone(lines[:last]), line, lines[last+1]), func(end map[string]any) { end["revisions"] = 2 })
	}
	for name, file := range map[string][]byte{
		"a photo missing":       seal(slices.Delete(slices.Clone(lines), last, last+1), func(end map[string]any) { end["revisions"] = 2 }),
		"a photo too heavy":     with(strings.Replace(lines[last], `"jpeg":"`, `"jpeg":"AAAA`, 1)),
		"no photo":              with(fmt.Sprintf(`{"photo":%q,"jpeg":""}`+"\n", id)),
		"no base64":             with(fmt.Sprintf(`{"photo":%q,"jpeg":"@"}`+"\n", id)),
		"a photo of another id": with(`{"photo":"../x","jpeg":"AAAA"}` + "\n"),
		"a revision":            with(lines[2]),
		"erased at last":        with(lines[1]),
		"a revision after it":   with(lines[last] + strings.Replace(lines[3], `"n":2`, `"n":3`, 1)),
		"cut short":             file[:len(file)-9],
		"changed":               bytes.Replace(file, []byte("/9h//9h"), []byte("/9h//9i"), 1),
	} {
		if _, _, err := read(t, file); !errors.Is(err, exchange.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	boom := errors.New("boom")
	if _, err := exchange.Read(bytes.NewReader(file), journal.Intake{Photo: func(string, []byte) error { return boom }}); !errors.Is(err, boom) {
		t.Error(err)
	}
	c := content(t, from)
	c.Photo = func(string) ([]byte, error) { return nil, boom }
	if _, _, err := exchange.Write(io.Discard, c, nil); !errors.Is(err, boom) {
		t.Error(err)
	}
}
