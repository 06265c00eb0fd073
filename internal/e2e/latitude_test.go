package e2e

import "testing"

// TestLatitude writes down what may be decided, and finds it in a playbook.
func TestLatitude(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/playbooks/waiting?lang=fr")
	p.follow("/settings/latitude")
	p.at("/settings/latitude")
	p.press("save")
	p.wait("a gesture without words is refused", `e2e.refusal("gesture_what")`)
	for _, g := range [][2]string{{"Offrir un café", ""}, {"Rembourser", "Jusqu’à 50 $"}} {
		p.fill("gesture_what", g[0], "gesture_limit", g[1])
		p.press("save")
		p.wait(g[0]+" is in the list", `e2e.named("edit", %v)`, g[0])
	}
	order := func(want string) {
		t.Helper()
		p.wait("the order is "+want, `e2e.all("remove").map((e) => e.value).join(", ") === %v`, want)
	}
	p.press("move_up", "Rembourser")
	order("Rembourser, Offrir un café")
	p.press("edit", "Offrir un café")
	p.holds("gesture_what", "Offrir un café")
	p.set("gesture_limit", "Un par visite")
	p.press("save")
	p.shows("Un par visite")
	p.press("edit", "Rembourser")
	p.holds("gesture_what", "Rembourser")
	p.press("cancel_edit")
	p.holds("gesture_what", "")
	p.press("remove", "Rembourser")
	order("Offrir un café")
	p.press("undo")
	order("Rembourser, Offrir un café")

	p.open("/playbooks/waiting?lang=en")
	p.shows("What you may decide")
	p.shows("Jusqu’à 50 $")
	p.shows("Say instead")
	p.press("log_this")
	p.holds("about", "Waiting")
}
