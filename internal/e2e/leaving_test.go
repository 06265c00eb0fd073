package e2e

import (
	"encoding/csv"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
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
