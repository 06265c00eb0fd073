package journal

// Settled tells whether the promise was kept or broken.
func (p Promise) Settled() bool { return p.State != Open && p.State != "" }

// Late tells by how much an open promise is late.
func (p Promise) Late(today Day) Lateness {
	if p.Settled() {
		return Lateness{}
	}
	return LateBy(p.Due, today, p.Made)
}

// Renegotiated tells whether another day was agreed than the first.
func (p Promise) Renegotiated() bool { return len(p.Moves) > 0 }

// Keep is the promise kept on the given day: early, on the day, or late. A day agreed once the one before had passed
// does not make good for it: such a promise is late. One that is settled stays as it is.
func (p Promise) Keep(today Day) Promise {
	if p.Settled() {
		return p
	}
	p.Done, p.Remind = today, ""
	p.State = p.keptOn(today)
	return p
}

func (p Promise) keptOn(day Day) PromiseState {
	for _, m := range p.Moves {
		if m.On > m.From {
			return KeptLate
		}
	}
	switch {
	case day < p.Due:
		return KeptEarly
	case day == p.Due:
		return Kept
	}
	return KeptLate
}

// Break is the promise that will not be kept, and why.
func (p Promise) Break(today Day, reason string) (Promise, error) {
	switch reason = line(reason); {
	case p.Settled():
		return p, refuse("state", Settled)
	case reason == "":
		return p, refuse("reason", Missing)
	}
	p.State, p.Done, p.Reason, p.Remind = Broken, today, reason, ""
	return p, p.Check()
}

// Reopen is the promise open again, as when it was marked by mistake.
func (p Promise) Reopen() Promise {
	p.State, p.Done, p.Reason = Open, "", ""
	return p
}

// Renegotiate is the promise with another day, agreed with the client today. Both days and the reason are kept.
func (p Promise) Renegotiate(today, due Day, reason string) (Promise, error) {
	switch reason = line(reason); {
	case p.Settled():
		return p, refuse("state", Settled)
	case due == "":
		return p, refuse("promise_date", NoDate)
	case due == p.Due:
		return p, refuse("promise_date", SameDay)
	case due < today:
		return p, refuse("promise_date", PastDate)
	case reason == "":
		return p, refuse("reason", Missing)
	}
	p.Moves = append(p.Moves[:len(p.Moves):len(p.Moves)], Move{On: today, From: p.Due, To: due, Reason: reason})
	p.Due, p.Remind = due, ""
	return p, p.Check()
}

// Correct is the promise as it should have been written: not another promise, and no day agreed anew. What became of it
// is told from the right day.
func (p Promise) Correct(what string, due Day) (Promise, error) {
	p.What, p.Due = line(what), due
	if n := len(p.Moves); n > 0 {
		p.Moves = append([]Move(nil), p.Moves...)
		p.Moves[n-1].To = due
	}
	if p.Settled() && p.State != Broken {
		p.State = p.keptOn(p.Done)
	}
	return p, p.Check()
}

// Snooze is the promise of which the worker wants to think on another day, or on no day of its own. It never moves what
// was promised; so the reminder cannot come after a day that is still ahead.
func (p Promise) Snooze(today, day Day) (Promise, error) {
	switch {
	case p.Settled():
		return p, refuse("state", Settled)
	case day != "" && day < today:
		return p, refuse("remind", PastDate)
	case day > p.Due && p.Due >= today:
		return p, refuse("remind", AfterDue)
	}
	p.Remind = day
	return p, p.Check()
}

// Tell is the promise of which the client was told today how it stands. Once a day is enough; a reminder that has come
// was for this.
func (p Promise) Tell(today Day) (Promise, error) {
	if p.Settled() {
		return p, refuse("state", Settled)
	}
	if p.Remind <= today {
		p.Remind = ""
	}
	if n := len(p.Told); n == 0 || p.Told[n-1] != today {
		p.Told = append(p.Told[:n:n], today)
	}
	return p, p.Check()
}

// Hear is the promise of which the client has heard on that day, in words that name a day, or none: another than was
// promised is then agreed, for the reason given.
func (p Promise) Hear(on, named Day, reason string) (Promise, error) {
	if named == "" || named == p.Due {
		return p.Tell(on)
	}
	return p.Renegotiate(on, named, reason)
}

// When the client is to hear of a promise that runs, in days.
const (
	nudgeShort = 4 // a promise for less than that needs no word in between
	nudgeMost  = 7 // nobody waits longer than that without a word
	nudgeLate  = 2 // nor than that once the day has passed
)

// Nudge is the day by which the client should be told how an open promise stands: half-way, at least once a week, never
// on the day itself; the day after when the promise is late, and every other day from then on. None for a promise to
// oneself.
func (p Promise) Nudge() Day {
	last := p.LastTold()
	switch ahead := p.Due.Since(last); {
	case p.Settled() || p.Client == "" || last == "" || p.Due == "":
		return ""
	case ahead < 0:
		return last.Add(nudgeLate)
	case ahead < nudgeShort:
		return p.Due.Add(1)
	default:
		return last.Add(min(nudgeMost, ahead/2))
	}
}

// Next is when to come back to an open promise before its day: the worker's own day, else that of the nudge.
func (p Promise) Next() Day {
	switch {
	case p.Settled():
		return ""
	case p.Remind != "":
		return p.Remind
	}
	return p.Nudge()
}

// Ratio is how the time that the work took compares with what was foreseen: 1.3 is three tenths more. Only a promise
// that was kept tells.
func (p Promise) Ratio() (ratio float64, ok bool) {
	if !p.Settled() || p.State == Broken || !(p.EstimateHours > 0) || !(p.ActualHours > 0) {
		return 0, false
	}
	return p.ActualHours / p.EstimateHours, true
}
