package insights

import (
	"strings"

	"trousse/app/ui"
	"trousse/internal/i18n"
)

// label names a part, a measure, or whatever else has records behind it.
func label(say *i18n.Printer, name string) string {
	before, after := len("before_"), len("after_")
	switch kind, rest, _ := strings.Cut(name, "_"); kind {
	case "kept", "late", "broken":
		return say.T("promise." + name)
	case "error":
		return say.T("cause.of_" + rest)
	case "door":
		return ui.Sentence(say.T("door.by_" + rest))
	case "before":
		return say.T("insights.before") + " · " + say.T("feeling."+name[before:])
	case "after":
		return say.T("insights.after") + " · " + say.T("feeling."+name[after:])
	case "stress":
		if rest != "" {
			return rest + " · " + say.T("checkin.level_"+rest)
		}
	}
	if key := "insights.of_" + name; !say.Has("bar."+name) && say.Has(key) {
		return say.T(key)
	}
	return say.T("bar." + strings.TrimPrefix(name, "guessed_"))
}
