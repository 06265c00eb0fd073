package journal_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

// guided reads an intervention that began on 11-21 at 09:00: STEP [skipped A,B] [dropped N] [FIELD=WORD …].
func guided(text string) journal.Guided {
	step, rest := cutOff(text)
	draft := map[string]string{"guided_step": step, "guided_started": "2026-11-21T09:00:00-05:00"}
	w := words(rest, "skipped", "dropped", "with")
	for name, value := range map[string]string{"guided_skipped": w["skipped"], "guided_dropped": w["dropped"]} {
		if value != "" {
			draft[name] = value
		}
	}
	for _, f := range strings.Fields(w["with"]) {
		name, value, _ := strings.Cut(f, "=")
		draft[name] = value
	}
	return journal.ResumeGuided(draft)
}

func drawGuided(g journal.Guided) string {
	draft := g.Draft()
	out := draft["guided_step"]
	if s := draft["guided_skipped"]; s != "" {
		out += " skipped " + s
	}
	if n := g.Drops(); n > 0 {
		out += fmt.Sprint(" dropped ", n)
	}
	var fields []string
	for _, name := range slices.Sorted(maps.Keys(draft)) {
		if !strings.HasPrefix(name, "guided_") {
			fields = append(fields, name+"="+draft[name])
		}
	}
	if len(fields) > 0 {
		out += " with " + strings.Join(fields, " ")
	}
	return out
}

func TestGuidedTransitions(t *testing.T) {
	table(t, "guided.txt", func(t *testing.T, state, act string) string {
		g := guided(state)
		before := g.Draft()
		verb, rest := cutOff(act)
		var h journal.Guided
		var err error
		switch verb {
		case "next":
			h, err = g.Next()
		case "skip":
			h = g.Skip()
		case "back":
			h = g.Back()
		case "go":
			h = g.Go(journal.GuidedStep(rest))
		case "drop":
			h = g.Dropped()
		case "resume":
			h = journal.ResumeGuided(g.Draft())
		case "set":
			name, value, _ := strings.Cut(rest, "=")
			h = g.Set(name, value)
		default:
			t.Fatalf("%q", act)
		}
		if !reflect.DeepEqual(g.Draft(), before) {
			t.Errorf("%s | %s: what was there has changed", state, act)
		}
		if err != nil {
			return refused(err)
		}
		return drawGuided(h)
	})
}

