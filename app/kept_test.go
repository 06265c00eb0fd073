package app

import (
	"strings"
	"testing"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// What the worker's own figures are, and what promises have taught, is on the calculators from the start.
func TestCalculatorsStartFromOnesOwnFigures(t *testing.T) {
	env, _, ids := kit(t, i18n.FR)
	writes := []store.Write{{Record: journal.Settings{ID: journal.NewID(), Profile: map[string]string{"lifetime_value": "8000.25", "works": "2", "moved": "6"},
		Latitude: []journal.Gesture{{What: "Rabais", Limit: "jusqu’à 20 $"}}}}}
	for _, ratio := range []float64{1, .9, 1.2, 1.5, 1.1, 1, 1.8, 1, 1.3, 1.1} {
		writes = append(writes, store.Write{Record: journal.Promise{ID: journal.NewID(), Client: ids["clients"], What: "Peindre", Made: "2026-11-02", Due: "2026-11-20",
			State: journal.Kept, Done: "2026-11-20", EstimateHours: 10, ActualHours: 10 * ratio}})
	}
	page := visit(t, NewShell(env), "/calculators/promise-date")
	if strings.Contains(page, "use_learned") || !strings.Contains(page, "0 promesse tenue") {
		t.Error("a margin is learned from nothing")
	}
	if _, err := env.Book.Save(t.Context(), "", writes...); err != nil {
		t.Fatal(err)
	}
	for path, wants := range map[string][]string{
		"/calculators/gesture":      {`value="8000,25"`, "Au-delà de votre limite de 20,00 $"},
		"/calculators/promise-date": {`name="use_learned"`, "Prendre 30 %", "sur 10 promesses tenues", `datetime="2026-12-08"`},
		"/calculators/doors-out":    {"6 sur 6"},
	} {
		page := strings.ReplaceAll(visit(t, NewShell(env), path), "\u00a0", " ")
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
	env.Figures = map[string]string{"lifetime_value": "12"}
	if page := visit(t, NewShell(env), "/calculators/gesture"); !strings.Contains(page, `value="12"`) {
		t.Error("a figure of this session does not go over the profile")
	}
}

// TestARecordKeepsThePast asks for all that was said with one person and promised to them, past what is shown first.
func TestARecordKeepsThePast(t *testing.T) {
	env, _, ids := kit(t, i18n.EN)
	var writes []store.Write
	for n := range 60 {
		writes = append(writes, store.Write{Record: journal.Interaction{ID: journal.NewID(), Client: ids["clients"], At: now.AddDate(0, 0, -n-1), About: "Talk", Channel: journal.Phone}})
	}
	for n := range 5 {
		p := journal.Promise{ID: journal.NewID(), Client: ids["clients"], What: "Paint", Made: "2026-11-02", Due: "2026-11-20", State: journal.Kept, Done: "2026-11-20"}
		if n == 0 {
			p.State, p.Done, p.Reason = journal.Broken, "2026-11-20", "No paint"
		}
		writes = append(writes, store.Write{Record: p})
	}
	if _, err := env.Book.Save(t.Context(), "", writes[:len(writes)-1]...); err != nil {
		t.Fatal(err)
	}
	if page := visit(t, NewShell(env), "/clients/"+ids["clients"]); !strings.Contains(page, "1 more settled promise") {
		t.Error("nothing says why a rate of four is withheld")
	}
	if _, err := env.Book.Save(t.Context(), "", writes[len(writes)-1]); err != nil {
		t.Fatal(err)
	}
	page := visit(t, NewShell(env), "/clients/"+ids["clients"])
	for _, want := range []string{`name="kept_rate"`, `value="0.8"`, "4 of 5", `name="more"`, `name="more_promises"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the record lacks %q", want)
		}
	}
}

// TestPromiseToOneself shows a promise that nobody but the worker waits for: no one is to be told.
func TestPromiseToOneself(t *testing.T) {
	env, shell, ids := kit(t, i18n.EN)
	p := journal.Promise{ID: journal.NewID(), Run: ids["runs"], What: "Smile first", Made: "2026-11-18", Due: "2026-11-30", Remind: "2026-11-21", State: journal.Open}
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: p}); err != nil {
		t.Fatal(err)
	}
	for path, wants := range map[string][]string{
		"/":                  {"Smile first", "For yourself", "You wanted a reminder", "/promises/" + p.ID},
		"/promises":          {"Smile first", "For yourself"},
		ui.PromisePath(p.ID): {"Smile first", `name="keep"`, "/checklists/every-encounter/runs/" + ids["runs"]},
	} {
		page := visit(t, shell, path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
		if strings.HasSuffix(path, p.ID) && (strings.Contains(page, `name="tell"`) || strings.Contains(page, `name="sms"`)) {
			t.Error("there is nobody to tell")
		}
	}
}

// TestFiguresKeptAsGiven shows a calculation that was kept with one figure changed: the others stay the kit's, with how far
// to trust them.
func TestFiguresKeptAsGiven(t *testing.T) {
	env, shell, _ := kit(t, i18n.EN)
	k := journal.Scenario{ID: journal.NewID(), Calculator: "lost-client", Name: "A village", At: now,
		Figures: map[string]string{"people_told": "12", "circle": "300", "target_share": "10", "avoid_share": "2"}}
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: k}); err != nil {
		t.Fatal(err)
	}
	page := visit(t, shell, "/calculators/lost-client/scenarios/"+k.ID)
	if own, quoted := strings.Count(page, ">Your number<"), strings.Count(page, "Widely quoted"); own != 1 || quoted == 0 {
		t.Errorf("%d figures are one's own, %d quoted", own, quoted)
	}
}

// TestTodayLeadsToWhatIsForLater has nothing to keep soon: the promises stay one press away.
func TestTodayLeadsToWhatIsForLater(t *testing.T) {
	env, shell, ids := kit(t, i18n.EN)
	v, err := env.Book.Get(t.Context(), ids["promises"])
	if err != nil {
		t.Fatal(err)
	}
	p, _ := v.Record.(journal.Promise)
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: p.Keep("2026-11-20"), Base: v.N}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(visit(t, shell, "/"), `href="/promises"`) {
		t.Error("nothing leads to the promises")
	}
}

// A long list shows its first rows, and that there are more.
func TestLongListsTellThatThereIsMore(t *testing.T) {
	env, shell, ids := kit(t, i18n.FR)
	var many []store.Write
	for range 80 {
		many = append(many, store.Write{Record: journal.NewComplaint(journal.NewID(), ids["clients"], "En retard", now, journal.Settings{}, nil)},
			store.Write{Record: journal.Promise{ID: journal.NewID(), Client: ids["clients"], What: "Passer", Made: "2026-11-18", Due: "2026-12-24", State: journal.Open}})
	}
	if _, err := env.Book.Save(t.Context(), "", many...); err != nil {
		t.Fatal(err)
	}
	for path, row := range map[string]string{"/complaints": `class="row-lead"`, "/promises": `class="state-btn"`} {
		html := visit(t, shell, path)
		if n := strings.Count(html, row); n < 30 || n > 35 || !strings.Contains(html, `name="more"`) {
			t.Errorf("%s shows %d of more than 80, and says more: %t", path, n, strings.Contains(html, `name="more"`))
		}
	}
}
