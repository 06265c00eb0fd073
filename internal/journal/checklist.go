package journal

import (
	"strings"
	"time"
)

// ChecklistRun is one pass through a checklist, with its answers (F40 to F49).
type ChecklistRun struct {
	ID      string            `json:"id"`
	List    string            `json:"list"` // the checklist's slug, or the id of an own list that has none
	At      time.Time         `json:"at"`
	Rater   string            `json:"rater,omitempty"`  // who answered: colleague, client, manager; empty for the worker
	Answers map[string]string `json:"answers"`          // item → the choice made; empty for a line left open
	Notes   map[string]string `json:"notes,omitempty"`  // item → in the worker's own words (F45)
	Plan    map[string]Step   `json:"plan,omitempty"`   // item → who does it, and by when (F43)
	Author  string            `json:"author,omitempty"` // of a private list: whose answers they are
}

// PrivateList tells whether the answers to a list are shown to nobody but their author: how one is (F14, F46).
func PrivateList(slug string) bool { return slug == "pulse" }

// Step is what a plan says of one of its steps.
type Step struct {
	Owner string `json:"owner,omitempty"`
	Due   Day    `json:"due,omitempty"`
}

// MaxAnswers is the most answers of one run: no list comes near.
const MaxAnswers = 500

// Kind implements [Record].
func (ChecklistRun) Kind() Kind { return KindChecklistRun }

// Key implements [Record].
func (r ChecklistRun) Key() string { return r.ID }

// Tidy returns the run with its words cleaned of what nobody typed on purpose, and without those that are empty.
func (r ChecklistRun) Tidy() ChecklistRun {
	notes, plan := map[string]string{}, map[string]Step{}
	for item, text := range r.Notes {
		if text = prose(text); text != "" {
			notes[item] = text
		}
	}
	for item, s := range r.Plan {
		if s.Owner = line(s.Owner); s != (Step{}) {
			plan[item] = s
		}
	}
	r.Notes, r.Plan = nil, nil
	if len(notes) > 0 {
		r.Notes = notes
	}
	if len(plan) > 0 {
		r.Plan = plan
	}
	return r
}

// Check implements [Record]. Words alone make a run as answers do.
func (r ChecklistRun) Check() error {
	switch n := max(len(r.Answers), len(r.Notes), len(r.Plan)); {
	case r.List == "":
		return refuse("list", Missing)
	case n == 0:
		return refuse("answers", Missing)
	case n > MaxAnswers:
		return &FieldError{Field: "answers", Problem: TooLong, Limit: MaxAnswers}
	}
	for item, choice := range r.Answers {
		if err := first(tooLong("answers", item, MaxName), tooLong("answers", choice, MaxName)); err != nil {
			return err
		}
	}
	for item, text := range r.Notes {
		if err := first(tooLong("notes", item, MaxName), tooLong("notes", text, MaxNotes)); err != nil {
			return err
		}
	}
	for item, s := range r.Plan {
		if err := first(tooLong("plan", item, MaxName), tooLong("owner", s.Owner, MaxName), checkDay("due", s.Due)); err != nil {
			return err
		}
	}
	return first(checkMoment("at", r.At), tooLong("list", r.List, MaxName), oneOf("rater", r.Rater, Raters...))
}

// Raters are those who may answer a list about someone's work (F40); the first is the worker.
var Raters = []string{"", "colleague", "client", "manager"}

// Count tells how many items were answered with the given choice.
func (r ChecklistRun) Count(choice string) int {
	n := 0
	for _, a := range r.Answers {
		if a == choice {
			n++
		}
	}
	return n
}

// OwnList is a checklist that the worker made, or adapted from one of the kit: then it stands in its place.
type OwnList struct {
	ID     string    `json:"id"`
	From   string    `json:"from,omitempty"` // the slug of the list that it replaces
	Title  string    `json:"title"`
	Intro  string    `json:"intro,omitempty"`
	Method string    `json:"method"` // count or scale
	Items  []OwnItem `json:"items"`
}

// OwnItem is one line of an own list. Its id stays when its words or its place change, so that runs compare.
type OwnItem struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Methods of an own list, as package content names them.
const (
	MethodCount = "count" // yes or no
	MethodScale = "scale" // 1 to 5
)

// MaxItems is the most lines of an own list.
const MaxItems = 100

// Kind implements [Record].
func (OwnList) Kind() Kind { return KindOwnList }

// Key implements [Record].
func (l OwnList) Key() string { return l.ID }

// Tidy returns the list with its words cleaned of what nobody typed on purpose, and without empty lines.
func (l OwnList) Tidy() OwnList {
	l.Title, l.Intro = line(l.Title), prose(l.Intro)
	var items []OwnItem
	for _, i := range l.Items {
		if i.Text = line(i.Text); i.Text != "" {
			items = append(items, i)
		}
	}
	l.Items = items
	return l
}

// Check implements [Record].
func (l OwnList) Check() error {
	switch {
	case l.Title == "":
		return refuse("title", Missing)
	case len(l.Items) == 0:
		return refuse("items", Missing)
	case len(l.Items) > MaxItems:
		return &FieldError{Field: "items", Problem: TooLong, Limit: MaxItems}
	}
	seen := map[string]bool{}
	for _, i := range l.Items {
		if i.ID == "" || seen[i.ID] || strings.ContainsAny(i.ID, " \n") {
			return refuse("items", NotListed)
		}
		seen[i.ID] = true
		if err := first(tooLong("items", i.Text, MaxLine), tooLong("items", i.ID, MaxName)); err != nil {
			return err
		}
	}
	return first(
		tooLong("title", l.Title, MaxName),
		tooLong("from", l.From, MaxName),
		tooLong("intro", l.Intro, MaxLine),
		oneOf("method", l.Method, MethodCount, MethodScale),
	)
}
