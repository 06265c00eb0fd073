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
	raw := func(name, value string) { folded.Line(b, name, value) }
	text := func(name, value string) {
		if value != "" {
			raw(name, folded.Text(value))
		}
	}
	raw("BEGIN", "VCARD")
	raw("VERSION", string(version))
	raw("PRODID", "-//Trousse//Trousse//FR")
	uid := c.ID
	if version == V4 {
		uid = "urn:uuid:" + c.ID
	}
	raw("UID", uid)
	text("FN", c.Name)
	// Telephones show the parts one after the other, so the name comes out right wherever it is cut.
	given, family := c.Name, ""
	if i := strings.LastIndexByte(c.Name, ' '); i > 0 {
		given, family = c.Name[:i], c.Name[i+1:]
	}
	raw("N", folded.Text(family)+";"+folded.Text(given)+";;;")
	text("NICKNAME", c.PreferredName)
	text("X-PHONETIC-FIRST-NAME", c.SpokenName)
	writePhone(raw, version, c.Phone)
	switch {
	case c.Email == "":
	case version == V4:
		text("EMAIL", c.Email)
	default:
		text("EMAIL;TYPE=INTERNET", c.Email)
	}
	text("LANG", c.Language)
	if notes {
		text("NOTE", c.Attentions)
		text("X-TROUSSE-AVOID", c.Avoid)
	}
	if c.ClientKind == journal.Internal {
		text("X-TROUSSE-KIND", string(c.ClientKind))
	}
	text("X-TROUSSE-FORM", string(c.FormOfAddress))
	text("X-TROUSSE-CHANNEL", string(c.BestChannel))
	if !card.At.IsZero() {
		layout := "2006-01-02T15:04:05Z"
		if version == V4 {
			layout = "20060102T150405Z"
		}
		raw("REV", card.At.UTC().Format(layout))
	}
	raw("END", "VCARD")
}

// writePhone writes a number. An extension is dialled after a pause by the telephones that 3.0 is for; in 4.0 it has its
// place in the address.
func writePhone(raw func(name, value string), version Version, stored string) {
	number, ext, has := strings.Cut(stored, ";ext=")
	switch {
	case stored == "":
	case number == "" && has:
		raw("TEL", folded.Text(i18n.For(i18n.EN).Phone(stored)))
	case version == V4 && strings.HasPrefix(number, "+"):
		raw("TEL;VALUE=uri", "tel:"+stored)
	case has:
		raw("TEL;TYPE=VOICE", folded.Text(number+","+ext))
	default:
		raw("TEL;TYPE=VOICE", folded.Text(stored))
	}
}
