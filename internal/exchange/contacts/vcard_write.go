package contacts

import (
	"strconv"
	"strings"
	"time"

	"trousse/internal/exchange/folded"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
)

// Version is a version of vCard.
type Version string

// The versions that are written: telephones take the first; the second says more exactly what it means.
const (
	V3 Version = "3.0"
	V4 Version = "4.0"
)

// Card is a client to write, and when the record last changed.
type Card struct {
	Client journal.Client
	At     time.Time
}

// WriteCard writes a client as a vCard; a file holds as many as there are, one after the other. Attentions and what to avoid go
// with it only when notes asks for it: they are not for every address book. [Read] reads all of it back.
func WriteCard(version Version, notes bool, card Card) string {
	var b strings.Builder
	c := card.Client
	if !notes {
		c.Attentions, c.Avoid = "", ""
	}
	uid, layout := c.ID, "2006-01-02T15:04:05Z"
	if version == V4 {
		uid, layout = "urn:uuid:"+c.ID, "20060102T150405Z"
	}
	kind, rev := "", ""
	if c.ClientKind == journal.Internal {
		kind = string(c.ClientKind)
	}
	if !card.At.IsZero() {
		rev = card.At.UTC().Format(layout)
	}
	// Telephones show the parts one after the other, so the name comes out right wherever it is cut.
	space := strings.LastIndexByte(c.Name, ' ')
	name := folded.Text(c.Name[space+1:]) + ";" + folded.Text(c.Name[:max(0, space)]) + ";;;"
	if space < 0 {
		name = ";" + folded.Text(c.Name) + ";;;"
	}
	lines := []string{
		"BEGIN", "VCARD", "VERSION", string(version), "PRODID", "-//" + product + "//" + product + "//FR", "UID", uid, "FN", folded.Text(c.Name), "N", name,
		"NICKNAME", folded.Text(c.PreferredName), "X-PHONETIC-FIRST-NAME", folded.Text(c.SpokenName),
	}
	main := []journal.Detail{{Kind: journal.DetailPhone, Value: c.Phone}, {Kind: journal.DetailEmail, Value: c.Email}}
	for i, d := range append(main, c.Also...) {
		if d.Value == "" {
			continue
		}
		name, value := detail(version, d, i < len(main))
		if d.Label != "" {
			item := "item" + strconv.Itoa(i) + "."
			name = item + name
			lines = append(lines, item+"X-ABLabel", folded.Text(d.Label))
		}
		lines = append(lines, name, value)
	}
	var tags []string
	for _, t := range c.Tags {
		tags = append(tags, folded.Text(t))
	}
	lines = append(lines, "CATEGORIES", strings.Join(tags, ","),
		"LANG", c.Language, "NOTE", folded.Text(c.Attentions), "X-TROUSSE-AVOID", folded.Text(c.Avoid), "X-TROUSSE-KIND", kind,
		"X-TROUSSE-FORM", string(c.FormOfAddress), "X-TROUSSE-CHANNEL", string(c.BestChannel), "X-TROUSSE-HOURS", folded.Text(c.BestHours), "REV", rev, "END", "VCARD")
	for i := 0; i < len(lines); i += 2 {
		if lines[i+1] != "" {
			folded.Line(&b, lines[i], lines[i+1])
		}
	}
	return b.String()
}

// product is this program, as its files name it.
const product = "Trousse"

// cardTypes are the types of vCard that telephones know, by kind.
var cardTypes = map[kind]string{cell: "CELL", home: "HOME", work: "WORK", mainKind: "MAIN", car: "CAR", pager: "PAGER", fax: "FAX"}

// detail writes what somebody can be reached by, or is known by. What is preferred says so.
func detail(version Version, d journal.Detail, preferred bool) (name, value string) {
	value = folded.Text(d.Value)
	k, _ := kindOf(search.Fold(d.Label))
	types := cardTypes[k]
	switch d.Kind {
	case journal.DetailPhone:
		if name, value = phone(version, d.Value); types == "" {
			types = "VOICE"
		}
	case journal.DetailEmail:
		if name = "EMAIL"; version == V3 {
			types = join(",", "INTERNET", types)
		}
	case journal.DetailName:
		return "X-TROUSSE-NAME", value
	case journal.DetailHouse:
		return "ORG", value
	default:
		name, value = "ADR", ";;"+value+";;;;"
	}
	if preferred && version == V4 {
		name += ";PREF=1"
	} else if preferred {
		types = join(",", types, "PREF")
	}
	if types != "" {
		name += ";TYPE=" + types
	}
	return name, value
}

// phone writes a number. An extension is dialled after a pause by the telephones that 3.0 is for; in 4.0 it has its place in
// the address.
func phone(version Version, stored string) (name, value string) {
	number, ext, has := strings.Cut(stored, ";ext=")
	switch {
	case number == "" && has:
		return "TEL", folded.Text(i18n.For(i18n.EN).Phone(stored))
	case version == V4 && strings.HasPrefix(number, "+"):
		return "TEL;VALUE=uri", "tel:" + stored
	case has:
		number += "," + ext
	}
	return "TEL", folded.Text(number)
}
