package calculators

import (
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
)

// latitude reminds of what the worker may decide without asking (F51), and holds the cost of the gesture against it
// (F63): against the highest of the limits that name an amount.
func (s *Calculator) latitude(w sheet) app.UI {
	say := s.env.Say
	most, told := 0.0, false
	for _, g := range s.env.Book.Today().Settings.Latitude {
		if v, ok := limit(say, g.Limit); ok {
			most, told = max(most, v), true
		}
	}
	cost, ok := w.typed.numbers["gesture_cost"]
	switch {
	case !told || !ok:
		return s.env.Latitude(nil)
	case cost <= most:
		return s.env.Latitude(ui.Banner("good", "check", say.T("gesture.within", "limit", say.Money(most))))
	}
	return s.env.Latitude(ui.Banner("warn", "alert", say.T("gesture.beyond", "limit", say.Money(most))))
}

// limit finds the amount of dollars in the words of a limit, when there is one and only one: « jusqu’à 50 $ », “up to
// $50”.
func limit(say *i18n.Printer, words string) (float64, bool) {
	before, after, ok := strings.Cut(words, "$")
	if !ok || strings.Contains(after, "$") {
		return 0, false
	}
	part := func(r rune) bool { return unicode.IsDigit(r) || unicode.IsSpace(r) || r == ',' || r == '.' }
	typed := before[len(strings.TrimRightFunc(before, part)):]
	if strings.TrimSpace(typed) == "" {
		typed = strings.TrimRight(after[:len(after)-len(strings.TrimLeftFunc(after, part))], " .,")
	}
	v, err := say.ParseNumber(typed)
	return v, err == nil
}
