package e2e

import "testing"

// TestTodayAtOnce starts the kit with what it knows held back: what waits for somebody stands in its place from the start, and
// the tip comes in behind it.
func TestTodayAtOnce(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=en")
	p.authors("Ana", "Bo")
	id := p.client("name", "Marie Tremblay")
	p.open("/log/" + id)
	p.press("channel", "phone")
	p.fill("request", "A firm appointment", "notes", "I took a day off for nothing.")
	p.press("complaint")
	p.press("save")
	p.complaint()
	p.open("/handover")
	p.set("note", "The key is at the back")
	p.press("save")
	p.at("/")
	p.takesTurn("Bo")
	p.before(`{
		const now = fetch, come = new Promise((go) => { window.come = go; });
		window.fetch = async (what, ...how) => (/content-/.test(what.url ?? what) && await come, now(what, ...how));
	}`)
	p.open("/")
	p.wait("the hand-over stands first", `document.querySelector("main .pane").contains(e2e.named("take_over"))`)
	p.wait("so does what was asked for", `document.querySelector("main .pane").contains(document.getElementById("t-complaints"))`)
	p.shows("I took a day off for nothing.")
	p.wait("no tip yet", `!document.getElementById("t-tip")`)
	eval[int](p, `(come(), 1)`)
	p.wait("the tip", `document.getElementById("t-tip")`)
}
