package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"trousse/internal/exchange/contacts"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

var (
	montreal = time.FixedZone("", -5*3600)
	made     = time.Date(2026, 11, 22, 9, 30, 15, 0, montreal)
)

// kept are the revisions of testdata/records.json, as they come out of a journal.
func kept(t testing.TB) (all []journal.Revision) {
	t.Helper()
	data, err := os.ReadFile("testdata/records.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].Schema, all[i].Device, all[i].Change = journal.Schema, "d", "c"
		if all[i].At.IsZero() {
			all[i].At = made.Add(-time.Hour)
		}
		if rec, err := all[i].Record(); err != nil || rec != nil && rec.Check() != nil {
			t.Fatalf("%s/%d: %v %v", all[i].ID, all[i].N, err, rec.Check())
		}
	}
	return all
}

// file is a whole file, made as the screen makes it.
func file(t testing.TB, o *Options, form Form, kind journal.Kind, all []journal.Revision) string {
	t.Helper()
	var pieces []Piece
	err := Last(func(yield func(journal.Revision) error) error {
		for _, r := range all {
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}, func(r journal.Revision, rec journal.Record) error {
		if o.Holds(form, kind, rec) {
			pieces = append(pieces, o.Write(form, r, rec))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if form != JSON { // which is written as the journal is read
		Sort(pieces)
	}
	out := o.Head(form, kind, made)
	for i, p := range pieces {
		if i > 0 {
			out += o.Between(form)
		}
		out += p.Text
	}
	return out + o.Foot(form)
}

func options(all []journal.Revision, lang i18n.Lang, author string) *Options {
	o := &Options{Say: i18n.For(lang), Zone: montreal, Author: author, Notes: true}
	names := map[string]string{}
	for _, r := range all {
		switch v, _ := r.Record(); v := v.(type) {
		case journal.Client:
			names[v.ID] = v.Name
		case journal.Settings:
			o.Settings = v
		}
	}
	o.Who = func(id string) string { return names[id] }
	return o
}

var forms = map[journal.Kind][]Form{
	journal.KindClient: {VCard3, VCard4, CSV, Page}, journal.KindInteraction: {CSV, Page}, journal.KindPromise: {CSV, Calendar, Page},
	journal.KindComplaint: {CSV, Page}, journal.KindImprovement: {CSV, Page}, "": {JSON},
}

// Every file, in both languages, is the one of testdata.
func TestFiles(t *testing.T) {
	all := kept(t)
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		o := options(all, lang, "ana")
		for kind, list := range forms {
			for _, form := range list {
				ending, _ := form.Ending()
				name := fmt.Sprintf("testdata/%s-%s-%s%s", lang, kind, form, ending)
				golden(t, name, file(t, o, form, kind, all))
			}
		}
	}
}

// Everything that leaves as JSON is documented, whatever it holds: every field of every kind is filled once.
func TestJSONIsDocumented(t *testing.T) {
	all := kept(t)
	root := documented(t)
	for what, written := range map[string]string{
		"records of testdata": file(t, options(all, i18n.FR, "ana"), JSON, "", all),
		"every field":         file(t, options(nil, i18n.FR, ""), JSON, "", filled(t)),
		"nothing":             file(t, options(nil, i18n.FR, ""), JSON, "", nil),
	} {
		var v any
		if err := json.Unmarshal([]byte(written), &v); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		root.check(root, what, v, func(s string) { t.Error(s) })
	}
}

// filled is a record of each kind in which no field is empty.
func filled(t *testing.T) (all []journal.Revision) {
	for _, typ := range records(t) {
		v := reflect.New(typ).Elem()
		fill(v, readSource(t))
		v.FieldByName("ID").SetString("x")
		rec := v.Interface().(journal.Record)
		body, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, journal.Revision{Ref: journal.Ref{ID: "x", N: 1}, Kind: rec.Kind(), Schema: journal.Schema, At: made, Body: body})
		all[len(all)-1].ID = "x"
		all = append(all, journal.Revision{Ref: journal.Ref{ID: "y"}}) // so that one x does not follow the other
	}
	return all
}

func fill(v reflect.Value, s source) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(made))
	case v.Type() == reflect.TypeFor[journal.Day]():
		v.SetString("2026-11-22")
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), s)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), s)
	case v.Kind() == reflect.Map:
		x := reflect.New(v.Type().Elem()).Elem()
		fill(x, s)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("a"), x)
	case v.Kind() == reflect.String:
		v.SetString("a")
		if c := s.choices[v.Type().Name()]; len(c) > 0 {
			v.SetString(c[0])
		}
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.Kind() == reflect.Int:
		v.SetInt(1)
	case v.Kind() == reflect.Float64:
		v.SetFloat(1.5)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), s)
		}
	}
}

