package app

import (
	"regexp"
	"strings"
	"testing"

	"trousse/internal/i18n"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, path, x string
		ok               bool
	}{
		{"/", "/", "", true},
		{"/", "", "", true},
		{"/log", "/log", "", true},
		{"/log", "/log/", "", true},
		{"/clients/{id}", "/clients/42", "42", true},
		{"/clients/{id}", "/clients", "", false},
		{"/clients/{id}", "/clients/", "", false},
		{"/clients/{id}", "/clients/42/edit", "", false},
		{"/clients/{id}/edit", "/clients/42/edit", "42", true},
		{"/log", "/logs", "", false},
		{"/scripts/{slug}/for/{id}", "/scripts/hold-ask/for/42", "hold-ask/42", true},
	} {
		if x, ok := match(c.pattern, c.path); x != c.x || ok != c.ok {
			t.Errorf("match(%q, %q) = %q, %v; want %q, %v", c.pattern, c.path, x, ok, c.x, c.ok)
		}
	}
}

func TestLinksFollowTheBase(t *testing.T) {
	env, shell, _ := kit(t, i18n.FR)
	env.Base = "/trousse/"
	page := visit(t, shell, "/trousse/kit")
	for _, href := range regexp.MustCompile(`href="(/[^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(href[1], "/trousse/") {
			t.Errorf("link %s leaves the base", href[1])
		}
	}
	if !strings.Contains(page, "/trousse/playbooks") {
		t.Error("the room of a based path was not found")
	}
}
