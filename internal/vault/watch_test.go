package vault_test

import (
	"strings"
	"testing"
	"time"

	"trousse/internal/vault"
)

// Each line is a moment, what happens then, and what the watch says right after.
func TestWatch(t *testing.T) {
	for name, c := range map[string]struct {
		idle, hidden time.Duration
		story        string
	}{
		"left alone": {5 * time.Minute, 2 * time.Minute, `
			0s look awake 4m40s
			4m39s look awake 1s
			4m40s look warn 20s
			4m59s look warn 1s
			5m look due 0s`},
		"a touch is enough": {time.Minute, time.Minute, `
			50s look warn 10s
			55s touch awake 40s
			90s look awake 5s
			115s look due 0s`},
		"shorter than the warning": {10 * time.Second, 0, `
			0s look warn 10s
			9s touch warn 10s
			19s look due 0s`},
		"hidden": {5 * time.Minute, 2 * time.Minute, `
			4m50s hide awake 2m0s
			6m look awake 50s
			6m45s show awake 4m40s
			7m hide awake 2m0s
			8m hide awake 1m0s
			9m show due 0s`},
		"never by hiding": {time.Minute, 0, `
			10s hide awake 0s
			9h show awake 40s`},
		"never alone": {0, time.Minute, `
			24h look awake 0s`},
		"a call begun here": {time.Minute, time.Minute, `
			10s excuse awake 30s
			12s hide awake 29m58s
			20m look awake 10m10s
			20m show awake 40s
			20m10s hide awake 10m0s
			30m10s show due 0s`},
		"a call begun long ago": {time.Hour, time.Minute, `
			0s excuse awake 59m40s
			31m hide awake 1m0s`},
		"a clock set back": {time.Minute, time.Minute, `
			30s touch awake 40s
			10s look awake 1m0s`},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
			w := vault.NewWatch(0, 0, start)
			w.Set(c.idle, c.hidden)
			for line := range strings.Lines(strings.TrimSpace(c.story)) {
				f := strings.Fields(line)
				after, err := time.ParseDuration(f[0])
				if err != nil {
					t.Fatal(err)
				}
				now := start.Add(after)
				var state vault.State
				var again time.Duration
				switch f[1] {
				case "touch":
					w.Touch(now)
				case "hide":
					w.Hide(now)
				case "excuse":
					w.Excuse(now)
				case "show":
					state = w.Show(now)
				}
				if state != vault.Due {
					state, again = w.Look(now)
				}
				said := map[vault.State]string{vault.Awake: "awake", vault.Warn: "warn", vault.Due: "due"}[state]
				if said != f[2] || again.String() != f[3] {
					t.Errorf("%s: %s, again in %s", strings.TrimSpace(line), said, again)
				}
			}
		})
	}
}

// What is kept of the wrong tries goes on with the wait after a reload, whatever becomes of the clock.
func TestTriesAreKept(t *testing.T) {
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	var tries vault.Tries
	if tries.String() != "" || vault.ParseTries("", now) != tries || tries.Wait(now) != 0 {
		t.Errorf("none: %q", tries)
	}
	for range 5 {
		tries = tries.Fail(now)
	}
	kept := tries.String()
	for name, c := range map[string]struct {
		kept   string
		failed int
		wait   time.Duration
	}{
		"reloaded":            {kept, 5, 16 * time.Second},
		"clock set back":      {vault.Tries{Failed: 5, At: now.AddDate(10, 0, 0)}.String(), 5, 16 * time.Second},
		"cut":                 {"5", 1, time.Second},
		"meddled with":        {"-5 0", 1, time.Second},
		"nothing of ours":     {"x y z", 1, time.Second},
		"more than it can be": {"99999999999999999999 0", 1, time.Second},
		"long ago":            {"50 1000", 50, 0},
	} {
		got := vault.ParseTries(c.kept, now)
		if got.Failed != c.failed || got.Wait(now) != c.wait || got.Wait(now.Add(time.Hour)) != 0 {
			t.Errorf("%s: %+v, wait %v", name, got, got.Wait(now))
		}
	}
	v := vault.New()
	if v.Spent(vault.Tries{Failed: 1000}) {
		t.Error("wiped without having been told to")
	}
	v.WipeAfter = 10
	if v.Spent(vault.Tries{Failed: 9}) || !v.Spent(vault.Tries{Failed: 10}) {
		t.Error("not wiped at the tenth")
	}
	v.WipeAfter = 1 // somebody changed the record
	if v.Spent(vault.Tries{Failed: 1}) {
		t.Error("wiped at the first")
	}
}

// TestHold sets the clock on the wall forward, in a running program and between two runs: the wait does not end with it, and
// has an end.
func TestHold(t *testing.T) {
	now := time.Now()
	tries, hold := vault.Tries{}, vault.Hold{}
	wait := func(why string, passed, jump, want time.Duration) {
		t.Helper()
		now = now.Add(passed)
		wall := vault.Tries{Failed: tries.Failed, At: tries.At.Add(-jump)}
		if got := hold.Wait(wall, now).Round(time.Second); got != want {
			t.Errorf("%s: %v, want %v", why, got, want)
		}
	}
	const years = 10 * 365 * 24 * time.Hour
	wait("nothing was tried", 0, 0, 0)
	for range 4 {
		tries = tries.Fail(now)
	}
	wait("4 wrong", 0, 0, 8*time.Second)
	wait("set forward", 3*time.Second, years, 5*time.Second)
	wait("waited for", 5*time.Second, years, 0)
	for range 8 {
		tries = tries.Fail(now)
	}
	wait("12 wrong", 0, 0, 300*time.Second)
	hold = vault.Hold{}
	wait("set forward, and started anew", 0, years, 30*time.Second)
	wait("waited for again", 30*time.Second, years, 0)
	wait("set back", 0, -years, 300*time.Second)
	tries = tries.Fail(now)
	wait("13 wrong", 0, 0, 300*time.Second)
	tries = vault.Tries{}
	wait("right", 0, 0, 0)
}
