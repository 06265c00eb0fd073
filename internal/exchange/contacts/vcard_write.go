package contacts

import (
	"strings"
	"time"

	"trousse/internal/exchange/folded"
	"trousse/internal/i18n"
	"trousse/internal/journal"
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

// VCards writes clients as vCards. Attentions and what to avoid go with them only when notes asks for it: they are not for
// every address book. [Read] reads all of it back.
func VCards(version Version, notes bool, cards []Card) string {
	var b strings.Builder
	for _, c := range cards {
		writeCard(&b, version, notes, c)
	}
	return b.String()
}

func writeCard(b *strings.Builder, version Version, notes bool, card Card) {
	c := card.Client
	if !notes {
		c.Attentions, c.Avoid = "", ""
	}
	uid, email, layout := c.ID, "EMAIL;TYPE=INTERNET", "2006-01-02T15:04:05Z"
	if version == V4 {
		uid, email, layout = "urn:uuid:"+c.ID, "EMAIL", "20060102T150405Z"
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
	tel, number := phone(version, c.Phone)

	lines := []string{
		"BEGIN", "VCARD", "VERSION", string(version), "PRODID", "-//Trousse//Trousse//FR", "UID", uid, "FN", folded.Text(c.Name), "N", name,
		"NICKNAME", folded.Text(c.PreferredName), "X-PHONETIC-FIRST-NAME", folded.Text(c.SpokenName), tel, number, email, folded.Text(c.Email),
		"LANG", c.Language, "NOTE", folded.Text(c.Attentions), "X-TROUSSE-AVOID", folded.Text(c.Avoid), "X-TROUSSE-KIND", kind,
		"X-TROUSSE-FORM", string(c.FormOfAddress), "X-TROUSSE-CHANNEL", string(c.BestChannel), "REV", rev, "END", "VCARD",
	}
	for i := 0; i < len(lines); i += 2 {
		if lines[i+1] != "" {
			folded.Line(b, lines[i], lines[i+1])
		}
	}
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
	return "TEL;TYPE=VOICE", folded.Text(number)
}
