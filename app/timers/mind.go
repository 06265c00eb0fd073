// Package timers is the room of what is measured while it happens: how long someone waits (F07, F26), and how much is left
// of a conversation whose length was announced (F22). One machine, two faces. A timer keeps the moment of its start,
// sealed as a draft, and goes on whatever happens to the screen; on every other screen a line of the frame shows it.
package timers

import (
	"context"
	"encoding/json"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/journal"
)

// draftKey is where the timers that run are kept.
const draftKey = "timers"

// Wake takes up the timers that ran when the kit was last closed. It is called at every change of screen while the
// journal is open, and reads once.
func Wake(ctx app.Context, env *ui.Env) {
	switch {
	case env.Timers.Read:
	case env.Fault == ui.FaultLocked:
		env.Timers.Read, env.Timers.Known = true, true
		take(env, bareRuns(env))
	default:
		env.Timers.Read = true
		Sync(ctx, env)
	}
}

// Sync reads the timers again: another window may have started or stopped one.
func Sync(ctx app.Context, env *ui.Env) {
	if !env.Timers.Read || env.Fault == ui.FaultLocked {
		return
	}
	turn := env.Timers.Turn
	ctx.Async(func() {
		env.Timers.IO.Lock()
		plain, err := env.Book.Draft(context.Background(), draftKey)
		current := env.Timers.Kept == turn
		env.Timers.IO.Unlock()
		var runs map[string]*ui.Timer
		if plain != nil && json.Unmarshal(plain, &runs) != nil {
			runs = nil
		}
		env.Do(func(app.Context) {
			env.Timers.Known = true
			if err == nil && current && env.Timers.Turn == turn && len(runs)+len(env.Timers.Runs) > 0 {
				take(env, runs)
			}
		})
	})
}

// take puts the timers that were read in the place of those here. One that is here already keeps what it has shown.
func take(env *ui.Env, runs map[string]*ui.Timer) {
	for tool, t := range runs {
		if here := env.Timers.Runs[tool]; here != nil && here.ID == t.ID {
			runs[tool] = here
			continue
		}
		t.Warned = -1
	}
	env.Timers.Runs = runs
	arm(env)
	tick(env)
}

// start lets a timer run.
func (f *face) start(env *ui.Env, t *ui.Timer) {
	if t.ID == "" {
		t.ID = journal.NewID()
	}
	t.Start = env.Now().Round(0)
	if env.Timers.Runs == nil {
		env.Timers.Runs = map[string]*ui.Timer{}
	}
	env.Timers.Runs[f.tool] = t
	keep(env)
	arm(env)
	tick(env)
}

// stop ends the timer and returns what it leaves to be logged, which is kept first.
func (f *face) stop(env *ui.Env) (d done, ran bool) {
	t := env.Timers.Runs[f.tool]
	if t == nil {
		return d, false
	}
	elapsed, _ := t.Elapsed(env.Now())
	d = done{ID: t.ID, At: t.Start, Seconds: int(max(elapsed, t.Longest) / time.Second), Times: t.Times + 1, Step: t.Step, Client: t.Client}
	d.Seconds = min(d.Seconds, journal.MaxSeconds)
	delete(env.Timers.Runs, f.tool)
	f.leave(env, d)
	keep(env)
	arm(env)
	return d, true
}

// keep hands the timers over to be kept; the device is waited for beside the UI goroutine.
func keep(env *ui.Env) { go put(env)() }

// put takes the timers as they are, and returns what writes them and waits for it. An older state never overwrites a newer.
func put(env *ui.Env) func() {
	ts := &env.Timers
	ts.Changed = false
	ts.Turn++
	turn := ts.Turn
	var plain []byte
	if len(ts.Runs) > 0 {
		plain, _ = json.Marshal(ts.Runs)
	}
	keepBare(env)
	return func() {
		ts.IO.Lock()
		defer ts.IO.Unlock()
		if turn < ts.Kept {
			return
		}
		ts.Kept = turn
		if write(env, draftKey, plain) != nil {
			env.Do(func(app.Context) { ts.Changed = true }) // tried again while a timer runs
		}
	}
}

// write keeps a draft, or takes an empty one away. While the kit is locked it waits in memory, but for the timers that run:
// [Resume] keeps these.
func write(env *ui.Env, key string, plain []byte) (err error) {
	if len(plain) == 0 {
		err = env.Book.DropDraft(context.Background(), key)
	} else {
		err = env.Book.PutDraft(context.Background(), key, plain)
	}
	if err == nil || env.Fault != ui.FaultLocked {
		return err
	}
	if env.Timers.Later == nil {
		env.Timers.Later = map[string][]byte{}
	}
	if key != draftKey {
		env.Timers.Later[key] = plain
	}
	return nil
}

// tick looks at the timers every second while there are any: it shows them, and warns.
func tick(env *ui.Env) {
	if env.Timers.Ticking || len(env.Timers.Runs) == 0 {
		return
	}
	env.Timers.Ticking = true
	look(env)
}

func look(env *ui.Env) {
	wait := time.Second
	for tool, t := range env.Timers.Runs {
		elapsed, moved := t.Elapsed(env.Now())
		env.Timers.Changed = env.Timers.Changed || moved
		wait = min(wait, time.Second-elapsed%time.Second)
		if f := faceOf(tool); f != nil {
			f.warn(env, t, elapsed)
		}
	}
	if env.Timers.Changed {
		keep(env)
	}
	time.AfterFunc(wait+5*time.Millisecond, func() {
		env.Do(func(app.Context) {
			if env.Timers.Ticking = len(env.Timers.Runs) > 0; env.Timers.Ticking {
				look(env)
			}
		})
	})
}

// warn vibrates when a warning has come due, and sets the sound for the next. The sound itself was set beforehand: it comes
// in time in a window that the browser has slowed down.
func (f *face) warn(env *ui.Env, t *ui.Timer, elapsed time.Duration) {
	count, _ := f.due(elapsed, t.Limit)
	if count == t.Warned {
		return
	}
	if t.Warned >= 0 && count > t.Warned {
		env.Device.Vibrate()
	}
	t.Warned = count
	arm(env)
}

// soundKey remembers, for this device, that the timers are to be silent.
const soundKey = "trousse.silent"

func silent(env *ui.Env) bool { return env.Device.LocalGet(soundKey) != "" }

// arm sets the sound of the next warning of any timer.
func arm(env *ui.Env) {
	var first time.Duration
	for tool, t := range env.Timers.Runs {
		f := faceOf(tool)
		if f == nil {
			continue
		}
		elapsed, _ := t.Elapsed(env.Now())
		if _, next := f.due(elapsed, t.Limit); next > 0 && (first == 0 || next < first) {
			first = next
		}
	}
	if first == 0 || silent(env) {
		env.Device.Hush()
		return
	}
	env.Device.Chime(first)
}
