package journal_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

// Who is easy to serve and forgotten, and who is dormant, as testdata/regulars.txt draws it.
func TestRegulars(t *testing.T) {
	now := at("2026-11-21")
	table(t, "regulars.txt", func(t *testing.T, life, _ string) string {
		clients := []journal.Entry{{ID: "ana", Kind: journal.KindClient, State: "external", At: now.Unix()}}
		var rest []journal.Entry
		for _, word := range strings.Fields(life) {
			what, on, _ := strings.Cut(word, "@")
			what, how, _ := strings.Cut(what, "=")
			e := journal.Entry{ID: word, Client: "ana", Due: day(on)}
			if on != "" && what != "promise" {
				e.At = at(day(on)).Unix()
			}
			switch what {
			case "talk":
				e.Kind = journal.KindInteraction
				switch how {
				case "angry":
					e.Before = 1
				case "unhappy":
					e.After = 2
				case "happy":
					e.Before, e.After = 3, 5
				case "error":
					e.Facts.Cause = journal.CauseLate
				default:
					e.State = how
				}
			case "promise":
				e.Kind, e.State = journal.KindPromise, how
			case "complaint":
				e.Kind = journal.KindComplaint
			case "left":
				e.Kind = journal.KindDeparture
			case "gone":
				clients[0].State = journal.Gone
				continue
			default:
				t.Fatalf("%q", word)
			}
			rest = append(rest, e)
		}
		var out []string
		if r := comings(now, clients, rest).Easy(); len(r) > 0 {
			out = append(out, "easy")
		}
		if r := comings(now, rest, clients).Dormant(1); len(r) > 0 {
			out = append(out, "dormant")
		}
		if out == nil {
			return "neither"
		}
		return strings.Join(out, ", ")
	})
}

// comings are what lists of entries say, read one after the other.
func comings(now time.Time, lists ...[]journal.Entry) *journal.Comings {
	c := journal.NewComings(now)
	for _, list := range lists {
		for i := range list {
			c.Add(&list[i])
		}
	}
	return c
}

func TestRegularsOrder(t *testing.T) {
	now := at("2026-11-21")
	entries := []journal.Entry{
		{ID: "a", Kind: journal.KindClient}, {ID: "b", Kind: journal.KindClient}, {ID: "c", Kind: journal.KindClient},
		{Kind: journal.KindInteraction, Client: "a", At: now.AddDate(-1, 0, 0).Unix()},
		{Kind: journal.KindInteraction, Client: "b", At: now.AddDate(-3, 0, 0).Unix()},
		{Kind: journal.KindInteraction, Client: "c", At: now.AddDate(-2, 0, 0).Unix()},
		{Kind: journal.KindInteraction, Client: "erased", At: now.AddDate(-9, 0, 0).Unix()},
	}
	dormant := func(most int) (ids []string) {
		for _, r := range comings(now, entries).Dormant(most) {
			ids = append(ids, r.Client)
		}
		return ids
	}
	if all := dormant(100); !slices.Equal(all, []string{"b", "c", "a"}) {
		t.Error(all)
	}
	for i := range 500 { // the longest away somewhere among them, not in their order
		id := strconv.Itoa(i)
		entries = append(entries, journal.Entry{ID: id, Kind: journal.KindClient},
			journal.Entry{Kind: journal.KindInteraction, Client: id, At: now.AddDate(-4, 0, i*7%500).Unix()})
	}
	all := dormant(1000)
	if few := dormant(3); len(all) != 503 || !slices.Equal(few, all[:3]) {
		t.Errorf("%d in all, and the first three are %v, not %v", len(all), few, all[:3])
	}
}

