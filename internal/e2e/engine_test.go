package e2e

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// engine is what the journeys of this run are lived in: chromium, or one of the others.
var engine = cmp.Or(os.Getenv("TROUSSE_ENGINE"), chromiumEngine)

const chromiumEngine = "chromium"

// others start each of the other engines on a profile.
var others = map[string]func(profile string) (*browser, error){"firefox": launchFirefox, "webkit": launchWebKit}

// launchOther starts one on a profile, or on one that goes away with it.
func launchOther(start func(profile string) (*browser, error), profile string) (*browser, error) {
	if profile != "" {
		return start(profile)
	}
	profile, err := os.MkdirTemp("", "trousse-")
	if err != nil {
		return nil, err
	}
	b, err := start(profile)
	if err != nil {
		os.RemoveAll(profile)
		return nil, err
	}
	stop := b.stop
	b.stop = func() { stop(); os.RemoveAll(profile) }
	return b, nil
}

// A driver does in one window of a browser what a journey asks for, whichever engine it has.
type driver interface {
	eval(ctx context.Context, expression string) ([]byte, error) // the value, awaited, as JSON
	visit(ctx context.Context, url string) error                 // until there is a page
	reload(ctx context.Context) error
	tap(ctx context.Context, x, y float64) error
	text(ctx context.Context, text string) error // into what has the focus
	size(ctx context.Context, s screen) error
	before(ctx context.Context, script string) error // in every page from the next one on, ahead of its own scripts
	choose(ctx context.Context, input, file string) error
	download(ctx context.Context, dir string, do func()) error // puts what is offered in a folder
	picture(ctx context.Context) ([]byte, error)               // PNG
	zone(ctx context.Context, name string) error               // the time zone of the device
	close()
}

// begin starts a browser whose processes end together.
func begin(cmd *exec.Cmd) (*browser, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); cancel(); close(ended) }()
	kill := func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-ended
		if errors.Is(err, syscall.ESRCH) { // it is gone already
			return nil
		}
		return err
	}
	quit := func() error {
		err := cmd.Process.Signal(syscall.SIGTERM)
		<-ended
		return err
	}
	return &browser{ctx: ctx, quit: quit, kill: kill, stop: func() { _ = kill() }}, nil
}

// chromium is a window of Chromium. Journeys that no other engine can live use its own protocol, through call.
type chromium struct{ stop func() }

func chromiumWindow(b *browser) func(hear func(trouble string)) (context.Context, driver, error) {
	return func(hear func(trouble string)) (context.Context, driver, error) {
		ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewWindow(true))
		err := chromedp.Do(ctx)
		if err == nil {
			err = chromedp.Listen(ctx, func(ev any) {
				if trouble := chromiumTrouble(ev); trouble != "" {
					hear(trouble)
				}
			})
		}
		if err == nil {
			_, err = chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		}
		return ctx, chromium{stop}, err
	}
}

func chromiumTrouble(ev any) (trouble string) {
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		trouble = ev.ExceptionDetails.Text
		if ev.ExceptionDetails.Exception != nil {
			trouble += " " + ev.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			for _, a := range ev.Args {
				trouble += string(a.Value) + a.Description + " "
			}
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError && ev.Entry.Source != log.EntrySourceNetwork {
			trouble = ev.Entry.Text
		}
	}
	return trouble
}

func (c chromium) close() { c.stop() }

func (chromium) eval(ctx context.Context, expression string) ([]byte, error) {
	v, err := chromedp.Run(ctx, chromedp.Evaluate[*runtime.RemoteObject](expression, chromedp.EvalAwaitPromise, chromedp.EvalAsValue))
	if err != nil {
		return nil, err
	}
	return []byte(cmp.Or(string(v.Value), "null")), nil
}

func (chromium) visit(ctx context.Context, url string) error {
	return chromedp.Do(ctx, chromedp.Navigate(url))
}

func (chromium) reload(ctx context.Context) error {
	_, err := chromedp.Call(ctx, cdppage.Reload, cdppage.ReloadParams{})
	return err
}

func (chromium) tap(ctx context.Context, x, y float64) error {
	return chromedp.Do(ctx, chromedp.MouseClickXY(x, y))
}

func (chromium) text(ctx context.Context, text string) error {
	_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
	return err
}

func (chromium) size(ctx context.Context, s screen) error {
	return chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height))
}

func (chromium) before(ctx context.Context, script string) error {
	_, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

func (chromium) choose(ctx context.Context, input, file string) error {
	return chromedp.Do(ctx, chromedp.SetUploadFiles("[name="+input+"]", []string{file}))
}

func (chromium) download(ctx context.Context, dir string, do func()) error {
	yes := true
	if _, err := chromedp.CallBrowser(ctx, cdpbrowser.SetDownloadBehavior,
		cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: &yes}); err != nil {
		return err
	}
	progress := chromedp.BrowserEvents(ctx, cdpbrowser.DownloadProgress)
	do()
	for ev, err := range progress {
		if err != nil {
			return err
		}
		if ev.State == cdpbrowser.DownloadProgressStateCanceled {
			return errors.New("the download was cancelled")
		}
		if ev.State == cdpbrowser.DownloadProgressStateCompleted {
			break
		}
	}
	return nil
}

func (chromium) picture(ctx context.Context) ([]byte, error) {
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

func (chromium) zone(ctx context.Context, name string) error {
	_, err := chromedp.Call(ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: name})
	return err
}

// What engines without commands for files do in the page itself.

func chooseInPage(ctx context.Context, d driver, input, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 1<<20))
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() > int64(len(b)) { // what is larger is made of nothing but zeros at its end
		b = bytes.TrimRight(b, "\x00")
	}
	if _, err := d.eval(ctx, `(window.given = [], 0)`); err != nil {
		return err
	}
	for part := range slices.Chunk(b, 48<<10) { // a message may hold little more
		if _, err := d.eval(ctx, expr(`given.push(Uint8Array.from(atob(%v), (c) => c.charCodeAt(0)))`, base64.StdEncoding.EncodeToString(part))); err != nil {
			return err
		}
	}
	_, err = d.eval(ctx, expr(`(() => {
		const chosen = new DataTransfer(), input = e2e.named(%v), zeros = %v, many = new Blob([new Uint8Array(1 << 20)]);
		chosen.items.add(new File([...given, ...Array(zeros >> 20).fill(many), new Uint8Array(zeros %% (1 << 20))], %v));
		input.files = chosen.files;
		for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
	})()`, input, info.Size()-int64(len(b)), filepath.Base(file)))
	return err
}

func downloadInPage(ctx context.Context, d driver, dir string, do func()) error {
	if _, err := d.eval(ctx, `(() => {
		window.offered = new Promise((ok) => {
			const make = URL.createObjectURL, press = HTMLAnchorElement.prototype.click;
			let file;
			URL.createObjectURL = (f) => make.call(URL, file = f);
			HTMLAnchorElement.prototype.click = function () {
				if (!this.download) return press.call(this);
				Object.assign(URL, { createObjectURL: make });
				HTMLAnchorElement.prototype.click = press;
				const read = new FileReader();
				read.onload = () => ok({ name: this.download, content: read.result.replace(/^[^,]*,/, "") });
				read.readAsDataURL(file);
			};
		});
	})()`); err != nil {
		return err
	}
	do()
	b, err := d.eval(ctx, `window.offered`)
	var offered struct {
		Name    string
		Content []byte
	}
	if err == nil {
		err = json.Unmarshal(b, &offered)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, filepath.Base(offered.Name)), offered.Content, 0o600)
}
