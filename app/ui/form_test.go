package ui

import (
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// quiet is a page that nothing is put off for.
type quiet struct{ app.Context }

func (quiet) Defer(func(app.Context)) {}

// TestFormIsReadLate has a record come when its form is being filled already: what was typed goes on top, once.
func TestFormIsReadLate(t *testing.T) {
	f := NewForm(map[string]string{"kind": "external"})
	touched := 0
	f.Changed = func(app.Context, string) { touched++ }
	f.set(quiet{}, "name", "Ana R")
	f.Read(quiet{}, map[string]string{"name": "Ana", "kind": "internal", "phone": ""})
	if got := f.Values; got["name"] != "Ana R" || got["kind"] != "internal" || touched != 1 {
		t.Errorf("the form holds %v after %d inputs", got, touched)
	}
	f.Read(quiet{}, map[string]string{"name": "Ana"}) // taken back since
	if f.Get("name") != "Ana" {
		t.Errorf("read again, the name is %q", f.Get("name"))
	}
}
