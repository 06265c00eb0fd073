package exchange_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
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

	"trousse/internal/exchange"
	"trousse/internal/exchange/age"
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
		journal.Settings{ID: journal.NewID(), Authors: []journal.Author{{ID: "a", Name: "Ana"}}},
	} {
		if _, err := b.Save(t.Context(), "", store.Write{Record: rec}); err != nil {
			t.Fatalf("%s: %v", rec.Kind(), err)
		}
	}
	file, _ := pack(t, content(t, b), packing["for a key"])
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
	return exchange.Content{Made: made, Vault: vaultID, Erased: erased, Revisions: func(yield func(journal.Revision) error) error {
		return b.Revisions(t.Context(), yield)
	}}
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
	file, _ := pack(t, content(t, filled(t)), exchange.Packing{})
	return file
}

func pack(t testing.TB, c exchange.Content, p exchange.Packing) ([]byte, age.Identity) {
	t.Helper()
	var w bytes.Buffer
	s, reopen, err := exchange.Write(&w, c, p)
	if err != nil || s.Size != w.Len() {
		t.Fatal(s, err)
	}
	return w.Bytes(), reopen
}

// read reads a file twice: it must say the same of it with and without handing it over.
func read(t testing.TB, file []byte, ids ...age.Identity) (exchange.Summary, []journal.Revision, error) {
	t.Helper()
	var all []journal.Revision
	s, err := exchange.Read(bytes.NewReader(file), func(r journal.Revision) error {
		all = append(all, r)
		return nil
	}, ids...)
	again, failed := exchange.Read(bytes.NewReader(file), nil, ids...)
	if !reflect.DeepEqual(s, again) || fmt.Sprint(err) != fmt.Sprint(failed) {
		t.Errorf("read %+v, %v; checked %+v, %v", s, err, again, failed)
	}
	return s, all, err
}

