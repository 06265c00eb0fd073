package journal_test

import (
	"os"
	"strings"
	"testing"

	"trousse/internal/journal"
)

// table plays a file of transitions, one a line: state | act | state or refusal. A state or an act is written as the
// file's head says; "same" is the state before; a refusal is "refused field: problem". Days of 2026 are written 11-27.
func table(t *testing.T, name string, play func(t *testing.T, state, act string) string) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	played := 0
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != 3 {
			t.Fatalf("%s:%d: %d cells", name, i+1, len(cells))
		}
		for j := range cells {
			cells[j] = strings.Join(strings.Fields(cells[j]), " ")
		}
		want := cells[2]
		if want == "same" {
			want = cells[0]
		}
		if got := play(t, cells[0], cells[1]); got != want {
			t.Errorf("%s:%d: %s | %s\n got %s\nwant %s", name, i+1, cells[0], cells[1], got, want)
		}
		played++
	}
	if played == 0 {
		t.Errorf("%s: no line", name)
	}
}

// day reads a day as the tables write it.
func day(s string) journal.Day {
	if len(s) == len("11-27") {
		s = "2026-" + s
	}
	return journal.Day(s)
}

// drawn is a day as the tables write it.
func drawn(d journal.Day) string { return strings.TrimPrefix(string(d), "2026-") }

func days(s string) (all []journal.Day) {
	for _, d := range strings.Split(s, ",") {
		all = append(all, day(d))
	}
	return all
}

func drawnAll(days []journal.Day) string {
	var all []string
	for _, d := range days {
		all = append(all, drawn(d))
	}
	return strings.Join(all, ",")
}

// refused is how the tables write an error.
func refused(err error) string { return "refused " + says(err) }

// cutOff takes the first word off.
func cutOff(s string) (word, rest string) {
	word, rest, _ = strings.Cut(s, " ")
	return word, rest
}
