package script

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/i18n"
)

// TestLargeTexts holds the work in proportion to the text, whatever stands in it: a worker may paste anything, and each
// key in the editor reads it all again. Quadratic work takes tens of seconds here.
func TestLargeTexts(t *testing.T) {
	distinct := strings.Builder{}
	for i := range 9000 {
		distinct.WriteString("[[text b" + strconv.Itoa(i) + "]] ")
	}
	for name, text := range map[string]string{
		"opening marks":         strings.Repeat("{{", 50_000),
		"opening marks, asked":  strings.Repeat("[[ ", 33_000),
		"opened far, closed":    strings.Repeat("{{ ", 33_000) + "}}",
		"marks of both kinds":   strings.Repeat("{{[[", 25_000) + "]]",
		"opened on each line":   strings.Repeat("{{\n", 33_000) + "}}",
		"closing marks":         strings.Repeat("}}]]", 25_000),
		"escapes":               strings.Repeat(`\{{`, 33_000),
		"blanks that differ":    distinct.String(),
		"empty values":          strings.Repeat("{{client.email|}}", 6_000),
		"empty values, spaced":  strings.Repeat(", {{client.email|}}\n", 5_000),
		"holes":                 strings.Repeat("{{user.name}}", 7_500),
		"words":                 strings.Repeat("mot ", 25_000),
		"one word after dates":  strings.Repeat("le [[date promise]] ", 5_000),
		"names in parentheses":  strings.Repeat("({{client.email|}})", 5_000),
		"names that end a line": strings.Repeat("de {{client.first_name|}}.\n", 4_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			tmpl, _ := Parse(text)
			answers := Answers{"date promise": {Value: "2026-11-27"}}
			for _, b := range tmpl.Blanks() {
				if b.Kind == KindText {
					answers[b.Key] = Answer{Skipped: true}
				}
			}
			tmpl.Missing(Record{})
			f := tmpl.Fill(Record{"client.first_name": "Élise"}, answers, Context{Lang: i18n.FR, Today: friday})
			_ = f.Text()
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
