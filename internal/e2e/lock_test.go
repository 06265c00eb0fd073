package e2e

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"trousse/internal/vault"
)

// passphrase is the one of these journeys.
const passphrase = "canot lilas moufle tonnerre bleuet"

// stands waits until the kit says how it stands, with the first screen there.
func (p *page) stands(state string) {
	p.t.Helper()
	p.wait("the kit is "+state, `document.documentElement.dataset.kit === %v`, state)
}

// protect sets the first passphrase, and returns the recovery code.
func (p *page) protect() (code string) {
	p.t.Helper()
	p.open("/settings/security")
	p.fill("passphrase", passphrase, "passphrase_again", passphrase)
	p.press("set_passphrase")
	p.has("recovery_saved")
	code = eval[string](p, `e2e.raw("recovery_code")`)
	if printed := eval[string](p, `e2e.raw("backup_identity")`); printed != identity(p.t, code) {
		p.t.Errorf("beside the code stands %q", printed)
	}
	p.press("recovery_saved")
	p.has("lock_now")
	return code
}

// identity is what opens backups with the age tool, printed beside the code.
func identity(t *testing.T, code string) string {
	t.Helper()
	parsed, err := vault.ParseRecovery(code)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Identity().String()
}

// opened is what the age tool makes of a sealed file, with a printed identity.
func opened(t *testing.T, sealed []byte, printed string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string][]byte{"identity": []byte(printed + "\n"), "backup": sealed} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("age", "-d", "-i", "identity", "backup")
	cmd.Dir = dir
	text, err := cmd.Output()
	if err != nil {
		t.Errorf("age: %v", err)
	}
	return string(text)
}

// unlock opens the kit, with the right passphrase unless another is given.
func (p *page) unlock(with ...string) {
	p.t.Helper()
	p.set("passphrase", append(with, passphrase)[0])
	p.wait("what was said of the one before makes room", `!document.querySelector("main [role=alert]")`)
	p.press("unlock")
	if len(with) == 0 {
		p.stands("ready")
	}
}

// passes lets time go by, as far as the program can tell by the clock that nobody can set, and wakes it up.
func (p *page) passes(seconds int) {
	p.t.Helper()
	eval[int](p, `(() => { const now = performance.now.bind(performance); performance.now = () => now() + %v; dispatchEvent(new Event("online")); return 0 })()`, seconds*1000)
}

// hidden takes the kit off the screen, shown brings it back.
func (p *page) hidden() { p.t.Helper(); p.seen("hidden") }
func (p *page) shown()  { p.t.Helper(); p.seen("visible") }

// seen has the page take itself for one that is on the screen or off it: the browser goes on giving it the focus now and then.
func (p *page) seen(state string) {
	p.t.Helper()
	eval[bool](p, `Object.defineProperty(document, "visibilityState", { value: %v, configurable: true }) && document.dispatchEvent(new Event("visibilitychange"))`, state)
}

// TestLock protects a kit that holds records, in both languages: it opens for who holds the passphrase or the code, and for
// nobody else.
func TestLock(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.open("/?lang=" + lang)
			id := p.client("name", someone, "phone", "819 555-0142")
			p.open("/settings/security")

			t.Log("what cannot be set is refused, and kept")
			p.fill("passphrase", "trop", "passphrase_again", "trop")
			p.press("set_passphrase")
			p.wait("it is too short", `e2e.refusal("passphrase")`)
			p.output("strength", "weak")
			p.fill("passphrase", passphrase, "passphrase_again", "canot lilas")
			p.output("strength", "strong")
			p.press("set_passphrase")
			p.wait("they differ", `e2e.refusal("passphrase_again")`)
			p.holds("passphrase", passphrase)
			words := eval[string](p, `e2e.raw("suggested")`)
			p.press("other_words")
			p.wait("other words are suggested", `e2e.raw("suggested") && e2e.raw("suggested") !== %v`, words)
			if n := len(strings.Fields(words)); n != 5 {
				t.Errorf("%d words suggested: %s", n, words)
			}

			code := p.protect()
			p.turn("/clients/" + id)
			p.shows(someone)

			t.Log("started anew it is locked, wherever it starts")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.visit("/clients/" + id + "?lang=" + lang)
			p.stands("locked")
			p.has("unlock")
			p.hides(someone)

			t.Log("a wrong passphrase opens nothing, and the wait grows")
			p.unlock("canot lilas moufle tonnerre")
			p.wait("it is said", `document.querySelector("[role=alert]")`)
			p.wait("it can be tried again", `!e2e.named("unlock").disabled`)
			p.unlock("canot")
			p.wait("the second wait is longer", `+e2e.raw("unlock_wait") > 0 && e2e.named("unlock").disabled`)
			p.visit("/clients/" + id)
			p.stands("locked")
			p.wait("loading anew does not shorten it", `localStorage["trousse.tries"].startsWith("2 ")`)
			p.wait("it can be tried again", `!e2e.named("unlock").disabled`)
			p.unlock(strings.ToUpper(passphrase))
			p.stands("ready")
			p.at("/clients/" + id)
			p.shows(someone)
			if kept := eval[string](p, `localStorage["trousse.tries"]`); kept != "" {
				t.Errorf("tries are still counted: %s", kept)
			}

			t.Log("the code opens as well, and says what was misread")
			p.turn("/settings/security")
			p.press("lock_now")
			p.stands("locked")
			p.press("use_recovery")
			misread := []byte(code)
			misread[0] = map[bool]byte{true: 'B', false: 'A'}[misread[0] == 'A']
			p.set("recovery_code", string(misread))
			p.press("unlock")
			p.wait("the first group is named", `document.querySelector("[role=alert]")?.textContent.includes("1")`)
			p.set("recovery_code", strings.ToLower(strings.ReplaceAll(code, "-", " ")))
			p.press("unlock")
			p.stands("ready")
			p.at("/settings/security")
			p.wait("it says how long it took", `+e2e.raw("unlock_time") > 0`)

			t.Log("another passphrase, by the code; the former opens no more")
			p.press("change_passphrase")
			p.fill("passphrase_now", "autre chose encore", "passphrase", "nouvelle "+passphrase, "passphrase_again", "nouvelle "+passphrase)
			p.press("set_passphrase")
			p.wait("who does not know the present one cannot", `document.querySelector("[role=alert]")`)
			p.holds("passphrase", "nouvelle "+passphrase)
			p.wait("the wait is over", `+localStorage["trousse.tries"].split(" ")[1] + 2500 < Date.now()`)
			p.set("passphrase_now", code)
			p.press("set_passphrase")
			p.has("lock_now")
			p.press("lock_now")
			p.stands("locked")
			p.unlock(passphrase)
			p.wait("it is said", `document.querySelector("[role=alert]")`)
		})
	}
}

