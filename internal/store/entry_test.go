package store_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

// What the index says of each kind of record.
func TestEntries(t *testing.T) {
	when := time.Date(2026, 11, 21, 9, 0, 0, 0, time.FixedZone("", -5*3600))
	nine, no := 9, false
	told := &journal.Telling{At: when.Add(2 * time.Hour), By: journal.Phone}
	steps := []journal.ComplaintStep{{Stage: journal.Received, At: when}, {Stage: journal.Acknowledged, At: told.At, Told: told}}
	complaint := journal.Complaint{ID: "r", Client: "c", Reference: "A-261121-K7", Channel: journal.Email, What: "Ça coule", Remedy: "Réparer", Severity: journal.Serious,
		Safety: true, AckBy: when.AddDate(0, 0, 1), AnswerBy: "2026-12-01", Steps: steps}
	delayed, closed := complaint, complaint
	delayed.Steps = append(steps[:2:2], journal.ComplaintStep{Stage: journal.Delayed, At: when.AddDate(0, 0, 3), Until: "2026-12-05", Note: "n"})
	closed.Steps = append(steps[:2:2], journal.ComplaintStep{Stage: journal.Assessed, At: when}, journal.ComplaintStep{Stage: journal.Investigated, At: when},
		journal.ComplaintStep{Stage: journal.Answered, At: when}, journal.ComplaintStep{Stage: journal.DecisionTold, At: when, Told: told},
		journal.ComplaintStep{Stage: journal.Closed, At: when.AddDate(0, 0, 9)})
	closed.Closing = &journal.Closing{Outcome: journal.Granted, Cause: journal.CauseWork, Feeling: 4, Recommend: &nine, RecommendFrom: journal.RecommendAsked}
	for name, c := range map[string]struct {
		rec  journal.Record
		want store.Entry
	}{
		"client": {
			journal.Client{Name: "Élise Roy", PreferredName: "Lise", ClientKind: journal.External, Phone: "+14185550199", Email: "e@x.ca", BestChannel: journal.Text,
				Attentions: "Café", Also: []journal.Detail{{Kind: journal.DetailPhone, Value: "+15145550100"}, {Kind: journal.DetailName, Value: "Tremblay"}},
				Tags: []string{"Été", "VIP"}, ReferredBy: "c", Thanked: "2026-11-21"},
			store.Entry{State: "external", Client: "c", Done: "2026-11-21", Channel: journal.Text, Title: "Élise Roy", Aside: "Lise", Tags: "Été\nVIP",
				Text: "elise roy\nlise\n\ne x ca\ntremblay\nete vip\ncafe\n14185550199 15145550100"},
		},
		"conversation": {
			journal.Interaction{Client: "c", At: when, Author: "ana", Channel: journal.Phone, About: "Robinet", Request: "Vite", Notes: "Hé", FeelingBefore: 2, FeelingAfter: 5, Outcome: journal.Reached,
				Wait: 90, Satisfaction: 4, Ease: 6, Recommend: &nine, RecommendFrom: journal.RecommendAsked, SolvedFirstTime: &no,
				Avoidable: &journal.AvoidableError{Cause: journal.CauseLate, Cost: 4050}},
			store.Entry{Client: "c", State: "reached", Channel: journal.Phone, At: when.Unix(), Before: 2, After: 5, Title: "Robinet", Aside: "Vite", Tags: "ana", Text: "robinet\nvite\nhe",
				Facts: journal.Facts{Marks: journal.MarkAsked | journal.MarkNotFirst, Wait: 90, Satisfaction: 4, Ease: 6, Recommended: 10, Cost: 4050, Cause: journal.CauseLate}},
		},
		"promise": {
			journal.Promise{Client: "c", What: "Rappeler", Made: "2026-11-21", Due: "2026-12-02", State: journal.Open, Quote: true, EstimateHours: 1.5,
				Moves: []journal.Move{{On: "2026-11-25", From: "2026-11-27", To: "2026-12-02"}}, Remind: "2026-11-30"},
			store.Entry{Client: "c", State: "open", Due: "2026-12-02", Next: "2026-11-30", Title: "Rappeler", Aside: "2026-11-27", Text: "rappeler",
				Facts: journal.Facts{Marks: journal.MarkQuote | journal.MarkMoved, Estimate: 90}},
		},
		"promise kept": {
			journal.Promise{Client: "c", What: "w", Made: "2026-11-21", Due: "2026-11-27", State: journal.Kept, Done: "2026-11-27", EstimateHours: 1, ActualHours: 1.1},
			store.Entry{Client: "c", State: "kept", Due: "2026-11-27", Done: "2026-11-27", Title: "w", Text: "w", Facts: journal.Facts{Estimate: 60, Actual: 66}},
		},
		"complaint": {
			complaint,
			store.Entry{Client: "c", State: "acknowledged", Channel: journal.Email, At: when.Unix(), Due: "2026-12-01", Next: "2026-11-28", Title: "Ça coule", Aside: "A-261121-K7", Tags: "assessed",
				Text: "a 261121 k7\nca coule\nreparer", Facts: journal.Facts{Marks: journal.MarkSafety, Wait: 7200, Severity: journal.Serious}},
		},
		"complaint delayed": {
			delayed,
			store.Entry{Client: "c", State: "acknowledged", Channel: journal.Email, At: when.Unix(), Due: "2026-11-24", Next: "2026-11-28", Title: "Ça coule", Aside: "A-261121-K7", Tags: "delayed",
				Text: "a 261121 k7\nca coule\nreparer", Facts: journal.Facts{Marks: journal.MarkSafety | journal.MarkDelayed, Wait: 7200, Severity: journal.Serious}},
		},
		"complaint closed": {
			closed,
			store.Entry{Client: "c", State: "closed", Channel: journal.Email, At: when.Unix(), Done: "2026-11-30", After: 4, Title: "Ça coule", Aside: "A-261121-K7",
				Text: "a 261121 k7\nca coule\nreparer", Facts: journal.Facts{Marks: journal.MarkSafety | journal.MarkAsked, Wait: 7200, Recommended: 10, Cause: journal.CauseWork, Severity: journal.Serious}},
		},
		"improvement": {
			journal.Improvement{What: "Une affiche", Seen: "2026-11-20", State: journal.ToldBack, Who: "Julie", Done: "Posée", Told: "2026-11-21", Asked: []journal.Asker{{Client: "c", Told: "2026-11-21"}, {Client: "d"}}},
			store.Entry{State: "told", Done: "2026-11-21", Title: "Une affiche", Aside: "Julie", Tags: "c\nd", Text: "une affiche\njulie\nposee"},
		},
		"departure":        {journal.Departure{Client: "c", On: "2026-11-20", Door: journal.DoorMoved, Note: "À Gaspé"}, store.Entry{Client: "c", State: "moved", Done: "2026-11-20", Title: "À Gaspé", Text: "a gaspe"}},
		"observation":      {journal.Observation{On: "2026-11-20", Where: "Resto", How: journal.GoodService, What: "Un mot", Lesson: "Sourire"}, store.Entry{State: "good", Done: "2026-11-20", Title: "Un mot", Aside: "Resto", Text: "resto\nun mot\nsourire"}},
		"story":            {journal.Story{On: "2026-11-20", StoryKind: journal.OddStory, Text: "Un chat"}, store.Entry{State: "odd", Done: "2026-11-20", Title: "Un chat", Text: "\nun chat"}},
		"story with title": {journal.Story{On: "2026-11-20", StoryKind: journal.OddStory, Title: "Le chat", Text: "Un chat"}, store.Entry{State: "odd", Done: "2026-11-20", Title: "Le chat", Text: "le chat\nun chat"}},
		"scenario":         {journal.Scenario{Calculator: "gesture", Name: "Café", Client: "c", At: when}, store.Entry{Client: "c", State: "gesture", At: when.Unix(), Title: "Café", Text: "cafe"}},
		"check-in":         {journal.CheckIn{At: when, Stress: 4, Note: "Dur", Author: "a"}, store.Entry{State: "a", At: when.Unix(), Before: 4}},
		"handover":         {journal.Handover{At: when, From: "a", Note: "n"}, store.Entry{State: "a", At: when.Unix()}},
		"handover taken":   {journal.Handover{At: when, From: "a", Taken: when, By: "b"}, store.Entry{State: "a", At: when.Unix(), Aside: "b", Done: "2026-11-21"}},
		"private run":      {journal.ChecklistRun{List: "pulse", At: when, Author: "a"}, store.Entry{State: "pulse", At: when.Unix(), Tags: "a"}},
		"gone":             {nil, store.Entry{State: store.Gone}},
	} {
		r := journal.Revision{Ref: journal.Ref{ID: "r", N: 3}, At: when.AddDate(0, 0, 30)}
		if c.rec != nil {
			r.Kind = c.rec.Kind()
		}
		c.want.ID, c.want.N, c.want.Kind = "r", 3, r.Kind
		if c.want.At == 0 {
			c.want.At = r.At.Unix()
		}
		if got := store.EntryOf(r, c.rec); got != c.want {
			t.Errorf("%s:\n%+v\nwant\n%+v", name, got, c.want)
		}
	}
}

