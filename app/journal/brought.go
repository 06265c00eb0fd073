package journal

import (
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	domain "trousse/internal/journal"
)

// Take implements [ui.Taker]: what another app shares begins a conversation, as if it had been typed.
func (l *Log) Take(ctx app.Context) {
	if l.edit != "" {
		return
	}
	b, ok := l.env.Device.Brought(false)
	if !ok {
		return
	}
	values := shared(b)
	if len(values) == 0 {
		l.trouble = l.env.Say.T("log.shared_lost")
		return
	}
	l.form.Fill(ctx, values)
	l.changed(ctx, "client")
}

// shared puts what was shared where it belongs: a number, or a name with one behind it, is somebody; the rest is a note, and
// its title what it is about.
func shared(b ui.Brought) map[string]string {
	values := map[string]string{}
	words, title := strings.TrimSpace(b.Text), strings.TrimSpace(b.Title)
	if url := strings.TrimSpace(b.URL); !strings.Contains(words, url) {
		words = strings.TrimSpace(words + "\n" + url)
	}
	who := strings.TrimPrefix(words, "tel:")
	if _, phone := ui.NameAndPhone(who); phone != "" && !strings.Contains(who, "\n") && utf8.RuneCountInString(who) <= domain.MaxName {
		if title != "" && !strings.Contains(who, title) && utf8.RuneCountInString(title+who) < domain.MaxName {
			who = title + " " + who
		}
		return map[string]string{"client": who}
	}
	switch {
	case title == "" || strings.HasPrefix(words, title):
	case utf8.RuneCountInString(title) <= domain.MaxName:
		values["about"] = title
	default:
		words = strings.TrimSpace(title + "\n" + words)
	}
	if words != "" {
		values["notes"] = words
	}
	return values
}
