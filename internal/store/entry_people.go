package store

import (
	"math"
	"strings"
	"time"

	"trousse/internal/journal"
	"trousse/internal/search"
)

func ofClient(e *Entry, c journal.Client) {
	e.State, e.Channel = string(c.ClientKind), c.BestChannel
	e.Client, e.Done = c.ReferredBy, c.Thanked
	e.Title, e.Aside, e.Tags = c.Name, c.PreferredName, strings.Join(c.Tags, "\n")
	var names, emails, phones []string
	for _, d := range c.Also {
		if d.Kind != journal.DetailPhone && d.Kind != journal.DetailEmail {
			names = append(names, d.Value)
		}
	}
	emails = c.Emails()
	for _, p := range c.Phones() {
		phones = append(phones, search.FoldPhone(p))
	}
	e.Text = folded(c.Name, c.PreferredName, c.SpokenName, strings.Join(emails, " "), strings.Join(names, " "), strings.Join(c.Tags, " "), c.Attentions) +
		"\n" + strings.Join(phones, " ")
}

// phonesOf are the digits of a client's phones.
func phonesOf(e *Entry) []string {
	return strings.Fields(e.Text[strings.LastIndexByte(e.Text, '\n')+1:])
}

// Reached is what a client can be reached by, folded. In the index several e-mails stand side by side: every run of words
// that one may be is given, with some that none is.
func Reached(e Entry) (phones, emails []string) {
	lines := strings.Split(e.Text, "\n")
	if len(lines) < 5 || lines[3] == "" {
		return phonesOf(&e), nil
	}
	emails = append(emails, lines[3])
	if words := strings.Fields(lines[3]); len(words) >= 2*leastOfEmail {
		for i := range words {
			for j := i + leastOfEmail; j <= min(i+2*leastOfEmail, len(words)); j++ {
				emails = append(emails, strings.Join(words[i:j], " "))
			}
		}
	}
	return phonesOf(&e), emails
}

// leastOfEmail is how many words an address has at least: ana@exemple.ca.
const leastOfEmail = 3

// nameOf is the folded name of a client.
func nameOf(e *Entry) string {
	name, _, _ := strings.Cut(e.Text, "\n")
	return name
}

func ofInteraction(e *Entry, i journal.Interaction) {
	e.Client, e.State, e.Channel, e.At, e.Tags = i.Client, string(i.Outcome), i.Channel, i.At.Unix(), i.Author
	e.Before, e.After = i.FeelingBefore, i.FeelingAfter
	e.Title = i.About
	if e.Title == "" {
		e.Title = i.Request
	} else {
		e.Aside = i.Request
	}
	e.Text = folded(i.About, i.Request, i.Notes)
	e.Facts = journal.Facts{Wait: i.Wait, Satisfaction: i.Satisfaction, Ease: i.Ease, Recommended: recommended(i.Recommend)}
	mark(e, journal.MarkAsked, i.RecommendFrom == journal.RecommendAsked)
	if i.SolvedFirstTime != nil {
		mark(e, journal.MarkFirst, *i.SolvedFirstTime)
		mark(e, journal.MarkNotFirst, !*i.SolvedFirstTime)
	}
	if a := i.Avoidable; a != nil {
		e.Facts.Cause, e.Facts.Cost = a.Cause, a.Cost
	}
}

func ofPromise(e *Entry, p journal.Promise) {
	e.Client, e.State, e.Title, e.Text = p.Client, string(p.State), p.What, folded(p.What)
	e.Due, e.Next, e.Done = p.Due, p.Next(), p.Done
	if p.Renegotiated() {
		e.Aside = string(p.FirstDue())
	}
	e.Facts = journal.Facts{Estimate: minutes(p.EstimateHours), Actual: minutes(p.ActualHours)}
	mark(e, journal.MarkQuote, p.Quote)
	mark(e, journal.MarkMoved, p.Renegotiated())
}

func ofComplaint(e *Entry, c journal.Complaint) {
	e.Client, e.State, e.Channel, e.At = c.Client, string(c.State()), c.Channel, c.Received().Unix()
	e.Due, e.Next = c.Next().By, c.News()
	e.Title, e.Aside, e.Text = cut(c.What, MaxTitle), c.Reference, folded(c.Reference, c.What, c.Remedy)
	e.Tags = string(c.Next().Stage)
	e.Facts.Severity = c.Severity
	if wait, ok := c.FirstWord(); ok {
		e.Facts.Wait = int(wait / time.Second)
	}
	mark(e, journal.MarkSafety, c.Safety)
	mark(e, journal.MarkDelayed, c.Delayed())
	if k := c.Closing; k != nil {
		e.Done = journal.DayOf(c.Steps[len(c.Steps)-1].At)
		e.After, e.Facts.Cause, e.Facts.Recommended = k.Feeling, k.Cause, recommended(k.Recommend)
		mark(e, journal.MarkAsked, k.RecommendFrom == journal.RecommendAsked)
	}
}

func ofImprovement(e *Entry, i journal.Improvement) {
	e.State, e.Done, e.Aside = string(i.State), i.Told, i.Who
	e.Title, e.Text = cut(i.What, MaxTitle), folded(i.What, i.Who, i.Done)
	var asked []string
	for _, a := range i.Asked {
		asked = append(asked, a.Client)
	}
	e.Tags = strings.Join(asked, "\n")
}

func mark(e *Entry, m journal.Marks, is bool) {
	if is {
		e.Facts.Marks |= m
	}
}

func recommended(n *int) int {
	if n == nil {
		return 0
	}
	return *n + 1
}

func minutes(hours float64) int { return int(math.Round(hours * 60)) }