// A client is found by any of their numbers and names, and is known again by any of their numbers.
func TestManyPhones(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	c := storetest.Client("Élise Roy")
	c.Phone = "+14185550199"
	c.Also = []journal.Detail{{Kind: journal.DetailPhone, Value: "+15145550100"}, {Kind: journal.DetailEmail, Value: "e@y.ca"}, {Kind: journal.DetailHouse, Value: "Garage Roy"}}
	c.Tags = []string{"quartier"}
	storetest.Save(t, b, c)
	must(t, b.LoadText(t.Context()))
	for _, q := range []string{"4185550199", "0100", "garage", "y.ca", "quartier", "roy 5145550100"} {
		if found := b.Search(q, 5); len(found) != 1 {
			t.Errorf("search %q found %d", q, len(found))
		}
	}
	for phone, want := range map[string]int{"+14185550199": 1, "514 555-0100": 1, "418 555-0100": 0, "": 0} {
		if found := b.Like("Zoé", phone); len(found) != want {
			t.Errorf("%q: %d alike", phone, len(found))
		}
	}
}

// Two records of one person become one: nothing about them is lost, and one undo parts them again.
func TestMergeClients(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	keep, away, other := storetest.Client("Élise Roy"), storetest.Client("Elise Roy"), storetest.Client("Ana")
	other.ReferredBy = away.ID
	keep.ReferredBy = away.ID
	storetest.Save(t, b, away, keep, other)
	talk, promise := storetest.Talk(away, "robinet", 1), storetest.Promise(away, "rappeler", "2026-11-27")
	mine := storetest.Talk(keep, "évier", 2)
	wish := journal.Improvement{ID: journal.NewID(), What: "w", Seen: "2026-11-21", State: journal.Heard, Asked: []journal.Asker{{Client: other.ID}, {Client: away.ID}}}
	left := journal.Departure{ID: journal.NewID(), Client: away.ID, On: "2026-11-21", Door: journal.DoorMoved}
	complaint := journal.NewComplaint(journal.NewID(), away.ID, "w", talk.At, journal.Settings{}, nil)
	storetest.Save(t, b, talk, promise, mine, wish, left, complaint)
	talk.Notes = "corrigé"
	_, err := b.Save(t.Context(), "", store.Write{Record: talk, Base: 1})
	must(t, err)

	writes, err := b.Merge(t.Context(), keep.ID, away.ID)
	must(t, err)
	if len(writes) != 8 {
		t.Fatalf("%d writes: %+v", len(writes), writes)
	}
	saved, err := b.Save(t.Context(), "", writes...)
	must(t, err)
	kinds := func(client string) string {
		var all []string
		for _, e := range b.Of(client) {
			all = append(all, string(e.Kind))
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	if got := kinds(keep.ID); got != "client complaint departure interaction interaction promise" {
		t.Errorf("kept: %s", got)
	}
	if got := kinds(away.ID); got != "" {
		t.Errorf("left behind: %s", got)
	}
	if _, there := b.Entry(away.ID); there {
		t.Error("the other record is still there")
	}
	v, err := b.Get(t.Context(), keep.ID)
	must(t, err)
	if c := v.Record.(journal.Client); c.ReferredBy != "" || !reflect.DeepEqual(c.Also, []journal.Detail{{Kind: journal.DetailName, Value: "Elise Roy"}}) {
		t.Errorf("%+v", c)
	}
	if all, err := b.History(t.Context(), talk.ID); err != nil || len(all) != 3 {
		t.Errorf("history of %d, %v", len(all), err)
	}
	if all, err := b.History(t.Context(), away.ID); err != nil || len(all) != 2 {
		t.Errorf("history of the one that went: %d, %v", len(all), err)
	}

	_, err = b.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	if got := kinds(away.ID); got != "client client complaint departure interaction promise" {
		t.Errorf("parted again: %s", got)
	}
	v, err = b.Get(t.Context(), wish.ID)
	must(t, err)
	if i := v.Record.(journal.Improvement); i.Asked[1].Client != away.ID {
		t.Errorf("%+v", i)
	}

	if _, err := b.Merge(t.Context(), keep.ID, talk.ID); !errors.Is(err, store.ErrNone) {
		t.Errorf("merged with a conversation: %v", err)
	}
	var refusal *journal.FieldError
	if _, err := b.Merge(t.Context(), keep.ID, keep.ID); !errors.As(err, &refusal) {
		t.Errorf("merged with itself: %v", err)
	}
}

// Each revision carries who wrote it, and who takes it back.
func TestSetAuthor(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	b.SetAuthor("ana")
	c := storetest.Client("Élise")
	saved := storetest.Save(t, b, c)
	b.SetAuthor("bo")
	_, err := b.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	all, err := b.History(t.Context(), c.ID)
	if err != nil || len(all) != 2 || all[0].Author != "ana" || all[1].Author != "bo" || b.Author() != "bo" {
		t.Errorf("%+v, %v", all, err)
	}
}

// A client in the index is known again by each number and each address.
func TestReached(t *testing.T) {
	c := storetest.Client("Ana Roy")
	c.Phone, c.Email = "+14185550199", "Ana.Roy@exemple.ca"
	c.Also = []journal.Detail{{Kind: journal.DetailPhone, Value: "+33142685300"}, {Kind: journal.DetailEmail, Value: "ana@travail.exemple.com"}}
	phones, emails := store.Reached(store.EntryOf(journal.Revision{}, c))
	if !slices.Equal(phones, []string{"14185550199", "33142685300"}) {
		t.Errorf("phones %q", phones)
	}
	for _, e := range []string{"ana roy exemple ca", "ana travail exemple com"} {
		if !slices.Contains(emails, e) {
			t.Errorf("%q is not among %q", e, emails)
		}
	}
	c.Email, c.Also = "ana@exemple.ca", nil
	if _, emails := store.Reached(store.EntryOf(journal.Revision{}, c)); !slices.Equal(emails, []string{"ana exemple ca"}) {
		t.Errorf("one: %q", emails)
	}
	if phones, emails := store.Reached(store.EntryOf(journal.Revision{}, storetest.Client("Bo"))); len(phones)+len(emails) > 0 {
		t.Errorf("none: %q, %q", phones, emails)
	}
}
