package help

import (
	"strings"

	"trousse/app/ui"
	"trousse/internal/journal"
)

// numbersKey is where the two numbers of the settings lie in local storage, in clear: a call for help must not wait for
// the journal, nor fail with it. The settings say so.
const numbersKey = "trousse.help"

// Remember keeps the numbers to call at hand, where the kit is not protected or it was agreed to. It is called at every change of screen, while the journal is open.
func Remember(env *ui.Env) {
	s := env.Book.Today().Settings
	lines := ""
	if s.BuddyPhone+s.HelpPhone != "" && (s.HelpOpen || !env.Protected()) {
		lines = strings.Join([]string{s.BuddyName, s.BuddyPhone, s.HelpName, s.HelpPhone}, "\n")
	}
	if env.Device.LocalGet(numbersKey) != lines {
		env.Device.LocalSet(numbersKey, lines)
	}
}

// numbers are the settings' names and numbers to call, also while the journal is not open.
func numbers(env *ui.Env) journal.Settings {
	if env.Fault == "" {
		return env.Book.Today().Settings
	}
	lines := strings.Split(env.Device.LocalGet(numbersKey), "\n")
	if len(lines) != 4 {
		return journal.Settings{}
	}
	return journal.Settings{BuddyName: lines[0], BuddyPhone: lines[1], HelpName: lines[2], HelpPhone: lines[3]}
}
