package journal

// PassOn is the improvement in the hands of whoever can act on it. It may be passed on again, to someone else.
func (i Improvement) PassOn(today Day, level Level, who string) (Improvement, error) {
	switch i.State {
	case Heard, PassedOn:
	default:
		return i, refuse("state", OutOfOrder)
	}
	if level == "" {
		return i, refuse("level", Missing)
	}
	i.State, i.Passed, i.Level, i.Who = PassedOn, today, level, line(who)
	return i, i.Check()
}

// Act is the improvement done, and what was done. One that the first line can do itself need not be passed on.
func (i Improvement) Act(today Day, done string) (Improvement, error) {
	switch done = prose(done); {
	case i.State == ActedOn || i.State == ToldBack:
		return i, refuse("state", Settled)
	case i.State == Heard && i.Level != FirstLine && i.Level != "":
		return i, refuse("state", OutOfOrder)
	case done == "":
		return i, refuse("done", Missing)
	}
	if i.Level == "" {
		i.Level = FirstLine
	}
	i.State, i.Acted, i.Done = ActedOn, today, done
	return i, i.Check()
}

// Ask is the improvement for which one more client asks; a second time changes nothing. Told to everyone before, it is
// to be told again.
func (i Improvement) Ask(client string) (Improvement, error) {
	for _, a := range i.Asked {
		if a.Client == client {
			return i, nil
		}
	}
	i.Asked = append(i.Asked[:len(i.Asked):len(i.Asked)], Asker{Client: client})
	if i.State == ToldBack {
		i.State, i.Told = ActedOn, ""
	}
	return i, i.Check()
}

// Tell is the improvement of which a client who asked was told what was done. With the last of them it is told.
func (i Improvement) Tell(client string, today Day, by Channel) (Improvement, error) {
	switch i.State {
	case ActedOn:
	case ToldBack:
		return i, refuse("state", Settled)
	default:
		return i, refuse("state", OutOfOrder)
	}
	i.Asked = append([]Asker(nil), i.Asked...)
	found, left := false, 0
	for j := range i.Asked {
		a := &i.Asked[j]
		if a.Client == client {
			if a.Told != "" {
				return i, refuse("told", Settled)
			}
			a.Told, a.By, found = today, by, true
		}
		if a.Told == "" {
			left++
		}
	}
	if !found {
		return i, refuse("client", NotListed)
	}
	if left == 0 {
		i.State, i.Told = ToldBack, today
	}
	return i, i.Check()
}

// TellAll is the improvement told to everyone at once, as by a sign at the door. Those who asked are told one by one:
// while one is left, it is refused.
func (i Improvement) TellAll(today Day) (Improvement, error) {
	switch i.State {
	case ActedOn:
	case ToldBack:
		return i, refuse("state", Settled)
	default:
		return i, refuse("state", OutOfOrder)
	}
	i.State, i.Told = ToldBack, today
	return i, i.Check()
}

// ToTell are the clients who asked and were not told yet.
func (i Improvement) ToTell() []string {
	var left []string
	for _, a := range i.Asked {
		if a.Told == "" {
			left = append(left, a.Client)
		}
	}
	return left
}
