package bench

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// A journal of years, and one of the first weeks: of everything that a screen shows at once, the second has as much.
var (
	years = amounts{clients: 2_000, conversations: 20_000, promises: 4_000, complaints: 400, improvements: 300, busiest: 500, usual: 10}
	weeks = amounts{clients: 100, conversations: 100, promises: 80, complaints: 62 + open, improvements: 22, busiest: 50, usual: 10}
)

// visits is how often each room is measured in each way.
const visits = 5

// room is a screen that grows with the journal. It is there once ready holds.
type room struct{ name, path, ready, keys string }

// rooms are those of a journal.
func (j journalOf) rooms() []room {
	rows := func(of string, n int) string {
		return fmt.Sprintf(`document.querySelectorAll('main .row[href^="/%s/"]').length >= %d`, of, n)
	}
	id := func(id string) string { return fmt.Sprintf(`document.getElementById(%q)`, id) }
	return []room{
		{"Today", "/", id("t-recent"), "tremblay"},
		{"Clients", "/clients", rows("clients", 30), "heat pump"},
		{"a client, 10 conversations", "/clients/" + j.clients[1].ID, rows("interactions", 10), ""},
		{"the busiest client", "/clients/" + j.clients[0].ID, rows("interactions", 30), ""},
		{"promises", "/promises", id("p-settled"), "quote"},
		{"complaints", "/complaints", id("x-over"), "copy"},
		{"improvements", "/improvements", id("m-told"), ""},
		{"a conversation", "/interactions/" + j.conversations[0].ID, `document.querySelector("main [name=undo]")`, ""},
		{"the log form", "/log", `document.querySelector("main [name=request]")`, ""},
	}
}

// watched runs in every page: seen(path) is settled with the time at which the room of that path was painted, on the page's
// own clock.
const watched = `{
	const rooms = {%s}; // what tells that a room is there, by path
	window.seen = (path) => new Promise((ok) => {
		const painted = () => requestAnimationFrame(() => {
			const c = new MessageChannel();
			c.port1.onmessage = () => ok(performance.now());
			c.port2.postMessage(0);
		});
		const o = new MutationObserver(() => { if (rooms[path]()) { o.disconnect(); painted(); } });
		o.observe(document, { childList: true, subtree: true });
	});
	if (rooms[location.pathname]) window.cold = seen(location.pathname);
	// go follows an address of the kit as a tap does, and tells how long it took.
	window.go = async (path) => {
		const a = document.body.appendChild(document.createElement("a"));
		a.href = path;
		const begun = performance.now(), at = seen(path);
		a.click();
		a.remove();
		return await at - begun;
	};
	// frames returns a function that tells the longest frame since.
	window.frames = () => {
		let last = performance.now(), longest = 0, on = true;
		const frame = (now) => {
			longest = Math.max(longest, now - last);
			last = now;
			if (on) requestAnimationFrame(frame);
		};
		requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
		return () => { on = false; return longest; };
	};
}`

// owner is a browser with a journal of a size.
type owner struct {
	window
	host  *host
	rooms []room
}

