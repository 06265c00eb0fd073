package timers

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// bench is a device whose clock is set by hand. What it is not asked for here it does not know.
type bench struct {
	ui.Device
	chimes []time.Duration
	shakes int
	local  string
}

func (b *bench) Chime(after time.Duration)   { b.chimes = append(b.chimes, after) }
func (b *bench) Hush()                       { b.chimes = append(b.chimes, 0) }
func (b *bench) Vibrate()                    { b.shakes++ }
func (b *bench) LocalGet(string) string      { return b.local }
func (b *bench) last() (chime time.Duration) { return b.chimes[len(b.chimes)-1] }
func (b *bench) LocalSet(key, value string)  { b.local = value }
func drafts(t *testing.T, e *ui.Env) []string {
	t.Helper()
	keys, err := e.Book.DraftKeys(t.Context())
	must(t, err)
	return keys
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newEnv(t *testing.T, place store.Place, now *time.Time) (*ui.Env, *bench) {
	t.Helper()
	book, err := store.Open(t.Context(), store.Options{Place: place, AEAD: goaead.New})
	must(t, err)
	d := &bench{}
	return &ui.Env{Book: book, Device: d, Now: func() time.Time { return *now }, Do: func(fn func(app.Context)) { fn(nil) }}, d
}

func TestATimerOutlivesItsWindow(t *testing.T) {
	now := time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)
	place := &mem.Place{}
	env, device := newEnv(t, place, &now)
	env.Timers.Ticking = true // by hand
	env.Timers.Runs = map[string]*ui.Timer{}
	timer := &ui.Timer{ID: "1", Start: now, Limit: 2 * time.Minute, Client: "c", Step: "Vérifier"}
	env.Timers.Runs[hold.tool] = timer
	put(env)()
	arm(env)
	if device.last() != 2*time.Minute {
		t.Errorf("the sound is set for %v", device.chimes)
	}

	t.Log("at the limit it warns once")
	for range 3 {
		now = now.Add(time.Minute)
		elapsed, _ := timer.Elapsed(now)
		hold.warn(env, timer, elapsed)
	}
	if device.shakes != 1 || device.last() != 2*time.Minute {
		t.Errorf("%d warnings, the next sound in %v", device.shakes, device.last())
	}

	t.Log("another window, after a kill, takes it up and does not warn again of what is past")
	again, device := newEnv(t, place, &now)
	again.Timers.Ticking = true
	plain, err := again.Book.Draft(t.Context(), draftKey)
	must(t, err)
	runs := map[string]*ui.Timer{}
	must(t, json.Unmarshal(plain, &runs))
	take(again, runs)
	taken := again.Timers.Runs[hold.tool]
	elapsed, _ := taken.Elapsed(now)
	hold.warn(again, taken, elapsed)
	if elapsed != 3*time.Minute || taken.Client != "c" || taken.Step != "Vérifier" || device.shakes != 0 {
		t.Errorf("%v, %+v, %d warnings", elapsed, taken, device.shakes)
	}

	t.Log("stopped, it leaves its time to be logged, and nothing else")
	now = now.Add(5 * time.Second)
	d, ran := hold.stop(again)
	if !ran || d.Seconds != 185 || d.Times != 1 || d.Client != "c" || d.Step != "Vérifier" {
		t.Errorf("left %+v, %v", d, ran)
	}
	if _, twice := hold.stop(again); twice {
		t.Error("it was stopped twice")
	}
	put(again)()
	for end := time.Now().Add(time.Second); len(drafts(t, again)) != 1 && time.Now().Before(end); time.Sleep(time.Millisecond) {
	}
	if keys := drafts(t, again); len(keys) != 1 || keys[0] != "hold/1" {
		t.Errorf("drafts %v", keys)
	}
	if device.last() != 0 {
		t.Error("a sound is still set")
	}
}

func TestTheLongestWaitCounts(t *testing.T) {
	now := time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)
	env, _ := newEnv(t, &mem.Place{}, &now)
	env.Timers.Ticking = true
	env.Timers.Runs = map[string]*ui.Timer{hold.tool: {ID: "1", Start: now, Limit: time.Minute, Longest: 90 * time.Second, Times: 1}}
	now = now.Add(30 * time.Second)
	if d, _ := hold.stop(env); d.Seconds != 90 || d.Times != 2 {
		t.Errorf("left %+v", d)
	}
	env.Timers.Runs = map[string]*ui.Timer{hold.tool: {ID: "2", Start: now.Add(-48 * time.Hour), Limit: time.Minute}}
	if d, _ := hold.stop(env); d.Seconds != 24*60*60 {
		t.Errorf("a forgotten timer leaves %d seconds", d.Seconds)
	}
}

func TestSilence(t *testing.T) {
	now := time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)
	env, device := newEnv(t, &mem.Place{}, &now)
	env.Timers.Ticking = true
	env.Timers.Runs = map[string]*ui.Timer{talk.tool: {ID: "1", Start: now, Limit: 10 * time.Minute}, hold.tool: {ID: "2", Start: now, Limit: 3 * time.Minute}}
	arm(env)
	if device.last() != 3*time.Minute {
		t.Errorf("the first sound is in %v", device.last())
	}
	device.local = "yes"
	arm(env)
	if device.last() != 0 {
		t.Error("a silent kit sounds")
	}
}
