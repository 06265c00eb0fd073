package journal_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"trousse/internal/journal"
)

// improvement reads an improvement seen on 11-21, as testdata/improvement.txt writes it.
func improvement(t *testing.T, text string) journal.Improvement {
	t.Helper()
	state, rest := cutOff(text)
	w := words(rest, "at", "done", "asked")
	i := journal.Improvement{ID: id, What: "w", Seen: "2026-11-21", State: journal.ImprovementState(state), Level: journal.Level(w["at"]), Done: w["done"]}
	for _, name := range strings.Fields(w["asked"]) {
		name, told := strings.CutSuffix(name, "*")
		a := journal.Asker{Client: name}
		if told {
			a.Told, a.By = "2026-11-25", journal.Phone
		}
		i.Asked = append(i.Asked, a)
	}
	return i
}

func drawImprovement(i journal.Improvement) string {
	out := string(i.State)
	if i.Level != "" {
		out += " at " + string(i.Level)
	}
	if i.Done != "" {
		out += " done " + i.Done
	}
	if len(i.Asked) > 0 {
		out += " asked"
	}
	for _, a := range i.Asked {
		out += " " + a.Client
		if a.Told != "" {
			out += "*"
		}
	}
	return out
}

func TestImprovementTransitions(t *testing.T) {
	table(t, "improvement.txt", func(t *testing.T, state, act string) string {
		i, before := improvement(t, state), improvement(t, state)
		verb, rest := cutOff(act)
		const today journal.Day = "2026-11-28"
		var j journal.Improvement
		var err error
		switch verb {
		case "pass":
			level, who := cutOff(rest)
			j, err = i.PassOn(today, journal.Level(level), who)
		case "act":
			j, err = i.Act(today, rest)
		case "ask":
			j, err = i.Ask(rest)
		case "tell":
			j, err = i.Tell(rest, today, journal.Text)
		case "tellall":
			j, err = i.TellAll(today)
		default:
			t.Fatalf("%q", act)
		}
		if !reflect.DeepEqual(i, before) {
			t.Errorf("%s | %s: what was there has changed", state, act)
		}
		if err != nil {
			return refused(err)
		}
		if dates := map[journal.ImprovementState]journal.Day{journal.PassedOn: j.Passed, journal.ActedOn: j.Acted, journal.ToldBack: j.Told}; verb != "ask" && dates[j.State] != today && verb != "tell" {
			t.Errorf("%s | %s: not dated: %+v", state, act, j)
		}
		return drawImprovement(j)
	})
}

func TestToTell(t *testing.T) {
	if left := improvement(t, "acted_on done it asked ana bo* zoe").ToTell(); !reflect.DeepEqual(left, []string{"ana", "zoe"}) {
		t.Error(left)
	}
}

// The digest of a period, as testdata/digest.txt draws it: what is seen, what came further, what still waits.
func TestDigests(t *testing.T) {
	text, err := os.ReadFile("testdata/digest.txt")
	if err != nil {
		t.Fatal(err)
	}
	in, want, _ := strings.Cut(string(text), "\n--\n")
	var all []journal.Improvement
	for _, line := range strings.Split(in, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(line, ": ")
		state, rest := cutOff(rest)
		w := words(rest, "at", "who", "seen", "passed", "acted", "told")
		i := journal.Improvement{What: name, State: journal.ImprovementState(state), Level: journal.Level(w["at"]), Who: w["who"], Seen: day(w["seen"])}
		i.Passed, i.Acted, i.Told = day(w["passed"]), day(w["acted"]), day(w["told"])
		all = append(all, i)
	}
	var got strings.Builder
	for _, d := range journal.Digests(all, "2026-11-01", "2026-11-30") {
		fmt.Fprintf(&got, "%s %s: %d heard, %d passed on, %d acted on, %d told\n", d.Level, d.Who,
			d.Count(journal.Heard), d.Count(journal.PassedOn), d.Count(journal.ActedOn), d.Count(journal.ToldBack))
		for _, i := range d.Improvements {
			fmt.Fprintf(&got, "  %s %s\n", i.State, i.What)
		}
	}
	if got := strings.TrimSpace(got.String()); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
