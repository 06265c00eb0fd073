package clients

import (
	"strings"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// listed are the other numbers, addresses and names of a client as the form shows them: one a line, behind what it is.
func listed(say *i18n.Printer, all []journal.Detail) string {
	var lines []string
	for _, d := range all {
		lines = append(lines, shown(say, d))
	}
	return strings.Join(lines, "\n")
}

// shown is one of them in its line.
func shown(say *i18n.Printer, d journal.Detail) string {
	if d.Kind == journal.DetailPhone {
		d.Value = say.Phone(d.Value)
	}
	if d.Label == "" {
		d.Label = say.T("detail." + string(d.Kind))
	}
	return say.T("client.also_line", "label", d.Label, "value", d.Value)
}

// details reads them again. A line tells by itself whether it is a number or an address to write to; what it is called
// may say that it is a house or a place, and otherwise it is a name. A line that was there stays what it was.
func details(say *i18n.Printer, was []journal.Detail, typed string) []journal.Detail {
	var all []journal.Detail
next:
	for _, line := range strings.Split(typed, "\n") {
		for _, d := range was {
			if strings.TrimSpace(line) == shown(say, d) {
				all = append(all, d)
				continue next
			}
		}
		label, value, found := strings.Cut(line, ":")
		if !found {
			label, value = "", line
		}
		d := journal.Detail{Label: strings.TrimSpace(strings.ReplaceAll(label, "\u00a0", " ")), Value: strings.TrimSpace(value), Kind: journal.DetailName}
		for _, k := range journal.DetailKinds {
			if strings.EqualFold(d.Label, say.T("detail."+string(k))) {
				d.Kind, d.Label = k, ""
			}
		}
		phone, err := i18n.NormalizePhone(d.Value)
		switch {
		case d.Kind == journal.DetailHouse || d.Kind == journal.DetailAddress:
		case strings.Contains(d.Value, "@"):
			d.Kind = journal.DetailEmail
		case err == nil && len(phone) > 6:
			d.Kind, d.Value = journal.DetailPhone, phone
		}
		all = append(all, d)
	}
	return all
}
