package contacts

import (
	"strings"
	"unicode"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// naming is what a row says of a person's name.
type naming struct {
	whole, given, middle, family, prefix, suffix string
	others                                       []string // other names, and what the name does not say
}

// name makes one name of all that a row says, as it is shown elsewhere when that says all of it. What it leaves out goes
// to the other names.
func (n *naming) name() string {
	parts := join(" ", n.given, n.middle, n.family)
	name := n.whole
	switch {
	case parts == "":
	case name == "":
		name = parts
	case !says(name, join(" ", n.given, n.family)):
		if !says(parts, name) {
			n.others = append(n.others, name)
		}
		name = parts
	case strings.Contains(name, ",") && says(join(" ", parts, n.prefix, n.suffix), name):
		name = parts // “Roy, Jean”
	case !says(name, parts):
		n.others = append(n.others, parts) // more given names than are used
	}
	return n.without(name)
}

// without takes the prefix, which has its own place, away from before a name.
func (n *naming) without(name string) string {
	for w := range strings.FieldsSeq(n.prefix) {
		first, rest, ok := strings.Cut(name, " ")
		if !ok || search.Fold(first) != search.Fold(w) {
			break
		}
		name = strings.TrimSpace(rest)
	}
	return name
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
	return "", false
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
	for w := range strings.FieldsSeq(search.Fold(given)) {
		if hasWord(endings, w) {
			return name, false
		}
	}
	return given + " " + family, true
}
