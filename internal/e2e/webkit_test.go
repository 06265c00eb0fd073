package e2e

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// WebKitGTK's MiniBrowser takes commands by the protocol of its remote inspector. WebDriver would press with a true pointer,
// but keeps nothing once the browser ended, and what a kit keeps is what is tried here.

// miniBrowsers are where Debian has it.
const miniBrowsers = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"

// webkitZone holds in a profile the time zone of the device, when it is not the machine's.
const webkitZone = "zone"

func launchWebKit(profile string) (*browser, error) {
	found, err := filepath.Glob(miniBrowsers)
	if err == nil && len(found) == 0 {
		err = errors.New("there is no " + miniBrowsers)
	}
	if err != nil {
		return nil, err
	}
	// It draws, so it needs a screen to draw on.
	xvfb := exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
	said, err := xvfb.StdoutPipe()
	if err != nil {
		return nil, err
	}
	display, err := begin(xvfb)
	if err != nil {
		return nil, err
	}
	number, err := announced(said, "")
	if err != nil {
		display.stop()
		return nil, err
	}
	addr, err := freeAddr()
	if err != nil {
		display.stop()
		return nil, err
	}
	cmd := exec.Command(found[0], "--enable-developer-extras=true", "--javascript-can-open-windows-automatically=true", "about:blank")
	cmd.Env = append(os.Environ(), "DISPLAY=:"+number, "WEBKIT_INSPECTOR_HTTP_SERVER="+addr, "LIBGL_ALWAYS_SOFTWARE=1", "WEBKIT_DISABLE_DMABUF_RENDERER=1",
		"LANG=fr_CA.UTF-8", "LANGUAGE=fr_CA", "HOME="+profile, "XDG_DATA_HOME="+profile+"/data", "XDG_CACHE_HOME="+profile+"/cache", "XDG_CONFIG_HOME="+profile+"/config")
	zone, err := os.ReadFile(filepath.Join(profile, webkitZone))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		display.stop()
		return nil, err
	}
	if len(zone) > 0 {
		cmd.Env = append(cmd.Env, "TZ="+string(zone))
	}
	b, err := begin(cmd)
	if err != nil {
		display.stop()
		return nil, err
	}
	stop, quit, kill := b.stop, b.quit, b.kill
	b.stop = func() { stop(); display.stop() }
	b.quit = func() error { defer display.stop(); return quit() }
	b.kill = func() error { defer display.stop(); return kill() }
	k := &webkit{addr: addr}
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if k.first, err = k.page(ctx, func(string) {}); err != nil {
		b.stop()
		return nil, err
	}
	b.window = func(hear func(trouble string)) (context.Context, driver, error) {
		w, err := k.window(b.ctx, hear)
		return b.ctx, w, err
	}
	return b, nil
}

func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

type webkit struct {
	addr  string
	first *webkitWindow

	mu    sync.Mutex
	pages []string
}

// window opens one from the first, and knows it by its being new.
func (k *webkit) window(ctx context.Context, hear func(string)) (*webkitWindow, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.first.do(ctx, `!open("about:blank", "_blank", "noopener,width=390,height=844")`); err != nil {
		return nil, err
	}
	return k.page(ctx, hear)
}

var webkitPage = regexp.MustCompile(`/socket/\d+/\d+/WebPage`)

