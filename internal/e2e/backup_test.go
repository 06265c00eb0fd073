package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousse/internal/exchange"
	"trousse/internal/journal"
	"trousse/internal/vault"
)

// TestBackup makes a copy of everything, and puts it back where there is nothing, and where something is.
func TestBackup(t *testing.T) {
	t.Parallel()
	d := newDevice(t) // downloads are a setting of the whole browser
	p := window(t, d.browser, serve(t))
	p.open("/?lang=fr")
	p.log("client", "Marie Tremblay", "phone", "514 555-0123", "about", "Facture", "promise", "Rappeler", "promise_date", "2031-02-03")
	p.lacks("backup_later")
	due := func(records int) {
		eval[string](p, `localStorage["trousse.unsaved"] = %v`, fmt.Sprint(records, " 2026-01-01"))
	}
	due(0)
	p.log("client", "Luc Gagnon", "about", "Livraison")
	p.output("save_state", "saved")
	if kept := eval[string](p, `localStorage["trousse.unsaved"]`); kept != "2 2026-01-01" {
		t.Errorf("unsaved: %q", kept)
	}
	due(20)

	t.Log("a backup is due: put off for the day, then made in one press")
	p.turn("/promises")
	p.turn("/")
	p.output("backup_changes", "20")
	p.press("backup_later")
	p.lacks("make_backup")
	eval[string](p, `localStorage["trousse.backup_later"] = ""`)
	p.turn("/promises")
	p.turn("/")
	good := p.downloaded(backupName, func() { p.press("make_backup") })
	p.wait("it is made", `document.querySelector(".banner--good")`)
	p.lacks("make_backup")
	p.turn("/settings/backup")
	p.output("backup_changes", "0")
	p.output("last_backup", eval[string](p, `new Date().toLocaleDateString("sv")`))
	sum, err := exchange.Read(bytes.NewReader(good), journal.Intake{})
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[journal.Kind]int{journal.KindClient: 2, journal.KindInteraction: 2, journal.KindPromise: 1} {
		if sum.Counts[kind] != want {
			t.Errorf("the backup holds %d %s, want %d", sum.Counts[kind], kind, want)
		}
	}

	t.Log("put back where there is nothing")
	empty := window(t, d.browser, serve(t))
	empty.open("/settings/backup")
	for name, bad := range map[string][]byte{
		"not a backup": []byte("Bonjour,\nceci est une lettre.\n"), "nothing at all": {}, "cut short": good[:len(good)*2/3],
		"a letter changed": bytes.Replace(good, []byte("Livraison"), []byte("Livraisom"), 1),
		"markup":           []byte("<script>alert(1)</script>"),
	} {
		empty.choose(bad)
		empty.wait(name+" is refused in words", `document.getElementById("backup_file-error")?.textContent.length > 10`)
		empty.lacks("restore_confirm")
		if n := empty.kept("revs"); n != 0 {
			t.Errorf("%s: %d revisions kept", name, n)
		}
	}
	empty.restore(good)
	empty.shows("Facture")
	empty.open("/promises")
	empty.shows("Rappeler")

	t.Log("made by itself, into a folder; the browser's own stands in the place of one that is picked")
	const folder = `(await (await navigator.storage.getDirectory()).getDirectoryHandle("Sauvegardes", { create: true }))`
	files := `await (async () => { const all = []; for await (const f of ` + folder + `.values()) all.push(f.name); return all.sort() })()`
	empty.turn("/settings/backup")
	eval[bool](empty, `(window.showDirectoryPicker = async () => `+folder+`, true)`)
	empty.press("choose_folder")
	empty.wait("a file is there", `e2e.raw("folder_last") && (`+files+`).join() === e2e.raw("folder_last")`)
	written := eval[string](empty, `(async () => (await (await `+folder+`.getFileHandle(e2e.raw("folder_last"))).getFile()).text())()`)
	if sum, err := exchange.Read(strings.NewReader(written), journal.Intake{}); err != nil || sum.Counts[journal.KindClient] != 2 {
		t.Errorf("in the folder: %v, %v", sum.Counts, err)
	}
	empty.log("client", "Nadia Roy", "about", "Une de plus")
	eval[string](empty, `localStorage["trousse.unsaved"] = "10 2026-01-01"`)
	empty.wait("a second file is there", `(`+files+`).filter((name) => name.endsWith(".jsonl")).length === 2`)
	empty.turn("/settings/backup")
	empty.output("backup_changes", "0")

	t.Log("put back from a file that is sealed for a printed code, which is asked for")
	code := vault.NewRecovery()
	var sealed bytes.Buffer
	_, _, err = exchange.Write(&sealed, exchange.Content{Made: time.Now(), Vault: journal.NewID(), Revisions: func(yield func(journal.Revision) error) error {
		_, err := exchange.Read(bytes.NewReader(good), journal.Intake{Revision: yield})
		return err
	}}, code.Identity().Recipient())
	p.must(err)
	safe := window(t, d.browser, serve(t))
	safe.open("/settings/backup?lang=en")
	safe.choose(sealed.Bytes())
	safe.has("recovery_code")
	safe.lacks("restore_confirm")
	said := ""
	for _, wrong := range []string{"12345-ABCDE", vault.NewRecovery().String()} {
		safe.fill("recovery_code", wrong)
		safe.press("restore_backup")
		const words = `document.getElementById("backup_file-error")?.textContent`
		safe.wait("it is refused in words", words+`?.length > 10 && `+words+` !== %v`, said)
		said = eval[string](safe, words)
	}
	safe.fill("recovery_code", strings.ToLower(code.String()))
	safe.press("restore_backup")
	safe.output("count_file_client", "2")
	safe.press("restore_confirm")
	safe.at("/")
	safe.shows("Facture")

	t.Log("put back beside something else, then in its place, which is asked twice; both with a copy taken first")
	other := window(t, d.browser, serve(t))
	other.log("client", "Quelqu’un d’autre", "about", "À remplacer")
	other.open("/settings/backup")
	other.choose(good)
	other.has("restore_confirm")
	copied := other.downloaded(backupName, func() { other.press("restore_confirm") })
	other.at("/")
	other.has("restore_seen")
	other.shows("Facture")
	other.shows("À remplacer")
	other.press("restore_seen")
	other.lacks("restore_seen")
	other.open("/settings/backup")
	other.choose(copied)
	other.press("restore_how", "replace")
	other.press("restore_confirm")
	other.has("restore_keep") // the way back stands where the button was: a second tap of haste keeps what is here
	copied = other.downloaded(backupName, func() { other.press("restore_confirm") })
	if !bytes.Contains(copied, []byte("Facture")) {
		t.Error("what was replaced is not in the copy taken first")
	}
	other.at("/")
	other.shows("À remplacer")
	other.hides("Facture")
}

