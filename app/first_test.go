package app

import (
	"strings"
	"testing"
	"time"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

func TestAnEmptyKitTeaches(t *testing.T) {
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	env := &ui.Env{Book: book, Say: i18n.For(i18n.EN), Device: &device{}, Now: func() time.Time { return now }, Base: "/"}
	env.Guide = ui.NewGuide(env.Device.Fetch)
	shell := NewShell(env)
	for path, want := range map[string]string{"/": "Your kit is ready", "/clients": "No one yet", "/promises": "Nothing promised", "/settings/backup": "No backup yet"} {
		if !strings.Contains(visit(t, shell, path), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

func TestAFaultNeverShowsAWelcome(t *testing.T) {
	for _, fault := range []ui.Fault{ui.FaultOpening, ui.FaultLost, ui.FaultBlocked, ui.FaultNewer, ui.FaultFull, ui.FaultBroken} {
		env := &ui.Env{Say: i18n.For(i18n.FR), Device: &device{}, Now: func() time.Time { return now }, Base: "/", Fault: fault}
		env.Guide = ui.NewGuide(env.Device.Fetch)
		page := visit(t, NewShell(env), "/clients")
		if strings.Contains(page, `href="/clients"`) || !strings.Contains(page, `href="/help-now"`) || !strings.Contains(page, env.Say.T("recovery."+string(fault)+"_title")) {
			t.Errorf("%s: %s", fault, page)
		}
	}
}

// TestHelpNeedsNoJournal calls the buddy while the journal cannot be opened: the number was kept at hand.
func TestHelpNeedsNoJournal(t *testing.T) {
	env, shell, _ := kit(t, i18n.FR)
	_, err := env.Book.Save(t.Context(), "", store.Write{Record: journal.Settings{ID: journal.NewID(), BuddyName: "Karim", BuddyPhone: "+14185550176",
		HelpName: "Sécurité", HelpPhone: ";ext=24"}})
	if err != nil {
		t.Fatal(err)
	}
	visit(t, shell, "/")
	closed := &ui.Env{Say: i18n.For(i18n.FR), Device: env.Device, Now: env.Now, Base: "/", Fault: ui.FaultBlocked}
	closed.Guide = ui.NewGuide(env.Device.Fetch)
	page := visit(t, NewShell(closed), "/help-now")
	for _, want := range []string{`href="tel:911"`, `href="tel:+14185550176"`, "Appeler Karim", `name="call_help"`, "Appeler Sécurité", `name="level"`} {
		if !strings.Contains(page, want) {
			t.Errorf("help lacks %s", want)
		}
	}
	for _, not := range []string{`name="log_this"`, `href="/settings"`, `href="/playbooks`} {
		if strings.Contains(page, not) {
			t.Errorf("help leads to %s, which cannot be had", not)
		}
	}
}