func gzipped(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

var (
	key     = age.Key(bytes.Repeat([]byte{7}, age.KeySize))
	secret  = age.Passphrase{Text: "érable canot hiver", Work: 10}
	packing = map[string]exchange.Packing{
		"plain":        {},
		"compressed":   {Gzip: gzipped},
		"sealed":       {To: key.Recipient()},
		"for a key":    {To: key.Recipient(), Gzip: gzipped},
		"for a phrase": {To: secret, Gzip: gzipped},
	}
)

func TestRoundTrip(t *testing.T) {
	from := filled(t)
	want := map[journal.Kind]int{journal.KindClient: 1, journal.KindInteraction: 1, journal.KindPromise: 1, journal.KindChecklistRun: 1, journal.KindSettings: 1}
	by := map[string]string{"sealed": exchange.ByKey, "for a key": exchange.ByKey, "for a phrase": exchange.ByPassphrase}
	for name, p := range packing {
		t.Run(name, func(t *testing.T) {
			var w bytes.Buffer
			wrote, reopen, err := exchange.Write(&w, content(t, from), p)
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(wrote.Counts, want) || wrote.Revisions != 9 || wrote.Size != w.Len() || wrote.ReadableBy != cmp.Or(by[name], exchange.Anyone) {
				t.Errorf("wrote %+v, %d bytes", wrote, w.Len())
			}
			if p.To != nil && bytes.Contains(w.Bytes(), []byte("Lise")) {
				t.Error("it can be read by anyone")
			}
			if (reopen == nil) != (p.To == nil) {
				t.Errorf("reopened by %v", reopen)
			}
			got, revisions, err := read(t, w.Bytes(), key, secret)
			if err != nil {
				t.Fatal(err)
			}
			if !got.Made.Equal(made) {
				t.Errorf("made %v, want %v", got.Made, made)
			}
			got.Made = wrote.Made
			if !reflect.DeepEqual(got, wrote) {
				t.Errorf("read %+v, wrote %+v", got, wrote)
			}
			if reopen != nil {
				if s, _, err := read(t, w.Bytes(), reopen); err != nil || s.Revisions != 9 {
					t.Errorf("reopened: %+v, %v", s, err)
				}
			}

			to := book(t)
			if err := to.Restore(t.Context(), of(revisions...), got.Erased...); err != nil {
				t.Fatal(err)
			}
			again, _ := pack(t, content(t, to), exchange.Packing{})
			first, _ := pack(t, content(t, from), exchange.Packing{})
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

// What each layer cost is taken off in the same order, whoever put it on: what the tools unpack is a backup as well.
func TestLayers(t *testing.T) {
	plain := backup(t)
	var named bytes.Buffer
	z := gzip.NewWriter(&named)
	z.Name, z.Comment, z.Extra = "trousse.jsonl", "par un outil", []byte("xx")
	_, err := z.Write(plain)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if s, _, err := read(t, named.Bytes()); err != nil || s.Revisions != 9 {
		t.Errorf("compressed by another tool: %+v, %v", s, err)
	}
	for name, file := range map[string][]byte{
		"half the header": named.Bytes()[:5], "half the name": named.Bytes()[:20], "cut": named.Bytes()[:named.Len()/2],
		"no tail": named.Bytes()[:named.Len()-8], "half the tail": named.Bytes()[:named.Len()-1],
		"more after": append(bytes.Clone(named.Bytes()), 0), "twice": append(bytes.Clone(named.Bytes()), named.Bytes()...),
	} {
		if _, _, err := read(t, file); !errors.Is(err, exchange.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestKeys(t *testing.T) {
	c := content(t, filled(t))
	forKey, _ := pack(t, c, packing["for a key"])
	forPass, _ := pack(t, c, packing["for a phrase"])
	for file, passphrase := range map[*[]byte]bool{&forKey: false, &forPass: true} {
		for _, ids := range [][]age.Identity{nil, {age.NewKey(), age.Passphrase{Text: "no"}}} {
			var other *age.KeyError
			if _, _, err := read(t, *file, ids...); !errors.As(err, &other) || other.Passphrase != passphrase {
				t.Errorf("opened by %v: %v", ids, err)
			}
		}
	}
	if _, _, err := exchange.Write(io.Discard, c, exchange.Packing{To: age.Passphrase{Text: "x", Work: 30}}); !errors.Is(err, age.ErrWork) {
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
	for name, want := range map[string]int{"version1.jsonl": 0, "version2.jsonl.gz.age": 1} {
		file, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		s, revisions, err := read(t, file, key)
		if err != nil || s.Revisions != 9 || len(revisions) != 9 || len(s.Erased) != want || s.Counts[journal.KindClient] != 1 || s.Vault != vaultID {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
		if err := book(t).Restore(t.Context(), of(revisions...), s.Erased...); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The tool of that name opens a backup with the printed key, and what comes out is text.
func TestToolOpensABackup(t *testing.T) {
	bin, err := exec.LookPath("age")
	if err != nil {
		t.Skip("age is not installed")
	}
	file, _ := pack(t, content(t, filled(t)), packing["for a key"])
	dir := t.TempDir()
	for name, b := range map[string][]byte{"key.txt": []byte(key.String() + "\n"), "backup": file} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("sh", "-c", bin+" -d -i key.txt backup | gunzip")
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
	c.Erased = nil
	for name, p := range packing {
		file, _ := pack(t, c, p)
		s, revisions, err := read(t, file, key, secret)
		if err != nil || s.Revisions != 0 || len(revisions)+len(s.Erased) != 0 {
			t.Errorf("%s: %+v, %v, %v", name, s, revisions, err)
		}
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"plain": "trousse-2026-11-21-1405.jsonl", "compressed": "trousse-2026-11-21-1405.jsonl.gz",
		"sealed": "trousse-2026-11-21-1405.jsonl.age", "for a key": "trousse-2026-11-21-1405.jsonl.gz.age",
	} {
		if got := packing[name].FileName(made); got != want {
			t.Errorf("%s: %s", name, got)
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

		{"newer version", header("version", 3), exchange.ErrNewer},
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
		for _, p := range []string{"compressed", "for a key"} { // the layers do not hide it
			if _, _, err := read(t, repack(t, c.file, packing[p]), key); !errors.Is(err, c.want) {
				t.Errorf("%s, %s: %v, want %v", p, c.name, err, c.want)
			}
		}
	}
}

// repack packs any text as a backup would be.
func repack(t testing.TB, text []byte, p exchange.Packing) []byte {
	t.Helper()
	var file bytes.Buffer
	w := io.Writer(&file)
	var closers []io.Closer
	if p.To != nil {
		sealed, err := age.Encrypt(w, p.To)
		if err != nil {
			t.Fatal(err)
		}
		w, closers = sealed, append(closers, sealed)
	}
	if p.Gzip != nil {
		z := p.Gzip(w)
		w, closers = z, append(closers, z)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	for _, c := range slices.Backward(closers) {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return file.Bytes()
}

// Packed, any cut is found out, and any flipped bit that changes what comes out.
func TestPackedDamage(t *testing.T) {
	c := content(t, filled(t))
	for _, name := range []string{"compressed", "for a key"} {
		file, _ := pack(t, c, packing[name])
		whole, _, err := read(t, file, key)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(file); i += 1 + len(file)/100 {
			bad := bytes.Clone(file)
			bad[i] ^= 1 << (i % 8)
			for what, file := range map[string][]byte{"cut": file[:i], "flipped": bad} {
				s, _, err := read(t, file, key)
				if err == nil && name == "compressed" && what == "flipped" && reflect.DeepEqual(s, whole) {
					continue // bits of gzip on which nothing hangs: when and where, a sum that the hash stands in for, filling
				}
				if err == nil || s.Revisions != 0 {
					t.Errorf("%s, %s at %d of %d: %+v, %v", name, what, i, len(file), s, err)
				}
			}
		}
	}
}

// A file that unpacks to far more than it is stops early, whatever it unpacks to, and takes little memory.
func TestBombs(t *testing.T) {
	lines := slices.Collect(strings.Lines(string(backup(t))))
	for name, text := range map[string]func(w io.Writer) error{
		"zeros": func(w io.Writer) error { return repeat(w, make([]byte, 1<<20), 3) },
		"one endless line": func(w io.Writer) error {
			if _, err := io.WriteString(w, lines[0]); err != nil {
				return err
			}
			return repeat(w, bytes.Repeat([]byte("a"), 1<<20), 3)
		},
		"endless lines": func(w io.Writer) error {
			if _, err := io.WriteString(w, lines[0]); err != nil {
				return err
			}
			return repeat(w, append(bytes.Repeat([]byte("a"), 1<<20-2), '\n'), 3)
		},
	} {
		var file bytes.Buffer
		z := gzip.NewWriter(&file)
		if err := text(z); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		for layer, file := range map[string][]byte{"compressed": file.Bytes(), "sealed": repack(t, file.Bytes(), exchange.Packing{To: key.Recipient()})} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := exchange.Read(bytes.NewReader(file), nil, key)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, exchange.ErrTooLarge) && !errors.Is(err, exchange.ErrNotBackup) && !errors.Is(err, exchange.ErrDamaged) {
				t.Errorf("%s, %s: %v", name, layer, err)
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 16<<20 {
				t.Errorf("%s, %s: took %d MB", name, layer, took>>20)
			}
		}
	}
	if _, err := exchange.Read(&endless{}, nil); !errors.Is(err, exchange.ErrTooLarge) {
		t.Errorf("an endless file: %v", err)
	}
}

func repeat(w io.Writer, b []byte, times int) error {
	for range times {
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// endless is a file of a newer kit, as it seems, that never ends.
type endless struct{ lines int }

func (e *endless) Read(b []byte) (int, error) {
	e.lines++
	switch e.lines {
	case 1:
		return copy(b, `{"format":"trousse-backup","version":2,"made":"2026-11-21T14:05:30-05:00"}`+"\n"), nil
	case 2:
		return copy(b, `{"id":"`+vaultID+`","n":1,"change":"`+vaultID+`","kind":"later","device":"x","schema":9}`+"\n"), nil
	}
	for i := range b {
		b[i] = "[]\n"[i%3]
	}
	return len(b), nil
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
	}}, packing["for a key"])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	n = 0
	s, err := exchange.Read(file, func(journal.Revision) error { n++; watch(n); return nil }, reopen)
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
	for name, p := range packing {
		file, _ := pack(t, c, p)
		for n := 0; n <= len(file); n += 1 + len(file)/50 {
			if _, err := exchange.Read(io.MultiReader(bytes.NewReader(file[:n]), failing{}), nil, key, secret); !errors.Is(err, os.ErrClosed) {
				t.Errorf("%s after %d bytes: %v", name, n, err)
			}
		}
		boom := errors.New("boom")
		if _, err := exchange.Read(bytes.NewReader(file), func(journal.Revision) error { return boom }, key, secret); !errors.Is(err, boom) {
			t.Errorf("%s: refused: %v", name, err)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, os.ErrClosed }
func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteFails(t *testing.T) {
	c := content(t, filled(t))
	for name, p := range packing {
		if _, _, err := exchange.Write(failing{}, c, p); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	boom := errors.New("boom")
	for want, revisions := range map[error]func(func(journal.Revision) error) error{
		exchange.ErrDamaged: of(journal.Revision{Ref: journal.Ref{ID: journal.NewID(), N: 3}}),
		boom:                func(func(journal.Revision) error) error { return boom },
	} {
		var w bytes.Buffer
		_, _, err := exchange.Write(&w, exchange.Content{Made: made, Vault: vaultID, Revisions: revisions}, exchange.Packing{})
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
		}}, exchange.Packing{})
		if !errors.Is(err, exchange.ErrTooLarge) {
			t.Errorf("%v", err)
		}
	}
	if _, _, err := exchange.Write(io.Discard, exchange.Content{Erased: make([]journal.Erased, exchange.MaxErased+1)}, exchange.Packing{}); !errors.Is(err, exchange.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

// FuzzRead: nothing makes Read panic, and what it takes can be written and read again.
func FuzzRead(f *testing.F) {
	good := backup(f)
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte(`{"format":"trousse-backup","version":1}`))
	for _, name := range []string{"compressed", "for a key"} {
		file, _ := pack(f, content(f, filled(f)), packing[name])
		f.Add(file)
	}
	if old, err := os.ReadFile("testdata/version1.jsonl"); err == nil {
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
		s, revisions, err := read(t, file, key)
		if err != nil {
			return
		}
		again, _ := pack(t, exchange.Content{Made: s.Made, Vault: s.Vault, Erased: s.Erased, Revisions: of(revisions...)}, packing["for a key"])
		if s, twice, err := read(t, again, key); err != nil || s.Revisions != len(revisions) || len(twice) != len(revisions) {
			t.Fatalf("%d of %d revisions, %v", len(twice), len(revisions), err)
		}
	})
}
