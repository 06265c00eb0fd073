package e2e

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Firefox takes commands by WebDriver BiDi, which it speaks itself.

// firefoxPrefs has it start without questions, in French, and treat each window as the one looked at.
const firefoxPrefs = `user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("intl.accept_languages", "fr-CA, fr");
user_pref("focusmanager.testmode", true);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
`

func launchFirefox(profile string) (*browser, error) {
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxPrefs), 0o600); err != nil {
		return nil, err
	}
	name, err := exec.LookPath("firefox-esr")
	if err != nil {
		if name, err = exec.LookPath("firefox"); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(name, "--headless", "--no-remote", "--remote-debugging-port", "0", "-profile", profile)
	cmd.Env = append(os.Environ(), "MOZ_DISABLE_CONTENT_SANDBOX=1", "MOZ_CRASHREPORTER_DISABLE=1", "HOME="+profile)
	said, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	b, err := begin(cmd)
	if err != nil {
		return nil, err
	}
	addr, err := announced(said, "WebDriver BiDi listening on ws://")
	if err != nil {
		b.stop()
		return nil, err
	}
	f := &firefox{hears: map[string]func(string){}}
	if f.socket, err = dial(addr, "/session", f.hear); err == nil {
		ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
		defer cancel()
		if err = f.socket.call(ctx, "session.new", map[string]any{"capabilities": map[string]any{}}, nil); err == nil {
			err = f.socket.call(ctx, "session.subscribe", map[string]any{"events": []string{"log.entryAdded"}}, nil)
		}
	}
	if err != nil {
		b.stop()
		return nil, err
	}
	b.quit = func() error {
		ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
		defer cancel()
		err := f.socket.call(ctx, "browser.close", map[string]any{}, nil)
		<-b.ctx.Done()
		return err
	}
	b.window = func(hear func(trouble string)) (context.Context, driver, error) {
		w, err := f.window(b.ctx, hear)
		return b.ctx, w, err
	}
	return b, nil
}

// announced reads what a program says until it tells the address that follows a text.
func announced(said io.Reader, after string) (string, error) {
	found := make(chan string, 1)
	go func() {
		defer close(found)
		lines := bufio.NewScanner(said)
		for lines.Scan() {
			if _, addr, ok := strings.Cut(lines.Text(), after); ok {
				found <- addr
			}
		}
	}()
	select {
	case addr, ok := <-found:
		if ok {
			return addr, nil
		}
		return "", errors.New("it ended at once")
	case <-time.After(time.Minute):
		return "", errors.New("it said nothing for a minute")
	}
}

type firefox struct {
	socket *socket
	hears  map[string]func(string) // by window; written before its first page
}

func (f *firefox) hear(method string, params json.RawMessage) {
	var entry struct {
		Level, Text string
		Source      struct{ Context string }
	}
	if method != "log.entryAdded" || json.Unmarshal(params, &entry) != nil || entry.Level != "error" || strings.HasPrefix(entry.Text, "Failed to load ‘http") ||
		strings.Contains(entry.Text, "/favicon.ico”") { // its own viewer of what is no page asks for one
		return
	}
	f.socket.mu.Lock()
	hear := f.hears[entry.Source.Context]
	f.socket.mu.Unlock()
	if hear != nil {
		hear(entry.Text)
	}
}

func (f *firefox) window(ctx context.Context, hear func(trouble string)) (driver, error) {
	w := &firefoxWindow{socket: f.socket}
	var made struct{ Context string }
	if err := w.socket.call(ctx, "browsingContext.create", map[string]any{"type": "window"}, &made); err != nil {
		return nil, err
	}
	w.id = made.Context
	f.socket.mu.Lock()
	f.hears[w.id] = hear
	f.socket.mu.Unlock()
	return w, nil
}

type firefoxWindow struct {
	socket *socket
	id     string
}

// call adds the window to a command.
func (w *firefoxWindow) call(ctx context.Context, method string, params map[string]any, result any) error {
	params["context"] = w.id
	return w.socket.call(ctx, method, params, result)
}

func (w *firefoxWindow) close() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = w.call(ctx, "browsingContext.close", map[string]any{}, nil)
}

func (w *firefoxWindow) eval(ctx context.Context, expression string) ([]byte, error) {
	var got struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := w.socket.call(ctx, "script.evaluate", map[string]any{
		"expression": asText(expression), "target": map[string]any{"context": w.id}, "awaitPromise": true, "userActivation": true}, &got)
	if err == nil && got.Type == "exception" {
		err = errors.New(got.ExceptionDetails.Text)
	}
	return []byte(got.Result.Value), err
}

// asText has an expression answer with text: protocols that write values their own way all write texts alike.
func asText(expression string) string {
	return "(async () => JSON.stringify((await (" + expression + ")) ?? null))()"
}

func (w *firefoxWindow) visit(ctx context.Context, url string) error {
	return w.call(ctx, "browsingContext.navigate", map[string]any{"url": url, "wait": "interactive"}, nil)
}

func (w *firefoxWindow) reload(ctx context.Context) error {
	return w.call(ctx, "browsingContext.reload", map[string]any{"wait": "none"}, nil)
}

func (w *firefoxWindow) tap(ctx context.Context, x, y float64) error {
	return w.call(ctx, "input.performActions", map[string]any{"actions": []any{map[string]any{
		"type": "pointer", "id": "thumb", "actions": []any{
			map[string]any{"type": "pointerMove", "x": int(x), "y": int(y)},
			map[string]any{"type": "pointerDown", "button": 0}, map[string]any{"type": "pointerUp", "button": 0}},
	}}}, nil)
}

func (w *firefoxWindow) text(ctx context.Context, text string) error {
	var keys []any
	for _, r := range text {
		keys = append(keys, map[string]any{"type": "keyDown", "value": string(r)}, map[string]any{"type": "keyUp", "value": string(r)})
	}
	return w.call(ctx, "input.performActions", map[string]any{"actions": []any{map[string]any{"type": "key", "id": "keys", "actions": keys}}}, nil)
}

func (w *firefoxWindow) size(ctx context.Context, s screen) error {
	return w.call(ctx, "browsingContext.setViewport", map[string]any{"viewport": map[string]any{"width": s.width, "height": s.height}}, nil)
}

func (w *firefoxWindow) before(ctx context.Context, script string) error {
	return w.socket.call(ctx, "script.addPreloadScript", map[string]any{
		"functionDeclaration": "() => {" + script + "}", "contexts": []string{w.id}}, nil)
}

func (w *firefoxWindow) choose(ctx context.Context, input, file string) error {
	var got struct{ Result struct{ SharedID string } }
	err := w.socket.call(ctx, "script.evaluate", map[string]any{
		"expression": expr(`e2e.named(%v)`, input), "target": map[string]any{"context": w.id}, "awaitPromise": false}, &got)
	if err != nil {
		return err
	}
	return w.call(ctx, "input.setFiles", map[string]any{"element": map[string]any{"sharedId": got.Result.SharedID}, "files": []string{file}}, nil)
}

func (w *firefoxWindow) zone(ctx context.Context, name string) error {
	return w.socket.call(ctx, "emulation.setTimezoneOverride", map[string]any{"timezone": name, "contexts": []string{w.id}}, nil)
}

func (w *firefoxWindow) download(ctx context.Context, dir string, do func()) error {
	return downloadInPage(ctx, w, dir, do)
}

func (w *firefoxWindow) picture(ctx context.Context) ([]byte, error) {
	var got struct{ Data string }
	if err := w.call(ctx, "browsingContext.captureScreenshot", map[string]any{}, &got); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(got.Data)
}
