package e2e

import "testing"

// conversation fills every kind of control there is in the log form.
var conversation = []string{
	"client", "Marie Tremblay", "phone", "514 555-0123", "email", "marie@exemple.ca", "channel", "text",
	"feeling_before", "1", "about", "Livraison", "request", "Un remboursement", "promise", "Rappeler demain",
	"promise_date", "2031-02-03", "feeling_after", "5", "notes", "Une ligne\net une autre", "recommend", "9",
}

// killedTyping ends the browser while someone types, and just after they saved.
func killedTyping(t *testing.T) {
	s, d := serve(t), newDevice(t)
	restart := func() *page {
		d.kill()
		d.on()
		return window(t, d.browser, s)
	}
	p := window(t, d.browser, s)

	t.Log("killed while typing")
	p.open("/log")
	p.fill(conversation...)
	p.output("draft_state", "saved")
	p = restart()
	p.open("/log")
	p.has("discard_draft")
	p.press("resume_draft")
	for i := 0; i < len(conversation); i += 2 {
		p.holds(conversation[i], conversation[i+1])
	}

	t.Log("killed right after saving")
	p.press("save")
	p.output("save_state", "saved")
	p = restart()
	p.open("/promises")
	p.shows("Rappeler demain")
	p.shows("Marie Tremblay")
	if n := p.kept("drafts"); n != 0 {
		t.Errorf("a good save left %d drafts behind", n)
	}
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
	p.follow("/log")
	p.press("resume_draft")
	p.holds("notes", "à reprendre")
}
