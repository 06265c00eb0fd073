package contacts

import (
	"strings"

	"trousse/internal/exchange/sheet"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
)

// tableFields are the columns of a table of clients, in order; tableNames are their names.
var tableFields = []Field{
	Name, PreferredName, SpokenName, FormOfAddress, ClientKind, Phone, Email, Language, BestChannel, Attentions, Avoid, UID,
}

func tableNames(p *i18n.Printer) []string {
	return []string{
		p.T("client.name"), p.T("client.preferred_name"), p.T("client.spoken_name"), p.T("client.form_of_address"),
		p.T("contacts.column_kind"), p.T("client.phone"), p.T("client.email"), p.T("client.language"), p.T("client.best_channel"),
		p.T("client.attentions"), p.T("client.avoid"), p.T("contacts.column_uid"),
	}
}

// Table writes clients for a spreadsheet in the printer's language. [Read] reads it back without loss.
func Table(p *i18n.Printer, clients []journal.Client) string {
	var b strings.Builder
	b.WriteString(sheet.Mark)
	sep := sheet.Separator(p.Lang() != i18n.EN)
	sheet.Row(&b, sep, tableNames(p)...)
	for _, c := range clients {
		sheet.Row(&b, sep, c.Name, c.PreferredName, c.SpokenName, word(p, FormOfAddress, string(c.FormOfAddress)),
			word(p, ClientKind, string(c.ClientKind)), cellPhone(p, c.Phone), c.Email, word(p, Language, c.Language),
			word(p, BestChannel, string(c.BestChannel)), c.Attentions, c.Avoid, c.ID)
	}
	return b.String()
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

// choices are the values of a field that is one of a few.
func choices(field Field) []string {
	switch field {
	case Language:
		return []string{"fr", "en"}
	case ClientKind:
		return []string{string(journal.External), string(journal.Internal)}
	case FormOfAddress:
		var all []string
		for _, f := range journal.FormsOfAddress {
			all = append(all, string(f))
		}
		return all
	case BestChannel:
		var all []string
		for _, c := range journal.Channels {
			all = append(all, string(c))
		}
		return all
	}
	return nil
}

// word says a choice in words.
func word(p *i18n.Printer, field Field, value string) string {
	switch {
	case value == "":
		return ""
	case field == Language:
		return p.T("language." + value)
	case field == ClientKind && value == string(journal.Internal):
		return p.T("client.internal")
	case field == ClientKind:
		return p.T("client.external")
	case field == FormOfAddress:
		return p.T("address." + value)
	}
	return p.T("channel.by_" + value)
}

// chosen reads a choice: as it is stored, or in words of either language.
func chosen(field Field, s string) (value string, ok bool) {
	folded := search.Fold(s)
	for _, c := range choices(field) {
		if strings.EqualFold(s, c) || folded == search.Fold(word(i18n.For(i18n.FR), field, c)) || folded == search.Fold(word(i18n.For(i18n.EN), field, c)) {
			return c, true
		}
	}
	switch field {
	case Language:
		first, _, _ := strings.Cut(folded, " ") // fr-CA, French (Canada)
		switch first {
		case "fr", "fra", "fre", "francais", "francaise", "french":
			return "fr", true
		case "en", "eng", "anglais", "anglaise", "english":
			return "en", true
		}
	case FormOfAddress:
		form, all := courtesy(s)
		return string(form), all && form != ""
	}
	return "", false
}
