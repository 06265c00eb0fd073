package e2e

import (
	"strings"
	"testing"
)

// TestNewcomer is somebody new, who looks around in the sample week, notes something of their own, and wipes the sample: that
// goes for good, and alone. Whoever notes something at once, or skips the welcome, is not asked again.
func TestNewcomer(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	p.press("language_en")
	p.shows("Step 1 of 3")
	p.press("language_fr")
	p.shows("Étape 1 de 3")
	p.press("welcome_next")
	p.press("trade", "counter")
	p.follow("/playbooks/waiting")
	p.at("/playbooks/waiting")
	p.open("/")
	p.shows("Étape 3 de 3")
	p.press("load_sample")
	p.has("wipe_sample")
	p.lacks("welcome_done")
	p.lacks("load_sample")
	p.shows("Samira Exemple")
	p.follow("/clients")
	p.shows("Karim Exemple")
	p.log("client", "Anne Bouchard", "request", "Un prix")
	p.has("wipe_sample")
	p.turn("/clients")
	karim := eval[string](p, `[...document.querySelectorAll("main a.row")].find((a) => a.textContent.includes("Karim")).pathname`)
	p.turn(karim)
	p.shows("Un exemple inventé.")
	p.log("client", "Karim Exemple", "request", "Un essai")
	p.press("wipe_sample")
	p.press("wipe_keep")
	p.press("wipe_sample")
	p.press("wipe_confirm")
	p.shows("sauf 1 personne inventée")
	p.lacks("wipe_sample")
	p.reload()
	p.shows("Anne Bouchard")
	p.lacks("wipe_sample")
	p.hides("Samira Exemple")
	p.turn("/clients")
	p.shows("Karim Exemple")
	p.hides("Odile Exemple")
	if n := p.kept("erased"); n != 16 {
		t.Errorf("%d records were erased, not all of the sample but one", n)
	}

	other := fresh(t)
	other.open("/?lang=en")
	other.press("welcome_skip")
	other.lacks("welcome_skip")
	other.has("load_sample")
	other.reload()
	other.lacks("welcome_next")
	if title := eval[string](other, `document.querySelector("h1").textContent`); strings.Contains(title, "Welcome") {
		t.Errorf("welcomed again: %s", title)
	}
}