// How someone else is stays in the kit, in every form.
func TestPrivateRecordsStay(t *testing.T) {
	all := kept(t)
	for _, c := range []struct {
		author      string
		mine, other bool
	}{{"ana", true, false}, {"bo", false, true}, {"", false, false}} {
		got := file(t, options(all, i18n.FR, c.author), JSON, "", all)
		if strings.Contains(got, "Respirer, dit Ana") != c.mine || strings.Contains(got, "Marcher, dit Bo") != c.other ||
			strings.Contains(got, "pouls-ana") != c.mine || strings.Contains(got, "pouls-bo") != c.other {
			t.Errorf("as %q:\n%s", c.author, got)
		}
	}
}

// One client's file holds what is about them, and nobody else.
func TestOfOneClient(t *testing.T) {
	all := kept(t)
	o := options(all, i18n.EN, "ana")
	o.Client = "elise"
	got := file(t, o, JSON, "", all)
	for word, in := range map[string]bool{
		`"name":"Élise Tremblay"`: true, "Facture": true, "Rappeler mardi": true, "La facture est fausse": true, "Un siège": true, "Une copie": true, "de vive voix": true, "Tablette": false,
		"Luc": false, "luc": false, "Bruit": false, "Respirer": false, "settings": false,
	} {
		if strings.Contains(got, word) != in {
			t.Errorf("%q: want %v in\n%s", word, in, got)
		}
	}
}

// What is handed over to a client, and what is printed of an incident, as they read.
func TestPages(t *testing.T) {
	all := kept(t)
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		o := options(all, lang, "ana")
		o.Client = "elise"
		golden(t, "testdata/"+string(lang)+"-elise.txt", file(t, o, Page, "", all))
		o.Client = ""
		golden(t, "testdata/"+string(lang)+"-privacy-page.txt", file(t, o, Page, journal.KindPrivacy, all))
	}
}

// Spreadsheets of both languages read every table, and take no cell for a formula.
func FuzzTables(f *testing.F) {
	f.Add("=1+1", "a;b\n\"c\"", int64(1_700_000_000), 1.5)
	f.Add("+1 418 555-0199", "@SUM(A1)", int64(0), 0.25)
	f.Fuzz(func(t *testing.T, a, b string, at int64, hours float64) {
		yes := true
		recs := []journal.Record{
			journal.Interaction{ID: a, Client: b, At: time.Unix(at%1e10, 0), About: a, Request: b, Notes: b, SolvedFirstTime: &yes, Wait: int(at % 86400)}.Tidy(),
			journal.Promise{ID: a, Client: b, What: a, Reason: b, EstimateHours: hours, State: journal.Kept, Told: []journal.Day{"2026-11-22"}}.Tidy(),
			journal.Complaint{ID: a, Client: b, What: b, Remedy: a, Steps: []journal.ComplaintStep{{Stage: journal.Received, Note: b}}}.Tidy(),
			journal.Improvement{ID: a, What: a, Done: b, Asked: []journal.Asker{{Client: b}}},
			journal.Client{ID: a, Name: a, Attentions: b, Tags: []string{a, b}}.Tidy(),
		}
		for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
			o := &Options{Say: i18n.For(lang), Zone: montreal, Who: func(id string) string { return id }}
			for _, rec := range recs {
				text := o.Head(CSV, rec.Kind(), made) + o.Write(CSV, journal.Revision{Ref: journal.Ref{ID: a}}, rec).Text
				r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF")))
				if r.Comma = ','; lang == i18n.FR {
					r.Comma = ';'
				}
				rows, err := r.ReadAll() // as many cells in every row, or it fails
				if err != nil || len(rows) != 2 {
					t.Fatalf("%d rows, %v\n%s", len(rows), err, text)
				}
				for _, cell := range rows[1] {
					if cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) {
						t.Errorf("%q", cell)
					}
				}
			}
		}
	})
}

// Clients who leave in any form that the import reads come back as they were.
func TestClientsComeBack(t *testing.T) {
	all := kept(t)
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		o := options(all, lang, "ana")
		for _, form := range []Form{VCard3, VCard4, CSV} {
			f, err := contacts.Read([]byte(file(t, o, form, journal.KindClient, all)), contacts.Options{})
			if err != nil {
				t.Fatal(err)
			}
			back := map[string]journal.Client{}
			for i := range f.Rows {
				c := f.Contact(i, o.Say)
				c.Client.ID = c.UID
				back[c.UID] = c.Client
			}
			for _, r := range all {
				if rec, _ := r.Record(); r.Kind == journal.KindClient && rec != nil && r.N == 2 {
					c := rec.(journal.Client)
					c.ReferredBy, c.Thanked, c.ConsentOn, c.ConsentHow = "", "", "", "" // no address book has them
					if !reflect.DeepEqual(back[r.ID], c) {
						t.Errorf("%s %s: %+v\nwant %+v", lang, form, back[r.ID], c)
					}
				}
			}
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	for form, want := range map[Form]string{VCard3: ".vcf", VCard4: ".vcf", CSV: ".csv", Calendar: ".ics", JSON: ".json", Page: ".txt"} {
		if ending, mime := form.Ending(); ending != want || mime == "" || filepath.Ext("a"+ending) != want {
			t.Errorf("%s: %s %s", form, ending, mime)
		}
	}
}
