package contacts

import (
	"strings"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
)

// tableColumn is a column of a table of clients: the message that names it, and its field. One that holds many has one value
// a line, each after its label.
type tableColumn struct {
	key   string
	field Field
	many  bool
}

var tableColumns = []tableColumn{
	{"client.name", Name, false}, {"client.preferred_name", PreferredName, false}, {"client.spoken_name", SpokenName, false},
	{"client.form_of_address", FormOfAddress, false}, {"contacts.column_kind", ClientKind, false}, {"client.phone", Phone, false},
	{"client.email", Email, false}, {"client.language", Language, false}, {"client.best_channel", BestChannel, false},
	{"client.best_hours", BestHours, false}, {"client.attentions", Attentions, false}, {"client.avoid", Avoid, false},
	{"detail.phone", Phone, true}, {"detail.email", Email, true}, {"detail.name", OtherName, true},
	{"detail.organization", Organisation, true}, {"detail.address", Address, true},
	{"contacts.tags", Tags, true}, {"contacts.column_uid", UID, false},
}

// Columns names the columns of a table of clients, and Cells fills them. [Read] reads them back without loss.
func Columns(p *i18n.Printer) []string {
	var names []string
	for _, c := range tableColumns {
		names = append(names, p.T(c.key))
	}
	return names
}

// Cells is a client as a row of a table, in the order of [Columns].
func Cells(p *i18n.Printer, c journal.Client) []string {
	return []string{c.Name, c.PreferredName, c.SpokenName, word(p, FormOfAddress, string(c.FormOfAddress)),
		word(p, ClientKind, string(c.ClientKind)), cellPhone(p, c.Phone), c.Email, word(p, Language, c.Language),
		word(p, BestChannel, string(c.BestChannel)), c.BestHours, c.Attentions, c.Avoid,
		details(p, c, journal.DetailPhone), details(p, c, journal.DetailEmail), details(p, c, journal.DetailName),
		details(p, c, journal.DetailHouse), details(p, c, journal.DetailAddress), labelledLines(p, "", c.Tags...), c.ID}
}

// details writes the details of a kind, one a line.
func details(p *i18n.Printer, c journal.Client, kind journal.DetailKind) string {
	all := ""
	for _, d := range c.Also {
		if d.Kind == kind {
			if kind == journal.DetailPhone {
				d.Value = cellPhone(p, d.Value)
			}
			all = join("\n", all, labelledLines(p, d.Label, d.Value))
		}
	}
	return all
}

// labelledLines writes values, one a line, each after its label. One that could be taken for a label and a value has an
// empty label.
func labelledLines(p *i18n.Printer, label string, values ...string) string {
	all := ""
	for _, v := range values {
		if label != "" || strings.Contains(v, ": ") {
			v = p.T("contacts.line", "label", strings.ReplaceAll(label, ":", ""), "value", v)
		}
		all = join("\n", all, v)
	}
	return all
}

// cellPhone writes a number so that a spreadsheet neither computes it (+1-418-555 …) nor rounds it (33142685300): as it is
// written here, or with the way out of North America in place of the plus.
func cellPhone(p *i18n.Printer, stored string) string {
	s := strings.ReplaceAll(p.Phone(stored), "\u00a0", " ")
	if abroad, ok := strings.CutPrefix(s, "+"); ok && len(abroad) > 7 && isNumber(abroad[:8]) {
		return "011-" + abroad
	}
	return s
}

// choices are the values of the fields that are one of a few, each with the message that says it.
var choices = map[Field]string{
	Language:      "fr=language.fr en=language.en",
	ClientKind:    "external=client.external internal=client.internal",
	FormOfAddress: "unknown=address.unknown madame=address.madame monsieur=address.monsieur neutral=address.neutral first_name=address.first_name first_name_tu=address.first_name_tu",
	BestChannel:   "in_person=channel.by_in_person phone=channel.by_phone text=channel.by_text email=channel.by_email other=channel.by_other",
}

// word says a choice in words.
func word(p *i18n.Printer, field Field, value string) string {
	for _, pair := range strings.Fields(choices[field]) {
		if v, key, _ := strings.Cut(pair, "="); v == value {
			return p.T(key)
		}
	}
	return ""
}

// chosen reads a choice: as it is stored, or in words of either language.
func chosen(field Field, s string) (value string, ok bool) {
	folded := search.Fold(s)
	for _, pair := range strings.Fields(choices[field]) {
		v, key, _ := strings.Cut(pair, "=")
		if strings.EqualFold(s, v) || folded == search.Fold(i18n.For(i18n.FR).T(key)) || folded == search.Fold(i18n.For(i18n.EN).T(key)) {
			return v, true
		}
	}
	switch first, _, _ := strings.Cut(folded, " "); { // fr-CA, French (Canada)
	case field == FormOfAddress:
		form, all := courtesy(s)
		return string(form), all && form != ""
	case field != Language:
	case hasWord("fr fra fre francais francaise french", first):
		return "fr", true
	case hasWord("en eng anglais anglaise english", first):
		return "en", true
	}
	return "", false
}
