// Package export writes what the kit holds for other programs, and for paper: people as vCards and tables, conversations,
// promises and what is to be improved as tables, promises to keep as a calendar, everything as JSON. Each record becomes one
// piece, between a head and a foot, so that a file is written while the journal is read.
//
// The README beside this file tells how the files are made, and schema.json what stands in the JSON. A backup is another
// thing: package exchange.
package export

import (
	"encoding/json"
	"sort"
	"strings"
	"time"

	"trousse/internal/exchange/calendar"
	"trousse/internal/exchange/contacts"
	"trousse/internal/exchange/sheet"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
)

// Form is how records leave.
type Form string

// The forms.
const (
	VCard3   Form = "vcard3"
	VCard4   Form = "vcard4"
	CSV      Form = "csv"
	Calendar Form = "calendar"
	JSON     Form = "json"
	Page     Form = "page" // plain text, to be read and printed
)

// Ending is how the name of a file of that form ends, and Mime what it is.
func (f Form) Ending() (ending, mime string) {
	switch f {
	case VCard3, VCard4:
		return ".vcf", "text/vcard"
	case CSV:
		return ".csv", "text/csv"
	case Calendar:
		return ".ics", "text/calendar"
	case JSON:
		return ".json", "application/json"
	}
	return ".txt", "text/plain"
}

// Version is the version of the JSON, which its first line tells.
const Version = 1

// Options are what the words of a file depend on.
type Options struct {
	Say      *i18n.Printer
	Zone     *time.Location
	Who      func(client string) string // the name of a client, empty for one who is not here
	Settings journal.Settings           // for the names of the authors
	Author   string                     // who exports: what others keep private stays
	Notes    bool                       // attentions and what to avoid go into the vCards
	Client   string                     // only what is about that client; empty: everything
}

// Piece is one record in a file. Key places it: pieces stand in the order of their keys.
type Piece struct {
	Key, Text string
	Kind      journal.Kind
}

// Head is what a file begins with. Kind is that of the records of a table.
func (o *Options) Head(form Form, kind journal.Kind, made time.Time) string {
	switch form {
	case CSV:
		names, _ := o.row(zero(kind), journal.Revision{})
		return sheet.Mark + o.line(names)
	case Calendar:
		return calendar.Head
	case JSON:
		head, _ := json.Marshal(map[string]any{"format": "trousse-export", "version": Version, "made": made.Truncate(time.Second)})
		return strings.TrimSuffix(string(head), "}") + ",\"records\":["
	}
	return ""
}

// Foot is what a file ends with.
func (o *Options) Foot(form Form) string {
	switch form {
	case Calendar:
		return calendar.Foot
	case JSON:
		return "\n]}\n"
	}
	return ""
}

// Between is what stands between two pieces.
func (o *Options) Between(form Form) string {
	if form == JSON {
		return ","
	}
	return ""
}

// Holds tells whether a record goes into a file about that kind, where empty is all of them.
func (o *Options) Holds(form Form, kind journal.Kind, rec journal.Record) bool {
	if p, ok := rec.(journal.Promise); form == Calendar && (!ok || p.State != journal.Open) {
		return false
	}
	if kind != "" && rec.Kind() != kind || o.Settings.Withheld(rec, o.Author) {
		return false
	}
	return o.Client == "" || journal.About(rec, o.Client)
}

// Write is a record as one piece of a file, as it stands in its last revision.
func (o *Options) Write(form Form, r journal.Revision, rec journal.Record) Piece {
	if o.Client != "" {
		rec = journal.Only(rec, o.Client)
	}
	if set, ok := rec.(journal.Settings); ok {
		set.Cover = "" // there are few PINs, and people use theirs elsewhere
		rec = set
	}
	p := Piece{Key: o.key(rec) + " " + r.ID, Kind: r.Kind}
	c, _ := rec.(journal.Client)
	switch form {
	case VCard3:
		p.Text = contacts.WriteCard(contacts.V3, o.Notes, contacts.Card{Client: c, At: r.At})
	case VCard4:
		p.Text = contacts.WriteCard(contacts.V4, o.Notes, contacts.Card{Client: c, At: r.At})
	case Calendar:
		promise, _ := rec.(journal.Promise) // whom it was made to is not told: calendars are shared
		p.Text = calendar.Entry{Promise: promise, N: r.N, At: r.At, Summary: promise.What, Description: o.Say.T("shell.name")}.
			Write(calendar.Event, calendar.Alarm{Minutes: calendar.Morning})
	case CSV:
		_, values := o.row(rec, r)
		p.Text = o.line(values)
	case JSON:
		line, err := json.Marshal(item{Kind: r.Kind, Revision: r.N, Changed: r.At, Author: o.Settings.AuthorName(r.Author), Record: rec})
		if err == nil {
			p.Text = "\n" + string(line)
		}
	case Page:
		p.Text = o.Page(rec, r)
	}
	return p
}

// item is a record in the JSON: see schema.json.
type item struct {
	Kind     journal.Kind   `json:"kind"`
	Revision int            `json:"revision"`
	Changed  time.Time      `json:"changed"`
	Author   string         `json:"author,omitempty"`
	Record   journal.Record `json:"record"`
}

// line is a row of a table for a spreadsheet of the printer's language.
func (o *Options) line(cells []string) string {
	var b strings.Builder
	sheet.Row(&b, sheet.Separator(o.Say.Lang() != i18n.EN), cells...)
	return b.String()
}

// Page is a record as lines that tell what it holds, and leave out what it does not.
func (o *Options) Page(rec journal.Record, r journal.Revision) string {
	names, values := o.row(rec, r)
	apart := map[string]bool{o.Say.T("export.client_id"): true, o.Say.T("contacts.column_uid"): true, o.Say.T("export.client"): o.Client != ""}
	var b strings.Builder
	for i, v := range values {
		if v != "" && !apart[names[i]] {
			b.WriteString(o.Say.T("contacts.line", "label", names[i], "value", strings.ReplaceAll(v, "\n", "\n  ")) + "\n")
		}
	}
	return b.String() + "\n"
}

// key places a record: people by name, what happened by its day, newest last.
func (o *Options) key(rec journal.Record) string {
	switch v := rec.(type) {
	case journal.Client:
		return search.Fold(v.Name)
	case journal.Interaction:
		return v.At.UTC().Format(time.RFC3339)
	case journal.Promise:
		return string(v.Made)
	case journal.Complaint:
		return v.Received().UTC().Format(time.RFC3339)
	case journal.Improvement:
		return string(v.Seen)
	case journal.Departure:
		return string(v.On)
	}
	return ""
}

// Sort puts pieces in their order, those of a kind together.
func Sort(all []Piece) {
	place := map[journal.Kind]int{}
	for i, k := range journal.Kinds {
		place[k] = i
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := all[i], all[j]
		return place[a.Kind] < place[b.Kind] || a.Kind == b.Kind && a.Key < b.Key
	})
}

// Last hands over the last revision of each record that is not gone and can be read, out of revisions that come one record
// after the other, each record's oldest first.
func Last(each func(yield func(journal.Revision) error) error, take func(journal.Revision, journal.Record) error) error {
	var last journal.Revision
	flush := func() error {
		if last.ID == "" || last.Gone() {
			return nil
		}
		rec, err := last.Record()
		if err != nil || rec == nil {
			return nil
		}
		return take(last, rec)
	}
	err := each(func(r journal.Revision) error {
		if r.ID != last.ID {
			if err := flush(); err != nil {
				return err
			}
		}
		last = r
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}
