package timers

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
)

// done is what a timer leaves behind until it is logged or thrown away: a draft of its own, which goes with the save.
type done struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	Seconds int       `json:"seconds"` // of the longest, where there were several
	Times   int       `json:"times"`
	Step    string    `json:"step,omitempty"`
	Client  string    `json:"client,omitempty"`
}

func (d done) length() time.Duration { return time.Duration(d.Seconds) * time.Second }

func (f *face) draft(id string) string { return f.key + "/" + id }

// leave keeps what a timer leaves behind.
func (f *face) leave(env *ui.Env, d done) {
	plain, err := json.Marshal(d)
	if err != nil {
		return
	}
	go func() {
		env.Timers.IO.Lock()
		defer env.Timers.IO.Unlock()
		_ = write(env, f.draft(d.ID), plain)
	}()
}

// forget throws it away.
func (f *face) forget(env *ui.Env, id string) {
	go func() {
		env.Timers.IO.Lock()
		defer env.Timers.IO.Unlock()
		_ = write(env, f.draft(id), nil)
	}()
}

// left reads what is still to be logged, newest first, and hands it over on the UI goroutine.
func (f *face) left(ctx app.Context, env *ui.Env, then func([]done)) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		env.Timers.IO.Lock()
		defer env.Timers.IO.Unlock()
		keys, err := env.Book.DraftKeys(bg)
		if err != nil {
			return
		}
		var all []done
		for _, key := range keys {
			if !strings.HasPrefix(key, f.key+"/") {
				continue
			}
			var d done
			if plain, err := env.Book.Draft(bg, key); err == nil && json.Unmarshal(plain, &d) == nil && d.ID != "" {
				all = append(all, d)
			}
		}
		for i := range all { // few: an insertion sort
			for j := i; j > 0 && all[j].At.After(all[j-1].At); j-- {
				all[j], all[j-1] = all[j-1], all[j]
			}
		}
		env.Do(func(app.Context) { then(all) })
	})
}
