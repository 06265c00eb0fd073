package e2e

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

//go:embed page.js
var pageJS string

// page is one window of a browser, on one server.
type page struct {
	t       *testing.T
	ctx     context.Context
	drive   driver
	close   func()
	server  *server
	presses int // of a pointer
	tapped  struct {
		x, y float64
		at   time.Time
	}

	mu       sync.Mutex
	troubles []string // exceptions, errors on the console, what the security policy refused
}

// fresh is a window on a server of its own: a new device, as far as the kit can tell.
func fresh(t *testing.T) *page {
	t.Helper()
	return window(t, shared, serve(t))
}

// window opens a phone's window on a server.
func window(t *testing.T, b *browser, s *server) *page {
	t.Helper()
	p := &page{t: t, server: s}
	ctx, drive, err := b.window(func(trouble string) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.troubles = append(p.troubles, trouble)
	})
	p.must(err)
	p.drive, p.close = drive, drive.close
	t.Cleanup(func() {
		drive.close()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, trouble := range p.troubles {
			t.Errorf("in the page: %s", trouble)
		}
	})
	limited, cancel := context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	p.ctx = limited
	p.before(pageJS)
	p.size(phone)
	return p
}

// before runs a script in every page from the next one on, ahead of its own.
func (p *page) before(script string) { p.t.Helper(); p.must(p.drive.before(p.ctx, script)) }

// A screen is what is held in the hand.
type screen struct {
	name          string
	width, height int64
}

var (
	phone  = screen{"phone", 390, 844}
	tablet = screen{"tablet", 1024, 768}
	narrow = screen{"narrow", 320, 568} // the smallest telephone, and any screen at 400 %
)

func (p *page) size(s screen) {
	p.t.Helper()
	p.must(p.drive.size(p.ctx, s))
}

// forgive takes back the troubles that hold one of the texts: the journey provoked them.
func (p *page) forgive(texts ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var rest []string
	for _, trouble := range p.troubles {
		forgiven := false
		for _, text := range texts {
			forgiven = forgiven || strings.Contains(trouble, text)
		}
		if !forgiven {
			rest = append(rest, trouble)
		}
	}
	p.troubles = rest
}

// call runs a command of the browser's protocol in a page.
func call[P, R any](p *page, cmd cdp.Command[P, R], params P) R {
	p.t.Helper()
	r, err := chromedp.Call(p.ctx, cmd, params)
	p.must(err)
	return r
}

func (p *page) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// open goes to a route as an address typed does, and waits until the kit can be used.
func (p *page) open(route string) {
	p.t.Helper()
	p.visit(route)
	p.ready()
}

// visit goes to a route and waits for nothing but the page around the program.
func (p *page) visit(route string) {
	p.t.Helper()
	if err := p.drive.visit(p.ctx, p.server.origin()+route); err != nil {
		p.t.Fatalf("opening %s: %v", route, err)
	}
}

// turn goes to a route without leaving the program, as a link there would.
func (p *page) turn(route string) {
	p.t.Helper()
	eval[bool](p, `(() => { const a = document.createElement("a"); a.href = %v; document.querySelector("main").dataset.left = ""; document.body.append(a); a.click(); a.remove(); return true })()`, route)
	p.wait("the screen is that of "+route, `location.pathname === %v && document.querySelector("main:not([data-left])")`, route)
}

// reload loads the page again, as its reader does.
func (p *page) reload() {
	p.t.Helper()
	eval[int](p, `(window.sameProgram = 1)`)
	p.must(p.drive.reload(p.ctx))
	p.wait("it was reloaded", `!window.sameProgram`)
	p.ready()
}

func (p *page) ready() {
	p.t.Helper()
	p.wait("the kit is ready", `document.documentElement.dataset.kit === "ready"`)
}

// eval is the value of an expression in the page.
func eval[T any](p *page, expression string, args ...any) T {
	p.t.Helper()
	b, err := p.drive.eval(p.ctx, expr(expression, args...))
	var v T
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		p.t.Fatalf("%v in: %s", err, expr(expression, args...))
	}
	return v
}

// expr writes an expression with the arguments in the places of its verbs, as literals.
func expr(expression string, args ...any) string {
	if len(args) == 0 {
		return expression
	}
	literals := make([]any, len(args))
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			panic(err) // texts and numbers can be written
		}
		literals[i] = string(b)
	}
	return fmt.Sprintf(expression, literals...)
}

// wait asks the page until the expression holds, through reloads, for at most half a minute.
func (p *page) wait(what, expression string, args ...any) {
	p.t.Helper()
	ask := "(async () => !!(" + expr(expression, args...) + "))()"
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		asked, cancel := context.WithTimeout(p.ctx, 10*time.Second) // a page that goes away may take the question with it
		b, err := p.drive.eval(asked, ask)
		if cancel(); err == nil && string(b) == "true" {
			return
		}
		select {
		case <-p.ctx.Done():
			p.t.Fatalf("waiting until %s: %v", what, p.ctx.Err())
		case <-tick.C:
		}
	}
	p.stuck("waited in vain until %s", what)
}

// stuck ends the journey and shows where it stands.
func (p *page) stuck(format string, args ...any) {
	p.t.Helper()
	p.picture()
	here, _ := p.drive.eval(p.ctx, `location.pathname + location.search + " " + document.documentElement.dataset.kit +
		"\n" + document.body.innerText.slice(0, 1500) + "\n" + [...document.querySelectorAll("[name]")].filter((e) => e.getClientRects().length)
		.map((e) => e.getAttribute("name") + "=" + (e.value ?? "").slice(0, 40)).join(" · ")`)
	var text string
	_ = json.Unmarshal(here, &text)
	p.t.Fatalf(format+"\nThe page stands at %s", append(args, text)...)
}

