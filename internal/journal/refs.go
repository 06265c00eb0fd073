package journal

// Names lists the ids of the clients, conversations and complaints that a record names, clients first. They may be gone.
func Names(rec Record) []string {
	var named []string
	add := func(ids ...string) {
		for _, id := range ids {
			if id != "" {
				named = append(named, id)
			}
		}
	}
	switch v := rec.(type) {
	case Client:
		add(v.ReferredBy)
	case Interaction:
		add(v.Client, v.Complaint)
	case Promise:
		add(v.Client, v.Interaction, v.Complaint)
	case Complaint:
		add(v.Client, v.Interaction)
	case Departure:
		add(v.Client)
	case Scenario:
		add(v.Client)
	case Improvement:
		for _, a := range v.Asked {
			add(a.Client)
		}
	case PrivacyCase:
		add(v.Client)
	case Story:
		add(v.Interaction)
	case CheckIn:
		add(v.Interaction)
	}
	return named
}

// About tells whether a record is part of what is kept about a client: their own, and those that name them. Whom they sent has
// a record of their own, which is not.
func About(rec Record, client string) bool {
	if c, ok := rec.(Client); ok {
		return c.ID == client
	}
	for _, id := range Names(rec) {
		if id == client {
			return true
		}
	}
	return false
}

// Only is a record as it may be shown to a client: others who asked for the same improvement are not in it.
func Only(rec Record, client string) Record {
	if i, ok := rec.(Improvement); ok {
		var mine []Asker
		for _, a := range i.Asked {
			if a.Client == client {
				mine = append(mine, a)
			}
		}
		i.Asked = mine
		return i
	}
	return rec
}

// Moved is a record in which one client stands in the place of another; changed tells whether there was anything to do.
// A client who asked for an improvement twice asked once, and was told if either was.
func Moved(rec Record, from, to string) (moved Record, changed bool) {
	switch v := rec.(type) {
	case Client:
		if v.ReferredBy != from {
			return rec, false
		}
		if v.ReferredBy = to; v.ID == to { // nobody sends themselves
			v.ReferredBy, v.Thanked = "", ""
		}
		return v, true
	case Interaction:
		changed = v.Client == from
		v.Client = swap(v.Client, from, to)
		return v, changed
	case Promise:
		changed = v.Client == from
		v.Client = swap(v.Client, from, to)
		return v, changed
	case Complaint:
		changed = v.Client == from
		v.Client = swap(v.Client, from, to)
		return v, changed
	case Departure:
		changed = v.Client == from
		v.Client = swap(v.Client, from, to)
		return v, changed
	case Scenario:
		changed = v.Client == from
		v.Client = swap(v.Client, from, to)
		return v, changed
	case Improvement:
		v.Asked, changed = movedAskers(v.Asked, from, to)
		return v, changed
	case PrivacyCase:
		changed = v.Client == from
		v.Client = swap(v.Client, from, to)
		return v, changed
	}
	return rec, false
}

// Without is a record about others that names a client no more: whoever was sent by them was sent by nobody, and they did
// not ask for an improvement; the register keeps that someone asked, and not who. What is about the client stays as it is.
func Without(rec Record, client string) (left Record, changed bool) {
	switch v := rec.(type) {
	case Client:
		if v.ReferredBy != client {
			return rec, false
		}
		v.ReferredBy, v.Thanked = "", ""
		return v, true
	case Improvement:
		var rest []Asker
		for _, a := range v.Asked {
			if a.Client != client {
				rest = append(rest, a)
			}
		}
		changed = len(rest) < len(v.Asked)
		v.Asked = rest
		return v, changed
	case PrivacyCase:
		changed = v.Client == client
		v.Client = swap(v.Client, client, "")
		return v, changed
	}
	return rec, false
}

func swap(id, from, to string) string {
	if id == from {
		return to
	}
	return id
}

func movedAskers(all []Asker, from, to string) (moved []Asker, changed bool) {
	at := -1
	for _, a := range all {
		if a.Client == from {
			a.Client, changed = to, true
		}
		if a.Client == to {
			if at >= 0 {
				if moved[at].Told == "" {
					moved[at] = a
				}
				continue
			}
			at = len(moved)
		}
		moved = append(moved, a)
	}
	return moved, changed
}
