package app

import (
	"strings"

	"trousse/app/backup"
	"trousse/app/calculators"
	"trousse/app/checklists"
	"trousse/app/clients"
	"trousse/app/complaints"
	"trousse/app/guided"
	"trousse/app/guides"
	"trousse/app/handover"
	"trousse/app/help"
	"trousse/app/improvements"
	"trousse/app/insights"
	"trousse/app/journal"
	"trousse/app/lock"
	"trousse/app/people"
	"trousse/app/playbooks"
	"trousse/app/pockets"
	"trousse/app/promises"
	"trousse/app/resources"
	"trousse/app/scripts"
	"trousse/app/settings"
	"trousse/app/stories"
	"trousse/app/timers"
	"trousse/app/today"
	"trousse/app/ui"
)

// rooms maps routes to screens. {x} stands for one path element, handed to the screen; of two, a slash between them.
var rooms = []struct {
	pattern string
	enter   func(env *ui.Env, x string) ui.Screen
}{
	{"/", func(e *ui.Env, _ string) ui.Screen { return today.New(e) }},
	{"/log", func(e *ui.Env, _ string) ui.Screen { return journal.NewLog(e) }},
	{"/log/{client}", func(e *ui.Env, id string) ui.Screen { return journal.NewLogFor(e, id) }},
	{"/interactions/{id}", func(e *ui.Env, id string) ui.Screen { return journal.NewInteraction(e, id) }},
	{"/interactions/{id}/edit", func(e *ui.Env, id string) ui.Screen { return journal.NewCorrection(e, id) }},
	{"/complaints", func(e *ui.Env, _ string) ui.Screen { return complaints.NewList(e) }},
	{"/complaints/new", func(e *ui.Env, _ string) ui.Screen { return complaints.NewAsk(e, "") }},
	{"/complaints/new/{client}", func(e *ui.Env, id string) ui.Screen { return complaints.NewAsk(e, id) }},
	{"/complaints/{id}", func(e *ui.Env, id string) ui.Screen { return complaints.New(e, id) }},
	{"/interactions/{id}/ask", func(e *ui.Env, id string) ui.Screen { return journal.NewAsk(e, id) }},
	{"/promises", func(e *ui.Env, _ string) ui.Screen { return promises.NewLedger(e) }},
	{"/promises/new", func(e *ui.Env, _ string) ui.Screen { return promises.NewMade(e, "") }},
	{"/promises/new/{client}", func(e *ui.Env, id string) ui.Screen { return promises.NewMade(e, id) }},
	{"/promises/{id}", func(e *ui.Env, id string) ui.Screen { return promises.New(e, id) }},
	{"/promises/{id}/edit", func(e *ui.Env, id string) ui.Screen { return promises.NewAct(e, id, "edit") }},
	{"/promises/{id}/move", func(e *ui.Env, id string) ui.Screen { return promises.NewAct(e, id, "move") }},
	{"/promises/{id}/break", func(e *ui.Env, id string) ui.Screen { return promises.NewAct(e, id, "break") }},
	{"/promises/{id}/snooze", func(e *ui.Env, id string) ui.Screen { return promises.NewAct(e, id, "snooze") }},
	{"/promises/{id}/hours", func(e *ui.Env, id string) ui.Screen { return promises.NewAct(e, id, "hours") }},
	{"/clients", func(e *ui.Env, _ string) ui.Screen { return clients.NewList(e) }},
	{"/clients/new", func(e *ui.Env, _ string) ui.Screen { return clients.NewEdit(e, "") }},
	{"/clients/{id}", func(e *ui.Env, id string) ui.Screen { return clients.NewSheet(e, id) }},
	{"/clients/{id}/edit", func(e *ui.Env, id string) ui.Screen { return clients.NewEdit(e, id) }},
	{"/clients/{id}/merge", func(e *ui.Env, id string) ui.Screen { return clients.NewMerge(e, id) }},
	{"/clients/{id}/file", func(e *ui.Env, id string) ui.Screen { return settings.NewDossier(e, id) }},
	{"/clients/{client}/left", func(e *ui.Env, id string) ui.Screen { return clients.NewDeparture(e, id) }},
	{"/clients/{id}/left/{departure}", func(e *ui.Env, both string) ui.Screen { return clients.NewDeparture(e, both) }},
	{"/kit", func(e *ui.Env, _ string) ui.Screen { return pockets.New(e) }},
	{"/playbooks", func(e *ui.Env, _ string) ui.Screen { return playbooks.NewList(e) }},
	{"/playbooks/{slug}", func(e *ui.Env, slug string) ui.Screen { return playbooks.New(e, slug) }},
	{"/scripts", func(e *ui.Env, _ string) ui.Screen { return scripts.NewList(e, "") }},
	{"/scripts/for/{client}", func(e *ui.Env, id string) ui.Screen { return scripts.NewList(e, id) }},
	{"/scripts/new", func(e *ui.Env, _ string) ui.Screen { return scripts.NewEdit(e, "") }},
	{"/scripts/{slug}", func(e *ui.Env, slug string) ui.Screen { return scripts.New(e, slug) }},
	{"/scripts/{slug}/edit", func(e *ui.Env, slug string) ui.Screen { return scripts.NewEdit(e, slug) }},
	{"/scripts/{slug}/for/{client}", func(e *ui.Env, both string) ui.Screen { return scripts.New(e, both) }},
	{"/scripts/{slug}/about/{matter}", func(e *ui.Env, both string) ui.Screen { return scripts.NewAbout(e, both) }},
	{"/checklists", func(e *ui.Env, _ string) ui.Screen { return checklists.NewList(e) }},
	{"/checklists/new", func(e *ui.Env, _ string) ui.Screen { return checklists.NewOwn(e) }},
	{"/checklists/{slug}", func(e *ui.Env, slug string) ui.Screen { return checklists.New(e, slug) }},
	{"/checklists/{slug}/edit", func(e *ui.Env, slug string) ui.Screen { return checklists.NewEdit(e, slug) }},
	{"/checklists/{slug}/colleague", func(e *ui.Env, slug string) ui.Screen { return checklists.NewFor(e, slug, "colleague") }},
	{"/checklists/{slug}/client", func(e *ui.Env, slug string) ui.Screen { return checklists.NewFor(e, slug, "client") }},
	{"/checklists/{slug}/manager", func(e *ui.Env, slug string) ui.Screen { return checklists.NewFor(e, slug, "manager") }},
	{"/checklists/{slug}/runs/{id}", func(e *ui.Env, both string) ui.Screen { return checklists.NewResult(e, last(both)) }},
	{"/checklists/{slug}/runs/{id}/edit", func(e *ui.Env, both string) ui.Screen { return checklists.NewCorrection(e, last(both)) }},
	{"/calculators", func(e *ui.Env, _ string) ui.Screen { return calculators.NewList(e) }},
	{"/calculators/{slug}", func(e *ui.Env, slug string) ui.Screen { return calculators.New(e, slug) }},
	{"/calculators/{slug}/scenarios/{id}", func(e *ui.Env, both string) ui.Screen { return calculators.NewScenario(e, both) }},
	{"/calculators/{slug}/compare/{id}/{id}", func(e *ui.Env, all string) ui.Screen { return calculators.NewCompare(e, all) }},
	{"/improvements", func(e *ui.Env, _ string) ui.Screen { return improvements.NewList(e) }},
	{"/improvements/new", func(e *ui.Env, _ string) ui.Screen { return improvements.NewEdit(e, "") }},
	{"/improvements/digest", func(e *ui.Env, _ string) ui.Screen { return improvements.NewDigest(e) }},
	{"/improvements/from/{source}", func(e *ui.Env, id string) ui.Screen { return improvements.NewFrom(e, id) }},
	{"/improvements/{id}", func(e *ui.Env, id string) ui.Screen { return improvements.New(e, id) }},
	{"/improvements/{id}/edit", func(e *ui.Env, id string) ui.Screen { return improvements.NewEdit(e, id) }},
	{"/insights", func(e *ui.Env, _ string) ui.Screen { return insights.New(e) }},
	{"/insights/review", func(e *ui.Env, _ string) ui.Screen { return insights.NewReview(e) }},
	{"/insights/{measure}", func(e *ui.Env, name string) ui.Screen { return insights.NewBehind(e, name) }},
	{"/guides", func(e *ui.Env, _ string) ui.Screen { return guides.NewList(e) }},
	{"/guides/{slug}", func(e *ui.Env, slug string) ui.Screen { return guides.New(e, slug) }},
	{"/tips", func(e *ui.Env, _ string) ui.Screen { return guides.NewTips(e) }},
	{"/resources", func(e *ui.Env, _ string) ui.Screen { return resources.New(e) }},
	{"/resources/new", func(e *ui.Env, _ string) ui.Screen { return resources.NewEdit(e, "") }},
	{"/resources/{key}/edit", func(e *ui.Env, key string) ui.Screen { return resources.NewEdit(e, key) }},
	{"/hold", func(e *ui.Env, _ string) ui.Screen { return timers.NewHold(e, "") }},
	{"/hold/{client}", func(e *ui.Env, id string) ui.Screen { return timers.NewHold(e, id) }},
	{"/talk", func(e *ui.Env, _ string) ui.Screen { return timers.NewTalk(e, "") }},
	{"/talk/{client}", func(e *ui.Env, id string) ui.Screen { return timers.NewTalk(e, id) }},
	{"/guided", func(e *ui.Env, _ string) ui.Screen { return guided.New(e, "") }},
	{"/guided/{client}", func(e *ui.Env, id string) ui.Screen { return guided.New(e, id) }},
	{"/check-in", func(e *ui.Env, _ string) ui.Screen { return people.NewCheckIn(e, "") }},
	{"/check-in/{talk}", func(e *ui.Env, id string) ui.Screen { return people.NewCheckIn(e, id) }},
	{"/stories", func(e *ui.Env, _ string) ui.Screen { return stories.NewList(e) }},
	{"/stories/new", func(e *ui.Env, _ string) ui.Screen { return stories.NewStory(e, "") }},
	{"/stories/new/{talk}", func(e *ui.Env, id string) ui.Screen { return stories.NewStory(e, id) }},
	{"/stories/observe", func(e *ui.Env, _ string) ui.Screen { return stories.NewObservation(e) }},
	{"/stories/{id}", func(e *ui.Env, id string) ui.Screen { return stories.New(e, id) }},
	{"/stories/{id}/edit", func(e *ui.Env, id string) ui.Screen { return stories.NewCorrection(e, id) }},
	{"/handover", func(e *ui.Env, _ string) ui.Screen { return handover.New(e) }},
	{"/help-now", func(e *ui.Env, _ string) ui.Screen { return help.New(e) }},
	{"/settings", func(e *ui.Env, _ string) ui.Screen { return settings.New(e) }},
	{"/settings/latitude", func(e *ui.Env, _ string) ui.Screen { return settings.NewLatitude(e) }},
	{"/settings/authors", func(e *ui.Env, _ string) ui.Screen { return settings.NewAuthors(e) }},
	{"/settings/business", func(e *ui.Env, _ string) ui.Screen { return calculators.NewProfile(e) }},
	{"/settings/security", func(e *ui.Env, _ string) ui.Screen { return lock.NewSecurity(e) }},
	{"/settings/security/passphrase", func(e *ui.Env, _ string) ui.Screen { return lock.NewPassphrase(e) }},
	{"/settings/security/code", func(e *ui.Env, _ string) ui.Screen { return lock.NewCode(e) }},
	{"/settings/backup", func(e *ui.Env, _ string) ui.Screen { return backup.New(e) }},
	{"/settings/export", func(e *ui.Env, _ string) ui.Screen { return settings.NewExport(e) }},
	{"/settings/privacy", func(e *ui.Env, _ string) ui.Screen { return settings.NewPrivacy(e) }},
	{"/settings/privacy/purpose", func(e *ui.Env, _ string) ui.Screen { return settings.NewPurpose(e) }},
	{"/settings/privacy/review", func(e *ui.Env, _ string) ui.Screen { return settings.NewReview(e) }},
	{"/settings/privacy/incident", func(e *ui.Env, _ string) ui.Screen { return settings.NewIncident(e) }},
	{"/settings/privacy/request", func(e *ui.Env, _ string) ui.Screen { return settings.NewRequest(e, "") }},
	{"/settings/privacy/request/{client}", func(e *ui.Env, id string) ui.Screen { return settings.NewRequest(e, id) }},
	{"/settings/privacy/cases/{id}", func(e *ui.Env, id string) ui.Screen { return settings.NewCase(e, id) }},
	{"/settings/privacy/cases/{id}/edit", func(e *ui.Env, id string) ui.Screen { return settings.NewCaseEdit(e, id) }},
	{"/settings/import", func(e *ui.Env, _ string) ui.Screen { return settings.NewImport(e) }},
	{"/about", func(e *ui.Env, _ string) ui.Screen { return settings.NewAbout(e) }},
}

