package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
)

// How much of a long text a list shows first, and how little is left of it at least to be worth a press.
const (
	firstLines = 4
	firstRunes = 280
	leastRest  = 80
)

// Notes is what somebody wrote, in a list: its first lines, and the rest on a press.
func Notes(say *i18n.Printer, text string) app.UI {
	head, rest := beginning(text)
	body := html.P().Class("notes").Dir("auto").Text(head)
	if rest == "" {
		return body
	}
	return html.Div().Body(body, html.Details().Class("fold fold--cards").Body(
		html.Summary().Attr("name", "read_more").Body(html.Span().Text(say.T("action.more")), Icon("next")),
		html.P().Class("notes").Dir("auto").Text(rest)))
}

// beginning parts a long text after its first lines, between two words where it can; a short one is its own beginning.
func beginning(text string) (head, rest string) {
	lines, runes, at := 1, 0, -1
	for i, r := range text {
		switch {
		case r == '\n' && lines == firstLines:
			at = i
		case r == '\n':
			lines++
		case runes == firstRunes:
			if at = strings.LastIndexAny(text[:i], " \n\u00a0"); at < i/2 {
				at = i
			}
		}
		if at >= 0 {
			break
		}
		runes++
	}
	if at < 0 || len([]rune(text[at:])) < leastRest {
		return text, ""
	}
	return strings.TrimSpace(text[:at]) + " …", strings.TrimSpace(text[at:])
}
