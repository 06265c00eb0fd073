//go:build soak

package e2e

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"trousse/internal/exchange"
	"trousse/internal/journal"
)

//go:embed soak.js
var soakJS string

// soak is what was said to someone who works on a device whose battery dies again and again.
type soak struct {
	mu      sync.Mutex
	saved   map[string]bool // the tokens of what was said to be saved
	photos  map[string]bool // and with a photo
	kept    map[string]bool // the promises that were said to be kept
	draft   string          // what was said to be put away since the last save
	offered string          // what was on offer after the last kill
	saves   int
	saving  chan bool
}

// TestSoak works in the kit at random and ends the browser at random, often in the middle of a save, for TROUSSE_SOAK (ten
// minutes). Whatever was said to be saved must be there at the end, and what was said to be put away on offer or saved.
func TestSoak(t *testing.T) {
	long := 10 * time.Minute
	if said := os.Getenv("TROUSSE_SOAK"); said != "" {
		var err error
		if long, err = time.ParseDuration(said); err != nil {
			t.Fatal(err)
		}
	}
	k := &soak{saved: map[string]bool{}, photos: map[string]bool{}, kept: map[string]bool{}, saving: make(chan bool, 1)}
	kills, losses := 0, 0
	defer func() {
		fmt.Printf("saves %d kills %d losses %d\n", k.saves, kills, losses)
	}()
	s, d := serve(t), newDevice(t)
	for end := time.Now().Add(long); time.Now().Before(end); kills++ {
		k.live(window(t, d.browser, s), kills+1)
		d.kill()
		d.on()
		if kills%20 == 19 {
			losses = k.lost(window(t, d.browser, s))
		}
	}
	if losses = k.lost(window(t, d.browser, s)); losses > 0 {
		t.Errorf("%d losses", losses)
	}
}

// live works until the battery dies.
func (k *soak) live(p *page, life int) {
	p.must(chromedp.Listen(p.ctx, k.hear))
	p.open("/?lang=fr")
	k.mu.Lock()
	draft := k.draft
	k.offered = ""
	k.mu.Unlock()
	eval[int](p, `((`+soakJS+`)(%v, %v), 0)`, life, draft)
	if draft != "" {
		k.resumed(p, draft)
	}
	select {
	case <-k.saving:
	default:
	}
	limit := time.After(time.Duration(300+rand.IntN(9000)) * time.Millisecond)
	for {
		select {
		case <-limit:
			return
		case <-k.saving:
			if rand.IntN(5) == 0 { // a save takes some ten milliseconds
				time.Sleep(time.Duration(rand.IntN(40_000)) * time.Microsecond)
				return
			}
		}
	}
}

// resumed waits until it is known what became of what was put away: what is not on offer must have been saved.
func (k *soak) resumed(p *page, draft string) {
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		k.mu.Lock()
		offered := k.offered
		if offered != "" {
			if k.draft = ""; offered != draft {
				k.saved[draft] = true
			}
			k.mu.Unlock()
			return
		}
		k.mu.Unlock()
		if time.Now().After(end) {
			p.stuck("it is not known what became of the draft %s", draft)
		}
	}
}

// hear takes down what the page said.
func (k *soak) hear(ev any) {
	said, ok := ev.(*runtime.EventConsoleAPICalled)
	if !ok || said.Type != runtime.ConsoleAPICalledTypeLog || len(said.Args) != 3 || string(said.Args[0].Value) != `"soak"` {
		return
	}
	what, of := strings.Trim(string(said.Args[1].Value), `"`), strings.Trim(string(said.Args[2].Value), `"`)
	k.mu.Lock()
	defer k.mu.Unlock()
	switch what {
	case "saving":
		select {
		case k.saving <- true:
		default:
		}
	case "saved":
		k.saved[of] = true
		k.saves++
		if k.draft == of {
			k.draft = ""
		}
	case "photo":
		k.photos[of] = true
	case "kept":
		k.kept[of] = true
		k.saves++
	case "drafted":
		k.draft = of
	case "offered":
		k.offered = of
	}
}

// lost reads everything back from a backup, and counts what was said to be there and is not.
func (k *soak) lost(p *page) (n int) {
	var words strings.Builder // all that was ever written
	photos := map[string]bool{}
	withPhoto := map[string]string{} // the photo of a token
	settled := map[string]bool{}
	_, err := exchange.Read(strings.NewReader(p.copied()), journal.Intake{
		Photo: func(id string, _ []byte) error { photos[id] = true; return nil },
		Revision: func(r journal.Revision) error {
			words.Write(r.Body)
			rec, err := r.Record()
			if err != nil {
				return err
			}
			switch rec := rec.(type) {
			case journal.Promise:
				settled[rec.ID] = rec.Settled()
			case journal.Interaction:
				if len(rec.Photos) > 0 {
					withPhoto[rec.About] = rec.Photos[0].ID
				}
			}
			return nil
		},
	})
	p.must(err)
	k.mu.Lock()
	defer k.mu.Unlock()
	lose := func(kind, what string) { n++; p.t.Errorf("%s is lost: %s", kind, what) }
	for token := range k.saved {
		if !strings.Contains(words.String(), `"`+token+`"`) {
			lose("what was saved", token)
		}
	}
	for token := range k.photos {
		if !photos[withPhoto[token]] {
			lose("the photo of", token)
		}
	}
	for id := range k.kept {
		if !settled[id] {
			lose("that a promise was kept", id)
		}
	}
	p.t.Logf("read back: %d saves said, %d photos, %d promises kept; %d lost", len(k.saved), len(k.photos), len(k.kept), n)
	p.close()
	return n
}
