package settings

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// minutes writes a number of minutes; none is an empty field, which stands for the kit's own.
func minutes(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (s *Settings) minutes(name, hint string) app.UI {
	return ui.Field{Form: s.form, Name: name, Mode: "numeric", Label: s.env.Say.T("settings." + name), Hint: s.env.Say.T(hint),
		Unit: s.env.Say.T("unit.minutes"), Most: 8}.View()
}

// timesAndHelp reads the second number to call and the minutes of the timers (F07, F21, F22).
func (s *Settings) timesAndHelp(set *journal.Settings) error {
	set.HelpName = s.form.Get("help_name")
	phone, err := shortOrWhole(s.form.Get("help_phone"))
	if err != nil {
		return &journal.FieldError{Field: "help_phone", Problem: journal.BadPhone}
	}
	set.HelpPhone = phone
	for _, m := range []struct {
		name string
		to   *int
	}{{"hold_minutes", &set.HoldMinutes}, {"talk_minutes", &set.TalkMinutes}} {
		*m.to = 0
		typed := strings.TrimSpace(s.form.Get(m.name))
		if typed == "" {
			continue
		}
		n, err := s.env.Say.ParseNumber(typed)
		if err != nil || n < 1 || n > journal.MaxMinutes || n != float64(int(n)) {
			return &journal.FieldError{Field: m.name, Problem: journal.NotListed, Limit: journal.MaxMinutes}
		}
		*m.to = int(n)
	}
	return nil
}

// shortOrWhole reads a telephone number, or the few digits that call security inside a building.
func shortOrWhole(typed string) (string, error) {
	short := strings.TrimSpace(typed)
	if digits := strings.Trim(short, "*#"); len(digits) >= 2 && len(digits) <= 6 && strings.Trim(digits, "0123456789") == "" {
		return short, nil
	}
	return i18n.NormalizePhone(typed)
}
