package e2e

import "testing"

// TestStopped stops the program from outside, as a bug in it would.
func TestStopped(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.log("client", "Marie Tremblay", "about", "Avant la panne")
	p.open("/log")
	p.fill("client", "Luc Gagnon", "notes", "à moitié écrit")
	p.output("draft_state", "saved")
	eval[int](p, `(setTimeout(() => goappNav()), 0)`) // the framework panics for want of an argument
	p.wait("the page says that it stopped", `document.documentElement.dataset.kit === "stopped" && document.activeElement.tagName === "H1"`)
	p.has("reload")
	p.wait("a way to a backup is offered", `[...document.querySelectorAll('a[href="/settings/backup"]')].some((a) => a.getClientRects().length)`)
	if eval[bool](p, `document.body.innerText.includes("panic")`) {
		t.Error("the page shows the words of the panic")
	}
	p.press("reload")
	p.ready()
	p.press("resume_draft")
	p.holds("notes", "à moitié écrit")
	p.open("/")
	p.shows("Avant la panne")
	p.forgive("panic", "goroutine", "goappNav", "exit code", "Go program has already exited")
}
