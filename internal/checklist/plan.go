package checklist

// Step is one step of a plan; days are written 2026-11-27, and empty for none.
type Step struct {
	Item, State, Due string
}

// Late are the steps that are not done and whose day has passed, the longest late first.
func Late(steps []Step, today string) []Step {
	var out []Step
	for _, s := range steps {
		if s.State != Finished && s.Due != "" && s.Due < today {
			out = append(out, s)
		}
	}
	sortBy(out, func(a, b Step) bool { return a.Due < b.Due })
	return out
}

// Next is the step to take next: of those that are neither done nor late, the one whose day comes first; where none has
// a day, the first that is under way, or else the first of all.
func Next(steps []Step, today string) (next Step, ok bool) {
	rank := func(s Step) string {
		switch {
		case s.Due != "":
			return s.Due
		case s.State == UnderWay:
			return "under way"
		}
		return "without a day"
	}
	for _, s := range steps {
		if s.State == Finished || s.Due != "" && s.Due < today {
			continue
		}
		if !ok || rank(s) < rank(next) {
			next, ok = s, true
		}
	}
	return next, ok
}
