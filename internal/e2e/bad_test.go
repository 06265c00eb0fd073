package e2e

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

//go:embed testdata/bad.txt
var badInput string

// TestBadInput types what people should not. Nothing typed is ever lost, changed on the quiet, or run.
func TestBadInput(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	for block := range strings.SplitSeq(badInput, "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		what, route, _ := strings.Cut(lines[0], " | ")
		outcome, of, _ := strings.Cut(lines[len(lines)-1], " ")
		t.Run(what, func(t *testing.T) {
			p := p.in(t)
			p.open("/clients") // whatever was refused before is left here
			p.open(route)
			var fields []string
			for _, line := range lines[1 : len(lines)-1] {
				name, value, ok := strings.Cut(line, " = ")
				if !ok {
					t.Fatalf("cannot read %q", line)
				}
				fields = append(fields, name, spelled(value))
			}
			p.fill(fields...)
			revisions := p.kept("revs")
			p.press("save")
			switch outcome {
			case "kept":
				p.output("save_state", "saved")
				p.wait("the form is left", `location.pathname !== %v`, route)
				if route == "/log" {
					saved := `[aria-labelledby="t-now"] a[href^="/interactions/"]`
					p.wait("it is on Today", `document.querySelector(%v)`, saved)
					p.follow(eval[string](p, `document.querySelector(%v).getAttribute("href")`, saved))
				}
				p.shows(spelled(of))
			case "refused":
				p.wait(of+" is refused", `e2e.refusal(%v).length > 5`, of)
				p.at(route)
				for i := 0; i < len(fields); i += 2 {
					p.holds(fields[i], fields[i+1])
				}
				if n := p.kept("revs"); n != revisions {
					t.Errorf("%d revisions after a refusal, want %d", n, revisions)
				}
			default:
				t.Fatalf("unknown outcome %q", outcome)
			}
		})
	}
}

// in is the same window in a subtest.
func (p *page) in(t *testing.T) *page {
	return &page{t: t, ctx: p.ctx, drive: p.drive, close: p.close, server: p.server}
}

var spell = regexp.MustCompile(`\{(\d+)×(.)\}|\{day(-\d+)\}`)

// spelled writes out {n×x} and {day-n}.
func spelled(s string) string {
	return spell.ReplaceAllStringFunc(s, func(m string) string {
		g := spell.FindStringSubmatch(m)
		n, _ := strconv.Atoi(g[1] + g[3])
		if g[2] != "" {
			return strings.Repeat(g[2], n)
		}
		return time.Now().AddDate(0, 0, n).Format(time.DateOnly)
	})
}
