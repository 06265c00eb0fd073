package e2e

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousse/internal/age"
	"trousse/internal/exchange"
	"trousse/internal/exchange/contacts"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// remembers has the page keep the program's memory at hand, to be measured.
const remembers = `(() => {
	const start = WebAssembly.instantiate;
	WebAssembly.instantiate = async (...a) => { const r = await start.apply(WebAssembly, a); window.programMemory ??= (r.instance ?? r).exports.mem; return r; };
})()`

func (p *page) memory() int { p.t.Helper(); return eval[int](p, `programMemory.buffer.byteLength`) }

// hostileFiles offers files that were made to hurt, or that no kit of today wrote, where backups and contacts are taken in,
// in both languages: each is refused in words of its own, in little memory, and what is here stays as it was.
func hostileFiles(t *testing.T) {
	p := fresh(t)
	p.before(remembers)
	p.open("/?lang=fr")
	id := p.client("name", someone)
	dir := t.TempDir()
	good, sealed := backupOfMany(t, 2, nil), backupOfMany(t, 2, age.Passphrase{Text: "secret", Work: 10})
	line := strings.SplitAfter(string(good), "\n")
	header, body, end := line[0], strings.Join(line[1:3], ""), line[3]
	flipped := bytes.Clone(sealed)
	flipped[len(flipped)-20] ^= 1
	hashed := func(text string) []byte { // as a kit would have written it
		return []byte(text + strings.Replace(end, end[strings.Index(end, `"sha256":"`)+10:][:64], fmt.Sprintf("%x", sha256.Sum256([]byte(text))), 1))
	}
	files := map[string][]byte{
		"flipped":   flipped,
		"bomb":      bytes.Replace(sealed, []byte(" 10\n"), []byte(" 30\n"), 1),
		"endless":   []byte(header), // and then a line of a gigabyte
		"deep":      hashed(header + strings.Repeat(`{"a":[`, 10_000) + "\n" + body),
		"newer":     hashed(strings.Replace(header, `"version":3`, `"version":4`, 1) + body),
		"twice":     hashed(header + line[1] + body),
		"schema":    hashed(header + strings.ReplaceAll(body, `"schema":1`, `"schema":9`)),
		"somewhere": []byte("<html><script>alert(1)</script>"),
		"contacts":  bytes.Repeat([]byte("a"), 1<<10), // and then a gigabyte of zeros
		"workbook":  []byte("PK\x03\x04"),
	}
	for name, b := range files {
		p.must(os.WriteFile(filepath.Join(dir, name), b, 0o600))
	}
	p.must(os.Truncate(filepath.Join(dir, "endless"), 1<<30))
	p.must(os.Truncate(filepath.Join(dir, "contacts"), 1<<30))

	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		say := i18n.For(lang)
		offer := func(input, name, refusal string) {
			p.must(p.drive.choose(p.ctx, input, filepath.Join(dir, name)))
			if name == "flipped" || name == "bomb" {
				p.set("passphrase", "secret")
				p.press("restore_backup")
			}
			p.wait(name+" is refused in words", `document.getElementById(%v)?.textContent.includes(%v)`, input+"-error", refusal)
			p.lacks("restore_confirm")
			p.lacks("confirm_import")
		}
		p.open("/settings/backup?lang=" + string(lang))
		p.has("backup_file")
		revisions, before := p.kept("revs"), p.memory()
		for _, c := range [][2]string{
			{"flipped", "damaged"}, {"bomb", "work"}, {"endless", "large"}, {"deep", "damaged"}, {"newer", "newer"}, {"twice", "damaged"}, {"schema", "newer"}, {"somewhere", "not_backup"},
		} {
			offer("backup_file", c[0], say.T("restore."+c[1]))
		}
		taken := p.memory() - before
		p.open("/settings/import?lang=" + string(lang))
		p.has("import_file")
		before = p.memory()
		for _, c := range [][2]string{{"contacts", "large"}, {"workbook", "workbook"}, {"somewhere", "not"}} {
			offer("import_file", c[0], say.T("import.refused_"+c[1], "most", say.Number(contacts.MaxPeople, 0)))
		}
		if taken += p.memory() - before; taken > 64<<20 {
			t.Errorf("it took %d MB to refuse them", taken>>20)
		}
		if n := p.kept("revs"); n != revisions {
			t.Errorf("%d revisions, want %d", n, revisions)
		}
		p.open("/clients/" + id)
		p.shows(someone)
	}

	t.Log("what the first kit wrote opens")
	old, err := os.ReadFile("../exchange/testdata/version1.jsonl")
	p.must(err)
	p.open("/settings/backup")
	p.choose(old)
	p.output("count_file_client", "1")
	p.has("restore_confirm")
}

// backupOfMany is a backup of so many clients.
func backupOfMany(t *testing.T, clients int, to age.To) []byte {
	t.Helper()
	var b bytes.Buffer
	_, _, err := exchange.Write(&b, exchange.Content{Made: time.Now(), Vault: journal.NewID(), Revisions: func(yield func(journal.Revision) error) error {
		for i := range clients {
			id := journal.NewID()
			r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Change: journal.NewID(), Kind: journal.KindClient, Device: "e2e", At: time.Now(), Schema: 1,
				Body: fmt.Appendf(nil, `{"id":%q,"name":"Restored Nº%d","kind":"external"}`, id, i)}
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}}, to)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// killedRestoring ends the browser in the middle of a restore: what was here is here, whole, and the file can be taken again.
func killedRestoring(t *testing.T) {
	const many = 1500
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	id := p.client("name", someone)
	file := backupOfMany(t, many, nil)
	p.open("/settings/backup")
	p.choose(file)
	p.press("restore_how", "replace")
	p.press("restore_confirm")
	p.has("restore_keep")
	eval[bool](p, `(window.seen = (async () => { while (!((await indexedDB.databases()).filter((d) => d.name.startsWith("trousse-")).length > 1)) await new Promise((r) => setTimeout(r, 1)); return true })(), true)`)
	p.press("restore_confirm")
	eval[bool](p, `window.seen`)
	d.kill()
	d.on()
	p = window(t, d.browser, s)
	p.open("/clients/" + id)
	p.shows(someone)
	p.wait("what was half filled is swept away", `(await indexedDB.databases()).filter((d) => d.name.startsWith("trousse-")).length === 1`)
	if n := p.kept("revs"); n != 1 {
		t.Fatalf("%d revisions after the kill", n)
	}
	p.open("/settings/backup")
	p.choose(file)
	p.press("restore_confirm") // added to what is here
	p.at("/")
	p.has("restore_seen")
	if n := p.kept("revs"); n != many+1 {
		t.Errorf("%d revisions, want %d", n, many+1)
	}
}
