package e2e

import (
	"io/fs"
	"os"
	"testing"

	"trousse/internal/site"
)

// TestUpdate publishes a new version while someone types in the old one.
func TestUpdate(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/log")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	other := window(t, shared, p.server)
	other.open("/")
	first := eval[string](p, `kit.version`)
	p.fill("client", "Marie Tremblay", "about", "Pendant la mise à jour", "feeling_before", "2")
	for _, w := range []*page{p, other} {
		eval[int](w, `(window.sameProgram = 1)`)
	}

	p.server.release(restamped(t))
	eval[int](p, `(dispatchEvent(new Event("online")), 0)`) // back online: the page looks for news
	p.has("apply_update")
	other.has("apply_update")
	for _, w := range []*page{p, other} {
		w.wait("nothing was reloaded", `window.sameProgram`)
		if v := eval[string](w, `kit.version`); v != first {
			t.Errorf("version %s without consent, want %s", v, first)
		}
	}
	p.holds("about", "Pendant la mise à jour")
	other.log("client", "Luc Gagnon", "about", "Avec l’ancienne version")

	p.press("apply_update")
	for _, w := range []*page{p, other} {
		w.wait("the new version runs", `!window.sameProgram && window.kit?.version !== %v`, first)
		w.ready()
		w.lacks("apply_update")
	}
	p.at("/log")
	p.press("resume_draft")
	p.holds("client", "Marie Tremblay")
	p.holds("about", "Pendant la mise à jour")
	p.holds("feeling_before", "2")
	other.shows("Avec l’ancienne version")
}

// restamped is the built site with one word more in its page, which makes it another version.
func restamped(t *testing.T) fs.FS {
	t.Helper()
	built, err := site.Built()
	if err != nil {
		t.Fatal(err)
	}
	record, err := site.ReadRecord(built)
	if err != nil {
		t.Fatal(err)
	}
	record.Shell += "<!-- next -->"
	assets := map[string][]byte{}
	for _, a := range record.Assets {
		if assets[a.Path], err = fs.ReadFile(built, a.Path); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	asIs := func(string, []byte) (map[string][]byte, error) { return nil, nil }
	if _, err := site.Write(dir, "/", record, assets, asIs); err != nil {
		t.Fatal(err)
	}
	return os.DirFS(dir)
}
