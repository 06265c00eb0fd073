package journal_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

// says words an error as the tables below do: the field, the problem, the limit if there is one.
func says(err error) string {
	var e *journal.FieldError
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &e):
		return "another error: " + err.Error()
	case e.Limit > 0:
		return fmt.Sprintf("%s: %s %d", e.Field, e.Problem, e.Limit)
	}
	return e.Error()
}

const (
	id  = "7f0c2f5e-6a0b-4a2e-9f43-2b9a1c1de001"
	rtl = "مرحبا שלום"
)

var (
	moment = time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)
	long   = strings.Repeat("é", 10_000)
)

func TestClientCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*journal.Client)
		want   string
	}{
		"as it is":            {func(*journal.Client) {}, ""},
		"no name":             {func(c *journal.Client) { c.Name = "" }, "name: missing"},
		"blank name":          {func(c *journal.Client) { c.Name = " \t\r\n " }, "name: missing"},
		"name of hard spaces": {func(c *journal.Client) { c.Name = "\u00a0\u202f" }, "name: missing"},
		"invisible name":      {func(c *journal.Client) { c.Name = "\u200b\u200f\ufeff" }, "name: missing"},
		"emoji":               {func(c *journal.Client) { c.Name = "👩🏽‍🔧" }, ""},
		"right to left":       {func(c *journal.Client) { c.Name = rtl }, ""},
		"markup":              {func(c *journal.Client) { c.Name = "<script>alert('x')</script>" }, ""},
		"longest name":        {func(c *journal.Client) { c.Name = strings.Repeat("😀", 120) }, ""},
		"name too long":       {func(c *journal.Client) { c.Name = strings.Repeat("😀", 121) }, "name: long 120"},
		"10,000 characters":   {func(c *journal.Client) { c.Name = long }, "name: long 120"},
		"preferred too long":  {func(c *journal.Client) { c.PreferredName = long }, "preferred_name: long 120"},
		"spoken too long":     {func(c *journal.Client) { c.SpokenName = long }, "spoken_name: long 120"},
		"phone too long":      {func(c *journal.Client) { c.Phone = strings.Repeat("1", 41) }, "phone: long 40"},
		"long notes":          {func(c *journal.Client) { c.Attentions, c.Avoid = long+long, long+long }, ""},
		"attentions too long": {func(c *journal.Client) { c.Attentions = long + long + "x" }, "attentions: long 20000"},
		"avoid too long":      {func(c *journal.Client) { c.Avoid = long + long + "x" }, "avoid: long 20000"},
		"no kind":             {func(c *journal.Client) { c.ClientKind = "" }, ""}, // Tidy says external
		"unknown kind":        {func(c *journal.Client) { c.ClientKind = "friend" }, "kind: choice"},
		"internal":            {func(c *journal.Client) { c.ClientKind = journal.Internal }, ""},
		"form of address":     {func(c *journal.Client) { c.FormOfAddress = journal.AddressFirstWith }, ""},
		"unknown address":     {func(c *journal.Client) { c.FormOfAddress = "sire" }, "form_of_address: choice"},
		"channel":             {func(c *journal.Client) { c.BestChannel = journal.Text }, ""},
		"unknown channel":     {func(c *journal.Client) { c.BestChannel = "pigeon" }, "best_channel: choice"},
		"language":            {func(c *journal.Client) { c.Language = "en" }, ""},
		"unknown language":    {func(c *journal.Client) { c.Language = "EN" }, "language: choice"},
	} {
		client := journal.Client{ID: id, Name: "Ana", ClientKind: journal.External}
		c.change(&client)
		if got := says(client.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestEmail(t *testing.T) {
	for email, good := range map[string]bool{
		"":                                 true,
		"a@b.ca":                           true,
		"élise+kit@café.québec":            true,
		"a.b-c_d@sub.example.org":          true,
		" a@b.ca ":                         true, // tidied
		"a":                                false,
		"@":                                false,
		"a@":                               false,
		"@b.ca":                            false,
		"a@b":                              false,
		"a@.ca":                            false,
		"a@b.":                             false,
		"a b@c.ca":                         false,
		"a@b.ca, c@d.ca":                   false,
		"a@b.ca;c@d.ca":                    false,
		"Ana <a@b.ca>":                     true,
		"mailto:a@b.ca":                    true,
		"Ana <a@b.ca>, Bo <c@d>":           false,
		strings.Repeat("a", 250) + "@b.ca": false,
	} {
		err := journal.Client{ID: id, Name: "Ana", Email: email}.Tidy().Check()
		if (err == nil) != good {
			t.Errorf("%q: %v", email, err)
		}
	}
}

func TestInteractionCheck(t *testing.T) {
	n := func(v int) *int { return &v }
	for name, c := range map[string]struct {
		change func(*journal.Interaction)
		want   string
	}{
		"as it is":          {func(*journal.Interaction) {}, ""},
		"no client":         {func(i *journal.Interaction) { i.Client = "" }, "client: missing"},
		"no moment":         {func(i *journal.Interaction) { i.At = time.Time{} }, "at: date"},
		"year 12026":        {func(i *journal.Interaction) { i.At = moment.AddDate(10_000, 0, 0) }, "at: date"},
		"year 1026":         {func(i *journal.Interaction) { i.At = moment.AddDate(-1000, 0, 0) }, "at: date"},
		"no channel":        {func(i *journal.Interaction) { i.Channel = "" }, ""},
		"unknown channel":   {func(i *journal.Interaction) { i.Channel = "pigeon" }, "channel: choice"},
		"about too long":    {func(i *journal.Interaction) { i.About = long }, "about: long 120"},
		"longest request":   {func(i *journal.Interaction) { i.Request = long[:1000] }, ""},
		"request too long":  {func(i *journal.Interaction) { i.Request = long }, "request: long 500"},
		"10,000 characters": {func(i *journal.Interaction) { i.Notes = long }, ""},
		"notes too long":    {func(i *journal.Interaction) { i.Notes = long + long + "x" }, "notes: long 20000"},
		"feelings":          {func(i *journal.Interaction) { i.FeelingBefore, i.FeelingAfter = 1, 5 }, ""},
		"feeling 6":         {func(i *journal.Interaction) { i.FeelingBefore = 6 }, "feeling_before: choice"},
		"feeling -1":        {func(i *journal.Interaction) { i.FeelingAfter = -1 }, "feeling_after: choice"},
		"recommends 0":      {func(i *journal.Interaction) { i.Recommend = n(0) }, ""},
		"recommends 10":     {func(i *journal.Interaction) { i.Recommend = n(10) }, ""},
		"recommends 11":     {func(i *journal.Interaction) { i.Recommend = n(11) }, "recommend: choice"},
		"recommends -1":     {func(i *journal.Interaction) { i.Recommend = n(-1) }, "recommend: choice"},
	} {
		talk := journal.Interaction{ID: id, Client: id, At: moment, Channel: journal.Phone}
		c.change(&talk)
		if got := says(talk.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestPromiseCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*journal.Promise)
		want   string
	}{
		"as it is":         {func(*journal.Promise) {}, ""},
		"for today":        {func(p *journal.Promise) { p.Due = p.Made }, ""},
		"no state":         {func(p *journal.Promise) { p.State = "" }, ""}, // Tidy says open
		"no client":        {func(p *journal.Promise) { p.Client = "" }, "client: missing"},
		"a day only":       {func(p *journal.Promise) { p.What = "\u200b" }, "promise: no_promise"},
		"nothing":          {func(p *journal.Promise) { p.What, p.Due = "", "" }, "promise: missing"},
		"no day":           {func(p *journal.Promise) { p.Due = "" }, "promise_date: no_date"},
		"the day before":   {func(p *journal.Promise) { p.Due = "2026-11-20" }, "promise_date: past"},
		"30 February":      {func(p *journal.Promise) { p.Due = "2027-02-30" }, "promise_date: date"},
		"no leap year":     {func(p *journal.Promise) { p.Due = "2027-02-29" }, "promise_date: date"},
		"leap year":        {func(p *journal.Promise) { p.Due = "2028-02-29" }, ""},
		"year 20026":       {func(p *journal.Promise) { p.Due = "20026-11-27" }, "promise_date: date"},
		"year 2999":        {func(p *journal.Promise) { p.Due = "2999-01-01" }, "promise_date: date"},
		"words":            {func(p *journal.Promise) { p.Due = "demain" }, "promise_date: date"},
		"made on no day":   {func(p *journal.Promise) { p.Made = "zzz" }, "made: date"},
		"done on no day":   {func(p *journal.Promise) { p.Done = "2026-13-01" }, "done: date"},
		"what is too long": {func(p *journal.Promise) { p.What = long }, "promise: long 500"},
		"markup":           {func(p *journal.Promise) { p.What = "<script>" + rtl + "😀" }, ""},
		"unknown state":    {func(p *journal.Promise) { p.State = "maybe" }, "state: choice"},
	} {
		p := journal.Promise{ID: id, Client: id, What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open}
		c.change(&p)
		if got := says(p.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestChecklistRunCheck(t *testing.T) {
	many := make(map[string]string)
	for i := range journal.MaxAnswers + 1 {
		many[fmt.Sprint(i)] = "yes"
	}
	yes := map[string]string{"greet": "yes"}
	for name, c := range map[string]struct {
		run  journal.ChecklistRun
		want string
	}{
		"as it is":        {journal.ChecklistRun{List: "pulse", At: moment, Answers: yes}, ""},
		"no list":         {journal.ChecklistRun{At: moment, Answers: yes}, "list: missing"},
		"no answer":       {journal.ChecklistRun{List: "pulse", At: moment}, "answers: missing"},
		"no moment":       {journal.ChecklistRun{List: "pulse", Answers: yes}, "at: date"},
		"list too long":   {journal.ChecklistRun{List: long, At: moment, Answers: yes}, "list: long 120"},
		"answer too long": {journal.ChecklistRun{List: "pulse", At: moment, Answers: map[string]string{"a": long}}, "answers: long 120"},
		"item too long":   {journal.ChecklistRun{List: "pulse", At: moment, Answers: map[string]string{long: "a"}}, "answers: long 120"},
		"too many":        {journal.ChecklistRun{List: "pulse", At: moment, Answers: many}, "answers: long 500"},
	} {
		if got := says(c.run.Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	run := journal.ChecklistRun{Answers: map[string]string{"a": "yes", "b": "no", "c": "yes"}}
	if run.Count("yes") != 2 || run.Count("no") != 1 || run.Count("") != 0 {
		t.Error("counted wrong")
	}
}

func TestSettingsCheck(t *testing.T) {
	for name, c := range map[string]struct {
		settings journal.Settings
		want     string
	}{
		"empty":       {journal.Settings{}, ""},
		"name":        {journal.Settings{UserName: long}, "user_name: long 120"},
		"phone":       {journal.Settings{UserPhone: long}, "user_phone: long 40"},
		"business":    {journal.Settings{Business: long}, "business: long 120"},
		"buddy":       {journal.Settings{BuddyName: long}, "buddy_name: long 120"},
		"their phone": {journal.Settings{BuddyPhone: long}, "buddy_phone: long 40"},
		"backup":      {journal.Settings{LastBackup: "hier"}, "last_backup: date"},
		"figure":      {journal.Settings{Profile: map[string]string{"years": strings.Repeat("9", journal.MaxFigure+1)}}, "profile: long 4000"},
		"its name":    {journal.Settings{Profile: map[string]string{long: "5"}}, "profile: long 120"},
		"figures":     {journal.Settings{Profile: map[string]string{"years": "5"}}, ""},
		"all good":    {journal.Settings{UserName: rtl, Business: "😀 & Fils", LastBackup: "2026-11-21"}, ""},
	} {
		if got := says(c.settings.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTidy(t *testing.T) {
	for in, want := range map[string]string{
		"  Ana \t Roy\r\n":           "Ana Roy",
		"a\x00b\u2028c":              "a b c",
		"Prix\u00a0: 3\u202f$":       "Prix\u00a0: 3\u202f$", // typed so in French
		"\xff\xfe":                   "\uFFFD",
		"👨‍👩‍👧":                      "👨‍👩‍👧",
		"\u202eabc":                  "abc",
		"Ana\u202d Roy\u202c":        "Ana Roy",
		"A\u202a \u202b B":           "A B", // the spaces that meet are one
		"\u2066\u2067a\u2068b\u2069": "ab",
		"\u202e \u2069":              "",
		"\u200f" + rtl + "\u200e!":   "\u200f" + rtl + "\u200e!",
		"a\u2065\u206ab\u2029":       "a\u2065\u206ab", // the neighbours stay
		"\u00a0":                     "",
		"<b>&amp;</b>":               "<b>&amp;</b>",
	} {
		if got := (journal.Client{Name: in}).Tidy().Name; got != want {
			t.Errorf("line %q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"\n a\r\nb\rc\td \n": "a\nb\nc\td",
		"a\x00b\x1b[0m":      "ab[0m",
		"  \u200b\n":         "",
		"a\n\n\nb":           "a\n\n\nb",
	} {
		if got := (journal.Interaction{Notes: in}).Tidy().Notes; got != want {
			t.Errorf("prose %q: %q, want %q", in, got, want)
		}
	}
	if c := (journal.Client{}).Tidy(); c.ClientKind != journal.External {
		t.Errorf("kind %q", c.ClientKind)
	}
	if p := (journal.Promise{}).Tidy(); p.State != journal.Open {
		t.Errorf("state %q", p.State)
	}
}

func FuzzTidy(f *testing.F) {
	f.Add("Ana")
	f.Add(rtl + "\x00\u200b 😀")
	f.Fuzz(func(t *testing.T, s string) {
		once := journal.Client{Name: s, Attentions: s}.Tidy()
		if twice := once.Tidy(); !reflect.DeepEqual(twice, once) {
			t.Errorf("tidied again: %q, %q", once, twice)
		}
		if strings.ContainsAny(once.Name, "\n\r\t\x00") || strings.ContainsAny(once.Attentions, "\r\x00") {
			t.Errorf("not tidy: %q", once)
		}
	})
}

func TestFirstName(t *testing.T) {
	for _, c := range []struct{ name, preferred, want string }{
		{"Élise Tremblay", "", "Élise"},
		{"Élise Tremblay", "Lise", "Lise"},
		{"Jean-Marc", "", "Jean-Marc"},
		{"", "", ""},
	} {
		if got := (journal.Client{Name: c.name, PreferredName: c.preferred}).FirstName(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
