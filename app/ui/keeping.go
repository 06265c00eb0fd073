package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
)

// Keeping is what the browser says of the data that it holds for the kit.
type Keeping struct {
	Word string // yes, no or unknown: whether it promised not to clear it; empty: not asked yet
	Left int64  // bytes left for the kit, when Low
	Low  bool   // there is little room left
}

// little is how much room is little: some hundreds of photos, and time to do something about it.
const little = 200_000_000 // bytes

// Keeping asks the browser. It waits for the answer.
func (e *Env) Keeping(ctx context.Context) (k Keeping) {
	granted, known := e.Device.Persisted(ctx)
	switch {
	case !known:
		k.Word = "unknown"
	case granted:
		k.Word = "yes"
	default:
		k.Word = "no"
	}
	left, known := e.Device.Room(ctx)
	k.Left, k.Low = left, known && left < little
	return k
}

// Promise is the banner that tells what the browser promised; nil before it was asked.
func (k Keeping) Promise(say *i18n.Printer) app.UI {
	switch k.Word {
	case "":
		return nil
	case "yes":
		return Banner("good", "shield", say.T("settings.keeping_yes"))
	}
	return Banner("", "info", say.T("settings.keeping_"+k.Word))
}

// Warning is the banner that tells, early, that room runs out; nil while there is enough.
func (k Keeping) Warning(e *Env) app.UI {
	return If(k.Low, func() app.UI {
		return Banner("warn", "alert", e.Say.T("settings.low", "left", e.Say.Number(float64(k.Left/1_000_000), 0)),
			Link("btn", e.Href("/settings/backup"), "backup", e.Say.T("backup.title")))
	})
}
