package bench

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// slowdown is how much slower than this machine the page's main thread is made to run.
const slowdown = 4

// host serves one site, and can go away and come back at the same address.
type host struct {
	site   http.Handler
	addr   string
	server *http.Server
	sent   atomic.Int64 // bytes of bodies
	slow   atomic.Bool  // as over slow 4G
	line   sync.Mutex   // which all answers share then
}

func newHost(tb testing.TB, h http.Handler) *host {
	tb.Helper()
	o := &host{site: h, addr: "127.0.0.1:0"}
	o.up(tb)
	tb.Cleanup(o.down)
	return o
}

func (o *host) up(tb testing.TB) {
	tb.Helper()
	l, err := net.Listen("tcp", o.addr)
	if err != nil {
		tb.Fatal(err)
	}
	o.addr, o.server = l.Addr().String(), &http.Server{Handler: o}
	go o.server.Serve(l)
}

func (o *host) down() { o.server.Close() }

func (o *host) url(path string) string { return "http://" + o.addr + path }

// Slow 4G: every answer begins late, and all of them together get so much through. The browser's own throttle would spare what its
// workers ask for.
const (
	latency = 150 * time.Millisecond
	second  = 200_000 // bytes
	packet  = 8 << 10 // bytes that go through at once
)

func (o *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if o.slow.Load() {
		time.Sleep(latency)
	}
	o.site.ServeHTTP(counting{w, o}, r)
}

type counting struct {
	http.ResponseWriter
	host *host
}

func (c counting) Write(b []byte) (sent int, err error) {
	for len(b) > 0 && err == nil {
		n := len(b)
		if c.host.slow.Load() {
			n = c.host.pass(n)
		}
		n, err = c.ResponseWriter.Write(b[:n])
		sent, b = sent+n, b[n:]
	}
	c.host.sent.Add(int64(sent))
	return sent, err
}

// pass waits for as long as the next packet of n bytes, or of what fits into one, keeps the line busy, and says how many it has.
func (o *host) pass(n int) int {
	o.line.Lock()
	defer o.line.Unlock()
	n = min(n, packet)
	time.Sleep(time.Duration(n) * time.Second / second)
	return n
}

// window is one page of a browser of its own.
type window struct {
	tb  testing.TB
	ctx context.Context
}

// launch starts a browser on a profile, at the size of a phone, and slows its page down.
func launch(tb testing.TB, profile string, rate float64, more ...chromedp.ExecAllocatorOption) (w window, quit func()) {
	tb.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(profile), chromedp.WindowSize(390, 844), chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	alloc, stop := chromedp.NewExecAllocator(tb.Context(), append(options, more...)...)
	ctx, _ := chromedp.NewContext(alloc)
	w = window{tb, ctx}
	w.do(chromedp.Navigate("about:blank"))
	w.slow(rate)
	return w, func() {
		ending, end := context.WithTimeout(ctx, 20*time.Second)
		defer end()
		if err := chromedp.Cancel(ending); err != nil { // gracefully: what was kept must reach the disk
			tb.Errorf("closing the browser: %v", err)
		}
		stop()
	}
}

// private opens a window with nothing kept, in the same browser.
func (w window) private(rate float64) (window, func()) {
	w.tb.Helper()
	ctx, stop := chromedp.NewContext(w.ctx, chromedp.WithNewBrowserContext())
	p := window{w.tb, ctx}
	p.do(chromedp.Navigate("about:blank"))
	p.slow(rate)
	return p, stop
}

func (w window) slow(rate float64) {
	w.tb.Helper()
	call(w, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: rate})
}

// before has a script run in every page ahead of the page's own.
func (w window) before(script string) {
	w.tb.Helper()
	call(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

func (w window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.tb.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.tb.Fatal(err)
	}
}

func (w window) open(url string) {
	w.tb.Helper()
	if err := chromedp.Do(w.ctx, chromedp.Navigate(url)); err != nil {
		w.tb.Fatalf("opening %s: %v", url, err)
	}
}

func call[P, R any](w window, cmd cdp.Command[P, R], params P) R {
	w.tb.Helper()
	r, err := chromedp.Call(w.ctx, cmd, params)
	if err != nil {
		w.tb.Fatal(err)
	}
	return r
}

// js runs the body of an async function in the page and returns what it returns.
func js[T any](w window, body string) T {
	w.tb.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T]("(async () => {"+body+"})()", chromedp.EvalAwaitPromise))
	if err != nil {
		w.tb.Fatalf("%v in: %.300s", err, body)
	}
	return v
}

// wait returns once the expression holds, looked at twenty times a second for at most so long.
func (w window) wait(what, expression string, atMost time.Duration) {
	w.tb.Helper()
	if !js[bool](w, fmt.Sprintf(`
		for (const end = Date.now() + %d; Date.now() < end; await new Promise((r) => setTimeout(r, 50))) if (%s) return true;
		return false;`, atMost.Milliseconds(), expression)) {
		w.tb.Fatalf("waited %v in vain for %s at %s", atMost, what, js[string](w, `return location + " " + document.body.innerText.slice(0, 600)`))
	}
}

// mark returns the moment of a mark, in milliseconds since the page began to be opened.
func (w window) mark(name string) float64 {
	w.tb.Helper()
	return js[float64](w, `return new Promise((ok, no) => {
		setTimeout(() => no(new Error("no mark " + location + document.body.innerText.slice(0, 300))), 60000);
		new PerformanceObserver((l) => {
			for (const e of l.getEntries()) if (e.name === "`+name+`") ok(e.startTime);
		}).observe({ type: "mark", buffered: true });
	})`)
}

// start opens a page afresh and returns how long it took to its first usable screen, in milliseconds.
func (w window) start(url string) float64 {
	w.tb.Helper()
	w.open("about:blank")
	w.open(url)
	at := w.mark("kit:ready")
	w.idle()
	return at
}

// idle lets what the page does after its first screen come to an end.
func (w window) idle() {
	w.tb.Helper()
	js[bool](w, `for (let i = 0; i < 3; i++) await new Promise((r) => requestIdleCallback(r, { timeout: 3000 })); return true`)
}

// controlled waits until the worker has kept everything: it answers from the next visit on, at the latest.
func (w window) controlled() {
	w.tb.Helper()
	w.wait("the worker", `(await navigator.serviceWorker.getRegistration())?.active?.state === "activated"`, time.Minute)
}
