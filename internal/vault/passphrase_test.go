package vault_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"trousse/internal/vault"
	"trousse/internal/vault/words"
)

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""},
		{"érable canot", "erablecanot"},
		{"e\u0301rable", "erable"}, // as some keyboards send it
		{"ÉTOILE-DU Nord", "etoiledunord"},
		{"Œuf, cœur", "oeuf,coeur"},
		{"l’été «chaud»", "l'ete\"chaud\""},
		{"a\u00a0b\u202fc\u200bd\u2011e—f\tg", "abcdefg"},
		{"P@ss_w0rd!", "p@ss_w0rd!"},
		{"Straße Łódź Ørsted", "strasselodzorsted"},
		{"Nguyễn Đỗ", "nguyendo"},
		{"Йод ёж", "иодеж"}, {"и\u0306од", "иод"},
		{"Αθήνα Οδός", "αθηναοδοσ"},
		{"日本 한국 مرحبا", "日本한국مرحبا"},
		{"❤\ufe0f❤", "❤❤"},
		{"\xff", "\uFFFD"},
	} {
		if got := vault.Fold(c[0]); got != c[1] {
			t.Errorf("%q folds to %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Érable — Œ")
	f.Fuzz(func(t *testing.T, s string) {
		once := vault.Fold(s)
		if again := vault.Fold(once); again != once || !utf8.ValidString(once) {
			t.Fatalf("%q folds to %q, then to %q", s, once, again)
		}
		vault.Estimate(vault.Passphrase(s), s)
	})
}

func TestCalibrate(t *testing.T) {
	for took, want := range map[time.Duration]vault.Cost{
		0:                       vault.DefaultCost,
		-1:                      vault.DefaultCost,
		3 * time.Second:         vault.DefaultCost,
		time.Second:             vault.DefaultCost,
		500 * time.Millisecond:  vault.DefaultCost, // twice the memory would be 700 ms, but twice over
		269 * time.Millisecond:  {Memory: 64 << 10, Time: 2, Threads: 1},
		100 * time.Millisecond:  {Memory: 64 << 10, Time: 5, Threads: 1},
		50 * time.Millisecond:   {Memory: 64 << 10, Time: 10, Threads: 1},
		40 * time.Millisecond:   {Memory: 128 << 10, Time: 6, Threads: 1},
		10 * time.Millisecond:   {Memory: 128 << 10, Time: 10, Threads: 1},
		1:                       {Memory: 128 << 10, Time: 10, Threads: 1},
		1000 * time.Hour:        vault.DefaultCost,
		1500 * time.Microsecond: {Memory: 128 << 10, Time: 10, Threads: 1},
	} {
		got := vault.Calibrate(took)
		if got != want {
			t.Errorf("%v: %+v, want %+v", took, got, want)
		}
		// It stays under a second, unless the default alone does not.
		passes := time.Duration(got.Memory * got.Time)
		if would := took * passes / time.Duration(vault.DefaultCost.Memory); got != vault.DefaultCost && would > time.Second {
			t.Errorf("%v: would take %v", took, would)
		}
	}
}

func TestDelay(t *testing.T) {
	want := []int{0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}
	for failed, seconds := range want {
		if got := vault.Delay(failed); got != time.Duration(seconds)*time.Second {
			t.Errorf("%d: %v", failed, got)
		}
	}
	if vault.Delay(-1) != 0 || vault.Delay(1<<30) != 300*time.Second {
		t.Error("out of bounds")
	}
	now := time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC)
	var tries vault.Tries
	if tries.Wait(now) != 0 {
		t.Error("waits before any")
	}
	for range 4 {
		tries = tries.Fail(now)
	}
	for after, want := range map[time.Duration]time.Duration{
		0: 8 * time.Second, 3 * time.Second: 5 * time.Second, 8 * time.Second: 0, time.Hour: 0,
		-time.Minute: 8 * time.Second, -10 * 365 * 24 * time.Hour: 8 * time.Second,
	} {
		if got := tries.Wait(now.Add(after)); got != want {
			t.Errorf("after %v: wait %v, want %v", after, got, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		list := words.List(lang)
		seen := make(map[string]bool)
		for range 50 {
			p, bits := vault.Suggest(list, vault.SuggestedWords)
			if len(strings.Fields(p)) != 5 || seen[p] || bits < 51.6 || bits > 51.8 {
				t.Errorf("%q, %v bits", p, bits)
			}
			seen[p] = true
			if s := vault.Estimate(vault.Passphrase(p)); s.Level != vault.Strong && len(s.Reasons) == 0 {
				t.Errorf("%q is %+v", p, s)
			}
			four, _ := vault.Suggest(list, 4)
			if s := vault.Estimate(vault.Passphrase(four)); s.Level == vault.Strong && s.Bits > 50 {
				t.Errorf("four words, %q, are %+v", four, s)
			}
		}
	}
	many := make(map[string]int)
	for range 3000 {
		p, _ := vault.Suggest([]string{"a", "b", "c"}, 1)
		many[p]++
	}
	for w, n := range many {
		if n < 800 || n > 1200 {
			t.Errorf("%q came %d times of 3000", w, n)
		}
	}
}

func TestEstimate(t *testing.T) {
	for _, c := range []struct {
		passphrase, known string
		level             vault.Level
		reasons           string
	}{
		{"", "", vault.Weak, "short"},
		{"abc", "", vault.Weak, "sequence short"},
		{"motdepasse", "", vault.Weak, "common"},
		{"Mot de passe", "", vault.Weak, "common"},
		{"P a s s w o r d", "", vault.Weak, "common"},
		{"correct horse battery staple", "", vault.Weak, "common"},
		{"azertyuiop", "", vault.Weak, "common"},
		{"azerty azerty azerty", "", vault.Weak, "sequence repeated"},
		{"zyxwvu 987654", "", vault.Weak, "sequence"},
		{"soleil", "", vault.Weak, "short"},
		{"soleil2024", "", vault.Weak, "date"},
		{"Dépanneur Tremblay 514", "Dépanneur Tremblay", vault.Weak, "known"},
		{"lapin lapin lapin lapin lapin", "", vault.Weak, "repeated"},
		{"aaaaaaaaaaaaaaaa", "", vault.Weak, "repeated"},
		{"anticonstitutionnellement", "", vault.Weak, "few"},
		{"lapin soleil", "", vault.Weak, "few"},
		{"érable canot hiver sapin", "", vault.Fair, "few"},
		{"érable canot hiver lune sapin", "", vault.Strong, ""},
		{"x7Kq9-pLm2vR4t-W8", "", vault.Strong, ""},
		{"qwmzkxvbtplrdnch", "", vault.Strong, ""},
		{"مرحبا بالعالم هنا وهناك دائما", "", vault.Strong, ""},
		{"9f8a2c71be04d356", "", vault.Strong, ""},
	} {
		s := vault.Estimate(vault.Passphrase(c.passphrase), c.known)
		var reasons []string
		for _, r := range s.Reasons {
			reasons = append(reasons, string(r))
		}
		if s.Level != c.level || strings.Join(reasons, " ") != c.reasons {
			t.Errorf("%q: level %d, %d bits, %q; want level %d, %q", c.passphrase, s.Level, s.Bits, reasons, c.level, c.reasons)
		}
	}
}
