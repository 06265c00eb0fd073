package e2e

import "testing"

// conversation fills every kind of control there is in the log form.
var conversation = []string{
	"client", "Marie Tremblay", "phone", "514 555-0123", "email", "marie@exemple.ca", "channel", "text",
	"feeling_before", "1", "about", "Livraison", "request", "Un remboursement", "promise", "Rappeler demain",
	"promise_date", "2031-02-03", "feeling_after", "5", "notes", "Une ligne\net une autre", "recommend", "9",
}

// TestDraft throws a draft away, and comes back to one that was left.
func TestDraft(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/log")
	p.has("save")
	p.lacks("resume_draft")

	t.Log("a draft thrown away stays away")
	p.set("notes", "à oublier")
	p.output("draft_state", "saved")
	p.open("/log")
	p.press("discard_draft")
	p.lacks("discard_draft")
	p.wait("no draft is kept", `await e2e.count("drafts") === 0`)
	p.holds("notes", "")

	t.Log("leaving the screen keeps the draft at once")
	p.set("notes", "à reprendre")
	p.follow("/")
	p.at("/")
	p.press("open_draft")
	p.at("/log")
	p.press("resume_draft")
	p.holds("notes", "à reprendre")
}
