package journal

import "strings"

// Merge is what becomes of two records of one person: the one that is kept, with what only the other knew. Where both say
// something and not the same, the kept one's word stands, and the other's goes beside it: names, phones and e-mails among
// the details, notes, hours and a pronunciation under the notes. It is refused when that is more than a record holds. What names the record that goes
// is to be moved in the same change: see [Moved]. The history of both stays.
func Merge(keep, away Client) (Client, error) {
	if keep.ID == away.ID {
		return keep, refuse("client", NotListed)
	}
	m := keep
	m.Also = append(m.Also[:len(m.Also):len(m.Also)], away.Also...)
	beside := func(mine *string, theirs string, k DetailKind) {
		switch {
		case theirs == "" || strings.EqualFold(*mine, theirs):
		case *mine == "":
			*mine = theirs
		default:
			m.Also = append(m.Also, Detail{Kind: k, Value: theirs})
		}
	}
	beside(&m.Name, away.Name, DetailName)
	beside(&m.PreferredName, away.PreferredName, DetailName)
	beside(&m.Phone, away.Phone, DetailPhone)
	beside(&m.Email, away.Email, DetailEmail)
	m.Attentions, m.Avoid = under(m.Attentions, away.Attentions), under(m.Avoid, away.Avoid)
	noted := func(mine *string, theirs string) {
		switch {
		case theirs == "" || strings.EqualFold(*mine, theirs):
		case *mine == "":
			*mine = theirs
		default:
			m.Attentions = under(m.Attentions, theirs)
		}
	}
	noted(&m.SpokenName, away.SpokenName)
	noted(&m.BestHours, away.BestHours)
	if away.FormOfAddress != "" && (m.FormOfAddress == "" || m.FormOfAddress == AddressUnknown) {
		m.FormOfAddress = away.FormOfAddress
	}
	if m.Language == "" {
		m.Language = away.Language
	}
	if m.ConsentOn == "" && m.ConsentHow == "" {
		m.ConsentOn, m.ConsentHow = away.ConsentOn, away.ConsentHow
	}
	if m.BestChannel == "" {
		m.BestChannel = away.BestChannel
	}
	if m.ReferredBy == "" || m.ReferredBy == away.ID {
		m.ReferredBy, m.Thanked = away.ReferredBy, away.Thanked
	}
	if m.ReferredBy == m.ID {
		m.ReferredBy = ""
	}
	m.Tags = append(m.Tags[:len(m.Tags):len(m.Tags)], away.Tags...)
	m = m.Tidy()
	m.Also = m.news()
	return m, m.Check()
}

// news are the details that the record's own fields do not say already.
func (c Client) news() []Detail {
	var kept []Detail
	for _, d := range c.Also {
		mine := map[DetailKind][]string{
			DetailPhone: {c.Phone}, DetailEmail: {c.Email}, DetailName: {c.Name, c.PreferredName},
		}[d.Kind]
		known := false
		for _, m := range mine {
			known = known || strings.EqualFold(m, d.Value)
		}
		if !known {
			kept = append(kept, d)
		}
	}
	return kept
}

// under puts one text under another, unless that says it already.
func under(a, b string) string {
	switch {
	case b == "" || strings.Contains(a, b):
		return a
	case a == "" || strings.Contains(b, a):
		return b
	}
	return a + "\n" + b
}
