package journal

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// timed shows what a timer has measured, a wait or a length, each with a press to leave it out or take it in again (F07,
// F22). What is left out stays with the draft under the same name behind an underscore.
func (l *Log) timed() app.UI {
	var chips []app.UI
	for _, name := range []string{"wait", "length"} {
		n, in := whole(l.form.Get(name)), true
		if n == 0 {
			n, in = whole(l.form.Get("_"+name)), false
		}
		if n == 0 {
			continue
		}
		label := l.env.Say.T("log.timed_"+name, "time", ui.Duration(l.env.Say, time.Duration(n)*time.Second))
		chips = append(chips, chip("timed_"+name, label, in, func(ctx app.Context) {
			kept, out := strconv.Itoa(n), "0"
			if in {
				kept, out = out, kept
			}
			l.form.Values[name], l.form.Values["_"+name] = kept, out
			l.draft.Touch(ctx)
		}, in))
	}
	return ui.If(len(chips) > 0, func() app.UI {
		return html.Div().Class("field").Body(html.Span().Class("label").Text(l.env.Say.T("log.timed")), html.Div().Class("chips").Body(chips...))
	})
}

func whole(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
