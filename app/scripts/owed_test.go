package scripts

import (
	"strings"
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/script"
)

// TestWithoutReason announces a later day without saying why: the blank stays empty, what was in it comes back when it is
// taken up again, and the words read as if it had never been asked.
func TestWithoutReason(t *testing.T) {
	form := map[string]string{reasonBlank: "the part is late"}
	put := func() {
		for name, value := range skip(form, reasonBlank) {
			form[name] = value
		}
	}
	if put(); form[reasonBlank] != "" || form[skipKey(reasonBlank)] == "" {
		t.Errorf("left out: %q", form)
	}
	if put(); form[reasonBlank] != "the part is late" || form[skipKey(reasonBlank)] != "" {
		t.Errorf("taken up again: %q", form)
	}
	for lang, want := range map[i18n.Lang]string{
		i18n.FR: "Je ne pourrai pas tenir cette date. Je vous présente mes excuses.",
		i18n.EN: "I won’t be able to keep that date. I’m sorry.",
	} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, slug := range []string{late, "complaint-delay"} {
			sc, _ := b.Script(slug)
			p := parse(sc, false)
			a := script.Answers{}
			for _, q := range questions(p, p, script.Record{}) {
				if a[q.Key] = (script.Answer{Value: "ceci"}); strings.HasPrefix(q.Label, "r") {
					a[q.Key] = script.Answer{Skipped: true}
				}
			}
			if said := p.words.Fill(nil, a, script.Context{Lang: lang}).Text(); !strings.Contains(said, want) {
				t.Errorf("%s %s: %s", lang, slug, said)
			}
		}
	}
}
