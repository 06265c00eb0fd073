package app

import (
	"regexp"
	"strings"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

func TestEveryRoomShowsItself(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		env, shell, ids := kit(t, lang)
		for _, r := range rooms {
			path := r.pattern
			for room, id := range ids {
				path = strings.Replace(path, "/"+room+"/{id}", "/"+room+"/"+id, 1)
			}
			path = strings.NewReplacer("{client}", ids["clients"], "{talk}", ids["interactions"], "{source}", ids["complaints"], "{matter}", ids["promises"], "/compare/{id}/{id}", "/compare/"+ids["scenarios"]+"/"+ids["second"], "/playbooks/{slug}", "/playbooks/waiting", "/guides/{slug}", "/guides/aggressive-clients", "/resources/{key}", "/resources/none", "/scripts/{slug}", "/scripts/hold-ask",
				"/checklists/{slug}", "/checklists/every-encounter", "/calculators/{slug}", "/calculators/lost-client").Replace(path)
			t.Run(string(lang)+path, func(t *testing.T) {
				page := visit(t, shell, path)
				if n := strings.Count(page, " tab--help"); n != 1 {
					t.Errorf("help is there %d times", n)
				}
				if n := strings.Count(page, "<h1"); n != 1 {
					t.Errorf("%d main headings", n)
				}
				if missing := regexp.MustCompile(`⟦[^⟧]*⟧`).FindAllString(page, -1); missing != nil {
					t.Errorf("messages without words: %v", missing)
				}
				if title := env.Device.(*device).title; strings.Contains(title, "Blais") || !strings.HasSuffix(title, " · Trousse") {
					t.Errorf("title %q", title)
				}
				if n := strings.Count(page, `class="buckle`) + strings.Count(page, "tab--buckle"); strings.Contains(page, "app--task") && n > 2 {
					t.Errorf("%d yellow things on a task", n)
				}
			})
		}
	}
}

// TestNobodyGetsNoForm opens every screen about something for what is not here and every form about a record, also, for one
// that is gone or of another kind.
func TestNobodyGetsNoForm(t *testing.T) {
	env, shell, ids := kit(t, i18n.FR)
	gone := journal.Client{ID: journal.NewID(), Name: "Parti"}.Tidy()
	for _, write := range []store.Write{{Record: gone}, {Record: gone, Base: 1, Gone: true}} {
		if _, err := env.Book.Save(t.Context(), "", write); err != nil {
			t.Fatal(err)
		}
	}
	element := regexp.MustCompile(`{[a-z]+}`)
	for _, r := range rooms {
		if !element.MatchString(r.pattern) {
			continue
		}
		for _, id := range []string{"nope", gone.ID, ids["runs"]} {
			path := strings.Replace(r.pattern, "{slug}", "hold-ask", 1)
			if _, about := enter(env, path); about.ID == "" {
				path, id = r.pattern, "nope"
			}
			path = element.ReplaceAllString(path, id)
			page := visit(t, shell, path)
			if !strings.Contains(page, "Rien à cette adresse") || strings.Contains(page, "<form") || strings.Contains(page, "app--task") {
				t.Errorf("%s does not say that it is not here", path)
			}
		}
	}
}

func TestRoomsShowWhatIsKept(t *testing.T) {
	_, shell, ids := kit(t, i18n.FR)
	for path, wants := range map[string][]string{
		"/":                                    {secret, "Rappeler", "promesse à tenir", "Robinet", `name="undo"`, `name="sms"`, `name="q"`},
		"/clients":                             {secret},
		"/clients/" + ids["clients"]:           {"Madame Blais", "blè", "tel:+14185550142", "Biscuit", "Passer", `name="undo"`, "Blais en 2027", "Ce que coûte un départ"},
		"/interactions/" + ids["interactions"]: {"alert(1)", "شكرا", "10 sur 10", `name="undo"`, `href="/hold/` + ids["clients"]},
		"/complaints":                          {"Le robinet coule encore", secret},
		"/complaints/" + ids["complaints"]:     {"Le robinet coule encore", secret, `name="told_by"`, `name="save"`, `name="undo"`, "/scripts/complaint-received/about/"},
		"/promises":                            {"Passer", "Rappeler", `name="q"`, `name="kind"`, `name="kept_rate"`},
		"/promises/" + ids["promises"]:         {"Rappeler", secret, `name="keep"`, `name="tell"`, `name="move"`, `name="history"`, `name="sms"`, `name="due"`},
		"/checklists/every-encounter":          {`name="smile"`, "Déjà 1 fois"},
		"/checklists/every-encounter/runs/" + ids["runs"]:                            {`name="done"`, "geste", `name="undo"`},
		"/calculators/lost-client":                                                   {`name="total_cost"`, `value="24500"`},
		"/calculators/lost-client/scenarios/" + ids["scenarios"]:                     {"Blais en 2027", secret, `value="49000"`, `name="save_scenario"`, `name="take_away"`, `name="compare"`},
		"/calculators/gesture/scenarios/" + ids["scenarios"]:                         {"Rien à cette adresse"},
		"/calculators/lost-client/compare/" + ids["scenarios"] + "/" + ids["second"]: {"Blais en 2027", "Sans le café", `value="49000"`, `value="24500"`, `name="total_cost_difference"`, `value="-24500"`, "Nombre d’années"},
		"/calculators/silent-complaints":                                             {`name="dissatisfied"`, `value="859950"`},
		"/calculators/keep-or-replace":                                               {`name="difference"`, `value="2670"`},
		"/calculators/gesture":                                                       {`name="gain"`, `name="break_even_cost"`, `href="/settings/latitude"`},
		"/calculators/promise-date":                                                  {`name="promise_date"`, `datetime="2026-11-25"`, `datetime="2026-11-24"`, `name="log_this"`},
		"/calculators/doors-out":                                                     {`name="indifference"`},
		"/calculators/negotiation":                                                   {`name="zone_width"`, `value="150"`, `name="open_at"`},
		"/calculators/word-of-mouth":                                                 {`name="good_words"`, `name="bad_words"`, `name="use_month"`},
		"/calculators/quebec-taxes":                                                  {`name="gst"`, `value="114.98"`},
		"/calculators/hourly-rate":                                                   {`name="hourly_rate"`, `65,22 $`},
		"/settings/backup":                                                           {`name="make_backup"`, `name="backup_file"`},
		"/nowhere/at/all":                                                            {"Rien à cette adresse"},
		"/clients/ffffffff":                                                          {"Rien à cette adresse"},
	} {
		page := strings.ReplaceAll(visit(t, shell, path), "\u00a0", " ")
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
}
