package e2e

import (
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
)

// noRoom saves on a device that has no room left. The limit is there from the start: the browser looks at it again only
// once what it had set aside is used up.
func noRoom(t *testing.T) {
	p := fresh(t)
	// The worker's own keeping counts too, and comes when it comes: the room here is for records alone.
	noWorker := "navigator.serviceWorker.register = () => Promise.reject(new Error('no room for a worker'))"
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: noWorker})
	little := "navigator.storage.estimate = async () => ({ quota: 150e6, usage: 1e6 })" // Chromium tells what is always the same
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: little})
	p.visit("/manifest.webmanifest")
	p.room(80_000)
	p.log("client", "Marie Tremblay", "about", "Tant qu’il y a de la place")
	p.wait("what the browser promised is said", `document.querySelector('[aria-labelledby="t-now"] .banner')`)
	p.wait("there is little room", `document.querySelector('main .banner--warn a[href="/settings/backup"]')`)
	revisions := p.kept("revs")
	p.open("/log")
	notes := strings.Repeat("🧰", 19_000)
	p.fill("client", "Luc Gagnon", "about", "Sans place", "notes", notes)
	p.press("save")
	p.output("save_state", "failed")
	p.wait("it is said", `document.getElementById("save-error")?.textContent`)
	p.at("/log")
	p.holds("client", "Luc Gagnon")
	p.holds("notes", notes)
	if n := p.kept("revs"); n != revisions {
		t.Errorf("%d revisions after a failed save, want %d", n, revisions)
	}

	t.Log("what is there can be taken elsewhere meanwhile, and nothing that waits is lost by it")
	other := window(t, shared, p.server)
	if copied := other.copied(); !strings.Contains(copied, "Tant qu’il y a de la place") || strings.Contains(copied, "Sans place") {
		t.Error("the backup made on a full device is not what was saved")
	}
	other.close()
	p.holds("notes", notes)
	revisions = p.kept("revs") // the backup was noted

	p.room(0)
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
	p.shows("Sans place")
	if n := p.kept("revs"); n != revisions+2 {
		t.Errorf("%d revisions after the save, want %d", n, revisions+2)
	}
}

// room limits what the origin may keep, in bytes; 0 lifts the limit.
func (p *page) room(bytes float64) {
	p.t.Helper()
	limit := storage.OverrideQuotaForOriginParams{Origin: p.server.origin()}
	if bytes > 0 {
		limit.QuotaSize = &bytes
	}
	call(p, storage.OverrideQuotaForOrigin, limit)
}
