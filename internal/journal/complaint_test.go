package journal_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

// at is nine o'clock of a day, where the tables live.
func at(d journal.Day) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15", string(d)+" 09", time.FixedZone("", -5*3600))
	if err != nil {
		panic(err)
	}
	return t
}

// complaint reads a complaint as testdata/complaint.txt writes it: SEVERITY: STAGE[-UNTIL][@DAY][*] > …, where * is told.
// A step without a day is of 11-21.
func complaint(t *testing.T, text string) journal.Complaint {
	t.Helper()
	c := journal.NewComplaint(id, "c", "Le robinet coule encore", at("2026-11-21"), journal.Settings{}, nil)
	c.Steps = nil
	if severity, rest, ok := strings.Cut(text, ": "); ok {
		c.Severity, text = journal.Severity(severity), rest
	}
	for _, step := range strings.Split(text, " > ") {
		s := journal.ComplaintStep{At: at("2026-11-21")}
		step, told := strings.CutSuffix(step, "*")
		step, on, dated := strings.Cut(step, "@")
		if dated {
			s.At = at(day(on))
		}
		if told {
			s.Told = &journal.Telling{At: s.At, By: journal.Phone}
		}
		stage, until, delayed := strings.Cut(step, "-")
		if s.Stage = journal.Stage(stage); delayed {
			s.Until, s.Note = day(until), "r"
		}
		if s.Stage == journal.Closed {
			c.Closing = &journal.Closing{Outcome: journal.Granted, Cause: journal.CauseWork}
		}
		c.Steps = append(c.Steps, s)
	}
	return c
}

// drawComplaint writes a complaint as the table does.
func drawComplaint(c journal.Complaint) string {
	var steps []string
	for _, s := range c.Steps {
		step := string(s.Stage)
		if s.Until != "" {
			step += "-" + drawn(s.Until)
		}
		if d := journal.DayOf(s.At); d != "2026-11-21" {
			step += "@" + drawn(d)
		}
		if s.Told != nil {
			step += "*"
		}
		steps = append(steps, step)
	}
	out := strings.Join(steps, " > ")
	if c.Severity != "" {
		out = string(c.Severity) + ": " + out
	}
	return out
}

// words reads "a b told phone" as words by their names; what has no name before it is under "".
func words(s string, names ...string) map[string]string {
	out, name := map[string]string{}, ""
	for _, w := range strings.Fields(s) {
		if slices.Contains(names, w) {
			name = w
			continue
		}
		out[name] = strings.TrimSpace(out[name] + " " + w)
	}
	return out
}

