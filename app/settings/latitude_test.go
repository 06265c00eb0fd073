package settings

import (
	"slices"
	"testing"

	"trousse/internal/journal"
)

func TestGesturesChangePlaces(t *testing.T) {
	a, b, c := journal.Gesture{What: "a"}, journal.Gesture{What: "b", Limit: "10"}, journal.Gesture{What: "c"}
	gone := journal.Gesture{What: "b"} // another window gave it a limit
	for _, x := range []struct {
		name  string
		apply func([]journal.Gesture) []journal.Gesture
		want  []journal.Gesture
	}{
		{"up", moved(b, -1), []journal.Gesture{b, a, c}},
		{"down", moved(b, 1), []journal.Gesture{a, c, b}},
		{"up from the top", moved(a, -1), []journal.Gesture{a, b, c}},
		{"down from the end", moved(c, 1), []journal.Gesture{a, b, c}},
		{"corrected", replaced(b, gone), []journal.Gesture{a, gone, c}},
		{"taken away", replaced(a), []journal.Gesture{b, c}},
		{"gone already, moved", moved(gone, 1), []journal.Gesture{a, b, c}},
		{"gone already, taken away", replaced(gone), []journal.Gesture{a, b, c}},
		{"gone already, corrected", replaced(gone, a), []journal.Gesture{a, b, c, a}},
	} {
		all := []journal.Gesture{a, b, c}
		if got := x.apply(all); !slices.Equal(got, x.want) || !slices.Equal(all, []journal.Gesture{a, b, c}) {
			t.Errorf("%s: %v, from %v", x.name, got, all)
		}
	}
}

func TestShortNumbers(t *testing.T) {
	for typed, want := range map[string]string{"": "", " 5555 ": "5555", "*55": "*55", "911": "911", "514 555-0123": "+15145550123", "poste 24": ";ext=24"} {
		if got, err := shortOrWhole(typed); got != want || err != nil {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"1", "55555555", "sécurité", "12-34"} {
		if got, err := shortOrWhole(typed); err == nil {
			t.Errorf("%q was taken for %q", typed, got)
		}
	}
}
