package insight

// Rule proposes something of the kit to try, when what was gathered asks for it.
type Rule struct {
	Name   string // of its sentence
	When   func(*Insight) bool
	Routes []string // where it leads
}

// The limits of the rules. They are the kit's own, from no study.
const (
	keptLow     = 0.8 // share of promises kept under which a date is to be worked out with a margin
	worseHigh   = 0.2 // share of people who leave feeling worse over which the first minute deserves a look
	avoidHigh   = 0.5 // share of clients lost by an avoidable door
	firstLow    = 0.7 // share helped the first time
	answerSlow  = 24 * 60 * 60
	waitLong    = 5 * 60
	stressHigh  = 3.5
	talksEnough = 10 // conversations of which not one person was asked
)

// Rules are all of them, the most pressing first: what someone is waiting for, then what can be done otherwise.
var Rules = []Rule{
	{"unanswered", func(s *Insight) bool { return s.N[Unanswered] > 0 }, []string{"/complaints", "/playbooks/complaint-messages"}},
	{"overdue", func(s *Insight) bool { return s.N[Overdue] > 0 }, []string{"/promises", "/scripts/promise-news", "/tips#tip-late-say-so-early"}},
	{"stress", func(s *Insight) bool { mean, n := s.MeanStress(); return n >= Enough && mean >= stressHigh }, []string{"/check-in", "/tips#tip-half-a-minute-for-you"}},
	{"kept", func(s *Insight) bool { return low(s.Kept(), keptLow) }, []string{"/calculators/promise-date", "/tips#tip-how-long-really"}},
	{"worse", func(s *Insight) bool {
		r := s.FeltBetter()
		return r.Told() && float64(s.N[Worse]) > worseHigh*float64(r.Of)
	}, []string{"/playbooks/angry", "/checklists/every-encounter", "/tips#tip-anger-goes-first"}},
	{"slow", func(s *Insight) bool { m, _, n := s.FirstAnswer(); return n >= Enough && m > answerSlow }, []string{"/scripts/complaint-received", "/tips#tip-received-first"}},
	{"waits", func(s *Insight) bool { m, _, n := s.Waits(); return n >= Enough && m > waitLong }, []string{"/playbooks/waiting", "/hold", "/tips#tip-minutes-not-soon"}},
	{"doors", func(s *Insight) bool { r := s.Avoidable(); return r.Told() && r.Share() > avoidHigh }, []string{"/checklists/chain", "/calculators/lost-client", "/tips#tip-through-which-door"}},
	{"recommend", func(s *Insight) bool { points, n := s.Promoters(true); return n >= Enough && points < 0 }, []string{"/checklists/excellent-provider", "/playbooks/different"}},
	{"first", func(s *Insight) bool { return low(s.FirstTime(), firstLow) }, []string{"/guided", "/tips#tip-second-trip"}},
	{"errors", func(s *Insight) bool { n, _ := s.Errors(); return n >= Enough }, []string{"/checklists/three-questions", "/improvements", "/tips#tip-the-error-that-returns"}},
	{"acted_on", func(s *Insight) bool { return s.N[ActedOn] > 0 }, []string{"/improvements", "/scripts/improvement-done"}},
	{"unthanked", func(s *Insight) bool { return s.N[Unthanked] > 0 }, []string{"/scripts/referral-thanks", "/tips#tip-thank-who-sent"}},
	{"unasked", func(s *Insight) bool { return s.Talks >= talksEnough && s.Total(Promoter, Detractor) == 0 }, []string{"/playbooks/ending-well", "/scripts/closing-recommend", "/tips#tip-how-they-leave"}},
}

func low(r Rate, limit float64) bool { return r.Told() && r.Share() < limit }

// Next are the rules that hold, at most so many, the most pressing first.
func (s *Insight) Next(most int) []Rule {
	var found []Rule
	for _, r := range Rules {
		if len(found) < most && r.When(s) {
			found = append(found, r)
		}
	}
	return found
}
