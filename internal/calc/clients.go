package calc

// Severity is how much was at stake for whoever was let down (F61).
type Severity string

// The severities. SeverityNone says nothing: the source's flat figure is used.
const (
	SeverityNone    Severity = "none"
	SeverityMinor   Severity = "minor"
	SeverityMedium  Severity = "medium"
	SeveritySerious Severity = "serious"
)

// SilentFlat is the source's count of silent people for each who complains.
const SilentFlat = 26

// speaks is the share of the people let down who say so. Minor and serious come
// from one study: 3 % for a small annoyance, about two thirds when some 142 $
// is lost. Medium is the other figure of the source itself: 90 % stay silent.
var speaks = map[Severity]float64{SeverityMinor: 0.03, SeverityMedium: 0.10, SeveritySerious: 2.0 / 3}

// SilentPer is how many stay silent for each who complains: (1 − c) ÷ c where a
// share c complains, or [SilentFlat] when nothing is known of the stakes (F61).
func SilentPer(s Severity) float64 {
	if c, ok := speaks[s]; ok {
		return (1 - c) / c
	}
	return SilentFlat
}

// SilentComplaints is what stands behind the complaints that are heard (F61).
//
//	silent        = complaints × silent_per_complaint         people
//	dissatisfied  = complaints × (1 + silent_per_complaint)   people
//	likely_lost   = dissatisfied × never_again_share          clients
//	value_at_risk = likely_lost × lifetime_value              dollars
func SilentComplaints(in Numbers) (Numbers, error) {
	f := form{in: in}
	heard := f.amount("complaints")
	silent := heard * f.amount("silent_per_complaint")
	dissatisfied := heard + silent
	lost := dissatisfied * f.share("never_again_share")
	return f.done(Numbers{
		"silent":        silent,
		"dissatisfied":  dissatisfied,
		"likely_lost":   lost,
		"value_at_risk": lost * f.amount("lifetime_value"),
	})
}

// StayLow and StayHigh are the published band of the share that stays once the
// problem is solved (F62).
const (
	StayLow  = 0.82
	StayHigh = 0.95
)

// AcquisitionTimes is how many times as much as keeping someone it is said to
// cost to find someone new (F62).
const AcquisitionTimes = 5

// KeepOrReplace sets making things right beside finding someone else (F62).
//
//	keep_result    = stay_share × lifetime_value − recovery_cost   dollars
//	replace_result = lifetime_value − acquisition_cost             dollars
//	difference     = keep_result − replace_result                  dollars
//	keep_low       = keep_result with [StayLow] staying
//	keep_high      = keep_result with [StayHigh] staying
func KeepOrReplace(in Numbers) (Numbers, error) {
	f := form{in: in}
	lifetime, recovery := f.amount("lifetime_value"), f.amount("recovery_cost")
	keep := func(stay float64) float64 { return stay*lifetime - recovery }
	kept := keep(f.share("stay_share"))
	replaced := lifetime - f.amount("acquisition_cost")
	return f.done(Numbers{
		"keep_result":    kept,
		"replace_result": replaced,
		"difference":     kept - replaced,
		"keep_low":       keep(StayLow),
		"keep_high":      keep(StayHigh),
	})
}

// Gesture is whether a gesture earns what it costs (F63).
//
//	stay_more       = stay_with − stay_without        share, negative when the gesture does harm
//	break_even_cost = stay_more × lifetime_value      dollars: the most that the gesture may cost
//	gain            = break_even_cost − gesture_cost  dollars
func Gesture(in Numbers) (Numbers, error) {
	f := form{in: in}
	cost, lifetime := f.amount("gesture_cost"), f.amount("lifetime_value")
	more := f.share("stay_with") - f.share("stay_without")
	return f.done(Numbers{
		"stay_more":       more,
		"break_even_cost": more * lifetime,
		"gain":            more*lifetime - cost,
	})
}

// WordOfMouth is what the people served set in motion (F67).
//
//	good_words = satisfied × told_by_satisfied         people who hear something good
//	bad_words  = dissatisfied × told_by_dissatisfied   people who hear something bad
//	bad_low    = bad_words with [ToldLow] told by each
//	bad_high   = bad_words with [ToldHigh] told by each
func WordOfMouth(in Numbers) (Numbers, error) {
	f := form{in: in}
	good := f.amount("satisfied")
	bad := f.amount("dissatisfied")
	return f.done(Numbers{
		"good_words": good * f.amount("told_by_satisfied"),
		"bad_words":  bad * f.amount("told_by_dissatisfied"),
		"bad_low":    bad * ToldLow,
		"bad_high":   bad * ToldHigh,
	})
}
