package settings

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// written writes a number of minutes, hours or days; none is an empty field, which stands for the kit's own.
func written(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (s *Settings) whole(name, unit string) app.UI {
	return ui.Field{Form: s.form, Name: name, Mode: "numeric", Label: s.env.Say.T("settings." + name), Hint: s.env.Say.T("settings." + name + "_hint"),
		Unit: s.env.Say.T(unit), Most: 8}.View()
}

// timesAndHelp reads the second number to call, the minutes of the timers and the house's own standard (F06, F07, F21, F22).
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
		most int
	}{
		{"hold_minutes", &set.HoldMinutes, journal.MaxMinutes}, {"talk_minutes", &set.TalkMinutes, journal.MaxMinutes},
		{"ack_hours", &set.AckHours, journal.MaxAckHours}, {"answer_days", &set.AnswerDays, journal.MaxAnswerDays},
	} {
		*m.to = 0
		typed := strings.TrimSpace(s.form.Get(m.name))
		if typed == "" {
			continue
		}
		n, err := s.env.Say.ParseNumber(typed)
		if err != nil || n < 1 || n > float64(m.most) || n != float64(int(n)) {
			return &journal.FieldError{Field: m.name, Problem: journal.NotListed, Limit: m.most}
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
