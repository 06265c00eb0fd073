package app

import (
	"reflect"
	"strings"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/site"
)

// TestFarRooms wants the rooms that wait for the second part of the program to be those that it is made of.
func TestFarRooms(t *testing.T) {
	env, _, _ := kit(t, i18n.FR)
	for _, r := range rooms {
		screen := r.enter(env, "x/y")
		of := reflect.TypeOf(screen).Elem()
		if strings.HasSuffix(of.PkgPath(), "/ui") {
			continue // a shelf, which rooms of both parts have
		}
		if is := site.Later(of.PkgPath() + ".(*" + of.Name() + ").Open"); is != far(r.pattern) {
			t.Errorf("%s is a %s: in the second part %t, and far %t", r.pattern, of, is, far(r.pattern))
		}
	}
	s := NewShell(env)
	for path, want := range map[string]bool{"/": false, "/calculators/lost-client": true, "/clients/x": false, "/clients/x/file": true, "/nowhere": false} {
		if s.Far(path) != want {
			t.Errorf("far %s: %t", path, !want)
		}
	}
	env.Base = "/kit/"
	if s.Far("/kit/") || !s.Far("/kit/stories") || s.Far("/kit/log") {
		t.Error("under a path others are far")
	}
}

// TestComing opens a room whose part is not here: it says so, and then that it did not come; it opens once it is here.
func TestComing(t *testing.T) {
	env, _, _ := kit(t, i18n.FR)
	s := NewShell(env)
	asked := 0
	s.Want = func() { asked++ }
	screen, _ := s.enter("/calculators")
	if _, waits := screen.(*coming); !waits || asked != 1 || len(screen.View().Stage) != 3 {
		t.Fatalf("a %T, asked %d times", screen, asked)
	}
	if near, _ := s.enter("/log"); asked != 1 || near == nil {
		t.Error("the log form waits")
	}
	s.rest = rest{missing: true}
	if page := visit(t, s, "/calculators"); !strings.Contains(page, `name="try_again"`) {
		t.Error("nobody can try again")
	}
	asked = 1
	s.rest = rest{here: true}
	if screen, _ = s.enter("/calculators"); asked != 1 {
		t.Errorf("a %T, asked %d times", screen, asked)
	}
}