// enter opens the screen of a path, with the record that it is about. A path that leads nowhere gets a friendly screen that
// says so.
func enter(env *ui.Env, path string) (ui.Screen, ui.Sought) {
	for _, r := range rooms {
		if x, ok := match(r.pattern, path); ok {
			return r.enter(env, x), ui.About(r.pattern, last(x))
		}
	}
	return help.NewLost(env, "missing.page"), ui.Sought{}
}

// match compares a path with a pattern and returns the element in the place of {x}, or the elements, a slash between two.
func match(pattern, path string) (x string, ok bool) {
	path = strings.TrimSuffix(path, "/")
	want, have := strings.Split(strings.TrimSuffix(pattern, "/"), "/"), strings.Split(path, "/")
	if len(want) != len(have) {
		return "", false
	}
	for i := range want {
		switch {
		case strings.HasPrefix(want[i], "{") && have[i] != "":
			x = strings.TrimPrefix(x+"/"+have[i], "/")
		case want[i] != have[i]:
			return "", false
		}
	}
	return x, true
}

// last is the last of two elements.
func last(both string) string { return both[strings.LastIndexByte(both, '/')+1:] }

// tab names the tab under which a path lives.
func tab(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch first {
	case "":
		return "today"
	case "clients":
		return "clients"
	case "log":
		return "log"
	case "help-now":
		return "help"
	case "kit", "playbooks", "scripts", "checklists", "calculators", "complaints", "improvements", "insights", "guides", "tips", "resources", "hold", "talk", "guided", "check-in", "handover", "stories":
		return "kit"
	}
	return ""
}
