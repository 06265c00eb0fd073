package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/exchange"
	"trousse/internal/journal"
)

// A diary is a journey told in text, a step a line: a verb, and what it is about. In every line {name} stands for a word
// that was given, in the language of the day, for an id that was met, or for a day: {day}, {day-1}, {day+7}.
//
//	word NAME = FRENCH | ENGLISH   gives a word
//	clock 2026-11-23 09:00         it is that moment, in Montréal; the kit comes back to the screen
//	open ROUTE, link ROUTE         goes there by its address, by pressing a link
//	at ROUTE                       is there; {new} in it takes whatever id stands in its place from then on
//	press NAME [VALUE]             presses a button, a label, a link by its name
//	tap TEXT                       presses the first link with that text
//	type NAME = VALUE              what someone types, chooses or ticks in a form
//	seek NAME = VALUE              the same, of what is only looked for
//	save NAME [VALUE]              presses, and waits until the device has it for good
//	refused NAME                   the field has its sentence
//	shows NAME = RAW               an output has that raw value
//	holds NAME = VALUE             a control has that value
//	has NAME, lacks NAME           there is a control of that name, or none
//	sees TEXT, misses TEXT         the page shows a text, or does not
//	hands TEXT                     the last call or message handed to the device holds a text
//	under ID sees TEXT             the same in the part of the page with that heading (or misses)
//	client NAME                    there is a client of that name, whose id is {client}
//	turn NAME                      says who is at the counter
//	past RATIO …                   years of promises kept before, of which the work took so many times what was foreseen
//	offline, online                the network goes, and comes back
//	put away                       what was typed is safe
//	kill                           the battery dies; the kit is started again, on Today
//	resume                         takes up the draft on offer
//	journal KIND PATH=VALUE; …     the journal holds one record of the kind with all of these
//	count KIND N                   and that many of them
type diary struct {
	*page
	d      *device
	lang   string
	screen screen
	words  map[string]string
	today  time.Time     // at the last clock line
	ahead  time.Duration // by how much that was ahead of the machine's clock
	typed  []string      // what was typed in the lines just before, as name, value pairs

	dies func(verb string) bool // whether the battery dies after this typing, or this save
}

// zone is where the journeys take place: its clocks are put back on the first of November.
var zone = func() *time.Location {
	z, err := time.LoadLocation("America/Toronto")
	if err != nil {
		panic(err)
	}
	return z
}()

// newDiary is a device that never had the kit, with the kit on its screen.
func newDiary(t *testing.T, lang string, s screen) *diary {
	t.Helper()
	y := &diary{d: newDevice(t), lang: lang, screen: s, words: map[string]string{"lang": lang}, today: time.Now().In(zone),
		dies: func(string) bool { return false }}
	y.start(serve(t), "/")
	y.wait("the worker has the page", `navigator.serviceWorker.controller`)
	return y
}

// start opens a window of the device on a route.
func (y *diary) start(s *server, route string) {
	y.d.t.Helper()
	y.page = window(y.d.t, y.d.browser, s)
	y.size(y.screen)
	y.zone(zone.String())
	y.always("e2e.stay()")
	y.tick()
	y.open(route + "?lang=" + y.lang) // a kill may come before the browser has put the language away
}

// tick sets the clock of every page from now on.
func (y *diary) tick() {
	y.t.Helper()
	y.always(fmt.Sprintf("e2e.ahead(%d)", int(y.ahead.Seconds())))
}

// always does something in every page from now on.
func (y *diary) always(source string) {
	y.t.Helper()
	y.before(source)
}

// tell goes through the lines of a diary.
func (y *diary) tell(name, text string) {
	y.t.Helper()
	var last string
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		verb, rest, _ := strings.Cut(line, " ")
		if last == "type" && verb != "type" {
			y.typing()
		}
		last = verb
		y.t.Logf("%s:%d: %s", name, n+1, line)
		act, ok := verbs[verb]
		if !ok {
			y.t.Fatalf("%s:%d: no such verb", name, n+1)
		}
		act(y, y.said(rest))
		if verb == "save" && y.dies(verb) {
			y.kill(eval[string](y.page, `location.pathname`))
		}
	}
}

// typing is called once someone has typed for a while. When the battery dies here, what was typed is on offer afterwards.
func (y *diary) typing() {
	y.t.Helper()
	if typed := y.typed; y.dies("type") {
		y.wait("what was typed is put away", `e2e.drafted`)
		y.kill(eval[string](y.page, `location.pathname`))
		y.press("resume_draft")
		for i := 0; i < len(typed); i += 2 {
			y.holds(typed[i], typed[i+1])
		}
	}
	y.typed = nil
}

var blank = regexp.MustCompile(`\{([a-z_]+)([+-]\d+)?\}`)

