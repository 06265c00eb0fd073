package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trousse/internal/age"
	"trousse/internal/exchange"
	"trousse/internal/journal"
)

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
