package e2e

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"

	"trousse/internal/journal"
)

// legible is the least size of what is read on paper, in points; Chromium rounds below it.
const legible = 8.9

var (
	scaled  = regexp.MustCompile(`(?m)^(\S+) 0 0 \S+ \S+ \S+ cm$`)
	written = regexp.MustCompile(` (\S+) Tf\n|<[0-9A-F]+> Tj`)
)

// sheets prints the screen and returns, for each page, how many glyphs stand on it and how many of them are too small to be
// read. Chromium draws a page in its own unit, then in that of the layout, which is smaller when something was too wide.
func (p *page) sheets() (glyphs, small []int) {
	p.t.Helper()
	pdf := call(p, cdppage.PrintToPDF, cdppage.PrintToPDFParams{}).Data
	for _, part := range bytes.Split(pdf, []byte(" stream\n"))[1:] {
		r, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue
		}
		drawn, err := io.ReadAll(r)
		scales := scaled.FindAllSubmatch(drawn, 2)
		if err != nil || len(scales) < 2 || !bytes.HasPrefix(drawn, scales[0][0]) {
			continue
		}
		unit, size, all, few := 1.0, 0.0, 0, 0
		for _, s := range scales {
			unit *= number(p, s[1])
		}
		for _, w := range written.FindAllSubmatch(drawn, -1) {
			if w[1] != nil {
				size = unit * number(p, w[1])
				continue
			}
			if all++; size < legible {
				few++
			}
		}
		glyphs, small = append(glyphs, all), append(small, few)
	}
	return glyphs, small
}

func number(p *page, digits []byte) float64 {
	p.t.Helper()
	n, err := strconv.ParseFloat(string(digits), 64)
	p.must(err)
	return n
}

// TestPaper prints records that are longer than a page, and lists of what there is: no page is empty or nearly so but the
// last, and what stands on them can be read.
func TestPaper(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			p := fresh(t)
			file, routes := thick(t)
			p.open("/settings/backup?lang=" + lang)
			p.choose(file)
			p.press("restore_confirm")
			p.at("/")
			for name, route := range map[string]string{"plan": "/checklists/service-plan", "playbook": "/playbooks/angry", "taxes": "/calculators/quebec-taxes", "scripts": "/scripts"} {
				routes[name] = route
			}
			for name, route := range routes {
				p.turn(route)
				p.wait(route+" is there", `!document.querySelector(".wait-bar, .app--coming")`)
				glyphs, small := p.sheets()
				if len(glyphs) == 0 {
					t.Fatalf("%s prints on no page", name)
				}
				for i, n := range glyphs {
					if last := i == len(glyphs)-1; n == 0 || !last && n < 100 {
						t.Errorf("%s: page %d of %d holds %d glyphs", name, i+1, len(glyphs), n)
					}
					if small[i]*4 > n {
						t.Errorf("%s: on page %d, %d of %d glyphs are too small", name, i+1, small[i], n)
					}
				}
			}
		})
	}
}

// thick is a backup of records that take more than a page of paper each, and the routes of their screens.
func thick(t *testing.T) (file []byte, routes map[string]string) {
	t.Helper()
	id := journal.NewID
	day := func(n int) journal.Day { return journal.DayOf(lastMonth(n)) }
	words := strings.TrimSpace(strings.Repeat("Le technicien est venu deux fois sans la pièce, et personne n’a rappelé avant vendredi. ", 5))
	ana := journal.Client{
		ID: id(), Name: "Ana Côté-Desrochers", PreferredName: "Ana", FormOfAddress: "madame", ClientKind: journal.External, Phone: "+14185550163",
		Email: "ana@exemple.ca", Language: "fr", BestChannel: journal.Phone, BestHours: "Après 16 h, jamais le mardi", Attentions: words, Avoid: words,
		Tags: []string{"Chauffe-eau", "Contrat annuel"}, ConsentOn: day(2), ConsentHow: "De vive voix",
		Also: []journal.Detail{{Kind: journal.DetailPhone, Value: "+14185550164"}, {Kind: journal.DetailAddress, Value: "12, rue du Moulin, Lévis"}},
	}
	records := []journal.Record{ana}
	for i := range 48 {
		c := journal.Interaction{
			ID: id(), Client: ana.ID, At: lastMonth(1 + i%25).Add(time.Duration(i) * time.Minute), Channel: journal.Phone, About: "Chauffe-eau " + strconv.Itoa(i+1),
			Request: "Un rendez-vous ferme", FeelingBefore: 2, FeelingAfter: 4, Notes: words,
		}
		records = append(records, c)
		if i%2 == 0 {
			records = append(records, journal.Promise{ID: id(), Client: ana.ID, What: "Rappeler au sujet de la pièce " + strconv.Itoa(i+1), Made: day(2), Due: day(10), State: journal.Open})
		}
	}
	talk := journal.Interaction{ID: id(), Client: ana.ID, At: lastMonth(26), Channel: journal.InPerson, About: "La facture de mars", Request: words, FeelingBefore: 1, FeelingAfter: 3, Notes: strings.Repeat(words+"\n\n", 5)}
	moved := journal.Promise{ID: id(), Client: ana.ID, What: strings.SplitAfter(words, ".")[0], Made: day(1), Due: day(28), State: journal.Open, EstimateHours: 3}
	for i := range 12 {
		moved.Moves = append(moved.Moves, journal.Move{On: day(2 + i), From: day(16 + i), To: day(17 + i), Reason: words})
		moved.Told = append(moved.Told, day(2+i))
	}
	idea := journal.Improvement{ID: id(), What: words, Seen: day(2), State: journal.Heard, Who: "Luc", Asked: []journal.Asker{{Client: ana.ID}}}
	complaint := journal.NewComplaint(id(), ana.ID, words, lastMonth(3), journal.Settings{}, nil)
	complaint.Remedy = words
	told := func(n int) *journal.Telling { return &journal.Telling{At: lastMonth(n), By: journal.Phone} }
	complaint, err := complaint.Advance(journal.Acknowledged, lastMonth(4), words, told(4))
	if err != nil {
		t.Fatal(err)
	}
	complaint.Severity = "serious"
	for i, to := range []journal.Stage{journal.Assessed, journal.Investigated, journal.Answered, journal.DecisionTold} {
		if complaint, err = complaint.Advance(to, lastMonth(6+i), words, told(6+i)); err != nil {
			t.Fatal(err)
		}
		if i < 3 {
			if complaint, err = complaint.Delay(lastMonth(6+i), day(20+i), words, told(6+i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if complaint, err = complaint.Close(lastMonth(12), journal.Closing{Outcome: "granted", Cause: "forgotten", Note: words, Feeling: 4}); err != nil {
		t.Fatal(err)
	}
	routes = map[string]string{
		"client": "/clients/" + ana.ID, "file": "/clients/" + ana.ID + "/file", "talk": "/interactions/" + talk.ID, "promise": "/promises/" + moved.ID,
		"improvement": "/improvements/" + idea.ID, "complaint": "/complaints/" + complaint.ID,
	}
	return backupOf(t, append(records, talk, moved, idea, complaint)), routes
}
