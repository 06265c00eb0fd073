package scripts

import "trousse/internal/journal"

// late is the script that tells a client that a promise will be late (F05), and the blank of it that asks why.
const (
	late        = "promise-delay"
	reasonBlank = "blank-text-2"
)

// ofPromise is what a promise answers: its day and, where it is to be late, its words. A day agreed today is the one to
// announce.
func (s *Script) ofPromise(p journal.Promise) map[string]string {
	known := map[string]string{}
	switch {
	case s.slug == late:
		known["blank-date-first"], known["blank-text-1"] = string(p.Due), within(p.What)
		if n := len(p.Moves); n > 0 && p.Moves[n-1].On == s.env.Today() {
			m := p.Moves[n-1]
			known["blank-date-first"], known["blank-date-promise"], known[reasonBlank] = string(m.From), string(m.To), within(m.Reason)
		}
	case p.Due >= s.env.Today():
		known["blank-date-1"] = string(p.Due)
	}
	return known
}
