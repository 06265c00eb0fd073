package exchange_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"trousse/internal/age"
	"trousse/internal/exchange"
	"trousse/internal/journal"
)

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
