package script

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/i18n"
)

// TestLargeTexts holds the reading in proportion to the text, whatever stands in it: a worker may paste anything, and each
// key in the editor reads it all again. Four times the text takes about four times as long; sixteen times is too much.
func TestLargeTexts(t *testing.T) {
	const size = 25_000 // characters, and then four times as many
	repeat := func(piece string) func(n int) string {
		return func(n int) string { return strings.Repeat(piece, n/len(piece)) }
	}
	for name, text := range map[string]func(n int) string{
		"opening marks":        repeat("{{"),
		"opening marks, asked": repeat("[[ "),
		"opened far, closed":   func(n int) string { return strings.Repeat("{{ ", n/3) + "}}" },
		"marks of both kinds":  func(n int) string { return strings.Repeat("{{[[", n/4) + "]]" },
		"opened on each line":  func(n int) string { return strings.Repeat("{{\n", n/3) + "}}" },
		"closing marks":        repeat("}}]]"),
		"escapes":              repeat(`\{{`),
		"blanks that differ": func(n int) string {
			var b strings.Builder
			for i := range n / 14 {
				b.WriteString("[[text b" + strconv.Itoa(i) + "]] ")
			}
			return b.String()
		},
		"holes":              repeat("{{user.name}}"),
		"words":              repeat("mot "),
		"one word before":    repeat("le [[date promise]] "),
		"names at line ends": repeat("de {{client.first_name|}}.\n"),
	} {
		t.Run(name, func(t *testing.T) {
			var small, large time.Duration
			for range 5 { // on a busy machine, one measure says nothing
				small, large = fastest(text(size)), fastest(text(4*size))
				if large < 100*time.Millisecond || large < 10*small {
					return
				}
			}
			t.Errorf("%v, and %v for four times as much", small, large)
		})
	}
}

// fastest is the shortest of a few readings of a text: the others were disturbed.
func fastest(text string) time.Duration {
	best := time.Hour
	for range 4 {
		start := time.Now()
		tmpl, _ := Parse(text)
		answers := Answers{"date promise": {Value: "2026-11-27"}}
		for _, b := range tmpl.Blanks() {
			if b.Kind == KindText {
				answers[b.Key] = Answer{Value: "x"}
			}
		}
		tmpl.Missing(Record{})
		_ = tmpl.Fill(Record{"client.first_name": "Élise"}, answers, Context{Lang: i18n.FR, Today: friday}).Text()
		best = min(best, time.Since(start))
	}
	return best
}
