package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// Handed is what a tool hands to the log form: a playbook its name, a timer its seconds, immediate help what was pressed.
// It is in memory for the length of one tap; the form keeps it as its draft.
type Handed struct {
	Client string            // id, or empty
	Values map[string]string // by the names of the form's controls; also wait and length, in seconds, and estimate_hours
	// From names what all this is kept in until it is logged, for [Env.Logged]: the key of a draft. Empty for none.
	From string
}

// HandedFrom is the name under which the log form keeps [Handed.From] among its values.
const HandedFrom = "_from"

// Logged lets go of what was handed over, now that it is logged. It waits for the device.
func (e *Env) Logged(from string) {
	if n, ok := strings.CutPrefix(from, IncidentKey+" "); ok {
		_ = e.Incident.logged(e.Book, n)
	} else if from != "" {
		_ = e.Book.DropDraft(context.Background(), from)
	}
}

// LogThis is the link that opens the log form with what hand says at the moment of the tap.
func (e *Env) LogThis(class, label string, hand func() Handed) *html.Elem {
	return html.A().Class(class).Attr("name", "log_this").Attr("href", e.Href("/log")).
		Body(Icon("log"), html.Span().Text(label)).
		OnClick(func(ctx app.Context, _ app.Event) {
			h := hand()
			e.Handed = &h
		})
}
