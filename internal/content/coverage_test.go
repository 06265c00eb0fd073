package content_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"trousse/internal/i18n"
)

// fieldRows are the rows of the field notes that content must serve, from and to.
var fieldRows = [][2]int{{1, 14}, {20, 31}, {40, 51}, {60, 67}, {70, 71}}

// TestEveryRowIsCited prints which units serve each row of the field, and fails for a row that none serves.
func TestEveryRowIsCited(t *testing.T) {
	b := load(t, i18n.EN)
	by := map[string][]string{}
	cite := func(unit string, rows []string) {
		for _, r := range rows {
			if !slices.Contains(by[r], unit) {
				by[r] = append(by[r], unit)
			}
		}
	}
	for _, p := range b.Playbooks {
		cite("playbooks/"+p.Slug, p.Rows)
	}
	for _, s := range b.Scripts {
		cite("scripts/"+s.Theme, s.Rows)
	}
	for _, c := range b.Checklists {
		cite("checklists/"+c.Slug, c.Rows)
	}
	for _, c := range b.Calculators {
		cite("calculators/"+c.Slug, c.Rows)
	}
	for _, g := range b.Guides {
		cite("guides/"+g.Slug, g.Rows)
	}
	for _, tip := range b.Tips {
		cite("tips", tip.Rows)
	}
	if len(b.Tips) >= 60 {
		cite("tips", []string{"F70"})
	}
	if len(b.Resources.Resources) >= 20 {
		cite("resources", []string{"F49"})
	}
	cited, all := 0, 0
	var table strings.Builder
	for _, r := range fieldRows {
		for n := r[0]; n <= r[1]; n++ {
			row := fmt.Sprintf("F%02d", n)
			all++
			if len(by[row]) > 0 {
				cited++
			} else {
				t.Errorf("%s is served by nothing", row)
			}
			fmt.Fprintf(&table, "%s  %s\n", row, strings.Join(by[row], " "))
		}
	}
	t.Logf("%d of %d rows of the field are served:\n%s", cited, all, table.String())
}
