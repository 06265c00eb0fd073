package lock

import (
	"errors"
	"testing"
	"time"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/vault"
)

// local is a device of which only the local storage is used.
type local struct {
	ui.Device
	kept map[string]string
}

func (l local) LocalGet(key string) string { return l.kept[key] }
func (l local) LocalSet(key, value string) { l.kept[key] = value }

// TestAttempt counts wrong secrets, also those of a program that was ended while it tried, and makes whoever guesses wait.
func TestAttempt(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	env := &ui.Env{Say: i18n.For(i18n.FR), Device: local{kept: map[string]string{}}, Now: func() time.Time { return now }}
	failed := func() int { return tries(env).Failed }
	wrong := func() error {
		if failed() == 0 {
			t.Error("a secret is tried before it counts")
		}
		return vault.ErrWrong
	}
	for _, c := range []struct {
		name   string
		after  time.Duration
		try    func() error
		want   error
		failed int
		wait   time.Duration
	}{
		{"wrong", 0, wrong, vault.ErrWrong, 1, time.Second},
		{"too soon", 500 * time.Millisecond, wrong, errWait, 1, 500 * time.Millisecond},
		{"wrong again", 500 * time.Millisecond, wrong, vault.ErrWrong, 2, 2 * time.Second},
		{"no secret was tried", 2 * time.Second, func() error { return vault.ErrNewer }, vault.ErrNewer, 2, 0},
		{"and again", 0, wrong, vault.ErrWrong, 3, 4 * time.Second},
		{"the clock was set back", -time.Hour, wrong, errWait, 3, 4 * time.Second},
		{"its wait has an end", 4 * time.Second, wrong, vault.ErrWrong, 4, 8 * time.Second},
		{"right", 8 * time.Second, func() error { return nil }, nil, 0, 0},
	} {
		now = now.Add(c.after)
		if err := attempt(env, c.try); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if failed() != c.failed || wait(env) != c.wait {
			t.Errorf("%s: %d failed, %v to wait; want %d, %v", c.name, failed(), wait(env), c.failed, c.wait)
		}
	}
}

// TestTypedSecret takes a code for what it is wherever a passphrase is asked for.
func TestTypedSecret(t *testing.T) {
	code := vault.NewRecovery()
	if got := typedSecret(code.String()); got != vault.Secret(code) {
		t.Errorf("a code was read as %T", got)
	}
	if got := typedSecret("canot lilas"); got != vault.Secret(vault.Passphrase("canot lilas")) {
		t.Errorf("a passphrase was read as %T", got)
	}
}
