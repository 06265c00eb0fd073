package contacts

import (
	"strings"
	"unicode"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// name makes one name of all that a row says, as it is shown elsewhere when that says all of it. Other names, and what the
// name leaves out, come beside it.
func (b *builder) name() (name string, others []string) {
	text := func(f Field) string { return strings.Join(b.all[f], " ") }
	given, middle, family, prefix := text(GivenName), text(MiddleName), text(FamilyName), text(Prefix)
	parts := join(" ", given, middle, family)
	if whole := b.all[Name]; len(whole) > 0 {
		name, others = whole[0], append(others, whole[1:]...)
	}
	others = append(others, b.all[OtherName]...)
	switch {
	case parts == "":
	case name == "":
		name = parts
	case !says(name, join(" ", given, family)):
		others, name = append(others, name), parts
	case strings.Contains(name, ",") && says(join(" ", parts, prefix, text(Suffix)), name):
		name = parts // “Roy, Jean”
	case !says(name, parts):
		others = append(others, parts) // more given names than are used
	}
	// The prefix has its own place.
	for _, w := range strings.Fields(prefix) {
		first, rest, ok := strings.Cut(name, " ")
		if !ok || search.Fold(first) != search.Fold(w) {
			break
		}
		name = strings.TrimSpace(rest)
	}
	return name, others
}

// courtesy reads a courtesy as a form of address: the one that the file gives, nothing is guessed from a name. It tells
// whether the form says all of it: « Mlle », “Mrs.” or « Dr » say something else.
func courtesy(prefix string) (form journal.FormOfAddress, all bool) {
	switch search.Fold(prefix) {
	case "madame", "mme", "ms":
		return journal.AddressMadame, true
	case "mrs":
		return journal.AddressMadame, false
	case "monsieur", "m", "mr":
		return journal.AddressMonsieur, true
	}
	return "", prefix == ""
}

// endings are what stands after a comma that parts no names.
const endings = "inc ltee ltd enr senc sencrl llc corp cie co jr sr fils pere ing avocat avocate notaire md phd cpa ca dr dre arch opq ot inf"

// flip turns “Roy, Jean” around. It tells whether that is what the name looks like.
func flip(name string) (string, bool) {
	family, given, ok := strings.Cut(name, ",")
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	if !ok || family == "" || given == "" || len(strings.Fields(family)) > 3 || len(strings.Fields(given)) > 3 {
		return name, false
	}
	for _, r := range family + given {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" -'’.", r) {
			return name, false
		}
	}
	for _, w := range strings.Fields(search.Fold(given)) {
		if hasWord(endings, w) {
			return name, false
		}
	}
	return given + " " + family, true
}
