package store

import (
	"strings"
	"unicode/utf8"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// Entry is one small line of the index. The rules over many records, which package journal holds, read it too.
type Entry = journal.Entry

// Gone is the state of the entry of a record that was taken away.
const Gone = journal.Gone

// MaxTitle is how much of a long text a list shows, in bytes.
const MaxTitle = 500

// MaxText is how much of a record can be searched, in bytes of folded text: all but the end of very long notes.
const MaxText = 2000

// entryOf makes the entry of a revision; rec is its record, nil for a tombstone.
func entryOf(r journal.Revision, rec journal.Record) Entry {
	e := Entry{ID: r.ID, Kind: r.Kind, N: r.N, At: r.At.Unix()}
	switch v := rec.(type) {
	case nil:
		e.State = Gone
	case journal.Client:
		ofClient(&e, v)
	case journal.Interaction:
		ofInteraction(&e, v)
		if e.Tags == "" {
			e.Tags = r.Author
		}
	case journal.Promise:
		ofPromise(&e, v)
	case journal.Complaint:
		ofComplaint(&e, v)
	case journal.Improvement:
		ofImprovement(&e, v)
	case journal.Departure:
		e.Client, e.State, e.Done = v.Client, string(v.Door), v.On
		e.Title, e.Text = cut(v.Note, MaxTitle), folded(v.Note)
	case journal.Observation:
		e.State, e.Done, e.Aside = string(v.How), v.On, v.Where
		e.Title, e.Text = cut(v.What, MaxTitle), folded(v.Where, v.What, v.Lesson)
	case journal.Story:
		e.State, e.Done = string(v.StoryKind), v.On
		if e.Title = v.Title; e.Title == "" {
			e.Title = cut(v.Text, MaxTitle)
		}
		e.Text = folded(v.Title, v.Text)
	case journal.CheckIn: // private to its author: search does not find it
		e.State, e.At, e.Before = v.Author, v.At.Unix(), journal.Feeling(v.Stress)
	case journal.ChecklistRun:
		e.State, e.Aside, e.Tags, e.At = v.List, v.Rater, v.Author, v.At.Unix()
	case journal.Handover:
		e.State, e.Aside, e.At = v.From, v.By, v.At.Unix()
		if !v.Taken.IsZero() {
			e.Done = journal.DayOf(v.Taken)
		}
	case journal.PrivacyCase: // search does not find it: the registers do
		e.State, e.Tags, e.Due, e.Done = string(v.CaseKind), v.Client, v.Due(), v.Answered
		e.Title = cut(v.What, MaxTitle)
	case journal.OwnList:
		e.State, e.Title, e.Text = v.From, v.Title, folded(v.Title, v.Intro)
	case journal.OwnScript:
		e.State, e.Aside, e.Title = v.From, v.Language, v.Title
		e.Text = folded(v.Title, v.When, v.Text)
	case journal.Scenario:
		e.Client, e.State, e.At = v.Client, v.Calculator, v.At.Unix()
		e.Title, e.Text = v.Name, folded(v.Name)
	case journal.Import:
		e.State, e.At = string(v.Stage), v.At.Unix()
	case journal.Resource:
		e.State, e.Aside, e.Title = v.From, v.Category, v.Name
		e.Text = folded(v.Name, v.Notes) + "\n" + search.FoldPhone(v.Phone)
	}
	return e
}

// folded joins the fields, each folded and on its line, in [MaxText] bytes. An empty field keeps its line, so that a
// line says how telling a word is.
func folded(fields ...string) string {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(cut(search.Fold(cut(f, 2*MaxText)), max(0, MaxText-b.Len())))
	}
	return b.String()
}

// cut is the longest beginning of s within n bytes that splits no character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
