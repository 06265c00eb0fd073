package backup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestOurs(t *testing.T) {
	for name, want := range map[string]bool{
		"trousse-2026-11-22-1405.jsonl": true, "trousse-2026-11-22-1405.jsonl.age": true, "trousse-2026-11-22-1405-2.jsonl": true,
		"trousse.jsonl": false, "trousse-2026.jsonl": false, "trousse-2026-11-22-1405.jsonl.part": false, "trousse-2026-11-22-1405": false,
		"photos-2026-11-22-1405.jsonl": false, "trousse-2026-11-22-1405/../x.jsonl": false, "trousse-conversations-2026-11-22.csv": false, "": false,
	} {
		if ours(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

// TestSpare keeps the last five, and whatever holds far more than the last.
func TestSpare(t *testing.T) {
	for _, c := range []struct{ records, gone string }{
		{"10", ""},
		{"10 11 12 13 14", ""},
		{"10 11 12 13 14 15", "10"},
		{"10 11 12 13 14 15 16", "10 11"},
		{"100 101 102 103 104 3", ""},           // nearly empty: beside, never over
		{"100 101 102 103 104 3 4", "3"},        // and what is as small goes first
		{"100 101 102 103 104 3 60", "100 101"}, // most of it is back
		{"100 101 102 103 104 105 50", "100"},   // half is not far fewer
	} {
		var all []kept
		for i, n := range strings.Fields(c.records) {
			k := kept{name: fmt.Sprint(i)}
			fmt.Sscan(n, &k.records)
			all = append(all, k)
		}
		stay, gone := spare(all)
		var left []string
		for _, k := range gone {
			left = append(left, fmt.Sprint(k.records))
		}
		if got := strings.Join(left, " "); got != c.gone {
			t.Errorf("of %s go %q, want %q", c.records, got, c.gone)
		}
		if len(stay)+len(gone) != len(all) || !slices.Equal(stay[len(stay)-1:], all[len(all)-1:]) {
			t.Errorf("of %s stay %v", c.records, stay)
		}
	}
}

func TestSame(t *testing.T) {
	long := strings.Repeat("a", 200_000)
	for _, c := range []struct {
		a, b string
		want bool
	}{{"", "", true}, {"a", "a", true}, {"a", "b", false}, {"a", "", false}, {long, long, true}, {long, long[1:], false}, {long[:128<<10], long[:128<<10], true}, {long[:128<<10], long[:64<<10], false}} {
		if got := same(strings.NewReader(c.a), strings.NewReader(c.b)) == nil; got != c.want {
			t.Errorf("%d and %d bytes: %v", len(c.a), len(c.b), got)
		}
	}
}
