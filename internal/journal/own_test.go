package journal_test

import (
	"fmt"
	"strings"
	"testing"

	"trousse/internal/journal"
)

func TestOwnChecks(t *testing.T) {
	list := func(change func(*journal.OwnList)) journal.Record {
		l := journal.OwnList{ID: id, Title: "T", Method: journal.MethodCount, Items: []journal.OwnItem{{ID: "a", Text: "A"}}}
		change(&l)
		return l.Tidy()
	}
	script := func(change func(*journal.OwnScript)) journal.Record {
		s := journal.OwnScript{ID: id, Language: "fr", Title: "T", Text: "Bonjour {{{{"}
		change(&s)
		return s.Tidy()
	}
	resource := func(change func(*journal.Resource)) journal.Record {
		r := journal.Resource{ID: id, Category: "finance", Name: "N"}
		change(&r)
		return r.Tidy()
	}
	for name, c := range map[string]struct {
		rec  journal.Record
		want string
	}{
		"list":            {list(func(l *journal.OwnList) {}), ""},
		"list, no title":  {list(func(l *journal.OwnList) { l.Title = " \u202e " }), "title: missing"},
		"list, blank":     {list(func(l *journal.OwnList) { l.Items[0].Text = " \n " }), "items: missing"},
		"list, same line": {list(func(l *journal.OwnList) { l.Items = append(l.Items, l.Items[0]) }), "items: choice"},
		"list, no id":     {list(func(l *journal.OwnList) { l.Items[0].ID = "" }), "items: choice"},
		"list, method":    {list(func(l *journal.OwnList) { l.Method = "plan" }), "method: choice"},
		"list, too many": {list(func(l *journal.OwnList) {
			for i := range journal.MaxItems {
				l.Items = append(l.Items, journal.OwnItem{ID: fmt.Sprint(i), Text: "x"})
			}
		}), "items: long 100"},
		"list, long line":    {list(func(l *journal.OwnList) { l.Items[0].Text = strings.Repeat("é", 501) }), "items: long 500"},
		"script":             {script(func(s *journal.OwnScript) {}), ""},
		"script, 50,000":     {script(func(s *journal.OwnScript) { s.Text = strings.Repeat("é", 50_000) }), ""},
		"script, too long":   {script(func(s *journal.OwnScript) { s.Text = strings.Repeat("é", 100_001) }), "text: long 100000"},
		"script, no title":   {script(func(s *journal.OwnScript) { s.Title = "" }), "title: missing"},
		"script, no text":    {script(func(s *journal.OwnScript) { s.Text = "\n" }), "text: missing"},
		"script, channel":    {script(func(s *journal.OwnScript) { s.Channels = []string{"fax"} }), "channels: choice"},
		"script, language":   {script(func(s *journal.OwnScript) { s.Language = "de" }), "language: choice"},
		"resource":           {resource(func(r *journal.Resource) { r.URL = "HTTPS://bdc.ca/fr?x=1" }), ""},
		"resource, no name":  {resource(func(r *journal.Resource) { r.Name = "" }), "name: missing"},
		"resource, script":   {resource(func(r *journal.Resource) { r.URL = "javascript:alert(1.0)" }), "url: url"},
		"resource, no host":  {resource(func(r *journal.Resource) { r.URL = "https://" }), "url: url"},
		"resource, a space":  {resource(func(r *journal.Resource) { r.URL = "https://a b.ca" }), "url: url"},
		"improvement":        {journal.Improvement{ID: id, What: "w", Seen: "2026-11-21"}.Tidy(), ""},
		"improvement, empty": {journal.Improvement{ID: id, What: "\n", Seen: "2026-11-21"}.Tidy(), "what: missing"},
		"improvement, state": {journal.Improvement{ID: id, What: "w", Seen: "2026-11-21", State: "lost"}, "state: choice"},
		"promise to oneself": {journal.Promise{ID: id, Run: "r", What: "w", Made: "2026-11-21", Due: "2026-11-21"}.Tidy(), ""},
		"words alone":        {journal.ChecklistRun{List: "three-questions", At: moment, Notes: map[string]string{"a": " b "}}.Tidy(), ""},
		"empty words":        {journal.ChecklistRun{List: "three-questions", At: moment, Notes: map[string]string{"a": " "}}.Tidy(), "answers: missing"},
		"a bad day":          {journal.ChecklistRun{List: "service-plan", At: moment, Plan: map[string]journal.Step{"a": {Due: "2026-02-30"}}}, "due: date"},
		"a stranger":         {journal.ChecklistRun{List: "pulse", At: moment, Rater: "cat", Answers: map[string]string{"a": "1"}}, "rater: choice"},
		"a wait of a year":   {journal.Interaction{ID: id, Client: "c", At: moment, Wait: 365 * 24 * 3600}, "wait: choice"},
		"a gesture too many": {journal.Settings{ID: id, Latitude: make([]journal.Gesture, 31)}, "latitude: long 30"},
	} {
		if got := says(c.rec.Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
