package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"trousse/internal/exchange"
	"trousse/internal/journal"
	"trousse/internal/store"
)

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