// page waits for a page that was not there before.
func (k *webkit) page(ctx context.Context, hear func(string)) (*webkitWindow, error) {
	for {
		if r, err := http.Get("http://" + k.addr + "/"); err == nil {
			b, _ := io.ReadAll(r.Body)
			r.Body.Close()
			for _, path := range webkitPage.FindAllString(string(b), -1) {
				if !slices.Contains(k.pages, path) {
					k.pages = append(k.pages, path)
					w, err := attach(ctx, k.addr, path, hear)
					if err == nil {
						err = w.until(ctx, `true`)
					}
					return w, err
				}
			}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// webkitWindow talks to whichever process has the page at the moment: another one takes over where a site begins.
type webkitWindow struct {
	socket *socket
	hear   func(trouble string)

	mu      sync.Mutex
	target  string
	inner   *calls
	next    map[string]*calls // those that may take over, by target
	scripts []string
	found   chan bool
}

var errLeft = errors.New("the page was left meanwhile")

func attach(ctx context.Context, addr, path string, hear func(string)) (*webkitWindow, error) {
	w := &webkitWindow{hear: hear, next: map[string]*calls{}, found: make(chan bool, 100)}
	var err error
	dialed := make(chan struct{}) // what is heard is answered, and may come before there is a socket to answer by
	w.socket, err = dial(addr, path, func(method string, params json.RawMessage) {
		<-dialed
		w.outer(method, params)
	})
	close(dialed)
	if err == nil {
		err = w.socket.tell("Target.setPauseOnStart", map[string]any{"pauseOnStart": true}) // until it is told the scripts
	}
	if err != nil {
		return nil, err
	}
	select {
	case <-w.found:
		return w, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("attaching to %s: %w", path, ctx.Err())
	}
}

func (w *webkitWindow) outer(method string, params json.RawMessage) {
	var p struct {
		TargetInfo struct {
			TargetID      string
			Type          string
			IsProvisional bool
			IsPaused      bool
		}
		TargetID, NewTargetID, Message string
	}
	if json.Unmarshal(params, &p) != nil {
		return
	}
	switch method {
	case "Target.targetCreated":
		if p.TargetInfo.Type != "page" {
			return
		}
		w.meet(p.TargetInfo.TargetID)
		if p.TargetInfo.IsPaused {
			_ = w.socket.tell("Target.resume", map[string]any{"targetId": p.TargetInfo.TargetID})
		}
		if !p.TargetInfo.IsProvisional {
			w.take(p.TargetInfo.TargetID)
		}
	case "Target.didCommitProvisionalTarget":
		w.take(p.NewTargetID)
	case "Target.dispatchMessageFromTarget":
		w.mu.Lock()
		inner := w.next[p.TargetID]
		w.mu.Unlock()
		if inner != nil {
			inner.take([]byte(p.Message))
		}
	}
}

// meet tells a process what the window was told before.
func (w *webkitWindow) meet(target string) {
	inner := &calls{hear: w.troubled, waiting: map[int]chan reply{}}
	inner.send = func(b []byte) error {
		return w.socket.tell("Target.sendMessageToTarget", map[string]any{"targetId": target, "message": string(b)})
	}
	w.mu.Lock()
	w.next[target] = inner
	w.mu.Unlock()
	for _, method := range []string{"Console.enable", "Page.enable", "Runtime.enable"} {
		_ = inner.tell(method, map[string]any{})
	}
	w.bootstrap(inner)
}

// take turns to a process.
func (w *webkitWindow) take(target string) {
	w.mu.Lock()
	former := w.inner
	delete(w.next, w.target)
	w.target, w.inner = target, w.next[target]
	w.mu.Unlock()
	if former != nil {
		former.end(errLeft)
	}
	w.found <- true
}

func (w *webkitWindow) bootstrap(inner *calls) {
	w.mu.Lock()
	source := strings.Join(w.scripts, "\n;\n")
	w.mu.Unlock()
	_ = inner.tell("Page.setBootstrapScript", map[string]any{"source": source})
}

func (w *webkitWindow) troubled(method string, params json.RawMessage) {
	var p struct {
		Message struct{ Level, Source, Text, URL string }
	}
	if method == "Console.messageAdded" && json.Unmarshal(params, &p) == nil && p.Message.Level == "error" && p.Message.Source != "network" &&
		!strings.HasPrefix(p.Message.Text, "Unrecognized Content-Security-Policy directive") && // it knows fewer than others
		!strings.Contains(p.Message.Text, "annot load http") && // a file, with the server gone or the page left
		!strings.HasSuffix(p.Message.URL, ".webmanifest") { // it has a style of its own for what is no page
		w.hear(p.Message.Text)
	}
}

func (w *webkitWindow) call(ctx context.Context, method string, params map[string]any, result any) error {
	w.mu.Lock()
	inner := w.inner
	w.mu.Unlock()
	return inner.call(ctx, method, params, result)
}

func (w *webkitWindow) close() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = w.do(ctx, `void setTimeout(close)`)
	w.socket.conn.Close()
}

type webkitValue struct {
	Result struct {
		ObjectID    string
		Value       json.RawMessage
		Description string
	}
	WasThrown bool
}

func (w *webkitWindow) eval(ctx context.Context, expression string) ([]byte, error) {
	for {
		b, err := w.ask(ctx, expression)
		if !errors.Is(err, errLeft) || ctx.Err() != nil {
			return b, err
		}
	}
}

// do does something once, that may lead to another page before it is answered.
func (w *webkitWindow) do(ctx context.Context, expression string) error {
	if _, err := w.ask(ctx, expression); !errors.Is(err, errLeft) {
		return err
	}
	return nil
}

// ask is answered by [errLeft] when the page was left meanwhile.
func (w *webkitWindow) ask(ctx context.Context, expression string) ([]byte, error) {
	var promise, value webkitValue
	// A page that began before it was told the scripts gets them now.
	w.mu.Lock()
	scripts := w.scripts
	w.mu.Unlock()
	if len(scripts) > 0 {
		expression = "(window.e2e ?? (() => {" + scripts[0] + "})(), " + expression + ")"
	}
	if err := w.call(ctx, "Runtime.evaluate", map[string]any{"expression": asText(expression), "emulateUserGesture": true}, &promise); err != nil {
		return nil, err
	}
	if promise.WasThrown {
		return nil, errors.New(promise.Result.Description)
	}
	if err := w.call(ctx, "Runtime.awaitPromise", map[string]any{"promiseObjectId": promise.Result.ObjectID, "returnByValue": true}, &value); err != nil {
		if strings.Contains(err.Error(), "Missing injected script") || strings.Contains(err.Error(), "Could not find object") {
			err = errLeft
		}
		return nil, err
	}
	if value.WasThrown {
		return nil, errors.New(string(value.Result.Value) + value.Result.Description)
	}
	var text string
	err := json.Unmarshal(value.Result.Value, &text)
	return []byte(text), err
}

// visit asks for a page again when none came: under load the browser forgets now and then that it was asked.
func (w *webkitWindow) visit(ctx context.Context, url string) error {
	if err := w.until(ctx, `window.left = true`); err != nil {
		return err
	}
	for {
		tried, cancel := context.WithTimeout(ctx, 15*time.Second)
		err := w.call(tried, "Page.navigate", map[string]any{"url": url}, nil)
		if err == nil || errors.Is(err, errLeft) {
			err = w.until(tried, `!window.left && location.href !== "about:blank" && document.readyState !== "loading"`)
		}
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
}

// until asks again and again: the process that was asked may be left for another.
func (w *webkitWindow) until(ctx context.Context, expression string) error {
	for {
		asked, cancel := context.WithTimeout(ctx, 5*time.Second)
		b, err := w.eval(asked, expression)
		cancel()
		if err == nil && string(b) == "true" {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (w *webkitWindow) reload(ctx context.Context) error {
	if err := w.call(ctx, "Page.reload", map[string]any{}, nil); err != nil && !errors.Is(err, errLeft) {
		return err
	}
	return nil
}

// tap has no pointer of its own: it sends the page what a pointer would.
func (w *webkitWindow) tap(ctx context.Context, x, y float64) error {
	return w.do(ctx, expr(`e2e.tap(%v, %v)`, x, y))
}

func (w *webkitWindow) text(ctx context.Context, text string) error {
	return w.do(ctx, expr(`document.execCommand("insertText", false, %v)`, text))
}

func (w *webkitWindow) size(ctx context.Context, s screen) error {
	_, err := w.eval(ctx, expr(`resizeTo(%v, %v)`, s.width, s.height))
	return err
}

func (w *webkitWindow) before(_ context.Context, script string) error {
	w.mu.Lock()
	w.scripts = append(w.scripts, script)
	inner := w.inner
	w.mu.Unlock()
	w.bootstrap(inner)
	return nil
}

func (w *webkitWindow) choose(ctx context.Context, input, file string) error {
	return chooseInPage(ctx, w, input, file)
}

func (w *webkitWindow) download(ctx context.Context, dir string, do func()) error {
	return downloadInPage(ctx, w, dir, do)
}

func (w *webkitWindow) zone(context.Context, string) error {
	return errors.New("the time zone of WebKit is that of its process")
}

func (w *webkitWindow) picture(ctx context.Context) ([]byte, error) {
	var got struct{ DataURL string }
	if err := w.call(ctx, "Page.snapshotRect", map[string]any{"x": 0, "y": 0, "width": phone.width, "height": phone.height, "coordinateSystem": "Viewport"}, &got); err != nil {
		return nil, err
	}
	_, data, _ := strings.Cut(got.DataURL, ",")
	return base64.StdEncoding.DecodeString(data)
}