// silent looks for words wherever a page keeps any.
func (p *page) silent(words ...string) {
	p.t.Helper()
	for _, word := range words {
		if left := eval[string](p, `(() => { const everywhere = document.documentElement.outerHTML + document.title + location.href + JSON.stringify(history.state) +
			JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + [...document.querySelectorAll("input, textarea")].map((e) => e.value).join(" ");
			const at = everywhere.indexOf(%v); return at < 0 ? "" : everywhere.slice(Math.max(0, at - 200), at + 200) })()`, word); left != "" {
			p.t.Errorf("%s is still there: %s", word, left)
		}
	}
}

// TestLockHides locks a kit in which things are under way: a form, another window, a wait on the line.
func TestLockHides(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/settings")
	p.fill("buddy_name", "Josette", "buddy_phone", "514 555-0188")
	p.press("save")
	p.output("save_state", "saved")
	id := p.client("name", someone, "phone", "819 555-0142")
	p.protect()
	p.turn("/hold/" + id)
	p.fill("limit", "2", "step", "Vérifier sa facture")
	p.press("start_hold")
	p.has("stop_hold")
	other := window(t, shared, p.server)
	other.visit("/clients/" + id)
	other.stands("locked")
	other.unlock()
	other.shows(someone)

	t.Log("locked in one window, locked in all; what was typed is kept")
	p.turn("/log")
	p.fill("client", someone, "about", "Facture secrète")
	other.turn("/")
	other.press("lock_now")
	other.stands("locked")
	p.stands("locked")
	p.has("unlock")
	for _, w := range []*page{p, other} {
		w.silent("Tremblay", "555-0142", "secrète", "Vérifier", "Josette")
	}
	if found := eval[bool](p, `(async () => { for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) if (/Tremblay|clients.[0-9a-f]/.test(r.url)) return true; return false })()`); found {
		t.Error("a cache tells of clients")
	}

	t.Log("the wait goes on, help is there without the number nobody agreed to show, and the tools can be read")
	p.has("running_hold")
	p.press("running_hold")
	p.at("/hold")
	p.has("stop_hold")
	p.hides("Vérifier")
	p.press("stop_hold")
	p.turn("/talk")
	p.set("minutes", "7")
	p.turn("/help-now")
	p.has("call_911")
	p.lacks("call_buddy")
	p.turn("/scripts/hold-ask")
	p.has("copy")
	p.turn("/checklists/pulse")
	p.has("open_kit")
	p.turn("/clients")
	p.set("passphrase", passphrase)

	t.Log("opened, all is there: the form, and the wait to be noted")
	p.turn("/log")
	p.holds("passphrase", passphrase)
	p.press("unlock")
	p.stands("ready")
	p.at("/log")
	p.press("resume_draft")
	p.holds("about", "Facture secrète")
	p.turn("/talk")
	p.holds("minutes", "7")
	p.turn("/hold")
	p.has("log_this")
	other.has("unlock")

	t.Log("with consent, the number is there")
	p.turn("/settings/security")
	p.press("help_open", "yes")
	p.output("save_state", "saved")
	p.press("lock_now")
	p.stands("locked")
	p.turn("/help-now")
	p.has("call_buddy")
}

// TestLockedDisk looks for what a locked kit holds in all the files of the browser, after a dead battery.
func TestLockedDisk(t *testing.T) {
	t.Parallel()
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	p.client("name", "Zénaïde Quenneville", "phone", "819 555-0177", "attentions", "Tisane de mélilot")
	p.protect()
	p.turn("/log")
	p.fill("client", "Zénaïde Quenneville", "about", "Chaudière fêlée", "promise", "Apporter la bride", "promise_date", "2031-02-03")
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
	p.turn("/log")
	p.fill("client", "Zénaïde Quenneville", "notes", "Brouillon inachevé")
	p.output("draft_state", "saved")
	p.turn("/")
	p.press("lock_now")
	p.stands("locked")
	d.kill()
	secrets := []string{"Quenneville", "quenneville", "8195550177", "819 555-0177", "mélilot", "Chaudière", "chaudiere", "Apporter la bride", "inachevé", passphrase}
	if err := filepath.WalkDir(d.profile, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, secret := range secrets {
			if bytes.Contains(b, []byte(secret)) || bytes.Contains(b, wide(secret)) {
				t.Errorf("%s is in %s", secret, strings.TrimPrefix(path, d.profile))
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	d.on()
	p = window(t, d.browser, s)
	p.visit("/log")
	p.stands("locked")
	p.unlock()
	p.press("resume_draft")
	p.holds("notes", "Brouillon inachevé")
}

// wide is a text as programs that keep two bytes a character write it.
func wide(s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