// From every step, a kill and a return go on at that very step, with everything that was noted.
func TestGuidedResumes(t *testing.T) {
	now := at("2026-11-21")
	g := journal.NewGuided(now, map[string]string{"client": "Ana"})
	for _, step := range journal.GuidedSteps {
		if g.Step() != step {
			t.Fatalf("at %s, want %s", g.Step(), step)
		}
		g = g.Set("notes", g.Get("notes")+string(step)+" ")
		again := journal.ResumeGuided(g.Draft())
		if !reflect.DeepEqual(again.Draft(), g.Draft()) || again.Step() != step {
			t.Errorf("%s: %v, was %v", step, again.Draft(), g.Draft())
		}
		var err error
		if g, err = again.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if g.Step() != journal.GuidedDone {
		t.Error(g.Step())
	}
	if g, err := g.Next(); err != nil || g.Step() != journal.GuidedDone {
		t.Error("more after the end")
	}
}

func counter() func() string {
	n := 0
	return func() string { n++; return fmt.Sprint("id", n) }
}

func TestGuidedFinish(t *testing.T) {
	now := at("2026-11-21")
	full := map[string]string{
		"client": " Ana Roy ", "about": "Chauffe-eau", "phone": "+14185550199", "email": "ana@example.ca",
		"notes": "Il coule.\n", "feeling_before": "2", "question_0": "Depuis quand?", "answer_0": "Hier", "question_1": "Quel modèle?", "answer_1": " ",
		"request": "Passer avant vendredi", "promise": "Passer", "promise_date": "2026-11-27", "feeling_after": "4", "recommend": "9", "length": "300",
		"satisfaction": "5", "ease": "6", "solved_first_time": "false",
	}
	g := journal.NewGuided(now, full)
	out, err := g.Finish(now.Add(5*time.Minute), nil, counter())
	if err != nil {
		t.Fatal(err)
	}
	nine, no := 9, false
	if want := (journal.Client{ID: "id1", Name: "Ana Roy", Phone: "+14185550199", Email: "ana@example.ca", ClientKind: journal.External}); out.Client == nil || !reflect.DeepEqual(*out.Client, want) {
		t.Errorf("client %+v", out.Client)
	}
	started, _ := time.Parse(time.RFC3339, "2026-11-21T09:00:00-05:00")
	talk := journal.Interaction{
		ID: "id2", Client: "id1", At: started, Channel: journal.Phone, About: "Chauffe-eau", Request: "Passer avant vendredi", Length: 300,
		Notes: "Il coule.\n\nDepuis quand?\nHier", FeelingBefore: 2, FeelingAfter: 4, Recommend: &nine, RecommendFrom: journal.RecommendAsked,
		Satisfaction: 5, Ease: 6, SolvedFirstTime: &no,
	}
	if !out.Interaction.At.Equal(started) {
		t.Errorf("at %v", out.Interaction.At)
	}
	out.Interaction.At = started
	if !reflect.DeepEqual(out.Interaction, talk) {
		t.Errorf("conversation %+v\nwant %+v", out.Interaction, talk)
	}
	if want := (journal.Promise{ID: "id3", Client: "id1", Interaction: "id2", What: "Passer", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open}); out.Promise == nil || !reflect.DeepEqual(*out.Promise, want) {
		t.Errorf("promise %+v", out.Promise)
	}
	if want := (journal.Recap{To: "ana@example.ca", About: "Chauffe-eau", Request: "Passer avant vendredi", Promise: "Passer", Due: "2026-11-27"}); out.Recap != want {
		t.Errorf("recap %+v", out.Recap)
	}
	for name, rec := range map[string]journal.Record{"client": *out.Client, "talk": out.Interaction, "promise": *out.Promise} {
		if err := rec.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}

	own, err := g.Set("recommend_from", "estimate").Finish(now, nil, counter())
	if err != nil || own.Interaction.RecommendFrom != journal.RecommendEstimated {
		t.Errorf("an estimate has become %q, %v", own.Interaction.RecommendFrom, err)
	}

	// Skipped, with what was typed all the same.
	for _, s := range journal.GuidedSteps[1:] {
		g = g.Go(s).Skip()
	}
	known := journal.Client{ID: "ana", Name: "Ana", ClientKind: journal.Internal, Email: "a@b.ca", Language: "en"}
	out, err = g.Finish(now, &known, counter())
	if err != nil || out.Client != nil || out.Promise != nil {
		t.Errorf("%+v, %v", out, err)
	}
	if i := out.Interaction; i.About+i.Request+i.Notes != "" || i.Recommend != nil || i.SolvedFirstTime != nil || i.Satisfaction+i.Ease != 0 || i.FeelingBefore+i.FeelingAfter != 0 || i.Client != "ana" {
		t.Errorf("what was skipped is there: %+v", i)
	}
	if out.Recap.To != "a@b.ca" || out.Recap.Language != "en" {
		t.Errorf("recap %+v", out.Recap)
	}
}

// A number and an address given during the call are learned, and nothing that was known is lost.
func TestGuidedLearns(t *testing.T) {
	now := at("2026-11-21")
	for _, c := range []struct {
		known   journal.Client
		changed bool
		phones  []string
	}{
		{journal.Client{}, true, []string{"+14185550199"}},
		{journal.Client{Phone: "+14185550199"}, false, nil},
		{journal.Client{Phone: "+15145550100"}, true, []string{"+15145550100", "+14185550199"}},
		{journal.Client{Phone: "+15145550100", Also: []journal.Detail{{Kind: journal.DetailPhone, Value: "+14185550199"}}}, false, nil},
	} {
		c.known.ID, c.known.Name, c.known.ClientKind = id, "Ana", journal.External
		g := journal.NewGuided(now, map[string]string{"_client": id, "phone": "+14185550199"})
		out, err := g.Finish(now, &c.known, counter())
		if err != nil || (out.Client != nil) != c.changed || c.changed && !slices.Equal(out.Client.Phones(), c.phones) {
			t.Errorf("%+v: %+v, %v", c.known, out.Client, err)
		}
	}
}

func TestGuidedRefused(t *testing.T) {
	now := at("2026-11-21")
	for name, c := range map[string]struct {
		values map[string]string
		want   string
		step   journal.GuidedStep
	}{
		"nobody":                 {nil, "client: missing", journal.GuidedIdentify},
		"picked, erased since":   {map[string]string{"_client": id}, "client: missing", journal.GuidedIdentify},
		"a bad address":          {map[string]string{"client": "Ana", "email": "ana"}, "email: email", journal.GuidedEmail},
		"a promise without day":  {map[string]string{"client": "Ana", "promise": "w"}, "promise_date: no_date", journal.GuidedAgree},
		"a day without promise":  {map[string]string{"client": "Ana", "promise_date": "2026-11-27"}, "promise: no_promise", journal.GuidedAgree},
		"a promise of yesterday": {map[string]string{"client": "Ana", "promise": "w", "promise_date": "2026-11-20"}, "promise_date: past", journal.GuidedAgree},
		"a recommendation of 11": {map[string]string{"client": "Ana", "recommend": "11"}, "recommend: choice", journal.GuidedClose},
		"a feeling of 7":         {map[string]string{"client": "Ana", "feeling_before": "7"}, "feeling_before: choice", journal.GuidedListen},
		"notes without end":      {map[string]string{"client": "Ana", "answer_3": long + long}, "", journal.GuidedQuestions},
		"notes past the end":     {map[string]string{"client": "Ana", "answer_3": long + long + "x"}, "notes: long 20000", journal.GuidedListen},
	} {
		g := journal.NewGuided(now, c.values)
		_, err := g.Finish(now, nil, counter())
		if got := says(err); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if field, _, _ := strings.Cut(c.want, ":"); field != "" && g.Where(field) != c.step {
			t.Errorf("%s: %s is at %s", name, field, g.Where(field))
		}
	}
	if g := journal.NewGuided(now, nil); g.Where("answer_2") != journal.GuidedQuestions || g.Where("elsewhere") != journal.GuidedIdentify {
		t.Error("where")
	}
}

// The clock may be set while someone is on the line.
func TestGuidedClock(t *testing.T) {
	now := at("2026-11-21")
	g := journal.NewGuided(now, map[string]string{"client": "Ana"})
	for _, later := range []time.Duration{-time.Hour, 20 * 365 * 24 * time.Hour} {
		out, err := g.Finish(now.Add(later), nil, counter())
		if err != nil || !out.Interaction.At.Equal(now.Add(later)) || out.Interaction.Length != 0 {
			t.Errorf("%v: %+v, %v", later, out.Interaction, err)
		}
	}
	if p := g.Callback(journal.Client{Phone: "1"}); p != "1" {
		t.Error(p)
	}
	if p := g.Set("phone", "2").Callback(journal.Client{Phone: "1"}); p != "2" {
		t.Error(p)
	}
}
