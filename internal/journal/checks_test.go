package journal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

func TestPeopleChecks(t *testing.T) {
	yes := true
	client := func(change func(*journal.Client)) journal.Record {
		c := journal.Client{ID: id, Name: "Ana"}
		change(&c)
		return c.Tidy()
	}
	talk := func(change func(*journal.Interaction)) journal.Record {
		i := journal.Interaction{ID: id, Client: "c", At: moment}
		change(&i)
		return i.Tidy()
	}
	photo := func(change func(*journal.Photo)) journal.Record {
		p := journal.Photo{ID: "p", W: 1600, H: 1200, Size: 250_000}
		change(&p)
		return journal.Interaction{ID: id, Client: "c", At: moment, Photos: []journal.Photo{p}}.Tidy()
	}
	settings := func(change func(*journal.Settings)) journal.Record {
		var s journal.Settings
		change(&s)
		return s.Tidy()
	}
	improvement := func(change func(*journal.Improvement)) journal.Record {
		i := journal.Improvement{ID: id, What: "w", Seen: "2026-11-21"}
		change(&i)
		return i.Tidy()
	}
	scenario := func(change func(*journal.Scenario)) journal.Record {
		s := journal.Scenario{ID: id, Calculator: "lost-client", Name: "Café", At: moment}
		change(&s)
		return s.Tidy()
	}
	var twentyOne []string
	for n := range 21 {
		twentyOne = append(twentyOne, fmt.Sprint("tag ", n))
	}
	for name, c := range map[string]struct {
		rec  journal.Record
		want string
	}{
		"tags":               {client(func(c *journal.Client) { c.Tags = twentyOne[:20] }), ""},
		"a tag too many":     {client(func(c *journal.Client) { c.Tags = twentyOne }), "tags: many 20"},
		"a tag too long":     {client(func(c *journal.Client) { c.Tags = []string{long[:82]} }), "tags: long 40"},
		"sent by themselves": {client(func(c *journal.Client) { c.ReferredBy = id }), "referred_by: choice"},
		"thanked on no day":  {client(func(c *journal.Client) { c.ReferredBy, c.Thanked = "2", "hier" }), "thanked: date"},
		"thanked nobody":     {client(func(c *journal.Client) { c.Thanked = "hier" }), ""}, // tidied
		"details":            {client(func(c *journal.Client) { c.Also = []journal.Detail{{Kind: "phone", Label: "maison", Value: "911"}} }), ""},
		"a strange detail":   {client(func(c *journal.Client) { c.Also = []journal.Detail{{Kind: "fax", Value: "1"}} }), "also: choice"},
		"a detail too long":  {client(func(c *journal.Client) { c.Also = []journal.Detail{{Kind: "address", Value: long}} }), "also: long 500"},
		"too many details": {client(func(c *journal.Client) {
			for n := range 31 {
				c.Also = append(c.Also, journal.Detail{Kind: "name", Value: fmt.Sprint(n)})
			}
		}), "also: many 30"},

		"measures": {talk(func(i *journal.Interaction) {
			i.Satisfaction, i.Ease, i.SolvedFirstTime, i.Outcome = 5, 7, &yes, journal.Reached
		}), ""},
		"satisfaction 6":      {talk(func(i *journal.Interaction) { i.Satisfaction = 6 }), "satisfaction: choice"},
		"ease 8":              {talk(func(i *journal.Interaction) { i.Ease = 8 }), "ease: choice"},
		"outcome":             {talk(func(i *journal.Interaction) { i.Outcome = "hung up" }), "outcome: choice"},
		"recommended by whom": {talk(func(i *journal.Interaction) { n := 3; i.Recommend, i.RecommendFrom = &n, "guess" }), "recommend_from: choice"},
		"recommended nothing": {talk(func(i *journal.Interaction) { i.RecommendFrom = "guess" }), ""}, // tidied
		"an error": {talk(func(i *journal.Interaction) {
			i.Avoidable = &journal.AvoidableError{Cause: journal.CauseBill, Cost: 4050}
		}), ""},
		"no cause":          {talk(func(i *journal.Interaction) { i.Avoidable = &journal.AvoidableError{} }), "cause: missing"},
		"another cause":     {talk(func(i *journal.Interaction) { i.Avoidable = &journal.AvoidableError{Cause: "moon"} }), "cause: choice"},
		"a cost below zero": {talk(func(i *journal.Interaction) { i.Avoidable = &journal.AvoidableError{Cause: "late", Cost: -1} }), "cost: number 1000000000"},
		"a long cause":      {talk(func(i *journal.Interaction) { i.Avoidable = &journal.AvoidableError{Cause: "late", Note: long} }), "cause_note: long 500"},

		"photo":            {photo(func(p *journal.Photo) { p.When = journal.PhotoBefore }), ""},
		"photo, no id":     {photo(func(p *journal.Photo) { p.ID = "" }), "photos: choice"},
		"photo, when":      {photo(func(p *journal.Photo) { p.When = "later" }), "photo_when: choice"},
		"photo, too heavy": {photo(func(p *journal.Photo) { p.Size = 300_001 }), "photos: choice"},
		"photo, no size":   {photo(func(p *journal.Photo) { p.Size = 0 }), "photos: choice"},
		"photo, no width":  {photo(func(p *journal.Photo) { p.W = 0 }), "photos: choice"},
		"photo, too high":  {photo(func(p *journal.Photo) { p.H = 8193 }), "photos: choice"},
		"the same photo": {talk(func(i *journal.Interaction) {
			i.Photos = slices.Repeat([]journal.Photo{{ID: "p", W: 1, H: 1, Size: 1}}, 2)
		}), "photos: choice"},
		"a photo too many":  {talk(func(i *journal.Interaction) { i.Photos = make([]journal.Photo, 13) }), "photos: many 12"},
		"departure":         {journal.Departure{Client: "c", Door: journal.DoorMoved, On: "2026-11-21"}, ""},
		"departure, whose":  {journal.Departure{Door: journal.DoorMoved, On: "2026-11-21"}, "client: missing"},
		"departure, door":   {journal.Departure{Client: "c", On: "2026-11-21"}, "door: missing"},
		"departure, window": {journal.Departure{Client: "c", Door: "window", On: "2026-11-21"}, "door: choice"},
		"departure, when":   {journal.Departure{Client: "c", Door: journal.DoorMoved}, "on: no_date"},
		"departure, note":   {journal.Departure{Client: "c", Door: journal.DoorMoved, On: "2026-11-21", Note: long + long + "x"}.Tidy(), "note: long 20000"},

		"scenario":         {scenario(func(*journal.Scenario) {}), ""},
		"scenario, name":   {scenario(func(s *journal.Scenario) { s.Name = " " }), "scenario_name: missing"},
		"scenario, of":     {scenario(func(s *journal.Scenario) { s.Calculator = "" }), "calculator: missing"},
		"scenario, when":   {scenario(func(s *journal.Scenario) { s.At = time.Time{} }), "at: date"},
		"scenario, long":   {scenario(func(s *journal.Scenario) { s.Name = long }), "scenario_name: long 120"},
		"scenario, figure": {scenario(func(s *journal.Scenario) { s.Figures = map[string]string{"a": long + long + "x"} }), "figures: long 20000"},

		"observation":         {journal.Observation{What: "w", How: journal.GoodService, On: "2026-11-21"}, ""},
		"observation, empty":  {journal.Observation{What: "\n", How: journal.GoodService, On: "2026-11-21"}.Tidy(), "what: missing"},
		"observation, how":    {journal.Observation{What: "w", On: "2026-11-21"}, "how: missing"},
		"observation, so so":  {journal.Observation{What: "w", How: "so so", On: "2026-11-21"}, "how: choice"},
		"observation, when":   {journal.Observation{What: "w", How: journal.BadService}, "on: no_date"},
		"observation, where":  {journal.Observation{What: "w", How: journal.BadService, On: "2026-11-21", Where: long}, "where: long 120"},
		"story":               {journal.Story{Text: "t", StoryKind: journal.OddStory, On: "2026-11-21"}, ""},
		"story, empty":        {journal.Story{StoryKind: journal.OddStory, On: "2026-11-21"}, "text: missing"},
		"story, kind":         {journal.Story{Text: "t", On: "2026-11-21"}, "kind: missing"},
		"story, another kind": {journal.Story{Text: "t", StoryKind: "sad", On: "2026-11-21"}, "kind: choice"},
		"story, title":        {journal.Story{Text: "t", StoryKind: journal.OddStory, On: "2026-11-21", Title: long}, "title: long 120"},
		"check-in":            {journal.CheckIn{At: moment, Stress: 5}, ""},
		"check-in, empty":     {journal.CheckIn{At: moment, Note: "n"}, "stress: missing"},
		"check-in, 6":         {journal.CheckIn{At: moment, Stress: 6}, "stress: choice"},
		"check-in, when":      {journal.CheckIn{Stress: 1}, "at: date"},
		"check-in, note":      {journal.CheckIn{At: moment, Stress: 1, Note: long + long + "x"}, "note: long 20000"},

		"improvement, source":    {improvement(func(i *journal.Improvement) { i.Source = "dream" }), "source: choice"},
		"improvement, level":     {improvement(func(i *journal.Improvement) { i.Level = "moon" }), "level: choice"},
		"improvement, who":       {improvement(func(i *journal.Improvement) { i.Who = long }), "who: long 120"},
		"improvement, asked":     {improvement(func(i *journal.Improvement) { i.Asked = []journal.Asker{{Client: "c"}, {Client: "c"}} }), "asked: choice"},
		"improvement, nobody":    {improvement(func(i *journal.Improvement) { i.Asked = []journal.Asker{{}} }), "asked: choice"},
		"improvement, too many":  {improvement(func(i *journal.Improvement) { i.Asked = make([]journal.Asker, 101) }), "asked: many 100"},
		"improvement, told":      {improvement(func(i *journal.Improvement) { i.State, i.Asked = journal.ToldBack, []journal.Asker{{Client: "c"}} }), "told: untold"},
		"improvement, told when": {improvement(func(i *journal.Improvement) { i.Asked = []journal.Asker{{Client: "c", Told: "hier"}} }), "told: date"},

		"lock":               {settings(func(s *journal.Settings) { s.LockIdle, s.LockHidden = journal.NeverLocks, 60 }), ""},
		"lock, too long":     {settings(func(s *journal.Settings) { s.LockIdle = 61 }), "lock_idle: choice"},
		"cover, too long":    {settings(func(s *journal.Settings) { s.CoverIdle = 61 }), "cover_idle: choice"},
		"lock, no time":      {settings(func(s *journal.Settings) { s.LockHidden = -2 }), "lock_hidden: choice"},
		"standard":           {settings(func(s *journal.Settings) { s.AckHours, s.AnswerDays = 1, 365 }), ""},
		"standard, too long": {settings(func(s *journal.Settings) { s.AckHours = 721 }), "ack_hours: choice"},
		"standard, too late": {settings(func(s *journal.Settings) { s.AnswerDays = 366 }), "answer_days: choice"},
		"authors":            {settings(func(s *journal.Settings) { s.Authors = []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: " "}} }), ""},
		"authors, no id":     {settings(func(s *journal.Settings) { s.Authors = []journal.Author{{Name: "Ana"}} }), "authors: choice"},
		"authors, one name": {settings(func(s *journal.Settings) {
			s.Authors = []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: "ANA"}}
		}), "authors: choice"},
		"authors, too many": {journal.Settings{Authors: make([]journal.Author, 51)}, "authors: many 50"},
		"questions": {settings(func(s *journal.Settings) {
			s.Questions = []journal.Questions{{About: "x", Ask: []string{"a", " "}}, {About: "y", Ask: []string{"\n"}}}
		}), ""},
		"questions, lists":  {journal.Settings{Questions: make([]journal.Questions, 31)}, "questions: many 30"},
		"questions, many":   {journal.Settings{Questions: []journal.Questions{{Ask: make([]string, 21)}}}, "questions: many 20"},
		"question too long": {settings(func(s *journal.Settings) { s.Questions = []journal.Questions{{Ask: []string{long}}} }), "questions: long 500"},
	} {
		if got := says(c.rec.Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTidyPeople(t *testing.T) {
	c := journal.Client{
		Tags:    []string{" VIP ", "vip", "", "\u200b", "Été", "ÉTÉ"},
		Also:    []journal.Detail{{Kind: "name", Value: " Nana "}, {Kind: "name", Label: "x", Value: "NANA"}, {Kind: "email", Value: "nana"}, {Kind: "name"}},
		Phone:   "1",
		Thanked: "2026-11-21",
	}.Tidy()
	if !slices.Equal(c.Tags, []string{"VIP", "Été"}) || len(c.Also) != 2 || c.Also[0].Value != "Nana" || c.Thanked != "" {
		t.Errorf("%+v", c)
	}
	if !slices.Equal(c.Phones(), []string{"1"}) || !slices.Equal(c.Emails(), []string{"nana"}) {
		t.Errorf("%v, %v", c.Phones(), c.Emails())
	}
	was := journal.AvoidableError{Cause: "late", Note: " a\nb "}
	if i := (journal.Interaction{Avoidable: &was}).Tidy(); i.Avoidable.Note != "a b" || was.Note != " a\nb " {
		t.Errorf("%+v, %+v", i.Avoidable, was)
	}
	if i := (journal.Improvement{Run: "r"}).Tidy(); i.Source != journal.FromChecklist {
		t.Error(i.Source)
	}
	s := journal.Settings{Authors: []journal.Author{{ID: "a", Name: " Ana "}, {ID: "b"}}, Questions: []journal.Questions{{Ask: []string{" a ", ""}}, {}}}.Tidy()
	if len(s.Authors) != 1 || s.Authors[0].Name != "Ana" || len(s.Questions) != 1 || !slices.Equal(s.Questions[0].Ask, []string{"a"}) {
		t.Errorf("%+v", s)
	}
}

func TestElapsed(t *testing.T) {
	for d, want := range map[time.Duration]bool{0: false, time.Hour: false, -time.Second: true, journal.MaxElapsed: false, journal.MaxElapsed + 1: true} {
		got, doubt := journal.Elapsed(moment, moment.Add(d))
		if doubt != want || got < 0 || got > journal.MaxElapsed {
			t.Errorf("%v: %v, %v", d, got, doubt)
		}
	}
}

// Lists that the screens offer hold what the checks take, and nothing twice.
func TestLists(t *testing.T) {
	for name, all := range map[string][]string{
		"causes": text(journal.Causes), "severities": text(journal.Severities), "complexities": text(journal.Complexities), "impacts": text(journal.Impacts),
		"outcomes": text(journal.Outcomes), "stages": text(journal.Stages), "doors": text(journal.Doors), "sources": text(journal.Sources),
		"levels": text(journal.Levels), "kinds": text(journal.Kinds), "stories": text(journal.StoryKinds), "reaches": text(journal.Reaches),
	} {
		sorted := slices.Sorted(slices.Values(all))
		if len(slices.Compact(sorted)) != len(all) || strings.Contains(strings.Join(all, ","), ",,") {
			t.Errorf("%s: %v", name, all)
		}
	}
	avoidable := 0
	for _, d := range journal.Doors {
		if d.Avoidable() {
			avoidable++
		}
	}
	if avoidable != 2 {
		t.Errorf("%d doors could have stayed shut", avoidable)
	}
}

func text[T ~string](all []T) (out []string) {
	for _, v := range all {
		out = append(out, string(v))
	}
	return out
}