// said is a line with its blanks filled. One that is not known yet stays, for [diary.arrive].
func (y *diary) said(text string) string {
	return blank.ReplaceAllStringFunc(text, func(b string) string {
		m := blank.FindStringSubmatch(b)
		if m[1] == "day" {
			n, _ := strconv.Atoi(m[2])
			return y.today.AddDate(0, 0, n).Format(time.DateOnly)
		}
		if w, ok := y.words[m[1]]; ok {
			return w
		}
		return b
	})
}

// verbs are what a line may begin with.
var verbs = map[string]func(y *diary, rest string){
	"word": func(y *diary, rest string) {
		name, both := y.pair(rest)
		fr, en, ok := strings.Cut(both, " | ")
		if !ok {
			en = fr
		}
		if y.words[name] = fr; y.lang == "en" {
			y.words[name] = en
		}
	},
	"clock": func(y *diary, rest string) {
		at, err := time.ParseInLocation("2006-01-02 15:04", rest, zone)
		y.must(err)
		y.today, y.ahead = at, time.Until(at)
		y.tick()
		eval[int](y.page, `(e2e.ahead(%v), document.dispatchEvent(new Event("visibilitychange")), 0)`, int(y.ahead.Seconds()))
	},
	"open":  func(y *diary, rest string) { y.open(rest) },
	"link":  func(y *diary, rest string) { y.follow(rest); y.page.at(rest) },
	"at":    (*diary).arrive,
	"press": func(y *diary, rest string) { y.push(rest) },
	"tap":   func(y *diary, rest string) { y.pointer(`e2e.spotWords(%v)`, rest) },
	"type":  (*diary).enter,
	"seek":  func(y *diary, rest string) { name, value := y.pair(rest); y.set(name, value) },
	"save":  (*diary).save,
	"refused": func(y *diary, rest string) {
		y.wait(rest+" is refused", `e2e.refusal(%v) || document.getElementById(%v)`, rest, rest+"-error")
	},
	"shows":   func(y *diary, rest string) { name, raw := y.pair(rest); y.output(name, raw) },
	"holds":   func(y *diary, rest string) { name, value := y.pair(rest); y.holds(name, value) },
	"has":     func(y *diary, rest string) { y.has(rest) },
	"lacks":   func(y *diary, rest string) { y.lacks(rest) },
	"sees":    func(y *diary, rest string) { y.shows(rest) },
	"misses":  func(y *diary, rest string) { y.hides(rest) },
	"turn":    func(y *diary, rest string) { y.takesTurn(rest) },
	"under":   (*diary).under,
	"offline": func(y *diary, _ string) { y.server.stop() },
	"online":  func(y *diary, _ string) { y.server.start() },
	"kill":    func(y *diary, _ string) { y.kill("/") },
	"put":     func(y *diary, _ string) { y.wait("what was typed is put away", `e2e.drafted`) },
	"resume":  func(y *diary, _ string) { y.press("resume_draft") },
	"past":    (*diary).past,
	"client":  func(y *diary, rest string) { y.words["client"] = y.client("name", rest, "phone", "514 555-0123") },
	"hands": func(y *diary, rest string) {
		y.wait("the device is handed "+rest, `decodeURIComponent(e2e.handed).includes(%v)`, rest)
	},
	"journal": (*diary).keeps,
	"count":   (*diary).counts,
}

// pair reads NAME = VALUE.
func (y *diary) pair(rest string) (name, value string) {
	y.t.Helper()
	name, value, ok := strings.Cut(rest, " =")
	if !ok {
		y.t.Fatalf("%q is no name and value", rest)
	}
	return name, strings.TrimPrefix(value, " ")
}

// push presses what NAME, or NAME VALUE, names.
func (y *diary) push(rest string) {
	y.t.Helper()
	if name, value, ok := strings.Cut(rest, " "); ok {
		y.press(name, value)
		return
	}
	y.press(rest)
}

// enter types something, and remembers it.
func (y *diary) enter(rest string) {
	y.t.Helper()
	name, value := y.pair(rest)
	value = strings.ReplaceAll(value, `\n`, "\n")
	y.wait("the form is read", `!e2e.named("save")?.disabled`)
	y.set(name, value)
	y.typed = append(y.typed, name, value)
}

// save presses what saves, and waits until the device has it and the screen has taken it up.
func (y *diary) save(rest string) {
	y.t.Helper()
	revisions := y.kept("revs")
	eval[int](y.page, `(window.before = document.getElementById("act-form"), 1)`)
	y.push(rest)
	y.wait("it is kept", `await e2e.count("revs") > %v`, revisions)
	y.output("save_state", "saved")
	y.wait("the form is done with", `!window.before || document.getElementById("act-form") !== window.before`)
}

