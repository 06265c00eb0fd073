package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"trousse/internal/exchange"
	"trousse/internal/journal"
)

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
