package timers

import (
	"context"
	"encoding/json"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
)

// bareKey is where a protected kit keeps the timers that run in clear, without the client and what is being done: someone
// waits on the line, whether the kit is locked or not.
const bareKey = "trousse.timers"

func keepBare(env *ui.Env) {
	text := ""
	if len(env.Timers.Runs) > 0 && env.Protected() {
		bare := map[string]*ui.Timer{}
		for tool, t := range env.Timers.Runs {
			bare[tool] = &ui.Timer{ID: t.ID, Start: t.Start, Limit: t.Limit, Longest: t.Longest, Times: t.Times}
		}
		plain, _ := json.Marshal(bare)
		text = string(plain)
	}
	if env.Device.LocalGet(bareKey) != text {
		env.Device.LocalSet(bareKey, text)
	}
}

func bareRuns(env *ui.Env) (runs map[string]*ui.Timer) {
	if json.Unmarshal([]byte(env.Device.LocalGet(bareKey)), &runs) != nil {
		return nil
	}
	return runs
}

// Settle takes the timers that run as they are, and returns what keeps them and waits for it: the kit is about to lock.
func Settle(env *ui.Env) func() { return put(env) }

// Strip lets go of what tells of clients in the timers that run.
func Strip(env *ui.Env) {
	env.Timers.Typed = nil
	for _, t := range env.Timers.Runs {
		t.Client, t.Step = "", ""
	}
}

// Resume brings together what the timers did while the kit was locked and what was kept of them, once it is open again.
func Resume(ctx app.Context, env *ui.Env) {
	ctx.Async(func() {
		bg := context.Background()
		var kept map[string]*ui.Timer
		env.Timers.IO.Lock()
		later := env.Timers.Later
		env.Timers.Later = nil
		if plain, err := env.Book.Draft(bg, draftKey); err == nil && plain != nil {
			_ = json.Unmarshal(plain, &kept)
		}
		for tool, t := range kept {
			f := faceOf(tool)
			if f == nil || later[f.draft(t.ID)] == nil {
				continue
			}
			var d done // stopped meanwhile
			if json.Unmarshal(later[f.draft(t.ID)], &d) == nil {
				d.Client, d.Step = t.Client, t.Step
				later[f.draft(t.ID)], _ = json.Marshal(d)
			}
			delete(kept, tool)
		}
		for key, plain := range later {
			_ = write(env, key, plain)
		}
		env.Timers.IO.Unlock()
		env.Do(func(ctx app.Context) {
			for tool, t := range env.Timers.Runs {
				if k := kept[tool]; k != nil && k.ID == t.ID {
					t.Client, t.Step = k.Client, k.Step
				}
				if kept == nil {
					kept = map[string]*ui.Timer{}
				}
				kept[tool] = t
			}
			env.Timers.Read, env.Timers.Known = true, true
			if len(kept)+len(later) > 0 {
				take(env, kept)
				keep(env) // those that were stopped meanwhile are gone
			}
		})
	})
}