func TestComplaintTransitions(t *testing.T) {
	table(t, "complaint.txt", func(t *testing.T, state, act string) string {
		c, before := complaint(t, state), complaint(t, state)
		if err := c.Check(); err != nil {
			t.Fatalf("%s: %v", state, err)
		}
		verb, rest := cutOff(act)
		w := words(rest, "note", "by", "until", "because", "on")
		now := at("2026-11-21")
		if w["on"] != "" {
			now = at(day(w["on"]))
		}
		var told *journal.Telling
		if by := w["by"]; by != "" {
			told = &journal.Telling{At: now, By: journal.Channel(by)}
		}
		var err error
		d := c
		switch verb {
		case "advance":
			d, err = c.Advance(journal.Stage(w[""]), now, w["note"], told)
		case "delay":
			d, err = c.Delay(now, day(w["until"]), w["because"], told)
		case "tell":
			n, _ := strconv.Atoi(w[""])
			d, err = c.Tell(n, *told)
		case "settle":
			d, err = c.SettleNow(*told, w["note"])
		case "close", "afterwards":
			outcome, cause := cutOff(w[""])
			k := journal.Closing{Outcome: journal.Outcome(outcome), Cause: journal.Cause(cause), Note: " \n", RecommendFrom: journal.RecommendAsked}
			if verb == "close" {
				d, err = c.Close(now, k)
			} else {
				d, err = c.Afterwards(k)
			}
		default:
			t.Fatalf("%q", act)
		}
		if !reflect.DeepEqual(c, before) {
			t.Errorf("%s | %s: what was there has changed: %s", state, act, drawComplaint(c))
		}
		if err != nil {
			return refused(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s | %s: %v", state, act, err)
		}
		if k := d.Closing; k != nil && (k.RecommendFrom != "" || k.Note != "") && verb != "advance" {
			t.Errorf("%s | %s: not tidy: %+v", state, act, k)
		}
		return drawComplaint(d)
	})
}

func TestComplaintNext(t *testing.T) {
	table(t, "complaint_next.txt", func(t *testing.T, state, now string) string {
		c := complaint(t, state)
		n := c.Next()
		if n.Stage == "" {
			return "nothing"
		}
		out := string(n.Stage) + " by " + drawn(n.By)
		if !n.Before.IsZero() {
			out += n.Before.Format(" 15:04")
		}
		if d := c.News(); d != "" {
			out += ", news by " + drawn(d)
		}
		return out + lateness(c.Late(at(day(now))))
	})
}

func lateness(l journal.Lateness) string {
	switch {
	case l.Doubt:
		return ", in doubt"
	case l.More:
		return ", late more than " + strconv.Itoa(l.Days)
	case l.Days > 0:
		return ", late " + strconv.Itoa(l.Days)
	}
	return ""
}

func TestLateBy(t *testing.T) {
	table(t, "late.txt", func(t *testing.T, state, today string) string {
		w := words(state, "made", "due")
		if l := lateness(journal.LateBy(day(w["due"]), day(today), day(w["made"]))); l != "" {
			return strings.TrimPrefix(l, ", ")
		}
		return "not late"
	})
}

// Whatever a file holds, no complaint is closed whose client was not told, and no step was jumped over.
func TestComplaintCheck(t *testing.T) {
	whole := "minor: received > acknowledged* > assessed > investigated > answered > told* > closed"
	for state, want := range map[string]string{
		whole:      "",
		"received": "",
		"received > delayed-11-30 > acknowledged* > delayed-12-04*":                            "",
		"received > acknowledged":                                                              "told: untold",
		"minor: received > acknowledged* > assessed > investigated > answered > told > closed": "told: untold",
		"received > closed":                "stage: order",
		"received > acknowledged* > told*": "stage: order",
		"acknowledged* > assessed":         "stage: order",
		"received > received":              "stage: order",
		"received > lost":                  "stage: order",
		"delayed-11-30 > received":         "stage: order",
		whole + " > closed":                "stage: order",
		whole + " > delayed-12-24":         "stage: order",
		"received > delayed":               "until: date",
	} {
		c := complaint(t, state)
		if strings.HasSuffix(state, "delayed") {
			c.Steps[1].Note, c.Steps[1].Until = "r", "2026-02-30"
		}
		if got := says(c.Tidy().Check()); got != want {
			t.Errorf("%s: %q, want %q", state, got, want)
		}
	}
	for name, c := range map[string]struct {
		change func(*journal.Complaint)
		want   string
	}{
		"as it is":         {func(c *journal.Complaint) {}, ""},
		"no client":        {func(c *journal.Complaint) { c.Client = "" }, "client: missing"},
		"no words":         {func(c *journal.Complaint) { c.What = " \n" }, "what: missing"},
		"no reference":     {func(c *journal.Complaint) { c.Reference = "" }, "reference: missing"},
		"no step":          {func(c *journal.Complaint) { c.Steps = nil }, "steps: missing"},
		"too many steps":   {func(c *journal.Complaint) { c.Steps = make([]journal.ComplaintStep, 101) }, "steps: many 100"},
		"no closing":       {func(c *journal.Complaint) { c.Closing = nil }, "outcome: missing"},
		"no outcome":       {func(c *journal.Complaint) { c.Closing.Outcome = "" }, "outcome: missing"},
		"no cause":         {func(c *journal.Complaint) { c.Closing.Cause = "" }, "cause: missing"},
		"another cause":    {func(c *journal.Complaint) { c.Closing.Cause = "moon" }, "cause: choice"},
		"another feeling":  {func(c *journal.Complaint) { c.Closing.Feeling = 6 }, "feeling: choice"},
		"another severity": {func(c *journal.Complaint) { c.Severity = "huge" }, "severity: choice"},
		"another channel":  {func(c *journal.Complaint) { c.Steps[1].Told.By = "fax" }, "told_by: choice"},
		"told at no time":  {func(c *journal.Complaint) { c.Steps[1].Told.At = time.Time{} }, "told: date"},
		"at no time":       {func(c *journal.Complaint) { c.Steps[1].At = time.Time{} }, "at: date"},
		"long words":       {func(c *journal.Complaint) { c.Remedy = long + long + "x" }, "remedy: long 20000"},
		"no answer day":    {func(c *journal.Complaint) { c.AnswerBy = "" }, "answer_by: no_date"},
		"closed too early": {func(c *journal.Complaint) { c.Steps = c.Steps[:3] }, "stage: order"},
	} {
		k := complaint(t, whole)
		c.change(&k)
		if got := says(k.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestStandard(t *testing.T) {
	c := journal.NewComplaint(id, "c", "w", at("2026-11-21"), journal.Settings{AckHours: 2, AnswerDays: 30}, nil)
	if want := at("2026-11-21").Add(2 * time.Hour); !c.AckBy.Equal(want) || c.AnswerBy != "2026-12-21" {
		t.Errorf("%v, %s", c.AckBy, c.AnswerBy)
	}
	if d := (journal.NewComplaint(id, "c", "w", at("2026-11-21"), journal.Settings{}, nil)); d.AnswerBy != "2026-12-01" || !d.AckBy.Equal(at("2026-11-22")) {
		t.Errorf("%v, %s", d.AckBy, d.AnswerBy)
	}
}

func TestComplaintClock(t *testing.T) {
	c := complaint(t, "received > acknowledged@11-23*")
	if d, ok := c.FirstWord(); !ok || d != 48*time.Hour {
		t.Errorf("first word after %v", d)
	}
	if _, ok := complaint(t, "received").FirstWord(); ok {
		t.Error("a word before any")
	}
	for now, want := range map[journal.Day]struct {
		age   time.Duration
		doubt bool
	}{
		"2026-11-24": {72 * time.Hour, false},
		"2026-11-20": {0, true},                  // the clock was set back
		"2046-11-24": {journal.MaxElapsed, true}, // or forward
	} {
		if d, doubt := c.Age(at(now)); d != want.age || doubt != want.doubt {
			t.Errorf("%s: %v, %v", now, d, doubt)
		}
	}
	closed := complaint(t, "minor: received > acknowledged* > assessed > investigated > answered > told* > closed@11-25")
	if d, doubt := closed.Age(at("2027-01-01")); d != 96*time.Hour || doubt {
		t.Errorf("closed after %v", d)
	}
	if c.Delayed() || !complaint(t, "received > delayed-11-30").Delayed() {
		t.Error("delayed")
	}
}

func TestReference(t *testing.T) {
	if r := journal.Reference(id, "2026-11-21", nil); r != "A-261121-D6" {
		t.Error(r)
	}
	used := map[string]bool{}
	taken := func(r string) bool { return used[r] }
	for n := range 152 {
		r := journal.Reference(journal.NewID(), "2026-11-21", taken)
		if used[r] || len(r) != len("A-261121-K7") || strings.ContainsAny(r[9:], "AEIOUYL01") {
			t.Fatalf("%d: %s", n, r)
		}
		used[r] = true
	}
	if r := journal.Reference(id, "2026-11-21", taken); used[r] {
		t.Errorf("%s is taken", r)
	}
}

func TestEarlierComplaints(t *testing.T) {
	c := complaint(t, "received")
	moment := c.Received().Unix()
	entry := func(id, client string, at int64, state string) journal.Entry {
		return journal.Entry{ID: id, Client: client, Kind: journal.KindComplaint, At: at, State: state}
	}
	all := []journal.Entry{
		entry("old", "c", moment-9000, "closed"), entry("newer", "c", moment-10, "told"), entry("later", "c", moment+10, "received"),
		entry("other", "d", moment-10, "closed"), entry("gone", "c", moment-10, journal.Gone), entry(c.ID, "c", moment, "received"),
		{ID: "talk", Client: "c", Kind: journal.KindInteraction, At: moment - 10},
	}
	var ids []string
	for _, e := range journal.EarlierComplaints(c, all) {
		ids = append(ids, e.ID)
	}
	if !slices.Equal(ids, []string{"newer", "old"}) {
		t.Error(ids)
	}
}

// Every stage has its words, and every words have their stage.
func TestScriptStages(t *testing.T) {
	text, err := os.ReadFile("../content/data/scripts/complaint/meta.json")
	if err != nil {
		t.Fatal(err)
	}
	var meta struct{ Scripts []struct{ Stage string } }
	if err := json.Unmarshal(text, &meta); err != nil {
		t.Fatal(err)
	}
	var written, asked []string
	for _, s := range meta.Scripts {
		written = append(written, s.Stage)
	}
	for _, s := range append(journal.Stages, journal.Delayed) {
		asked = append(asked, s.Script())
	}
	slices.Sort(written)
	slices.Sort(asked)
	if w, a := slices.Compact(written), slices.Compact(asked); !slices.Equal(w, a) {
		t.Errorf("the content has words for %v, the steps ask for %v", w, a)
	}
}
