package store

import (
	"strings"
	"unicode/utf8"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// Entry is one small line of the index: what lists and search need, and no more.
type Entry struct {
	ID, Client    string // Client: of a conversation or a promise
	Kind          journal.Kind
	N             int             // the revision that the entry shows
	State         string          // promise, improvement: its state; client: external or internal; checklist run: the list's slug; what is the worker's own: what it replaces; or [Gone]
	Channel       journal.Channel // conversation: held by; client: best channel
	Before, After journal.Feeling
	At            int64 // unix seconds: of the conversation or the run, otherwise of the revision
	Due           journal.Day
	Title         string // client: name; conversation: about, else request; promise: what
	Aside         string // client: preferred name; conversation: request when about is the title; run: rater; own script: language; resource: category
	Text          string // folded text to search, fields on lines of their own, name first; a client's last line is the phone's digits
}

// Gone is the state of the entry of a record that was taken away.
const Gone = "gone"

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
		e.State, e.Channel = string(v.ClientKind), v.BestChannel
		e.Title, e.Aside = v.Name, v.PreferredName
		e.Text = folded(v.Name, v.PreferredName, v.SpokenName, v.Email, v.Attentions) + "\n" + search.FoldPhone(v.Phone)
	case journal.Interaction:
		e.Client, e.Channel, e.At = v.Client, v.Channel, v.At.Unix()
		e.Before, e.After = v.FeelingBefore, v.FeelingAfter
		e.Title = v.About
		if e.Title == "" {
			e.Title = v.Request
		} else {
			e.Aside = v.Request
		}
		e.Text = folded(v.About, v.Request, v.Notes)
	case journal.Promise:
		e.Client, e.State, e.Due, e.Title = v.Client, string(v.State), v.Due, v.What
		e.Text = folded(v.What)
	case journal.Improvement:
		e.State, e.Title, e.Text = string(v.State), cut(v.What, MaxTitle), folded(v.What)
	case journal.ChecklistRun:
		e.State, e.Aside, e.At = v.List, v.Rater, v.At.Unix()
	case journal.OwnList:
		e.State, e.Title, e.Text = v.From, v.Title, folded(v.Title, v.Intro)
	case journal.OwnScript:
		e.State, e.Aside, e.Title = v.From, v.Language, v.Title
		e.Text = folded(v.Title, v.When, v.Text)
	case journal.Resource:
		e.State, e.Aside, e.Title = v.From, v.Category, v.Name
		e.Text = folded(v.Name, v.Notes) + "\n" + search.FoldPhone(v.Phone)
	}
	return e
}

// phone gives the digits of a client's phone.
func (e Entry) phone() string { return e.Text[strings.LastIndexByte(e.Text, '\n')+1:] }

// name gives the folded name of a client.
func (e Entry) name() string {
	name, _, _ := strings.Cut(e.Text, "\n")
	return name
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
