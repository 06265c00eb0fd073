package lock

import (
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/vault"
)

// triesKey is where local storage counts the wrong secrets, through reloads.
const triesKey = "trousse.tries"

// errWait is returned for a secret that comes too soon after a wrong one.
var errWait = errors.New("too soon after a wrong secret")

// tries are those kept, put right where the clock was set back: else the wait would begin anew each time it is looked at.
func tries(env *ui.Env) vault.Tries {
	kept := env.Device.LocalGet(triesKey)
	t := vault.ParseTries(kept, env.Now())
	if right := t.String(); right != kept {
		env.Device.LocalSet(triesKey, right)
	}
	return t
}

// wait is how long nobody may try.
func wait(env *ui.Env) time.Duration { return env.Lock.Hold.Wait(tries(env), env.Now()) }

// waiting says how long that is, beside a field.
func waiting(env *ui.Env) app.UI {
	left := wait(env)
	return ui.If(left > 0, func() app.UI {
		return html.P().Class("hint").Text(env.Say.T("lock.wait", "time", ui.Duration(env.Say, left.Truncate(time.Second)+time.Second)))
	})
}

// attempt has a secret tried when it is time. It counts as wrong before it is tried: ending the program midway saves nobody
// the wait.
func attempt(env *ui.Env, try func() error) error {
	before := tries(env)
	if before.Wait(env.Now()) > 0 {
		return errWait
	}
	env.Device.LocalSet(triesKey, before.Fail(env.Now()).String())
	err := try()
	switch {
	case err == nil:
		before = vault.Tries{}
	case errors.Is(err, vault.ErrWrong):
		before = before.Fail(env.Now())
	}
	env.Device.LocalSet(triesKey, before.String())
	return err
}

// Wiped says, in the kit that is new since, that wrong secrets had everything erased; nil when they had not.
func Wiped(env *ui.Env) app.UI {
	day := env.Device.LocalGet(ui.WipedKey)
	if day == "" {
		return nil
	}
	say := env.Say
	return ui.Banner("warn", "lock", say.T("lock.wiped", "day", ui.DayWords(say, journal.Day(day), env.Today())),
		ui.Button("btn", "wiped_seen", "", say.T("restore.seen"), func(app.Context, app.Event) { env.Device.LocalSet(ui.WipedKey, "") }))
}

// refusal says why a secret did not open, and what to do.
func refusal(env *ui.Env, err error) string {
	say := env.Say
	var code *vault.CodeError
	switch {
	case errors.As(err, &code) && code.Groups == nil:
		return say.T("lock.code_length")
	case errors.As(err, &code):
		return say.T("lock.code_group", "n", ui.Count(code.Groups[0]))
	case errors.Is(err, vault.ErrWrong) && env.Lock.Vault.WipeAfter > 0 && env.Fault == ui.FaultLocked:
		return say.N("lock.wrong_left", float64(max(env.Lock.Vault.WipeAfter-tries(env).Failed, 0)))
	case errors.Is(err, vault.ErrWrong), errors.Is(err, vault.ErrNoSlot):
		return say.T("lock.wrong")
	case errors.Is(err, errPasskey):
		return say.T("passkey.silent")
	case errors.Is(err, vault.ErrNewer):
		return say.T("recovery.newer")
	case errors.Is(err, errWait):
		return ""
	}
	return say.T("lock.failed")
}