// picture leaves a screenshot of where a journey got stuck in build/stuck.
func (p *page) picture() {
	dir := filepath.Join("..", "..", "build", "stuck")
	b, err := p.drive.picture(p.ctx)
	if err != nil || os.MkdirAll(dir, 0o755) != nil {
		return
	}
	name := filepath.Join(dir, strings.NewReplacer("/", "-", " ", "-").Replace(p.t.Name())+".png")
	if os.WriteFile(name, b, 0o644) == nil {
		p.t.Logf("screenshot: %s", name)
	}
}

// at waits for a route.
func (p *page) at(route string) {
	p.t.Helper()
	p.wait("the route is "+route, `location.pathname === %v`, route)
}

// press presses the button, the radio button's label or the link of that name (and value) with a pointer.
func (p *page) press(name string, value ...string) {
	p.t.Helper()
	if len(value) > 0 {
		p.pointer("e2e.spot(%v, %v)", name, value[0])
		return
	}
	p.pointer("e2e.spot(%v)", name)
}

// follow presses the link to a route with a pointer.
func (p *page) follow(route string) {
	p.t.Helper()
	p.pointer("e2e.spotLink(%v)", route)
}

// pointer presses a spot once it stays where it is, and no sooner after another press at the same place than the kit takes
// for a press of its own.
func (p *page) pointer(spot string, args ...any) {
	p.t.Helper()
	var at []float64
	for range 5 { // it may go while it is looked at: the screen was drawn anew
		p.wait(expr(spot, args...)+" can be pressed", spot, args...)
		p.wait(expr(spot, args...)+" stands still", `(() => { const s = String(`+spot+`), still = window.lastSpot === s; window.lastSpot = s; return still && s !== "null" })()`, args...)
		if at = eval[[]float64](p, spot, args...); len(at) == 2 {
			break
		}
	}
	if len(at) != 2 {
		p.stuck("%s cannot be pressed", expr(spot, args...))
	}
	if math.Hypot(at[0]-p.tapped.x, at[1]-p.tapped.y) < 30 {
		<-time.After(time.Until(p.tapped.at.Add(450 * time.Millisecond)))
	}
	p.presses++
	p.must(p.drive.tap(p.ctx, at[0], at[1]))
	p.tapped.x, p.tapped.y, p.tapped.at = at[0], at[1], time.Now()
	p.blink()
}

// blink lets two frames pass, as an eye does: what the kit said of the press before is not taken for what it says of this one.
func (p *page) blink() {
	_, _ = p.drive.eval(p.ctx, `new Promise((seen) => { requestAnimationFrame(() => requestAnimationFrame(() => seen(1))); setTimeout(seen, 100, 1) })`) // a page that is left says nothing
}

// set gives a control a value and tells the page, as an input method does.
func (p *page) set(name, value string) {
	p.t.Helper()
	p.wait("there is a control "+name, `e2e.set(%v, %v)`, name, value)
}

// fill sets several controls, given as name, value pairs.
func (p *page) fill(pairs ...string) {
	p.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		p.set(pairs[i], pairs[i+1])
	}
}

// keys types into whatever has the focus.
func (p *page) keys(text string) {
	p.t.Helper()
	p.must(p.drive.text(p.ctx, text))
}

// enter presses the Enter key as a keyboard does: the character comes only where the key itself was let through.
func (p *page) enter() {
	p.t.Helper()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r", UnmodifiedText: "\r"}
	call(p, input.DispatchKeyEvent, key)
	key.Type, key.Text, key.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	call(p, input.DispatchKeyEvent, key)
}

// escape presses the Escape key.
func (p *page) escape() {
	p.t.Helper()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27}
	call(p, input.DispatchKeyEvent, key)
	key.Type = input.DispatchKeyEventTypeKeyUp
	call(p, input.DispatchKeyEvent, key)
}

// focused waits until the control of that name has the focus.
func (p *page) focused(name string) {
	p.t.Helper()
	p.wait(name+" has the focus", `document.activeElement?.getAttribute("name") === %v`, name)
}

// holds waits until a control has a value.
func (p *page) holds(name, value string) {
	p.t.Helper()
	p.wait(name+" holds "+value, `e2e.value(%v) === %v`, name, value)
}

// output waits until an output has a raw value.
func (p *page) output(name, raw string) {
	p.t.Helper()
	p.wait("output "+name+" is "+raw, `e2e.raw(%v) === %v`, name, raw)
}

// has waits until there is a visible control of that name.
func (p *page) has(name string) {
	p.t.Helper()
	p.wait("there is "+name, `e2e.named(%v)`, name)
}

// lacks waits until there is no visible control of that name.
func (p *page) lacks(name string) {
	p.t.Helper()
	p.wait("there is no "+name, `!e2e.named(%v)`, name)
}

// shows waits until the page shows a text.
func (p *page) shows(text string) {
	p.t.Helper()
	p.wait("the page shows "+text, `document.body.innerText.includes(%v)`, text)
}

// hides waits until the page shows a text no longer.
func (p *page) hides(text string) {
	p.t.Helper()
	p.wait("the page shows no more "+text, `!document.body.innerText.includes(%v)`, text)
}
