package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// chooseContacts picks a file with that content on the import screen.
func (p *page) chooseContacts(name, content string) {
	p.t.Helper()
	file := filepath.Join(p.t.TempDir(), name)
	p.must(os.WriteFile(file, []byte(content), 0o600))
	p.has("import_file")
	p.must(p.drive.choose(p.ctx, "import_file", file))
}

const frenchTable = "Prénom;Nom;Cellulaire;Courriel;Entreprise;Notes\r\n" +
	"Élise;Tremblay;514 555-0101;elise@exemple.ca;Café du coin;Aime le soir\r\n" +
	"Luc;Gagné;418 555-0199;luc@exemple.ca;;\r\n" +
	"Jean;Roy;514 555-0102;;;\r\n" +
	"Élise;Tremblay;514 555-0101;;;\r\n"

const englishCards = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Tremblay;=C3=89lise;;;\r\nTEL;CELL:514 555-0101\r\nEMAIL;HOME:elise@exemple.ca\r\nEND:VCARD\r\n" +
	"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Luc Gagne\r\nTEL;TYPE=CELL:+1 418 555 0199\r\nEMAIL:luc@exemple.ca\r\nEND:VCARD\r\n" +
	"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jean Roy\r\nTEL;VALUE=uri:tel:+1-514-555-0102\r\nEND:VCARD\r\n" +
	"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Elise Tremblay\r\nTEL:5145550101\r\nEND:VCARD\r\n"

// TestContactsComeIn brings people in from a table and from vCards, in both languages, with the server gone: someone is here
// already, someone may be, and someone stands twice in the file. All of it is taken back as one.
func TestContactsComeIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, name, content, bad string
		on                       screen
	}{
		{"fr", "contacts.csv", frenchTable, "Rien n’a changé ici", phone},
		{"en", "contacts.vcf", englishCards, "Nothing has changed here", tablet},
	} {
		t.Run(c.lang, func(t *testing.T) {
			t.Parallel()
			p := fresh(t)
			p.size(c.on)
			p.open("/clients?lang=" + c.lang)
			p.follow("/settings/import")
			p.at("/settings/import")
			p.wait("back is to where one came from", `document.querySelector('.flap a[href="/clients"]')`)
			p.client("name", "Luc Gagné", "phone", "418 555-0199")
			p.client("name", "Jean Roy", "phone", "514 555-7777")
			p.wait("the worker has the page", `navigator.serviceWorker.controller`)
			p.server.stop()
			p.open("/settings/import")

			p.press("preview_import")
			p.wait("nothing was chosen", `document.getElementById("import_file-error")`)
			p.chooseContacts("letter.txt", "<html><p>Bonjour</p></html>")
			p.wait("a page is no list", `document.getElementById("import_file-error")?.textContent.includes(%v)`, c.bad)
			p.lacks("confirm_import")
			p.lacks("open_backup")
			p.chooseContacts("backup.age", "age-encryption.org/v1\n-> X25519 x\n")
			p.has("open_backup") // which is where it goes
			p.lacks("confirm_import")

			p.chooseContacts(c.name, c.content)
			p.output("import_rows", "4")
			p.lacks("open_backup")
			p.press("preview_import")
			p.output("import_new", "1")
			p.output("import_known", "1")
			p.output("import_maybe", "1")
			p.output("import_again", "1")
			p.set("maybe_choice", "skip")
			p.press("confirm_import")
			p.has("undo_import")
			p.press("see_clients")
			p.at("/clients")
			p.shows("lise Tremblay")
			p.open("/settings/import")

			t.Log("the same file again: everybody is known")
			p.chooseContacts(c.name, c.content)
			p.press("preview_import")
			p.output("import_known", "3")
			p.output("import_maybe", "1")
			p.press("undo_import")
			p.lacks("undo_import")
			p.open("/clients")
			p.shows("Luc Gagné")
			p.shows("Jean Roy")
			p.hides("lise Tremblay")
		})
	}
}

// killedImporting ends the browser in the middle of an import: how far it came is told, the same file goes on with it, and
// all of it can be taken back.
func killedImporting(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/settings/import?lang=fr")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	const people = 1200
	var b strings.Builder
	for i := range people {
		fmt.Fprintf(&b, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s Nº%d\r\nTEL:+1514555%04d\r\nEND:VCARD\r\n", [...]string{"Ana", "Bo", "Chloé"}[i%3], i, i)
	}
	p.chooseContacts("contacts.vcf", b.String())
	p.press("preview_import")
	p.output("import_new", strconv.Itoa(people))
	p.shows("Des exemples\u00a0: 5 sur 1\u00a0200")
	p.press("more_new")
	p.shows("Des exemples\u00a0: 25 sur 1\u00a0200")
	p.press("confirm_import")
	p.wait("some came in", `Number(e2e.raw("import_done")) >= 100`)
	s.stop()
	d.kill()
	d.on()
	p = window(t, d.browser, s)
	p.open("/?lang=fr")
	p.shows("n’est pas allée au bout")
	p.open("/clients")
	p.shows("n’est pas allée au bout")
	came := eval[int](p, `e2e.count("revs")`)
	if came < 100 || came >= people {
		t.Fatalf("%d revisions after the kill", came)
	}
	t.Logf("killed with %d revisions kept", came)

	p.follow("/settings/import")
	p.has("undo_import")
	p.chooseContacts("contacts.vcf", b.String())
	p.press("preview_import")
	p.wait("those who came in are known", `Number(e2e.raw("import_known")) >= 100 && Number(e2e.raw("import_known")) + Number(e2e.raw("import_new")) === %v`, people)
	p.press("confirm_import")
	p.wait("all have come in", `e2e.all("undo_import").length === 2 && !e2e.named("undo_import").disabled`)
	for _, left := range []int{1, 0} {
		p.press("undo_import")
		p.wait("taken back", `e2e.all("undo_import").length === %v && !e2e.named("undo_import")?.disabled`, left)
	}
	p.open("/clients")
	p.hides("Ana Nº")
	p.has("q")
}
