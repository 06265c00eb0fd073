package e2e

import (
	"encoding/csv"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"
)

// exported presses a button of the export screen, and gives the file that comes.
func (p *page) exported(value, name string) string {
	p.t.Helper()
	return string(p.downloaded(name, func() { p.press("export", value) }))
}

// TestExport takes everything out, in each of the forms, in both languages.
func TestExport(t *testing.T) {
	t.Parallel()
	d := newDevice(t)
	for _, c := range []struct {
		lang, to, file string
		comma          rune
		on             screen
	}{{"fr", "Recommanderait, de 0 à 10", "conversations", ';', phone}, {"en", "Would recommend, 0 to 10", "conversations", ',', tablet}} {
		p := window(t, d.browser, serve(t))
		p.size(c.on)
		p.open("/settings/export?lang=" + c.lang)
		p.press("export", "client-csv")
		p.wait("it says that there is nothing", `document.querySelector('main [role="status"].hint')`)
		p.log("client", "Élise Tremblay", "phone", "514 555-0123", "about", "=1+1", "notes", "+1 418", "promise", "Rappeler", "promise_date", "2031-02-03", "recommend", "0")
		p.open("/settings/backup")
		p.follow("/settings/export")
		p.output("count_client", "1")

		table := p.exported("interaction-csv", "trousse-"+c.file+"-*.csv")
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\uFEFF")))
		r.Comma = c.comma
		rows, err := r.ReadAll()
		if err != nil || len(rows) != 2 || !strings.Contains(table, c.to) || !strings.Contains(table, "'=1+1") || !strings.Contains(table, "'+1 418") || !strings.Contains(table, "Élise Tremblay") {
			t.Errorf("%s: %v\n%s", c.lang, err, table)
		}
		p.output("export_ready", "1")
		if got := p.exported("client-vcard3", "*.vcf"); !strings.Contains(got, "FN:Élise Tremblay\r\n") || !strings.Contains(got, "+15145550123") {
			t.Errorf("%s", got)
		}
		if got := p.exported("promise-calendar", "*.ics"); !strings.Contains(got, "DTSTART;VALUE=DATE:20310203") || strings.Contains(got, "Tremblay") {
			t.Errorf("%s", got)
		}
		all := p.exported("json", "*.json")
		var written struct {
			Records []struct {
				Kind string `json:"kind"`
			} `json:"records"`
		}
		if err := json.Unmarshal([]byte(all), &written); err != nil || len(written.Records) != 3 {
			t.Errorf("%d records, %v\n%s", len(written.Records), err, all)
		}
		p.press("export", "promise-page")
		p.wait("what can be printed is shown", `document.getElementById("export-page")?.textContent.includes("2031-02-03")`)
		p.has("print")
		if title := eval[string](p, `document.title`); regexp.MustCompile("Tremblay").MatchString(title) {
			t.Errorf("titled %q", title)
		}
	}
}

// TestPrivacy answers for what is kept on people (Law 25): what it is for, what someone asks, what is kept on them, an
// incident, and those who never came back.
func TestPrivacy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, answer, doubt string
		on                  screen
	}{{"fr", "Répondre d’ici", "Rien ne s’efface", phone}, {"en", "Answer by", "Nothing is erased", tablet}} {
		t.Run(c.lang, func(t *testing.T) {
			t.Parallel()
			p := fresh(t)
			p.size(c.on)
			p.open("/settings?lang=" + c.lang)
			p.follow("/settings/privacy")
			p.press("edit_purpose")
			p.fill("purpose", "Vous rappeler", "keep_years", "0")
			p.press("save")
			p.wait("a number of years is asked for", `e2e.refusal("keep_years")`)
			p.set("keep_years", "3")
			p.press("save")
			p.at("/settings/privacy")
			p.shows("Vous rappeler")
			p.press("undo")
			p.wait("it is taken back", `!document.querySelector("main").textContent.includes("Vous rappeler")`)
			p.press("edit_purpose")
			p.fill("purpose", "Vous rappeler")
			p.press("save")
			p.at("/settings/privacy")

			p.log("client", "Élise Tremblay", "about", "Facture", "notes", "Un mot")
			p.log("client", "Luc Gagné", "about", "Bruit")
			p.wait("both are on Today", `document.querySelectorAll('main a[href^="/interactions/"]').length > 1`)
			id := eval[string](p, `[...document.querySelectorAll('main a[href^="/interactions/"]')].map((a) => a.getAttribute("href"))[0]`)
			p.open(id)
			p.wait("the person is named", `document.querySelector('main a[href^="/clients/"]')`)
			client := eval[string](p, `document.querySelector('main a[href^="/clients/"]').getAttribute("href")`)
			p.open(client + "/edit")
			p.fill("consent_on", "2026-01-05", "consent_how", "De vive voix")
			p.press("save")
			p.at(client)
			p.shows("Vous rappeler")
			p.shows("De vive voix")
			p.press("open_file")
			p.wait("it can be read", `document.getElementById("export-page")?.textContent.includes("De vive voix")`)
			name := eval[string](p, `document.getElementById("export-page").textContent`)
			if strings.Contains(name, "Luc") == strings.Contains(name, "Élise") {
				t.Errorf("it tells of %q", name)
			}
			if data := p.exported("json", "*.json"); !strings.Contains(data, "Vous") == strings.Contains(data, "settings") || !strings.Contains(data, "De vive voix") {
				t.Errorf("%s", data)
			}

			p.press("new_request")
			p.press("save")
			p.wait("what is asked?", `document.getElementById("ask-error")`)
			p.press("ask", "deletion")
			p.press("save")
			p.has("open_file")
			p.open("/settings/privacy")
			p.shows(c.answer)

			p.press("new_incident")
			p.fill("what", "Tablette perdue", "case_on", "2026-01-05", "whose", "Dix fiches")
			p.press("risk", "serious")
			p.press("save")
			p.wait("the sheet", `document.getElementById("case")?.textContent.includes("Dix fiches")`)
			p.press("undo")
			p.lacks("correct")
			p.press("undo")
			p.has("correct")

			t.Log("the person is erased: the register keeps that someone asked")
			p.open(client)
			p.press("erase")
			p.press("erase_confirm")
			p.at("/clients")
			p.wait("it is said", `document.querySelector("main .banner--good")`)
			p.open("/settings/privacy")
			p.shows(c.answer)
			p.shows("Tablette perdue")

			t.Log("who never came back is erased, unless the clock may have jumped")
			now := time.Now()
			p.clock(now.AddDate(-4, 0, 0))
			p.log("client", "Bo Ancien", "about", "Chat")
			p.clock(now)
			p.open("/settings/privacy/review")
			p.shows(c.doubt)
			p.clock(now.AddDate(0, 0, -2))
			p.log("client", "Ana Lavoie", "about", "Chien")
			p.clock(now.AddDate(10, 0, 0))
			p.open("/settings/privacy/review")
			p.shows(c.doubt)
			p.clock(now)
			p.open("/settings/privacy/review")
			p.output("unseen", "1")
			p.press("choose_all")
			p.output("chosen", "1")
			p.press("erase")
			p.press("erase_confirm")
			p.at("/settings/privacy")
			p.output("unseen", "0")
			p.open("/clients")
			p.shows("Ana Lavoie")
			p.hides("Bo Ancien")
		})
	}
}