func TestAmbassadors(t *testing.T) {
	got := journal.Ambassadors([]journal.Entry{
		{ID: "a", Kind: journal.KindClient, Client: "ana"},
		{ID: "b", Kind: journal.KindClient, Client: "bo", Done: "2026-11-21"},
		{ID: "c", Kind: journal.KindClient, Client: "bo"},
		{ID: "d", Kind: journal.KindClient},
		{ID: "e", Kind: journal.KindClient, Client: "ana", State: journal.Gone},
		{ID: "f", Kind: journal.KindInteraction, Client: "ana"},
	})
	want := []journal.Ambassador{
		{Client: "bo", Sent: []string{"b", "c"}, Unthanked: []string{"c"}},
		{Client: "ana", Sent: []string{"a"}, Unthanked: []string{"a"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestMerge(t *testing.T) {
	keep := journal.Client{
		ID: "1", Name: "Ana Roy", ClientKind: journal.External, Phone: "+14185550199", FormOfAddress: journal.AddressUnknown,
		Attentions: "Le café noir.", Tags: []string{"VIP"}, ReferredBy: "2", Thanked: "2026-01-01",
	}
	away := journal.Client{
		ID: "2", Name: "Anna Roy", PreferredName: "Nana", SpokenName: "A-na", ClientKind: journal.Internal, Phone: "+15145550100", Email: "ana@example.ca",
		FormOfAddress: journal.AddressFirst, Language: "en", BestChannel: journal.Text, Attentions: "Le café noir.\nUn mot.", Avoid: "Le matin.",
		Also: []journal.Detail{{Kind: journal.DetailPhone, Label: "bureau", Value: "+14185550199"}, {Kind: journal.DetailHouse, Value: "Roy et filles"}},
		Tags: []string{"vip", "quartier"}, ReferredBy: "3",
	}
	got, err := journal.Merge(keep, away)
	want := journal.Client{
		ID: "1", Name: "Ana Roy", PreferredName: "Nana", SpokenName: "A-na", ClientKind: journal.External, Phone: "+14185550199", Email: "ana@example.ca",
		FormOfAddress: journal.AddressFirst, Language: "en", BestChannel: journal.Text, Attentions: "Le café noir.\nUn mot.", Avoid: "Le matin.",
		Also: []journal.Detail{
			{Kind: journal.DetailHouse, Value: "Roy et filles"}, {Kind: journal.DetailName, Value: "Anna Roy"}, {Kind: journal.DetailPhone, Value: "+15145550100"},
		},
		Tags: []string{"VIP", "quartier"}, ReferredBy: "3",
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v\nwant %+v", got, err, want)
	}
	if len(keep.Tags) != 1 || len(away.Also) != 2 {
		t.Error("what was there has changed")
	}
	back, err := journal.Merge(away, keep) // who sent themselves came by themselves
	if back.ReferredBy != "3" || err != nil || back.Attentions != "Le café noir.\nUn mot." {
		t.Errorf("%+v, %v", back, err)
	}
	away.ReferredBy = "1"
	if got, _ := journal.Merge(keep, away); got.ReferredBy != "" || got.Thanked != "" {
		t.Errorf("sent by themselves: %+v", got)
	}
	keep.BestHours, away.BestHours, keep.SpokenName = "Le soir", "Après 16 h", "a-NA"
	if got, err := journal.Merge(keep, away); err != nil || got.BestHours != "Le soir" || got.SpokenName != "a-NA" || got.Attentions != "Le café noir.\nUn mot.\nAprès 16 h" {
		t.Errorf("what differs is lost: %+v, %v", got, err)
	}
	if _, err := journal.Merge(keep, keep); says(err) != "client: choice" {
		t.Error(err)
	}
	away.Attentions = long + long[:19_000]
	keep.Attentions = "x" + long
	if _, err := journal.Merge(keep, away); says(err) != "attentions: long 20000" {
		t.Error(err)
	}
}

func TestMoved(t *testing.T) {
	const from, to = "1", "2"
	for _, c := range []struct{ rec, want journal.Record }{
		{journal.Interaction{Client: from}, journal.Interaction{Client: to}},
		{journal.Interaction{Client: "3"}, nil},
		{journal.Promise{Client: from, State: journal.Kept}, journal.Promise{Client: to, State: journal.Kept}},
		{journal.Complaint{Client: from}, journal.Complaint{Client: to}},
		{journal.Departure{Client: from}, journal.Departure{Client: to}},
		{journal.Scenario{Client: from}, journal.Scenario{Client: to}},
		{journal.Client{ID: "4", ReferredBy: from, Thanked: "2026-11-21"}, journal.Client{ID: "4", ReferredBy: to, Thanked: "2026-11-21"}},
		{journal.Client{ID: to, ReferredBy: from, Thanked: "2026-11-21"}, journal.Client{ID: to}},
		{journal.Client{ID: "4", ReferredBy: "3"}, nil},
		{journal.Story{Text: from}, nil},
		{journal.Improvement{Asked: []journal.Asker{{Client: from}, {Client: "3"}}}, journal.Improvement{Asked: []journal.Asker{{Client: to}, {Client: "3"}}}},
		{
			journal.Improvement{Asked: []journal.Asker{{Client: to}, {Client: "3"}, {Client: from, Told: "2026-11-21"}}},
			journal.Improvement{Asked: []journal.Asker{{Client: to, Told: "2026-11-21"}, {Client: "3"}}},
		},
		{
			journal.Improvement{Asked: []journal.Asker{{Client: from, Told: "2026-11-20"}, {Client: to, Told: "2026-11-21"}}},
			journal.Improvement{Asked: []journal.Asker{{Client: to, Told: "2026-11-20"}}},
		},
		{journal.Improvement{Asked: []journal.Asker{{Client: "3"}}}, nil},
	} {
		got, changed := journal.Moved(c.rec, from, to)
		if changed != (c.want != nil) || changed && !reflect.DeepEqual(got, c.want) || !changed && !reflect.DeepEqual(got, c.rec) {
			t.Errorf("%+v: %+v, %v", c.rec, got, changed)
		}
		if changed && slices.Contains(journal.Names(got), from) || slices.Contains(journal.Names(c.rec), from) != changed {
			t.Errorf("%+v names %v", got, journal.Names(got))
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		rec  journal.Record
		want []string
	}{
		{journal.Client{ID: "x"}, nil},
		{journal.Interaction{Client: "1", Complaint: "2"}, []string{"1", "2"}},
		{journal.Promise{Run: "r"}, nil},
		{journal.Promise{Client: "1", Interaction: "2", Complaint: "3"}, []string{"1", "2", "3"}},
		{journal.Complaint{Client: "1", Interaction: "2"}, []string{"1", "2"}},
		{journal.Story{Interaction: "1"}, []string{"1"}},
		{journal.CheckIn{Interaction: "1"}, []string{"1"}},
		{journal.Settings{}, nil},
	} {
		if got := journal.Names(c.rec); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v", c.rec, got)
		}
	}
}

func TestRatios(t *testing.T) {
	entry := func(state journal.PromiseState, done journal.Day, at int64, estimate, actual int) journal.Entry {
		return journal.Entry{Kind: journal.KindPromise, State: string(state), Done: done, At: at, Facts: journal.Facts{Estimate: estimate, Actual: actual}}
	}
	got := journal.Ratios([]journal.Entry{
		entry(journal.Kept, "2026-11-21", 9, 60, 90),
		entry(journal.KeptLate, "2026-11-20", 9, 60, 120),
		entry(journal.KeptEarly, "2026-11-21", 3, 100, 50),
		entry(journal.Open, "", 9, 60, 90), entry(journal.Broken, "2026-11-01", 9, 60, 90),
		entry(journal.Kept, "2026-11-21", 9, 0, 90), entry(journal.Kept, "2026-11-21", 9, 60, 0),
	})
	if !slices.Equal(got, []float64{2, .5, 1.5}) {
		t.Error(got)
	}
}

func TestMine(t *testing.T) {
	none := journal.Settings{}
	two := journal.Settings{Authors: []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: "Bo"}}}
	for _, c := range []struct {
		settings    journal.Settings
		author, now string
		want        bool
	}{
		{none, "", "", true},
		{none, "a", "", true}, // nobody is told apart any more
		{two, "a", "a", true},
		{two, "a", "b", false},
		{two, "b", "", false},
		{two, "", "a", true}, // written before there were two
		{two, "", "b", false},
		{two, "gone", "a", false},
	} {
		if got := c.settings.Mine(c.author, c.now); got != c.want {
			t.Errorf("%d authors, of %q for %q: %v", len(c.settings.Authors), c.author, c.now, got)
		}
	}
	if two.AuthorName("b") != "Bo" || two.AuthorName("x") != "" {
		t.Error("names")
	}
}

func TestQuestionsFor(t *testing.T) {
	s := journal.Settings{Questions: []journal.Questions{
		{Ask: []string{"Depuis quand?"}}, {About: "Chauffe-eau", Ask: []string{"Quel modèle?"}},
	}}.Tidy()
	for about, want := range map[string]string{
		"": "Depuis quand?", "robinet": "Depuis quand?", "CHAUFFE-EAU 40 gal": "Quel modèle?", " chauffe-eau ": "Quel modèle?",
	} {
		if got := s.QuestionsFor(about); len(got) != 1 || got[0] != want {
			t.Errorf("%q: %v", about, got)
		}
	}
	if got := (journal.Settings{}).QuestionsFor("x"); got != nil {
		t.Error(got)
	}
}

func TestHard(t *testing.T) {
	for feelings, want := range map[[2]journal.Feeling]bool{{0, 0}: false, {1, 4}: true, {2, 4}: false, {3, 2}: true, {3, 1}: true, {3, 3}: false} {
		if got := (journal.Interaction{FeelingBefore: feelings[0], FeelingAfter: feelings[1]}).Hard(); got != want {
			t.Errorf("%v: %v", feelings, got)
		}
	}
}

func TestEntryDay(t *testing.T) {
	e := journal.Entry{At: time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC).Unix()}
	if d := e.Day(time.FixedZone("", -5*3600)); d != "2026-11-21" {
		t.Error(d)
	}
	f := journal.Facts{Recommended: 1, Marks: journal.MarkAsked | journal.MarkFirst}
	if n, ok := f.Recommend(); n != 0 || !ok || !f.Marks.Has(journal.MarkAsked) || f.Marks.Has(journal.MarkAsked|journal.MarkQuote) {
		t.Errorf("%d, %v", n, ok)
	}
	if _, ok := (journal.Facts{}).Recommend(); ok {
		t.Error("an answer from nobody")
	}
}