// lose takes away the databases and leaves the sentinel.
func (p *page) lose() {
	p.t.Helper()
	p.visit("/manifest.webmanifest") // no program runs there
	eval[int](p, `(async () => {
		for (const { name } of await indexedDB.databases()) await new Promise((ok, no) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: ok, onerror: no }));
		return 0;
	})()`)
}

// choose picks a file with that content in the file input.
func (p *page) choose(content []byte) {
	p.t.Helper()
	name := filepath.Join(p.t.TempDir(), "chosen.jsonl")
	p.must(os.WriteFile(name, content, 0o600))
	p.has("backup_file")
	p.must(p.drive.choose(p.ctx, "backup_file", name))
}

// restore puts a backup of two clients back, after its counts were shown.
func (p *page) restore(content []byte) {
	p.t.Helper()
	p.choose(content)
	p.output("count_file_client", "2")
	p.output("count_file_promise", "1")
	p.press("restore_confirm")
	p.at("/")
}

// copied makes a backup that stays in the page, and returns what is in it.
func (p *page) copied() string {
	p.t.Helper()
	p.open("/settings/backup")
	eval[int](p, `(() => {
		const make = URL.createObjectURL;
		URL.createObjectURL = (file) => { window.file = file; return make.call(URL, file); };
		return 0;
	})()`)
	p.press("make_backup")
	p.wait("there is a file", `window.file`)
	return eval[string](p, `window.file.text()`)
}

// backupName is what backups are called.
const backupName = "trousse-*.jsonl"

// download presses a button of the backup screen and returns the file that it offers.
func (p *page) download(button string) []byte {
	p.t.Helper()
	p.open("/settings/backup")
	return p.downloaded(backupName, func() { p.press(button) })
}

// downloaded is the one file of a name like the pattern that the page offers when something is done.
func (p *page) downloaded(pattern string, do func()) []byte {
	p.t.Helper()
	dir := p.t.TempDir()
	p.must(p.drive.download(p.ctx, dir, do))
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	p.must(err)
	if len(files) != 1 {
		p.t.Fatalf("downloaded %v", files)
	}
	if ok, err := filepath.Match(pattern, filepath.Base(files[0])); err != nil || !ok {
		p.t.Fatalf("downloaded %v, want %s", files, pattern)
	}
	b, err := os.ReadFile(files[0])
	p.must(err)
	return b
}
