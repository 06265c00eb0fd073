package journal

import "time"

// Scenario is what was typed in a calculator, kept under a name: another price, another client, another year.
type Scenario struct {
	ID         string    `json:"id"`
	Calculator string    `json:"calculator"` // its slug
	Name       string    `json:"name"`
	Client     string    `json:"client,omitempty"`
	At         time.Time `json:"at"` // when the figures were last kept
	// Figures are those of the fields, by their names, as [Settings.Profile] keeps them. One left empty is not there.
	Figures map[string]string `json:"figures"`
}

// Kind implements [Record].
func (Scenario) Kind() Kind { return KindScenario }

// Key implements [Record].
func (s Scenario) Key() string { return s.ID }

// Tidy returns the scenario with its words cleaned of what nobody typed on purpose.
func (s Scenario) Tidy() Scenario {
	s.Name = line(s.Name)
	return s
}

// Check implements [Record].
func (s Scenario) Check() error {
	switch {
	case s.Name == "":
		return refuse("scenario_name", Missing)
	case s.Calculator == "":
		return refuse("calculator", Missing)
	case s.At.IsZero():
		return refuse("at", BadDate)
	}
	return first(tooLong("scenario_name", s.Name, MaxName), tooLong("calculator", s.Calculator, MaxName), checkFigures("figures", s.Figures, MaxNotes))
}

// checkFigures reports what cannot be kept of the figures of a calculator, by the names of its fields; most is
// the characters of one.
func checkFigures(field string, figures map[string]string, most int) error {
	if len(figures) > MaxFigures {
		return &FieldError{Field: field, Problem: TooLong, Limit: MaxFigures}
	}
	for name, value := range figures {
		if err := first(tooLong(field, name, MaxName), tooLong(field, value, most)); err != nil {
			return err
		}
	}
	return nil
}