func newOwner(b *testing.B, kit *host, a amounts, now time.Time) (o owner, quit func()) {
	b.Helper()
	w, quit := launch(b, filepath.Join(b.TempDir(), "profile"), 1)
	j := newJournal(a, now)
	o = owner{w, kit, j.rooms()}
	ready := `"/kit": () => document.querySelector('main [href="/scripts"]')`
	for _, r := range o.rooms {
		ready += fmt.Sprintf(", %q: () => %s", r.path, r.ready)
	}
	w.restore(kit, j.backup(b, now))
	w.before(fmt.Sprintf(watched, ready))
	w.start(kit.url("/?lang=en"))
	w.controlled()
	w.start(kit.url("/"))
	w.slow(slowdown)
	call(w, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	return o, quit
}

// cold opens a room from nothing. It returns when it was painted, and how long the page's main thread had worked by then,
// which other programs on the machine weigh on less.
func (o owner) cold(r room) (at, worked float64) {
	o.tb.Helper()
	o.open("about:blank")
	o.open(o.host.url(r.path))
	at = js[float64](o.window, `return cold`)
	for _, m := range call(o.window, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "TaskDuration" {
			worked = m.Value * 1000
		}
	}
	o.idle()
	return at, worked
}

// warm goes to a room from another, with the index in memory.
func (o owner) warm(r room) float64 {
	o.tb.Helper()
	js[float64](o.window, `return go("/kit")`)
	o.idle()
	took := js[float64](o.window, fmt.Sprintf(`return go(%q)`, r.path))
	o.idle()
	return took
}

// scroll drags the room that is shown up and down, and returns the longest frame.
func (o owner) scroll() float64 {
	o.tb.Helper()
	js[bool](o.window, `scrollTo(0, 0); window.stop = frames(); return true`)
	for _, by := range []float64{-2400, 2400} {
		call(o.window, input.SynthesizeScrollGesture, input.SynthesizeScrollGestureParams{X: 190, Y: 400, YDistance: by, Speed: 2500})
	}
	return js[float64](o.window, `return stop()`)
}

// beside notes what weeks of records took.
func beside(r row, few samples) row {
	r.note = fmt.Sprintf("with weeks %.0f", few.median())
	return r
}

// BenchmarkRooms measures the screens that grow with the journal, with years of it and with weeks, in turn.
func BenchmarkRooms(b *testing.B) {
	now := time.Now()
	_, _, served := kit(b)
	host := newHost(b, served)
	many, closeMany := newOwner(b, host, years, now)
	defer closeMany()
	few, closeFew := newOwner(b, host, weeks, now)
	defer closeFew()
	type times struct{ many, few samples }
	cold, worked, warm, frames := map[string]*times{}, map[string]*times{}, map[string]*times{}, map[string]*times{}
	note := func(to map[string]*times, r room, many, few float64) {
		if to[r.name] == nil {
			to[r.name] = &times{}
		}
		to[r.name].many, to[r.name].few = append(to[r.name].many, many), append(to[r.name].few, few)
	}
	defer func() {
		for _, r := range many.rooms {
			if t := cold[r.name]; t != nil {
				table = append(table, ratio("opening "+r.name+" from nothing, years of records ÷ weeks", 1.5, t.many, t.few))
			}
		}
		for _, r := range many.rooms {
			if t := worked[r.name]; t != nil {
				table = append(table, ratio("main thread's own time, opening "+r.name+", years ÷ weeks", 0, t.many, t.few))
			}
		}
		for _, r := range many.rooms {
			if t := warm[r.name]; t != nil {
				table = append(table, ratio("going to "+r.name+", years of records ÷ weeks", 1.5, t.many, t.few))
			}
		}
		for _, r := range many.rooms {
			if t := frames[r.name]; t != nil {
				table = append(table, beside(plain("longest frame while scrolling "+r.name, "ms", 50, t.many), t.few))
			}
		}
	}()
	for range visits {
		for i, r := range many.rooms {
			at, own := many.cold(r)
			atFew, ownFew := few.cold(few.rooms[i])
			note(cold, r, at, atFew)
			note(worked, r, own, ownFew)
		}
	}
	for range visits {
		for i, r := range many.rooms {
			note(warm, r, many.warm(r), few.warm(few.rooms[i]))
			if r.path != "/log" {
				note(frames, r, many.scroll(), few.scroll())
			}
		}
	}
	for _, r := range many.rooms {
		if r.keys == "" {
			continue
		}
		var s samples
		many.warm(r)
		many.do(chromedp.Focus(`main [name=q]`))
		for range 3 {
			s = append(s, many.press(r.keys)...)
			many.press(strings.Repeat("\b", len(r.keys)))
		}
		table = append(table, plain("key to paint, searching in "+r.name+", years of records", "ms", 50, s))
	}
}