// arrive waits for a route, and takes the ids in the places of the blanks in it.
func (y *diary) arrive(route string) {
	y.t.Helper()
	names := blank.FindAllStringSubmatch(route, -1)
	pattern := "^" + blank.ReplaceAllString(route, `([0-9a-f-]{36})`) + "$"
	y.wait("the route is "+route, `new RegExp(%v).test(location.pathname)`, pattern)
	for i, id := range eval[[]string](y.page, `location.pathname.match(new RegExp(%v)).slice(1)`, pattern) {
		y.words[names[i][1]] = id
	}
}

// under looks in the part of the page that a heading names.
func (y *diary) under(rest string) {
	y.t.Helper()
	id, rest, _ := strings.Cut(rest, " ")
	verb, text, _ := strings.Cut(rest, " ")
	y.wait(id+" "+verb+" "+text, `(document.querySelector(%v)?.innerText.includes(%v) ?? false) === %v`, `[aria-labelledby="`+id+`"]`, text, verb == "sees")
}

// kill ends the browser at once, and starts the kit again on a route.
func (y *diary) kill(route string) {
	y.t.Helper()
	s := y.server
	y.d.kill()
	y.d.on()
	y.start(s, route)
}

// past puts a journal with promises in it in the place of an empty one, from a backup. Each was kept on its day, and its
// work took so many times the ten hours that were foreseen.
func (y *diary) past(rest string) {
	y.t.Helper()
	at := y.today.AddDate(0, -3, 0)
	client := journal.Client{ID: journal.NewID(), Name: "Louise Gagné"}.Tidy()
	records := []journal.Record{client}
	for i, r := range strings.Fields(rest) {
		ratio, err := strconv.ParseFloat(r, 64)
		y.must(err)
		day := journal.DayOf(at).Add(i)
		records = append(records, journal.Promise{ID: journal.NewID(), Client: client.ID, What: "Livrer", Made: day, Due: day.Add(2), Done: day.Add(2),
			State: journal.Kept, EstimateHours: 10, ActualHours: 10 * ratio})
	}
	for _, r := range records {
		y.must(r.Check())
	}
	y.open("/settings/backup")
	y.choose(backupOf(y.t, records))
	y.press("restore_confirm")
	y.page.at("/")
}

// records reads the journal from a backup of it: the newest body of every record of a kind.
func (y *diary) records(kind journal.Kind) []any {
	y.t.Helper()
	back := eval[string](y.page, `location.pathname`)
	var revisions []journal.Revision
	_, err := exchange.Read(strings.NewReader(y.copied()), journal.Intake{Revision: func(r journal.Revision) error {
		revisions = append(revisions, r)
		return nil
	}})
	y.must(err)
	last := map[string]int{}
	for i, r := range revisions {
		if last[r.ID] = i; r.Gone() {
			delete(last, r.ID)
		}
	}
	var all []any
	for i, r := range revisions {
		if at, there := last[r.ID]; there && at == i && r.Kind == kind {
			var body any
			y.must(json.Unmarshal(r.Body, &body))
			all = append(all, body)
		}
	}
	y.open(back)
	return all
}

// counts compares how many records of a kind there are.
func (y *diary) counts(rest string) {
	y.t.Helper()
	kind, n, _ := strings.Cut(rest, " ")
	if all := y.records(journal.Kind(kind)); strconv.Itoa(len(all)) != n {
		y.t.Errorf("the journal holds %d %s, want %s: %v", len(all), kind, n, all)
	}
}

// keeps looks for a record: KIND PATH=VALUE; PATH=VALUE.
func (y *diary) keeps(rest string) {
	y.t.Helper()
	kind, want, _ := strings.Cut(rest, " ")
	all := y.records(journal.Kind(kind))
	for _, r := range all {
		found := true
		for _, w := range strings.Split(want, "; ") {
			path, value, _ := strings.Cut(w, "=")
			found = found && at(r, strings.Split(path, ".")) == value
		}
		if found {
			return
		}
	}
	var whole strings.Builder
	for _, r := range all {
		line, _ := json.Marshal(r)
		whole.WriteString("\n" + string(line))
	}
	y.t.Errorf("no %s with %s among%s", kind, want, whole.String())
}

// at is what stands at a path in a body, as text; empty when there is nothing.
func at(body any, path []string) string {
	for _, name := range path {
		switch b := body.(type) {
		case map[string]any:
			body = b[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(b) {
				return ""
			}
			body = b[i]
		default:
			return ""
		}
	}
	if body == nil {
		return ""
	}
	return strings.TrimSpace(fmt.Sprint(body))
}

// diaryOf reads a diary of testdata.
func diaryOf(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// everywhere runs a diary in both languages, on a phone and on a tablet.
func everywhere(t *testing.T, name string) {
	text := diaryOf(t, name)
	for _, lang := range []string{"fr", "en"} {
		for _, s := range []screen{phone, tablet} {
			t.Run(lang+" "+s.name, func(t *testing.T) {
				t.Parallel()
				newDiary(t, lang, s).tell(name, text)
			})
		}
	}
}
